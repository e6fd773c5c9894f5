"""Rules about numbers: their place, period, unit and source, and small counts of people."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from macros.checks import Data, Rule
from macros.checks.common import Territories, known
from macros.downloads import observations as export
from macros.model.indicators import Hierarchy, Slot, hidden_slots, moment, small_count
from macros.problems import Problem
from macros.suppress import Key, leaks
from macros.tables import Table

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
JUMP = 20
"""A value so many times larger or smaller than the one before is probably in another unit."""
SLOTS = "{kde}, {kolik} a {kdy}"
"""What a sentence may leave to the page, in words."""
SOURCED = ("observations", "targets", "classes", "cost_items")


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


def slots(data: Data) -> Iterator[Problem]:
    """The sentence of an indicator uses only the slots that a page can fill."""
    table = data.table(PACKAGE, "indicators")
    for row, text in table.records(["plain"]) if table else ():
        for slot in re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text or ""):
            if table and slot not in ("kde", "kolik", "kdy"):
                yield table.problem(row, "plain", "plain-slot", f"{{{slot}}}", slots=SLOTS)


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
            yield table.problem(row, "value", "value-withheld", _plain(value))
        if value is not None and high is not None and high <= value:
            yield table.problem(row, "value_high", "value-order", _plain(high))
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
            yield table.problem(row, column, "unit-range", _plain(one), unit=unit, limits=limits)
        elif one is not None and unit in ("count", "difference") and one % 1:
            yield table.problem(row, column, "unit-whole", _plain(one))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def unit_jump(data: Data) -> Iterator[Problem]:
    """Values of one series are in one unit: none is many times another one beside it."""
    units = _units(data)
    table = data.table(PACKAGE, "observations")
    series: defaultdict[tuple[str, str, str], list[tuple[Any, float, int]]] = defaultdict(list)
    columns = ["indicator", "level", "territory_code", "period", "value"]
    for row, code, level, territory, period, value in table.records(columns) if table else ():
        if period and value and units.get(code) in ("percent", "per_mille", "per_1000"):
            series[code, level, territory].append((moment(period), value, row))
    for found in series.values():
        found.sort()
        for (_, before, _), (_, value, row) in pairwise(found):
            if table and not 1 / JUMP < value / before < JUMP:
                yield table.problem(
                    row, "value", "unit-jump", _plain(value), warning=True, before=_plain(before)
                )


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


def happened(data: Data) -> Iterator[Problem]:
    """A number tells what has already been: its period has begun."""
    today = dt.date.today()
    table = data.table(PACKAGE, "observations")
    for row, period in table.records(["period"]) if table else ():
        if table and period and _starts(period) > (today.year, today.month):
            yield table.problem(row, "period", "future", period)


def _starts(period: str) -> tuple[int, int]:
    year = int(period[:4])
    if len(period) == 4:
        return year, 1
    return year, 3 * int(period[-1]) - 2 if "Q" in period else int(period[5:])


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
                yield table.problem(row, "lower", "class-range", _plain(lower))
            top = max(top, upper)


def costs(data: Data) -> Iterator[Problem]:
    """The upper estimate of a cost is not below the lower one."""
    table = data.table(PACKAGE, "cost_items")
    for row, low, high in table.records(["low", "high"]) if table else ():
        if table and low is not None and high is not None and high < low:
            yield table.problem(row, "high", "value-order", _plain(high))


# Small counts -----------------------------------------------------------------------------------------


def small_counts(data: Data) -> Iterator[Problem]:
    """A count of people below the threshold better does not stand in the file: everybody can read it."""
    table, people, threshold = _counted(data)
    columns = ["indicator", "value", "value_high", "status", "note"]
    for row, code, value, high, status, note in table.records(columns) if table and threshold else ():
        small = value is not None and abs(value) < threshold and status != "suppressed"
        if table and code in people and small:
            shown = _plain(value)
            yield table.problem(row, "value", "small-count", shown, warning=True, threshold=threshold)
            if high is None and re.search(rf"(?<!\d){re.escape(shown)}(?!\d)", note or ""):
                yield table.problem(row, "note", "small-count-note", note, threshold=threshold)


def _counted(data: Data) -> tuple[Table | None, set[str], int]:
    table = data.table(PACKAGE, "observations")
    names = ("id", "people")
    pairs = zip(*(data.values(PACKAGE, "indicators", name) for name in names), strict=True)
    package = data.packages.get(PACKAGE)
    threshold = small_count(package.descriptor) if package else 0
    return table, {code for code, people in pairs if people}, threshold


def small_counts_kept(data: Data) -> Iterator[Problem]:
    """No export says a small count of people, and none can be worked out from what it says."""
    # The export is made here as a build makes it and read back; a site that is already built is read too.
    table, people, threshold = _counted(data)
    if table is None or not table.sound or not threshold:
        return
    hierarchy, kind = _hierarchy(data)
    hidden = hidden_slots(_rows(table), people, hierarchy, threshold, kind, _sizes(data))
    if not hidden:
        return
    package = data.packages[PACKAGE]
    raw = (package.folder / package.path("observations")).read_bytes()
    published = export(raw, package, hidden)
    for slot in sorted(_told(published, people, hierarchy, threshold, kind)):
        row = next(row for row, *one in _slots(table) if tuple(one) == slot)
        yield table.problem(row, "value", "small-count-told", threshold=threshold)
    yield from _built(data, table, hidden)


def _slots(table: Table) -> Iterator[tuple[Any, ...]]:
    return table.records(["indicator", "level", "territory_code", "period"])


def _rows(table: Table) -> Iterator[Any]:
    from macros.model.indicator_rows import ObservationRow

    names = table.schema.names
    for row, *cells in table.records(names):
        yield ObservationRow._make([*cells, row, ""])


def _told(published: bytes, people: set[str], hierarchy: Hierarchy, threshold: int, kind: Any) -> set[Slot]:
    counts: defaultdict[tuple[str, str], dict[Key, float | None]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(published.decode("utf-8"), newline="")):
        if row["indicator"] in people:
            value = float(row["value"]) if row["value"] else None
            counts[row["indicator"], row["period"]][row["level"], row["territory_code"]] = value
    return {
        (indicator, *key, period)
        for (indicator, period), found in counts.items()
        if None in found.values() or min(abs(one or 0) for one in found.values()) < threshold
        for key in leaks(found, hierarchy.groups(found, kind), threshold)
    }


def _built(data: Data, table: Table, hidden: frozenset[Slot]) -> Iterator[Problem]:
    """Small counts in the downloads of a site that stands in the portal's own folder."""
    site = data.root / data.settings.site_dir
    indicators = sorted({slot[0] for slot in hidden})
    paths = [site / "data" / PACKAGE / "data" / "observations.csv"]
    paths += [site / "ukazatele" / code / "data.csv" for code in indicators]
    for path in paths:
        for row in _read(path):
            slot = row["indicator"], row["level"], row["territory_code"], row["period"]
            if slot in hidden and (row["value"] or row["value_high"]):
                where = path.relative_to(data.root).as_posix()
                # A warning: the build that mends it must not be stopped by it.
                said = ", ".join(slot)
                yield table.problem(0, "value", "small-count-built", said, warning=True, path=where)


def _read(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _hierarchy(data: Data) -> tuple[Hierarchy, Any]:
    """Which territory lies in which, as the tables say."""
    areas = {
        code: (kind, level, above)
        for _, code, kind, level, above in _records(
            data, PACKAGE, "areas", ["code", "kind", "level", "territory_code"]
        )
    }
    towns = {
        code: (orp, district, pou)
        for _, code, orp, district, pou in _records(
            data, "territory", "municipalities", ["code_csu", "orp_code_csu", "district_lau1", "pou_code_csu"]
        )
    }
    orps = {
        code: region for _, code, region in _records(data, "territory", "orp", ["code_csu", "region_nuts3"])
    }
    regions = {
        code: state for _, code, state in _records(data, "territory", "regions", ["code_nuts3", "state_iso"])
    }

    def parents(key: Key) -> Iterator[Key]:
        level, code = key
        if level == "municipality" and code in towns:
            yield "orp", towns[code][0]
            yield from (("area", one) for one in towns[code][1:] if one in areas)
        elif level == "orp" and code in orps:
            yield "region", orps[code]
        elif level == "region" and code in regions:
            yield from (("area", one) for one in (code[:4],) if one in areas)
            yield "state", regions[code]
        elif level == "area" and code in areas and areas[code][1]:
            yield areas[code][1], areas[code][2]

    def kind(key: Key) -> str:
        return areas[key[1]][0] if key[0] == "area" and key[1] in areas else key[0]

    return Hierarchy(parents), kind


def _records(data: Data, package: str, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    table = data.table(package, name)
    return table.records(columns) if table else iter(())


def _sizes(data: Data) -> dict[Key, int]:
    records = _records(data, "territory", "municipalities", ["code_csu", "population"])
    return {("municipality", code): people for _, code, people in records if people is not None}


RULES: tuple[Rule, ...] = (
    place_exists,
    slots,
    worded,
    values,
    unit_jump,
    sourced,
    happened,
    classes,
    costs,
    small_counts,
    small_counts_kept,
)
