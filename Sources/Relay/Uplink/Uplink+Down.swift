import Clocks
import Dispatch
import Foundation
import Logging
import Phrases
import Playout
import Scheduling

/// What comes down: manifests, media, the time.
extension Uplink {
  /// Looks at the manifest that came with the events, and fetches it wherever there is another reason to.
  func follow() async {
    for await _ in toFollow.stream {
      guard !Task.isCancelled else { return }
      guard let line, let membership, watch.isUp else { continue }
      let asked = era
      if let offered {
        self.offered = nil
        hasNewsWithAll = true
        if offered.era == era { await consider(offered.manifest, from: membership.parent.text) }
      }
      guard mustFetchManifest || newestTold != keeper.held?.sequence, asked == era else { continue }
      mustFetchManifest = false
      do {
        guard let bytes = try await line.calls.manifest(), asked == era else { continue }
        await consider(bytes, from: membership.parent.text)
      } catch {
        guard !Task.isCancelled else { return }
        mustFetchManifest = true
        await renewIfExpired(error)
        try? await Task.sleep(for: .seconds(1))
        if watch.isUp { toFollow() }
      }
    }
  }

  /// Asks all mirrors, where the upstream node itself is out of reach: which of them has the newest manifest nobody knows.
  func askMirrors() async {
    for mirror in mirrors {
      guard !watch.isUp, membership != nil, !Task.isCancelled else { return }
      let asked = era
      guard let answer = try? await mirror.manifest(unless: mirrorTags[mirror.name]), asked == era,
        case .manifest(let bytes, let tag) = answer
      else { continue }
      mirrorTags[mirror.name] = tag
      await consider(bytes, from: mirror.name)
    }
  }

  /// Takes a manifest if it is good; the one that is held stays in every other case.
  private func consider(_ bytes: [UInt8], from source: String) async {
    let isClockTrusted = await surroundings.clockState() != .untrusted
    guard let membership else { return }
    let now = surroundings.clock().wall
    let offer = keeper.offer(
      bytes, trusting: membership.manifestKey, from: membership.parent, now: now,
      isClockTrusted: isClockTrusted)
    switch offer {
    case .same: await accept(from: source)
    case .accepted(let manifest):
      logger.info("manifest taken", metadata: ["sequence": "\(manifest.sequence)", "from": "\(source)"])
      await keep(bytes)
      await wantMedia()
      await surroundings.changed()
      await accept(from: source)
      toReport()
    case .refused(let refusal):
      let (what, remedy) = (refusal.what, refusal.remedy)
      refusedManifests.insert(source)
      draft.refused(code: refusal.code, words: BilingualText(what), at: now)
      await alarms.raise(
        Alarm(.refusedFromUpstream, about: source, text: what, remedy: remedy, since: now))
      toReport()
    }
  }

  /// A good manifest ends the alarm about who sent it. One from the upstream node itself ends them all: what mirrors have
  /// does not matter then.
  private func accept(from source: String) async {
    let isUpstream = source == membership?.parent.text
    for name in refusedManifests where isUpstream || name == source {
      refusedManifests.remove(name)
      await clearRefusals(of: name)
    }
  }

  private func clearRefusals(of source: String) async {
    guard refusedMedia[source] == nil, !refusedManifests.contains(source) else { return }
    await alarms.clear(Alarm.Key(.refusedFromUpstream, source))
  }

  private func keep(_ bytes: [UInt8]) async {
    let file = manifestFile
    let failure: String? = await withCheckedContinuation { continuation in
      disk.async {
        do {
          try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: "\(error)")
        }
      }
    }
    if let failure { logger.error("the manifest could not be kept: \(failure)") }
  }

  /// Hashes of the manifest's files that are here.
  var heldHashes: [String] {
    wishes.map(\.sha256).filter { store.path(of: $0) != nil }
  }

  /// Each file of the manifest once, due at its first airing that is not over.
  var wishes: [MediaWish] {
    guard let manifest = keeper.held else { return [] }
    let now = surroundings.clock().wall
    var wishes: [String: MediaWish] = [:]
    for airing in manifest.rundown.airings where airing.disposition == .air && airing.plannedEnd > now {
      for media in airing.items.map(\.media) {
        if let known = wishes[media.sha256], known.due <= airing.plannedStart { continue }
        wishes[media.sha256] = MediaWish(sha256: media.sha256, bytes: media.bytes, due: airing.plannedStart)
      }
    }
    return wishes.values.sorted { ($0.due, $0.sha256) < ($1.due, $1.sha256) }
  }

  func wantMedia() async { await fetcher.want(wishes) }

  /// What the fetcher has to say.
  func readDeliveries() async {
    for await event in fetcher.events {
      guard !Task.isCancelled else { return }
      switch event {
      case .delivered(let hash, _):
        draft.delivered(hash)
        await surroundings.changed()
        await settle(hash)
        toReport()
      case .refused(let refusal, let source):
        let now = surroundings.clock().wall
        let subject = source ?? refusal.sha256
        refusedMedia[subject, default: []].insert(refusal.sha256)
        draft.refused(code: refusal.code, words: BilingualText(refusal.what), at: now)
        await alarms.raise(
          Alarm(
            .refusedFromUpstream, about: subject, text: refusal.what, remedy: refusal.remedy, since: now))
        toReport()
      case .failing(let failure):
        logger.info("\(failure.what.said(in: .english))", metadata: ["code": "\(failure.code)"])
      case .progress: break
      }
    }
  }

  /// A file that was refused is here after all, from wherever it came: nothing is amiss any more.
  private func settle(_ hash: String) async {
    for (subject, hashes) in refusedMedia where hashes.contains(hash) {
      refusedMedia[subject] = hashes.count > 1 ? hashes.subtracting([hash]) : nil
      await clearRefusals(of: subject)
    }
  }

  /// Exchanges the time: several times when asked, the tightest counts. What came of it is reported, over the same connection.
  func askTheTime() async {
    for await _ in toAskTheTime.stream {
      guard !Task.isCancelled else { return }
      guard let line, watch.isUp else { continue }
      for attempt in 0..<5 {
        let asked = era
        guard let exchange = try? await line.calls.time(), asked == era else { break }
        linkClock.note(exchange)
        if attempt < 4 { try? await Task.sleep(for: .milliseconds(50)) }
      }
      toReport()
    }
  }
}
