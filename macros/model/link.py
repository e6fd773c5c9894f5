"""From typed tables to the linked portal: `link(tables)`.

Called only for data that passed every check, so that a missing reference here is a bug, not bad data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from macros.data.confidential import veil
from macros.data.packages import Tables
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Table
from macros.model import rows
from macros.model.keys import digest, grouped, pick, row_key
from macros.model.site import (
    Area,
    Duty,
    Helps,
    Kind,
    KindHelps,
    MayHelp,
    Means,
    Node,
    Phenomenon,
    Place,
    Provider,
    Service,
    Site,
    Situation,
    Strategy,
    Theme,
)
from macros.model.territory import Municipality, Orp, Region, State, Territory, ladder
from macros.subjects.catalogue.exits import link_exits
from macros.subjects.catalogue.hours import timely
from macros.subjects.coverage.near import home, lacks, orps_of_region
from macros.subjects.coverage.reach import LIVING, Atlas, Serving, Town, helps_afar, labels, offers, reach
from macros.subjects.evaluation.model import link_evaluation
from macros.subjects.indicators.model import link_indicators
from macros.subjects.strategy.link import link_strategy, newest_day
from macros.subjects.territory.shapes import Shapes
from macros.words.czech import sort_key
from macros.words.language import LANGUAGES

__all__ = ["by_name", "link", "touches"]


def link(
    settings: Settings, packages: dict[str, Package], tables: Tables, steps: Iterable[Step] = ()
) -> Site:
    """Build the `Site` from sound tables: code lists, territory, services, situations, strategies.

    `steps` are those of the guides.
    """
    published = veil(tables)
    site = Site(settings, packages, language=LANGUAGES[settings.language])
    site.veiled = {key: table for key, table in published.items() if table is not tables[key]}
    tables = published
    read = _Reader(tables)
    site.as_of = newest_day(read)
    _codelists(site, read)
    _territory(site, read)
    _services(site, read)
    _situations(site, read)
    link_exits(site)
    _strategies(site, read)
    link_strategy(site, read)
    link_indicators(site, read)
    _territory_keys(site)
    _coverage(site, steps)
    link_evaluation(site, read)
    site.served_keys = {key: digest(one.key for one in found) for key, found in site.served.items()}
    site.land_key = Shapes(site).key if site.indicators else b""
    site.whole_key = digest("\n".join(table.lines).encode() for table in tables.values())
    site.files = {rows.ROWS[key]: table.file for key, table in tables.items() if key in rows.ROWS}
    return site


class _Reader:
    """Gives tables as rows of their class."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._texts: dict[str, str] = {}

    def __call__(self, package: str, name: str) -> list[Any]:
        table: Table | None = self._tables.get((package, name))
        if table is None:
            return []
        columns = [self._shared(table.columns[column]) for column in table.schema.names]
        return list(
            map(rows.ROWS[package, name]._make, zip(*columns, table.row_numbers, table.lines, strict=True))
        )

    def _shared(self, column: Sequence[Any]) -> Sequence[Any]:
        """A column with equal texts as one object: ids, sources, days and hours stand in thousands of rows."""
        if not column or not isinstance(column[0], str):
            return column
        return [self._texts.setdefault(cell, cell) for cell in column]


def _codelists(site: Site, read: _Reader) -> None:
    site.laws = {row.id: row for row in read("codelists", "laws")}
    site.terms = {row.id: row for row in read("codelists", "terms")}
    site.redirects = tuple(read("codelists", "redirects"))
    for row in read("codelists", "kinds"):
        site.kinds[row.id] = Kind(row, site.laws.get(row.law), row_key(row))
    for kind in site.kinds.values():
        if kind.row.parent:
            kind.parent = site.kinds[kind.row.parent]
            kind.parent.children += (kind,)


def _territory(site: Site, read: _Reader) -> None:
    site.states = {row.code_iso: State(row) for row in read("territory", "states")}
    for row in read("territory", "regions"):
        site.regions[row.code_nuts3] = Region(
            row, site.states[row.state_iso], row.code_nuts3 in site.settings.regions
        )
    for row in read("territory", "orp"):
        site.orps[row.code_csu] = Orp(row, site.regions[row.region_nuts3])
    offices = {row.municipality_code_csu: row for row in read("territory", "offices")}
    for row in read("territory", "municipalities"):
        office = offices.get(row.code_csu)
        key = row_key(row, office) if office else row_key(row)
        site.municipalities[row.code_csu] = Municipality(row, site.orps[row.orp_code_csu], office, key)
    _labels(site)
    for code, members in grouped(site.municipalities.values(), lambda one: one.row.orp_code_csu).items():
        # What is not covered is on no list, and sorting the whole state would cost more than all the rest here.
        if members[0].covered:
            members.sort(key=lambda one: sort_key(one.row.name))
        site.orps[code].municipalities = tuple(members)
    for code, orps in grouped(site.orps.values(), lambda one: one.row.region_nuts3).items():
        site.regions[code].orps = tuple(sorted(orps, key=lambda one: sort_key(one.row.name)))


def _labels(site: Site) -> None:
    """Tell covered municipalities of the same name apart."""
    covered = [one for one in site.municipalities.values() if one.covered]
    orps = {code: orp.row.name for code, orp in site.orps.items()}
    shown = labels(map(_town, covered), orps, {one.row.code_csu: one.row.postcode for one in covered})
    for one in site.municipalities.values():
        one.label = shown.get(one.row.code_csu, one.row.name)
        if one.label != one.row.name:
            one.key = digest([one.key, one.label.encode()])


def _town(town: Municipality) -> Town:
    return Town(town.code, town.name, *(above.code for above in town.above))


def _coverage(site: Site, steps: Iterable[Step]) -> None:
    """Work out once whom each kind reaches and what each covered municipality lacks."""
    site.steps = tuple(one for one in steps if one.situation in site.situations)
    site.atlas = Atlas(
        tuple(map(_town, site.covered_municipalities())),
        {orp.code: orp.row.name for orp in site.covered_orps()},
        {region.code: region.name for region in site.covered_regions()},
    )
    offered = offers(map(serving_of, site.services.values()))
    site.coverage_key = digest([repr(sorted(offered)).encode(), repr(site.steps).encode()])
    site.reaches = reach(site.atlas, offered, {code: kind.row.parent for code, kind in site.kinds.items()})
    site.lacks = lacks(site)


def serving_of(service: Service) -> Serving:
    """What matters of a service for whom it reaches; `checks.steps.servings` says the same of rows."""
    kind = service.kind.row
    return Serving(
        kind.id,
        service.row.status,
        helps_afar((form.reach for form in service.forms), kind.family),
        tuple(area.territory.id for area in service.areas),
        tuple(map(home, service.places)),
        tuple(helps.situation.row.id for helps in service.situations) if service.row.narrow else None,
    )


def _territory_keys(site: Site) -> None:
    for orp in site.orps.values():
        orp.key = digest([row_key(orp.row), *(one.key for one in orp.municipalities)])
    for region in site.regions.values():
        region.key = digest([row_key(region.row), *(one.key for one in region.orps)])


def _services(site: Site, read: _Reader) -> None:
    forms = {row.id: row for row in read("codelists", "forms")}
    audiences = {row.id: row for row in read("codelists", "audiences")}
    groups = {row.id: row for row in read("codelists", "target_groups")}
    languages = {row.id: row for row in read("codelists", "languages")}
    site.providers = {row.id: Provider(row, row_key(row)) for row in read("services", "providers")}
    places = {
        row.id: Place(row, site.municipalities[row.municipality_code_csu])
        for row in read("services", "places")
    }
    contacts = grouped(read("services", "contacts"), lambda row: row.service)
    hours = grouped(read("services", "hours"), lambda row: row.service)
    areas = grouped(read("services", "areas"), lambda row: row.service)
    for row in read("services", "services"):
        mine = tuple(sorted(contacts.get(row.id, ()), key=lambda one: one.rank))
        opened = timely(sorted(hours.get(row.id, ()), key=_hours_order), site.as_of)
        where = tuple(
            Area(area, site.territory(area.level, area.territory_code)) for area in areas.get(row.id, ())
        )
        found = pick(row.places, places)
        provider, kind = site.providers[row.provider], site.kinds[row.kind]
        key = digest(
            [
                row_key(
                    row,
                    *mine,
                    *opened.now,
                    *opened.later,
                    *(area.row for area in where),
                    *(place.row for place in found),
                ),
                repr((len(opened.now), opened.ended)).encode(),
                provider.key,
                kind.key,
                *(place.municipality.key for place in found),
                *(area.territory.key for area in where if area.territory.level == "municipality"),
            ]
        )
        site.services[row.id] = Service(
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
            phones=tuple(one for one in mine if one.kind == "phone"),
            active=row.status in LIVING,
            web=next((one for kind in _WRITTEN for one in mine if one.kind == kind), None),
        )
    _services_by_owner(site)
    for kind in site.kinds.values():
        _similar(kind)


_WRITTEN = ("email", "form", "chat", "web")
"""Contacts beside the phone, what leads to a person first."""


_WEEK = {day: at for at, day in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}


def _hours_order(row: rows.HoursRow) -> tuple[str, int, str]:
    return row.place, _WEEK.get(row.weekday, -1), row.opens


def by_name(services: Iterable[Service]) -> tuple[Service, ...]:
    """Sort services by their names as Czech does."""
    return tuple(sorted(services, key=lambda one: (sort_key(one.row.name), one.row.id)))


def _services_by_owner(site: Site) -> None:
    everyone = by_name(site.services.values())
    providers = grouped(everyone, lambda one: one.row.provider)
    kinds = grouped(everyone, lambda one: one.row.kind)
    for code, provider in site.providers.items():
        provider.services = tuple(providers.get(code, ()))
    for code, kind in site.kinds.items():
        kind.services = tuple(kinds.get(code, ()))
    served: defaultdict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in everyone:
        if service.active:
            for area in service.areas:
                served[area.row.level, area.row.territory_code].append(service)
    site.served = {key: tuple(services) for key, services in served.items()}
    at_home: defaultdict[str, list[Service]] = defaultdict(list)
    for service in everyone:
        if service.active:
            for code in orps_of_region(service):
                at_home[code].append(service)
    site.at_home = {code: tuple(services) for code, services in at_home.items()}
    nationwide = dict.fromkeys(
        one for (level, _), found in served.items() if level == "state" for one in found
    )
    offices = grouped(nationwide, lambda one: one.row.kind if one.kind.row.family == "office" else "")
    site.offices_for_all = {kind: tuple(found) for kind, found in offices.items() if kind}


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


def _situations(site: Site, read: _Reader) -> None:
    audiences = {row.id: row for row in read("codelists", "audiences")}
    site.themes = {
        row.id: Theme(row, row_key(row))
        for row in sorted(read("situations", "themes"), key=lambda row: row.position)
    }
    synonyms = grouped(read("situations", "synonyms"), lambda row: row.situation)
    kinds = grouped(read("situations", "situation_kinds"), lambda row: row.situation)
    for row in sorted(read("situations", "situations"), key=lambda row: row.position):
        words, means = synonyms.get(row.id, []), sorted(kinds.get(row.id, []), key=lambda one: one.rank)
        situation = Situation(
            row,
            site.themes[row.theme],
            tuple(one.phrase for one in words),
            pick(row.audiences, audiences),
            row_key(row, *means),
            tuple(KindHelps(site.kinds[one.kind], one.how, one.rank) for one in means),
        )
        site.situations[row.id] = situation
    _phenomena(site, read)
    for theme in site.themes.values():
        theme.situations = tuple(one for one in site.situations.values() if one.theme is theme)
    in_order = [one for theme in site.themes.values() for one in theme.situations]
    site.situations = {one.row.id: one for one in in_order}
    for situation in in_order:
        situation.related = pick(situation.row.related, site.situations)
        for one in situation.kinds:
            one.kind.situations += (situation,)
    themes = [one.key for one in site.themes.values()]
    site.situations_key = digest([*themes, *(one.key for one in in_order)])
    _helps(site, read("situations", "service_situations"))


def _phenomena(site: Site, read: _Reader) -> None:
    links = grouped(read("situations", "phenomenon_situations"), lambda row: row.phenomenon)
    of_situation: defaultdict[str, list[Phenomenon]] = defaultdict(list)
    for row in sorted(read("situations", "phenomena"), key=lambda row: sort_key(row.name)):
        mine = sorted(links.get(row.id, []), key=lambda one: one.rank)
        found = tuple(site.situations[one.situation] for one in mine)
        phenomenon = Phenomenon(row, row_key(row, *mine), found)
        site.phenomena[row.id] = phenomenon
        for one in found:
            of_situation[one.row.id].append(phenomenon)
    for code, phenomena in of_situation.items():
        site.situations[code].phenomena = tuple(phenomena)


def _helps(site: Site, links: Sequence[rows.ServiceSituationRow]) -> None:
    """Join services and situations: named one by one, or, but for narrow ones, through the kind.

    Help lines of one kind differ in whom they serve: one that is linked by name is linked only so, and
    none gets the sentence of its kind, which may name the number of another line.
    """
    explicit = {row.service for row in links}
    named = grouped(links, lambda row: row.situation)
    of_service: defaultdict[str, list[Helps]] = defaultdict(list)
    for situation in site.situations.values():
        how_by_service: dict[str, tuple[int, str]] = {}
        ways = {means.kind.row.id: (means.rank, _said(means)) for means in situation.kinds}
        for means in situation.kinds:
            helpline = means.kind.row.family == "helpline"
            for service in means.kind.everyone:
                if service.row.narrow or (helpline and service.row.id in explicit):
                    continue
                how_by_service.setdefault(service.row.id, (means.rank, _said(means)))
        for row in named.get(situation.row.id, ()):
            rank, how = how_by_service.get(row.service) or ways.get(
                site.services[row.service].row.kind, (99, "")
            )
            how_by_service[row.service] = (rank, row.how or how)
        helps = [
            Helps(site.services[code], situation, how, rank)
            for code, (rank, how) in how_by_service.items()
            if site.services[code].active
        ]
        helps.sort(key=lambda one: (one.rank, sort_key(one.service.row.name), one.service.row.id))
        situation.services = tuple(helps)
        for one in helps:
            of_service[one.service.row.id].append(one)
    for code, found in of_service.items():
        service = site.services[code]
        service.situations = tuple(found)
        service.key = digest([service.key, *(_help_key(one) for one in found)])


def _said(means: KindHelps) -> str:
    return "" if means.kind.row.family == "helpline" else means.how


def _help_key(helps: Helps) -> bytes:
    row = helps.situation.row
    return f"{row.id}\x01{row.title}\x01{row.quick_exit}\x01{helps.how}".encode()


def _strategies(site: Site, read: _Reader) -> None:
    for row in read("strategy", "strategies"):
        levels = tuple(row.level_names.split(";"))
        territory = site.territory(row.level, row.territory_code)
        place = territory.key if territory.level == "municipality" else b""
        site.strategies[row.id] = Strategy(row, territory, levels, digest([row_key(row), place]))
    actors = {row.id: row for row in read("strategy", "actors")}
    duties = grouped(read("strategy", "node_actors"), lambda row: row.node)
    means = grouped(read("strategy", "node_services"), lambda row: row.node)
    nodes = site.nodes
    for row in read("strategy", "nodes"):
        strategy = site.strategies[row.strategy]
        slug = row.id.removeprefix(row.strategy + "-")
        node = Node(row, strategy, slug, b"")
        node.duties = tuple(Duty(actors[one.actor], one) for one in duties.get(row.id, ()))
        node.means = tuple(_means(site, strategy, one) for one in means.get(row.id, ()))
        said = [part for one in node.duties for part in (one.row, one.actor)]
        node.key = row_key(row, *said, *(one.row for one in node.means))
        nodes[row.id] = node
    for node in sorted(nodes.values(), key=lambda one: one.row.position):
        if node.row.parent:
            node.parent = nodes[node.row.parent]
            node.parent.children += (node,)
        else:
            node.strategy.roots += (node,)
    for strategy in site.strategies.values():
        strategy.nodes = tuple(_walk(strategy.roots))
    _may_help(site, nodes)


def _walk(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _means(site: Site, strategy: Strategy, row: rows.NodeServiceRow) -> Means:
    if row.service:
        service = site.services[row.service]
        return Means(row, None, service, (service,))
    kind = site.kinds[row.kind]
    mine = tuple(one for one in kind.everyone if one.active and touches(one, strategy.territory))
    return Means(row, kind, None, mine)


def touches(service: Service, territory: Territory) -> bool:
    """Whether a service serves the territory or a part of it (nationwide ones do not count as local)."""
    return any(territory in ladder(area.territory) for area in service.areas)


def _may_help(site: Site, nodes: dict[str, Node]) -> None:
    of_service: defaultdict[str, dict[str, MayHelp]] = defaultdict(dict)
    for node in (node for strategy in site.strategies.values() for node in strategy.nodes):
        # What is said of one service goes before what is said of its kind.
        for means in sorted(node.means, key=lambda one: one.kind is not None):
            for service in means.services:
                how = "" if means.kind else means.row.how
                of_service[service.row.id].setdefault(node.row.id, MayHelp(service, node, how))
    for code, found in of_service.items():
        service = site.services[code]
        service.measures = tuple(found.values())
        service.key = digest([service.key, *(_may_help_key(one) for one in service.measures)])


def _may_help_key(measure: MayHelp) -> bytes:
    row = measure.node.row
    return f"{row.id}\x01{row.parent}\x01{row.code}\x01{row.title}\x01{measure.how}".encode()
