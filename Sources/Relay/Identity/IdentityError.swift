import CLinux
import Glibc
public import Phrases

/// What can go wrong with keys, certificates, join codes and the register of stations.
public enum IdentityError: OperatorError {
  /// Others than the owner may read or write this file or folder. `right` is the mode it should have.
  case keysExposed(path: String, mode: UInt32, right: UInt32)
  case keysOfAnother(path: String, owner: UInt32, user: UInt32)
  case keysUnreadable(path: String, Int32)
  case keysUnwritable(path: String, Int32)
  /// The file is not what Loa writes.
  case keysDamaged(path: String)
  /// A code that can not stand in a certificate.
  case codeUnfit(String)
  case nameMissing
  /// The text is no join code; see `JoinCode.Fault`.
  case joinCodeMalformed(JoinCode.Fault)
  /// No address under which stations reach this node is known.
  case addressesMissing
  case addressUnfit(String)
  case stationUnknown(StationCode)
  /// The code is for another station than the one that this node is.
  case codeOfAnotherStation(StationCode, own: StationCode)
  case alreadyJoined(parent: StationCode)
  case upstreamUnreachable([RelayAddress], detail: String)
  /// Whoever answers there is not the node that the code, or the certificate kept here, names.
  case upstreamIsAnother(RelayAddress)
  case upstreamIncomprehensible(RelayAddress, detail: String)
  case registerForeign(path: String)
  case registerNewer(path: String)
  case registerFailed(path: String, detail: String)
  case cannotListen(host: String, port: Int, Int32)
  /// A bug in Loa.
  case certificateFailed(detail: String)

  public var code: String {
    switch self {
    case .keysExposed: "keys-exposed"
    case .keysOfAnother: "keys-of-another-user"
    case .keysUnreadable: "keys-unreadable"
    case .keysUnwritable: "keys-unwritable"
    case .keysDamaged: "keys-damaged"
    case .codeUnfit: "station-code-unfit"
    case .nameMissing: "station-name-missing"
    case .joinCodeMalformed(let fault): "join-code-\(fault.rawValue)"
    case .addressesMissing: "address-missing"
    case .addressUnfit: "address-unfit"
    case .stationUnknown: "station-unknown"
    case .codeOfAnotherStation: "join-code-of-another-station"
    case .alreadyJoined: "already-joined"
    case .upstreamUnreachable: "upstream-unreachable"
    case .upstreamIsAnother: "upstream-is-another"
    case .upstreamIncomprehensible: "upstream-incomprehensible"
    case .registerForeign: "register-foreign"
    case .registerNewer: "register-newer"
    case .registerFailed: "register-failed"
    case .cannotListen: "cannot-listen"
    case .certificateFailed: "certificate-failed"
    }
  }

  public var what: Text {
    switch self {
    case .keysExposed(let path, let mode, _):
      Text { $0.keysAreExposed(path, mode: Self.octal(mode)) }
    case .keysOfAnother(let path, let owner, let user):
      Text { $0.keysBelongToAnother(path, owner: Self.user(owner), user: Self.user(user)) }
    case .keysUnreadable(let path, let errno):
      Text { $0.keysAreUnreadable(path, why: Self.reason(errno)) }
    case .keysUnwritable(let path, let errno):
      Text { $0.keysAreUnwritable(path, why: Self.reason(errno)) }
    case .keysDamaged(let path): Text { $0.keysAreDamaged(path) }
    case .codeUnfit(let code): Text { $0.codeIsUnfit(code) }
    case .nameMissing: Text { $0.stationNameIsMissing }
    case .joinCodeMalformed(let fault): fault.what
    case .addressesMissing: Text { $0.ownAddressIsMissing }
    case .addressUnfit(let text): Text { $0.addressIsUnfit(text) }
    case .stationUnknown(let code): Text { $0.stationIsUnknown(code.text) }
    case .codeOfAnotherStation(let code, let own):
      Text { $0.joinCodeIsForAnother(code.text, own: own.text) }
    case .alreadyJoined(let parent): Text { $0.nodeHasJoinedAlready(parent.text) }
    case .upstreamUnreachable(let addresses, let detail):
      Text {
        $0.upstreamDoesNotAnswer(addresses.map(\.description).joined(separator: ", "), detail: detail)
      }
    case .upstreamIsAnother(let address): Text { $0.upstreamIsAnotherNode(address.description) }
    case .upstreamIncomprehensible(let address, let detail):
      Text { $0.upstreamAnswersStrangely(address.description, detail: detail) }
    case .registerForeign(let path): Text { $0.registerIsForeign(path) }
    case .registerNewer(let path): Text { $0.registerIsNewer(path) }
    case .registerFailed(let path, let detail): Text { $0.registerHasFailed(path, detail: detail) }
    case .cannotListen(let host, let port, let errno):
      Text { $0.relayCannotListen("\(host):\(port)", why: Self.reason(errno)) }
    case .certificateFailed(let detail): Text { $0.certificateHasFailed(detail) }
    }
  }

  public var remedy: Text {
    switch self {
    case .keysExposed(let path, _, let right):
      Text { $0.closeTheKeys(command: "chmod \(Self.octal(right)) \(path)") }
    case .keysOfAnother(let path, _, let user):
      Text { $0.takeTheKeys(command: "chown \(Self.user(user)) \(path)") }
    case .keysUnreadable(let path, _), .keysUnwritable(let path, _):
      Text { $0.checkTheKeyFolder(path) }
    case .keysDamaged(let path): Text { $0.restoreTheKeys(path) }
    case .codeUnfit: Text { $0.useTheOfficialCode }
    case .nameMissing: Text { $0.giveTheStationAName }
    case .joinCodeMalformed(let fault): fault.remedy
    case .addressesMissing: Text { $0.giveOwnAddress }
    case .addressUnfit: Text { $0.writeTheAddressLikeThis }
    case .stationUnknown: Text { $0.listTheStations }
    case .codeOfAnotherStation: Text { $0.askForACodeOfOwn }
    case .alreadyJoined: Text { $0.joinAgainOnPurpose }
    case .upstreamUnreachable: Text { $0.checkTheLinkToUpstream }
    case .upstreamIsAnother: Text { $0.checkWhoAnswers }
    case .upstreamIncomprehensible: Text { $0.checkWhatAnswers }
    case .registerForeign(let path): Text { $0.moveTheForeignRegister(path) }
    case .registerNewer: Text { $0.installTheNewerVersion }
    case .registerFailed(let path, _): Text { $0.checkTheRegister(path) }
    case .cannotListen(_, _, let errno):
      errno == EACCES ? Text { $0.useAHigherPort } : Text { $0.freeThePort }
    case .certificateFailed: Text { $0.reportTheBug }
    }
  }

  private static func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }

  private static func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }

  /// A user's name, or the number where it has none.
  private static func user(_ id: UInt32) -> String {
    var name = [CChar](repeating: 0, count: 64)
    guard linux_user_name(id, &name, name.count) == 0 else { return String(id) }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? String(id) }
  }
}
