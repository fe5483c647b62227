/// Stations, the link to the upstream node, and what passes over it.
public protocol RelayPhrases {
  var stationDeclareAbstract: String { get }
  var stationDeclareDiscussion: String { get }
  var declaredByOption: String { get }
  var declaredNoteOption: String { get }
  func declarationKept(_ airing: String, station: String) -> String
  var lookAtTheUpstreamLink: String { get }
  var synchroniseTheClock: String { get }
  var callTheStation: String { get }
  var lookAtTheStation: String { get }
  var noDoorForStations: String { get }
  var addRelayToConfig: String { get }
  var nodeRelaysNobody: String { get }
  var addUpstreamToConfig: String { get }
  var nameTheStation: String { get }
  var nothingToPublishYet: String { get }
  var waitForTheNode: String { get }
  func upstreamIsSilent(_ node: String) -> String
  func clockIsApart(seconds: Double) -> String
  func stationHasFallenSilent(_ code: String, name: String) -> String
  func evidenceContradicts(_ code: String, _ why: String) -> String
  func unknownStation(_ code: String) -> String
  func stationNeedsName(_ code: String) -> String
  var labelUpstream: String { get }
  var labelStations: String { get }
  var notJoinedYet: String { get }
  var noManifestYet: String { get }
  var noStations: String { get }
  var columnCode: String { get }
  var columnStationName: String { get }
  var columnState: String { get }
  var columnLastContact: String { get }
  var columnManifest: String { get }
  var columnMedia: String { get }
  var columnClock: String { get }
  var columnSoftware: String { get }
  var isNewest: String { get }
  var stationIsListed: String { get }
  var stationIsInvited: String { get }
  var stationIsConnected: String { get }
  var stationIsSilent: String { get }
  var stationIsLetGo: String { get }
  var stationAbstract: String { get }
  var stationAddAbstract: String { get }
  var stationListAbstract: String { get }
  var stationRevokeAbstract: String { get }
  var stationJoinAbstract: String { get }
  var stationCodeArgument: String { get }
  var stationNameArgument: String { get }
  var joinCodeArgument: String { get }
  var publishAbstract: String { get }
  var publishArgument: String { get }
  var stationsOption: String { get }
  func upstreamLine(node: String, isUp: Bool) -> String
  func manifestLine(sequence: Int64, held: Int, wanted: Int) -> String
  func clockApartLine(milliseconds: Double, bound: Double) -> String
  func recordsToHandUp(_ count: Int) -> String
  func stationsLine(connected: Int, enrolled: Int, current: Int) -> String
  func isOld(_ sequence: String) -> String
  func milliseconds(_ value: Double, bound: Double?) -> String
  func joinCodePrinted(code: String, name: String, joinCode: String, expires: String) -> String
  func stationRevoked(_ code: String) -> String
  func joinedUpstream(upstream: String, station: String, expires: String) -> String
  func published(files: Int, directory: String) -> String
  func editionIsOnItsWay(_ name: String, _ start: String) -> String
  var lookAtTheLink: String { get }
  var stationsWithoutRelay: String { get }
  var stationEndsBeforeItBegins: String { get }
  var correctTheDates: String { get }
  func stationIsThisNode(_ code: String) -> String
  var chooseAnotherCode: String { get }
  func notAnAddress(_ text: String) -> String
  var expectedAddress: String { get }
  func notABandwidth(_ text: String) -> String
  var expectedBandwidth: String { get }
}

/// Milliseconds with as many decimals as matter.
func fixed(_ milliseconds: Double) -> String {
  let magnitude = milliseconds.magnitude
  guard magnitude < 1e12 else { return "–" }
  if magnitude >= 100 { return String(Int(milliseconds.rounded())) }
  let tenths = Int((milliseconds * 10).rounded())
  return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}
