"""Writes a log book as people keep it in Excel: days and times as such, codes as numbers, a row left out."""

import datetime
import sys

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Nhật ký"
sheet.append(["Ngày", "Giờ", "Đài", "Kết quả", "Người trực"])
sheet.append([datetime.date(2022, 3, 2), datetime.time(17, 0), 29809, "phát thiếu", "Bé"])
sheet.append([])
sheet.append(["09/03/2022", "17 giờ 00", "Xã Đông Thạnh", None, "Lan"])
sheet.append([datetime.datetime(2022, 3, 2), datetime.datetime(2022, 3, 2, 5, 15), "29809"])
sheet.append([datetime.date(2022, 3, 2), "sáng", "29809"])
book.create_sheet("Khác").append(["không phải sổ"])
book.save(sys.argv[1])
