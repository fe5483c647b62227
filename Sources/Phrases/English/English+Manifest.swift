extension English {
  public func manifestIsTooLarge(bytes: Int, most: Int) -> String {
    "the rundown that was handed down has \(bytes) bytes; \(most) is the most"
  }
  public func manifestIsMalformed(_ why: String) -> String {
    "the rundown that was handed down can not be read: \(why)"
  }
  public var manifestIsUnsigned: String { "the rundown that was offered is not signed" }
  public var manifestHasWrongSignature: String {
    "the rundown that was offered was altered on its way, or is not signed by the upstream node"
  }
  public func manifestIsOfAnotherNode(expected: String, found: String) -> String {
    "the rundown that was offered was issued by \(found), not by the upstream node \(expected)"
  }
  public func manifestHasUnknownFormat(_ format: String) -> String {
    "the rundown that was handed down has format \(format), which this version does not know"
  }
  public func manifestIsReplayed(held: String, offered: String) -> String {
    "an old rundown was offered: number \(offered), and number \(held) is here already"
  }
  public func manifestIsExpired(ago: String) -> String {
    "the rundown that was offered has not been valid for \(ago)"
  }
  public func manifestIsFromTheFuture(ahead: String) -> String {
    "the rundown that was offered was issued \(ahead) in the future, by this node's clock"
  }
  public func manifestBreaksALimit(_ place: String, _ fault: String) -> String {
    "the rundown that was handed down is beyond a limit: \(place): \(fault)"
  }

  public func memberOfAiring(_ number: Int, _ id: String?, _ member: String) -> String {
    "airing \(id ?? "no. \(number)"), \(member)"
  }
  public func tooManyAreIn(_ count: Int, most: Int) -> String { "\(count) of them; \(most) is the most" }
  public func textIsTooLong(most: Int) -> String { "longer than \(most) bytes" }
  public var textIsEmpty: String { "empty" }
  public var textHasControlCharacters: String { "has control characters" }
  public var valueIsOutOfRange: String { "out of range" }
  public var valueIsNoDigest: String { "no SHA-256 of 64 small hexadecimal digits" }
  public var idStandsTwice: String { "stands twice" }
  public var airingsAreOutOfOrder: String { "not in order" }
  public var startIsOutsideThePeriod: String { "outside the period of the rundown" }
  public var nameIsReserved: String { "kept for a station's own use" }

  public var checkTheUpstreamAndItsMirrors: String {
    "what was received before stays on air; check the address of the upstream node and its mirrors, and join again "
      + "if the upstream node was installed anew"
  }
  public var installTheVersionOfTheUpstream: String {
    "what was received before stays on air; install the version of Loa that the upstream node has"
  }
  public var checkTheMirrorForOldManifests: String {
    "what was received before stays on air; if it happens again, find out which mirror serves old files"
  }
  public var checkTheClocksOfBothNodes: String {
    "what was received before stays on air; check the clocks of this node and of the upstream node"
  }
  public var checkTheVersionsOfBothNodes: String {
    "what was received before stays on air; check the versions of Loa here and at the upstream node, and report it"
  }
}
