/// Numbers as people write them.
enum Decimals {
  /// `value` with so many digits after the separator, rounded half away from zero; digits 0...9.
  static func text(_ value: Double, digits: Int, separator: String) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    let places = min(max(digits, 0), 9)
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    let (whole, part) = scaled.quotientAndRemainder(dividingBy: scale)
    let sign = value < 0 && scaled != 0 ? "−" : ""
    guard places > 0 else { return sign + String(whole) }
    let digitsText = String(part)
    let padding = String(repeating: "0", count: places - digitsText.count)
    return sign + String(whole) + separator + padding + digitsText
  }

  enum OffsetUnit {
    case milliseconds, seconds
  }

  /// A difference in time with its sign and one digit: in milliseconds below ten seconds, in seconds from there on.
  static func offset(_ nanoseconds: Int64, separator: String) -> (number: String, unit: OffsetUnit) {
    let isShort = nanoseconds.magnitude < 10_000_000_000
    let value = Double(nanoseconds) / (isShort ? 1e6 : 1e9)
    let number = text(value, digits: 1, separator: separator)
    let plus = number.hasPrefix("−") || abs(value) < 0.05 ? "" : "+"
    return (plus + number, isShort ? .milliseconds : .seconds)
  }
}
