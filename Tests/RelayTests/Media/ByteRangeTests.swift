import HTTPTypes
import Testing

@testable import Relay

@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=0-", 0..<1000), ("bytes=0-0", 0..<1), ("bytes=999-", 999..<1000), ("bytes=10-19", 10..<20),
    ("bytes=10-99999", 10..<1000), ("bytes=-1", 999..<1000), ("bytes=-5000", 0..<1000),
    ("Bytes= 10-19 ", 10..<20), ("bytes=0-99999999999999999999999", 0..<1000),
  ])
  func aRangeMeansTheseBytes(field: String, bytes: Range<Int64>) throws {
    #expect(try #require(ByteRange(field)).resolved(in: 1000) == bytes)
  }

  @Test(arguments: ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999-"])
  func aRangeBeyondTheFileHasNone(field: String) throws {
    #expect(try #require(ByteRange(field)).resolved(in: 1000) == nil)
  }

  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,5-6", "items=0-1", "bytes=+1-2",
    "bytes=1 - 2", "bytes=--1", "bytes=0x10-", "bytes=-1-2",
  ])
  func whatIsNoSingleRangeIsIgnored(field: String) {
    #expect(ByteRange(field) == nil)
  }

  @Test func anAnswerSaysWhatItCarries() {
    let read = ["bytes 5-9/10", "bytes 5-9/*", "bytes */10"].map(ContentRange.init)
    #expect(read.map { $0?.start } == [5, 5, nil])
    #expect(read.map { $0?.total } == [10, nil, 10])
    for bad in ["", "bytes", "bytes 9-5/10", "bytes 5-/10", "bytes -5/10", "items 5-9/10", "bytes 5-9/x"] {
      #expect(ContentRange(bad) == nil, "\(bad)")
    }
  }

  private func part(_ method: HTTPRequest.Method = .get, _ asked: HTTPFields) -> ServedPart {
    ServedPart(sha256: String(repeating: "a", count: 64), length: 1000, method: method, asked: asked)
  }

  @Test func aRequestIsAnsweredAsRFC9110Says() {
    let tag = "\"" + String(repeating: "a", count: 64) + "\""
    let whole = part(.get, [:])
    #expect(whole.status == .ok && whole.range == 0..<1000 && whole.headers[.contentLength] == "1000")
    #expect(whole.headers[.eTag] == tag)
    let some = part(.get, [.range: "bytes=100-199"])
    #expect(some.status == .partialContent && some.range == 100..<200)
    #expect(some.headers[.contentRange] == "bytes 100-199/1000" && some.headers[.contentLength] == "100")
    let none = part(.get, [.range: "bytes=1000-"])
    #expect(none.status == .rangeNotSatisfiable && none.headers[.contentRange] == "bytes */1000")
    #expect(none.range == nil)
    #expect(part(.head, [.range: "bytes=1-2"]).status == .ok)
    #expect(part(.get, [.range: "bytes=0-1,4-5"]).status == .ok)
    #expect(part(.get, [.range: "bytes=1-2", .ifRange: tag]).status == .partialContent)
    #expect(part(.get, [.range: "bytes=1-2", .ifRange: "\"other\""]).status == .ok)
    #expect(part(.get, [.ifNoneMatch: tag]).status == .notModified)
    #expect(part(.get, [.ifNoneMatch: "\"x\", W/\(tag)"]).status == .notModified)
    #expect(part(.get, [.ifNoneMatch: "*"]).status == .notModified)
    #expect(part(.get, [.ifNoneMatch: "\"x\""]).status == .ok)
  }
}
