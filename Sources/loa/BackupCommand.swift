import Airtime
import ArgumentParser
import Backup
import Clocks
import Dashboard
import Foundation
import Glibc
import Phrases
import Platform
import Scheduling
import Settings

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: Speech.say(\.backupAbstract),
    discussion: Speech.say(\.backupDiscussion))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.backupFileArgument), valueName: "file"))
  var file: String

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.backupForceOption)))
  var force = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.backupMediaOption)))
  var withMedia = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.backupVerifyOption)))
  var verify = false

  func run() async throws {
    try await Speech.answering {
      // Beside a node that is on air.
      _ = nice(10)
      umask(0o077)
      let meter = Meter()
      if verify { try await check(meter) } else { try await make(meter) }
    }
  }

  private func make(_ meter: Meter) async throws {
    let settings = try common.settings()
    let config = URL(fileURLWithPath: common.config).standardizedFileURL.path
    let source = Backup.Source(
      stateDirectory: settings.stateDirectory, node: settings.node.code, name: settings.node.name,
      software: Version.text, settingsFolder: URL(fileURLWithPath: config).deletingLastPathComponent().path,
      settings: Settings.files(of: config) + Self.templates(beside: config),
      media: withMedia ? settings.mediaFiles : [])
    let path = URL(fileURLWithPath: file).path
    let outcome = try await Backup.make(
      of: source, to: path, isReplacing: force, now: SystemClock.read().wall, progress: meter.show)
    meter.end()
    let manifest = outcome.manifest
    let moment = settings.schedule.timeZone.words(manifest.takenAt)
    print(
      Speech.say {
        $0.backupMade(
          path, megabytes: Double(outcome.bytes) / 1e6, files: manifest.parts.count,
          records: Int(manifest.lastRecord), at: moment)
      })
    print(Speech.say(\.backupHoldsKeys))
    if outcome.isOpenToOthers { Speech.complain(Speech.say { $0.backupIsOpenToOthers(path) }) }
    Self.complain(of: outcome.log)
  }

  private func check(_ meter: Meter) async throws {
    let folder = FileManager.default.temporaryDirectory.path
    let outcome = try await Backup.verify(file, unpackingIn: folder, progress: meter.show)
    meter.end()
    let manifest = outcome.manifest
    let moment = TimeZone.current.words(manifest.takenAt)
    Self.complain(of: outcome.log)
    guard outcome.log.isWhole else { throw ExitCode.failure }
    print(
      Speech.say {
        $0.backupIsGood(
          file, node: manifest.node, at: moment, files: manifest.parts.count,
          records: Int(manifest.lastRecord))
      })
  }

  private static func complain(of log: Verification) {
    let faults = [log.fault?.what].compactMap(\.self) + log.stations.filter { $0.fault != nil }.map(\.summary)
    for fault in faults {
      let finding = fault.said(in: Speech.language)
      Speech.complain(Speech.say { $0.logOfBackupHasFault(finding) })
    }
  }

  /// The office's own templates.
  private static func templates(beside config: String) -> [(path: String, bytes: [UInt8])] {
    let folder = URL(fileURLWithPath: config).deletingLastPathComponent().path + "/templates"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".docx") && !$0.hasPrefix(".") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)").map { ("\(folder)/\(name)", [UInt8]($0)) }
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: Speech.say(\.restoreAbstract),
    discussion: Speech.say(\.restoreDiscussion))

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp(Speech.say(\.backupFileArgument), valueName: "file"))
  var file: String

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.restoreStateOption), valueName: "dir"))
  var state: String?

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.restoreConfigOption), valueName: "dir"))
  var configTo: String?

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.restoreOtherNodeOption)))
  var otherNode = false

  @Flag(name: .long, help: ArgumentHelp(Speech.say(\.restoreFaultsOption)))
  var acceptFaults = false

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.byOption)))
  var by: String = nameOfThisPerson()

  func run() async throws {
    try await Speech.answering {
      umask(0o077)
      // What an office has on its machine may be gone, or may be that of another node.
      let settings = Settings.load(path: common.config).0
      guard let directory = state ?? settings?.stateDirectory else { throw StateUnknown() }
      if state == nil, let settings, common.client(settings).isNodeRunning {
        throw BackupError.nodeRuns(directory)
      }
      let zone = settings?.schedule.timeZone ?? .current
      let taken = zone.words(try Restore.moment(of: file))
      var restore = Restore(
        file: file, stateDirectory: URL(fileURLWithPath: directory).path,
        // A config that is put in place with the rest is that of the backup.
        node: configTo == nil ? settings?.node.code : nil, by: by,
        remark: Speech.say { $0.remarkOfLostEnd(taken) })
      restore.takesOtherNode = otherNode
      restore.takesFaultyLog = acceptFaults
      restore.settingsFolder = configTo.map { URL(fileURLWithPath: $0).path }
      let meter = Meter()
      let outcome = try await restore.run(now: { SystemClock.read().wall }, progress: meter.show)
      meter.end()
      tell(outcome, restore, taken)
    }
  }

  private func tell(_ outcome: Restore.Outcome, _ restore: Restore, _ taken: String) {
    let manifest = outcome.manifest
    print(
      Speech.say { $0.restored(node: manifest.node, at: taken, records: Int(manifest.lastRecord)) })
    if let name = outcome.setAsideAs {
      print(Speech.say { $0.formerStateIsIn(restore.stateDirectory + "/" + name) })
    }
    if let folder = outcome.settingsFolder { print(Speech.say { $0.settingsAreIn(folder) }) }
    print(Speech.say(\.afterARestore))
  }

  private struct StateUnknown: OperatorError {
    var code: String { "state-unknown" }
    var what: Text { Text { $0.stateIsUnknown } }
    var remedy: Text { Text { $0.nameTheState } }
  }
}

/// Tells on a terminal how far long work has come.
private final class Meter: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ done: Double) {
    guard isShown else { return }
    let percent = Int((min(max(done, 0), 1) * 100).rounded(.down))
    write("\r\(percent) %")
  }

  func end() { if isShown { write("\r      \r") } }

  private func write(_ words: String) { FileHandle.standardError.write(Data(words.utf8)) }
}

extension TimeZone {
  /// `17:00:05 16/03/2022`.
  fileprivate func words(_ instant: WallTime) -> String {
    CivilCalendar(timeZone: self).civil(of: instant).vietnamese
  }
}

extension Settings {
  /// The sound that programmes air and what describes it.
  fileprivate var mediaFiles: [String] {
    let folders = schedule.programmes.map(\.folder)
    let inFolders = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
    let single = schedule.programmes.flatMap { [$0.signature, $0.closing] } + [fallback]
    var known: Set<String> = []
    return (inFolders + single.compactMap(\.self) + schedule.fillers).filter { path in
      var facts = stat()
      return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && known.insert(path).inserted
    }
  }
}
