public import Clocks
import GRDB

/// That a report of a unit below came in: a remark in the chain, so that nobody can say later that it was never handed in.
public struct ReportReceipt: Sendable, Hashable, Codable {
  /// The id of the organisation in the plan.
  public var organisation: String
  /// The period as people write it: `2022-H1`.
  public var period: String
  /// Of the file that came in; lower-case hexadecimal.
  public var sha256: String
  public var fileName: String
  /// Who registered it.
  public var by: String
  public var at: WallTime

  public init(
    organisation: String, period: String, sha256: String, fileName: String, by: String, at: WallTime
  ) {
    self.organisation = organisation
    self.period = period
    self.sha256 = sha256
    self.fileName = fileName
    self.by = by
    self.at = at
  }

  static let code = "report-received"

  /// Names come last: they may have spaces.
  var text: String { "\(organisation) \(period) \(sha256) \(fileName)" }

  init?(_ note: LogNote) {
    let words = note.text.split(separator: " ", maxSplits: 3).map(String.init)
    guard note.code == Self.code, words.count == 4 else { return nil }
    self.init(
      organisation: words[0], period: words[1], sha256: words[2], fileName: words[3], by: note.by ?? "",
      at: note.at)
  }
}

extension AirtimeLog {
  /// Enters that a report came in.
  /// - Throws: `AirtimeError.unwritable` or `.damaged` if it is kept in memory for now.
  public func register(_ receipt: ReportReceipt) async throws {
    try await enter([
      LogRecord.Content.note(code: ReportReceipt.code, text: receipt.text, by: receipt.by, at: receipt.at)
    ])
  }

  /// Every report that ever came in, in the order in which they did.
  public func reportReceipts() async throws -> [ReportReceipt] {
    try await notes(from: WallTime(nanoseconds: .min), until: WallTime(nanoseconds: .max)).compactMap(
      ReportReceipt.init)
  }
}
