import Clocks
import Playout
import Scheduling
import Testing

/// A clock whose time service is gone: how long it is still believed, and what no holdover ever covers.
@Suite struct HoldoverTests {
  let five = Stage.five

  struct Life: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var holdover: Duration
    /// From the loss of the time service to the airing.
    var gone: Duration
    /// One after the other, halfway.
    var steps: [Duration] = []
    var airs: Bool

    init(
      _ description: String, holdover: Duration = .hours(24), gone: Duration, steps: [Duration] = [],
      airs: Bool
    ) {
      testDescription = description
      self.holdover = holdover
      self.gone = gone
      self.steps = steps
      self.airs = airs
    }
  }

  private func policy(_ holdover: Duration) -> Conductor.Policy {
    Conductor.Policy(clock: .init(holdover: holdover))
  }

  @Test(arguments: [
    Life("within", gone: .hours(23), airs: true),
    Life("beyond", gone: .hours(25), airs: false),
    Life("none wanted", holdover: .zero, gone: .minutes(5), airs: false),
    Life("short", holdover: .minutes(10), gone: .minutes(8), airs: true),
    Life("short, beyond", holdover: .minutes(10), gone: .minutes(11), airs: false),
    Life("slewed", gone: .hours(1), steps: [.milliseconds(50), .milliseconds(-50)], airs: true),
    Life("stepped on", gone: .hours(1), steps: [.seconds(2)], airs: false),
    Life("stepped back within what is borne", gone: .hours(1), steps: [.seconds(-2)], airs: false),
    Life("stepped far back", gone: .hours(1), steps: [.hours(-3)], airs: false),
    Life("stepped there and back", gone: .hours(1), steps: [.minutes(10), .minutes(-10)], airs: false),
  ])
  func aClockOnItsOwnIsBelievedUntilItIsSteppedOrTooOld(life: Life) {
    var stage = Stage(at: five - life.gone, policy: policy(life.holdover), [])
    stage.give([airing("a")])
    stage.isSynchronised = false
    // From here on nobody keeps the clock; readings of it are far apart.
    leap(&stage, life.gone / 2)
    for step in life.steps { stage.step(by: step) }
    leap(&stage, five - stage.wall - .seconds(30))
    stage.pass(.seconds(120))
    #expect((stage.entries.map(\.outcome) == [.aired]) == life.airs)
    #expect(stage.alarms(.clockUntrusted).isEmpty == life.airs)
    #expect(stage.armed.isEmpty != life.airs)
  }

  @Test func aClockBehindTheLastKnownTimeIsNotHeldOver() {
    let memory = Conductor.Memory(settledThrough: five - .days(1), lastKnownTime: five + .hours(1))
    var stage = Stage(
      at: five - .minutes(1), policy: policy(.days(30)),
      restored: .init(memory: memory, rundown: nil), [airing("a")])
    // Even while a time service says that it is right.
    stage.pass(.seconds(30))
    stage.isSynchronised = false
    stage.pass(.minutes(3))
    #expect(stage.armed.isEmpty && stage.entries.isEmpty)
    #expect(stage.alarms(.clockUntrusted).count == 1)
  }

  /// A clock set by hand is believed by nobody: what it jumped over waits, and airs when it is set back in time.
  @Test func whatAClockSetByHandJumpedOverIsNotGivenUpWhileNobodyConfirmsIt() {
    var stage = Stage(at: five - .minutes(10), policy: policy(.hours(24)), [airing("a")])
    stage.pass(.seconds(10))
    stage.isSynchronised = false
    stage.step(by: .hours(2))
    stage.pass(.minutes(2))
    #expect(stage.entries.isEmpty && stage.armed.isEmpty)
    #expect(stage.alarms(.clockUntrusted).count == 1)
    stage.step(by: .hours(-2))
    stage.isSynchronised = true
    stage.pass(.minutes(10))
    #expect(stage.entries.map(\.outcome) == [.aired])
  }

  @Test func aRestartWithoutATimeServiceHoldsNothingOver() {
    var stage = Stage(
      at: five - .minutes(1), policy: policy(.days(30)), isSynchronised: false,
      restored: .init(
        memory: .init(settledThrough: five - .days(1), lastKnownTime: five - .minutes(2)), rundown: nil),
      [airing("a")])
    stage.pass(.minutes(3))
    #expect(stage.armed.isEmpty && stage.entries.isEmpty)
  }

  @Test func theServiceThatComesBackBeginsTheHoldoverAnew() {
    var stage = Stage(at: five - .hours(30), policy: policy(.hours(24)), [])
    stage.give([airing("a")])
    stage.isSynchronised = false
    leap(&stage, .hours(20))
    stage.isSynchronised = true
    stage.tell(.tick)
    stage.isSynchronised = false
    leap(&stage, five - stage.wall - .seconds(30))
    stage.pass(.seconds(120))
    #expect(stage.entries.map(\.outcome) == [.aired])
  }

  /// Time passes on both clocks with a tick every ten minutes.
  private func leap(_ stage: inout Stage, _ duration: Duration) {
    var left = duration
    while left > .zero {
      let part = min(left, .minutes(10))
      stage.monotonic += part
      stage.wall += part
      stage.tell(.tick)
      left -= part
    }
  }
}
