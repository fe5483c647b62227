import ArgumentParser
import Foundation
import Phrases

/// In which language this process speaks on the command line, and how it says things there.
enum Speech {
  /// `--lang`, else `LOA_LANG`, else the locale; Vietnamese where none of them says English.
  static let language: Language = {
    let arguments = CommandLine.arguments
    if let index = arguments.firstIndex(of: "--lang"), arguments.indices.contains(index + 1) {
      return Language(locale: arguments[index + 1])
    }
    if let joined = arguments.first(where: { $0.hasPrefix("--lang=") }) {
      return Language(locale: String(joined.dropFirst("--lang=".count)))
    }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LOA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return Language(locale: locale)
  }()

  static func say(_ words: (any Phrases) -> String) -> String {
    words(language.phrases)
  }

  /// To standard error, for people.
  static func complain(_ words: String) {
    FileHandle.standardError.write(Data((words + "\n").utf8))
  }

  /// What happened and what to do, to standard error.
  static func complain(_ error: any OperatorError) {
    let what = error.what.said(in: language)
    let remedy = error.remedy.said(in: language)
    complain(say { $0.errorLine(what: what, remedy: remedy) })
  }

  /// Runs a command; any error leaves as plain words and exit status 1.
  static func answering(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let error as any OperatorError {
      complain(error)
      throw ExitCode.failure
    }
  }
}
