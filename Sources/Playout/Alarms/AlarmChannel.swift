public import Phrases
import Platform

/// A way to tell people of alarms.
public protocol AlarmChannel: Sendable {
  /// Tells all of these, or throws and has told none.
  func tell(_ notices: [AlarmNotice]) async throws(ChannelFailure)
}

/// Why people were not told.
public struct ChannelFailure: OperatorError {
  public var code: String { "alarm-not-told" }
  public var what: Text
  public var remedy: Text

  init(_ error: any OperatorError) {
    what = error.what
    remedy = error.remedy
  }

  init(what: Text, remedy: Text) {
    self.what = what
    self.remedy = remedy
  }
}

/// A program of the people's own: it gets each notice as JSON on its standard input, and has taken it when it ends with 0.
public struct CommandChannel: AlarmChannel {
  /// The program and its arguments.
  let command: [String]

  public init(_ command: [String]) { self.command = command }

  public func tell(_ notices: [AlarmNotice]) async throws(ChannelFailure) {
    for notice in notices {
      do {
        _ = try await ProcessRunner().run(command, input: notice.json)
      } catch {
        throw ChannelFailure(error)
      }
    }
  }
}
