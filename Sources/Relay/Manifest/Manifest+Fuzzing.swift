import Clocks
import Phrases
import Scheduling

extension Manifest {
  /// What a fuzzer calls: the body of a manifest, as if its signature were good. No bytes may crash or hang, and bytes that
  /// are taken have only that one spelling.
  public static func fuzz(_ bytes: UnsafeRawBufferPointer) {
    let body = Array(bytes)
    let manifest: Manifest
    do throws(ManifestRefusal) {
      manifest = try Manifest(canonical: body)
    } catch {
      for language in Language.allCases {
        _ = error.what.said(in: language) + error.remedy.said(in: language)
      }
      return
    }
    precondition(manifest.canonical == body, "two spellings of one manifest")
    precondition((try? Manifest(canonical: manifest.canonical)) == manifest, "it changes by being written")
    let now = manifest.issuedAt
    let own = Rundown(from: manifest.rundown.from, until: manifest.rundown.until, airings: [])
    let merged = StationRundown.merged(
      own: own, manifest: manifest, now: now, path: { $0.hasPrefix("0") ? "/\($0)" : nil },
      rule: .upstream, fallback: manifest.rundown.airings.first?.items ?? [])
    // A new manifest of the last week of time would reach beyond it.
    guard now + .days(32) < ManifestLimits.instants.upperBound else { return }
    var issuer = ManifestIssuer(node: "29770", issued: manifest)
    if let again = issuer.issue(
      rundown: StationRundown.handedDown(from: merged), programmes: manifest.programmes, now: now)
    {
      precondition((try? again.check()) != nil, "what is handed on would be refused")
    }
  }
}
