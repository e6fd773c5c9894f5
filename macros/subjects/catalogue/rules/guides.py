"""Rules about guides: each lies where its situation has its page; and about the page of help in need."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from macros.check import Check, Data, check
from macros.check.common import Hints, known
from macros.data.heads import Text
from macros.data.problems import Problem, problem
from macros.subjects.catalogue.rules.services import edition

_GUIDES = "catalogue/situace/"
_HELP = "catalogue/pomoc-v-nouzi.md"
"""The page to which the line of help on top of every page leads."""
_CHILDREN = "catalogue/pro-deti.md"
"""A child's own page, where a portal has one."""


@check("guide-missing", "guide-other", "guide-place", "guide-unknown")
def guides(data: Data) -> Iterator[Problem]:
    """A guide lies where its situation has its page."""
    situations = known(data, "situations", "situations", "id")
    hint = Hints(situations or ())
    for text in data.texts():
        # Of a head that nobody can read, nobody knows whose guide it is.
        if text.head or not text.problems:
            yield from _guide(text, situations, hint)


def _guide(text: Text, situations: set[str] | None, hint: Hints) -> Iterator[Problem]:
    guide = text.head.get("guide", "")
    place = text.file.removeprefix(_GUIDES).removesuffix(".md").removesuffix("/index")
    if not text.file.startswith(_GUIDES) or place == "index":
        if guide:
            yield problem(text.file, 0, "guide", "guide-place", str(guide))
    elif not guide:
        yield problem(text.file, 0, "guide", "guide-missing", id=place)
    elif guide != place:
        yield problem(text.file, 0, "guide", "guide-other", str(guide), id=place)
    elif situations is not None and guide not in situations:
        yield problem(text.file, 0, "guide", "guide-unknown", str(guide), hint=hint(str(guide)))


@check("exit-lost", "file-missing")
def help_page(data: Data) -> Iterator[Problem]:
    """The page of help in need is there; it and the page for children, where there is one, can be left quickly."""
    found = {text.file: text for text in data.texts() if text.file in (_HELP, _CHILDREN)}
    if _HELP not in found:
        yield problem(_HELP, 0, "", "file-missing")
    for file, text in found.items():
        if not text.problems and text.head.get("quick_exit") is not True:
            yield problem(file, 1, "quick_exit", "exit-lost")


READ_FOR = 365
"""Days for which what a source says is believed: laws and benefits change with each year."""
_READ = re.compile(r"[ \t-]*read_on: *[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})[\"']?\s*")


@check("source-stale")
def sources_read_lately(data: Data) -> Iterator[Problem]:
    """What a guide leans on was read within a year before the day of the data; a warning."""
    newest = edition(data)
    for text in data.texts():
        if newest and text.head.get("guide") and not text.problems:
            for row, day in _days_read(data.root / text.file):
                if (newest - day).days > READ_FOR:
                    yield problem(text.file, row, "read_on", "source-stale", str(day), warning=True)


def _days_read(path: Path) -> Iterator[tuple[int, dt.date]]:
    """Line and day of each source in the sound head of a guide; nothing where the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        return
    for row, line in enumerate(lines, start=1):
        if row > 1 and line.startswith(("---", "...")):
            return
        if match := _READ.fullmatch(line):
            yield row, dt.date.fromisoformat(match[1])


RULES: tuple[Check, ...] = (guides, help_page, sources_read_lately)
