import ArgumentParser
import Audio
import Clocks
import Dashboard
import Foundation
import Media
import Phrases
import Platform
import Scheduling
import Settings

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: Speech.say(\.checkAbstract))

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.noSoundOption)))
  var noSound = false

  /// How far ahead clashes and quiet hours are looked for.
  private static let horizon = 400
  /// How far ahead editions must be there.
  private static let editionsAhead = 14

  func run() async throws {
    let (settings, found) = Settings.load(path: common.config)
    var diagnostics = found
    if let settings {
      diagnostics += Self.findings(of: settings, file: common.config)
      diagnostics += await Self.mediaFindings(of: settings, file: common.config)
      // A running node holds the device itself, and `loa status` tells how it is.
      if !noSound, !common.client(settings).isNodeRunning {
        diagnostics += Self.deviceFindings(of: settings, file: common.config)
      }
    }
    for diagnostic in Diagnostic.ordered(diagnostics) {
      print(diagnostic.said(in: Speech.language))
    }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    if errors + warnings > 0 { print(Speech.say { $0.checkFound(errors: errors, warnings: warnings) }) }
    guard let settings, errors == 0 else { throw ExitCode.failure }
    let now = SystemClock.read().wall
    let ahead = settings.schedule.rundown(
      from: now, until: now + .days(Self.editionsAhead), editions: [])
    print(Speech.say { $0.checkIsGood(airings: ahead.airings.count, days: Self.editionsAhead) })
  }

  /// What the schedule does that nobody can have meant.
  private static func findings(of settings: Settings, file: String) -> [Diagnostic] {
    let now = SystemClock.read().wall
    let until = now + .days(horizon)
    let schedule = settings.schedule
    func error(_ slot: SlotID, _ what: Text, _ remedy: Text) -> Diagnostic {
      let place = settings.place(of: slot) ?? (line: 1, column: 1)
      return Diagnostic(
        severity: .error, file: file, line: place.line, column: place.column, what: what, remedy: remedy)
    }
    let clashes = schedule.clashes(from: now, until: until).map { error($0.yields, $0.what, $0.remedy) }
    let quiet = schedule.airingsInQuietHours(from: now, until: until).map {
      error($0.slot, $0.what, $0.remedy)
    }
    return clashes + quiet
  }

  /// What is wrong with the files, and which editions are missing.
  private static func mediaFindings(of settings: Settings, file: String) async -> [Diagnostic] {
    let now = SystemClock.read().wall
    let snapshot = await Blocking.run { settings.libraryForLooking.scan() }
    let rundown = settings.schedule.rundown(
      from: now, until: now + .days(editionsAhead), editions: snapshot.editions, files: snapshot.files)
    let missing = rundown.missingEditions.map { edition in
      let place = edition.slot.flatMap(settings.place(of:)) ?? (line: 1, column: 1)
      return Diagnostic(
        severity: .warning, file: file, line: place.line, column: place.column, what: edition.what,
        remedy: edition.remedy)
    }
    return MediaCheck.diagnostics(snapshot, schedule: settings.schedule) + missing
  }

  /// Whether the device opens.
  private static func deviceFindings(of settings: Settings, file: String) -> [Diagnostic] {
    do throws(OutputFailure) {
      let output = try ALSADevice(name: settings.audio.device).open(
        rate: settings.audio.rate, channels: settings.audio.channels, buffer: settings.audio.buffer)
      output.close()
      return []
    } catch {
      let place = settings.placeOfDevice ?? (line: 1, column: 1)
      return [
        Diagnostic(
          severity: .error, file: file, line: place.line, column: place.column, what: error.what,
          remedy: error.remedy)
      ]
    }
  }
}
