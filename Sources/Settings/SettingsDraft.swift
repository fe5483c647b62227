import Clocks
import Foundation
import Phrases
import Scheduling

/// A config file as read key by key; what its parts say of each other is still to be checked.
struct SettingsDraft: Sendable {
  var node: Settings.Node?
  var audio: AudioDraft?
  var clock: Settings.Clock?
  var alarms: Settings.Alarms?
  var silenceGuard: Settings.SilenceGuard?
  var power: Settings.Power?
  var state: String?
  var socket: String?
  var startTolerance: Duration?
  var loudness: LoudnessTarget?
  var quietHours: [QuietHours]?
  var holidays: [HolidaySource]?
  var programmes: [Named<ProgrammeDraft>]?
  var slots: [Named<SlotDraft>]?
  var fallback: String??
  var relay: Settings.Relay?
  var stations: [Named<StationDraft>]?
  var upstream: Settings.Upstream?
  var plans: [Placed<String>]?

  static let form = Form<SettingsDraft>.table("config") { fields in
    let draft = SettingsDraft(
      node: fields.required("node", nodeForm),
      audio: fields.optional("audio", audioForm),
      clock: fields.optional("clock", clockForm),
      alarms: fields.optional("alarms", alarmsForm),
      silenceGuard: fields.optional("silence-guard", silenceGuardForm),
      power: fields.optional("power", powerForm),
      state: fields.optional("state", .path, default: .string(Settings.defaultStateDirectory)),
      socket: fields.optional("socket", .socketPath, default: .string(Settings.defaultSocket)),
      startTolerance: fields.optional(
        "start-tolerance", .duration(.zero...(.minutes(10))), default: .string("1 s")),
      loudness: fields.optional("loudness", loudnessForm),
      quietHours: fields.optional("quiet-hours", quietHoursForm, default: .string("22:00-05:00")),
      holidays: fields.optional("holidays", HolidaySource.form.list(orOne: true)),
      programmes: fields.optional("programmes", ProgrammeDraft.form.named()),
      slots: fields.optional("slots", SlotDraft.form.named()),
      fallback: fields.optional("fallback", .pathOrNone, default: .string("none")),
      relay: fields.optional("relay", relayForm),
      stations: fields.optional("stations", StationDraft.form.named()),
      upstream: fields.optional("upstream", upstreamForm),
      // The path as written: diagnostics of the file name it that way.
      plans: fields.optional("plan", Form<String>.text.placed.list(orOne: true)))
    // What a node airs comes from its own programmes, from its upstream node, or from both.
    if !fields.isGiven("programmes"), !fields.isGiven("upstream") {
      fields.error(
        at: fields.place, Text { $0.missingKey("programmes", table: "config") },
        Text { $0.addKey("programmes", example: $0.keyExample("config", "programmes")) })
    }
    if fields.isGiven("stations"), !fields.isGiven("relay") {
      fields.error(
        at: fields.place(ofKey: "stations"), Text { $0.stationsWithoutRelay },
        Text { $0.addKey("relay", example: $0.keyExample("config", "relay")) })
    }
    if draft.silenceGuard?.action == .fallback, (draft.fallback ?? nil) == nil {
      fields.error(
        at: fields.place(ofKey: "silence-guard"), Text { $0.silenceGuardWithoutFallback },
        Text { $0.nameAFallback })
    }
    return draft
  }

  private static let nodeForm = Form<Settings.Node>.table("node") { fields in
    let code = fields.required("code", .identifier)
    let name = fields.required("name", .text)
    let zone = fields.required("time-zone", .timeZone)
    let roles = fields.optional(
      "roles",
      Form<Settings.Role>.words(Settings.Role.allCases.map { ($0.rawValue, $0) })
        .list(orOne: true, atLeast: 1), default: .strings(["producer"]))
    let language = fields.optional(
      "language", .words(Language.allCases.map { ($0.rawValue, $0) }), default: .string("vi"))
    guard let code, let name, let zone else { return nil }
    return Settings.Node(
      code: code, name: name, timeZone: zone, roles: Set(roles ?? [.producer]),
      language: language ?? .vietnamese)
  }

  /// The sound device, and where it is named.
  struct AudioDraft: Sendable {
    var settings: Settings.Audio
    var devicePlace: Place
  }

  private static let audioForm = Form<AudioDraft>.table("audio") { fields in
    let usual = Settings.Audio()
    let settings = Settings.Audio(
      device: fields.optional("device", .text, default: .string(usual.device)) ?? usual.device,
      rate: fields.optional("rate", .whole(8_000...192_000), default: .integer(usual.rate)) ?? usual.rate,
      channels: fields.optional("channels", .whole(1...2), default: .integer(usual.channels))
        ?? usual.channels,
      buffer: fields.optional(
        "buffer", .duration(.milliseconds(20)...(.seconds(2))), default: .string("200 ms")) ?? usual.buffer,
      gain: fields.optional("gain", .level("dB", -60...12), default: .string("0 dB")) ?? usual.gain,
      trim: fields.optional(
        "trim", .duration(.seconds(-2)...(.seconds(2))), default: .string("0 ms")) ?? usual.trim)
    return AudioDraft(settings: settings, devicePlace: fields.place(of: "device"))
  }

  private static let clockForm = Form<Settings.Clock>.table("clock") { fields in
    let usual = Settings.Clock()
    return Settings.Clock(
      requireSynchronised: fields.optional("require-synchronised", .yesOrNo, default: .boolean(true))
        ?? usual.requireSynchronised,
      holdover: fields.optional("holdover", .duration(.zero...(.days(30))), default: .string("24 h"))
        ?? usual.holdover,
      stepTolerance: fields.optional(
        "step-tolerance", .duration(.milliseconds(10)...(.minutes(1))), default: .string("500 ms"))
        ?? usual.stepTolerance)
  }

  private static let alarmsForm = Form<Settings.Alarms>.table("alarms") { fields in
    let usual = Settings.Alarms()
    let command = fields.optional("command", Form<String>.text.list(), default: .strings([]))
    let webhook = fields.optional("webhook", webhookForm)
    let mail = fields.optional("e-mail", mailForm)
    let missing = fields.optional(
      "edition-missing", Form<Duration>.duration(.minutes(1)...(.days(30))).list(orOne: true),
      default: .strings(["24 h", "1 h"]))
    let disk = fields.optional("disk-low", .megabytes, default: .string("500 MB"))
    return Settings.Alarms(
      command: command ?? usual.command, webhook: webhook, mail: mail,
      editionMissing: (missing ?? usual.editionMissing).sorted(by: >), diskLow: disk ?? usual.diskLow)
  }

  private static let webhookForm = Form<Settings.Webhook>.table("webhook") { fields in
    let url = fields.required("url", .webAddress)
    let token = fields.optional("token-file", .path)
    return url.map { Settings.Webhook(url: $0, tokenFile: token) }
  }

  private static let mailForm = Form<Settings.Mail>.table("e-mail") { fields in
    let server = fields.required("server", .mailServer)
    let user = fields.optional("user", .text)
    let password = fields.optional("password-file", .path)
    let from = fields.required("from", .mailAddress)
    let to = fields.required("to", Form<String>.mailAddress.list(orOne: true, atLeast: 1))
    guard let server, let from, let to else { return nil }
    return Settings.Mail(server: server, user: user, passwordFile: password, from: from, to: to)
  }

  private static let silenceGuardForm = Form<Settings.SilenceGuard>.table("silence-guard") { fields in
    let usual = Settings.SilenceGuard()
    return Settings.SilenceGuard(
      below: fields.optional("below", .level("dBFS", -90...(-20)), default: .string("-60 dBFS"))
        ?? usual.below,
      lasting: fields.optional("for", .duration(.seconds(2)...(.minutes(30))), default: .string("20 s"))
        ?? usual.lasting,
      action: fields.optional(
        "then", .words(Settings.SilenceGuard.Action.allCases.map { ($0.rawValue, $0) }),
        default: .string("alarm")) ?? usual.action)
  }

  private static let powerForm = Form<Settings.Power>.table("power") { fields in
    let command = Form<String>.text.list(atLeast: 1)
    let on = fields.optional("on", command)
    let off = fields.optional("off", command)
    let gpio = fields.optional("gpio", gpioForm)
    let length = Form<Duration>.duration(.zero...(.minutes(30)))
    let before = fields.optional("before", length, default: .string("30 s")) ?? .seconds(30)
    let after = fields.optional("after", length, default: .string("60 s")) ?? .seconds(60)
    let means: Settings.Power.Means
    switch (on, off, gpio) {
    case (let on?, let off?, nil): means = .commands(on: on, off: off)
    case (nil, nil, let gpio?): means = gpio
    default:
      guard !fields.hasFaults else { return nil }
      fields.error(at: fields.place, Text { $0.powerIsSwitchedNoWay }, Text { $0.chooseCommandsOrGPIO })
      return nil
    }
    return Settings.Power(means, before: before, after: after)
  }

  private static let gpioForm = Form<Settings.Power.Means>.table("gpio") { fields in
    let chip = fields.required("chip", .path)
    let line = fields.required("line", .whole(0...1023))
    let isActiveLow = fields.optional("active-low", .yesOrNo, default: .boolean(false)) ?? false
    guard let chip, let line else { return nil }
    return .gpio(chip: chip, line: line, isActiveLow: isActiveLow)
  }

  private static let loudnessForm = Form<LoudnessTarget>.either(
    table: .table("loudness") { fields in
      let usual = LoudnessTarget()
      return LoudnessTarget(
        integrated: fields.optional("target", .level("LUFS", -40...(-10)), default: .string("-23 LUFS"))
          ?? usual.integrated,
        truePeakLimit: fields.optional("peak", .level("dBTP", -20...0), default: .string("-1 dBTP"))
          ?? usual.truePeakLimit)
    },
    otherwise: Form<LoudnessTarget>.words([("off", LoudnessTarget(isOn: false))]))

  /// `22:00-05:00`, several of them, or `none`.
  private static let quietHoursForm = Form<[QuietHours]>(
    scalar: .pattern("^(none|[0-9]{2}:[0-9]{2} ?[-–] ?[0-9]{2}:[0-9]{2})$"),
    expected: Expected { $0.expectedQuietHours }
  ) { text, place, reading in
    if text.trimmedBlanks == "none" { return [] }
    let ends = text.split { "-–".contains($0) }.map { String($0).trimmedBlanks }
    guard ends.count == 2, let from = CivilTime(ends[0]), let until = CivilTime(ends[1]), from != until else {
      let proposal = ends.count == 2 ? zip(CivilWords.time(ends[0]), CivilWords.time(ends[1])) : nil
      reading.error(
        at: place, Text { $0.notQuietHours(text.shortened) },
        Text { $0.write(proposal.map { "“\($0.0)-\($0.1)”" } ?? $0.expectedQuietHours) })
      return nil
    }
    return [QuietHours(from: from, until: until)]
  }.list(orOne: true).map { $0.flatMap { $0 } }

  private static func zip(_ from: CivilTime?, _ until: CivilTime?) -> (CivilTime, CivilTime)? {
    guard let from, let until, from != until else { return nil }
    return (from, until)
  }
}

extension Form where Value == String {
  /// Where a Unix socket may be: `sun_path` holds 108 bytes with its closing zero.
  static let socketPath = Form(scalar: .pattern("^[^~]"), expected: Expected { $0.expectedPath }) {
    text, place, reading in
    guard let path = Form<String>.path.read(YAMLValue(content: .scalar(text), place: place), reading) else {
      return nil
    }
    guard path.utf8.count <= 107 else {
      reading.error(at: place, Text { $0.socketPathTooLong(107) }, Text { $0.splitOrShorten })
      return nil
    }
    return path
  }
}

extension Form where Value == String? {
  static let pathOrNone = Form(scalar: .pattern("^[^~]"), expected: Expected { $0.expectedPath }) {
    text, place, reading in
    if text.trimmedBlanks == "none" { return .some(nil) }
    return Form<String>.path.read(YAMLValue(content: .scalar(text), place: place), reading).map { .some($0) }
  }
}

extension Form where Value == TimeZone {
  static let timeZone = Form(
    scalar: .pattern("^(UTC|[A-Za-z_]+/[A-Za-z0-9_/+-]+)$"), expected: Expected { $0.expectedTimeZone }
  ) {
    text, place, reading in
    if text == "UTC" || text.contains("/"), text.utf8.count <= 64, let zone = TimeZone(identifier: text) {
      return zone
    }
    let known = TimeZone.knownTimeZoneIdentifiers
    let suggestion =
      Nearest.suggestion(for: text, among: known)
      ?? known.first { Nearest.folded($0).hasSuffix("/" + Nearest.folded(text)) }
    reading.error(
      at: place, Text { $0.unknownTimeZone(text.shortened) },
      Text { phrases in suggestion.map { phrases.didYouMean($0) } ?? phrases.write(phrases.expectedTimeZone) }
    )
    return nil
  }
}

struct ProgrammeDraft: Sendable {
  var name: String
  var folder: String
  var signature: String?
  var closing: String?
  var approvers: [String]

  static let form = Form<ProgrammeDraft>.table("programme") { fields in
    let name = fields.required("name", .text)
    let folder = fields.required("folder", .path)
    let signature = fields.optional("signature", .path)
    let closing = fields.optional("closing", .path)
    let approvers = fields.optional("approvers", Form<String>.text.list(orOne: true), default: .strings([]))
    guard let name, let folder else { return nil }
    return ProgrammeDraft(
      name: name, folder: folder, signature: signature, closing: closing, approvers: approvers ?? [])
  }

  func programme(_ id: String) -> Programme {
    Programme(
      id: ProgrammeID(id), name: name, folder: folder, signature: signature, closing: closing,
      approvers: approvers)
  }
}
