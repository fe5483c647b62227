extension Vietnamese {
  public func noteOfReceivedReport(_ organisation: String, _ period: String, _ file: String, by: String)
    -> String
  {
    "đã nhận báo cáo \(period) của \(organisation): \(file) (người nhận: \(by))"
  }

  public var logImportAbstract: String {
    "Nhập sổ nhật ký ghi tay (tệp Excel hoặc CSV) thành khai báo của cán bộ"
  }
  public var logImportDiscussion: String {
    """
    Hàng đầu là tên cột: ngày, giờ, đài; nếu có: chương trình, kết quả, người trực, ghi chú. Hàng tốt được ghi là khai báo, không bao giờ
    tính là đã phát; hàng không ghi được nêu rõ dòng và lý do. Nhập lại cùng một tệp không ghi thêm gì.
    """
  }
  public var logImportArgument: String {
    "Sổ Excel (.xlsx, trang tính đầu) hoặc tệp CSV (UTF-8; dấu phẩy, chấm phẩy hoặc tab)"
  }
  public var logImportCheckOption: String { "Chỉ kiểm tra, không ghi" }
  public func fromLogBook(_ file: String) -> String { "theo sổ nhật ký \(file)" }
  public var logBookIsEmpty: String { "tệp không có hàng nào" }
  public var writeLogBookHeading: String { "hàng đầu phải có các cột ngày, giờ, đài" }
  public func logBookLacksColumn(_ name: String) -> String { "thiếu cột “\(name)”" }
  public func logBookIsTooLong(_ limit: Int) -> String { "tệp có hơn \(limit) hàng" }
  public var splitTheLogBook: String { "hãy chia tệp thành nhiều phần" }
  public var writeDayOfLogBook: String { "hãy ghi 16/03/2022 hoặc 2022-03-16" }
  public func logBookTimeUnreadable(_ text: String) -> String { "“\(text)” không phải là giờ" }
  public var writeTimeOfLogBook: String { "hãy ghi 17:00 hoặc 17 giờ 00" }
  public func logBookStationUnknown(_ name: String) -> String {
    "không có đài nào mang mã hoặc tên (đủ dấu) “\(name)”"
  }
  public func logBookOutcomeUnknown(_ text: String) -> String { "“\(text)” không phải là kết quả phát" }
  public func nothingPlanned(at time: String, on day: String) -> String {
    "lịch không có lần phát nào lúc \(time) ngày \(day)"
  }
  public var correctDayOrSchedule: String { "hãy sửa ngày, hoặc bổ sung khung giờ vào lịch" }
  public var severalPlanned: String { "giờ ấy có nhiều chương trình" }
  public var saveLogBookAsCSV: String { "hãy lưu sổ thành tệp Excel (.xlsx) hoặc “CSV UTF-8” rồi nhập lại" }
  public func logBookIsGood(_ rows: Int, rejected: Int) -> String {
    "\(rows) hàng nhập được, \(rejected) hàng không; chưa ghi gì."
  }
  public func logBookEntered(_ rows: Int, known: Int, rejected: Int) -> String {
    "Đã ghi \(rows) khai báo; \(known) đã có từ trước; \(rejected) hàng không nhập được."
  }

  public var reportAbstract: String { "Báo cáo theo kế hoạch, lập từ nhật ký phát sóng" }
  public var reportDiscussion: String {
    """
    Không ghi kỳ: kỳ 6 tháng hiện tại. Mỗi kết quả nêu con số, mức phải đạt, mức đó do đâu, và lý do.
      loa report --period 2022-H1                          in ra màn hình
      loa report --period 2022-H1 -o tong-hop.docx         báo cáo tổng hợp để ký
      loa report --period 2022-H1 --station 29770 --format docx
      loa report --period 2022 --format xlsx               phụ lục từng lần phát
      loa report --explain R03                             vì sao
      loa report --today                                   việc quá hạn hôm nay
    """
  }
  public var reportMakeAbstract: String { "Lập báo cáo" }
  public var reportReceivedAbstract: String { "Ghi nhận một báo cáo đã nộp" }
  public var reportPeriodOption: String {
    "Kỳ báo cáo: 2022-H1, 2022, 2022-Q2, 2022-03 hoặc 2022-01-05..2022-02-10"
  }
  public var reportStationOption: String { "Mã đài; không ghi: tất cả các đài" }
  public var reportCutoffOption: String { "Mốc chốt kỳ: decree (15/12–14/6) hoặc calendar" }
  public var reportPlanOption: String { "Mã kế hoạch, khi cấu hình có nhiều kế hoạch" }
  public var reportFormatOption: String { "text, json, csv, xlsx, docx hoặc pdf" }
  public var reportOutputOption: String { "Tệp cần ghi; đuôi tệp cho biết định dạng" }
  public var reportTemplateOption: String { "Tệp mẫu .docx khác" }
  public var reportTableOption: String { "Bảng cần lấy khi dùng csv" }
  public var reportExplainOption: String { "Những lần phát đứng sau kết quả của một yêu cầu" }
  public var reportTodayOption: String { "Những việc quá hạn hôm nay" }
  public var reportFileArgument: String { "Tệp báo cáo đã nhận" }
  public var reportOrganisationArgument: String { "Mã đài hoặc mã đơn vị trong kế hoạch" }
  public var reportPeriodArgument: String { "Kỳ của báo cáo: 2022-H1 hoặc 2022" }
  public var logNoteAbstract: String { "Ghi thêm một điều vào nhật ký" }
  public var logNoteArgument: String { "Điều cần ghi" }
  public var bookOption: String { "Ghi thành sổ nhật ký để in và ký: tệp .docx, .pdf hoặc .xlsx" }
  public var sheetOption: String { "Ghi thành lịch tuần để dán bảng: tệp .docx, .pdf hoặc .xlsx" }
  public var noteEntered: String { "Đã ghi vào nhật ký." }
  public func reportRegistered(_ organisation: String, _ period: String) -> String {
    "Đã ghi nhận báo cáo \(period) của \(organisation)."
  }
  public func notADocument(_ path: String) -> String { "“\(path)” không có đuôi của văn bản" }
  public var nameADocument: String { "hãy đặt tên tệp kết thúc bằng .docx, .pdf hoặc .xlsx" }
  public func documentWritten(_ path: String) -> String { "Đã ghi \(path)" }
  public func configHasNoPlan(_ config: String) -> String { "\(config) chưa nêu kế hoạch nào" }
  public var namePlan: String { "hãy thêm “plan: plan-2022.yaml”" }
  public var severalPlans: String { "cấu hình có nhiều kế hoạch" }
  public func chooseOneWith(_ option: String, _ known: [String]) -> String {
    "hãy chọn bằng \(option): \(known.joined(separator: ", "))"
  }
  public func unreadablePeriod(_ text: String) -> String { "“\(text)” không phải là kỳ báo cáo" }
  public var writePeriod: String { "hãy ghi 2022-H1, 2022, 2022-Q2, 2022-03 hoặc 2022-01-05..2022-02-10" }
  public func fileIsUnreadable(_ path: String) -> String { "không đọc được tệp \(path)" }
  public var giveTheFile: String { "hãy kiểm tra đường dẫn và quyền đọc" }
  public func overdueReport(_ requirement: String, _ who: String, _ period: String, _ why: String) -> String {
    "\(requirement): \(who), báo cáo \(period): \(why)"
  }
  public func overdueAiring(_ airing: String, _ day: String, _ time: String) -> String {
    "Chưa phát và chưa phát bù: \(day), \(time); phát bù bằng loa make-up \(airing)"
  }
  public var nothingIsOverdue: String { "Hôm nay không có việc quá hạn." }
  public var explanationProof: String { "Chứng minh" }
  public var explanationLacking: String { "Chưa đạt" }
  public var explanationDeclared: String { "Chỉ có khai báo" }

  public func unit(_ code: String) -> String {
    switch code {
    case "weeks": "tuần"
    case "months": "tháng"
    case "airings": "lần phát"
    case "editions": "kỳ"
    case "items": "mục"
    case "stations": "đài"
    case "reports": "báo cáo"
    case "days": "ngày"
    case "seconds": "giây"
    case "minutes": "phút"
    default: ""
    }
  }
  public func threshold(_ amount: String, isMost: Bool, basis: String) -> String {
    "\(isMost ? "nhiều nhất" : "ít nhất") \(amount) (\(basis))"
  }
  public func verdict(_ code: String) -> String {
    switch code {
    case "met": "đạt"
    case "not-met": "chưa đạt"
    case "not-yet-due": "chưa đến hạn"
    default: "chưa có số liệu"
    }
  }
  public func verdictPart(_ code: String) -> String {
    switch code {
    case "floor": "mức của kế hoạch"
    case "target": "chỉ tiêu của đơn vị"
    case "length": "thời lượng"
    case "completeness": "phát trọn vẹn"
    case "gap": "khoảng cách giữa hai kỳ"
    case "margin": "nhận tệp trước giờ phát"
    default: code
    }
  }
  public func quoted(_ words: String) -> String { "“\(words)”" }
  public func wholeYear(_ year: String) -> String { "năm \(year)" }
  public func halfYear(_ half: Int, year: String) -> String {
    "6 tháng \(half == 1 ? "đầu" : "cuối") năm \(year)"
  }
  public func quarter(_ quarter: Int, year: String) -> String {
    let numeral = [1: "I", 2: "II", 3: "III", 4: "IV"][quarter] ?? "\(quarter)"
    return "quý \(numeral) năm \(year)"
  }
  public func days(from: String, through: String) -> String {
    from == through ? "ngày \(from)" : "từ ngày \(from) đến ngày \(through)"
  }

  public func reportTitle(_ period: String) -> String {
    "Kết quả tuyên truyền cải cách hành chính trên đài truyền thanh \(period)"
  }
  public func synthesisTitle(_ period: String) -> String {
    "Tổng hợp kết quả tuyên truyền cải cách hành chính trên hệ thống truyền thanh \(period)"
  }
  public func reportOpening(_ plan: String, _ subject: String) -> String {
    "Thực hiện \(plan), \(subject) báo cáo kết quả như sau:"
  }
  public func reportEnd(_ subject: String) -> String { "Trên đây là báo cáo của \(subject)./." }
  public func notMet(_ requirement: String, _ why: String) -> String { "Chưa đạt \(requirement): \(why)." }
  public var everythingMet: String { "Không có yêu cầu nào chưa đạt." }
  public var toBeWrittenByHand: String { String(repeating: "…", count: 40) }
  public var headOfOffice: String { "Thủ trưởng đơn vị" }
  public func figuresTaken(at time: String, on day: String) -> String {
    "Số liệu lấy từ nhật ký phát sóng của Loa lúc \(time), ngày \(day)."
  }
  public func logBookTitle(_ period: String) -> String { "Sổ nhật ký phát sóng \(period)" }
  public func logBookTotals(_ count: Int, aired: Int, missed: Int, declared: Int) -> String {
    let counted =
      "Tổng cộng \(count) lần phát: \(aired) đã phát đủ và đúng giờ, \(missed) không phát được, \(count - aired - missed) phát thiếu hoặc trễ"
    return declared > 0 ? "\(counted); \(declared) lần do cán bộ khai báo, tính riêng." : "\(counted)."
  }
  public func weekSheetTitle(_ week: String) -> String { "Lịch phát thanh \(week)" }

  public var tableOfRequirements: String { "Yêu cầu của kế hoạch" }
  public var tableOfMonths: String { "Theo tháng" }
  public var tableOfTopics: String { "Theo nội dung" }
  public var tableOfAudiences: String { "Theo đối tượng" }
  public var tableOfKinds: String { "Theo thể loại" }
  public var tableOfEvidence: String { "Theo bằng chứng" }
  public var tableOfShortfalls: String { "Các lần phát chưa đúng kế hoạch" }
  public var tableOfStations: String { "Theo đài" }
  public var tableOfLackingReports: String { "Đơn vị chưa báo cáo" }
  public var tableOfLogBook: String { "Nhật ký phát sóng" }
  public var chartOfWeeks: String { "Số lần phát theo tuần" }
  public var mapOfStations: String { "Số lần phát của từng đài theo tuần" }
  public var targetOfChart: String { "Chỉ tiêu" }
  public var weekLetter: String { "T" }

  public var columnRequirementCode: String { "Mã" }
  public var columnSection: String { "Mục" }
  public var columnRequirement: String { "Yêu cầu" }
  public var columnThreshold: String { "Mức phải đạt" }
  public var columnFigure: String { "Thực hiện" }
  public var columnVerdict: String { "Kết quả" }
  public var columnWhy: String { "Lý do" }
  public var columnMonth: String { "Tháng" }
  public var columnPlannedAirings: String { "Kế hoạch" }
  public var columnAired: String { "Đã phát" }
  public var columnOnTime: String { "Đúng giờ" }
  public var columnMinutes: String { "Phút" }
  public var columnPercent: String { "Tỷ lệ (%)" }
  public var columnEditions: String { "Số kỳ" }
  public var columnAirings: String { "Số lần phát" }
  public var columnName: String { "Tên" }
  public var columnEvidenceGrade: String { "Mức bằng chứng" }
  public var columnDay: String { "Ngày" }
  public var columnTime: String { "Giờ" }
  public var columnRepair: String { "Khắc phục" }
  public var columnCounted: String { "Máy ghi nhận" }
  public var columnDeclaredAirings: String { "Khai báo" }
  public var columnOrganisation: String { "Đơn vị" }
  public var columnPeriod: String { "Kỳ báo cáo" }
  public var columnDueDay: String { "Hạn nộp" }
  public var columnDaysOverdue: String { "Quá hạn (ngày)" }
  public var columnEndedAt: String { "Kết thúc" }
  public var columnSource: String { "Nguồn" }
  public var columnTrouble: String { "Sự cố" }
  public var columnOnDuty: String { "Người trực" }
  public var columnWeekday: String { "Thứ" }
  public var columnEditionName: String { "Số" }
  public var columnRemark: String { "Ghi chú" }

  public func kindOfEdition(_ code: String) -> String {
    switch code {
    case "tin": "Tin"
    case "bai": "Bài"
    default: "Chuyên mục"
    }
  }
  public var nothingKnown: String { "chưa có thông tin" }
  public func repaired(on day: String) -> String { "phát bù ngày \(day)" }
  public var wasCorrected: String { "đã đính chính" }
  public var sourceOwn: String { "tự sản xuất" }
  public var sourceRelayed: String { "tiếp âm" }
  public var sourceRerun: String { "phát lại" }
  public func movedBecauseOfHoliday(to day: String) -> String { "nghỉ lễ, dời sang ngày \(day)" }
  public func cancelled(_ reason: String) -> String {
    switch reason {
    case "holiday": "nghỉ lễ, không phát"
    case "quiet-hours": "giờ yên tĩnh, không phát"
    case "no-edition": "chưa có kỳ được duyệt"
    case "clash": "nhường giờ cho chương trình khác"
    default: "đã dừng"
    }
  }
}
