"""What other numbers tell of hidden counts: shares, other periods, categories. Read from the export alone.

Written apart from `indicators.small_counts`, which decides what is hidden: one proves the other.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict

from macros.subjects.indicators.small_counts import Counted, Slot

Place = tuple[str, str]
"""Level and code."""


def told_elsewhere(published: bytes, what: Counted) -> set[Slot]:
    """Hidden slots of counts that another published number tells."""
    shown: defaultdict[tuple[str, Place], set[str]] = defaultdict(set)
    hidden: list[tuple[str, Place, str]] = []
    for row in csv.DictReader(io.StringIO(published.decode("utf-8"), newline="")):
        indicator, place, period = row["indicator"], (row["level"], row["territory_code"]), row["period"]
        if row["value"]:
            shown[indicator, place].add(period)
        elif indicator in what.people:
            hidden.append((indicator, place, period))
    found = set()
    for indicator, place, period in hidden:
        names = [indicator, *(share for share, counts in what.tells.items() if indicator in counts)]
        others = {other for name in names for other in shown[name, place]}
        if any(_months(period)[-1] == _months(other)[-1] or _within(period, other) for other in others):
            found.add((indicator, *place, period))
    return found | _last_category(shown, hidden, what)


def _last_category(
    shown: defaultdict[tuple[str, Place], set[str]], hidden: list[tuple[str, Place, str]], what: Counted
) -> set[Slot]:
    """A category or a whole that is hidden alone: the others tell it."""
    gone = set(hidden)
    wholes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for part, above in what.parts.items():
        wholes[above].add(part)
    found = set()
    for (whole, _), parts in wholes.items():
        for indicator, place, period in hidden:
            if indicator != whole and indicator not in parts:
                continue
            members = {whole, *parts}
            unknown = {one for one in members if (one, place, period) in gone}
            known = {one for one in members if period in shown[one, place]}
            if unknown == {indicator} and (whole == indicator or whole in known) and known:
                found.add((indicator, *place, period))
    return found


def _months(period: str) -> list[int]:
    """Months since the year 0 that a period covers."""
    first = 12 * int(period[:4])
    if len(period) == 4:
        return list(range(first, first + 12))
    if "Q" in period:
        start = first + 3 * (int(period[-1]) - 1)
        return list(range(start, start + 3))
    return [first + int(period[5:]) - 1]


def _within(period: str, other: str) -> bool:
    return set(_months(period)) <= set(_months(other))
