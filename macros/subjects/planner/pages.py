"""The page on which a meeting of organisations is planned in the browser.

The page holds sentences and a form; scripts (`planner.js` and those it loads) read, plan, prove and show. Sentences
about mistakes and reasons are those of the command, so that both teach the same.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from macros.data.wording import RULES
from macros.model.site import Site
from macros.page.common import View
from macros.page.family import Family, single
from macros.subjects.meetings.words import COLUMNS, NOTES, REASONS
from macros.subjects.planner import words
from macros.subjects.planner.addresses import PLANNER, TEMPLATE

MOST = 20
"""Organisations that the scripts plan; `wishes.js` says the same."""


class Sentence(NamedTuple):
    """A sentence that a script fills in, and how to mend what it says; "" where nothing is to be mended."""

    rule: str
    what: str
    mend: str


class Column(NamedTuple):
    """A column of the table of wishes: its name, its Czech name, what stands in it."""

    name: str
    title: str
    about: str


class PlannerPage(Struct, frozen=True, kw_only=True):
    """What the page is given."""

    sentences: tuple[Sentence, ...]
    reasons: tuple[Sentence, ...]
    columns: tuple[Column, ...]
    template: str
    most: int


def planner_view(site: Site, subject: None) -> View:
    """The page; nothing of it comes from the data."""
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=PlannerPage(
            sentences=tuple(
                Sentence(rule, what, words.MENDS.get(rule, mend))
                for rule, (what, mend) in RULES.items()
                if rule.startswith("wishes-")
            ),
            reasons=tuple(Sentence(code, said, "") for code, said in REASONS.items()),
            columns=tuple(Column(name, title, NOTES[name]) for name, title in COLUMNS.items()),
            template=TEMPLATE,
            most=MOST,
        ),
    )


PLANNER_PAGE = Family(
    name="planner",
    section="strategie",
    source=words.SOURCE,
    **single(PLANNER),
    view=planner_view,
    shows=PlannerPage,
    reads=lambda site, subject: (),
)
PAGES = (PLANNER_PAGE,)
