/// The plan's requirements, and why each is met or not.
public protocol CompliancePhrases {
  var language: Language { get }
  /// Clauses as one sentence.
  func sentence(of clauses: [String]) -> String
  func week(_ number: Int, year: Int) -> String
  func month(_ number: Int, year: Int) -> String
  /// `plan`, `law` or `default`, for people.
  func basis(_ code: String) -> String
  func evidence(_ code: String) -> String

  // Cadence
  func spansCovered(_ covered: Int, of due: Int, weekly: Bool, least: Int) -> String
  func spansLacking(_ spans: [String]) -> String
  func spansMoved(_ spans: [String]) -> String
  func spansDeclared(_ spans: [String]) -> String
  func spansPending(_ count: Int, weekly: Bool) -> String
  func rerunsApart(_ count: Int) -> String

  // Shares of airings
  func shareIsRight(_ right: Int, of total: Int, _ what: String) -> String
  func airingsShort(_ count: Int) -> String
  func airingsRepaired(_ count: Int) -> String
  func airingsDeclared(_ count: Int) -> String
  func airingsUnknown(_ count: Int) -> String
  func startedWithin(seconds: Double, basis: String) -> String
  func lastedBetween(_ least: Double, _ most: Double, basis: String) -> String
  func soundedInFull(_ share: Double, basis: String) -> String
  func soundedClean(_ loudness: Double, _ tolerance: Double, basis: String) -> String
  func loudnessUnmeasured(_ count: Int) -> String
  func relayedWith(_ evidence: String, _ share: Double, basis: String) -> String
  func editionsCarry(_ field: String) -> String

  // Stations
  func stationsRelayed(_ met: Int, of all: Int) -> String
  func stationsShort(_ names: [String]) -> String
  func stationsSilent(_ names: [String]) -> String
  func stationsPending(_ count: Int) -> String

  // Editions
  func longestGap(_ days: Int, from: String, until: String) -> String
  func smallestMargin(seconds: Double, of count: Int) -> String
  var noMarginKnown: String { get }
  func itemsCovered(_ met: Int, of all: Int, least: Int) -> String
  func itemsLacking(_ names: [String]) -> String
  func editionsMarked(_ count: Int, _ name: String, least: Int) -> String
  func editionsWithoutMarks(_ count: Int) -> String

  // Reports
  func reportsReceived(_ count: Int, of all: Int) -> String
  func reportsLacking(_ names: [String]) -> String
  func reportCameIn(on day: String) -> String
  func reportWasDue(on day: String) -> String
  var reportHasNotComeIn: String { get }
  var reportHasNoDueDay: String { get }

  // The file of a plan
  func planEndsBeforeItBegins(_ until: String, _ from: String) -> String
  func idIsTaken(_ id: String, firstLine: Int) -> String
  func nothingIsCalled(_ id: String) -> String
  func keyIsNotForKind(_ key: String, kind: String) -> String
  func keyOfKindIsMissing(_ key: String, kind: String) -> String
  var takeTheKeyOut: String { get }
  var evidenceIsNoGrade: String { get }
  var stationHasNoCode: String { get }
  func codeIsHeldTwice(_ code: String, firstLine: Int) -> String
  var limitsAreReversed: String { get }
  func notAQuarter(_ text: String) -> String
  var expectedSpan: String { get }
  func notAShare(_ text: String) -> String
  var expectedShare: String { get }
  func planTwice(_ id: String) -> String
}
