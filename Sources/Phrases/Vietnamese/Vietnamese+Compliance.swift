extension Vietnamese {
  public var language: Language { .vietnamese }
  public func sentence(of clauses: [String]) -> String { clauses.joined(separator: "; ") }
  public func week(_ number: Int, year: Int) -> String { "tuần \(number)/\(year)" }
  public func month(_ number: Int, year: Int) -> String { "tháng \(number)/\(year)" }
  public func basis(_ code: String) -> String {
    switch code {
    case "plan": "theo kế hoạch"
    case "law": "theo quy định pháp luật"
    default: "mức do đơn vị đặt"
    }
  }
  public func evidence(_ code: String) -> String {
    switch code {
    case "scheduled": "có trong lịch"
    case "delivered": "đã nhận tệp"
    case "played": "đã phát"
    case "heard": "đã nghe được"
    default: "xác nhận của cán bộ"
    }
  }

  public func spansCovered(_ covered: Int, of due: Int, weekly: Bool, least: Int) -> String {
    "\(covered)/\(due) \(weekly ? "tuần" : "tháng") có ít nhất \(least) kỳ mới"
  }
  public func spansLacking(_ spans: [String]) -> String { "thiếu: \(spans.joined(separator: ", "))" }
  public func spansMoved(_ spans: [String]) -> String {
    "dời do nghỉ lễ, không tính là thiếu: \(spans.joined(separator: ", "))"
  }
  public func spansDeclared(_ spans: [String]) -> String {
    "chỉ có xác nhận của cán bộ, tính riêng: \(spans.joined(separator: ", "))"
  }
  public func spansPending(_ count: Int, weekly: Bool) -> String {
    "còn \(count) \(weekly ? "tuần" : "tháng") chưa đến hạn"
  }
  public func rerunsApart(_ count: Int) -> String { "\(count) lần phát lại tính riêng" }

  public func shareIsRight(_ right: Int, of total: Int, _ what: String) -> String {
    "\(right)/\(total) \(what)"
  }
  public func airingsShort(_ count: Int) -> String { "\(count) lần chưa đạt" }
  public func airingsRepaired(_ count: Int) -> String { "\(count) lần đã phát bù" }
  public func airingsDeclared(_ count: Int) -> String {
    "\(count) lần chỉ có xác nhận của cán bộ, tính riêng"
  }
  public func airingsUnknown(_ count: Int) -> String { "\(count) lần không có dữ liệu" }
  public func startedWithin(seconds: Double, basis: String) -> String {
    "lần phát bắt đầu lệch không quá \(decimal(seconds, places: 0)) giây (\(basis))"
  }
  public func lastedBetween(_ least: Double, _ most: Double, basis: String) -> String {
    "lần phát có thời lượng từ \(length(seconds: least)) đến \(length(seconds: most)) (\(basis))"
  }
  public func soundedInFull(_ share: Double, basis: String) -> String {
    "lần phát đủ từ \(decimal(share * 100, places: 0))% nội dung (\(basis))"
  }
  public func soundedClean(_ loudness: Double, _ tolerance: Double, basis: String) -> String {
    "lần phát không gián đoạn, độ to \(decimal(loudness, places: 0)) ± \(decimal(tolerance, places: 0)) LUFS (\(basis))"
  }
  public func loudnessUnmeasured(_ count: Int) -> String { "\(count) lần không rõ độ to" }
  public func relayedWith(_ evidence: String, _ share: Double, basis: String) -> String {
    "lần tiếp âm có bằng chứng từ mức “\(evidence)” trở lên và đủ \(decimal(share * 100, places: 0))% nội dung (\(basis))"
  }
  public func editionsCarry(_ field: String) -> String {
    switch field {
    case "plan": "kỳ ghi rõ kế hoạch"
    case "url": "kỳ có bài trên cổng thông tin"
    case "partner": "kỳ ghi đơn vị phối hợp"
    default: "kỳ ghi đơn vị cung cấp nội dung"
    }
  }

  public func stationsRelayed(_ met: Int, of all: Int) -> String { "\(met)/\(all) đài tiếp âm đầy đủ" }
  public func stationsShort(_ names: [String]) -> String { "chưa đạt: \(names.joined(separator: ", "))" }
  public func stationsSilent(_ names: [String]) -> String {
    "không có dữ liệu: \(names.joined(separator: ", "))"
  }
  public func stationsPending(_ count: Int) -> String { "\(count) đài chưa đến hạn" }

  public func longestGap(_ days: Int, from: String, until: String) -> String {
    "khoảng dài nhất không có kỳ mới là \(days) ngày, từ \(from) đến \(until)"
  }
  public func smallestMargin(seconds: Double, of count: Int) -> String {
    "trong \(count) lần giao tệp, lần muộn nhất trước giờ phát \(decimal(seconds / 3600, places: 1)) giờ"
  }
  public var noMarginKnown: String { "không rõ thời điểm giao tệp" }
  public func itemsCovered(_ met: Int, of all: Int, least: Int) -> String {
    "\(met)/\(all) mục có ít nhất \(least) kỳ"
  }
  public func itemsLacking(_ names: [String]) -> String { "còn thiếu: \(names.joined(separator: "; "))" }
  public func editionsMarked(_ count: Int, _ name: String, least: Int) -> String {
    "\(count) kỳ về “\(name)”, cần ít nhất \(least)"
  }
  public func editionsWithoutMarks(_ count: Int) -> String { "\(count) kỳ đã phát không còn tệp mô tả" }

  public func reportsReceived(_ count: Int, of all: Int) -> String { "đã nhận \(count)/\(all) báo cáo" }
  public func reportsLacking(_ names: [String]) -> String { "chưa gửi: \(names.joined(separator: ", "))" }
  public func reportCameIn(on day: String) -> String { "đã nhận \(day)" }
  public func reportWasDue(on day: String) -> String { "hạn \(day)" }
  public var reportHasNotComeIn: String { "chưa nhận được" }
  public var reportHasNoDueDay: String { "kế hoạch không ghi ngày hạn" }

  public func planEndsBeforeItBegins(_ until: String, _ from: String) -> String {
    "kết thúc \(until), trước khi bắt đầu \(from)"
  }
  public func idIsTaken(_ id: String, firstLine: Int) -> String {
    "mã “\(id)” được dùng hai lần; lần đầu ở dòng \(firstLine)"
  }
  public func nothingIsCalled(_ id: String) -> String { "trong kế hoạch này không có gì mang mã “\(id)”" }
  public func keyIsNotForKind(_ key: String, kind: String) -> String {
    "“\(key)” không có nghĩa với loại “\(kind)”"
  }
  public func keyOfKindIsMissing(_ key: String, kind: String) -> String { "loại “\(kind)” cần có “\(key)”" }
  public var takeTheKeyOut: String { "hãy bỏ khóa này" }
  public var evidenceIsNoGrade: String { "xác nhận của cán bộ không phải là một mức bằng chứng" }
  public var stationHasNoCode: String { "đơn vị sản xuất hoặc đài phải có mã của nút" }
  public func codeIsHeldTwice(_ code: String, firstLine: Int) -> String {
    "mã \(code) thuộc về đơn vị khác trong cùng những ngày đó; lần đầu ở dòng \(firstLine)"
  }
  public var limitsAreReversed: String { "mức ít nhất lớn hơn mức nhiều nhất" }
  public func notAQuarter(_ text: String) -> String { "“\(text)” không phải là khoảng ngày" }
  public var expectedSpan: String {
    "quý, tháng hoặc khoảng ngày, ví dụ 2022-Q2, 2022-06 hoặc 2022-04-01..2022-06-30"
  }
  public func notAShare(_ text: String) -> String { "“\(text)” không phải là tỉ lệ" }
  public var expectedShare: String { "tỉ lệ, ví dụ 95 %" }
  public func planTwice(_ id: String) -> String { "kế hoạch “\(id)” được nêu hai lần" }
}
