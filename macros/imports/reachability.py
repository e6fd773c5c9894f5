"""Journeys by public transport (CSV, as a region's office saves it), entered into `network/reachability`.

A row says from where, where to, by when and how long. What all rows share (day, time, source) may be said once, by
an option. A row about an older timetable never overwrites one about a newer.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from macros.data.edit import Edit
from macros.data.mend import decode
from macros.data.problems import BadData, Problem, nearest, problem
from macros.data.tables import Tables
from macros.files.formulas import formula
from macros.files.spreadsheet import LARGEST, read_bytes
from macros.imports import reachability_words as words
from macros.imports.road import Ground, Import, Option, Plan, Refused
from macros.subjects.network.addresses import REACH
from macros.subjects.territory.model import Municipality, Territories
from macros.words.czech import fold, plural

TABLE = "network", "reachability"
SHOWN = 20
"""So many changes are told one by one."""
_HARMLESS = ("file-bom", "file-newlines", "file-sep", "file-delimiter", "file-end", "file-encoding")
"""Ways in which offices save CSV that lose nothing."""
_NEEDED = ("from_code", "to_code", "minutes")
_SHARED = {"day_kind": "day", "arrive_by": "by", "valid_on": "day", "source_document": "source"}
"""Columns that may be missing, and the option that says them then."""
_CODE = re.compile(r"\b[0-9]{6}\b")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]00)?")
_MINUTES = re.compile(r"([0-9]{1,3})(?:[.,]0+)?\s*(?:min(?:ut[ay]?)?\.?)?")
_HOURS = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::00)?")
"""Hours and minutes; with a dot it would be what programs make of whole minutes (45.00)."""
_DATE = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")

Key = tuple[str, ...]


class Line(NamedTuple):
    """A row of the file as it will stand in the table, and its number in the file."""

    number: int
    cells: dict[str, str]

    @property
    def key(self) -> Key:
        """By which the table knows it."""
        return tuple(self.cells[name] for name in ("from_code", "to_code", "day_kind", "arrive_by"))


@dataclass
class Reader:
    """Collects mistakes while a file is read."""

    file: str
    towns: Mapping[str, Municipality]
    problems: list[Problem] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """How the file spells each column."""
    names: dict[str, list[Municipality]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for town in self.towns.values():
            self.names.setdefault(fold(town.row.name), []).append(town)

    def say(self, row: int, column: str, rule: str, value: str = "", **details: object) -> None:
        """Add a mistake."""
        where = self.heads.get(column, column)
        self.problems.append(problem(self.file, row, where, rule, value, warning=False, **details))

    def stop(self) -> None:
        """Raise what was found."""
        if self.problems:
            raise BadData(sorted(set(self.problems)))


def read_sheet(file: Path) -> list[list[str]]:
    """The cells of a CSV file in any form that offices save. `Refused` or `BadData` where it is none."""
    raw = read_bytes(file)
    if len(raw) > LARGEST:
        raise Refused(words.LARGE.format(file.name))
    if raw.startswith(b"PK"):
        raise Refused(words.ZIPPED.format(file.name))
    text, problems = decode(raw, file.name)
    if found := [one for one in problems if one.rule not in _HARMLESS]:
        raise BadData(found)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refused(words.QUOTES.format(file.name)) from error


def lines_of(sheet: Sequence[Sequence[str]], reader: Reader, shared: Mapping[str, str]) -> list[Line]:
    """The rows of a sheet as the table will have them. `BadData` with every mistake of the file."""
    at = _columns(sheet[0] if sheet else [], reader, shared)
    reader.stop()
    found: list[Line] = []
    first: dict[Key, int] = {}
    for number, row in enumerate(sheet[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(sheet[0]):
            reader.say(number, "", "ways-wide", row[len(sheet[0])])
            continue
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in at.items()}
        line = Line(number, _cells(number, cells, reader, shared))
        if all(line.key) and first.setdefault(line.key, number) != number:
            reader.say(number, "", "ways-twice", first=first[line.key])
        found.append(line)
    if not found and not reader.problems:
        reader.say(0, "", "ways-none")
    reader.stop()
    return found


def _columns(head: Sequence[str], reader: Reader, shared: Mapping[str, str]) -> dict[str, int]:
    at: dict[str, int] = {}
    known = {fold(name): column for column, names in words.COLUMNS.items() for name in (column, *names)}
    for place, cell in enumerate(head):
        column = known.get(fold(cell).strip(), "")
        if column in at:
            reader.say(1, cell.strip(), "ways-column-twice")
        elif column:
            at[column] = place
            reader.heads[column] = cell.strip()
        elif cell.strip():
            reader.say(1, cell.strip(), "ways-column-strange", hint=nearest(fold(cell), known))
    for column in (*_NEEDED, *_SHARED):
        if column not in at and not (column in _SHARED and shared[_SHARED[column]]):
            option = words.OPTION.format(_SHARED[column]) if column in _SHARED else ""
            reader.say(1, "", "ways-column", name=words.COLUMNS[column][0], option=option)
    return at


def _cells(
    number: int, cells: Mapping[str, str], reader: Reader, shared: Mapping[str, str]
) -> dict[str, str]:
    """A row of the table; what is wrong is said and left empty."""
    valid = _valid(number, cells.get("valid_on") or shared["day"], reader)
    kind = _kind(number, cells.get("day_kind", ""), valid, reader)
    found, minutes = _minutes(number, cells["minutes"], cells.get("found", ""), reader)
    made = {
        "from_code": _town(number, "from_code", cells, reader),
        "to_code": _town(number, "to_code", cells, reader),
        "day_kind": kind,
        "arrive_by": _by(number, cells.get("arrive_by") or shared["by"], reader),
        "found": found,
        "minutes": minutes,
        "changes": _changes(number, cells.get("changes", ""), found, reader),
        "valid_on": valid,
        "source_document": cells.get("source_document") or shared["source"],
        "source_section": cells.get("source_section", ""),
        "source_url": cells.get("source_url", ""),
        "source_date": _date(cells.get("source_date", "")) or cells.get("source_date", ""),
    }
    if not made["source_document"]:
        reader.say(number, "source_document", "ways-source")
    for column in ("source_document", "source_section"):
        if formula(made[column]):
            reader.say(number, column, "form-formula", made[column])
    return made


def _town(number: int, column: str, cells: Mapping[str, str], reader: Reader) -> str:
    text = cells[column]
    if not text:
        reader.say(number, column, "ways-town")
        return ""
    code, name = _CODE.search(text), fold(_CODE.sub("", text)).strip(" ()-–,")
    if code:
        town = reader.towns.get(code[0])
        if town is None:
            reader.say(number, column, "form-town", text, hint=nearest(code[0], reader.towns))
            return ""
        if name and fold(town.row.name) != name:
            reader.say(number, column, "form-town-name", text, name=town.row.name, code=code[0])
        return code[0]
    same = reader.names.get(name, [])
    if len(same) == 1:
        return same[0].code
    if same:
        near = sorted(same, key=lambda town: not town.covered)
        listed = "; ".join(f"{one.row.name} ({one.code}), {one.orp.name}" for one in near[:30])
        reader.say(number, column, "form-town-many", text, count=len(same), listed=listed)
    else:
        hint = nearest(text, {one.row.name for one in reader.towns.values()})
        reader.say(number, column, "form-town", text, hint=hint)
    return ""


def _date(text: str) -> str:
    """A day as RRRR-MM-DD; "" for what is none."""
    if match := _DATE.fullmatch(text):
        text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _valid(number: int, text: str, reader: Reader) -> str:
    day = _date(text)
    if not day:
        reader.say(number, "valid_on", "ways-day", text)
    return day


def _kind(number: int, text: str, valid: str, reader: Reader) -> str:
    """The kind of a day: as the row says, else that of the day of the timetable."""
    if text:
        kind = words.KINDS.get(fold(text), "")
        if not kind:
            reader.say(number, "day_kind", "ways-kind", text)
        return kind
    if not valid:
        return ""
    weekday = dt.date.fromisoformat(valid).weekday()
    return {5: "saturday", 6: "sunday"}.get(weekday, "workday")


def _by(number: int, text: str, reader: Reader) -> str:
    match = _TIME.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return f"{int(match[1]):02d}:{match[2]}"
    reader.say(number, "arrive_by", "ways-by", text)
    return ""


def _minutes(number: int, text: str, found: str, reader: Reader) -> tuple[str, str]:
    """Whether there is a journey, and its minutes; 1:05 is an hour and five."""
    said = fold(text)
    if said in words.NO_JOURNEY or (not said and fold(found) in words.NO_JOURNEY):
        return "none", ""
    if match := _HOURS.fullmatch(text):
        return "connection", str(60 * int(match[1]) + int(match[2]))
    if match := _MINUTES.fullmatch(said):
        return "connection", str(int(match[1]))
    reader.say(number, "minutes", "ways-minutes", text)
    return "", ""


def _changes(number: int, text: str, found: str, reader: Reader) -> str:
    bare = text.removesuffix(",0").removesuffix(".0")
    if found == "none" and bare in ("", "0"):
        return ""
    if found == "none":
        reader.say(number, "changes", "ways-contradiction", text)
        return ""
    if not bare or (bare.isascii() and bare.isdigit() and len(bare) == 1):
        return bare
    reader.say(number, "changes", "ways-changes", text)
    return ""


# The road ---------------------------------------------------------------------------------------------


def _read(file: Path, ground: Ground) -> list[list[str]]:
    return read_sheet(file)


def _plan(sheet: list[list[str]], file: Path, ground: Ground, *, day: str, by: str, source: str) -> Plan:
    reader = Reader(file.name, ground.site[Territories].municipalities)
    lines = lines_of(sheet, reader, {"day": day.strip(), "by": by.strip(), "source": source.strip()})
    edit = Edit(ground.tables)
    rows = edit.rows(*TABLE)
    counts = dict.fromkeys(("new", "changed", "same", "older"), 0)
    taken: dict[Key, Line] = {}
    for line in lines:
        old = rows.get(*line.key)
        if old is not None and old["valid_on"] > line.cells["valid_on"]:
            counts["older"] += 1
            continue
        taken[line.key] = line
        if old is None:
            rows.add(line.cells)
            counts["new"] += 1
        else:
            counts["changed" if old.update(line.cells) else "same"] += 1
    told = edit.told()
    return Plan(
        edit=edit,
        said=[
            *told[:SHOWN],
            *([words.MORE.format(plural(len(told) - SHOWN, *words.CHANGES))] if len(told) > SHOWN else []),
            *(
                words.COUNTS[name].format(plural(count, *words.JOURNEYS))
                for name, count in counts.items()
                if count
            ),
        ],
        then=words.THEN.format(REACH),
        place=partial(_in_file, reader, taken),
    )


def _in_file(reader: Reader, taken: Mapping[Key, Line], found: Problem, now: Tables) -> Problem:
    """Say a problem of the table where the person can mend it: in the file."""
    table = now[TABLE]
    if found.file != table.file or not 2 <= found.row < len(table.rows) + 2:
        return found
    cells = dict(zip(table.schema.names, table.rows[found.row - 2], strict=True))
    line = taken.get(tuple(cells[name] for name in table.schema.key_columns))
    if line is None:
        return found
    column = reader.heads.get(found.column, found.column)
    return replace(found, file=reader.file, row=line.number, column=column)


REACHABILITY = Import(
    name="reachability",
    help=words.HELP,
    takes="DOJEZD.csv",
    read=_read,
    change=_plan,
    options=(
        Option(name="day", help=words.DAY, default=""),
        Option(name="by", help=words.BY, default=""),
        Option(name="source", help=words.SOURCE, default=""),
    ),
)
