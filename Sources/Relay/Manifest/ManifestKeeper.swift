public import Clocks
public import Crypto

/// What a station holds of its parent, and what it makes of an offer. The last good one stays, whatever is offered.
public struct ManifestKeeper: Sendable {
  public private(set) var held: Manifest?

  /// - Parameter held: what was held before the restart, opened anew.
  public init(held: Manifest? = nil) {
    self.held = held
  }

  public enum Offer: Sendable, Hashable {
    /// It is held from now on.
    case accepted(Manifest)
    /// It is held already.
    case same
    case refused(ManifestRefusal)
  }

  /// A parent's clock may be this far ahead of a trusted one: a wrong time zone is no reason to be without a programme, a wrong
  /// year would take what is planned for the coming days out of the rundown.
  static let tolerance = Duration.hours(24)

  /// Judges what came over the connection or from a mirror.
  ///
  /// An untrusted clock proves nothing. Then only what the parent itself signed counts as time: a manifest that had expired
  /// when the one that is held was issued is refused, any other is taken; nothing of it airs before the clock is trusted.
  ///
  /// - Parameters:
  ///   - key: the parent's, from the enrolment.
  ///   - node: the parent's code, from the enrolment.
  public mutating func offer(
    _ bytes: [UInt8], trusting key: Curve25519.Signing.PublicKey, from node: StationCode, now: WallTime,
    isClockTrusted: Bool
  ) -> Offer {
    do throws(ManifestRefusal) {
      let manifest = try SignedManifest.open(bytes, trusting: key, from: node)
      if manifest == held { return .same }
      // What another parent numbered, before the station was moved, says nothing.
      if let held, held.node == node, manifest.sequence <= held.sequence {
        throw .replayed(held: held.sequence, offered: manifest.sequence)
      }
      try judgeValidity(of: manifest, now: now, isClockTrusted: isClockTrusted)
      held = manifest
      return .accepted(manifest)
    } catch {
      return .refused(error)
    }
  }

  private func judgeValidity(
    of manifest: Manifest, now: WallTime, isClockTrusted: Bool
  ) throws(ManifestRefusal) {
    if let time = isClockTrusted ? now : held?.issuedAt, manifest.validUntil <= time {
      throw .expired(validUntil: manifest.validUntil, ago: time - manifest.validUntil)
    }
    if isClockTrusted, manifest.issuedAt > now + Self.tolerance {
      throw .fromTheFuture(issuedAt: manifest.issuedAt, ahead: manifest.issuedAt - now)
    }
  }

  /// The station has no parent any more, or has left it.
  public mutating func forget() { held = nil }
}
