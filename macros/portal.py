"""The portal: which subjects it has. A new capability is a subject in this list."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.page.family import Family, Page, pages_of
from macros.subject import Subject
from macros.subjects.catalogue.subject import CATALOGUE
from macros.subjects.coverage.subject import COVERAGE
from macros.subjects.evaluation.subject import EVALUATION
from macros.subjects.indicators.subject import INDICATORS
from macros.subjects.opendata.subject import OPENDATA
from macros.subjects.strategy.subject import STRATEGY
from macros.subjects.territory.subject import TERRITORY
from macros.subjects.towns.subject import TOWNS
from macros.texts.prose import MACRO_LIST, Macros

SUBJECTS: tuple[Subject, ...] = (
    TERRITORY,
    INDICATORS,
    CATALOGUE,
    COVERAGE,
    STRATEGY,
    EVALUATION,
    TOWNS,
    OPENDATA,
)
"""From the ground up: a subject knows only those before it."""


MACROS: Macros = {
    macro.name: macro for macro in (MACRO_LIST, *(macro for subject in SUBJECTS for macro in subject.macros))
}
"""Every macro and part by its name."""
CALLED = tuple(sorted(name for name, macro in MACROS.items() if not macro.part))
"""Names of the macros that texts may call."""


def families() -> Iterator[Family]:
    """Every kind of page."""
    for subject in SUBJECTS:
        yield from subject.pages


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page to be made but hand-written ones."""
    return pages_of(site, families())
