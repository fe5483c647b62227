import Airtime
import ArgumentParser
import Audio
import Clocks
import Dashboard
import Doctor
import Foundation
import Glibc
import Media
import Phrases
import Platform
import Playout
import Scheduling
import Settings

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: Speech.say(\.doctorAbstract),
    discussion: Speech.say(\.doctorDiscussion))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.doctorSoundOption)))
  var sound = false

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.doctorSecondsOption), valueName: "N"))
  var seconds = 6

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.jsonOption)))
  var json = false

  private static let secondsAllowed = 2...60

  func validate() throws {
    guard Self.secondsAllowed.contains(seconds) else {
      throw ValidationError(Speech.say { $0.toneLengthIsOut(Self.secondsAllowed) })
    }
  }

  func run() async throws {
    let path = URL(fileURLWithPath: common.config).path
    let (settings, diagnostics) = Settings.load(path: common.config)
    let config = ConfigFacts(
      path: common.config, errors: diagnostics.count { $0.severity == .error },
      warnings: diagnostics.count { $0.severity == .warning })
    let service = await Self.service(ofConfig: path)
    guard let settings else {
      return try finish(Diagnosis(config.findings + (service?.findings ?? [])))
    }
    let client = common.client(settings)
    let examination = Examination(
      settings: settings, config: config, service: service,
      node: await Self.node(client, socket: settings.socket, service: service), machine: Machine(),
      clock: SystemClock.read(), user: geteuid())
    let rundown = await Self.rundown(settings, client, examination)
    if sound { return try await sendTone(examination, rundown) }
    try finish(await diagnosis(examination, rundown))
  }

  /// - Throws: exit status 1 where there is a fault.
  private func finish(_ diagnosis: Diagnosis) throws {
    print(json ? try Output.json(diagnosis.wire) : diagnosis.page(in: Speech.language))
    if diagnosis.faults > 0 { throw ExitCode.failure }
  }

  private func diagnosis(_ examination: Examination, _ rundown: Rundown) async -> Diagnosis {
    let settings = examination.settings
    let device = await Blocking.run {
      examination.device { (name, rate, channels, buffer) throws(OutputFailure) in
        try ALSADevice(name: name).open(rate: rate, channels: channels, buffer: buffer).close()
      }
    }
    let programme = await Blocking.run { [entries = await entries(settings, examination)] in
      examination.programme(rundown: rundown, entries: entries)
    }
    var findings = examination.config.findings + (examination.service?.findings ?? [])
    findings += examination.node.findings(
      socket: settings.socket, service: examination.service, config: common.config)
    findings += device.findings(node: examination.node, service: examination.service)
    findings += examination.mixer(of: device)?.findings ?? []
    findings += examination.clockFacts.findings
    findings += examination.disk?.findings ?? []
    findings += examination.permissions.findings
    findings += await examination.link()?.findings ?? []
    findings += examination.door(isOpen: Self.isOpen)?.findings ?? []
    findings += programme.findings
    return Diagnosis(findings)
  }

  // MARK: What is asked of others

  /// Nil where the config belongs to no unit, or there is no systemd.
  private static func service(ofConfig path: String) async -> ServiceFacts? {
    guard let unit = ServiceFacts.unit(ofConfig: path) else { return nil }
    let answer = try? await ProcessRunner(timeLimit: .seconds(5)).run(ServiceFacts.question(about: unit))
    return answer.flatMap { ServiceFacts(unit: unit, answer: $0) }
  }

  private static func node(
    _ client: ControlClient, socket: String, service: ServiceFacts?
  ) async -> NodeFacts {
    // The socket, or the folder that it lies in, may be for the service and its group only.
    if access(socket, W_OK) != 0, errno == EACCES { return .forbidden }
    guard client.isNodeRunning else { return .silent }
    do {
      return .answers(try await client.status())
    } catch let error as WireError {
      return .troubled(error)
    } catch {
      return .silent
    }
  }

  private static func rundown(
    _ settings: Settings, _ client: ControlClient, _ examination: Examination
  ) async -> Rundown {
    let now = examination.clock.wall
    let until = now + .days(Examination.daysAhead)
    if examination.node.status != nil, let rundown = try? await client.schedule(from: now, until: until) {
      return rundown
    }
    return await Programming.rundown(
      of: settings, from: now, until: until, library: settings.library.leavingTheCache)
  }

  /// None where there is no log yet, or it may not be read.
  private func entries(_ settings: Settings, _ examination: Examination) async -> [AsRunEntry] {
    let now = examination.clock.wall
    let query = LogQuery(
      from: now - .days(Examination.daysAhead), until: now + .days(1), station: settings.node.code)
    return ((try? await LogSource(settings, common).entries(query)) ?? []).map(\.entry)
  }

  /// Whether somebody takes connections on a port of this machine.
  private static func isOpen(host: String, port: Int) -> Bool {
    let any = ["0.0.0.0": "127.0.0.1", "::": "::1"]
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(any[host] ?? host, "\(port)", &hints, &found) == 0, let address = found else {
      return false
    }
    defer { freeaddrinfo(address) }
    let descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0
  }

  // MARK: The test tone

  private func sendTone(_ examination: Examination, _ rundown: Rundown) async throws {
    let settings = examination.settings
    let audio = settings.audio
    let next = rundown.airings.first { $0.disposition == .air && $0.plannedStart > examination.clock.wall }
    let tone = TestTone(rate: audio.rate, channels: audio.channels, seconds: seconds)
    if let refusal = ToneRefusal.of(
      node: examination.node, service: examination.service, schedule: settings.schedule,
      next: next.map { ($0.title, $0) }, length: .seconds(seconds), now: examination.clock.wall)
    {
      Speech.complain(refusal)
      throw ExitCode.failure
    }
    if !json { Speech.complain(Speech.say { $0.toneBegins(audio.device, seconds: seconds) }) }
    let card = Machine().cards.title(of: audio.device)
    let report = await ToneSender.send(
      tone, to: ALSADevice(name: audio.device), buffer: audio.buffer, card: card)
    print(json ? try Output.json(report) : report.page(in: Speech.language))
    if !report.isWhole { throw ExitCode.failure }
  }
}
