"""Addresses of strategies, of their parts and of the pages about all of them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, Pages
from macros.check.history import Columns
from macros.data.paths import TEXTS

STRATEGIES = TEXTS["strategy"]
COMPARISON, CHAINS = f"{STRATEGIES}srovnani/", f"{STRATEGIES}sledovani/"
COORDINATOR, GRANTS, EVENTS = "koordinator/", "granty/", "akce/"
_FACES = ("hlaseni", "karty", "sledovani", "tisk", "zmeny")
"""Pages that every strategy has beside those of its parts."""


def _strategies(data: Data, columns: Columns) -> list[str]:
    """Addresses of strategies: of those that mkdocs.yml names."""
    shown = data.settings.strategies
    return [f"{STRATEGIES}{code}/" if code in shown else "" for code in columns["id"]]


def _nodes(data: Data, columns: Columns) -> list[str]:
    """Addresses of nodes. The lowest level has no pages: its nodes stand on the pages of their parents."""
    names = zip(
        data.values("strategy", "strategies", "id"),
        data.values("strategy", "strategies", "level_names"),
        strict=True,
    )
    lowest = {strategy: str(len(levels.split(";"))) for strategy, levels in names if levels}
    shown = data.settings.strategies
    return [
        f"{STRATEGIES}{strategy}/{node.removeprefix(strategy + '-')}/"
        if node and strategy in shown and str(depth) != lowest.get(strategy)
        else ""
        for node, strategy, depth in zip(columns["id"], columns["strategy"], columns["depth"], strict=True)
    ]


def _lists(data: Data) -> Iterator[str]:
    """Addresses of pages about strategies that are no node: of each one, of all, grants and events."""
    told = ("steps", "outputs", "log_periods")
    with_course = {code for name in told for code in data.values("strategy", name, "strategy")}
    for code in data.settings.strategies:
        yield from (f"{STRATEGIES}{code}/{face}/" for face in _FACES)
        if code in with_course:
            yield f"{STRATEGIES}{code}/prubeh/"
    if data.settings.strategies:
        yield from (COMPARISON, CHAINS, COORDINATOR)
    if "strategy" in data.packages:
        yield from (GRANTS, EVENTS)


ADDRESSES = Addresses(
    pages=(
        Pages(("strategy", "strategies"), "id", _strategies),
        Pages(("strategy", "nodes"), "id", _nodes),
    ),
    lists=_lists,
    come_and_go=(GRANTS, EVENTS, COORDINATOR, STRATEGIES),
)
