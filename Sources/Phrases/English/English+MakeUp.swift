extension English {
  public func listedAsMakeUp(for moment: String) -> String { "make-up airing for \(moment)" }
  public func listedAsTakenBack(by person: String) -> String {
    person.isEmpty ? "taken back" : "taken back by \(person)"
  }
  public func named(airing: String) -> String { "name: \(airing)" }
  public func makesUp(for airing: String) -> String { "makes up for \(airing)" }
  public func noteOfMakeUp(_ id: String, for airing: String, reason: String?) -> String {
    "make-up airing \(id) ordered for \(airing)" + (reason.map { ": \($0)" } ?? "")
  }
  public func noteOfMakeUpCancelled(_ id: String, reason: String?) -> String {
    "make-up airing \(id) taken back" + (reason.map { ": \($0)" } ?? "")
  }

  public func airingIsNotInLog(_ airing: String) -> String {
    "the log of this node has no airing \(airing)"
  }
  public var lookIntoTheLog: String {
    "write the airing as loa log --json or loa schedule --json names it, such as cchc-thu-tu@2022-03-16T17:00; one whose time has not come needs no make-up"
  }
  public func airingIsOnAir(_ airing: String) -> String { "the airing \(airing) is not over" }
  public var waitForItsEnd: String { "wait for its end, then see loa log" }
  public func airingWasFull(_ airing: String) -> String { "the airing \(airing) aired in full" }
  public func airingIsNotOwed(_ airing: String, wasMoved: Bool, _ cause: String?) -> String {
    wasMoved
      ? "the airing \(airing) was moved to another time"
      : "the airing \(airing) was cancelled" + (cause.map { ": \($0)" } ?? "")
  }
  public var nothingToMakeUp: String {
    "there is nothing to make up for; to air it once more, use loa play"
  }
  public func airingIsUpstreams(_ airing: String) -> String {
    "the airing \(airing) is the upstream node's; this node only relays it"
  }
  public var askUpstreamToMakeUp: String {
    "ask the upstream node to make up for it (loa make-up there); the stations will relay that"
  }
  public func noEditionToMakeUp(_ airing: String, _ edition: String?) -> String {
    edition.map { "the edition \($0) of the airing \(airing) is gone or not approved" }
      ?? "there is no approved edition for the airing \(airing)"
  }
  public var bringEditionToMakeUp: String {
    "put the edition into its programme's folder and have it approved (loa check), then order again; for a file that was ordered, use loa play"
  }
  public func airingIsMadeUp(_ airing: String, by makeUp: String, at moment: String) -> String {
    "the airing \(airing) has its make-up airing \(makeUp), \(moment)"
  }
  public func cancelMakeUpFirst(_ makeUp: String) -> String {
    "for another time: loa make-up cancel \(makeUp), then order again"
  }
  public func makeUpIsTooFar(_ moment: String) -> String { "\(moment) is too far ahead" }
  public func nameATimeWithin(days: Int) -> String { "choose a time within the next \(days) days" }
  public func makeUpInQuietHours(_ moment: String) -> String {
    "begun \(moment), the make-up airing would sound in quiet hours"
  }
  public func makeUpClashes(with airing: String, at moment: String) -> String {
    "that time clashes with \(airing), \(moment)"
  }
  public func chooseAFreeTime(_ times: [String]) -> String {
    times.isEmpty
      ? "choose another time; leave out --at to see free times"
      : "choose a free time nearby: \(times.joined(separator: "; "))"
  }
  public func noSuchMakeUp(_ id: String) -> String { "there is no make-up airing \(id)" }
  public func makeUpIsNotAhead(_ id: String) -> String {
    "the make-up airing \(id) has begun, is over, or was taken back"
  }
  public var listMakeUps: String { "see loa make-up list; what is on air is stopped with loa stop" }

  public var makeUpAbstract: String {
    "Make-up airings: propose free times, and schedule one for an airing that was not full."
  }
  public var makeUpDiscussion: String {
    "Without --at it proposes free times. A make-up airing goes the same way as the schedule: loa schedule lists it, and stations relay it."
  }
  public var makeUpOrderAbstract: String { "Propose free times, or schedule a make-up airing with --at." }
  public var makeUpListAbstract: String { "The make-up airings that were ordered." }
  public var makeUpCancelAbstract: String {
    "Take back a make-up airing whose time has not come; the log says who."
  }
  public var missedAiringArgument: String {
    "The airing that was not full, as the log names it, such as cchc-thu-tu@2022-03-16T17:00."
  }
  public var makeUpArgument: String {
    "The make-up airing, as loa make-up list names it, such as phat-bu:cchc-thu-tu@2022-03-18T17:00."
  }
  public var makeUpAtOption: String {
    "When: +2m, 17:00 or 2022-03-18T17:00 (local time). Left out: free times are proposed."
  }
  public func airingToMakeUp(
    _ airing: String, _ title: String, at moment: String, outcome: String, cause: String?, stations: [String]
  ) -> String {
    let how = [outcome, cause].compactMap(\.self).joined(separator: ", ")
    let everywhere = stations.isEmpty ? how : "\(how); not in full at \(stations.joined(separator: ", "))"
    return "\(title), \(moment) (\(airing)): \(everywhere)."
  }
  public func freeTimes(until lastDay: String?) -> String {
    lastDay.map { "Free times for a make-up airing (the plan counts it until \($0)):" }
      ?? "Free times for a make-up airing:"
  }
  public var noFreeTime: String { "There is no free time for a make-up airing." }
  public func windowIsOver(_ lastDay: String) -> String {
    "The plan's days for a make-up airing are over (\(lastDay)): reports will not count it as repaired."
  }
  public func makeUpOrdered(_ id: String, for airing: String, at moment: String) -> String {
    "\(moment) makes up for \(airing): \(id)"
  }
  public func makeUpTakenBack(_ id: String) -> String { "taken back: \(id)" }
  public var noMakeUps: String { "There are no make-up airings." }
  public var makeUpAhead: String { "ahead" }
}
