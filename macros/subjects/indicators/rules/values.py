"""Rules about numbers: their place, period, unit and source."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from macros.check import Check, Data, check
from macros.check.common import known
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.indicators.periods import SLOTS, moment
from macros.subjects.territory.codes import Territories

PACKAGE = "indicators"
RANGES: Mapping[str, tuple[float, float]] = {
    "percent": (0, 100),
    "per_mille": (0, 1000),
    "per_1000": (0, 1000),
    "count": (0, 1e12),
    "ratio": (0, 1e6),
    "czk": (0, 1e13),
    "points": (0, 1000),
}
"""What a value of a unit may be; only a difference may be negative."""
WORDED = ("count", "difference", "ratio", "points", "per_1000")
"""Units whose numbers need a noun."""
JUMP = 8
"""A share so many times larger or smaller than the one before is probably in another unit."""
COUNT_JUMP, MANY = 100, 1000
"""The same for counts and amounts, where the larger one is at least of so many: few people may soon be more."""
SAID = "{kde}, {kolik} a {kdy}"
"""What a sentence may leave to the page, in words."""
SOURCED = ("observations", "targets", "classes", "cost_items")


@check("area-code")
def place_exists(data: Data) -> Iterator[Problem]:
    """A number, a target and the place of an area name a territory that exists on its level."""
    places = {level: Territories(data, level) for level in ("state", "region", "orp", "municipality")}
    areas = known(data, PACKAGE, "areas", "code")
    for name in ("observations", "targets", "areas"):
        table = data.table(PACKAGE, name)
        for row, level, code in table.records(["level", "territory_code"]) if table else ():
            if not table or not level or not code:
                if table and bool(level) != bool(code):
                    yield table.problem(row, "territory_code", "area-code", code, level=level, hint="")
            elif level == "area":
                if areas is not None and code not in areas:
                    yield table.problem(
                        row, "territory_code", "area-code", code, level=level, hint=_areas(areas)
                    )
            elif not places[level].has(code):
                hint = places[level].hint(code)
                yield table.problem(row, "territory_code", "area-code", code, level=level, hint=hint)


def _areas(areas: set[str]) -> str:
    return f"Jiná území znají kódy: {', '.join(sorted(areas)[:12])}." if areas else ""


@check("plain-slot")
def slots(data: Data) -> Iterator[Problem]:
    """The sentence of an indicator uses only the slots that a page can fill."""
    table = data.table(PACKAGE, "indicators")
    for row, text in table.records(["plain"]) if table else ():
        for brace in re.findall(r"\{[^{}]*\}?|\}", text or ""):
            if table and brace not in SLOTS:
                yield table.problem(row, "plain", "plain-slot", brace, slots=SAID)


@check("words-missing")
def worded(data: Data) -> Iterator[Problem]:
    """An indicator that counts something says what it counts."""
    table = data.table(PACKAGE, "indicators")
    for row, unit, words in table.records(["unit", "words"]) if table else ():
        if table and unit in WORDED and words == "":
            yield table.problem(row, "words", "words-missing", unit=unit)


def _units(data: Data) -> dict[str, str]:
    pairs = zip(
        data.values(PACKAGE, "indicators", "id"), data.values(PACKAGE, "indicators", "unit"), strict=True
    )
    return {code: unit for code, unit in pairs if code and unit}


@check("unit-range", "unit-whole", "value-missing", "value-order", "value-withheld")
def values(data: Data) -> Iterator[Problem]:
    """A value is there unless it is withheld, fits its unit, and a range goes up."""
    units = _units(data)
    table = data.table(PACKAGE, "observations")
    columns = ["indicator", "value", "value_high", "status"]
    for row, code, value, high, status in table.records(columns) if table else ():
        assert table is not None
        cell = table.cells("value")[table.row_numbers.index(row)] if value is None else ""
        if value is None and status and status != "suppressed" and not cell:
            yield table.problem(row, "value", "value-missing")
        if status == "suppressed" and (value is not None or high is not None):
            yield table.problem(row, "value", "value-withheld", plain(value))
        if value is not None and high is not None and high <= value:
            yield table.problem(row, "value_high", "value-order", plain(high))
        yield from _in_range(table, row, units.get(code, ""), value, high)
    targets = data.table(PACKAGE, "targets")
    for row, code, value in targets.records(["indicator", "value"]) if targets else ():
        assert targets is not None
        yield from _in_range(targets, row, units.get(code, ""), value, None)


def _in_range(
    table: Table, row: int, unit: str, value: float | None, high: float | None
) -> Iterator[Problem]:
    low, most = RANGES.get(unit, (float("-inf"), float("inf")))
    for column, one in (("value", value), ("value_high", high)):
        if one is not None and not low <= one <= most:
            limits = f"{low:g} až {most:g}"
            yield table.problem(row, column, "unit-range", plain(one), unit=unit, limits=limits)
        elif one is not None and unit in ("count", "difference") and one % 1:
            yield table.problem(row, column, "unit-whole", plain(one))


def plain(value: float | None) -> str:
    """A value as it is written in the file; "" for none."""
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


@check("unit-jump")
def unit_jump(data: Data) -> Iterator[Problem]:
    """Values of one series are in one unit: none is many times another one beside it."""
    units = _units(data)
    table = data.table(PACKAGE, "observations")
    series: defaultdict[tuple[str, str, str], list[tuple[Any, float, int]]] = defaultdict(list)
    columns = ["indicator", "level", "territory_code", "period", "value"]
    for row, code, level, territory, period, value in table.records(columns) if table else ():
        if period and value and value > 0 and units.get(code) in RANGES:
            series[code, level, territory].append((moment(period), value, row))
    for (code, _, _), found in series.items():
        found.sort()
        for (_, before, _), (_, value, row) in pairwise(found):
            if table and max(value / before, before / value) >= _jump(units[code], max(value, before)):
                yield table.problem(
                    row, "value", "unit-jump", plain(value), warning=True, before=plain(before)
                )


def _jump(unit: str, larger: float) -> float:
    """How many times a value of a unit may be its neighbour."""
    if unit in ("percent", "per_mille", "per_1000"):
        return JUMP
    return COUNT_JUMP if larger >= MANY else float("inf")


@check("figure-source")
def sourced(data: Data) -> Iterator[Problem]:
    """A number, a target, a class and a cost say where they come from: an address or a document."""
    for name in SOURCED:
        table = data.table(PACKAGE, name)
        if table is None:
            continue
        cells = zip(table.row_numbers, table.cells("source_url"), table.cells("source_document"), strict=True)
        for row, url, document in cells:
            if not url and not document:
                yield table.problem(row, "source_document", "figure-source")


@check("future")
def happened(data: Data) -> Iterator[Problem]:
    """A number tells what has already been: its period has begun."""
    today = dt.date.today()
    table = data.table(PACKAGE, "observations")
    for row, period in table.records(["period"]) if table else ():
        if table and period and _starts(period) > (today.year, today.month):
            yield table.problem(row, "period", "future", period)


@check("source-early")
def told_afterwards(data: Data) -> Iterator[Problem]:
    """A source is not of a year before the period of which it tells."""
    table = data.table(PACKAGE, "observations")
    columns = ["period", "source_date", "status"]
    for row, period, day, status in table.records(columns) if table else ():
        if table and period and day and status != "forecast" and day.year < _starts(period)[0]:
            yield table.problem(row, "source_date", "source-early", day, period=period)


@check("target-against")
def targets_forward(data: Data) -> Iterator[Problem]:
    """A target lies where the indicator should go from its last number before; a warning, a target may be mild."""
    table, numbers = data.table(PACKAGE, "targets"), data.table(PACKAGE, "observations")
    if table is None or numbers is None:
        return
    ids, ways = data.values(PACKAGE, "indicators", "id"), data.values(PACKAGE, "indicators", "direction")
    way = {code: one for code, one in zip(ids, ways, strict=True) if one in ("up", "down")}
    last: dict[tuple[str, str, str], tuple[str, float]] = {}
    for _, code, level, place, period, value in numbers.records([*_PLACE, "period", "value"]):
        if code in way and period and value is not None:
            last[code, level, place] = max(last.get((code, level, place), ("", 0.0)), (period, value))
    for row, code, level, place, period, value in table.records([*_PLACE, "period", "value"]):
        before = last.get((code, level, place))
        if before is None or value is None or not period or period <= before[0]:
            continue
        worse = value - before[1] if way[code] == "down" else before[1] - value
        if worse > 0:
            details = {"before": plain(before[1]), "period": before[0]}
            yield table.problem(row, "value", "target-against", plain(value), warning=True, **details)


_PLACE = ("indicator", "level", "territory_code")


def _starts(period: str) -> tuple[int, int]:
    year = int(period[:4])
    if len(period) == 4:
        return year, 1
    return year, 3 * int(period[-1]) - 2 if "Q" in period else int(period[5:])


@check("class-range")
def classes(data: Data) -> Iterator[Problem]:
    """Classes of an indicator go up and do not overlap."""
    table = data.table(PACKAGE, "classes")
    found: defaultdict[str, list[tuple[int, float, float, int]]] = defaultdict(list)
    columns = ["indicator", "position", "lower", "upper"]
    for row, code, position, lower, upper in table.records(columns) if table else ():
        if None not in (position, lower, upper):
            found[code].append((position, lower, upper, row))
    for bands in found.values():
        top = float("-inf")
        for _, lower, upper, row in sorted(bands):
            if table and (upper < lower or lower <= top):
                yield table.problem(row, "lower", "class-range", plain(lower))
            top = max(top, upper)


@check("value-order")
def costs(data: Data) -> Iterator[Problem]:
    """The upper estimate of a cost is not below the lower one."""
    table = data.table(PACKAGE, "cost_items")
    for row, low, high in table.records(["low", "high"]) if table else ():
        if table and low is not None and high is not None and high < low:
            yield table.problem(row, "high", "value-order", plain(high))


RULES: tuple[Check, ...] = (
    place_exists,
    slots,
    worded,
    values,
    unit_jump,
    sourced,
    happened,
    told_afterwards,
    targets_forward,
    classes,
    costs,
)
