"""What the pages of services, providers and kinds of service show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family
from macros.subjects.catalogue import addresses, jsonld, rows
from macros.subjects.catalogue.ask import Ask, whom_to_ask
from macros.subjects.catalogue.facts import (
    ACCESS,
    COSTS,
    Badge,
    Group,
    Reach,
    Trust,
    address,
    age,
    badges,
    capacity,
    closing,
    noted,
    official,
    reach,
    sentence,
    services_count,
    sites,
    state,
    trust,
    where,
)
from macros.subjects.catalogue.folds import territories
from macros.subjects.catalogue.hours_words import Opening, hours_unknown, noted_once, openings
from macros.subjects.catalogue.model import Beside, Catalogue, Kind, Place, Provider, Service, Situation
from macros.subjects.catalogue.words import (
    AT_ADDRESS,
    AT_ADDRESS_OF,
    COLUMNS,
    CONTACTS,
    DATABOX,
    MORE_AT_ADDRESS,
    NAMELESS,
    NOT_FOR,
    OR,
    PROVIDER_SAID,
    PROVIDER_SILENT,
    SAME_PROVIDER,
    UNREACHABLE,
)
from macros.subjects.territory.model import Territories
from macros.words import czech

MOST = 60
"""The page of a kind lists so many services of a territory."""
LEVELS = {"stated": "", "law": "podle zákona", "seat": "známe jen sídlo, na širší okolí se zeptejte"}


def service_reads(site: Site, service: Service) -> Iterable[bytes]:
    """Keys of everything that a service's page shows."""
    asked = (one.key for one in whom_to_ask(service))
    beside = (one.key for here in service.beside for one in _others(service, here))
    return (service.key, *(one.key for one in service.similar), *asked, *beside)


NEAR = 5
"""So many services at the same address stand open, all others of them in a fold."""
NEAR_MOST = 30
"""No more are listed: in a house with hundreds of services nobody reads them all."""


class Neighbour(NamedTuple):
    """A service at the same address: what it is, whether its provider is the same, how to reach it."""

    service: Service
    note: str
    reach: Reach


class Address(NamedTuple):
    """Who else is at one of the addresses: under which heading, who stands open, who in a fold of that name."""

    title: str
    few: list[Neighbour]
    more: list[Neighbour]
    fold: str
    rest: str
    """How many more there are whom nobody lists, in words; "" where all are listed."""


class Way(NamedTuple):
    """A contact as a button: what it says and where it leads."""

    row: rows.ContactRow
    note: str
    """Whose it is and when it answers."""
    text: str
    href: str = ""
    """"" where it cannot be followed: a data box."""
    look: str = "button quiet"
    icon: str = ""
    away: bool = False
    """Whether it leads to somebody else's pages."""


class ServicePage(Struct, frozen=True, kw_only=True):
    """What the page of a service is given."""

    service: Service
    row: rows.ServiceRow
    official: str
    """What the law calls its kind, with the section; "" where it is what people call it, too."""
    marks: list[Badge]
    trust: Trust
    warning: str
    """That people should ask first; "" where the facts may be trusted."""
    status: str
    """What people must know first, as that it is closed; "" where it is open."""
    gone: bool
    """Whether it has ended: nobody is told to call or to come."""
    contacts: list[Way]
    asks: tuple[Ask, ...]
    """Whom to ask where no phone of the service is known."""
    openings: list[Opening]
    hours_note: str
    """What holds for all openings; what only some say stands with them."""
    hours_unknown: str
    """What to say where there are no openings."""
    facts: list[tuple[str, str]]
    """Label and value of what people ask before they go."""
    helps: list[tuple[Situation, str]]
    """With what it helps, and how; "" for one that has ended."""
    keep: str
    """Its id where a reader may keep it in the browser; "" where that could betray somebody, and where it is over."""
    places: list[tuple[Place, str]]
    """Places with their addresses."""
    beside: list[Address]
    """Who else is at these addresses; nothing is said where nobody is, and never of a place that protects people."""
    areas: list[tuple[str, str, str]]
    """Name of a territory that is served, its address (may be empty), how we know."""
    capacity: str
    evidence: list[tuple[str, rows.EvidenceRow]]
    """Which facts are from another source than the service, and the row that says from which."""
    similar: tuple[Service, ...]


def service_view(site: Site, service: Service) -> View:
    """The page of one service."""
    row, kind, place = service.row, service.kind.row, where(service)
    sure, near = trust(row), () if gone(service) else service.beside
    named = sites(service)
    opened, note = noted_once(openings(service.hours, named))
    called = ", ".join(filter(None, (czech.capital(kind.everyday_name), place)))
    title = row.name if not place or place in row.name else f"{row.name}, {place}"
    return View(
        title=f"{title} ({state(row)})" if not service.active else title,
        description=" ".join(filter(None, (closing(row), f"{row.summary} {called}."))),
        crumbs=(
            Crumb("Služby", addresses.SERVICES),
            Crumb(czech.capital(service.kind.row.everyday_name), service.kind.url),
        ),
        data=ServicePage(
            service=service,
            row=row,
            official=official(kind) if kind.name != kind.everyday_name else "",
            marks=badges(service),
            trust=sure,
            warning=sure.sentence if sure.level == "ask" and not gone(service) else "",
            status=closing(row),
            gone=gone(service),
            contacts=[_way(site, one, named.get(one.place, "")) for one in service.contacts],
            asks=whom_to_ask(service),
            openings=opened,
            hours_note=note,
            hours_unknown=hours_unknown(service.hours),
            facts=[] if gone(service) else _facts(service),
            helps=[(one.situation, "" if gone(service) else one.how) for one in service.situations],
            keep=row.id if service.active and not service.quick_exit else "",
            places=[(place, address(place)) for place in service.places],
            beside=_beside(service, near),
            areas=[(area.territory.extent, area.territory.url, _basis(area.row)) for area in service.areas],
            capacity=capacity(row),
            evidence=_evidence(service),
            similar=service.similar,
        ),
        origin=Origin(site.files[rows.ServiceRow], row.row_number),
        jsonld=None if gone(service) else jsonld.service(site, service),
        noindex=gone(service),
        quick_exit=service.quick_exit,
        way_out=any(one.quick_exit for here in near for one in _others(service, here)),
    )


def gone(service: Service) -> bool:
    """Whether a service has ended: its page stays for those who have its address, search engines shall forget it."""
    return service.row.status == "ended"


def _others(service: Service, here: Beside) -> list[Service]:
    """Who is listed of those at an address."""
    return [one for one in here.services[: NEAR_MOST + 1] if one is not service][:NEAR_MOST]


def _beside(service: Service, near: Iterable[Beside]) -> list[Address]:
    """Who else is at the addresses of a service."""
    found = []
    for here in near:
        listed = [_neighbour(service, one) for one in _others(service, here)]
        few = listed if len(listed) <= NEAR else listed[:NEAR]
        named = here.place.row.street or here.place.row.name
        left = here.others - len(listed)
        found.append(
            Address(
                AT_ADDRESS if len(service.places) == 1 else AT_ADDRESS_OF.format(named),
                few,
                listed[len(few) :],
                czech.plural(len(listed) - len(few), *MORE_AT_ADDRESS),
                czech.plural(left, *MORE_AT_ADDRESS) if left else "",
            )
        )
    return found


def _neighbour(service: Service, other: Service) -> Neighbour:
    same = SAME_PROVIDER if other.provider is service.provider else ""
    return Neighbour(
        other, " · ".join(filter(None, (other.kind.row.everyday_name, same))), reach(other, UNREACHABLE)
    )


def _way(site: Site, row: rows.ContactRow, where: str) -> Way:
    note = noted(row, where)
    if row.kind == "phone":
        call = site.language.tel_href(row.value)
        return Way(row, note, site.language.phone(row.value), call, "button", "phone")
    if row.kind == "email":
        return Way(row, note, row.value, f"mailto:{row.value}", icon="email-outline")
    if row.kind == "databox":
        return Way(row, note, DATABOX.format(row.value))
    drawn = "message-text-outline" if row.kind == "chat" else "web"
    return Way(row, note, CONTACTS.get(row.kind, CONTACTS["web"]), row.value, icon=drawn, away=True)


def _basis(row: rows.AreaRow) -> str:
    return ", ".join(part for part in (row.note, LEVELS[row.basis]) if part)


def _evidence(service: Service) -> list[tuple[str, rows.EvidenceRow]]:
    """Facts from sources of their own, those of one source and note in one line."""
    lines: dict[tuple[str, str], tuple[list[str], rows.EvidenceRow]] = {}
    for one in service.evidence:
        names, _ = lines.setdefault((one.source_url, one.note), ([], one))
        names.append(COLUMNS[one.column])
    return [(", ".join(dict.fromkeys(names)), one) for names, one in lines.values()]


def _facts(service: Service) -> list[tuple[str, str]]:
    """Label and value of what people ask before they go; what nobody knows is said as "ask first"."""
    row = service.row
    groups = ", ".join(one.plain for one in service.target_groups)
    cost = ". ".join(
        part for part in (czech.capital(COSTS.get(row.cost, "")), row.cost_note.rstrip(".")) if part
    )
    said = f"{row.summary} {row.conditions}"
    facts = [
        ("Pro koho", groups),
        ("Věk", age(row)),
        (NOT_FOR, row.not_for),
        ("Jak to probíhá", _ways(service)),
        ("Cena", cost or "nevíme, raději se zeptejte předem"),
        ("Podmínky", row.conditions),
        ("Co vzít s sebou", row.bring),
        ("Anonymně", "Jméno říkat nemusíte." if row.anonymous and not NAMELESS.search(said) else ""),
        ("Domluvíte se", ", ".join(one.name for one in service.languages)),
        ("Přístup", ACCESS.get(row.barrier_free, "")),
    ]
    return [(label, value) for label, value in facts if value]


def _ways(service: Service) -> str:
    """How one meets a service: several ways are told as a choice, in one sentence."""
    first, *others = [one.plain.rstrip(".") for one in service.forms] or [""]
    *between, last = [first, *(one[:1].lower() + one[1:] for one in others)]
    return sentence(f"{', '.join(between)}, {OR} {last}" if between else last)


def provider_reads(site: Site, provider: Provider) -> Iterable[bytes]:
    """Keys of everything that a provider's page shows."""
    return (provider.key, *(one.key for one in provider.services))


class ProviderPage(Struct, frozen=True, kw_only=True):
    """What the page of an organisation is given."""

    row: rows.ProviderRow
    services: tuple[Service, ...]
    count: str
    """How many services, in words."""
    kind: str
    """What kind of organisation, in words."""


def provider_view(site: Site, provider: Provider) -> View:
    """The page of one organisation with its services."""
    row = provider.row
    count = services_count(len(provider.services))
    said = PROVIDER_SAID if provider.services else PROVIDER_SILENT
    named = (row.name, count, site.settings.name) if provider.services else (row.name, site.settings.name)
    return View(
        title=row.name,
        description=said.format(*named),
        crumbs=(Crumb("Poskytovatelé", addresses.PROVIDERS),),
        data=ProviderPage(row=row, services=provider.services, count=count, kind=PROVIDER_KINDS[row.kind]),
        origin=Origin(site.files[rows.ProviderRow], row.row_number),
        jsonld=jsonld.provider(site, provider),
        quick_exit=provider.quick_exit,
        way_out=any(one.quick_exit for one in provider.services),
    )


PROVIDER_KINDS = {
    "ngo": "nezisková organizace",
    "church": "církevní organizace",
    "municipality": "obec nebo obecní organizace",
    "region": "kraj nebo krajská organizace",
    "state": "státní organizace",
    "school": "škola nebo školské zařízení",
    "business": "firma",
}


def kind_reads(site: Site, kind: Kind) -> Iterable[bytes]:
    """Keys of everything that a kind's page shows."""
    return (kind.key, site[Catalogue].situations_key, *(one.key for one in kind.everyone))


class KindPage(Struct, frozen=True, kw_only=True):
    """What the page of a kind of service is given."""

    kind: Kind
    row: rows.KindRow
    groups: list[Group]
    """Services of the kind and of all finer ones, by territory."""
    count: str
    """How many services, in words."""
    closed: list[tuple[Service, str]]
    """Services that are closed for a time, with why and until when."""


def kind_view(site: Site, kind: Kind) -> View:
    """The page of one kind of service: what it is, by which law, who offers it where."""
    row = kind.row
    services = kind.active
    crumbs = [Crumb("Druhy pomoci", addresses.KINDS)]
    for above in reversed(kind.ladder[1:]):
        crumbs.append(Crumb(czech.capital(above.row.everyday_name), above.url))
    return View(
        title=czech.capital(row.everyday_name),
        description=row.plain,
        crumbs=crumbs,
        data=KindPage(
            kind=kind,
            row=row,
            groups=by_territory(site, services, MOST),
            count=czech.plural(len(services), "služba", "služby", "služeb"),
            closed=[(one, closing(one.row)) for one in kind.everyone if one.row.status == "closed"],
        ),
        origin=Origin(site.files[rows.KindRow], row.row_number),
        quick_exit=kind.quick_exit,
    )


def by_territory(site: Site, services: Iterable[Service], most: int | None = None) -> list[Group]:
    """Group services for a list: nationwide first, then by covered region and by ORP in it.

    `most` of a group are listed, all where it is None.
    """
    state: list[Service] = []
    regions: defaultdict[str, list[Service]] = defaultdict(list)
    elsewhere: list[Service] = []
    for service in services:
        codes = dict.fromkeys(one.region.code for one in territories(service) if one.region)
        if not codes:
            state.append(service)
        for code in codes:
            if code in site.settings.regions:
                regions[code].append(service)
        if codes and not any(code in site.settings.regions for code in codes):
            elsewhere.append(service)
    groups = [Group("V celém Česku", "", state, "cesko", most)] if state else []
    for region in site[Territories].covered_regions():
        found = regions.get(region.code)
        if found:
            groups.append(Group(region.name, region.url, found, region.row.slug, most))
    if elsewhere:
        groups.append(Group("Jinde", "", elsewhere, "jinde", most))
    return groups


KIND = Family(
    name="kind",
    section="sluzby",
    source="codelists/kinds",
    of=lambda site: site[Catalogue].kinds.values(),
    url=lambda kind: kind.url,
    view=kind_view,
    shows=KindPage,
    reads=kind_reads,
)
SERVICE = Family(
    name="service",
    section="sluzby",
    source="services/services",
    of=lambda site: site[Catalogue].services.values(),
    url=lambda service: service.url,
    view=service_view,
    shows=ServicePage,
    reads=service_reads,
    listed=lambda service: not gone(service),
)
PROVIDER = Family(
    name="provider",
    section="sluzby",
    source="services/providers",
    of=lambda site: site[Catalogue].providers.values(),
    url=lambda provider: provider.url,
    view=provider_view,
    shows=ProviderPage,
    reads=provider_reads,
)
PAGES = (KIND, SERVICE, PROVIDER)
