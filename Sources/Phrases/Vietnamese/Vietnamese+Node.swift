extension Vietnamese {
  public func alarmCleared(_ alarm: String) -> String { "đã hết: \(alarm)" }
  public var logIsSlow: String { "ổ đĩa ghi nhật ký phát sóng quá chậm" }
  public var lookAtTheDisk: String {
    "chương trình vẫn được phát; hãy xem ổ đĩa có đầy hoặc hỏng không (df, dmesg)"
  }
  public func diskIsLow(_ path: String, megabytesFree: Int) -> String {
    "ổ đĩa chứa \(path) chỉ còn trống \(megabytesFree) MB"
  }
  public var makeRoomOnDisk: String { "xóa bớt tệp không cần trên ổ đĩa đó, hoặc chuyển sang ổ lớn hơn" }
  public func directoryNotMade(_ path: String, reason: String) -> String {
    "không tạo được thư mục \(path): \(said(reason))"
  }
  public func makeDirectoryForService(_ path: String) -> String {
    "tạo thư mục và giao cho người dùng của dịch vụ (install -d -o loa -g loa \(path)), hoặc ghi thư mục khác trong cấu hình"
  }
  public func nodeStarts(name: String, version: String) -> String { "loa \(version) khởi động cho \(name)" }
  public func nodeIsReady(airings: Int) -> String { "sẵn sàng; có \(airings) lần phát phía trước" }
  public var nodeStops: String { "loa dừng" }
  public func statusNow(_ title: String, remainingSeconds: Double) -> String {
    "đang phát: \(title), còn \(Self.number(remainingSeconds, digits: 0)) giây"
  }
  public func statusNext(_ title: String, day: String, time: String) -> String {
    "sắp phát: \(title), \(day) \(time)"
  }
  public var statusNothingAhead: String { "không có lịch phát trong những ngày tới" }

  public func statusHeader(name: String, day: String, time: String, version: String) -> String {
    "\(name) · \(day) \(time) · loa \(version)"
  }
  public var labelNow: String { "đang phát" }
  public var labelNext: String { "sắp phát" }
  public var labelDevice: String { "thiết bị" }
  public var labelClock: String { "đồng hồ" }
  public var labelDisk: String { "ổ đĩa" }
  public var labelLog: String { "nhật ký" }
  public var labelAlarms: String { "cảnh báo" }
  public var silence: String { "im lặng" }
  public var none: String { "không có" }
  public func onAirLine(title: String, elapsed: Double, remaining: Double, gaps: Int) -> String {
    let base =
      "\(title): đã phát \(Self.number(elapsed, digits: 0)) giây, còn \(Self.number(remaining, digits: 0)) giây"
    return gaps == 0 ? base : "\(base), \(gaps) khoảng hụt"
  }
  public func nextLine(day: String, time: String, title: String, state: String) -> String {
    state.isEmpty ? "\(day) \(time)  \(title)" : "\(day) \(time)  \(title) (\(state))"
  }
  public var armed: String { "đã sẵn sàng" }
  public func held(_ cause: String) -> String { "đang giữ lại: \(self.cause(code: cause))" }
  public func deviceRunning(name: String, rate: Int, driftPPM: Double?) -> String {
    let drift = driftPPM.map { ", đồng hồ thiết bị lệch \(Self.number($0, digits: 1)) ppm" } ?? ""
    return "\(name) chạy ở \(rate) Hz\(drift)"
  }
  public var deviceOpening: String { "đang mở" }
  public var deviceClosed: String { "đã đóng" }
  public func deviceLost(name: String, trouble: String) -> String {
    "không dùng được \(name): \(deviceTrouble(code: trouble)); đang thử lại"
  }
  public func clockLine(state: String, boundMilliseconds: Double?) -> String {
    guard let bound = boundMilliseconds else { return state }
    return bound < 1000
      ? "\(state), sai số tối đa \(Self.number(bound, digits: 1)) ms"
      : "\(state), có thể sai tới \(Self.number(bound / 1000, digits: 0)) giây"
  }
  public var clockTrusted: String { "tin cậy" }
  public var clockFromUpstream: String { "chưa được đồng bộ; đang theo giờ của nút cấp trên" }
  public var clockUnchecked: String { "không kiểm tra (cấu hình không yêu cầu)" }
  public var clockConfirmedByPerson: String { "đã được người trực xác nhận" }
  public var clockUntrusted: String { "không tin cậy: không phát tự động" }
  public func diskLine(path: String, gigabytesFree: Double) -> String {
    "còn trống \(Self.number(gigabytesFree, digits: 1)) GB cho \(path)"
  }
  public func logLine(path: String, waiting: Int) -> String {
    waiting == 0 ? path : "\(path); \(waiting) bản ghi đang chờ ổ đĩa"
  }
}
