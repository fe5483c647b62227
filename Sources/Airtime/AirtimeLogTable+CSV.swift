import Clocks
public import Phrases
import Scheduling

extension AirtimeLogTable {
  /// For Excel: UTF-8 with a byte order mark, lines ended by CR LF, every cell in quotes.
  ///
  /// Excel splits cells at the list separator of Windows, which is the semicolon where the decimal mark is a comma, and
  /// a `sep=` line would make it ignore the byte order mark and spoil the tone marks. So the separator goes by the
  /// language, and nothing in a cell depends on the decimal mark.
  /// - Parameter separator: Another one, for a Windows that is set otherwise.
  public func csv(in language: Language, separator: Character? = nil) -> String {
    let phrases = language.phrases
    let separator = Self.separator(separator, language)
    let header = [
      phrases.columnDate, phrases.columnPlanned, phrases.columnStarted, phrases.columnEnded,
      phrases.columnPlayed, phrases.columnDue, phrases.columnSecondsPlayed, phrases.columnSecondsDue,
      phrases.columnStation, phrases.columnProgramme, phrases.columnEdition, phrases.columnEditionTitle,
      phrases.columnRerun, phrases.columnOutcome, phrases.columnCause, phrases.columnEvidence,
      phrases.columnGaps, phrases.columnCommandedBy, phrases.columnNote, phrases.columnCorrections,
      phrases.columnAiring,
    ]
    let rows = entries.map { logged in
      let entry = logged.entry
      return [
        local.date(entry.plannedStart).vietnamese,
        local.time(entry.plannedStart),
        entry.startedAt.map { local.time($0) } ?? "",
        entry.endedAt.map { local.time($0) } ?? "",
        Self.spreadsheetLength(entry.secondsPlayed),
        Self.spreadsheetLength(entry.secondsDue),
        String(entry.secondsPlayed),
        String(entry.secondsDue),
        station(of: entry),
        programme(of: entry),
        entry.edition?.text ?? "",
        entry.editionTitle ?? "",
        entry.isRerun ? phrases.yes : phrases.no,
        entry.outcome?.phrase(phrases) ?? phrases.outcomeOpen,
        entry.cause?.phrase(phrases) ?? "",
        logged.evidence.phrase(phrases),
        String(entry.gaps.count),
        entry.commandedBy ?? "",
        [entry.makesUpFor.map { phrases.makesUp(for: $0.text) }, entry.note].compactMap(\.self)
          .joined(separator: "; "),
        logged.corrections.map {
          phrases.corrected(
            by: $0.author, on: local.date($0.at).vietnamese, reason: $0.reason,
            was: logged.original.outcome?.phrase(phrases) ?? phrases.outcomeOpen)
        }.joined(separator: " "),
        entry.airing.text,
      ]
    }
    return Self.spreadsheet([header] + rows, separator)
  }

  static func separator(_ wanted: Character?, _ language: Language) -> String {
    wanted.map(String.init) ?? language.listSeparator
  }

  /// - Parameter numbers: The column of our own numbers that may be below zero: a minus sign makes no formula of them.
  static func spreadsheet(_ rows: [[String]], _ separator: String, numbers: Int? = nil) -> String {
    "\u{FEFF}"
      + rows.map { row in
        row.enumerated().map { column, text in
          column == numbers && Int64(text) != nil ? "\"\(text)\"" : text.spreadsheetCell
        }.joined(separator: separator) + "\r\n"
      }.joined()
  }

  /// `0:02:31`: Excel takes two numbers for hours and minutes, so the hours always stand.
  static func spreadsheetLength(_ seconds: Int64) -> String {
    "\(seconds / 3600):\(two(Int(seconds / 60 % 60))):\(two(Int(seconds % 60)))"
  }
}
