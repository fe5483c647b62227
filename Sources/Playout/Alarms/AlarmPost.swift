import Clocks
import Logging
import Phrases
import Platform
import Synchronization

/// Carries out one channel's deliveries, on its own time: one that hangs holds up no other.
final class AlarmPost: Sendable {
  private struct State {
    var delivery: AlarmDelivery
    /// Nil: there is no such channel in the config, and nothing is told.
    var channel: (any AlarmChannel)?
    var bell: Signal?
  }

  private let name: @Sendable (any Phrases) -> String
  private let language: Language
  private let logger: Logger
  private let state: Mutex<State>

  init(
    _ name: @escaping @Sendable (any Phrases) -> String, _ policy: AlarmDelivery.Policy, language: Language,
    logger: Logger
  ) {
    self.name = name
    self.language = language
    self.logger = logger
    state = Mutex(State(delivery: AlarmDelivery(policy)))
  }

  /// Another config: what waits goes over the new channel.
  func set(_ channel: (any AlarmChannel)?) {
    state.withLock { $0.channel = channel }
  }

  func add(_ notice: AlarmNotice) {
    let bell = state.withLock { state -> Signal? in
      guard state.channel != nil else { return nil }
      state.delivery.add(notice, now: SystemClock.monotonic())
      defer { state.bell = nil }
      return state.bell
    }
    bell?.give()
  }

  /// Until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      // The bell is hung up in the same moment in which there is nothing to do, so that nothing is added unheard.
      let bell = Signal()
      let (step, channel) = state.withLock { state in
        state.bell = bell
        return (state.delivery.step(now: SystemClock.monotonic()), state.channel)
      }
      switch step {
      case .tell(let notices): await tell(notices, channel)
      case .wait(let until): await wait(for: bell, until: until)
      }
    }
  }

  private func tell(_ notices: [AlarmNotice], _ channel: (any AlarmChannel)?) async {
    var failure: ChannelFailure?
    do throws(ChannelFailure) { try await channel?.tell(notices) } catch { failure = error }
    guard !Task.isCancelled else { return }
    let what = failure?.what
    let news = state.withLock { $0.delivery.told(what, now: SystemClock.monotonic()) }
    let phrases = language.phrases
    switch news {
    case .outageBegan(let why):
      let remedy = failure?.remedy.said(in: language) ?? ""
      logger.error("\(phrases.channelFails(name(phrases), why.said(in: language))); \(remedy)")
    case .outageEnded(let dropped):
      logger.notice("\(phrases.channelWorksAgain(name(phrases), dropped: dropped))")
    case nil: break
    }
  }

  private func wait(for bell: Signal, until instant: MonotonicTime?) async {
    let pause = instant.map { $0 - SystemClock.monotonic() } ?? .seconds(3600)
    _ = await withTaskCancellationHandler {
      await bell.wait(upTo: max(.zero, pause))
    } onCancel: {
      bell.give()
    }
  }
}
