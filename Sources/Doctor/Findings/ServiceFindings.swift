import Dashboard
import Phrases
import Playout
import Scheduling

/// The config file, as far as it was read.
public struct ConfigFacts: Sendable, Hashable {
  public var path: String
  public var errors: Int
  public var warnings: Int

  public init(path: String, errors: Int = 0, warnings: Int = 0) {
    self.path = path
    self.errors = errors
    self.warnings = warnings
  }

  public var findings: [Finding] {
    let (path, errors, warnings) = (path, errors, warnings)
    let remedy = Text.command("loa check --config \(path)")
    if errors > 0 {
      return [
        .fault(.config, "config-errors", Text { $0.doctorConfigErrors(path, errors: errors) }, remedy: remedy)
      ]
    }
    if warnings > 0 {
      return [
        .warning(
          .config, "config-warnings", Text { $0.doctorConfigWarnings(path, warnings: warnings) },
          remedy: remedy)
      ]
    }
    return [.good(.config, "config-good", Text { $0.doctorConfigGood(path) })]
  }
}

extension ServiceFacts {
  public var findings: [Finding] {
    let (unit, result, restarts) = (unit, result, restarts)
    guard isInstalled else {
      return [
        .fault(
          .service, "service-missing", Text { $0.doctorServiceMissing(unit) },
          remedy: Text { $0.doctorInstallThePackage })
      ]
    }
    var found: [Finding] = []
    switch state {
    case "active", "reloading":
      found.append(.good(.service, "service-runs", Text { $0.doctorServiceRuns(unit) }))
    case "activating":
      found.append(
        .warning(
          .service, "service-starting", Text { $0.doctorServiceStarting(unit) },
          remedy: .command("sudo journalctl -u \(unit) -n 50")))
    case "failed":
      found.append(
        .fault(
          .service, "service-failed", Text { $0.doctorServiceFailed(unit, result: result) },
          remedy: .command("sudo journalctl -u \(unit) -n 50")))
    default:
      found.append(
        .fault(
          .service, "service-stopped", Text { $0.doctorServiceStopped(unit) },
          remedy: .command("sudo systemctl start \(unit)")))
    }
    if !isEnabled {
      found.append(
        .warning(
          .service, "service-not-enabled", Text { $0.doctorServiceNotEnabled(unit) },
          remedy: .command("sudo systemctl enable \(unit)")))
    }
    if restarts > 0 {
      found.append(
        .warning(
          .service, "service-restarted", Text { $0.doctorServiceRestarted(unit, times: restarts) },
          remedy: .command("sudo journalctl -u \(unit) -n 50")))
    }
    if realtimeLimit == 0 {
      found.append(
        .warning(
          .service, "no-realtime", Text { $0.doctorNoRealtime(unit) },
          remedy: Text { $0.doctorAllowRealtime(unit) }))
    }
    return found
  }
}

extension NodeFacts {
  /// - Parameters:
  ///   - socket: where the node listens.
  ///   - service: its unit, if there is one.
  ///   - config: the path of the config file.
  public func findings(socket: String, service: ServiceFacts?, config: String) -> [Finding] {
    switch self {
    case .answers(let status):
      let version = status.node.version
      let good = Finding.good(.node, "node-answers", Text { $0.doctorNodeAnswers(version: version) })
      return [good]
        + status.alarms.map { .warning(.node, $0.kind.rawValue, $0.text, remedy: $0.remedy) }
    case .forbidden:
      return [
        .warning(
          .node, "no-permission", Text { $0.socketIsForbidden(socket) },
          remedy: Text { $0.useSudoOrJoinTheGroup })
      ]
    case .troubled(let error):
      return [.fault(.node, error.code, error.what, remedy: error.remedy)]
    case .silent:
      let remedy =
        switch service {
        case .some(let service) where service.isInstalled && service.state == "active":
          "sudo systemctl restart \(service.unit)"
        case .some(let service) where service.isInstalled: "sudo systemctl start \(service.unit)"
        default: "loa run --config \(config)"
        }
      return [
        .fault(.node, "node-silent", Text { $0.doctorNodeIsSilent(socket) }, remedy: .command(remedy))
      ]
    }
  }
}
