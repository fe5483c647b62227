public import Phrases

/// One thing that was looked at: how it is, and what to do about it.
public struct Finding: Sendable {
  /// What a finding is about, in the order in which a person would look.
  public enum Area: String, Sendable, Codable, CaseIterable {
    case config, service, node, device, mixer, clock, disk, permissions, link, stations, programme
  }

  public enum Severity: String, Sendable, Codable, CaseIterable {
    case good
    /// Good to know; nothing needs to be done.
    case note
    /// It airs, but somebody should look.
    case warning
    /// Something will not sound, or not as planned.
    case fault
  }

  public var area: Area
  public var severity: Severity
  /// Stable and greppable, such as `mixer-muted`.
  public var code: String
  public var what: Text
  /// A command or a sentence. Never nil for a warning or a fault.
  public var remedy: Text?

  static func good(_ area: Area, _ code: String, _ what: Text) -> Finding {
    Finding(area: area, severity: .good, code: code, what: what)
  }

  static func note(_ area: Area, _ code: String, _ what: Text, remedy: Text? = nil) -> Finding {
    Finding(area: area, severity: .note, code: code, what: what, remedy: remedy)
  }

  static func warning(_ area: Area, _ code: String, _ what: Text, remedy: Text) -> Finding {
    Finding(area: area, severity: .warning, code: code, what: what, remedy: remedy)
  }

  static func fault(_ area: Area, _ code: String, _ what: Text, remedy: Text) -> Finding {
    Finding(area: area, severity: .fault, code: code, what: what, remedy: remedy)
  }
}

extension Text {
  /// A command to be typed as it stands, the same in every language.
  static func command(_ words: String) -> Text { Text(verbatim: words) }
}

/// Everything that was found, in the order of the areas.
public struct Diagnosis: Sendable {
  public let findings: [Finding]

  public init(_ findings: [Finding]) {
    self.findings = Finding.Area.allCases.flatMap { area in findings.filter { $0.area == area } }
  }

  public var faults: Int { findings.count { $0.severity == .fault } }
  public var warnings: Int { findings.count { $0.severity == .warning } }

  /// As a person reads it on a terminal: area by area, each remedy below what it mends.
  public func page(in language: Language) -> String {
    let words = language.phrases
    var lines: [String] = []
    for area in Finding.Area.allCases {
      let found = findings.filter { $0.area == area }
      guard !found.isEmpty else { continue }
      lines.append(words.doctorArea(area.rawValue))
      for finding in found {
        lines.append("  \(finding.severity.mark) \(finding.what.said(in: language))")
        if let remedy = finding.remedy { lines.append("      → \(remedy.said(in: language))") }
      }
    }
    lines.append(words.doctorSummary(faults: faults, warnings: warnings))
    return lines.joined(separator: "\n")
  }

  /// The same for programs.
  public var wire: Wire {
    Wire(
      faults: faults, warnings: warnings,
      findings: findings.map {
        Wire.Finding(
          area: $0.area, severity: $0.severity, code: $0.code, what: BilingualText($0.what),
          remedy: $0.remedy.map(BilingualText.init))
      })
  }

  public struct Wire: Sendable, Codable, Hashable {
    public struct Finding: Sendable, Codable, Hashable {
      public var area: Doctor.Finding.Area
      public var severity: Doctor.Finding.Severity
      public var code: String
      public var what: BilingualText
      public var remedy: BilingualText?
    }

    public var faults: Int
    public var warnings: Int
    public var findings: [Finding]
  }
}

extension Finding.Severity {
  /// Told apart without colours, also by a screen reader.
  fileprivate var mark: String {
    switch self {
    case .good: "[ok]"
    case .note: "[i] "
    case .warning: "[!] "
    case .fault: "[X] "
    }
  }
}
