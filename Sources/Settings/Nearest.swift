import Foundation

/// "Did you mean": the known word nearest to one that is not known.
enum Nearest {
  /// Lower case, without tone marks, with one kind of separator: `Thứ Tư` and `thu_tu` become `thu-tu`.
  static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().decomposed {
      switch scalar {
      case "đ": result.append("d")
      case " ", "_", "-", "\u{A0}":
        if let last = result.last, last != "-" { result.append("-") }
      default:
        if !scalar.properties.isDiacritic && scalar.properties.generalCategory != .nonspacingMark {
          result.append(scalar)
        }
      }
    }
    while result.last == "-" { result.removeLast() }
    return String(result)
  }

  /// The candidate that needs the fewest edits, if few enough that a slip of the hand explains them.
  static func suggestion(for word: String, among candidates: [String]) -> String? {
    guard word.unicodeScalars.count <= 64, candidates.count <= 2_000 else { return nil }
    let wanted = Array(folded(word).unicodeScalars)
    guard !wanted.isEmpty else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let other = Array(folded(candidate).unicodeScalars)
      let allowed = max(1, max(wanted.count, other.count) / 4)
      guard abs(other.count - wanted.count) <= allowed else { continue }
      let distance = distance(wanted, other)
      guard distance <= allowed, distance < max(wanted.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  static func distance<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(
          previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}

extension String {
  /// The canonical decomposition: base letters followed by their marks.
  fileprivate var decomposed: String.UnicodeScalarView {
    decomposedStringWithCanonicalMapping.unicodeScalars
  }
}
