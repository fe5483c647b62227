import Canonical
import Clocks
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Airtime

@Suite struct CanonicalTests {
  @Test func aValueHasOneSpelling() throws {
    let value = JSONValue.object([
      "b": .list([.integer(Int64.min), .integer(Int64(0)), .flag(true), .list([])]),
      "a": .text("Đài \"1\"\\\u{1F}\t/é"),
      "ä": .object([:]), "B": .flag(false),
    ])
    let spelled = #"{"B":false,"a":"Đài \"1\"\\\u001f\u0009/é","b":[-9223372036854775808,0,true,[]],"ä":{}}"#
    #expect(String(decoding: value.canonical, as: UTF8.self) == spelled)
    #expect(try JSONValue(canonical: Array(spelled.utf8)) == value)
  }

  @Test(arguments: [
    "", " 1", "1 ", "01", "-0", "+1", "1.0", "1e3", "9223372036854775808", "nul", "null", "True", "tru", "\"",
    "\"a",
    "\"\\/\"", "\"\\u0041\"", "\"\\u001F\"", "\"\\n\"", "\"\t\"", "[1,]", "[", "[1", "{\"b\":1,\"a\":2}",
    "{\"a\":1,\"a\":1}", "{\"a\" :1}", "{a:1}", "{\"a\":1,}", "1 2", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
  ])
  func anyOtherSpellingIsRefused(text: String) {
    #expect(throws: NotCanonical.self) { try JSONValue(canonical: Array(text.utf8)) }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: NotCanonical.self) { try JSONValue(canonical: [0x22, 0xC0, 0x80, 0x22]) }
    #expect(throws: NotCanonical.self) { try JSONValue(canonical: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func textKeepsItsExactLetters() throws {
    // Composed and decomposed: equal as text, different as evidence.
    for text in ["Đ\u{1EA1}i", "Đa\u{323}i"] {
      let bytes = JSONValue.text(text).canonical
      let again = try JSONValue(canonical: bytes)
      #expect(again.canonical == bytes)
    }
    #expect(JSONValue.text("\u{1EA1}").canonical != JSONValue.text("a\u{323}").canonical)
  }

  /// Entries with every field set, none set, and something in between.
  private static var samples: [AsRunEntry] {
    var full = entry(1).ended(.partial, .preempted, played: 4_800_000)
    full.gaps = [Gap(at: full.plannedStart, frame: 7, frames: 9, cause: .system)]
    full.substitution = .repeatLast
    full.isRerun = true
    full.priority = .emergency
    full.commandedBy = "Phạm Thị D"
    full.note = "nhường tin khẩn\ncấp"
    full.makesUpFor = "cchc-thu-tu@0"
    full.movedTo = "cchc-thu-tu@1"
    full.level = SoundLevel(mean: -23.1, peak: SoundLevel.floor)
    var bare = entry(2)
    bare.slot = nil
    bare.programme = nil
    bare.edition = nil
    bare.editionTitle = nil
    bare.items = []
    bare.clock = ClockStamp(state: .untrusted)
    return [full, bare, entry(3).ended(.late)]
  }

  @Test(arguments: samples)
  func anEntryComesBackAsItWent(entry: AsRunEntry) throws {
    let bytes = entry.body.canonical
    #expect(try AsRunEntry(body: BodyReader(JSONValue(canonical: bytes))) == entry)
  }

  /// Before there were make-up airings, records had no such member; none that says nothing has it.
  @Test func onlyAMakeUpAiringSaysWhatItMakesUpFor() throws {
    var made = entry().ended(.aired)
    let before = String(decoding: made.body.canonical, as: UTF8.self)
    #expect(!before.contains("makesUpFor"))
    made.makesUpFor = "cchc-thu-tu@2022-03-09T17:00"
    let after = String(decoding: made.body.canonical, as: UTF8.self)
    #expect(
      after
        == before.replacing(
          #""localStart":"2022-03-16T17:00","#,
          with: #""localStart":"2022-03-16T17:00","makesUpFor":"cchc-thu-tu@2022-03-09T17:00","#))
    // Whoever does not know the member reads past it.
    let strange = after.replacing("makesUpFor", with: "makesUpFox")
    made.makesUpFor = nil
    #expect(try AsRunEntry(body: BodyReader(JSONValue(canonical: Array(strange.utf8)))) == made)
  }

  @Test func everyWordOfOutcomeAndCauseComesBack() throws {
    for outcome in Outcome.allCases {
      for cause in Cause.allCases {
        let ended = entry().ended(outcome, cause)
        #expect(try AsRunEntry(body: BodyReader(JSONValue(canonical: ended.body.canonical))) == ended)
      }
    }
  }

  @Test func aCorrectionComesBackAsItWent() throws {
    let at = WallTime(seconds: 5)
    for changes: [Correction.Change] in [
      [
        .outcome(.late), .cause(.clock), .startedAt(at), .endedAt(at), .framesPlayed(9),
        .edition("cchc/x", title: "X"), .note("y"),
      ],
      [.cause(nil), .startedAt(nil), .endedAt(nil), .edition(nil, title: nil), .note(nil)],
      [.edition("cchc/x", title: nil)],
    ] {
      let correction = Correction(changes: changes, author: "A", reason: "B", at: at)
      let bytes = correction.body.canonical
      #expect(try Correction(body: JSONValue(canonical: bytes), at: at) == correction)
    }
  }

  @Test func levelsThatAreNoNumbersAreLeftOut() throws {
    var odd = entry()
    odd.items = [.init(role: .edition, sha256: "", loudness: -.infinity, gain: .nan)]
    odd.clock.bound = .infinity
    let back = try AsRunEntry(body: BodyReader(JSONValue(canonical: odd.body.canonical)))
    #expect(back.items == [.init(role: .edition, sha256: "", loudness: nil, gain: 0)])
    #expect(back.clock.bound == nil)
  }

  /// Whatever the bytes, the decoder answers; what it takes is canonical to the byte, and can be shown.
  @Test(arguments: [UInt64](1...20))
  func mutatedRecordsAreAnsweredAndNeverCrash(seed: UInt64) throws {
    var numbers = SeededChance(seed)
    let bases =
      Self.samples.map(\.body.canonical) + [
        Correction(changes: [.note("x"), .cause(nil)], author: "A", reason: "B", at: WallTime(seconds: 0))
          .body.canonical
      ]
    let pieces: [[UInt8]] = [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "-", "9223372036854775807", "\\u0000", "true",
    ]
    .map { Array($0.utf8) }
    var taken = 0
    for _ in 0..<1500 {
      var bytes = bases.randomElement(using: &numbers) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &numbers) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &numbers)))
        default: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &numbers)
        }
      }
      guard let value = try? JSONValue(canonical: bytes) else { continue }
      #expect(value.canonical == bytes)
      taken += 1
      _ = try? Correction(body: value, at: WallTime(seconds: 0))
      _ = LogNote(number: 1, at: WallTime(seconds: 0), body: bytes)
      guard let entry = try? AsRunEntry(body: BodyReader(value)) else { continue }
      let logged = LoggedEntry(
        entry: entry, original: entry, corrections: [], openedAs: 1, closedAs: nil, isClosed: false,
        checkpoint: nil)
      let table = AirtimeLogTable(
        entries: [logged, logged], from: CivilDate(dayNumber: 0), through: CivilDate(dayNumber: 1), zone: zone
      )
      for shown in [table.text(in: .vietnamese), table.csv(in: .english), table.json()] {
        #expect(!shown.isEmpty)
      }
    }
    #expect(taken > 0)
  }
}
