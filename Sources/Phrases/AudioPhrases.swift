public protocol AudioPhrases {
}
