extension Vietnamese {
  public func manifestIsTooLarge(bytes: Int, most: Int) -> String {
    "lịch phát do cấp trên gửi xuống dài \(bytes) byte, nhiều nhất là \(most) byte"
  }
  public func manifestIsMalformed(_ why: String) -> String {
    "không đọc được lịch phát do cấp trên gửi xuống: \(why)"
  }
  public var manifestIsUnsigned: String { "lịch phát nhận được không có chữ ký" }
  public var manifestHasWrongSignature: String {
    "lịch phát nhận được đã bị sửa trên đường truyền hoặc không do nút cấp trên ký"
  }
  public func manifestIsOfAnotherNode(expected: String, found: String) -> String {
    "lịch phát nhận được do \(found) phát hành, không phải nút cấp trên \(expected)"
  }
  public func manifestHasUnknownFormat(_ format: String) -> String {
    "lịch phát do cấp trên gửi xuống có định dạng \(format), phiên bản này không biết định dạng đó"
  }
  public func manifestIsReplayed(held: String, offered: String) -> String {
    "nhận được lịch phát cũ: số \(offered), trong khi ở đây đã có số \(held)"
  }
  public func manifestIsExpired(ago: String) -> String {
    "lịch phát nhận được đã hết hiệu lực từ \(ago) trước"
  }
  public func manifestIsFromTheFuture(ahead: String) -> String {
    "lịch phát nhận được ghi thời điểm phát hành muộn hơn đồng hồ của nút này \(ahead)"
  }
  public func manifestBreaksALimit(_ place: String, _ fault: String) -> String {
    "lịch phát do cấp trên gửi xuống vượt giới hạn: \(place): \(fault)"
  }

  public func memberOfAiring(_ number: Int, _ id: String?, _ member: String) -> String {
    "lần phát \(id ?? "thứ \(number)"), \(member)"
  }
  public func tooManyAreIn(_ count: Int, most: Int) -> String { "có \(count), nhiều nhất là \(most)" }
  public func textIsTooLong(most: Int) -> String { "dài hơn \(most) byte" }
  public var textIsEmpty: String { "để trống" }
  public var textHasControlCharacters: String { "có ký tự điều khiển" }
  public var valueIsOutOfRange: String { "ngoài phạm vi cho phép" }
  public var valueIsNoDigest: String { "không phải mã SHA-256 gồm 64 chữ số thập lục phân viết thường" }
  public var idStandsTwice: String { "bị trùng" }
  public var airingsAreOutOfOrder: String { "không đúng thứ tự" }
  public var startIsOutsideThePeriod: String { "nằm ngoài khoảng thời gian của lịch phát" }
  public var nameIsReserved: String { "chỉ dành cho đài dùng nội bộ" }

  public var checkTheUpstreamAndItsMirrors: String {
    "lịch đã nhận trước đó vẫn được phát; hãy kiểm tra địa chỉ nút cấp trên và các máy chủ sao, và cho đài gia nhập lại "
      + "nếu nút cấp trên vừa được cài mới"
  }
  public var installTheVersionOfTheUpstream: String {
    "lịch đã nhận trước đó vẫn được phát; hãy cài cùng phiên bản Loa với nút cấp trên"
  }
  public var checkTheMirrorForOldManifests: String {
    "lịch đã nhận trước đó vẫn được phát; nếu còn lặp lại, hãy tìm xem máy chủ sao nào đang giữ tệp cũ"
  }
  public var checkTheClocksOfBothNodes: String {
    "lịch đã nhận trước đó vẫn được phát; hãy kiểm tra đồng hồ của nút này và của nút cấp trên"
  }
  public var checkTheVersionsOfBothNodes: String {
    "lịch đã nhận trước đó vẫn được phát; hãy kiểm tra phiên bản Loa ở đây và ở nút cấp trên, rồi báo lại lỗi này"
  }
}
