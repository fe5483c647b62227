/// A single range of bytes as a client asks for it (RFC 9110 §14).
enum ByteRange: Sendable, Hashable {
  /// Bytes from this one to the end.
  case from(Int64)
  /// Both inclusive.
  case within(Int64, Int64)
  /// So many bytes at the end.
  case last(Int64)

  /// Nil where the field is to be ignored: another unit, several ranges, or no range at all by the grammar of §14.1.1.
  init?(_ field: String) {
    guard let equals = field.firstIndex(of: "="), field[..<equals].lowercased() == "bytes" else { return nil }
    let range = field[field.index(after: equals)...].trimming { $0 == " " || $0 == "\t" }
    guard let dash = range.firstIndex(of: "-") else { return nil }
    let (first, last) = (range[..<dash], range[range.index(after: dash)...])
    switch (first.isEmpty, last.isEmpty) {
    case (true, true): return nil
    case (true, false):
      guard let count = Self.number(last) else { return nil }
      self = .last(count)
    case (false, true):
      guard let start = Self.number(first) else { return nil }
      self = .from(start)
    case (false, false):
      guard let start = Self.number(first), let end = Self.number(last), start <= end else { return nil }
      self = .within(start, end)
    }
  }

  /// The bytes meant of a file of this length; nil where there are none: 416.
  func resolved(in length: Int64) -> Range<Int64>? {
    switch self {
    case .from(let start): start < length ? start..<length : nil
    case .within(let start, let end): start < length ? start..<(min(end, length - 1) + 1) : nil
    case .last(let count): count > 0 && length > 0 ? max(0, length - count)..<length : nil
    }
  }

  /// Digits only; what is beyond all files stays there.
  private static func number(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text) ?? .max
  }
}

/// What a server says of the part that it sends: `bytes 100-199/1000`, or `bytes */1000` with a 416.
struct ContentRange: Sendable, Hashable {
  /// The first byte sent; nil with a 416.
  var start: Int64?
  /// Bytes of the whole; nil where the server does not know.
  var total: Int64?

  init?(_ field: String) {
    let words = field.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    if parts[1] != "*" {
      guard let whole = Int64(parts[1]), whole >= 0 else { return nil }
      total = whole
    }
    if parts[0] != "*" {
      let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2, let first = Int64(ends[0]), let last = Int64(ends[1]), 0 <= first, first <= last
      else { return nil }
      start = first
    }
  }
}

extension Substring {
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> Substring {
    var text = drop(while: isDropped)
    while let last = text.last, isDropped(last) { text.removeLast() }
    return text
  }
}
