"""The section with strategies on the pages of territories."""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.site import Site
from macros.page.panel import Panel
from macros.subjects.strategy.model import Strategy
from macros.subjects.strategy.of_territory import strategies, strategies_inside
from macros.subjects.territory.model import Municipality, Orp, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """Strategies that concern a territory."""

    strategies: tuple[Strategy, ...]


def _concerned(site: Site, territory: Municipality | Orp | Region) -> tuple[Strategy, ...]:
    if isinstance(territory, Municipality):
        return strategies(site, territory)
    return strategies_inside(site, territory)


STRATEGIES: Panel[Municipality | Orp | Region] = Panel(
    name="strategies",
    view=lambda site, territory: Promised(strategies=_concerned(site, territory)),
    reads=lambda site, territory: (one.key for one in _concerned(site, territory)),
    shows=Promised,
)
