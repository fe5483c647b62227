public protocol SettingsPhrases {
}
