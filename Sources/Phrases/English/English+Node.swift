extension English {
  public func alarmCleared(_ alarm: String) -> String { "over: \(alarm)" }
  public var logIsSlow: String { "the disk takes too long to write the airtime log" }
  public var lookAtTheDisk: String {
    "the airing goes on air all the same; see whether the disk is full or failing (df, dmesg)"
  }
  public func diskIsLow(_ path: String, megabytesFree: Int) -> String {
    "only \(megabytesFree) MB are free for \(path)"
  }
  public var makeRoomOnDisk: String { "delete what is not needed on that disk, or move it to a larger one" }
  public func directoryNotMade(_ path: String, reason: String) -> String {
    "the folder \(path) can not be made: \(reason)"
  }
  public func makeDirectoryForService(_ path: String) -> String {
    "make it and give it to the user of the service (install -d -o loa -g loa \(path)), or name another in the config"
  }
  public func nodeStarts(name: String, version: String) -> String { "loa \(version) starts for \(name)" }
  public func nodeIsReady(airings: Int) -> String { "ready; \(airings) airings ahead" }
  public var nodeStops: String { "loa stops" }
  public func statusNow(_ title: String, remainingSeconds: Double) -> String {
    "on air: \(title), \(Self.number(remainingSeconds, digits: 0)) s left"
  }
  public func statusNext(_ title: String, day: String, time: String) -> String {
    "next: \(title), \(day) \(time)"
  }
  public var statusNothingAhead: String { "nothing is scheduled for the coming days" }

  public func statusHeader(name: String, day: String, time: String, version: String) -> String {
    "\(name) · \(day) \(time) · loa \(version)"
  }
  public var labelNow: String { "now" }
  public var labelNext: String { "next" }
  public var labelDevice: String { "device" }
  public var labelClock: String { "clock" }
  public var labelDisk: String { "disk" }
  public var labelLog: String { "log" }
  public var labelAlarms: String { "alarms" }
  public var silence: String { "silence" }
  public var none: String { "none" }
  public func onAirLine(title: String, elapsed: Double, remaining: Double, gaps: Int) -> String {
    let base =
      "\(title): \(Self.number(elapsed, digits: 0)) s played, \(Self.number(remaining, digits: 0)) s left"
    return gaps == 0 ? base : "\(base), \(gaps) gaps"
  }
  public func nextLine(day: String, time: String, title: String, state: String) -> String {
    state.isEmpty ? "\(day) \(time)  \(title)" : "\(day) \(time)  \(title) (\(state))"
  }
  public var armed: String { "ready to sound" }
  public func held(_ cause: String) -> String { "held: \(self.cause(code: cause))" }
  public func deviceRunning(name: String, rate: Int, driftPPM: Double?) -> String {
    let drift = driftPPM.map { ", its clock is off by \(Self.number($0, digits: 1)) ppm" } ?? ""
    return "\(name) runs at \(rate) Hz\(drift)"
  }
  public var deviceOpening: String { "opening" }
  public var deviceClosed: String { "closed" }
  public func deviceLost(name: String, trouble: String) -> String {
    "\(name) can not be used: \(deviceTrouble(code: trouble)); trying again"
  }
  public func clockLine(state: String, boundMilliseconds: Double?) -> String {
    guard let bound = boundMilliseconds else { return state }
    return bound < 1000
      ? "\(state), at most \(Self.number(bound, digits: 1)) ms off"
      : "\(state), perhaps \(Self.number(bound / 1000, digits: 0)) s off"
  }
  public var clockTrusted: String { "trusted" }
  public var clockFromUpstream: String { "not synchronised; the upstream node's time is followed" }
  public var clockUnchecked: String { "not checked (the config does not require it)" }
  public var clockConfirmedByPerson: String { "confirmed by a person" }
  public var clockUntrusted: String { "not trusted: nothing plays automatically" }
  public func diskLine(path: String, gigabytesFree: Double) -> String {
    "\(Self.number(gigabytesFree, digits: 1)) GB free for \(path)"
  }
  public func logLine(path: String, waiting: Int) -> String {
    waiting == 0 ? path : "\(path); \(waiting) records wait for the disk"
  }
}
