"""Workbooks (XLSX): the timetable for people, and the template of the table of wishes. No formulas, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Timetable

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NO_CLOCK = dt.datetime(2000, 1, 1)
_WIDEST = 44


def template() -> bytes:
    """An empty table of wishes with an example that reads as the sheet does."""
    out = BytesIO()
    book = _book(out, words.TITLE)
    head, cell = _styles(book)
    sheet = book.add_worksheet(words.SHEET)
    for at, name in enumerate(words.COLUMNS):
        sheet.write_string(0, at, name, head)
        sheet.write_comment(0, at, words.NOTES[name])
    # Text, so that no program makes a date of 3-4 or a number of 3,4.
    sheet.set_column(0, len(words.COLUMNS) - 1, 30, cell)
    for row, cells in enumerate(words.EXAMPLES, start=1):
        for at, text in enumerate(cells):
            sheet.write_string(row, at, text, cell)
    sheet.freeze_panes(1, 1)
    sheet.data_validation(1, 1, 1000, 1, {"validate": "list", "source": ["1", "2"]})
    guide = book.add_worksheet(words.GUIDE)
    guide.set_column(0, 0, 100)
    lines = [
        *words.GUIDE_LINES,
        *(f"{name} ({words.COLUMNS[name]}): {note}" for name, note in words.NOTES.items()),
    ]
    for row, line in enumerate(lines):
        guide.write_string(row, 0, line)
    book.close()
    return out.getvalue()


def workbook(table: Timetable, said: dict[str, Any], summary: Sequence[str]) -> bytes:
    """The timetable by islands, by organisations, as a list; what is unmet; the summary."""
    out = BytesIO()
    book = _book(out, words.TITLE)
    event, meetings = table.event, said["meetings"]
    rounds = range(1, event.rounds + 1)
    times = [f"{number}. {event.clock(number)}" for number in rounds]
    at = {(one["round"], one["island"]): f"{one['a']} × {one['b']}" for one in meetings}
    _sheet(
        book,
        words.SHEETS["plan"],
        [words.ROUND, *(words.island(island) for island in range(1, event.islands + 1))],
        (
            [times[number - 1], *(at.get((number, one), "") for one in range(1, event.islands + 1))]
            for number in rounds
        ),
    )
    mine = {(one["round"], one[side]): one for one in meetings for side in ("a", "b")}
    lines = []
    for row in event.organisations:
        cells = [row.name, str(row.people)]
        for number in rounds:
            one = mine.get((number, row.name))
            other = (one["b"] if one["a"] == row.name else one["a"]) if one else ""
            cells.append(f"{one['island']}: {other}" if one else words.AWAY if number in row.away else "")
        lines.append(cells)
    _sheet(book, words.SHEETS["organisations"], [words.FIRST, words.COLUMNS["people"], *times], lines)
    _sheet(
        book,
        words.SHEETS["meetings"],
        [words.ROUND, words.TIME, words.ISLAND, words.FIRST, words.WITH, words.MUTUAL],
        (
            [
                one["round"],
                one["time"],
                one["island"],
                one["a"],
                one["b"],
                words.BOTH if one["mutual"] else words.ONE,
            ]
            for one in meetings
        ),
    )
    unmet = ([one["who"], one["whom"], one["reason"]] for one in said["unmet"])
    _sheet(book, words.SHEETS["unmet"], [words.WHO, words.WHOM, words.WHY], unmet)
    _sheet(book, words.SHEETS["summary"], [words.TITLE], ([line] for line in summary))
    book.close()
    return out.getvalue()


def _book(out: BytesIO, title: str) -> Workbook:
    from xlsxwriter import Workbook

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _NO_CLOCK})
    return book


def _styles(book: Workbook) -> tuple[Any, Any]:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e0f2f1"})
    return head, book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})


def _sheet(book: Workbook, name: str, head: Sequence[str], lines: Iterable[Sequence[str | int]]) -> None:
    bold, cell = _styles(book)
    sheet = book.add_worksheet(name)
    widths = [len(title) for title in head]
    for at, title in enumerate(head):
        sheet.write_string(0, at, title, bold)
    for row, line in enumerate(lines, start=1):
        for at, value in enumerate(line):
            widths[at] = max(widths[at], len(str(value)))
            if isinstance(value, int):
                sheet.write_number(row, at, value)
            else:
                sheet.write_string(row, at, value, cell)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(_WIDEST, width + 2))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
