/// What each key of a plan's file means.
enum PlanKeys {
  private typealias Words = SettingsKeys.Words

  static let words: [String: [String: SettingsKeys.Words]] = [
    "plan": [
      "id": Words(
        vietnamese: "Mã kế hoạch, không bao giờ đổi; các kỳ ghi mã này.",
        english: "Id of the plan, which never changes; editions name it.", example: "kh-cchc-2022"),
      "title": Words(
        vietnamese: "Tên kế hoạch.", english: "Title of the plan.",
        example: "Tuyên truyền cải cách hành chính năm 2022"),
      "number": Words(vietnamese: "Số, ký hiệu.", english: "Its number."),
      "issued": Words(vietnamese: "Ngày ban hành.", english: "The day it was issued."),
      "place": Words(
        vietnamese: "Địa danh ghi trước ngày trên văn bản.",
        english: "The place before the date of documents.",
        example: "Bình Minh"),
      "basis": Words(vietnamese: "Căn cứ pháp lý.", english: "What it is based on."),
      "from": Words(
        vietnamese: "Ngày đầu có hiệu lực.", english: "First day it asks anything for.", example: "2022-01-01"
      ),
      "until": Words(
        vietnamese: "Ngày cuối có hiệu lực.", english: "Last day it asks anything for.", example: "2022-12-31"
      ),
      "programmes": Words(
        vietnamese: "Các chuyên mục thực hiện kế hoạch.", english: "The programmes that serve it.",
        example: "cchc"),
      "organisations": Words(
        vietnamese: "Các đơn vị, theo mã.", english: "The bodies with a part in it, by id.",
        example: "{ ttvh: { name: …, code: …, roles: producer } }"),
      "topics": Words(vietnamese: "Các nhóm nội dung, theo mã.", english: "Groups of content, by id."),
      "audiences": Words(vietnamese: "Các nhóm đối tượng, theo mã.", english: "Audiences, by id."),
      "tags": Words(vietnamese: "Các nhãn, theo mã.", english: "Tags, by id."),
      "requirements": Words(
        vietnamese: "Các yêu cầu của kế hoạch.", english: "What the plan asks for.",
        example: "[{ id: R01, source: III.1.1, quote: …, kind: cadence, floor: … }]"),
      "cutoff": Words(
        vietnamese: "Mốc chốt báo cáo: decree (15/12–14/6, 15/12–14/12), calendar (theo lịch).",
        english: "Where half-years and years end: decree (15/12–14/6, 15/12–14/12) or calendar."),
      "milestones": Words(
        vietnamese: "Các mốc việc chỉ để nhắc.", english: "Things to be reminded of, by id."),
    ],
    "organisation": [
      "name": Words(vietnamese: "Tên đơn vị.", english: "Its name.", example: "Phòng Nội vụ"),
      "code": Words(
        vietnamese: "Mã nút ghi nhật ký của đơn vị.", english: "The code under which its node keeps its log.",
        example: "\"29770\""),
      "roles": Words(
        vietnamese:
          "producer (sản xuất), station (đài tiếp âm), coordinator (phối hợp), supervisor (tổng hợp, đôn đốc), authority (nhận báo cáo).",
        english: "producer, station, coordinator, supervisor, authority; one or several.", example: "station"),
      "from": Words(vietnamese: "Ngày đầu tồn tại.", english: "First day on which it exists."),
      "until": Words(vietnamese: "Ngày cuối tồn tại.", english: "Last day on which it exists."),
    ],
    "plan topic": [
      "name": Words(vietnamese: "Tên nhóm.", english: "Its name.", example: "Cải cách thể chế"),
      "source": Words(vietnamese: "Mục trong kế hoạch.", english: "Section of the plan."),
      "parts": Words(vietnamese: "Các phần của nhóm.", english: "Its parts, by id."),
    ],
    "plan label": [
      "name": Words(vietnamese: "Tên.", english: "Its name.", example: "Ý kiến của tổ chức, cá nhân"),
      "source": Words(vietnamese: "Mục trong kế hoạch.", english: "Section of the plan."),
    ],
    "milestone": [
      "name": Words(vietnamese: "Việc gì.", english: "What it is.", example: "Hội thi"),
      "source": Words(vietnamese: "Mục trong kế hoạch.", english: "Section of the plan."),
      "when": Words(
        vietnamese: "Quý, tháng hoặc khoảng ngày.", english: "A quarter, a month or days.",
        example: "2022-Q2"),
      "lead": Words(vietnamese: "Đơn vị chủ trì.", english: "The body that leads it."),
    ],
    "plan number": [
      "value": Words(vietnamese: "Mức.", english: "The number.", example: "1"),
      "basis": Words(
        vietnamese: "Mức này do đâu: plan (kế hoạch), law (pháp luật), default (đơn vị tự đặt).",
        english: "Where it comes from: plan, law, default.", example: "default"),
    ],
    "plan rate": [
      "editions": Words(
        vietnamese: "Ít nhất bao nhiêu kỳ mới.", english: "New editions, at least.", example: "1"),
      "per": Words(
        vietnamese: "Mỗi week (tuần) hay month (tháng).", english: "In each week or month.", example: "month"),
      "basis": Words(
        vietnamese: "Mức này do đâu: plan (kế hoạch), law (pháp luật), default (đơn vị tự đặt).",
        english: "Where it comes from: plan, law, default.", example: "plan"),
    ],
    "requirement": [
      "id": Words(vietnamese: "Mã yêu cầu.", english: "Id of the requirement.", example: "R01"),
      "source": Words(
        vietnamese: "Mục trong kế hoạch.", english: "Section of the plan, one or several.", example: "III.1.1"
      ),
      "quote": Words(
        vietnamese: "Nguyên văn trong kế hoạch.", english: "The plan's own words, letter for letter.",
        example: "Định kỳ hàng tuần hoặc tháng"),
      "kind": Words(
        vietnamese:
          "Cách đo: cadence, punctuality, duration, relay, regularity, coverage, carrying, quality, reports.",
        english: "How it is measured.", example: "cadence"),
      "programmes": Words(
        vietnamese: "Chuyên mục nào; trống: của cả kế hoạch.", english: "Which programmes; empty: the plan's."
      ),
      "floor": Words(
        vietnamese: "cadence: mức tối thiểu của kế hoạch.", english: "cadence: the plan's own floor.",
        example: "{ editions: 1, per: month, basis: plan }"),
      "target": Words(
        vietnamese: "cadence: mức đơn vị tự đặt.", english: "cadence: the unit's own target.",
        example: "{ editions: 1, per: week, basis: plan }"),
      "complete": Words(
        vietnamese: "Một lần phát phải đủ bao nhiêu phần mới tính.",
        english: "How much of an airing must have sounded."),
      "share": Words(
        vietnamese: "Bao nhiêu phần các lần phát phải đạt.", english: "What share of them must be right.",
        example: "{ value: 100 %, basis: default }"),
      "make-up-days": Words(
        vietnamese: "Phát bù trong bao nhiêu ngày thì tính.",
        english: "Within how many days a make-up airing repairs."),
      "reruns-count": Words(
        vietnamese: "Phát lại có tính là một kỳ không.",
        english: "cadence: whether a rerun counts as an edition."),
      "tolerance": Words(
        vietnamese: "punctuality: lệch giờ đến mức nào còn là đúng giờ.",
        english: "punctuality: how far from its time an airing is on time.",
        example: "{ value: 60 s, basis: default }"),
      "least": Words(
        vietnamese: "duration: ngắn nhất.", english: "duration: the shortest.",
        example: "{ value: 5 min, basis: default }"),
      "most": Words(
        vietnamese: "duration: dài nhất.", english: "duration: the longest.",
        example: "{ value: 15 min, basis: default }"),
      "evidence": Words(
        vietnamese: "relay: mức bằng chứng thấp nhất: scheduled, delivered, played, heard.",
        english: "relay: the least grade of evidence: scheduled, delivered, played, heard.",
        example: "{ value: played, basis: default }"),
      "most-days": Words(
        vietnamese: "regularity: nhiều nhất bao nhiêu ngày giữa hai kỳ mới.",
        english: "regularity: the most days from one new edition to the next.",
        example: "{ value: 14, basis: default }"),
      "margin": Words(
        vietnamese: "regularity: tệp phải có trước giờ phát bao lâu.",
        english: "regularity: how long before air the file must be there."),
      "over": Words(
        vietnamese: "coverage: topics, audiences, tags, source-units.",
        english: "coverage: topics, audiences, tags, source-units.", example: "topics"),
      "items": Words(
        vietnamese: "coverage: những mã nào; trống: tất cả.", english: "coverage: which of them; empty: all."),
      "editions": Words(
        vietnamese: "coverage: mỗi mục ít nhất bao nhiêu kỳ.",
        english: "coverage: editions for each, at least.",
        example: "{ value: 1, basis: default }"),
      "field": Words(
        vietnamese: "carrying: plan, url, partner, source-unit.",
        english: "carrying: plan, url, partner, source-unit.", example: "plan"),
      "loudness": Words(
        vietnamese: "quality: độ to.", english: "quality: loudness.",
        example: "{ value: -23 LUFS, basis: default }"),
      "loudness-tolerance": Words(
        vietnamese: "quality: độ to được lệch bao nhiêu.",
        english: "quality: how far the loudness may be off.",
        example: "{ value: 2 LU, basis: default }"),
      "gaps": Words(
        vietnamese: "quality: số lần gián đoạn được bỏ qua.",
        english: "quality: interruptions that are let pass."),
      "by": Words(
        vietnamese: "reports: stations (mọi đài), hoặc mã đơn vị.",
        english: "reports: stations, or the id of a body.",
        example: "stations"),
      "to": Words(
        vietnamese: "reports: gửi cho đơn vị nào.", english: "reports: the body that receives it.",
        example: "vhtt"),
      "periods": Words(
        vietnamese: "reports: half-year (6 tháng), year (năm), quarter, month.",
        english: "reports: half-year, year, quarter, month.", example: "[half-year, year]"),
      "due-days": Words(
        vietnamese: "reports: hạn sau khi hết kỳ bao nhiêu ngày; không ghi: không có hạn.",
        english: "reports: days after the period; without it nothing is ever overdue."),
    ],
  ]
}
