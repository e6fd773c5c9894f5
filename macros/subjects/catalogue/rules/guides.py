"""Rules about guides: each lies where its situation has its page; and about the page of help in need."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import Hints, known
from macros.data.heads import Text
from macros.data.problems import Problem, problem

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


RULES: tuple[Check, ...] = (guides, help_page)
