public import Airtime
public import Clocks
import Foundation
import GRDB
import Glibc
import Platform

/// A copy of a node in one file, made while it runs.
public enum Backup {
  /// What a backup is made of.
  public struct Source: Sendable {
    public var stateDirectory: String
    /// The code and the name of the node.
    public var node: String
    public var name: String
    /// The version of this program.
    public var software: String
    /// The folder of the config file, an absolute path.
    public var settingsFolder: String
    /// The config file and what it refers to, by absolute path.
    public var settings: [(path: String, bytes: [UInt8])]
    /// Sound and its sidecars, as absolute paths; empty: left out.
    public var media: [String]

    public init(
      stateDirectory: String, node: String, name: String, software: String, settingsFolder: String,
      settings: [(path: String, bytes: [UInt8])], media: [String]
    ) {
      self.stateDirectory = stateDirectory
      self.node = node
      self.name = name
      self.software = software
      self.settingsFolder = settingsFolder
      self.settings = settings
      self.media = media
    }
  }

  /// What was made, or found good.
  public struct Outcome: Sendable {
    public var manifest: BackupManifest
    /// What a check of the log in it found.
    public var log: Verification
    /// The length of the file.
    public var bytes: Int64
    /// Whether the file system let others than its owner read the file, which has keys in it.
    public var isOpenToOthers: Bool
  }

  /// Makes a backup. It is under its name whole or not at all; until then it is in the folder `FILE.part`, which another try
  /// empties where a kill left it behind.
  /// - Parameters:
  ///   - path: The file to be.
  ///   - isReplacing: Whether a file of that name may be replaced.
  ///   - progress: Is told how much of it is done, from 0 to 1.
  /// - Throws: `BackupError`; `AirtimeError` where the log can not be read.
  public static func make(
    of source: Source, to path: String, isReplacing: Bool, now: WallTime,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Outcome {
    let state = source.stateDirectory
    guard !RestoreJournal.isPending(in: state) else { throw BackupError.restoreBrokenOff(state) }
    guard Files.exists(state + "/" + StateFolder.log) else {
      if let facts = Files.facts(state), facts.st_uid != geteuid(), access(state, X_OK) != 0 {
        throw BackupError.unreadable(state, FileTrouble(state, EACCES).reason)
      }
      throw BackupError.noLog(state)
    }
    try checkPlace(path, isReplacing: isReplacing, state: state)
    let part = path + ".part"
    do {
      try Files.makeFolder(part)
      guard let lock = try FolderLock.take(part) else { throw BackupError.anotherIsMade(part) }
      for name in Files.names(in: part) { try Files.removeTree(part + "/" + name) }
      defer { try? Files.removeTree(part) }
      try checkRoom(for: source, at: path)
      try await copyLog(from: state, to: part) { progress($0 * 0.3) }
      let copy = try await AirtimeLog.openForReading(directory: part + "/state")
      let (log, last) = try await copy.use { (try await $0.verify(), try await $0.head) }
      let (manifest, length) = try await Files.onThread {
        let manifest = try gather(source, in: part, lastRecord: last, now: now)
        try pack(manifest, source, in: part) { progress(0.4 + $0 * 0.4) }
        // What can not be read back is no backup.
        try check(BackupReader(part + "/backup")) { progress(0.8 + $0 * 0.2) }
        // A disk without owners refuses it; the outcome tells.
        _ = chmod(part + "/backup", 0o600)
        try Files.sync(part + "/backup")
        try Files.move(part + "/backup", to: path)
        try? Files.sync(Files.folder(of: path))
        return (manifest, Files.facts(path).map { Int64($0.st_size) } ?? 0)
      }
      progress(1)
      withExtendedLifetime(lock) {}
      let isOpen = Files.facts(path).map { $0.st_mode & 0o077 != 0 } ?? false
      return Outcome(manifest: manifest, log: log, bytes: length, isOpenToOthers: isOpen)
    } catch {
      throw BackupError.making(path, error)
    }
  }

  /// Reads a whole backup, checks every part, and looks over the log in it.
  /// - Parameter folder: Where the log may be unpacked for that.
  /// - Throws: `BackupError`; `AirtimeError` where the log in it can not be read.
  @discardableResult
  public static func verify(
    _ path: String, unpackingIn folder: String, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> Outcome {
    let scratch = folder + "/loa-backup-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    defer { try? Files.removeTree(scratch) }
    do {
      let manifest = try await Files.onThread {
        let reader = try BackupReader(path)
        let log = reader.manifest.parts.filter { [PartPlace.log, PartPlace.head].contains($0.name) }
        try checkRoom(of: log.reduce(0) { $0 + $1.bytes }, at: folder)
        try Files.makeFolder(scratch + "/state")
        try check(reader, into: { log.contains($0) ? scratch + "/" + $0.name : nil }, progress)
        return reader.manifest
      }
      let copy = try await AirtimeLog.openForReading(directory: scratch + "/state")
      let log = try await copy.use { try await $0.verify() }
      let facts = Files.facts(path)
      return Outcome(
        manifest: manifest, log: log, bytes: facts.map { Int64($0.st_size) } ?? 0,
        isOpenToOthers: facts.map { $0.st_mode & 0o077 != 0 } ?? false)
    } catch {
      throw BackupError.reading(path, error)
    }
  }

  // MARK: - Before

  private static func checkPlace(_ path: String, isReplacing: Bool, state: String) throws(BackupError) {
    let folder = Files.folder(of: path)
    guard let facts = Files.facts(folder), facts.st_mode & S_IFMT == S_IFDIR else {
      throw .unwritable(path, FileTrouble(folder, ENOENT).reason)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw .unwritable(path, FileTrouble(folder).reason) }
    if let there = Files.facts(path, follows: false) {
      guard there.st_mode & S_IFMT == S_IFREG else {
        throw .unwritable(path, FileTrouble(path, EISDIR).reason)
      }
      guard isReplacing else { throw .exists(path) }
    }
    // It would be lost with the disk that it is to stand in for, and root would leave a file there that the service can not read.
    if let real = realpath(folder, nil), let home = realpath(state, nil) {
      defer {
        free(real)
        free(home)
      }
      guard !(String(cString: real) + "/").hasPrefix(String(cString: home) + "/") else {
        throw .inState(path)
      }
    }
  }

  /// The copy and the packed copy lie side by side for a while.
  private static func checkRoom(for source: Source, at path: String) throws {
    func size(_ path: String) -> Int64 { Files.facts(path).map { Int64($0.st_size) } ?? 0 }
    let state = source.stateDirectory
    let copied = [
      StateFolder.log, StateFolder.log + "-wal", StateFolder.stations, StateFolder.stations + "-wal",
    ]
    .reduce(0) { $0 + size(state + "/" + $1) }
    let packed =
      StateFolder.formerLogs(in: state).reduce(0) { $0 + size(state + "/" + $1) }
      + source.media.reduce(0) { $0 + size($1) }
    try checkRoom(of: copied * 2 + packed, at: Files.folder(of: path))
  }

  static func checkRoom(of bytes: Int64, at folder: String) throws {
    let needed = bytes + 4 << 20
    let free = try FreeSpace(at: folder).available
    guard free >= needed else { throw BackupError.noRoom(folder, needed: needed, free: free) }
  }

  // MARK: - Copying

  /// The log as it is at one instant, and its head.
  private static func copyLog(
    from state: String, to part: String, progress: @escaping @Sendable (Double) -> Void
  ) async throws {
    let copy = part + "/state/" + StateFolder.log
    try Files.makeFolder(part + "/state")
    for attempt in 1...3 {
      let before = Stand(state)
      let log = try await AirtimeLog.openForReading(directory: state)
      try await log.use { try await $0.backup(to: copy, progress: progress) }
      // A log at rest is read without any locks. Where a node has begun to write meanwhile, that was no instant.
      if before.isWritten || before == Stand(state) || attempt == 3 { break }
      try Files.removeTree(copy)
      try Files.removeTree(copy + ".head")
    }
    try Files.move(copy + ".head", to: part + "/state/" + StateFolder.head)
  }

  /// What tells whether a log was written to.
  private struct Stand: Equatable {
    var isWritten: Bool
    var marks: [Int64]

    init(_ state: String) {
      let files = ["", "-wal"].map { Files.facts(state + "/" + StateFolder.log + $0) }
      isWritten = (files[1]?.st_size ?? 0) > 0
      marks = files.flatMap { facts in
        facts.map {
          [Int64($0.st_ino), Int64($0.st_size), Int64($0.st_mtim.tv_sec), Int64($0.st_mtim.tv_nsec)]
        }
          ?? []
      }
    }
  }

  private static func copyDatabase(_ from: String, to copy: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let source = try DatabaseQueue(path: from, configuration: configuration)
    let target = try DatabaseQueue(path: copy)
    try target.writeWithoutTransaction { target in
      try source.read { source in
        _ = try Int.fetchOne(source, sql: "SELECT COUNT(*) FROM sqlite_schema")
        try source.backup(to: target, pagesPerStep: 512)
      }
      try target.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try target.close()
    try source.close()
  }

  /// Copies what is small, and says what all is.
  private static func gather(
    _ source: Source, in part: String, lastRecord: Int64, now: WallTime
  ) throws -> BackupManifest {
    let state = source.stateDirectory
    var parts = [PartPlace.log, PartPlace.head]
    try Files.makeFolder(part + "/state/relay/authority")
    try Files.makeFolder(part + "/state/relay/upstream")
    if Files.isRegular(state + "/" + StateFolder.stations) {
      try copyDatabase(state + "/" + StateFolder.stations, to: part + "/state/" + StateFolder.stations)
      parts.append("state/" + StateFolder.stations)
    }
    for name in StateFolder.smallFiles where Files.isRegular(state + "/" + name) {
      try Files.copy(state + "/" + name, to: part + "/state/" + name, mode: 0o600)
      parts.append("state/" + name)
    }
    for (path, bytes) in source.settings {
      let name = self.name(of: path, source)
      guard !parts.contains(name) else { continue }
      try Files.makeFolder(Files.folder(of: part + "/" + name))
      try Files.write(bytes, to: part + "/" + name, mode: 0o600)
      parts.append(name)
    }
    parts += StateFolder.formerLogs(in: state).filter { Files.isRegular(state + "/" + $0) }.map {
      "state/" + $0
    }
    parts += source.media.map { name(of: $0, source) }.filter { !parts.contains($0) }
    let described = try parts.map { name in
      let path = try place(of: name, source, part)
      let (bytes, hash) = try Files.digest(of: path)
      return BackupManifest.Part(name: name, bytes: bytes, sha256: hash, mode: mode(of: name, source))
    }
    let manifest = BackupManifest(
      software: source.software, node: source.node, name: source.name, takenAt: now,
      lastRecord: lastRecord, parts: described)
    try Files.write(manifest.encoded, to: part + "/" + BackupManifest.entryName, mode: 0o600)
    return manifest
  }

  private static func name(of path: String, _ source: Source) -> String {
    let folder = source.settingsFolder + "/"
    return path.hasPrefix(folder) ? "files/" + path.dropFirst(folder.count) : "elsewhere" + path
  }

  /// Where a part can be read: its copy, else where it lies.
  private static func place(of name: String, _ source: Source, _ part: String) throws -> String {
    let copy = part + "/" + name
    if Files.isRegular(copy) { return copy }
    switch PartPlace(name) {
    case .state(let path): return source.stateDirectory + "/" + path
    case .settings(let path) where name.hasPrefix("files/"): return source.settingsFolder + "/" + path
    case .settings(let path): return String(path.dropFirst("elsewhere".count))
    case nil: throw BackupError.badName(name)
    }
  }

  /// Keys are for their owner only; whoever could read the log can read it again.
  private static func mode(of name: String, _ source: Source) -> UInt32 {
    guard case .state(let path) = PartPlace(name) else { return 0o644 }
    guard !path.contains("/") else { return 0o600 }
    return Files.facts(source.stateDirectory + "/" + path).map { UInt32($0.st_mode) & 0o644 | 0o600 } ?? 0o600
  }

  private static func pack(
    _ manifest: BackupManifest, _ source: Source, in part: String,
    progress: @escaping @Sendable (Double) -> Void
  ) throws {
    var entries = [
      BackupArchive.Entry(
        name: BackupManifest.entryName, path: part + "/" + BackupManifest.entryName, isPacked: true)
    ]
    for name in manifest.parts.map(\.name) {
      let isPacked =
        name.hasPrefix("state/") || source.settings.contains { self.name(of: $0.path, source) == name }
      entries.append(.init(name: name, path: try place(of: name, source, part), isPacked: isPacked))
    }
    try BackupArchive.write(entries, to: part + "/backup", progress: progress)
  }

  // MARK: - Reading

  /// Reads every part and holds it against the manifest.
  /// - Parameter target: Where a part is to be written as well; nil: nowhere.
  static func check(
    _ reader: BackupReader, into target: (BackupManifest.Part) -> String? = { _ in nil },
    _ progress: (Double) -> Void
  ) throws {
    let all = Double(max(1, reader.manifest.bytes))
    var done: Int64 = 0
    for part in reader.manifest.parts {
      let file = try target(part).map { path in
        try Files.makeFolder(Files.folder(of: path))
        return try NewFile(path, mode: 0o600)
      }
      try reader.read(part) {
        try file?.write($0)
        done += Int64($0.count)
        progress(Double(done) / all)
      }
    }
  }
}
