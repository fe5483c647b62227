public import Phrases
public import Scheduling

/// The schedule sheet of a week, to hang up.
public struct WeekSheet: Sendable {
  public var rundown: Rundown
  public var from: CivilDate
  public var through: CivilDate
  public var letterhead: Letterhead
  public var programmeNames: [ProgrammeID: String]
  public var madeAt: CivilDateTime

  public init(
    _ rundown: Rundown, from: CivilDate, through: CivilDate, letterhead: Letterhead,
    programmeNames: [ProgrammeID: String], madeAt: CivilDateTime
  ) {
    self.rundown = rundown
    self.from = from
    self.through = through
    self.letterhead = letterhead
    self.programmeNames = programmeNames
    self.madeAt = madeAt
  }

  /// The template of a schedule sheet, without its ending.
  public static let templateName = "lich-tuan"

  public func content(in language: Language) -> ReportContent {
    let wording = Wording(language)
    let phrases = language.phrases
    typealias Column = ReportTable.Column
    let days = phrases.days(from: wording.date(from), through: wording.date(through))
    var fields = letterhead.fields(year: madeAt.date.year)
    fields["ten_dai"] = letterhead.office
    fields["tuan"] = days
    fields["ghi_chu"] = phrases.figuresTaken(at: wording.time(madeAt.time), on: wording.date(madeAt.date))
    let table = ReportTable(
      name: "lich", title: phrases.weekSheetTitle(days),
      columns: [
        Column("thu", phrases.columnWeekday), Column("ngay", phrases.columnDay, .date),
        Column("gio", phrases.columnTime, .time(seconds: false)),
        Column("so_phut", phrases.columnMinutes, .minutes(decimals: 0)),
        Column("chuong_trinh", phrases.columnProgramme), Column("so", phrases.columnEditionName),
        Column("nguon", phrases.columnSource), Column("ghi_chu", phrases.columnRemark),
      ],
      rows: rundown.airings.map { airing in
        let programme = airing.programme.map { programmeNames[$0] ?? $0.text } ?? ""
        return [
          .text(wording.weekday(airing.localStart.date)), .date(airing.localStart.date),
          .time(airing.localStart.time), .duration(airing.allotted), .text(programme),
          .text(airing.editionTitle ?? airing.edition?.text ?? ""),
          .text(airing.isRelayed ? phrases.sourceRelayed : phrases.sourceOwn),
          .text(remark(airing, wording)),
        ]
      })
    return ReportContent(title: phrases.weekSheetTitle(days), fields: fields, tables: [table])
  }

  private func remark(_ airing: Airing, _ wording: Wording) -> String {
    let phrases = wording.language.phrases
    switch airing.disposition {
    case .moved(let other):
      return other.localStart.map { phrases.movedBecauseOfHoliday(to: wording.date($0.date)) } ?? ""
    case .cancelled(let reason): return phrases.cancelled(reason.rawValue)
    case .air:
      let remarks = [
        airing.makesUpFor.map { phrases.listedAsMakeUp(for: phrases.airing($0)) },
        airing.isRerun ? phrases.sourceRerun : nil,
      ]
      return remarks.compactMap(\.self).joined(separator: "; ")
    }
  }
}
