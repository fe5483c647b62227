import Clocks
import Phrases
import Scheduling
import SeededRandom
import Testing

@testable import Relay

@Suite struct JoinCodeTests {
  let code = JoinCode(
    parent: "79",
    addresses: [RelayAddress("bcc.example.vn:8443")!, RelayAddress("[2001:db8::7]:443")!],
    authority: Array(0..<32), secret: Array(100..<116))

  @Test func isReadAsItIsPrinted() throws {
    #expect(
      code.description
        == "loa1/79/bcc.example.vn:8443,[2001:db8::7]:443/000G-40R4-0M30-E209-185G-R38E-1XJ6-ASK7-D1MP-MTVC-DNQ6-YW3H-E9SG-SWZG"
    )
    #expect(try JoinCode(code.description) == code)
  }

  @Test func formIsForgiving() throws {
    let text = code.description
    #expect(try JoinCode("  " + text + "\n") == code)
    #expect(try JoinCode(text.replacing("-", with: " ")) == code)
    let end = try #require(text.lastIndex(of: "/"))
    let (plain, digits) = (text[...end], text[end...].dropFirst())
    #expect(
      try JoinCode(plain + digits.lowercased().replacing("0", with: "o").replacing("1", with: "l")) == code)
    // A mail program broke the line.
    #expect(try JoinCode(text.prefix(60) + "\r\n  " + text.dropFirst(60)) == code)
  }

  @Test func randomCodesComeBack() throws {
    var chance = SeededChance(7)
    for _ in 0..<200 {
      let code = JoinCode(
        parent: StationCode(String(Int.random(in: 0...99_999, using: &chance))),
        addresses: (0...Int.random(in: 0...3, using: &chance)).map { _ in
          RelayAddress(
            host: "10.0.0.\(Int.random(in: 0...255, using: &chance))",
            port: .random(in: 1...65_535, using: &chance))!
        }, authority: (0..<32).map { _ in .random(in: 0...255, using: &chance) },
        secret: (0..<16).map { _ in .random(in: 0...255, using: &chance) })
      #expect(try JoinCode(code.description) == code)
    }
  }

  @Test func everySingleSlipIsNoticed() throws {
    let text = Array(code.description)
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let start = try #require(text.lastIndex(of: "/")) + 1
    for position in start..<text.count where text[position] != "-" {
      for digit in digits where digit != text[position] {
        var slip = text
        slip[position] = digit
        #expect(throws: IdentityError.self) { try JoinCode(String(slip)) }
      }
    }
    for position in 5..<start where text[position].isNumber {
      var slip = text
      slip[position] = text[position] == "9" ? "8" : "9"
      #expect(throws: IdentityError.self) { try JoinCode(String(slip)) }
    }
    // Two groups in the wrong order.
    var groups = code.description.split(separator: "-")
    groups.swapAt(3, 4)
    #expect(fault(groups.joined(separator: "-")) == .mistyped)
  }

  private func fault(_ text: String) -> JoinCode.Fault? {
    do {
      _ = try JoinCode(text)
    } catch {
      if case .joinCodeMalformed(let fault) = error { return fault }
    }
    return nil
  }

  @Test func whatIsWrongIsSaid() {
    let text = code.description
    #expect(fault("") == .foreign)
    #expect(fault("mật khẩu") == .foreign)
    #expect(fault(String(repeating: "a", count: 5000)) == .foreign)
    #expect(fault(text.replacing("loa1", with: "loa2")) == .newer)
    #expect(fault(String(text.dropLast(5))) == .incomplete)
    #expect(fault(text + "-0000") == .incomplete)
    #expect(fault("loa1/79") == .incomplete)
    #expect(fault(text.replacing("000G", with: "00UG")) == .mistyped)
    #expect(fault(text.replacing("bcc.", with: "b c.,")) == .mistyped)
    for fault in JoinCode.Fault.allCases {
      let error = IdentityError.joinCodeMalformed(fault)
      #expect(!error.what.said(in: .vietnamese).isEmpty && !error.remedy.said(in: .english).isEmpty)
    }
  }
}

@Suite struct RelayAddressTests {
  @Test(arguments: [
    ("bcc.example.vn", "bcc.example.vn:8443"), ("bcc.example.vn:443", "bcc.example.vn:443"),
    ("203.0.113.7:1", "203.0.113.7:1"), ("[2001:db8::7]", "[2001:db8::7]:8443"),
    ("[::1]:65535", "[::1]:65535"),
  ])
  func isReadInAllItsForms(text: String, full: String) {
    #expect(RelayAddress(text)?.description == full)
  }

  @Test(arguments: [
    "", ":443", "host:", "host:0", "host:65536", "host:+1", "2001:db8::7", "[::1", "[::1]x", "[host]:1",
    "a b", "-h",
    "https://bcc.example.vn", "a/b", "ngoài.vn",
  ])
  func isNothingElse(text: String) {
    #expect(RelayAddress(text) == nil)
  }
}

@Suite struct NodeHostTests {
  @Test func aCodeThatIsALabelIsTheHost() {
    #expect(StationCode("29770").host == "29770.loa.internal")
  }

  @Test func codesThatHostNamesWouldConfuseDoNotMeet() {
    #expect(StationCode("HCM").host != StationCode("hcm").host)
    #expect(StationCode("a.b").host.split(separator: ".").count == 3)
  }

  @Test(arguments: ["", ".79", "79-", "7/9", "Đài", "a b", String(repeating: "1", count: 41)])
  func someCodesAreUnfit(code: String) { #expect(!StationCode(code).isFit) }
}

@Suite struct JoinAttemptsTests {
  private let start = MonotonicTime(nanoseconds: 0)

  @Test func tenSlipsCostNothing() {
    var attempts = JoinAttempts()
    for _ in 0..<10 {
      let wait = attempts.wait(at: start)
      #expect(wait == nil)
      attempts.wasWrong(at: start)
    }
  }

  @Test func thenThePausesDouble() {
    var attempts = JoinAttempts()
    for _ in 0..<10 { attempts.wasWrong(at: start) }
    var now = start
    for pause in [1, 2, 4, 8, 16, 30, 30] {
      let wait = attempts.wait(at: now)
      #expect(wait == .seconds(pause))
      now += .seconds(pause)
      let waitNoMore = attempts.wait(at: now)
      #expect(waitNoMore == nil)
      attempts.wasWrong(at: now)
    }
  }

  @Test func onlyOnePassesAtATime() {
    var attempts = JoinAttempts()
    for _ in 0..<10 { attempts.wasWrong(at: start) }
    let later = start + .seconds(5)
    let waits = [attempts.wait(at: later), attempts.wait(at: later)]
    #expect(waits == [nil, .seconds(1)])
  }

  @Test func anHourLaterAllIsForgotten() {
    var attempts = JoinAttempts()
    for _ in 0..<50 { attempts.wasWrong(at: start) }
    let wait = attempts.wait(at: start + .hours(1))
    #expect(wait == nil && attempts.wrong == 0)
  }
}
