import Foundation
import Glibc
import Phrases

/// Documents as pages that nobody edits, made by LibreOffice where it is installed.
public enum PDF {
  /// LibreOffice needs seconds for a report; a hundred pages of a log book take it half a minute.
  public static let timeLimit = Duration.seconds(120)
  static let office = "soffice"

  /// Runs a program (its path, then its arguments) to its end; throws where it failed or took longer than `timeLimit`, and
  /// leaves nothing running. What it throws is said to people where it is an `OperatorError`.
  public typealias Run = @Sendable (_ arguments: [String]) async throws -> Void

  /// - Parameters:
  ///   - document: The bytes of a DOCX or XLSX.
  ///   - name: What it is called, with its ending: `bao-cao.docx`.
  ///   - run: How programs are run here.
  /// - Returns: The bytes of a PDF.
  /// - Throws: `ReportingError`: `noConverter`, `notConverted`, `unwritable`.
  public static func convert(
    _ document: [UInt8], named name: String, by run: Run
  ) async throws(ReportingError) -> [UInt8] {
    guard let program = path(of: office) else { throw .noConverter(command: office) }
    let folder = FileManager.default.temporaryDirectory.path + "/loa-pdf-" + UUID().uuidString
    // Only for us: a report in the making is nobody else's.
    guard mkdir(folder, 0o700) == 0 else { throw .unwritable(path: folder, errno: errno) }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Whatever the document is called: LibreOffice takes a name apart at dots.
    let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    let source = "\(folder)/document\(ending)"
    try DocumentFile.write(document, to: source)
    do {
      try await run([
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        // A profile of its own: two at once would wait for each other, and nobody's settings change a report.
        "-env:UserInstallation=\(URL(fileURLWithPath: folder + "/profile").absoluteString)",
        "--convert-to", "pdf", "--outdir", folder, source,
      ])
    } catch {
      throw .notConverted(path: name, why: words(of: error))
    }
    // It exits with 0 also where it could not read the document.
    guard let made = try? DocumentFile.read("\(folder)/document.pdf", limit: 512 << 20),
      made.starts(with: Array("%PDF-".utf8))
    else { throw .notConverted(path: name, why: BilingualText(Text { $0.officeMadeNothing })) }
    return made
  }

  private static func words(of error: any Error) -> BilingualText {
    if let error = error as? any OperatorError { return BilingualText(error.what) }
    return BilingualText(Text(verbatim: String(describing: error)))
  }

  /// Where a program is, by the folders of PATH.
  static func path(of command: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(command)" }.first { access($0, X_OK) == 0 }
  }
}
