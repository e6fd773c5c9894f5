"""Joins what is known about strategies to their nodes: `link_strategy(site, read)`, after the trees are there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Mention, Service
from macros.subjects.indicators.model import Indicator, Indicators
from macros.subjects.strategy import rows
from macros.subjects.strategy.model import (
    Chain,
    Duty,
    Event,
    Grant,
    LogEntry,
    Means,
    Node,
    NodeIndicator,
    Period,
    Programme,
    Record,
    Strategies,
    Strategy,
    node_url,
)
from macros.subjects.territory.model import Territories, Territory, ladder

T = TypeVar("T")
OLDEST = dt.date.min


def _link_records(site: Site, read: Read) -> None:
    """Fill `Node.record`, `Strategy.programme`, and grants and events of `Strategies`."""
    told = site[Strategies]
    nodes = told.nodes
    # The package of indicators is optional; a portal without it shows what the link tells and no more.
    indicators = site[Indicators].indicators
    of = _Sorted(read)
    chains = grouped(read("strategy", "monitoring"), lambda row: row.node)
    of_indicator = grouped(read("strategy", "node_indicators"), lambda row: row.node)
    logs = _programmes(site, read)
    for code, node in nodes.items():
        node.record = Record(
            statuses=of("statuses", code, "date"),
            changes=of("changes", code, "date"),
            money=of("node_money", code, "year"),
            risks=of.lists("node_risks", code),
            indicators=tuple(_indicator(row, indicators) for row in of_indicator.get(code, ())),
            chains=tuple(_chain(row, indicators) for row in chains.get(code, ())),
            practices=of.lists("practices", code),
            inputs=of.lists("inputs", code),
            grants=of.lists("grants", code),
            events=of("events", code, "starts"),
            log=tuple(logs.get(code, ())),
        )
        node.key = digest([node.key, _record_key(node, indicators)])
    linked = _with_address(site)
    told.grants = tuple(
        Grant(
            row,
            pick(row.topics, site[Catalogue].themes),
            tuple(linked[one] for one in row.nodes.split(";") if one in linked),
        )
        for row in read("strategy", "grants")
    )
    told.events = tuple(
        Event(row, linked.get(row.node))
        for row in sorted(read("strategy", "events"), key=lambda row: (row.starts, row.id))
    )


class _Sorted:
    """Rows of the package by node: those that name one, and those that name several in one cell."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._groups: dict[str, defaultdict[str, list[Any]]] = {}

    def __call__(self, table: str, node: str, order: str) -> tuple[Any, ...]:
        """Rows of a table that name the node, sorted by a column (unknown first)."""
        if table not in self._groups:
            self._groups[table] = grouped(self._read("strategy", table), lambda row: row.node)
        found = self._groups[table].get(node, [])
        return tuple(
            sorted(found, key=lambda row: (getattr(row, order) is not None, getattr(row, order) or OLDEST))
            if order != "year"
            else sorted(found, key=lambda row: (row.year or 0, row.kind, row.fund))
        )

    def lists(self, table: str, node: str) -> tuple[Any, ...]:
        """Rows of a table that name the node in their list of nodes."""
        if table not in self._groups:
            self._groups[table] = defaultdict(list)
            for row in self._read("strategy", table):
                for one in row.nodes.split(";") if row.nodes else ():
                    self._groups[table][one].append(row)
        return tuple(self._groups[table].get(node, ()))


def _indicator(row: rows.NodeIndicatorRow, indicators: Mapping[str, Indicator]) -> NodeIndicator:
    return NodeIndicator(row, *_named(row.indicator, indicators))


def _chain(row: rows.MonitoringRow, indicators: Mapping[str, Indicator]) -> Chain:
    return Chain(row, *_named(row.indicator, indicators))


def _named(code: str, indicators: Mapping[str, Indicator]) -> tuple[str, str]:
    """Title and address of an indicator, both "" where there is none."""
    known = indicators.get(code)
    return (known.row.title, known.url) if known else ("", "")


def _record_key(node: Node, indicators: Mapping[str, Indicator]) -> bytes:
    record = node.record
    told: list[Any] = [*(one.row for one in record.indicators), *(one.row for one in record.chains)]
    known = [indicators[one.indicator].row for one in told if one.indicator in indicators]
    return row_key(
        *record.statuses,
        *record.changes,
        *record.money,
        *record.risks,
        *told,
        *known,
        *record.practices,
        *record.inputs,
        *record.grants,
        *record.events,
        *(row for one in record.log for row in (one.row, one.period)),
    )


def _programmes(site: Site, read: Read) -> dict[str, list[LogEntry]]:
    """Fill the programmes of strategies; return the entries of the log by node."""
    of_node: defaultdict[str, list[LogEntry]] = defaultdict(list)
    steps = grouped(read("strategy", "steps"), lambda row: row.strategy)
    outputs = grouped(read("strategy", "outputs"), lambda row: row.strategy)
    periods = grouped(read("strategy", "log_periods"), lambda row: row.strategy)
    entries = grouped(_in_order(read("strategy", "log")), lambda row: row.period)
    for code, strategy in site[Strategies].strategies.items():
        told = []
        for period in _in_order(periods.get(code, ())):
            mine = [
                LogEntry(row, period, pick(row.nodes, site[Strategies].nodes))
                for row in entries.get(period.id, ())
            ]
            told.append(Period(period, tuple(mine)))
            for entry in mine:
                for node in entry.nodes:
                    of_node[node.row.id].append(entry)
        ours = _in_order(steps.get(code, ())), _in_order(outputs.get(code, ()))
        rows = [row for one in told for row in (one.row, *(entry.row for entry in one.entries))]
        strategy.programme = Programme(*ours, tuple(told), row_key(*ours[0], *ours[1], *rows))
    return of_node


def _in_order(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(rows, key=lambda row: row.position))  # type: ignore[attr-defined]


def link_strategy(site: Site, read: Read) -> None:
    """Fill `site[Strategies]` and leave with services where strategies name them."""
    _strategies(site, read)
    _link_records(site, read)


def _strategies(site: Site, read: Read) -> None:
    told = site[Strategies]
    for row in read("strategy", "strategies"):
        levels = tuple(row.level_names.split(";"))
        territory = site[Territories].territory(row.level, row.territory_code)
        place = territory.key if territory.level == "municipality" else b""
        shown = row.id in site.settings.strategies
        told.strategies[row.id] = Strategy(row, territory, levels, digest([row_key(row), place]), shown)
    actors = {row.id: row for row in read("strategy", "actors")}
    duties = grouped(read("strategy", "node_actors"), lambda row: row.node)
    means = grouped(read("strategy", "node_services"), lambda row: row.node)
    nodes = told.nodes
    for row in read("strategy", "nodes"):
        strategy = told.strategies[row.strategy]
        slug = row.id.removeprefix(row.strategy + "-")
        node = Node(row, strategy, slug, b"")
        node.duties = tuple(Duty(actors[one.actor], one) for one in duties.get(row.id, ()))
        node.means = tuple(_means(site, strategy, one) for one in means.get(row.id, ()))
        said = [part for one in node.duties for part in (one.row, one.actor)]
        node.key = row_key(row, *said, *(one.row for one in node.means))
        nodes[row.id] = node
    for node in sorted(nodes.values(), key=lambda node: node.row.position):
        if node.row.parent:
            node.parent = nodes[node.row.parent]
            node.parent.children += (node,)
        else:
            node.strategy.roots += (node,)
    for strategy in told.strategies.values():
        strategy.nodes = tuple(_walk(strategy.roots))
    _mention(site)


def _walk(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _means(site: Site, strategy: Strategy, row: rows.NodeServiceRow) -> Means:
    catalogue = site[Catalogue]
    if row.service:
        service = catalogue.services[row.service]
        return Means(row, None, service, (service,))
    kind = catalogue.kinds[row.kind]
    mine = tuple(one for one in kind.active if touches(one, strategy.territory))
    return Means(row, kind, None, mine)


def touches(service: Service, territory: Territory) -> bool:
    """Whether a service serves the territory or a part of it (nationwide ones do not count as local)."""
    return any(territory in ladder(area.territory) for area in service.areas)


def _with_address(site: Site) -> dict[str, Node]:
    """Nodes by id that people can be sent to."""
    strategies = site[Strategies].strategies.values()
    return {node.row.id: node for one in strategies if one.published for node in one.nodes}


def _mention(site: Site) -> None:
    """Leave with each service the nodes that it may help with, of strategies that have pages."""
    found: defaultdict[str, dict[str, tuple[Mention, str]]] = defaultdict(dict)
    for node in _with_address(site).values():
        row = node.row
        # What is said of one service goes before what is said of its kind.
        for means in sorted(node.means, key=lambda means: means.kind is not None):
            for service in means.services:
                how = "" if means.kind else means.row.how
                said = Mention(row.id, row.code, row.title, node_url(node), how), row.parent
                found[service.row.id].setdefault(row.id, said)
    for code, told in found.items():
        service = site[Catalogue].services[code]
        service.mentions = tuple(mention for mention, _ in told.values())
        service.key = digest([service.key, *(_key(*one) for one in told.values())])


def _key(mention: Mention, parent: str) -> bytes:
    return f"{mention.id}\x01{parent}\x01{mention.code}\x01{mention.title}\x01{mention.how}".encode()
