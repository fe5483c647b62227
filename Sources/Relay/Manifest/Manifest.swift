public import Clocks
public import Scheduling

/// A signed rundown as it is handed down: what a station plays from its own copy, with the parent gone if need be.
///
/// `docs/relay-protocol.md` has its canonical form, its limits and test vectors.
public struct Manifest: Sendable, Hashable {
  /// The form that this version reads and writes.
  public static let format: Int64 = 1

  /// Who issued it.
  public var node: StationCode
  /// Grows with every issue.
  public var sequence: Int64
  public var issuedAt: WallTime
  /// From then on it is not accepted any more, and nothing of it airs.
  public var validUntil: WallTime
  /// No airing in it has a priority of `fallback`; the paths of its media are empty, being nobody else's business.
  public var rundown: Rundown
  /// The names of the programmes, for people at the station.
  public var programmes: [ProgrammeID: String]

  public init(
    node: StationCode, sequence: Int64, issuedAt: WallTime, validUntil: WallTime, rundown: Rundown,
    programmes: [ProgrammeID: String] = [:]
  ) {
    self.node = node
    self.sequence = sequence
    self.issuedAt = issuedAt
    self.validUntil = validUntil
    self.rundown = rundown
    self.programmes = programmes
  }
}
