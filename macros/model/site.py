"""The portal as linked objects: every reference of the packages resolved once.

Nobody behind this module looks an id up. Objects are made by `link` and not changed afterwards; lists
are tuples in the order in which people should read them. `key` is a digest of the row and of all rows
below it that its own page or card shows: the build asks it whether a page is still right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Table
from macros.model import rows
from macros.model.territory import Municipality, Orp, Region, State, Territory
from macros.subjects.catalogue.hours import Timely
from macros.subjects.coverage.reach import Atlas, Reach
from macros.subjects.indicators import rows as indicator_rows
from macros.subjects.indicators.model import FigureTheme, Indicator
from macros.subjects.indicators.small_counts import Slot
from macros.subjects.strategy.model import Event, Grant, Programme, Record
from macros.words.language import DEFAULT, LANGUAGES, Language

if TYPE_CHECKING:
    from macros.subjects.evaluation.model import Assessment, CriteriaSet, FamilyPolicy

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True, eq=False, repr=False)
class Kind:
    """A kind of service, with the services of just this kind and the finer kinds below it."""

    row: rows.KindRow
    law: rows.LawRow | None
    key: bytes
    parent: Kind | None = None
    children: tuple[Kind, ...] = ()
    services: tuple[Service, ...] = ()
    situations: tuple[Situation, ...] = ()
    quick_exit: bool = False
    """Whether people may have to leave its page quickly."""

    @property
    def ladder(self) -> tuple[Kind, ...]:
        """The kind and all above it."""
        return (self, *self.parent.ladder) if self.parent else (self,)

    @property
    def finer(self) -> tuple[Kind, ...]:
        """The kind and all below it, to the bottom."""
        return self, *(finer for child in self.children for finer in child.finer)

    @property
    def everyone(self) -> tuple[Service, ...]:
        """Services of the kind and of all below it: whoever asks for a kind is helped by any of them."""
        return tuple(service for kind in self.finer for service in kind.services)


@dataclass(slots=True, eq=False, repr=False)
class Provider:
    """An organisation and its services."""

    row: rows.ProviderRow
    key: bytes
    services: tuple[Service, ...] = ()
    quick_exit: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """Where a service is reached. A confidential place has a municipality and nothing else."""

    row: rows.PlaceRow
    municipality: Municipality


class Helps(NamedTuple):
    """A service helps in a situation, and how, in one sentence."""

    service: Service
    situation: Situation
    how: str
    rank: int
    """1 = go there first."""


class MayHelp(NamedTuple):
    """A service may help with a node of a strategy. `how` is "" where only its kind was linked, not the service."""

    service: Service
    node: Node
    how: str


@dataclass(slots=True, eq=False, repr=False)
class Service:
    """A service with everything that its page shows."""

    row: rows.ServiceRow
    provider: Provider
    kind: Kind
    forms: tuple[rows.FormRow, ...]
    audiences: tuple[rows.AudienceRow, ...]
    target_groups: tuple[rows.TargetGroupRow, ...]
    languages: tuple[rows.LanguageRow, ...]
    places: tuple[Place, ...]
    contacts: tuple[rows.ContactRow, ...]
    hours: Timely
    areas: tuple[Area, ...]
    key: bytes
    phones: tuple[rows.ContactRow, ...] = ()
    """Phone contacts, the first to call first."""
    active: bool = True
    """Whether people can be sent there."""
    web: rows.ContactRow | None = None
    """What to use where no phone is known: an e-mail, else a form, a chat, a web; None where nothing is."""
    situations: tuple[Helps, ...] = ()
    measures: tuple[MayHelp, ...] = ()
    similar: tuple[Service, ...] = ()
    """A few others of the same kind, those in the same region first."""
    quick_exit: bool = False


class Area(NamedTuple):
    """A territory that a service serves, and how we know."""

    row: rows.AreaRow
    territory: Territory


@dataclass(slots=True, eq=False, repr=False)
class Theme:
    """An area of life with its situations."""

    row: rows.ThemeRow
    key: bytes
    situations: tuple[Situation, ...] = ()


class KindHelps(NamedTuple):
    """A kind of service helps in a situation."""

    kind: Kind
    how: str
    rank: int


@dataclass(slots=True, eq=False, repr=False)
class Situation:
    """A situation in life, who helps in it and how people call it."""

    row: rows.SituationRow
    theme: Theme
    synonyms: tuple[str, ...]
    audiences: tuple[rows.AudienceRow, ...]
    key: bytes
    kinds: tuple[KindHelps, ...] = ()
    related: tuple[Situation, ...] = ()
    services: tuple[Helps, ...] = ()
    phenomena: tuple[Phenomenon, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Phenomenon:
    """Something that happens to children and families (jev), and the situations in which it shows."""

    row: rows.PhenomenonRow
    key: bytes
    situations: tuple[Situation, ...] = ()
    """The one that fits best comes first."""


@dataclass(slots=True, eq=False, repr=False)
class Strategy:
    """A strategy or programme with its tree."""

    row: rows.StrategyRow
    territory: Territory
    level_names: tuple[str, ...]
    key: bytes
    roots: tuple[Node, ...] = ()
    nodes: tuple[Node, ...] = ()
    """All nodes, parents before children, in the order of the document."""
    programme: Programme = field(default_factory=Programme)


class Duty(NamedTuple):
    """An actor has a role (responsible or partner) for a node."""

    actor: rows.ActorRow
    row: rows.NodeActorRow


class Means(NamedTuple):
    """What fulfils a node: a whole kind of service or one service."""

    row: rows.NodeServiceRow
    kind: Kind | None
    service: Service | None
    services: tuple[Service, ...]


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A priority, goal, measure or activity. `slug` is its part of the address within the strategy."""

    row: rows.NodeRow
    strategy: Strategy
    slug: str
    key: bytes
    parent: Node | None = None
    children: tuple[Node, ...] = ()
    duties: tuple[Duty, ...] = ()
    means: tuple[Means, ...] = ()
    record: Record = field(default_factory=Record)

    @property
    def level_name(self) -> str:
        """What the strategy calls this level: priorita, cíl, opatření, aktivita."""
        names = self.strategy.level_names
        return names[self.row.depth - 1] if self.row.depth <= len(names) else names[-1]

    @property
    def level_role(self) -> str:
        """What the level means: priority, goal, measure, activity; "" where the strategy does not say."""
        roles = self.strategy.row.level_roles.split(";")
        return roles[self.row.depth - 1] if self.row.depth <= len(roles) else ""

    @property
    def has_page(self) -> bool:
        """Activities (the lowest level) are shown on the page of their measure."""
        return self.row.depth < len(self.strategy.level_names)


class Nearest(NamedTuple):
    """Who helps nearest where nobody local does: a service, its town and kilometres as the crow flies."""

    service: Service
    town: Municipality
    km: int


class Missing(NamedTuple):
    """A situation in which nobody local helps, and who is nearest (None within reach)."""

    situation: Situation
    nearest: Nearest | None


class Farther(NamedTuple):
    """A situation in which only somebody from elsewhere in the region helps, and the nearest who does.

    `town` is None where the service has no place that is known, `km` where a centre is not known.
    """

    situation: Situation
    service: Service
    town: Municipality | None
    km: int | None


@dataclass(slots=True, eq=False, repr=False)
class Lack:
    """What a municipality lacks near: in its own territory and in that of its ORP. Nationwide lines do not count.

    `situations` have nobody in the whole region, `farther` somebody elsewhere in it; `free_time` is the nearest
    place for children where none is near.
    """

    situations: tuple[Missing, ...]
    farther: tuple[Farther, ...]
    free_time: Nearest | None


Served = Mapping[tuple[str, str], tuple[Service, ...]]
"""Active services by the territory that they serve: (level, code)."""


def once(function: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """Work a thing out once for a site that is linked, then remember it: pages, keys and files ask alike.

    Only for what depends on nothing but the site and the arguments, and is not changed by who asks.
    """

    @wraps(function)
    def remembered(site: Site, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *args, *kwargs.items())
        if key not in site.known:
            site.known[key] = function(site, *args, **kwargs)
        found: T = site.known[key]
        return found

    return remembered


@dataclass(slots=True, eq=False, repr=False)
class Site:
    """Everything a portal knows. The collections hold all rows, also those without a page."""

    settings: Settings
    packages: dict[str, Package]
    root: Path = Path()
    """The folder of the portal."""
    unmade: dict[str, int] = field(default_factory=dict)
    """Number of files that a command of their own has to make, by what they are: leaflets, sheets."""
    language: Language = LANGUAGES[DEFAULT]
    """Grammar, order and typography of the portal's language."""
    kinds: dict[str, Kind] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    phenomena: dict[str, Phenomenon] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    orps: dict[str, Orp] = field(default_factory=dict)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    strategies: dict[str, Strategy] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    """Nodes of all strategies by their ids."""
    grants: tuple[Grant, ...] = ()
    events: tuple[Event, ...] = ()
    """The earliest first."""
    as_of: dt.date | None = None
    """The newest date in the data: the day against which terms are judged, as no output knows a clock."""
    laws: dict[str, rows.LawRow] = field(default_factory=dict)
    terms: dict[str, rows.TermRow] = field(default_factory=dict)
    redirects: tuple[rows.RedirectRow, ...] = ()
    criteria_sets: dict[str, CriteriaSet] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    family_policies: dict[str, FamilyPolicy] = field(default_factory=dict)
    """By code of the municipality."""
    situations_key: bytes = b""
    """Digest of all themes and situations: lists by situation show them all."""
    whole_key: bytes = b""
    """Digest of all tables."""
    served: Served = field(default_factory=dict)
    at_home: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    """Active services for a whole region by code of the ORP in which they have a place."""
    served_keys: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """Digest of the services in `served`, all that their cards and links show."""
    steps: tuple[Step, ...] = ()
    """Steps of guides with the kinds that answer them."""
    atlas: Atlas = field(default_factory=lambda: Atlas((), {}, {}))
    """Covered municipalities for questions about territory."""
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    """Covered municipalities that each kind serves, by id of the kind."""
    offices_for_all: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    """Nationwide offices by id of their kind."""
    coverage_key: bytes = b""
    """Digest of the steps and of who serves which territory."""
    lacks: Mapping[str, Lack] = field(default_factory=dict)
    """What each covered municipality lacks, by its code."""
    areas: dict[str, indicator_rows.AreaUnitRow] = field(default_factory=dict)
    """Territories that numbers speak of and the package territory does not have."""
    figure_themes: dict[str, FigureTheme] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    figures_keys: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """Digest of all numbers of a territory (level, code)."""
    hidden: frozenset[Slot] = frozenset()
    sheets: frozenset[str] = frozenset()
    """Paths of the workbooks that this build publishes."""
    """Where a count of people is so small that it may not be shown."""
    veiled: dict[tuple[str, str], Table] = field(default_factory=dict)
    """Tables that hold secrets, by (package, table), as they may be published."""
    land_key: bytes = b""
    """Digest of what the shapes of drawn maps are made from."""
    cost_items: tuple[indicator_rows.CostItemRow, ...] = ()
    files: dict[type, str] = field(default_factory=dict)
    """Path of the CSV file in the repository by class of row."""
    known: dict[Any, Any] = field(default_factory=dict)
    """What functions marked as `once` worked out."""

    def kinds_with(self, roles: Sequence[str]) -> tuple[Kind, ...]:
        """Kinds that have one of the roles (`kinds.role`), in the order of the roles."""
        return tuple(one for role in roles for one in self.kinds.values() if one.row.role == role)

    def situations_with(self, roles: Sequence[str]) -> tuple[Situation, ...]:
        """Situations that have one of the roles (`situations.role`), in the order of the roles."""
        return tuple(one for role in roles for one in self.situations.values() if one.row.role == role)

    def covered_regions(self) -> tuple[Region, ...]:
        """Regions that the portal covers, in the order of mkdocs.yml."""
        return tuple(self.regions[code] for code in self.settings.regions if code in self.regions)

    def covered_orps(self) -> tuple[Orp, ...]:
        """ORP of the covered regions."""
        return tuple(orp for region in self.covered_regions() for orp in region.orps)

    def covered_municipalities(self) -> tuple[Municipality, ...]:
        """Municipalities of the covered regions."""
        return tuple(one for orp in self.covered_orps() for one in orp.municipalities)

    def territory(self, level: str, code: str) -> Territory:
        """The territory of that level and code. KeyError where there is none."""
        levels: dict[str, Mapping[str, Territory]] = {
            "state": self.states,
            "region": self.regions,
            "orp": self.orps,
            "municipality": self.municipalities,
        }
        return levels[level][code]
