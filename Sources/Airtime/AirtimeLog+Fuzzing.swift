import Canonical
import Clocks
import Phrases
import Scheduling

import struct Foundation.TimeZone

extension AirtimeLog {
  /// What a fuzzer calls: the body of a record, out of a database that anyone may have written to. No bytes may crash
  /// or hang, and bytes that are taken have only that one spelling, or a hash over them would mean nothing.
  package static func fuzz(record bytes: UnsafeRawBufferPointer) {
    let body = Array(bytes)
    guard let value = try? JSONValue(canonical: body) else { return }
    precondition(value.canonical == body, "two spellings of one value")
    let contents = LogRecord.Kind.allCases.map {
      LogRecord.Content(
        kind: $0, recordedAt: WallTime(seconds: 1_647_424_800), station: "29770", airing: "a", planned: nil,
        programme: nil, body: body)
    }
    for opening in contents where opening.kind == .opened || opening.kind == .entered {
      guard let logged = try? LoggedEntry.folding([(1, opening)]) else { continue }
      let again = try? AsRunEntry(body: BodyReader(logged.entry.body))
      precondition(again?.body == logged.entry.body, "an entry changes by being written")
      show(logged)
    }
    _ = try? Correction(body: value, at: WallTime(seconds: 1_647_424_800))
  }

  /// The same for a batch of records, out of the network. What is taken has only that one spelling, its hashes are its own,
  /// and none of its records can keep others from being read.
  package static func fuzz(batch bytes: UnsafeRawBufferPointer) {
    let bytes = Array(bytes)
    _ = try? Receipt(canonical: bytes)
    guard let batch = try? RecordBatch(canonical: bytes) else { return }
    precondition((try? batch.canonical) == bytes, "two spellings of one batch")
    for record in batch.records {
      precondition(record.ownHash == record.hash, "a hash that is not its own")
      _ = record.unreadable(from: batch.station)
    }
    let held = HandedSeries(sender: batch.station, series: 1, origin: nil, shared: 0, head: batch.head)
    let verdict = HandedVerdict.of(batch, [held]) { _, number in
      number == 0
        ? LogHead.none.hash : batch.records.first { $0.number == number }?.hash ?? batch.records[0].previous
    }
    precondition(verdict == .held(1), "a batch that was taken is not known again")
  }

  private static func show(_ entry: LoggedEntry) {
    guard let zone = TimeZone(identifier: "Asia/Ho_Chi_Minh") else { return }
    let day = entry.entry.localStart.date
    let table = AirtimeLogTable(entries: [entry], from: day, through: day, zone: zone)
    for language in Language.allCases {
      _ = table.text(in: language)
      _ = table.csv(in: language)
    }
    _ = table.json()
    let picture = AiringPicture(of: AiringPicture.Subject(entry.entry), stations: [], entries: [entry])
    for language in Language.allCases {
      _ = picture.text(in: language, zone: zone)
      _ = picture.csv(in: language, zone: zone)
    }
    _ = picture.json(zone: zone)
  }
}
