public import Clocks
public import Logging
public import Phrases
public import ServiceLifecycle

/// Where every alarm of a node comes together: the journal, the status, and the channels by which somebody is told.
public actor AlarmDesk: Service {
  private let node: String
  private let language: Language
  private let logger: Logger
  private let clock: @Sendable () -> WallTime
  private let command: AlarmPost
  private let webhook: AlarmPost
  private let mail: AlarmPost
  private var standing: [Alarm.Key: Alarm] = [:]

  /// The newest alarm, also after it was cleared.
  public private(set) var last: Alarm?

  /// Who is told beside the journal; each may be left out.
  public struct Channels: Sendable {
    public var command: CommandChannel?
    public var webhook: WebhookChannel?
    public var mail: MailChannel?

    public init(
      command: CommandChannel? = nil, webhook: WebhookChannel? = nil, mail: MailChannel? = nil
    ) {
      self.command = command
      self.webhook = webhook
      self.mail = mail
    }
  }

  public init(
    node: String, language: Language, logger: Logger, clock: @escaping @Sendable () -> WallTime
  ) {
    self.node = node
    self.language = language
    self.logger = logger
    self.clock = clock
    command = AlarmPost({ $0.channelCommand }, .oneByOne, language: language, logger: logger)
    webhook = AlarmPost({ $0.channelWebhook }, .oneByOne, language: language, logger: logger)
    mail = AlarmPost({ $0.channelMail }, .letters, language: language, logger: logger)
  }

  /// The alarms that stand, oldest first.
  public var active: [Alarm] {
    standing.values.sorted {
      ($0.since, $0.kind.rawValue, $0.subject) < ($1.since, $1.kind.rawValue, $1.subject)
    }
  }

  public func set(_ channels: Channels) {
    command.set(channels.command)
    webhook.set(channels.webhook)
    mail.set(channels.mail)
  }

  public func raise(_ alarm: Alarm) {
    let message = sentence(of: alarm)
    guard standing[alarm.key].map(sentence) != message else { return }
    standing[alarm.key] = alarm
    last = alarm
    logger.error(
      "\(message)", metadata: ["alarm": "\(alarm.kind.rawValue)", "subject": "\(alarm.subject)"])
    tell(alarm, isRaised: true, message)
  }

  public func clear(_ key: Alarm.Key) {
    guard let alarm = standing.removeValue(forKey: key) else { return }
    let message = language.phrases.alarmCleared(sentence(of: alarm))
    logger.notice("\(message)", metadata: ["alarm": "\(key.kind.rawValue)", "subject": "\(key.subject)"])
    tell(alarm, isRaised: false, message)
  }

  private func tell(_ alarm: Alarm, isRaised: Bool, _ message: String) {
    let notice = AlarmNotice(isRaised: isRaised, node: node, at: clock(), alarm: alarm, message: message)
    for post in [command, webhook, mail] { post.add(notice) }
  }

  private func sentence(of alarm: Alarm) -> String {
    let remedy = alarm.remedy.said(in: language)
    let text = alarm.text.said(in: language)
    return remedy.isEmpty ? text : "\(text); \(remedy)"
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for post in [self.command, self.webhook, self.mail] { group.addTask { await post.run() } }
      }
    }
  }
}
