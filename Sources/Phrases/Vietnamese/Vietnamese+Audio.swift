extension Vietnamese {
  // MARK: Sound devices
  public func soundDeviceAbsent(_ device: String) -> String {
    "không tìm thấy thiết bị âm thanh “\(device)”"
  }
  public func soundDeviceBusy(_ device: String) -> String {
    "thiết bị âm thanh “\(device)” đang bị chương trình khác sử dụng"
  }
  public func soundDeviceDenied(_ device: String) -> String {
    "không có quyền mở thiết bị âm thanh “\(device)”"
  }
  public func soundDeviceUnsupported(_ device: String, detail: String) -> String {
    "thiết bị âm thanh “\(device)” không nhận định dạng cần phát (\(detail))"
  }
  public func soundServerGone(_ device: String) -> String {
    "máy chủ âm thanh của thiết bị “\(device)” không trả lời"
  }
  public func soundDeviceFailed(_ device: String, detail: String) -> String {
    "thiết bị âm thanh “\(device)” báo lỗi: \(detail)"
  }
  public var remedySoundDeviceAbsent: String {
    "cắm lại hoặc bật thiết bị; xem danh sách bằng lệnh “aplay -L” và ghi đúng tên vào tệp cấu hình"
  }
  public var remedySoundDeviceBusy: String {
    "tắt chương trình đang dùng thiết bị (xem bằng lệnh “fuser -v /dev/snd/*”)"
  }
  public var remedySoundDeviceDenied: String {
    "thêm người dùng chạy dịch vụ vào nhóm “audio” rồi khởi động lại dịch vụ"
  }
  public var remedySoundDeviceUnsupported: String {
    "dùng tên có chuyển đổi định dạng, ví dụ “plughw:0,0” hoặc “default”"
  }
  public var remedySoundServerGone: String {
    "khởi động lại máy chủ âm thanh, hoặc dùng thẳng thiết bị phần cứng, ví dụ “plughw:0,0”"
  }
  public var remedySoundDeviceFailed: String {
    "kiểm tra dây cắm và nhật ký hệ thống (lệnh “dmesg”); thử phát bằng lệnh “aplay”"
  }
  // MARK: -
  // MARK: Audio files

  public func audioFileMissing(_ path: String) -> String { "không có tệp \(path)" }
  public func audioFileUnreadable(_ path: String, reason: String) -> String {
    "không đọc được \(path): \(said(reason))"
  }
  public func audioPathIsNoFile(_ path: String) -> String { "\(path) không phải là một tệp thông thường" }
  public func audioFormatUnsupported(_ path: String, format: String) -> String {
    "\(path) có định dạng \(format), không phát được"
  }
  public func audioFormatUnknown(_ path: String) -> String {
    "\(path) không phải tệp âm thanh có định dạng đã biết"
  }
  public func audioFileDamaged(_ path: String, detail: String) -> String {
    "tệp \(path) bị hỏng: \(detail)"
  }
  public func audioFileEmpty(_ path: String) -> String { "tệp \(path) không có âm thanh" }
  public func audioFileChannels(_ path: String, channels: Int, limit: Int) -> String {
    "tệp \(path) có \(channels) kênh; chỉ phát được tối đa \(limit) kênh"
  }
  public func audioFileRate(_ path: String, rate: Int) -> String {
    "tệp \(path) có tần số lấy mẫu \(rate) Hz; chỉ phát được từ 8000 đến 192000 Hz"
  }
  public func audioFileTooLong(_ path: String, hours: Double) -> String {
    "tệp \(path) khai báo dài \(Self.number(hours, digits: 1)) giờ; chỉ phát được tối đa 24 giờ"
  }
  public func audioFileEndsEarly(_ path: String, at: Double, of: Double) -> String {
    "tệp \(path) đứt ở giây \(Self.number(at, digits: 1)) trên tổng số \(Self.number(of, digits: 1)) giây"
  }
  public func audioFileLengthDiffers(_ path: String, planned: Double, found: Double) -> String {
    "tệp \(path) dài \(Self.number(found, digits: 1)) giây, trong khi lịch đã tính \(Self.number(planned, digits: 1)) giây"
  }
  public func audioFileReplaced(_ path: String) -> String {
    "\(path) không phải tệp đã được duyệt: nội dung đã thay đổi"
  }
  public func audioFileCancelled(_ path: String) -> String { "chưa đo hết tệp \(path)" }
  public var putTheAudioFileThere: String { "chép tệp vào đúng chỗ đó, hoặc sửa lại đường dẫn" }
  public var letTheServiceReadTheAudioFile: String {
    "cho người dùng của dịch vụ quyền đọc tệp và thư mục (chmod, chown), rồi kiểm tra ổ đĩa"
  }
  public var nameAnAudioFile: String { "hãy chỉ ra một tệp âm thanh" }
  public var convertToFLACOrMP3: String { "chuyển tệp sang FLAC hoặc MP3" }
  public var exportTheAudioFileAgain: String {
    "xuất lại tệp từ phần mềm dựng, hoặc chép lại từ nguồn"
  }
  public var exportInStereoAt48000: String { "xuất lại tệp ở dạng mono hoặc stereo, 48000 Hz" }
  public var splitTheAudioFile: String { "chia thành các tệp ngắn hơn" }
  public var leaveAPlannedFileAlone: String {
    "đặt tên mới cho bản mới; không ghi đè tệp đã có trong lịch phát"
  }
  public var measureAgain: String { "đo lại tệp" }
}
