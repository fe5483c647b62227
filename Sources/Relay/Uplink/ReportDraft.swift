import Clocks
import Phrases

/// What is still to be told to the upstream node: kept until it has acknowledged it.
struct ReportDraft: Sendable {
  private var delivered: [String] = []
  private var refusals: [StationReport.Refusal] = []
  /// How many refusals were dropped, because more came than anyone would read.
  private(set) var dropped = 0

  private static let mostWaiting = 4096

  mutating func delivered(_ hash: String) {
    if !delivered.contains(hash), delivered.count < Self.mostWaiting { delivered.append(hash) }
  }

  /// Everything that is here, anew: the upstream node may have lost what it was told before.
  mutating func deliveredAll(_ hashes: some Sequence<String>) {
    delivered = Array(hashes.prefix(Self.mostWaiting))
  }

  mutating func refused(code: String, words: BilingualText, at: WallTime) {
    let words = words.shortened
    // The same refusal again and again is one.
    if let last = refusals.last, last.code == code, last.words == words { return }
    guard refusals.count < StationReport.mostRefusals * 4 else {
      dropped += 1
      return
    }
    refusals.append(StationReport.Refusal(at: at, code: code, words: words))
  }

  /// Puts what fits into a report.
  func fill(_ report: inout StationReport) {
    report.delivered = Array(delivered.prefix(StationReport.mostDelivered))
    report.refusals = Array(refusals.prefix(StationReport.mostRefusals))
  }

  /// The upstream node has a report.
  /// - Returns: whether more waits.
  mutating func acknowledge(_ report: StationReport) -> Bool {
    let told = Set(report.delivered)
    delivered.removeAll { told.contains($0) }
    refusals.removeFirst(min(report.refusals.count, refusals.count))
    return !delivered.isEmpty || !refusals.isEmpty
  }
}

extension BilingualText {
  /// Within what a report may hold: one that is refused for its length would be sent for ever.
  fileprivate var shortened: BilingualText {
    let (vi, en) = (vi.shortened, en.shortened)
    return BilingualText(Text { $0.choose(vietnamese: vi, english: en) })
  }
}

extension String {
  fileprivate var shortened: String {
    guard utf8.count > StationReport.longestWords else { return self }
    var text = self
    while text.utf8.count > StationReport.longestWords - 3 { text.removeLast() }
    return text + "…"
  }
}
