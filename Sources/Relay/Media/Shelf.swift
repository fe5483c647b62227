public import Clocks

/// What to fetch and what to throw away, so that the files fit the budget and the disk.
///
/// Its laws: what is still due is never thrown away; of the rest the longest not due goes first, and no more of it than
/// the room needed; the files kept and fetched never exceed the budget by fetching; nearer air times get the room first.
public struct Shelf: Sendable, Hashable {
  /// A file that lies there, whole or begun.
  public struct Item: Sendable, Hashable {
    public var sha256: String
    /// Bytes on the disk.
    public var bytes: Int64
    /// The latest known due time; nil if it is not known.
    public var lastDue: WallTime?
    /// Begun and not complete.
    public var isPartial: Bool

    public init(sha256: String, bytes: Int64, lastDue: WallTime? = nil, isPartial: Bool = false) {
      self.sha256 = sha256
      self.bytes = bytes
      self.lastDue = lastDue
      self.isPartial = isPartial
    }
  }

  public struct Plan: Sendable, Hashable {
    /// Nearest air time first.
    public var fetch: [MediaWish] = []
    /// In the order in which they should go.
    public var evict: [String] = []
    /// What fits neither budget nor disk, nearest air time first.
    public var unfit: [MediaWish] = []
  }

  /// Bytes that the files may take together.
  public var budget: Int64
  /// Bytes free on the disk now.
  public var free: Int64
  /// Bytes of the disk that must stay free: the airtime log comes first.
  public var reserve: Int64

  public init(budget: Int64, free: Int64, reserve: Int64) {
    self.budget = budget
    self.free = free
    self.reserve = reserve
  }

  public func plan(_ items: [Item], for wishes: [MediaWish]) -> Plan {
    let wishes = MediaWish.inOrder(wishes)
    let wished = Set(wishes.map(\.sha256))
    let whole = Set(items.filter { !$0.isPartial }.map(\.sha256))
    let begun = Dictionary(
      items.filter(\.isPartial).map { ($0.sha256, $0.bytes) }, uniquingKeysWith: { first, _ in first })

    var plan = Plan()
    var spare = items.filter { !wished.contains($0.sha256) || ($0.isPartial && whole.contains($0.sha256)) }
      .sorted(by: Self.goesBefore)
    var used = items.reduce(Int64(0)) { sum, item in
      !item.isPartial && wished.contains(item.sha256) ? sum + item.bytes : sum
    }
    var room = free - reserve + spare.reduce(0) { $0 + $1.bytes }
    var needed: Int64 = 0
    for wish in wishes where !whole.contains(wish.sha256) {
      let missing = max(0, wish.bytes - (begun[wish.sha256] ?? 0))
      if wish.bytes <= budget - used, missing <= room {
        plan.fetch.append(wish)
        used += wish.bytes
        room -= missing
        needed += missing
      } else {
        plan.unfit.append(wish)
        // A beginning that can not be completed makes room after all others.
        if let bytes = begun[wish.sha256] {
          spare.append(Item(sha256: wish.sha256, bytes: bytes, lastDue: wish.due, isPartial: true))
        }
      }
    }

    var kept = spare.reduce(0) { $0 + $1.bytes }
    var available = free - reserve
    for item in spare where kept > max(0, budget - used) || needed > available {
      plan.evict.append(item.sha256)
      kept -= item.bytes
      available += item.bytes
    }
    return plan
  }

  /// Beginnings first, then the longest not due.
  private static func goesBefore(_ a: Item, _ b: Item) -> Bool {
    if a.isPartial != b.isPartial { return a.isPartial }
    let (left, right) = (a.lastDue?.nanoseconds ?? .min, b.lastDue?.nanoseconds ?? .min)
    return (left, a.sha256) < (right, b.sha256)
  }
}
