"""Long lists of services in parts: by the place where they help, so that nobody scrolls through what is far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from macros.model.site import Site
from macros.subjects.catalogue.facts import Group
from macros.subjects.catalogue.model import Service
from macros.subjects.catalogue.words import WIDE
from macros.subjects.territory.model import Municipality, Orp, Territories, Territory
from macros.words import czech

OPEN = 12
"""A list up to this long is shown whole."""


class Letter(NamedTuple):
    """A letter of the Czech alphabet and what begins with it."""

    letter: str
    items: list[Any]


def by_letter(things: Iterable[Any], name: Callable[[Any], str]) -> list[Letter]:
    """Things in Czech order under the first letter of their name; "#" where there is neither letter nor digit."""
    letters: dict[str, list[Any]] = {}
    for one in sorted(things, key=lambda thing: czech.sort_key(name(thing))):
        called = name(one)
        first = next((char for char in called if char.isalnum()), "#").upper()
        letters.setdefault("Ch" if called[:2].lower() == "ch" else first, []).append(one)
    return [Letter(*pair) for pair in letters.items()]


def territories(service: Service) -> Sequence[Territory]:
    """Where a service helps: the territories it serves, or else its places."""
    return [area.territory for area in service.areas] or [place.municipality for place in service.places]


def fold(site: Site, groups: Sequence[Group]) -> None:
    """Cut long lists of regions by ORP; who helps in several of them, or in the whole region, stands first."""
    for region in site[Territories].covered_regions():
        group = next((one for one in groups if one.anchor == region.row.slug), None)
        if group is None or len(group.shown) <= OPEN:
            continue
        parts = {"": Group(WIDE, "", anchor=f"{group.anchor}-vse")}
        parts |= {orp.code: Group(orp.name, orp.url, anchor=orp.code) for orp in region.orps}
        for service in group.shown:
            parts[_only_orp(service)].services.append(service)
        group.folds = [part for part in parts.values() if part.services]


def _only_orp(service: Service) -> str:
    """Code of the one ORP in which a service helps; "" where there are several or none."""
    codes = {orp.code if (orp := _orp(one)) else "" for one in territories(service)}
    return codes.pop() if len(codes) == 1 else ""


def _orp(territory: Territory) -> Orp | None:
    if isinstance(territory, Municipality):
        return territory.orp
    return territory if isinstance(territory, Orp) else None
