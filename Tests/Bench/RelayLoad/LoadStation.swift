import Clocks
import Foundation
import NIOCore
import NIOSSL
import Relay
import Scheduling

/// A station that holds its parent's stream, fetches the manifest when told, exchanges the time and reports, at the pace of
/// a real one (`Uplink`), and airs nothing. It lives on one event loop.
final class LoadStation {
  private let context: NIOSSLContext
  private let dialling: Dialling
  private let crowd: Crowd
  /// When it does what it does now and then: real stations were not switched on together.
  private let phase: Int

  private var watch = LinkWatch(at: MonotonicTime(nanoseconds: 0))
  private var stream: (any Channel)?
  private var calls: (any Channel)?
  private var callsHandler: CallsHandler?
  private var isDiallingForCalls = false
  /// The first has been sent, where the connection stands.
  private var waiting: [Call] = []
  private var isAsking = false
  private var rundownCame = false
  private var lastAnswer = NIODeadline.now()
  private var manifest: Int64 = 0
  private(set) var held: Int64 = 0
  /// The newest report has been answered.
  private(set) var hasReported = false

  private enum Call {
    case manifest
    case time(left: Int)
    case report(manifest: Int64)
  }

  init(context: NIOSSLContext, dialling: Dialling, crowd: Crowd, phase: Int) {
    self.context = context
    self.dialling = dialling
    self.crowd = crowd
    self.phase = phase
  }

  var isUp: Bool { watch.isUp }

  /// Dials anew, at once.
  func begin() {
    watch = LinkWatch(at: now)
    hasReported = false
    waiting = []
    look()
  }

  /// Another manifest is to come.
  func expect() { hasReported = false }

  /// As a real station does every tenth of a second.
  func look() {
    switch watch.handle(.tick, at: now, chance: .random(in: 0..<1)) {
    case .connect: dial()
    case .giveUp: stream?.close(promise: nil)
    case nil: break
    }
  }

  /// Called once a second.
  func lookAround(second: Int) {
    guard watch.isUp else { return }
    if (second + phase).isMultiple(of: 60) { ask(.time(left: 4)) }
  }

  private var now: MonotonicTime { MonotonicTime(nanoseconds: Int64(NIODeadline.now().uptimeNanoseconds)) }

  // MARK: The stream

  private func dial() {
    crowd.tried += 1
    let request = dialling.head("GET", "/v1/events?rundowns=yes", "Accept: text/event-stream\r\n")
    dialling.connect(context) { [unowned self] in
      [EventsHandler(request: request) { [unowned self] in heard($0) }]
    }.assumeIsolated().whenComplete { [self] result in
      switch result {
      case .success(let channel): stream = channel
      case .failure: lost()
      }
    }
  }

  private func heard(_ heard: EventsHandler.Heard) {
    if case .end = heard { return lost() }
    let wasUp = watch.isUp
    _ = watch.handle(.heard, at: now, chance: 0)
    if !wasUp {
      crowd.up += 1
      ask(.manifest)
      ask(.report(manifest: held))
      ask(.time(left: 4))
    }
    if case .rundown = heard { rundownCame = true }
    if case .manifest(let number) = heard, number != manifest {
      manifest = number
      guard wasUp else { return }
      if rundownCame {
        held = number
        _ = dialling.loop.assumeIsolated().scheduleTask(in: .milliseconds(.random(in: 0..<3000))) { [self] in
          ask(.report(manifest: held))
        }
      } else {
        ask(.manifest)
      }
      rundownCame = false
    }
  }

  private func lost() {
    if watch.isUp { crowd.up -= 1 } else { crowd.failed += 1 }
    stream = nil
    _ = watch.handle(.failed, at: now, chance: .random(in: 0..<1))
  }

  // MARK: Calls

  private func ask(_ call: Call) {
    waiting.append(call)
    askNext()
  }

  private func askNext() {
    guard let call = waiting.first, !isAsking, !crowd.isPaused else { return }
    guard let calls else { return dialForCalls() }
    isAsking = true
    calls.writeAndFlush(ByteBuffer(string: request(call)), promise: nil)
  }

  private func request(_ call: Call) -> String {
    switch call {
    case .manifest: return dialling.head("GET", "/v1/manifest")
    case .time: return dialling.head("GET", "/v1/time")
    case .report(let manifest):
      let body = crowd.report(holding: manifest)
      return dialling.head(
        "POST", "/v1/report", "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n")
        + body
    }
  }

  private func dialForCalls() {
    guard !isDiallingForCalls else { return }
    isDiallingForCalls = true
    var mine: (any Channel)?
    dialling.connect(context) { [unowned self] in
      let handler = CallsHandler(
        keepsBody: crowd.manifestIsUnread,
        ready: { [unowned self] in
          isDiallingForCalls = false
          calls = mine
          askNext()
        }, answered: { [unowned self] in answered($0) })
      callsHandler = handler
      return [handler]
    }.assumeIsolated().whenComplete { [self] result in
      switch result {
      case .success(let channel): mine = channel
      case .failure: answered(nil)
      }
    }
  }

  private func answered(_ answer: CallsHandler.Answer?) {
    guard let answer else {
      crowd.callsLost += isDiallingForCalls || isAsking ? 1 : 0
      isDiallingForCalls = false
      isAsking = false
      calls = nil
      if !watch.isUp { waiting = [] }
      // What was asked for is asked for again in a second, as a real station does.
      _ = dialling.loop.assumeIsolated().scheduleTask(in: .seconds(1)) { [self] in askNext() }
      return
    }
    isAsking = false
    guard !waiting.isEmpty else { return }
    take(answer, to: waiting.removeFirst())
    askNext()
    hangUpSoon()
  }

  /// A connection for calls that is not used is closed, as a real station does.
  private func hangUpSoon() {
    lastAnswer = .now()
    _ = dialling.loop.assumeIsolated().scheduleTask(in: Self.idle) { [self] in
      guard let calls, !isAsking, .now() - lastAnswer >= Self.idle else { return }
      callsHandler?.forget()
      self.calls = nil
      calls.close(promise: nil)
    }
  }

  private static let idle = TimeAmount.seconds(5)

  private func take(_ answer: CallsHandler.Answer, to call: Call) {
    guard (200..<300).contains(answer.status) else {
      crowd.refused += 1
      return
    }
    switch call {
    case .manifest:
      crowd.read(answer)
      // The stream has said which is the newest; what is fetched after that is no older.
      held = manifest
      waiting.append(.report(manifest: held))
    case .time(let left):
      guard left > 0 else {
        ask(.report(manifest: held))
        break
      }
      _ = dialling.loop.assumeIsolated().scheduleTask(in: .milliseconds(50)) { [self] in
        if watch.isUp { ask(.time(left: left - 1)) }
      }
    case .report(let reported): hasReported = reported == manifest && manifest > 0
    }
  }
}
