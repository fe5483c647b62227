import Audio
import CLinux
import Dashboard
import Foundation
import Glibc
import Platform
import Settings

/// What is read of this machine. Everything below `/proc`, `/etc` and `/dev` is looked for below `root`, so that a test
/// can make a machine of its own.
public struct Machine: Sendable {
  public var root: String

  /// A file of the kernel's is never longer.
  private static let longestFile = 256 * 1024
  /// Processes and open files that are looked at.
  private static let mostProcesses = 32_768
  private static let mostFiles = 4_096

  public init(root: String = "") {
    self.root = root
  }

  /// Nil where it is not there or may not be read.
  func text(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: root + path) else { return nil }
    defer { try? file.close() }
    guard let bytes = try? file.read(upToCount: Self.longestFile) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + path)) ?? []).sorted()
  }

  // MARK: Sound

  public var cards: [SoundCard] { SoundCard.list(text(of: "/proc/asound/cards") ?? "") }

  /// Of a card's playback device, or all of the card's where the device has none.
  func playbackFiles(card: Int, accounts: Accounts) -> [DeviceFacts.DeviceFile] {
    names(in: "/dev/snd").filter { $0.hasPrefix("pcmC\(card)D") && $0.hasSuffix("p") }.compactMap { name in
      let path = "/dev/snd/\(name)"
      guard let facts = Self.facts(root + path) else { return nil }
      return .init(path: path, group: accounts.group(facts.group), mode: facts.mode)
    }
  }

  /// Who has a playback device open. The kernel names the owner of a running one to everybody; other users' open files
  /// are for root alone.
  func holders(card: Int, device: Int) -> [DeviceFacts.Holder] {
    var pids: [Int] = []
    let substreams = "/proc/asound/card\(card)/pcm\(device)p"
    for name in names(in: substreams) where name.hasPrefix("sub") {
      if let pid = value(of: "owner_pid", in: "\(substreams)/\(name)/status").flatMap({ Int($0) }) {
        pids.append(processOfThread(pid))
      }
    }
    let file = "/dev/snd/pcmC\(card)D\(device)p"
    for pid in processes {
      for name in names(in: "/proc/\(pid)/fd").prefix(Self.mostFiles)
      where (try? FileManager.default.destinationOfSymbolicLink(atPath: root + "/proc/\(pid)/fd/\(name)"))
        == file
      {
        pids.append(pid)
        break
      }
    }
    var seen: Set<Int> = []
    return pids.filter { seen.insert($0).inserted }.map { .init(pid: $0, name: command(of: $0) ?? "?") }
  }

  /// At how many frames a second a playback device runs; nil: it does not.
  func hardwareRate(card: Int, device: Int) -> Int? {
    let substreams = "/proc/asound/card\(card)/pcm\(device)p"
    return names(in: substreams).filter { $0.hasPrefix("sub") }.lazy
      .compactMap { value(of: "rate", in: "\(substreams)/\($0)/hw_params") }
      .compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }.first
  }

  /// Of a line `key : value`.
  private func value(of key: String, in path: String) -> String? {
    for line in (text(of: path) ?? "").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2, parts[0] == key { return parts[1] }
    }
    return nil
  }

  // MARK: Processes

  var processes: [Int] { names(in: "/proc").compactMap { Int($0) }.prefix(Self.mostProcesses).map { $0 } }

  func command(of pid: Int) -> String? {
    text(of: "/proc/\(pid)/comm").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// The kernel tells the thread that opened a device.
  private func processOfThread(_ thread: Int) -> Int {
    value(of: "Tgid", in: "/proc/\(thread)/status").flatMap { Int($0) } ?? thread
  }

  // MARK: Clock

  var clockKeeper: ClockFacts.Keeper? {
    for pid in processes {
      switch command(of: pid) {
      case "systemd-timesyn"?: return .timesyncd
      case "chronyd"?: return .chrony
      case "ntpd"?, "ntpsec"?: return .ntpd
      default: continue
      }
    }
    return nil
  }

  /// The machine's time zone.
  var timeZone: String? {
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: root + "/etc/localtime"),
      let zone = target.firstRange(of: "zoneinfo/")
    {
      return String(target[zone.upperBound...])
    }
    return text(of: "/etc/timezone").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  // MARK: Files

  static func facts(_ path: String) -> linux_file_facts? {
    var facts = linux_file_facts()
    return linux_file_facts_look(path, 1, &facts) == 0 ? facts : nil
  }

  /// The first folder on the way to a folder, or the folder itself, that does not let a user in; nil: none, or it can not be
  /// told.
  func closedFolder(on path: String, for account: Accounts.Account) -> String? {
    guard account.id != 0 else { return nil }
    var built = ""
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      built += "/" + part
      guard let facts = Self.facts(root + built) else { return nil }
      let wanted: UInt32 = index == parts.count - 1 && facts.is_folder != 0 ? 0o5 : 0o1
      let shift: UInt32 = facts.owner == account.id ? 6 : account.groupIDs.contains(facts.group) ? 3 : 0
      if (facts.mode >> shift) & wanted != wanted { return built }
    }
    return nil
  }
}

/// Users and groups, as `/etc/passwd` and `/etc/group` have them.
public struct Accounts: Sendable {
  public struct Account: Sendable, Hashable {
    public var id: UInt32
    public var name: String
    public var groupIDs: Set<UInt32>
    public var groups: [String]

    public init(id: UInt32, name: String, groupIDs: Set<UInt32> = [], groups: [String] = []) {
      self.id = id
      self.name = name
      self.groupIDs = groupIDs
      self.groups = groups
    }
  }

  private struct Line {
    var name: String
    var id: UInt32
    /// The fourth field: a user's own group, or a group's members.
    var rest: String
  }

  private var users: [Line]
  private var groups: [Line]

  public init(_ machine: Machine) {
    func lines(_ path: String) -> [Line] {
      (machine.text(of: path) ?? "").split(separator: "\n").compactMap { line in
        let fields = line.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count >= 4, let id = UInt32(fields[2]) else { return nil }
        return Line(name: String(fields[0]), id: id, rest: String(fields[3]))
      }
    }
    users = lines("/etc/passwd")
    groups = lines("/etc/group")
  }

  func group(_ id: UInt32) -> String { groups.first { $0.id == id }?.name ?? "\(id)" }

  func user(_ id: UInt32) -> String { users.first { $0.id == id }?.name ?? "\(id)" }

  /// - Parameter more: groups that a unit adds.
  func account(_ name: String, more: [String] = []) -> Account? {
    guard let user = users.first(where: { $0.name == name }) else { return nil }
    let own = groups.filter { group in
      String(group.id) == user.rest || more.contains(group.name)
        || group.rest.split(separator: ",").contains { $0 == name }
    }
    let ids = Set(own.map(\.id)).union(UInt32(user.rest).map { [$0] } ?? [])
    return Account(id: user.id, name: name, groupIDs: ids, groups: own.map(\.name))
  }
}
