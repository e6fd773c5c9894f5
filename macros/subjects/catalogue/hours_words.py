"""Opening hours in words: days together, limits told, and what is said where nobody knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from macros.subjects.catalogue.hours import Timely, closed, excepted
from macros.subjects.catalogue.rows import HoursRow
from macros.words import czech

DAYS = {
    "mo": "pondělí",
    "tu": "úterý",
    "we": "středa",
    "th": "čtvrtek",
    "fr": "pátek",
    "sa": "sobota",
    "su": "neděle",
}


_NOWHERE: Mapping[str, str] = {}


class Opening(NamedTuple):
    """Opening hours of one or more days: days in words and times; `note` where the source adds something."""

    days: str
    times: str
    note: str
    when: str = ""
    """From when and until when, and at which place, where that is limited: "od 1. 3. 2027, Cheb"."""


def openings(hours: Timely, sites: Mapping[str, str] = _NOWHERE) -> list[Opening]:
    """Join hours as people read them: days with the same times together, en dash, no leading zero.

    `sites` names the places of a service that has more of them, by their ids.
    What holds now comes first, then exceptions from it, then what will; hours that are over are no hours.
    """
    special = [
        one._replace(when=f"výjimka {one.when}")
        for rows in _alike(hours.special)
        for one in _joined(rows, sites)
    ]
    return [*_joined(hours.now, sites), *special, *_joined(hours.later, sites)]


def _alike(hours: Sequence[HoursRow]) -> list[list[HoursRow]]:
    """Rows of the same days together, in their order."""
    found: dict[tuple[dt.date | None, dt.date | None], list[HoursRow]] = {}
    for row in hours:
        found.setdefault((row.valid_from, row.valid_to), []).append(row)
    return list(found.values())


def noted_once(found: Sequence[Opening]) -> tuple[list[Opening], str]:
    """Openings, and the note that all of them share; what only some say stays with them."""
    notes = {one.note for one in found}
    if len(notes) != 1:
        return list(found), ""
    return [one._replace(note="") for one in found], notes.pop()


def _joined(hours: Sequence[HoursRow], sites: Mapping[str, str]) -> list[Opening]:
    days: dict[tuple[str, str, str], list[str]] = {}
    for row in hours:
        site = sites.get(row.place, "")
        when = ", ".join(filter(None, (limits(row), "" if site in row.note else site)))
        if row.nonstop and not when:
            return [Opening("nepřetržitě", "24 hodin denně", row.note)]
        day, times = ("", "") if row.nonstop else (row.weekday, _times(row))
        days.setdefault((day, row.note, when), []).append(times)
    same: dict[tuple[str, str, str], list[str]] = {}
    for (day, note, when), stretches in days.items():
        same.setdefault((", ".join(stretches), note, when), []).append(day)
    return [
        Opening(_days(found), times, note, when)
        if times
        else Opening("nepřetržitě", "24 hodin denně", note, when)
        for (times, note, when), found in same.items()
    ]


def limits(row: HoursRow) -> str:
    """From when and until when hours hold, in words; "" where the source sets no limit."""
    if row.valid_from and row.valid_from == row.valid_to:
        return czech.date(row.valid_from)
    first = f"od {czech.date(row.valid_from)}" if row.valid_from else ""
    last = f"do {czech.date(row.valid_to)}" if row.valid_to else ""
    return " ".join(filter(None, (first, last)))


def nonstop(hours: Timely) -> str:
    """ "nepřetržitě" where hours that hold now say so, with their limits; "" elsewhere."""
    found = [
        " ".join(filter(None, ("nepřetržitě", limits(one), "kromě výjimek" if excepted(hours, one) else "")))
        for one in hours.now
        if one.nonstop
    ]
    return min(found, key=len, default="")


def hours_unknown(hours: Timely) -> str:
    """What to say where no hours are known: that they are not, and until when the last ones held."""
    if hours.ended:
        return f"Otevírací dobu neznáme, platila do {czech.date(hours.ended)}. Raději se předem zeptejte."
    return "Otevírací dobu neznáme. Raději se předem zeptejte."


def _days(found: list[str]) -> str:
    """Name days; three and more in a row as "pondělí až pátek"."""
    order = list(DAYS)
    at = [order.index(day) for day in found]
    if len(at) > 2 and at == list(range(at[0], at[0] + len(at))):
        return f"{DAYS[found[0]]} až {DAYS[found[-1]]}"
    names = [DAYS[day] for day in found]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} a {names[-1]}"


def _times(row: HoursRow) -> str:
    return "zavřeno" if closed(row.opens, row.closes) else f"{_time(row.opens)}–{_time(row.closes)}"


def _time(value: str) -> str:
    return value.removeprefix("0") or value
