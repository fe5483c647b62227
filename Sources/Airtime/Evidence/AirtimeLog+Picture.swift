import GRDB
public import Scheduling

extension AirtimeLog {
  /// The whole picture of an airing, out of this log.
  /// - Parameters:
  ///   - airing: Which.
  ///   - subject: What was to air, by the plan. Nil: what the log itself says of it.
  ///   - stations: Those that should have carried it. Any other from which something came is added by its code.
  /// - Throws: `EvidenceError.unknownAiring` if neither the plan nor the log knows it.
  public func picture(
    of airing: AiringID, planned subject: AiringPicture.Subject? = nil,
    stations: [AiringPicture.Station] = []
  ) async throws -> AiringPicture {
    let entries = try await entries(of: airing)
    let declarations = try await declarations(of: airing)
    guard
      let subject = subject ?? entries.first.map({ AiringPicture.Subject($0.entry) })
        ?? declarations.first.map({
          AiringPicture.Subject(airing: airing, plannedStart: $0.planned, programme: $0.programme)
        })
    else { throw EvidenceError.unknownAiring(airing) }
    return AiringPicture(
      of: subject, stations: stations, entries: entries,
      deliveries: try await deliveries(of: subject.files), declarations: declarations)
  }

  /// The codes of all stations that ever handed up records.
  public func stationsHeard() async throws -> [String] {
    try await onReader { db in
      try String.fetchAll(db, sql: "SELECT DISTINCT sender FROM handed_series ORDER BY sender")
    }
  }
}
