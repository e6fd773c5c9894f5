"""The ladder of territory: a municipality lies in its ORP, that in its region, that in its state.

Every rung answers the same questions, so that nobody has to ask which of them it stands on.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from macros.subjects.territory import rows

REGIONS, ORPS, MUNICIPALITIES = "kraje/", "orp/", "obce/"
"""Where the pages of territories stand."""


class _Rung(ABC):
    """What every territory answers."""

    __slots__ = ()
    level: ClassVar[str]
    """state, region, orp or municipality, as in the columns `level`."""

    @property
    @abstractmethod
    def code(self) -> str:
        """The code in the columns `territory_code`."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is called where nothing else says what it is: "Cheb", "ORP Cheb", "Česko"."""

    @property
    @abstractmethod
    def where(self) -> str:
        """Answer to "where?": "v obci Cheb", "v Karlovarském kraji", "v Česku"."""

    @property
    @abstractmethod
    def url(self) -> str:
        """Address of its page from the root of the site; "" where it has none: the portal does not cover it."""

    @property
    @abstractmethod
    def above(self) -> tuple[Territory, ...]:
        """All in which it lies, the nearest first."""

    @property
    @abstractmethod
    def region(self) -> Region | None:
        """The region in which it lies, or which it is; None for a state."""

    @property
    def below(self) -> tuple[Orp | Municipality, ...]:
        """The ORP and municipalities in it, each ORP before its own."""
        return ()

    @property
    def population(self) -> int | None:
        """Inhabitants as the package territory says; None where it does not."""
        return None

    @property
    def population_date(self) -> dt.date | None:
        """The day of which `population` tells."""
        return None

    @property
    def id(self) -> tuple[str, str]:
        """Level and code, by which tables name it."""
        return self.level, self.code

    @property
    def extent(self) -> str:
        """What it is called in a list of those whom somebody serves: "celé Česko", else its name."""
        return self.name

    @property
    def covered(self) -> bool:
        """Whether the portal covers it, so that it has a page."""
        return self.region is not None and self.region.covered


@dataclass(slots=True, eq=False, repr=False)
class State(_Rung):
    """A state. It has no page."""

    row: rows.StateRow
    key: bytes = b""
    level: ClassVar[str] = "state"

    @property
    def code(self) -> str:
        """ISO 3166-1."""
        return self.row.code_iso

    @property
    def name(self) -> str:
        """The everyday name."""
        return self.row.name

    @property
    def where(self) -> str:
        """As the table says."""
        return self.row.locative

    @property
    def url(self) -> str:
        """The portal has no page of a state."""
        return ""

    @property
    def above(self) -> tuple[Territory, ...]:
        """Nothing."""
        return ()

    @property
    def region(self) -> Region | None:
        """A state lies in no region."""
        return None

    @property
    def extent(self) -> str:
        """The whole of it."""
        return self.row.whole


@dataclass(slots=True, eq=False, repr=False)
class Region(_Rung):
    """A region (kraj) with its districts of municipalities with extended powers."""

    row: rows.RegionRow
    state: State
    covered: bool = False
    """Whether mkdocs.yml names it."""
    orps: tuple[Orp, ...] = ()
    key: bytes = b""
    level: ClassVar[str] = "region"

    @property
    def code(self) -> str:
        """NUTS 3."""
        return self.row.code_nuts3

    @property
    def name(self) -> str:
        """The official name, "kraj" included."""
        return self.row.name

    @property
    def where(self) -> str:
        """As the table says."""
        return self.row.locative

    @property
    def url(self) -> str:
        """Beside those of its level."""
        return f"{REGIONS}{self.row.slug}/" if self.covered else ""

    @property
    def above(self) -> tuple[Territory, ...]:
        """Its state."""
        return (self.state,)

    @property
    def region(self) -> Region:
        """Itself."""
        return self

    @property
    def below(self) -> tuple[Orp | Municipality, ...]:
        """Its ORP and their municipalities."""
        found: list[Orp | Municipality] = []
        for orp in self.orps:
            found += orp, *orp.municipalities
        return tuple(found)


class Desk(NamedTuple):
    """The switchboard of an office: whether of a municipality or a region, of which one, its phone."""

    level: str
    name: str
    phone: str


@dataclass(slots=True, eq=False, repr=False)
class Orp(_Rung):
    """The district of a municipality with extended powers (ORP)."""

    row: rows.OrpRow
    region: Region
    municipalities: tuple[Municipality, ...] = ()
    key: bytes = b""
    level: ClassVar[str] = "orp"

    @property
    def code(self) -> str:
        """The code of ČSÚ."""
        return self.row.code_csu

    @property
    def name(self) -> str:
        """With "ORP": its town has the same name."""
        return f"ORP {self.row.name}"

    @property
    def where(self) -> str:
        """In the ORP."""
        return f"v {self.name}"

    @property
    def seat(self) -> Municipality | None:
        """The municipality where its offices are; None where the portal does not know it."""
        wanted = self.row.seat_code_csu
        return next((one for one in self.municipalities if one.row.code_csu == wanted), None)

    @property
    def switchboard(self) -> str:
        """The phone of the office of its seat; "" where it is not known."""
        return self.seat.office.phone if self.seat and self.seat.office else ""

    @property
    def desk(self) -> Desk | None:
        """The nearest office that can be called: of its seat, else of its region; None where none is known."""
        if self.seat and self.switchboard:
            return Desk("municipality", self.seat.row.name, self.switchboard)
        phone = self.region.row.office_phone
        return Desk("region", self.region.row.name, phone) if phone else None

    @property
    def url(self) -> str:
        """Beside those of its level."""
        return f"{ORPS}{self.row.slug}/" if self.covered else ""

    @property
    def above(self) -> tuple[Territory, ...]:
        """Its region and state."""
        return self.region, self.region.state

    @property
    def orps(self) -> tuple[Orp, ...]:
        """Itself, so that it may be asked as a region is."""
        return (self,)

    @property
    def below(self) -> tuple[Orp | Municipality, ...]:
        """Its municipalities."""
        return self.municipalities


@dataclass(slots=True, eq=False, repr=False)
class Municipality(_Rung):
    """A municipality; `office` where its town hall is known."""

    row: rows.MunicipalityRow
    orp: Orp
    office: rows.OfficeRow | None
    key: bytes
    label: str = ""
    """The name; with the ORP where two covered municipalities have the same."""
    level: ClassVar[str] = "municipality"

    @property
    def code(self) -> str:
        """The code of ČSÚ."""
        return self.row.code_csu

    @property
    def name(self) -> str:
        """The label."""
        return self.label or self.row.name

    @property
    def where(self) -> str:
        """In the municipality."""
        return f"v obci {self.row.name}"

    @property
    def url(self) -> str:
        """Beside those of its level."""
        return f"{MUNICIPALITIES}{self.row.slug}/" if self.covered else ""

    @property
    def above(self) -> tuple[Territory, ...]:
        """Its ORP, region and state."""
        return self.orp, *self.orp.above

    @property
    def region(self) -> Region:
        """That of its ORP."""
        return self.orp.region

    @property
    def population(self) -> int | None:
        """As the table says."""
        return self.row.population

    @property
    def population_date(self) -> dt.date | None:
        """As the table says."""
        return self.row.population_date


Territory = State | Region | Orp | Municipality


def ladder(territory: Territory) -> tuple[Territory, ...]:
    """The territory and all above it."""
    return territory, *territory.above


@dataclass(slots=True, eq=False, repr=False)
class Territories:
    """All territories of the packages by their codes; the portal covers some regions and what lies in them."""

    states: dict[str, State] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    orps: dict[str, Orp] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    covered: tuple[str, ...] = ()
    """Codes of the regions that the portal covers, in the order of mkdocs.yml."""

    def covered_regions(self) -> tuple[Region, ...]:
        """Regions that the portal covers, in the order of mkdocs.yml."""
        return tuple(self.regions[code] for code in self.covered if code in self.regions)

    def covered_orps(self) -> tuple[Orp, ...]:
        """ORP of the covered regions."""
        return tuple(orp for region in self.covered_regions() for orp in region.orps)

    def covered_municipalities(self) -> tuple[Municipality, ...]:
        """Municipalities of the covered regions."""
        return tuple(town for orp in self.covered_orps() for town in orp.municipalities)

    def territory(self, level: str, code: str) -> Territory:
        """The territory of that level and code. KeyError where there is none."""
        levels: dict[str, Mapping[str, Territory]] = {
            "state": self.states,
            "region": self.regions,
            "orp": self.orps,
            "municipality": self.municipalities,
        }
        return levels[level][code]
