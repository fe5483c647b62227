import CZip
import Glibc

/// The container of a document: parts by name, in order. Read and written in memory.
struct ZipArchive: Sendable, Hashable {
  struct Part: Sendable, Hashable {
    var name: String
    var bytes: [UInt8]
  }

  var parts: [Part]

  init(parts: [Part] = []) { self.parts = parts }

  subscript(name: String) -> [UInt8]? {
    get { parts.first { $0.name == name }?.bytes }
    set {
      guard let newValue else {
        parts.removeAll { $0.name == name }
        return
      }
      if let index = parts.firstIndex(where: { $0.name == name }) {
        parts[index].bytes = newValue
      } else {
        parts.append(Part(name: name, bytes: newValue))
      }
    }
  }

  /// What a template may grow to when it is unpacked. A document of an office with its coat of arms has some hundred kB.
  struct Limits: Sendable {
    var parts = 1000
    var bytes = 64 << 20
  }
}

extension ZipArchive {
  /// - Throws: `DocumentFault` for what is no archive, is damaged, encrypted or beyond the limits.
  init(reading bytes: [UInt8], limits: Limits = Limits()) throws(DocumentFault) {
    let result: Result<[Part], DocumentFault> = bytes.withUnsafeBytes { buffer in
      Result { () throws(DocumentFault) in try Self.read(buffer, limits) }
    }
    parts = try result.get()
  }

  private static func read(_ bytes: UnsafeRawBufferPointer, _ limits: Limits) throws(DocumentFault) -> [Part]
  {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error) else {
      throw DocumentFault.noArchive(String(cString: zip_error_strerror(&error)))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
      zip_source_free(source)
      throw DocumentFault.noArchive(String(cString: zip_error_strerror(&error)))
    }
    defer { zip_discard(archive) }
    let count = zip_get_num_entries(archive, 0)
    guard count <= limits.parts else { throw .tooManyParts(Int(count)) }
    var parts: [Part] = []
    var left = limits.bytes
    for index in 0..<UInt64(max(0, count)) {
      guard let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_GUESS)) else {
        throw DocumentFault.noArchive(String(cString: zip_strerror(archive)))
      }
      let part = Part(name: String(cString: name), bytes: try content(of: index, in: archive, left, limits))
      left -= part.bytes.count
      // Folders are no parts.
      if !part.name.hasSuffix("/") { parts.append(part) }
    }
    return parts
  }

  /// What the archive says of an entry's length may be a lie, so the bytes are counted as they come.
  private static func content(
    of index: UInt64, in archive: OpaquePointer, _ left: Int, _ limits: Limits
  ) throws(DocumentFault) -> [UInt8] {
    guard let file = zip_fopen_index(archive, index, 0) else {
      throw DocumentFault.noArchive(String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = zip_fread(file, &chunk, UInt64(chunk.count))
      guard count >= 0 else { throw DocumentFault.noArchive(String(cString: zip_file_strerror(file))) }
      guard count > 0 else { return content }
      guard content.count + Int(count) <= left else { throw .tooLarge(limit: limits.bytes) }
      content += chunk[..<Int(count)]
    }
  }

  /// The archive in bytes, deflated. Equal parts give equal bytes: every entry bears the first instant of ZIP.
  func packed() throws(DocumentFault) -> [UInt8] {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
      throw DocumentFault.noArchive(String(cString: zip_error_strerror(&error)))
    }
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
      throw DocumentFault.noArchive(String(cString: zip_error_strerror(&error)))
    }
    // Written after the archive is closed, which lets go of it.
    zip_source_keep(source)
    for part in parts {
      guard Self.add(part, to: archive) else {
        let why = String(cString: zip_strerror(archive))
        zip_discard(archive)
        throw DocumentFault.noArchive(why)
      }
    }
    guard zip_close(archive) == 0 else {
      let why = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw DocumentFault.noArchive(why)
    }
    return try Self.bytes(of: source)
  }

  private static func add(_ part: Part, to archive: OpaquePointer) -> Bool {
    // The library frees the copy when the archive is closed, but never one of no length.
    let copy = part.bytes.isEmpty ? nil : malloc(part.bytes.count)
    guard part.bytes.isEmpty || copy != nil else { return false }
    part.bytes.withUnsafeBytes { bytes in
      if let copy, let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
    }
    guard let source = zip_source_buffer(archive, copy, UInt64(part.bytes.count), 1) else {
      free(copy)
      return false
    }
    let index = zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      return false
    }
    // 1980-01-01 in the form of MS-DOS: year 0, month 1, day 1.
    return zip_set_file_compression(archive, UInt64(index), ZIP_CM_DEFLATE, 6) == 0
      && zip_file_set_dostime(archive, UInt64(index), 0, 1 << 5 | 1, 0) == 0
  }

  private static func bytes(of source: OpaquePointer) throws(DocumentFault) -> [UInt8] {
    var facts = zip_stat_t()
    guard zip_source_stat(source, &facts) == 0, zip_source_open(source) == 0 else {
      throw DocumentFault.noArchive("the archive cannot be read back")
    }
    defer { zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(facts.size))
    let count = zip_source_read(source, &bytes, UInt64(bytes.count))
    guard count == Int64(bytes.count) else {
      throw DocumentFault.noArchive("the archive cannot be read back")
    }
    return bytes
  }
}
