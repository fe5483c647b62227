/// What make-up airings (phát bù) say: in the schedule, in the log, as refusals, and on the command line.
public protocol MakeUpPhrases {
  // The rundown's list and the log
  /// In a list of airings; `moment` is when the airing was planned that it repairs.
  func listedAsMakeUp(for moment: String) -> String
  func listedAsTakenBack(by person: String) -> String
  /// Below an entry of the log, with the id of the airing that it repairs.
  /// An airing, by the name that commands take.
  func named(airing: String) -> String
  func makesUp(for airing: String) -> String
  /// In the chain of the log.
  func noteOfMakeUp(_ id: String, for airing: String, reason: String?) -> String
  func noteOfMakeUpCancelled(_ id: String, reason: String?) -> String

  // Refusals
  func airingIsNotInLog(_ airing: String) -> String
  var lookIntoTheLog: String { get }
  func airingIsOnAir(_ airing: String) -> String
  var waitForItsEnd: String { get }
  func airingWasFull(_ airing: String) -> String
  func airingIsNotOwed(_ airing: String, wasMoved: Bool, _ cause: String?) -> String
  var nothingToMakeUp: String { get }
  func airingIsUpstreams(_ airing: String) -> String
  var askUpstreamToMakeUp: String { get }
  func noEditionToMakeUp(_ airing: String, _ edition: String?) -> String
  var bringEditionToMakeUp: String { get }
  func airingIsMadeUp(_ airing: String, by makeUp: String, at moment: String) -> String
  func cancelMakeUpFirst(_ makeUp: String) -> String
  func makeUpIsTooFar(_ moment: String) -> String
  func nameATimeWithin(days: Int) -> String
  func makeUpInQuietHours(_ moment: String) -> String
  func makeUpClashes(with airing: String, at moment: String) -> String
  func chooseAFreeTime(_ times: [String]) -> String
  func noSuchMakeUp(_ id: String) -> String
  func makeUpIsNotAhead(_ id: String) -> String
  var listMakeUps: String { get }

  // The command line
  var makeUpAbstract: String { get }
  var makeUpDiscussion: String { get }
  var makeUpOrderAbstract: String { get }
  var makeUpListAbstract: String { get }
  var makeUpCancelAbstract: String { get }
  var missedAiringArgument: String { get }
  var makeUpArgument: String { get }
  var makeUpAtOption: String { get }
  /// What is to be made up for, and how it ended; `stations` below, where it aired in full here.
  func airingToMakeUp(
    _ airing: String, _ title: String, at moment: String, outcome: String, cause: String?, stations: [String]
  ) -> String
  /// The heading of the times proposed; `lastDay` is the last on which the plan counts it.
  func freeTimes(until lastDay: String?) -> String
  var noFreeTime: String { get }
  func windowIsOver(_ lastDay: String) -> String
  func makeUpOrdered(_ id: String, for airing: String, at moment: String) -> String
  func makeUpTakenBack(_ id: String) -> String
  var noMakeUps: String { get }
  var makeUpAhead: String { get }
}
