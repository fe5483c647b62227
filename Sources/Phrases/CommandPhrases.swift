public protocol CommandPhrases {
}
