import Clocks
public import Phrases
import Scheduling

public import struct Foundation.TimeZone

extension LogNote {
  /// What the remark says, in words: a person's as it was written, one that Loa made by what its code means.
  /// - Parameter zone: in which times are told.
  public func what(in zone: TimeZone) -> Text {
    let words = text.split(separator: " ", maxSplits: 3).map(String.init)
    func number(_ index: Int) -> Int? { words.indices.contains(index) ? Int(words[index]) : nil }
    let local = LocalTime(zone)
    func moment(_ index: Int) -> String? {
      number(index).map { local.moment(WallTime(nanoseconds: Int64($0))) }
    }
    switch (code, words.first) {
    case ("former-log-set-aside", let name?):
      let last = number(1)
      return Text { $0.noteOfFormerLog(name, records: last) }
    case ("records-missing", _?):
      guard let first = number(0), let last = number(1) else { break }
      return Text { $0.noteOfMissingRecords(from: first, through: last) }
    case ("head-differs", _?):
      guard let record = number(0) else { break }
      return Text { $0.noteOfDifferentHead(record) }
    case ("head-missing", _?):
      guard let record = number(0) else { break }
      return Text { $0.noteOfMissingHead(record) }
    case ("refused", let why?):
      return Text { $0.noteOfRefusedRecord(why) }
    case ("clock-confirmed", _?):
      guard let confirmed = moment(1) else { break }
      let isBehind = if let known = number(0), let then = number(1) { known > then } else { false }
      let known = isBehind ? moment(0) : nil
      let who = by
      return Text { $0.noteOfConfirmedClock(by: who ?? "?", confirmed, seenBefore: known) }
    case (AirtimeLog.restoredCode, _?):
      guard let taken = moment(0), let end = number(1) else { break }
      let (former, folder) = (number(2), words.indices.contains(3) ? words[3] : nil)
      return Text { $0.noteOfRestore(backupOf: taken, through: end, formerEnd: former, setAside: folder) }
    case (ReportReceipt.code, _?):
      guard let receipt = ReportReceipt(self) else { break }
      return Text {
        $0.noteOfReceivedReport(receipt.organisation, receipt.period, receipt.fileName, by: receipt.by)
      }
    default: break
    }
    // A person's, or of a code that a newer version makes.
    let said = code.map { "\($0): \(text)" } ?? text
    return Text(verbatim: said)
  }

  /// When it was entered, as a person reads it: `17:00:05 16/03/2022`.
  public func moment(in zone: TimeZone) -> String { LocalTime(zone).moment(at) }
}
