/// Paths as text; no file is touched here.
enum FilePaths {
  /// The folder of a path: `/etc/loa` of `/etc/loa/loa.yaml`, `.` of `loa.yaml`.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `path` as seen from `directory`, without `.` and `..` where they can be taken away.
  static func resolve(_ path: String, from directory: String) -> String {
    let whole = path.hasPrefix("/") ? path : directory + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part == "..", whole.hasPrefix("/") {
        continue
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return whole.hasPrefix("/") ? "/" + joined : (joined.isEmpty ? "." : joined)
  }

  /// How a path that stands in `file` is shown to people: seen from where `file` is seen from.
  static func beside(_ file: String, _ path: String) -> String {
    let folder = directory(of: file)
    return folder == "." && !file.hasPrefix("./") ? path : resolve(path, from: folder)
  }
}
