import Clocks
public import Phrases

/// A rundown laid out for reading: as a table for people, as JSON, and as an iCalendar file.
public struct RundownListing: Sendable {
  public let rundown: Rundown
  let calendar: CivilCalendar
  let programmes: [ProgrammeID: String]
  let holidays: [CivilDate: String]

  /// - Parameter schedule: gives the time zone and the names of programmes and holidays.
  public init(_ rundown: Rundown, of schedule: Schedule) {
    self.rundown = rundown
    calendar = CivilCalendar(timeZone: schedule.timeZone)
    programmes = Dictionary(
      schedule.programmes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    holidays = Dictionary(
      schedule.holidays.map { ($0.date, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// A table by days, for a terminal; every line ends with a newline.
  ///
  ///     Thứ Tư 16/03/2022
  ///       17:00  15 phút  Cải cách hành chính  Một cửa liên thông
  public func table(in language: Language) -> String {
    let words = language.phrases
    guard !rundown.airings.isEmpty else { return words.noAirings + "\n" }
    let origins = replacements
    let rows = rundown.airings.map { airing in
      Row(
        date: airing.localStart.date,
        cells: [
          airing.localStart.time.description,
          words.length(seconds: airing.allotted.inSeconds),
          airing.programme.map { programmes[$0] ?? $0.text }.oneLine ?? words.listedWithoutProgramme,
          airing.editionTitle.oneLine ?? "",
          notes(on: airing, replacing: origins[airing.id], in: words).joined(separator: "; "),
        ])
    }
    let widths = (0..<4).map { column in rows.map { $0.cells[column].count }.max() ?? 0 }
    var lines: [String] = []
    var day: CivilDate?
    for row in rows {
      if row.date != day {
        if day != nil { lines.append("") }
        day = row.date
        let holiday = holidays[row.date].oneLine.map { " (\(words.listedHoliday($0)))" } ?? ""
        lines.append(words.day(row.date) + holiday)
      }
      var line = " "
      for (column, cell) in row.cells.enumerated() {
        let width = column < widths.count ? widths[column] : 0
        line += " " + cell + String(repeating: " ", count: max(0, width - cell.count) + 1)
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Row {
    var date: CivilDate
    var cells: [String]
  }

  /// The airings that replace another in this rundown, with the one they replace.
  var replacements: [AiringID: Airing] {
    var origins: [AiringID: Airing] = [:]
    for airing in rundown.airings {
      if case .moved(let target) = airing.disposition { origins[target] = airing }
    }
    return origins
  }

  /// What a person should know of an airing beside its name.
  func notes(on airing: Airing, replacing origin: Airing?, in words: any Phrases) -> [String] {
    var notes: [String] = []
    switch airing.priority {
    case .normal, .fallback: break
    case .priority: notes.append(words.listedAsPriority)
    case .emergency: notes.append(words.listedAsEmergency)
    }
    if airing.isRerun { notes.append(words.listedAsRerun) }
    if let missed = airing.makesUpFor { notes.append(words.listedAsMakeUp(for: words.airing(missed))) }
    if let origin { notes.append(words.listedAsReplacement(of: words.moment(origin.localStart))) }
    switch airing.disposition {
    case .air:
      switch airing.substitution {
      case nil: break
      case .repeatLast: notes.append(words.listedAsRepeatLast)
      case .filler: notes.append(words.listedAsFiller)
      }
      let shown = calendar.civil(of: airing.plannedStart)
      if shown != airing.localStart { notes.append(words.listedAtClock(shown.time.description)) }
    case .moved(let target):
      notes.append(words.listedAsMoved(to: target.localStart.map(words.moment) ?? target.text))
    case .cancelled(.holiday):
      notes.append(words.listedAsCancelledByHoliday(holidays[airing.localStart.date].oneLine))
    case .cancelled(.quietHours): notes.append(words.listedAsCancelledByQuietHours)
    case .cancelled(.clash): notes.append(words.listedAsCancelledByClash)
    case .cancelled(.stopped):
      notes.append(
        airing.isRelayed ? words.listedAsStopped : words.listedAsTakenBack(by: airing.orderedBy.oneLine ?? "")
      )
    case .cancelled(.noEdition): notes.append(words.listedAsCancelledWithoutEdition)
    }
    return notes
  }
}

extension String? {
  /// A name from a file, fit for one line: control characters become spaces.
  fileprivate var oneLine: String? { map(\.oneLine) }
}

extension String {
  var oneLine: String {
    let scalars = unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: Unicode.Scalar(UInt8(ascii: " "))
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
