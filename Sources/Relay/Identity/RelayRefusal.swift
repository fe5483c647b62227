import Canonical
import Clocks
public import Phrases

/// What a parent answers instead of what was asked for, as it crosses the wire:
/// `{"code": …, "what": {"en": …, "vi": …}, "remedy": {…}}`, canonical JSON.
public struct RelayRefusal: OperatorError, Hashable {
  public var code: String
  /// The HTTP status.
  public var status: Int
  /// How long to wait before asking again.
  public var retryAfter: Duration?
  private var whatIsWrong: BilingualText
  private var whatToDo: BilingualText

  public var what: Text { whatIsWrong.text }
  public var remedy: Text { whatToDo.text }

  public init(code: String, status: Int, retryAfter: Duration? = nil, what: Text, remedy: Text) {
    self.code = code
    self.status = status
    self.retryAfter = retryAfter
    whatIsWrong = BilingualText(what)
    whatToDo = BilingualText(remedy)
  }

  public init(_ error: any OperatorError, status: Int) {
    self.init(code: error.code, status: status, what: error.what, remedy: error.remedy)
  }

  // MARK: Joining

  public static let joinCodeWrong = RelayRefusal(
    code: "join-code-wrong", status: 403, what: Text { $0.joinCodeIsWrong },
    remedy: Text { $0.askForANewJoinCode })
  public static let joinCodeExpired = RelayRefusal(
    code: "join-code-expired", status: 403, what: Text { $0.joinCodeHasExpired },
    remedy: Text { $0.askForANewJoinCode })
  public static let joinCodeUsed = RelayRefusal(
    code: "join-code-used", status: 403, what: Text { $0.joinCodeIsUsed },
    remedy: Text { $0.askForANewJoinCode })
  /// The key belongs, or belonged, to a station.
  public static let keyInUse = RelayRefusal(
    code: "key-in-use", status: 403, what: Text { $0.keyIsInUse }, remedy: Text { $0.askForANewJoinCode })

  public static func tooManyTries(wait: Duration) -> RelayRefusal {
    let seconds = Int(max(1, wait.inSeconds.rounded(.up)))
    return RelayRefusal(
      code: "join-slowed-down", status: 429, retryAfter: .seconds(seconds),
      what: Text { $0.joiningIsSlowedDown }, remedy: Text { $0.tryAgainIn(seconds: seconds) })
  }

  // MARK: Who asks

  /// No certificate was shown, or one whose key no station has.
  public static let strangersKeepOut = RelayRefusal(
    code: "not-a-station", status: 403, what: Text { $0.onlyStationsMayAsk }, remedy: Text { $0.joinFirst })
  /// Only `renew` is answered.
  public static let certificateExpired = RelayRefusal(
    code: "certificate-expired", status: 403, what: Text { $0.certificateHasExpired },
    remedy: Text { $0.certificateRenewsItself })
  public static let stationRevoked = RelayRefusal(
    code: "station-revoked", status: 403, what: Text { $0.stationIsRevoked },
    remedy: Text { $0.askForANewJoinCode })

  // MARK: What is asked

  public static func badRequest(_ detail: String) -> RelayRefusal {
    RelayRefusal(
      code: "bad-request", status: 400, what: Text { $0.relayRequestIsUnreadable(detail) },
      remedy: Text { $0.bringToTheSameVersion })
  }

  public static func bodyTooLarge(limit: Int) -> RelayRefusal {
    RelayRefusal(
      code: "body-too-large", status: 413, what: Text { $0.relayRequestIsTooLarge(limit: limit) },
      remedy: Text { $0.bringToTheSameVersion })
  }

  static func http(_ status: Int, _ call: String) -> RelayRefusal {
    RelayRefusal(
      code: "http-\(status)", status: status, what: Text { $0.relayHasNoSuchCall(call) },
      remedy: Text { $0.bringToTheSameVersion })
  }

  static let unexpected = RelayRefusal(
    code: "unexpected", status: 500, what: Text { $0.upstreamHasFailed },
    remedy: Text { $0.readTheJournalOfUpstream })

  // MARK: On the wire

  var body: JSONValue {
    func both(_ text: BilingualText) -> JSONValue { .object(["vi": .text(text.vi), "en": .text(text.en)]) }
    return .members([
      "code": .text(code), "what": both(whatIsWrong), "remedy": both(whatToDo),
      "retry_after": retryAfter.map { .integer(Int64($0.inSeconds)) },
    ])
  }

  /// Nil if the bytes are no refusal: a proxy answered, or something that is no Loa.
  init?(status: Int, body: [UInt8]) {
    func both(_ reader: BodyReader?) throws(NotCanonical) -> BilingualText? {
      guard let vi = try reader?.text("vi"), let en = try reader?.text("en") else { return nil }
      return BilingualText(Text { $0.choose(vietnamese: vi, english: en) })
    }
    do {
      let reader = try BodyReader(JSONValue(canonical: body))
      guard let code = try reader.text("code"), let what = try both(reader.object("what")),
        let remedy = try both(reader.object("remedy"))
      else { return nil }
      self.code = code
      self.status = status
      retryAfter = try reader.integer("retry_after").map { .seconds(min(max($0, 0), 86_400)) }
      whatIsWrong = what
      whatToDo = remedy
    } catch {
      return nil
    }
  }
}
