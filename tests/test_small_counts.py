"""What tells a small count elsewhere: a setting that fails, shares, other periods, categories, notes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from macros.check import Data
from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.link import link
from macros.load import load_site
from macros.subjects.indicators.hierarchy import Hierarchy
from macros.subjects.indicators.model import Indicators, lands
from macros.subjects.indicators.periods import lies_in
from macros.subjects.indicators.rules import counts_declared
from macros.subjects.indicators.rules import small_counts as rules
from macros.subjects.indicators.rules.counts_elsewhere import told_elsewhere
from macros.subjects.indicators.small_counts import SMALL_COUNT, Counted, counted, hidden_slots, small_count
from tests import portals
from tests.test_indicators import data

DESCRIPTOR = Path("data_packages/indicators/datapackage.json")
OBSERVATIONS = Path("data_packages/indicators/data/observations.csv")
INDICATORS = Path("data_packages/indicators/data/indicators.csv")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return portals.portal(tmp_path / "portal")


# The threshold ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["5", 5.0, True, False, None, -5, [], {"small_count": 5}, 10**6, "off"])
def test_a_threshold_that_is_no_whole_number_is_the_default_and_a_mistake(
    portal: Path, value: object
) -> None:
    set_up(portal, {"small_count": value})
    assert small_count({"rozcestnik": {"small_count": value}}) == SMALL_COUNT
    assert [one.rule for one in counts_declared.setting.run(data(portal))] == ["small-count-setting"]


@pytest.mark.parametrize("mine", [None, [], "5", {}, {"small_cout": 5}])
def test_a_threshold_that_is_missing_or_misspelt_is_the_default_and_a_mistake(
    portal: Path, mine: Any
) -> None:
    set_up(portal, mine)
    assert (
        small_count({"rozcestnik": mine}) == small_count({}) == small_count({"rozcestnk": {}}) == SMALL_COUNT
    )
    found = [one for one in portals.problems_of(portal) if one.file == DESCRIPTOR.as_posix()]
    assert found and not any(one.warning for one in found)


def test_a_threshold_that_stands_there_twice_is_refused(portal: Path) -> None:
    """Programs take the last one, people read the first."""
    path = portal / DESCRIPTOR
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"small_count": 5', '"small_count": 5, "small_count": 0'), encoding="utf-8")
    found = [one for one in portals.problems_of(portal) if one.rule == "descriptor"]
    assert [one.file for one in found] == [DESCRIPTOR.as_posix()] and "dvakrát" in found[0].what()


def test_a_misspelt_group_is_named(portal: Path) -> None:
    path = portal / DESCRIPTOR
    path.write_text(path.read_text(encoding="utf-8").replace('"rozcestnik"', '"rozcestnk"'), encoding="utf-8")
    assert ("descriptor-key", "rozcestnk") in {(one.rule, one.value) for one in portals.problems_of(portal)}


def test_a_count_of_three_is_hidden_whatever_the_threshold_says_unsoundly(portal: Path) -> None:
    """The finding: "5" as text published a count of three that was `suppressed`."""
    three = "uchazeci,municipality,564044,2024-12,3,,suppressed"
    edit(portal, OBSERVATIONS, "uchazeci,municipality,564044,2024-12,,,suppressed", three)
    set_up(portal, {"small_count": "5"})
    assert {"value-withheld", "small-count-setting"} <= {one.rule for one in portals.problems_of(portal)}
    for threshold in (5, 0):
        slots = hidden_slots(
            [Row("uchazeci", "municipality", "1", "2024", 3, "suppressed")],
            Counted(frozenset({"uchazeci"}), {}),
            Hierarchy(lambda key: []),
            threshold,
            lambda key: key[0],
            {},
        )
        assert slots == {("uchazeci", "municipality", "1", "2024")}


def test_switching_it_off_takes_a_zero_and_is_told(portal: Path) -> None:
    set_up(portal, {"small_count": 0})
    assert small_count({"rozcestnik": {"small_count": 0}}) == 0
    found = list(counts_declared.setting.run(data(portal)))
    assert [(one.rule, one.warning) for one in found] == [("small-count-off", True)]


def set_up(root: Path, mine: object) -> None:
    path = root / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8")) | {"rozcestnik": mine}
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def edit(root: Path, name: Path, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


# What tells it elsewhere -----------------------------------------------------------------------------


class Row(NamedTuple):
    """What the rules read of an observation."""

    indicator: str
    level: str
    territory_code: str
    period: str
    value: float | None
    status: str = "final"


WHAT = counted(
    [
        ("lide", "count", True, None, "prace"),
        ("muzi", "count", True, None, "", "", "lide", "pohlavi"),
        ("zeny", "count", True, None, "", "", "lide", "pohlavi"),
        ("mladi", "count", True, None, "", "", "lide", "vek"),
        ("stari", "count", True, None, "", "", "lide", "vek"),
        ("podil", "percent", False, None, "prace"),
        ("doplnek", "percent", False, None, "", "lide"),
        ("nesouvisi", "percent", False, None, "prace", "-"),
    ]
)
ABOVE = {"a": [("orp", "O")], "b": [("orp", "O")], "c": [("orp", "O")]}


def gone(rows: Sequence[Row], what: Counted = WHAT) -> set[tuple[str, str, str]]:
    """Indicator, code and period of what is hidden; the proof must agree that nothing is told."""
    hierarchy = Hierarchy(lambda key: ABOVE.get(key[1], []))
    sizes = {("municipality", code): at for at, code in enumerate("abc")}
    slots = hidden_slots(rows, what, hierarchy, 5, lambda key: key[0], sizes)
    assert told_elsewhere(exported(rows, slots), what) == set()
    return {(slot[0], slot[2], slot[3]) for slot in slots}


def exported(rows: Sequence[Row], slots: Any) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(Row._fields)
    for row in rows:
        writer.writerow([*row[:4], "" if row[:4] in slots else row.value, row.status])
    return out.getvalue().encode()


def towns(indicator: str, *values: float | None, period: str = "2024-12") -> list[Row]:
    found = zip("abc", values, strict=False)
    return [Row(indicator, "municipality", code, period, value) for code, value in found if value is not None]


def test_the_share_of_a_hidden_count_is_hidden() -> None:
    """The finding: 20 people were hidden in addition, and 14.7297 % of the base said 20."""
    rows = [*towns("lide", 20, 3, 40), Row("lide", "orp", "O", "2024-12", 63), *towns("podil", 14.7, 5, 9)]
    assert gone(rows) == {(name, code, "2024-12") for name in ("lide", "podil") for code in "ab"}


def test_the_share_of_the_complement_is_hidden_where_it_is_declared() -> None:
    rows = [*towns("lide", 3), *towns("doplnek", 97.5), *towns("nesouvisi", 50)]
    assert gone(rows) == {("lide", "a", "2024-12"), ("doplnek", "a", "2024-12")}


def test_a_share_that_is_left_out_takes_its_complement_with_it() -> None:
    rows = [Row("podil", "municipality", "a", "2024-12", None, "suppressed"), *towns("doplnek", 97.5)]
    assert gone(rows) == {("podil", "a", "2024-12"), ("doplnek", "a", "2024-12")}


def test_a_share_near_the_whole_tells_the_few_who_are_left() -> None:
    what = counted([("podil", "percent", False, 1.0)])
    rows = [Row("podil", "municipality", "c", "2024", 99.0)]
    slots = hidden_slots(
        rows, what, Hierarchy(lambda key: []), 5, lambda key: key[0], {("municipality", "c"): 200}
    )
    assert len(slots) == 1, "one percent of 200 people is two"


def test_a_share_of_an_orp_tells_its_count_where_the_count_is_not_given() -> None:
    """Total = share × base: so it is a total like any other, and one hidden town is not enough."""
    rows = [*towns("lide", 3, 20, 40), Row("podil", "orp", "O", "2024-12", 7.5)]
    assert gone(rows) == {("lide", "a", "2024-12"), ("lide", "b", "2024-12")}


@pytest.mark.parametrize("other", ["2024", "2024-Q4"])
def test_the_same_number_under_another_period_is_hidden(other: str) -> None:
    rows = [
        *towns("lide", 3, 20, 40),
        Row("lide", "orp", "O", "2024-12", 63),
        *towns("lide", 3, 20, 40, period=other),
    ]
    hidden = gone(rows)
    assert {("lide", code, period) for code in "ab" for period in ("2024-12", other)} <= hidden
    assert ("lide", "c", other) not in hidden


def test_a_total_under_another_period_is_still_the_total() -> None:
    rows = [*towns("lide", 3, 20, 40), Row("lide", "orp", "O", "2024", 63)]
    assert gone(rows) == {("lide", "a", "2024-12"), ("lide", "b", "2024-12")}


def test_a_year_is_hidden_with_its_months_so_that_the_other_months_do_not_tell() -> None:
    rows = [
        *towns("lide", 3, period="2024-05"),
        *towns("lide", 40, period="2024-06"),
        *towns("lide", 43, period="2024"),
    ]
    assert gone(rows) == {("lide", "a", "2024-05"), ("lide", "a", "2024")}


def test_the_rest_of_categories_does_not_tell_the_small_one() -> None:
    rows = [
        *towns("lide", 60),
        *towns("muzi", 57),
        *towns("zeny", 3),
        *towns("mladi", 30),
        *towns("stari", 30),
    ]
    assert gone(rows) == {("zeny", "a", "2024-12"), ("muzi", "a", "2024-12")}


def test_categories_are_guarded_in_places_and_in_wholes_at_once() -> None:
    rows = [*towns("lide", 60, 60, 60), *towns("muzi", 57, 30, 30), *towns("zeny", 3, 30, 30)]
    rows += [
        Row(name, "orp", "O", "2024-12", value)
        for name, value in (("lide", 180), ("muzi", 117), ("zeny", 63))
    ]
    hidden = gone(rows)
    assert {("zeny", "a", "2024-12"), ("muzi", "a", "2024-12")} < hidden
    assert len([one for one in hidden if one[0] == "zeny"]) >= 2
    assert len([one for one in hidden if one[0] == "muzi"]) >= 2


def test_large_counts_with_shares_periods_and_categories_stay() -> None:
    rows = [
        *towns("lide", 60, 50),
        *towns("muzi", 30),
        *towns("zeny", 30),
        *towns("podil", 7),
        *towns("lide", 60, period="2024"),
    ]
    assert gone(rows) == set()


def test_the_proof_sees_a_share_another_period_and_the_last_category() -> None:
    rows = [*towns("lide", 20), *towns("podil", 14.7)]
    slot = ("lide", "municipality", "a", "2024-12")
    assert told_elsewhere(exported(rows, {slot}), WHAT) == {slot}
    rows = [*towns("lide", 20), *towns("lide", 20, period="2024")]
    assert told_elsewhere(exported(rows, {slot}), WHAT) == {slot}
    rows = [*towns("lide", 60), *towns("muzi", 57), *towns("zeny", 3)]
    slot = ("zeny", "municipality", "a", "2024-12")
    assert told_elsewhere(exported(rows, {slot}), WHAT) == {slot}


def test_periods_lie_in_each_other_as_in_the_calendar() -> None:
    assert lies_in("2024-05", "2024") and lies_in("2024-05", "2024-Q2") and lies_in("2024-Q2", "2024")
    assert not (lies_in("2024", "2024-12") or lies_in("2024-05", "2024-Q1") or lies_in("2024-Q2", "2024-06"))


# On the miniature portal -----------------------------------------------------------------------------


def test_a_portal_hides_the_share_of_a_hidden_count(portal: Path) -> None:
    """nezamestnanost and uchazeci are of one family: where the count is hidden, so is the share."""
    path = portal / OBSERVATIONS
    text = path.read_text(encoding="utf-8")
    old = "nezamestnanost,orp,4102,2021-12"
    new = "nezamestnanost,municipality,564265,2024-12,14.7297,,final,https://www.priklad.test/zdroj,,,,,,\n"
    path.write_text(text.replace(old, new + old), encoding="utf-8")
    site = load_site(portal).site
    assert ("nezamestnanost", "municipality", "564265", "2024-12") in site[Indicators].hidden
    assert not any(one.rule == "small-count-told" for one in portals.problems_of(portal))


def test_check_says_what_looks_like_a_sum(portal: Path) -> None:
    """146 = 34 + 41 + 48 + 20 + 3: nobody declared it, so `check` asks."""
    path, head = portal / INDICATORS, portal / INDICATORS
    lines = head.read_text(encoding="utf-8").split("\n")
    row = next(line for line in lines if line.startswith("uchazeci,"))
    made = [row.replace("uchazeci,", f"uchazeci-{at},", 1) for at in range(5)]
    at = lines.index(row) + 1
    path.write_text("\n".join([*lines[:at], *made, *lines[at:]]), encoding="utf-8")
    values = [("uchazeci", 146), *((f"uchazeci-{at}", value) for at, value in enumerate((34, 41, 48, 20, 3)))]
    rows = [
        f"{name},municipality,999998,2024-12,{value},,final,https://www.priklad.test/,,,,,,"
        for name, value in values
    ]
    edit(portal, OBSERVATIONS, "uchazeci,orp,5102", "\n".join([*rows, "uchazeci,orp,5102"]))
    found = list(counts_declared.sums.run(data(portal)))
    assert [(one.rule, one.value, one.warning) for one in found] == [("small-count-sum", "3", True)]
    assert "uchazeci = uchazeci-4 + uchazeci-0" in found[0].what()


def test_what_is_hidden_is_enough_for_who_looks_at_one_period_alone() -> None:
    """ORP 7 and one town of it stand under 2024-12, another town under 2024-Q4: the proof sees one table."""
    rows = [Row("lide", "municipality", "a", "2024-12", 2, "final")]
    rows += [Row("lide", "municipality", "b", "2024-Q4", 5, "final")]
    rows += [Row("lide", "orp", "O", "2024-12", 7, "final")]
    assert ("lide", "O", "2024-12") in gone(rows)


@pytest.mark.parametrize("which", ["miniature", "real"])
def test_check_and_model_agree_what_lies_in_what(which: str, tmp_path: Path) -> None:
    root = portals.ROOT if which == "real" else portals.portal(tmp_path)
    packages, tables, _ = read_all(root)
    settings = read_settings(root)
    seen = rules.lands(Data(root, packages, tables, settings, []))
    assert seen == lands(link(root, settings, packages, tables))
    assert seen.towns and seen.areas
