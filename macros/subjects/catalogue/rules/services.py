"""Rules about services and providers: numbers, ages, checks by people, territory, something to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import halves, known
from macros.data.problems import Problem
from macros.data.tables import Table
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


def ico_check_digit(number: str) -> str:
    """The check digit of an IČO from its first seven digits.

    The library `stdnum` says the same (a test compares them); to import it takes a fiftieth of a build.
    """
    rest = sum(int(digit) * weight for digit, weight in zip(number, range(8, 1, -1), strict=True)) % 11
    return str((11 - rest) % 10)


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
    section_law,
    closed_says_why,
    closed_is_over,
    area_code,
    narrow,
    area_missing,
    nothing_to_do,
)
