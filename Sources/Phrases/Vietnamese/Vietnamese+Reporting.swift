extension Vietnamese {
  public func longDate(day: Int, month: Int, year: Int) -> String {
    "ngày \(day < 10 ? "0" : "")\(day) tháng \(month < 3 ? "0" : "")\(month) năm \(year)"
  }
  public func timeOfDay(hour: Int, minute: Int) -> String {
    "\(hour < 10 ? "0" : "")\(hour) giờ \(minute < 10 ? "0" : "")\(minute)"
  }
  public var tableIsEmpty: String { "Không có" }
  public var totalOfTable: String { "Tổng cộng" }
  public func andMoreRows(_ count: Int) -> String { "… và \(count) dòng nữa, xem trong tệp Excel" }
  public var legendNothing: String { "không có" }
  public var legendBelow: String { "chưa đủ" }
  public var legendReached: String { "đạt" }
  public var legendUnknown: String { "không có số liệu" }
  public var columnRow: String { "Đài" }

  public func templateIsUnreadable(_ path: String, reason: String) -> String {
    "không đọc được mẫu văn bản \(path): \(said(reason))"
  }
  public var giveTheTemplate: String { "hãy kiểm tra đường dẫn và quyền đọc tệp mẫu" }
  public func templateIsTooLarge(_ path: String, megabytes: Int) -> String {
    "mẫu văn bản \(path) lớn hơn \(megabytes) MB"
  }
  public var makeTheTemplateSmaller: String { "hãy bỏ bớt hoặc nén hình ảnh trong tệp mẫu" }
  public func templateIsNoWordDocument(_ path: String, why: String) -> String {
    "mẫu văn bản \(path) không phải tệp Word (.docx) hoặc đã hỏng: \(why)"
  }
  public func documentIsNoArchive(_ why: String) -> String { "không mở được gói tệp (\(why))" }
  public func documentHasPartTwice(_ name: String) -> String { "phần \(name) có hai lần" }
  public func documentLacksPart(_ name: String) -> String { "thiếu phần \(name)" }
  public func documentHasTooManyParts(_ count: Int) -> String { "gói tệp có tới \(count) phần" }
  public func documentUnpacksTooLarge(megabytes: Int) -> String {
    "nội dung giải nén lớn hơn \(megabytes) MB"
  }
  public func sheetHasTooManyLines(_ limit: Int) -> String { "trang tính đầu có hơn \(limit) dòng" }
  public func documentHasBrokenPart(_ name: String, why: String) -> String {
    "phần \(name) không phải XML hợp lệ (\(why))"
  }
  public var saveTheTemplateAsDocx: String {
    "hãy mở tệp mẫu bằng Word rồi lưu lại ở dạng .docx không đặt mật khẩu, hoặc lấy lại mẫu gốc trong Config/templates"
  }
  public func templateHasProblems(_ path: String, _ problems: String) -> String {
    "mẫu văn bản \(path) có chỗ chưa điền được: \(problems)"
  }
  public func correctTheTemplate(known: String) -> String {
    "hãy sửa tệp mẫu bằng Word (xem docs/templates.md)" + (known.isEmpty ? "" : "; tên dùng được: \(known)")
  }
  public func placeholderIsUnknown(_ written: String) -> String { "không có nội dung nào tên \(written)" }
  public func tableIsUnknown(_ name: String) -> String { "không có bảng nào tên “\(name)”" }
  public func columnIsUnknown(_ name: String, table: String) -> String {
    "bảng “\(table)” không có cột “\(name)”"
  }
  public func rowHasManyTables(_ tables: String) -> String {
    "một dòng chỉ lặp theo một bảng, nhưng dòng này ghi \(tables)"
  }
  public func placeholderIsOutsideOfRow(_ written: String) -> String {
    "\(written) phải nằm trong một dòng của bảng"
  }
  public func tableHasNoTotals(_ table: String) -> String { "bảng “\(table)” không có dòng tổng cộng" }
  public func pictureIsUnknown(_ written: String) -> String { "không có hình nào tên \(written)" }
  public func picturesTakeTooMuch(pages: Int) -> String {
    "các hình chiếm quá \(pages) trang A4: thu nhỏ hoặc bỏ bớt hình"
  }
  public func pictureStandsAsText(_ written: String) -> String {
    "\(written) là hình: hãy chèn một hình bất kỳ và ghi tên này vào văn bản thay thế (Alt Text)"
  }
  public func placeholderIsUnclosed(_ text: String) -> String { "thiếu dấu đóng }} sau “\(text)”" }
  public func placeholderHasNoName(_ text: String) -> String { "“\(text)” không phải tên hợp lệ" }
  public func documentIsUnwritable(_ path: String, reason: String) -> String {
    "không ghi được \(path): \(said(reason))"
  }
  public var chooseAnotherPlace: String { "hãy chọn nơi lưu khác, hoặc cấp quyền ghi thư mục đó" }
  public func documentWasNotMade(_ path: String, why: String) -> String {
    "không tạo được văn bản \(path): \(why)"
  }
  public var checkSpaceAndMemory: String { "hãy kiểm tra dung lượng đĩa và bộ nhớ trống rồi làm lại" }
  public func officeIsMissing(_ command: String) -> String {
    "cần LibreOffice để tạo PDF nhưng không tìm thấy chương trình \(command)"
  }
  public var installTheOffice: String {
    "hãy cài đặt: sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2; hoặc mở tệp DOCX bằng Word rồi lưu thành PDF"
  }
  public func documentWasNotConverted(_ path: String, why: String) -> String {
    "LibreOffice không chuyển được \(path) sang PDF: \(why)"
  }
  public var officeMadeNothing: String { "chương trình kết thúc mà không có tệp PDF nào" }
  public var openTheDocumentByHand: String { "hãy mở tệp đó bằng LibreOffice hoặc Word và xuất PDF bằng tay" }
}
