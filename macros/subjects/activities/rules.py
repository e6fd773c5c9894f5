"""Rules about activities: who may do one and who does it is said in one way, in a place that there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.network.rules import is_day
from macros.subjects.territory.codes import area_codes


@check("activity-who")
def somebody(data: Data) -> Iterator[Problem]:
    """Who may do an activity is a kind of service or a role, who does it a service or somebody named: just one."""
    for name, known, said in (
        ("activity_actors", "kind", "role"),
        ("activity_choices", "service", "who"),
    ):
        if table := data.table("activities", name):
            for row, first, other in table.records([known, said]):
                if bool(first) == bool(other):
                    yield table.problem(row, said, "activity-who", other or "", known=known, said=said)


@check("survey-day", "future")
def days(data: Data) -> Iterator[Problem]:
    """Since when somebody does it is in the calendar and not in the future."""
    if table := data.table("activities", "activity_choices"):
        today = dt.date.today().isoformat()
        for row, day in table.records(["since"]):
            if day and not is_day(day):
                yield table.problem(row, "since", "survey-day", day)
            elif day and day > today[: len(day)]:
                yield table.problem(row, "since", "future", day)


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of a choice exists at the level that stands beside its code."""
    yield from area_codes(data, "activities", "activity_choices")


NAMING = Naming(
    who=(
        ("activity_actors", "role"),
        ("activity_choices", "who"),
        ("activity_choices", "note"),
    ),
)
RULES: tuple[Check, ...] = (somebody, days, area_code)
