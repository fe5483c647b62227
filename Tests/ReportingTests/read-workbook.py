"""Prints what openpyxl finds in a workbook, as JSON."""

import datetime
import json
import sys

import openpyxl


def said(cell):
    value = cell.value
    if value is None:
        return "-"
    if isinstance(value, datetime.datetime):
        return "d:" + value.date().isoformat()
    if isinstance(value, datetime.timedelta):
        return "t:%d" % round(value.total_seconds())
    if isinstance(value, datetime.time):
        return "t:%d" % (value.hour * 3600 + value.minute * 60 + value.second)
    if isinstance(value, (int, float)):
        return "n:%.6f" % value
    return "%s:%s" % (cell.data_type if cell.data_type == "f" else "s", value)


book = openpyxl.load_workbook(sys.argv[1])
json.dump(
    [
        {
            "name": sheet.title,
            "rows": [[said(cell) for cell in row] for row in sheet.iter_rows()],
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "charts": len(sheet._charts),
            "rules": sum(len(found.rules) for found in sheet.conditional_formatting),
        }
        for sheet in book.worksheets
    ],
    sys.stdout,
)
