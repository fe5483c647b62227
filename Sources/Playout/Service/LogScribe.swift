import Airtime
import Clocks
import Logging
import Phrases
import Scheduling

/// Carries the conductor's words to the log, in order, on its own time: a slow disk never holds up the conductor.
struct LogScribe: Sendable {
  /// One thing to write.
  enum Line: Sendable {
    case open(AsRunEntry)
    case checkpoint(AsRunEntry)
    case close(AsRunEntry)
    case record(AsRunEntry)
    case remember(Conductor.Memory)
    case keep(Rundown)
  }

  private struct Job: Sendable {
    var line: Line
    var written: Signal?
  }

  private let log: AirtimeLog
  private let desk: AlarmDesk
  private let clock: @Sendable () -> ClockReading
  private let stream: AsyncStream<Job>
  private let jobs: AsyncStream<Job>.Continuation

  init(log: AirtimeLog, desk: AlarmDesk, clock: @escaping @Sendable () -> ClockReading) {
    self.log = log
    self.desk = desk
    self.clock = clock
    (stream, jobs) = AsyncStream.makeStream()
  }

  func write(_ line: Line) {
    jobs.yield(Job(line: line))
  }

  /// Writes and waits until it is on the disk, but no longer than `limit`: a disk that hangs costs no airing.
  /// - Returns: false when it was not written in that time. It will be, when the disk allows.
  func write(_ line: Line, waitingUpTo limit: Duration) async -> Bool {
    let signal = Signal()
    jobs.yield(Job(line: line, written: signal))
    return await signal.wait(upTo: limit)
  }

  /// Nothing more will be written; `run` returns when everything is.
  func finish() { jobs.finish() }

  func run() async {
    for await job in stream {
      await write(job.line)
      job.written?.give()
    }
  }

  private func write(_ line: Line) async {
    do {
      switch line {
      case .open(let entry): try await log.open(entry)
      case .checkpoint(let entry): try await log.checkpoint(Checkpoint(entry, at: clock().wall))
      case .close(let entry): try await log.close(entry)
      case .record(let entry): try await log.record(entry)
      case .remember(let memory):
        try await log.keep(memory, as: Keepsake.memory)
        try await log.noteTime(memory.lastKnownTime)
      case .keep(let rundown): try await log.keep(rundown, as: Keepsake.rundown)
      }
      // A keepsake may find room where records still wait: the log is well again only when none does.
      if log.recordsWaiting > 0 { try await log.flush() }
      await desk.clear(Alarm.Key(.logUnwritable, log.path))
    } catch let error as AirtimeError {
      await desk.raise(
        Alarm(.logUnwritable, about: log.path, text: error.what, remedy: error.remedy, since: clock().wall))
    } catch {
      await desk.raise(
        Alarm(
          .logUnwritable, about: log.path, text: Text(verbatim: "\(error)"),
          remedy: Text { $0.readTheJournal }, since: clock().wall))
    }
  }
}

/// Under which names the conductor's memory outlives a restart.
enum Keepsake {
  static let memory = "conductor-memory"
  static let rundown = "conductor-rundown"
}
