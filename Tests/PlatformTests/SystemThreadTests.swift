import Foundation
import Glibc
import Platform
import Synchronization
import Testing

@Suite struct SystemThreadTests {
  @Test func theWorkIsDoneUnderTheThreadsNameBeforeJoinReturns() throws {
    let name = Mutex("")
    let thread = try SystemThread(name: "loa-with-a-long-name") {
      let comm = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
      name.withLock { $0 = comm ?? "" }
    }
    thread.join()
    #expect(name.withLock { $0 } == "loa-with-a-long\n")
    thread.join()
  }

  @Test func realtimeIsGivenOrItsRefusalIsTold() throws {
    let became = Mutex<SystemThread.Scheduling?>(nil)
    let policy = Atomic<Int32>(-1)
    try SystemThread(
      name: "loa-audio", realtimePriority: 40, started: { scheduling in became.withLock { $0 = scheduling } }
    ) {
      policy.store(sched_getscheduler(0), ordering: .relaxed)
    }.join()
    let scheduling = try #require(became.withLock { $0 })
    switch scheduling {
    case .realtime(let priority):
      #expect(priority == 40)
      let granted = policy.load(ordering: .relaxed) & 0xff
      #expect(granted == SCHED_FIFO)
      #expect(scheduling.note == nil)
    case .realtimeRefused(let errno):
      #expect(errno == EPERM)
      let granted = policy.load(ordering: .relaxed) & 0xff
      #expect(granted == SCHED_OTHER)
      #expect(scheduling.note != nil)
    case .ordinary:
      Issue.record("realtime was not asked for")
    }
  }

  @Test func aPriorityThatDoesNotExistIsRefusedAndTheWorkStillDone() throws {
    let became = Mutex<SystemThread.Scheduling?>(nil)
    let works = Atomic(0)
    try SystemThread(
      name: "loa-audio", realtimePriority: 1000,
      started: { scheduling in became.withLock { $0 = scheduling } }
    ) {
      works.add(1, ordering: .relaxed)
    }.join()
    #expect(became.withLock { $0 } == .realtimeRefused(errno: EINVAL))
    #expect(works.load(ordering: .relaxed) == 1)
  }
}
