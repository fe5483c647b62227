import Clocks
import Foundation
import Phrases
import Scheduling
import Testing

@testable import Settings

@Suite struct Samples {
  @Test(arguments: [
    "loa.yaml", "minimal.yaml", "demo.yaml", "demo-my-hoa.yaml", "demo-cai-von.yaml", "station.yaml",
  ])
  func everySampleIsGood(name: String) throws {
    let (settings, diagnostics) = Settings.load(path: ConfigText.sample(name))
    #expect(ConfigText.said(diagnostics) == [])
    #expect(settings != nil)
  }

  @Test func theMinimalConfigIsUnderFifteenLines() throws {
    let text = try String(contentsOfFile: ConfigText.sample("minimal.yaml"), encoding: .utf8)
    #expect(text.split(separator: "\n").count < 15)
  }

  @Test func theRealConfigAirsOnWednesdaysAndAgainTheNextMorning() throws {
    let settings = try #require(Settings.load(path: ConfigText.sample("loa.yaml")).0)
    #expect(settings.schedule.slots.map(\.id) == ["cchc-thu-tu", "cchc-phat-lai"])
    #expect(settings.schedule.slots.map(\.first.description) == ["2022-01-05T17:00", "2022-01-06T05:15"])
    #expect(settings.schedule.slots[1].rerunOf == "cchc-thu-tu")
    #expect(settings.schedule.slots[0].whenMissing == .repeatLast)
    #expect(settings.schedule.programmes[0].folder.hasSuffix("/Audio/cchc"))
    #expect(!settings.schedule.programmes[0].folder.contains(".."))
  }

  @Test func theHolidaysHoldTheDaysThatAreKnown() throws {
    let settings = try #require(Settings.load(path: ConfigText.sample("loa.yaml")).0)
    let days = Set(settings.schedule.holidays.map(\.date.description))
    for day in [
      "2022-01-01", "2022-01-03", "2022-01-31", "2022-02-01", "2022-02-04", "2022-04-11", "2022-04-30",
      "2022-05-03", "2022-09-01", "2022-09-02", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
      "2027-02-06", "2027-04-16", "2028-01-26", "2028-04-04",
    ] { #expect(days.contains(day), "\(day)") }
    #expect(!days.contains("2022-01-02"))
    #expect(!days.contains("2022-02-05"))
  }

  @Test func theDemoNeedsNoSynchronisedClockAndNothingIsDueByItself() throws {
    let settings = try #require(Settings.load(path: ConfigText.sample("demo.yaml")).0)
    #expect(!settings.clock.requireSynchronised)
    #expect(settings.schedule.quietHours == [])
    #expect(!settings.schedule.loudness.isOn)
    #expect(settings.socket.hasSuffix("/out/demo/api.sock"))
    #expect(settings.stateDirectory.hasSuffix("/out/demo/state"))
    #expect(settings.schedule.slots.allSatisfy { $0.first.date.year >= 2099 })
  }
}

@Suite struct SampleEditions {
  static let sidecars: [String] = {
    let folder = ConfigText.checkout.appendingPathComponent("Audio/cchc").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }()

  @Test func everySampleEditionIsGoodAndApproved() throws {
    #expect(Self.sidecars.count >= 3)
    for path in Self.sidecars {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let (sidecar, diagnostics) = Sidecar.read(text: text, file: path)
      #expect(ConfigText.said(diagnostics) == [])
      #expect(sidecar?.approval != nil)
      #expect(try Schema.faults(text, Sidecar.form.schema) == [])
    }
  }
}

@Suite struct Schema {
  static let files = [
    ("loa.schema.json", SettingsSchema.json()), ("holidays.schema.json", SettingsSchema.holidaysJSON()),
    ("edition.schema.json", SettingsSchema.sidecarJSON()), ("plan.schema.json", SettingsSchema.planJSON()),
  ]

  @Test(arguments: files)
  func theCommittedSchemaIsTheGeneratedOne(name: String, generated: String) throws {
    if ProcessInfo.processInfo.environment["LOA_WRITE_GOLDEN"] == "1" {
      try generated.write(toFile: ConfigText.sample(name), atomically: true, encoding: .utf8)
    }
    #expect(generated == (try String(contentsOfFile: ConfigText.sample(name), encoding: .utf8)))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(generated.utf8)) }
  }

  static func faults(_ text: String, _ schema: JSONText) throws -> [String] {
    let reading = Reading(file: "a.yaml")
    let value = try #require(YAMLText.read(text, reading))
    return SchemaCheck.faults(of: value, against: schema, path: "")
  }

  @Test(arguments: [
    "loa.yaml", "minimal.yaml", "demo.yaml", "demo-my-hoa.yaml", "demo-cai-von.yaml", "station.yaml",
  ])
  func everySampleFitsTheSchema(name: String) throws {
    let text = try String(contentsOfFile: ConfigText.sample(name), encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=loa.schema.json\n"))
    #expect(try Self.faults(text, SettingsDraft.form.schema) == [])
  }

  @Test func theHolidaysThePlanAndASidecarFitTheirSchemas() throws {
    let text = try String(contentsOfFile: ConfigText.sample("ngay-nghi.yaml"), encoding: .utf8)
    #expect(try Self.faults(text, HolidayList.form.schema) == [])
    let plan = try String(contentsOfFile: ConfigText.sample("plan-2022.yaml"), encoding: .utf8)
    #expect(plan.hasPrefix("# yaml-language-server: $schema=plan.schema.json\n"))
    #expect(try Self.faults(plan, PlanDraft.form.schema) == [])
    #expect(try Self.faults(Sidecars.good, Sidecar.form.schema) == [])
  }

  @Test(arguments: [
    ("every: wednesday", "evry: wednesday", "/slots/cchc-thu-tu/evry"),
    ("every: wednesday", "every: wendesday", "/slots/cchc-thu-tu/every"),
    ("allotted: 15 min", "allotted: 15", "/slots/cchc-thu-tu/allotted"),
    ("2022-01-05 17:00", "05/01/2022 17:00", "/slots/cchc-thu-tu/first"),
    ("  name: Trung tâm\n", "", "/node/name"),
    ("  cchc-thu-tu:", "  Thứ Tư:", "/slots/Thứ Tư"),
  ])
  func whatTheReaderRefusesTheSchemaRefusesToo(line: String, fault: String, path: String) throws {
    let text = ConfigText.good.replacingOccurrences(of: line, with: fault)
    #expect(ConfigText.read(text).0 == nil)
    #expect(try Self.faults(text, SettingsDraft.form.schema) == [path])
  }

  @Test func everyKeyIsExplainedInBothLanguages() {
    var keys = 0
    for schema in [
      SettingsDraft.form.schema, HolidayList.form.schema, Sidecar.form.schema, PlanDraft.form.schema,
    ] {
      SchemaCheck.properties(of: schema) { name, property in
        keys += 1
        guard case .string(let words)? = property["description"] else {
          Issue.record("\(name) has no description")
          return
        }
        #expect(words.split(separator: "\n").count == 2, "\(name)")
      }
    }
    #expect(keys > 70)
  }

  @Test func theGuideNamesEveryKey() throws {
    let guide = try String(
      contentsOf: ConfigText.checkout.appendingPathComponent("docs/config.md"), encoding: .utf8)
    for schema in [SettingsDraft.form.schema, HolidayList.form.schema, Sidecar.form.schema] {
      SchemaCheck.properties(of: schema) { name, _ in #expect(guide.contains("`\(name)`"), "\(name)") }
    }
    let planGuide = try String(
      contentsOf: ConfigText.checkout.appendingPathComponent("docs/plan.md"), encoding: .utf8)
    SchemaCheck.properties(of: PlanDraft.form.schema) { name, _ in
      #expect(planGuide.contains("`\(name)`"), "\(name)")
    }
  }
}

/// As much of JSON Schema as our schemas use, over YAML 1.2 as editors read it.
enum SchemaCheck {
  static func faults(of value: YAMLValue, against schema: JSONText, path: String) -> [String] {
    var faults: [String] = []
    if case .array(let choices)? = schema["anyOf"] {
      let results = choices.map { Self.faults(of: value, against: $0, path: path) }
      if !results.contains([]) { faults.append(path) }
    }
    if let type = schema["type"], !named(type).contains(where: { types(of: value).contains($0) }) {
      return [path]
    }
    switch value.content {
    case .scalar(let text):
      if case .array(let words)? = schema["enum"],
        !words.contains(where: { $0 == .string(text) || $0.rendered() == text })
      {
        faults.append(path)
      }
      if case .string(let pattern)? = schema["pattern"], !types(of: value).contains("number"),
        text.range(of: pattern, options: .regularExpression) == nil
      {
        faults.append(path)
      }
      if case .integer(let least)? = schema["minimum"], let number = Double(text), number < Double(least) {
        faults.append(path)
      }
      if case .integer(let most)? = schema["maximum"], let number = Double(text), number > Double(most) {
        faults.append(path)
      }
    case .list(let items):
      if case .integer(let least)? = schema["minItems"], items.count < least { faults.append(path) }
      if let item = schema["items"] {
        for (index, one) in items.enumerated() {
          faults += Self.faults(of: one, against: item, path: "\(path)/\(index)")
        }
      }
    case .table(let entries):
      for entry in entries {
        let place = "\(path)/\(entry.key)"
        if let names = schema["propertyNames"] {
          let key = YAMLValue(content: .scalar(entry.key), place: entry.place)
          faults += Self.faults(of: key, against: names, path: place)
        }
        if let property = schema["properties"]?[entry.key] {
          faults += Self.faults(of: entry.value, against: property, path: place)
        } else if case .boolean(false)? = schema["additionalProperties"] {
          faults.append(place)
        } else if let rest = schema["additionalProperties"] {
          faults += Self.faults(of: entry.value, against: rest, path: place)
        }
      }
      if case .array(let required)? = schema["required"] {
        for case .string(let key) in required where !entries.contains(where: { $0.key == key }) {
          faults.append("\(path)/\(key)")
        }
      }
    case .nothing, .refused: break
    }
    return faults
  }

  private static func named(_ schema: JSONText) -> [String] {
    switch schema {
    case .string(let one): [one]
    case .array(let several): several.compactMap { if case .string(let type) = $0 { type } else { nil } }
    default: []
    }
  }

  private static func types(of value: YAMLValue) -> [String] {
    switch value.content {
    case .table: ["object"]
    case .list: ["array"]
    case .nothing, .refused: ["null"]
    case .scalar(let text):
      if Int(text) != nil {
        ["integer", "number"]
      } else if Double(text) != nil {
        ["number"]
      } else if ["true", "false"].contains(text) {
        ["boolean"]
      } else {
        ["string"]
      }
    }
  }

  /// Every described key, however deep.
  static func properties(of schema: JSONText, _ visit: (String, JSONText) -> Void) {
    switch schema {
    case .object(let members):
      for member in members {
        if member.name == "properties", case .object(let properties) = member.value {
          for property in properties {
            visit(property.name, property.value)
            Self.properties(of: property.value, visit)
          }
        } else {
          properties(of: member.value, visit)
        }
      }
    case .array(let items): for item in items { properties(of: item, visit) }
    default: break
    }
  }
}
