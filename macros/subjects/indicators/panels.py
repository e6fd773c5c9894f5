"""The section with figures on the pages of territories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from macros.model.site import Site
from macros.page.panel import Panel
from macros.subjects.indicators.figures import Fact, figures, figures_key, missing
from macros.subjects.territory.model import Municipality, Orp, Region

SHOWN = 4
"""So many numbers of a territory are shown before the reader asks for more."""


class Figures(Struct, frozen=True, kw_only=True):
    """What is known in numbers about a territory."""

    facts: Sequence[Fact]
    others: Sequence[Fact]
    """Those that wait in a fold."""
    missing: str
    """Says which numbers of a municipality are not known; "" where all are, and of other territories."""


def _figures(site: Site, territory: Municipality | Orp | Region) -> Figures:
    told = missing(site, territory) if isinstance(territory, Municipality) else ""
    found = figures(site, territory)
    return Figures(facts=found[:SHOWN], others=found[SHOWN:], missing=told)


def _reads(site: Site, territory: Municipality | Orp | Region) -> Iterable[bytes]:
    return territory.key, figures_key(site, territory)


FIGURES = Panel(name="figures", view=_figures, reads=_reads, shows=Figures)
