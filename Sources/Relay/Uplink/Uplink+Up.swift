import Airtime
import Clocks
import Logging
import Phrases
import Playout
import Scheduling

/// What goes up: reports and the records of the airtime log.
extension Uplink {
  /// Tells the upstream node how this node does, whenever there is a reason to.
  func report() async {
    for await _ in toReport.stream {
      guard !Task.isCancelled else { return }
      if hasNewsWithAll {
        hasNewsWithAll = false
        try? await Task.sleep(for: .seconds(.random(in: 0..<Self.spread)))
      }
      guard let line, watch.isUp else { continue }
      let report = await makeReport()
      do {
        try await line.calls.report(report)
        if draft.acknowledge(report) { toReport() }
      } catch {
        guard !Task.isCancelled else { return }
        await renewIfExpired(error)
        try? await Task.sleep(for: .seconds(1))
        if watch.isUp { toReport() }
      }
    }
  }

  /// Seconds over which stations spread the report that they follow a new manifest: each needs a connection for it.
  private static let spread = 3.0

  private func makeReport() async -> StationReport {
    let wishes = wishes
    let own = surroundings.ownClock()
    let estimate = linkClock.estimate(at: own.monotonic)
    var report = StationReport(
      software: surroundings.software, manifest: keeper.held?.sequence,
      held: wishes.count { store.path(of: $0.sha256) != nil }, wanted: wishes.count,
      clockOffset: estimate?.offset(of: own), clockBound: estimate?.bound,
      clockState: await surroundings.clockState().rawValue)
    draft.fill(&report)
    return report
  }

  /// New records are handed up at once.
  func watchLog() async {
    for await _ in log.heads() {
      guard !Task.isCancelled else { return }
      toHandUp()
    }
  }

  /// Hands up the records of the own log, in order, until the upstream node holds them all.
  func handUp() async {
    for await _ in toHandUp.stream {
      // How often the upstream node may send back to an earlier record, before somebody looks again.
      var returns = 2
      while !Task.isCancelled, let line, let membership, watch.isUp {
        let asked = era
        do {
          // After a loss of the link one record that it should hold makes the upstream node say what it does hold.
          let known = acknowledged ?? 0
          let isAsking = mustAskWhatIsHeld
          let after = isAsking ? max(0, known - 1) : known
          guard
            let batch = try await log.batch(
              after: after, station: membership.station.text,
              limit: isAsking ? 1 : RecordBatch.mostRecords, sign: { try membership.sign($0) })
          else { break }
          let receipt = try Receipt(canonical: try await line.calls.records(batch.canonical))
          let next = try await log.position(after: receipt)
          guard asked == era else { break }
          acknowledged = next
          if isAsking { mustAskWhatIsHeld = false }
          if next < known { returns -= 1 }
          guard next != after || isAsking || receipt.stored > 0, returns > 0 else { break }
        } catch {
          guard !Task.isCancelled else { return }
          logger.info("records not handed up: \(error)")
          try? await Task.sleep(for: .seconds(2))
          break
        }
      }
    }
  }

  /// Of the own log, records that the upstream node does not hold yet.
  var recordsWaiting: Int64 {
    get async { max(0, ((try? await log.head) ?? 0) - (acknowledged ?? 0)) }
  }
}
