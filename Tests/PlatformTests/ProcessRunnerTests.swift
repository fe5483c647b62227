import Foundation
import Glibc
import Phrases
import Platform
import Testing

@Suite struct ProcessRunnerTests {
  @Test func theProgramGetsTheInputAndItsOutputComesBack() async throws {
    let json = #"{"alarm":"device-lost","text":"Mất thiết bị"}"#
    #expect(try await ProcessRunner().run(["cat"], input: Array(json.utf8)) == json)
  }

  @Test func argumentsAreNoShellCommand() async throws {
    let printed = try await ProcessRunner().run(["printf", "%s|", "$(id)", "; reboot", "a b"])
    #expect(printed == "$(id)|; reboot|a b|")
  }

  @Test func inputLargerThanAPipeIsSentWhole() async throws {
    let input = [UInt8](repeating: UInt8(ascii: "a"), count: 3 << 20)
    #expect(try await ProcessRunner().run(["wc", "-c"], input: input) == "\(3 << 20)")
  }

  @Test func aProgramThatDoesNotReadItsInputDoesNoHarm() async throws {
    let input = [UInt8](repeating: 0, count: 3 << 20)
    #expect(try await ProcessRunner().run(["true"], input: input) == "")
  }

  @Test func onlyTheBeginningOfALongOutputIsKept() async throws {
    let printed = try await ProcessRunner(outputLimit: 1000).run(["seq", "1", "500000"])
    #expect(printed.utf8.count <= 1000)
    #expect(printed.hasPrefix("1\n2\n3\n"))
  }

  @Test func aFailureTellsStatusAndWords() async throws {
    await #expect(throws: ProcessFailure(command: "sh", .exited(status: 3), output: "no route")) {
      try await ProcessRunner().run(["sh", "-c", "echo no route >&2; exit 3"])
    }
  }

  @Test func aProgramKilledByASignalIsAFailure() async throws {
    await #expect(throws: ProcessFailure(command: "sh", .killed(signal: SIGTERM))) {
      try await ProcessRunner().run(["sh", "-c", "kill -TERM $$"])
    }
  }

  @Test(arguments: [[], ["/nonexistent/alarm"]])
  func aProgramThatIsNotThereIsAFailure(arguments: [String]) async throws {
    await #expect(throws: ProcessFailure(command: arguments.first ?? "", .notStarted(errno: ENOENT))) {
      try await ProcessRunner().run(arguments)
    }
  }

  @Test func whatRunsTooLongIsKilledWithAllItStarted() async throws {
    let folder = try TemporaryFolder()
    let limit = Duration.milliseconds(300)
    let failure = await #expect(throws: ProcessFailure.self) {
      try await ProcessRunner(timeLimit: limit).run(
        ["sh", "-c", "sleep 1000 & echo $! > \"$1\"; echo begun; wait", "sh", folder.path + "/child"])
    }
    #expect(failure?.reason == .timedOut(after: limit))
    #expect(failure?.output == "begun")
    let child = try #require(
      pid_t(String(contentsOfFile: folder.path + "/child", encoding: .utf8).trimmingCharacters(in: .newlines))
    )
    // Gone, or dead and not yet reaped by whoever inherited it.
    let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
    #expect(state == nil || state?.contains(") Z ") == true || state?.contains("(sleep)") == false)
  }

  @Test func aBackgroundProgramThatKeepsTheOutputOpenHoldsNobodyUp() async throws {
    #expect(try await ProcessRunner().run(["sh", "-c", "sleep 1000 & echo done"]) == "done")
  }

  @Test func cancellingTheTaskKillsTheProgram() async throws {
    let running = Task { try await ProcessRunner().run(["sleep", "1000"]) }
    running.cancel()
    await #expect(throws: ProcessFailure(command: "sleep", .cancelled)) { try await running.value }
  }

  @Test func whatSystemdSaysToLoaIsNotHandedOn() async throws {
    setenv("WATCHDOG_PID", "1", 1)
    defer { unsetenv("WATCHDOG_PID") }
    #expect(!(try await ProcessRunner().run(["env"])).contains("WATCHDOG_PID"))
  }

  @Test func aProgramBeginsWithTheSignalsAsTheSystemMeansThem() async throws {
    // For good: whatever else runs in this process and writes to sockets relies on it.
    signal(SIGPIPE, SIG_IGN)
    let printed = try await ProcessRunner().run(["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"])
    let masks = printed.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
    // The C library keeps signals 32 and 33 for itself.
    #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0], "\(printed)")
  }

  @Test func failuresSpeakBothLanguages() {
    let failure = ProcessFailure(command: "/usr/bin/bao-dong", .timedOut(after: .seconds(30)), output: "")
    #expect(failure.what.said(in: .vietnamese) == "lệnh /usr/bin/bao-dong chạy quá 30 giây nên đã bị dừng")
    #expect(
      failure.what.said(in: .english) == "the command /usr/bin/bao-dong ran longer than 30 s and was killed")
    #expect(failure.code == "command-timed-out")
  }
}
