"""Links services and situations. Called for sound data only: a missing reference here is a bug, not bad data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.roles import LINES
from macros.model.site import Site
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.access import access
from macros.subjects.catalogue.exits import link_exits
from macros.subjects.catalogue.homes import OPEN, orps_of_region
from macros.subjects.catalogue.hours import timely
from macros.subjects.catalogue.model import (
    Area,
    Catalogue,
    Helps,
    Kind,
    KindHelps,
    Phenomenon,
    Place,
    Provider,
    Service,
    Situation,
    Theme,
    by_name,
)
from macros.subjects.catalogue.order import LAST, answers, first_kinds, is_line, ordered
from macros.subjects.catalogue.same_address import link_addresses
from macros.subjects.territory.model import Territories
from macros.words.czech import sort_key


def link_catalogue(site: Site, read: Read) -> None:
    """Fill `site[Catalogue]`: code lists, services, situations."""
    _codelists(site, read)
    _services(site, read)
    _situations(site, read)
    link_exits(site)


def _codelists(site: Site, read: Read) -> None:
    catalogue = site[Catalogue]
    catalogue.laws = {row.id: row for row in read("codelists", "laws")}
    catalogue.terms = {row.id: row for row in read("codelists", "terms")}
    catalogue.redirects = tuple(read("codelists", "redirects"))
    catalogue.sources = tuple(read("codelists", "sources"))
    for row in read("codelists", "kinds"):
        catalogue.kinds[row.id] = Kind(row, catalogue.laws.get(row.law), row_key(row))
    for kind in catalogue.kinds.values():
        if kind.row.parent:
            kind.parent = catalogue.kinds[kind.row.parent]
            kind.parent.children += (kind,)


def _services(site: Site, read: Read) -> None:
    land = site[Territories]
    catalogue = site[Catalogue]
    forms = {row.id: row for row in read("codelists", "forms")}
    audiences = {row.id: row for row in read("codelists", "audiences")}
    groups = {row.id: row for row in read("codelists", "target_groups")}
    languages = {row.id: row for row in read("codelists", "languages")}
    catalogue.providers = {row.id: Provider(row, row_key(row)) for row in read("services", "providers")}
    places = {
        row.id: Place(row, land.municipalities[row.municipality_code_csu])
        for row in read("services", "places")
    }
    contacts = grouped(read("services", "contacts"), lambda row: row.service)
    hours = grouped(read("services", "hours"), lambda row: row.service)
    areas = grouped(read("services", "areas"), lambda row: row.service)
    evidence = grouped(read("services", "evidence"), lambda row: row.service)
    for row in read("services", "services"):
        mine = tuple(sorted(contacts.get(row.id, ()), key=lambda contact: contact.rank))
        opened = timely(sorted(hours.get(row.id, ()), key=_hours_order), site.as_of)
        where = tuple(
            Area(area, land.territory(area.level, area.territory_code)) for area in areas.get(row.id, ())
        )
        found = pick(row.places, places)
        provider, kind = catalogue.providers[row.provider], catalogue.kinds[row.kind]
        key = digest(
            [
                row_key(
                    row,
                    *mine,
                    *evidence.get(row.id, ()),
                    *opened.now,
                    *opened.later,
                    *opened.special,
                    *(area.row for area in where),
                    *(place.row for place in found),
                ),
                repr((len(opened.now), len(opened.special), opened.ended)).encode(),
                provider.key,
                kind.key,
                *(place.municipality.key for place in found),
                *(area.territory.key for area in where if area.territory.level == "municipality"),
            ]
        )
        catalogue.services[row.id] = Service(
            row,
            provider,
            kind,
            pick(row.forms, forms),
            pick(row.audiences, audiences),
            pick(row.target_groups, groups),
            pick(row.languages, languages),
            found,
            mine,
            opened,
            where,
            key,
            evidence=tuple(evidence.get(row.id, ())),
            phones=tuple(one for one in mine if one.kind == "phone"),
            active=row.status == OPEN,
            web=next((one for kind in _WRITTEN for one in mine if one.kind == kind), None),
            access=access(
                (one.kind for one in mine),
                (place.row.street for place in found if not place.row.confidential),
            ),
        )
    _services_by_owner(site)
    link_addresses(catalogue)
    for kind in catalogue.kinds.values():
        _similar(kind)


_WRITTEN = ("email", "form", "chat", "web")
"""Contacts beside the phone, what leads to a person first."""


_WEEK = {day: at for at, day in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}


def _hours_order(row: rows.HoursRow) -> tuple[str, int, str]:
    return row.place, _WEEK.get(row.weekday, -1), row.opens


def _services_by_owner(site: Site) -> None:
    catalogue = site[Catalogue]
    everyone = by_name(catalogue.services.values())
    providers = grouped(everyone, lambda service: service.row.provider)
    kinds = grouped(everyone, lambda service: service.row.kind)
    for code, provider in catalogue.providers.items():
        provider.services = tuple(providers.get(code, ()))
    for code, kind in catalogue.kinds.items():
        kind.services = tuple(kinds.get(code, ()))
    served: defaultdict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in everyone:
        if service.active:
            for area in service.areas:
                served[area.row.level, area.row.territory_code].append(service)
    catalogue.served = {key: tuple(services) for key, services in served.items()}
    at_home: defaultdict[str, list[Service]] = defaultdict(list)
    for service in everyone:
        if service.active:
            for code in orps_of_region(service):
                at_home[code].append(service)
    catalogue.at_home = {code: tuple(services) for code, services in at_home.items()}
    nationwide = dict.fromkeys(
        one for (level, _), found in served.items() if level == "state" for one in found
    )
    offices = grouped(
        nationwide, lambda service: service.row.kind if service.kind.row.family == "office" else ""
    )
    catalogue.offices_for_all = {kind: tuple(found) for kind, found in offices.items() if kind}


def _similar(kind: Kind) -> None:
    """Name four other services of the kind for each, those with a place in the same region first."""
    active = [one for one in kind.services if one.active]
    homes = {one.row.id: {place.municipality.region.code for place in one.places} for one in active}
    near: defaultdict[str, list[Service]] = defaultdict(list)
    for one in active:
        for code in homes[one.row.id]:
            near[code].append(one)
    for service in kind.services:
        # Five of each are enough to have four others.
        pool = [one for code in sorted(homes.get(service.row.id, ())) for one in near[code][:5]]
        others = dict.fromkeys(one for one in [*pool, *active[:5]] if one is not service)
        service.similar = tuple(others)[:4]


def _situations(site: Site, read: Read) -> None:
    catalogue = site[Catalogue]
    audiences = {row.id: row for row in read("codelists", "audiences")}
    catalogue.themes = {
        row.id: Theme(row, row_key(row))
        for row in sorted(read("situations", "themes"), key=lambda row: row.position)
    }
    synonyms = grouped(read("situations", "synonyms"), lambda row: row.situation)
    kinds = grouped(read("situations", "situation_kinds"), lambda row: row.situation)
    for row in sorted(read("situations", "situations"), key=lambda row: row.position):
        words, means = synonyms.get(row.id, []), sorted(kinds.get(row.id, []), key=lambda means: means.rank)
        situation = Situation(
            row,
            catalogue.themes[row.theme],
            tuple(one.phrase for one in words),
            pick(row.audiences, audiences),
            row_key(row, *means),
            tuple(KindHelps(catalogue.kinds[one.kind], one.how, one.rank) for one in means),
            first_line=catalogue.services.get(row.first_line),
        )
        catalogue.situations[row.id] = situation
    _phenomena(site, read)
    for theme in catalogue.themes.values():
        theme.situations = tuple(one for one in catalogue.situations.values() if one.theme is theme)
    in_order = [one for theme in catalogue.themes.values() for one in theme.situations]
    catalogue.situations = {one.row.id: one for one in in_order}
    for situation in in_order:
        situation.related = pick(situation.row.related, catalogue.situations)
        for one in situation.kinds:
            one.kind.situations += (situation,)
    themes = [one.key for one in catalogue.themes.values()]
    catalogue.situations_key = digest([*themes, *(one.key for one in in_order)])
    _helps(site, read("situations", "service_situations"))


def _phenomena(site: Site, read: Read) -> None:
    catalogue = site[Catalogue]
    links = grouped(read("situations", "phenomenon_situations"), lambda row: row.phenomenon)
    of_situation: defaultdict[str, list[Phenomenon]] = defaultdict(list)
    for row in sorted(read("situations", "phenomena"), key=lambda row: sort_key(row.name)):
        mine = sorted(links.get(row.id, []), key=lambda link: link.rank)
        found = tuple(catalogue.situations[one.situation] for one in mine)
        phenomenon = Phenomenon(row, row_key(row, *mine), found)
        catalogue.phenomena[row.id] = phenomenon
        for one in found:
            of_situation[one.row.id].append(phenomenon)
    for code, phenomena in of_situation.items():
        catalogue.situations[code].phenomena = tuple(phenomena)


def _helps(site: Site, links: Sequence[rows.ServiceSituationRow]) -> None:
    """Join services and situations: named one by one, or, but for narrow ones, through the kind.

    Lines of one kind differ in whom they serve (victims, seniors, parents): one that is linked by name is linked
    only so. Those of the family of help lines get no sentence of their kind.
    """
    catalogue = site[Catalogue]
    explicit = {row.service for row in links}
    named = grouped(links, lambda row: row.situation)
    of_service: defaultdict[str, list[Helps]] = defaultdict(list)
    for situation in catalogue.situations.values():
        how_by_service: dict[str, tuple[int, str]] = {}
        # A line that is named stands with the first lines, also where nobody ranked its kind.
        lines = min((one.rank for one in situation.kinds if one.kind.row.role in LINES[1:]), default=LAST)
        ways: dict[str, tuple[int, str]] = {}
        for means in situation.kinds:
            line = _is_for_some(means.kind)
            # An emergency line comes after a line that is for this: it stands in the red box anyway.
            emergency = means.kind.row.role == LINES[0] and lines < LAST
            way = max(means.rank, lines) if emergency else means.rank, _said(means)
            ways[means.kind.row.id] = way
            for service in means.kind.everyone:
                if service.row.narrow or (line and service.row.id in explicit):
                    continue
                how_by_service.setdefault(service.row.id, way)
        by_name_here = {row.service for row in named.get(situation.row.id, ())}
        for row in named.get(situation.row.id, ()):
            kind = catalogue.services[row.service].kind.row
            unranked = (lines if kind.role in LINES[1:] else LAST, "")
            rank, how = how_by_service.get(row.service) or ways.get(kind.id, unranked)
            how_by_service[row.service] = (rank, row.how or how)
        helps = [
            Helps(catalogue.services[code], situation, how, rank, code in by_name_here)
            for code, (rank, how) in how_by_service.items()
        ]
        listed = ordered(one for one in helps if one.service.active)
        situation.line = next(filter(is_line, (one.service for one in listed)), None)
        situation.first_kinds = first_kinds(situation)
        first = {one.row.id for one in situation.first_kinds}
        situation.first_rank = max(
            (one.rank for one in situation.kinds if one.kind.row.id in first), default=0
        )
        situation.services = tuple(one._replace(answers=answers(one)) for one in listed)
        # Who is closed or over keeps what it is for: its page leads to others, and keeps its quick exit.
        for one in (*situation.services, *(one for one in helps if not one.service.active)):
            of_service[one.service.row.id].append(one)
    for code, found in of_service.items():
        service = catalogue.services[code]
        service.situations = tuple(found)
        service.key = digest([service.key, *(_help_key(one) for one in found)])


def _is_for_some(kind: Kind) -> bool:
    """Whether services of the kind differ in whom they serve: lines, which help in what they are linked with."""
    return kind.row.family == "helpline" or kind.row.role in LINES


def _said(means: KindHelps) -> str:
    return "" if means.kind.row.family == "helpline" else means.how


def _help_key(helps: Helps) -> bytes:
    row = helps.situation.row
    told = (row.id, row.title, row.quick_exit, helps.how, helps.rank, helps.named, helps.answers)
    return "\x01".join(map(str, told)).encode()
