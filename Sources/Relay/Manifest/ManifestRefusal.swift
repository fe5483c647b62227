public import Clocks
public import Phrases

/// Why a manifest is not taken. The station keeps the one that it has.
public enum ManifestRefusal: OperatorError, Hashable {
  case tooLarge(bytes: Int)
  /// It is not the one spelling of anything.
  case malformed(why: String)
  case unsigned
  /// Altered on its way, or signed with another key than the parent's.
  case wrongSignature
  /// Issued by another node than the parent.
  case wrongNode(expected: StationCode, found: StationCode)
  case unknownFormat(Int64)
  /// Older than what is held, or another one of the same number.
  case replayed(held: Int64, offered: Int64)
  /// - Parameter ago: for how long it has not been valid any more.
  case expired(validUntil: WallTime, ago: Duration)
  /// - Parameter ahead: how far ahead of the station's clock the parent's was.
  case fromTheFuture(issuedAt: WallTime, ahead: Duration)
  case limit(ManifestBreach)

  public var code: String {
    switch self {
    case .tooLarge: "manifest-too-large"
    case .malformed: "manifest-malformed"
    case .unsigned: "manifest-unsigned"
    case .wrongSignature: "manifest-wrong-signature"
    case .wrongNode: "manifest-wrong-node"
    case .unknownFormat: "manifest-unknown-format"
    case .replayed: "manifest-replayed"
    case .expired: "manifest-expired"
    case .fromTheFuture: "manifest-from-the-future"
    case .limit: "manifest-limit"
    }
  }

  public var what: Text {
    switch self {
    case .tooLarge(let bytes): Text { $0.manifestIsTooLarge(bytes: bytes, most: ManifestLimits.bytes) }
    case .malformed(let why): Text { $0.manifestIsMalformed(why) }
    case .unsigned: Text { $0.manifestIsUnsigned }
    case .wrongSignature: Text { $0.manifestHasWrongSignature }
    case .wrongNode(let expected, let found):
      Text { $0.manifestIsOfAnotherNode(expected: expected.text, found: found.text) }
    case .unknownFormat(let format): Text { $0.manifestHasUnknownFormat("\(format)") }
    case .replayed(let held, let offered):
      Text { $0.manifestIsReplayed(held: "\(held)", offered: "\(offered)") }
    case .expired(_, let ago): Text { $0.manifestIsExpired(ago: $0.length(seconds: ago.inSeconds)) }
    case .fromTheFuture(_, let ahead):
      Text { $0.manifestIsFromTheFuture(ahead: $0.length(seconds: ahead.inSeconds)) }
    case .limit(let breach): Text { $0.manifestBreaksALimit(breach.place(in: $0), breach.fault.said(in: $0)) }
    }
  }

  public var remedy: Text {
    switch self {
    case .unsigned, .wrongSignature, .wrongNode: Text { $0.checkTheUpstreamAndItsMirrors }
    case .unknownFormat: Text { $0.installTheVersionOfTheUpstream }
    case .replayed: Text { $0.checkTheMirrorForOldManifests }
    case .expired, .fromTheFuture: Text { $0.checkTheClocksOfBothNodes }
    case .tooLarge, .malformed, .limit: Text { $0.checkTheVersionsOfBothNodes }
    }
  }
}

/// What is beyond a limit, and where.
public struct ManifestBreach: Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    /// A member of the manifest itself.
    case manifest(String)
    /// A member of the airing with this number, counted from 1; its id where it is fit to be shown.
    case airing(number: Int, id: String?, String)
  }

  public enum Fault: Sendable, Hashable {
    case tooMany(Int, most: Int)
    /// In bytes.
    case tooLong(most: Int)
    case empty
    case controlCharacter
    case outOfRange
    case noDigest
    case twice
    case outOfOrder
    case outsideThePeriod
    /// A word or name that a station keeps for itself.
    case reserved
  }

  public var place: Place
  public var fault: Fault

  init(_ place: Place, _ fault: Fault) {
    self.place = place
    self.fault = fault
  }

  fileprivate func place(in phrases: any Phrases) -> String {
    switch place {
    case .manifest(let field): field
    case .airing(let number, let id, let field): phrases.memberOfAiring(number, id, field)
    }
  }
}

extension ManifestBreach.Fault {
  fileprivate func said(in phrases: any Phrases) -> String {
    switch self {
    case .tooMany(let count, let most): phrases.tooManyAreIn(count, most: most)
    case .tooLong(let most): phrases.textIsTooLong(most: most)
    case .empty: phrases.textIsEmpty
    case .controlCharacter: phrases.textHasControlCharacters
    case .outOfRange: phrases.valueIsOutOfRange
    case .noDigest: phrases.valueIsNoDigest
    case .twice: phrases.idStandsTwice
    case .outOfOrder: phrases.airingsAreOutOfOrder
    case .outsideThePeriod: phrases.startIsOutsideThePeriod
    case .reserved: phrases.nameIsReserved
    }
  }
}
