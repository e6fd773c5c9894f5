"""Rules for any table about what people leave in cells: no words, two spaces, days of another century, drafts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from macros.check import Check, Data, check
from macros.check.common import free_fields, joined
from macros.check.references import MAY_BE_FUTURE
from macros.data.draft_words import PLACEHOLDER
from macros.data.problems import Problem
from macros.data.tables import Table

_WORDS = (
    *(
        "name",
        "title",
        "summary",
        "note",
        "conditions",
        "bring",
        "not_for",
        "label",
        "how",
        "reason",
        "plain",
    ),
    *("definition", "why", "method", "words", "what", "description", "first_step"),
)
"""Endings of names of columns in which words stand; others may hold marks and amounts: "2.4", "10 %"."""
_LETTER = re.compile(r"[^\W\d_]")
_WORDLESS = re.compile(r"^[\W\d_]+$", re.MULTILINE)
_SPACES = re.compile(r"\S[ \u00a0]{2,}\S")
_OLDEST = dt.date(1990, 1, 1)
"""No page of the web is older, and no day on which somebody wrote into these tables."""
_FARTHEST = 36_525
"""Days from today: nothing is planned for the next century."""


@check("text-wordless")
def wordless(data: Data) -> Iterator[Problem]:
    """A text has a word: dashes, question marks or a number alone tell nobody anything."""
    for table, field in free_fields(data):
        if field.name.endswith(_WORDS) and field.name not in table.missing:
            odd = {text for whole in joined(table.said(field.name)) for text in _WORDLESS.findall(whole)}
            yield from _told(table, field.name, "text-wordless", odd, _no_word)


def _no_word(cell: str) -> bool:
    """Whether a cell has no letter; one that begins as a formula has a rule of its own."""
    return not _LETTER.search(cell) and not cell.startswith("=")


@check("cell-spaces")
def two_spaces(data: Data) -> Iterator[Problem]:
    """Between two words there is one space; a warning, `--fix` mends it."""
    for table, field in free_fields(data):
        if field.name not in table.missing:
            odd = {one for whole in joined(table.said(field.name)) for one in _SPACES.findall(whole)}
            yield from _told(table, field.name, "cell-spaces", odd, _SPACES.search, warning=True)


def _told(
    table: Table,
    column: str,
    rule: str,
    odd: set[str],
    wrong: Callable[[str], object],
    *,
    warning: bool = False,
) -> Iterator[Problem]:
    """The cells of a column that are wrong; `odd` is empty where none is."""
    for row, cell in zip(table.row_numbers, table.cells(column), strict=True) if odd else ():
        if cell and wrong(cell):
            yield table.problem(row, column, rule, cell, warning=warning)


@check("date-odd")
def odd_dates(data: Data) -> Iterator[Problem]:
    """A day lies in our time: not before the web, not in the next century; a warning, as history has its days."""
    today = dt.date.today()
    last = dt.date.fromordinal(today.toordinal() + _FARTHEST)
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.type != "date":
                continue
            # What may not come at all is refused as such.
            most = last if field.name in MAY_BE_FUTURE else dt.date.max
            odd = {day for day in table.values(field.name) if day and not _OLDEST <= day <= most}
            for row, day in table.records([field.name]) if odd else ():
                if day in odd:
                    yield table.problem(row, field.name, "date-odd", day, warning=True)


_DRAFT = re.compile(
    re.escape(PLACEHOLDER) + r"|^(?i:todo|tbd|fixme|x{3,}|doplnit|doplňte|asdf\w*|lorem ipsum.*)[ .:!?…]*$",
    re.MULTILINE,
)
"""That, and what people write there themselves, with nothing else in the cell."""


@check("placeholder")
def placeholders(data: Data) -> Iterator[Problem]:
    """No table holds a placeholder of a draft: what nobody has filled in yet is not published."""
    for table in data.tables.values():
        for column in table.schema.names:
            cells = table.cells(column)
            if any(_DRAFT.search(whole) for whole in joined(table.said(column))):
                for row, cell in zip(table.row_numbers, cells, strict=True):
                    if _DRAFT.search(cell):
                        yield table.problem(row, column, "placeholder", cell)


RULES: tuple[Check, ...] = (wordless, two_spaces, odd_dates, placeholders)
