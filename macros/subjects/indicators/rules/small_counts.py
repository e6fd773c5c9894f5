"""Rules about small counts of people: none is said, and none can be worked out from what is said.

A share tells a count to anybody who knows of how many people it is, so shares of people in small places are
small counts too.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.indicators.addresses import INDICATORS
from macros.subjects.indicators.hierarchy import Hierarchy, Lands
from macros.subjects.indicators.leaks import leaks
from macros.subjects.indicators.leaks_over_time import Stand, leaks_over_time
from macros.subjects.indicators.published import observations as export
from macros.subjects.indicators.rows import ObservationRow
from macros.subjects.indicators.rules.counts_declared import whats
from macros.subjects.indicators.rules.counts_elsewhere import told_elsewhere
from macros.subjects.indicators.rules.values import PACKAGE, plain
from macros.subjects.indicators.small_counts import (
    Counted,
    Slot,
    hidden_slots,
    sizes,
    small_count,
    small_share,
)
from macros.subjects.indicators.suppress import Key, least_people

NUMBERS = (
    r"nul\w*|žádn\w*|nikdo",
    r"jed(?:en|n[aoué]|noho|nomu|ním|nou)",
    r"dv(?:a|ě|ou|ěma)",
    r"tř(?:i|í|em|emi)",
    r"čty(?:ři|ř|řech|řem|řmi)",
    r"pět|pěti",
    r"šest|šesti",
    r"sedm|sedmi",
    r"osm|osmi",
    r"devět|devíti",
)
"""How a small number stands in a sentence."""


def _says(note: str, value: float) -> bool:
    """Whether a note says a number, in digits or in words."""
    number = abs(value)
    ways = [rf"(?<!\d){re.escape(plain(number) or '0')}(?!\d)"]
    if number.is_integer() and number < len(NUMBERS):
        ways.append(rf"\b(?:{NUMBERS[int(number)]})\b")
    return re.search("|".join(ways), note, re.I) is not None


@check("small-count", "small-count-note")
def small_counts(data: Data) -> Iterator[Problem]:
    """A count of people below the threshold better does not stand in the file: everybody can read it."""
    table, what, threshold = _counted(data)
    columns = ["indicator", "value", "value_high", "status", "note"]
    for row, code, value, high, status, note in table.records(columns) if table and threshold else ():
        small = value is not None and abs(value) < threshold and status != "suppressed"
        if table and code in what.people and small:
            shown = plain(value)
            yield table.problem(row, "value", "small-count", shown, warning=True, threshold=threshold)
            if high is None and _says(note or "", value):
                yield table.problem(row, "note", "small-count-note", note, threshold=threshold)


@check("withheld-note")
def withheld_notes(data: Data) -> Iterator[Problem]:
    """A number that is left out has no note: it would tell what the number does not."""
    table = data.table(PACKAGE, "observations")
    for row, status, note in table.records(["status", "note"]) if table else ():
        if table and status == "suppressed" and note:
            yield table.problem(row, "note", "withheld-note")


@check("small-share")
def small_shares(data: Data) -> Iterator[Problem]:
    """A share that may stand for fewer people than the threshold better does not stand in the file."""
    table, what, threshold = _counted(data)
    size = _sizes(data)
    for row in _rows(table) if table and threshold and what.shares else ():
        if table and row.status != "suppressed" and small_share(row, what, threshold, size):
            people = size[row.level, row.territory_code]
            words = {"threshold": threshold, "people": people}
            yield table.problem(
                row.row_number, "value", "small-share", plain(row.value), warning=True, **words
            )


def _counted(data: Data) -> tuple[Table | None, Counted, int]:
    package = data.packages.get(PACKAGE)
    threshold = small_count(package.descriptor) if package else 0
    return data.table(PACKAGE, "observations"), whats(data), threshold


@check("small-count-built", "small-count-told")
def small_counts_kept(data: Data) -> Iterator[Problem]:
    """No export says a small count of people, and none can be worked out from what it says."""
    # The export is made here as a build makes it and read back; a site that is already built is read too.
    table, what, threshold = _counted(data)
    if table is None or not table.sound or not threshold:
        return
    key = _key(data) if data.proved.keeps else ""
    if key and data.proved.sound(key):
        return
    found = list(_kept(data, table, what, threshold))
    if key and not found:
        data.proved.add(key)
    yield from found


def _key(data: Data) -> str:
    """Digest of all that the proof looks at: tables of numbers and of territory, and what a site says of them."""
    seals = [table.seal for (package, _), table in sorted(data.tables.items()) if package in READ]
    if not all(seals):
        return ""
    site = data.root / data.settings.site_dir
    paths = [
        site / "data" / PACKAGE / "data" / "observations.csv",
        *sorted(site.glob(f"{INDICATORS}*/data.csv")),
    ]
    built = [
        f"{path.relative_to(site)} {blake2b(path.read_bytes()).hexdigest()}"
        for path in paths
        if path.is_file()
    ]
    return data.proved.key("small counts", *(seal.hex() for seal in seals), *built)


def _kept(data: Data, table: Table, what: Counted, threshold: int) -> Iterator[Problem]:
    land, size = lands(data), _sizes(data)
    hidden = hidden_slots(_rows(table), what, land.hierarchy(), threshold, land.kind, size)
    if not hidden:
        return
    package = data.packages[PACKAGE]
    raw = (package.folder / package.path("observations")).read_bytes()
    published = export(raw, package, hidden)
    told = _told(published, what, land, threshold) | _shares_told(published, what, threshold, size)
    for slot in sorted(told | told_elsewhere(published, what)):
        row = next(row for row, *one in _slots(table) if tuple(one) == slot)
        yield table.problem(row, "value", "small-count-told", threshold=threshold)
    yield from _built(data, table, hidden)


READ = (PACKAGE, "territory")
"""Packages that the proof reads."""


def _slots(table: Table) -> Iterator[tuple[Any, ...]]:
    return table.records(["indicator", "level", "territory_code", "period"])


def _rows(table: Table) -> Iterator[Any]:
    names = table.schema.names
    for row, *cells in table.records(names):
        yield ObservationRow._make([*cells, row, ""])


def _told(published: bytes, what: Counted, land: Lands, threshold: int) -> set[Slot]:
    hierarchy = land.hierarchy()
    counts: defaultdict[tuple[str, str], dict[Key, float | None]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(published.decode("utf-8"), newline="")):
        if row["indicator"] in what.people:
            value = float(row["value"]) if row["value"] else None
            counts[row["indicator"], row["period"]][row["level"], row["territory_code"]] = value
    told = {
        (indicator, key[0], key[1], period)
        for (indicator, period), found in counts.items()
        if None in found.values() or min(abs(one or 0) for one in found.values()) < threshold
        for key in leaks(found, hierarchy.groups(found, land.kind), threshold)
    }
    return told | told_over_time(counts, hierarchy, threshold)


def told_over_time(
    counts: Mapping[tuple[str, str], Mapping[Key, float | None]], hierarchy: Hierarchy, threshold: int
) -> set[Slot]:
    """Hidden numbers that sums over places and over periods tell together; counts by indicator and period."""
    stands: defaultdict[str, dict[Stand, float | None]] = defaultdict(dict)
    for (indicator, period), found in counts.items():
        stands[indicator].update({(key, period): value for key, value in found.items()})
    return {
        (indicator, key[0], key[1], period)
        for indicator, published in stands.items()
        if None in published.values()
        for key, period in leaks_over_time(
            published, hierarchy.extents({key for key, _ in published}), threshold
        )
    }


def _shares_told(published: bytes, what: Counted, threshold: int, sizes: dict[Key, int]) -> set[Slot]:
    """Slots whose published share may stand for too few people."""
    found = set()
    for row in csv.DictReader(io.StringIO(published.decode("utf-8"), newline="")):
        share, people = what.shares.get(row["indicator"]), sizes.get((row["level"], row["territory_code"]))
        if share is None or people is None or not row["value"]:
            continue
        value = float(row["value"])
        if (
            min(least_people(side, share, people) for side in (value, round(share.per - value, 9)))
            < threshold
        ):
            found.add((row["indicator"], row["level"], row["territory_code"], row["period"]))
    return found


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


def lands(data: Data) -> Lands:
    """Which territory lies in which, as the tables say; `indicators.model.lands` says the same of objects."""
    above = ["code_csu", "orp_code_csu", "district_lau1", "pou_code_csu"]
    towns = _records(data, "territory", "municipalities", above)
    orps = _records(data, "territory", "orp", ["code_csu", "region_nuts3"])
    regions = _records(data, "territory", "regions", ["code_nuts3", "state_iso"])
    areas = _records(data, PACKAGE, "areas", ["code", "kind", "level", "territory_code"])
    return Lands(
        {code: (orp, district, pou) for _, code, orp, district, pou in towns},
        {code: region for _, code, region in orps},
        {code: state for _, code, state in regions},
        {code: (kind, level, around) for _, code, kind, level, around in areas},
    )


def _records(data: Data, package: str, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    table = data.table(package, name)
    return table.records(columns) if table else iter(())


def _sizes(data: Data) -> dict[Key, int]:
    towns = data.table("territory", "municipalities")
    return sizes(zip(towns.columns["code_csu"], towns.columns["population"], strict=True)) if towns else {}


RULES: tuple[Check, ...] = (
    small_counts,
    small_shares,
    withheld_notes,
    small_counts_kept,
)
