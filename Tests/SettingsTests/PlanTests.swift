import Compliance
import Phrases
import Testing

@testable import Settings

@Suite struct PlanFiles {
  private static let good = """
    id: kh-1
    title: Kế hoạch
    from: 2022-01-01
    until: 2022-12-31
    programmes: cchc
    organisations:
      ttvh: { name: Trung tâm, code: ttvh, roles: producer }
      mot: { name: Xã Một, code: "90001", roles: station }
    topics:
      a: { name: A, parts: { a1: { name: A1 } } }
    requirements:
      - id: R01
        source: I
        quote: hàng tuần
        kind: cadence
        floor: { editions: 1, per: week, basis: plan }
      - id: R02
        source: II
        quote: nội dung
        kind: coverage
        over: topics
        items: [a1]
        editions: { value: 1, basis: default }

    """

  @Test func aGoodPlanIsRead() throws {
    let (plan, diagnostics) = PlanFile.read(text: Self.good, file: "plan.yaml")
    #expect(ConfigText.said(diagnostics) == [])
    let read = try #require(plan)
    #expect(read.requirements.map(\.id) == ["R01", "R02"])
    #expect(read.topics[0].parts[0].id == "a1")
    #expect(read.organisations[1].id == "mot")
    #expect(read.cutoff == .decree)
  }

  @Test(arguments: [
    (
      "until: 2022-12-31", "until: 2021-12-31",
      "4:8: error: ends on 2021-12-31, before it begins on 2022-01-01; change one of the two dates"
    ),
    (
      "items: [a1]", "items: [a11]",
      "22:13: error: nothing in this plan is called “a11”; did you mean “a1”?"
    ),
    (
      "basis: default }", "basis: luật }",
      "23:34: error: “luật” is not known here; write one of: plan, law, default"
    ),
    (
      "kind: coverage", "kind: coverge",
      "20:11: error: “coverge” is not known here; did you mean “coverage”?"
    ),
    (
      "    over: topics\n", "",
      "17:5: error: the kind “coverage” needs “over”; add “over: topics”"
    ),
    (
      "kind: cadence", "kind: cadence\n    most-days: { value: 3, basis: plan }",
      "16:5: error: “most-days” means nothing for the kind “cadence”; take this key out"
    ),
    (
      "- id: R02", "- id: R01",
      "17:9: error: “R01” is used twice; first on line 12; choose another name"
    ),
    (
      "a1: { name: A1 }", "a: { name: A1 }",
      "10:26: error: “a” is used twice; first on line 10; choose another name"
    ),
    (
      "code: \"90001\", ", "",
      "8:8: error: a producer or station needs the code of its node; add “code: \"29770\"”"
    ),
    (
      "code: \"90001\", ", "code: ttvh, ",
      "8:3: error: the code ttvh belongs to another body on the same days; first on line 7; change one of the two dates"
    ),
    (
      "editions: 1, per: week", "editions: 0, per: week",
      "16:24: error: “0” does not fit here; write a whole number from 1 to 100"
    ),
    (
      "quote: hàng tuần\n", "qoute: hàng tuần\n",
      "12:5: error: “requirement” lacks “quote”; add “quote: Định kỳ hàng tuần hoặc tháng”"
    ),
  ])
  func aFaultIsNamedWithItsPlaceAndRemedy(line: String, fault: String, expected: String) {
    let text = Self.good.replacing(line, with: fault)
    #expect(text != Self.good)
    let (plan, diagnostics) = PlanFile.read(text: text, file: "plan.yaml")
    #expect(plan == nil)
    #expect(ConfigText.said(diagnostics).contains("plan.yaml:" + expected))
    for said in ConfigText.said(diagnostics, in: .vietnamese) { #expect(said.contains(": lỗi: ")) }
  }

  @Test func aKindTakesItsOwnNumbers() {
    let text =
      Self.good + """
          - { id: R03, source: I, quote: q, kind: relay, evidence: { value: declared, basis: law } }
          - { id: R04, source: I, quote: q, kind: duration, least: { value: 9 min, basis: law }, most: { value: 8 min, basis: law } }
          - { id: R05, source: I, quote: q, kind: punctuality, tolerance: { value: 60, basis: law }, share: { value: 95, basis: law } }
          - { id: R06, source: I, quote: q, kind: reports, by: nobody, to: mot, periods: year }

        """
    let (plan, diagnostics) = PlanFile.read(text: text, file: "plan.yaml")
    #expect(plan == nil)
    #expect(
      ConfigText.said(diagnostics) == [
        "plan.yaml:24:60: error: an officer's word is no grade of evidence; write one of: scheduled, delivered, played, heard",
        "plan.yaml:25:96: error: the least is more than the most; keep one of the two",
        "plan.yaml:26:76: error: “60” has no unit; write “60 min”, “60 s”, “60 ms”",
        "plan.yaml:26:110: error: “95” is no share; write a share such as 95 %",
        "plan.yaml:27:56: error: nothing in this plan is called “nobody”; write one of: ttvh, mot",
      ])
  }

  @Test func aConfigReadsItsPlansAndPointsIntoTheirFiles() throws {
    let text = "plan: [a.yaml, b.yaml]\n" + ConfigText.good
    func read(_ files: [String: String]) -> (Settings?, [Diagnostic]) {
      Settings.read(text: text, file: "loa.yaml", directory: "/etc/loa") { path in
        guard let file = files[path] else { throw FileTrouble.absent }
        return Array(file.utf8)
      }
    }
    let second = Self.good.replacing("id: kh-1", with: "id: kh-2")
    let (settings, diagnostics) = read(["/etc/loa/a.yaml": Self.good, "/etc/loa/b.yaml": second])
    #expect(ConfigText.said(diagnostics) == [])
    #expect(settings?.plans.map(\.id) == ["kh-1", "kh-2"])
    #expect(
      ConfigText.said(read(["/etc/loa/a.yaml": Self.good, "/etc/loa/b.yaml": Self.good]).1) == [
        "loa.yaml:1:16: error: the plan “kh-1” is given twice; keep one of the two"
      ])
    let faulty = read(["/etc/loa/a.yaml": Self.good.replacing("title: Kế hoạch", with: "titel: a")])
    #expect(faulty.0 == nil)
    #expect(
      ConfigText.said(faulty.1).map { $0.prefix { $0 != ";" }.description } == [
        "a.yaml:1:1: error: “plan” lacks “title”", "a.yaml:2:1: error: unknown key “titel” in “plan”",
        "loa.yaml:1:16: error: the file b.yaml is not there",
      ])
  }
}
