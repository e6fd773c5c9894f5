"""Services and situations as linked objects: every reference of the packages resolved once.

Nobody behind this module looks an id up. Objects are made while linking and not changed afterwards; lists
are tuples in the order in which people should read them. `key` is a digest of the row and of all rows
below it that its own page or card shows: the build asks it whether a page is still right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.subjects.catalogue import addresses, rows
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.hours import Timely
from macros.subjects.territory.model import Municipality, Territory
from macros.words.czech import sort_key


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
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.KINDS}{self.row.id}/"

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

    @property
    def active(self) -> tuple[Service, ...]:
        """Those of `everyone` to whom people can be sent."""
        return tuple(service for service in self.everyone if service.active)


@dataclass(slots=True, eq=False, repr=False)
class Provider:
    """An organisation and its services."""

    row: rows.ProviderRow
    key: bytes
    services: tuple[Service, ...] = ()
    quick_exit: bool = False

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.PROVIDERS}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """Where a service is reached. A confidential place has a municipality and nothing else."""

    row: rows.PlaceRow
    municipality: Municipality


class Beside(NamedTuple):
    """Who is at the address of one of a service's places, see `same_address`."""

    place: Place
    services: tuple[Service, ...]
    """All who can be visited there, the service itself with them where it can."""
    others: int
    """How many of them are not the service itself."""


class Mention(NamedTuple):
    """Something of a higher subject names a service: by which id, code and title, and where one reads of it."""

    id: str
    code: str
    title: str
    url: str
    how: str
    """How the service helps with it; "" where only its kind was named, not the service."""


class Helps(NamedTuple):
    """A service helps in a situation, and how, in one sentence."""

    service: Service
    situation: Situation
    how: str
    rank: int
    """1 = go there first."""
    named: bool = False
    """Whether the service itself is named for the situation, not only its kind."""
    fitness: int = 0
    """Where it stands among the others wherever the reader is, see `order`; the least comes first."""
    answers: bool = False
    """Whether the service is there for just this situation, see `order.answers`."""


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
    evidence: tuple[rows.EvidenceRow, ...] = ()
    """Sources of those of its facts that are not from the source of its row."""
    phones: tuple[rows.ContactRow, ...] = ()
    """Phone contacts, the first to call first."""
    active: bool = True
    """Whether people can be sent there."""
    web: rows.ContactRow | None = None
    """What to use where no phone is known: an e-mail, else a form, a chat, a web; None where nothing is."""
    access: Access = Access.NONE
    """The best way to reach it."""
    situations: tuple[Helps, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """Where the service is named by what is told on higher floors: strategies."""
    beside: tuple[Beside, ...] = ()
    """Who else is at its addresses; nothing of those where nobody else is."""
    similar: tuple[Service, ...] = ()
    """A few others of the same kind, those in the same region first."""
    quick_exit: bool = False

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.SERVICES}{self.row.id}/"

    @property
    def reachable(self) -> bool:
        """Whether anything is known of how to reach it."""
        return self.access < Access.NONE

    @property
    def phone(self) -> rows.ContactRow | None:
        """The phone to call first; None where no phone is known."""
        return self.phones[0] if self.phones else None

    @property
    def answering(self) -> rows.ContactRow | None:
        """That phone, where somebody answers it: None of a service that is closed or over."""
        return self.phone if self.active else None


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

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.THEMES}{self.row.id}/"


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
    line: Service | None = None
    """The nationwide line to call where nobody else can be called; None where no line is for this."""
    phenomena: tuple[Phenomenon, ...] = ()
    first_line: Service | None = None
    """Whom to call first, whoever reads the guide and wherever; None where no line fits."""
    first_kinds: tuple[Kind, ...] = ()
    """The kinds of help to which people go first, see `order`; `first_rank` is the rank of the last of them."""
    first_rank: int = 0

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.SITUATIONS}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Phenomenon:
    """Something that happens to children and families (jev), and the situations in which it shows."""

    row: rows.PhenomenonRow
    key: bytes
    situations: tuple[Situation, ...] = ()
    """The one that fits best comes first."""

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{addresses.PHENOMENA}{self.row.id}/"


def by_name(services: Iterable[Service]) -> tuple[Service, ...]:
    """Sort services by their names as Czech does."""
    return tuple(sorted(services, key=lambda service: (sort_key(service.row.name), service.row.id)))


Served = Mapping[tuple[str, str], tuple[Service, ...]]
"""Active services by the territory that they serve: (level, code)."""


@dataclass(slots=True, eq=False, repr=False)
class Catalogue:
    """All services and situations. The collections hold all rows, also those without a page."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    phenomena: dict[str, Phenomenon] = field(default_factory=dict)
    laws: dict[str, rows.LawRow] = field(default_factory=dict)
    terms: dict[str, rows.TermRow] = field(default_factory=dict)
    redirects: tuple[rows.RedirectRow, ...] = ()
    sources: tuple[rows.SourceRow, ...] = ()
    """What files in repositories of code are."""
    situations_key: bytes = b""
    """Digest of all themes and situations: lists by situation show them all."""
    served: Served = field(default_factory=dict)
    at_home: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    """Active services for a whole region by code of the ORP in which they have a place."""
    offices_for_all: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    """Nationwide offices by id of their kind."""

    @property
    def active(self) -> tuple[Service, ...]:
        """Services to which people can be sent."""
        return tuple(service for service in self.services.values() if service.active)

    @property
    def works(self) -> bool:
        """Whether people can be sent to any service; asked once a page, so it looks no further than the first."""
        return any(service.active for service in self.services.values())

    def kinds_with(self, roles: Sequence[str]) -> tuple[Kind, ...]:
        """Kinds that have one of the roles (`kinds.role`), in the order of the roles."""
        return tuple(kind for role in roles for kind in self.kinds.values() if kind.row.role == role)

    def situations_with(self, roles: Sequence[str]) -> tuple[Situation, ...]:
        """Situations that have one of the roles (`situations.role`), in the order of the roles."""
        return tuple(one for role in roles for one in self.situations.values() if one.row.role == role)
