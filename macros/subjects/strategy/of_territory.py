"""Strategies that concern a territory."""

from __future__ import annotations

from macros.model.site import Site, latest
from macros.subjects.strategy.model import Strategies, Strategy
from macros.subjects.territory.model import Territory, ladder


@latest
def strategies(site: Site, territory: Territory) -> tuple[Strategy, ...]:
    """Strategies of the territory and of those above it, also those that the portal does not show."""
    here = ladder(territory)
    return tuple(one for one in site[Strategies].strategies.values() if one.territory in here)


@latest
def published_around(site: Site, territory: Territory) -> tuple[Strategy, ...]:
    """Strategies with pages, of the territory, of those above it and of those in it."""
    here = {*ladder(territory), *territory.below}
    return tuple(
        one for one in site[Strategies].strategies.values() if one.published and one.territory in here
    )
