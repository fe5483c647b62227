import Compliance
import Phrases
import Reporting
import Scheduling

/// Verdicts as programs read them; the keys are written down in `docs/reports.md`.
struct VerdictListing: Encodable {
  var plan: String
  var period: Period
  var station: String?
  var asOf: String
  var verdicts: [Entry]

  struct Period: Encodable {
    var name: String
    var first: String
    var last: String
  }

  struct Entry: Encodable {
    var requirement: String
    var part: String
    var status: Verdict.Status
    var figure: Double?
    var of: Double?
    var unit: String?
    var threshold: Double?
    var thresholdIsShare: Bool?
    var thresholdUnit: String?
    var basis: Basis?
    var sources: [String]
    var quote: String
    var why: BilingualText
    var proof: [AiringID]
    var lacking: [AiringID]
    var declared: [AiringID]
  }

  init(_ verdicts: [Verdict], of assessment: Assessment) {
    plan = assessment.plan.id
    let whole = assessment.period
    period = Period(name: whole.description, first: "\(whole.first)", last: "\(whole.last)")
    station = assessment.station
    asOf = "\(assessment.asOf)"
    let requirements = Dictionary(
      assessment.plan.requirements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.verdicts = verdicts.map { verdict in
      Entry(
        requirement: verdict.requirement, part: Self.name(verdict.part), status: verdict.status,
        figure: verdict.figure?.value, of: verdict.figure?.of, unit: verdict.figure?.unit.rawValue,
        threshold: verdict.threshold?.value, thresholdIsShare: verdict.threshold?.isShare,
        thresholdUnit: verdict.threshold?.unit.rawValue, basis: verdict.threshold?.basis,
        sources: requirements[verdict.requirement]?.sources ?? [],
        quote: requirements[verdict.requirement]?.quote ?? "", why: verdict.why, proof: verdict.proof,
        lacking: verdict.lacking, declared: verdict.declared)
    }
  }

  private static func name(_ part: Verdict.Part) -> String {
    switch part {
    case .whole: "whole"
    case .floor: "floor"
    case .target: "target"
    case .length: "length"
    case .completeness: "completeness"
    case .gap: "gap"
    case .margin: "margin"
    case .station(let id): "station:\(id)"
    }
  }
}

/// The airings behind the verdicts on one requirement, for a terminal.
struct Explanation {
  let requirement: Requirement
  let verdicts: [Verdict]
  let plan: Plan

  init(_ requirement: Requirement, _ verdicts: [Verdict], plan: Plan) {
    self.requirement = requirement
    self.verdicts = verdicts
    self.plan = plan
  }

  func text(in language: Language) -> String {
    let phrases = language.phrases
    var lines = [
      "\(requirement.id)  \(requirement.sources.joined(separator: "; "))  \(phrases.quoted(requirement.quote))"
    ]
    for verdict in verdicts {
      let (part, status) = (verdict.partName(plan, phrases), phrases.verdict(verdict.status.rawValue))
      let name = part.isEmpty ? status : "\(part): \(status)"
      lines += ["", name, "  \(verdict.why.said(in: language))"]
      for row in verdict.rows { lines.append("  \(row.isMet ? "✓" : "✗") \(row.name): \(row.count)") }
      for (title, airings) in [
        (phrases.explanationProof, verdict.proof), (phrases.explanationLacking, verdict.lacking),
        (phrases.explanationDeclared, verdict.declared),
      ] where !airings.isEmpty {
        lines.append("  \(title) (\(airings.count)):")
        lines += airings.map { "    \($0)" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
