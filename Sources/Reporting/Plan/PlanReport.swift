public import Compliance
public import Phrases
public import Scheduling

/// The report of a period: of one station, ready to paste into its own report (plan, IV.1), or the synthesis of all (IV.3).
public struct PlanReport: Sendable {
  public let assessment: Assessment
  public let letterhead: Letterhead
  /// When the figures were taken, in local time.
  public let madeAt: CivilDateTime
  public let programmeNames: [ProgrammeID: String]
  let verdicts: [Verdict]

  public init(
    _ assessment: Assessment, letterhead: Letterhead, madeAt: CivilDateTime,
    programmeNames: [ProgrammeID: String] = [:]
  ) {
    self.assessment = assessment
    self.letterhead = letterhead
    self.madeAt = madeAt
    self.programmeNames = programmeNames
    verdicts = assessment.verdicts()
  }

  private var plan: Plan { assessment.plan }
  /// The station that it is about; nil: all of them.
  private var station: Organisation? { assessment.station == nil ? nil : assessment.stations.first }

  /// The template of this report, without its ending.
  public var templateName: String { assessment.station == nil ? "tong-hop" : "bao-cao-dai" }

  public func content(in language: Language) -> ReportContent {
    let wording = Wording(language)
    let phrases = language.phrases
    let period = assessment.period.name(wording)
    let airings = assessment.dueAirings()
    let subject = station?.name ?? letterhead.office
    var fields = letterhead.fields(year: madeAt.date.year)
    fields["ten_bao_cao"] = station == nil ? phrases.synthesisTitle(period) : phrases.reportTitle(period)
    fields["ky_bao_cao"] = assessment.period.nameWithDays(wording)
    fields["ten_dai"] = subject
    fields["mo_dau"] = phrases.reportOpening(plan.title, subject)
    fields["ket_thuc"] = phrases.reportEnd(subject)
    fields["nhan_xet"] = remarks(phrases)
    fields["kien_nghi"] = phrases.toBeWrittenByHand
    fields["nguon_so_lieu"] = phrases.figuresTaken(
      at: wording.time(madeAt.time), on: wording.date(madeAt.date))
    fields["so_ky"] = wording.number(Double(assessment.editionAmounts().count))
    fields["ngay_chot"] = wording.date(assessment.asOf)
    let stations = assessment.stationRows()
    if station == nil {
      fields["so_dai"] = wording.number(Double(stations.count))
      let due = stations.reduce(0) { $0 + $1.due }
      let relayed = stations.reduce(0) { $0 + $1.relayed }
      amounts(due, relayed, stations.reduce(0) { $0 + $1.played.seconds }, wording, &fields)
      let reports = verdicts.first { verdict in
        verdict.part == .whole && verdict.figure?.unit == .reports && !verdict.rows.isEmpty
      }
      fields["so_bao_cao_phai_nhan"] = wording.number(reports?.figure?.of ?? 0)
      fields["so_bao_cao_da_nhan"] = wording.number(reports?.figure?.value ?? 0)
    } else {
      let played = airings.count { $0.isPlayed }
      amounts(airings.count, played, airings.reduce(0) { $0 + $1.seconds }, wording, &fields)
    }
    fields["so_lan_dung_gio"] = wording.number(Double(airings.count { isOnTime($0) }))
    var tables = [
      requirements(wording), months(airings, wording), labels("chu_de", .topics, phrases),
      labels("doi_tuong", .audiences, phrases), kinds(phrases), evidence(airings, phrases),
      shortfalls(airings, wording),
    ]
    if station == nil { tables += [stationTable(stations, phrases), lackingReports(wording)] }
    return ReportContent(
      title: station == nil ? phrases.synthesisTitle(period) : "\(phrases.reportTitle(period)) – \(subject)",
      fields: fields, tables: tables, barCharts: [weeks(phrases)],
      heatMaps: station == nil ? [heat(phrases)] : [])
  }

  private func amounts(
    _ due: Int, _ aired: Int, _ seconds: Double, _ wording: Wording, _ fields: inout [String: String]
  ) {
    fields["so_lan_ke_hoach"] = wording.number(Double(due))
    fields["so_lan_phat"] = wording.number(Double(aired))
    fields["ty_le_phat"] = due > 0 ? wording.number(Self.percent(aired, of: due), decimals: 1) : "–"
    fields["so_phut"] = wording.number(seconds / 60)
  }

  static func percent(_ part: Int, of whole: Int) -> Double { 100 * Double(part) / Double(max(1, whole)) }

  func isOnTime(_ airing: DueAiring) -> Bool {
    airing.fact?.isOnTime(within: assessment.tolerance) ?? false
  }

  /// What was not met, in words: a paragraph each.
  private func remarks(_ phrases: any Phrases) -> String {
    let wholes = verdicts.filter { verdict in
      if case .station = verdict.part { assessment.station != nil } else { true }
    }
    let lines = wholes.filter { $0.status == .notMet }.map { verdict in
      phrases.notMet(verdict.requirement, verdict.why.said(in: phrases.language))
    }
    return lines.isEmpty ? phrases.everythingMet : lines.joined(separator: "\n")
  }
}
