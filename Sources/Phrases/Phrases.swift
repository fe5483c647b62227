/// Everything that Loa says to people. One protocol for each room; each language answers all of them, so that
/// a sentence missing in one language does not compile.
public protocol Phrases: Sendable, SchedulingPhrases, SettingsPhrases, AudioPhrases, MediaPhrases,
  AirtimePhrases, PlayoutPhrases, PlatformPhrases, DashboardPhrases, NodePhrases, CommandPhrases,
  ManifestPhrases, IdentityPhrases, DistributionPhrases, RelayPhrases, CompliancePhrases, ReportingPhrases,
  PlanReportPhrases, MakeUpPhrases, BackupPhrases, DoctorPhrases
{}

/// Tiếng Việt.
public struct Vietnamese: Phrases {
  public init() {}
}

/// English.
public struct English: Phrases {
  public init() {}
}
