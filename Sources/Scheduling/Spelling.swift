/// The nearest known word to a mistyped one.
enum Spelling {
  /// - Returns: the word with the fewest edits, if they are at most a third of its letters and no other word is as near.
  static func nearest(to word: String, in known: [String]) -> String? {
    guard word.count <= 40 else { return nil }
    let ranked = known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best = ranked.first, best.distance <= max(1, best.word.count / 3) else { return nil }
    if ranked.count > 1, ranked[1].distance == best.distance { return nil }
    return best.word
  }

  /// Levenshtein's distance.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
