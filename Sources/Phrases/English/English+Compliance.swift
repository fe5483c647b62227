extension English {
  public var language: Language { .english }
  public func sentence(of clauses: [String]) -> String { clauses.joined(separator: "; ") }
  public func week(_ number: Int, year: Int) -> String { "week \(number)/\(year)" }
  public func month(_ number: Int, year: Int) -> String { "month \(number)/\(year)" }
  public func basis(_ code: String) -> String {
    switch code {
    case "plan": "by the plan"
    case "law": "by law"
    default: "set locally"
    }
  }
  public func evidence(_ code: String) -> String { code }

  public func spansCovered(_ covered: Int, of due: Int, weekly: Bool, least: Int) -> String {
    "\(covered) of \(due) \(weekly ? "weeks" : "months") had \(least) new edition\(least == 1 ? "" : "s") or more"
  }
  public func spansLacking(_ spans: [String]) -> String { "without: \(spans.joined(separator: ", "))" }
  public func spansMoved(_ spans: [String]) -> String {
    "moved because of a holiday, not missed: \(spans.joined(separator: ", "))"
  }
  public func spansDeclared(_ spans: [String]) -> String {
    "only by an officer's word, counted apart: \(spans.joined(separator: ", "))"
  }
  public func spansPending(_ count: Int, weekly: Bool) -> String {
    "\(count) \(weekly ? "weeks" : "months") not yet due"
  }
  public func rerunsApart(_ count: Int) -> String { "\(count) reruns counted apart" }

  public func shareIsRight(_ right: Int, of total: Int, _ what: String) -> String {
    "\(right) of \(total) \(what)"
  }
  public func airingsShort(_ count: Int) -> String { "\(count) did not" }
  public func airingsRepaired(_ count: Int) -> String { "\(count) repaired by a make-up airing" }
  public func airingsDeclared(_ count: Int) -> String {
    "\(count) only by an officer's word, counted apart"
  }
  public func airingsUnknown(_ count: Int) -> String { "nothing is known of \(count)" }
  public func startedWithin(seconds: Double, basis: String) -> String {
    "airings started within \(decimal(seconds, places: 0)) s of their time (\(basis))"
  }
  public func lastedBetween(_ least: Double, _ most: Double, basis: String) -> String {
    "airings lasted from \(length(seconds: least)) to \(length(seconds: most)) (\(basis))"
  }
  public func soundedInFull(_ share: Double, basis: String) -> String {
    "airings sounded to \(decimal(share * 100, places: 0))% or more (\(basis))"
  }
  public func soundedClean(_ loudness: Double, _ tolerance: Double, basis: String) -> String {
    "airings sounded without a break and at \(decimal(loudness, places: 0)) ± \(decimal(tolerance, places: 0)) LUFS (\(basis))"
  }
  public func loudnessUnmeasured(_ count: Int) -> String { "loudness of \(count) not known" }
  public func relayedWith(_ evidence: String, _ share: Double, basis: String) -> String {
    "airings relayed with evidence “\(evidence)” or better and \(decimal(share * 100, places: 0))% of their sound (\(basis))"
  }
  public func editionsCarry(_ field: String) -> String {
    switch field {
    case "plan": "editions name the plan"
    case "url": "editions have an article on the portal"
    case "partner": "editions name a partner organisation"
    default: "editions name the unit that gave the content"
    }
  }

  public func stationsRelayed(_ met: Int, of all: Int) -> String {
    "\(met) of \(all) stations relayed in full"
  }
  public func stationsShort(_ names: [String]) -> String { "short: \(names.joined(separator: ", "))" }
  public func stationsSilent(_ names: [String]) -> String { "no data: \(names.joined(separator: ", "))" }
  public func stationsPending(_ count: Int) -> String { "\(count) not yet due" }

  public func longestGap(_ days: Int, from: String, until: String) -> String {
    "the longest time without a new edition was \(days) days, from \(from) to \(until)"
  }
  public func smallestMargin(seconds: Double, of count: Int) -> String {
    "of \(count) deliveries the latest came \(decimal(seconds / 3600, places: 1)) h before air"
  }
  public var noMarginKnown: String { "no time of delivery is known" }
  public func itemsCovered(_ met: Int, of all: Int, least: Int) -> String {
    "\(met) of \(all) had \(least) edition\(least == 1 ? "" : "s") or more"
  }
  public func itemsLacking(_ names: [String]) -> String { "lacking: \(names.joined(separator: "; "))" }
  public func editionsMarked(_ count: Int, _ name: String, least: Int) -> String {
    "\(count) edition\(count == 1 ? "" : "s") for “\(name)”, at least \(least) wanted"
  }
  public func editionsWithoutMarks(_ count: Int) -> String {
    "\(count) aired edition\(count == 1 ? " is" : "s are") no longer described"
  }

  public func reportsReceived(_ count: Int, of all: Int) -> String { "\(count) of \(all) reports came in" }
  public func reportsLacking(_ names: [String]) -> String { "lacking: \(names.joined(separator: ", "))" }
  public func reportCameIn(on day: String) -> String { "came in on \(day)" }
  public func reportWasDue(on day: String) -> String { "due on \(day)" }
  public var reportHasNotComeIn: String { "has not come in" }
  public var reportHasNoDueDay: String { "the plan names no day for it" }

  public func planEndsBeforeItBegins(_ until: String, _ from: String) -> String {
    "ends on \(until), before it begins on \(from)"
  }
  public func idIsTaken(_ id: String, firstLine: Int) -> String {
    "“\(id)” is used twice; first on line \(firstLine)"
  }
  public func nothingIsCalled(_ id: String) -> String { "nothing in this plan is called “\(id)”" }
  public func keyIsNotForKind(_ key: String, kind: String) -> String {
    "“\(key)” means nothing for the kind “\(kind)”"
  }
  public func keyOfKindIsMissing(_ key: String, kind: String) -> String {
    "the kind “\(kind)” needs “\(key)”"
  }
  public var takeTheKeyOut: String { "take this key out" }
  public var evidenceIsNoGrade: String { "an officer's word is no grade of evidence" }
  public var stationHasNoCode: String { "a producer or station needs the code of its node" }
  public func codeIsHeldTwice(_ code: String, firstLine: Int) -> String {
    "the code \(code) belongs to another body on the same days; first on line \(firstLine)"
  }
  public var limitsAreReversed: String { "the least is more than the most" }
  public func notAQuarter(_ text: String) -> String { "“\(text)” is no span of days" }
  public var expectedSpan: String {
    "a quarter, a month or days, such as 2022-Q2, 2022-06 or 2022-04-01..2022-06-30"
  }
  public func notAShare(_ text: String) -> String { "“\(text)” is no share" }
  public var expectedShare: String { "a share such as 95 %" }
  public func planTwice(_ id: String) -> String { "the plan “\(id)” is given twice" }
}
