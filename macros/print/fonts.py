"""The letters of paper: Lato, a humanist sans as the web's, out of what MkDocs brings for its own theme.

The web takes the reader's system letters of the same kind and loads none (a weight of Lato with Czech letters is
180 KB). Typst brings a serif only and reads no WOFF; Lato lies in MkDocs as WOFF, which is TrueType with each table
compressed. Where it is missing the serif takes its place, and signs that it lacks always come from there.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONTS = ("lato-normal.woff", "lato-bold.woff")
_KEPT: list[TemporaryDirectory[str]] = []
"""The unpacked fonts, as long as the process lives: typst opens them when it first needs them."""


@cache
def fonts() -> typst.Fonts:
    """The fonts of all documents: those of typst and Lato, none of the system, which differs from another's."""
    import typst

    folder = TemporaryDirectory(prefix="rozcestnik-")
    _KEPT.append(folder)
    for file in packed():
        Path(folder.name, file.with_suffix(".ttf").name).write_bytes(unpacked(file.read_bytes()))
    return typst.Fonts(include_system_fonts=False, font_paths=[folder.name])


def packed() -> list[Path]:
    """The files of MkDocs; none where this version has them no more."""
    spec = find_spec("mkdocs")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "themes" / "readthedocs" / "css" / "fonts"
    found = [folder / name for name in FONTS]
    return found if all(one.is_file() for one in found) else []


def unpacked(raw: bytes) -> bytes:
    """A font as TrueType. ValueError where it is no WOFF."""
    signature, flavour, _, count = struct.unpack(">4sIIH", raw[:14])
    if signature != b"wOFF":
        raise ValueError("not a WOFF")
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", flavour, count, 16 << power, power, 16 * count - (16 << power))
    body, start = b"", 12 + 16 * count
    for at in range(44, 44 + 20 * count, 20):
        tag, offset, length, whole, checksum = struct.unpack(">4s4I", raw[at : at + 20])
        table = raw[offset : offset + length]
        table = zlib.decompress(table) if length < whole else table
        head += struct.pack(">4s3I", tag, checksum, start + len(body), whole)
        body += table + b"\0" * (-whole % 4)
    return head + body
