"""Which numbers of the register of results must not leave the loader, and the tables as others may have them.

Clients of a service in a year are a total, those of each municipality and those of all others are its parts:
`indicators.suppress` hides what is small and what would tell it. A share of clients, and a count of them that
is an outcome, say two numbers: those who are meant and those who are left. Both of one year say of how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from macros.data.mend import write_csv
from macros.data.schema import Package
from macros.data.tables import read_table
from macros.model.site import Site
from macros.subjects.capacity import rows
from macros.subjects.indicators.small_counts import SMALL_COUNT, small_count
from macros.subjects.indicators.suppress import Group, Key, hidden, is_small

Year = tuple[str, int]
"""A service and a year."""
TOTAL: Key = ("service", "")
ELSEWHERE: Key = ("elsewhere", "")
PEOPLE = ("people", "count")


@dataclass(slots=True)
class Numbers:
    """What is hidden: totals and outcomes by their keys, and clients from elsewhere where they may be told."""

    totals: set[Year] = field(default_factory=set)
    towns: set[tuple[str, int, str]] = field(default_factory=set)
    touched: set[Year] = field(default_factory=set)
    """Where anything is hidden: sentences beside it are blank, too."""
    elsewhere: dict[Year, int] = field(default_factory=dict)
    results: set[Year] = field(default_factory=set)
    """By outcome and year."""
    baselines: set[str] = field(default_factory=set)


def threshold_of(site: Site) -> int:
    """The threshold of the portal: that of its numbers, see `small_counts`."""
    package = site.packages.get("indicators")
    return small_count(package.descriptor) if package else SMALL_COUNT


def hidden_clients(
    total: int | None, towns: Mapping[str, int | None], threshold: int, size: Mapping[str, int | None]
) -> tuple[set[Key], int | None]:
    """What must be hidden of one report, and clients from elsewhere (None where nobody is left or it is not known).

    Keys are `TOTAL`, `ELSEWHERE` and ("municipality", code).
    """
    parts: dict[Key, float | None] = {("municipality", code): count for code, count in towns.items()}
    known = [count for count in towns.values() if count is not None]
    left = total - sum(known) if total is not None and len(known) == len(towns) else None
    if towns and left:
        parts[ELSEWHERE] = left
    counts = dict(parts) if total is None else {TOTAL: total, **parts}
    groups = [] if total is None or not parts else [Group(TOTAL, tuple(parts))]
    sizes: dict[Key, int] = {
        ("municipality", code): people for code, people in size.items() if people is not None
    }
    gone = hidden(counts, groups, threshold, sizes)
    if TOTAL in gone and is_small(total, threshold):
        gone.update(parts)
    return gone, None if ELSEWHERE in gone or ELSEWHERE not in parts else left


def hidden_numbers(
    reports: Sequence[rows.ReportRow],
    clients: Iterable[rows.ReportClientRow],
    outcomes: Iterable[rows.OutcomeRow],
    results: Iterable[rows.OutcomeResultRow],
    threshold: int,
    size: Mapping[str, int | None],
) -> Numbers:
    """Work out what of the register must be hidden."""
    found = Numbers()
    towns: dict[Year, dict[str, int | None]] = {}
    for one in clients:
        towns.setdefault((one.service, one.year), {})[one.municipality_code_csu] = one.clients
    totals: dict[Year, int | None] = {(row.service, row.year): row.clients for row in reports}
    contacts = {(row.service, row.year): row.contacts for row in reports if row.contacts is not None}
    for key in {*totals, *towns}:
        gone, left = hidden_clients(totals.get(key), towns.get(key, {}), threshold, size)
        few_contacts = key in contacts and is_small(contacts[key], threshold)
        if gone or few_contacts:
            found.touched.add(key)
        if TOTAL in gone or few_contacts:
            found.totals.add(key)
        found.towns.update(
            (*key, code) for level, code in (one[:2] for one in gone) if level == "municipality"
        )
        if left is not None:
            found.elsewhere[key] = left
    _hide_outcomes(found, {row.id: row for row in outcomes}, results, totals, threshold)
    return found


def _hide_outcomes(
    found: Numbers,
    of: Mapping[str, rows.OutcomeRow],
    results: Iterable[rows.OutcomeResultRow],
    totals: Mapping[Year, int | None],
    threshold: int,
) -> None:
    """Hide numbers about few clients, and shares that with a count beside them give back an unknown total."""
    counted: set[Year] = set()
    shares: list[tuple[Year, str, int | None]] = []

    def shown(row: rows.OutcomeRow, key: Year, year: int | None) -> None:
        if totals.get(key) is None and row.unit in PEOPLE:
            counted.add(key)
        elif totals.get(key) is None and row.unit == "percent":
            shares.append((key, row.id, year))

    for row in of.values():
        base = (row.service, row.baseline_year or 0)
        if not row.people or row.baseline is None:
            continue
        if _few(row, row.baseline, base, totals, threshold):
            found.baselines.add(row.id)
        else:
            shown(row, base, None)
    for result in results:
        row = of[result.outcome]
        year = (row.service, result.year)
        if not row.people:
            continue
        if result.result is None or _few(row, result.result, year, totals, threshold):
            found.results.add((row.id, result.year))
        else:
            shown(row, year, result.year)
    for key, code, of_year in shares if threshold > 0 else ():
        if key in counted and of_year is None:
            found.baselines.add(code)
        elif key in counted and of_year is not None:
            found.results.add((code, of_year))


def _few(
    row: rows.OutcomeRow, value: float, key: Year, totals: Mapping[Year, int | None], threshold: int
) -> bool:
    return few(row.unit, value, totals.get(key), known=key in totals, threshold=threshold)


def few(unit: str, value: float, total: int | None, *, known: bool, threshold: int) -> bool:
    """Whether a number about clients stands for few of them, or leaves few; of a hidden total it may.

    `known` says whether the service reported that year at all: without a report nobody knows of how many it is.
    """
    if unit in PEOPLE:
        return is_small(value, threshold) or (total is not None and is_small(total - value, threshold))
    if unit != "percent" or not known:
        return False
    if total is None:
        return threshold > 0
    sides = (Decimal(str(value)), 100 - Decimal(str(value)))
    return any(side * total / 100 < threshold for side in sides)


def published(name: str, raw: bytes, package: Package, found: Numbers) -> bytes:
    """A table of the package as it may be published: what is hidden is blank, and sentences beside it."""
    if name not in _BLANK:
        return raw
    table = read_table(raw, package.name, name, "", package.schemas[name])
    names, changed = table.schema.names, False
    lines = list(map(list, table.rows))
    for line in lines:
        row = dict(zip(names, line, strict=True))
        for column in _blank(name, row, found):
            changed = changed or bool(row[column])
            line[names.index(column)] = ""
    return write_csv([names, *lines]).encode() if changed else raw


_BLANK = ("reports", "report_clients", "outcomes", "outcome_results")


def _blank(name: str, row: Mapping[str, str], found: Numbers) -> tuple[str, ...]:
    """Columns of a row that must be blank."""
    if name == "outcomes":
        return ("baseline",) if row["id"] in found.baselines else ()
    if name == "outcome_results":
        return ("result", "note") if (row["outcome"], int(row["year"])) in found.results else ()
    key = row["service"], int(row["year"])
    if name == "report_clients":
        return ("clients",) if (*key, row["municipality_code_csu"]) in found.towns else ()
    columns = ("clients", "contacts") if key in found.totals else ()
    return (*columns, "note") if key in found.touched else columns
