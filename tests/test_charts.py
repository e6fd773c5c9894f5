"""Charts are right, readable and always the same; they refuse what may not stand together."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from macros.draw import charts
from macros.draw.charts import (
    Line,
    Mark,
    Mixed,
    Point,
    bar,
    box_of,
    line_chart,
    scale,
    shares,
    sparkline,
    ticks,
)


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


def strokes(svg: Any, name: str) -> list[str]:
    """Ways of the pieces with a class that are long enough to be a line over time."""
    found = [one for one in svg.iter() if name in one.get("class", "").split() and "L" in one.get("d", "")]
    return [one.get("d") for one in found]


def test_a_line_over_a_missing_year_is_dotted() -> None:
    points = tuple(Point(at, 5, str(at), "a") for at in (2015, 2016, 2019, 2020))
    svg = drawn(Line("A", "percent", points, step=1))
    assert [len(strokes(svg, name)) for name in ("ch-l", "ch-gap")] == [3, 1]
    assert charts.gaps(Line("A", "percent", points, step=1)) == [points[1:3]]
    free = Line("A", "percent", points)
    assert charts.gaps(free) == [] and strokes(drawn(free), "ch-gap") == []


def test_a_number_alone_between_missing_years_still_has_its_sign() -> None:
    points = [Point(at, 5, str(at), "a") for at in (*range(2000, 2014), 2017, 2020)]
    svg = drawn(Line("A", "percent", tuple(points), step=1))
    signs = [one for one in svg.iter() if "ch-p" in one.get("class", "").split()]
    assert len(signs) == 1 + 3, "the legend, and 2013, 2017 and 2020"


def test_loose_points_are_not_joined() -> None:
    points = (*line("A", 1, 2, 3).points, Point(2015.5, 9, "červen 2015", "a", loose=True))
    svg = drawn(Line("A", "percent", tuple(sorted(points))))
    assert sum("ch-loose" in one.get("class", "") for one in svg.iter()) == 1


# A chart says what it shows ---------------------------------------------------------------------------


def test_one_line_alone_says_whose_it_is() -> None:
    assert "Nové Město pod Smrkem" in [one.text for one in texts(drawn(line("Nové Město pod Smrkem", 1, 2)))]


def test_names_stand_at_the_ends_of_their_lines_in_the_order_of_the_lines() -> None:
    lines = [line("Česko", 3, 4, 4), line("Karlovarský kraj", 9, 9, 8), line("Liberecký kraj", 3, 3, 4.1)]
    svg = drawn(*lines)
    found = dict(boxes(svg))
    ends = [float(re.findall(r"[\d.]+", way)[-2]) for way in strokes(svg, "ch-l")]
    assert all(found[one.name].left > max(ends) for one in lines)
    assert found["Karlovarský kraj"].top < found["Liberecký kraj"].top < found["Česko"].top
    signs = [one for one in svg.iter() if "ch-p" in one.get("class", "").split()]
    assert len(signs) == 3 * 3 + 3, "a sign at each name, too: it may stand a little beside its line"


def test_names_without_room_at_the_ends_stand_in_the_legend_and_shorter_ones_are_tried_first() -> None:
    long = line("NUTS 2 Severozápad a Severovýchod", 1, 2)
    assert dict(boxes(drawn(long, wide=False)))[long.name].top < 20
    assert "Severozápad" in dict(boxes(drawn(long._replace(brief="Severozápad"), wide=False)))


def test_every_number_can_be_read_where_it_stands() -> None:
    points = tuple(Point(2020 + at, at, str(2020 + at), "a", said=f"{at} %") for at in range(3))
    svg = drawn(Line("Česko", "percent", points))
    hits = [one for one in svg.iter() if one.get("class") == "ch-hit"]
    assert [one[0].text for one in hits] == ["Česko, 2020: 0 %", "Česko, 2021: 1 %", "Česko, 2022: 2 %"]


def described(svg: Any) -> str:
    return str(svg.xpath("//*[local-name()='desc']")[0].text)


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    high, low = line("A", 3663, 3754), line("A", 1, 5)
    assert described(drawn(high)) == f"Popis {charts.NOT_ZERO}"
    assert described(drawn(low)) == "Popis"
    assert not charts.starts_at_zero([high]) and charts.starts_at_zero([low])
    assert charts.starts_at_zero([high], [Mark(0, "cíl")])
    assert charts.starts_at_zero([line("A", -320, -10)])


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


def target_lines(svg: Any) -> list[float]:
    """Heights of the lines of targets, without those in the legend."""
    found = [one.get("d") for one in svg.iter() if "ch-target" in one.get("class", "").split()]
    return [float(way.split(" ")[1].partition("H")[0]) for way in found if "H" in way]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(NUMBERS, min_size=2, max_size=8), min_size=1, max_size=3),
    st.lists(NUMBERS, min_size=2, max_size=3, unique=True),
    st.booleans(),
)
def test_words_of_a_target_never_lie_on_the_line_of_another(
    values: list[list[float]], aims: list[float], wide: bool
) -> None:
    """They stand at their own line, or all of them in the legend."""
    marks = [Mark(value, f"cíl {value}") for value in aims]
    svg = drawn(*(line("A", *one) for one in values), targets=marks, wide=wide)
    height = dict(zip(sorted(aims, reverse=True), target_lines(svg), strict=True))
    labels = {text: box for text, box in boxes(svg) if text.startswith("cíl")}
    assert set(labels) == {mark.label for mark in marks}, "none is left out"
    in_legend = [box.bottom < min(height.values()) - 20 for box in labels.values()]
    assert all(in_legend) or not any(
        box.top < y < box.bottom for box in labels.values() for y in height.values()
    )


def test_close_targets_on_a_narrow_chart_are_named_in_the_legend() -> None:
    """Two targets a point apart, and a series right above and below: there is no room at the lines."""
    lines = [line("EU", 13.8, 10.2, 9.9, 9.5), line("Česko", 8.4, 8.9, 8.4, 8.7)]
    marks = [Mark(10, "cíl EU 2020: 10 %"), Mark(9, "cíl EU 2030: 9 %")]
    svg = drawn(*lines, targets=marks, wide=False)
    found = dict(boxes(svg))
    assert found["cíl EU 2020: 10 %"].top < found["cíl EU 2030: 9 %"].top < found["EU"].top
    assert found["cíl EU 2030: 9 %"].bottom < min(target_lines(svg))
    ways = {one.get("class") for one in svg.iter() if "ch-target" in one.get("class", "")}
    assert len(ways) == 2, "their dashes differ"


def test_breaks_and_targets_do_not_meet() -> None:
    breaks = [Mark(2016, "zlom"), Mark(2017, "zlom"), Mark(2018, "zlom")]
    svg = drawn(line("A", 9, 9, 9, 9), breaks=breaks, targets=[Mark(0.2, "cíl")], wide=False)
    for (_, mine), (_, its) in itertools.combinations(boxes(svg), 2):
        assert not mine.touches(its)


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
