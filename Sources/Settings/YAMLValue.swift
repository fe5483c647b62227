/// What stands at a place of a YAML file. Scalars are text: `17:00`, `no` and `0123` mean what they say.
struct YAMLValue: Sendable {
  enum Content: Sendable {
    /// Nothing, `~` or `null` without quotes.
    case nothing
    case scalar(String)
    case list([YAMLValue])
    case table([Entry])
    /// Already refused with a diagnostic; read as if it were right, without another word.
    case refused
  }

  struct Entry: Sendable {
    var key: String
    var place: Place
    var value: YAMLValue
  }

  var content: Content
  var place: Place

  var isNothing: Bool {
    if case .nothing = content { true } else { false }
  }
}
