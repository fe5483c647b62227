extension Vietnamese {
  public func threadRefused(name: String, reason: String) -> String {
    "hệ thống không cho tạo luồng \(name): \(said(reason))"
  }
  public var raiseTaskLimit: String { "hãy tăng TasksMax hoặc giải phóng bộ nhớ rồi khởi động lại Loa" }
  public func realtimeRefused(reason: String) -> String {
    "âm thanh chạy không có ưu tiên thời gian thực (\(said(reason))); hãy cho phép bằng LimitRTPRIO trong loa.service"
  }
  public func clockWatchRefused(reason: String) -> String {
    "không theo dõi được việc chỉnh đồng hồ: \(said(reason))"
  }
  public var useOrdinaryKernel: String {
    "hãy dùng Linux 5.3 trở lên và tăng LimitNOFILE rồi khởi động lại Loa"
  }
  public func gpioRefused(chip: String, line: Int, reason: String) -> String {
    "không đặt được chân \(line) của \(chip): \(reason)"
  }
  public var allowTheGPIOLine: String {
    "kiểm tra thiết bị và số chân bằng gpioinfo, và quyền của dịch vụ với thiết bị (docs/install.md, mục Nguồn điện)"
  }
  public func folderNotOpened(_ path: String, reason: String) -> String {
    "không mở được thư mục \(path): \(reason)"
  }
  public func freeSpaceUnknown(path: String, reason: String) -> String {
    "không đọc được dung lượng trống của \(path): \(said(reason))"
  }
  public var createFolderOrFixPath: String { "hãy tạo thư mục đó hoặc sửa đường dẫn trong tệp cấu hình" }

  public func commandNotStarted(_ command: String, reason: String) -> String {
    "không chạy được lệnh \(command): \(said(reason))"
  }
  public func commandExited(_ command: String, status: Int, output: String) -> String {
    "lệnh \(command) thất bại với mã \(status)" + (output.isEmpty ? "" : "; lệnh báo: \(output)")
  }
  public func commandKilled(_ command: String, signal: Int, output: String) -> String {
    "lệnh \(command) bị dừng bởi tín hiệu \(signal)" + (output.isEmpty ? "" : "; lệnh báo: \(output)")
  }
  public func commandTimedOut(_ command: String, seconds: Double, output: String) -> String {
    "lệnh \(command) chạy quá \(Decimals.text(seconds, digits: 0, separator: ",")) giây nên đã bị dừng"
      + (output.isEmpty ? "" : "; lệnh báo: \(output)")
  }
  public func commandCancelled(_ command: String) -> String {
    "lệnh \(command) bị dừng vì Loa đang kết thúc"
  }
  public func tryCommandByHand(_ command: String) -> String {
    command.isEmpty
      ? "hãy ghi tên một chương trình trong tệp cấu hình"
      : "hãy kiểm tra người dùng loa có quyền chạy lệnh đó không, và chạy thử bằng tay: sudo -u loa \(command)"
  }
}
