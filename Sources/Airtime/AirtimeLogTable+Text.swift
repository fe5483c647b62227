import Clocks
public import Phrases
import Scheduling

extension AirtimeLogTable {
  /// For a terminal: each day with its table, then the totals. Lines end with a line feed.
  public func text(in language: Language) -> String {
    let phrases = language.phrases
    var lines: [String] = [title(phrases), ""]
    let byDay = Dictionary(grouping: entries) { local.date($0.entry.plannedStart) }
    let declared = Dictionary(grouping: declarations) { local.date($0.planned) }
    let noted = Dictionary(grouping: notes) { local.date($0.at) }
    let manyStations = Set(entries.map(\.entry.station)).count > 1
    for day in Set(byDay.keys).union(declared.keys).union(noted.keys).sorted() {
      if from != through {
        lines.append(Self.day(day, phrases))
      }
      if let entries = byDay[day] {
        lines += Self.aligned(
          [header(phrases, manyStations)] + entries.map { row($0, phrases, manyStations) })
        for logged in entries { lines += remarks(logged, phrases, manyStations) }
      }
      for declaration in declared[day] ?? [] {
        lines.append("  \(plannedTime(declaration.planned))  \(Self.oneLine(remark(declaration, phrases)))")
      }
      for note in noted[day] ?? [] {
        let what = phrases.remarkInTheLog(note.what(in: zone).said(by: phrases), by: note.by)
        lines.append("  \(plannedTime(note.at))  \(Self.oneLine(what))")
      }
      lines.append("")
    }
    lines.append(summary(phrases))
    return lines.joined(separator: "\n") + "\n"
  }

  static func day(_ date: CivilDate, _ phrases: any Phrases) -> String {
    let weekday = (Weekday.allCases.firstIndex(of: date.weekday) ?? 0) + 1
    return phrases.dayOfTheLog(weekday: weekday, date: date.vietnamese)
  }

  private func title(_ phrases: any Phrases) -> String {
    from == through
      ? phrases.logOfDay(Self.day(from, phrases))
      : phrases.logOfPeriod(from: from.vietnamese, through: through.vietnamese)
  }

  private func header(_ phrases: any Phrases, _ manyStations: Bool) -> [String] {
    [phrases.columnPlanned, phrases.columnStarted, phrases.columnPlayed]
      + (manyStations ? [phrases.columnStation] : [])
      + [
        phrases.columnProgramme, phrases.columnOutcome, phrases.columnCause, phrases.columnEvidence,
      ]
  }

  private func row(_ logged: LoggedEntry, _ phrases: any Phrases, _ manyStations: Bool) -> [String] {
    let entry = logged.entry
    let edition = entry.editionTitle ?? entry.edition?.text
    let programme = [programme(of: entry), edition ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    return [
      plannedTime(entry.plannedStart),
      entry.startedAt.map { local.time($0) } ?? "–",
      "\(clockLength(entry.secondsPlayed)) / \(clockLength(entry.secondsDue))",
    ]
      + (manyStations ? [station(of: entry)] : [])
      + [
        entry.isRerun ? phrases.rerun(of: programme) : programme,
        entry.outcome?.phrase(phrases) ?? phrases.outcomeOpen,
        entry.cause?.phrase(phrases) ?? "",
        logged.evidence.phrase(phrases),
      ].map(Self.oneLine)
  }

  /// Whole minutes without their seconds.
  private func plannedTime(_ instant: WallTime) -> String {
    let time = local.time(instant)
    return time.hasSuffix(":00") ? String(time.dropLast(3)) : time
  }

  /// What does not fit in a column, below the table of the day.
  private func remarks(_ logged: LoggedEntry, _ phrases: any Phrases, _ manyStations: Bool) -> [String] {
    let whose = manyStations ? "\(Self.oneLine(station(of: logged.entry))): " : ""
    // The name by which people declare it, correct it and make up for it.
    let name =
      logged.isClosed && logged.entry.outcome != .aired
      ? [phrases.named(airing: logged.entry.airing.text)] : []
    return (name + remarks(logged, phrases)).map {
      "  \(plannedTime(logged.entry.plannedStart))  \(whose)\(Self.oneLine($0))"
    }
  }

  /// What was said of an airing beside what was counted.
  private func remark(_ declaration: Declaration, _ phrases: any Phrases) -> String {
    let programme = declaration.programme.map { programmeNames[$0] ?? $0.text }
    let words = declaration.phrase(phrases, local)
    return [stationName(declaration.station), programme, words].compactMap(\.self).joined(separator: ": ")
  }

  func remarks(_ logged: LoggedEntry, _ phrases: any Phrases) -> [String] {
    let entry = logged.entry
    var remarks: [String] = []
    if let missed = entry.makesUpFor { remarks.append(phrases.makesUp(for: missed.text)) }
    if let who = entry.commandedBy { remarks.append(phrases.commanded(by: who)) }
    if let note = entry.note { remarks.append(note) }
    if !entry.gaps.isEmpty {
      let seconds = Double(entry.framesMissing) / Double(max(1, entry.frameRate))
      remarks.append(phrases.gaps(entry.gaps.count, seconds: seconds))
    }
    for correction in logged.corrections {
      remarks.append(
        phrases.corrected(
          by: correction.author, on: local.date(correction.at).vietnamese, reason: correction.reason,
          was: logged.original.outcome?.phrase(phrases) ?? phrases.outcomeOpen))
    }
    return remarks
  }

  /// The sentence at the foot.
  public func summary(in language: Language) -> String { summary(language.phrases) }

  private func summary(_ phrases: any Phrases) -> String {
    let totals = totals
    guard totals.airings > 0 else { return phrases.nothingInTheLog }
    var parts = Outcome.allCases.compactMap { outcome in
      totals.outcomes[outcome].map { "\($0) \(outcome.phrase(phrases))" }
    }
    if totals.open > 0 { parts.append("\(totals.open) \(phrases.outcomeOpen)") }
    return phrases.logSummary(
      airings: totals.airings, outcomes: parts.joined(separator: ", "),
      played: phrases.length(Int(totals.secondsPlayed)), due: phrases.length(Int(totals.secondsDue)))
  }

  /// Text from outside on one line: line breaks and control characters become spaces.
  static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  /// Columns as wide as their widest cell, two spaces between, nothing at the ends of lines.
  static func aligned(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        line += String(repeating: " ", count: widths[column] - cell.terminalWidth + 2)
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
