import Clocks
import Foundation
public import Logging
public import Phrases
import Platform
public import ServiceLifecycle

/// Where every alarm of a node comes together: the journal, the status, and the command that tells somebody.
public actor AlarmDesk: Service {
  private let language: Language
  private let logger: Logger
  private let stream: AsyncStream<Notice>
  private let notices: AsyncStream<Notice>.Continuation
  private var command: [String]
  private var standing: [Alarm.Key: Alarm] = [:]

  /// The newest alarm, also after it was cleared.
  public private(set) var last: Alarm?

  /// What the command reads on its standard input, as JSON.
  public struct Notice: Sendable, Codable {
    /// False: the alarm was cleared.
    public var isRaised: Bool
    public var node: String
    public var alarm: Alarm
    /// What happened and what to do, in the node's language.
    public var message: String
  }

  private let node: String

  /// Notices that wait for a slow command; the oldest are dropped beyond it, and the journal has them all.
  private static let patience = 64

  public init(node: String, command: [String], language: Language, logger: Logger) {
    self.node = node
    self.command = command
    self.language = language
    self.logger = logger
    (stream, notices) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.patience))
  }

  /// The alarms that stand, oldest first.
  public var active: [Alarm] {
    standing.values.sorted {
      ($0.since, $0.kind.rawValue, $0.subject) < ($1.since, $1.kind.rawValue, $1.subject)
    }
  }

  public func setCommand(_ command: [String]) {
    self.command = command
  }

  public func raise(_ alarm: Alarm) {
    let message = sentence(of: alarm)
    guard standing[alarm.key].map(sentence) != message else { return }
    standing[alarm.key] = alarm
    last = alarm
    logger.error(
      "\(message)", metadata: ["alarm": "\(alarm.kind.rawValue)", "subject": "\(alarm.subject)"])
    notices.yield(Notice(isRaised: true, node: node, alarm: alarm, message: message))
  }

  public func clear(_ key: Alarm.Key) {
    guard let alarm = standing.removeValue(forKey: key) else { return }
    let message = language.phrases.alarmCleared(sentence(of: alarm))
    logger.notice("\(message)", metadata: ["alarm": "\(key.kind.rawValue)", "subject": "\(key.subject)"])
    notices.yield(Notice(isRaised: false, node: node, alarm: alarm, message: message))
  }

  private func sentence(of alarm: Alarm) -> String {
    let remedy = alarm.remedy.said(in: language)
    let text = alarm.text.said(in: language)
    return remedy.isEmpty ? text : "\(text); \(remedy)"
  }

  public func run() async throws {
    for await notice in stream.cancelOnGracefulShutdown() {
      await tell(notice)
    }
  }

  private func tell(_ notice: Notice) async {
    guard !command.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(notice) else { return }
    do {
      _ = try await ProcessRunner().run(command, input: [UInt8](json))
    } catch {
      logger.error("\(error.what.said(in: language)); \(error.remedy.said(in: language))")
    }
  }
}
