/// Stations, the link to the upstream node, and what passes over it.
public protocol RelayPhrases {
}
