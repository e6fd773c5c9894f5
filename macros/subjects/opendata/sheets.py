"""Tables for people: a workbook (XLSX) for each data package and for tables that the portal works out.

Machines get the plain CSV, whose cells stay what they are; people get workbooks, whose every cell is text or a
number and never a formula. They are made of the bytes of the published CSV files, so what is blank there is
blank here. Writing them takes longer than a whole build, so `rozcestnik sheets` makes them, `.cache` keeps
them, and a build publishes those whose tables are still the same: a workbook is never older than its tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

from macros.data.schema import Package, Schema
from macros.files import kept as keep
from macros.files.code import code_key
from macros.files.form_styles import NO_CLOCK
from macros.files.installed import version
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.coverage.addresses import INDEX
from macros.subjects.coverage.files import gap_files
from macros.subjects.coverage.pages import COUNT_COLUMNS
from macros.subjects.opendata.addresses import DATA
from macros.subjects.opendata.downloads import downloads
from macros.subjects.strategy.addresses import COORDINATOR
from macros.subjects.strategy.files import TASKS_CSV, agenda_files

GAPS, TASKS = f"{INDEX}tabulky.xlsx", f"{COORDINATOR}ukoly.xlsx"
"""Workbooks of tables that the portal works out."""
WORKED_OUT = {GAPS: "Kde pomoc chybí", TASKS: "Úkoly strategií"}
"""Their titles; they are offered beside those of the packages."""
VERSION = b"sheets 2"
"""Changes when the same tables would give another workbook."""
LARGEST = 1_000_000
"""Rows of a sheet; a spreadsheet takes no more."""
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")


class Book(NamedTuple):
    """A workbook: its path in the site, its title, a CSV file by name of the sheet, a digest of all of it.

    `numbers` names the columns of each sheet that are numbers; codes and postcodes of digits stay text.
    """

    path: str
    title: str
    tables: Mapping[str, Callable[[], bytes]]
    key: str
    numbers: Mapping[str, Collection[str]]


def book_path(package: Package) -> str:
    """Path in the site of the workbook of a package, whether it is made or not."""
    return f"{DATA}{package.folder.name}/tabulky.xlsx"


def books(site: Site, files: Iterable[tuple[str, bytes]] = ()) -> Iterator[Book]:
    """Every workbook of a portal. `files` are its downloads, where they are at hand."""
    tables: dict[str, dict[str, bytes]] = {}
    for path, raw in files or downloads(site):
        if path.endswith(".csv"):
            tables.setdefault(path.split("/")[1], {})[Path(path).stem] = raw
    for package in site.packages.values():
        if found := tables.get(package.folder.name):
            parts = [part for name, raw in found.items() for part in (name.encode(), raw)]
            makers = {name: partial(bytes, raw) for name, raw in found.items()}
            numbers = {Path(package.path(name)).stem: _numbers(one) for name, one in package.schemas.items()}
            parts += [f"{name} {sorted(columns)}".encode() for name, columns in numbers.items()]
            yield Book(book_path(package), package.title, makers, _key(parts), numbers)
    yield _worked_out(GAPS, gap_files(site), COUNT_COLUMNS)
    tasks = [one for one in agenda_files(site) if one.path == TASKS_CSV]
    if tasks:
        yield _worked_out(TASKS, tasks)


def _numbers(schema: Schema) -> set[str]:
    return {field.name for field in schema.fields if field.type in ("integer", "number")}


def _worked_out(path: str, files: Iterable[Made], numbers: Collection[str] = ()) -> Book:
    """A workbook of tables that the portal works out; their keys tell more cheaply than their bytes."""
    found = list(files)
    key = _key([code_key(), *(one.key for one in found)])
    names = [Path(one.path).stem for one in found]
    makers = dict(zip(names, (one.make for one in found), strict=True))
    return Book(path, WORKED_OUT[path], makers, key, dict.fromkeys(names, numbers))


def _key(parts: Iterable[bytes]) -> str:
    return digest([VERSION, version("xlsxwriter").encode(), *parts]).hex()


def workbook(book: Book) -> bytes:
    """The bytes of a workbook, the same each time; no cell is a formula or a link."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    made = Workbook(out, options)
    made.set_properties({"title": book.title, "created": NO_CLOCK})
    head = made.add_format({"bold": True, "bg_color": "#0b5351", "font_color": "#ffffff"})
    for name, make in book.tables.items():
        sheet, raw, numbers = made.add_worksheet(name[:31]), make(), set[int]()
        text = raw.decode("utf-8-sig")
        rows = csv.reader(StringIO(text, newline=""), delimiter=";" if raw.startswith(b"\xef") else ",")
        for y, row in enumerate(rows):
            if y >= LARGEST:
                break
            if y == 0:
                numbers = {x for x, cell in enumerate(row) if cell in book.numbers.get(name, ())}
            for x, cell in enumerate(row):
                if x in numbers and _NUMBER.fullmatch(cell) and len(cell) < 12:
                    sheet.write_number(y, x, float(cell))
                elif cell:
                    sheet.write_string(y, x, cell[:32_767], head if y == 0 else None)
        sheet.freeze_panes(1, 0)
    made.close()
    return out.getvalue()


# Kept -------------------------------------------------------------------------------------------------


def kept(root: Path, site: Site, files: Iterable[tuple[str, bytes]]) -> tuple[list[Made], int]:
    """The workbooks made of the tables as they are now, and how many have to be made."""
    folder = keep.cache_of(root, "sheets")
    found: list[Made] = []
    missing = 0
    for book in books(site, files):
        raw = keep.load_bytes(folder / f"{book.key}.xlsx")
        if raw is None:
            missing += 1
        else:
            found.append(Made(book.path, bytes.fromhex(book.key), partial(bytes, raw), alone=True))
    return found, missing


class Done(NamedTuple):
    """What was done: number of workbooks there are, and of those made now."""

    books: int
    made: int


def make_sheets(root: Path, site: Site) -> Done:
    """Make the workbooks that are not kept, and drop those that no table has any more."""
    folder = keep.made_folder(keep.cache_of(root, "sheets"))
    wanted, made = set(), 0
    for book in books(site):
        file = folder / f"{book.key}.xlsx"
        if keep.load_bytes(file) is None:
            keep.save_bytes(file, workbook(book))
            made += 1
        wanted.add(file.name)
    for path in folder.iterdir():
        if path.name not in wanted:
            keep.discard(path)
    return Done(len(wanted), made)
