import ArgumentParser
import Clocks
import Dashboard
import Foundation
import Glibc
import Phrases
import Platform
import Scheduling
import Settings

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp(Speech.say(\.configOption), valueName: "path"))
  var config = "/etc/loa/loa.yaml"

  @Option(name: .long, help: ArgumentHelp(Speech.say(\.langOption), valueName: "vi|en"))
  var lang: Language = Speech.language

  /// The settings, or every problem of the file on standard error and exit status 1.
  func settings(plans: Bool = true) throws -> Settings {
    let (settings, diagnostics) = Settings.load(path: config, plans: plans)
    guard let settings, !diagnostics.contains(where: { $0.severity == .error }) else {
      for diagnostic in diagnostics { Speech.complain(diagnostic.said(in: Speech.language)) }
      throw ExitCode.failure
    }
    return settings
  }

  func client(_ settings: Settings) -> ControlClient {
    ControlClient(socketPath: settings.socket)
  }

  /// The node that this config belongs to. A config with errors is no obstacle: the node may well be running on the one
  /// before, and then its usual socket, or the one that the file still names, answers.
  func client() throws -> ControlClient {
    let (settings, diagnostics) = Settings.load(path: config)
    if let settings { return client(settings) }
    let sockets = [Settings.socketNamed(inFile: config), Settings.defaultSocket].compactMap { $0 }
    for client in sockets.map({ ControlClient(socketPath: $0) }) where client.isNodeRunning {
      Speech.complain(Speech.say { $0.configHasErrors(config) })
      return client
    }
    for diagnostic in diagnostics { Speech.complain(diagnostic.said(in: Speech.language)) }
    throw ExitCode.failure
  }
}

/// The name that goes into the log for whoever sits at this terminal.
func nameOfThisPerson() -> String {
  let environment = ProcessInfo.processInfo.environment
  if let name = environment["SUDO_USER"], !name.isEmpty { return name }
  guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
  return String(cString: name)
}

extension Schedule {
  /// What people call the programmes.
  var programmeNames: [ProgrammeID: String] {
    Dictionary(programmes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }
}
