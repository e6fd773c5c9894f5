"""Rules about surveys and substitutions: of one thing, of a territory that there is, of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem
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
RULES: tuple[Check, ...] = (one_thing, days, others, area_code)
