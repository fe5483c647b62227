import Clocks
import Compliance
import Phrases
import Scheduling

extension Form {
  /// A number with its basis: `{ value: 1, basis: plan }`.
  static func based<Number>(_ number: Form<Number>) -> Form<Based<Number>> where Value == Based<Number> {
    .table("plan number") { fields in
      let value = fields.required("value", number)
      let basis = fields.required("basis", .basis)
      guard let value, let basis else { return nil }
      return Based(value, basis)
    }
  }
}

extension Form where Value == Basis {
  static let basis = Form<Basis>.words(Basis.allCases.map { ($0.rawValue, $0) })
}

extension Form where Value == Double {
  /// A share, `95 %`, as 0...1.
  static let share = Form(
    scalar: .pattern("^[0-9]{1,3}([.,][0-9]+)? ?%$"), expected: Expected { $0.expectedShare }
  ) {
    text, place, reading in
    let trimmed = text.trimmedBlanks
    let digits = String(trimmed.dropLast()).trimmedBlanks.replacing(",", with: ".")
    guard trimmed.hasSuffix("%"), digits.utf8.count <= 9,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let number = Double(digits),
      (0...100).contains(number)
    else {
      reading.error(at: place, Text { $0.notAShare(text.shortened) }, Text { $0.write($0.expectedShare) })
      return nil
    }
    return number / 100
  }
}

extension Form where Value == ReportPeriod {
  /// A quarter, a month, a half-year or days of the calendar.
  static let span = Form(
    scalar: .object([
      "type": .strings(["string", "integer"]),
      "pattern": .string("^[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}))?$|^[0-9-]{10}[.][.][0-9-]{10}$"),
    ]), expected: Expected { $0.expectedSpan }
  ) { text, place, reading in
    if let span = ReportPeriod(text.trimmedBlanks, cutoff: .calendar) { return span }
    reading.error(at: place, Text { $0.notAQuarter(text.shortened) }, Text { $0.write($0.expectedSpan) })
    return nil
  }
}

extension Form where Value == Plan.Label {
  static let label = Form<Plan.Label>.table("plan label") { fields in
    let name = fields.required("name", .text)
    let source = fields.optional("source", .text)
    guard let name else { return nil }
    return Plan.Label(id: "", name: name, source: source)
  }
}

extension Plan.Label {
  func named(_ id: String) -> Plan.Label { Plan.Label(id: id, name: name, source: source) }
}
