"""What an export is: files for others that say what they are, which standard they follow, and prove themselves.

A subject declares its exports; the engine publishes them as it does other files (`publish.targets`). Whoever
lists what a portal offers, or proves it, asks `Subject.exports` and knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from macros.files.made import Made
from macros.model.site import Site

Make = Callable[[Site], Iterable[Made]]
Prove = Callable[[Site, str, bytes], Iterable[str]]


class Standard(NamedTuple):
    """A standard by its name and where it can be read; both "" for a form of our own."""

    name: str = ""
    url: str = ""


OWN = Standard()
RFC_4180 = Standard("CSV (RFC 4180)", "https://www.rfc-editor.org/rfc/rfc4180")
TABLE_SCHEMA = Standard("Table Schema", "https://specs.frictionlessdata.io/table-schema/")
DATA_PACKAGE = Standard("Data Package", "https://specs.frictionlessdata.io/data-package/")
ICALENDAR = Standard("iCalendar (RFC 5545)", "https://www.rfc-editor.org/rfc/rfc5545")
ATOM = Standard("Atom (RFC 4287)", "https://www.rfc-editor.org/rfc/rfc4287")
XLSX = Standard(
    "Office Open XML (ECMA-376)",
    "https://ecma-international.org/publications-and-standards/standards/ecma-376/",
)
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_UA = Standard("PDF/UA-1", "https://www.iso.org/standard/64599.html")


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file that others may take."""

    name: str
    """How tests and commands call it, as `indicator-csv`; no other export of the portal has it."""
    title: str
    """How people call it, in Czech."""
    about: str
    """One Czech sentence: what stands in it and whom it serves."""
    path: str
    """Where its files are in the site. `{x}` stands for a name, `{x*}` for a path: `ukazatele/{indicator}/data.csv`."""
    media: str
    """The media type, as a server should say it."""
    standard: Standard = OWN
    make: Make
    """Yields the files. Exports may share a maker, also with files that are none of theirs; it is asked once."""
    prove: Prove
    """(site, path, bytes) → what is wrong with a file, in English; nothing where it is sound."""
    command: str = ""
    """The command that has to be run before a build can publish them, as `sheets`; "" for none."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the whole path of a file of this export fits."""
        parts = re.split(r"(\{[a-z_]+\*?\})", self.path)
        return re.compile(
            "".join(
                (".+" if part.endswith("*}") else "[^/]+") if part.startswith("{") else re.escape(part)
                for part in parts
            )
        )

    def holds(self, path: str) -> bool:
        """Whether a file of the site belongs to this export."""
        return self.pattern.fullmatch(path) is not None

    def files(self, site: Site) -> Iterator[Made]:
        """Its files alone."""
        return (one for one in self.make(site) if self.holds(one.path))


def by_form(prove: Callable[[bytes], Iterable[str]]) -> Prove:
    """A proof that asks nothing but the bytes."""
    return lambda site, path, raw: prove(raw)
