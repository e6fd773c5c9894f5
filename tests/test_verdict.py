"""A number is judged by one rule, right for either direction and for a target of 0, with its arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.subjects.indicators.verdict import VERSION, against_target, change

VALUES = st.decimals(-1000, 1000, places=2).map(float)


@pytest.mark.parametrize(
    ("value", "target", "direction", "start", "state"),
    [
        (9.9, 10, "down", 13.8, "met"),
        (10, 10, "down", None, "met"),
        (9.5, 9, "down", 13.8, "closer"),
        (15.6, 10, "down", 9.4, "away"),
        (15.6, 10, "down", None, "unmet"),
        (12, 10, "down", 12, "same"),
        (80, 75, "up", 60, "met"),
        (70, 75, "up", 60, "closer"),
        (50, 75, "up", 60, "away"),
        (7, 5, "none", 3, "none"),
        # a target of 0: no division, nothing to trip over
        (0, 0, "down", 12, "met"),
        (3, 0, "down", 12, "closer"),
        (14, 0, "down", 12, "away"),
        (-3, 0, "up", -12, "closer"),
        (0, 0, "up", None, "met"),
    ],
)
def test_against_target(value: float, target: float, direction: str, start: float | None, state: str) -> None:
    assert against_target(value, target, direction, start=start).state == state


def test_the_arithmetic_is_shown() -> None:
    found = against_target(9.5, 9, "down", start=13.8)
    assert found.formula == "9,5 − 9 = +0,5; 0,5 > 0; vzdálenost teď 0,5 < na začátku 4,8"
    assert found.rule == VERSION == "2"
    assert against_target(7.6, 10, "down").formula == "7,6 − 10 = −2,4; −2,4 < 0"
    assert change(7.6, 6.7, "down").formula == "7,6 − 6,7 = +0,9"


def test_a_strict_target_asks_for_more_than_being_equal() -> None:
    """„Méně než 9 %“ is not met by 9 %."""
    assert against_target(9, 9, "down").state == "met"
    equal = against_target(9, 9, "down", strict=True)
    assert (equal.state, equal.formula) == ("unmet", "9 − 9 = 0; 0 = 0")
    assert against_target(9, 9, "down", start=13.8, strict=True).state == "closer"
    assert against_target(8.9, 9, "down", strict=True).state == "met"
    assert against_target(9, 9, "up", strict=True).state == "unmet"
    assert against_target(9.1, 9, "up", strict=True).state == "met"


def test_a_difference_has_a_unit_of_its_own() -> None:
    """Two percentages differ in percentage points, not in per cent."""
    found = change(7.6, 6.7, "down", said=lambda value: f"{value} %", gap=lambda step: f"{step} bodu")
    assert found.formula == "7.6 % − 6.7 % = +0.9 bodu"


def test_decimals_are_exact() -> None:
    """0.1 + 0.2 is 0.3 here."""
    assert against_target(0.3, 0.3, "down").state == "met"
    assert change(1.1, 1.0, "none").formula.endswith("= +0,1")


@given(VALUES, VALUES, VALUES)
def test_either_direction_is_the_mirror_of_the_other(value: float, target: float, start: float) -> None:
    down = against_target(value, target, "down", start=start)
    up = against_target(-value, -target, "up", start=-start)
    assert down.state == up.state


@given(VALUES, VALUES, VALUES, st.sampled_from(["up", "down"]))
def test_met_means_that_the_target_is_reached(
    value: float, target: float, start: float, direction: str
) -> None:
    state = against_target(value, target, direction, start=start).state
    assert (state == "met") == (value <= target if direction == "down" else value >= target)


@given(VALUES, VALUES, VALUES, VALUES, st.sampled_from(["up", "down"]))
def test_moving_everything_by_the_same_changes_nothing(
    value: float, target: float, start: float, step: float, direction: str
) -> None:
    """Differences decide, so a target of 0 is a target like any other."""

    def moved(value: float) -> float:
        return float(Decimal(str(value)) - Decimal(str(step)))

    before = against_target(value, target, direction, start=start).state
    assert against_target(moved(value), moved(target), direction, start=moved(start)).state == before


def test_a_number_that_may_turn_out_otherwise_is_not_judged() -> None:
    found = change(238, 191, "down", final=False)
    assert (found.state, found.formula) == ("unsure", "238 − 191 = +47")
    assert "horší" not in found.sentence and "lepší" not in found.sentence


@given(VALUES, VALUES)
def test_a_change_is_better_one_way_and_worse_the_other(value: float, before: float) -> None:
    there, back = change(value, before, "down").state, change(before, value, "down").state
    assert {there, back} in ({"better", "worse"}, {"same"})
    assert change(value, before, "none").state == "none"
