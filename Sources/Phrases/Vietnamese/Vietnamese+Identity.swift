extension Vietnamese {
  public func keysAreExposed(_ path: String, mode: String) -> String {
    "người dùng khác đọc được \(path) (quyền \(mode)); Loa không dùng khóa mà người khác có thể đã biết"
  }
  public func keysBelongToAnother(_ path: String, owner: String, user: String) -> String {
    "\(path) thuộc về người dùng \(owner), nhưng Loa chạy dưới người dùng \(user)"
  }
  public func keysAreUnreadable(_ path: String, why: String) -> String {
    "không đọc được \(path): \(said(why))"
  }
  public func keysAreUnwritable(_ path: String, why: String) -> String {
    "không ghi được \(path): \(said(why))"
  }
  public func keysAreDamaged(_ path: String) -> String {
    "\(path) không còn như Loa đã ghi"
  }
  public func closeTheKeys(command: String) -> String {
    "hãy chặn người khác đọc: \(command); nếu có thể đã bị người khác đọc, hãy thu hồi đài rồi cho kết nối lại"
  }
  public func takeTheKeys(command: String) -> String {
    "hãy giao cho người dùng của dịch vụ: \(command)"
  }
  public func checkTheKeyFolder(_ path: String) -> String {
    "hãy kiểm tra đĩa và quyền đọc ghi \(path) của người dùng chạy dịch vụ"
  }
  public func restoreTheKeys(_ path: String) -> String {
    "hãy khôi phục \(path) từ bản sao lưu; nếu không có thì xóa đi: các đài cấp dưới, hoặc chính đài này, phải kết nối lại"
  }

  public func codeIsUnfit(_ code: String) -> String {
    "“\(code)” không dùng làm mã đài ở đây được"
  }
  public var stationNameIsMissing: String { "đài chưa có tên" }
  public func stationIsUnknown(_ code: String) -> String {
    "không có đài nào mang mã \(code)"
  }
  public func registerIsForeign(_ path: String) -> String {
    "\(path) không phải sổ danh sách đài"
  }
  public func registerIsNewer(_ path: String) -> String {
    "\(path) do một phiên bản Loa mới hơn ghi"
  }
  public func registerHasFailed(_ path: String, detail: String) -> String {
    "sổ danh sách đài \(path) bị lỗi: \(detail)"
  }
  public var useTheOfficialCode: String {
    "hãy dùng mã chính thức của đơn vị, ví dụ 29770: chữ không dấu và chữ số, ở giữa có thể có dấu chấm hoặc gạch nối; không dùng mã của chính nút này"
  }
  public var giveTheStationAName: String {
    "hãy ghi tên đài: loa station add 29770 \"Đài xã Bình Minh\""
  }
  public var listTheStations: String { "hãy xem các mã bằng lệnh: loa station list" }
  public func moveTheForeignRegister(_ path: String) -> String {
    "hãy chuyển \(path) đi nơi khác; Loa sẽ lập sổ mới"
  }
  public func checkTheRegister(_ path: String) -> String {
    "hãy kiểm tra đĩa; nếu tệp hỏng, hãy khôi phục \(path) từ bản sao lưu"
  }

  public var notAJoinCode: String { "đây không phải mã kết nối" }
  public var joinCodeIsNewer: String { "mã kết nối này do một phiên bản Loa mới hơn tạo" }
  public var joinCodeIsIncomplete: String { "mã kết nối bị thiếu hoặc thừa một phần" }
  public var joinCodeIsMistyped: String { "mã kết nối bị gõ sai ở đâu đó" }
  public func joinCodeIsForAnother(_ code: String, own: String) -> String {
    "mã kết nối dành cho đài \(code), nhưng nút này là \(own)"
  }
  public var joinCodeIsWrong: String { "mã kết nối không có ở đây, hoặc đã được thay bằng mã mới hơn" }
  public var joinCodeHasExpired: String { "mã kết nối đã hết hạn" }
  public var joinCodeIsUsed: String { "mã kết nối đã được dùng rồi" }
  public var keyIsInUse: String { "khóa này đã thuộc về một đài" }
  public var joiningIsSlowedDown: String {
    "đã có quá nhiều mã kết nối sai; việc kết nối tạm bị làm chậm lại"
  }
  public var copyTheWholeJoinCode: String {
    "hãy chép cả dòng bắt đầu bằng loa1/ mà lệnh loa station add đã in ra"
  }
  public var compareTheJoinCode: String {
    "hãy so từng nhóm ký tự với dòng mà lệnh loa station add đã in ra"
  }
  public var askForACodeOfOwn: String {
    "hãy xin mã kết nối của đài này, hoặc sửa mã đài trong tệp cấu hình"
  }
  public var askForANewJoinCode: String { "hãy xin cấp trên mã mới: loa station add" }
  public func tryAgainIn(seconds: Int) -> String {
    "hãy thử lại sau \(seconds) giây"
  }

  public var ownAddressIsMissing: String { "chưa biết các đài gọi đến nút này bằng địa chỉ nào" }
  public func addressIsUnfit(_ text: String) -> String {
    "“\(text)” không phải là địa chỉ"
  }
  public func nodeHasJoinedAlready(_ parent: String) -> String {
    "nút này đã kết nối với \(parent) rồi"
  }
  public func upstreamDoesNotAnswer(_ addresses: String, detail: String) -> String {
    "\(addresses) không trả lời: \(detail)"
  }
  public func upstreamIsAnotherNode(_ address: String) -> String {
    "máy trả lời ở \(address) không phải cấp trên mà nút này đã biết"
  }
  public func upstreamAnswersStrangely(_ address: String, detail: String) -> String {
    "\(address) trả lời không giống một nút Loa: \(detail)"
  }
  public func relayCannotListen(_ place: String, why: String) -> String {
    "không phục vụ được các đài ở \(place): \(said(why))"
  }
  public func certificateHasFailed(_ detail: String) -> String {
    "không tạo hoặc không đọc được chứng thư: \(detail)"
  }
  public var giveOwnAddress: String {
    "hãy ghi địa chỉ: loa station add --address bcc.example.vn:8443"
  }
  public var writeTheAddressLikeThis: String {
    "hãy ghi theo dạng bcc.example.vn:8443, 203.0.113.7:8443 hoặc [2001:db8::7]:8443"
  }
  public var joinAgainOnPurpose: String { "để kết nối lại từ đầu và bỏ kết nối cũ, hãy thêm --again" }
  public var checkTheLinkToUpstream: String {
    "hãy kiểm tra mạng và cổng đó đã mở trong tường lửa của cấp trên chưa"
  }
  public var checkWhoAnswers: String {
    "hãy kiểm tra địa chỉ; nếu cấp trên mất khóa và đã tạo khóa mới, đài này phải kết nối lại"
  }
  public var checkWhatAnswers: String {
    "hãy kiểm tra địa chỉ và phiên bản ở hai bên; máy chủ trung gian phải chuyển nguyên kết nối"
  }
  public var useAHigherPort: String {
    "hãy chọn cổng trên 1023, ví dụ 8443, hoặc cấp quyền qua systemd"
  }
  public var freeThePort: String {
    "hãy kiểm tra địa chỉ và xem chương trình khác có đang dùng cổng đó không: ss -ltnp"
  }

  public var onlyStationsMayAsk: String { "chỉ các đài đã kết nối mới được trả lời" }
  public var joinFirst: String { "hãy kết nối bằng mã của cấp trên: loa station join" }
  public var certificateHasExpired: String { "chứng thư của đài đã hết hạn" }
  public var certificateRenewsItself: String {
    "không cần làm gì: đài tự gia hạn khi cấp trên trả lời"
  }
  public var stationIsRevoked: String { "đài đã bị thu hồi" }
  public func relayRequestIsUnreadable(_ detail: String) -> String {
    "không đọc được yêu cầu: \(detail)"
  }
  public func relayRequestIsTooLarge(limit: Int) -> String {
    "yêu cầu lớn hơn \(limit) byte"
  }
  public func relayHasNoSuchCall(_ call: String) -> String {
    "không có lệnh gọi \(call)"
  }
  public var bringToTheSameVersion: String { "hãy đưa hai nút về cùng một phiên bản Loa" }
  public var upstreamHasFailed: String { "cấp trên bị lỗi nên không trả lời được" }
  public var readTheJournalOfUpstream: String {
    "hãy xem nhật ký hệ thống của cấp trên: journalctl -u loa"
  }
}
