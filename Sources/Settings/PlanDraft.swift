import Compliance
import Phrases
import Scheduling

/// A plan's file as read key by key; names in it are still to be looked up.
struct PlanDraft: Sendable {
  struct Topic: Sendable {
    var label: Plan.Label
    var parts: [Named<Plan.Label>]
  }

  struct Milestone: Sendable {
    var label: Plan.Label
    var span: ReportPeriod
    var lead: Placed<String>?
  }

  var id: String
  var title: String
  var number: String?
  var issued: CivilDate?
  var place: String?
  var basis: [String]
  var from: CivilDate
  var until: CivilDate
  var programmes: [String]
  var organisations: [Named<Organisation>]
  var topics: [Named<Topic>]
  var audiences: [Named<Plan.Label>]
  var tags: [Named<Plan.Label>]
  var requirements: [RequirementDraft]
  var cutoff: ReportPeriod.Cutoff
  var milestones: [Named<Milestone>]

  static let form = Form<PlanDraft>.table("plan") { fields in
    let id = fields.required("id", .identifier)
    let title = fields.required("title", .text)
    let number = fields.optional("number", .text)
    let issued = fields.optional("issued", .date)
    let place = fields.optional("place", .text)
    let basis = fields.optional("basis", Form<String>.text.list(orOne: true))
    let from = fields.required("from", .date)
    let until = fields.required("until", .date)
    let programmes = fields.required("programmes", Form<String>.identifier.list(orOne: true, atLeast: 1))
    let organisations = fields.required("organisations", organisation.named())
    let topics = fields.optional("topics", topic.named())
    let audiences = fields.optional("audiences", Form<Plan.Label>.label.named())
    let tags = fields.optional("tags", Form<Plan.Label>.label.named())
    let requirements = fields.required("requirements", RequirementDraft.form.list())
    let cutoff = fields.optional(
      "cutoff", .words(ReportPeriod.Cutoff.allCases.map { ($0.rawValue, $0) }), default: .string("decree"))
    let milestones = fields.optional("milestones", milestone.named())
    if let from, let until, until < from {
      fields.error(
        at: fields.place(of: "until"), Text { $0.planEndsBeforeItBegins("\(until)", "\(from)") },
        Text { $0.changeOneOfTheDates })
    }
    guard let id, let title, let from, let until, let programmes else { return nil }
    return PlanDraft(
      id: id, title: title, number: number, issued: issued, place: place, basis: basis ?? [], from: from,
      until: until, programmes: programmes, organisations: organisations ?? [], topics: topics ?? [],
      audiences: audiences ?? [], tags: tags ?? [], requirements: requirements ?? [],
      cutoff: cutoff ?? .decree, milestones: milestones ?? [])
  }

  private static let organisation = Form<Organisation>.table("organisation") { fields in
    let name = fields.required("name", .text)
    let code = fields.optional("code", .identifier)
    let roles = fields.required(
      "roles",
      Form<Organisation.Role>.words(Organisation.Role.allCases.map { ($0.rawValue, $0) })
        .list(orOne: true, atLeast: 1))
    let from = fields.optional("from", .date)
    let until = fields.optional("until", .date)
    if let from, let until, until < from {
      fields.error(
        at: fields.place(of: "until"), Text { $0.planEndsBeforeItBegins("\(until)", "\(from)") },
        Text { $0.changeOneOfTheDates })
    }
    if let roles, roles.contains(.producer) || roles.contains(.station), !fields.isGiven("code") {
      fields.error(
        at: fields.place, Text { $0.stationHasNoCode },
        Text { $0.addKey("code", example: $0.keyExample("organisation", "code")) })
    }
    guard let name, let roles else { return nil }
    return Organisation(id: "", name: name, code: code, roles: Set(roles), from: from, until: until)
  }

  private static let topic = Form<Topic>.table("plan topic") { fields in
    let name = fields.required("name", .text)
    let source = fields.optional("source", .text)
    let parts = fields.optional("parts", Form<Plan.Label>.label.named())
    guard let name else { return nil }
    return Topic(label: Plan.Label(id: "", name: name, source: source), parts: parts ?? [])
  }

  private static let milestone = Form<Milestone>.table("milestone") { fields in
    let name = fields.required("name", .text)
    let source = fields.optional("source", .text)
    let when = fields.required("when", .span)
    let lead = fields.optional("lead", Form<String>.identifier.placed)
    guard let name, let when else { return nil }
    return Milestone(label: Plan.Label(id: "", name: name, source: source), span: when, lead: lead)
  }
}

extension PlanDraft {
  /// Looks up what its parts say of each other, and puts the plan together.
  func plan(_ reading: Reading) -> Plan? {
    checkCodes(reading)
    checkTwice(
      topics.flatMap { topic in
        [(topic.name, topic.place)] + (topic.value?.parts ?? []).map { ($0.name, $0.place) }
      }, reading)
    checkTwice(requirements.map { ($0.id.value, $0.id.place) }, reading)
    let plan = Plan(
      id: id, title: title, number: number, issued: issued, place: place, basis: basis, from: from,
      until: until,
      programmes: programmes.map { ProgrammeID($0) },
      organisations: organisations.compactMap { named in
        named.value.map { organisation in
          var organisation = organisation
          organisation.id = named.name
          return organisation
        }
      },
      topics: topics.compactMap { named in
        named.value.map { topic in
          Plan.Topic(topic.label.named(named.name), parts: Self.labels(topic.parts))
        }
      },
      audiences: Self.labels(audiences), tags: Self.labels(tags),
      requirements: requirements.map(\.requirement),
      cutoff: cutoff,
      milestones: milestones.compactMap { named in
        named.value.map {
          Plan.Milestone(
            $0.label.named(named.name), from: $0.span.first, until: $0.span.last, lead: $0.lead?.value)
        }
      })
    checkNames(plan, reading)
    return reading.haveErrors ? nil : plan
  }

  private static func labels(_ named: [Named<Plan.Label>]) -> [Plan.Label] {
    named.compactMap { one in one.value.map { $0.named(one.name) } }
  }

  private func checkTwice(_ names: [(name: String, place: Place)], _ reading: Reading) {
    var lines: [String: Int] = [:]
    for (name, place) in names {
      if let line = lines[name] {
        reading.error(at: place, Text { $0.idIsTaken(name, firstLine: line) }, Text { $0.chooseAnotherName })
      } else {
        lines[name] = place.line
      }
    }
  }

  /// A code may pass from one body to another, but on one day it is one body's.
  private func checkCodes(_ reading: Reading) {
    var seen: [(code: String, organisation: Organisation, line: Int)] = []
    for named in organisations {
      guard let organisation = named.value, let code = organisation.code else { continue }
      if let other = seen.first(where: { $0.code == code && Self.overlap($0.organisation, organisation) }) {
        reading.error(
          at: named.place, Text { $0.codeIsHeldTwice(code, firstLine: other.line) },
          Text { $0.changeOneOfTheDates })
      }
      seen.append((code, organisation, named.place.line))
    }
  }

  private static func overlap(_ a: Organisation, _ b: Organisation) -> Bool {
    let aEndsBefore = a.until.flatMap { until in b.from.map { until < $0 } } ?? false
    let bEndsBefore = b.until.flatMap { until in a.from.map { until < $0 } } ?? false
    return !aEndsBefore && !bEndsBefore
  }

  private func checkNames(_ plan: Plan, _ reading: Reading) {
    let bodies = organisations.map(\.name)
    for draft in requirements {
      if case .coverage(let coverage) = draft.requirement.kind {
        let known =
          switch coverage.field {
          case .topics: plan.topics.flatMap { [$0.label.id] + $0.parts.map(\.id) }
          case .audiences: plan.audiences.map(\.id)
          case .tags: plan.tags.map(\.id)
          case .sourceUnits: bodies
          }
        for item in draft.items { check(item, among: known, reading) }
      }
      if let author = draft.author, author.value != "stations" { check(author, among: bodies, reading) }
      if let recipient = draft.recipient { check(recipient, among: bodies, reading) }
    }
    for milestone in milestones {
      if let lead = milestone.value?.lead { check(lead, among: bodies, reading) }
    }
  }

  private func check(_ name: Placed<String>, among known: [String], _ reading: Reading) {
    guard !known.contains(name.value) else { return }
    let suggestion = Nearest.suggestion(for: name.value, among: known)
    reading.error(
      at: name.place, Text { $0.nothingIsCalled(name.value) },
      Text { phrases in
        suggestion.map { phrases.didYouMean($0) }
          ?? (known.isEmpty ? phrases.writeItFirst : phrases.writeOneOf(known))
      })
  }
}
