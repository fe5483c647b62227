public import Phrases

/// Why there is no make-up airing. Nothing has changed.
public enum MakeUpRefusal: OperatorError, Hashable {
  /// The log of this node has no entry of it.
  case notInLog(AiringID)
  /// It is on air.
  case notOver(AiringID)
  case airedInFull(AiringID)
  /// It was moved, or cancelled for another reason than its file.
  case notOwed(AiringID, Outcome, Cause?)
  /// It came from the upstream node.
  case relayed(AiringID)
  case noEdition(AiringID, EditionID?)
  /// Another make-up airing repaired it, or will.
  case alreadyMadeUp(AiringID, by: AiringID, at: CivilDateTime)
  case past(CivilDateTime)
  /// So far ahead that it must be a slip.
  case tooFar(CivilDateTime, days: Int)
  case quietHours(CivilDateTime, free: [FreeTime])
  case clash(with: AiringID, title: String?, at: CivilDateTime, free: [FreeTime])
  /// No make-up airing has that name.
  case unknown(AiringID)
  /// It has begun or was taken back before.
  case notAhead(AiringID)

  public var code: String {
    switch self {
    case .notInLog: "airing-not-in-log"
    case .notOver: "airing-not-over"
    case .airedInFull: "aired-in-full"
    case .notOwed: "airing-not-owed"
    case .relayed: "airing-is-upstreams"
    case .noEdition: "no-edition"
    case .alreadyMadeUp: "already-made-up"
    case .past: "time-is-past"
    case .tooFar: "time-too-far"
    case .quietHours: "quiet-hours"
    case .clash: "clash"
    case .unknown: "unknown-make-up"
    case .notAhead: "make-up-not-ahead"
    }
  }

  public var what: Text {
    switch self {
    case .notInLog(let id): Text { $0.airingIsNotInLog(id.text) }
    case .notOver(let id): Text { $0.airingIsOnAir(id.text) }
    case .airedInFull(let id): Text { $0.airingWasFull(id.text) }
    case .notOwed(let id, let outcome, let cause):
      Text {
        $0.airingIsNotOwed(id.text, wasMoved: outcome == .moved, cause.map(\.rawValue).map($0.cause(code:)))
      }
    case .relayed(let id): Text { $0.airingIsUpstreams(id.text) }
    case .noEdition(let id, let edition): Text { $0.noEditionToMakeUp(id.text, edition?.text) }
    case .alreadyMadeUp(let id, let by, let local):
      Text { $0.airingIsMadeUp(id.text, by: by.text, at: $0.moment(local)) }
    case .past(let local): Text { $0.momentIsPast(day: local.date.vietnamese, time: local.time.withSeconds) }
    case .tooFar(let local, _): Text { $0.makeUpIsTooFar($0.moment(local)) }
    case .quietHours(let local, _): Text { $0.makeUpInQuietHours($0.moment(local)) }
    case .clash(let id, let title, let local, _):
      Text { $0.makeUpClashes(with: title.map { "\($0) (\(id))" } ?? id.text, at: $0.moment(local)) }
    case .unknown(let id): Text { $0.noSuchMakeUp(id.text) }
    case .notAhead(let id): Text { $0.makeUpIsNotAhead(id.text) }
    }
  }

  public var remedy: Text {
    switch self {
    case .notInLog: Text { $0.lookIntoTheLog }
    case .notOver: Text { $0.waitForItsEnd }
    case .airedInFull, .notOwed: Text { $0.nothingToMakeUp }
    case .relayed: Text { $0.askUpstreamToMakeUp }
    case .noEdition: Text { $0.bringEditionToMakeUp }
    case .alreadyMadeUp(_, let by, _): Text { $0.cancelMakeUpFirst(by.text) }
    case .past: Text { $0.chooseAFreeTime([]) }
    case .tooFar(_, let days): Text { $0.nameATimeWithin(days: days) }
    case .quietHours(_, let free), .clash(_, _, _, let free):
      Text { phrases in phrases.chooseAFreeTime(free.map { phrases.moment($0.localStart) }) }
    case .unknown, .notAhead: Text { $0.listMakeUps }
    }
  }
}
