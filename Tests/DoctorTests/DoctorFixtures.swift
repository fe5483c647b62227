import Audio
import Clocks
import Dashboard
import Phrases
import Playout

@testable import Doctor
@testable import Scheduling

/// Facts that tests are about. 2022-03-16 16:50 in Vietnam.
enum Facts {
  static let now = WallTime(seconds: 1_647_424_200)
  static let card = SoundCard(number: 1, id: "PCH", title: "HDA Intel PCH")
  static let local = CivilDateTime("2022-03-16T17:00")!

  static func device(
    _ holders: [DeviceFacts.Holder] = [], opening: DeviceFacts.Opening? = .opened,
    groups: [String] = ["audio"]
  ) -> DeviceFacts {
    DeviceFacts(
      name: "plughw:1,0", cards: [card], card: .card(number: 1, device: 0),
      files: [.init(path: "/dev/snd/pcmC1D0p", group: "audio", mode: 0o660)], holders: holders,
      opening: opening,
      groups: groups)
  }

  static func failed(_ kind: OutputFailure.Kind) -> DeviceFacts.Opening {
    .failed(OutputFailure(kind: kind, device: "plughw:1,0", detail: "open: -16"))
  }

  static func airing(minutes: Int = 10, length: Int = 600, items: Bool = true) -> Airing {
    let media = Media(
      path: "/srv/loa/ban-tin.flac", sha256: "00", bytes: 1, duration: .seconds(length), loudness: nil,
      truePeak: nil)
    return Airing(
      id: AiringID(slot: "thu-tu", at: local), slot: "thu-tu", programme: "cchc",
      plannedStart: now + .minutes(minutes), localStart: local, allotted: .minutes(15),
      editionTitle: "Bản tin", items: items ? [Item(role: .edition, media: media)] : [])
  }

  static func entry(_ outcome: Outcome, _ cause: Cause? = nil) -> AsRunEntry {
    var entry = AsRunEntry(
      for: airing(), station: "29770", frameRate: 48_000, clock: .init(state: .trusted), software: "test")
    (entry.outcome, entry.cause) = (outcome, cause)
    return entry
  }

  /// Of a node that has its device, as it answers.
  static func node(_ device: DeviceState, alarms: [Alarm] = []) -> NodeFacts {
    var conductor = Conductor(
      node: .init(station: "29770", software: "test", language: .english, frameRate: 48_000), quiet: .none)
    let reading = ClockReading(wall: now, monotonic: MonotonicTime(nanoseconds: 1), isSynchronised: true)
    _ = conductor.handle(.player(.device(device)), at: reading)
    return .answers(
      NodeStatus(
        node: .init(code: "29770", name: "Trung tâm", version: "1.0", config: "/etc/loa/loa.yaml"),
        localTime: local, playout: conductor.status(at: reading), disk: nil,
        log: .init(path: "/l", recordsWaiting: 0), alarms: alarms, lastAlarm: nil))
  }

  static let running = node(.running(name: "plughw:1,0", rate: 48_000, driftPPM: nil))

  static let missing = MissingEdition(
    airing: airing().id, slot: "thu-tu", programme: "cchc", localStart: local, plannedStart: now,
    instead: nil,
    insteadTitle: nil, isRerun: false)

  static let trouble = Trouble(
    code: "audio-replaced", what: Text { $0.doctorNotJoined }, remedy: Text { $0.doctorLookAgain })
}

/// What should be found where, for everything that the doctor looks at.
struct Case: Sendable, CustomStringConvertible {
  var codes: [String]
  var severity: Finding.Severity
  var findings: [Finding]
  var description: String { codes.joined(separator: ", ") }

  init(_ severity: Finding.Severity, _ codes: String..., in findings: [Finding]) {
    (self.severity, self.codes, self.findings) = (severity, codes, findings)
  }

  private static func service(_ change: (inout ServiceFacts) -> Void) -> [Finding] {
    var facts = ServiceFacts(unit: "loa", pid: 7, user: "loa", groups: ["audio"])
    change(&facts)
    return facts.findings
  }

  private static func mixer(_ controls: MixerFacts.Control...) -> [Finding] {
    MixerFacts(card: 1, controls: controls).findings
  }

  private static func permissions(_ change: (inout PermissionFacts) -> Void) -> [Finding] {
    var facts = PermissionFacts(user: "loa", stateDirectory: "/var/lib/loa", owner: "loa")
    change(&facts)
    return facts.findings
  }

  private static func link(_ change: (inout LinkFacts) -> Void) -> [Finding] {
    var facts = LinkFacts(
      upstream: "ttvh", isUp: true, certificateExpires: Facts.now + .days(60), at: Facts.now)
    change(&facts)
    return facts.findings
  }

  private static func device(_ facts: DeviceFacts, _ node: NodeFacts = .silent) -> [Finding] {
    facts.findings(node: node, service: nil)
  }

  private static let node: [Case] = [
    .init(.good, "node-answers", in: Facts.running.findings(socket: "/s", service: nil, config: "c")),
    .init(
      .warning, "device-lost",
      in: Facts.node(
        .opening,
        alarms: [
          Alarm(
            .deviceLost, about: "x", text: Text { $0.doctorNotJoined }, remedy: Text { $0.doctorLookAgain },
            since: Facts.now)
        ]
      ).findings(socket: "/s", service: nil, config: "c")),
    .init(.fault, "node-silent", in: NodeFacts.silent.findings(socket: "/s", service: nil, config: "c")),
    .init(
      .warning, "no-permission", in: NodeFacts.forbidden.findings(socket: "/s", service: nil, config: "c")),
    .init(
      .fault, "node-broke-off",
      in: NodeFacts.troubled(
        WireError(
          code: "node-broke-off", what: Text { $0.doctorNotJoined }, remedy: Text { $0.readTheJournal })
      ).findings(socket: "/s", service: nil, config: "c")),
  ]

  private static let services: [Case] = [
    .init(.good, "config-good", in: ConfigFacts(path: "/etc/loa/loa.yaml").findings),
    .init(.fault, "config-errors", in: ConfigFacts(path: "/etc/loa/loa.yaml", errors: 2).findings),
    .init(.warning, "config-warnings", in: ConfigFacts(path: "/etc/loa/loa.yaml", warnings: 1).findings),
    .init(.good, "service-runs", in: service { _ in }),
    .init(.fault, "service-missing", in: service { $0.isInstalled = false }),
    .init(.fault, "service-failed", in: service { $0.state = "failed" }),
    .init(.fault, "service-stopped", in: service { $0.state = "inactive" }),
    .init(.warning, "service-starting", in: service { $0.state = "activating" }),
    .init(.warning, "service-not-enabled", in: service { $0.isEnabled = false }),
    .init(.warning, "service-restarted", in: service { $0.restarts = 3 }),
    .init(.warning, "no-realtime", in: service { $0.realtimeLimit = 0 }),
  ]

  private static let sound: [Case] = [
    .init(.good, "device-opens", in: device(Facts.device())),
    .init(.good, "device-runs", in: device(Facts.device(opening: nil), Facts.running)),
    .init(.note, "device-untried", in: device(Facts.device(opening: nil), .forbidden)),
    .init(
      .fault, "device-busy",
      in: device(Facts.device([.init(pid: 812, name: "pulseaudio")], opening: Facts.failed(.busy)))),
    .init(.fault, "device-busy", in: device(Facts.device(opening: Facts.failed(.busy)))),
    .init(.fault, "device-denied", in: device(Facts.device(opening: Facts.failed(.denied)))),
    .init(.fault, "device-absent", in: device(Facts.device(opening: Facts.failed(.absent)))),
    .init(.fault, "device-unsupported", in: device(Facts.device(opening: Facts.failed(.unsupported)))),
    .init(.fault, "device-server-gone", in: device(Facts.device(opening: Facts.failed(.serverGone)))),
    .init(
      .fault, "device-absent",
      in: device(Facts.device(), Facts.node(.lost(name: "plughw:1,0", why: .unplugged)))),
    .init(
      .fault, "device-busy",
      in: device(
        Facts.device([.init(pid: 9, name: "vlc")]), Facts.node(.lost(name: "plughw:1,0", why: .busy)))),
    .init(.warning, "device-opening", in: device(Facts.device(), Facts.node(.opening))),
    .init(.fault, "no-sound-card", in: device(DeviceFacts(name: "hw:0", card: .absent("0")))),
    .init(
      .fault, "card-absent", in: device(DeviceFacts(name: "hw:3", cards: [Facts.card], card: .absent("3")))),
    .init(.fault, "not-in-group", in: device(Facts.device(groups: []))),
    .init(
      .note, "rate-converted",
      in: {
        var facts = Facts.device()
        facts.hardwareRate = 44_100
        return device(facts)
      }()),
    .init(
      .good, "mixer-open",
      in: mixer(
        .init(name: "Master", percent: 80, isMuted: false),
        .init(name: "Headphone", percent: 0, isMuted: true),
        .init(name: "Speaker", percent: 90, isMuted: false))),
    .init(.fault, "mixer-muted", in: mixer(.init(name: "Master", percent: 80, isMuted: true))),
    .init(.fault, "mixer-at-zero", in: mixer(.init(name: "PCM", percent: 0))),
    .init(
      .fault, "mixer-muted",
      in: mixer(
        .init(name: "Master", percent: 80), .init(name: "Speaker", isMuted: true),
        .init(name: "Headphone", isMuted: true))),
    .init(.warning, "mixer-low", in: mixer(.init(name: "Master", percent: 10, isMuted: false))),
    .init(.note, "mixer-without-volume", in: mixer(.init(name: "Mic", percent: 10))),
    .init(.note, "mixer-unseen", in: MixerFacts(card: 1, controls: nil).findings),
  ]

  private static let machine: [Case] = [
    .init(
      .good, "clock-kept",
      in: ClockFacts(isSynchronised: true, bound: .milliseconds(3), keeper: .chrony).findings),
    .init(.fault, "clock-not-kept", in: ClockFacts(isSynchronised: false).findings),
    .init(
      .fault, "clock-untrusted",
      in: ClockFacts(isSynchronised: false, keeper: .timesyncd, nodeState: "untrusted").findings),
    .init(
      .warning, "clock-not-kept",
      in: ClockFacts(isSynchronised: false, keeper: .ntpd, nodeState: "trusted").findings),
    .init(.warning, "clock-not-kept", in: ClockFacts(isSynchronised: false, isRequired: false).findings),
    .init(
      .note, "zone-differs",
      in: ClockFacts(isSynchronised: true, systemZone: "Etc/UTC", systemZoneOffset: 0).findings),
    .init(.good, "disk-good", in: DiskFacts(path: "/v", free: 9_000_000_000).findings),
    .init(.warning, "disk-low", in: DiskFacts(path: "/v", free: 400_000_000).findings),
    .init(.fault, "disk-full", in: DiskFacts(path: "/v", free: 1_000_000, wanted: 0).findings),
    .init(
      .fault, "disk-read-only", in: DiskFacts(path: "/v", free: 9_000_000_000, isReadOnly: true).findings),
    .init(
      .fault, "disk-without-files", in: DiskFacts(path: "/v", free: 9_000_000_000, filesFree: 3).findings),
    .init(.good, "permissions-good", in: permissions { _ in }),
    .init(.fault, "state-not-owned", in: permissions { $0.owner = "root" }),
    .init(.fault, "state-closed", in: permissions { $0.mode = 0o550 }),
    .init(.warning, "state-open", in: permissions { $0.mode = 0o770 }),
    .init(.warning, "state-missing", in: permissions { $0.owner = nil }),
    .init(.fault, "audio-replaced", in: permissions { $0.keys = [Facts.trouble] }),
    .init(.note, "keys-unseen", in: permissions { $0.keysUnseen = true }),
    .init(
      .fault, "folder-closed", in: permissions { $0.folders = [.init(path: "/srv/a", closedAt: "/srv")] }),
    .init(.fault, "folder-hidden", in: permissions { $0.folders = [.init(path: "/home/a", isHidden: true)] }),
  ]

  private static let relay: [Case] = [
    .init(.good, "link-up", "certificate-good", in: link { _ in }),
    .init(.fault, "not-joined", in: link { $0.hasJoined = false }),
    .init(.warning, "link-down", in: link { $0.isUp = false }),
    .init(.note, "link-untried", in: link { $0.isUp = nil }),
    .init(
      .good, "link-up",
      in: link {
        $0.isUp = nil
        $0.calls = [.init(address: "a:1", trouble: Facts.trouble), .init(address: "b:1")]
      }),
    .init(
      .fault, "audio-replaced",
      in: link {
        $0.isUp = false
        $0.calls = [.init(address: "a:1", trouble: Facts.trouble)]
      }),
    .init(.fault, "certificate-expired", in: link { $0.certificateExpires = Facts.now - .days(3) }),
    .init(.warning, "certificate-expires", in: link { $0.certificateExpires = Facts.now + .days(3) }),
    .init(.warning, "files-outstanding", in: link { ($0.filesHeld, $0.filesWanted) = (1, 4) }),
    .init(
      .good, "door-open", "stations-connected",
      in: DoorFacts(address: "0.0.0.0:8443", isOpen: true, enrolled: 3).findings),
    .init(.fault, "door-closed", in: DoorFacts(address: "0.0.0.0:8443", isOpen: false).findings),
    .init(
      .warning, "stations-silent",
      in: DoorFacts(address: "a:1", isOpen: true, enrolled: 3, silent: ["Xã"]).findings),
  ]

  private static let programme: [Case] = [
    .init(
      .good, "next-airing", "last-aired",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(), last: Facts.entry(.aired)).findings),
    .init(.note, "on-air", in: ProgrammeFacts(at: Facts.now, onAir: "Bản tin").findings),
    .init(.warning, "nothing-ahead", in: ProgrammeFacts(at: Facts.now).findings),
    .init(
      .fault, "edition-missing",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(items: false), missing: Facts.missing).findings),
    .init(
      .warning, "edition-replaced",
      in: {
        var missing = Facts.missing
        missing.instead = .filler
        return ProgrammeFacts(at: Facts.now, next: Facts.airing(), missing: missing).findings
      }()),
    .init(
      .fault, "audio-replaced",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(), troubles: [Facts.trouble]).findings),
    .init(
      .fault, "nothing-to-play", in: ProgrammeFacts(at: Facts.now, next: Facts.airing(items: false)).findings),
    .init(
      .fault, "not-delivered",
      in: {
        var airing = Facts.airing()
        airing.isUndelivered = true
        return ProgrammeFacts(at: Facts.now, next: airing).findings
      }()),
    .init(
      .warning, "longer-than-allotted",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(length: 1_000)).findings),
    .init(
      .note, "files-unseen",
      in: {
        var facts = ProgrammeFacts(at: Facts.now, next: Facts.airing())
        facts.filesUnseen = true
        return facts.findings
      }()),
    .init(
      .warning, "last-airing",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(), last: Facts.entry(.missed, .power)).findings),
    .init(
      .note, "last-airing",
      in: ProgrammeFacts(at: Facts.now, next: Facts.airing(), last: Facts.entry(.interrupted, .operator))
        .findings),
  ]

  static let all = node + services + sound + machine + relay + programme
}
