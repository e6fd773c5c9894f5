"""The letters of paper: Lato, a humanist sans as the web's, out of what MkDocs brings for its own theme.

The web takes the reader's system letters of the same kind and loads none (a weight of Lato with Czech letters is
180 KB). Typst brings a serif only and reads no WOFF; Lato lies in MkDocs as WOFF, which is TrueType with each table
compressed. Where it is missing the serif takes its place, and signs that it lacks always come from there.
"""

from __future__ import annotations

import os
import struct
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from macros.files import kept as keep

if TYPE_CHECKING:
    import typst

FONTS = ("lato-normal.woff", "lato-bold.woff")


def fonts(folder: Path) -> typst.Fonts:
    """The fonts of all documents: those of typst and Lato, none of the system, which differs from another's.

    `folder` keeps Lato unpacked for the next time; typst opens the files when it first needs them.
    """
    import typst

    unpack(folder)
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def unpack(folder: Path) -> None:
    """Put Lato into a folder, where it is not there yet."""
    keep.made_folder(folder)
    for file in packed():
        raw = file.read_bytes()
        letters = folder / f"{keep.digest(raw)}.ttf"
        if not letters.exists():
            # Not in the folder: typst opens all that lies there, and another process may be at it.
            beside = folder.with_name(f"{letters.name}.{os.getpid()}")
            beside.write_bytes(unpacked(raw))
            beside.replace(letters)


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
