"""Rules about capacity and results: states in order, one registration one capacity, sums that meet, sound outcomes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.capacity.registered import number_of
from macros.subjects.network.rules import is_day

PACKAGE = "capacity"
COUNTED = ("percent", "people", "count")
"""Units in which a number about people may be."""


@check("need-order", "need-empty")
def states(data: Data) -> Iterator[Problem]:
    """The least state is no more than the good one, and a need says at least one of them."""
    if table := data.table(PACKAGE, "needs"):
        blank = zip(table.row_numbers, table.cells("minimum"), table.cells("ideal"), strict=True)
        for row, least, good in blank:
            if not least and not good:
                yield table.problem(row, "minimum", "need-empty")
        for row, low, high in table.records(["minimum", "ideal"]):
            if low is not None and high is not None and low > high:
                yield table.problem(row, "minimum", "need-order", low, ideal=high)


@check("survey-day", "future")
def days(data: Data) -> Iterator[Problem]:
    """The day on which a need was said is in the calendar and not in the future."""
    if table := data.table(PACKAGE, "needs"):
        today = dt.date.today().isoformat()
        for row, day in table.records(["said_on"]):
            if day and not is_day(day):
                yield table.problem(row, "said_on", "survey-day", day)
            elif day and day > today[: len(day)]:
                yield table.problem(row, "said_on", "future", day)


@check("year-future")
def years(data: Data) -> Iterator[Problem]:
    """No year of a capacity, a sum of money, a report or a result is still to come."""
    now = dt.date.today().year
    for name in ("capacities", "money", "reports", "outcome_results"):
        if table := data.table(PACKAGE, name):
            for row, year in table.records(["year"]):
                if year is not None and year > now:
                    yield table.problem(row, "year", "year-future", year)


@check("area-town-twice")
def one_area(data: Data) -> Iterator[Problem]:
    """A municipality lies in no two areas of one plan: its services would be counted in both."""
    areas, table = data.table(PACKAGE, "small_areas"), data.table(PACKAGE, "small_area_municipalities")
    if areas is None or table is None:
        return
    plans = areas.by("id", "plan")
    first: dict[tuple[str, str], str] = {}
    for row, area, town in table.records(["area", "municipality_code_csu"]):
        plan = plans.get(area)
        if plan and town and first.setdefault((plan, town), area) != area:
            other = first[plan, town]
            yield table.problem(row, "municipality_code_csu", "area-town-twice", town, area=other, plan=plan)


@check("capacity-registration", "capacity-differs")
def one_registration(data: Data) -> Iterator[Problem]:
    """A registration has one capacity in a unit and year, whichever of its services says it."""
    table, services = data.table(PACKAGE, "capacities"), data.table("services", "services")
    if table is None or services is None:
        return
    names = services.by("id", "registration")
    first: dict[tuple[str, str, int], tuple[int, str]] = {}
    newest: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row, service, unit, year, count, own in table.records(
        ["service", "unit", "year", "capacity", "registration"]
    ):
        if year is None or count is None or not service:
            continue
        newest[service, unit] = max(newest.get((service, unit), (0, 0, 0)), (year, count, row))
        if name := own or number_of(names.get(service) or ""):
            before, other = first.setdefault((name, unit, year), (count, service))
            if before != count:
                details = {"registration": name, "service": other, "before": before}
                yield table.problem(row, "capacity", "capacity-registration", count, **details)
    for _, service, unit, count in services.records(["id", "capacity_unit", "capacity"]):
        year, told, row = newest.get((service, unit), (0, count, 0))
        if row and count is not None and told != count:
            yield table.problem(
                row, "capacity", "capacity-differs", told, service=service, before=count, year=year
            )


@check("need-unit")
def comparable(data: Data) -> Iterator[Problem]:
    """What is needed is said in a unit in which some service of the kind counts, else nothing can be compared."""
    needs, table = data.table(PACKAGE, "needs"), data.table(PACKAGE, "capacities")
    services, kinds = data.table("services", "services"), data.table("codelists", "kinds")
    if needs is None or table is None or services is None or kinds is None:
        return
    above, of = kinds.by("id", "parent"), services.by("id", "kind")
    units: defaultdict[str, set[str]] = defaultdict(set)
    told = [(service, unit) for _, service, unit in table.records(["service", "unit"])]
    told += [(service, unit) for _, service, unit in services.records(["id", "capacity_unit"]) if unit]
    for service, unit in told:
        kind, seen = of.get(service), set[str]()
        while kind and kind not in seen:
            seen.add(kind)
            units[kind].add(unit)
            kind = above.get(kind)
    for row, kind, unit in needs.records(["kind", "unit"]):
        if kind and unit and units[kind] and unit not in units[kind]:
            yield needs.problem(
                row, "unit", "need-unit", unit, kind=kind, units=", ".join(sorted(units[kind])), warning=True
            )


@check("report-missing", "clients-sum", "grants-sum")
def sums(data: Data) -> Iterator[Problem]:
    """Clients and grants belong to a report, and their sums fit what it says of all together."""
    reports = data.table(PACKAGE, "reports")
    clients, grants = data.table(PACKAGE, "report_clients"), data.table(PACKAGE, "report_grants")
    if reports is None or clients is None or grants is None:
        return
    together: dict[str, defaultdict[tuple[str, int], int]] = {}
    for name, table, column in (("clients", clients, "clients"), ("grants", grants, "amount_czk")):
        known = {(service, year) for _, service, year in reports.records(["service", "year"])}
        found = together[name] = defaultdict(int)
        for row, service, year, count in table.records(["service", "year", column]):
            if service and year is not None and (service, year) not in known:
                yield table.problem(row, "service", "report-missing", service, year=year)
            found[service, year] += count or 0
    for row, service, year, said, total in reports.records(
        ["service", "year", "clients", "grants_total_czk"]
    ):
        if said is not None and together["clients"][service, year] > said:
            yield reports.problem(
                row, "clients", "clients-sum", said, together=together["clients"][service, year]
            )
        listed = together["grants"][service, year]
        if total is not None and listed and listed != total:
            yield reports.problem(row, "grants_total_czk", "grants-sum", total, together=listed)


@check("outcome-target", "outcome-unit", "outcome-years", "outcome-percent")
def outcomes(data: Data) -> Iterator[Problem]:
    """A target has a baseline and a unit, comes after it, and a number about people is one of people or a share."""
    table, results = data.table(PACKAGE, "outcomes"), data.table(PACKAGE, "outcome_results")
    if table is None or results is None:
        return
    columns = ["unit", "people", "baseline", "baseline_year", "target", "target_year"]
    for row, unit, people, baseline, since, target, until in table.records(columns):
        if target is not None:
            for column, value in (("unit", unit), ("baseline", baseline)):
                if value is None or value == "":
                    yield table.problem(row, column, "outcome-target", target)
        if people and unit and unit not in COUNTED:
            yield table.problem(row, "people", "outcome-unit", unit)
        if since is not None and until is not None and since > until:
            yield table.problem(row, "target_year", "outcome-years", until, since=since)
        for column, value in (("baseline", baseline), ("target", target)):
            if unit == "percent" and value is not None and not 0 <= value <= 100:
                yield table.problem(row, column, "outcome-percent", value)
    units = table.by("id", "unit")
    for row, outcome, value in results.records(["outcome", "result"]):
        if value is None:
            continue
        if outcome in units and not units[outcome]:
            yield results.problem(row, "result", "outcome-target", value)
        elif units.get(outcome) == "percent" and not 0 <= value <= 100:
            yield results.problem(row, "result", "outcome-percent", value)


NAMING = Naming(
    who=(
        ("small_areas", "drawn_by"),
        ("needs", "who"),
        ("needs", "note"),
        ("money", "payer"),
        ("report_grants", "payer"),
        ("reports", "note"),
        ("outcomes", "agreed_with"),
        ("outcome_results", "note"),
        ("donors", "name"),
    ),
)
RULES: tuple[Check, ...] = (
    states,
    days,
    years,
    one_area,
    one_registration,
    comparable,
    sums,
    outcomes,
)
