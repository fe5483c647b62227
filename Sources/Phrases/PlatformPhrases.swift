public protocol PlatformPhrases {
}
