extension Vietnamese {
  public func keyMeaning(_ table: String, _ key: String) -> String? {
    (SettingsKeys.words[table]?[key] ?? PlanKeys.words[table]?[key])?.vietnamese
  }
  public func keyExample(_ table: String, _ key: String) -> String? {
    (SettingsKeys.words[table]?[key] ?? PlanKeys.words[table]?[key])?.example
  }

  public func notYAML(_ problem: String) -> String {
    switch YAMLTrouble(problem) {
    case .tab: "có dấu tab ở chỗ YAML cần dấu cách"
    case .colonInText: "dòng này có thêm một dấu “: ”"
    case .missingColon: "thiếu dấu hai chấm sau khóa"
    case .indentation: "dòng này không khớp với dòng trên: thụt dòng sai hoặc thiếu dấu ngoặc kép"
    case .quote: "dấu ngoặc mở ra mà không đóng lại"
    case .bracket: "thiếu dấu phẩy hoặc dấu ngoặc đóng"
    case .character: "giá trị không thể bắt đầu bằng ký tự này"
    case .escape: "chuỗi “\\” không hợp lệ trong dấu ngoặc kép"
    case .depth: "lồng quá sâu"
    case .other: problem.isEmpty ? "đây không phải là YAML" : "đây không phải là YAML (\(problem))"
    }
  }

  public func repairYAML(_ problem: String) -> String {
    switch YAMLTrouble(problem) {
    case .tab: "hãy thụt dòng bằng dấu cách"
    case .colonInText: "hãy đặt cả giá trị trong dấu ngoặc kép"
    case .missingColon: "hãy ghi “khóa: giá trị”, có dấu cách sau dấu hai chấm"
    case .indentation: "các khóa cùng một bảng phải thẳng cột, thụt vào hai dấu cách so với tên bảng"
    case .quote: "hãy đóng ngoặc"
    case .bracket: "hãy ghi “[a, b]” hoặc “{ a: 1, b: 2 }”"
    case .character, .escape: "hãy đặt cả giá trị trong dấu nháy đơn"
    case .depth: "hãy bớt lồng nhau"
    case .other: "hãy so với mẫu trong docs/config.md"
    }
  }
}
