public import Phrases
public import Scheduling

/// Numbers, dates and times as the documents of an office write them. Pure; the language decides.
public struct Wording: Sendable, Hashable {
  public var language: Language

  public init(_ language: Language) { self.language = language }

  /// `1.234,5` in Vietnamese, `1,234.5` in English; rounded half away from zero.
  /// - Parameter decimals: Digits after the decimal mark, 0...3.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    let plain = Self.plain(value, decimals: decimals)
    guard plain.last?.isNumber == true else { return plain }
    let parts = plain.split(separator: ".")
    let digits = parts[0].drop { $0 == "-" }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += language == .vietnamese ? "." : "," }
      grouped.append(digit)
    }
    let sign = plain.hasPrefix("-") ? "−" : ""
    return sign + grouped + (parts.count > 1 ? decimalMark + parts[1] : "")
  }

  /// A duration in minutes, without the word.
  public func minutes(_ duration: Duration, decimals: Int = 0) -> String {
    number(duration.inMinutes, decimals: decimals)
  }

  /// `0:14:58`, cut off to the second. The hours always stand: `14:58` is a time of day.
  public func duration(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// `16/03/2022` in both languages: the papers go to Vietnamese offices.
  public func date(_ date: CivilDate) -> String { date.vietnamese }

  /// `ngày 05 tháng 02 năm 2022`: days below 10 and the months 1 and 2 with a zero (decree 30/2020/NĐ-CP, annex I, II.4).
  public func longDate(_ date: CivilDate) -> String {
    language.phrases.longDate(day: date.day, month: date.month, year: date.year)
  }

  /// `17 giờ 00` in Vietnamese, `17:00` in English.
  public func time(_ time: CivilTime) -> String {
    language.phrases.timeOfDay(hour: time.hour, minute: time.minute)
  }

  /// `Thứ Hai` … `Chủ nhật`.
  public func weekday(_ date: CivilDate) -> String { language.phrases.weekday(date.weekday.number) }

  /// A cell of a column as text; empty cells are empty.
  public func cell(_ cell: ReportTable.Cell, _ kind: ReportTable.Kind) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .number(let value): number(value, decimals: kind.decimals)
    case .duration(let length):
      kind == .duration ? duration(length) : minutes(length, decimals: kind.decimals)
    case .date(let date): self.date(date)
    case .time(let time): kind == .time(seconds: true) ? time.withSeconds : self.time(time)
    }
  }

  var decimalMark: String { language == .vietnamese ? "," : "." }

  /// With a full stop and without groups; what no table can hold is a dash.
  static func plain(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let places = min(max(decimals, 0), 3)
    let scale: Int64 = [1, 10, 100, 1000][places]
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    let (whole, part) = scaled.quotientAndRemainder(dividingBy: scale)
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let digits = String(part)
    return "\(sign)\(whole)." + String(repeating: "0", count: places - digits.count) + digits
  }
}

extension Duration {
  var inMinutes: Double {
    let (seconds, attoseconds) = components
    return (Double(seconds) + Double(attoseconds) / 1e18) / 60
  }
}
