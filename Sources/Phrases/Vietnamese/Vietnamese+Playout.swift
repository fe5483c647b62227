extension Vietnamese {
  public func cause(code: String) -> String {
    switch code {
    case "power": "nút phát bị tắt"
    case "network": "mất kết nối"
    case "device": "thiết bị âm thanh"
    case "media": "tệp âm thanh"
    case "clock": "đồng hồ"
    case "operator": "lệnh của người trực"
    case "pre-empted": "nhường sóng cho nội dung ưu tiên hơn"
    case "holiday": "ngày lễ"
    case "quiet-hours": "giờ yên tĩnh"
    case "clash": "trùng giờ với lần phát khác"
    case "system": "nút phát xử lý không kịp"
    default: code
    }
  }

  public func airingWasMissed(_ name: String, _ start: String, _ cause: String) -> String {
    "\(name), theo lịch \(start), không phát được: \(cause)"
  }
  public func airingBeganLate(_ name: String, _ start: String, seconds: Int, _ cause: String) -> String {
    "\(name), theo lịch \(start), bắt đầu muộn \(seconds) giây: \(cause)"
  }
  public func airingWasNotComplete(
    _ name: String, _ start: String, played: Int, of due: Int, _ cause: String
  ) -> String {
    "\(name), theo lịch \(start), phát không đủ (\(played)/\(due) giây): \(cause)"
  }
  public func airingWasBrokenOff(
    _ name: String, _ start: String, played: Int, of due: Int, _ cause: String
  ) -> String {
    "\(name), theo lịch \(start), bị ngắt sau \(played)/\(due) giây: \(cause)"
  }
  public func editionIsMissing(_ name: String, _ start: String) -> String {
    "\(name), theo lịch \(start), chưa có kỳ nào được duyệt"
  }
  public func editionIsMissingAndReplaced(_ name: String, _ start: String) -> String {
    "\(name), theo lịch \(start), chưa có kỳ nào được duyệt; sẽ phát nội dung thay thế"
  }
  public func itemCanNotBePlayed(_ name: String, item: Int, _ why: String) -> String {
    "không phát được tệp thứ \(item) của \(name): \(why)"
  }
  public func nothingIsAudible(_ name: String, _ start: String, seconds: Double, below level: Double)
    -> String
  {
    "\(name), theo lịch \(start): \(Self.number(seconds, digits: 0)) giây không nghe thấy gì (dưới \(self.level(level, unit: "dBFS")))"
  }
  public func airingsClash(_ name: String, _ start: String, with other: String) -> String {
    "\(name), theo lịch \(start), phải chờ: \(other) đang giữ sóng"
  }
  public func deviceIsLost(_ name: String, _ trouble: String) -> String {
    "không dùng được thiết bị âm thanh \(name): \(trouble)"
  }
  public var clockIsNotSynchronised: String {
    "đồng hồ chưa được đồng bộ; tạm dừng phát tự động"
  }
  public func clockIsBehind(seconds: Int) -> String {
    "đồng hồ chậm \(seconds) giây so với thời điểm đã biết gần nhất; tạm dừng phát tự động"
  }
  public func deviceTrouble(code: String) -> String {
    switch code {
    case "absent": "không tìm thấy thiết bị"
    case "busy": "chương trình khác đang giữ thiết bị"
    case "denied": "không có quyền truy cập"
    case "unplugged": "thiết bị bị rút ra"
    case "frozen": "thiết bị nhận âm thanh nhưng đứng yên"
    case "server-gone": "máy chủ âm thanh đã tắt"
    case "unsupported": "thiết bị không hỗ trợ định dạng này"
    default: "thiết bị gặp lỗi"
    }
  }

  public func remedy(forCause code: String, makeUpFor airing: String?) -> String {
    let first: String? =
      switch code {
      case "power": "kiểm tra nguồn điện"
      case "device": "kiểm tra card âm thanh và dây nối tăng âm (loa status)"
      case "media": "thay tệp âm thanh, kiểm tra bằng loa check"
      case "clock": "kiểm tra dịch vụ giờ (timedatectl)"
      case "clash", "quiet-hours": "dời khung giờ trong tệp cấu hình (loa check nêu các giờ còn trống)"
      case "system": "xem nhật ký hệ thống (journalctl -u loa)"
      default: nil
      }
    let both = [first, airing.map(scheduleMakeUpAiring)].compactMap(\.self)
    return both.isEmpty ? "xem loa log" : both.joined(separator: ", rồi ")
  }
  public func scheduleMakeUpAiring(_ airing: String) -> String {
    "xếp lịch phát bù: loa make-up \(airing)"
  }
  public var bringTheEdition: String {
    "đưa tệp âm thanh kèm tệp mô tả vào thư mục chuyên mục và trình duyệt"
  }
  public var replaceTheFile: String { "thay tệp khác và kiểm tra bằng loa check" }
  public var listenToTheFile: String {
    "nghe thử tệp đang phát; nếu tệp không có tiếng thì dừng (loa stop) và thay tệp khác"
  }
  public var channelCommand: String { "lệnh báo động" }
  public var channelWebhook: String { "webhook báo động" }
  public var channelMail: String { "thư báo động" }
  public func channelFails(_ channel: String, _ why: String) -> String {
    "\(channel) không gửi được, sẽ thử lại: \(why)"
  }
  public func channelWorksAgain(_ channel: String, dropped: Int) -> String {
    "\(channel) đã gửi được trở lại" + (dropped > 0 ? "; \(dropped) tin không gửi được" : "")
  }
  public func letterSubject(node: String, first: String, more: Int) -> String {
    "[Loa \(node)] \(first)" + (more > 0 ? " (+\(more))" : "")
  }
  public func secretIsUnreadable(_ file: String) -> String { "không đọc được mật khẩu từ \(file)" }
  public var writeTheSecret: String {
    "ghi mật khẩu thành dòng duy nhất của tệp và cho người dùng của dịch vụ đọc (chown loa, chmod 600)"
  }
  public func letterIsNotWritten(_ file: String) -> String { "không ghi được thư vào \(file)" }
  public func powerIsNotOn(_ why: String) -> String { "không bật được ampli: \(why)" }
  public func powerIsNotOff(_ why: String) -> String { "không tắt được ampli: \(why)" }
  public var switchPowerOnByHand: String {
    "bật ngay bằng tay, rồi xem lại `power` trong tệp cấu hình"
  }
  public var switchPowerOffByHand: String {
    "tắt bằng tay, rồi xem lại `power` trong tệp cấu hình"
  }
  public var silenceGuard: String { "bộ canh im lặng" }
  public var moveOneOfTheSlots: String {
    "dời một trong hai khung giờ, hoặc đặt mức ưu tiên cao hơn cho một khung (loa check nêu các giờ còn trống)"
  }
  public func remedy(forDeviceTrouble code: String) -> String {
    switch code {
    case "absent":
      "cắm hoặc bật card âm thanh, so tên thiết bị trong cấu hình với lệnh aplay -L; nút sẽ tự phát tiếp"
    case "unplugged": "cắm lại card âm thanh; nút sẽ tự phát tiếp"
    case "busy": "tắt chương trình đang giữ card (fuser -v /dev/snd/*)"
    case "denied": "thêm người dùng của dịch vụ vào nhóm audio và bỏ PrivateDevices= trong unit"
    case "frozen": "rút card âm thanh ra rồi cắm lại"
    case "server-gone": "khởi động máy chủ âm thanh; nút sẽ tự phát tiếp"
    case "unsupported": "chọn thiết bị hoặc tần số lấy mẫu khác trong tệp cấu hình"
    default: "kiểm tra card và dây nối; nút sẽ tự thử lại"
    }
  }
  public var synchroniseOrConfirmTheClock: String {
    "nối nút với dịch vụ giờ, hoặc chỉnh đúng đồng hồ rồi xác nhận"
  }

  public func makeUpAiringProposed(_ airing: String) -> String {
    "đề nghị phát bù: loa make-up \(airing)"
  }
  public func noteStopped(_ reason: String) -> String { "dừng phát: \(reason)" }
  public func noteMoved(to airing: String) -> String { "chuyển sang lần phát \(airing)" }
  public func noteSilence(seconds: Int) -> String { "im lặng \(seconds) giây" }
  public var noteNodeStopped: String { "nút phát được tắt" }
  public var noteWithdrawn: String { "đã rút khỏi lịch phát" }
  public var noteNoEdition: String { "chưa có kỳ được duyệt" }
  public var noteLogOfThisTimeLost: String {
    "không rõ có phát hay không: nhật ký của lúc này đã mất, nút được khôi phục từ bản sao lưu"
  }

  public var quietHoursForbidIt: String {
    "nội dung này sẽ phát vào giờ yên tĩnh, khi chỉ được phát tin khẩn cấp"
  }
  public var orderItAfterQuietHours: String {
    "đặt lệnh phát sau giờ yên tĩnh; chỉ dùng mức khẩn cấp khi thật sự khẩn cấp"
  }
  public var nothingIsOnAir: String { "hiện không phát nội dung nào" }
  public func noSuchAiring(_ id: String) -> String {
    "không có lần phát \(id) nào sắp phát hoặc đang phát"
  }
  public var lookAtStatusAndSchedule: String { "xem loa status và loa schedule" }
  public func airingIsAlreadyOrdered(_ id: String) -> String { "đã có lần phát \(id)" }
  public var orderItOnlyOnce: String { "xem loa status; lệnh mới cần thời điểm khác" }
  public var nothingToPlay: String { "lệnh không nêu nội dung cần phát" }
  public var nameAnEditionOrFile: String { "nêu một kỳ hoặc một tệp âm thanh" }
  public var nodeIsShuttingDown: String { "nút phát đang tắt" }
  public var orderItAgainAfterTheStart: String { "đặt lệnh lại sau khi nút chạy" }
}
