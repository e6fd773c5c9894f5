"""Small counts whose periods lie in each other: sums over places and over periods together tell none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from macros.subjects.indicators import small_counts
from macros.subjects.indicators.hierarchy import Hierarchy
from macros.subjects.indicators.over_time import nest
from macros.subjects.indicators.rules.small_counts import told_over_time
from macros.subjects.indicators.small_counts import Slot, counted, hidden_slots
from macros.subjects.indicators.suppress import Key
from tests.worlds import Row, kind, world, years

THRESHOLD = 5
WHAT = counted([("lide", "count", True, None)])
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]
REGION = Hierarchy(lambda key: [("region", "R")] if key[0] == "orp" else [])


def hides(rows: Sequence[Row], hierarchy: Hierarchy, sizes: dict[Key, int]) -> frozenset[Slot]:
    return hidden_slots(rows, WHAT, hierarchy, THRESHOLD, kind, sizes)


def told(rows: Sequence[Row], gone: frozenset[Slot], hierarchy: Hierarchy) -> set[Slot]:
    """What the proof of `check` finds in what is published."""
    counts: defaultdict[tuple[str, str], dict[Key, float | None]] = defaultdict(dict)
    for row in rows:
        value = None if row[:4] in gone else row.value
        counts[row.indicator, row.period][row.level, row.territory_code] = value
    return told_over_time(counts, hierarchy, THRESHOLD)


def months(small: float) -> list[Row]:
    """Months of two ORP, the small one in May of the first."""
    found = [Row("lide", "orp", code, month, 20.0) for code in "ab" for month in MONTHS]
    return [row._replace(value=small) if row[2:4] == ("a", "2024-05") else row for row in found]


MAY = ("lide", "orp", "a", "2024-05")


def test_a_year_of_the_region_does_not_tell_the_month_of_an_orp() -> None:
    """The finding: no ORP has a year and the region has no months, so no table of one period tells it."""
    rows = [*months(3), Row("lide", "region", "R", "2024", 23 * 20 + 3)]
    assert told(rows, frozenset({MAY}), REGION) == {MAY}, "the proof finds it by itself"
    gone = hides(rows, REGION, {})
    assert MAY in gone and len(gone) == 2
    assert told(rows, gone, REGION) == set()


def test_quarters_of_the_region_and_the_year_of_the_other_orp_do_not_tell_it() -> None:
    rows = [row for row in months(3) if row.territory_code == "a"]
    rows += [Row("lide", "orp", "b", "2024", 240)]
    rows += [Row("lide", "region", "R", f"2024-Q{at}", 120 - 17 * (at == 2)) for at in (1, 2, 3, 4)]
    assert told(rows, frozenset({MAY}), REGION) == {MAY}
    assert told(rows, hides(rows, REGION, {}), REGION) == set()


def test_two_hidden_months_are_not_left_with_a_few_people_together() -> None:
    rows = [*months(1), Row("lide", "region", "R", "2024", 22 * 20 + 3)]
    rows[20] = rows[20]._replace(value=2.0)
    small = frozenset({MAY, rows[20][:4]})
    assert told(rows, small, REGION) == small, "each is at most three"
    gone = hides(rows, REGION, {})
    assert len(gone) == 3 and told(rows, gone, REGION) == set()


def test_what_is_hidden_in_addition_is_not_chosen_by_the_number() -> None:
    found = []
    for other in (7.0, 70.0):
        rows = [*months(3), Row("lide", "region", "R", "2024", 22 * 20 + 3 + other)]
        found.append(
            hides([row._replace(value=other) if row == rows[12] else row for row in rows], REGION, {})
        )
    assert found[0] == found[1]


def test_large_counts_stay_and_so_does_what_no_sum_of_them_tells() -> None:
    whole = Row("lide", "region", "R", "2024", 480)
    assert hides([*months(20), whole], REGION, {}) == set()
    assert hides([*months(3), whole._replace(period="2023")], REGION, {}) == {MAY}, "another year"
    assert hides(months(3), REGION, {}) == {MAY}, "no total"


def test_numbers_of_a_day_do_not_hide_each_other_without_end() -> None:
    """A year that is its December is no sum of its months, as everybody sees: one more is hidden, not all."""
    rows = [*months(3), Row("lide", "region", "R", "2024", 40)]
    assert len(hides(rows, REGION, {})) == 2


def test_any_year_of_months_and_quarters_tells_nothing() -> None:
    """400 random worlds: months, quarters and years, each published for some levels of territory, with gaps."""
    for seed in range(400):
        rows, hierarchy, sizes = years(Random(seed), slips=False)
        gone = hides(rows, hierarchy, sizes)
        assert {row[:4] for row in rows if row.value is not None and row.value < THRESHOLD} <= gone
        assert told(rows, gone, hierarchy) == set(), seed


def test_any_year_in_which_nothing_adds_up_ends_and_tells_nothing() -> None:
    for seed in range(150):
        rows, hierarchy, sizes = years(Random(seed), slips=True)
        assert told(rows, hides(rows, hierarchy, sizes), hierarchy) == set(), seed


def off(counts: Any, groups: Any, threshold: int, size: Any, start: Any) -> set[Key]:
    return set(start)


def test_the_proof_convicts_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of one period alone leave gaps, and the proof sees them: it is no rubber stamp."""
    monkeypatch.setattr(small_counts, "hidden_over_time", off)
    convicted = 0
    for seed in range(150):
        rows, hierarchy, sizes = years(Random(seed), slips=False)
        convicted += bool(told(rows, hides(rows, hierarchy, sizes), hierarchy))
    assert convicted >= 10


def test_the_same_is_hidden_whatever_the_order() -> None:
    for seed in range(60):
        rows, hierarchy, sizes = years(Random(seed), slips=False)
        assert hides(rows, hierarchy, sizes) == hides(rows[::-1], hierarchy, sizes), seed


def test_where_periods_do_not_nest_nothing_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quarters alone, months alone, years alone: the tables of one period hide what they hid."""
    assert nest(["2024-05", "2024"]) and nest(["2024-05", "2024-Q2"]) and nest(["2024-Q2", "2024"])
    assert not nest(["2024-05", "2024-06", "2024-Q1"]) and not nest(["2024", "2024"])

    def never(*_: object) -> set[Key]:
        raise AssertionError

    monkeypatch.setattr(small_counts, "hidden_over_time", never)
    for seed in range(300):
        one = world(Random(seed), slips=True)
        rows = [
            Row("lide", key[0], key[1], period, value)
            for key, value in one.values.items()
            for period in ("2024-05", "2024-06", "2023")
            if value is not None
        ]
        hidden_slots(rows, WHAT, Hierarchy(lambda key: []), THRESHOLD, kind, one.sizes)
