"""A CSV file of the right form, read piece by piece into whole columns.

Right is: UTF-8 with LF and commas, the header that the schema asks for, as many cells in every row, one line a row.
Nearly every file is, and then no step here is taken for a single cell by a loop of ours: pieces that fit into the
cache of a processor are split as bytes and turned into columns, and where a column says the same again and again, each
of its values becomes a text once. Any other file is None here and the work of `tables`, which says what is wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from macros.data import characters

PIECE = 1 << 16
"""Bytes that are read at once: what a piece becomes, some ten times as much, stays near the processor."""
LINE = 131_072
"""Bytes of the longest line; `tables` takes longer ones apart cell by cell."""
_PLAIN = bytes((0x0A, *range(0x20, 0x7F), *range(0x80, 0xC0), 0xC3, 0xC4, 0xC5))
"""Bytes in UTF-8 of ASCII and of Latin letters (U+00C0 to U+017F), of which nothing has to be asked."""
_USUAL = frozenset("„“‚‘’–—…§°·€²³½\u00a0").union(map(chr, (*range(0xC0, 0x180), 0x0A, *range(0x20, 0x7F))))
"""Signs of Czech texts: seen, composed, of no other script. Others are looked up in `characters`."""
_HOPELESS = ((2_000, 0.95), (50_000, 0.5))
"""From so many rows on a column of which such a share is distinct is kept as it is."""


class Pool(dict[bytes | str, str]):
    """The texts of a column by what stands for them in the file: each is decoded once."""

    def __missing__(self, cell: bytes | str) -> str:
        text = self[cell] = cell if isinstance(cell, str) else cell.decode().replace(_COMMA, ",")
        return text


@dataclass(slots=True)
class Columns:
    """Cells as text, by column. `pools` has the distinct texts of a column where they repeat, None elsewhere.

    `lines` are the lines of the rows, None where they were not wanted. `odd`: some character has to be looked
    at cell by cell.
    """

    cells: list[list[str]]
    pools: list[Pool | None]
    lines: list[str] | None
    odd: bool

    def distinct(self) -> Iterator[dict[str, None] | None]:
        """Yield the distinct texts of each column in the order of the file, None where they hardly repeat."""
        return (None if pool is None else dict.fromkeys(pool.values()) for pool in self.pools)


class OtherForm(Exception):
    """The file has another form from the byte `at` on; the `rows` before that place have the right one."""

    def __init__(self, at: int, rows: int) -> None:
        super().__init__(at, rows)
        self.at, self.rows = at, rows


def read_columns(file: IO[bytes], names: Sequence[str], *, lines: bool) -> Columns:
    """Read an open file from its beginning. OtherForm where it has not the right one, OSError as files raise it."""
    header = (",".join(names) + "\n").encode()
    if not names or file.read(len(header)) != header:
        raise OtherForm(0, 0)
    found = Columns([[] for _ in names], [Pool() for _ in names], [] if lines else None, odd=False)
    at = len(header)
    for piece in _pieces(file):
        rows = len(found.cells[0])
        try:
            right = _take(found, piece)
        except (UnicodeDecodeError, csv.Error):
            right = False
        if not right:
            raise OtherForm(at, rows)
        at += len(piece)
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
            if len(rest) > 2 * LINE:
                break
    if rest:
        yield rest


def _take(found: Columns, piece: bytes) -> bool:
    """Add the rows of a piece; return whether all have the right form. UnicodeDecodeError, csv.Error: they have not."""
    signs = piece.translate(None, _PLAIN)
    if not piece.endswith(b"\n") or b"\r" in signs or b"\0" in signs:
        return False
    if len(piece) > LINE and max(map(len, piece.split(b"\n"))) > LINE:
        return False
    # Text of ASCII and Latin letters is passed by its bytes alone.
    if signs and not found.odd and not _USUAL.issuperset(text := piece.decode()):
        found.odd = characters.suspicious(text)
    columns = _split(piece, len(found.cells))
    if columns is None or _blank(columns):
        return False
    for at, column in enumerate(columns):
        _keep(found, at, column)
    if found.lines is not None:
        found.lines += piece.decode().split("\n")[:-1]
    return True


def _split(piece: bytes, width: int) -> Sequence[Sequence[bytes] | Sequence[str]] | None:
    """The columns of some lines; None where a row has another width, or more than one line."""
    bare = _unquoted(piece) if b'"' in piece else piece
    if bare is None:
        return _parsed(piece.decode(), width)
    rows = bare.count(b"\n")
    # The end of a line becomes a cell of its own, so that rows of another width show.
    cells = bare[:-1].replace(b"\n", b",\n,").split(b",")
    if len(cells) != rows * (width + 1) - 1 or cells[width :: width + 1].count(b"\n") != rows - 1:
        return None
    return [cells[at :: width + 1] for at in range(width)]


_COMMA = "\0"
"""Stands for a comma in quotes: no text that is read here has this sign."""
_ENDS = frozenset((b",", b"\n"))


def _unquoted(piece: bytes) -> bytes | None:
    """Lines without their quotes; None where these are not simple: doubled, around several lines, in the middle."""
    parts = piece.split(b'"')
    outside, inside = parts[::2], b'"'.join(parts[1::2])
    if len(parts) % 2 == 0 or b"\n" in inside:
        return None
    if not _ENDS.issuperset([one[:1] for one in outside[1:]]):
        return None
    if not _ENDS.issuperset([one[-1:] for one in outside[:-1] if one]):
        return None
    parts[1::2] = inside.replace(b",", _COMMA.encode()).split(b'"')
    return b"".join(parts)


def _parsed(text: str, width: int) -> Sequence[Sequence[str]] | None:
    lines = text.split("\n")[:-1]
    rows = list(csv.reader(lines, strict=True))
    if len(rows) != len(lines) or set(map(len, rows)) != {width}:
        return None
    return list(zip(*rows, strict=True))


def _blank(columns: Sequence[Sequence[bytes] | Sequence[str]]) -> bool:
    """Whether some row has nothing in it."""
    return all(not all(column) for column in columns) and not all(map(any, zip(*columns, strict=True)))


def _keep(found: Columns, at: int, column: Sequence[bytes] | Sequence[str]) -> None:
    cells, pool = found.cells[at], found.pools[at]
    if pool is not None:
        cells.extend(map(pool.__getitem__, column))
        if any(len(cells) >= rows and len(pool) > share * len(cells) for rows, share in _HOPELESS):
            found.pools[at] = None
    elif isinstance(column[0], bytes):
        joined = b"\n".join(column)  # type: ignore[arg-type]
        cells += joined.decode().replace(_COMMA, ",").split("\n")
    else:
        cells += column  # type: ignore[arg-type]
