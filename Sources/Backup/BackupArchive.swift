import CZip
import Canonical
import Crypto
import Foundation
import Glibc

/// The container of a backup: a ZIP file, written and read a piece at a time, since a log may be larger than the memory.
enum BackupArchive {
  struct Entry {
    var name: String
    /// The file that it is made of.
    var path: String
    /// Sound does not get smaller.
    var isPacked: Bool
  }

  /// - Parameters:
  ///   - path: A new file.
  ///   - progress: Is told how much of it is done, from 0 to 1.
  /// - Throws: `FileTrouble`, `BackupFault`.
  static func write(
    _ entries: [Entry], to path: String, progress: @escaping @Sendable (Double) -> Void
  ) throws {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
      throw FileTrouble(path, errno == 0 ? EIO : errno)
    }
    func fail() -> any Error {
      let error = zip_get_error(archive)
      let (system, words) = (zip_error_code_system(error), String(cString: zip_strerror(archive)))
      zip_discard(archive)
      return system > 0 ? FileTrouble(path, system) : BackupFault.archive(words)
    }
    for entry in entries {
      guard let source = zip_source_file(archive, entry.path, 0, -1) else { throw fail() }
      let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        throw fail()
      }
      let kind = entry.isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE
      // Level 1: a node may be on air on this machine. A log gets six times smaller all the same.
      guard zip_set_file_compression(archive, UInt64(index), kind, entry.isPacked ? 1 : 0) == 0,
        zip_file_set_external_attributes(
          archive, UInt64(index), 0, UInt8(ZIP_OPSYS_UNIX), (UInt32(S_IFREG) | 0o600) << 16) == 0
      else { throw fail() }
    }
    let told = Unmanaged.passRetained(Told(progress))
    let isRegistered =
      zip_register_progress_callback_with_state(
        archive, 0.01,
        { _, done, told in
          told.map { Unmanaged<Told>.fromOpaque($0).takeUnretainedValue().progress(done) }
        }, { told in told.map { Unmanaged<Told>.fromOpaque($0).release() } }, told.toOpaque()) == 0
    if !isRegistered { told.release() }
    guard zip_close(archive) == 0 else { throw fail() }
  }

  private final class Told: Sendable {
    let progress: @Sendable (Double) -> Void
    init(_ progress: @escaping @Sendable (Double) -> Void) { self.progress = progress }
  }
}

/// Why a file is no good backup.
enum BackupFault: Error, Hashable {
  /// In the words of the library.
  case archive(String)
  case newer(software: String?)
  /// This part is not as it should be.
  case part(String)
}

/// A backup that is being read.
final class BackupReader {
  let manifest: BackupManifest
  private let archive: OpaquePointer
  private let indices: [String: UInt64]

  /// - Throws: `FileTrouble`, `BackupFault`: no archive, entries that its manifest does not name, or the other way round.
  init(_ path: String) throws {
    // A pipe or a device in its place would hold it up for ever.
    guard let facts = Files.facts(path) else { throw FileTrouble(path) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw FileTrouble(path, EISDIR) }
    guard access(path, R_OK) == 0 else { throw FileTrouble(path) }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw BackupFault.archive(String(cString: zip_error_strerror(&error)))
    }
    do {
      let indices = try Self.entries(of: archive)
      var bytes = Data()
      guard let index = indices[BackupManifest.entryName] else {
        throw BackupFault.part(BackupManifest.entryName)
      }
      try Self.read(archive, index, BackupManifest.entryName, most: Int64(BackupManifest.mostBytes)) {
        bytes.append(contentsOf: $0)
      }
      do {
        manifest = try BackupManifest.read(bytes)
      } catch {
        switch error {
        case .newer(let software): throw BackupFault.newer(software: software)
        case .wrong(let part): throw BackupFault.part(part)
        }
      }
      guard manifest.parts.count + 1 == indices.count else { throw BackupFault.archive("entries") }
      for part in manifest.parts where indices[part.name] == nil { throw BackupFault.part(part.name) }
      self.indices = indices
      self.archive = archive
    } catch {
      zip_discard(archive)
      throw error
    }
  }

  deinit { zip_discard(archive) }

  private static func entries(of archive: OpaquePointer) throws -> [String: UInt64] {
    let count = zip_get_num_entries(archive, 0)
    guard (1...Int64(BackupManifest.mostParts + 1)).contains(count) else {
      throw BackupFault.archive("entries: \(count)")
    }
    var indices: [String: UInt64] = [:]
    for index in 0..<UInt64(count) {
      guard let name = zip_get_name(archive, index, 0).map({ String(cString: $0) }) else {
        throw BackupFault.archive(String(cString: zip_strerror(archive)))
      }
      var (system, attributes) = (UInt8(0), UInt32(0))
      zip_file_get_external_attributes(archive, index, 0, &system, &attributes)
      let kind = attributes >> 16 & UInt32(S_IFMT)
      // Links, folders and devices are in no backup.
      guard kind == 0 || kind == UInt32(S_IFREG), indices.updateValue(index, forKey: name) == nil else {
        throw BackupFault.part(name)
      }
    }
    return indices
  }

  /// A part in pieces, none beyond the length that the manifest names: what an archive says of a length may be a lie.
  /// - Throws: `BackupFault.part` where it is not what the manifest says; then some pieces were given already.
  func read(_ part: BackupManifest.Part, _ take: (UnsafeRawBufferPointer) throws -> Void = { _ in }) throws {
    guard let index = indices[part.name] else { throw BackupFault.part(part.name) }
    var hash = SHA256()
    let count = try Self.read(archive, index, part.name, most: part.bytes) {
      hash.update(bufferPointer: $0)
      try take($0)
    }
    guard count == part.bytes, [UInt8](hash.finalize()).hexadecimal == part.sha256 else {
      throw BackupFault.part(part.name)
    }
  }

  @discardableResult
  private static func read(
    _ archive: OpaquePointer, _ index: UInt64, _ name: String, most: Int64,
    _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int64 {
    guard let file = zip_fopen_index(archive, index, 0) else { throw BackupFault.part(name) }
    defer { zip_fclose(file) }
    var buffer = [UInt8](repeating: 0, count: Files.piece)
    var total: Int64 = 0
    while true {
      let count = zip_fread(file, &buffer, UInt64(buffer.count))
      guard count >= 0 else { throw BackupFault.part(name) }
      guard count > 0 else { return total }
      total += count
      guard total <= most else { throw BackupFault.part(name) }
      try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<Int(count)])) }
    }
  }
}
