/// A place in a text: line and column from 1, columns in Unicode scalars.
struct Place: Sendable, Hashable, Comparable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)

  static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value and where it was written, for the checks that come after reading.
struct Placed<Value: Sendable>: Sendable {
  var value: Value
  var place: Place
}
