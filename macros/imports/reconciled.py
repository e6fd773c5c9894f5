"""What comparing with a register found, in the shapes that people and machines read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import groupby

from macros.compare.sentence import code
from macros.imports import rpss_words as words
from macros.imports.rpss import told
from macros.imports.rpss_match import Compared

_MOST = 1000
"""Characters of a finding that are shown in a pull request."""


def as_text(done: Compared) -> str:
    """Lines for a terminal."""
    return "\n".join([*told(done), *([] if done.findings else [words.NOTHING])])


def as_json(done: Compared) -> str:
    """An object: date, read and matched (counts), findings (each with kind, service, name, ours, theirs, …)."""
    found = [asdict(one) for one in done.findings]
    head = {"date": done.day.isoformat(), "read": done.read, "matched": len(done.pairs)}
    return json.dumps(head | {"findings": found}, ensure_ascii=False, indent=2)


def as_markdown(done: Compared) -> str:
    """A text for a pull request; nothing of the register works as Markdown or HTML in it."""
    lines = [words.HEAD.format(day=done.day.isoformat(), read=done.read, matched=len(done.pairs))]
    for kind, found in groupby(done.findings, key=lambda finding: finding.kind):
        rows = [words.ROW.format(said=code(one.said(), _MOST)) for one in found]
        lines += ["", f"### {words.TITLES[kind]} ({len(rows)})", "", *rows]
    return "\n".join([*lines, *([] if done.findings else ["", words.NOTHING])])


SHAPES: Mapping[str, Callable[[Compared], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
