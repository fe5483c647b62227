import Clocks
public import Phrases
public import Scheduling

public import struct Foundation.TimeZone

extension AiringPicture {
  /// For a terminal: a line for each station, what does not fit below, then the totals. Lines end with a line feed.
  public func text(
    in language: Language, zone: TimeZone, programmeNames: [ProgrammeID: String] = [:]
  ) -> String {
    let phrases = language.phrases
    let local = LocalTime(zone)
    let day = AirtimeLogTable.day(local.date(subject.plannedStart), phrases)
    var lines = [
      phrases.picture(of: subject.airing.text, day: day, time: local.time(subject.plannedStart))
    ]
    let programme = subject.programme.map { programmeNames[$0] ?? $0.text }
    let title = [programme, subject.title].compactMap(\.self).joined(separator: ": ")
    if !title.isEmpty { lines.append(title) }
    lines.append("")
    guard !rows.isEmpty else {
      lines.append(phrases.noStationsForTheAiring)
      return Self.joined(lines)
    }
    let withWords = rows.contains { !$0.declarations.isEmpty }
    lines += AirtimeLogTable.aligned(
      [header(phrases, withWords)] + rows.map { row($0, phrases, withWords) })
    for row in rows {
      for remark in remarks(row, phrases, local) {
        lines.append("  " + AirtimeLogTable.oneLine("\(row.station.name): \(remark)"))
      }
    }
    lines.append("")
    lines += summary(phrases)
    return Self.joined(lines)
  }

  private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  private func header(_ phrases: any Phrases, _ withWords: Bool) -> [String] {
    [
      phrases.columnStation, phrases.columnOutcome, phrases.columnCause, phrases.columnOffset,
      phrases.columnPlayed, phrases.columnShare, phrases.columnGaps, phrases.columnEvidence,
    ] + (withWords ? [phrases.columnDeclared] : [])
  }

  private func row(_ row: Row, _ phrases: any Phrases, _ withWords: Bool) -> [String] {
    var cells = [row.station.name, row.outcomePhrase(phrases)]
    if let entry = row.entry?.entry {
      cells += [
        entry.cause?.phrase(phrases) ?? "",
        row.offset.map { phrases.offset(nanoseconds: $0) } ?? "–",
        "\(clockLength(entry.secondsPlayed)) / \(clockLength(entry.secondsDue))",
        row.share.map { phrases.share(thousandths: $0) } ?? "–",
        String(entry.gaps.count),
      ]
    } else {
      cells += ["", "–", "–", "–", "–"]
    }
    cells.append(row.evidence.phrase(phrases))
    if withWords { cells.append(row.declaration?.outcome.phrase(phrases) ?? "") }
    return cells.map(AirtimeLogTable.oneLine)
  }

  private func remarks(_ row: Row, _ phrases: any Phrases, _ local: LocalTime) -> [String] {
    var remarks: [String] = []
    if row.evidence == .scheduled, row.filesHeld > 0 {
      remarks.append(phrases.filesHeld(row.filesHeld, of: subject.files.count))
    }
    if let logged = row.entry {
      let today = local.date(logged.entry.plannedStart)
      let table = AirtimeLogTable(entries: [], from: today, through: today, zone: local.zone)
      remarks += table.remarks(logged, phrases)
    }
    remarks += row.declarations.map { $0.phrase(phrases, local) }
    return remarks
  }

  private func summary(_ phrases: any Phrases) -> [String] {
    var parts: [String] = []
    for outcome in Outcome.allCases {
      let count = rows.count { $0.outcome == outcome }
      if count > 0 { parts.append("\(count) \(outcome.phrase(phrases))") }
    }
    let open = rows.count { $0.entry != nil && $0.outcome == nil }
    if open > 0 { parts.append("\(open) \(phrases.outcomeOpen)") }
    let silent = rows.count { $0.entry == nil }
    if silent > 0 { parts.append("\(silent) \(phrases.noReportYet)") }
    var lines = [phrases.pictureSummary(stations: rows.count, outcomes: parts.joined(separator: ", "))]
    let declared = rows.count { !$0.declarations.isEmpty }
    if declared > 0 { lines.append(phrases.declaredSummary(stations: declared)) }
    return lines
  }
}

extension AiringPicture.Row {
  func outcomePhrase(_ phrases: any Phrases) -> String {
    guard entry != nil else { return phrases.noReportYet }
    return outcome?.phrase(phrases) ?? phrases.outcomeOpen
  }
}

extension Declaration {
  func phrase(_ phrases: any Phrases, _ local: LocalTime) -> String {
    phrases.declared(
      by: by, on: local.date(at).vietnamese, outcome: outcome.phrase(phrases), note: note)
  }
}
