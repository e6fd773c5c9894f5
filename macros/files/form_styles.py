"""How forms for people look (XLSX): the styles that all of them share, and a clock that stands still."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

NO_CLOCK = dt.datetime(2000, 1, 1)
"""When a form says that it was made: the same data give the same bytes."""


def book_of(out: BytesIO, title: str) -> Workbook:
    """An empty workbook in which a text stays a text, written into `out` when it is closed."""
    from xlsxwriter import Workbook

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": NO_CLOCK})
    return book


def styles_of(book: Workbook) -> dict[str, Format]:
    """Formats of a form by what they are for; `open` is for cells that people fill in."""
    plain = {"valign": "top", "text_wrap": True, "font_size": 11}
    grey = plain | {"font_color": "#4c5a59", "bg_color": "#f6efdc"}
    return {
        "plain": book.add_format(plain),
        "title": book.add_format(plain | {"bold": True, "font_size": 16, "text_wrap": False}),
        "head": book.add_format(
            plain | {"bold": True, "bg_color": "#0b5351", "font_color": "#ffffff", "border": 1}
        ),
        "group": book.add_format(plain | {"bold": True, "font_size": 13, "text_wrap": False, "top": 2}),
        "bold": book.add_format(plain | {"bold": True, "border": 1, "border_color": "#dcd7c8"}),
        "grey": book.add_format(grey | {"font_size": 9}),
        "open": book.add_format(
            plain | {"locked": False, "border": 1, "bg_color": "#fffdf8", "num_format": "@"}
        ),
    }
