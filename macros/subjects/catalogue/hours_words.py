"""Opening hours in words: days together, limits told, and what is said where nobody knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from macros.subjects.catalogue.hours import Timely
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


class Opening(NamedTuple):
    """Opening hours of one or more days: days in words and times; `note` where the source adds something."""

    days: str
    times: str
    note: str
    when: str = ""
    """From when and until when, where that is limited: "od 1. 3. 2027"."""


def openings(hours: Timely) -> list[Opening]:
    """Join hours as people read them: days with the same times together, en dash, no leading zero.

    What holds now comes first, then what will; hours that are over are no hours.
    """
    return [*_joined(hours.now), *_joined(hours.later)]


def noted_once(found: Sequence[Opening]) -> tuple[list[Opening], str]:
    """Openings, and the note that all of them share; what only some say stays with them."""
    notes = {one.note for one in found}
    if len(notes) != 1:
        return list(found), ""
    return [one._replace(note="") for one in found], notes.pop()


def _joined(hours: Sequence[HoursRow]) -> list[Opening]:
    days: dict[tuple[str, str, str], list[str]] = {}
    for row in hours:
        when = limits(row)
        if row.nonstop and not when:
            return [Opening("nepřetržitě", "24 hodin denně", row.note)]
        day, times = ("", "") if row.nonstop else (row.weekday, f"{_time(row.opens)}–{_time(row.closes)}")
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
    first = f"od {czech.date(row.valid_from)}" if row.valid_from else ""
    last = f"do {czech.date(row.valid_to)}" if row.valid_to else ""
    return " ".join(filter(None, (first, last)))


def nonstop(hours: Timely) -> str:
    """ "nepřetržitě" where hours that hold now say so, with their limits; "" elsewhere."""
    found = [" ".join(filter(None, ("nepřetržitě", limits(one)))) for one in hours.now if one.nonstop]
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


def _time(value: str) -> str:
    return value.removeprefix("0") or value
