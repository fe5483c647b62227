public import Scheduling

/// What a station is known by for ever: its unit's official code, such as `29770`. Never a name: Đông Thạnh and Đông Thành
/// differ by a tone mark only.
public struct StationCode: Identifier {
  public let text: String
  public init(_ text: String) { self.text = text }
}
