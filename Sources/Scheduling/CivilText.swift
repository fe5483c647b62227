private func fixed(_ number: Int, _ width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func numbers(_ text: some StringProtocol, separator: Character, widths: [Int]) -> [Int]? {
  let parts = text.split(separator: separator, omittingEmptySubsequences: false)
  guard parts.count == widths.count else { return nil }
  var result: [Int] = []
  for (part, width) in zip(parts, widths) {
    guard part.utf8.count == width, part.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(part)
    else { return nil }
    result.append(number)
  }
  return result
}

extension CivilDate: LosslessStringConvertible, Codable {
  /// ISO 8601: `2022-03-16`.
  public init?(_ text: String) {
    guard let n = numbers(text, separator: "-", widths: [4, 2, 2]) else { return nil }
    self.init(year: n[0], month: n[1], day: n[2])
  }

  public var description: String { "\(fixed(year, 4))-\(fixed(month))-\(fixed(day))" }

  /// As Vietnamese people write it: `16/03/2022`.
  public var vietnamese: String { "\(fixed(day))/\(fixed(month))/\(fixed(year, 4))" }

  public init(from decoder: any Decoder) throws { self = try decoder.civil() }
  public func encode(to encoder: any Encoder) throws { try encoder.civil(self) }
}

extension CivilTime: LosslessStringConvertible, Codable {
  /// `17:00` or `17:00:30`.
  public init?(_ text: String) {
    if let n = numbers(text, separator: ":", widths: [2, 2]) {
      self.init(hour: n[0], minute: n[1])
    } else if let n = numbers(text, separator: ":", widths: [2, 2, 2]) {
      self.init(hour: n[0], minute: n[1], second: n[2])
    } else {
      return nil
    }
  }

  /// `17:00`; seconds only where there are any.
  public var description: String {
    second == 0
      ? "\(fixed(hour)):\(fixed(minute))" : "\(fixed(hour)):\(fixed(minute)):\(fixed(second))"
  }

  /// Always with seconds: `17:00:00`.
  public var withSeconds: String { "\(fixed(hour)):\(fixed(minute)):\(fixed(second))" }

  public init(from decoder: any Decoder) throws { self = try decoder.civil() }
  public func encode(to encoder: any Encoder) throws { try encoder.civil(self) }
}

extension CivilDateTime: LosslessStringConvertible, Codable {
  /// `2022-03-16T17:00` or `2022-03-16T17:00:30`.
  public init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = CivilDate(String(parts[0])),
      let time = CivilTime(String(parts[1]))
    else { return nil }
    self.init(date, time)
  }

  public var description: String { "\(date)T\(time)" }

  /// As Vietnamese people write it, with seconds: `17:00:05 16/03/2022`.
  public var vietnamese: String { "\(time.withSeconds) \(date.vietnamese)" }

  /// For names of files: `20220316T170005`.
  public var stamp: String { "\(date)T\(time.withSeconds)".filter { $0 != "-" && $0 != ":" } }

  public init(from decoder: any Decoder) throws { self = try decoder.civil() }
  public func encode(to encoder: any Encoder) throws { try encoder.civil(self) }
}

extension Decoder {
  fileprivate func civil<Value: LosslessStringConvertible>() throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not a \(Value.self)")
    }
    return value
  }
}

extension Encoder {
  fileprivate func civil(_ value: some LosslessStringConvertible) throws {
    var container = singleValueContainer()
    try container.encode(value.description)
  }
}
