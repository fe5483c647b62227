public protocol DashboardPhrases {
}
