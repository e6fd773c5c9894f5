"""A CSV file of the right form, read piece by piece into whole columns.

Right is: UTF-8 with LF and commas, the header that the schema asks for, as many cells in every row, one line a row.
Nearly every file is, and then no step here is taken for a single cell by a loop of ours: pieces that fit into the
cache of a processor are split and turned into columns, and where a column says the same again and again, each of its
values is kept once. Any other file is None here and the work of `tables`, which says in words what is wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import IO

from macros import characters

PIECE = 1 << 16
"""Bytes that are read at once: what a piece becomes, some ten times as much, stays near the processor."""
LINE = 131_072
"""Characters of the longest line; `tables` takes longer ones apart cell by cell."""
_PLAIN = bytes((*range(0x20, 0x7F), 0x0A))
"""Bytes of which nothing has to be asked."""
_USUAL = frozenset("áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽäöüÄÖÜßľĺŕô„“‚‘’–—…§°×·€²³½" + "\u00a0")
"""Signs of Czech texts: seen, composed, of no other script. Others are looked up in `characters`."""
_TRIED, _REPEATED = 2_000, 2
"""After so many rows a column whose values stand there fewer than twice is kept as it is."""


class Pool(dict[str, str]):
    """The values of a column, each once."""

    def __missing__(self, cell: str) -> str:
        self[cell] = cell
        return cell


@dataclass(slots=True)
class Columns:
    """Cells as text, by column. `pools` has the distinct values of a column where they repeat, None elsewhere.

    `lines` are the lines of the rows, None where they were not wanted. `odd`: some character has to be looked
    at cell by cell.
    """

    cells: list[list[str]]
    pools: list[Pool | None]
    lines: list[str] | None
    odd: bool


def read_columns(file: IO[bytes], names: Sequence[str], *, lines: bool) -> Columns | None:
    """Read an open file from its beginning; None where its form is not the right one. OSError as files raise it."""
    header = (",".join(names) + "\n").encode()
    if not names or file.read(len(header)) != header:
        return None
    found = Columns([[] for _ in names], [Pool() for _ in names], [] if lines else None, odd=False)
    for piece in _pieces(file):
        if not _take(found, piece):
            return None
    return found


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Pieces that end with a line; one that does not is too long, or the last."""
    rest = b""
    while part := file.read(PIECE):
        end = part.rfind(b"\n") + 1
        if end:
            yield rest + part[:end]
            rest = part[end:]
        else:
            rest += part
            if len(rest) > 4 * LINE:
                break
    if rest:
        yield rest


def _take(found: Columns, piece: bytes) -> bool:
    """Add the rows of a piece; return whether all have the right form."""
    signs = piece.translate(None, _PLAIN)
    try:
        text = piece.decode()
        unusual = signs and set(signs.decode()) - _USUAL
    except UnicodeDecodeError:
        return False
    if b"\r" in signs or b"\0" in signs or not text.endswith("\n"):
        return False
    if unusual and not found.odd:
        found.odd = characters.suspicious(text)
    lines = text.split("\n")
    lines.pop()
    if len(max(lines, key=len)) > LINE:
        return False
    columns = _split(text, lines, len(found.cells))
    if columns is None or _blank(columns):
        return False
    for at, column in enumerate(columns):
        _keep(found, at, column)
    if found.lines is not None:
        found.lines += lines
    return True


def _split(text: str, lines: list[str], width: int) -> Sequence[Sequence[str]] | None:
    """The columns of some lines; None where a row has another width, or more than one line."""
    if '"' not in text:
        if set(map(str.count, lines, repeat(","))) != {width - 1}:
            return None
        cells = text[:-1].replace("\n", ",").split(",")
        return [cells[at::width] for at in range(width)]
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        return None
    if len(rows) != len(lines) or set(map(len, rows)) != {width}:
        return None
    return list(zip(*rows, strict=True))


def _blank(columns: Sequence[Sequence[str]]) -> bool:
    """Whether some row has nothing in it."""
    return all("" in column for column in columns) and not all(map(any, zip(*columns, strict=True)))


def _keep(found: Columns, at: int, column: Sequence[str]) -> None:
    cells, pool = found.cells[at], found.pools[at]
    if pool is None:
        cells += column
        return
    cells.extend(map(pool.__getitem__, column))
    if len(cells) >= _TRIED and len(pool) * _REPEATED > len(cells):
        found.pools[at] = None
