"""Which opening hours hold: those that ended are nobody's hours, those to come say from when.

There is no clock here. Hours are judged against the newest day in the data, as terms are, so that the same
input gives the same bytes; and whatever has a date shows it, because the page is read later than it is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from macros.subjects.catalogue.rows import HoursRow


class Timely(NamedTuple):
    """Opening hours of one service by time."""

    now: tuple[HoursRow, ...]
    """Those that hold on the day."""
    later: tuple[HoursRow, ...]
    """Those that start after it."""
    ended: dt.date | None
    """The last day of hours that are over, where nothing else is known; None where something is."""


def timely(hours: Iterable[HoursRow], day: dt.date | None) -> Timely:
    """Part hours by a day, their order kept. Without a day nobody can say what is over: all of them hold."""
    now: list[HoursRow] = []
    later: list[HoursRow] = []
    over: list[dt.date] = []
    for row in hours:
        if day and row.valid_to and row.valid_to < day:
            over.append(row.valid_to)
        elif day and row.valid_from and row.valid_from > day:
            later.append(row)
        else:
            now.append(row)
    return Timely(tuple(now), tuple(later), None if now or later else max(over, default=None))
