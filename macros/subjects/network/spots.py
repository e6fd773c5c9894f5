"""Who answers in each ORP, in five answers that are never mixed, each with what it is made from.

    here        somebody near serves the whole ORP: a service for the ORP, or one for the region with a place in it
    afar        only somebody from elsewhere: for the region or the state, to whom people travel or who comes to them
    distance    only by phone or on the internet
    none        nobody is known, and somebody looked and found nobody (`network/surveys`)
    unknown     nobody is known, and nobody looked

Who answers a situation is who is there for just that (`Helps.answers`); an office that helps with everything fills
no white spot. Services of single municipalities stand beside the answer and never make it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.model.keys import digest
from macros.model.site import Site, once
from macros.subjects.catalogue.homes import orps_of_region
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Situation, by_name
from macros.subjects.catalogue.rows import FormRow
from macros.subjects.coverage.near import kilometres, point_of
from macros.subjects.indicators.model import Indicators
from macros.subjects.network.model import Network, Substitution, Survey, Way
from macros.subjects.network.reach import way_between
from macros.subjects.territory.model import Municipality, Orp, Territories, ladder
from macros.subjects.territory.shapes import Shapes

ANSWERS = ("here", "afar", "distance", "none", "unknown")
"""From the best; `Spot.answer` is one of them."""
REMOTE = ("phone", "online")
"""`forms.reach`: nobody travels at all."""
STRONG = 2
"""From so many providers near on an ORP is a strong spot: one of them may close."""


class Distant(NamedTuple):
    """A service from elsewhere: the town of its nearest place and kilometres from the seat, None where not known."""

    service: Service
    town: Municipality | None
    km: int | None
    way: Way | None
    """From the seat to that town by public transport; None where nobody looked."""


class Local(NamedTuple):
    """A service of single municipalities of an ORP."""

    service: Service
    towns: tuple[Municipality, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """An answer for an ORP, and all who or what made it."""

    orp: Orp
    answer: str
    here: tuple[Service, ...]
    afar: tuple[Distant, ...]
    """The nearest first."""
    distance: tuple[Service, ...]
    local: tuple[Local, ...]
    surveys: tuple[Survey, ...]
    """Who looked there: in the whole ORP, or in a part of it."""
    substitutions: tuple[Substitution, ...]

    @property
    def forms(self) -> tuple[FormRow, ...]:
        """The forms of those who are near."""
        found = {form.id: form for service in self.here for form in service.forms}
        return tuple(sorted(found.values(), key=lambda form: (form.position, form.id)))

    @property
    def providers(self) -> int:
        """How many organisations are near."""
        return len({service.provider.row.id for service in self.here})

    @property
    def strong(self) -> bool:
        """Whether more than one organisation is near."""
        return self.providers >= STRONG


class _Wanted(NamedTuple):
    """What is asked for: who gives it, and which surveys and substitutions are about it."""

    services: tuple[Service, ...]
    decisive: frozenset[int]
    """Surveys (by their place in `Network.surveys`) that looked for just this."""
    told: frozenset[int]
    """These and those that are worth telling beside it."""
    substitutions: tuple[Substitution, ...]


@once
def spots_of_situation(site: Site, situation: Situation) -> Mapping[str, Spot]:
    """The answer for a situation in each covered ORP, by the ORP's code."""
    services = tuple(one.service for one in situation.services if one.answers and one.service.active)
    first = {kind for one in situation.first_kinds for kind in one.finer}
    kinds = {kind for one in situation.kinds for kind in one.kind.finer}
    decisive, told = set(), set()
    for at, one in enumerate(site[Network].surveys):
        if one.situation is situation or one.kind in first or (one.situation is None and one.kind is None):
            decisive.add(at)
        elif one.kind in kinds:
            told.add(at)
    substitutions = tuple(one for one in site[Network].substitutions if one.kind in kinds)
    return _spots(site, _Wanted(services, frozenset(decisive), frozenset(decisive | told), substitutions))


@once
def spots_of_kind(site: Site, kind: Kind) -> Mapping[str, Spot]:
    """The answer for a kind of service in each covered ORP, by the ORP's code."""
    decisive = frozenset(
        at
        for at, one in enumerate(site[Network].surveys)
        if one.kind in kind.ladder or (one.kind is None and one.situation is None)
    )
    substitutions = tuple(one for one in site[Network].substitutions if one.kind is kind)
    return _spots(site, _Wanted(kind.active, decisive, decisive, substitutions))


def _spots(site: Site, wanted: _Wanted) -> dict[str, Spot]:
    here: defaultdict[str, list[Service]] = defaultdict(list)
    region: defaultdict[str, list[Service]] = defaultdict(list)
    local: defaultdict[str, defaultdict[Service, list[Municipality]]]
    local = defaultdict(lambda: defaultdict(list))
    state: list[Service] = []
    for service in wanted.services:
        for code in orps_of_region(service):
            here[code].append(service)
        for area in service.areas:
            territory = area.territory
            if isinstance(territory, Municipality):
                local[territory.orp.code][service].append(territory)
            elif territory.level == "orp":
                here[territory.code].append(service)
            elif territory.level == "region":
                region[territory.code].append(service)
            else:
                state.append(service)
    remote = [one for one in state if _remote(one)]
    travelled = [one for one in state if not _remote(one)]
    found = {}
    for orp in site[Territories].covered_orps():
        near = by_name(dict.fromkeys(here[orp.code]))
        others = dict.fromkeys([*region[orp.region.code], *travelled])
        afar = _by_distance(site, orp, (one for one in others if one not in near))
        distance = by_name(dict.fromkeys(remote))
        surveys = [
            (at, one)
            for at, one in enumerate(site[Network].surveys)
            if at in wanted.told and _touches(one, orp)
        ]
        missing = any(at in wanted.decisive and _found_nobody(one, orp) for at, one in surveys)
        found[orp.code] = Spot(
            orp,
            _answer(near, afar, distance, missing=missing),
            near,
            afar,
            distance,
            tuple(
                Local(service, tuple(towns))
                for service, towns in local[orp.code].items()
                if service not in near
            ),
            tuple(one for _, one in surveys),
            tuple(one for one in wanted.substitutions if _touches(one, orp)),
        )
    return found


def _answer(
    here: tuple[Service, ...], afar: tuple[Distant, ...], distance: tuple[Service, ...], *, missing: bool
) -> str:
    """The best of `ANSWERS` that is true."""
    holds = (bool(here), bool(afar), bool(distance), missing, True)
    return next(answer for answer, true in zip(ANSWERS, holds, strict=True) if true)


def _remote(service: Service) -> bool:
    """Whether a nationwide service helps without anybody's journey."""
    return service.kind.row.family == "helpline" or any(one.reach in REMOTE for one in service.forms)


def _touches(told: Survey | Substitution, orp: Orp) -> bool:
    """Whether something was said of the ORP, of what it lies in, or of a part of it."""
    return told.territory in ladder(orp) or orp in told.territory.above


def _found_nobody(survey: Survey, orp: Orp) -> bool:
    """Whether a survey of the whole ORP found nobody."""
    return survey.row.found == "missing" and survey.territory in ladder(orp)


def _by_distance(site: Site, orp: Orp, services: Iterable[Service]) -> tuple[Distant, ...]:
    """Services by kilometres from the seat of an ORP; whose place is not known stands last."""
    found = [_distant(site, orp, one) for one in by_name(services)]
    found.sort(key=lambda distant: (distant.km is None, distant.km or 0))
    return tuple(found)


def _distant(site: Site, orp: Orp, service: Service) -> Distant:
    towns = list(dict.fromkeys(place.municipality for place in service.places))
    seat = point_of(orp.seat) if orp.seat else None
    known = [
        (kilometres(seat, point), town.code, town) for town in towns if seat and (point := point_of(town))
    ]
    if not known:
        return Distant(service, towns[0] if towns else None, None, None)
    km, _, town = min(known)
    way = way_between(site, orp.seat, town) if orp.seat else None
    return Distant(service, town, km, way)


class Tally(NamedTuple):
    """How often each answer is given."""

    here: int
    afar: int
    distance: int
    none: int
    unknown: int

    @property
    def all(self) -> int:
        """All answers."""
        return sum(self)


def tally(spots: Iterable[Spot]) -> Tally:
    """Count answers."""
    found = Counter(one.answer for one in spots)
    return Tally(*(found[answer] for answer in ANSWERS))


@once
def offer_key(site: Site) -> bytes:
    """Digest of all of services that answers and their explanations show: no telephone, no opening hour."""
    return digest(
        repr(
            (
                one.row.id,
                one.row.name,
                one.provider.row.id,
                one.kind.row.id,
                [form.id for form in one.forms],
                [area.territory.id for area in one.areas],
                [place.municipality.key for place in one.places],
                [helps.situation.row.id for helps in one.situations if helps.answers],
            )
        ).encode()
        for one in site[Catalogue].active
    )


@once
def land_key(site: Site) -> bytes:
    """Digest of what the shapes of drawn maps are made from: centres around the region, imported boundaries."""
    return site[Indicators].land_key or Shapes(site).key


def spots_reads(site: Site) -> Iterator[bytes]:
    """Keys of all that answers are made from and that their explanations show."""
    yield offer_key(site)
    yield site[Network].key
    yield site[Network].ways_key
    yield site[Catalogue].situations_key
    yield from (one.key for one in site[Catalogue].kinds.values())
    yield from (one.key for one in site[Territories].covered_regions())
    yield land_key(site)
