"""Sentences of our words and of words of others, which stay apart until they are written in some form."""

from __future__ import annotations

import re

from macros.compare import words
from macros.data.characters import printable
from macros.words.czech import plural

LONG = 160
"""So many characters of a cell are shown."""


class Quoted(str):
    """A word of others: of a cell, a schema, a file name."""

    __slots__ = ()


Sentence = tuple[str, ...]
"""Pieces one after another; a piece is `Quoted` or ours."""

_PHONE = re.compile(r"\+[0-9]{9,15}")


def clean(text: str, most: int = LONG) -> str:
    """A word of others in one line, without control characters, with its length capped and said."""
    seen = printable(re.sub(r"\r\n|[\r\n]", words.LINE_FEED, text).replace("\t", " "))
    if len(seen) <= most:
        return seen
    return f"{seen[:most]}… ({plural(len(seen) - most, *words.MORE_CHARS)})"


def plain(sentence: Sentence) -> str:
    """A sentence for a terminal."""
    return "".join(clean(one) if isinstance(one, Quoted) else one for one in sentence)


def markdown(sentence: Sentence) -> str:
    """A sentence for a comment: words of others are code, in which no mention, link, picture or HTML is anything."""
    return "".join(code(one) if isinstance(one, Quoted) else one for one in sentence)


def code(text: str, most: int = LONG) -> str:
    """A code span whose fence is longer than any run of backticks in it."""
    shown = clean(text, most)
    if not shown.strip():
        return f"({words.EMPTY})"
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    edge = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{edge}{shown}{edge}{fence}"
