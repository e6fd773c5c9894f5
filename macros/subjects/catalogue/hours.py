"""Which opening hours hold: those that ended are nobody's hours, those to come say from when.

A row of a short time (two months at most) stands in the place of the usual hours of its day: a holiday, a leave,
one day with other hours. Opening and closing at 00:00 says that nobody is there. Where two rows are of one moment,
the one of the shorter time holds.

There is no clock here. Hours are judged against the newest day in the data, as terms are, so that the same
input gives the same bytes; and whatever has a date shows it, because the page is read later than it is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from macros.subjects.catalogue.rows import HoursRow

SHORT = 62
"""Days: what holds longer is a season of usual hours, no exception from them."""
WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")
_NEVER = "00:00"


class Timely(NamedTuple):
    """Opening hours of one service by time."""

    now: tuple[HoursRow, ...]
    """Those that hold on the day."""
    later: tuple[HoursRow, ...]
    """Those that start after it."""
    ended: dt.date | None
    """The last day of hours that are over, where nothing else is known; None where something is."""
    special: tuple[HoursRow, ...] = ()
    """Exceptions that hold or will, by their days."""


def days(start: dt.date | None, end: dt.date | None) -> int:
    """How many days a row holds; very many where it has no first or no last one."""
    return (end - start).days + 1 if start and end else dt.date.max.toordinal()


def closed(opens: str | None, closes: str | None) -> bool:
    """Whether times say that nobody is there all day."""
    return opens == closes == _NEVER


def _overrides(row: HoursRow, other: HoursRow) -> bool:
    """Whether on some day a row holds in the place of another one of its service."""
    mine = days(row.valid_from, row.valid_to)
    if mine > SHORT or mine >= days(other.valid_from, other.valid_to) or row.place not in ("", other.place):
        return False
    if not (row.nonstop or other.nonstop or row.weekday == other.weekday):
        return False
    first, last = other.valid_from or dt.date.min, other.valid_to or dt.date.max
    return bool(row.valid_from and row.valid_to and row.valid_from <= last and first <= row.valid_to)


def timely(hours: Iterable[HoursRow], day: dt.date | None) -> Timely:
    """Part hours by a day, their order kept. Without a day nobody can say what is over: all of them hold."""
    rows = list(hours)
    now: list[HoursRow] = []
    later: list[HoursRow] = []
    special: list[HoursRow] = []
    over: list[dt.date] = []
    for row in rows:
        exception = closed(row.opens, row.closes) or any(_overrides(row, one) for one in rows)
        if day and row.valid_to and row.valid_to < day:
            over.extend([] if exception else [row.valid_to])
        elif exception:
            special.append(row)
        elif day and row.valid_from and row.valid_from > day:
            later.append(row)
        else:
            now.append(row)
    special.sort(key=lambda row: (row.valid_from or dt.date.min, row.valid_to or dt.date.max))
    ended = None if now or later else max(over, default=None)
    return Timely(tuple(now), tuple(later), ended, tuple(special))


def excepted(hours: Timely, row: HoursRow) -> bool:
    """Whether an exception takes a row's place some day."""
    return any(_overrides(one, row) for one in hours.special)


def holding(hours: Timely) -> list[HoursRow]:
    """Rows for machines: none holds on a day on which an exception does in its place; closed days have none."""
    return [piece for row in hours.now + hours.later + hours.special for piece in _pieces(row, hours.special)]


def _pieces(row: HoursRow, special: Sequence[HoursRow]) -> Iterator[HoursRow]:
    if closed(row.opens, row.closes):
        return
    over = [one for one in special if _overrides(one, row)]
    if not over:
        yield row
        return
    for day in WEEK if row.nonstop else (row.weekday,):
        one = row._replace(nonstop=False, weekday=day, opens="00:00", closes="24:00") if row.nonstop else row
        spans = [(row.valid_from, row.valid_to)]
        for other in over:
            if other.valid_from and other.valid_to and (other.nonstop or other.weekday == day):
                spans = [rest for span in spans for rest in _without(*span, other.valid_from, other.valid_to)]
        for first, last in spans:
            yield one._replace(valid_from=first, valid_to=last)


def _without(
    first: dt.date | None, last: dt.date | None, start: dt.date, end: dt.date
) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """What remains of a time without a part of it."""
    one_day = dt.timedelta(1)
    if (last and last < start) or (first and first > end):
        yield first, last
        return
    if first is None or first < start:
        yield first, start - one_day
    if last is None or last > end:
        yield end + one_day, last
