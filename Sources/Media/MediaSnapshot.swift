public import Audio
public import Scheduling
public import Settings

/// What the folders held when they were read.
public struct MediaSnapshot: Sendable {
  /// Every edition whose audio is readable and is what its sidecar says, ordered by id. One without approval has none, and
  /// is not to be aired.
  public var editions: [Edition]
  /// Every readable file by its path: editions, signature tunes, closings, fillers.
  public var files: [String: Scheduling.Media]
  /// The measurements of the same files.
  public var measurements: [String: AudioMeasurement]
  /// What does not air, and why.
  public var problems: [MediaProblem]

  public init(
    editions: [Edition] = [], files: [String: Scheduling.Media] = [:],
    measurements: [String: AudioMeasurement] = [:], problems: [MediaProblem] = []
  ) {
    self.editions = editions
    self.files = files
    self.measurements = measurements
    self.problems = problems
  }
}

/// A file that does not air, or a sidecar with a flaw.
public struct MediaProblem: Sendable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case folderUnreadable = "folder-unreadable"
    case sidecarMissing = "sidecar-missing"
    case sidecarFlawed = "sidecar-flawed"
    case audioMissing = "audio-missing"
    case audioUnreadable = "audio-unreadable"
    case tooLarge = "too-large"
    case notApproved = "not-approved"
    case hashDiffers = "hash-differs"
    case leavesFolder = "leaves-folder"
    case severalAudioFiles = "several-audio-files"
    case strangeName = "strange-name"
    case changedWhileRead = "changed-while-read"
  }

  public var kind: Kind
  public var programme: ProgrammeID?
  public var diagnostic: Diagnostic
}
