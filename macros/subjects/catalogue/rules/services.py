"""Rules about services and providers: numbers, ages, checks by people, territory, something to do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import halves, known
from macros.data.office import ico_check_digit
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.catalogue.facts import VERIFIED_FOR
from macros.subjects.territory.codes import area_codes


@check("ico")
def ico(data: Data) -> Iterator[Problem]:
    """An IČO ends with its check digit."""
    table = data.table("services", "providers")
    if table is None or not (distinct := set(table.columns["ico"]) - {"", None}):
        return
    wrong = {value for value in distinct if ico_check_digit(value[:7]) != value[7:]}
    for row, value in table.records(["ico"]):
        if value in wrong:
            yield table.problem(row, "ico", "ico", value)


@check("age")
def age(data: Data) -> Iterator[Problem]:
    """The lowest age of a service is not above the highest."""
    if table := data.table("services", "services"):
        for row, low, high in table.records(["age_from", "age_to"]):
            if low is not None and high is not None and low > high:
                yield table.problem(row, "age_from", "age", low)


@check("capacity-unit")
def capacity_unit(data: Data) -> Iterator[Problem]:
    """A capacity and its unit come together."""
    if table := data.table("services", "services"):
        for row, missing in halves(table, "capacity", "capacity_unit"):
            yield table.problem(row, missing, "capacity-unit")


@check("verified-pair")
def verified_pair(data: Data) -> Iterator[Problem]:
    """A check by a person has its day and the role of the person, in services and in contacts."""
    for name in ("services", "contacts"):
        if table := data.table("services", name):
            for row, missing in halves(table, "verified_on", "verified_by_role"):
                yield table.problem(row, missing, "verified-pair")


@check("confirmed")
def confirmed(data: Data) -> Iterator[Problem]:
    """Only what a person has checked may be called confirmed."""
    table = data.table("services", "services")
    if table is None or "confirmed" not in table.columns["confidence"]:
        return
    for row, confidence, checked in table.records(["confidence", "verified_on"]):
        if confidence == "confirmed" and checked is None:
            yield table.problem(row, "confidence", "confirmed", confidence)


@check("verified-doubt")
def verified_is_no_guess(data: Data) -> Iterator[Problem]:
    """What a person has checked is not called unverified beside it; a warning, the day is shown as it is."""
    table = data.table("services", "services")
    if table is None or "unverified" not in table.columns["confidence"]:
        return
    for row, confidence, checked in table.records(["confidence", "verified_on"]):
        if confidence == "unverified" and checked is not None:
            yield table.problem(row, "confidence", "verified-doubt", confidence, warning=True)


def edition(data: Data) -> dt.date | None:
    """The newest day on which a service was updated, as `facts.edition_day` has it; None where no day is known."""
    table = data.table("services", "services")
    days = filter(None, table.columns["updated_on"]) if table else ()
    return max((day for day in days if day <= dt.date.today()), default=None)


@check("verified-stale")
def verified_lately(data: Data) -> Iterator[Problem]:
    """A check by a person is not years older than the newest row of the catalogue; a warning."""
    newest = edition(data)
    for name in ("services", "contacts"):
        table = data.table("services", name)
        for row, day in table.records(["verified_on"]) if table and newest else ():
            if table and newest and day and (newest - day).days > VERIFIED_FOR:
                yield table.problem(row, "verified_on", "verified-stale", day, warning=True)


@check("capacity-large")
def capacity_fits(data: Data) -> Iterator[Problem]:
    """A capacity is one that a service of the region can have; a warning."""
    if table := data.table("services", "services"):
        for row, capacity, unit in table.records(["capacity", "capacity_unit"]):
            if capacity and capacity > (_MANY if unit in ("beds", "clients") else _CALLS):
                yield table.problem(row, "capacity", "capacity-large", capacity, warning=True)


_MANY, _CALLS = 1_000, 1_000_000
"""More beds or clients has no service, more calls no line."""


@check("cost-free")
def free_costs_nothing(data: Data) -> Iterator[Problem]:
    """What is free has no price in the words beside it."""
    table = data.table("services", "services")
    if table is None or "free" not in table.columns["cost"]:
        return
    for row, cost, note in table.records(["cost", "cost_note"]):
        if cost == "free" and note and _PRICE.search(note):
            yield table.problem(row, "cost_note", "cost-free", note, warning=True)


_PRICE = re.compile(r"[1-9][0-9 \u00a0]*(?:,-|Kč|korun)")


@check("section-law")
def section_law(data: Data) -> Iterator[Problem]:
    """A kind of service that names a section names the law, too."""
    if table := data.table("codelists", "kinds"):
        for row, law, section in table.records(["law", "section"]):
            if section and law == "":
                yield table.problem(row, "law", "section-law")


@check("closed-why", "closed-open")
def closed_says_why(data: Data) -> Iterator[Problem]:
    """A service that is closed for a time says why; only one that is not open has a reason, only a closed one a day."""
    table = data.table("services", "services")
    if table is None or "closed_reason" not in table.columns:
        return
    for row, status, reason, until in table.records(["status", "closed_reason", "closed_until"]):
        if status == "closed" and reason == "":
            yield table.problem(row, "closed_reason", "closed-why")
        if status in _OPEN and reason:
            yield table.problem(row, "closed_reason", "closed-open", reason)
        if status in (*_OPEN, "ended") and until:
            yield table.problem(row, "closed_until", "closed-open", until)


_OPEN = ("active", "planned")


@check("closed-over")
def closed_is_over(data: Data) -> Iterator[Problem]:
    """A service whose day of opening has passed is open again, or says a new day; a warning only."""
    table = data.table("services", "services")
    if table is None or "closed_until" not in table.columns:
        return
    for row, status, until in table.records(["status", "closed_until"]):
        if status == "closed" and until and until < dt.date.today():
            yield table.problem(row, "closed_until", "closed-over", until, warning=True)


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of a service exists at the level that stands beside its code."""
    yield from area_codes(data, "services", "areas")


@check("narrow")
def narrow(data: Data) -> Iterator[Problem]:
    """A narrow service names its situations, else nobody finds it."""
    table, named = (
        data.table("services", "services"),
        known(data, "situations", "service_situations", "service"),
    )
    if table is None or named is None:
        return
    for row, code, value, status in table.records(["id", "narrow", "status"]):
        if value and status == "active" and code not in named:
            yield table.problem(row, "narrow", "narrow", "true")


@check("area-missing")
def area_missing(data: Data) -> Iterator[Problem]:
    """An active service says in `areas` where it helps."""
    for table, row, code, _ in _active_without(data, "areas"):
        yield table.problem(row, "id", "area-missing", code)


@check("nothing-to-do")
def nothing_to_do(data: Data) -> Iterator[Problem]:
    """An active service has a contact or a place, else a person has nothing to do; a warning only."""
    for table, row, code, places in _active_without(data, "contacts"):
        if places == "":
            yield table.problem(row, "id", "nothing-to-do", code, warning=True)


def _active_without(data: Data, name: str) -> Iterator[tuple[Table, int, str, str]]:
    """Yield table, row, id and places of active services that no row of another table names."""
    table, other = data.table("services", "services"), known(data, "services", name, "service")
    if table is None or other is None or other.issuperset(table.columns["id"]):
        return
    for row, code, status, places in table.records(["id", "status", "places"]):
        if code and status == "active" and code not in other:
            yield table, row, code, places


RULES: tuple[Check, ...] = (
    ico,
    age,
    capacity_unit,
    verified_pair,
    confirmed,
    verified_is_no_guess,
    verified_lately,
    capacity_fits,
    free_costs_nothing,
    section_law,
    closed_says_why,
    closed_is_over,
    area_code,
    narrow,
    area_missing,
    nothing_to_do,
)
