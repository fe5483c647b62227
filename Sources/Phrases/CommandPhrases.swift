/// What the command line says.
public protocol CommandPhrases {
  var loaAbstract: String { get }
  var loaDiscussion: String { get }
  var configOption: String { get }
  var langOption: String { get }
  var jsonOption: String { get }
  var csvOption: String { get }
  var icsOption: String { get }
  var byOption: String { get }
  var reasonOption: String { get }
  var atOption: String { get }
  var priorityOption: String { get }
  var fromOption: String { get }
  var toOption: String { get }
  var stationOption: String { get }

  var checkAbstract: String { get }
  var noSoundOption: String { get }
  var scheduleAbstract: String { get }
  var runAbstract: String { get }
  var statusAbstract: String { get }
  var metricsOption: String { get }
  var idleOption: String { get }
  var playAbstract: String { get }
  var playDiscussion: String { get }
  var playArgument: String { get }
  var stopAbstract: String { get }
  var logAbstract: String { get }
  var logListAbstract: String { get }
  var logVerifyAbstract: String { get }
  var logCorrectAbstract: String { get }
  var airingArgument: String { get }
  var outcomeOption: String { get }
  var causeOption: String { get }
  var noteOption: String { get }
  func corrected(_ airing: String) -> String
  func periodIsBackwards(_ first: String, _ last: String) -> String
  var mediaAbstract: String { get }
  var mediaArgument: String { get }
  var confirmClockAbstract: String { get }
  var reloadAbstract: String { get }
  var schemaAbstract: String { get }

  var alarmAbstract: String { get }
  var alarmTestAbstract: String { get }
  func channelWasTold(_ channel: String) -> String
  func channelWasNotTold(_ channel: String, _ what: String, _ remedy: String) -> String
  var noChannels: String { get }
  func thisIsATest(_ node: String) -> String
  var nothingToDo: String { get }

  func errorLine(what: String, remedy: String) -> String
  func unreadableMoment(_ text: String) -> String
  func unreadableDay(_ text: String) -> String
  func willPlay(airing: String, day: String, time: String, seconds: Double) -> String
  func stopped(_ airings: String) -> String
  var nothingWasOnAir: String { get }
  var clockConfirmed: String { get }
  var newConfigOnAir: String { get }
  var oldConfigStays: String { get }
  func chainHolds(records: Int64) -> String
  func chainBroken(record: Int64, finding: String) -> String
  func checkIsGood(airings: Int, days: Int) -> String
  func checkFound(errors: Int, warnings: Int) -> String
  func probingFile(_ path: String) -> String
  func configLoaded(_ path: String) -> String
  func configRefused(_ path: String) -> String
  func noSuchEditionOrFile(_ what: String) -> String
  var namePathOrEdition: String { get }
  func editionNotApproved(_ what: String) -> String
  var approveInSidecar: String { get }
  func momentIsPast(day: String, time: String) -> String
  var nameALaterMoment: String { get }
  func restartNeeded(_ keys: String) -> String
  func configHasErrors(_ path: String) -> String
  func noLogYet(_ path: String) -> String
  func logBelongsTo(_ path: String, owner: String) -> String
  func startTheNodeOrBe(owner: String) -> String
}
