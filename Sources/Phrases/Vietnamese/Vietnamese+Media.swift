extension Vietnamese {
  public func folderUnreadable(_ path: String, reason: String) -> String {
    "không đọc được thư mục \(path): \(said(reason))"
  }
  public var makeTheFolderReadable: String {
    "tạo thư mục và cho dịch vụ quyền đọc"
  }
  public func sidecarMissing(_ name: String) -> String {
    "\(name) không có tệp YAML đi kèm nên không được phát"
  }
  public func writeSidecar(_ name: String) -> String {
    "viết tệp \(name) đặt bên cạnh, gồm tiêu đề, tuần hoặc ngày phát và phần phê duyệt"
  }
  public func audioMissingForSidecar(_ name: String) -> String {
    "\(name) không có tệp âm thanh đi kèm"
  }
  public var putAudioBesideSidecar: String {
    "đặt tệp âm thanh cùng tên bên cạnh (WAV, FLAC, Ogg, Opus hoặc MP3)"
  }
  public func sidecarUnreadable(_ name: String, reason: String) -> String {
    "không đọc được \(name): \(said(reason))"
  }
  public func sidecarTooLarge(_ name: String, bytes: Int64) -> String {
    "\(name) dài \(bytes) byte; tệp mô tả chỉ cần vài trăm byte"
  }
  public func audioTooLarge(_ name: String, bytes: Int64) -> String {
    "\(name) dài \(bytes) byte; chỉ nhận tối đa 4 GB"
  }
  public var shortenTheFile: String {
    "chia nhỏ hoặc xuất lại ở dạng FLAC"
  }
  public func approverUnknown(_ name: String, by: String) -> String {
    "\(name) do \(by) duyệt, nhưng người này không có quyền duyệt chuyên mục"
  }
  public func nameAnApprover(_ names: String) -> String {
    "đề nghị một trong những người sau duyệt: \(names)"
  }
  public func hashDiffers(_ name: String, expected: String, found: String) -> String {
    "\(name) không phải tệp đã được duyệt: SHA-256 là \(found), bản được duyệt là \(expected)"
  }
  public var approveAgain: String {
    "nghe lại, duyệt lại và ghi sha256 mới, hoặc đặt lại đúng tệp đã duyệt"
  }
  public func leavesItsFolder(_ name: String) -> String {
    "\(name) là liên kết ra ngoài thư mục nên không được phát"
  }
  public var copyInsteadOfLinking: String {
    "chép tệp vào thư mục thay vì tạo liên kết"
  }
  public func severalAudioFiles(_ name: String) -> String {
    "\(name) có nhiều tệp âm thanh cùng tên; không tệp nào được phát"
  }
  public var keepOneAudioFile: String {
    "giữ lại một tệp và bỏ các tệp còn lại"
  }
  public func strangeFileName(_ name: String) -> String {
    "\(name) có ký tự điều khiển trong tên nên không được phát"
  }
  public var renameTheFile: String {
    "đổi tên chỉ gồm chữ, số, dấu - và _"
  }
  public func changedWhileRead(_ name: String) -> String {
    "\(name) bị thay đổi trong lúc đọc"
  }
  public var waitForTheCopy: String {
    "chờ chép xong; tệp sẽ tự được đọc lại"
  }
  public func longerThanAllotted(_ name: String, length: Double, slot: String, allotted: Double) -> String {
    "\(name) dài \(Self.number(length, digits: 1)) giây kể cả nhạc hiệu và nhạc kết; khung giờ \(slot) chỉ dành \(Self.number(allotted, digits: 1)) giây"
  }
  public var shortenOrAllotMore: String {
    "rút ngắn, hoặc tăng thời lượng của khung giờ"
  }
  public func farFromTarget(_ name: String, loudness: Double, gain: Double) -> String {
    "\(name) có độ to \(Self.number(loudness, digits: 1)) LUFS: phải chỉnh \(Self.number(gain, digits: 1)) dB"
  }
  public var levelTheRecording: String {
    "thu hoặc xuất lại ở mức âm lượng thông thường"
  }
  public func longSilence(_ name: String, length: Double, at: Double) -> String {
    "\(name) im lặng \(Self.number(length, digits: 1)) giây, bắt đầu từ giây \(Self.number(at, digits: 1))"
  }
  public func silenceAtTheEnd(_ name: String, length: Double) -> String {
    "\(name) kết thúc bằng \(Self.number(length, digits: 1)) giây im lặng"
  }
  public var cutTheSilence: String {
    "cắt bỏ khoảng lặng trong phần mềm dựng"
  }
  public func clipped(_ name: String, runs: Int, at: Double) -> String {
    "\(name) bị méo tiếng do quá mức ở \(runs) chỗ, chỗ đầu tiên ở giây \(Self.number(at, digits: 1))"
  }
  public var recordSofter: String {
    "thu hoặc xuất lại ở mức thấp hơn"
  }
  public var measuredFormat: String {
    "định dạng"
  }
  public var measuredLength: String {
    "thời lượng"
  }
  public var measuredLoudness: String {
    "độ to"
  }
  public var measuredTruePeak: String {
    "đỉnh thực"
  }
  public var measuredSilence: String {
    "khoảng lặng dài nhất"
  }
  public var measuredClipping: String {
    "quá mức"
  }
  public var measuredOffset: String {
    "lệch một chiều"
  }
  public var measuredHash: String {
    "SHA-256"
  }
  public var notMeasurable: String {
    "không đo được"
  }
  public var noneFound: String {
    "không có"
  }
  public func formatLine(_ container: String, bits: Int?, rate: Int, channels: Int) -> String {
    "\(container), " + (bits.map { "\($0) bit, " } ?? "") + "\(rate) Hz, "
      + (channels == 1 ? "mono" : channels == 2 ? "stereo" : "\(channels) kênh")
  }
  public func seconds(_ value: Double) -> String {
    "\(Self.number(value, digits: 1)) giây"
  }
  public func level(_ value: Double, unit: String) -> String {
    "\(Self.number(value, digits: 1)) \(unit)"
  }
  public func silenceLine(length: Double, at: Double, atEnd: Bool) -> String {
    "\(Self.number(length, digits: 1)) giây, "
      + (atEnd ? "ở cuối tệp" : "từ giây \(Self.number(at, digits: 1))")
  }
  public func clippingLine(runs: Int, at: Double) -> String {
    "\(runs) chỗ, chỗ đầu tiên ở giây \(Self.number(at, digits: 1))"
  }
  public func percent(_ value: Double) -> String {
    "\(Self.number(value, digits: 2)) %"
  }
}
