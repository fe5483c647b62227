public import Phrases
public import Scheduling

/// What can be wrong with what a station hands up, or with what a person declares.
public enum EvidenceError: OperatorError, Hashable {
  /// The bytes are no batch of records.
  case malformed(why: String)
  /// A station speaks for another.
  case posing(peer: String, as: String)
  /// The signature is not of the station's key, or not over these records.
  case signatureWrong(station: String)
  /// The station's log began anew: records up to `lastKnown` of the former one are held.
  case beganAnew(station: String, lastKnown: Int64)
  /// The station's log goes another way after record `after`, though later ones are held: its database was put back from
  /// a copy, copied to a second machine, or rewritten.
  case branched(station: String, after: Int64)
  /// The record does not follow any that is held. Nothing of its batch is taken; the station is asked for its log from
  /// the beginning.
  case doesNotFollow(station: String, number: Int64)
  /// The record is kept, but what it says can not be read: perhaps the station's software is newer.
  case unreadable(station: String, number: Int64, why: String)
  /// The station's log began anew more often than any log does.
  case tooManySeries(station: String)
  /// A declaration needs a name and a note.
  case declarationIncomplete
  /// Nothing is known of such an airing.
  case unknownAiring(AiringID)

  public var code: String {
    switch self {
    case .malformed: "records-malformed"
    case .posing: "records-of-another-station"
    case .signatureWrong: "records-signature-wrong"
    case .beganAnew: "station-log-anew"
    case .branched: "station-log-branched"
    case .doesNotFollow: "station-log-broken"
    case .unreadable: "station-record-unreadable"
    case .tooManySeries: "station-log-too-often-anew"
    case .declarationIncomplete: "declaration-incomplete"
    case .unknownAiring: "airing-unknown"
    }
  }

  public var what: Text {
    switch self {
    case .malformed(let why): Text { $0.batchIsMalformed(why) }
    case .posing(let peer, let claimed): Text { $0.stationSpeaksForAnother(peer, as: claimed) }
    case .signatureWrong(let station): Text { $0.batchSignatureIsWrong(station) }
    case .beganAnew(let station, let last): Text { $0.stationLogBeganAnew(station, lastKnown: Int(last)) }
    case .branched(let station, let after): Text { $0.stationLogBranched(station, after: Int(after)) }
    case .doesNotFollow(let station, let number):
      Text { $0.stationLogDoesNotFollow(station, number: Int(number)) }
    case .unreadable(let station, let number, let why):
      Text { $0.stationRecordIsUnreadable(station, number: Int(number), why: why) }
    case .tooManySeries(let station): Text { $0.stationLogBeganAnewTooOften(station) }
    case .declarationIncomplete: Text { $0.declarationIsIncomplete }
    case .unknownAiring(let airing): Text { $0.airingIsUnknown(airing.text) }
    }
  }

  public var remedy: Text {
    switch self {
    case .malformed: Text { $0.updateTheStation }
    case .posing, .signatureWrong, .tooManySeries: Text { $0.findOutWhoSpeaksForTheStation }
    case .beganAnew, .branched, .doesNotFollow: Text { $0.askTheStationAboutItsLog }
    case .unreadable: Text { $0.updateThisNode }
    case .declarationIncomplete: Text { $0.giveNameAndNote }
    case .unknownAiring: Text { $0.lookAtTheLog }
    }
  }

  /// The same in one line of a note.
  var detail: String {
    switch self {
    case .malformed(let why): why
    case .posing(let peer, let claimed): "\(peer) \(claimed)"
    case .signatureWrong(let station), .tooManySeries(let station): station
    case .beganAnew(let station, let number), .branched(let station, let number),
      .doesNotFollow(let station, let number):
      "\(station) \(number)"
    case .unreadable(let station, let number, let why): "\(station) \(number) \(why)"
    case .declarationIncomplete: ""
    case .unknownAiring(let airing): airing.text
    }
  }
}
