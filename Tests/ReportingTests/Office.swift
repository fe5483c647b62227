import Foundation
import Testing

@testable import Reporting

/// Other people's programs that open what we made.
enum Office {
  struct Failed: Error {
    var command: String
    var status: Int32
    var printed: String
  }

  /// Runs a program and returns what it printed.
  @discardableResult
  static func run(_ arguments: [String]) async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: printed, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failed(
        command: arguments.joined(separator: " "), status: process.terminationStatus, printed: text)
    }
    return text
  }

  static func has(_ command: String) -> Bool { PDF.path(of: command) != nil }
}
