import Clocks
import Phrases
import Playout
import SeededRandom
import Testing

/// A switch, and the time to turn by hand.
private struct Amplifier {
  var power = PowerSwitch(.init(before: .seconds(30), after: .seconds(60)))
  var now = ClockReading(
    wall: Stage.five, monotonic: MonotonicTime(nanoseconds: 1_000_000_000_000), isSynchronised: true)
  var turns: [Bool] = []
  var raised: [Alarm] = []
  var notes = 0
  var cleared = 0
  /// What is answered to the next turns.
  var works = true
  var isOn = true

  mutating func look(isOnAir: Bool = false, next: Duration? = nil) {
    for action in power.look(isOnAir: isOnAir, next: next, now: now.monotonic) { take(action) }
  }

  private mutating func take(_ action: PowerSwitch.Action) {
    switch action {
    case .turn(let on):
      turns.append(on)
      if works { isOn = on }
      let failure = works ? nil : Text(verbatim: "no such device")
      for action in power.switched(failure, now: now) { take(action) }
    case .raise(let alarm): raised.append(alarm)
    case .clear: cleared += 1
    case .note: notes += 1
    }
  }

  mutating func pass(_ duration: Duration) {
    now = ClockReading(
      wall: now.wall + duration, monotonic: now.monotonic + duration, isSynchronised: true)
  }
}

@Suite struct PowerSwitchTests {
  @Test func itIsOnAroundAnAiringAndOffOtherwise() {
    var amplifier = Amplifier()
    // How it stood is not known.
    amplifier.look(next: .seconds(100))
    #expect(amplifier.turns == [false])
    amplifier.pass(.seconds(69))
    amplifier.look(next: .seconds(31))
    #expect(!amplifier.isOn)
    amplifier.pass(.seconds(1))
    amplifier.look(next: .seconds(30))
    #expect(amplifier.isOn)
    amplifier.pass(.seconds(30))
    for _ in 0..<60 {
      amplifier.look(isOnAir: true)
      amplifier.pass(.seconds(1))
    }
    amplifier.pass(.seconds(58))
    amplifier.look()
    #expect(amplifier.isOn)
    amplifier.pass(.seconds(1))
    amplifier.look()
    #expect(amplifier.turns == [false, true, false])
    #expect(!amplifier.power.isToBeTurnedOffAtTheEnd && amplifier.raised.isEmpty)
  }

  @Test func betweenTwoAiringsCloseToEachOtherItStaysOn() {
    var amplifier = Amplifier()
    amplifier.look(isOnAir: true)
    amplifier.pass(.seconds(40))
    amplifier.look(next: .seconds(45))
    amplifier.pass(.seconds(19))
    amplifier.look(next: .seconds(26))
    amplifier.pass(.seconds(20))
    amplifier.look(next: .seconds(6))
    #expect(amplifier.turns == [true])
  }

  @Test func whatFailsIsToldOnceAndTriedAgainUntilItWorks() throws {
    var amplifier = Amplifier()
    amplifier.works = false
    for _ in 0..<600 {
      amplifier.look(isOnAir: true)
      amplifier.pass(.seconds(1))
    }
    // 2, 4, 8, 16, 32 s, and then each minute.
    #expect((13...16).contains(amplifier.turns.count) && amplifier.turns.allSatisfy(\.self))
    #expect(amplifier.notes == 1)
    let alarm = try #require(amplifier.raised.first)
    #expect(alarm.kind == .powerFailed)
    #expect(alarm.text.said(in: .english) == "the amplifier could not be switched on: no such device")
    #expect(alarm.remedy.said(in: .vietnamese).hasPrefix("bật ngay bằng tay"))
    amplifier.works = true
    amplifier.pass(.seconds(60))
    amplifier.look(isOnAir: true)
    #expect(amplifier.isOn && amplifier.cleared == 1)
    // Another failure is news.
    amplifier.works = false
    amplifier.pass(.seconds(61))
    amplifier.look()
    #expect(amplifier.notes == 2)
    #expect(amplifier.raised.last?.text.said(in: .english).contains("switched off") == true)
    #expect(amplifier.power.isToBeTurnedOffAtTheEnd)
  }

  @Test func aFailureToSwitchOffDoesNotDelaySwitchingOn() {
    var amplifier = Amplifier()
    amplifier.works = false
    for _ in 0..<300 {
      amplifier.look()
      amplifier.pass(.seconds(1))
    }
    amplifier.works = true
    amplifier.look(next: .seconds(10))
    #expect(amplifier.turns.last == true && amplifier.isOn)
  }

  @Test func whileACommandRunsNothingElseIsAskedFor() {
    var power = PowerSwitch(.init())
    let start = MonotonicTime(nanoseconds: 0)
    guard case .turn(true)? = power.look(isOnAir: true, next: nil, now: start).first else {
      Issue.record("it is not switched on")
      return
    }
    #expect(power.look(isOnAir: false, next: nil, now: start + .minutes(10)).isEmpty)
  }

  /// Whatever comes when: where commands work, there is power whenever something sounds, and none long after.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func wheneverSomethingSoundsThereIsPower(seed: UInt64) {
    var random = SeededChance(seed)
    var amplifier = Amplifier()
    var quiet = Duration.zero
    for _ in 0..<30 {
      let silence = Duration.seconds(Int.random(in: 1...300, using: &random))
      var left = silence
      while left > .zero {
        amplifier.look(next: left)
        if quiet > .seconds(60), left > .seconds(30) { #expect(!amplifier.isOn) }
        if left <= .seconds(30) { #expect(amplifier.isOn) }
        amplifier.pass(.seconds(1))
        left -= .seconds(1)
        quiet += .seconds(1)
      }
      for _ in 0..<Int.random(in: 1...100, using: &random) {
        amplifier.look(isOnAir: true)
        #expect(amplifier.isOn)
        amplifier.pass(.seconds(1))
      }
      quiet = .seconds(1)
    }
  }
}
