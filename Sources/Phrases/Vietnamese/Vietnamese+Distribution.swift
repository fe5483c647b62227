extension Vietnamese {
  public func mediaNameIsInvalid(_ name: String) -> String {
    "\(name) không phải mã SHA-256 của tệp; chưa có gì bị thay đổi"
  }
  public func mediaIsBeingWritten(_ name: String) -> String { "tệp \(name)… đang được ghi" }
  public func mediaContentIsWrong(_ name: String, found: String) -> String {
    "nội dung nhận về cho tệp \(name)… là của tệp khác (\(found)…); đã xóa"
  }
  public func mediaLengthIsWrong(_ name: String, expected: Int64, found: Int64) -> String {
    "tệp \(name)… phải có \(expected) byte nhưng chỉ thấy \(found) byte"
  }
  public func mediaIsDamaged(_ name: String) -> String { "tệp \(name)… trên đĩa bị hỏng; đã xóa" }
  public func mediaHasNoRoom(_ name: String, bytes: Int64) -> String {
    "không đủ chỗ cho tệp \(name)… (\(bytes) byte) bên cạnh những tệp còn phải phát"
  }
  public func mediaDiskRefuses(_ name: String, reason: String) -> String {
    name.isEmpty
      ? "không dùng được thư mục chứa tệp phát: \(said(reason))"
      : "không lưu được \(name): \(said(reason))"
  }
  public func mediaIsAbsent(_ name: String, path: String) -> String {
    "không thấy tệp \(name)… tại \(path)"
  }
  public var mediaIsFetchedElsewhere: String {
    "tệp sẽ được tải lại từ nguồn khác; nếu lặp lại, hãy kiểm tra nguồn này"
  }
  public var mediaIsFetchedAgain: String { "tệp sẽ được tải lại; nếu lặp lại, hãy kiểm tra đĩa" }
  public var enlargeTheMediaBudget: String {
    "tăng dung lượng dành cho tệp phát, hoặc giải phóng đĩa"
  }
  public var checkTheMediaDisk: String { "giải phóng đĩa, hoặc kiểm tra đĩa và quyền truy cập" }
  public var putTheMediaBack: String { "đặt tệp trở lại chỗ cũ" }

  public func sourceIsUnreachable(_ source: String, reason: String) -> String {
    "không kết nối được tới \(source): \(said(reason))"
  }
  public func sourceLacksTheFile(_ source: String) -> String { "\(source) không có tệp này" }
  public func sourceRefuses(_ source: String, status: Int) -> String {
    "\(source) từ chối với mã HTTP \(status)"
  }
  public func sourceRedirects(_ source: String, status: Int) -> String {
    "\(source) chuyển hướng sang nơi khác (mã HTTP \(status)); Loa không đi theo"
  }
  public func sourceHasAnotherLength(_ source: String, expected: Int64, found: Int64) -> String {
    "tệp tại \(source) có \(found) byte thay vì \(expected) byte"
  }
  public func sourceSendsAnotherPart(_ source: String) -> String {
    "\(source) gửi nội dung khác với phần được yêu cầu"
  }
  public func sourceTruncates(_ source: String, held: Int64, of total: Int64) -> String {
    "\(source) ngắt giữa chừng: đã nhận \(held) trên \(total) byte"
  }
  public func sourceStalled(_ source: String, seconds: Int) -> String {
    "hầu như không nhận được gì từ \(source) trong \(seconds) giây"
  }
  public func sourceSendsTooMuch(_ source: String, limit: Int) -> String {
    "\(source) gửi nhiều hơn giới hạn \(limit) byte của một bản kê"
  }
  public var checkTheLinkToTheSource: String { "kiểm tra mạng; máy sẽ tự thử lại" }
  public var publishToTheMirror: String { "chạy loa publish cho máy chủ này" }
  public var readTheLogOfTheSource: String { "xem nhật ký của máy chủ đó" }
  public var nameTheFinalAddress: String { "ghi địa chỉ cuối cùng vào tệp cấu hình" }
  public var checkTheProxyAndTheMirror: String {
    "kiểm tra máy chủ và các proxy trên đường truyền; máy sẽ tự thử lại"
  }
}
