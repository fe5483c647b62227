// Writes an airtime log for the tests that kill it, and measures its speed.
//
//   AirtimeWriter write DIRECTORY      airing after airing, each step told on standard output once it is done
//   AirtimeWriter migrate DIRECTORY    stops for ever in the middle of a migration
//   AirtimeWriter upgrade DIRECTORY    two steps of migration that copy the whole log; tells what it finds and leaves
//   AirtimeWriter receive DIRECTORY    takes what a station hands up, each receipt told on standard output
//   AirtimeWriter measure DIRECTORY N  N airings at once, then verifies them
//   AirtimeWriter stations DIRECTORY N N records of each of ten stations handed up, then a day read
import Airtime
import Clocks
import GRDB
import Glibc
import Phrases
import Scheduling

func wallTime() -> WallTime {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return WallTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
}

func tell(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = Glibc.write(1, bytes, bytes.count)
}

func entry(_ number: Int) -> AsRunEntry {
  let start = WallTime(seconds: 1_647_424_800 + Int64(number) * 60)
  let airing = Airing(
    id: AiringID("cchc@\(number)"), slot: "cchc", programme: "cchc", plannedStart: start,
    localStart: CivilCalendar.utc.civil(of: start), allotted: .minutes(15), edition: "cchc/2022-w11",
    editionTitle: "Kỳ 11: Dịch vụ công trực tuyến",
    items: [
      Item(
        role: .edition,
        media: Media(
          path: "/", sha256: String(repeating: "ab", count: 32), bytes: 1, duration: .seconds(151),
          loudness: -18.2), gain: -4.8)
    ])
  return AsRunEntry(
    for: airing, station: "29770", frameRate: 48_000, clock: ClockStamp(state: .trusted), software: "test")
}

func write(_ directory: String) async throws {
  let log = try await AirtimeLog.open(directory: directory, now: wallTime)
  for incident in log.incidents { tell("incident \(incident.code)") }
  for left in try await log.openEntries() {
    var entry = left.entry
    entry.outcome = .partial
    entry.cause = .power
    try await log.close(entry)
    tell("closed \(entry.airing)")
  }
  // Numbers go on where the last run ended, by what the log itself knows.
  let known = try await log.entries(from: WallTime(nanoseconds: 0), until: WallTime(nanoseconds: .max))
  var number = known.count
  while true {
    var entry = entry(number)
    number += 1
    try await log.open(entry)
    tell("opened \(entry.airing)")
    entry.startedAt = entry.plannedStart
    for second in 1...3 {
      entry.framesPlayed = Int64(second) * 48_000
      try await log.checkpoint(Checkpoint(entry, at: wallTime()))
      tell("reached \(entry.airing) \(entry.framesPlayed)")
    }
    entry.outcome = .aired
    try await log.close(entry)
    tell("closed \(entry.airing)")
  }
}

func migrate(_ directory: String) async throws {
  var schema = LogSchema.current
  schema.steps.append(
    LogSchema.Step(name: "half done") { db in
      try db.execute(sql: "CREATE TABLE half (number INTEGER); INSERT INTO half SELECT number FROM record")
      tell("half done")
      while true { pause() }
    })
  _ = try await AirtimeLog.open(directory: directory, schema: schema, now: wallTime)
}

/// Each step leaves as many rows as the log has records, or nothing.
func upgrade(_ directory: String) async throws {
  let copies = ["copy_1", "copy_2"]
  let queue = try DatabaseQueue(path: directory + "/airtime.sqlite")
  let found = try await queue.read { db in
    try copies.map { copy in
      try db.tableExists(copy) ? try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(copy)") ?? -1 : 0
    }
  }
  try queue.close()
  tell("found \(found[0]) \(found[1])")
  var schema = LogSchema.current
  for copy in copies {
    schema.steps.append(
      LogSchema.Step(name: copy) { db in
        try db.execute(
          sql: "CREATE TABLE \(copy) AS SELECT * FROM record; CREATE INDEX \(copy)_hash ON \(copy) (hash)")
      })
  }
  let log = try await AirtimeLog.open(directory: directory, schema: schema, now: wallTime)
  let verification = try await log.verify()
  tell("verified \(verification.records) \(verification.isWhole && log.incidents.isEmpty)")
  try await log.shutDown()
}

/// Stands in for a station's signature.
func sign(_ message: [UInt8]) -> [UInt8] { message.reversed() }

func receive(_ directory: String) async throws {
  let parent = try await AirtimeLog.open(directory: directory, now: wallTime)
  // The same log each time: the instants at which it is written too.
  let below = directory + "/station"
  let isNew = mkdir(below, 0o755) == 0
  let child = try await AirtimeLog.open(directory: below, now: wallTime)
  if isNew {
    try await child.record(
      (0..<3000).map { number in
        var entry = entry(number)
        entry.outcome = .aired
        return entry
      })
  }
  // The place is forgotten each time: the parent says it.
  var after: Int64 = 0
  while let batch = try await child.batch(after: after, station: "29770", limit: 20, sign: sign) {
    let receipt = try await parent.receive(batch, from: "29770") { sign($0) == $1 }
    after = try await child.position(after: receipt)
    tell("acknowledged \(receipt.acknowledged)")
  }
  while true { pause() }
}

func stations(_ directory: String, _ count: Int) async throws {
  let parent = try await AirtimeLog.open(directory: directory, now: wallTime)
  func seconds(since start: WallTime) -> Double { (wallTime() - start).inSeconds }
  var taking = 0.0
  for station in 0..<10 {
    let below = directory + "/station\(station)"
    _ = mkdir(below, 0o755)
    let child = try await AirtimeLog.open(directory: below, now: wallTime)
    let code = "2980\(station)"
    try await child.record(
      (0..<count).map { number in
        // A hundred minutes of each day.
        var entry = entry(number % 100 + number / 100 * 1440)
        entry.airing = AiringID("cchc@\(number)")
        entry.station = code
        entry.outcome = .aired
        entry.startedAt = entry.plannedStart
        entry.framesPlayed = entry.framesDue
        return entry
      })
    var after: Int64 = 0
    while let batch = try await child.batch(after: after, station: code, sign: sign) {
      let bytes = try batch.canonical
      let start = wallTime()
      let receipt = try await parent.receive(RecordBatch(canonical: bytes), from: code) { sign($0) == $1 }
      taking += seconds(since: start)
      after = receipt.acknowledged
    }
    try await child.shutDown()
  }
  tell("records taken a second: \(Int(Double(count * 10) / taking))")
  let first = entry(0).plannedStart
  for _ in 0..<3 {
    let start = wallTime()
    let day = try await parent.entries(from: first, until: first + .days(1))
    tell("a day of \(day.count) entries read in \(seconds(since: start)) s")
  }
  var start = wallTime()
  let one = try await parent.entries(from: first, until: first + .days(1), station: "29803")
  tell("one station's \(one.count) entries of that day read in \(seconds(since: start)) s")
  start = wallTime()
  let verification = try await parent.verify { _, message, signature in sign(message) == signature }
  tell(
    "verified: \(verification.stations.reduce(0) { $0 + $1.records }) records of stations in "
      + "\(seconds(since: start)) s, whole: \(verification.isWhole)")
  try await parent.shutDown()
}

func measure(_ directory: String, _ count: Int) async throws {
  let log = try await AirtimeLog.open(directory: directory, now: wallTime)
  func seconds(since start: WallTime) -> Double { (wallTime() - start).inSeconds }
  var start = wallTime()
  for number in 0..<200 { try await log.open(entry(count + number)) }
  tell("synced records a second: \(Int(200 / seconds(since: start)))")
  start = wallTime()
  var number = 0
  while number < count {
    let batch = (number..<min(number + 10_000, count)).map { number in
      var entry = entry(number)
      entry.outcome = .missed
      entry.cause = .power
      return entry
    }
    try await log.record(batch)
    number += batch.count
  }
  tell("records a second in large transactions: \(Int(Double(count) / seconds(since: start)))")
  start = wallTime()
  let verification = try await log.verify()
  tell(
    "verified: \(verification.records) records in \(seconds(since: start)) s, "
      + "\(verification.fault?.what.description ?? "whole")")
  start = wallTime()
  // As a power cut leaves it: with a write-ahead log beside it.
  let again = try await AirtimeLog.open(directory: directory, now: wallTime)
  tell("opened as a kill leaves it in \(seconds(since: start)) s")
  try await again.shutDown()
  try await log.shutDown()
  start = wallTime()
  let last = try await AirtimeLog.open(directory: directory, now: wallTime)
  tell("opened after a clean end in \(seconds(since: start)) s")
  try await last.shutDown()
}

func open(_ directory: String) async throws {
  let start = wallTime()
  let log = try await AirtimeLog.open(directory: directory, now: wallTime)
  tell("opened in \((wallTime() - start).inSeconds) s")
  try await log.shutDown()
}

let words = CommandLine.arguments
switch (words.dropFirst().first, words.count) {
case ("write", 3): try await write(words[2])
case ("migrate", 3): try await migrate(words[2])
case ("upgrade", 3): try await upgrade(words[2])
case ("receive", 3): try await receive(words[2])
case ("stations", 4): try await stations(words[2], Int(words[3]) ?? 10_000)
case ("open", 3): try await open(words[2])
case ("measure", 4): try await measure(words[2], Int(words[3]) ?? 10_000)
default:
  tell("AirtimeWriter write|migrate|upgrade|receive|open DIRECTORY, or measure|stations DIRECTORY N")
  exit(64)
}
