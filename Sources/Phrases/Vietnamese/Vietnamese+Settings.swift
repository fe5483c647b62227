extension Vietnamese {
  public var severityError: String { "lỗi" }
  public var severityWarning: String { "cảnh báo" }
  public var severityNote: String { "ghi chú" }
  public func write(_ example: String) -> String { "hãy ghi \(example)" }
  public func didYouMean(_ word: String) -> String { "có phải ý bạn là “\(word)”?" }
  public func writeOneOf(_ words: [String]) -> String {
    "hãy ghi một trong các từ: \(words.joined(separator: ", "))"
  }
  public func writeBetween(_ least: String, _ most: String) -> String {
    "hãy ghi giá trị từ \(least) đến \(most)"
  }
  public func writeAtLeast(_ count: Int) -> String { "hãy ghi ít nhất \(count) mục" }
  public func addKey(_ key: String, example: String?) -> String { "hãy thêm “\(key): \(example ?? "…")”" }
  public var repairTheseFirst: String { "hãy sửa những chỗ này trước rồi kiểm tra lại" }
  public var splitOrShorten: String { "hãy rút gọn lại" }
  public var removeCharacter: String { "hãy xóa ký tự này" }
  public var writeValueOut: String { "hãy ghi thẳng giá trị; nếu là chữ thì đặt trong dấu ngoặc kép" }
  public var seeSampleConfig: String { "hãy bắt đầu từ mẫu trong docs/config.md" }
  public var keepOneOfThem: String { "hãy giữ lại một trong hai" }
  public var keepOneDocument: String { "hãy xóa dòng “---” và phần sau nó" }
  public var writeWordAsKey: String { "hãy ghi dạng “khóa: giá trị”" }
  public var writeAsList: String { "hãy ghi “[a, b]”, hoặc mỗi mục một dòng “- a”" }
  public var writeNamesAsKeys: String { "hãy ghi tên kèm dấu hai chấm, các khóa thụt vào ở dưới" }
  public var writeKeysAndValues: String { "hãy ghi các khóa thụt vào ở dưới, dạng “khóa: giá trị”" }
  public var writeOnOneLine: String { "hãy ghi trên một dòng" }
  public var writeWholePath: String { "hãy ghi đường dẫn đầy đủ, hoặc đường dẫn tính từ tệp này" }
  public var writeWeekOrDate: String { "hãy ghi “week: 2022-W11” hoặc “date: 2022-03-16”" }
  public var writeApproval: String { "khi đã duyệt, hãy ghi “approved: { by: TÊN, at: 2022-03-14 09:30 }”" }
  public var saveAsUTF8: String { "hãy lưu tệp với bảng mã UTF-8" }
  public var expectedText: String { "một dòng chữ" }
  public var expectedIdentifier: String { "chữ thường không dấu, chữ số và gạch nối, ví dụ “cchc-thu-tu”" }
  public var expectedPath: String { "một đường dẫn" }
  public var expectedWebAddress: String { "địa chỉ bắt đầu bằng https://" }
  public var expectedHash: String { "64 chữ số thập lục phân mà lệnh sha256sum in ra" }
  public var expectedSize: String { "“500 MB” hoặc “2 GB”" }
  public var expectedDuration: String { "số kèm đơn vị, ví dụ “15 phút”, “90 s” hoặc “1 h 30 min”" }
  public var expectedDate: String { "ngày dạng 2022-03-16 (năm-tháng-ngày)" }
  public var expectedTime: String { "giờ dạng 17:00 hoặc 05:15" }
  public var expectedDateAndTime: String { "ngày và giờ, ví dụ 2022-01-05 17:00" }
  public var expectedWeek: String { "tuần dạng 2022-W11" }
  public func oneOf(_ words: [String]) -> String { "một trong các từ: \(words.joined(separator: ", "))" }
  public func wholeNumber(_ least: Int, _ most: Int) -> String { "số nguyên từ \(least) đến \(most)" }
  public func level(_ unit: String, _ least: Int, _ most: Int) -> String {
    "mức từ \(least) đến \(most) \(unit)"
  }
  public func fileTooBig(_ kibibytes: Int) -> String { "tệp lớn hơn \(kibibytes) KiB" }
  public var silenceGuardWithoutFallback: String {
    "`silence-guard` phải chuyển sang tệp dự phòng, nhưng chưa có tệp nào"
  }
  public var expectedMailServer: String { "máy chủ thư, ví dụ smtps://mail.example:465" }
  public func notAMailServer(_ text: String) -> String { "“\(text)” không phải máy chủ thư" }
  public var expectedMailAddress: String { "địa chỉ thư, ví dụ truc@binhminh.example" }
  public func notAMailAddress(_ text: String) -> String { "“\(text)” không phải địa chỉ thư" }
  public var powerIsSwitchedNoWay: String { "`power` cần cả `on` và `off`, hoặc `gpio` thay cho hai khóa đó" }
  public var chooseCommandsOrGPIO: String {
    "viết `on: [chương-trình, tham-số]` và `off: [chương-trình, tham-số]`, hoặc `gpio: { chip: /dev/gpiochip0, line: 17 }`"
  }
  public var nameAFallback: String { "ghi một tệp âm thanh vào `fallback`, hoặc viết `then: alarm`" }
  public var fileIsEmpty: String { "tệp trống" }
  public var notUTF8: String { "từ chỗ này văn bản không phải UTF-8" }
  public func controlCharacter(_ code: String) -> String { "không được có ký tự điều khiển \(code) ở đây" }
  public func nestedTooDeep(_ levels: Int) -> String { "lồng sâu quá \(levels) cấp" }
  public func tooManyValues(_ count: Int) -> String { "một tệp có quá \(count) giá trị" }
  public func tooManyItems(_ count: Int) -> String { "có quá \(count) mục" }
  public func tooManyProblems(_ count: Int) -> String {
    "có hơn \(count) vấn đề; phần còn lại không hiển thị"
  }
  public func referenceRefused(_ name: String) -> String {
    "không dùng neo và bí danh YAML (“\(name)”) ở đây"
  }
  public var severalDocuments: String { "một tài liệu YAML thứ hai bắt đầu ở đây" }
  public func duplicateKey(_ key: String, firstLine: Int) -> String {
    "“\(key)” được ghi hai lần; lần đầu ở dòng \(firstLine)"
  }
  public var keyIsNoWord: String { "khóa phải là một từ" }
  public func unknownKey(_ key: String, table: String) -> String {
    "không có khóa “\(key)” trong “\(table)”"
  }
  public func missingKey(_ key: String, table: String) -> String { "“\(table)” thiếu “\(key)”" }
  public func tableExpected(_ table: String) -> String {
    "“\(table)” gồm các khóa và giá trị, không phải một giá trị đơn hay một danh sách"
  }
  public var namedTableExpected: String { "ở đây phải là các tên, mỗi tên có các khóa ở dưới" }
  public var listExpected: String { "ở đây phải là một danh sách" }
  public var listIsEmpty: String { "danh sách có quá ít mục" }
  public var listNotExpected: String { "ở đây phải là một giá trị đơn, không phải danh sách" }
  public var tableNotExpected: String { "ở đây phải là một giá trị đơn, không phải các khóa và giá trị" }
  public var valueIsMissing: String { "thiếu giá trị" }
  public func notOneOf(_ word: String) -> String { "không rõ “\(word)” ở đây là gì" }
  public func notAnIdentifier(_ text: String) -> String { "“\(text)” không thể làm mã cố định" }
  public func notAWholeNumber(_ text: String) -> String { "“\(text)” không hợp lệ ở đây" }
  public func notASize(_ text: String) -> String { "“\(text)” không phải là dung lượng" }
  public func notALevel(_ text: String, _ unit: String) -> String {
    "“\(text)” không phải là mức \(unit) dùng được ở đây"
  }
  public func notADuration(_ text: String) -> String { "“\(text)” không phải là khoảng thời gian" }
  public func durationWithoutUnit(_ number: String) -> String { "“\(number)” thiếu đơn vị thời gian" }
  public func durationOutOfRange(_ text: String) -> String { "“\(text)” quá ngắn hoặc quá dài ở đây" }
  public func notADate(_ text: String) -> String { "“\(text)” không phải là ngày" }
  public func noSuchDay(_ text: String) -> String { "không có ngày \(text)" }
  public func notATime(_ text: String) -> String { "“\(text)” không phải là giờ trong ngày" }
  public var timeIsMissing: String { "thiếu giờ" }
  public func notAWeek(_ text: String) -> String { "“\(text)” không phải là một tuần trong lịch" }
  public func notAHash(_ text: String) -> String { "“\(text)” không phải là mã SHA-256" }
  public func notAWebAddress(_ text: String) -> String { "“\(text)” không phải là địa chỉ trang mạng" }
  public func textTooLong(_ count: Int) -> String { "dòng chữ dài quá \(count) ký tự" }
  public var textHasLineBreak: String { "dòng chữ bị ngắt thành nhiều dòng" }
  public func pathWithTilde(_ path: String) -> String {
    "“\(path)” bắt đầu bằng “~”, dịch vụ không hiểu ký hiệu này"
  }
  public var weekAndDate: String { "một kỳ dành cho một tuần hoặc một ngày, không phải cả hai" }
  public var noWeekNorDate: String { "chưa ghi kỳ này dành cho tuần nào hoặc ngày nào" }
  public var editionHasNoApproval: String { "kỳ này chưa được duyệt nên sẽ không phát" }
  public var expectedTimeZone: String { "múi giờ, ví dụ Asia/Ho_Chi_Minh" }
  public var expectedQuietHours: String { "“22:00-05:00”, hoặc “none” nếu không có" }
  public var expectedRule: String { "quy tắc dạng FREQ=WEEKLY;BYDAY=WE" }
  public var expectedMonthly: String { "“thứ sáu cuối”, “thứ hai đầu tiên”, “15” hoặc “ngày cuối”" }
  public func unknownTimeZone(_ name: String) -> String { "không có múi giờ “\(name)”" }
  public func notQuietHours(_ text: String) -> String { "“\(text)” không phải là khoảng giờ" }
  public func socketPathTooLong(_ bytes: Int) -> String {
    "đường dẫn socket không được dài quá \(bytes) byte"
  }
  public func unknownProgramme(_ id: String) -> String { "không có chuyên mục “\(id)”" }
  public func unknownSlot(_ id: String) -> String { "không có khung giờ nào khác tên “\(id)”" }
  public func rerunOfRerun(_ id: String) -> String { "bản thân “\(id)” đã là phát lại" }
  public func nameTheOriginal(_ slots: [String]) -> String {
    "hãy ghi khung giờ phát lần đầu: \(slots.joined(separator: ", "))"
  }
  public func rerunOfOtherProgramme(_ slot: String, _ programme: String) -> String {
    "“\(slot)” phát chuyên mục “\(programme)”; phát lại phải cùng chuyên mục"
  }
  public var writeItFirst: String { "hãy khai báo trong tệp này trước" }
  public func slotNameIsTaken(_ id: String) -> String {
    "tên “\(id)” dành cho các lần phát theo lệnh trong nhật ký"
  }
  public var chooseAnotherName: String { "hãy chọn tên khác" }
  public func severalRecurrences(_ keys: [String]) -> String {
    "lịch lặp được ghi theo nhiều cách: \(keys.joined(separator: ", "))"
  }
  public var timeIsWrittenTwice: String { "giờ được ghi ở cả “first” và “at”" }
  public func firstDoesNotFit(_ date: String, _ weekday: String) -> String {
    "ngày đầu \(date) (\(weekday)) không thuộc lịch lặp của khung giờ"
  }
  public func slotIsNeverValid(_ until: String, _ first: String) -> String {
    "hết hiệu lực ngày \(until), trước lần phát đầu \(first): sẽ không phát gì"
  }
  public func endsBeforeItBegins(_ until: String, _ from: String) -> String {
    "kết thúc \(until), trước khi bắt đầu \(from)"
  }
  public var changeOneOfTheDates: String { "hãy sửa một trong hai ngày" }
  public var endIsUnclear: String { "“end” phải ghi đúng một cách" }
  public var writeCutOrOverrun: String {
    "hãy ghi “cut”, “{ cut: { fade: 2 s } }” hoặc “{ overrun: 60 s }”"
  }
  public func holidayTwice(_ date: String, firstLine: Int) -> String {
    "ngày \(date) được ghi hai lần; lần đầu ở dòng \(firstLine)"
  }
  public var holidayHasNoDay: String { "mỗi mục ngày nghỉ là một ngày hoặc một khoảng ngày" }
  public var writeDateOrSpan: String {
    "hãy ghi “date: 2022-04-11”, hoặc “from: 2022-01-31” cùng “until: 2022-02-04”"
  }
  public func holidayTooLong(_ days: Int) -> String { "dài hơn \(days) ngày" }
  public func fileIsAbsent(_ path: String) -> String { "không có tệp \(path)" }
  public func fileIsDenied(_ path: String) -> String { "người dùng này không được phép đọc tệp \(path)" }
  public func pathIsNoFile(_ path: String) -> String { "\(path) không phải là tệp thường" }
  public func fileIsUnreadable(_ path: String, _ why: String) -> String {
    "không đọc được tệp \(path) (\(said(why)))"
  }
  public var checkThePath: String {
    "hãy kiểm tra đường dẫn; đường dẫn tương đối tính từ thư mục của tệp cấu hình"
  }
  public var letLoaRead: String { "hãy cho phép dịch vụ đọc: chmod a+r" }
  public var checkTheDisk: String { "hãy kiểm tra ổ đĩa và nhật ký hệ thống" }
}
