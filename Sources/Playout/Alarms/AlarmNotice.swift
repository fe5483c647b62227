public import Clocks
import Foundation

/// That an alarm was raised, or cleared: what is told to people.
public struct AlarmNotice: Sendable, Codable {
  /// Never used twice: whoever hears a notice again knows that it is the same.
  public var id: String
  /// False: the alarm was cleared.
  public var isRaised: Bool
  public var node: String
  public var at: WallTime
  public var alarm: Alarm
  /// What happened and what to do, in the node's language.
  public var message: String

  public init(isRaised: Bool, node: String, at: WallTime, alarm: Alarm, message: String) {
    id = UUID().uuidString.lowercased()
    self.isRaised = isRaised
    self.node = node
    self.at = at
    self.alarm = alarm
    self.message = message
  }

  /// One line of JSON, in UTF-8.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
  }
}
