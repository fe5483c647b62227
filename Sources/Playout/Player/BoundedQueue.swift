import Synchronization

/// A queue of fixed capacity between one thread that puts and one that takes. Neither ever waits or allocates.
final class BoundedQueue<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let slots: UnsafeMutablePointer<Element>
  private let mask: Int
  private let taken = Atomic<Int>(0)
  private let put = Atomic<Int>(0)

  /// - Parameter capacity: a power of two.
  init(capacity: Int) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0)
    slots = .allocate(capacity: capacity)
    mask = capacity - 1
  }

  deinit { slots.deallocate() }

  var count: Int { put.load(ordering: .acquiring) - taken.load(ordering: .acquiring) }

  /// How much of it is used, from 0 to 1.
  var fullness: Double { Double(count) / Double(mask + 1) }

  /// False where it is full and the element was not put.
  func put(_ element: Element) -> Bool {
    let at = put.load(ordering: .relaxed)
    guard at - taken.load(ordering: .acquiring) <= mask else { return false }
    (slots + (at & mask)).initialize(to: element)
    put.store(at + 1, ordering: .releasing)
    return true
  }

  func take() -> Element? {
    let at = taken.load(ordering: .relaxed)
    guard at < put.load(ordering: .acquiring) else { return nil }
    let element = slots[at & mask]
    taken.store(at + 1, ordering: .releasing)
    return element
  }
}
