"""Whom the services reach: for each kind of service the municipalities in which somebody gives it.

Territory logic on plain codes (municipality ⊂ ORP ⊂ region ⊂ state), so that `check` can ask it before rows
are linked. Everything is sets of codes of municipalities, made once a kind, never once a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.roles import AFAR
from macros.words.czech import plural

Codes = frozenset[str]
NOBODY: Codes = frozenset()


class Town(NamedTuple):
    """A municipality with its name and the codes of the territories that it lies in."""

    code: str
    name: str
    orp: str
    region: str
    state: str


class Offer(NamedTuple):
    """A living service serves a territory; `afar` says whether a nationwide one helps everywhere."""

    kind: str
    level: str
    code: str
    afar: bool
    situation: str = ""
    """The one situation in which a narrow service stands for its kind; "" = all of them."""


class Serving(NamedTuple):
    """A service as far as it matters whom it reaches, on plain codes."""

    kind: str
    status: str
    afar: bool
    """Whether it helps everywhere where it is nationwide: see `helps_afar`."""
    areas: tuple[tuple[str, str], ...]
    """Level and code of each territory that it serves."""
    homes: tuple[tuple[str, str], ...]
    """ORP and region of each of its places."""
    only: tuple[str, ...] | None
    """Of a narrow one the situations that name it; None of all others."""


LIVING = frozenset({"active", "closed"})
"""Status of services to which people can be sent, though not always today."""


def offers(services: Iterable[Serving]) -> set[Offer]:
    """What living services offer. One for a region is near in the ORP where it has a place."""
    return {
        Offer(one.kind, level, code, one.afar, situation)
        for one in services
        if one.status in LIVING
        for situation in (("",) if one.only is None else one.only)
        for level, code in [*one.areas, *(("orp", orp) for orp in homes_in_region(one.areas, one.homes))]
    }


def homes_in_region(areas: Iterable[tuple[str, str]], homes: Iterable[tuple[str, str]]) -> set[str]:
    """Codes of the ORP in which a service for a whole region has a place: it is near there."""
    regions = {code for level, code in areas if level == "region"}
    return {orp for orp, region in homes if region in regions}


def labels(towns: Iterable[Town], orps: Mapping[str, str], postcodes: Mapping[str, str]) -> dict[str, str]:
    """What to call municipalities by code: those of the same name by their ORP, in one ORP by postcode."""
    alike: defaultdict[str, list[Town]] = defaultdict(list)
    for one in towns:
        alike[one.name].append(one)
    found = {}
    for name, same in alike.items():
        seats = Counter(one.orp for one in same)
        for one in same:
            more = f"ORP {orps[one.orp]}" + (f", {postcodes[one.code]}" if seats[one.orp] > 1 else "")
            found[one.code] = f"{name} ({more})" if len(same) > 1 else name
    return found


def helps_afar(reaches: Iterable[str], family: str) -> bool:
    """Whether a nationwide service of a kind of that family helps without a journey; `reaches` of its forms."""
    return family == "helpline" or any(one in AFAR for one in reaches)


class Reach(NamedTuple):
    """Municipalities that a kind serves, by where from: near, elsewhere in the region, the whole state.

    Near is a service for the municipality or its ORP, or one for the region that has a place in the ORP.
    """

    near: Codes = NOBODY
    region: Codes = NOBODY
    """Through services for the whole region, whether or not somebody is near."""
    afar: Codes = NOBODY

    @property
    def all(self) -> Codes:
        """Municipalities where anybody of the kind helps."""
        return self.near | self.region | self.afar


@dataclass(slots=True)
class Atlas:
    """Municipalities of a portal by the territories above them, in the order in which people read them."""

    towns: tuple[Town, ...]
    orps: Mapping[str, str]
    """Names of ORP by code."""
    regions: Mapping[str, str]
    """Names of regions by code."""
    all: Codes = field(init=False)
    _inside: dict[tuple[str, str], Codes] = field(init=False)
    _orps: dict[str, dict[str, list[Town]]] = field(init=False)
    """Municipalities by region and ORP."""

    def __post_init__(self) -> None:
        inside: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._orps = {code: {} for code in self.regions}
        for one in self.towns:
            self._orps[one.region].setdefault(one.orp, []).append(one)
            inside["state", one.state].add(one.code)
            inside["region", one.region].add(one.code)
            inside["orp", one.orp].add(one.code)
            inside["municipality", one.code].add(one.code)
        self._inside = {key: frozenset(codes) for key, codes in inside.items()}
        self.all = frozenset(one.code for one in self.towns)

    def inside(self, level: str, code: str) -> Codes:
        """Codes of the municipalities of a territory; of one that the portal does not cover, none."""
        return self._inside.get((level, code), NOBODY)

    def of_region(self, code: str) -> Atlas:
        """The same for one region."""
        return Atlas(
            tuple(one for one in self.towns if one.region == code), self.orps, {code: self.regions[code]}
        )

    def in_words(self, codes: Codes) -> Iterator[str]:
        """Name municipalities as shortly as it is true: whole regions, whole ORP, else what part of an ORP."""
        for region, name in self.regions.items():
            here = self.inside("region", region)
            if here and here <= codes:
                yield _whole(name)
            elif not here.isdisjoint(codes):
                orps = self._orps[region]
                yield from (words for orp in orps if (words := self._orp_in_words(region, orp, codes)))

    def in_short(self, codes: Codes, *, coarse: bool = False) -> str:
        """Name whole regions and whole ORP, and count the ORP of which it is true in a part only.

        `coarse` names regions and counts their ORP, where a list of them would be too long to read.
        """
        said, parts = [], 0
        for region, name in self.regions.items():
            here = self.inside("region", region)
            touched = [orp for orp in self._orps[region] if not self.inside("orp", orp).isdisjoint(codes)]
            if here and here <= codes:
                said.append(_whole(name))
            elif coarse and touched:
                said.append(f"{name} ({len(touched)} ORP)")
            else:
                whole = [orp for orp in touched if self.inside("orp", orp) <= codes]
                said += [f"ORP {self.orps[orp]}" for orp in whole]
                parts += len(touched) - len(whole)
        return ", ".join([*said, *([f"část {parts} ORP"] if parts else [])])

    def _orp_in_words(self, region: str, orp: str, codes: Codes) -> str:
        here = self._orps[region][orp]
        found = [one.name for one in here if one.code in codes]
        if len(found) == len(here):
            return f"ORP {self.orps[orp]}"
        if len(found) > 2:
            return f"část ORP {self.orps[orp]} ({plural(len(found), 'obec', 'obce', 'obcí')})"
        return ", ".join(found)


def _whole(region: str) -> str:
    return f"celý {region}" if region.endswith("kraj") else region


def reach(atlas: Atlas, offers: Iterable[Offer], parents: Mapping[str, str]) -> dict[str, Reach]:
    """The reach of each kind that anybody offers, with that of the finer kinds below it.

    `parents` maps a kind to the one above it ("" or absent = none). Kinds that nobody offers are left out.
    """
    found: defaultdict[str, tuple[set[str], set[str], set[str]]] = defaultdict(lambda: (set(), set(), set()))
    for one in set(offers):
        codes = atlas.inside(one.level, one.code)
        for kind in upwards(one.kind, parents):
            near, region, afar = found[within(kind, one.situation)]
            if one.level == "region":
                region |= codes
            elif one.level != "state":
                near |= codes
            elif one.afar:
                afar |= codes
    return {kind: Reach(*map(frozenset, found[kind])) for kind in sorted(found)}


def within(kind: str, situation: str) -> str:
    """What stands for a kind in `reach`: the kind, or the kind in one situation, for its narrow services."""
    return f"{kind}@{situation}" if situation else kind


def upwards(kind: str, parents: Mapping[str, str]) -> list[str]:
    """A kind and those above it; a circle, which `check` reports elsewhere, ends where it began."""
    found: list[str] = []
    while kind and kind not in found:
        found.append(kind)
        kind = parents.get(kind) or ""
    return found


def together(reaches: Mapping[str, Reach], kinds: Iterable[str], situation: str = "") -> Reach:
    """The reach of several kinds of which any one will do; in a situation narrow services count too."""
    names = {name for kind in kinds for name in (kind, within(kind, situation))}
    found = [reaches[name] for name in names if name in reaches]
    return Reach(
        *(NOBODY.union(*codes) for codes in zip(*found, strict=True)),
    )
