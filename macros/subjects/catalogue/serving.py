"""Who serves a territory, and who helps there in which situation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from macros.model.keys import digest
from macros.model.roles import LINES
from macros.model.site import Site, latest, once
from macros.subjects.catalogue.model import Catalogue, Helps, Service, Situation, Theme
from macros.subjects.catalogue.order import DOUBTFUL
from macros.subjects.territory.model import Municipality, Orp, Territory, ladder
from macros.words.phones import dialled


class SituationHelp(NamedTuple):
    """A situation and who helps in it here: nearest first, a few of them, and how many more."""

    situation: Situation
    helps: tuple[Helps, ...]
    more: int


class ThemeHelp(NamedTuple):
    """A theme with its situations."""

    theme: Theme
    situations: tuple[SituationHelp, ...]


def ids(territory: Territory, *, inside: bool = False) -> tuple[tuple[str, str], ...]:
    """Level and code of a territory and of all above it but the state; `inside` adds those in it."""
    found = [one for one in ladder(territory) if one.level != "state"]
    return tuple(one.id for one in [*found, *(territory.below if inside else ())])


@latest
def serving(site: Site, territory: Territory, *, inside: bool = False) -> tuple[Service, ...]:
    """Active services for people of a territory, the most local first, without the nationwide ones.

    `inside` adds services of the parts of the territory (a region's page shows those of its towns).
    """
    keys = ids(territory, inside=inside)
    return tuple(dict.fromkeys(service for key in keys for service in site[Catalogue].served.get(key, ())))


@once
def nationwide(site: Site) -> tuple[Service, ...]:
    """Services for everybody in the state."""
    return tuple(
        one for key in site[Catalogue].served if key[0] == "state" for one in site[Catalogue].served[key]
    )


_LEVELS = ("municipality", "orp", "region")


def nearness(place: Municipality | Orp, service: Service) -> tuple[int, bool]:
    """How closely a service serves people of a place, and whether it has no place of its own in the ORP.

    Of services that fit alike the least comes first, as in `near.js`, which adds kilometres.
    """
    orp = place.orp if isinstance(place, Municipality) else place
    mine = {place.id, orp.id, orp.region.id}
    levels = [_LEVELS.index(area.territory.level) for area in service.areas if area.territory.id in mine]
    here = {one.municipality.orp.code for one in service.places}
    return min(levels, default=len(_LEVELS)), orp.code not in here


@once
def can_call(site: Site) -> bool:
    """Whether anybody can be told to call a line for everybody: a portal that begins has none."""
    return any(one.phones for one in help_lines(site))


def help_lines(site: Site) -> list[Service]:
    """Emergency and help lines for the whole country; those that mkdocs.yml names come first."""
    everyone = set(nationwide(site))
    lines = [
        one
        for kind in site[Catalogue].kinds_with(LINES)
        for one in kind.services
        if one.active and one in everyone
    ]
    first = {code: at for at, code in enumerate(site.settings.emergency)}
    lines.sort(
        key=lambda service: (
            first.get(service.row.id, 99),
            service.row.confidence in DOUBTFUL,
            _needed(service),
        )
    )
    return lines


def _needed(line: Service) -> int:
    """Emergency lines by how many situations name them; the others stay as they are."""
    return -len(line.situations) if line.kind.row.role == LINES[0] else 0


def by_situation(site: Site, services: Sequence[Service], most: int = 3) -> list[ThemeHelp]:
    """Arrange services by theme and situation; at most `most` for each situation."""
    found: defaultdict[Situation, list[Helps]] = defaultdict(list)
    for service in services:
        for helps in service.situations:
            found[helps.situation].append(helps)
    themes = []
    for theme in site[Catalogue].themes.values():
        lines = []
        for situation in theme.situations:
            # Services come nearest first, and what is alike otherwise stays so.
            here = sorted(found.get(situation, ()), key=attrgetter("fitness"))
            lines.append(SituationHelp(situation, tuple(here[:most]), max(0, len(here) - most)))
        themes.append(ThemeHelp(theme, tuple(lines)))
    return themes


@once
def called(site: Site) -> frozenset[str]:
    """Numbers that sentences of the tables name and by which an active service is reached: they become links.

    As they are dialled ("158", "+420731433007"). Only what is named, so that any other phone may change without
    a look at pages that do not show it.
    """
    services = site[Catalogue].active if site.spoken else ()
    known = {dialled(one.value) for service in services for one in service.phones}
    return site.spoken & known


@once
def served_keys(site: Site) -> dict[tuple[str, str], bytes]:
    """Digest of the services that serve each territory, all that their cards and links show."""
    served = site[Catalogue].served
    return {key: digest(service.key for service in found) for key, found in served.items()}


@latest
def help_key(site: Site, territory: Territory, *, inside: bool = False) -> bytes:
    """Key of what `serving` gives, arranged by situation."""
    known = served_keys(site)
    return digest(
        [site[Catalogue].situations_key, *(known.get(key, b"") for key in ids(territory, inside=inside))]
    )


def offices(services: Iterable[Service]) -> tuple[Service, ...]:
    """The offices in charge among services."""
    return tuple(one for one in services if one.kind.row.family == "office")


def beyond(near: Iterable[Service], services: Iterable[Service]) -> tuple[Service, ...]:
    """Services that help people of a place from elsewhere in the region."""
    known = set(near)
    return tuple(one for one in services if one not in known)
