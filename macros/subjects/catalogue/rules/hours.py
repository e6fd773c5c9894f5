"""Rules about opening hours: a day with times or nonstop, no two rows for one moment, none that are all over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table

_TIMES = ("weekday", "opens", "closes")


@check("hours-nonstop")
def nonstop_has_no_times(data: Data) -> Iterator[Problem]:
    """A nonstop row has no day and no times."""
    for table, row, nonstop, cells in _rows(data):
        for name, cell in zip(_TIMES, cells, strict=True):
            if nonstop and cell:
                yield table.problem(row, name, "hours-nonstop", cell)


@check("hours-missing")
def times_are_whole(data: Data) -> Iterator[Problem]:
    """A row that is not nonstop has its day, opens and closes."""
    for table, row, nonstop, cells in _rows(data):
        for name, cell in zip(_TIMES, cells, strict=True):
            if nonstop is False and cell == "":
                yield table.problem(row, name, "hours-missing")


@check("hours-order")
def closes_after_opening(data: Data) -> Iterator[Problem]:
    """A day's hours end after they start; what goes over midnight takes two rows."""
    for table, row, _, (_, opens, closes) in _rows(data):
        if opens and closes and closes <= opens:
            yield table.problem(row, "closes", "hours-order", closes)


def _rows(data: Data) -> Iterator[tuple[Table, int, bool | None, tuple[str | None, ...]]]:
    if table := data.table("services", "hours"):
        for row, nonstop, *cells in table.records(["nonstop", *_TIMES]):
            yield table, row, nonstop, tuple(cells)


class _Open(NamedTuple):
    """One stretch of opening hours; sorts by day and time."""

    day: str
    opens: str
    closes: str
    row: int
    start: dt.date
    end: dt.date


@check("hours-overlap")
def overlap(data: Data) -> Iterator[Problem]:
    """Hours of one service at one place do not overlap on days on which both are valid."""
    table = data.table("services", "hours")
    for hours in _by_place(table).values() if table else ():
        hours.sort()
        for one, other in _touching(hours):
            if table and one.start <= other.end and other.start <= one.end:
                first, second = sorted((one.row, other.row))
                yield table.problem(second, "opens", "hours-overlap", first=first)


def _by_place(table: Table) -> dict[tuple[str, str], list[_Open]]:
    groups: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    names = ["service", "place", "nonstop", *_TIMES, "valid_from", "valid_to"]
    for row, service, place, nonstop, day, opens, closes, start, end in table.records(names):
        dates = (start or dt.date.min, end or dt.date.max)
        if nonstop:
            groups[service, place].extend(_Open(one, "00:00", "24:00", row, *dates) for one in _WEEK)
        elif day and opens and closes and opens < closes:
            groups[service, place].append(_Open(day, opens, closes, row, *dates))
    return groups


_WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")


def _touching(hours: list[_Open]) -> Iterator[tuple[_Open, _Open]]:
    """Yield pairs of sorted hours that share a moment of the week."""
    for at, one in enumerate(hours):
        for other in hours[at + 1 :]:
            if other.day != one.day or other.opens >= one.closes:
                break
            yield one, other


@check("hours-ended")
def ended(data: Data) -> Iterator[Problem]:
    """Hours of a service at a place that are all over say nothing to anybody; a warning at the last one."""
    table = data.table("services", "hours")
    last: dict[tuple[str, str], tuple[dt.date, int]] = {}
    for row, service, place, end in table.records(["service", "place", "valid_to"]) if table else ():
        key = (service or "", place or "")
        last[key] = max(last.get(key, (dt.date.min, 0)), (end or dt.date.max, row))
    for day, row in last.values():
        if table and day < dt.date.today():
            yield table.problem(row, "valid_to", "hours-ended", day, warning=True)


RULES: tuple[Check, ...] = (nonstop_has_no_times, times_are_whole, closes_after_opening, overlap, ended)
