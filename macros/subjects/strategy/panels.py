"""The section with strategies on the pages of territories."""

from __future__ import annotations

from msgspec import Struct

from macros.page.panel import Panel
from macros.subjects.strategy.model import Strategy
from macros.subjects.strategy.of_territory import published_around
from macros.subjects.territory.model import Municipality, Orp, Region


class Promised(Struct, frozen=True, kw_only=True):
    """Strategies that concern a territory."""

    strategies: tuple[Strategy, ...]


STRATEGIES: Panel[Municipality | Orp | Region] = Panel(
    name="strategies",
    view=lambda site, territory: Promised(strategies=published_around(site, territory)),
    reads=lambda site, territory: (one.key for one in published_around(site, territory)),
    shows=Promised,
)
