public protocol AirtimePhrases {
}
