"""The portal: which subjects it has. A new capability is a subject in this list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from macros.check import (
    Check,
    addresses,
    files,
    handwritten,
    history,
    lost,
    needed,
    references,
    settings,
    slips,
    texts,
)
from macros.check.addresses_kept import ENGINE, Kept
from macros.check.needed import Needed
from macros.check.people import Persons
from macros.model.keys import grouped
from macros.model.site import Site
from macros.page.family import Family, Page, pages_of
from macros.page.render import Renderer
from macros.subject import Subject
from macros.subjects.activities.subject import ACTIVITIES
from macros.subjects.capacity.subject import CAPACITY
from macros.subjects.cases.subject import CASES
from macros.subjects.catalogue.subject import CATALOGUE
from macros.subjects.cooperation.subject import COOPERATION
from macros.subjects.coverage.subject import COVERAGE
from macros.subjects.evaluation.subject import EVALUATION
from macros.subjects.indicators.subject import INDICATORS
from macros.subjects.meetings.subject import MEETINGS
from macros.subjects.network.subject import NETWORK
from macros.subjects.opendata.subject import OPENDATA
from macros.subjects.planner.subject import PLANNER
from macros.subjects.strategy.subject import STRATEGY
from macros.subjects.territory.subject import TERRITORY
from macros.subjects.towns.subject import TOWNS
from macros.texts.prose import MACRO_LIST, PORTAL_NAME, Macros

SUBJECTS: tuple[Subject, ...] = (
    TERRITORY,
    INDICATORS,
    CATALOGUE,
    COVERAGE,
    NETWORK,
    COOPERATION,
    CASES,
    CAPACITY,
    STRATEGY,
    ACTIVITIES,
    EVALUATION,
    MEETINGS,
    PLANNER,
    TOWNS,
    OPENDATA,
)
"""From the ground up: a subject knows only those before it."""


ROWS: dict[tuple[str, str], Any] = {key: row for subject in SUBJECTS for key, row in subject.rows.items()}
"""The class of the rows of each table, by (package, table)."""
DATED = tuple(column for subject in SUBJECTS for column in subject.dated)
"""Columns that say how new the data are."""
ADDRESSES = Kept((ENGINE, *(subject.addresses for subject in SUBJECTS)))
"""Which addresses the portal has."""
PERSONS = Persons(subject.naming for subject in SUBJECTS)
"""Which names are no persons."""
NEEDED = Needed(
    columns={key: row._fields[:-2] for key, row in ROWS.items()},
    required=("codelists", "services", "situations", "territory"),
)
"""What the program reads: each row class has a column a field, then the number and the line of its row."""
CHECKS: tuple[Check, ...] = (
    *NEEDED.checks(),
    *ADDRESSES.checks(),
    *PERSONS.checks(),
    *needed.RULES,
    *settings.RULES,
    *references.RULES,
    *addresses.RULES,
    *handwritten.RULES,
    *texts.RULES,
    *slips.RULES,
    *files.RULES,
    *history.RULES,
    *lost.RULES,
    *(check for subject in SUBJECTS for check in subject.checks),
)
"""The rule book: the checks that hold for any table, and those of each subject. The order means nothing."""
REVIEWS = tuple(subject.review for subject in SUBJECTS if subject.review)
"""What `check` says of a portal in which nothing is wrong."""
MACROS: Macros = {
    macro.name: macro
    for macro in (MACRO_LIST, PORTAL_NAME, *(macro for subject in SUBJECTS for macro in subject.macros))
}
"""Every macro and part by its name."""
SECTIONS = {folder: section for subject in SUBJECTS for folder, section in subject.sections.items()}
"""Which part of the site hand-written pages belong to, by their folder."""
CALLED = tuple(sorted(name for name, macro in MACROS.items() if not macro.part))
"""Names of the macros that texts may call."""


def address_of(name: str, subject: Any = None) -> str:
    """Address of a page by the name of its family; of the page about all where no subject is given.

    Of two families with one template, the first has the page about all. KeyError for a name that no family has.
    """
    return _FAMILIES[name][0 if subject is None else -1].url(subject)


def _addresses(renderer: Renderer) -> Callable[[str], Mapping[str, Any]]:
    """Lends addresses to templates, so that none spells one: `address_of`, and `to` with the way to the root."""
    return lambda root: {
        "address_of": address_of,
        "to": lambda name, subject=None: root + address_of(name, subject),
    }


def renderer(site: Site, cache_dir: Path | None = None) -> Renderer:
    """A renderer with the tools and terms of all subjects; `cache_dir` keeps compiled templates."""
    tools = [subject.tools for subject in SUBJECTS if subject.tools]
    terms = [term for subject in SUBJECTS if subject.terms for term in subject.terms(site)]
    return Renderer(site, cache_dir, [_addresses, *tools], terms, called(site))


def called(site: Site) -> frozenset[str]:
    """Telephone numbers that are links wherever a sentence names them; pages show them, so keys have them."""
    return frozenset(one for subject in SUBJECTS if subject.called for one in subject.called(site))


def families() -> Iterator[Family]:
    """Every kind of page, with the sections that higher subjects show on it."""
    for subject in SUBJECTS:
        for family in subject.pages:
            yield _with_panels(family)


@cache
def _with_panels(family: Family) -> Family:
    """A family with the sections of other subjects; itself where there are none."""
    lent = tuple(panel for subject in SUBJECTS for panel in subject.panels.get(family.name, ()))
    return replace(family, panels=(*family.panels, *lent)) if lent else family


_FAMILIES = grouped(families(), lambda family: family.name)


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page to be made but hand-written ones."""
    return pages_of(site, families())
