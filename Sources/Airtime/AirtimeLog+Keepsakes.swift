import GRDB

import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

extension AirtimeLog {
  /// Keeps a value under a name, in place of what was kept there; synced. It is no part of the chain.
  ///
  /// Any name will do: what the log keeps for itself stands elsewhere.
  public func keep(_ value: some Encodable & Sendable, as name: String) async throws {
    let bytes = try await Self.onThread {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return [UInt8](try encoder.encode(value))
    }
    try await onWriter { [self] db in
      try typed {
        try db.inTransaction(.immediate) {
          try db.keep(bytes, as: Self.key(name))
          return .commit
        }
      }
    }
  }

  /// What was last kept under a name; nil if nothing was, or nothing that this version can read.
  public func kept<Value: Decodable & Sendable>(as name: String) async throws -> Value? {
    try await onReader { db in
      try db.keepsake(Self.key(name)).flatMap { try? JSONDecoder().decode(Value.self, from: $0.data) }
    }
  }

  /// Apart from the log's own keys, which begin with `log/`.
  private static func key(_ name: String) -> String { "kept/\(name)" }
}
