import Airtime
import Compliance
import Phrases
import Scheduling

extension PlanReport {
  typealias Cell = ReportTable.Cell
  typealias Column = ReportTable.Column

  private static let count = ReportTable.Kind.number(decimals: 0)

  /// Every requirement with what was found; in a synthesis without the rows of single stations, which have a table of their
  /// own.
  func requirements(_ wording: Wording) -> ReportTable {
    let phrases = wording.language.phrases
    let requirements = Dictionary(
      assessment.plan.requirements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = verdicts.filter { verdict in
      if case .station = verdict.part { assessment.station != nil } else { true }
    }
    return ReportTable(
      name: "yeu_cau", title: phrases.tableOfRequirements,
      columns: [
        Column("ma", phrases.columnRequirementCode), Column("muc", phrases.columnSection),
        Column("noi_dung", phrases.columnRequirement), Column("chi_tieu", phrases.columnThreshold),
        Column("thuc_hien", phrases.columnFigure), Column("ket_qua", phrases.columnVerdict),
        Column("ly_do", phrases.columnWhy),
      ],
      rows: shown.map { verdict in
        let requirement = requirements[verdict.requirement]
        let part = verdict.partName(assessment.plan, phrases)
        let quote = phrases.quoted(requirement?.quote ?? "")
        return [
          .text(verdict.requirement), .text(requirement?.sources.joined(separator: "; ") ?? ""),
          .text(part.isEmpty ? quote : "\(quote) – \(part)"),
          .text(verdict.threshold?.said(verdict.part, wording) ?? ""),
          .text(verdict.figure?.said(wording) ?? ""), .text(phrases.verdict(verdict.status.rawValue)),
          .text(verdict.why.said(in: wording.language)),
        ]
      })
  }

  func months(_ airings: [DueAiring], _ wording: Wording) -> ReportTable {
    let phrases = wording.language.phrases
    var rows: [[Cell]] = []
    func row(_ name: String, _ airings: [DueAiring]) -> [Cell] {
      let played = airings.count { $0.isPlayed }
      return [
        .text(name), .number(Double(airings.count)), .number(Double(played)),
        .number(Double(airings.count { isOnTime($0) })),
        .duration(.seconds(airings.reduce(0) { $0 + $1.seconds })),
        airings.isEmpty ? .empty : .number(Self.percent(played, of: airings.count)),
      ]
    }
    for (month, airings) in Dictionary(
      grouping: airings, by: { $0.localStart.date.year * 12 + $0.localStart.date.month - 1 }
    )
    .sorted(by: { $0.key < $1.key }) {
      rows.append(row(phrases.month(month % 12 + 1, year: month / 12), airings))
    }
    return ReportTable(
      name: "thang", title: phrases.tableOfMonths,
      columns: [
        Column("thang", phrases.columnMonth), Column("ke_hoach", phrases.columnPlannedAirings, Self.count),
        Column("da_phat", phrases.columnAired, Self.count),
        Column("dung_gio", phrases.columnOnTime, Self.count),
        Column("so_phut", phrases.columnMinutes, .minutes(decimals: 0)),
        Column("ty_le", phrases.columnPercent, .number(decimals: 1)),
      ], rows: rows, totals: row("", airings))
  }

  private func amountColumns(_ first: [Column], _ phrases: any Phrases) -> [Column] {
    first + [
      Column("so_ky", phrases.columnEditions, Self.count),
      Column("so_lan", phrases.columnAirings, Self.count),
      Column("so_phut", phrases.columnMinutes, .minutes(decimals: 0)),
    ]
  }

  func labels(_ name: String, _ field: Requirement.Coverage.Field, _ phrases: any Phrases) -> ReportTable {
    ReportTable(
      name: name, title: field == .topics ? phrases.tableOfTopics : phrases.tableOfAudiences,
      columns: amountColumns(
        [Column("ma", phrases.columnSection), Column("ten", phrases.columnName)], phrases),
      rows: assessment.labelRows(field).map { row in
        [
          .text(row.label.source ?? row.label.id), .text(row.label.name), .number(Double(row.editions)),
          .number(Double(row.played.airings)), .duration(.seconds(row.played.seconds)),
        ]
      })
  }

  /// News, articles and features (tin, bài, chuyên mục) where editions are tagged so; an edition without such a tag is a
  /// feature, as the programme is.
  func kinds(_ phrases: any Phrases) -> ReportTable {
    let kinds = ["tin", "bai", "chuyen-muc"]
    var amounts = Dictionary(uniqueKeysWithValues: kinds.map { ($0, (editions: 0, played: Amount())) })
    for (_, fact, played) in assessment.editionAmounts() {
      let kind = kinds.first { fact?.tags.contains($0) ?? false } ?? "chuyen-muc"
      amounts[kind]?.editions += 1
      amounts[kind]?.played.airings += played.airings
      amounts[kind]?.played.seconds += played.seconds
    }
    func row(_ name: String, _ values: [(editions: Int, played: Amount)]) -> [Cell] {
      [
        .text(name), .number(Double(values.reduce(0) { $0 + $1.editions })),
        .number(Double(values.reduce(0) { $0 + $1.played.airings })),
        .duration(.seconds(values.reduce(0) { $0 + $1.played.seconds })),
      ]
    }
    return ReportTable(
      name: "the_loai", title: phrases.tableOfKinds,
      columns: amountColumns([Column("ten", phrases.columnName)], phrases),
      rows: kinds.map { kind in row(phrases.kindOfEdition(kind), [amounts[kind]].compactMap(\.self)) },
      totals: row("", kinds.compactMap { amounts[$0] }))
  }

  func evidence(_ airings: [DueAiring], _ phrases: any Phrases) -> ReportTable {
    // Strongest first; declared apart, at the end.
    let grades: [Evidence] = [.heard, .played, .delivered, .scheduled, .declared]
    let byGrade = Dictionary(grouping: airings) { airing in
      airing.isDeclaredOnly ? Evidence.declared : airing.fact?.evidence ?? .scheduled
    }
    return ReportTable(
      name: "bang_chung", title: phrases.tableOfEvidence,
      columns: [
        Column("ten", phrases.columnEvidenceGrade), Column("so_lan", phrases.columnAirings, Self.count),
        Column("so_phut", phrases.columnMinutes, .minutes(decimals: 0)),
      ],
      rows: grades.compactMap { grade in
        guard let airings = byGrade[grade] else { return nil }
        return [
          .text(phrases.evidence(grade.rawValue)), .number(Double(airings.count)),
          .duration(.seconds(airings.reduce(0) { $0 + $1.seconds })),
        ]
      })
  }

  /// What was not as planned.
  func shortfalls(_ airings: [DueAiring], _ wording: Wording) -> ReportTable {
    let phrases = wording.language.phrases
    let short = airings.filter { $0.fact?.outcome != .aired }
    return ReportTable(
      name: "ton_tai", title: phrases.tableOfShortfalls,
      columns: [
        Column("ngay", phrases.columnDay, .date), Column("gio", phrases.columnTime, .time(seconds: false)),
        Column("chuyen_muc", phrases.columnProgramme), Column("ket_qua", phrases.columnOutcome),
        Column("nguyen_nhan", phrases.columnCause), Column("khac_phuc", phrases.columnRepair),
      ],
      rows: short.map { airing in
        let programme = airing.programme.map { programmeNames[$0] ?? $0.text } ?? ""
        let outcome =
          airing.isDeclaredOnly
          ? phrases.evidence(Evidence.declared.rawValue)
          : airing.fact?.outcome?.text.said(in: wording.language) ?? phrases.nothingKnown
        return [
          .date(airing.localStart.date), .time(airing.localStart.time), .text(programme), .text(outcome),
          .text(airing.fact?.cause?.text.said(in: wording.language) ?? ""),
          .text(airing.repairedBy?.localStart.map { phrases.repaired(on: wording.date($0.date)) } ?? ""),
        ]
      })
  }

  func stationTable(_ rows: [StationRow], _ phrases: any Phrases) -> ReportTable {
    func cells(_ name: String, _ rows: [StationRow], _ verdict: String) -> [Cell] {
      let due = rows.reduce(0) { $0 + $1.due }
      let relayed = rows.reduce(0) { $0 + $1.relayed }
      return [
        .text(name), .number(Double(due)), .number(Double(relayed)),
        .number(Double(rows.reduce(0) { $0 + $1.onTime })),
        .duration(.seconds(rows.reduce(0) { $0 + $1.played.seconds })),
        due > 0 ? .number(Self.percent(relayed, of: due)) : .empty,
        .number(Double(rows.reduce(0) { $0 + $1.played.airings })),
        .number(Double(rows.reduce(0) { $0 + $1.declared })), .text(verdict),
      ]
    }
    return ReportTable(
      name: "dai", title: phrases.tableOfStations,
      columns: [
        Column("ten", phrases.columnStation), Column("ke_hoach", phrases.columnPlannedAirings, Self.count),
        Column("da_phat", phrases.columnAired, Self.count),
        Column("dung_gio", phrases.columnOnTime, Self.count),
        Column("so_phut", phrases.columnMinutes, .minutes(decimals: 0)),
        Column("ty_le", phrases.columnPercent, .number(decimals: 1)),
        Column("may_ghi", phrases.columnCounted, Self.count),
        Column("khai_bao", phrases.columnDeclaredAirings, Self.count),
        Column("danh_gia", phrases.columnVerdict),
      ],
      rows: rows.map { row in
        let verdict = verdicts.first {
          $0.part == .station(row.station.id) && $0.figure?.unit != .reports
        }
        return cells(
          row.station.name, [row], verdict.map { phrases.verdict($0.status.rawValue) } ?? "")
      }, totals: cells("", rows, ""))
  }

  /// Who has not reported.
  func lackingReports(_ wording: Wording) -> ReportTable {
    let phrases = wording.language.phrases
    var rows: [[Cell]] = []
    for verdict in verdicts where verdict.figure?.unit == .reports && verdict.status != .met {
      guard case .station(let id) = verdict.part else { continue }
      let due = verdict.threshold.map { assessment.period.last.adding(days: Int($0.value)) }
      let late = due.map { assessment.asOf.dayNumber - $0.dayNumber } ?? 0
      rows.append([
        .text(assessment.plan.organisation(id)?.name ?? id), .text(assessment.period.name(wording)),
        due.map(Cell.date) ?? .empty, late > 0 ? .number(Double(late)) : .empty,
      ])
    }
    return ReportTable(
      name: "chua_bao_cao", title: phrases.tableOfLackingReports,
      columns: [
        Column("ten", phrases.columnOrganisation), Column("ky", phrases.columnPeriod),
        Column("han", phrases.columnDueDay, .date),
        Column("qua_han", phrases.columnDaysOverdue, Self.count),
      ], rows: rows)
  }

  func weeks(_ phrases: any Phrases) -> BarChart {
    var target: BarChart.Target?
    for requirement in assessment.plan.requirements {
      if case .cadence(let kind) = requirement.kind,
        let rate = [kind.target, kind.floor].compactMap(\.self).first(where: { $0.span == .week })
      {
        target = .init(phrases.targetOfChart, Double(rate.editions.value))
        break
      }
    }
    return BarChart(
      name: "bieu_do_tuan", title: phrases.chartOfWeeks, measure: phrases.columnAirings,
      bars: assessment.weekRows().map {
        .init("\(phrases.weekLetter)\($0.week.number)", Double($0.played.airings))
      },
      target: target)
  }

  func heat(_ phrases: any Phrases) -> HeatMap {
    let weeks = assessment.stationWeeks()
    return HeatMap(
      name: "ban_do_tuan", title: phrases.mapOfStations, measure: phrases.columnAirings,
      columns: weeks.weeks.map { "\(phrases.weekLetter)\($0.number)" },
      rows: weeks.rows.map { row in
        HeatMap.Row(
          row.station.name,
          zip(row.weeks, row.due).map { played, due in
            due == 0 && played.airings == 0 ? nil : Double(played.airings)
          })
      })
  }
}
