"""The one style sheet of the portal, joined of the engine's styles and those that subjects have beside their code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from macros.files.code import CODE
from macros.portal import SUBJECTS

STYLE = "assets/css/site.css"
"""Where it stands in the site. A theme's folder with a file of this name has its own instead."""
ENGINE = (
    *(f"page/styles/{name}.css" for name in ("colours", "text", "frame")),
    "search/search.css",
    *(f"page/styles/{name}.css" for name in ("parts", "tables", "paper")),
)
"""Styles that know no subject, in the order in which a later rule may change an earlier one."""
_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_SPACE = re.compile(_QUOTED + r"|(?:/\*.*?\*/|\s+)+", re.DOTALL)
_LOOSE = re.compile(_QUOTED + r"| ?; ?(?=})| ?([{};,]) ?|(:) ")


def styles() -> Iterator[Path]:
    """Yield the files that are joined: the engine's, then those of subjects from the ground up."""
    yield from (CODE / path for path in ENGINE)
    for subject in SUBJECTS:
        path = CODE / "subjects" / subject.name / f"{subject.name}.css"
        if path.is_file():
            yield path


def sources() -> str:
    """The joined sheet as it was written. OSError where a file cannot be read."""
    return "\n".join(path.read_text(encoding="utf-8") for path in styles())


def style() -> bytes:
    """The joined sheet without comments and spare space. OSError where a file cannot be read."""
    return smaller(sources()).encode()


@lru_cache(maxsize=1)
def smaller(css: str) -> str:
    """Take away comments and space that says nothing; what stands in quotes stays."""
    plain = _SPACE.sub(lambda found: found[1] or " ", css).strip()
    return _LOOSE.sub(lambda found: found[1] or found[2] or found[3] or "", plain) + "\n"
