import Clocks
import Foundation
import GRDB
import Scheduling
import Testing

@testable import Airtime

/// What is kept beside the chain: replaced as a whole, never mixed up with what the log keeps for itself.
@Suite struct KeepsakeTests {
  let scratch: Scratch
  let clock = TestClock()

  init() throws { scratch = try Scratch() }

  private struct Memory: Codable, Hashable, Sendable {
    var through: WallTime
    var orders: [String]
  }

  private func memory(_ number: Int) -> Memory {
    Memory(
      through: WallTime(seconds: Int64(number)),
      orders: Array(repeating: "lệnh \(number)", count: number % 50))
  }

  @Test func aRundownIsKeptOverARestart() async throws {
    let airing = Airing(
      id: "cchc@1", slot: "cchc", programme: "cchc", plannedStart: entry().plannedStart,
      localStart: entry().localStart, allotted: .minutes(15),
      items: [
        Item(
          role: .edition,
          media: Media(path: "/a", sha256: "00", bytes: 1, duration: .seconds(151), loudness: -20.5))
      ])
    let rundown = Rundown(
      from: entry().plannedStart, until: entry().plannedStart + .days(14), airings: [airing])
    let first = try await opened(scratch, clock)
    let none: Rundown? = try await first.kept(as: "rundown")
    #expect(none == nil)
    try await first.keep(Rundown.empty, as: "rundown")
    try await first.keep(rundown, as: "rundown")
    try await first.shutDown()
    let second = try await opened(scratch, clock)
    let kept: Rundown? = try await second.kept(as: "rundown")
    #expect(kept == rundown)
    #expect(try await second.verify().records == 0)
  }

  /// Also the log of a node that was killed: nothing is shut down.
  @Test(arguments: [true, false]) func orderedMakeUpAiringsAreKeptOverARestart(isKilled: Bool) async throws {
    let makeUp = MakeUp(
      id: "phat-bu:cchc@2022-03-18T17:00", missed: "cchc@2022-03-16T17:00", slot: "cchc", programme: "cchc",
      edition: "cchc/2022-w11", start: entry().plannedStart + .days(2), localStart: entry().localStart,
      allotted: .minutes(15), by: "Lan", reason: "mất điện", orderedAt: entry().plannedStart)
    let first = try await opened(scratch, clock)
    try await first.keep(MakeUpLedger([makeUp]), as: "make-ups")
    if !isKilled { try await first.shutDown() }
    let copy = try Scratch()
    for file in try scratch.files() {
      try FileManager.default.copyItem(atPath: "\(scratch.path)/\(file)", toPath: "\(copy.path)/\(file)")
    }
    let second = try await opened(copy, clock)
    let kept: MakeUpLedger? = try await second.kept(as: "make-ups")
    #expect(kept == MakeUpLedger([makeUp]))
  }

  @Test func eachNameKeepsItsOwn() async throws {
    let log = try await opened(scratch, clock)
    try await log.keep(memory(1), as: "a")
    try await log.keep(memory(2), as: "b")
    let kept: [Memory?] = [try await log.kept(as: "a"), try await log.kept(as: "b")]
    #expect(kept == [memory(1), memory(2)])
  }

  @Test func whoReadsWhileItIsReplacedSeesTheOldOrTheNewWhole() async throws {
    let log = try await opened(scratch, clock)
    try await log.keep(memory(0), as: "memory")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for number in 1...60 { try await log.keep(memory(number), as: "memory") } }
      group.addTask {
        var last = 0
        while last < 60 {
          let kept: Memory = try #require(try await log.kept(as: "memory"))
          let number = Int(kept.through.nanoseconds / 1_000_000_000)
          #expect(kept == memory(number) && number >= last)
          last = number
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func whatCouldNotBeReplacedStaysAsItWas() async throws {
    let log = try await opened(scratch, clock)
    try await log.keep(memory(1), as: "memory")
    try await log.refuseWriting(true)
    #expect(await code { try await log.keep(memory(2), as: "memory") } == "log-unwritable")
    try await log.refuseWriting(false)
    let kept: Memory? = try await log.kept(as: "memory")
    #expect(kept == memory(1))
  }

  @Test(arguments: ["x'00ff'", "CAST('{' AS BLOB)", #"CAST('{"through":"mai"}' AS BLOB)"#, "x''"])
  func aValueThatCanNotBeReadIsNone(value: String) async throws {
    let log = try await opened(scratch, clock)
    try await log.keep(memory(1), as: "memory")
    try await log.tamper("UPDATE keepsake SET value = \(value) WHERE key LIKE '%memory'")
    let kept: Memory? = try await log.kept(as: "memory")
    #expect(kept == nil)
    try await log.keep(memory(2), as: "memory")
    let again: Memory? = try await log.kept(as: "memory")
    #expect(again == memory(2))
  }

  @Test func whatALaterVersionKeptUnderTheNameIsNone() async throws {
    let log = try await opened(scratch, clock)
    try await log.keep(["một", "hai"], as: "memory")
    let kept: Memory? = try await log.kept(as: "memory")
    #expect(kept == nil)
  }

  @Test func noNameReachesWhatTheLogKeepsForItself() async throws {
    let log = try await opened(scratch, clock)
    let known = WallTime(seconds: 1_700_000_000)
    try await log.noteTime(known)
    let own = try await log.onReader { try String.fetchAll($0, sql: "SELECT key FROM keepsake") }
    try #require(own == ["log/last-known-time"])
    for name in own + ["last-known-time", ""] {
      let found: Int64? = try await log.kept(as: name)
      #expect(found == nil)
      try await log.keep(Int64(5), as: name)
    }
    #expect(try await log.lastKnownTime() == known)
    let kept: Int64? = try await log.kept(as: "log/last-known-time")
    #expect(kept == 5)
  }
}
