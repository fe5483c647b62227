/// What the conductor says: alarms, refusals, notes in the log.
public protocol PlayoutPhrases {
  /// A cause by its code in the log (`power`, `pre-empted`, …), to stand after a colon or a comma.
  func cause(code: String) -> String

  func airingWasMissed(_ name: String, _ start: String, _ cause: String) -> String
  func airingBeganLate(_ name: String, _ start: String, seconds: Int, _ cause: String) -> String
  func airingWasNotComplete(_ name: String, _ start: String, played: Int, of due: Int, _ cause: String)
    -> String
  func airingWasBrokenOff(_ name: String, _ start: String, played: Int, of due: Int, _ cause: String)
    -> String
  func editionIsMissing(_ name: String, _ start: String) -> String
  func editionIsMissingAndReplaced(_ name: String, _ start: String) -> String
  func itemCanNotBePlayed(_ name: String, item: Int, _ why: String) -> String
  /// - Parameter level: dBFS.
  func nothingIsAudible(_ name: String, _ start: String, seconds: Double, below level: Double) -> String
  func airingsClash(_ name: String, _ start: String, with other: String) -> String
  func deviceIsLost(_ name: String, _ trouble: String) -> String
  var clockIsNotSynchronised: String { get }
  func clockIsBehind(seconds: Int) -> String
  /// What a device's trouble is, by its code (`absent`, `busy`, …).
  func deviceTrouble(code: String) -> String

  /// What to do about an airing that did not air well, by the code of the cause.
  /// - Parameter airing: what may be made up for, with the command; nil: nothing.
  func remedy(forCause code: String, makeUpFor airing: String?) -> String
  func scheduleMakeUpAiring(_ airing: String) -> String
  var listenToTheFile: String { get }
  /// The channels by which people are told of alarms.
  var channelCommand: String { get }
  var channelWebhook: String { get }
  var channelMail: String { get }
  func channelFails(_ channel: String, _ why: String) -> String
  func channelWorksAgain(_ channel: String, dropped: Int) -> String
  func letterSubject(node: String, first: String, more: Int) -> String
  func secretIsUnreadable(_ file: String) -> String
  var writeTheSecret: String { get }
  func letterIsNotWritten(_ file: String) -> String
  func powerIsNotOn(_ why: String) -> String
  func powerIsNotOff(_ why: String) -> String
  var switchPowerOnByHand: String { get }
  var switchPowerOffByHand: String { get }
  /// Who ordered what sounds in place of a silent airing.
  var silenceGuard: String { get }
  var bringTheEdition: String { get }
  var replaceTheFile: String { get }
  var moveOneOfTheSlots: String { get }
  func remedy(forDeviceTrouble code: String) -> String
  var synchroniseOrConfirmTheClock: String { get }

  /// With the command that orders it.
  func makeUpAiringProposed(_ airing: String) -> String
  func noteStopped(_ reason: String) -> String
  func noteMoved(to airing: String) -> String
  func noteSilence(seconds: Int) -> String
  var noteNodeStopped: String { get }
  var noteWithdrawn: String { get }
  var noteNoEdition: String { get }
  var noteLogOfThisTimeLost: String { get }

  var quietHoursForbidIt: String { get }
  var orderItAfterQuietHours: String { get }
  var nothingIsOnAir: String { get }
  func noSuchAiring(_ id: String) -> String
  var lookAtStatusAndSchedule: String { get }
  func airingIsAlreadyOrdered(_ id: String) -> String
  var orderItOnlyOnce: String { get }
  var nothingToPlay: String { get }
  var nameAnEditionOrFile: String { get }
  var nodeIsShuttingDown: String { get }
  var orderItAgainAfterTheStart: String { get }
}
