extension Vietnamese {
  public func doctorArea(_ area: String) -> String {
    switch area {
    case "config": "cấu hình"
    case "service": "dịch vụ"
    case "node": "nút phát"
    case "device": "thiết bị âm thanh"
    case "mixer": "âm lượng"
    case "clock": "đồng hồ"
    case "disk": "ổ đĩa"
    case "permissions": "quyền truy cập"
    case "link": "đường lên cấp trên"
    case "stations": "các đài cấp dưới"
    case "programme": "chương trình"
    default: area
    }
  }

  public var doctorAbstract: String {
    "Khám máy trước giờ phát: thiết bị, âm lượng, đồng hồ, ổ đĩa, đường truyền, chương trình sắp phát; nêu cách sửa."
  }
  public var doctorDiscussion: String {
    "Không thay đổi gì và không mở thiết bị mà nút đang giữ. Kết thúc bằng 1 khi có lỗi khiến sẽ không phát được hoặc phát sai; cảnh báo thì vẫn là 0. Chạy với sudo để khám được mọi thứ."
  }
  public var doctorSoundOption: String {
    "Phát âm thử nhỏ, lần lượt loa trái rồi loa phải, và nói đã gửi gì tới thiết bị nào."
  }
  public var doctorSecondsOption: String {
    "Âm thử dài bao nhiêu giây, từ 2 đến 60."
  }
  public func doctorSummary(faults: Int, warnings: Int) -> String {
    "\(faults) lỗi, \(warnings) cảnh báo"
      + (faults > 0
        ? ": chưa sẵn sàng phát" : warnings > 0 ? ": phát được, nhưng nên xem lại" : ": sẵn sàng phát")
  }
  public func doctorConfigGood(_ path: String) -> String {
    "cấu hình \(path) tốt"
  }
  public func doctorConfigErrors(_ path: String, errors: Int) -> String {
    "cấu hình \(path) có \(errors) lỗi nên không được dùng"
  }
  public func doctorConfigWarnings(_ path: String, warnings: Int) -> String {
    "cấu hình \(path) dùng được nhưng có \(warnings) cảnh báo"
  }
  public func doctorServiceMissing(_ unit: String) -> String {
    "chưa cài dịch vụ \(unit)"
  }
  public var doctorInstallThePackage: String {
    "cài gói Debian của Loa (xem docs/install.md)"
  }
  public func doctorServiceRuns(_ unit: String) -> String {
    "dịch vụ \(unit) đang chạy"
  }
  public func doctorServiceStarting(_ unit: String) -> String {
    "dịch vụ \(unit) đang khởi động, chưa sẵn sàng"
  }
  public func doctorServiceFailed(_ unit: String, result: String) -> String {
    "dịch vụ \(unit) đã hỏng (\(result))"
  }
  public func doctorServiceStopped(_ unit: String) -> String {
    "dịch vụ \(unit) đang tắt nên không phát gì"
  }
  public func doctorServiceNotEnabled(_ unit: String) -> String {
    "dịch vụ \(unit) không tự chạy khi bật máy"
  }
  public func doctorServiceRestarted(_ unit: String, times: Int) -> String {
    "dịch vụ \(unit) đã phải tự khởi động lại \(times) lần"
  }
  public func doctorNoRealtime(_ unit: String) -> String {
    "dịch vụ \(unit) không được ưu tiên thời gian thực nên âm thanh có thể bị ngắt"
  }
  public func doctorAllowRealtime(_ unit: String) -> String {
    "chạy “sudo systemctl edit \(unit)”, ghi LimitRTPRIO=50 dưới [Service], rồi khởi động lại dịch vụ"
  }
  public func doctorNodeAnswers(version: String) -> String {
    "nút đang chạy và trả lời (Loa \(version))"
  }
  public func doctorNodeIsSilent(_ socket: String) -> String {
    "không có nút nào trả lời tại \(socket) nên sẽ không phát gì"
  }
  public func doctorNoSoundCard(_ device: String) -> String {
    "máy không có card âm thanh nào; cấu hình cần “\(device)”"
  }
  public var doctorPlugInTheCard: String {
    "cắm card âm thanh hoặc bật nó trong BIOS, rồi xem lại bằng lệnh “aplay -l”"
  }
  public func doctorCardAbsent(_ device: String, card: String, there: String) -> String {
    "thiết bị “\(device)” thuộc card \(card) nhưng máy không có card đó; máy có: \(there)"
  }
  public func doctorNotInGroup(_ user: String, group: String, file: String) -> String {
    "người dùng \(user) chạy dịch vụ nhưng không thuộc nhóm \(group) nên không mở được \(file)"
  }
  public func doctorDeviceOpens(_ device: String, rate: Int, channels: Int) -> String {
    "mở được thiết bị “\(device)” ở \(rate) Hz, \(channels) kênh"
  }
  public func doctorDeviceUntried(_ device: String) -> String {
    "chưa thử mở thiết bị “\(device)” vì nút có thể đang giữ nó"
  }
  public func doctorNodeHasDevice(_ device: String, rate: Int) -> String {
    "nút đang phát ra thiết bị “\(device)” ở \(rate) Hz"
  }
  public func doctorDeviceIsOpening(_ device: String) -> String {
    "nút đang mở thiết bị “\(device)”"
  }
  public var doctorLookAgain: String {
    "chờ mười giây rồi chạy lại loa doctor"
  }
  public func doctorDeviceIsHeld(_ device: String, by name: String, pid: Int) -> String {
    "chương trình \(name) (số \(pid)) đang giữ thiết bị “\(device)”"
  }
  public var doctorStopTheOtherNode: String {
    "một nút loa khác đang giữ thiết bị: dừng nút đó, hoặc cho nó thiết bị khác"
  }
  public func doctorRateConverted(_ device: String, from rate: Int, to hardware: Int) -> String {
    "card của “\(device)” chạy ở \(hardware) Hz; âm thanh \(rate) Hz phải chuyển đổi"
  }
  public func doctorSetTheRate(_ rate: Int) -> String {
    "không cần sửa; muốn khỏi chuyển đổi thì ghi audio: { rate: \(rate) } trong cấu hình"
  }
  public func doctorMixerUnseen(_ card: Int) -> String {
    "không đọc được âm lượng của card \(card)"
  }
  public func doctorMixerHasNoVolume(_ card: Int) -> String {
    "card \(card) không có nút âm lượng; hãy chỉnh ở máy tăng âm"
  }
  public func doctorMixerIsOpen(_ card: Int, levels: String) -> String {
    "âm lượng của card \(card) đang mở: \(levels)"
  }
  public func doctorMixerIsMuted(_ card: Int, control: String) -> String {
    "âm lượng “\(control)” của card \(card) đang bị tắt tiếng"
  }
  public func doctorMixerIsAtZero(_ card: Int, control: String) -> String {
    "âm lượng “\(control)” của card \(card) đang ở mức 0"
  }
  public func doctorMixerIsLow(_ card: Int, control: String, percent: Int) -> String {
    "âm lượng “\(control)” của card \(card) chỉ có \(percent) %"
  }
  public func doctorClockIsKept(by keeper: String?, boundMilliseconds: Double?) -> String {
    "đồng hồ đã được đồng bộ" + (keeper.map { " bởi \($0)" } ?? "")
      + (boundMilliseconds.map { ", sai không quá \(Decimals.text($0, digits: 1, separator: ",")) ms" } ?? "")
  }
  public func doctorClockIsNotKept(by keeper: String?) -> String {
    keeper.map { "đồng hồ chưa được đồng bộ, dù \($0) đang chạy" }
      ?? "đồng hồ chưa được đồng bộ và không có dịch vụ nào giữ giờ"
  }
  public var doctorConfirmTheClock: String {
    "xem giờ bằng lệnh “date”; nếu đúng, chạy “loa confirm-clock --by HỌ-TÊN”; nếu sai, chạy “sudo timedatectl set-ntp true” và kiểm tra mạng"
  }
  public func doctorZoneDiffers(_ zone: String, system: String) -> String {
    "lịch phát theo múi giờ \(zone), còn máy để múi giờ \(system): giờ hiện trên máy khác giờ phát"
  }
  public func doctorDiskIsReadOnly(_ path: String) -> String {
    "ổ đĩa của \(path) chỉ đọc được, không ghi được nhật ký"
  }
  public var doctorLookAtTheDisk: String {
    "xem lỗi ổ đĩa bằng lệnh “sudo dmesg”; sao lưu dữ liệu và gọi người kỹ thuật"
  }
  public func doctorDiskTakesNoFiles(_ path: String, files: Int) -> String {
    "ổ đĩa của \(path) chỉ nhận thêm được \(files) tệp"
  }
  public func doctorStateBelongsTo(_ path: String, owner: String, user: String) -> String {
    "thư mục \(path) thuộc về \(owner), còn dịch vụ chạy bằng người dùng \(user)"
  }
  public func doctorStateIsClosed(_ path: String, user: String) -> String {
    "người dùng \(user) không ghi được vào \(path)"
  }
  public func doctorStateIsOpen(_ path: String) -> String {
    "người khác ghi được vào \(path): nhật ký có thể bị sửa"
  }
  public func doctorStateIsMissing(_ path: String) -> String {
    "chưa có thư mục \(path); nút sẽ tạo khi khởi động"
  }
  public func doctorKeysUnseen(_ path: String) -> String {
    "chưa xem được khóa trong \(path)"
  }
  public func doctorFolderIsHidden(_ path: String) -> String {
    "dịch vụ không nhìn thấy \(path) vì nó nằm trong thư mục riêng của người dùng"
  }
  public func doctorMoveTheFolder(_ path: String) -> String {
    "chuyển \(path) sang /srv/loa và sửa folder: trong cấu hình"
  }
  public func doctorFolderIsClosed(_ path: String, user: String, at place: String) -> String {
    "người dùng \(user) không đọc được \(path): bị chặn ở \(place)"
  }
  public func doctorPermissionsAreGood(_ user: String) -> String {
    "quyền truy cập của người dùng \(user) đầy đủ"
  }
  public var doctorNotJoined: String {
    "nút này chưa tham gia nút cấp trên nên không nhận được chương trình"
  }
  public var doctorJoinTheUpstream: String {
    "xin mã tham gia ở Trung tâm (lệnh “loa station add” ở đó), rồi chạy “loa station join MÃ”"
  }
  public func doctorLinkIsUp(_ upstream: String) -> String {
    "nút cấp trên \(upstream) trả lời, chứng thư được chấp nhận"
  }
  public func doctorLinkIsDown(_ upstream: String) -> String {
    "không liên lạc được với nút cấp trên \(upstream); chương trình đã nhận vẫn phát"
  }
  public var doctorLinkUntried: String {
    "chưa thử gọi nút cấp trên vì không đọc được khóa"
  }
  public func doctorCertificateExpired(daysAgo days: Int) -> String {
    "chứng thư của nút đã hết hạn \(days) ngày trước"
  }
  public func doctorCertificateExpires(inDays days: Int) -> String {
    "chứng thư của nút sẽ hết hạn sau \(days) ngày"
  }
  public func doctorCertificateHolds(days: Int) -> String {
    "chứng thư của nút còn hạn \(days) ngày"
  }
  public var doctorCertificateRenewsItself: String {
    "chứng thư tự gia hạn khi gọi được nút cấp trên: kiểm tra mạng, ngày giờ của máy, rồi xem “sudo journalctl -u loa -n 50”; nếu vẫn không được, xin mã tham gia mới"
  }
  public func doctorFilesAreOutstanding(held: Int, wanted: Int) -> String {
    "mới nhận được \(held) trên \(wanted) tệp của chương trình"
  }
  public var doctorWaitForTheFiles: String {
    "để máy mở và mạng thông; xem tiến độ bằng “loa status”"
  }
  public func doctorDoorIsOpen(_ address: String) -> String {
    "cổng \(address) cho các đài đang mở"
  }
  public func doctorDoorIsClosed(_ address: String) -> String {
    "không có gì trả lời ở cổng \(address) dành cho các đài"
  }
  public func doctorStationsConnected(_ count: Int) -> String {
    "cả \(count) đài đã tham gia đều đang kết nối"
  }
  public func doctorStationsAreSilent(_ count: Int, of enrolled: Int, names: String) -> String {
    "\(count) trên \(enrolled) đài không kết nối: \(names)"
  }
  public func doctorOnAir(_ title: String) -> String {
    "đang phát: \(title)"
  }
  public func doctorNothingAhead(days: Int) -> String {
    "không có lần phát nào trong \(days) ngày tới"
  }
  public func doctorNextAirs(_ title: String, at moment: String, inMinutes minutes: Int) -> String {
    "sắp phát: \(title), \(moment) (còn \(away(minutes: minutes)))"
  }
  /// As a person would count it: days, else hours, else minutes.
  private func away(minutes: Int) -> String {
    minutes >= 2880 ? "\(minutes / 1440) ngày" : length(seconds: Double(minutes * 60))
  }
  public func doctorNextIsNotHere(_ title: String, at moment: String) -> String {
    "tệp của lần phát tới, \(title) lúc \(moment), chưa về tới"
  }
  public func doctorNextIsEmpty(_ title: String, at moment: String) -> String {
    "lần phát tới, \(title) lúc \(moment), không có gì để phát"
  }
  public func doctorFilesUnseen(_ title: String) -> String {
    "chưa đọc được tệp của “\(title)” nên chưa biết có tốt không"
  }
  public func doctorLastAired(_ title: String, at moment: String) -> String {
    "lần phát gần nhất đã phát đủ: \(title), \(moment)"
  }
  public func doctorLastDidNot(_ title: String, at moment: String, outcome: String, cause: String?) -> String
  {
    "lần phát gần nhất, \(title), \(moment): \(outcome)" + (cause.map { " (\($0))" } ?? "")
  }
  public var toneNodeHasDevice: String {
    "nút đang chạy và giữ thiết bị, nên không phát âm thử"
  }
  public func toneStopTheNode(_ stop: String?, start: String?) -> String {
    "khi không có gì sắp phát trong 10 phút: dừng nút\(stop.map { " bằng “\($0)”" } ?? ""), chạy lại lệnh này, rồi khởi động nút\(start.map { " bằng “\($0)”" } ?? "")"
  }
  public var toneNodeUnknown: String {
    "không hỏi được nút, nên không biết thiết bị có đang phát không: không phát âm thử"
  }
  public var toneInQuietHours: String {
    "đang hoặc sắp tới giờ yên tĩnh, nên không phát âm thử"
  }
  public func toneAfterQuietHours(_ moment: String) -> String {
    "thử lại sau \(moment)"
  }
  public func toneAiringIsDue(_ title: String, at moment: String) -> String {
    "sắp phát \(title) lúc \(moment), nên không phát âm thử"
  }
  public var toneAfterTheAiring: String {
    "thử lại sau lần phát đó"
  }
  public func toneLengthIsOut(_ allowed: ClosedRange<Int>) -> String {
    "--seconds: từ \(allowed.lowerBound) đến \(allowed.upperBound)"
  }
  public func toneBegins(_ device: String, seconds: Int) -> String {
    "phát âm thử \(seconds) giây ra “\(device)”, trái trước, phải sau …"
  }
  public func toneSent(to place: String, rate: Int, channels: Int, frames: Int64, of due: Int64) -> String {
    "đã gửi tới \(place): \(frames) trên \(due) khung âm thanh, \(rate) Hz, \(channels) kênh"
  }
  public func tonePeaks(left: Double, right: Double) -> String {
    "  trái 440 Hz, đỉnh \(Decimals.text(left, digits: 1, separator: ",")) dBFS; phải 550 Hz, đỉnh \(Decimals.text(right, digits: 1, separator: ",")) dBFS"
  }
  public func tonePeakMono(_ peak: Double) -> String {
    "  một kênh, 440 Hz rồi 550 Hz, đỉnh \(Decimals.text(peak, digits: 1, separator: ",")) dBFS"
  }
  public var toneListen: String {
    "Nếu loa không kêu: xem âm lượng (“alsamixer”), dây nối và máy tăng âm; phía Loa đã gửi đủ."
  }
}
