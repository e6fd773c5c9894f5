"""Proofs of published files: each yields, in English, what is wrong with the bytes of a file; nothing where it is sound.

They judge a file by its standard with the means of others (the library `icalendar`, calamine, expat), never by
the code that wrote it. No build asks them; tests do, for every file of every export.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from macros.data.schema import Package
from macros.data.tables import read_table
from macros.files.formulas import formula

_ATOM = "http://www.w3.org/2005/Atom"


def table(package: Package, name: str, raw: bytes) -> Iterator[str]:
    """A table of a package against its schema, by the fast pass."""
    found = read_table(raw, package.name, name, package.path(name), package.schemas[name])
    yield from (f"{one.where()}: {one.rule} {one.value}" for one in found.problems)
    if not found.sound:
        yield f"{package.path(name)} does not obey its schema"


def plain_text(raw: bytes) -> Iterator[str]:
    """Plain text: UTF-8 without a mark, LF, an end of the line at its end, no signs that no editor shows."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield str(error)
        return
    if text.startswith("\ufeff"):
        yield "it begins with the mark of UTF-8"
    if not text.endswith("\n"):
        yield "the last line has no end"
    yield from (
        f"line {number} holds {one!r}"
        for number, line in enumerate(text.split("\n"), 1)
        for one in line
        if one < " "
    )


def csv_file(columns: Sequence[str], raw: bytes, *, numbers: Collection[str] = ()) -> Iterator[str]:
    """CSV for machines: UTF-8 without a mark, commas, LF, these columns, numbers in those that hold them."""
    yield from _csv(columns, raw, ",", "\n")
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8", "replace"), newline=""))
    for number, row in enumerate(rows, start=2):
        for column in numbers:
            if row.get(column) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row[column] or ""):
                yield f"row {number}, {column}: {row[column]} is no number"


def csv_for_people(columns: Sequence[str], raw: bytes) -> Iterator[str]:
    """CSV as spreadsheets of Czech offices open it: a mark of UTF-8, semicolons, CRLF, no cell that they compute."""
    if not raw.startswith(b"\xef\xbb\xbf"):
        yield "the mark of UTF-8 is missing"
    text = raw.removeprefix(b"\xef\xbb\xbf")
    yield from _csv(columns, text, ";", "\r\n")
    for row in csv.reader(io.StringIO(text.decode("utf-8", "replace"), newline=""), delimiter=";"):
        yield from (f"{cell} is a formula" for cell in row if not cell.startswith("'") and formula(cell))


def _csv(columns: Sequence[str], raw: bytes, delimiter: str, end: str) -> Iterator[str]:
    try:
        text = raw.decode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield str(error)
        return
    if not rows or rows[0] != list(columns):
        yield f"the columns are {rows[:1]}"
    yield from (
        f"row {at} has {len(row)} cells" for at, row in enumerate(rows, 1) if len(row) != len(columns)
    )
    if not text.endswith(end) or re.search("[\r\n]", text.replace(end, "")):
        yield "lines do not end as they should"


def json_object(needed: Collection[str], raw: bytes) -> Iterator[str]:
    """JSON: one object with these members and no number that JSON does not know."""
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except ValueError as error:
        yield str(error)
        return
    if not isinstance(found, dict):
        yield "it is no object"
    elif lost := sorted(set(needed) - found.keys()):
        yield f"members are missing: {', '.join(lost)}"


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON")


def calendar(raw: bytes) -> Iterator[str]:
    """iCalendar (RFC 5545): read by the library, each event with its id, stamp, first day and title."""
    import icalendar

    lines = raw.split(b"\r\n")
    if b"\n" in b"".join(lines) or any(len(line) > 75 for line in lines):
        yield "lines are not folded at 75 octets and ended by CRLF"
    try:
        found = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        yield str(error)
        return
    yield from (f"{name} is missing" for name in ("VERSION", "PRODID") if name not in found)
    known = set[str]()
    for event in found.walk("VEVENT"):
        uid = str(event.get("UID", ""))
        if uid in known:
            yield f"two events are {uid}"
        known.add(uid)
        yield from (
            f"{uid}: {name} is missing"
            for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY")
            if name not in event
        )
        yield from (f"{uid}: {error}" for error in event.errors)


def feed(raw: bytes) -> Iterator[str]:
    """Atom (RFC 4287): well-formed, feed and entries with id, title and updated, no id twice."""
    from xml.parsers import expat

    try:
        tree = _tree(raw)
    except expat.ExpatError as error:
        yield str(error)
        return
    if tree[:1] != [(f"{_ATOM} feed", 0, "")]:
        yield "it is no feed"
    for name in ("id", "title", "updated"):
        entries = sum(1 for one in tree if one[:2] == (f"{_ATOM} entry", 1))
        if sum(1 for one in tree if one[:2] == (f"{_ATOM} {name}", 1)) != 1:
            yield f"the feed has no {name} or more of them"
        if sum(1 for one in tree if one[:2] == (f"{_ATOM} {name}", 2) and one[2]) != entries:
            yield f"an entry has no {name} or more of them"
    ids = [text for name, _, text in tree if name == f"{_ATOM} id"]
    if len(set(ids)) < len(ids) - 1:  # a feed may be called as its page is
        yield "two entries have one id"


def _tree(raw: bytes) -> list[tuple[str, int, str]]:
    """Every element of an XML file in its order: name with its namespace, depth, text."""
    from xml.parsers import expat

    found: list[tuple[str, int, str]] = []
    open_: list[int] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, _: dict[str, str]) -> None:
        found.append((name, len(open_), ""))
        open_.append(len(found) - 1)

    def text(said: str) -> None:
        name, depth, before = found[open_[-1]]
        found[open_[-1]] = name, depth, before + said.strip()

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = text
    parser.Parse(raw, True)
    return found


def workbook(raw: bytes) -> Iterator[str]:
    """XLSX: another program reads every sheet of it; no cell is a formula, nothing leads out of the file."""
    import zipfile

    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(raw))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        yield str(error) or "it cannot be read"
        return
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        for part in parts.namelist():
            text = parts.read(part)
            if re.search(rb"<f[ >/]|<hyperlink|TargetMode=\"External\"", text):
                yield f"{part} has a formula or leads out"
            if "vba" in part.lower() or part.startswith("xl/externalLinks"):
                yield f"{part} does not belong into a table"


def document(raw: bytes) -> Iterator[str]:
    """PDF: begins and ends as one, and its end leads to its table of objects."""
    if not re.match(rb"%PDF-[12]\.[0-9]", raw):
        yield "it does not begin as a PDF"
    end = re.search(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z", raw[-64:])
    if not end:
        yield "it does not end as a PDF"
    elif not re.match(rb"xref|[0-9]+ [0-9]+ obj", raw[int(end[1]) : int(end[1]) + 24]):
        yield "its end does not lead to its table of objects"
