extension English {
  public var stationDeclareAbstract: String {
    "Keeps an officer's word that a station without Loa aired something."
  }
  public var stationDeclareDiscussion: String {
    "It stands beside the evidence, with name, time and note, and never counts as played."
  }
  public var declaredByOption: String { "The officer who declares it." }
  public var declaredNoteOption: String { "How it is known, such as “phone call at 17:20”." }
  public func declarationKept(_ airing: String, station: String) -> String {
    "Kept: the declaration of \(station) for \(airing)."
  }
  public var lookAtTheUpstreamLink: String {
    "look at the station's network: modem, SIM, cable; what was delivered airs all the same"
  }
  public var synchroniseTheClock: String { "let a time service keep the clock: `timedatectl set-ntp true`" }
  public var callTheStation: String { "call the station: power, modem, SIM; it airs what it holds" }
  public var lookAtTheStation: String {
    "look at that station's state folder: was it restored from a backup, or changed by hand?"
  }
  public var noDoorForStations: String { "this node has no door for stations" }
  public var addRelayToConfig: String {
    "add `relay: { address: … }` to the config file and restart the node"
  }
  public var nodeRelaysNobody: String { "this node relays no upstream node" }
  public var addUpstreamToConfig: String { "add `upstream: {}` to the config file and restart the node" }
  public var nameTheStation: String {
    "give its name: `loa station add CODE \"NAME\"`, or list it under `stations`"
  }
  public var nothingToPublishYet: String { "no rundown has been issued yet" }
  public var waitForTheNode: String { "wait until the node has run for a few seconds" }
  public func upstreamIsSilent(_ node: String) -> String {
    "the upstream node \(node) has not been heard for a while"
  }
  public func clockIsApart(seconds: Double) -> String {
    "the clock is \(fixed(abs(seconds) * 1000)) ms \(seconds < 0 ? "behind" : "ahead of") the upstream node's"
  }
  public func stationHasFallenSilent(_ code: String, name: String) -> String {
    "station \(code) \(name) has not been heard for a while"
  }
  public func evidenceContradicts(_ code: String, _ why: String) -> String {
    "what station \(code) hands up contradicts what it handed up before: \(why)"
  }
  public func unknownStation(_ code: String) -> String {
    "no station \(code) has joined or been invited"
  }
  public func stationNeedsName(_ code: String) -> String {
    "station \(code) is not in the config file and has no name"
  }
  public var labelUpstream: String { "upstream" }
  public var labelStations: String { "stations" }
  public var notJoinedYet: String { "not joined yet: `loa station join CODE`" }
  public var noManifestYet: String { "no rundown received yet" }
  public var noStations: String { "there are no stations below this node" }
  public var columnCode: String { "code" }
  public var columnStationName: String { "station" }
  public var columnState: String { "state" }
  public var columnLastContact: String { "last contact" }
  public var columnManifest: String { "rundown" }
  public var columnMedia: String { "files" }
  public var columnClock: String { "clock" }
  public var columnSoftware: String { "version" }
  public var isNewest: String { "newest" }
  public var stationIsListed: String { "not joined" }
  public var stationIsInvited: String { "has a join code" }
  public var stationIsConnected: String { "connected" }
  public var stationIsSilent: String { "not heard" }
  public var stationIsLetGo: String { "revoked" }
  public var stationAbstract: String { "The stations below this node; joining an upstream node." }
  public var stationAddAbstract: String { "Prints a code with which a station joins, once." }
  public var stationListAbstract: String { "Every station: state, last contact, what it holds, its clock." }
  public var stationRevokeAbstract: String { "Lets a station go: nothing reaches it any more." }
  public var stationJoinAbstract: String { "Joins this node to an upstream node with the code from there." }
  public var stationCodeArgument: String { "The official code of the unit, such as 29815." }
  public var stationNameArgument: String { "Its name; left out: as in the config file." }
  public var joinCodeArgument: String { "The code that `loa station add` printed at the upstream node." }
  public var publishAbstract: String { "Lays out what a mirror serves: the signed rundown and its files." }
  public var publishArgument: String { "The folder that the web server serves." }
  public var stationsOption: String {
    "The stations below play it too (emergencies: yes unless --no-to-stations)."
  }
  public func upstreamLine(node: String, isUp: Bool) -> String {
    isUp ? "\(node) connected" : "\(node) not heard"
  }
  public func manifestLine(sequence: Int64, held: Int, wanted: Int) -> String {
    "rundown \(sequence), \(held) of \(wanted) files here"
  }
  public func clockApartLine(milliseconds: Double, bound: Double) -> String {
    "clock \(fixed(milliseconds)) ms from it (± \(fixed(bound)) ms)"
  }
  public func recordsToHandUp(_ count: Int) -> String {
    "\(count) log records to hand up"
  }
  public func stationsLine(connected: Int, enrolled: Int, current: Int) -> String {
    "\(connected) of \(enrolled) connected, \(current) with the newest rundown"
  }
  public func isOld(_ sequence: String) -> String {
    "old (\(sequence))"
  }
  public func milliseconds(_ value: Double, bound: Double?) -> String {
    fixed(value) + (bound.map { " ± " + fixed($0) } ?? "") + " ms"
  }
  public func joinCodePrinted(code: String, name: String, joinCode: String, expires: String) -> String {
    "Join code for \(code) \(name); it works once, until \(expires). At the station:\n\n    loa station join \(joinCode)\n"
  }
  public func stationRevoked(_ code: String) -> String {
    "Station \(code) is revoked."
  }
  public func joinedUpstream(upstream: String, station: String, expires: String) -> String {
    "Joined \(upstream) as \(station). The certificate holds until \(expires) and renews by itself."
  }
  public func published(files: Int, directory: String) -> String {
    "The signed rundown and \(files) files are in \(directory)."
  }
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
