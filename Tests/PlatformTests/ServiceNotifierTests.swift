import Clocks
import Foundation
import Platform
import Testing

@Suite struct ServiceNotifierTests {
  @Test func systemdHearsEveryStageOfTheService() throws {
    let folder = try TemporaryFolder()
    let systemd = try DatagramReceiver(at: folder.path + "/notify")
    let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": folder.path + "/notify"])

    #expect(notifier.isHeard)
    notifier.ready(status: "Sẵn sàng")
    #expect(systemd.nextText() == "READY=1\nSTATUS=Sẵn sàng")
    notifier.status("Đang phát: cchc/2022-w11")
    #expect(systemd.nextText() == "STATUS=Đang phát: cchc/2022-w11")
    notifier.watchdog()
    #expect(systemd.nextText() == "WATCHDOG=1")
    notifier.reloading(at: MonotonicTime(nanoseconds: 5_000_123))
    #expect(systemd.nextText() == "RELOADING=1\nMONOTONIC_USEC=5000")
    notifier.stopping()
    #expect(systemd.nextText() == "STOPPING=1")
    #expect(systemd.next() == nil)
  }

  @Test func anAbstractSocketIsHeardToo() throws {
    let name = "@loa-test-\(UUID().uuidString)"
    let systemd = try DatagramReceiver(at: name)
    #expect(ServiceNotifier(environment: ["NOTIFY_SOCKET": name]).ready())
    #expect(systemd.nextText() == "READY=1")
  }

  @Test func aLineBreakInAStatusIsNotASecondMessage() throws {
    let folder = try TemporaryFolder()
    let systemd = try DatagramReceiver(at: folder.path + "/notify")
    let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": folder.path + "/notify"])
    notifier.status("tiêu đề\nREADY=1\r\nMAINPID=1")
    #expect(systemd.nextText() == "STATUS=tiêu đề READY=1 MAINPID=1")
  }

  @Test(arguments: [
    [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"],
    ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
  ])
  func withoutSystemdNothingIsSaid(environment: [String: String]) {
    let notifier = ServiceNotifier(environment: environment)
    #expect(!notifier.isHeard)
    #expect(!notifier.ready())
  }

  @Test func aSocketThatIsGoneIsReportedNotFatal() {
    #expect(!ServiceNotifier(environment: ["NOTIFY_SOCKET": "/nonexistent/notify"]).ready())
  }

  @Test func theWatchdogIsOnlyForTheProcessThatSystemdNames() {
    let own = "\(ProcessInfo.processInfo.processIdentifier)"
    #expect(ServiceNotifier(environment: ["WATCHDOG_USEC": "20000000"]).watchdogInterval == .seconds(20))
    #expect(
      ServiceNotifier(environment: ["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": own]).watchdogInterval
        == .seconds(20))
    #expect(
      ServiceNotifier(environment: ["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"]).watchdogInterval == nil
    )
    #expect(ServiceNotifier(environment: ["WATCHDOG_USEC": "soon"]).watchdogInterval == nil)
    #expect(ServiceNotifier(environment: [:]).watchdogInterval == nil)
  }
}
