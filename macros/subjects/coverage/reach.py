"""Whom the services reach: for each kind of service the municipalities in which somebody gives it.

Territory logic on plain codes (municipality ⊂ ORP ⊂ region ⊂ state), so that `check` can ask it before rows
are linked. Everything is sets of codes of municipalities, made once a kind, never once a page; each set is the
bits of one number (`Towns`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, TypeGuard

from macros.model.roles import AFAR
from macros.subjects.catalogue.homes import OPEN, homes_in_region
from macros.subjects.territory.names import Town
from macros.words.czech import plural

Codes = Set[str]
"""Codes of municipalities."""


class Order(NamedTuple):
    """Codes of all municipalities of a portal, one after another, and the place of each."""

    codes: tuple[str, ...] = ()
    places: Mapping[str, int] = {}

    @classmethod
    def of(cls, codes: Iterable[str]) -> Order:
        """The order in which the codes come."""
        found = tuple(codes)
        return cls(found, {code: at for at, code in enumerate(found)})


NOWHERE = Order()


class Towns(Set[str]):
    """A set of municipalities as the bits of one number, by their places in an `Order`. It cannot be changed.

    All municipalities of the country take 800 bytes, not a quarter of a megabyte, and two sets are joined in
    a microsecond: the pages of gaps ask a hundred thousand times. Beside a set of another order or kind it
    behaves as any set, only slowly.
    """

    __slots__ = ("_order", "bits")

    def __init__(self, order: Order, bits: int) -> None:
        self._order, self.bits = order, bits

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> frozenset[Any]:
        return frozenset(it)

    def __contains__(self, code: object) -> bool:
        place = self._order.places.get(code)  # type: ignore[call-overload]
        return place is not None and bool(self.bits >> place & 1)

    def __iter__(self) -> Iterator[str]:
        left = self.bits
        while left:
            bit = left & -left
            yield self._order.codes[bit.bit_length() - 1]
            left ^= bit

    def __len__(self) -> int:
        return self.bits.bit_count()

    def _alike(self, other: object) -> TypeGuard[Towns]:
        return type(other) is Towns and other._order is self._order

    def __and__(self, other: Set[Any]) -> Codes:
        return Towns(self._order, self.bits & other.bits) if self._alike(other) else super().__and__(other)

    def __or__(self, other: Set[Any]) -> Codes:
        return Towns(self._order, self.bits | other.bits) if self._alike(other) else super().__or__(other)

    def __sub__(self, other: Set[Any]) -> Codes:
        return Towns(self._order, self.bits & ~other.bits) if self._alike(other) else super().__sub__(other)

    def __le__(self, other: Set[Any]) -> bool:
        return not self.bits & ~other.bits if self._alike(other) else super().__le__(other)

    def isdisjoint(self, other: Iterable[Any]) -> bool:
        """Whether both have nothing in common."""
        return not self.bits & other.bits if self._alike(other) else super().isdisjoint(other)


NOBODY: Codes = Towns(NOWHERE, 0)


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


def offers(services: Iterable[Serving]) -> set[Offer]:
    """What open services offer. One for a region is near in the ORP where it has a place."""
    return {
        Offer(one.kind, level, code, one.afar, situation)
        for one in services
        if one.status == OPEN
        for situation in (("",) if one.only is None else one.only)
        for level, code in [*one.areas, *(("orp", orp) for orp in homes_in_region(one.areas, one.homes))]
    }


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
    order: Order = NOWHERE
    """The places of municipalities in sets; an atlas of a part has that of the whole."""
    all: Codes = field(init=False)
    _inside: dict[tuple[str, str], Towns] = field(init=False)
    _nobody: Towns = field(init=False)
    _orps: dict[str, dict[str, list[Town]]] = field(init=False)
    """Municipalities by region and ORP."""

    def __post_init__(self) -> None:
        if not self.order.codes:
            self.order = Order.of(one.code for one in self.towns)
        inside: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._orps = {code: {} for code in self.regions}
        for one in self.towns:
            self._orps[one.region].setdefault(one.orp, []).append(one)
            bit = 1 << self.order.places[one.code]
            inside["state", one.state] |= bit
            inside["region", one.region] |= bit
            inside["orp", one.orp] |= bit
            inside["municipality", one.code] |= bit
        self._inside = {key: Towns(self.order, bits) for key, bits in inside.items()}
        self._nobody = Towns(self.order, 0)
        self.all = Towns(self.order, reduce(or_, inside.values(), 0))

    def inside(self, level: str, code: str) -> Towns:
        """Codes of the municipalities of a territory; of one that the portal does not cover, none."""
        return self._inside.get((level, code), self._nobody)

    def of_region(self, code: str) -> Atlas:
        """The same for one region."""
        towns = tuple(one for one in self.towns if one.region == code)
        return Atlas(towns, self.orps, {code: self.regions[code]}, self.order)

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
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in set(offers):
        bits = atlas.inside(one.level, one.code).bits
        for kind in upwards(one.kind, parents):
            reached = found[within(kind, one.situation)]
            if one.level == "region":
                reached[1] |= bits
            elif one.level != "state":
                reached[0] |= bits
            elif one.afar:
                reached[2] |= bits
    return {kind: Reach(*(Towns(atlas.order, bits) for bits in found[kind])) for kind in sorted(found)}


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
    return Reach(*(reduce(or_, codes) for codes in zip(*found, strict=True)))
