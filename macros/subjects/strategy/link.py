"""Joins what is known about strategies to their nodes: `link_strategy(site, read)`, after the trees are there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.site import Node, Site
from macros.subjects.strategy.model import (
    Chain,
    Event,
    Grant,
    LogEntry,
    NodeIndicator,
    Period,
    Programme,
    Record,
)

Read = Callable[[str, str], list[Any]]
T = TypeVar("T")
OLDEST = dt.date.min


def link_strategy(site: Site, read: Read) -> None:
    """Fill `Node.record`, `Strategy.programme`, `Site.grants` and `Site.events`."""
    nodes = site.nodes
    # The package of indicators is optional; a portal without it shows what the link tells and no more.
    indicators = {row.id: row for row in read("indicators", "indicators")}
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
    site.grants = tuple(
        Grant(row, pick(row.topics, site.themes), pick(row.nodes, nodes))
        for row in read("strategy", "grants")
    )
    site.events = tuple(
        Event(row, nodes[row.node] if row.node else None)
        for row in sorted(read("strategy", "events"), key=lambda one: (one.starts, one.id))
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


def _indicator(row: Any, indicators: dict[str, Any]) -> NodeIndicator:
    return NodeIndicator(row, *_named(row.indicator, indicators))


def _chain(row: Any, indicators: dict[str, Any]) -> Chain:
    return Chain(row, *_named(row.indicator, indicators))


def _named(code: str, indicators: dict[str, Any]) -> tuple[str, str]:
    """Title and address of an indicator, both "" where there is none."""
    row = indicators.get(code)
    if row is None:
        return "", ""
    title = getattr(row, "title", "") or getattr(row, "name", "")
    return title, f"ukazatele/{code}/"


def _record_key(node: Node, indicators: dict[str, Any]) -> bytes:
    record = node.record
    told: list[Any] = [*(one.row for one in record.indicators), *(one.row for one in record.chains)]
    known = [indicators[one.indicator] for one in told if one.indicator in indicators]
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
    for code, strategy in site.strategies.items():
        told = []
        for period in _in_order(periods.get(code, ())):
            mine = [LogEntry(row, period, pick(row.nodes, site.nodes)) for row in entries.get(period.id, ())]
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


_DATED = (
    ("services", "services", "updated_on"),
    ("situations", "situations", "reviewed_on"),
    ("strategy", "statuses", "date"),
    ("strategy", "changes", "date"),
    ("strategy", "grants", "checked_on"),
    ("strategy", "events", "checked_on"),
)


def newest_day(read: Read) -> dt.date | None:
    """The newest day in the data, for `Site.as_of`; None where no row has one."""
    days = [getattr(row, column) for package, table, column in _DATED for row in read(package, table)]
    return max((day for day in days if day is not None), default=None)
