import Foundation

/// A library that kills a program at its Nth change of the disk, built once for all tests.
enum SuddenDeath {
  private static let library: Result<URL, any Error> = Result {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Support/SuddenDeath/sudden_death.c")
    let library = FileManager.default.temporaryDirectory.appendingPathComponent(
      "loa-sudden-death-\(ProcessInfo.processInfo.processIdentifier).so")
    let make = try ChildProcess.run(
      ["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", library.path, source.path, "-ldl"])
    guard make.status == 0 else { throw NothingHappened(description: make.complaints) }
    return library
  }

  /// What a program finds in its environment to be killed just before its change of that number.
  static func environment(atChange number: Int) throws -> [String: String] {
    ["LD_PRELOAD": try library.get().path, "SUDDEN_DEATH": "\(number)"]
  }

  /// Runs a program again and again, killed at another change each time, until it comes through.
  /// - Parameters:
  ///   - step: how many changes later each time.
  ///   - prepare: called before each run.
  ///   - judge: called after each run that was killed.
  /// - Returns: how often it was killed.
  static func everywhere(
    step: Int = 1, run command: [String], environment: [String: String] = [:],
    prepare: () throws -> Void = {}, judge: (Int) throws -> Void
  ) throws -> Int {
    var number = 1
    var kills = 0
    while true {
      try prepare()
      let answer = try ChildProcess.run(
        command, environment: environment.merging(try Self.environment(atChange: number)) { $1 })
      if answer.status == 0 { return kills }
      guard answer.status == 128 + SIGKILL else {
        throw NothingHappened(description: "at change \(number): \(answer.status) \(answer.complaints)")
      }
      kills += 1
      try judge(number)
      number += step
    }
  }
}
