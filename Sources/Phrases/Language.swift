/// A language that Loa speaks to its people. Vietnamese comes first.
public enum Language: String, CaseIterable, Sendable, Codable {
  case vietnamese = "vi"
  case english = "en"

  /// The words of this language.
  public var phrases: any Phrases {
    switch self {
    case .vietnamese: Vietnamese()
    case .english: English()
    }
  }

  /// The language that a locale name such as `en_GB.UTF-8` asks for: English where it says English,
  /// Vietnamese for everything else.
  public init(locale: String?) {
    self = locale?.lowercased().hasPrefix("en") == true ? .english : .vietnamese
  }
}
