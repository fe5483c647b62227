/// Joining, certificates, keys.
public protocol IdentityPhrases {
}
