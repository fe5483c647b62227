import Clocks
import GRDB
import Synchronization

/// The register of the stations below this node: who they are, by which key they are known, since when, until when.
///
/// Kept in `STATE/relay/stations.sqlite`; whoever a key belongs to is answered from memory. What changes who may connect
/// is on the disk before the call returns; contacts are written now and then.
///
/// One process at a time: the node itself. Calls may come from any task; SQLite works on a thread of its own. A call
/// once begun is carried out even where its task is cancelled.
public final class StationRegistry: Sendable {
  public let path: String

  let queue: DatabaseQueue
  let book: Mutex<Book>
  private let contacts: Mutex<Contacts>
  private let listeners = Mutex(Listeners())

  /// What is in the database, except the contacts. Changed on the writer's queue only.
  struct Book: Sendable {
    var stations: [StationCode: Station] = [:]
    /// Every key that a station ever had; the key that counts is the one in `stations`.
    var owners: [[UInt8]: StationCode] = [:]
    var secrets: [StationCode: Secret] = [:]
  }

  /// The join code that was last made for a station.
  struct Secret: Sendable, Hashable {
    var hash: [UInt8]
    var by: String
    var madeAt: WallTime
    var expiresAt: WallTime
    /// The key that joined with it.
    var usedBy: [UInt8]?
  }

  private struct Contacts: Sendable {
    var last: [StationCode: Station.Contact] = [:]
    var unwritten: Set<StationCode> = []
    var writtenAt: WallTime?
  }

  private struct Listeners: Sendable {
    var next = 0
    var continuations: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  }

  /// Contacts are written no more often than this; so much of them a power cut may lose.
  static let contactsWrittenEvery: Duration = .seconds(30)

  init(path: String, queue: DatabaseQueue, book: Book, contacts: [StationCode: Station.Contact]) {
    self.path = path
    self.queue = queue
    self.book = Mutex(book)
    self.contacts = Mutex(Contacts(last: contacts))
  }

  // MARK: Looking up

  /// All stations, by code.
  public func stations() -> [Station] {
    let stations = book.withLock { Array($0.stations.values) }
    let last = contacts.withLock { $0.last }
    return stations.map {
      var station = $0
      station.contact = last[station.code]
      return station
    }.sorted { $0.code < $1.code }
  }

  public func station(_ code: StationCode) -> Station? {
    guard var station = book.withLock({ $0.stations[code] }) else { return nil }
    station.contact = contacts.withLock { $0.last[code] }
    return station
  }

  /// The station that is known by this key now; nil for a revoked or a former key.
  /// - Parameter key: P-256, X9.63, uncompressed.
  public func station(withKey key: [UInt8]) -> Station? {
    guard let station = owner(ofKey: key), station.standing == .joined, station.key == key else { return nil }
    return station
  }

  /// The station that has, or had, this key.
  func owner(ofKey key: [UInt8]) -> Station? {
    guard let code = book.withLock({ $0.owners[key] }) else { return nil }
    return station(code)
  }

  // MARK: Contacts

  /// Notes that a station spoke, and what it said of itself.
  public func saw(_ code: StationCode, _ contact: Station.Contact) {
    guard book.withLock({ $0.stations[code] != nil }) else { return }
    let due = contacts.withLock {
      $0.last[code] = contact.completed(by: $0.last[code])
      $0.unwritten.insert(code)
      guard let writtenAt = $0.writtenAt else {
        $0.writtenAt = contact.at
        return false
      }
      let elapsed = contact.at - writtenAt
      guard elapsed >= Self.contactsWrittenEvery || elapsed < .zero else { return false }
      $0.writtenAt = contact.at
      return true
    }
    if due { queue.asyncWriteWithoutTransaction { [self] in try? writeContacts($0) } }
  }

  /// Writes the contacts that are not yet on the disk.
  /// - Throws: `IdentityError.registerFailed`.
  public func flush() async throws {
    try await onWriter { [self] in try writeContacts($0) }
  }

  private func writeContacts(_ db: Database) throws {
    let waiting = contacts.withLock { contacts in
      defer { contacts.unwritten = [] }
      return contacts.unwritten.compactMap { code in contacts.last[code].map { (code, $0) } }
    }
    guard !waiting.isEmpty else { return }
    do {
      try db.inTransaction {
        for (code, contact) in waiting { try db.write(contact, of: code) }
        return .commit
      }
    } catch {
      contacts.withLock { $0.unwritten.formUnion(waiting.map(\.0)) }
      throw error
    }
  }

  // MARK: Keys that end

  /// The keys that stop being good from now on, one after the other: a station was revoked, or joined anew with another
  /// key. Whoever holds connections of that key closes them.
  public func endedKeys() -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      let number = listeners.withLock {
        $0.next += 1
        $0.continuations[$0.next] = continuation
        return $0.next
      }
      continuation.onTermination = { [weak self] _ in
        self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: number) }
      }
    }
  }

  private func announce(end keys: [[UInt8]]) {
    let continuations = listeners.withLock { Array($0.continuations.values) }
    for key in keys { for continuation in continuations { continuation.yield(key) } }
  }

  // MARK: Changing

  /// One change: on the disk and in memory, or neither.
  func change<Value: Sendable>(
    _ work: @escaping @Sendable (Database, inout Book) throws -> Value
  ) async throws -> Value {
    try await onWriter { [self] db in
      let before = book.withLock { $0 }
      var after = before
      var value: Value?
      try db.inTransaction {
        value = try work(db, &after)
        return .commit
      }
      book.withLock { $0 = after }
      announce(
        end: before.stations.values.compactMap { station in
          guard station.standing == .joined, let key = station.key else { return nil }
          let now = after.stations[station.code]
          return now?.standing == .joined && now?.key == key ? nil : key
        })
      guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return value
    }
  }

  private func onWriter<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await withCheckedThrowingContinuation { continuation in
        queue.asyncWriteWithoutTransaction { db in
          continuation.resume(with: Result { try work(db) })
        }
      }
    } catch let error as DatabaseError {
      throw IdentityError.registerFailed(path: path, detail: error.message ?? "\(error)")
    }
  }

  /// Writes what waits and lets go of the database.
  public func shutDown() async {
    try? await flush()
    try? await PrivateFolder.onThread { [queue] in
      _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try queue.close()
    }
    for continuation in listeners.withLock({ Array($0.continuations.values) }) { continuation.finish() }
  }
}
