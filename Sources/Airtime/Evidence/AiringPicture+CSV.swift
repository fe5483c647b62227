import Clocks
public import Phrases
import Scheduling

public import struct Foundation.TimeZone

extension AiringPicture {
  /// For Excel, in the same form as `AirtimeLogTable.csv`: no cell holds a fraction.
  /// - Parameter separator: Another one, for a Windows that is set otherwise.
  public func csv(in language: Language, zone: TimeZone, separator: Character? = nil) -> String {
    let phrases = language.phrases
    let local = LocalTime(zone)
    let header = [
      phrases.columnAiring, phrases.columnDate, phrases.columnPlanned, phrases.columnStationCode,
      phrases.columnStation, phrases.columnOutcome, phrases.columnCause, phrases.columnStarted,
      phrases.columnMillisecondsLate, phrases.columnFramesPlayed, phrases.columnFramesDue,
      phrases.columnSecondsPlayed, phrases.columnSecondsDue, phrases.columnGaps, phrases.columnEvidence,
      phrases.columnFilesHeld, phrases.columnFiles, phrases.columnDeclared, phrases.columnDeclaredBy,
      phrases.columnDeclaredOn, phrases.columnDeclarationNote, phrases.columnNote,
    ]
    let rows = rows.map { row -> [String] in
      let entry = row.entry?.entry
      let word = row.declaration
      let what: [String] = [
        subject.airing.text,
        local.date(subject.plannedStart).vietnamese,
        local.time(subject.plannedStart),
        row.station.code,
        row.station.name,
      ]
      let counted: [String] = [
        row.outcomePhrase(phrases),
        entry?.cause?.phrase(phrases) ?? "",
        entry?.startedAt.map { local.time($0) } ?? "",
        row.offset.map { String(Self.milliseconds($0)) } ?? "",
        entry.map { String($0.framesPlayed) } ?? "",
        entry.map { String($0.framesDue) } ?? "",
        entry.map { String($0.secondsPlayed) } ?? "",
        entry.map { String($0.secondsDue) } ?? "",
        entry.map { String($0.gaps.count) } ?? "",
      ]
      let beside: [String] = [
        row.evidence.phrase(phrases),
        String(row.filesHeld),
        String(subject.files.count),
        word?.outcome.phrase(phrases) ?? "",
        word?.by ?? "",
        word.map { local.date($0.at).vietnamese } ?? "",
        word?.note ?? "",
        entry?.note ?? "",
      ]
      return what + counted + beside
    }
    return AirtimeLogTable.spreadsheet(
      [header] + rows, AirtimeLogTable.separator(separator, language),
      numbers: header.firstIndex(of: phrases.columnMillisecondsLate))
  }

  /// To the nearest.
  private static func milliseconds(_ nanoseconds: Int64) -> Int64 {
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return abs(rest) < 500_000 ? whole : whole + rest.signum()
  }
}
