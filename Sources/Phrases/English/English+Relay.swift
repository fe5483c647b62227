extension English {
  public func editionIsOnItsWay(_ name: String, _ start: String) -> String {
    "the audio of \(name) at \(start) has not arrived from the upstream node yet"
  }
  public var lookAtTheLink: String {
    "look at the link: `loa status`; the file is fetched as soon as it is back"
  }
  public var stationsWithoutRelay: String { "there are stations, but no door for them: `relay` is missing" }
  public var stationEndsBeforeItBegins: String { "the station ends before it begins" }
  public var correctTheDates: String { "correct `from` or `until`" }
  public func stationIsThisNode(_ code: String) -> String { "\(code) is this node itself" }
  public var chooseAnotherCode: String { "give the station its own official code" }
  public func notAnAddress(_ text: String) -> String { "“\(text)” is no address" }
  public var expectedAddress: String { "a host and a port, such as “loa.example.vn:8443”" }
  public func notABandwidth(_ text: String) -> String { "“\(text)” is no bandwidth" }
  public var expectedBandwidth: String {
    "a number with its unit, such as “512 kbit/s” or “2 Mbit/s”, or none"
  }
}
