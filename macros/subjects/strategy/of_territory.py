"""Strategies that concern a territory."""

from __future__ import annotations

from macros.model.site import Site, latest
from macros.subjects.strategy.model import Strategies, Strategy
from macros.subjects.territory.model import Orp, Region, Territory, ladder


@latest
def strategies(site: Site, territory: Territory) -> tuple[Strategy, ...]:
    """Strategies of the territory and of those above it."""
    here = ladder(territory)
    return tuple(one for one in site[Strategies].strategies.values() if one.territory in here)


@latest
def strategies_inside(site: Site, territory: Orp | Region) -> tuple[Strategy, ...]:
    """Strategies of the territory, of those above it and of those in it."""
    here = {*ladder(territory), *territory.below}
    paged = (one for one in site[Strategies].strategies.values() if one.row.id in site.settings.strategies)
    return tuple(one for one in paged if one.territory in here)
