/// Stations, the link to the upstream node, and what passes over it.
public protocol RelayPhrases {
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
