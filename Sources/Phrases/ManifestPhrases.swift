/// What is handed down, and why it is refused.
public protocol ManifestPhrases {
}
