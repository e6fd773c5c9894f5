"""Small counts of people are not shown, and nobody can work them out from what is shown."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.subjects.indicators.hierarchy import Hierarchy
from macros.subjects.indicators.leaks import leaks
from macros.subjects.indicators.small_counts import Counted, counted, hidden_slots
from macros.subjects.indicators.suppress import Group, Key, Share, determined, hidden, least_people
from tests.worlds import as_seen, others, world

THRESHOLD = 5


def orp(name: str) -> Key:
    return "orp", name


def town(name: str) -> Key:
    return "municipality", name


GROUP = Group(orp("A"), (town("1"), town("2"), town("3")))


def counts(total: float | None, *parts: float | None) -> dict[Key, float | None]:
    return {GROUP.total: total} | dict(zip(GROUP.parts, parts, strict=True))


def test_large_counts_stay() -> None:
    assert hidden(counts(30, 10, 10, 10), [GROUP], THRESHOLD) == set()


def test_a_small_count_takes_another_one_with_it() -> None:
    """With one hidden part, total minus the rest would tell it."""
    sizes = {town("1"): 900, town("2"): 100, town("3"): 500}
    assert hidden(counts(23, 3, 10, 10), [GROUP], THRESHOLD, sizes) == {town("1"), town("2")}


def test_what_is_hidden_in_addition_is_chosen_by_size_and_never_by_the_number() -> None:
    sizes = {town("1"): 900, town("2"): 700, town("3"): 500}
    for two, three in ((10, 90), (90, 10)):
        found = hidden(counts(3 + two + three, 3, two, three), [GROUP], THRESHOLD, sizes)
        assert found == {town("1"), town("3")}


def test_two_small_counts_whose_sum_is_small_take_a_third_with_them() -> None:
    assert hidden(counts(13, 1, 2, 10), [GROUP], THRESHOLD) == {*GROUP.parts}


def test_where_no_part_is_left_the_total_goes() -> None:
    assert GROUP.total in hidden(counts(4, 1, 2, 1), [GROUP], THRESHOLD)
    assert hidden({orp("A"): 9, town("1"): 3}, [Group(orp("A"), (town("1"),))], THRESHOLD) == {
        orp("A"),
        town("1"),
    }


def test_zero_is_a_small_count() -> None:
    assert town("1") in hidden(counts(20, 0, 10, 10), [GROUP], THRESHOLD)


def test_a_change_is_small_in_either_direction() -> None:
    assert town("1") in hidden(counts(20, -3, 10, 13), [GROUP], THRESHOLD)


def test_a_number_that_the_source_left_out_counts_as_hidden() -> None:
    assert len(hidden(counts(30, None, 10, 10), [GROUP], THRESHOLD)) == 2


def test_a_hidden_total_does_not_come_back_from_its_parts() -> None:
    """Region = A + B is shown and B is hidden: then A is not enough to be hidden if its towns are shown."""
    region = Group(("region", "R"), (orp("A"), orp("B")))
    values = counts(30, 10, 10, 10) | {orp("B"): 2, region.total: 32}
    gone = hidden(values, [region, GROUP], THRESHOLD)
    assert orp("B") in gone
    assert leaks(shown(values, gone), [region, GROUP], THRESHOLD) == set()
    assert determined(gone, [region, GROUP]) == set()


def shown(values: dict[Key, float | None], gone: set[Key]) -> dict[Key, float | None]:
    return {key: None if key in gone else value for key, value in values.items()}


def test_the_proof_sees_what_is_wrong() -> None:
    assert leaks(counts(30, 3, 17, 10), [GROUP], THRESHOLD) == {town("1")}, "it is shown"
    assert town("1") in leaks(counts(23, None, 10, 10), [GROUP], THRESHOLD), "total minus the rest"
    assert leaks(counts(13, None, None, 10), [GROUP], THRESHOLD), "both together are three people"


# Any tree ---------------------------------------------------------------------------------------------


@st.composite
def countries(draw: st.DrawFn) -> tuple[dict[Key, int], Hierarchy, dict[Key, int]]:
    """A state of regions, ORP and municipalities with counts that add up; some totals are not known."""
    values: dict[Key, int] = {}
    parents: dict[Key, Key] = {}
    sizes: dict[Key, int] = {}
    people = st.one_of(st.integers(0, 12), st.integers(0, 300))
    total = 0
    for region in range(draw(st.integers(1, 3))):
        key, whole = ("region", f"{region}"), 0
        parents[key] = ("state", "S")
        for one in range(draw(st.integers(1, 3))):
            name = orp(f"{region}{one}")
            parents[name] = key
            towns = draw(st.lists(people, min_size=1, max_size=4))
            for at, count in enumerate(towns):
                place = town(f"{region}{one}{at}")
                values[place], parents[place] = count, name
                sizes[place] = draw(st.integers(1, 5000))
            values[name] = sum(towns)
            whole += values[name]
        values[key] = whole
        total += whole
    values["state", "S"] = total
    for key in draw(st.sets(st.sampled_from(sorted(values)), max_size=4)):
        if key[0] != "municipality":
            del values[key]
    hierarchy = Hierarchy(lambda key: [parents[key]] if key in parents else [])
    return values, hierarchy, sizes


def bounds(
    values: dict[Key, int], hierarchy: Hierarchy, gone: set[Key], known: list[Key]
) -> dict[Key, tuple[float, float]]:
    """What anybody can know of each number: every total is the sum of its parts, nobody is negative.

    Limits are narrowed over and over until nothing changes; written apart from what is tested.
    """
    limits = {
        key: (0.0, math.inf) if key in gone else (float(values[key]), float(values[key])) for key in known
    }
    below: dict[Key, list[Key]] = {}
    for key in known:
        if first := next((one for one in hierarchy.above(key) if one in limits), None):
            below.setdefault(first, []).append(key)
    for _ in range(60):
        before = dict(limits)
        for total, parts in below.items():
            low, high = limits[total]
            low = max(low, sum(limits[part][0] for part in parts))
            high = min(high, sum(limits[part][1] for part in parts))
            limits[total] = low, high
            for part in parts:
                rest = [limits[other] for other in parts if other != part]
                mine = limits[part]
                limits[part] = (
                    max(mine[0], low - sum(one[1] for one in rest)),
                    min(mine[1], high - sum(one[0] for one in rest)),
                )
        if limits == before:
            break
    return limits


@settings(max_examples=400, deadline=None)
@given(countries())
def test_no_hidden_number_can_be_worked_out(country: Any) -> None:
    values, hierarchy, sizes = country
    groups = hierarchy.groups(values, lambda key: key[0])
    gone = hidden(values, groups, THRESHOLD, sizes)
    assert {key for key, value in values.items() if value < THRESHOLD} <= gone
    limits = bounds(values, hierarchy, gone, sorted(values))
    for key in gone:
        low, high = limits[key]
        assert low <= values[key] <= high, "the limits of the test are right"
        assert low < high, f"{key} = {values[key]} can be worked out"
    assert leaks(shown(values, gone), groups, THRESHOLD) == set()


@settings(max_examples=200, deadline=None)
@given(countries())
def test_the_same_is_hidden_whatever_the_order(country: Any) -> None:
    values, hierarchy, sizes = country
    groups = hierarchy.groups(values, lambda key: key[0])
    gone = hidden(values, groups, THRESHOLD, sizes)
    backwards = dict(reversed(values.items()))
    assert hidden(backwards, hierarchy.groups(backwards, lambda key: key[0]), THRESHOLD, sizes) == gone


@settings(max_examples=100, deadline=None)
@given(countries())
def test_nothing_is_hidden_where_nothing_is_small(country: Any) -> None:
    values, hierarchy, sizes = country
    large = {key: value + THRESHOLD for key, value in values.items()}
    assert hidden(large, hierarchy.groups(large, lambda key: key[0]), THRESHOLD, sizes) == set()


# Territories that lie in two others ------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=4, max_size=4), st.randoms(use_true_random=False))
def test_towns_that_lie_in_an_orp_and_in_a_district(numbers: list[int], random: Any) -> None:
    """Two ways of adding up the same towns: four unknowns must not be four equations."""
    towns = [town(str(at)) for at in range(4)]
    above = {
        towns[0]: [orp("A"), ("area", "X")],
        towns[1]: [orp("A"), ("area", "Y")],
        towns[2]: [orp("B"), ("area", "X")],
        towns[3]: [orp("B"), ("area", "Y")],
    }
    hierarchy = Hierarchy(lambda key: above.get(key, []))
    values: dict[Key, float | None] = {key: float(value) for key, value in zip(towns, numbers, strict=True)}
    for key, ups in above.items():
        for one in ups:
            values[one] = (values.get(one) or 0) + (values[key] or 0)
    groups = hierarchy.groups(values, lambda key: key[0])
    gone = hidden(values, groups, THRESHOLD)
    assert determined(gone, groups) == set()
    assert leaks(shown(values, gone), groups, THRESHOLD) == set()


@pytest.mark.parametrize("threshold", [2, 5, 10])
def test_the_threshold_is_the_packages(threshold: int) -> None:
    values = counts(3 * threshold, threshold, threshold, threshold)
    assert hidden(values, [GROUP], threshold) == set()
    values = counts(3 * threshold, threshold - 1, threshold, threshold + 1)
    assert town("1") in hidden(values, [GROUP], threshold)


# Shares, of which the count can be worked out -------------------------------------------------------


class Row(NamedTuple):
    """What the rule reads of an observation."""

    indicator: str
    level: str
    territory_code: str
    period: str
    value: float | None
    status: str = "final"


def gone(rows: list[Row], sizes: dict[Key, int], what: Counted, threshold: int = THRESHOLD) -> set[str]:
    hierarchy = Hierarchy(lambda key: [])
    slots = hidden_slots(rows, what, hierarchy, threshold, lambda key: key[0], sizes)
    return {slot[2] for slot in slots}


SHARE = counted([("podil", "percent", False, 0.5), ("jiny", "percent", False, None)])


def test_a_share_is_a_part_of_people_where_the_indicator_says_of_how_many() -> None:
    assert Counted(frozenset(), {"podil": Share(100, 0.5)}) == SHARE
    assert counted([("a", "per_1000", False, 1.0)]).shares == {"a": Share(1000, 1.0)}
    assert counted([("a", "czk", False, 1.0)]).shares == {}, "an amount is no share"


@pytest.mark.parametrize(
    ("value", "people", "is_hidden"),
    [
        (0.613, 242, True),
        (0.0, 67, True),
        (0.0, 0, True),
        (10.0, 99, True),
        (10.0, 100, False),
        (3.9, 300_000, False),
    ],
)
def test_a_share_that_may_be_too_few_people_is_hidden(value: float, people: int, is_hidden: bool) -> None:
    """10 % of at least half of 100 people are five: the threshold itself may be said."""
    row = Row("podil", "municipality", "1", "2024", value)
    assert gone([row], {town("1"): people}, SHARE) == ({"1"} if is_hidden else set())


def test_other_shares_and_places_of_unknown_size_stay() -> None:
    rows = [Row("jiny", "municipality", "1", "2024", 1.0), Row("podil", "municipality", "2", "2024", 1.0)]
    assert gone(rows, {town("1"): 20}, SHARE) == set()


def test_what_the_source_leaves_out_is_hidden_whatever_is_counted() -> None:
    rows = [Row("jiny", "municipality", "1", "2024", None, "suppressed")]
    assert gone(rows, {}, SHARE) == {"1"}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 4000)), min_size=1, max_size=12),
    st.integers(1, 100),
    st.sampled_from(["percent", "per_mille", "per_1000"]),
    st.integers(1, 20),
)
def test_no_published_share_stands_for_too_few_people(
    places: list[tuple[int, int]], base: int, unit: str, threshold: int
) -> None:
    what = counted([("podil", unit, False, base / 100)])
    rows = [
        Row("podil", "municipality", str(at), "2024", value / 1000) for at, (value, _) in enumerate(places)
    ]
    sizes = {town(str(at)): people for at, (_, people) in enumerate(places)}
    out = gone(rows, sizes, what, threshold)
    per = {"percent": 100, "per_mille": 1000, "per_1000": 1000}[unit]
    for at, (value, people) in enumerate(places):
        least = Fraction(value, 1000) * Fraction(base, 100) * people / per
        rest = abs(per - Fraction(value, 1000)) * Fraction(base, 100) * people / per
        assert (str(at) in out) == (min(least, rest) < threshold)
        assert Fraction(least_people(value / 1000, what.shares["podil"], people)) == least


# Worlds ----------------------------------------------------------------------------------------------


def test_four_sound_numbers_do_not_stop_a_build() -> None:
    """All that hangs together is hidden: then nothing more can be, and nothing is told."""
    region, pou, empty, full = ("region", "CZ041"), ("area", "41011"), town("554481"), town("554499")
    groups = [Group(region, (empty, full)), Group(pou, (full,)), Group(region, (pou,))]
    values: dict[Key, float | None] = {region: 30, pou: 30, empty: 0, full: 30}
    gone = hidden(values, groups, THRESHOLD)
    assert leaks(shown(values, gone), groups, THRESHOLD) == set()


def test_a_whole_less_an_area_does_not_tell_the_towns_outside() -> None:
    """Region 47, district 47: both are shown only if the towns beside the district are shown, too."""
    above = {town("a"): [("area", "D"), ("region", "R")], town("b"): [("region", "R")], town("c"): []}
    above |= {("area", "D"): [("region", "R")], town("c"): [("region", "R")]}
    values: dict[Key, float | None] = {town("a"): 47, town("b"): 0, town("c"): 0}
    values |= {("area", "D"): 47, ("region", "R"): 47}
    groups = Hierarchy(lambda key: above.get(key, [])).groups(values, lambda key: key[0])
    gone = hidden(values, groups, THRESHOLD)
    assert not {("area", "D"), ("region", "R")}.isdisjoint(gone)


def test_a_district_holds_whole_orp_though_no_table_says_so() -> None:
    """District 73, its ORP 50, 20 and 3, no municipality has a number: the small one is not the rest."""
    above = {town(code): [("orp", code), ("area", "D")] for code in "abc"}
    values: dict[Key, float | None] = {("orp", "a"): 50, ("orp", "b"): 20, ("orp", "c"): 3}
    values[("area", "D")] = 73
    hierarchy = Hierarchy(lambda key: above.get(key, []), above)
    gone = hidden(values, hierarchy.groups(values, lambda key: key[0]), THRESHOLD)
    assert ("orp", "c") in gone and len(gone) > 1


@pytest.mark.parametrize("slips", [False, True])
def test_any_world_ends_and_nothing_is_told(slips: bool) -> None:
    """20,000 random worlds in all: gaps, zeros, negative numbers, totals that do not add up, unknown sizes."""
    for seed in range(10_000):
        one = world(Random(seed), slips=slips)
        gone = hidden(one.values, one.groups, THRESHOLD, one.sizes)
        assert {key for key, value in one.values.items() if value is None or abs(value) < THRESHOLD} <= gone
        assert leaks(shown(one.values, gone), one.groups, THRESHOLD) == set(), seed


def test_a_solver_that_tries_all_worlds_finds_another_one_for_each_small_number() -> None:
    """The judge knows the map and all that is shown; every small number may be another one, as far as it sees."""
    judged = 0
    for seed in range(2_200):
        one = world(Random(seed), slips=False)
        gone = hidden(one.values, one.groups, THRESHOLD, one.sizes)
        left = {key for key in gone if one.people[key] < THRESHOLD}
        if not left or gone == one.values.keys():
            continue
        judged += 1
        for towns in chain.from_iterable(others(one, gone, reach) for reach in (1, 5, 60)):
            seen = as_seen(one, towns)
            left = {key for key in left if seen[key] == one.people[key]}
            if not left:
                break
        assert not left, (seed, left)
    assert judged >= 1_000


def test_the_judge_finds_what_is_told() -> None:
    """With nothing hidden in addition it convicts many worlds: it is no rubber stamp."""
    convicted = 0
    for seed in range(200):
        one = world(Random(seed), slips=False)
        small = {key for key in one.values if one.people[key] < THRESHOLD}
        left = set(small)
        for towns in others(one, small, reach=3):
            seen = as_seen(one, towns)
            left = {key for key in left if seen[key] == one.people[key]}
            if not left:
                break
        convicted += bool(left)
    assert convicted > 50
