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
}
