extension Vietnamese {
  public func listedAsMakeUp(for moment: String) -> String { "phát bù cho \(moment)" }
  public func listedAsTakenBack(by person: String) -> String {
    person.isEmpty ? "đã hủy" : "đã hủy (\(person))"
  }
  public func named(airing: String) -> String { "tên: \(airing)" }
  public func makesUp(for airing: String) -> String { "phát bù cho \(airing)" }
  public func noteOfMakeUp(_ id: String, for airing: String, reason: String?) -> String {
    "xếp lịch phát bù \(id) cho \(airing)" + (reason.map { ": \($0)" } ?? "")
  }
  public func noteOfMakeUpCancelled(_ id: String, reason: String?) -> String {
    "hủy lần phát bù \(id)" + (reason.map { ": \($0)" } ?? "")
  }

  public func airingIsNotInLog(_ airing: String) -> String {
    "nhật ký của nút này không có lần phát \(airing)"
  }
  public var lookIntoTheLog: String {
    "ghi lần phát như loa log --json hoặc loa schedule --json nêu, ví dụ cchc-thu-tu@2022-03-16T17:00; lần phát chưa tới giờ thì chưa cần phát bù"
  }
  public func airingIsOnAir(_ airing: String) -> String { "lần phát \(airing) chưa kết thúc" }
  public var waitForItsEnd: String { "chờ lần phát kết thúc rồi xem loa log" }
  public func airingWasFull(_ airing: String) -> String { "lần phát \(airing) đã phát đủ" }
  public func airingIsNotOwed(_ airing: String, wasMoved: Bool, _ cause: String?) -> String {
    wasMoved
      ? "lần phát \(airing) đã được chuyển sang giờ khác"
      : "lần phát \(airing) đã được hủy" + (cause.map { ": \($0)" } ?? "")
  }
  public var nothingToMakeUp: String {
    "không có gì phải phát bù; muốn phát thêm thì dùng loa play"
  }
  public func airingIsUpstreams(_ airing: String) -> String {
    "lần phát \(airing) là của nút cấp trên, nút này chỉ tiếp âm"
  }
  public var askUpstreamToMakeUp: String {
    "đề nghị nút cấp trên phát bù (loa make-up tại đó); các đài sẽ tiếp âm lần phát bù"
  }
  public func noEditionToMakeUp(_ airing: String, _ edition: String?) -> String {
    edition.map { "kỳ \($0) của lần phát \(airing) không còn hoặc chưa được duyệt" }
      ?? "lần phát \(airing) chưa có kỳ nào được duyệt"
  }
  public var bringEditionToMakeUp: String {
    "đưa kỳ đó vào thư mục chuyên mục và trình duyệt (loa check), rồi xếp lại; tệp phát theo lệnh thì dùng loa play"
  }
  public func airingIsMadeUp(_ airing: String, by makeUp: String, at moment: String) -> String {
    "lần phát \(airing) đã có lần phát bù \(makeUp), \(moment)"
  }
  public func cancelMakeUpFirst(_ makeUp: String) -> String {
    "muốn đổi giờ: loa make-up cancel \(makeUp), rồi xếp lại"
  }
  public func makeUpIsTooFar(_ moment: String) -> String { "\(moment) còn quá xa" }
  public func nameATimeWithin(days: Int) -> String { "chọn giờ trong vòng \(days) ngày tới" }
  public func makeUpInQuietHours(_ moment: String) -> String {
    "nếu bắt đầu \(moment), lần phát bù rơi vào giờ yên tĩnh"
  }
  public func makeUpClashes(with airing: String, at moment: String) -> String {
    "giờ đó trùng với \(airing), \(moment)"
  }
  public func chooseAFreeTime(_ times: [String]) -> String {
    times.isEmpty
      ? "chọn giờ khác; bỏ --at để xem các giờ trống"
      : "chọn giờ trống gần đó: \(times.joined(separator: "; "))"
  }
  public func noSuchMakeUp(_ id: String) -> String { "không có lần phát bù \(id)" }
  public func makeUpIsNotAhead(_ id: String) -> String {
    "lần phát bù \(id) đã bắt đầu, đã qua hoặc đã hủy"
  }
  public var listMakeUps: String { "xem loa make-up list; nội dung đang phát thì dừng bằng loa stop" }

  public var makeUpAbstract: String { "Phát bù: nêu giờ trống và xếp lịch cho lần phát không đủ." }
  public var makeUpDiscussion: String {
    "Không ghi --at: nêu các giờ trống. Lần phát bù đi qua cùng một bộ máy với lịch phát, hiện trong loa schedule và được các đài tiếp âm."
  }
  public var makeUpOrderAbstract: String { "Nêu giờ trống, hoặc xếp lịch phát bù bằng --at." }
  public var makeUpListAbstract: String { "Các lần phát bù đã xếp." }
  public var makeUpCancelAbstract: String { "Hủy một lần phát bù chưa tới giờ; nhật ký ghi ai hủy." }
  public var missedAiringArgument: String {
    "Lần phát không đủ, như nhật ký nêu, ví dụ cchc-thu-tu@2022-03-16T17:00."
  }
  public var makeUpArgument: String {
    "Lần phát bù, như loa make-up list nêu, ví dụ phat-bu:cchc-thu-tu@2022-03-18T17:00."
  }
  public var makeUpAtOption: String {
    "Giờ phát bù: +2m, 17:00 hoặc 2022-03-18T17:00 (giờ địa phương). Không ghi: chỉ nêu các giờ trống."
  }
  public func airingToMakeUp(
    _ airing: String, _ title: String, at moment: String, outcome: String, cause: String?, stations: [String]
  ) -> String {
    let how = [outcome, cause].compactMap(\.self).joined(separator: ", ")
    let everywhere = stations.isEmpty ? how : "\(how); thiếu tại các đài \(stations.joined(separator: ", "))"
    return "\(title), \(moment) (\(airing)): \(everywhere)."
  }
  public func freeTimes(until lastDay: String?) -> String {
    lastDay.map { "Giờ trống để phát bù (kế hoạch tính đến hết ngày \($0)):" } ?? "Giờ trống để phát bù:"
  }
  public var noFreeTime: String { "Không còn giờ trống nào để phát bù." }
  public func windowIsOver(_ lastDay: String) -> String {
    "Đã quá hạn phát bù của kế hoạch (\(lastDay)): báo cáo sẽ không tính lần này là đã bù."
  }
  public func makeUpOrdered(_ id: String, for airing: String, at moment: String) -> String {
    "\(moment) phát bù cho \(airing): \(id)"
  }
  public func makeUpTakenBack(_ id: String) -> String { "đã hủy \(id)" }
  public var noMakeUps: String { "Không có lần phát bù nào." }
  public var makeUpAhead: String { "sắp phát" }
}
