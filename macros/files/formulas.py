"""Text that a spreadsheet would take for a formula: recognised in one place, for `check`, imports and exports.

Excel, LibreOffice and Google Sheets compute a cell of a CSV file that begins with one of `SIGNS`; a formula
may call a program (DDE), load an address or read other cells. Quotes in the CSV file do not stop that.
"""

from __future__ import annotations

import re

SIGNS = "=+-@＝＋－＠−"
"""What a formula begins with."""
_LEAD = " \t\r\n\u00a0\u3000'\"„“‚‘’`"
"""What people and imports drop before they look at a cell."""
FIRST = frozenset(SIGNS + _LEAD)
"""A cell that begins with none of these is no formula; enough to pass most columns at once."""

_NUMBER = re.compile(r"[+\-−]\s?[0-9][^+*^&=|!@<>\[\]{}]*")
"""A phone, a number, a range of numbers, also with a word behind it: computed at worst, never run."""
_CALL = re.compile(r"[^\W\d][\w.]*\(|\w\||\w\s*\|\s*['\"]|['\w]!\$?[A-Za-z]{1,3}\$?[0-9]")
"""A function, a channel to a program (DDE), a cell of another sheet."""


def formula(text: str) -> str:
    """Name the rule that a text breaks: `formula-runs` where it would do something, `formula-like` where it
    only begins as a formula does; "" for plain text, phones and numbers.
    """
    if not text or text[0] not in FIRST:
        return ""
    bare = text.lstrip(_LEAD)
    if not bare or bare[0] not in SIGNS:
        return ""
    if _CALL.search(bare, 1) or (bare[0] in "=＝" and "(" in bare):
        return "formula-runs"
    return "" if _NUMBER.fullmatch(bare) else "formula-like"


def guard(text: str) -> str:
    """A cell of a table for people that no spreadsheet computes: an apostrophe before what could be a formula."""
    bare = text.lstrip(_LEAD)
    return f"'{text}" if text and (text[0] in "\t\r\n" or (bare[:1] and bare[0] in SIGNS)) else text
