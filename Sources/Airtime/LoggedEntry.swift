import Canonical
public import Clocks
public import Scheduling

/// What the log holds of one airing at one station: the entry as it stands now, and how it came to be.
public struct LoggedEntry: Sendable, Hashable, Codable {
  /// The entry as it is to be read: closed if it is closed, with every correction applied.
  /// While the airing is open, as it was at the last checkpoint.
  public var entry: AsRunEntry
  /// The entry as it was closed (or opened), before any correction.
  public var original: AsRunEntry
  /// In the order in which they were entered.
  public var corrections: [Correction]
  /// The number of the record that opened it, or entered it in one go. Nil while that record waits to be written.
  public var openedAs: Int64?
  /// The number of the record that closed it. Nil while open, or while that record waits to be written.
  public var closedAs: Int64?
  /// False: on air, or the node died while it was.
  public var isClosed: Bool
  /// The last checkpoint of an open entry; the opening itself is the first.
  public var checkpoint: Checkpoint?
}

/// An open entry as it stood at some instant: how far it had come, and with what it is or will be played.
public struct Checkpoint: Sendable, Hashable, Codable {
  /// The wall clock at the checkpoint.
  public var at: WallTime
  /// Without an outcome: `framesPlayed` and `gaps` so far.
  public var entry: AsRunEntry

  public init(_ entry: AsRunEntry, at: WallTime) {
    self.at = at
    self.entry = entry
    self.entry.outcome = nil
    self.entry.cause = nil
  }

  /// The place in the airing that has been reached, in frames from its beginning, gaps counted.
  public var through: Int64 { entry.framesPlayed + entry.framesMissing }
}

extension LoggedEntry {
  /// One line of an airing's history, its number if it is written.
  typealias Line = (number: Int64?, content: LogRecord.Content)

  /// Folds the records of one airing at one station, in order, into what they say together.
  /// - Returns: nil if none of them opens it.
  static func folding(_ lines: [Line]) throws(NotCanonical) -> LoggedEntry? {
    var logged: LoggedEntry?
    for (index, (number, content)) in lines.enumerated() {
      switch content.kind {
      case .entered where logged?.isClosed == false:
        // Opened in a log that was lost, and entered in the one that followed.
        let entry = try AsRunEntry(body: BodyReader(JSONValue(canonical: content.body)))
        logged?.entry = entry
        logged?.original = entry
        logged?.closedAs = number
        logged?.isClosed = true
      case .opened, .entered:
        guard logged == nil else { continue }
        let isClosed = content.kind == .entered
        // What was intended is of no interest any more where it is known how it ended.
        let end = isClosed ? nil : lines[(index + 1)...].first { $0.content.kind == .closed }
        let body = end?.content.body ?? content.body
        let entry = try AsRunEntry(body: BodyReader(JSONValue(canonical: body)))
        logged = LoggedEntry(
          entry: entry, original: entry, corrections: [], openedAs: number,
          closedAs: isClosed ? number : nil, isClosed: isClosed, checkpoint: nil)
      case .closed:
        // Its body has been read already, when it was opened.
        guard logged?.isClosed == false else { continue }
        logged?.closedAs = number
        logged?.isClosed = true
      case .corrected:
        guard let known = logged, known.isClosed else { continue }
        let correction = try Correction(
          body: JSONValue(canonical: content.body), at: content.recordedAt)
        logged?.entry = correction.applied(to: known.entry)
        logged?.corrections.append(correction)
      case .declared, .note: continue
      }
    }
    return logged
  }

  /// An open entry stands as it was at its last checkpoint.
  mutating func resume(from checkpoint: Checkpoint?) {
    guard let checkpoint, !isClosed else { return }
    self.checkpoint = checkpoint
    entry = checkpoint.entry
  }
}
