import Glibc

/// The steps by which a restore comes into a state directory, so that a kill at any moment leaves the old state or the new one.
///
/// 1. `restore.part`: what is unpacked and checked. Until now nothing has changed; whatever is left of it is thrown away.
/// 2. `restore.ready`, by one rename: from now on the new state holds. What was there is moved away.
/// 3. `restore.placing`, by one rename: all of that is away; the new parts are moved into their places.
///
/// From step 2 on the rest is done by whoever comes next: the restore itself, another one, or the node when it starts. Each part
/// is moved by one rename, so that it does not matter where it was broken off.
public enum RestoreJournal {
  static let part = "restore.part"
  static let ready = "restore.ready"
  static let placing = "restore.placing"
  /// Beside the parts, in a file: the name of the folder for what was there.
  static let nameFile = "set-aside"

  /// Whether a restore was broken off and what is in the directory is neither the old state nor the new.
  public static func isPending(in directory: String) -> Bool {
    [ready, placing].contains { Files.exists(directory + "/" + $0) }
  }

  /// Does what is left of a restore that was broken off; nothing where none was. The caller holds the lock of the directory. It blocks.
  /// - Throws: `BackupError.restoreStuck`.
  public static func finish(in directory: String) throws {
    do {
      try setAside(in: directory)
      try place(in: directory)
    } catch let trouble as FileTrouble {
      throw BackupError.restoreStuck(trouble.path, trouble.reason)
    }
  }

  private static func setAside(in directory: String) throws {
    let from = directory + "/" + ready
    guard Files.exists(from) else { return }
    var name: [UInt8] = []
    try Files.read(from + "/" + nameFile, follows: false) { name += $0 }
    let folder = directory + "/" + String(decoding: name, as: UTF8.self)
    for path in StateFolder.belongings(of: directory) where Files.exists(directory + "/" + path) {
      try Files.makeFolder(Files.folder(of: folder + "/" + path))
      try Files.move(directory + "/" + path, to: folder + "/" + path)
    }
    if Files.exists(folder) {
      for path in Files.tree(folder) { own(path, like: directory) }
      for path in [folder + "/relay", folder] where Files.exists(path) { try Files.sync(path) }
    }
    try sync(directory)
    try Files.move(from, to: directory + "/" + placing)
    try sync(directory)
  }

  private static func place(in directory: String) throws {
    let from = directory + "/" + placing
    guard Files.exists(from) else { return }
    let new = from + "/state"
    for path in Files.tree(new).dropFirst() {
      let target = directory + path.dropFirst(new.count)
      if Files.facts(path, follows: false).map({ $0.st_mode & S_IFMT == S_IFDIR }) == true {
        try Files.makeFolder(target)
        own(target, like: directory)
      } else {
        try Files.move(path, to: target)
      }
    }
    try sync(directory)
    try? Files.removeTree(from)
    try sync(directory)
  }

  /// The directory and the folder of keys below it.
  private static func sync(_ directory: String) throws {
    for path in ["/relay/authority", "/relay/upstream", "/relay", ""].map({ directory + $0 })
    where Files.exists(path) { try Files.sync(path) }
  }

  /// What root made belongs to the service's user.
  static func own(_ path: String, like directory: String) {
    guard geteuid() == 0, let facts = Files.facts(directory) else { return }
    _ = lchown(path, facts.st_uid, facts.st_gid)
  }
}
