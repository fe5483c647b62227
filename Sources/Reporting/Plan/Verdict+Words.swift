public import Compliance
public import Phrases
import Scheduling

extension Verdict.Figure {
  /// `6/6 tháng`, `50/52 lần phát`, `9 ngày`.
  func said(_ wording: Wording) -> String {
    let unit = wording.language.phrases.unit(unit.rawValue)
    let decimals = value == value.rounded() ? 0 : 1
    guard let of else { return "\(wording.number(value, decimals: decimals)) \(unit)" }
    return "\(wording.number(value, decimals: decimals))/\(wording.number(of)) \(unit)"
  }
}

extension Verdict.Threshold {
  /// `ít nhất 95 % (mức do đơn vị đặt)`; with its basis always, so that nobody takes a local habit for the plan.
  func said(_ part: Verdict.Part, _ wording: Wording) -> String {
    let phrases = wording.language.phrases
    let isInMinutes = unit == .seconds && value >= 120 && value.truncatingRemainder(dividingBy: 60) == 0
    let amount =
      isInMinutes
      ? "\(wording.number(value / 60)) \(phrases.unit("minutes"))"
      : isShare
        ? "\(wording.number(value * 100, decimals: value * 100 == (value * 100).rounded() ? 0 : 1)) %"
        : "\(wording.number(value, decimals: value == value.rounded() ? 0 : 1)) \(phrases.unit(unit.rawValue))"
    let isMost = part == .gap
    return phrases.threshold(amount, isMost: isMost, basis: phrases.basis(basis.rawValue))
  }
}

extension Verdict {
  /// Which part of its requirement, in words; empty for the whole.
  public func partName(_ plan: Plan, _ phrases: any Phrases) -> String {
    switch part {
    case .whole: ""
    case .floor: phrases.verdictPart("floor")
    case .target: phrases.verdictPart("target")
    case .length: phrases.verdictPart("length")
    case .completeness: phrases.verdictPart("completeness")
    case .gap: phrases.verdictPart("gap")
    case .margin: phrases.verdictPart("margin")
    case .station(let id): plan.organisation(id)?.name ?? id
    }
  }
}

extension ReportPeriod {
  /// `6 tháng đầu năm 2022`.
  func name(_ wording: Wording) -> String {
    let phrases = wording.language.phrases
    let parts = description.split(separator: "-")
    let year = parts.first.map(String.init) ?? ""
    switch kind {
    case .year: return phrases.wholeYear(year)
    case .halfYear: return phrases.halfYear(parts.last == "H1" ? 1 : 2, year: year)
    case .quarter: return phrases.quarter(Int(parts.last?.dropFirst() ?? "") ?? 0, year: year)
    case .month: return phrases.month(first.month, year: first.year)
    case .days: return phrases.days(from: wording.date(first), through: wording.date(last))
    }
  }

  /// With its first and last day.
  func nameWithDays(_ wording: Wording) -> String {
    guard kind != .days else { return name(wording) }
    let days = wording.language.phrases.days(from: wording.date(first), through: wording.date(last))
    return "\(name(wording)) (\(days))"
  }
}
