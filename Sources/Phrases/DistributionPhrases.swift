/// How files reach a station. A file is named by the first digits of its hash.
public protocol DistributionPhrases {
  func mediaNameIsInvalid(_ name: String) -> String
  func mediaIsBeingWritten(_ name: String) -> String
  func mediaContentIsWrong(_ name: String, found: String) -> String
  func mediaLengthIsWrong(_ name: String, expected: Int64, found: Int64) -> String
  func mediaIsDamaged(_ name: String) -> String
  func mediaHasNoRoom(_ name: String, bytes: Int64) -> String
  func mediaDiskRefuses(_ name: String, reason: String) -> String
  func mediaIsAbsent(_ name: String, path: String) -> String
  var mediaIsFetchedElsewhere: String { get }
  var mediaIsFetchedAgain: String { get }
  var enlargeTheMediaBudget: String { get }
  var checkTheMediaDisk: String { get }
  var putTheMediaBack: String { get }

  func sourceIsUnreachable(_ source: String, reason: String) -> String
  func sourceLacksTheFile(_ source: String) -> String
  func sourceRefuses(_ source: String, status: Int) -> String
  func sourceRedirects(_ source: String, status: Int) -> String
  func sourceHasAnotherLength(_ source: String, expected: Int64, found: Int64) -> String
  func sourceSendsAnotherPart(_ source: String) -> String
  func sourceTruncates(_ source: String, held: Int64, of total: Int64) -> String
  func sourceStalled(_ source: String, seconds: Int) -> String
  func sourceSendsTooMuch(_ source: String, limit: Int) -> String
  var checkTheLinkToTheSource: String { get }
  var publishToTheMirror: String { get }
  var readTheLogOfTheSource: String { get }
  var nameTheFinalAddress: String { get }
  var checkTheProxyAndTheMirror: String { get }
}
