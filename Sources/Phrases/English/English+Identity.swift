extension English {
  public func keysAreExposed(_ path: String, mode: String) -> String {
    "others than its owner may read \(path) (mode \(mode)); Loa does not use keys that others may know"
  }
  public func keysBelongToAnother(_ path: String, owner: String, user: String) -> String {
    "\(path) belongs to the user \(owner), but Loa runs as \(user)"
  }
  public func keysAreUnreadable(_ path: String, why: String) -> String {
    "\(path) cannot be read: \(why)"
  }
  public func keysAreUnwritable(_ path: String, why: String) -> String {
    "\(path) cannot be written: \(why)"
  }
  public func keysAreDamaged(_ path: String) -> String {
    "\(path) is not what Loa wrote there"
  }
  public func closeTheKeys(command: String) -> String {
    "close it to others: \(command); if somebody else may have read it, revoke the station and let it join again"
  }
  public func takeTheKeys(command: String) -> String {
    "give it to the user of the service: \(command)"
  }
  public func checkTheKeyFolder(_ path: String) -> String {
    "check the disk, and that the user of the service may read and write \(path)"
  }
  public func restoreTheKeys(_ path: String) -> String {
    "restore \(path) from a backup; without one remove it: a parent's stations, or this station, must then join again"
  }

  public func codeIsUnfit(_ code: String) -> String {
    "“\(code)” cannot be a station's code here"
  }
  public var stationNameIsMissing: String { "the station has no name" }
  public func stationIsUnknown(_ code: String) -> String {
    "no station has the code \(code)"
  }
  public func registerIsForeign(_ path: String) -> String {
    "\(path) is not a register of stations"
  }
  public func registerIsNewer(_ path: String) -> String {
    "\(path) was written by a newer version of Loa"
  }
  public func registerHasFailed(_ path: String, detail: String) -> String {
    "the register of stations \(path) fails: \(detail)"
  }
  public var useTheOfficialCode: String {
    "use the official code of the unit, such as 29770: letters without marks and digits, with dots or hyphens in between; not the code of this node itself"
  }
  public var giveTheStationAName: String {
    "give its name: loa station add 29770 \"Đài xã Bình Minh\""
  }
  public var listTheStations: String { "see the codes with: loa station list" }
  public func moveTheForeignRegister(_ path: String) -> String {
    "move \(path) to another place; Loa then begins a new register"
  }
  public func checkTheRegister(_ path: String) -> String {
    "check the disk; if the file is damaged, restore \(path) from a backup"
  }

  public var notAJoinCode: String { "this is not a join code" }
  public var joinCodeIsNewer: String { "this join code was made by a newer version of Loa" }
  public var joinCodeIsIncomplete: String { "a part of the join code is missing, or it is too long" }
  public var joinCodeIsMistyped: String { "something in the join code is mistyped" }
  public func joinCodeIsForAnother(_ code: String, own: String) -> String {
    "the join code is for the station \(code), but this node is \(own)"
  }
  public var joinCodeIsWrong: String {
    "the join code is not known here, or a newer one was made since"
  }
  public var joinCodeHasExpired: String { "the join code has expired" }
  public var joinCodeIsUsed: String { "the join code has been used already" }
  public var keyIsInUse: String { "the key belongs to a station already" }
  public var joiningIsSlowedDown: String {
    "too many wrong join codes were tried; joining is slowed down"
  }
  public var copyTheWholeJoinCode: String {
    "copy the whole line that begins with loa1/, as loa station add printed it"
  }
  public var compareTheJoinCode: String {
    "compare it with what loa station add printed, group by group"
  }
  public var askForACodeOfOwn: String {
    "ask for a join code of this station, or correct the code in the config file"
  }
  public var askForANewJoinCode: String { "ask the parent for a new one: loa station add" }
  public func tryAgainIn(seconds: Int) -> String {
    "try again in \(seconds) s"
  }

  public var ownAddressIsMissing: String {
    "it is not known under which address stations reach this node"
  }
  public func addressIsUnfit(_ text: String) -> String {
    "“\(text)” is not an address"
  }
  public func nodeHasJoinedAlready(_ parent: String) -> String {
    "this node has joined \(parent) already"
  }
  public func upstreamDoesNotAnswer(_ addresses: String, detail: String) -> String {
    "\(addresses) does not answer: \(detail)"
  }
  public func upstreamIsAnotherNode(_ address: String) -> String {
    "whoever answers at \(address) is not the parent that this node knows"
  }
  public func upstreamAnswersStrangely(_ address: String, detail: String) -> String {
    "the answer from \(address) is not that of a Loa node: \(detail)"
  }
  public func relayCannotListen(_ place: String, why: String) -> String {
    "stations cannot be served at \(place): \(why)"
  }
  public func certificateHasFailed(_ detail: String) -> String {
    "a certificate could not be made or read: \(detail)"
  }
  public var giveOwnAddress: String {
    "give the address: loa station add --address bcc.example.vn:8443"
  }
  public var writeTheAddressLikeThis: String {
    "write it like bcc.example.vn:8443, 203.0.113.7:8443 or [2001:db8::7]:8443"
  }
  public var joinAgainOnPurpose: String { "to join anew, and lose the former membership, add --again" }
  public var checkTheLinkToUpstream: String {
    "check the network, and that the port is open in the parent's firewall"
  }
  public var checkWhoAnswers: String {
    "check the address; if the parent has lost its keys and made new ones, this station must join again"
  }
  public var checkWhatAnswers: String {
    "check the address, and that both run the same version; a proxy must pass the connection through untouched"
  }
  public var useAHigherPort: String {
    "name a port above 1023, such as 8443, or let systemd give the permission"
  }
  public var freeThePort: String {
    "check the address and that no other program uses the port: ss -ltnp"
  }

  public var onlyStationsMayAsk: String { "only stations that have joined are answered" }
  public var joinFirst: String { "join with a code from the parent: loa station join" }
  public var certificateHasExpired: String { "the station's certificate has expired" }
  public var certificateRenewsItself: String {
    "nothing: the station renews it by itself when the parent answers"
  }
  public var stationIsRevoked: String { "the station was revoked" }
  public func relayRequestIsUnreadable(_ detail: String) -> String {
    "the request cannot be read: \(detail)"
  }
  public func relayRequestIsTooLarge(limit: Int) -> String {
    "the request is larger than \(limit) bytes"
  }
  public func relayHasNoSuchCall(_ call: String) -> String {
    "there is no call \(call)"
  }
  public var bringToTheSameVersion: String { "bring both nodes to the same version of Loa" }
  public var upstreamHasFailed: String { "the parent failed to answer" }
  public var readTheJournalOfUpstream: String { "read the parent's journal: journalctl -u loa" }
}
