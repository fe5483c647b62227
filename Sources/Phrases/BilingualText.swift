/// A sentence in every language that Loa speaks, as it crosses the wire or is written down.
public struct BilingualText: Sendable, Codable, Hashable {
  public var vi: String
  public var en: String

  public init(_ text: Text) {
    vi = text.said(in: .vietnamese)
    en = text.said(in: .english)
  }

  public func said(in language: Language) -> String {
    switch language {
    case .vietnamese: vi
    case .english: en
    }
  }

  /// The sentence again as a `Text`.
  public var text: Text {
    let both = self
    return Text { $0.choose(vietnamese: both.vi, english: both.en) }
  }
}
