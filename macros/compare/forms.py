"""A comparison as text for a terminal, as Markdown for a comment, as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from macros.compare import words
from macros.compare.saying import Comparison, Told
from macros.compare.sentence import Sentence, markdown, plain
from macros.words.czech import plural

MARK = "<!-- rozcestnik diff -->"
"""By it the workflow finds its own comment, to edit it."""
MOST = 100
"""So many changes stand under a heading."""
LIMIT = 60_000
"""Characters of a comment: GitHub refuses one of 65,536."""


def as_text(found: Comparison) -> str:
    """For a terminal."""
    return "\n".join(_lines(found, plain, "{}:", "  {}", MOST)) or words.NOTHING


def as_markdown(found: Comparison) -> str:
    """For a comment: nothing in it but our own marks is obeyed, and it is never too long."""
    most = MOST
    while True:
        lines = list(_lines(found, markdown, "### {}\n", "- {}", most)) or [words.NOTHING]
        text = "\n".join([MARK, *lines]) + "\n"
        if len(text) <= LIMIT or most <= 1:
            break
        most //= 2
    if len(text) <= LIMIT:
        return text
    return text[: text.rindex("\n", 0, LIMIT)] + f"\n\n{words.CUT}\n"


def _lines(
    found: Comparison, form: Callable[[Sentence], str], head: str, line: str, most: int
) -> Iterator[str]:
    dangers = [_danger(one) for one in found.told if one.danger]
    dangers += [one.said for one in found.effects if one.danger]
    parts: dict[str, list[Sentence]] = {words.DANGERS: dangers}
    for one in found.told:
        parts.setdefault(one.heading, []).append(one.said)
    texts = parts.pop(words.TEXTS, [])
    parts[words.TEXTS] = texts
    parts[words.NOTES] = list(found.notes)
    parts[words.EFFECTS] = [one.said for one in found.effects if not one.danger]
    first = True
    for heading, sentences in parts.items():
        if not sentences:
            continue
        if not first:
            yield ""
        first = False
        yield head.format(heading)
        for sentence in sentences[:most]:
            yield line.format(form(sentence))
        if len(sentences) > most:
            yield line.format(plural(len(sentences) - most, *words.MORE_CHANGES))


def _danger(told: Told) -> Sentence:
    return (f"{told.danger}: ", *told.said)


def as_json(found: Comparison) -> str:
    """For machines: every change with its file, row and cells; what is secret has no cells."""
    return json.dumps(
        {
            "changes": [_object(one) for one in found.told],
            "effects": [{"said": plain(one.said), "danger": one.danger} for one in found.effects],
            "notes": [plain(one) for one in found.notes],
        },
        ensure_ascii=False,
        indent=2,
    )


def _object(told: Told) -> dict[str, object]:
    said: dict[str, object] = {"heading": told.heading, "said": plain(told.said), "danger": told.danger}
    if (change := told.change) is not None:
        cells = () if change.secret else change.cells
        kind = "new" if change.before is None else "gone" if change.after is None else "changed"
        said |= {
            "table": "/".join(change.table),
            "file": change.file,
            "row": change.row,
            "kind": kind,
            "cells": [cell._asdict() for cell in cells],
        }
    return said
