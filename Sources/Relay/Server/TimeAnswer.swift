import Canonical
public import Clocks

/// What the upstream node's clock shows, as it goes over the link.
public struct TimeAnswer: Sendable, Hashable {
  public var at: WallTime
  /// How far it may be wrong by what the kernel says; zero where nobody synchronises it.
  public var bound: Duration
  /// Whether the node itself trusts it.
  public var isTrusted: Bool

  public init(at: WallTime, bound: Duration, isTrusted: Bool) {
    self.at = at
    self.bound = bound
    self.isTrusted = isTrusted
  }

  var canonical: [UInt8] {
    JSONValue.members([
      "at": .instant(at), "bound": .integer(bound.wholeNanoseconds), "trusted": .flag(isTrusted),
    ]).canonical
  }

  init(canonical bytes: [UInt8]) throws(NotCanonical) {
    let body = try BodyReader(JSONValue(canonical: bytes))
    at = try body.needed("at", body.instant("at"))
    bound = .nanoseconds(try body.needed("bound", body.integer("bound")))
    isTrusted = try body.needed("trusted", body.flag("trusted"))
    guard bound >= .zero, bound < .days(365) else { throw NotCanonical(why: "bound", offset: nil) }
  }
}
