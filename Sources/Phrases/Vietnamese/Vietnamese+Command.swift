extension Vietnamese {
  public var loaAbstract: String {
    "Phát chương trình truyền thanh đúng lịch và chứng minh đã phát những gì."
  }
  public var loaDiscussion: String {
    """
    Loa phát các chuyên mục của đơn vị đúng giây đã định qua ALSA và ghi nhật ký phát sóng.
    Bắt đầu với: loa check, loa schedule, loa status, loa log.
    """
  }
  public var configOption: String { "Tệp cấu hình." }
  public var langOption: String { "Ngôn ngữ trả lời." }
  public var jsonOption: String { "Trả lời dạng JSON." }
  public var csvOption: String { "Trả lời dạng CSV mở được bằng Excel." }
  public var icsOption: String { "Trả lời dạng tệp lịch iCalendar." }
  public var byOption: String { "Người ra lệnh; được ghi vào nhật ký." }
  public var reasonOption: String { "Lý do; được ghi vào nhật ký." }
  public var atOption: String {
    "Thời điểm: +8s, +2m, 17:00, 17:00:30 hoặc 2026-03-16T17:00 (giờ địa phương). Không ghi: phát sớm nhất có thể."
  }
  public var priorityOption: String {
    "Mức ưu tiên: normal (thông thường), priority (ưu tiên), emergency (khẩn cấp)."
  }
  public var fromOption: String { "Ngày đầu, ví dụ 2022-03-16. Không ghi: hôm nay." }
  public var toOption: String { "Ngày cuối. Không ghi: tính đủ bảy ngày." }
  public var stationOption: String { "Chỉ đài này, theo mã." }

  public var checkAbstract: String { "Cấu hình có tốt không? Nêu mọi lỗi, vị trí và cách sửa." }
  public var noSoundOption: String { "Không thử mở thiết bị âm thanh." }
  public var scheduleAbstract: String { "Liệt kê các lần phát trong một khoảng thời gian." }
  public var runAbstract: String { "Chạy nút phát." }
  public var statusAbstract: String { "Đang phát, sắp phát, thiết bị, đồng hồ, ổ đĩa, cảnh báo." }
  public var metricsOption: String {
    "Các số đo theo dạng văn bản của Prometheus, dùng cho bộ đọc tệp của nó."
  }
  public var idleOption: String { "Kết thúc bằng 1 khi đang phát hoặc sắp phát trong một phút tới." }
  public var playAbstract: String { "Phát một kỳ hoặc một tệp âm thanh." }
  public var playDiscussion: String {
    "Lệnh phát đi qua cùng một bộ máy với lịch phát: giờ yên tĩnh vẫn được giữ, nhật ký ghi người ra lệnh."
  }
  public var playArgument: String { "Một kỳ, ví dụ cchc/2022-w11, hoặc một tệp âm thanh." }
  public var stopAbstract: String { "Dừng nội dung đang phát; nhật ký ghi ai dừng và vì sao." }
  public var logAbstract: String { "Nhật ký phát sóng." }
  public var logListAbstract: String { "Xem nhật ký của một khoảng thời gian." }
  public var logVerifyAbstract: String { "Kiểm tra toàn bộ chuỗi nhật ký." }
  public var logCorrectAbstract: String {
    "Thêm bản đính chính, có người ghi và lý do; bản gốc được giữ nguyên."
  }
  public var airingArgument: String { "Lần phát, ví dụ cchc-thu-tu@2022-03-16T17:00." }
  public var outcomeOption: String {
    "Kết quả đúng: aired, partial, late, missed, interrupted, moved hoặc cancelled."
  }
  public var causeOption: String { "Nguyên nhân đúng, ví dụ power, device, media hoặc operator." }
  public var noteOption: String { "Ghi chú hiện cùng bản ghi." }
  public func corrected(_ airing: String) -> String {
    "đã đính chính: \(airing); bản gốc vẫn còn trong nhật ký"
  }
  public func periodIsBackwards(_ first: String, _ last: String) -> String {
    "khoảng thời gian kết thúc (\(last)) trước khi bắt đầu (\(first)): hãy đổi chỗ --from và --to"
  }
  public var mediaAbstract: String {
    "Đo tệp âm thanh: định dạng, thời lượng, độ to, khoảng lặng, méo tiếng do quá mức."
  }
  public var mediaArgument: String { "Các tệp âm thanh." }
  public var confirmClockAbstract: String { "Xác nhận đồng hồ đúng để lịch được phát tự động." }
  public var reloadAbstract: String { "Đọc lại cấu hình; cấu hình có lỗi sẽ bị từ chối." }
  public var schemaAbstract: String { "In JSON Schema của tệp cấu hình, dùng cho trình soạn thảo." }

  public func errorLine(what: String, remedy: String) -> String {
    remedy.isEmpty ? "lỗi: \(what)" : "lỗi: \(what)\n  cách xử lý: \(remedy)"
  }
  public func unreadableMoment(_ text: String) -> String {
    "“\(text)” không phải thời điểm: hãy ghi +8s, 17:00, 17:00:30 hoặc 2026-03-16T17:00"
  }
  public func unreadableDay(_ text: String) -> String {
    "“\(text)” không phải ngày: hãy ghi 2022-03-16 hoặc 16/03/2022"
  }
  public func willPlay(airing: String, day: String, time: String, seconds: Double) -> String {
    "sẽ phát lúc \(time) ngày \(day), dài \(Self.number(seconds, digits: 1)) giây (\(airing))"
  }
  public func stopped(_ airings: String) -> String { "đã dừng: \(airings)" }
  public var nothingWasOnAir: String { "không có gì đang phát" }
  public var alarmAbstract: String { "báo động và người nhận" }
  public var alarmTestAbstract: String { "gửi thử ngay qua từng kênh của `alarms` trong tệp cấu hình" }
  public func channelWasTold(_ channel: String) -> String { "\(channel): đã gửi" }
  public func channelWasNotTold(_ channel: String, _ what: String, _ remedy: String) -> String {
    "\(channel): \(what); \(remedy)"
  }
  public var noChannels: String {
    "chưa báo động cho ai: `alarms` trong tệp cấu hình chưa có command, webhook hay e-mail"
  }
  public func thisIsATest(_ node: String) -> String { "đây là tin thử báo động của \(node)" }
  public var nothingToDo: String { "không cần làm gì" }
  public var clockConfirmed: String { "đã xác nhận đồng hồ; lịch được phát trở lại" }
  public var newConfigOnAir: String { "cấu hình mới đã được áp dụng" }
  public var oldConfigStays: String { "cấu hình mới có lỗi; cấu hình cũ vẫn được giữ" }
  public func chainHolds(records: Int64) -> String {
    "nhật ký nguyên vẹn: \(records) bản ghi"
  }
  public func chainBroken(record: Int64, finding: String) -> String {
    "nhật ký bị hỏng tại bản ghi \(record): \(finding)"
  }
  public func checkIsGood(airings: Int, days: Int) -> String {
    "tốt: có \(airings) lần phát trong \(days) ngày tới"
  }
  public func checkFound(errors: Int, warnings: Int) -> String {
    "\(errors) lỗi, \(warnings) cảnh báo"
  }
  public func probingFile(_ path: String) -> String { "đang đo \(path) …" }
  public func configLoaded(_ path: String) -> String { "đang dùng cấu hình: \(path)" }
  public func configRefused(_ path: String) -> String {
    "cấu hình trong \(path) có lỗi nên bị từ chối; cấu hình cũ vẫn được giữ"
  }
  public func noSuchEditionOrFile(_ what: String) -> String {
    "không có kỳ nào và không có tệp âm thanh đọc được nào tên “\(what)”"
  }
  public var namePathOrEdition: String {
    "ghi kỳ dạng chuyên-mục/tên, ví dụ cchc/2022-w11, hoặc đường dẫn tệp âm thanh mà dịch vụ đọc được"
  }
  public func editionNotApproved(_ what: String) -> String { "kỳ “\(what)” chưa được duyệt" }
  public var approveInSidecar: String { "ghi người duyệt và thời điểm duyệt vào tệp YAML của kỳ đó" }
  public func momentIsPast(day: String, time: String) -> String { "\(time) ngày \(day) đã qua" }
  public var nameALaterMoment: String {
    "ghi một thời điểm sắp tới, ví dụ --at +10s, hoặc bỏ --at để phát ngay"
  }
  public func restartNeeded(_ keys: String) -> String {
    "những thay đổi này chỉ có hiệu lực sau khi khởi động lại: \(keys); khi không phát gì, chạy: systemctl restart loa"
  }
  public func configHasErrors(_ path: String) -> String {
    "lưu ý: \(path) đang có lỗi (xem: loa check); nút phát vẫn chạy theo bản trước đó"
  }
  public func noLogYet(_ path: String) -> String { "chưa có nhật ký phát sóng tại \(path)" }
  public func logBelongsTo(_ path: String, owner: String) -> String {
    "nút phát không chạy, và nhật ký \(path) thuộc về người dùng \(owner)"
  }
  public func startTheNodeOrBe(owner: String) -> String {
    "khởi động nút phát (systemctl start loa), hoặc đính chính với người dùng đó: sudo -u \(owner) loa log correct …"
  }

  /// A number with so many digits after the decimal comma.
  static func number(_ value: Double, digits: Int) -> String {
    Decimals.text(value, digits: digits, separator: ",")
  }
}
