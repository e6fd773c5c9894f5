"""Czech typography for the text of HTML and of templates; what stands inside tags and code is left alone."""

from __future__ import annotations

import re

from macros.words.czech import NBSP, typeset

_TAG = re.compile(r"(<[^>]+>)")
_QUIET = ("code", "pre", "script")
# In a template a tag may hold statements, and those may hold a ">".
_MARKUP = re.compile(r"(<[a-zA-Z/!\ue010](?:\{%.*?%\}|[^>])*>|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_VALUE = "\ue010"
"""Stands for an expression while the text around it is set; no template and no keyboard has it."""
_UNIT = re.compile(rf"{_VALUE} (?=[%‰€]|Kč|tis\.|mil\.|km\b|let\b)")


def typeset_html(html: str) -> str:
    """Apply Czech typography to the text of HTML, but not inside tags, code and scripts."""
    return _set(_TAG, html)


def typeset_template(source: str) -> str:
    """Apply Czech typography to the text of a Jinja template. Lines and all that Jinja reads stay as they are."""
    expressions = _EXPRESSION.findall(source)
    pieces = _set(_MARKUP, _EXPRESSION.sub(_VALUE, source)).split(_VALUE)
    return "".join(text + value for text, value in zip(pieces, [*expressions, ""], strict=True))


def _set(markup: re.Pattern[str], text: str) -> str:
    pieces, quiet = markup.split(text), 0
    for at, piece in enumerate(pieces):
        if at % 2:
            quiet += _step(piece)
        elif not quiet:
            pieces[at] = _UNIT.sub(f"{_VALUE}{NBSP}", typeset(piece))
    return "".join(pieces)


def _step(tag: str) -> int:
    """+1 where an element begins whose text is left alone, -1 where it ends."""
    name = re.match(r"<(/?)([a-z]+)", tag)
    if name is None or name[2] not in _QUIET:
        return 0
    return -1 if name[1] else 1
