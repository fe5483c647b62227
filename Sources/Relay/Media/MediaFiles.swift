import Dispatch
import Synchronization

/// What may be served: files by the SHA-256 of their content.
public protocol MediaFiles: Sendable {
  /// The path of a file whose content is verified; nil if there is none.
  func verifiedPath(of sha256: String) async -> String?
}

extension MediaStore: MediaFiles {}

/// Files that lie anywhere, such as a Centre's own editions. Each is read once and served only while it is what its hash
/// says; after any change to it, it is read anew.
public final class MediaPlaces: MediaFiles {
  private struct State {
    var paths: [String: String] = [:]
    var verified: [String: MediaIdentity] = [:]
  }

  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "loa.media.places", qos: .userInitiated)

  /// - Parameter paths: of the files by their SHA-256.
  public init(_ paths: [String: String] = [:]) {
    state = Mutex(State(paths: paths))
  }

  /// Replaces what may be served.
  public func replace(_ paths: [String: String]) {
    state.withLock { state in
      state.verified = state.verified.filter { paths[$0.key] == state.paths[$0.key] }
      state.paths = paths
    }
  }

  public func verifiedPath(of sha256: String) async -> String? {
    guard let path = state.withLock({ $0.paths[sha256] }) else { return nil }
    return await MediaThread.run(on: queue) { [self] () -> String? in
      guard let identity = MediaIdentity(path: path, followingLinks: true) else { return nil }
      if state.withLock({ $0.verified[sha256] }) == identity { return path }
      guard MediaStore.hash(of: path) == sha256 else { return nil }
      state.withLock { $0.verified[sha256] = identity }
      return path
    }
  }
}

/// Several shelves, asked in order.
public struct MediaShelves: MediaFiles {
  private let shelves: [any MediaFiles]

  public init(_ shelves: [any MediaFiles]) { self.shelves = shelves }

  public func verifiedPath(of sha256: String) async -> String? {
    for shelf in shelves {
      if let path = await shelf.verifiedPath(of: sha256) { return path }
    }
    return nil
  }
}
