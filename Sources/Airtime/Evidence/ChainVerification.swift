public import Phrases

/// What a check of one chain of a station found.
public struct ChainVerification: Sendable, Hashable, Codable {
  /// The code of the station.
  public var station: String
  /// 1, 2 …: the station's chains in the order in which they were begun. More than one: its log began anew or branched.
  public var chain: Int64
  /// The last record that it shares with an earlier chain of the station; 0 if none.
  public var shared: Int64
  /// How many records of its own were read and found right.
  public var records: Int64
  /// The first thing that is wrong; nil: the chain is whole.
  public var fault: Fault?
  /// Whether the last signature was checked. False: the station's key was not at hand.
  public var isSignatureChecked: Bool

  /// Something wrong with it.
  public struct Fault: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable {
      /// Its content is not what its hash was made of.
      case altered
      /// It is not there.
      case missing
      /// It is whole, but does not follow the record before it.
      case unlinked
      /// The chain ends before the record that the station signed last.
      case truncated
      /// It is not the record that the station signed.
      case notSigned = "not-signed"
      /// The signature is gone.
      case signatureMissing = "signature-missing"
      /// The signature is not of the station's key.
      case signatureWrong = "signature-wrong"
    }

    /// The number of the record.
    public var number: Int64
    public var kind: Kind

    public var what: Text {
      let number = Int(number)
      return switch kind {
      case .altered: Text { $0.recordIsAltered(number) }
      case .missing: Text { $0.recordIsMissing(number) }
      case .unlinked: Text { $0.recordIsUnlinked(number) }
      case .truncated: Text { $0.stationChainIsTruncated(from: number) }
      case .notSigned: Text { $0.recordIsNotTheOneSigned(number) }
      case .signatureMissing: Text { $0.stationSignatureIsMissing }
      case .signatureWrong: Text { $0.stationSignatureIsWrong(number) }
      }
    }
  }

  /// One line for people.
  public var summary: Text {
    let (station, chain, records) = (station, Int(chain), Int(records))
    if let fault {
      return Text {
        $0.stationChainIsBroken(
          station, chain: chain, record: Int(fault.number), finding: fault.what.said(by: $0))
      }
    }
    return isSignatureChecked
      ? Text { $0.stationChainHolds(station, chain: chain, records: records) }
      : Text { $0.stationChainHoldsUnsigned(station, chain: chain, records: records) }
  }
}
