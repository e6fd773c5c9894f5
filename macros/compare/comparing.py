"""What a subject knows of comparing its tables: names of things, dangers, effects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.compare.changes import Cells, Change, Key, Pair
from macros.compare.sentence import Sentence
from macros.data.settings import Settings
from macros.model.site import Site


class Effect(NamedTuple):
    """What a change does to the portal; a danger stands first."""

    said: Sentence
    danger: bool = False


class Asked(NamedTuple):
    """What an alarm may look at."""

    pair: Pair
    emergency: frozenset[str]
    """Ids of services whose numbers stand on every page, before or after."""


def asked(pair: Pair, *settings: Settings) -> Asked:
    """Put together what alarms look at."""
    return Asked(pair, frozenset(one for each in settings for one in each.emergency))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """What a subject says of differences of its tables."""

    groups: Mapping[Key, str] = field(default_factory=dict)
    """Under which heading changes of a table stand; else under the title of its package."""
    labels: Mapping[tuple[str, str, str], Callable[[Cells], str]] = field(default_factory=dict)
    """What a column (package, table, column) is called in a row, where its title says too little; "" for the title."""
    values: Mapping[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)
    """Words for the values of a column."""
    terms: tuple[tuple[str, str, str], ...] = ()
    """Columns with terms: how far one moved is said."""
    beside: Callable[[Change, Asked], Iterable[str]] | None = None
    """Words added to the sentence of a change."""
    alarms: Callable[[Change, Asked], Iterable[str]] | None = None
    """Why a change is dangerous, in words before its sentence. A secret change has no cells but its flag."""
    effects: Callable[[Site, Site], Iterable[Effect]] | None = None
    """What changes in the portal, before and after."""
