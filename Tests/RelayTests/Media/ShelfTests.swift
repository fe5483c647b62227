import Clocks
import SeededRandom
import Testing

@testable import Relay

@Suite struct ShelfTests {
  private func name(_ number: Int) -> String {
    String(repeating: "0", count: 60) + String(format4(number))
  }
  private func format4(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
  private func wish(_ number: Int, _ bytes: Int64, due: Int64) -> MediaWish {
    MediaWish(sha256: name(number), bytes: bytes, due: WallTime(seconds: due))
  }
  private func item(_ number: Int, _ bytes: Int64, due: Int64? = nil, isPartial: Bool = false) -> Shelf.Item {
    Shelf.Item(
      sha256: name(number), bytes: bytes, lastDue: due.map { WallTime(seconds: $0) }, isPartial: isPartial)
  }

  @Test func nearestAirTimeIsFetchedFirst() {
    let plan = Shelf(budget: 1000, free: 10_000, reserve: 0)
      .plan(
        [], for: [wish(1, 10, due: 30), wish(2, 10, due: 10), wish(3, 10, due: 20), wish(2, 10, due: 40)])
    #expect(plan.fetch.map(\.sha256) == [name(2), name(3), name(1)])
    #expect(plan.evict.isEmpty && plan.unfit.isEmpty)
  }

  @Test func whatWasDueLongestAgoMakesRoomAndNoMoreThanNeeded() {
    let items = [item(1, 40, due: 5), item(2, 40, due: 1), item(3, 20, due: 100)]
    let plan = Shelf(budget: 100, free: 10_000, reserve: 0)
      .plan(items, for: [wish(3, 20, due: 100), wish(4, 30, due: 50)])
    #expect(plan.evict == [name(2)])
    #expect(plan.fetch.map(\.sha256) == [name(4)])
  }

  @Test func aFileThatDoesNotFitIsReportedAndASmallerOneStillFetched() {
    let plan = Shelf(budget: 100, free: 10_000, reserve: 0)
      .plan([item(1, 60, due: 9)], for: [wish(1, 60, due: 9), wish(2, 50, due: 10), wish(3, 40, due: 11)])
    #expect(plan.unfit.map(\.sha256) == [name(2)])
    #expect(plan.fetch.map(\.sha256) == [name(3)])
    #expect(plan.evict.isEmpty)
  }

  @Test func theReserveOfTheDiskIsKeptAndABeginningCounts() {
    let shelf = Shelf(budget: 1000, free: 150, reserve: 100)
    #expect(shelf.plan([], for: [wish(1, 60, due: 1)]).unfit.count == 1)
    #expect(shelf.plan([item(1, 20, isPartial: true)], for: [wish(1, 60, due: 1)]).fetch.count == 1)
    #expect(shelf.plan([item(2, 20, due: 0)], for: [wish(1, 60, due: 1)]).evict == [name(2)])
  }

  @Test func whatIsNoNameIsNeverPlanned() {
    let bad = ["../../etc/passwd", "", String(repeating: "A", count: 64), String(repeating: "a", count: 63)]
    let wishes = bad.map { MediaWish(sha256: $0, bytes: 1, due: WallTime(seconds: 1)) }
    #expect(Shelf(budget: 10, free: 10, reserve: 0).plan([], for: wishes) == Shelf.Plan())
  }

  /// The laws of the shelf, for thousands of random shelves.
  @Test(arguments: 0..<20 as Range<UInt64>) func theLawsHold(seed: UInt64) {
    var chance = SeededChance(seed)
    for _ in 0..<400 {
      let items = (0..<Int.random(in: 0...12, using: &chance)).map { number in
        item(
          number, .random(in: 1...100, using: &chance),
          due: Bool.random(using: &chance) ? .random(in: 0...50, using: &chance) : nil,
          isPartial: Int.random(in: 0...3, using: &chance) == 0)
      }
      let wishes = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
        let number = Int.random(in: 0...16, using: &chance)
        let held = items.first { $0.sha256 == name(number) }
        let bytes = held.map { $0.isPartial ? $0.bytes + 10 : $0.bytes } ?? Int64(number * 7 + 1)
        return wish(number, bytes, due: .random(in: 0...50, using: &chance))
      }
      let shelf = Shelf(
        budget: .random(in: 0...600, using: &chance), free: .random(in: 0...600, using: &chance),
        reserve: .random(in: 0...100, using: &chance))
      let plan = shelf.plan(items, for: wishes)
      let wished = Set(wishes.map(\.sha256))
      let whole = items.filter { !$0.isPartial }
      let evicted = Set(plan.evict)

      // Nothing whole that is still due goes.
      #expect(whole.allSatisfy { !wished.contains($0.sha256) || !evicted.contains($0.sha256) })
      // Each missing wish is either fetched or reported, once.
      let missing = wished.subtracting(whole.map(\.sha256))
      let answered = plan.fetch.map(\.sha256) + plan.unfit.map(\.sha256)
      #expect(Set(answered) == missing && answered.count == missing.count)
      #expect(plan.fetch.map(\.due) == plan.fetch.map(\.due).sorted())
      // Fetching never goes over the budget or into the reserve.
      let kept = items.filter { !evicted.contains($0.sha256) }
      let fetched = Set(plan.fetch.map(\.sha256))
      let rest = kept.filter { !fetched.contains($0.sha256) }.reduce(0) { $0 + $1.bytes }
      let coming = plan.fetch.reduce(0) { $0 + $1.bytes }
      if !plan.fetch.isEmpty {
        #expect(rest + coming <= shelf.budget)
        let begun = items.filter { $0.isPartial && fetched.contains($0.sha256) }.reduce(0) { $0 + $1.bytes }
        let freed = items.filter { evicted.contains($0.sha256) }.reduce(0) { $0 + $1.bytes }
        #expect(coming - begun <= shelf.free - shelf.reserve + freed)
      }
      // Of two spare files the one due longer ago goes first.
      let spare = whole.filter { !wished.contains($0.sha256) }
      for gone in spare where evicted.contains(gone.sha256) {
        for stays in spare where !evicted.contains(stays.sha256) {
          #expect((gone.lastDue?.nanoseconds ?? .min) <= (stays.lastDue?.nanoseconds ?? .min))
        }
      }
      // A beginning that is fetched on is not thrown away.
      #expect(evicted.isDisjoint(with: fetched))
    }
  }
}
