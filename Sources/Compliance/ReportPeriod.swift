public import Scheduling

/// A period that is reported on: whole local days, the last one included.
public struct ReportPeriod: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case year
    case halfYear = "half-year"
    case quarter, month, days
  }

  /// Where half-years and years end.
  public enum Cutoff: String, Sendable, Hashable, CaseIterable {
    /// Decree 09/2019/NĐ-CP, article 12: 15/12–14/6, 15/6–14/12, 15/12–14/12. It names no quarters and months of its own
    /// for the periods here: those stay the calendar's.
    case decree
    /// 1/1–30/6, 1/7–31/12, 1/1–31/12.
    case calendar
  }

  public let kind: Kind
  public let first: CivilDate
  public let last: CivilDate
  /// As people write it: `2022-H1`.
  public let description: String

  private init?(_ kind: Kind, _ first: CivilDate?, _ last: CivilDate?, _ description: String) {
    guard let first, let last, first <= last else { return nil }
    self.kind = kind
    self.first = first
    self.last = last
    self.description = description
  }

  /// Any days in a row; nil where `last` is before `first`.
  public init?(from first: CivilDate, through last: CivilDate) {
    self.init(.days, first, last, "\(first)..\(last)")
  }

  /// Reads `2022-H1`, `2022`, `2022-Q2`, `2022-03` or `2022-01-05..2022-02-10`; nil for anything else.
  public init?(_ text: String, cutoff: Cutoff) {
    if let dots = text.firstRange(of: "..") {
      guard let first = CivilDate(String(text[..<dots.lowerBound])),
        let last = CivilDate(String(text[dots.upperBound...]))
      else { return nil }
      self.init(from: first, through: last)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let yearText = parts.first, yearText.utf8.count == 4, parts.count <= 2, let year = Int(yearText)
    else { return nil }
    guard parts.count == 2 else {
      self.init(.year, Self.start(ofHalf: 1, year, cutoff), Self.end(ofHalf: 2, year, cutoff), text)
      return
    }
    let part = parts[1]
    guard part.utf8.count == 2, part.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    if part.hasPrefix("H"), let half = Int(part.dropFirst()), (1...2).contains(half) {
      self.init(
        .halfYear, Self.start(ofHalf: half, year, cutoff), Self.end(ofHalf: half, year, cutoff), text)
    } else if part.hasPrefix("Q"), let quarter = Int(part.dropFirst()), (1...4).contains(quarter) {
      self.init(
        .quarter, Self.firstOfMonth(quarter * 3 - 2, year), Self.lastOfMonth(quarter * 3, year), text)
    } else if part.first?.isNumber == true, let month = Int(part), (1...12).contains(month) {
      self.init(.month, Self.firstOfMonth(month, year), Self.lastOfMonth(month, year), text)
    } else {
      return nil
    }
  }

  public func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }

  private static func start(ofHalf half: Int, _ year: Int, _ cutoff: Cutoff) -> CivilDate? {
    switch (cutoff, half) {
    case (.calendar, 1): CivilDate(year: year, month: 1, day: 1)
    case (.calendar, _): CivilDate(year: year, month: 7, day: 1)
    case (.decree, 1): CivilDate(year: year - 1, month: 12, day: 15)
    case (.decree, _): CivilDate(year: year, month: 6, day: 15)
    }
  }

  private static func end(ofHalf half: Int, _ year: Int, _ cutoff: Cutoff) -> CivilDate? {
    switch (cutoff, half) {
    case (.calendar, 1): CivilDate(year: year, month: 6, day: 30)
    case (.calendar, _): CivilDate(year: year, month: 12, day: 31)
    case (.decree, 1): CivilDate(year: year, month: 6, day: 14)
    case (.decree, _): CivilDate(year: year, month: 12, day: 14)
    }
  }

  private static func firstOfMonth(_ month: Int, _ year: Int) -> CivilDate? {
    CivilDate(year: year, month: month, day: 1)
  }

  private static func lastOfMonth(_ month: Int, _ year: Int) -> CivilDate? {
    CivilDate(year: year, month: month, day: CivilDate.days(inMonth: month, of: year))
  }
}
