"""The blank form of an agreement as a spreadsheet: who, the three questions, and a table of rules to fill in.

The same bytes each time: the file carries no clock.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from macros.subjects.cooperation import words

NO_CLOCK = dt.datetime(2000, 1, 1)
RULES = 12
"""Empty lines for rules."""
WIDTHS = (34, 30, 26, 26, 18)
TALL = 60
"""Height of what people write into, in points."""


def form() -> bytes:
    """The form as XLSX, one sheet that fits on a page across."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words.BLANK_TITLE, "created": NO_CLOCK})
    plain = {"valign": "top", "text_wrap": True, "font_size": 11}
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format(
        plain | {"bold": True, "bg_color": "#0b5351", "font_color": "#ffffff", "border": 1}
    )
    bold, text = book.add_format(plain | {"bold": True}), book.add_format(plain)
    space = book.add_format(plain | {"border": 1, "bg_color": "#fffdf8", "num_format": "@"})
    sheet = book.add_worksheet(words.SHEET)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, words.BLANK_TITLE, title)
    row = 2
    for said, hint in words.HEADS.items():
        sheet.write_string(row, 0, said, bold)
        sheet.merge_range(row, 1, row, 2, "", space)
        sheet.write_string(row, 3, hint, text)
        row += 1
    for said, hint in words.QUESTIONS:
        sheet.write_string(row, 0, f"{said}\n{hint}", bold)
        sheet.merge_range(row, 1, row, len(WIDTHS) - 1, "", space)
        sheet.set_row(row, TALL * 2)
        row += 1
    row += 1
    for at, said in enumerate(words.COLUMNS.values()):
        sheet.write_string(row, at, said, head)
    for line in range(row + 1, row + 1 + RULES):
        sheet.set_row(line, TALL)
        for at in range(len(WIDTHS)):
            sheet.write_blank(line, at, None, space)
    book.close()
    return out.getvalue()
