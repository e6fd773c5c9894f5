"""Rules about texts that people write: their heads can be read, and each guide belongs to its situation."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data, Rule
from macros.check.common import Hints, known
from macros.data.heads import Text, texts
from macros.data.problems import Problem, problem

_GUIDES = "catalogue/situace/"
_HELP = "catalogue/pomoc-v-nouzi.md"
"""The page to which the line of help on top of every page leads."""


def heads(data: Data) -> Iterator[Problem]:
    """The head of a text is right, a guide lies where its situation has its page, and help can be left quickly."""
    situations = known(data, "situations", "situations", "id")
    hint = Hints(situations or ())
    helps = False
    for text in texts(data.root):
        yield from text.problems
        # Of a head that nobody can read, nobody knows whose guide it is.
        if text.head or not text.problems:
            yield from _guide(text, situations, hint)
        if text.file == _HELP:
            helps = True
            if not text.problems and text.head.get("quick_exit") is not True:
                yield problem(_HELP, 1, "quick_exit", "exit-lost")
    if not helps:
        yield problem(_HELP, 0, "", "file-missing")


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


RULES: tuple[Rule, ...] = (heads,)
