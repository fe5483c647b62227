extension Vietnamese {
  public var stationDeclareAbstract: String {
    "Ghi lời khai của cán bộ: đài chưa dùng Loa đã phát một chương trình."
  }
  public var stationDeclareDiscussion: String {
    "Lời khai đứng bên cạnh bằng chứng, kèm tên, giờ và ghi chú; không bao giờ được tính là đã đếm tại thiết bị."
  }
  public var declaredByOption: String { "Cán bộ khai." }
  public var declaredNoteOption: String { "Căn cứ của lời khai, ví dụ “gọi điện lúc 17 giờ 20”." }
  public func declarationKept(_ airing: String, station: String) -> String {
    "Đã ghi lời khai của đài \(station) cho \(airing)."
  }
  public var lookAtTheUpstreamLink: String {
    "kiểm tra mạng của đài: modem, SIM, dây mạng; những gì đã về tới vẫn được phát"
  }
  public var synchroniseTheClock: String { "bật đồng bộ giờ: `timedatectl set-ntp true`" }
  public var callTheStation: String { "gọi cho đài: điện, modem, SIM; đài vẫn phát những gì đã có" }
  public var lookAtTheStation: String {
    "xem thư mục trạng thái của đài đó: có phải vừa khôi phục từ bản sao lưu, hay bị sửa tay?"
  }
  public var noDoorForStations: String { "nút này chưa mở cổng cho đài" }
  public var addRelayToConfig: String {
    "thêm `relay: { address: … }` vào tệp cấu hình rồi khởi động lại nút"
  }
  public var nodeRelaysNobody: String { "nút này không tiếp âm nút cấp trên nào" }
  public var addUpstreamToConfig: String { "thêm `upstream: {}` vào tệp cấu hình rồi khởi động lại nút" }
  public var nameTheStation: String {
    "ghi tên đài: `loa station add MÃ \"TÊN\"`, hoặc khai trong `stations`"
  }
  public var nothingToPublishYet: String { "chưa có lịch nào được phát hành" }
  public var waitForTheNode: String { "chờ nút chạy được vài giây" }
  public func upstreamIsSilent(_ node: String) -> String {
    "đã một lúc không liên lạc được với nút cấp trên \(node)"
  }
  public func clockIsApart(seconds: Double) -> String {
    "đồng hồ \(seconds < 0 ? "chậm" : "nhanh") hơn nút cấp trên \(fixed(abs(seconds) * 1000).replacing(".", with: ",")) ms"
  }
  public func stationHasFallenSilent(_ code: String, name: String) -> String {
    "đã một lúc không liên lạc được với đài \(code) \(name)"
  }
  public func evidenceContradicts(_ code: String, _ why: String) -> String {
    "nhật ký đài \(code) gửi lên mâu thuẫn với những gì đã gửi: \(why)"
  }
  public func unknownStation(_ code: String) -> String {
    "chưa có đài \(code) nào tham gia hay được mời"
  }
  public func stationNeedsName(_ code: String) -> String {
    "đài \(code) chưa có trong tệp cấu hình và chưa có tên"
  }
  public var labelUpstream: String { "cấp trên" }
  public var labelStations: String { "đài" }
  public var notJoinedYet: String { "chưa tham gia: `loa station join MÃ`" }
  public var noManifestYet: String { "chưa nhận được lịch" }
  public var noStations: String { "nút này chưa có đài cấp dưới nào" }
  public var columnCode: String { "mã" }
  public var columnStationName: String { "đài" }
  public var columnState: String { "trạng thái" }
  public var columnLastContact: String { "liên lạc cuối" }
  public var columnManifest: String { "lịch" }
  public var columnMedia: String { "tệp" }
  public var columnClock: String { "đồng hồ" }
  public var columnSoftware: String { "phiên bản" }
  public var isNewest: String { "mới nhất" }
  public var stationIsListed: String { "chưa tham gia" }
  public var stationIsInvited: String { "đã có mã tham gia" }
  public var stationIsConnected: String { "đang kết nối" }
  public var stationIsSilent: String { "mất liên lạc" }
  public var stationIsLetGo: String { "đã thu hồi" }
  public var stationAbstract: String { "Các đài cấp dưới; tham gia nút cấp trên." }
  public var stationAddAbstract: String { "In mã để một đài tham gia, dùng một lần." }
  public var stationListAbstract: String { "Mọi đài: trạng thái, liên lạc cuối, đang có gì, đồng hồ." }
  public var stationRevokeAbstract: String { "Thu hồi một đài: không còn gì gửi tới đài nữa." }
  public var stationJoinAbstract: String { "Cho nút này tham gia nút cấp trên bằng mã do nơi đó cấp." }
  public var stationCodeArgument: String { "Mã đơn vị hành chính, ví dụ 29815." }
  public var stationNameArgument: String { "Tên đài; bỏ trống thì lấy trong tệp cấu hình." }
  public var joinCodeArgument: String { "Mã do `loa station add` in ra ở nút cấp trên." }
  public var publishAbstract: String {
    "Bày ra một thư mục để máy chủ bản sao phục vụ: lịch đã ký và các tệp."
  }
  public var publishArgument: String { "Thư mục mà máy chủ web phục vụ." }
  public var stationsOption: String {
    "Các đài cấp dưới cùng phát (tin khẩn cấp: có, trừ khi ghi --no-to-stations)."
  }
  public func upstreamLine(node: String, isUp: Bool) -> String {
    isUp ? "\(node) đang kết nối" : "mất liên lạc với \(node)"
  }
  public func manifestLine(sequence: Int64, held: Int, wanted: Int) -> String {
    "lịch \(sequence), đã có \(held)/\(wanted) tệp"
  }
  public func clockApartLine(milliseconds: Double, bound: Double) -> String {
    "đồng hồ lệch \(fixed(milliseconds).replacing(".", with: ",")) ms (± \(fixed(bound).replacing(".", with: ",")) ms)"
  }
  public func recordsToHandUp(_ count: Int) -> String {
    "còn \(count) bản ghi nhật ký phải gửi"
  }
  public func stationsLine(connected: Int, enrolled: Int, current: Int) -> String {
    "\(connected)/\(enrolled) đang kết nối, \(current) có lịch mới nhất"
  }
  public func isOld(_ sequence: String) -> String {
    "cũ (\(sequence))"
  }
  public func milliseconds(_ value: Double, bound: Double?) -> String {
    (fixed(value) + (bound.map { " ± " + fixed($0) } ?? "") + " ms").replacing(".", with: ",")
  }
  public func joinCodePrinted(code: String, name: String, joinCode: String, expires: String) -> String {
    "Mã tham gia của \(code) \(name); dùng một lần, đến \(expires). Tại đài, chạy:\n\n    loa station join \(joinCode)\n"
  }
  public func stationRevoked(_ code: String) -> String {
    "Đã thu hồi đài \(code)."
  }
  public func joinedUpstream(upstream: String, station: String, expires: String) -> String {
    "Đã tham gia \(upstream) với mã \(station). Chứng thư có hạn đến \(expires), tự gia hạn."
  }
  public func published(files: Int, directory: String) -> String {
    "Lịch đã ký và \(files) tệp đã nằm trong \(directory)."
  }
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
