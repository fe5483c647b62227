import Scheduling

@testable import Reporting

/// A made first half of 2022 in Bình Minh, as the four documents that come with Loa take it.
enum SampleReports {
  typealias Cell = ReportTable.Cell
  typealias Column = ReportTable.Column

  static let all: [(template: String, content: ReportContent)] = [
    ("bao-cao-dai", station), ("tong-hop", synthesis), ("so-nhat-ky", logBook), ("lich-tuan", week),
  ]

  static let stations = [
    "Phường Cái Vồn", "Phường Thành Phước", "Phường Đông Thuận", "Xã Thuận An", "Xã Đông Thạnh",
    "Xã Đông Bình",
    "Xã Mỹ Hòa", "Xã Đông Thành",
  ]

  static func date(_ month: Int, _ day: Int) -> Cell {
    CivilDate(year: 2022, month: month, day: day).map(Cell.date) ?? .empty
  }

  static func time(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Cell {
    CivilTime(hour: hour, minute: minute, second: second).map(Cell.time) ?? .empty
  }

  static let letterhead = [
    "co_quan_chu_quan": "ỦY BAN NHÂN DÂN\nTHỊ XÃ BÌNH MINH", "dia_danh": "Bình Minh", "nam": "2022",
    "chuc_vu_ky": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "noi_nhan": "- UBND thị xã (báo cáo);\n- Phòng Văn hóa và Thông tin;\n- Lưu: VT.",
    "nguon_so_lieu": "Số liệu lấy từ nhật ký phát sóng của Loa lúc 08 giờ 00, ngày 15/06/2022.",
    "mo_dau":
      "Thực hiện Kế hoạch tuyên truyền cải cách hành chính năm 2022 của Ủy ban nhân dân thị xã Bình Minh;\n"
      + "Ủy ban nhân dân phường Cái Vồn báo cáo kết quả phát sóng trên đài truyền thanh như sau:",
    "nhan_xet":
      "Chuyên mục được duy trì hàng tuần, đúng giờ.\nSự cố mất điện ngày 09/03/2022 đã được phát bù.",
    "kien_nghi": "Đề nghị cấp thêm 01 cụm loa cho khóm Đông Thuận.",
    "ket_thuc": "Trên đây là báo cáo của Ủy ban nhân dân phường Cái Vồn./.",
    "ky_bao_cao": "6 tháng đầu năm 2022 (từ ngày 15/12/2021 đến ngày 14/06/2022)",
  ]

  static let weeks = BarChart(
    name: "bieu_do_tuan", title: "Số lần phát theo tuần", measure: "Số lần phát",
    bars: (1...26).map { week in
      let pattern: [Double] = [2, 2, 2, 1, 2, 0, 3, 2]
      return .init("T\(week)", pattern[week * 5 % 8])
    }, target: .init("Chỉ tiêu", 2))

  static let topics = ReportTable(
    name: "chu_de", title: "Nội dung",
    columns: [
      Column("ma", "Mục"), Column("ten", "Nhóm nội dung"), Column("so_ky", "Số kỳ", .number(decimals: 0)),
      Column("so_lan", "Số lần phát", .number(decimals: 0)), Column("so_phut", "Phút", .minutes(decimals: 0)),
    ],
    rows: [
      ["a", "Chủ trương, đường lối của Đảng về cải cách hành chính", 6, 12, .duration(.seconds(10_830))],
      [
        "b", "06 nội dung của Chương trình tổng thể cải cách hành chính", 12, 24, .duration(.seconds(21_500)),
      ],
      ["đ", "Dịch vụ công trực tuyến; bưu chính công ích", 5, 10, .duration(.seconds(8_990))],
    ])

  static let audiences = ReportTable(
    name: "doi_tuong", title: "Đối tượng", columns: topics.columns,
    rows: [
      ["a", "Lãnh đạo các cơ quan, đơn vị", 3, 6, .duration(.seconds(5_400))],
      ["b", "Cán bộ, công chức, viên chức", 8, 16, .duration(.seconds(14_300))],
      ["c", "Doanh nghiệp và người dân", 15, 30, .duration(.seconds(26_900))],
    ])

  static let kinds = ReportTable(
    name: "the_loai", title: "Thể loại", columns: Array(topics.columns.dropFirst()),
    rows: [
      ["Tin", 14, 20, .duration(.seconds(3_600))], ["Bài", 8, 16, .duration(.seconds(12_600))],
      ["Chuyên mục", 4, 16, .duration(.seconds(25_120))],
    ], totals: ["", 26, 52, .duration(.seconds(41_320))])

  static let requirements = ReportTable(
    name: "yeu_cau", title: "Yêu cầu",
    columns: [
      Column("muc", "Mục"), Column("noi_dung", "Yêu cầu"), Column("chi_tieu", "Mức phải đạt"),
      Column("thuc_hien", "Thực hiện"), Column("ket_qua", "Kết quả"),
    ],
    rows: [
      [
        "III.1.1", "“Định kỳ hàng tuần hoặc tháng tùy điều kiện cụ thể”", "ít nhất 01 kỳ/tháng (Kế hoạch)",
        "6/6 tháng", "Đạt",
      ],
      [
        "III.1.1", "“thực hiện tiếp âm từ Trung tâm Văn hóa - Thông tin và Thể thao thị xã”",
        "ít nhất 95% (mặc định của đơn vị)", "50/52 lần, 96,2%", "Đạt",
      ],
      ["IV.6", "“đảm bảo thời gian phát sóng”", "lệch không quá 01 phút", "49/52 lần", "Chưa đạt"],
    ])

  static let station = ReportContent(
    title: "Báo cáo 6 tháng đầu năm 2022 – phường Cái Vồn",
    fields: letterhead.merging([
      "co_quan": "ỦY BAN NHÂN DÂN\nPHƯỜNG CÁI VỒN", "ky_hieu": "BC-UBND",
      "ten_bao_cao": "Kết quả tuyên truyền cải cách hành chính trên đài truyền thanh\n6 tháng đầu năm 2022",
      "ten_dai": "Đài truyền thanh phường Cái Vồn", "so_lan_phat": "50", "so_lan_ke_hoach": "52",
      "ty_le_phat": "96,2", "so_lan_dung_gio": "49", "so_ky": "26", "so_phut": "689",
    ]) { $1 },
    tables: [
      ReportTable(
        name: "thang", title: "Theo tháng",
        columns: [
          Column("thang", "Tháng"), Column("ke_hoach", "Kế hoạch", .number(decimals: 0)),
          Column("da_phat", "Đã phát", .number(decimals: 0)),
          Column("dung_gio", "Đúng giờ", .number(decimals: 0)),
          Column("so_phut", "Phút", .minutes(decimals: 0)),
          Column("ty_le", "Tỷ lệ (%)", .number(decimals: 1)),
        ],
        rows: (1...6).map(monthRow), totals: ["", 54, 53, 52, .duration(.seconds(48_453)), .number(98.148)]),
      topics, audiences, kinds, requirements,
      ReportTable(
        name: "bang_chung", title: "Bằng chứng",
        columns: [
          Column("ten", "Mức"), Column("so_lan", "Số lần", .number(decimals: 0)),
          Column("so_phut", "Phút", .minutes(decimals: 0)),
        ],
        rows: [
          ["Đã nghe được (thu lại và đối chiếu)", 12, .duration(.seconds(10_800))],
          ["Đã phát (máy ghi nhận)", 37, .duration(.seconds(29_300))],
          ["Người trực khai báo", 1, .duration(.seconds(900))],
        ]),
      ReportTable(
        name: "ton_tai", title: "Tồn tại",
        columns: [
          Column("ngay", "Ngày", .date), Column("gio", "Giờ", .time(seconds: false)),
          Column("chuyen_muc", "Chuyên mục"), Column("ket_qua", "Kết quả"),
          Column("nguyen_nhan", "Nguyên nhân"),
          Column("khac_phuc", "Khắc phục"),
        ],
        rows: [
          [
            date(3, 9), time(17, 0), "Cải cách hành chính", "không phát được", "mất điện",
            "phát bù 10/03/2022, 05 giờ 15",
          ],
          [date(3, 23), time(17, 0), "Cải cách hành chính", "phát trễ", "mất kết nối mạng", ""],
        ]),
    ], barCharts: [weeks])

  static let synthesis = ReportContent(
    title: "Báo cáo tổng hợp 6 tháng đầu năm 2022",
    fields: letterhead.merging([
      "co_quan": "PHÒNG\nVĂN HÓA VÀ THÔNG TIN",
      "mo_dau": "Phòng Văn hóa và Thông tin tổng hợp, báo cáo Ủy ban nhân dân thị xã Bình Minh như sau:",
      "ket_thuc": "Trên đây là báo cáo của Phòng Văn hóa và Thông tin./.",
      "ky_hieu": "BC-VHTT", "chuc_vu_ky": "TRƯỞNG PHÒNG",
      "ten_bao_cao":
        "Tổng hợp kết quả tuyên truyền cải cách hành chính\ntrên hệ thống truyền thanh 6 tháng đầu năm 2022",
      "so_dai": "8", "so_lan_phat": "401", "so_lan_ke_hoach": "416", "ty_le_phat": "96,4", "so_ky": "26",
      "so_phut": "5.512", "ngay_chot": "ngày 15/06/2022", "so_bao_cao_da_nhan": "6",
      "so_bao_cao_phai_nhan": "8",
    ]) { $1 },
    tables: [
      ReportTable(
        name: "dai", title: "Các đài",
        columns: [
          Column("ten", "Đài"), Column("ke_hoach", "Kế hoạch", .number(decimals: 0)),
          Column("da_phat", "Đã phát", .number(decimals: 0)),
          Column("dung_gio", "Đúng giờ", .number(decimals: 0)),
          Column("so_phut", "Phút", .minutes(decimals: 0)),
          Column("ty_le", "Tỷ lệ (%)", .number(decimals: 1)),
          Column("may_ghi", "Máy ghi nhận", .number(decimals: 0)),
          Column("khai_bao", "Khai báo", .number(decimals: 0)),
          Column("danh_gia", "Đánh giá"),
        ],
        rows: stations.indices.map(stationRow),
        totals: ["", 416, 409, 401, .duration(.seconds(337_016)), .number(98.3), 405, 4, ""]),
      topics, audiences, kinds, requirements,
      ReportTable(
        name: "chua_bao_cao", title: "Chưa báo cáo",
        columns: [
          Column("ten", "Đơn vị"), Column("ky", "Kỳ báo cáo"), Column("han", "Hạn nộp", .date),
          Column("qua_han", "Quá hạn (ngày)", .number(decimals: 0)),
        ],
        rows: [
          ["Ủy ban nhân dân xã Đông Thạnh", "6 tháng đầu năm 2022", date(6, 10), 5],
          ["Ủy ban nhân dân xã Đông Thành", "6 tháng đầu năm 2022", date(6, 10), 5],
        ]),
    ], barCharts: [weeks], heatMaps: [heat])

  static let heat = HeatMap(
    name: "ban_do_tuan", title: "Số lần phát của từng đài theo tuần", measure: "Số lần phát",
    columns: (1...26).map { "T\($0)" },
    rows: stations.enumerated().map { index, name in
      let pattern: [Double?] = [2, 2, 2, 1, 2, 0, 2, 3]
      return .init(name, (1...26).map { $0 == 26 && index == 3 ? nil : pattern[($0 + index * 3) % 8] })
    }, target: 2)

  static let logBook = ReportContent(
    title: "Sổ nhật ký phát sóng tháng 3 năm 2022",
    fields: [
      "co_quan_chu_quan": "ỦY BAN NHÂN DÂN THỊ XÃ BÌNH MINH", "co_quan": "UBND PHƯỜNG CÁI VỒN",
      "ten_dai": "Đài truyền thanh phường Cái Vồn", "ky_nhat_ky": "Tháng 3 năm 2022",
      "tong_hop": "Tổng cộng 36 lần phát: 34 đã phát đủ, 1 phát trễ, 1 không phát được.",
      "chuc_vu_ky": "TRƯỞNG ĐÀI", "nguon_so_lieu": letterhead["nguon_so_lieu"] ?? "",
    ],
    tables: [
      ReportTable(
        name: "nhat_ky", title: "Nhật ký phát sóng",
        columns: [
          Column("ngay", "Ngày", .date), Column("gio_ke_hoach", "Giờ kế hoạch", .time(seconds: false)),
          Column("gio_phat", "Giờ phát", .time(seconds: true)),
          Column("gio_ket_thuc", "Giờ kết thúc", .time(seconds: true)),
          Column("thoi_luong", "Thời lượng", .duration), Column("chuong_trinh", "Chương trình/số"),
          Column("nguon", "Tự sản xuất/tiếp âm"), Column("dai", "Đài"), Column("bang_chung", "Bằng chứng"),
          Column("su_co", "Sự cố"), Column("nguoi_truc", "Người trực"),
        ],
        rows: (0..<36).map(logRow), totals: ["", "", "", "", .duration(.seconds(31_430))])
    ])

  static let week = ReportContent(
    title: "Lịch phát sóng tuần 11 năm 2022",
    fields: [
      "co_quan_chu_quan": "ỦY BAN NHÂN DÂN THỊ XÃ BÌNH MINH",
      "co_quan": "TRUNG TÂM VĂN HÓA - THÔNG TIN VÀ THỂ THAO",
      "ten_dai": "Đài truyền thanh thị xã Bình Minh",
      "tuan": "Tuần 11, từ ngày 14/03/2022 đến ngày 20/03/2022",
      "ghi_chu": "Giờ yên tĩnh: 11 giờ 30 – 13 giờ 30 và 21 giờ 00 – 05 giờ 00.", "chuc_vu_ky": "GIÁM ĐỐC",
    ],
    tables: [
      ReportTable(
        name: "lich", title: "Lịch phát sóng",
        columns: [
          Column("thu", "Thứ"), Column("ngay", "Ngày", .date), Column("gio", "Giờ", .time(seconds: false)),
          Column("so_phut", "Phút", .minutes(decimals: 0)), Column("chuong_trinh", "Chương trình"),
          Column("so", "Số"),
          Column("nguon", "Nguồn"), Column("ghi_chu", "Ghi chú"),
        ],
        rows: (14...20).flatMap(dayRows))
    ])

  // MARK: Rows

  private static func minutes(_ seconds: Int) -> Cell { .duration(.seconds(seconds)) }

  private static func number(_ value: Int) -> Cell { .number(Double(value)) }

  private static func monthRow(_ month: Int) -> [Cell] {
    let isMarch = month == 3
    let name = month < 3 ? "0\(month)/2022" : "\(month)/2022"
    return [
      .text(name), 9, number(isMarch ? 8 : 9), number(isMarch ? 7 : 9), minutes(8_100 - month * 7),
      .number(isMarch ? 88.888 : 100),
    ]
  }

  private static func stationRow(_ index: Int) -> [Cell] {
    let aired = 52 - index % 3
    let declared = index % 2
    return [
      .text(stations[index]), 52, number(aired), number(aired - 1), minutes(aired * 824),
      .number(Double(aired) / 52 * 100), number(aired - declared), number(declared),
      .text(index % 3 == 2 ? "Chưa đạt" : "Đạt"),
    ]
  }

  private static func logRow(_ index: Int) -> [Cell] {
    let date = date(3, 1 + index / 2 * 3 % 31)
    guard index != 16 else {
      return [
        date, time(17, 0), .empty, .empty, minutes(0), "Cải cách hành chính: số 10", "tiếp âm",
        "Phường Cái Vồn",
        "theo lịch", "không phát được: mất điện", "Nguyễn Văn Ấn",
      ]
    }
    let isRerun = index % 2 == 1
    let start = isRerun ? time(5, 15) : time(17, 0)
    let title = "Cải cách hành chính: số \(9 + index / 9)" + (isRerun ? " (phát lại)" : "")
    return [
      date, start, start, isRerun ? time(5, 29, 58) : time(17, 14, 58), minutes(898), .text(title), "tiếp âm",
      "Phường Cái Vồn", "máy ghi nhận", "", "Trần Thị Mỹ Lệ",
    ]
  }

  private static func dayRows(_ day: Int) -> [[Cell]] {
    let names = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
    let weekday = Cell.text(names[day - 14])
    let morning: [Cell] = [
      weekday, date(3, day), time(5, 15), minutes(1800), "Thời sự địa phương", "", "tự sản xuất", "",
    ]
    guard day == 16 || day == 17 else { return [morning] }
    return [
      morning,
      [
        weekday, date(3, day), day == 16 ? time(17, 0) : time(17, 30), minutes(900), "Cải cách hành chính",
        "Số 11: Đăng ký hộ tịch trực tuyến", "Trung tâm", .text(day == 17 ? "phát lại" : ""),
      ],
    ]
  }
}
