"""Whom a reader is shown first, for each situation and ORP, and whether anybody answers there at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from macros.data.problems import problem
from macros.model.keys import digest
from macros.model.site import Site, once
from macros.subject import Review
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.model import Catalogue, Helps, Service, Situation
from macros.subjects.catalogue.order import directer
from macros.subjects.catalogue.rows import SituationRow
from macros.subjects.catalogue.serving import nationwide, nearness, serving
from macros.subjects.coverage.addresses import INDEX
from macros.subjects.coverage.words import FIRSTS, PAIRS
from macros.subjects.territory.model import Orp, Region, Territories
from macros.words.czech import plural, some

SHOWN = 6
"""So many ORP are named in a warning; the page of the gaps names all."""


class First(NamedTuple):
    """The first service of a situation's list for people of an ORP; None where nobody is listed."""

    situation: Situation
    orp: Orp
    service: Service | None

    @property
    def answered(self) -> bool:
        """Whether somebody answers at once: by phone, or in a chat."""
        return self.service is not None and self.service.access <= Access.CHAT

    @property
    def advised(self) -> bool:
        """Whether somebody else is named beside it where it does not answer itself: a line, or an office."""
        return not self.answered and (self.situation.line is not None or self.orp.desk is not None)

    @property
    def nothing(self) -> bool:
        """Whether nobody can be named at all."""
        return self.service is None and not self.advised


@once
def firsts(site: Site) -> tuple[First, ...]:
    """The first service for each situation and covered ORP, as people of its seat see it.

    Who serves them is listed by `Helps.fitness`, then the nearest first, as `near.js` does it. A service for the whole
    state stands above them where it helps more directly (but for the line of the guide, whose button is on top of it), or
    where nobody near is known.
    """
    everywhere = {one.row.id: (0,) for one in nationwide(site)}
    found: list[First] = []
    for orp in site[Territories].covered_orps():
        place = orp.seat or orp
        near = {one.row.id: (*nearness(place, one), at) for at, one in enumerate(serving(site, place))}
        for situation in site[Catalogue].situations.values():
            local, of_state = _first(situation.services, near), _first(situation.services, everywhere)
            others = (one for one in situation.services if one.service is not situation.first_line)
            lifted = _first(others, everywhere)
            if local is None:
                first = lifted or of_state
            else:
                first = lifted if lifted and directer(lifted.fitness, local.fitness) else local
            found.append(First(situation, orp, first.service if first else None))
    return tuple(found)


@once
def firsts_key(site: Site) -> bytes:
    """Digest of all that decides who is first: no telephone, no opening hour."""
    return digest(
        repr(
            (
                one.row.id,
                one.row.name,
                one.access,
                one.row.confidence,
                [area.territory.id for area in one.areas],
                [place.municipality.orp.code for place in one.places],
                [(helps.situation.row.id, helps.fitness) for helps in one.situations],
            )
        ).encode()
        for one in site[Catalogue].active
    )


class Silent(NamedTuple):
    """A situation, and the ORP in which the first service answers neither by phone nor in a chat."""

    situation: Situation
    orps: str
    """Their names, with commas."""


class Told(NamedTuple):
    """What the page of gaps says of first answers."""

    all: int
    answered: int
    advised: int
    slow: int
    """How many are known by an address to write to or to go to alone."""
    nothing: int
    silent: tuple[Silent, ...]


def told(site: Site, regions: Iterable[Region]) -> Told:
    """First answers in some regions, counted, and where nobody answers at once."""
    codes = {one.row.code_nuts3 for one in regions}
    found = [one for one in firsts(site) if one.orp.row.region_nuts3 in codes]
    silent: dict[Situation, list[str]] = {}
    for one in found:
        if not one.answered:
            silent.setdefault(one.situation, []).append(one.orp.row.name)
    answered, advised, nothing = (
        sum(getattr(one, name) for one in found) for name in ("answered", "advised", "nothing")
    )
    return Told(
        len(found),
        answered,
        advised,
        len(found) - answered - advised - nothing,
        nothing,
        tuple(Silent(situation, ", ".join(names)) for situation, names in silent.items()),
    )


def review(site: Site) -> Review:
    """What `check` says: first answers of all covered regions counted, and, once a situation, where there is none."""
    said = told(site, site[Territories].covered_regions())
    silent: dict[Situation, list[str]] = {}
    for one in firsts(site):
        if one.service is None:
            silent.setdefault(one.situation, []).append(one.orp.row.name)
    problems = (
        problem(
            site.files[SituationRow],
            situation.row.row_number,
            "id",
            "first-nobody",
            situation.row.id,
            warning=True,
            count=f"{len(names)} ORP",
            places=some(names, SHOWN),
            page=INDEX,
        )
        for situation, names in silent.items()
    )
    counts = said._asdict() | {"all": plural(said.all, *PAIRS)}
    return Review(FIRSTS.format(**counts), tuple(problems))


def _first(helps: Iterable[Helps], near: Mapping[str, tuple[int, ...]]) -> Helps | None:
    here = [one for one in helps if one.service.row.id in near]
    best = min(here, key=lambda helps: (helps.fitness, near[helps.service.row.id]), default=None)
    return best if best and best.service.reachable else None
