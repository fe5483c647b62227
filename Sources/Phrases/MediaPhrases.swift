public protocol MediaPhrases {
}
