public import Phrases
public import Scheduling

import class Foundation.NSString

/// A log book that people kept before the software, or keep without it: each good row becomes an officer's word on an airing,
/// each other one is told with its line and what to write instead. Pure: nothing is entered here.
public struct LogBookImport: Sendable {
  /// A row that can be entered.
  public struct Row: Sendable, Hashable {
    /// Its line in the file; the heading is line 1.
    public var line: Int
    public var airing: AiringID
    public var station: String
    public var outcome: Outcome
    public var by: String
    public var note: String
  }

  /// A row that can not.
  public struct Rejection: Sendable {
    public var line: Int
    public var what: Text
    public var remedy: Text
  }

  /// An airing that a row may be about.
  public struct Planned: Sendable, Hashable {
    public var airing: AiringID
    public var localStart: CivilDateTime
    public var programme: ProgrammeID?
    /// What people call the programme.
    public var name: String

    public init(_ airing: Airing, name: String) {
      self.airing = airing.id
      localStart = airing.localStart
      programme = airing.programme
      self.name = name
    }
  }

  public private(set) var rows: [Row] = []
  public private(set) var rejections: [Rejection] = []

  /// At most this many lines of one file.
  public static let lineLimit = 100_000

  /// - Parameters:
  ///   - lines: The cells of each line, the heading first. Columns may stand in any order: day, time, station and, if the book
  ///     has them, programme, outcome, officer, note; in Vietnamese or English.
  ///   - stations: Codes with the names that people use.
  ///   - planned: The airings of the days that the book is about.
  ///   - by: The officer of rows without one.
  ///   - note: How the officer knows, for rows that do not say.
  public init(
    _ lines: [[String]], stations: [String: String], planned: [Planned], by: String, note: String
  ) {
    guard let heading = lines.first else {
      reject(1, Text { $0.logBookIsEmpty }, Text { $0.writeLogBookHeading })
      return
    }
    let places = Dictionary(
      heading.enumerated().compactMap { index, name in Self.column(name).map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    for needed in [Column.day, .time, .station] where places[needed] == nil {
      let name = needed.rawValue
      reject(1, Text { $0.logBookLacksColumn(name) }, Text { $0.writeLogBookHeading })
    }
    guard rejections.isEmpty else { return }
    guard lines.count <= Self.lineLimit else {
      reject(
        Self.lineLimit, Text { $0.logBookIsTooLong(Self.lineLimit) }, Text { $0.splitTheLogBook })
      return
    }
    let byDay = Dictionary(grouping: planned, by: \.localStart.date)
    for (index, cells) in lines.enumerated().dropFirst() {
      func cell(_ column: Column) -> String {
        guard let place = places[column], place < cells.count else { return "" }
        return Self.trimmed(cells[place])
      }
      if cells.allSatisfy({ Self.trimmed($0).isEmpty }) { continue }
      read(index + 1, cell, stations, byDay, by: by, note: note)
    }
  }

  /// The first and the last day of a book, so that its airings can be looked up; nil where none can be read.
  public static func days(in lines: [[String]]) -> ClosedRange<CivilDate>? {
    guard let place = lines.first?.firstIndex(where: { column($0) == .day }) else { return nil }
    let days = lines.dropFirst().prefix(lineLimit).compactMap { cells in
      place < cells.count ? day(trimmed(cells[place])) : nil
    }
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...last
  }

  private mutating func reject(_ line: Int, _ what: Text, _ remedy: Text) {
    rejections.append(Rejection(line: line, what: what, remedy: remedy))
  }

  private mutating func read(
    _ line: Int, _ cell: (Column) -> String, _ stations: [String: String],
    _ planned: [CivilDate: [Planned]], by: String, note: String
  ) {
    let (dayText, timeText, stationText) = (cell(.day), cell(.time), cell(.station))
    guard let day = Self.day(dayText) else {
      return reject(line, Text { $0.unreadableDay(dayText) }, Text { $0.writeDayOfLogBook })
    }
    guard let time = Self.time(timeText) else {
      return reject(line, Text { $0.logBookTimeUnreadable(timeText) }, Text { $0.writeTimeOfLogBook })
    }
    // By the name with its tone marks: Đông Thạnh and Đông Thành are two.
    guard
      let station = stations[stationText] != nil
        ? stationText : stations.first(where: { $0.value.lowercased() == stationText.lowercased() })?.key
    else {
      let known = stations.keys.sorted()
      return reject(line, Text { $0.logBookStationUnknown(stationText) }, Text { $0.writeOneOf(known) })
    }
    let outcomeText = cell(.outcome)
    guard let outcome = outcomeText.isEmpty ? .aired : Self.outcome(outcomeText) else {
      let known = Outcome.allCases
      return reject(
        line, Text { $0.logBookOutcomeUnknown(outcomeText) },
        Text { phrases in phrases.writeOneOf(known.map { $0.phrase(phrases) }) })
    }
    let onDay = planned[day] ?? []
    var found = onDay.filter {
      $0.localStart.time.hour == time.hour && $0.localStart.time.minute == time.minute
    }
    let programme = cell(.programme)
    if !programme.isEmpty {
      found = found.filter {
        $0.programme?.text == programme || programme.lowercased().hasPrefix($0.name.lowercased())
      }
    }
    guard let airing = found.first else {
      let times = onDay.map { String($0.localStart.time.withSeconds.prefix(5)) }.sorted()
      let (day, time) = (day.vietnamese, String(time.withSeconds.prefix(5)))
      return reject(
        line, Text { $0.nothingPlanned(at: time, on: day) },
        Text { times.isEmpty ? $0.correctDayOrSchedule : $0.writeOneOf(times) })
    }
    guard found.count == 1 else {
      let names = found.map(\.name)
      return reject(line, Text { $0.severalPlanned }, Text { $0.writeOneOf(names) })
    }
    let (officer, word) = (cell(.by).isEmpty ? by : cell(.by), cell(.note).isEmpty ? note : cell(.note))
    rows.append(
      Row(line: line, airing: airing.airing, station: station, outcome: outcome, by: officer, note: word))
  }

  // MARK: Words of people

  private enum Column: String, CaseIterable {
    case day = "ngày"
    case time = "giờ"
    case station = "đài"
    case programme = "chương trình"
    case outcome = "kết quả"
    case by = "người trực"
    case note = "ghi chú"

    var names: [String] {
      switch self {
      case .day: ["ngay", "date", "day"]
      case .time: ["gio", "gio ke hoach", "gio phat", "time", "planned"]
      case .station: ["dai", "ma dai", "don vi", "station"]
      case .programme: ["chuong trinh", "chuyen muc", "programme", "chuong trinh/so"]
      case .outcome: ["ket qua", "outcome"]
      case .by: ["nguoi truc", "nguoi khai", "can bo", "officer", "by"]
      case .note: ["ghi chu", "note"]
      }
    }
  }

  private static func column(_ name: String) -> Column? {
    let plain = withoutMarks(trimmed(name))
    return Column.allCases.first { $0.names.contains(plain) }
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// For headings alone; names of people and places keep their tone marks.
  private static func withoutMarks(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        NSString(string: text.lowercased()).decomposedStringWithCanonicalMapping.unicodeScalars
          .filter { $0.properties.generalCategory != .nonspacingMark }
          .map { $0 == "đ" ? "d" : $0 }))
  }

  /// `16/03/2022` or `2022-03-16`; out of a workbook a number of days.
  private static func day(_ text: String) -> CivilDate? {
    if let days = serial(text), days >= 1 {
      return CivilDate(dayNumber: firstDayOfWorkbooks + Int(days))
    }
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else {
      return CivilDate(text)
    }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Day 0 of the days in a workbook, 1899-12-30, as a day number.
  private static let firstDayOfWorkbooks = -25_569

  /// A day or a time as it stands in a workbook: days since 1899-12-30, or a part of a day, or both. No such number where it
  /// could be meant otherwise: days begin with 1954.
  private static func serial(_ text: String) -> Double? {
    guard let number = Double(text), text.utf8.allSatisfy({ "0123456789.eE-".utf8.contains($0) }) else {
      return nil
    }
    return (0..<1).contains(number) || (20_000..<100_000).contains(number) ? number : nil
  }

  /// `17:00`, `17:00:00`, `17h00`, `17h`, `17 giờ 00`, `17 giờ`; out of a workbook a part of a day.
  private static func time(_ text: String) -> CivilTime? {
    if let days = serial(text) {
      let minutes = Int(((days - days.rounded(.down)) * 1440).rounded()) % 1440
      return CivilTime(hour: minutes / 60, minute: minutes % 60)
    }
    let plain = withoutMarks(text).replacing("gio", with: ":").replacing("h", with: ":")
    let parts = plain.split(separator: ":", omittingEmptySubsequences: true)
      .map { trimmed(String($0)) }.filter { !$0.isEmpty }
    guard (1...3).contains(parts.count), plain.contains(":"), let hour = Int(parts[0]) else { return nil }
    let minute = parts.count > 1 ? Int(parts[1]) : 0
    return minute.flatMap { CivilTime(hour: hour, minute: $0) }
  }

  private static func outcome(_ text: String) -> Outcome? {
    let plain = text.lowercased()
    return Outcome.allCases.first { outcome in
      outcome.rawValue == plain
        || Language.allCases.contains { outcome.phrase($0.phrases).lowercased() == plain }
    }
  }
}
