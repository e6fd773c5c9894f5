"""Patterns that people fill in outside of the packages, so that nothing unfinished can be published by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from macros.data.draft_words import PLACEHOLDER
from macros.data.mend import write_csv
from macros.data.schema import Schema

DRAFTS = "drafts"
"""Folder for patterns, beside mkdocs.yml."""

Pattern = tuple[str, Callable[[], bytes]]
"""The name of a file and what makes it."""


class ScaffoldError(Exception):
    """Something that cannot be started; the text says why and what to do, in Czech."""


@dataclass
class Started:
    """What was written, what was there before and stays, and what people do next."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def write_patterns(root: Path, name: str, patterns: Iterable[Pattern]) -> Started:
    """Write patterns into a folder of drafts; files that are there stay as they are."""
    done = Started()
    folder = root / DRAFTS / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, make in patterns:
        path = folder / file
        if path.exists():
            done.kept.append(path.relative_to(root).as_posix())
        else:
            path.write_bytes(make())
            done.written.append(path.relative_to(root).as_posix())
    return done


def pattern_of(schema: Schema, known: Iterable[dict[str, str]]) -> bytes:
    """A pattern of a table: what is known, and the mark in every other required column."""
    lines = [
        [row.get(one.name, f"{PLACEHOLDER}: {one.title}]" if one.required else "") for one in schema.fields]
        for row in known
    ]
    return write_csv([schema.names, *lines]).encode()
