import Phrases

/// What should stand at a place, in words that follow "write".
struct Expected: Sendable {
  let said: @Sendable (any Phrases) -> String

  init(_ said: @escaping @Sendable (any Phrases) -> String) {
    self.said = said
  }
}

/// The form of a value: how it is read from a file, and how an editor is told of it. Both come from one description.
struct Form<Value: Sendable>: Sendable {
  /// JSON Schema (draft 2020-12) of what is taken.
  let schema: JSONText
  /// Nil where a diagnostic says why.
  let read: @Sendable (YAMLValue, Reading) -> Value?

  init(schema: JSONText, read: @escaping @Sendable (YAMLValue, Reading) -> Value?) {
    self.schema = schema
    self.read = read
  }

  /// A form of a single word or line.
  init(
    scalar schema: JSONText, expected: Expected,
    read: @escaping @Sendable (String, Place, Reading) -> Value?
  ) {
    self.init(schema: schema) { value, reading in
      switch value.content {
      case .scalar(let text): return read(text, value.place, reading)
      case .refused: return nil
      case .nothing:
        reading.error(at: value.place, Text { $0.valueIsMissing }, Text { $0.write(expected.said($0)) })
      case .list:
        reading.error(at: value.place, Text { $0.listNotExpected }, Text { $0.write(expected.said($0)) })
      case .table:
        reading.error(at: value.place, Text { $0.tableNotExpected }, Text { $0.write(expected.said($0)) })
      }
      return nil
    }
  }

  func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Form<Other> {
    let read = read
    return Form<Other>(schema: schema) { value, reading in read(value, reading).map(transform) }
  }

  /// The same value with its place.
  var placed: Form<Placed<Value>> {
    let read = read
    return Form<Placed<Value>>(schema: schema) { value, reading in
      read(value, reading).map { Placed(value: $0, place: value.place) }
    }
  }

  /// A list of such values. With `orOne`, a single value stands for a list of one.
  func list(orOne: Bool = false, atLeast: Int = 0) -> Form<[Value]> {
    let read = read
    var list = JSONText.object(["type": .string("array"), "items": schema])
    if atLeast > 0 { list = list.prefixed(["minItems": .integer(atLeast)]) }
    let whole = orOne ? JSONText.object(["anyOf": .array([schema, list])]) : list
    return Form<[Value]>(schema: whole) { value, reading in
      guard case .list(let items) = value.content else {
        if case .refused = value.content { return nil }
        if orOne { return read(value, reading).map { [$0] } }
        reading.error(at: value.place, Text { $0.listExpected }, Text { $0.writeAsList })
        return nil
      }
      guard items.count >= atLeast else {
        reading.error(at: value.place, Text { $0.listIsEmpty }, Text { $0.writeAtLeast(atLeast) })
        return nil
      }
      guard items.count <= Limits.items else {
        reading.error(at: value.place, Text { $0.tooManyItems(Limits.items) }, Text { $0.splitOrShorten })
        return nil
      }
      var result: [Value] = []
      for item in items {
        if let one = read(item, reading) { result.append(one) }
      }
      return result
    }
  }

  /// One form for tables, another for everything else.
  static func either(table: Form<Value>, otherwise: Form<Value>) -> Form<Value> {
    Form(schema: .object(["anyOf": .array([otherwise.schema, table.schema])])) { value, reading in
      if case .table = value.content { table.read(value, reading) } else { otherwise.read(value, reading) }
    }
  }
}

/// An entry of a table whose keys are names that the writer of the file chose.
struct Named<Value: Sendable>: Sendable {
  var name: String
  var place: Place
  /// Nil where a diagnostic says why; the name is known all the same.
  var value: Value?
}

extension Form {
  /// A table from names to such values.
  func named() -> Form<[Named<Value>]> {
    let read = read
    let schema = JSONText.object([
      "type": .string("object"), "propertyNames": Form<String>.identifier.schema,
      "additionalProperties": schema,
    ])
    return Form<[Named<Value>]>(schema: schema) { value, reading in
      guard case .table(let entries) = value.content else {
        if case .refused = value.content { return nil }
        reading.error(at: value.place, Text { $0.namedTableExpected }, Text { $0.writeNamesAsKeys })
        return nil
      }
      guard entries.count <= Limits.items else {
        reading.error(at: value.place, Text { $0.tooManyItems(Limits.items) }, Text { $0.splitOrShorten })
        return nil
      }
      return entries.compactMap { entry in
        let nameValue = YAMLValue(content: .scalar(entry.key), place: entry.place)
        let name = Form<String>.identifier.read(nameValue, reading)
        // An entry without a body still names what it lacks.
        var body = entry.value
        if body.isNothing { body = YAMLValue(content: .table([]), place: entry.place) }
        let value = read(body, reading)
        return name.map { Named(name: $0, place: entry.place, value: value) }
      }
    }
  }

  /// A table with known keys. `body` asks for each of its keys, always for all of them; what it does not ask for is an
  /// unknown key, and what it asks for is what editors are told.
  static func table(
    _ name: String, _ body: @escaping @Sendable (Fields) -> Value?
  ) -> Form<Value> {
    let described = Fields(describing: name)
    _ = body(described)
    return Form(schema: described.schema) { value, reading in
      guard case .table(let entries) = value.content else {
        if case .refused = value.content { return nil }
        reading.error(at: value.place, Text { $0.tableExpected(name) }, Text { $0.writeKeysAndValues })
        return nil
      }
      let fields = Fields(name: name, entries: entries, place: value.place, reading: reading)
      let result = body(fields)
      fields.refuseTheRest()
      return result
    }
  }
}

/// The keys of one table, while they are read or described.
final class Fields {
  /// How people know this table: `slot`, `audio`.
  let name: String
  let place: Place
  private let entries: [String: YAMLValue.Entry]
  private let order: [YAMLValue.Entry]
  private let reading: Reading?
  private var known: [String] = []
  private var properties: [JSONText.Member] = []
  private var requiredKeys: [String] = []
  private(set) var hasFaults = false

  init(describing name: String) {
    self.name = name
    place = .start
    entries = [:]
    order = []
    reading = nil
  }

  init(name: String, entries: [YAMLValue.Entry], place: Place, reading: Reading) {
    self.name = name
    self.place = place
    self.entries = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    order = entries
    self.reading = reading
  }

  /// A key that must be there.
  func required<Value>(_ key: String, _ form: Form<Value>) -> Value? {
    describe(key, form.schema)
    requiredKeys.append(key)
    guard let reading else { return nil }
    guard let entry = entries[key], !entry.value.isNothing else {
      let table = name
      hasFaults = true
      reading.error(
        at: entries[key]?.place ?? place, Text { $0.missingKey(key, table: table) },
        Text { $0.addKey(key, example: $0.keyExample(table, key)) })
      return nil
    }
    return read(entry, form, reading)
  }

  /// A key that may be there. Nil where it is not there or not right.
  func optional<Value>(_ key: String, _ form: Form<Value>, default: JSONText? = nil) -> Value? {
    describe(key, form.schema, default: `default`)
    guard let reading, let entry = entries[key], !entry.value.isNothing else { return nil }
    return read(entry, form, reading)
  }

  private func read<Value>(_ entry: YAMLValue.Entry, _ form: Form<Value>, _ reading: Reading) -> Value? {
    let value = form.read(entry.value, reading)
    if value == nil { hasFaults = true }
    return value
  }

  func isGiven(_ key: String) -> Bool { entries[key].map { !$0.value.isNothing } ?? false }

  /// Where a key's value stands; the table's place if the key is not there.
  func place(of key: String) -> Place { entries[key]?.value.place ?? place }
  func place(ofKey key: String) -> Place { entries[key]?.place ?? place }

  func error(at place: Place, _ what: Text, _ remedy: Text) {
    hasFaults = true
    reading?.error(at: place, what, remedy)
  }

  func warning(at place: Place, _ what: Text, _ remedy: Text) {
    reading?.warning(at: place, what, remedy)
  }

  private func describe(_ key: String, _ schema: JSONText, default: JSONText? = nil) {
    known.append(key)
    guard reading == nil else { return }
    var described = schema
    if let `default` { described = described.prefixed(["default": `default`]) }
    let table = name
    let words = [Language.vietnamese, .english].compactMap { $0.phrases.keyMeaning(table, key) }
    if !words.isEmpty {
      described = described.prefixed(["description": .string(words.joined(separator: "\n"))])
    }
    properties.append(JSONText.Member(name: key, value: described))
  }

  fileprivate func refuseTheRest() {
    guard let reading else { return }
    let known = known
    let table = name
    for entry in order where !known.contains(entry.key) {
      let key = entry.key
      let free = known.filter { !isGiven($0) }
      let suggestion =
        Nearest.suggestion(for: key, among: free) ?? Nearest.suggestion(for: key, among: known)
      reading.error(
        at: entry.place, Text { $0.unknownKey(key, table: table) },
        Text { phrases in
          suggestion.map { phrases.didYouMean($0) } ?? phrases.writeOneOf(known)
        })
    }
  }

  var schema: JSONText {
    var members: [JSONText.Member] = [
      .init(name: "type", value: .string("object")), .init(name: "properties", value: .object(properties)),
    ]
    if !requiredKeys.isEmpty { members.append(.init(name: "required", value: .strings(requiredKeys))) }
    members.append(.init(name: "additionalProperties", value: .boolean(false)))
    return .object(members)
  }
}
