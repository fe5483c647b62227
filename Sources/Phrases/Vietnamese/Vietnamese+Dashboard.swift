extension Vietnamese {
  public func choose(vietnamese: String, english: String) -> String { vietnamese }
  public func requestIsUnreadable(_ detail: String) -> String { "không đọc được yêu cầu: \(detail)" }
  public func noSuchCall(_ method: String, _ path: String) -> String {
    "không có lệnh \(method) \(path)"
  }
  public var readTheAPIDescription: String { "xem mô tả các lệnh trong docs/api.md" }
  public func nodeFailed(_ detail: String) -> String { "nút phát gặp lỗi bên trong: \(detail)" }
  public var readTheJournal: String { "xem nhật ký hệ thống: journalctl -u loa -n 50" }
  public func notASocket(_ path: String) -> String {
    "đã có một tệp khác tại \(path), không phải socket điều khiển"
  }
  public var removeItOrNameAnother: String {
    "xóa tệp đó, hoặc ghi đường dẫn khác cho socket trong tệp cấu hình"
  }
  public func anotherNodeListens(_ path: String) -> String {
    "một tiến trình loa khác đang chạy và giữ \(path)"
  }
  public var stopTheOtherNode: String {
    "dừng tiến trình đó (systemctl stop loa), hoặc dùng thư mục trạng thái và socket riêng cho nút thứ hai"
  }
  public func nodeDoesNotAnswer(_ path: String) -> String {
    "không có nút loa nào trả lời tại \(path)"
  }
  public func socketIsForbidden(_ path: String) -> String {
    "bạn không có quyền điều khiển nút phát tại \(path)"
  }
  public var useSudoOrJoinTheGroup: String {
    "dùng sudo, hoặc vào nhóm loa (usermod -aG loa TÊN)"
  }
  public var startTheNode: String {
    "nếu dịch vụ đang chạy: thêm sudo vào trước lệnh; nếu chưa: sudo systemctl start loa; hoặc chỉ đúng tệp cấu hình bằng --config"
  }
  public func nodeBrokeOff(_ path: String, _ detail: String) -> String {
    "nút loa tại \(path) ngắt kết nối giữa chừng: \(detail)"
  }
}
