extension Vietnamese {
  public func editionIsOnItsWay(_ name: String, _ start: String) -> String {
    "tệp âm thanh của \(name) lúc \(start) chưa về tới từ nút cấp trên"
  }
  public var lookAtTheLink: String {
    "xem đường truyền bằng `loa status`; có đường truyền là tệp được tải tiếp"
  }
  public var stationsWithoutRelay: String {
    "có danh sách đài nhưng chưa có cổng cho đài kết nối: thiếu `relay`"
  }
  public var stationEndsBeforeItBegins: String { "ngày kết thúc của đài đứng trước ngày bắt đầu" }
  public var correctTheDates: String { "sửa `from` hoặc `until`" }
  public func stationIsThisNode(_ code: String) -> String { "\(code) chính là nút này" }
  public var chooseAnotherCode: String { "ghi mã đơn vị hành chính của chính đài đó" }
  public func notAnAddress(_ text: String) -> String { "“\(text)” không phải là địa chỉ" }
  public var expectedAddress: String { "tên máy và cổng, ví dụ “loa.example.vn:8443”" }
  public func notABandwidth(_ text: String) -> String { "“\(text)” không phải là tốc độ đường truyền" }
  public var expectedBandwidth: String { "một số kèm đơn vị, ví dụ “512 kbit/s” hoặc “2 Mbit/s”, hoặc none" }
}
