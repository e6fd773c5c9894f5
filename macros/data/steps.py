"""The steps of guides: which kinds of service each one names, and on which line.

A step is one call of the macro `who` in the source of a guide. Texts are read as they lie in the folder, so
that `check` and the model know the steps without MkDocs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from macros.data.paths import files

RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_GUIDE = re.compile(r"---\n.*?^guide:[ \t]*([^\s#]+).*?\n---\n", re.DOTALL | re.MULTILINE)
_LINES = re.compile(r"^#{2,}[ \t]+(.+?)[ \t]*$|\{\{-?\s*who\(([^()]*)\)\s*-?\}\}", re.MULTILINE)


class Step(NamedTuple):
    """A step of a guide: situation, the heading over it, ids of kinds, file and row of the call."""

    situation: str
    title: str
    kinds: tuple[str, ...]
    file: str
    row: int


def guide_steps(root: Path) -> list[Step]:
    """The steps of all guides of a portal, in the order of files and lines."""
    found: list[Step] = []
    for path in files(root, "catalogue", ".md"):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # `heads` says so
        found += steps_in(text, path.relative_to(root).as_posix())
    return found


def steps_in(text: str, file: str) -> Iterator[Step]:
    """The steps of one text; a text that is no guide has none.

    A call whose arguments are not plain strings is left out: what it asks is known only to the build.
    """
    head = _GUIDE.match(text)
    if head is None:
        return
    situation, title = head[1].strip("\"'"), ""
    plain = RAW.sub(lambda match: "\n" * match[0].count("\n"), text)
    for match in _LINES.finditer(plain, head.end()):
        if match[1] is not None:
            title = match[1]
        elif kinds := _strings(match[2]):
            yield Step(situation, title, kinds, file, plain.count("\n", 0, match.start()) + 1)


def _strings(arguments: str) -> tuple[str, ...]:
    try:
        found = ast.literal_eval(f"({arguments},)")
    except (ValueError, SyntaxError):
        return ()
    return found if all(isinstance(one, str) for one in found) else ()
