"""Charts are right, readable and always the same; they refuse what may not stand together."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from macros import charts
from macros.charts import Line, Mark, Mixed, Point, bar, box_of, line_chart, scale, shares, sparkline, ticks


def line(name: str, *values: float, unit: str = "percent", of: str = "a", start: int = 2015) -> Line:
    return Line(
        name, unit, tuple(Point(start + at, value, str(start + at), of) for at, value in enumerate(values))
    )


def drawn(*lines: Line, **words: Any) -> Any:
    options = {"title": "Nadpis", "desc": "Popis", "unit": "%", "key": "k"} | words
    return etree.fromstring(str(line_chart(lines, **options)))


def texts(svg: Any) -> list[Any]:
    return [one for one in svg.iter() if etree.QName(one).localname == "text"]


def boxes(svg: Any) -> list[tuple[str, charts.Box]]:
    return [
        (
            one.text,
            box_of(float(one.get("x")), float(one.get("y")), one.text, one.get("text-anchor", "start")),
        )
        for one in texts(svg)
    ]


# What may not stand together --------------------------------------------------------------------------


def test_a_percentage_and_a_per_mille_never_share_an_axis() -> None:
    with pytest.raises(Mixed, match="per_mille, percent"):
        drawn(line("A", 1, 2), line("B", 1, 2, unit="per_mille"))


def test_two_series_of_different_definition_are_never_one_line() -> None:
    points = (*line("A", 1, 2, of="index-12-30").points, *line("A", 3, of="index-8-30", start=2020).points)
    with pytest.raises(Mixed, match="index-12-30, index-8-30"):
        drawn(Line("A", "count", points))
    with pytest.raises(Mixed):
        sparkline(points)


def test_a_break_cuts_the_line() -> None:
    def strokes(svg: Any) -> int:
        return sum(
            1 for one in svg.iter() if one.get("class", "").startswith("ch-l ") and "L" in one.get("d", "")
        )

    whole = drawn(line("A", 1, 2, 3, 4))
    cut = drawn(line("A", 1, 2, 3, 4), breaks=[Mark(2017, "zlom")])
    assert (strokes(whole), strokes(cut)) == (1, 2)
    assert "zlom" in [one.text for one in texts(cut)]


def test_loose_points_are_not_joined() -> None:
    points = (*line("A", 1, 2, 3).points, Point(2015.5, 9, "červen 2015", "a", loose=True))
    svg = drawn(Line("A", "percent", tuple(sorted(points))))
    assert sum("ch-loose" in one.get("class", "") for one in svg.iter()) == 1


# For everybody ----------------------------------------------------------------------------------------


def test_a_chart_has_a_name_and_a_description() -> None:
    svg = drawn(line("A", 1, 2))
    named = svg.get("aria-labelledby").split()
    assert svg.get("role") == "img"
    assert [svg.xpath(f"//*[@id='{one}']")[0].text for one in named] == ["Nadpis", "Popis"]


def test_no_inline_style_and_no_code() -> None:
    raw = str(line_chart([line('<b>"&', 1, 2)], title="<x>", desc="&", unit='"', key='a"b'))
    assert "style=" not in raw and "<b>" not in raw and "<x>" not in raw
    etree.fromstring(raw)


def test_the_same_input_gives_the_same_bytes() -> None:
    lines = [line("A", 1, 2), line("B", 2, 3)]
    first = line_chart(lines, title="t", desc="d", unit="%", key="k")
    assert first == line_chart(lines, title="t", desc="d", unit="%", key="k")


def test_lines_differ_also_without_colours() -> None:
    raw = str(
        line_chart([line(str(at), at, at + 1) for at in range(5)], title="t", desc="d", unit="", key="k")
    )
    signs = {re.sub(r"^M[\d.]+ [\d.]+", "", path) for path in re.findall(r'ch-p ch-p\d" d="([^"]+)"', raw)}
    assert len(signs) == 5


def test_numbers_are_czech() -> None:
    said = [one.text for one in texts(drawn(line("A", 0, 2500.5), unit="Kč"))]
    assert "2\u00a0500" in said or "1\u00a0000" in said
    assert not any("." in one for one in said)


# Letters do not run into each other -------------------------------------------------------------------

NAMES = st.sampled_from(
    ["Česko", "Karlovarský kraj", "Evropská unie", "ORP Frýdlant nad Ostravicí", "NUTS 2 Severozápad"]
)


NUMBERS = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(NAMES, st.lists(NUMBERS, min_size=2, max_size=20)), min_size=1, max_size=5),
    st.lists(NUMBERS, max_size=3),
    st.booleans(),
)
def test_texts_never_overlap(
    given_lines: list[tuple[str, list[float]]], aims: list[float], wide: bool
) -> None:
    lines = [line(name, *values) for name, values in given_lines]
    marks = [Mark(value, f"cíl EU {2020 + at}: 10 %") for at, value in enumerate(aims)]
    svg = drawn(*lines, targets=marks, wide=wide)
    for (one, mine), (other, its) in itertools.combinations(boxes(svg), 2):
        assert not mine.touches(its), f"„{one}“ and „{other}“"
    width = float(svg.get("viewBox").split()[2])
    for text, box in boxes(svg):
        assert box.left >= -1 and box.right <= width + 8, text


# Scales -----------------------------------------------------------------------------------------------


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_hold_all_values(low: float, span: float) -> None:
    found = ticks(low, low + span)
    assert found[0] <= low + span * 1e-6 and found[-1] >= (low + span) - span * 1e-6
    assert 2 <= len(found) <= 8
    assert found == sorted(set(found))


def test_an_axis_starts_at_zero_unless_all_values_are_far() -> None:
    assert scale([3.1, 5.2])[0] == 0
    assert scale([3663, 3754])[0] > 3000
    assert scale([0, 0]) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert scale([-320, -10])[-1] == 0


def test_bars_are_as_long_as_their_numbers() -> None:
    assert shares([10.5, 3.8, None]) == [1.0, 3.8 / 10.5, 0.0]
    assert shares([]) == []
    assert shares([0, 0]) == [0.0, 0.0]
    assert 'width="36.2%"' in bar(3.8 / 10.5)
    assert 'width="0%"' in bar(-1) and 'width="100%"' in bar(2)


def test_a_sparkline_needs_three_numbers() -> None:
    assert sparkline(line("A", 1, 2).points) == ""
    assert "<path" in sparkline(line("A", 1, 2, 3).points)
    assert "<path" in sparkline(line("A", 5, 5, 5).points)


def test_one_point_and_one_year_can_be_drawn() -> None:
    assert drawn(line("A", 5)) is not None
    assert drawn(line("A", 0, 0)) is not None
