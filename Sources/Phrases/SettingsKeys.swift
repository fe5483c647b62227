/// What each key of the files means, in both languages, and an example where it must be given.
enum SettingsKeys {
  struct Words: Sendable {
    var vietnamese: String
    var english: String
    var example: String?
  }

  static let words: [String: [String: Words]] = [
    "config": [
      "node": .init(
        vietnamese: "Nút này là ai.",
        english: "Who this node is.", example: "{ code: …, name: …, time-zone: Asia/Ho_Chi_Minh }"),
      "audio": .init(vietnamese: "Thiết bị âm thanh.", english: "The sound device."),
      "clock": .init(vietnamese: "Khi nào tin đồng hồ.", english: "When the clock is trusted."),
      "alarms": .init(
        vietnamese: "Báo động cho ai, khi nào.",
        english: "Who is told of trouble, and when."),
      "silence-guard": .init(
        vietnamese: "Làm gì khi một lần phát không có tiếng.",
        english: "What is done when an airing turns out silent."),
      "power": .init(
        vietnamese: "Bật, tắt ampli hoặc máy phát quanh mỗi lần phát.",
        english: "Switches the amplifier or transmitter around each airing."),
      "state": .init(
        vietnamese: "Thư mục giữ nhật ký phát sóng và lịch; cần sao lưu.",
        english: "The folder of airtime log and rundown; back it up."),
      "socket": .init(
        vietnamese: "Tệp socket của lệnh điều khiển.",
        english: "The socket of the control API."),
      "start-tolerance": .init(
        vietnamese: "Bắt đầu trễ hơn mức này thì tính là phát muộn.",
        english: "A start later than this counts as late."),
      "loudness": .init(
        vietnamese: "Độ to đích của mọi nội dung, hoặc off.",
        english: "The loudness everything is brought to, or off."),
      "quiet-hours": .init(
        vietnamese: "Giờ yên tĩnh: chỉ tin khẩn cấp được phát; none: không có.",
        english: "Quiet hours: only an emergency sounds; none: there are none."),
      "holidays": .init(
        vietnamese: "Tệp ngày nghỉ, hoặc các ngày ghi tại chỗ.",
        english: "A file of holidays, or days written here."),
      "programmes": .init(
        vietnamese: "Các chuyên mục, theo mã.",
        english: "Programmes by their id.", example: "{ cchc: { name: …, folder: … } }"),
      "slots": .init(vietnamese: "Các khung giờ, theo mã.", english: "Slots by their id."),
      "fallback": .init(
        vietnamese: "Tệp phát thay khi khung giờ thiếu kỳ và không có `missing`; none: im lặng.",
        english: "What slots without `missing` air when an edition is missing; none: silence."),
      "relay": .init(
        vietnamese: "Cổng cho các đài cấp dưới kết nối vào.",
        english: "The door for stations below this node.", example: "{ address: loa.example.vn:8443 }"),
      "stations": .init(
        vietnamese: "Các đài cấp dưới, theo mã đơn vị hành chính.",
        english: "The stations below this node, by the official code of their unit."),
      "upstream": .init(
        vietnamese: "Cách tiếp âm nút cấp trên; cấp trên là ai do `loa station join` ghi lại.",
        english: "How the upstream node is relayed; `loa station join` records which it is."),
      "plan": .init(
        vietnamese: "Tệp kế hoạch làm căn cứ đánh giá, một hoặc nhiều tệp.",
        english: "The file of the plan that airtime is judged against, one or several."),
    ],
    "relay": [
      "listen": .init(
        vietnamese: "Địa chỉ và cổng mà nút này nghe.",
        english: "Address and port at which this node listens."),
      "address": .init(
        vietnamese: "Địa chỉ mà các đài dùng để gọi tới nút này; được ghi trong mã tham gia.",
        english: "How stations reach this node; goes into join codes.", example: "loa.example.vn:8443"),
    ],
    "station": [
      "name": .init(
        vietnamese: "Tên đài.", english: "Name of the station.", example: "Đài truyền thanh phường Cái Vồn"),
      "from": .init(
        vietnamese: "Ngày đầu tiên đài có mã này.", english: "First day on which it exists under this code."),
      "until": .init(
        vietnamese: "Ngày cuối cùng đài có mã này.", english: "Last day on which it exists under this code."),
      "contact": .init(vietnamese: "Người phụ trách, điện thoại.", english: "Who to call."),
    ],
    "upstream": [
      "mirrors": .init(
        vietnamese: "Máy chủ web có bản sao lịch và tệp âm thanh; không cần tin cậy.",
        english: "Web servers with copies of manifest and media; they need no trust."),
      "clash": .init(
        vietnamese: "Hai lần phát thường trùng giờ thì ai được phát: own (của đài), upstream (của cấp trên).",
        english: "Who has a time that two normal airings want: own or upstream."),
      "bandwidth": .init(
        vietnamese: "Tốc độ tải tối đa; none: không giới hạn.", english: "Fastest download; none: no limit."),
      "disk": .init(
        vietnamese: "Dung lượng đĩa cho tệp âm thanh nhận về.", english: "Disk space for media from upstream."
      ),
      "clock-limit": .init(
        vietnamese: "Đồng hồ lệch với cấp trên quá mức này thì báo động.",
        english: "A clock further than this from the upstream node's raises an alarm."),
    ],
    "node": [
      "code": .init(
        vietnamese: "Mã cố định của nút, không đổi.",
        english: "What the log and other nodes know it by; never changes.", example: "29815"),
      "name": .init(
        vietnamese: "Tên đơn vị.",
        english: "Name of the unit.", example: "Đài truyền thanh xã Mỹ Hòa"),
      "time-zone": .init(
        vietnamese: "Múi giờ của mọi giờ trong tệp này.",
        english: "The zone of every time in this file.", example: "Asia/Ho_Chi_Minh"),
      "roles": .init(
        vietnamese:
          "Vai trò: producer (sản xuất), station (đài truyền thanh), supervisor (giám sát), authority (cơ quan).",
        english: "What it does: producer, station, supervisor, authority."),
      "language": .init(
        vietnamese: "Ngôn ngữ của nhật ký hệ thống và báo động: vi, en.",
        english: "Language of journal and alarms: vi, en."),
    ],
    "audio": [
      "device": .init(vietnamese: "Tên PCM của ALSA.", english: "Any ALSA PCM name."),
      "rate": .init(vietnamese: "Số khung mẫu mỗi giây.", english: "Frames a second."),
      "channels": .init(vietnamese: "Số kênh, 1 hoặc 2.", english: "Channels, 1 or 2."),
      "buffer": .init(
        vietnamese: "Lượng âm thanh thiết bị giữ trước.",
        english: "How much sound the device holds ahead."),
      "gain": .init(vietnamese: "Khuếch đại chung, dB.", english: "Gain over everything, dB."),
      "trim": .init(
        vietnamese: "Đưa âm ra sớm hơn để bù độ trễ phía sau thiết bị.",
        english: "Sound leaves earlier by this, against a delay behind the device."),
    ],
    "loudness": [
      "target": .init(vietnamese: "Độ to tích hợp, LUFS.", english: "Integrated loudness, LUFS."),
      "peak": .init(vietnamese: "Đỉnh thực tối đa, dBTP.", english: "Highest true peak, dBTP."),
    ],
    "clock": [
      "require-synchronised": .init(
        vietnamese: "Chờ đồng hồ được đồng bộ rồi mới phát tự động.",
        english: "Wait for a synchronised clock before playing by schedule."),
      "holdover": .init(
        vietnamese: "Mất dịch vụ đồng bộ giờ thì còn tin đồng hồ bao lâu nữa.",
        english: "How long the clock is still trusted after its time service is gone."),
      "step-tolerance": .init(
        vietnamese: "Đồng hồ nhảy quá mức này là bước nhảy.",
        english: "A jump beyond this is a step of the clock."),
    ],
    "alarms": [
      "command": .init(
        vietnamese: "Chương trình nhận báo động (JSON ở đầu vào chuẩn) và các tham số.",
        english: "Program and arguments that get the alarm as JSON on standard input."),
      "webhook": .init(
        vietnamese: "Địa chỉ web nhận báo động (POST, JSON).",
        english: "A web address that gets the alarm (POST, JSON)."),
      "e-mail": .init(vietnamese: "Ai nhận thư báo động.", english: "Who gets letters about alarms."),
      "edition-missing": .init(
        vietnamese: "Báo thiếu kỳ trước giờ phát bao lâu.",
        english: "How long before air a missing edition raises an alarm."),
      "disk-low": .init(
        vietnamese: "Báo khi ổ đĩa còn ít hơn mức này.",
        english: "Alarm below this much free space."),
    ],
    "webhook": [
      "url": .init(
        vietnamese: "Địa chỉ web.", english: "The web address.", example: "https://bao-tin.example/loa"),
      "token-file": .init(
        vietnamese: "Tệp chứa mã truy cập, gửi kèm dạng Bearer.",
        english: "A file that holds a token, sent as Bearer."),
    ],
    "e-mail": [
      "server": .init(
        vietnamese: "Máy chủ thư: smtps://… hoặc smtp://… (STARTTLS).",
        english: "Mail server: smtps://… or smtp://… (STARTTLS).", example: "smtps://mail.example:465"),
      "user": .init(vietnamese: "Tên đăng nhập.", english: "Name to log in with."),
      "password-file": .init(
        vietnamese: "Tệp chứa mật khẩu.", english: "A file that holds the password."),
      "from": .init(
        vietnamese: "Địa chỉ người gửi.", english: "The sender's address.", example: "loa@binhminh.example"),
      "to": .init(
        vietnamese: "Địa chỉ người nhận, một hoặc nhiều.", english: "Who gets the letters, one or several.",
        example: "[truc@binhminh.example]"),
    ],
    "silence-guard": [
      "below": .init(
        vietnamese: "Dưới mức này coi là im lặng.",
        english: "What stays below this level counts as silence."),
      "for": .init(
        vietnamese: "Im lặng lâu chừng này thì báo động.",
        english: "An alarm after so long a silence."),
      "then": .init(
        vietnamese: "alarm: chỉ báo động; fallback: báo động và phát tệp `fallback` cho hết giờ.",
        english:
          "alarm: only an alarm; fallback: an alarm, and the file of `fallback` for the rest of the time."),
    ],
    "power": [
      "on": .init(
        vietnamese: "Chương trình bật nguồn và các tham số; mã thoát khác 0 là hỏng.",
        english: "Program and arguments that switch power on; an exit status other than 0 is a failure."),
      "off": .init(
        vietnamese: "Chương trình tắt nguồn và các tham số.",
        english: "Program and arguments that switch it off."),
      "gpio": .init(
        vietnamese: "Thay cho lệnh: một chân GPIO điều khiển rơ-le.",
        english: "Instead of commands: a GPIO line that drives a relay."),
      "before": .init(
        vietnamese: "Bật trước giờ phát bao lâu.",
        english: "How long before an airing it is switched on."),
      "after": .init(
        vietnamese: "Tắt sau khi phát xong bao lâu.",
        english: "How long behind an airing it is switched off."),
    ],
    "gpio": [
      "chip": .init(
        vietnamese: "Thiết bị GPIO.", english: "The GPIO device.", example: "/dev/gpiochip0"),
      "line": .init(
        vietnamese: "Số của chân, từ 0 (xem `gpioinfo`).",
        english: "Number of the line, from 0 (see `gpioinfo`).", example: "17"),
      "active-low": .init(
        vietnamese: "yes: mức điện áp thấp là bật.", english: "yes: the low voltage is on."),
    ],
    "programme": [
      "name": .init(
        vietnamese: "Tên chuyên mục.",
        english: "Name of the programme.", example: "Chuyên mục cải cách hành chính"),
      "folder": .init(
        vietnamese: "Thư mục các kỳ: tệp âm thanh và tệp YAML cùng tên.",
        english: "The folder of its editions: audio files, each with a YAML file of its name.",
        example: "../Audio/cchc"),
      "signature": .init(vietnamese: "Nhạc hiệu phát trước.", english: "Signature tune, played before."),
      "closing": .init(vietnamese: "Nhạc kết phát sau.", english: "Played after."),
      "approvers": .init(
        vietnamese: "Những người được duyệt; trống: bất kỳ ai.",
        english: "Who may approve; empty: anyone."),
    ],
    "slot": [
      "programme": .init(vietnamese: "Mã chuyên mục.", english: "Id of the programme.", example: "cchc"),
      "rerun-of": .init(
        vietnamese: "Phát lại kỳ mà khung giờ này đã phát.",
        english: "Airs again what this slot aired."),
      "first": .init(
        vietnamese: "Lần phát đầu, giờ địa phương.",
        english: "First airing, local time.", example: "2022-01-05 17:00"),
      "at": .init(
        vietnamese: "Giờ phát, nếu `first` chỉ ghi ngày.",
        english: "Time of day, where `first` is a day only."),
      "every": .init(
        vietnamese: "Thứ trong tuần, day (hằng ngày), working-day (ngày làm việc).",
        english: "Weekdays, day, working-day, weekend."),
      "monthly": .init(
        vietnamese: "Ngày trong tháng: last friday, thứ sáu cuối, 15, last day.",
        english: "Day of the month: last friday, 15, last day."),
      "rrule": .init(vietnamese: "Quy tắc lặp RFC 5545.", english: "Recurrence rule of RFC 5545."),
      "exdate": .init(vietnamese: "Những ngày không phát.", english: "Days taken out."),
      "rdate": .init(vietnamese: "Những lần phát thêm.", english: "Airings added."),
      "allotted": .init(vietnamese: "Thời lượng khung.", english: "Allotted length.", example: "15 min"),
      "valid": .init(
        vietnamese: "Hiệu lực từ ngày, đến hết ngày.",
        english: "First and last day on which it airs."),
      "priority": .init(
        vietnamese: "normal (thông thường), priority (ưu tiên), emergency (khẩn cấp).",
        english: "normal, priority, emergency."),
      "late": .init(
        vietnamese: "Khi muộn: join (phát tiếp đúng chỗ), skip (bỏ), restart within 10 min (phát từ đầu).",
        english: "When late: join where it would be, skip, restart within 10 min."),
      "holiday": .init(
        vietnamese: "Trúng ngày nghỉ: keep (giữ), skip (bỏ), day-before, day-after, next-week (dời).",
        english: "On a holiday: keep, skip, day-before, day-after, next-week."),
      "missing": .init(
        vietnamese: "Khi thiếu kỳ: repeat-last (phát lại kỳ gần nhất), skip (bỏ), filler (tệp thay).",
        english: "When the edition is missing: repeat-last, skip, filler."),
      "end": .init(
        vietnamese: "Hết khung: cut (tắt dần), overrun 60 s (cho quá giờ).",
        english: "At the end of the allotted length: cut, overrun 60 s."),
    ],
    "valid": [
      "from": .init(vietnamese: "Ngày đầu có hiệu lực.", english: "First day."),
      "until": .init(vietnamese: "Ngày cuối có hiệu lực.", english: "Last day."),
    ],
    "missing": [
      "filler": .init(
        vietnamese: "Tệp phát thay.",
        english: "The file aired instead.", example: "../Audio/nhac-hieu.flac")
    ],
    "end": [
      "cut": .init(vietnamese: "Tắt dần khi hết khung.", english: "Fade out at the end."),
      "overrun": .init(
        vietnamese: "Cho quá giờ tối đa bấy nhiêu.",
        english: "Go on for at most this long."),
    ],
    "cut": [
      "fade": .init(vietnamese: "Tắt dần trong bao lâu.", english: "Length of the fade.")
    ],
    "holiday list": [
      "holidays": .init(
        vietnamese: "Các ngày nghỉ.",
        english: "The holidays.", example: "[{ date: 2022-01-01, name: Tết Dương lịch }]")
    ],
    "holiday": [
      "date": .init(vietnamese: "Ngày nghỉ.", english: "The day."),
      "from": .init(vietnamese: "Ngày đầu.", english: "First day."),
      "until": .init(vietnamese: "Ngày cuối.", english: "Last day."),
      "name": .init(vietnamese: "Tên ngày nghỉ.", english: "Its name.", example: "Tết Dương lịch"),
    ],
    "sidecar": [
      "title": .init(vietnamese: "Tên kỳ.", english: "Title of the edition.", example: "Một cửa điện tử"),
      "number": .init(vietnamese: "Số của kỳ.", english: "Number of the edition."),
      "week": .init(vietnamese: "Tuần của kỳ (ISO).", english: "The ISO week it is for."),
      "date": .init(vietnamese: "Ngày của kỳ.", english: "The day it is for."),
      "topics": .init(
        vietnamese: "Nhóm nội dung theo kế hoạch: a, b1, g…",
        english: "Topics of the plan: a, b1, g…"),
      "audiences": .init(vietnamese: "Nhóm đối tượng.", english: "Audiences."),
      "tags": .init(vietnamese: "Nhãn: y-kien, cntt…", english: "Tags: y-kien, cntt…"),
      "source-unit": .init(
        vietnamese: "Đơn vị cung cấp nội dung.",
        english: "The unit that gave the content."),
      "partner": .init(vietnamese: "Đơn vị phối hợp.", english: "Partner organisation."),
      "url": .init(vietnamese: "Bài trên cổng thông tin.", english: "The article on the portal."),
      "plan": .init(vietnamese: "Mã kế hoạch.", english: "Id of the plan."),
      "approved": .init(
        vietnamese: "Ai duyệt, khi nào. Chưa duyệt thì không phát.",
        english: "Who approved it and when. Unapproved editions never air."),
      "sha256": .init(
        vietnamese: "Mã băm SHA-256 của tệp âm thanh.",
        english: "SHA-256 of the audio file."),
    ],
    "approved": [
      "by": .init(vietnamese: "Người duyệt.", english: "Who.", example: "Nguyễn Văn A"),
      "at": .init(
        vietnamese: "Thời điểm duyệt, giờ địa phương.",
        english: "When, local time.", example: "2022-03-14 09:30"),
    ],
  ]
}

/// The kinds of trouble that a YAML parser has, told from its own English words.
enum YAMLTrouble {
  case tab, colonInText, missingColon, indentation, quote, bracket, character, escape, depth, other

  init(_ problem: String) {
    func says(_ words: String) -> Bool { problem.contains(words) }
    if says("nesting") {
      self = .depth
    } else if says("tab") {
      self = .tab
    } else if says("mapping values are not allowed") {
      self = .colonInText
    } else if says("could not find expected ':'") {
      self = .missingColon
    } else if says("unexpected end of stream") || says("unexpected document indicator") {
      self = .quote
    } else if says("',' or") {
      self = .bracket
    } else if says("escape") || says("hexdecimal") || says("Unicode character") {
      self = .escape
    } else if says("cannot start any token") {
      self = .character
    } else if says("did not find expected") || says("not allowed in this context") || says("indentation") {
      self = .indentation
    } else {
      self = .other
    }
  }
}
