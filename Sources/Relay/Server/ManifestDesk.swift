public import Clocks
public import Crypto
import Dispatch
import Foundation
import NIOCore
public import Scheduling

/// Issues the manifests of a node that has stations: keeps the newest, on the disk too, and tells whoever waits for it.
public actor ManifestDesk {
  private var issuer: ManifestIssuer
  private let key: Curve25519.Signing.PrivateKey
  private let file: String
  /// The bytes of the newest manifest, as stations and mirrors get them.
  public private(set) var bytes: [UInt8]?
  /// The newest manifest; nil: none was ever issued.
  public private(set) var current: Manifest?
  /// Where the media of the newest manifest lie, by hash.
  public private(set) var files: [String: String] = [:]
  private nonisolated let places = MediaPlaces()
  nonisolated let media: MediaServing

  nonisolated let bell = Bell()
  /// The newest manifest as an event, in pieces; empty where it is too long for one.
  private(set) var pushed: [ByteBuffer] = []
  /// In bytes. A longer one is fetched by whoever hears of it.
  static let longestPushed = 256 << 10
  /// What a station adds to its request for events to be sent manifests too, not only their numbers.
  static let pushedOnRequest: Substring = "rundowns"
  /// What is kept is written in the order in which it was issued.
  private let disk = DispatchQueue(label: "loa.manifest")

  /// - Parameters:
  ///   - file: where the newest signed manifest is kept over a restart, so that its number is never used again.
  public init(node: StationCode, key: Curve25519.Signing.PrivateKey, file: String) {
    self.key = key
    media = MediaServing(files: places)
    self.file = file
    if let bytes = FileManager.default.contents(atPath: file),
      let last = try? SignedManifest.open([UInt8](bytes), trusting: key.publicKey, from: node)
    {
      current = last
      self.bytes = [UInt8](bytes)
      issuer = ManifestIssuer(node: node, issued: last)
    } else {
      issuer = ManifestIssuer(node: node)
    }
  }

  /// Issues a new manifest if what stations are to air has changed, or the present one grows old.
  /// - Throws: where it can not be kept on the disk; it is issued all the same.
  public func offer(
    _ rundown: Rundown, orders: [Airing], programmes: [ProgrammeID: String], files: [String: String],
    now: WallTime
  ) async throws {
    self.files = files
    places.replace(files)
    guard let next = issuer.issue(rundown: rundown, orders: orders, programmes: programmes, now: now) else {
      return
    }
    let signed = try SignedManifest(signing: next, with: key)
    current = next
    bytes = signed.bytes
    pushed = Self.event(signed.bytes)
    bell.ring(next.sequence)
    try await keep(signed.bytes, file)
  }

  /// A manifest is text of two lines. In pieces, because what is written at once is what TLS makes room for and keeps for as long as a
  /// connection lives.
  private static func event(_ manifest: [UInt8]) -> [ByteBuffer] {
    guard manifest.count <= longestPushed else { return [] }
    var event = RelayRoutes.event("rundown", manifest)
    var pieces: [ByteBuffer] = []
    while let piece = event.readSlice(length: min(8 << 10, event.readableBytes)), piece.readableBytes > 0 {
      pieces.append(piece)
    }
    return pieces
  }

  private func keep(_ bytes: [UInt8], _ file: String) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      disk.async {
        continuation.resume(
          with: Result { try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic) })
      }
    }
  }
}
