"""The yearly report of a service as a spreadsheet: what stands where, and writing it.

The same data give the same bytes: the file carries no clock. `macros.imports.report` reads it back; both share the
names of sheets, fields and columns that are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from macros.files.form_styles import book_of, styles_of
from macros.files.installed import version
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.capacity import report_words as words
from macros.subjects.capacity.addresses import FORM
from macros.subjects.capacity.model import Capacity, Outcome, Report, Told
from macros.subjects.catalogue.model import Service
from macros.subjects.territory.model import Municipality

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SPARE = 12
"""Empty rows that people may fill in below those that are known."""
CLIENT_COLUMNS, GRANT_COLUMNS = ("municipality", "clients"), ("payer", "amount_czk")
OUTCOME_COLUMNS = ("outcome", "expected", "known_by", "baseline", "target", "result", "note")
OPEN = frozenset((*CLIENT_COLUMNS, *GRANT_COLUMNS, "result", "note"))
"""Columns that people fill in."""


def form_files(site: Site) -> Iterator[Made]:
    """The empty form."""
    made_by = f"xlsxwriter {version('xlsxwriter')}".encode()
    threshold = site[Capacity].threshold
    yield Made(FORM, digest([made_by, b"%d" % threshold]), partial(form, threshold))


def town_text(town: Municipality) -> str:
    """How a municipality reads in the form: "Cheb (554481)"."""
    return f"{town.row.name} ({town.row.code_csu})"


def form(
    threshold: int, service: Service | None = None, year: int | None = None, told: Told | None = None
) -> bytes:
    """The form as XLSX: empty, or with what may be said of a service and a year. Hidden numbers stay blank."""
    report = next((one for one in told.reports if one.row.year == year), None) if told else None
    out = BytesIO()
    book = book_of(out, words.TITLE)
    styles = styles_of(book)
    _guide(book, styles, threshold)
    _facts(book.add_worksheet(words.FACTS), styles, _known(service, year, report))
    clients = [[town_text(one.town), _number(one.clients)] for one in report.towns] if report else []
    grants = [[one.payer, _number(one.amount_czk)] for one in report.grants] if report else []
    _table(book.add_worksheet(words.CLIENTS), styles, CLIENT_COLUMNS, clients, SPARE)
    _table(book.add_worksheet(words.GRANTS), styles, GRANT_COLUMNS, grants, SPARE)
    outcomes = [_outcome(one, year) for one in told.outcomes] if told else []
    _table(book.add_worksheet(words.OUTCOMES), styles, OUTCOME_COLUMNS, outcomes, 0)
    book.close()
    return out.getvalue()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value).replace(".", ",")


def _known(service: Service | None, year: int | None, report: Report | None) -> dict[str, str]:
    return {
        "service": service.row.id if service else "",
        "name": service.row.name if service else "",
        "year": str(year) if year else "",
        "clients": _number(report.clients) if report else "",
        "contacts": _number(report.contacts) if report else "",
        "grants_total_czk": _number(report.row.grants_total_czk) if report else "",
        "note": report.note if report else "",
        "source_document": report.row.source_document if report else "",
    }


def _outcome(outcome: Outcome, year: int | None) -> list[str]:
    row = outcome.row
    result = next((one for one in outcome.results if one.row.year == year), None)
    return [
        row.id,
        row.expected,
        row.known_by,
        _number(outcome.baseline),
        _number(row.target),
        _number(result.value) if result else "",
        result.note if result else "",
    ]


def _guide(book: Workbook, styles: Mapping[str, Format], threshold: int) -> None:
    sheet = book.add_worksheet(words.GUIDE)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.write_string(0, 0, words.TITLE, styles["title"])
    for at, text in enumerate(words.guide(threshold), start=2):
        sheet.write_string(at, 0, text, styles["plain"])
    sheet.protect()


def _facts(sheet: Worksheet, styles: Mapping[str, Format], known: Mapping[str, str]) -> None:
    sheet.hide_gridlines(2)
    for at, width in enumerate((26, 60, 60)):
        sheet.set_column(at, at, width)
    for at, text in enumerate(words.FACT_HEAD):
        sheet.write_string(0, at, text, styles["head"])
    for at, (key, (label, note)) in enumerate(words.FIELDS.items(), start=1):
        sheet.write_string(at, 0, label, styles["bold"])
        sheet.write_string(at, 1, known[key], styles["open"])
        sheet.write_string(at, 2, note, styles["grey"])
    sheet.protect()


def _table(
    sheet: Worksheet,
    styles: Mapping[str, Format],
    columns: Sequence[str],
    lines: Iterable[Sequence[str]],
    spare: int,
) -> None:
    for at, name in enumerate(columns):
        title, width = words.COLUMNS[name]
        sheet.write_string(0, at, title, styles["head"])
        sheet.set_column(at, at, width)
    for number, line in enumerate((*lines, *[[""] * len(columns)] * spare), start=1):
        for at, (name, text) in enumerate(zip(columns, line, strict=True)):
            sheet.write_string(number, at, text, styles["open" if name in OPEN else "grey"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.protect("", {"format_rows": True, "format_columns": True})
