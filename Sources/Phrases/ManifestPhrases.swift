/// What is handed down, and why it is refused.
public protocol ManifestPhrases {
  func manifestIsTooLarge(bytes: Int, most: Int) -> String
  func manifestIsMalformed(_ why: String) -> String
  var manifestIsUnsigned: String { get }
  var manifestHasWrongSignature: String { get }
  func manifestIsOfAnotherNode(expected: String, found: String) -> String
  func manifestHasUnknownFormat(_ format: String) -> String
  func manifestIsReplayed(held: String, offered: String) -> String
  func manifestIsExpired(ago: String) -> String
  func manifestIsFromTheFuture(ahead: String) -> String
  func manifestBreaksALimit(_ place: String, _ fault: String) -> String

  // What is beyond a limit: a member, by its name in the protocol, and its fault.
  func memberOfAiring(_ number: Int, _ id: String?, _ member: String) -> String
  func tooManyAreIn(_ count: Int, most: Int) -> String
  func textIsTooLong(most: Int) -> String
  var textIsEmpty: String { get }
  var textHasControlCharacters: String { get }
  var valueIsOutOfRange: String { get }
  var valueIsNoDigest: String { get }
  var idStandsTwice: String { get }
  var airingsAreOutOfOrder: String { get }
  var startIsOutsideThePeriod: String { get }
  var nameIsReserved: String { get }

  // Remedies. What was held before stays on air in every case.
  var checkTheUpstreamAndItsMirrors: String { get }
  var installTheVersionOfTheUpstream: String { get }
  var checkTheMirrorForOldManifests: String { get }
  var checkTheClocksOfBothNodes: String { get }
  var checkTheVersionsOfBothNodes: String { get }
}
