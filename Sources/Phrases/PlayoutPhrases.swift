public protocol PlayoutPhrases {
}
