import Foundation
import Phrases
import Scheduling

extension Settings {
  /// Reads a config file and the files it refers to. Nil where there is an error among the diagnostics.
  /// - Parameter plans: Whether the plans are read as well: who only looks at the log needs none, and a mistake in one is no
  ///   obstacle then.
  public static func load(path: String, plans: Bool = true) -> (Settings?, [Diagnostic]) {
    let whole = FilePaths.resolve(path, from: FileManager.default.currentDirectoryPath)
    do {
      let bytes = try ConfigFile.bytes(of: whole)
      let reading = Reading(file: path, directory: FilePaths.directory(of: whole))
      guard let text = FileText.text(of: bytes, reading) else { return (nil, reading.diagnostics) }
      return read(text: text, reading: reading, plans: plans, readFile: ConfigFile.bytes(of:))
    } catch {
      return (nil, [ConfigFile.diagnostic(of: error, path: path, in: path, at: .start)])
    }
  }

  /// The config file and the files that it refers to and that are read with it, as absolute paths, each with its bytes. What can
  /// not be read is left out.
  public static func files(of path: String) -> [(path: String, bytes: [UInt8])] {
    let whole = FilePaths.resolve(path, from: FileManager.default.currentDirectoryPath)
    var files: [(path: String, bytes: [UInt8])] = []
    func read(_ path: String) throws -> [UInt8] {
      let bytes = try ConfigFile.bytes(of: path)
      if !files.contains(where: { $0.path == path }) { files.append((path, bytes)) }
      return bytes
    }
    guard let bytes = try? read(whole) else { return [] }
    let reading = Reading(file: path, directory: FilePaths.directory(of: whole))
    guard let text = FileText.text(of: bytes, reading) else { return files }
    _ = Self.read(text: text, reading: reading, plans: true, readFile: read)
    return files
  }

  /// The same from a text, without touching a file: `readFile` is asked for the bytes of absolute paths.
  ///
  /// - Parameters:
  ///   - file: how diagnostics name the file; its folder is where relative paths count from, unless `directory` is given.
  public static func read(
    text: String, file: String, directory: String? = nil, readFile: (String) throws -> [UInt8]
  ) -> (Settings?, [Diagnostic]) {
    read(text: text, reading: Reading(file: file, directory: directory), plans: true, readFile: readFile)
  }

  private static func read(
    text: String, reading: Reading, plans: Bool, readFile: (String) throws -> [UInt8]
  ) -> (Settings?, [Diagnostic]) {
    var draft = YAMLText.read(text, reading).flatMap { SettingsDraft.form.read($0, reading) }
    if !plans { draft?.plans = nil }
    let settings = draft.flatMap { $0.settings(reading, readFile: readFile) }
    return (reading.haveErrors ? nil : settings, Diagnostic.ordered(reading.diagnostics))
  }
}

/// A file that could not be read, and why.
enum FileTrouble: Error, Hashable {
  case absent, denied, notAFile
  case failed(String)

  func what(_ path: String) -> Text {
    switch self {
    case .absent: Text { $0.fileIsAbsent(path) }
    case .denied: Text { $0.fileIsDenied(path) }
    case .notAFile: Text { $0.pathIsNoFile(path) }
    case .failed(let why): Text { $0.fileIsUnreadable(path, why) }
    }
  }

  var remedy: Text {
    switch self {
    case .absent, .notAFile: Text { $0.checkThePath }
    case .denied: Text { $0.letLoaRead }
    case .failed: Text { $0.checkTheDisk }
    }
  }
}

enum ConfigFile {
  /// The bytes of a regular file, at most one more than are taken.
  static func bytes(of path: String) throws -> [UInt8] {
    // Not blocking: a pipe in the place of a file must not hold up a reload for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw trouble(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw trouble(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileTrouble.notAFile }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while result.count <= Limits.bytes {
      let count = fill(descriptor, &chunk)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw trouble(errno)
      }
      result += chunk.prefix(count)
    }
    return result
  }

  private static func fill(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  }

  private static func trouble(_ code: Int32) -> FileTrouble {
    switch code {
    case ENOENT, ENOTDIR: .absent
    case EACCES, EPERM: .denied
    case EISDIR: .notAFile
    default: .failed(String(cString: strerror(code)))
    }
  }

  static func diagnostic(of error: any Error, path: String, in file: String, at place: Place) -> Diagnostic {
    let trouble = error as? FileTrouble ?? .failed("\(error)".shortened)
    return Diagnostic(
      severity: .error, file: file, line: place.line, column: place.column, what: trouble.what(path),
      remedy: trouble.remedy)
  }
}

extension Settings {
  /// The control socket that a config file names, also one with errors elsewhere: a running node must stay within reach.
  /// Nil where it names none.
  public static func socketNamed(inFile path: String) -> String? {
    let whole = FilePaths.resolve(path, from: FileManager.default.currentDirectoryPath)
    guard let bytes = try? ConfigFile.bytes(of: whole) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard line.hasPrefix("socket:") else { continue }
      let value = line.dropFirst("socket:".count).prefix { $0 != "#" }
      let name = value.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\"'")))
      return name.isEmpty ? nil : FilePaths.resolve(name, from: FilePaths.directory(of: whole))
    }
    return nil
  }
}
