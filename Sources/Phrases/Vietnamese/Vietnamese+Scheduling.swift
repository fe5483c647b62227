import Foundation

extension Vietnamese {
  public func weekday(_ number: Int) -> String {
    let names = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
    return names.indices.contains(number - 1) ? names[number - 1] : ""
  }

  public func length(seconds: Double) -> String {
    let whole = Int(min(max(seconds.rounded(), 0), 1e9))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let parts = [
      hours > 0 ? "\(hours) giờ" : nil, minutes > 0 ? "\(minutes) phút" : nil,
      rest > 0 || whole == 0 ? "\(rest) giây" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  public func decimal(_ number: Double, places: Int) -> String {
    String(format: "%.\(min(max(places, 0), 9))f", number).replacingOccurrences(of: ".", with: ",")
  }

  public var ruleIsUnreadable: String { "không đọc được quy tắc lặp" }
  public var ruleHasNoFrequency: String { "quy tắc lặp thiếu FREQ" }
  public func ruleHasUnknownPart(_ part: String) -> String {
    "quy tắc lặp có thành phần không được hỗ trợ: \(part)"
  }
  public func ruleRepeatsPart(_ part: String) -> String { "\(part) được ghi hai lần trong quy tắc lặp" }
  public func ruleIsBelowADay(_ frequency: String) -> String {
    "FREQ=\(frequency) lặp dày hơn một ngày, không dùng cho khung giờ phát thanh"
  }
  public func ruleHasBadValue(_ part: String, _ value: String) -> String {
    "giá trị của \(part) không hợp lệ: \(value)"
  }
  public func ruleHasContradiction(_ a: String, _ b: String) -> String {
    "\(a) và \(b) không đi cùng nhau được"
  }
  public func ruleHasPartOutOfPlace(_ part: String, _ frequency: String) -> String {
    "\(part) không dùng được với FREQ=\(frequency)"
  }
  public var ruleHasPositionOfNothing: String { "BYSETPOS không có ngày nào để chọn" }
  public func ruleIsTooDense(_ number: Int, _ most: Int) -> String {
    "quy tắc lặp cho \(number) lần phát mỗi ngày, nhiều nhất là \(most)"
  }
  public var ruleNeverOccurs: String { "quy tắc lặp chỉ vào một ngày không bao giờ có" }
  public func recurrenceWordIsUnknown(_ word: String) -> String { "không hiểu từ “\(word)”" }
  public func writeARuleLike(_ example: String) -> String { "viết như ví dụ này: \(example)" }
  public func useAKnownRulePart(_ suggestion: String?) -> String {
    if let suggestion { return "có phải ý bạn là \(suggestion)?" }
    return "dùng FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYWEEKNO, BYYEARDAY, BYSETPOS, "
      + "BYHOUR, BYMINUTE, BYSECOND, WKST"
  }
  public var writeEachPartOnce: String { "chỉ ghi mỗi thành phần một lần" }
  public func writeTimesOfDay(_ example: String) -> String { "liệt kê giờ phát trong ngày: \(example)" }
  public func allowedAre(_ values: String) -> String { "giá trị cho phép: \(values)" }
  public func keepOnlyOneOf(_ a: String, _ b: String) -> String { "chỉ giữ \(a) hoặc \(b)" }
  public func takeOutPartOrChangeFrequency(_ part: String) -> String { "bỏ \(part) hoặc đổi FREQ" }
  public var useFewerTimesOfDay: String { "bớt giá trị trong BYHOUR, BYMINUTE, BYSECOND" }
  public var chooseADayThatExists: String { "chọn ngày có thật; ngày cuối tháng là BYMONTHDAY=-1" }
  public func useAKnownRecurrenceWord(_ suggestion: String?) -> String {
    if let suggestion { return "có phải ý bạn là “\(suggestion)”?" }
    return
      "viết day, workday, weekend, monday … sunday; hằng tháng thì viết như last friday, first monday, 15"
  }

  public func slotsClash(
    _ keeps: String, _ yields: String, minutes: Double, first: String, count: Int
  ) -> String {
    let often = count > 1 ? "\(count) lần, lần đầu \(first)" : first
    let places = minutes == minutes.rounded() ? 0 : 1
    let overlap = decimal(minutes, places: places)
    return keeps == yields
      ? "các lần phát của khung giờ \(keeps) chồng lên nhau \(overlap) phút (\(often))"
      : "khung giờ \(yields) chồng lên khung giờ \(keeps) \(overlap) phút (\(often))"
  }
  public func moveSlot(_ slot: String, to times: [String], everyTime: Bool) -> String {
    if times.isEmpty { return "rút ngắn hoặc dời \(slot) sang ngày khác: trong ngày không còn giờ trống" }
    let list = times.joined(separator: ", ")
    return everyTime
      ? "dời \(slot) sang \(list) (ngày nào cũng trống)"
      : "dời \(slot) sang \(list) (mới chắc trống trong ngày đầu)"
  }
  public func slotIsInQuietHours(_ slot: String, first: String, count: Int) -> String {
    "khung giờ \(slot) rơi vào giờ yên tĩnh nên không phát (\(count) lần, lần đầu \(first))"
  }
  public var moveOutOfQuietHours: String {
    "dời khung giờ ra ngoài giờ yên tĩnh, kiểm tra xem có gõ nhầm giờ không"
  }
  public func editionIsMissing(_ programme: String, at moment: String) -> String {
    "chuyên mục \(programme) chưa có kỳ được duyệt cho lần phát \(moment)"
  }
  public func deliverEdition(week: String, date: String, otherwise: String) -> String {
    "nộp và duyệt một kỳ cho tuần \(week) hoặc ngày \(date); nếu không, \(otherwise)"
  }
  public func otherwiseRepeats(_ title: String) -> String { "sẽ phát lại “\(title)”" }
  public var otherwiseFiller: String { "sẽ phát tệp thay thế" }
  public var otherwiseSilence: String { "lần này sẽ không phát" }

  public var noAirings: String { "Không có lần phát nào." }
  public func listedHoliday(_ name: String) -> String { "nghỉ: \(name)" }
  public func listedAsMoved(to moment: String) -> String { "ngày nghỉ, chuyển sang \(moment)" }
  public func listedAsReplacement(of moment: String) -> String { "thay cho \(moment)" }
  public func listedAsCancelledByHoliday(_ name: String?) -> String {
    "không phát: ngày nghỉ" + (name.map { " (\($0))" } ?? "")
  }
  public var listedAsCancelledByClash: String { "không phát: trùng giờ với lần phát khác" }
  public var listedAsStopped: String { "nút cấp trên đã cho dừng" }
  public var listedAsCancelledByQuietHours: String { "không phát: giờ yên tĩnh" }
  public var listedAsCancelledWithoutEdition: String { "không phát: chưa có kỳ được duyệt" }
  public var listedAsRerun: String { "phát lại" }
  public var listedAsRepeatLast: String { "thiếu kỳ mới, dùng kỳ trước" }
  public var listedAsFiller: String { "thiếu kỳ mới, phát tệp thay thế" }
  public var listedAsPriority: String { "ưu tiên" }
  public var listedAsEmergency: String { "khẩn cấp" }
  public func listedAtClock(_ time: String) -> String { "đồng hồ đổi giờ, phát lúc \(time)" }
  public var listedWithoutProgramme: String { "(lệnh phát)" }
  public func calendarName(_ node: String) -> String { "Lịch phát thanh \(node)" }
}
