import Foundation
import Phrases
import Settings

/// A good config to change one line of.
enum ConfigText {
  static let good = """
    node:
      code: ttvh-binh-minh
      name: Trung tâm
      time-zone: Asia/Ho_Chi_Minh
    programmes:
      cchc:
        name: Cải cách hành chính
        folder: /srv/cchc
    slots:
      cchc-thu-tu:
        programme: cchc
        first: 2022-01-05 17:00
        every: wednesday
        allotted: 15 min

    """

  static func read(_ text: String) -> (Settings?, [Diagnostic]) {
    Settings.read(text: text, file: "loa.yaml", directory: "/etc/loa") { _ in throw NotThere() }
  }

  /// The slot of `good` with these lines added to it.
  static func slot(_ lines: String...) -> (Settings?, [Diagnostic]) {
    read(good.trimmingCharacters(in: .newlines) + "\n" + lines.map { "    \($0)\n" }.joined())
  }

  struct NotThere: Error {}

  /// The folder of the checkout.
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func sample(_ name: String) -> String { checkout.appendingPathComponent("Config/\(name)").path }

  static func said(_ diagnostics: [Diagnostic], in language: Language = .english) -> [String] {
    diagnostics.map { $0.said(in: language) }
  }
}
