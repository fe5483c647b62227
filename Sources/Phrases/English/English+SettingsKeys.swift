extension English {
  public func keyMeaning(_ table: String, _ key: String) -> String? {
    (SettingsKeys.words[table]?[key] ?? PlanKeys.words[table]?[key])?.english
  }
  public func keyExample(_ table: String, _ key: String) -> String? {
    (SettingsKeys.words[table]?[key] ?? PlanKeys.words[table]?[key])?.example
  }

  public func notYAML(_ problem: String) -> String {
    switch YAMLTrouble(problem) {
    case .tab: "a tab stands where YAML wants spaces"
    case .colonInText: "a second “: ” on this line"
    case .missingColon: "a colon is missing after a key"
    case .indentation: "this line does not fit under the one above: indentation or a missing quote"
    case .quote: "a quote or bracket is opened and never closed"
    case .bracket: "a comma or closing bracket is missing"
    case .character: "this character can not begin a value"
    case .escape: "an unknown “\\” sequence inside double quotes"
    case .depth: "nested too deep"
    case .other: problem.isEmpty ? "this is not YAML" : "this is not YAML (\(problem))"
    }
  }

  public func repairYAML(_ problem: String) -> String {
    switch YAMLTrouble(problem) {
    case .tab: "indent with spaces"
    case .colonInText: "put the whole value in quotes"
    case .missingColon: "write “key: value”, with a space after the colon"
    case .indentation: "begin keys of one table in the same column, two spaces further in than their name"
    case .quote: "close it"
    case .bracket: "write “[a, b]” or “{ a: 1, b: 2 }”"
    case .character, .escape: "put the whole value in single quotes"
    case .depth: "make it flatter"
    case .other: "compare with the sample in docs/config.md"
    }
  }
}
