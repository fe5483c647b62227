import Clocks
import Phrases

extension ClockFacts {
  public var findings: [Finding] {
    var found = [kept]
    if let systemZone, let systemZoneOffset, systemZoneOffset != zoneOffset {
      let zone = zone
      found.append(
        .note(
          .clock, "zone-differs", Text { $0.doctorZoneDiffers(zone, system: systemZone) },
          remedy: .command("sudo timedatectl set-timezone \(zone)")))
    }
    return found
  }

  private var kept: Finding {
    let keeper = keeper?.rawValue
    let milliseconds = bound.map { $0.inSeconds * 1000 }
    if isSynchronised {
      return .good(
        .clock, "clock-kept", Text { $0.doctorClockIsKept(by: keeper, boundMilliseconds: milliseconds) })
    }
    let what = Text { $0.doctorClockIsNotKept(by: keeper) }
    switch nodeState {
    case "untrusted":
      return .fault(.clock, "clock-untrusted", what, remedy: Text { $0.doctorConfirmTheClock })
    case nil where isRequired: return .fault(.clock, "clock-not-kept", what, remedy: remedy)
    default: return .warning(.clock, "clock-not-kept", what, remedy: remedy)
    }
  }

  private var remedy: Text {
    switch keeper {
    case nil: .command("sudo timedatectl set-ntp true")
    case .timesyncd: .command("timedatectl timesync-status")
    case .chrony: .command("chronyc tracking")
    case .ntpd: .command("ntpq -p")
    }
  }
}

extension DiskFacts {
  /// Ours: with less the log itself can not be written for long.
  private static let least: Int64 = 50_000_000
  /// Ours, in files.
  private static let fewFiles: Int64 = 1_000

  public var findings: [Finding] {
    let (path, megabytes) = (path, Int(free / 1_000_000))
    var found: [Finding] = []
    if isReadOnly {
      found.append(
        .fault(
          .disk, "disk-read-only", Text { $0.doctorDiskIsReadOnly(path) },
          remedy: Text { $0.doctorLookAtTheDisk }))
    }
    if free < Self.least {
      found.append(
        .fault(
          .disk, "disk-full", Text { $0.diskIsLow(path, megabytesFree: megabytes) },
          remedy: Text { $0.makeRoomOnDisk }))
    } else if megabytes < wanted {
      found.append(
        .warning(
          .disk, "disk-low", Text { $0.diskIsLow(path, megabytesFree: megabytes) },
          remedy: Text { $0.makeRoomOnDisk }))
    }
    if let filesFree, filesFree < Self.fewFiles {
      found.append(
        .fault(
          .disk, "disk-without-files", Text { $0.doctorDiskTakesNoFiles(path, files: Int(filesFree)) },
          remedy: Text { $0.makeRoomOnDisk }))
    }
    guard found.isEmpty else { return found }
    let gigabytes = Double(free) / 1e9
    return [.good(.disk, "disk-good", Text { $0.diskLine(path: path, gigabytesFree: gigabytes) })]
  }
}

extension PermissionFacts {
  public var findings: [Finding] {
    let (user, state) = (user, stateDirectory)
    var found: [Finding] = []
    if let owner {
      if owner != user {
        found.append(
          .fault(
            .permissions, "state-not-owned",
            Text { $0.doctorStateBelongsTo(state, owner: owner, user: user) },
            remedy: .command("sudo chown -R \(user): \(state)")))
      } else if mode & 0o700 != 0o700 {
        found.append(
          .fault(
            .permissions, "state-closed", Text { $0.doctorStateIsClosed(state, user: user) },
            remedy: .command("sudo chmod 750 \(state)")))
      }
      if mode & 0o022 != 0 {
        found.append(
          .warning(
            .permissions, "state-open", Text { $0.doctorStateIsOpen(state) },
            remedy: .command("sudo chmod 750 \(state)")))
      }
    } else {
      found.append(
        .warning(
          .permissions, "state-missing", Text { $0.doctorStateIsMissing(state) },
          remedy: Text { $0.makeDirectoryForService(state) }))
    }
    found += keys.map { .fault(.permissions, $0.code, $0.what, remedy: $0.remedy) }
    if keysUnseen {
      found.append(
        .note(
          .permissions, "keys-unseen", Text { $0.doctorKeysUnseen(state) },
          remedy: .command("sudo loa doctor")))
    }
    for folder in folders {
      let path = folder.path
      if folder.isHidden {
        found.append(
          .fault(
            .permissions, "folder-hidden", Text { $0.doctorFolderIsHidden(path) },
            remedy: Text { $0.doctorMoveTheFolder(path) }))
      } else if let place = folder.closedAt {
        found.append(
          .fault(
            .permissions, "folder-closed", Text { $0.doctorFolderIsClosed(path, user: user, at: place) },
            remedy: .command("sudo chmod o+rx \(place)")))
      }
    }
    guard !found.contains(where: { $0.severity > .note }) else { return found }
    return [.good(.permissions, "permissions-good", Text { $0.doctorPermissionsAreGood(user) })] + found
  }
}

extension Finding.Severity: Comparable {
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}
