/// What a running node says of itself, beside what its conductor and its devices say.
public protocol NodePhrases {
  func alarmCleared(_ alarm: String) -> String
  var logIsSlow: String { get }
  var lookAtTheDisk: String { get }
  func diskIsLow(_ path: String, megabytesFree: Int) -> String
  var makeRoomOnDisk: String { get }
  func directoryNotMade(_ path: String, reason: String) -> String
  func makeDirectoryForService(_ path: String) -> String
  func nodeStarts(name: String, version: String) -> String
  func nodeIsReady(airings: Int) -> String
  var nodeStops: String { get }
  func statusNow(_ title: String, remainingSeconds: Double) -> String
  func statusNext(_ title: String, day: String, time: String) -> String
  var statusNothingAhead: String { get }

  // The page of `loa status`.
  func statusHeader(name: String, day: String, time: String, version: String) -> String
  var labelNow: String { get }
  var labelNext: String { get }
  var labelDevice: String { get }
  var labelClock: String { get }
  var labelDisk: String { get }
  var labelLog: String { get }
  var labelAlarms: String { get }
  var silence: String { get }
  var none: String { get }
  func onAirLine(title: String, elapsed: Double, remaining: Double, gaps: Int) -> String
  func nextLine(day: String, time: String, title: String, state: String) -> String
  var armed: String { get }
  func held(_ cause: String) -> String
  func deviceRunning(name: String, rate: Int, driftPPM: Double?) -> String
  var deviceOpening: String { get }
  var deviceClosed: String { get }
  func deviceLost(name: String, trouble: String) -> String
  func clockLine(state: String, boundMilliseconds: Double?) -> String
  var clockTrusted: String { get }
  var clockUnchecked: String { get }
  var clockFromUpstream: String { get }
  var clockConfirmedByPerson: String { get }
  var clockUntrusted: String { get }
  func diskLine(path: String, gigabytesFree: Double) -> String
  func logLine(path: String, waiting: Int) -> String
}
