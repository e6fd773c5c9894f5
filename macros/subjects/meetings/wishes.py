"""Reads the table of wishes (CSV or XLSX): all mistakes at once in the words of the sheet, else the event."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from macros.data.mend import decode
from macros.data.problems import BadData, Problem, nearest, problem
from macros.files.formulas import formula
from macros.files.spreadsheet import LARGEST, NoSpreadsheet, TooLarge, read_bytes, read_sheets
from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Event, Organisation
from macros.words.czech import fold

MOST = 400
"""Organisations of one event; CP-SAT was measured on 200."""
_NEEDED = ("organisation", "wants")
_TIME = r"([0-9]{1,2})[:.]([0-9]{2})"
_ROUND = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?")
_CLOCK = re.compile(rf"{_TIME}(?:\s*[-–]\s*{_TIME})?")
_HARMLESS = ("file-bom", "file-newlines", "file-sep", "file-delimiter", "file-end", "file-encoding")
"""Ways in which offices save CSV that lose nothing."""


@dataclass
class Row:
    """A row of the sheet, and where it stands."""

    number: int
    cells: dict[str, Any]

    def text(self, column: str) -> str:
        """A cell as text of one line; whole numbers without a decimal point."""
        value = self.cells.get(column, "")
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return re.sub(r"\s+", " ", str(value)).strip()


@dataclass
class Reader:
    """Collects problems while the table is read."""

    file: str
    event: Event
    problems: list[Problem] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """How the sheet spells each column."""
    spoilt: set[str] = field(default_factory=set)
    """Names that were told to be mended: wishes for them are no mistakes of their own."""

    def say(self, row: int, column: str, rule: str, value: str = "", **details: object) -> None:
        """Add a mistake."""
        where = self.heads.get(column, column)
        self.problems.append(problem(self.file, row, where, rule, value, warning=False, **details))

    def stop(self) -> None:
        """Raise what was found."""
        if self.problems:
            raise BadData(sorted(set(self.problems)))


def read_wishes(file: Path, event: Event) -> Event:
    """The event with the organisations of a table. `BadData` with every mistake of it."""
    reader = Reader(file.name, event)
    rows = list(_rows(_sheet(file, reader), reader))
    reader.stop()
    names = _names(rows, reader)
    known = {fold(name): at for at, name in enumerate(names.values())}
    found = [
        _organisation(row, names[row.number], known, names, reader) for row in rows if row.number in names
    ]
    if not reader.problems and len(found) < 2:
        reader.say(0, "", "wishes-few")
    if not reader.problems and not any(one.wants for one in found):
        reader.say(0, "", "wishes-none")
    if len(found) > MOST:
        reader.say(0, "", "wishes-many", count=len(found), most=MOST)
    reader.stop()
    return replace(event, organisations=tuple(found))


def _sheet(file: Path, reader: Reader) -> list[list[Any]]:
    raw = read_bytes(file)
    if len(raw) > LARGEST:
        reader.say(0, "", "wishes-large", reason=words.LARGE)
        reader.stop()
    if not raw.startswith(b"PK"):
        if raw.startswith(b"\xd0\xcf\x11\xe0"):
            reader.say(0, "", "wishes-file")
            reader.stop()
        text, problems = decode(raw, reader.file)
        reader.problems += [one for one in problems if one.rule not in _HARMLESS]
        reader.stop()
        try:
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
        except csv.Error:
            reader.say(0, "", "wishes-quotes")
    else:
        try:
            found, names = read_sheets(raw, (words.SHEET,))
            if not found and names:
                found, _ = read_sheets(raw, names[:1])
            return next(iter(found.values()), [])
        except TooLarge as error:
            reader.say(0, "", "wishes-large", reason=str(error))
        except NoSpreadsheet:
            reader.say(0, "", "wishes-file")
    reader.stop()
    return []


def _rows(sheet: list[list[Any]], reader: Reader) -> Iterator[Row]:
    head = [fold(str(cell)).strip() for cell in (sheet[0] if sheet else [])]
    at: dict[str, int] = {}
    for place, cell in enumerate(head):
        name = next((key for key, all_of in words.COLUMNS.items() if cell in (key, fold(all_of))), "")
        if name in at:
            reader.say(1, str(sheet[0][place]), "wishes-column-twice")
        elif name:
            at[name] = place
            reader.heads[name] = str(sheet[0][place]).strip()
        elif cell and (near := nearest(cell, [*words.COLUMNS, *map(fold, words.COLUMNS.values())], "")):
            reader.say(1, str(sheet[0][place]), "wishes-column-like", hint=near.rstrip("."))
    for name in _NEEDED:
        if name not in at:
            reader.say(1, "", "wishes-column", name=name, czech=words.COLUMNS[name])
    for number, line in enumerate(sheet[1:], start=2):
        row = Row(number, {name: line[place] if place < len(line) else "" for name, place in at.items()})
        if len(line) > len(head):
            reader.say(number, "", "wishes-wide", line[len(head)])
        elif any(str(cell).strip() for cell in line):
            yield row


def _names(rows: Sequence[Row], reader: Reader) -> dict[int, str]:
    """The organisation of each row that has one, once."""
    names: dict[int, str] = {}
    first: dict[str, int] = {}
    for row in rows:
        name = row.text("organisation")
        if not name:
            reader.say(row.number, "organisation", "wishes-nameless")
        elif formula(name):
            reader.spoilt.add(fold(name))
            reader.say(row.number, "organisation", "wishes-formula", name)
        elif ";" in name:
            reader.spoilt.update(fold(part).strip() for part in name.split(";"))
            reader.say(row.number, "organisation", "wishes-semicolon", name)
        elif fold(name) in first:
            reader.say(row.number, "organisation", "wishes-twice", name, first=first[fold(name)])
        else:
            first[fold(name)], names[row.number] = row.number, name
    return names


def _organisation(
    row: Row, name: str, known: dict[str, int], names: dict[int, str], reader: Reader
) -> Organisation:
    return Organisation(
        name=name,
        people=_people(row, reader),
        wants=_others(row, "wants", name, known, names, reader),
        met=_others(row, "met", name, known, names, reader),
        away=frozenset(_away(row, reader)),
    )


def _people(row: Row, reader: Reader) -> int:
    text = row.text("people")
    if text in ("", "1"):
        return 1
    if text != "2":
        reader.say(row.number, "people", "wishes-people", text)
    return 2


def _others(
    row: Row, column: str, name: str, known: dict[str, int], names: dict[int, str], reader: Reader
) -> tuple[int, ...]:
    found: list[int] = []
    for other in (part.strip() for part in row.text(column).split(";")):
        if not other or fold(other) in reader.spoilt:
            continue
        place = known.get(fold(other))
        if place is None:
            comma = [part.strip() for part in other.split(",")]
            if len(comma) > 1 and all(fold(part) in known for part in comma):
                reader.say(row.number, column, "wishes-comma", other)
            else:
                reader.say(row.number, column, "wishes-unknown", other, hint=_near(other, names))
        elif fold(other) == fold(name):
            reader.say(row.number, column, "wishes-itself", other)
        elif place in found:
            reader.say(row.number, column, "wishes-again", other)
        else:
            found.append(place)
    return tuple(found)


def _near(name: str, names: dict[int, str]) -> str:
    """The nearest names, whatever their letters and accents."""
    folded = {fold(one): one for one in names.values()}
    hint = nearest(fold(name), folded, "").rstrip(".")
    return words.NEAREST.format(", ".join(folded[one] for one in hint.split(", "))) if hint else ""


def _away(row: Row, reader: Reader) -> Iterator[int]:
    value = row.cells.get("away", "")
    if isinstance(value, dt.datetime | dt.date | dt.timedelta):
        reader.say(row.number, "away", "wishes-date", str(value))
        return
    if isinstance(value, dt.time):
        value = f"{value:%H:%M}"
    if isinstance(value, float):
        value = f"{value:g}"
        if "." in value:
            reader.say(row.number, "away", "wishes-decimal", value.replace(".", ","))
            return
    for part in (one.strip() for one in str(value).split(";")):
        if part:
            yield from _part(part, row, reader)


def _part(part: str, row: Row, reader: Reader) -> Iterator[int]:
    last = reader.event.rounds
    if match := _ROUND.fullmatch(part):
        first, end = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= end <= last:
            reader.say(row.number, "away", "wishes-round", part, last=last)
            return
        yield from range(first, end + 1)
    elif match := _CLOCK.fullmatch(part):
        yield from _by_clock(part, match, row, reader)
    else:
        reader.say(row.number, "away", "wishes-away", part)


def _by_clock(part: str, match: re.Match[str], row: Row, reader: Reader) -> Iterator[int]:
    event = reader.event
    given = [int(one) if one else -1 for one in match.groups()]
    begin, end = 60 * given[0] + given[1], 60 * given[2] + given[3] if given[2] >= 0 else -1
    opens = 60 * event.start.hour + event.start.minute
    rounds = {
        number
        for number in range(1, event.rounds + 1)
        for low in [opens + event.minutes * (number - 1)]
        if (low <= begin < low + event.minutes if end < 0 else low < end and begin < low + event.minutes)
    }
    wrong = given[0] > 23 or given[1] > 59 or given[2] > 23 or given[3] > 59
    if wrong or 0 <= end <= begin:
        reader.say(row.number, "away", "wishes-away", part)
    elif not rounds:
        said = f"{event.clock(1).split('–')[0]}–{event.clock(event.rounds).split('–')[1]}"
        reader.say(row.number, "away", "wishes-time", part, event=said)
    else:
        yield from sorted(rounds)
