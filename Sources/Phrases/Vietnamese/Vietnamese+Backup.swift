extension Vietnamese {
  public var backupAbstract: String { "Sao lưu nhật ký, khóa và cấu hình của nút vào một tệp." }
  public var backupDiscussion: String {
    """
    Nút vẫn chạy và phát trong lúc sao lưu. Chỉ chủ của tệp đọc được tệp: ai có tệp này là có khóa của nút.
    Không kèm tệp âm thanh, trừ khi có --with-media. Với --verify thì chỉ kiểm tra bản sao lưu.
    """
  }
  public var backupFileArgument: String { "Tệp sao lưu; nên đặt ở đĩa khác." }
  public var backupForceOption: String { "Thay tệp cùng tên đã có." }
  public var backupMediaOption: String { "Lấy cả các kỳ và nhạc hiệu." }
  public var backupVerifyOption: String {
    "Chỉ kiểm tra bản sao lưu này: mọi tệp trong đó và chuỗi nhật ký."
  }
  public var restoreAbstract: String { "Khôi phục trạng thái của nút từ bản sao lưu." }
  public var restoreDiscussion: String {
    """
    Phải dừng nút trước. Mọi thứ được kiểm tra trước khi thay đổi; những gì đang có được cất đi, không bao giờ bị xóa.
    """
  }
  public var restoreStateOption: String { "Thư mục trạng thái; không ghi: theo cấu hình." }
  public var restoreConfigOption: String {
    "Đặt các tệp cấu hình vào thư mục này. Tệp khác nội dung ở đó được cất dưới tên có ngày giờ."
  }
  public var restoreOtherNodeOption: String { "Nhận bản sao lưu của nút khác với nút trong cấu hình." }
  public var restoreFaultsOption: String { "Nhận bản sao lưu dù nhật ký trong đó có lỗi." }

  public func backupMade(_ path: String, megabytes: Double, files: Int, records: Int, at moment: String)
    -> String
  {
    "đã sao lưu vào \(path): \(decimal(megabytes, places: 1)) MB, \(files) tệp, \(records) bản ghi nhật ký, tính đến \(moment); đã đọc lại và thấy tốt"
  }
  public var backupHoldsKeys: String {
    "tệp có thể chứa khóa bí mật của nút: cất ở nơi không ai khác đọc được"
  }
  public func backupIsOpenToOthers(_ path: String) -> String {
    "người khác đọc được \(path) trên đĩa này: chuyển sang đĩa có phân quyền, hoặc cất đĩa dưới khóa"
  }
  public func backupIsGood(_ path: String, node: String, at moment: String, files: Int, records: Int)
    -> String
  {
    "\(path) còn tốt: nút \(node), sao lưu lúc \(moment), \(files) tệp, \(records) bản ghi nhật ký"
  }
  public func logOfBackupHasFault(_ finding: String) -> String {
    "nhật ký trong bản sao lưu có lỗi, như trên nút: \(finding)"
  }
  public func restored(node: String, at moment: String, records: Int) -> String {
    "nút \(node) đã trở lại như lúc \(moment), với \(records) bản ghi nhật ký"
  }
  public func formerStateIsIn(_ path: String) -> String { "những gì có trước đó nằm ở \(path)" }
  public func settingsAreIn(_ path: String) -> String { "các tệp cấu hình của bản sao lưu nằm ở \(path)" }
  public var afterARestore: String {
    """
    trước khi chạy nút:
    - xem loa schedule và loa make-up list: lệnh đã ra hoặc đã hủy sau lúc sao lưu trở lại như lúc đó
    - đài tham gia sau lúc sao lưu phải tham gia lại; đài đã bị loại sau lúc đó phải loại lại (loa station revoke)
    - nút cấp trên có thể báo động evidence-refused một lần; điều được báo lên trước vẫn giữ nguyên ở đó
    - lần phát từ lúc sao lưu đến nay được ghi là không rõ; biết lần nào thì ghi bằng loa log correct
    """
  }
  public func remarkOfLostEnd(_ moment: String) -> String {
    "không rõ phần sau phát ra sao: nút được khôi phục từ bản sao lưu lúc \(moment)"
  }

  public func backupWouldBeInState(_ path: String) -> String {
    "\(path) nằm ngay trong thư mục trạng thái"
  }
  public func backupNeedsRoom(_ folder: String, megabytes: Int, free: Int) -> String {
    "\(folder) còn trống \(free) MB, cần \(megabytes) MB"
  }
  public func backupNotWritten(_ path: String, why: String) -> String { "không ghi được \(path): \(why)" }
  public func backupNotRead(_ path: String, why: String) -> String { "không đọc được \(path): \(why)" }
  public func anotherBackupIsMade(_ path: String) -> String {
    "một bản sao lưu khác đang được tạo trong \(path)"
  }
  public func nameUnfitForBackup(_ name: String) -> String {
    "tên tệp không thể đưa vào bản sao lưu: \(name)"
  }
  public func backupIsDamaged(_ path: String, part: String) -> String {
    "\(path) không phải bản sao lưu nguyên vẹn của Loa (\(part))"
  }
  public func backupIsNewer(_ path: String, software: String?) -> String {
    "\(path) do một phiên bản Loa mới hơn tạo ra" + (software.map { " (\($0))" } ?? "")
  }
  public func logInBackupIsFaulty(_ path: String, _ finding: String?) -> String {
    "nhật ký trong \(path) có lỗi" + (finding.map { ": \($0)" } ?? "")
  }
  public func backupOfAnotherNode(_ path: String, of node: String, own: String) -> String {
    "\(path) là của nút \(node), còn cấu hình ở đây là của nút \(own)"
  }
  public func backupIsFromTheFuture(_ path: String) -> String {
    "theo đồng hồ máy này, \(path) được tạo ra ở thời điểm chưa đến"
  }
  public func nodeRunsOnState(_ directory: String) -> String {
    "có nút đang chạy, hoặc đang được khôi phục, trên \(directory)"
  }
  public func logIsInUse(_ directory: String, by process: Int) -> String {
    "tiến trình \(process) đang mở nhật ký trong \(directory)"
  }
  public func stateBelongsTo(_ directory: String, owner: String) -> String {
    "\(directory) là của người dùng \(owner)"
  }
  public func restoreWasBrokenOff(_ directory: String) -> String {
    "việc khôi phục trong \(directory) bị ngắt giữa chừng"
  }
  public func restoreIsStuck(_ path: String, why: String) -> String {
    "không khôi phục xong được: \(path): \(why)"
  }
  public var stateIsUnknown: String { "cấu hình không cho biết thư mục trạng thái nào" }

  public var nameAnotherBackupOrForce: String { "đặt tên khác, hoặc thay tệp này bằng --force" }
  public var putBackupElsewhere: String { "đặt tệp ở nơi khác, nên ở đĩa khác" }
  public var makeRoomForBackup: String { "giải phóng dung lượng, hoặc dùng đĩa khác" }
  public var readBackupAsRoot: String {
    "kiểm tra đường dẫn; thêm sudo vào trước lệnh hoặc chạy bằng người dùng của dịch vụ"
  }
  public var waitForTheOtherBackup: String { "chờ bản đó xong, hoặc đặt tên khác" }
  public var renameForBackup: String { "đổi tên tệp: không có ký tự điều khiển hay dấu gạch chéo ngược" }
  public var takeAnotherBackup: String { "dùng bản sao lưu khác; chưa có gì thay đổi" }
  public var restoreWithNewerVersion: String {
    "cài phiên bản Loa đó hoặc mới hơn rồi khôi phục lại"
  }
  public var takeAnotherBackupOrAcceptFaults: String {
    "dùng bản sao lưu khác; không có thì khôi phục bản này với --accept-faults"
  }
  public var restoreOfOtherNode: String {
    "ghi đúng tệp; muốn đặt cả cấu hình của bản sao lưu thì thêm --config-to /etc/loa; nếu máy này sẽ thành nút đó thì thêm --other-node"
  }
  public var setClockBeforeRestore: String { "chỉnh đồng hồ máy này cho đúng rồi khôi phục lại" }
  public var stopNodeBeforeRestore: String { "dừng nút trước: sudo systemctl stop loa" }
  public var endProgramBeforeRestore: String {
    "chờ nó xong hoặc dừng nó; nếu là nút: sudo systemctl stop loa"
  }
  public func restoreAs(owner: String) -> String {
    "thêm sudo vào trước lệnh, hoặc chạy bằng người dùng đó: sudo -u \(owner) loa restore …"
  }
  public var finishTheRestore: String {
    "chạy lại đúng lệnh loa restore đó, hoặc chạy nút: cách nào cũng làm nốt việc khôi phục"
  }
  public var nameTheState: String { "ghi thư mục trạng thái bằng --state, ví dụ --state /var/lib/loa" }
}
