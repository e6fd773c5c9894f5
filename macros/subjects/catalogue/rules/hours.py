"""Rules about opening hours: a day with times or nonstop, no two rows for one moment, none that are all over.

What an exception is (a closed day, other hours for a while): see `macros.subjects.catalogue.hours`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.catalogue.hours import SHORT, WEEK, closed, days
from macros.subjects.catalogue.hours_words import DAYS
from macros.words import czech

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
        if opens and closes and closes <= opens and not closed(opens, closes):
            yield table.problem(row, "closes", "hours-order", closes)


@check("hours-closed")
def closed_for_a_while(data: Data) -> Iterator[Problem]:
    """A closed day has its dates: a day on which nobody is ever there has no row."""
    for table, row, cells, first, last in _dated(data):
        if closed(*cells[1:]) and days(first, last) > SHORT:
            yield table.problem(row, "closes", "hours-closed", cells[2])


@check("hours-weekday")
def day_comes(data: Data) -> Iterator[Problem]:
    """Hours that hold less than a week hold on a day that comes in it."""
    for table, row, (day, *_), first, last in _dated(data):
        if not day or not first or not 0 < days(first, last) < len(WEEK):
            continue
        if day not in [WEEK[(first.weekday() + ahead) % 7] for ahead in range(days(first, last))]:
            said = {"date": czech.date(first), "day": DAYS[WEEK[first.weekday()]]}
            yield table.problem(row, "weekday", "hours-weekday", day, **said)


def _dated(
    data: Data,
) -> Iterator[tuple[Table, int, tuple[str | None, ...], dt.date | None, dt.date | None]]:
    if table := data.table("services", "hours"):
        for row, *cells, first, last in table.records([*_TIMES, "valid_from", "valid_to"]):
            yield table, row, tuple(cells), first, last


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
    """Hours of one service at one place do not overlap on days on which both are valid, but as an exception."""
    table = data.table("services", "hours")
    for hours in _by_place(table).values() if table else ():
        hours.sort()
        for one, other in _touching(hours):
            if table and one.start <= other.end and other.start <= one.end and not _excepts(one, other):
                first, second = sorted((one.row, other.row))
                yield table.problem(second, "opens", "hours-overlap", first=first)


def _excepts(first: _Open, second: _Open) -> bool:
    """Whether the row of the shorter time holds in the place of the other one."""
    shorter, longer = sorted((first.end - first.start, second.end - second.start))
    return shorter.days < SHORT and shorter < longer


def _by_place(table: Table) -> dict[tuple[str, str], list[_Open]]:
    groups: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    names = ["service", "place", "nonstop", *_TIMES, "valid_from", "valid_to"]
    for row, service, place, nonstop, day, opens, closes, start, end in table.records(names):
        dates = (start or dt.date.min, end or dt.date.max)
        if nonstop:
            groups[service, place].extend(_Open(one, "00:00", "24:00", row, *dates) for one in WEEK)
        elif day and closed(opens, closes) and days(start, end) <= SHORT:
            groups[service, place].append(_Open(day, "00:00", "24:00", row, *dates))
        elif day and opens and closes and opens < closes:
            groups[service, place].append(_Open(day, opens, closes, row, *dates))
    return groups


def _touching(hours: list[_Open]) -> Iterator[tuple[_Open, _Open]]:
    """Yield pairs of sorted hours that share a moment of the week."""
    for at, one in enumerate(hours):
        for other in hours[at + 1 :]:
            if other.day != one.day or other.opens >= one.closes:
                break
            yield one, other


@check("hours-ended", "hours-over")
def ended(data: Data) -> Iterator[Problem]:
    """Hours of a service at a place that are all over, and an exception that is over, say nothing; a warning."""
    table = data.table("services", "hours")
    if table is None:
        return
    today = dt.date.today()
    last: dict[tuple[str, str], tuple[dt.date, int]] = {}
    over: list[tuple[tuple[str, str], dt.date, int]] = []
    names = ["service", "place", "opens", "closes", "valid_from", "valid_to"]
    for row, service, place, opens, closes, start, end in table.records(names):
        key = (service or "", place or "")
        if not closed(opens, closes):
            last[key] = max(last.get(key, (dt.date.min, 0)), (end or dt.date.max, row))
        if end and end < today and days(start, end) <= SHORT:
            over.append((key, end, row))
    nobody = {key for key, (day, _) in last.items() if day < today}
    for key in nobody:
        yield table.problem(last[key][1], "valid_to", "hours-ended", last[key][0], warning=True)
    for key, day, row in over:
        if key not in nobody:
            yield table.problem(row, "valid_to", "hours-over", day, warning=True)


RULES: tuple[Check, ...] = (
    nonstop_has_no_times,
    times_are_whole,
    closes_after_opening,
    closed_for_a_while,
    day_comes,
    overlap,
    ended,
)
