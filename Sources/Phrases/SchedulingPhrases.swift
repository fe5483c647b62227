public protocol SchedulingPhrases {
}
