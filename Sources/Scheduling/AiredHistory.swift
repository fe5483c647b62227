/// What slots have really aired, as far as the airtime log knows: which edition sounded in which airing.
public struct AiredHistory: Sendable, Hashable {
  private var editions: [AiringID: EditionID] = [:]

  public init() {}

  /// From the log. Entries of which nothing sounded, and those without an edition, say nothing about the future.
  public init(_ entries: some Sequence<AsRunEntry>) {
    for entry in entries where entry.framesPlayed > 0 {
      if let edition = entry.edition { record(edition, in: entry.airing) }
    }
  }

  public mutating func record(_ edition: EditionID, in airing: AiringID) {
    editions[airing] = edition
  }

  public func edition(airedIn airing: AiringID) -> EditionID? { editions[airing] }
}
