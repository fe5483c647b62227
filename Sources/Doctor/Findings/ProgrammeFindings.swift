import Airtime
import Clocks
import Dashboard
import Phrases
import Scheduling

extension ProgrammeFacts {
  public var findings: [Finding] {
    var found: [Finding] = []
    if let onAir { found.append(.note(.programme, "on-air", Text { $0.doctorOnAir(onAir) })) }
    found += ahead
    if let last { found.append(Self.finding(of: last)) }
    return found
  }

  private var ahead: [Finding] {
    let days = days
    guard let next else {
      return [
        .warning(
          .programme, "nothing-ahead", Text { $0.doctorNothingAhead(days: days) },
          remedy: .command("loa schedule"))
      ]
    }
    if let missing, missing.instead == nil {
      return [.fault(.programme, "edition-missing", missing.what, remedy: missing.remedy)]
    }
    var found = troubles.map { Finding.fault(.programme, $0.code, $0.what, remedy: $0.remedy) }
    let title = next.title
    if next.isUndelivered {
      found.append(
        .fault(
          .programme, "not-delivered", Text { $0.doctorNextIsNotHere(title, at: $0.moment(next.localStart)) },
          remedy: Text { $0.doctorWaitForTheFiles }))
    } else if next.items.isEmpty {
      found.append(
        .fault(
          .programme, "nothing-to-play", Text { $0.doctorNextIsEmpty(title, at: $0.moment(next.localStart)) },
          remedy: .command("loa check")))
    }
    if let missing {
      found.append(.warning(.programme, "edition-replaced", missing.what, remedy: missing.remedy))
    }
    if next.contentDuration > next.dueDuration {
      let (length, allotted) = (next.contentDuration.inSeconds, next.allotted.inSeconds)
      let slot = next.slot?.text ?? next.id.text
      found.append(
        .warning(
          .programme, "longer-than-allotted",
          Text { $0.longerThanAllotted(title, length: length, slot: slot, allotted: allotted) },
          remedy: Text { $0.shortenOrAllotMore }))
    }
    if filesUnseen {
      found.append(
        .note(
          .programme, "files-unseen", Text { $0.doctorFilesUnseen(title) },
          remedy: .command("sudo loa doctor")))
    }
    let minutes = Int(((next.plannedStart - at).inSeconds / 60).rounded(.up))
    let when = Text { $0.doctorNextAirs(title, at: $0.moment(next.localStart), inMinutes: minutes) }
    let isGood = !found.contains { $0.severity == .fault }
    found.insert(
      isGood ? .good(.programme, "next-airing", when) : .note(.programme, "next-airing", when), at: 0)
    return found
  }

  private static func finding(of entry: AsRunEntry) -> Finding {
    let title = entry.editionTitle ?? entry.programme?.text ?? entry.airing.text
    let local = entry.localStart
    guard let outcome = entry.outcome, outcome != .aired else {
      return .good(
        .programme, "last-aired", Text { $0.doctorLastAired(title, at: $0.moment(local)) })
    }
    let cause = entry.cause
    let what = Text { words in
      words.doctorLastDidNot(
        title, at: words.moment(local), outcome: words.choose(outcome.text),
        cause: cause.map { words.choose($0.text) })
    }
    // What people decided is no trouble.
    guard [.partial, .missed, .late, .interrupted].contains(outcome), cause != .operator else {
      return .note(.programme, "last-airing", what)
    }
    return .warning(
      .programme, "last-airing", what, remedy: .command("loa log --airing \(entry.airing)"))
  }
}

extension Phrases {
  fileprivate func choose(_ text: Text) -> String {
    choose(vietnamese: text.said(in: .vietnamese), english: text.said(in: .english))
  }
}
