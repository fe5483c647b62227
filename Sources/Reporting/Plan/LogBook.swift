public import Airtime
import Clocks
public import Phrases
public import Scheduling

public import struct Foundation.TimeZone

/// The log book (sổ nhật ký phát sóng) of a day, a week or a month, to print and sign; and the annex with every airing.
public struct LogBook: Sendable {
  public var entries: [LoggedEntry]
  public var declarations: [Declaration]
  public var from: CivilDate
  public var through: CivilDate
  public var zone: TimeZone
  /// Whose log book it is.
  public var letterhead: Letterhead
  public var programmeNames: [ProgrammeID: String]
  public var stationNames: [String: String]
  /// When the figures were taken, in local time.
  public var madeAt: CivilDateTime

  public init(
    entries: [LoggedEntry], declarations: [Declaration] = [], from: CivilDate, through: CivilDate,
    zone: TimeZone, letterhead: Letterhead, programmeNames: [ProgrammeID: String] = [:],
    stationNames: [String: String] = [:], madeAt: CivilDateTime
  ) {
    self.entries = entries
    self.declarations = declarations
    self.from = from
    self.through = through
    self.zone = zone
    self.letterhead = letterhead
    self.programmeNames = programmeNames
    self.stationNames = stationNames
    self.madeAt = madeAt
  }

  /// The template of a log book, without its ending.
  public static let templateName = "so-nhat-ky"

  public func content(in language: Language) -> ReportContent {
    let wording = Wording(language)
    let phrases = language.phrases
    var fields = letterhead.fields(year: madeAt.date.year)
    fields["ten_dai"] = letterhead.office
    fields["ky_nhat_ky"] =
      from == through
      ? "\(wording.weekday(from)), \(wording.longDate(from))"
      : phrases.days(from: wording.date(from), through: wording.date(through))
    fields["nguon_so_lieu"] = phrases.figuresTaken(
      at: wording.time(madeAt.time), on: wording.date(madeAt.date))
    let closed = entries.filter { $0.isClosed && $0.entry.outcome != .moved }
    fields["tong_hop"] = phrases.logBookTotals(
      closed.count, aired: closed.count { $0.entry.outcome == .aired },
      missed: closed.count { $0.entry.framesPlayed == 0 }, declared: declarations.count)
    return ReportContent(
      title: phrases.logBookTitle(phrases.days(from: wording.date(from), through: wording.date(through))),
      fields: fields, tables: [table(wording)])
  }

  private func table(_ wording: Wording) -> ReportTable {
    let phrases = wording.language.phrases
    typealias Column = ReportTable.Column
    let calendar = CivilCalendar(timeZone: zone)
    let rows =
      entries.map { (($0.entry.localStart, $0.entry.station), row(of: $0, calendar, wording)) }
      + declarations.map { declaration in
        let local = declaration.airing.localStart ?? calendar.civil(of: declaration.planned)
        return ((local, declaration.station), row(of: declaration, at: local, wording))
      }
    let seconds = entries.reduce(0) { $0 + Self.seconds($1.entry) }
    return ReportTable(
      name: "nhat_ky", title: phrases.tableOfLogBook,
      columns: [
        Column("ngay", phrases.columnDay, .date),
        Column("gio_ke_hoach", phrases.columnTime, .time(seconds: false)),
        Column("gio_phat", phrases.columnStarted, .time(seconds: true)),
        Column("gio_ket_thuc", phrases.columnEndedAt, .time(seconds: true)),
        Column("thoi_luong", phrases.columnMinutes, .minutes(decimals: 1)),
        Column("chuong_trinh", phrases.columnProgramme), Column("nguon", phrases.columnSource),
        Column("dai", phrases.columnStation), Column("bang_chung", phrases.columnEvidence),
        Column("su_co", phrases.columnTrouble), Column("nguoi_truc", phrases.columnOnDuty),
      ],
      rows: rows.sorted { $0.0 < $1.0 }.map(\.1),
      totals: ["", "", "", "", .duration(.seconds(seconds))])
  }

  private static func seconds(_ entry: AsRunEntry) -> Double {
    entry.frameRate > 0 ? Double(entry.framesPlayed) / Double(entry.frameRate) : 0
  }

  private func row(of logged: LoggedEntry, _ calendar: CivilCalendar, _ wording: Wording) -> [ReportTable
    .Cell]
  {
    let (entry, phrases) = (logged.entry, wording.language.phrases)
    let programme = entry.programme.map { programmeNames[$0] ?? $0.text } ?? ""
    let what = [programme, entry.editionTitle ?? entry.edition?.text ?? ""].filter { !$0.isEmpty }
      .joined(separator: ": ")
    // What did not go as planned, in a few words; an airing in full and on time has nothing to say.
    var trouble = [String]()
    if let missed = entry.makesUpFor { trouble.append(phrases.listedAsMakeUp(for: phrases.airing(missed))) }
    if let outcome = entry.outcome, outcome != .aired {
      trouble.append(outcome.text.said(in: wording.language))
    }
    if entry.outcome == nil { trouble.append(phrases.outcomeOpen) }
    if let cause = entry.cause { trouble.append(cause.text.said(in: wording.language)) }
    if !logged.corrections.isEmpty { trouble.append(phrases.wasCorrected) }
    return [
      .date(entry.localStart.date), .time(entry.localStart.time),
      entry.startedAt.map { .time(calendar.civil(of: $0).time) } ?? .empty,
      entry.endedAt.map { .time(calendar.civil(of: $0).time) } ?? .empty,
      .duration(.seconds(Self.seconds(entry))), .text(entry.isRerun ? phrases.rerun(of: what) : what),
      .text(entry.isRelayed ? phrases.sourceRelayed : phrases.sourceOwn),
      .text(stationNames[entry.station] ?? entry.station),
      .text(phrases.evidence(logged.evidence.rawValue)), .text(trouble.joined(separator: ", ")),
    ]
  }

  private func row(
    of declaration: Declaration, at local: CivilDateTime, _ wording: Wording
  ) -> [ReportTable.Cell] {
    let phrases = wording.language.phrases
    return [
      .date(local.date), .time(local.time), .empty, .empty, .empty,
      .text(declaration.programme.map { programmeNames[$0] ?? $0.text } ?? ""),
      .text(phrases.sourceRelayed), .text(stationNames[declaration.station] ?? declaration.station),
      .text(phrases.evidence(Evidence.declared.rawValue)),
      .text("\(declaration.outcome.text.said(in: wording.language)): \(declaration.note)"),
      .text(declaration.by),
    ]
  }
}
