/// Joining, certificates, keys.
public protocol IdentityPhrases {
  // Keys and files.
  func keysAreExposed(_ path: String, mode: String) -> String
  func keysBelongToAnother(_ path: String, owner: String, user: String) -> String
  func keysAreUnreadable(_ path: String, why: String) -> String
  func keysAreUnwritable(_ path: String, why: String) -> String
  func keysAreDamaged(_ path: String) -> String
  func closeTheKeys(command: String) -> String
  func takeTheKeys(command: String) -> String
  func checkTheKeyFolder(_ path: String) -> String
  func restoreTheKeys(_ path: String) -> String

  // Stations and their register.
  func codeIsUnfit(_ code: String) -> String
  var stationNameIsMissing: String { get }
  func stationIsUnknown(_ code: String) -> String
  func registerIsForeign(_ path: String) -> String
  func registerIsNewer(_ path: String) -> String
  func registerHasFailed(_ path: String, detail: String) -> String
  var useTheOfficialCode: String { get }
  var giveTheStationAName: String { get }
  var listTheStations: String { get }
  func moveTheForeignRegister(_ path: String) -> String
  func checkTheRegister(_ path: String) -> String

  // Join codes.
  var notAJoinCode: String { get }
  var joinCodeIsNewer: String { get }
  var joinCodeIsIncomplete: String { get }
  var joinCodeIsMistyped: String { get }
  func joinCodeIsForAnother(_ code: String, own: String) -> String
  var joinCodeIsWrong: String { get }
  var joinCodeHasExpired: String { get }
  var joinCodeIsUsed: String { get }
  var keyIsInUse: String { get }
  var joiningIsSlowedDown: String { get }
  var copyTheWholeJoinCode: String { get }
  var compareTheJoinCode: String { get }
  var askForACodeOfOwn: String { get }
  var askForANewJoinCode: String { get }
  func tryAgainIn(seconds: Int) -> String

  // The link.
  var ownAddressIsMissing: String { get }
  func addressIsUnfit(_ text: String) -> String
  func nodeHasJoinedAlready(_ parent: String) -> String
  func upstreamDoesNotAnswer(_ addresses: String, detail: String) -> String
  func upstreamIsAnotherNode(_ address: String) -> String
  func upstreamAnswersStrangely(_ address: String, detail: String) -> String
  func relayCannotListen(_ place: String, why: String) -> String
  func certificateHasFailed(_ detail: String) -> String
  var giveOwnAddress: String { get }
  var writeTheAddressLikeThis: String { get }
  var joinAgainOnPurpose: String { get }
  var checkTheLinkToUpstream: String { get }
  var checkWhoAnswers: String { get }
  var checkWhatAnswers: String { get }
  var useAHigherPort: String { get }
  var freeThePort: String { get }

  // What a parent refuses.
  var onlyStationsMayAsk: String { get }
  var joinFirst: String { get }
  var certificateHasExpired: String { get }
  var certificateRenewsItself: String { get }
  var stationIsRevoked: String { get }
  func relayRequestIsUnreadable(_ detail: String) -> String
  func relayRequestIsTooLarge(limit: Int) -> String
  func relayHasNoSuchCall(_ call: String) -> String
  var bringToTheSameVersion: String { get }
  var upstreamHasFailed: String { get }
  var readTheJournalOfUpstream: String { get }
}
