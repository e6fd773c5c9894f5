"""Rules about surveys, substitutions and journeys: of one thing, of a territory that there is, of the past, possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.catalogue.rules.places import distance
from macros.subjects.territory.codes import area_codes


@check("survey-both")
def one_thing(data: Data) -> Iterator[Problem]:
    """A survey asks for a situation, or for a kind of service, or for any help: never for two of them."""
    if table := data.table("network", "surveys"):
        for row, situation, kind in table.records(["situation", "kind"]):
            if situation and kind:
                yield table.problem(row, "kind", "survey-both", kind, situation=situation)


@check("survey-day", "future")
def days(data: Data) -> Iterator[Problem]:
    """A day of a survey is in the calendar and not in the future."""
    if table := data.table("network", "surveys"):
        today = dt.date.today().isoformat()
        for row, day in table.records(["looked_on"]):
            if day and not is_day(day):
                yield table.problem(row, "looked_on", "survey-day", day)
            elif day and day > today[: len(day)]:
                yield table.problem(row, "looked_on", "future", day)


def is_day(text: str) -> bool:
    """Whether a year, month or day is in the calendar."""
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


@check("substitution-itself")
def others(data: Data) -> Iterator[Problem]:
    """A kind of service never stands in for itself."""
    if table := data.table("network", "substitutions"):
        for row, kind, by in table.records(["kind", "by_kinds"]):
            if kind and by and kind in by.split(";"):
                yield table.problem(row, "by_kinds", "substitution-itself", kind)


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of a survey and of a substitution exists at the level that stands beside its code."""
    yield from area_codes(data, "network", "surveys")
    yield from area_codes(data, "network", "substitutions")


FASTEST = 130
"""Kilometres an hour as the crow flies: no train of the country is faster from town to town."""
NEARER = 3
"""Kilometres by which the centres of two towns may be farther from each other than their stops."""
AHEAD = 400
"""Days for which timetables are published at most, with a reserve."""


@check("reach-itself", "reach-found")
def journeys(data: Data) -> Iterator[Problem]:
    """A journey leads elsewhere; it has minutes where there is one, and nothing where there is none."""
    if table := data.table("network", "reachability"):
        names = ("from_code", "to_code", "found", "minutes", "changes")
        cells = (table.cells(name) for name in names)
        for row, start, goal, found, minutes, changes in zip(table.row_numbers, *cells, strict=True):
            if start and start == goal:
                yield table.problem(row, "to_code", "reach-itself", goal)
            if found == "connection" and not minutes:
                yield table.problem(row, "minutes", "reach-found")
            if found == "none" and (minutes or changes):
                yield table.problem(row, "found", "reach-found", found)


@check("reach-fast")
def fast(data: Data) -> Iterator[Problem]:
    """No journey is faster than trains are, as the crow flies between the centres of two towns."""
    table, towns = data.table("network", "reachability"), data.table("territory", "municipalities")
    if not table or not towns or not table.rows:
        return
    known = {code: (lat, lon) for _, code, lat, lon in towns.records(["code_csu", "lat", "lon"])}
    for row, start, goal, minutes in table.records(["from_code", "to_code", "minutes"]):
        ends = [*known.get(start, (None, None)), *known.get(goal, (None, None))]
        if minutes is None or None in ends:
            continue
        km = distance(*ends)
        if (km - NEARER) / FASTEST * 60 > minutes:
            yield table.problem(row, "minutes", "reach-fast", minutes, km=round(km))


@check("reach-day", "reach-ahead")
def timetables(data: Data) -> Iterator[Problem]:
    """The day of the timetable is of the kind that stands beside it, and timetables of it may be known."""
    if table := data.table("network", "reachability"):
        last = dt.date.today() + dt.timedelta(days=AHEAD)
        for row, kind, day in table.records(["day_kind", "valid_on"]):
            if day is None:
                continue
            # Holidays go as Sundays do, so a Sunday may be any day.
            if (kind == "saturday" and day.weekday() != 5) or (kind == "workday" and day.weekday() > 4):
                yield table.problem(row, "valid_on", "reach-day", day)
            elif day > last:
                yield table.problem(row, "valid_on", "reach-ahead", day)


NAMING = Naming(
    who=(
        ("surveys", "who"),
        ("surveys", "note"),
        ("stories", "who"),
        ("stories", "role"),
        ("stories", "feedback"),
        ("substitutions", "reason"),
    ),
)
RULES: tuple[Check, ...] = (one_thing, days, others, area_code, journeys, fast, timetables)
