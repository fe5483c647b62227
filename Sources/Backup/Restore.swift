public import Airtime
public import Clocks
import Foundation
import Glibc
import Platform
import Scheduling

/// Puts a backup back in the place of a node's state.
public struct Restore: Sendable {
  /// The backup.
  public var file: String
  public var stateDirectory: String
  /// The code of the node that the config on this machine is of; nil: nobody knows.
  public var node: String?
  /// Whether the backup may be of another node.
  public var takesOtherNode = false
  /// Whether a log with faults is put back too.
  public var takesFaultyLog = false
  /// Where the config files go; nil: into a folder of the state directory, from where a person takes them.
  public var settingsFolder: String?
  /// Who does it, by name.
  public var by: String
  /// What an airing that was on air when the backup was taken gets as a remark.
  public var remark: String

  public init(file: String, stateDirectory: String, node: String?, by: String, remark: String) {
    self.file = file
    self.stateDirectory = stateDirectory
    self.node = node
    self.by = by
    self.remark = remark
  }

  public struct Outcome: Sendable {
    public var manifest: BackupManifest
    /// The folder in the state directory that has what was there before; nil: nothing was.
    public var setAsideAs: String?
    /// Where the config files are; nil: there were none.
    public var settingsFolder: String?
    public var log: Verification
  }

  /// Checks the whole backup, then puts it in place.
  /// - Throws: `BackupError`; `AirtimeError` where the log in it can not be opened. Then nothing has changed, unless it is
  ///   `restoreStuck`: then the same command goes on where it was stopped.
  @discardableResult
  public func run(
    now: @escaping @Sendable () -> WallTime, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Outcome {
    do {
      let reader = try BackupReader(file)
      let manifest = reader.manifest
      try judge(manifest, now: now())
      let lock = try takeDirectory()
      defer { withExtendedLifetime(lock) {} }
      try RestoreJournal.finish(in: stateDirectory)
      let part = stateDirectory + "/" + RestoreJournal.part
      try Files.removeTree(part)
      defer { try? Files.removeTree(part) }
      let stamp = CivilCalendar.utc.civil(of: now()).stamp + "Z"
      let aside = try freeName("set-aside-\(stamp)")
      let settings = settingsFolder == nil ? "settings-from-backup-\(stamp)" : nil
      try unpack(reader, into: part, settings: settings, progress)
      let hadLog = Files.exists(stateDirectory + "/" + StateFolder.log)
      let log = try await enter(manifest, in: part + "/state", setAsideAs: hadLog ? aside : nil, now)
      try hand(part, manifest, setAsideAs: aside)
      try Files.move(part, to: stateDirectory + "/" + RestoreJournal.ready)
      try RestoreJournal.finish(in: stateDirectory)
      let hasSettings = manifest.parts.contains { !$0.name.hasPrefix("state/") }
      if let settingsFolder, hasSettings { try placeSettings(reader, in: settingsFolder, stamp) }
      let isThere = Files.exists(stateDirectory + "/" + aside)
      return Outcome(
        manifest: manifest, setAsideAs: isThere ? aside : nil,
        settingsFolder: hasSettings ? settings.map { stateDirectory + "/" + $0 } ?? settingsFolder : nil,
        log: log)
    } catch {
      throw BackupError.reading(file, error)
    }
  }

  /// When a backup was taken. It blocks.
  /// - Throws: `BackupError`.
  public static func moment(of file: String) throws -> WallTime {
    do { return try BackupReader(file).manifest.takenAt } catch { throw BackupError.reading(file, error) }
  }

  private func judge(_ manifest: BackupManifest, now: WallTime) throws(BackupError) {
    if let node, node != manifest.node, !takesOtherNode {
      throw .anotherNode(file, of: manifest.node, own: node)
    }
    guard now >= manifest.takenAt else { throw .fromTheFuture(file, takenAt: manifest.takenAt) }
  }

  // MARK: - The directory

  /// The right to change the state directory, which is made where there is none. No node has it, and none begins meanwhile.
  private func takeDirectory() throws -> FolderLock {
    if !Files.exists(stateDirectory) {
      try Files.makeFolder(stateDirectory, mode: 0o750)
      if geteuid() == 0, let user = getpwnam("loa") {
        _ = chown(stateDirectory, user.pointee.pw_uid, user.pointee.pw_gid)
      }
    }
    guard let facts = Files.facts(stateDirectory) else { throw FileTrouble(stateDirectory) }
    guard geteuid() == 0 || facts.st_uid == geteuid() else {
      let owner = getpwuid(facts.st_uid).map { String(cString: $0.pointee.pw_name) }
      throw BackupError.notYours(stateDirectory, owner: owner ?? "\(facts.st_uid)")
    }
    guard let lock = try FolderLock.take(stateDirectory) else { throw BackupError.nodeRuns(stateDirectory) }
    if let user = Self.userOfLog(stateDirectory + "/" + StateFolder.log) {
      throw BackupError.logInUse(stateDirectory, by: Int(user))
    }
    return lock
  }

  /// A process that has the log open: SQLite holds a lock on the file for as long, in bytes that the file has not.
  private static func userOfLog(_ path: String) -> pid_t? {
    let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    var lock = Glibc.flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    // SHARED_FIRST and SHARED_SIZE of SQLite's file format.
    lock.l_start = 0x4000_0002
    lock.l_len = 510
    guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
  }

  private func freeName(_ wanted: String) throws -> String {
    for attempt in 1...1000 {
      let name = attempt == 1 ? wanted : "\(wanted)-\(attempt)"
      if !Files.exists(stateDirectory + "/" + name) { return name }
    }
    throw FileTrouble(stateDirectory + "/" + wanted, EEXIST)
  }

  // MARK: - Unpacking

  private func unpack(
    _ reader: BackupReader, into part: String, settings: String?, _ progress: (Double) -> Void
  ) throws {
    try Backup.checkRoom(of: reader.manifest.bytes, at: stateDirectory)
    try Files.makeFolder(part + "/state")
    try Backup.check(
      reader,
      into: { piece in
        switch PartPlace(piece.name) {
        case .state(let path): part + "/state/" + path
        case .settings(let path): settings.map { "\(part)/state/\($0)/\(path)" }
        case nil: nil
        }
      }, progress)
  }

  /// Looks over the log that was unpacked and notes in it that it is put back.
  private func enter(
    _ manifest: BackupManifest, in folder: String, setAsideAs aside: String?,
    _ now: @escaping @Sendable () -> WallTime
  ) async throws -> Verification {
    let former = aside == nil ? nil : AirtimeLog.lastRecord(inStateDirectory: stateDirectory)
    let reading = try await AirtimeLog.openForReading(directory: folder)
    let verification = try await reading.use { try await $0.verify() }
    if !verification.isWhole, !takesFaultyLog {
      let fault = verification.fault?.what ?? verification.stations.first { $0.fault != nil }?.summary
      throw BackupError.logFaulty(file, fault)
    }
    let log = try await AirtimeLog.open(directory: folder, now: now)
    try await log.use {
      try await $0.enter(
        LogRestore(
          takenAt: manifest.takenAt, by: by, formerEnd: former, setAsideAs: aside, remark: remark))
    }
    for name in ["-wal", "-shm"] { try Files.removeTree(folder + "/" + StateFolder.log + name) }
    return verification
  }

  /// Everything gets its owner and its mode, and is on the disk.
  private func hand(_ part: String, _ manifest: BackupManifest, setAsideAs aside: String) throws {
    try Files.write(aside.utf8, to: part + "/" + RestoreJournal.nameFile, mode: 0o600)
    let modes = Dictionary(manifest.parts.map { ($0.name, $0.mode) }, uniquingKeysWith: { first, _ in first })
    for path in Files.tree(part).reversed() {
      RestoreJournal.own(path, like: stateDirectory)
      if let mode = modes[String(path.dropFirst(part.count + 1))] {
        // A backup that somebody made by hand opens no key to others.
        let isOpen = !path.dropFirst(part.count + "/state/".count).contains("/")
        guard chmod(path, mode_t(isOpen ? mode & 0o644 | 0o600 : 0o600)) == 0 else { throw FileTrouble(path) }
      }
      try Files.sync(path)
    }
  }

  /// Nothing is overwritten: what differs is set aside under a dated name.
  private func placeSettings(_ reader: BackupReader, in folder: String, _ stamp: String) throws {
    for part in reader.manifest.parts {
      guard case .settings(let path) = PartPlace(part.name) else { continue }
      let target = folder + "/" + path
      if Files.isRegular(target), let known = try? Files.digest(of: target), known.sha256 == part.sha256 {
        continue
      }
      try Files.makeFolder(Files.folder(of: target), mode: 0o755)
      let new = target + ".new"
      try Files.removeTree(new)
      let file = try NewFile(new, mode: 0o644)
      try reader.read(part) { try file.write($0) }
      try Files.sync(new)
      if Files.exists(target) { try Files.move(target, to: "\(target).set-aside-\(stamp)") }
      try Files.move(new, to: target)
      try Files.sync(Files.folder(of: target))
    }
  }
}
