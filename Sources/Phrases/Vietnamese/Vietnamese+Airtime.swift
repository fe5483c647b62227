extension Vietnamese {
  public var outcomeAired: String { "đã phát đủ" }
  public var outcomePartial: String { "phát thiếu" }
  public var outcomeLate: String { "phát trễ" }
  public var outcomeMissed: String { "không phát được" }
  public var outcomeInterrupted: String { "bị ngắt" }
  public var outcomeMoved: String { "đã dời" }
  public var outcomeCancelled: String { "đã hủy" }
  public var outcomeOpen: String { "chưa kết thúc" }

  public var causePower: String { "mất điện" }
  public var causeNetwork: String { "mất kết nối mạng" }
  public var causeDevice: String { "thiết bị âm thanh" }
  public var causeMedia: String { "tệp âm thanh" }
  public var causeClock: String { "đồng hồ hệ thống" }
  public var causeOperator: String { "theo lệnh" }
  public var causePreempted: String { "nhường chương trình ưu tiên hơn" }
  public var causeHoliday: String { "ngày nghỉ lễ" }
  public var causeQuietHours: String { "giờ yên tĩnh" }
  public var causeClash: String { "trùng giờ" }
  public var causeSystem: String { "máy không xử lý kịp" }

  public func dayOfTheLog(weekday: Int, date: String) -> String {
    let names = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
    return names.indices.contains(weekday - 1) ? "\(names[weekday - 1]), \(date)" : date
  }
  public func logOfDay(_ day: String) -> String { "Nhật ký phát sóng – \(day)" }
  public func logOfPeriod(from: String, through: String) -> String {
    "Nhật ký phát sóng – từ ngày \(from) đến ngày \(through)"
  }
  public var nothingInTheLog: String { "Không có lần phát nào." }
  public func logSummary(airings: Int, outcomes: String, played: String, due: String) -> String {
    "Tổng cộng \(airings) lần phát: \(outcomes). Đã phát \(played) trên \(due) phải phát."
  }
  public func length(_ seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    let parts = [(hours, "giờ"), (minutes, "phút"), (rest, "giây")].filter { $0.0 > 0 }
    return parts.isEmpty ? "0 giây" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
  public func rerun(of programme: String) -> String { "\(programme) (phát lại)" }
  public func commanded(by who: String) -> String { "theo lệnh của \(who)" }
  public func gaps(_ count: Int, seconds: Double) -> String {
    "thiếu \(count) đoạn, tổng cộng \(decimalComma(seconds)) giây"
  }
  public func corrected(by author: String, on date: String, reason: String, was outcome: String) -> String {
    "\(author) đính chính ngày \(date): \(reason) (bản gốc: \(outcome))"
  }
  public var evidenceDelivered: String { "đã nhận đủ tệp" }
  public var evidenceHeard: String { "nghe được qua micrô" }
  public var evidencePlayed: String { "đếm tại thiết bị âm thanh" }
  public var evidenceScheduled: String { "chỉ theo lịch" }
  public var evidenceDeclared: String { "theo khai báo" }
  public var yes: String { "có" }
  public var no: String { "không" }

  public var columnDate: String { "Ngày" }
  public var columnPlanned: String { "Giờ theo lịch" }
  public var columnStarted: String { "Giờ phát" }
  public var columnEnded: String { "Giờ kết thúc" }
  public var columnPlayed: String { "Đã phát" }
  public var columnDue: String { "Phải phát" }
  public var columnSecondsPlayed: String { "Số giây đã phát" }
  public var columnSecondsDue: String { "Số giây phải phát" }
  public var columnStation: String { "Đài" }
  public var columnProgramme: String { "Chuyên mục" }
  public var columnEdition: String { "Mã kỳ" }
  public var columnEditionTitle: String { "Tên kỳ" }
  public var columnRerun: String { "Phát lại" }
  public var columnOutcome: String { "Kết quả" }
  public var columnCause: String { "Nguyên nhân" }
  public var columnEvidence: String { "Căn cứ" }
  public var columnGaps: String { "Số đoạn thiếu" }
  public var columnCommandedBy: String { "Người ra lệnh" }
  public var columnNote: String { "Ghi chú" }
  public var columnCorrections: String { "Đính chính" }
  public var columnAiring: String { "Mã lần phát" }

  public var airingOption: String {
    "Một lần phát tại mọi đài, ví dụ cchc-thu-tu@2022-03-16T17:00."
  }
  public func picture(of airing: String, day: String, time: String) -> String {
    "Lần phát \(airing) – \(day), \(time)"
  }
  public var noStationsForTheAiring: String { "Không biết đài nào phát lần này." }
  public var noReportYet: String { "chưa báo về" }
  public func offset(nanoseconds: Int64) -> String {
    let (number, unit) = Decimals.offset(nanoseconds, separator: ",")
    return "\(number) \(unit == .milliseconds ? "ms" : "giây")"
  }
  public func share(thousandths: Int) -> String {
    thousandths == 1000 ? "100%" : "\(thousandths / 10),\(thousandths % 10)%"
  }
  public func filesHeld(_ held: Int, of all: Int) -> String { "đã nhận \(held) trên \(all) tệp" }
  public func declared(by officer: String, on date: String, outcome: String, note: String) -> String {
    "\(officer) khai báo ngày \(date): \(outcome) (\(note))"
  }
  public func pictureSummary(stations: Int, outcomes: String) -> String {
    "Tổng cộng \(stations) đài: \(outcomes)."
  }
  public func declaredSummary(stations: Int) -> String {
    "Có khai báo của cán bộ tại \(stations) đài, không tính là đã phát."
  }
  public var columnOffset: String { "Lệch giờ" }
  public var columnMillisecondsLate: String { "Trễ (mili giây)" }
  public var columnShare: String { "Tỷ lệ" }
  public var columnDeclared: String { "Khai báo" }
  public var columnDeclaredBy: String { "Người khai báo" }
  public var columnDeclaredOn: String { "Ngày khai báo" }
  public var columnDeclarationNote: String { "Nội dung khai báo" }
  public var columnStationCode: String { "Mã đài" }
  public var columnFilesHeld: String { "Số tệp đã nhận" }
  public var columnFiles: String { "Số tệp" }
  public var columnFramesPlayed: String { "Số khung đã phát" }
  public var columnFramesDue: String { "Số khung phải phát" }

  public func logIsWhole(records: Int) -> String {
    "Nhật ký phát sóng nguyên vẹn: đã kiểm tra \(records) bản ghi."
  }
  public func recordIsAltered(_ number: Int) -> String { "bản ghi số \(number) đã bị sửa" }
  public func recordIsMissing(_ number: Int) -> String { "bản ghi số \(number) bị mất" }
  public func recordIsReordered(_ number: Int, belongsAt place: Int) -> String {
    "bản ghi số \(number) nằm sai chỗ: vốn là bản ghi số \(place)"
  }
  public func recordIsUnlinked(_ number: Int) -> String {
    "bản ghi số \(number) không nối tiếp bản ghi số \(number - 1): bản ghi số \(number - 1) đã bị thay thế"
  }
  public func logIsTruncated(lastKnown: Int, found: Int) -> String {
    "nhật ký phát sóng bị cắt mất phần cuối: đã từng có \(lastKnown) bản ghi, nay chỉ còn \(found)"
  }
  public func logHeadDiffers(_ number: Int) -> String {
    "bản ghi số \(number) không khớp với mã kiểm tra đã lưu riêng: nhật ký đã bị viết lại"
  }
  public func logHeadIsMissing(_ path: String) -> String {
    "không đọc được tệp \(path), nơi lưu riêng mã kiểm tra của bản ghi cuối"
  }
  public var openAiringsAreLost: String { "có lần phát đã mở mà không rõ kết thúc ra sao" }

  private func chainName(_ station: String, _ chain: Int) -> String {
    chain == 1 ? "đài \(station)" : "đài \(station), chuỗi \(chain)"
  }
  public func stationChainHolds(_ station: String, chain: Int, records: Int) -> String {
    "\(chainName(station, chain)): nguyên vẹn, \(records) bản ghi, chữ ký đúng"
  }
  public func stationChainHoldsUnsigned(_ station: String, chain: Int, records: Int) -> String {
    "\(chainName(station, chain)): nguyên vẹn, \(records) bản ghi; chưa kiểm tra chữ ký vì không có khóa của đài"
  }
  public func stationChainIsBroken(_ station: String, chain: Int, record: Int, finding: String) -> String {
    "\(chainName(station, chain)): bị hỏng tại bản ghi \(record): \(finding)"
  }
  public func stationChainIsTruncated(from number: Int) -> String {
    "đài đã ký các bản ghi sau đó, nhưng nhật ký mất từ bản ghi số \(number)"
  }
  public func recordIsNotTheOneSigned(_ number: Int) -> String {
    "bản ghi số \(number) không thuộc phần mà đài đã ký"
  }
  public var stationSignatureIsMissing: String { "mất chữ ký của đài" }
  public func stationSignatureIsWrong(_ number: Int) -> String {
    "chữ ký trên bản ghi số \(number) không phải bằng khóa của đài"
  }

  public func batchIsMalformed(_ why: String) -> String { "đây không phải là bản ghi của nhật ký: \(why)" }
  public func stationSpeaksForAnother(_ station: String, as claimed: String) -> String {
    "đài \(station) gửi bản ghi nhân danh đài \(claimed); không nhận gì cả"
  }
  public func batchSignatureIsWrong(_ station: String) -> String {
    "bản ghi của đài \(station) có chữ ký sai; không nhận gì cả"
  }
  public func stationLogBeganAnew(_ station: String, lastKnown: Int) -> String {
    "nhật ký của đài \(station) đã bắt đầu lại từ đầu; \(lastKnown) bản ghi cũ vẫn được giữ"
  }
  public func stationLogBranched(_ station: String, after number: Int) -> String {
    "nhật ký của đài \(station) từ sau bản ghi số \(number) khác với trước đây; cả hai đều được giữ"
  }
  public func stationLogDoesNotFollow(_ station: String, number: Int) -> String {
    "bản ghi số \(number) của đài \(station) không nối tiếp bản ghi nào đã có; yêu cầu đài gửi lại từ đầu"
  }
  public func stationRecordIsUnreadable(_ station: String, number: Int, why: String) -> String {
    "bản ghi số \(number) của đài \(station) được giữ nhưng không đọc được: \(why)"
  }
  public func stationLogBeganAnewTooOften(_ station: String) -> String {
    "nhật ký của đài \(station) bắt đầu lại quá nhiều lần; không nhận thêm"
  }
  public var declarationIsIncomplete: String { "khai báo thiếu đài, người khai báo hoặc nội dung" }
  public func airingIsUnknown(_ airing: String) -> String { "không biết lần phát nào là \(airing)" }
  public var updateTheStation: String { "cài cùng một phiên bản Loa tại đài" }
  public var updateThisNode: String {
    "cài phiên bản Loa của đài tại đây; khi đó sẽ đọc được những gì đài đã báo"
  }
  public var findOutWhoSpeaksForTheStation: String {
    "tìm xem máy nào đang dùng khóa của đài đó; nếu nghi ngờ: loa station revoke rồi cho đài tham gia lại"
  }
  public var askTheStationAboutItsLog: String {
    "hỏi đài xem đĩa hoặc thẻ nhớ có bị thay, khôi phục hay sao chép không; xem loa log verify"
  }
  public var giveNameAndNote: String { "ghi rõ đài nào, ai khai báo và vì sao biết" }

  public func noteOfFormerLog(_ name: String, records count: Int?) -> String {
    "nhật ký này bắt đầu lại: nhật ký trước bị hỏng, được cất dưới tên \(name)"
      + (count.map { ", có \($0) bản ghi" } ?? "")
  }
  public func noteOfMissingRecords(from first: Int, through last: Int) -> String {
    first == last
      ? "bản ghi số \(first) đã từng được ghi nhưng không còn khi mở nhật ký: phần cuối đã bị cắt mất"
      : "các bản ghi từ số \(first) đến số \(last) đã từng được ghi nhưng không còn khi mở nhật ký: phần cuối đã bị cắt mất"
  }
  public func noteOfDifferentHead(_ number: Int) -> String {
    "khi mở nhật ký, bản ghi số \(number) không khớp với mã kiểm tra đã lưu riêng: nhật ký đã bị viết lại"
  }
  public func noteOfMissingHead(_ number: Int) -> String {
    "khi mở nhật ký, không đọc được nơi lưu riêng mã kiểm tra của bản ghi cuối; bản ghi cuối lúc đó là số \(number)"
  }
  public func noteOfRefusedRecord(_ code: String) -> String {
    "một bản ghi phải chờ đĩa, đến khi ghi được thì mâu thuẫn với nhật ký nên được giữ lại thành ghi chú (\(code))"
  }
  public func noteOfConfirmedClock(by who: String, _ moment: String, seenBefore later: String?) -> String {
    "\(who) xác nhận đồng hồ đúng khi đồng hồ chỉ \(moment)"
      + (later.map { ", dù trước đó nhật ký đã thấy \($0)" } ?? "")
  }
  public func remarkInTheLog(_ what: String, by: String?) -> String {
    "ghi chú: \(what)" + (by.map { " (\($0))" } ?? "")
  }
  public func noteOfRestore(
    backupOf taken: String, through end: Int, formerEnd former: Int?, setAside folder: String?
  ) -> String {
    "khôi phục từ bản sao lưu lúc \(taken), hết ở bản ghi số \(end); những gì xảy ra từ lúc đó đến nay không có trong nhật ký này"
      + (folder.map { folder in
        "; nhật ký trước đó\(former.map { ", đến bản ghi số \($0)," } ?? "") được cất ở \(folder)"
      } ?? "")
  }
  public func noteInTheLog(_ number: Int, at moment: String, _ what: String) -> String {
    "bản ghi số \(number), \(moment): \(what)"
  }

  public func logIsUnwritable(_ path: String, why: String, kept: Int) -> String {
    "không ghi được nhật ký phát sóng \(path): \(why); \(kept) bản ghi đang chờ trong bộ nhớ"
  }
  public func logIsDamaged(_ path: String, kept: Int) -> String {
    "tệp nhật ký phát sóng \(path) bị hỏng; \(kept) bản ghi đang chờ trong bộ nhớ"
  }
  public func logWasSetAside(_ path: String, as name: String) -> String {
    "tệp nhật ký phát sóng \(path) bị hỏng, đã được cất dưới tên \(name); một nhật ký mới đã bắt đầu"
  }
  public func logIsNewer(_ path: String) -> String {
    "nhật ký phát sóng \(path) do một phiên bản Loa mới hơn ghi"
  }
  public func logIsForeign(_ path: String) -> String { "\(path) là cơ sở dữ liệu của chương trình khác" }
  public func logCannotBeOpened(_ path: String, why: String) -> String {
    "không mở được nhật ký phát sóng \(path): \(why)"
  }
  public func airingIsAlreadyLogged(_ airing: String, station: String) -> String {
    "lần phát \(airing) của đài \(station) đã có trong nhật ký"
  }
  public func airingIsAlreadyClosed(_ airing: String, station: String) -> String {
    "lần phát \(airing) của đài \(station) đã được kết thúc trong nhật ký"
  }
  public func airingIsNotOpen(_ airing: String, station: String) -> String {
    "lần phát \(airing) của đài \(station) chưa được mở trong nhật ký"
  }
  public func airingIsStillOpen(_ airing: String, station: String) -> String {
    "lần phát \(airing) của đài \(station) chưa kết thúc nên chưa thể đính chính"
  }
  public func airingIsNotLogged(_ airing: String, station: String) -> String {
    "nhật ký không có lần phát \(airing) của đài \(station)"
  }
  public func entryIsIncomplete(_ airing: String, station: String) -> String {
    "lần phát \(airing) của đài \(station) thiếu kết quả hoặc nguyên nhân"
  }
  public var correctionIsEmpty: String { "đính chính thiếu nội dung, người đính chính hoặc lý do" }
  public func recordIsUnreadable(_ number: Int, why: String) -> String {
    "không đọc được bản ghi số \(number): \(why)"
  }
  public func backupExists(_ path: String) -> String { "tệp \(path) đã có sẵn" }
  public func backupFailed(_ path: String, why: String) -> String {
    "không sao lưu được nhật ký phát sóng vào \(path): \(why)"
  }
  public func logFailed(_ detail: String) -> String { "lỗi bên trong nhật ký phát sóng: \(detail)" }

  public var diskIsFull: String { "đĩa đã đầy" }
  public var fileSystemIsReadOnly: String { "đĩa hoặc tệp chỉ cho đọc" }
  public var accessIsDenied: String { "không có quyền truy cập, hoặc thư mục không tồn tại" }
  public var anotherProgramHoldsIt: String { "một chương trình khác đang giữ tệp" }
  public var diskDoesNotAnswer: String { "lỗi đọc ghi đĩa" }

  public func freeDiskSpace(_ path: String) -> String {
    "giải phóng dung lượng của đĩa chứa \(path); Loa sẽ tự ghi tiếp"
  }
  public func makeWritable(_ path: String) -> String {
    "giao tệp \(path) cho người dùng loa (chown loa:loa); nếu cả đĩa chỉ cho đọc thì đĩa có thể đang hỏng: xem dmesg"
  }
  public func giveAccess(_ path: String) -> String {
    "thêm sudo vào trước lệnh; nếu chính dịch vụ báo lỗi này: tạo thư mục chứa \(path) và giao cho người dùng loa (chown loa:loa)"
  }
  public func closeTheOtherProgram(_ path: String) -> String { "đóng chương trình đang mở \(path)" }
  public func checkTheDisk(_ path: String) -> String {
    "kiểm tra đĩa chứa \(path): dmesg, smartctl; chuẩn bị thay đĩa hoặc thẻ nhớ"
  }
  public var checkTheDiskAndKeepTheFile: String {
    "giữ lại tệp đã cất, kiểm tra đĩa hoặc thẻ nhớ, khôi phục từ bản sao lưu nếu có"
  }
  public var installTheNewerVersion: String {
    "cài lại phiên bản Loa mới hơn, hoặc dùng thư mục trạng thái khác"
  }
  public var moveTheForeignFile: String { "dời tệp đó đi nơi khác, hoặc đặt thư mục trạng thái khác" }
  public var findOutWhoChangedTheLog: String {
    "tìm hiểu ai đã sửa hoặc khôi phục tệp; đối chiếu với bản sao lưu; chạy loa log verify"
  }
  public var lookAtTheLog: String { "xem nhật ký: loa log" }
  public var reportTheBug: String { "đây là lỗi của Loa: gửi kèm journalctl -u loa -n 200 khi báo lỗi" }
  public var giveAuthorAndReason: String { "ghi rõ sửa gì, ai sửa và vì sao" }
  public var verifyTheLog: String { "chạy loa log verify" }
  public var nameAnotherBackup: String { "đặt tên khác cho bản sao lưu" }
  public var checkTheBackupPlace: String { "kiểm tra dung lượng và quyền ghi ở nơi sao lưu" }

  private func decimalComma(_ number: Double) -> String {
    let tenths = Int((min(max(number, 0), 1e12) * 10).rounded())
    return "\(tenths / 10),\(tenths % 10)"
  }
}
