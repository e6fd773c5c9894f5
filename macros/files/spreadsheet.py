"""Opens a foreign XLSX file for the reader: measured before anything is read, and only its XML is passed on.

The reader (calamine) keeps room for every cell between the first and the last: one filled cell at the far
corner of a sheet costs it 512 GB, and the process with it. So each part of the file is looked through here by
a parser that keeps nothing (expat), and what is larger than any form ends with a sentence.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.parsers import expat

from macros.words.czech import fold

Sheet = list[list[Any]]
LARGEST = 10_000_000
"""Bytes that a file may have, packed or unpacked: a form has some 20 kB, unpacked 200 kB."""
PARTS = 120
"""Files inside of the file; a form has about 15."""
ROWS, COLUMNS = 5_000, 100
"""Where the last filled cell of a sheet may stand."""
CELLS = 200_000
"""Filled cells of the whole file."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class NoSpreadsheet(Exception):
    """The file is no XLSX file, or a damaged one."""


class TooLarge(Exception):
    """The file is larger than a form may be; the text says in Czech what is too large."""


def read_bytes(file: Path) -> bytes:
    """The bytes of a file, one more than may be read where it is larger."""
    with file.open("rb") as source:
        return source.read(LARGEST + 1)


def read_sheets(raw: bytes, wanted: Iterable[str]) -> tuple[dict[str, Sheet], list[str]]:
    """Cells of the wanted sheets of an XLSX file by their names, whatever their case, and the names of all.

    A sheet that is not there is left out. `NoSpreadsheet` or `TooLarge` where the file is not to be read.
    """
    from python_calamine import load_workbook

    if len(raw) > LARGEST:
        raise TooLarge(f"má víc než {_megabytes(LARGEST)}")
    try:
        book = load_workbook(BytesIO(_measured(raw)))
        names = {fold(one).strip(): one for one in book.sheet_names}
        found = {
            one: book.get_sheet_by_name(names[fold(one)]).to_python(skip_empty_area=False)
            for one in wanted
            if fold(one) in names
        }
        return found, book.sheet_names
    except _damaged() as error:
        raise NoSpreadsheet from error


def _damaged() -> tuple[type[Exception], ...]:
    """What is raised while a damaged file is unpacked or read."""
    from python_calamine import CalamineError

    unpacking = zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError
    return CalamineError, *unpacking, ValueError, OSError, EOFError, LookupError


def _measured(raw: bytes) -> bytes:
    """The XML parts of a file, packed anew: what a header says of sizes and names is not believed."""
    out, look, left = BytesIO(), _Look(), LARGEST
    with zipfile.ZipFile(BytesIO(raw)) as packed, zipfile.ZipFile(out, "w") as clean:
        parts = packed.infolist()
        if len(parts) > PARTS:
            raise TooLarge(f"skládá se z víc než {PARTS} částí, má asi příliš mnoho listů")
        names = {one.filename for one in parts}
        if len(names) < len(parts) or not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
            raise NoSpreadsheet
        for one in parts:
            with packed.open(one) as part:
                text = part.read(left + 1)
            left -= len(text)
            if left < 0:
                raise TooLarge(f"rozbalený má víc než {_megabytes(LARGEST)}")
            # Pictures, settings of printers and macros are no business of a form.
            if text.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
                look.part(one.filename, text)
                clean.writestr(one.filename, text)
    look.judge()
    return out.getvalue()


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"


@dataclass
class _Look:
    """What is seen of a file: its sheets and how far the filled cells of each part reach."""

    titles: dict[str, str] = field(default_factory=dict)
    """Title of a sheet by the id of its relation."""
    relations: dict[str, str] = field(default_factory=dict)
    """Id of a relation of the workbook by the end of the path it leads to."""
    reach: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Last row and column of each part that are filled."""
    cells: int = 0
    _part: str = ""
    _row: int = 0
    _column: int = 0

    def part(self, name: str, text: bytes) -> None:
        """Look through one part."""
        self._part, self._row, self._column = name, 0, 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(text, True)

    def _start(self, name: str, values: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            given = values.get("r", "")
            self._row, self._column = int(given) if given.isdecimal() else self._row + 1, 0
        elif kind == "c":
            self._cell(values.get("r", ""))
        elif kind in ("v", "is", "f"):
            self.cells += 1
            row, column = self.reach.get(self._part, (0, 0))
            self.reach[self._part] = max(row, self._row), max(column, self._column)
        elif kind == "sheet" and self._part == "xl/workbook.xml":
            self.titles[next((one for key, one in values.items() if key.endswith(":id")), "")] = values.get(
                "name", ""
            )
        elif kind == "Relationship" and self._part == "xl/_rels/workbook.xml.rels":
            self.relations[values.get("Target", "").rpartition("/")[2]] = values.get("Id", "")

    def _cell(self, reference: str) -> None:
        self._column += 1
        if not reference:
            return
        # The reader takes more for a reference than offices write, and would believe it.
        match = _REFERENCE.fullmatch(reference)
        if not match:
            raise NoSpreadsheet
        self._column = 0
        for letter in match[1]:
            self._column = 26 * self._column + ord(letter) - 64
        self._row = int(match[2])

    def judge(self) -> None:
        """`TooLarge` where a cell lies too far, or there are too many of them."""
        for part, (row, column) in self.reach.items():
            if row > ROWS or column > COLUMNS:
                title = self.titles.get(self.relations.get(part.rpartition("/")[2], ""), part)
                raise TooLarge(f"na listu „{title[:40]}“ je vyplněná buňka až {_letters(column)}{row}")
        if self.cells > CELLS:
            raise TooLarge(f"má víc než {CELLS} vyplněných buněk")


def _refuse(*_: object) -> None:
    """No office writes definitions of entities; who does wants to unpack them."""
    raise NoSpreadsheet


def _letters(column: int) -> str:
    """The letters of a column counted from 1: 27 is AA."""
    said = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said
