"""The numbers of an indicator as lines over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from macros.draw import charts
from macros.subjects.indicators import figure_words as words
from macros.subjects.indicators.model import Aim, Figure, Indicator, Spot
from macros.words import czech

KINDS = {
    "union": "Evropská unie",
    "state": "Stát",
    "nuts2": "Regiony soudržnosti (NUTS 2)",
    "region": "Kraje",
    "district": "Okresy",
    "orp": "ORP",
    "pou": "Obvody pověřených obcí",
    "municipality": "Obce",
    "locality": "Lokality",
    "other": "Jiná území",
}
"""Kinds of territory from the largest, with what a group of them is called."""
PARTS = {
    "union": ("Evropská unie", "unií"),
    "state": ("stát", "států"),
    "nuts2": ("regiony soudržnosti", "regionů soudržnosti"),
    "region": ("kraje", "krajů"),
    "district": ("okresy", "okresů"),
    "orp": ("ORP", "ORP"),
    "pou": ("obvody pověřených obcí", "obvodů pověřených obcí"),
    "municipality": ("obce", "obcí"),
    "locality": ("lokality", "lokalit"),
    "other": ("jiná území", "území"),
}
"""The same kinds inside a sentence: who is there, of how many."""
ORDER = {kind: at for at, kind in enumerate(KINDS)}


def real(value: float | None) -> float:
    """A value that is known to be there."""
    assert value is not None
    return value


def points(indicator: Indicator, series: Sequence[Figure]) -> tuple[charts.Point, ...]:
    """A series as points. Most periods of an indicator are of one kind (the whole year, December); those of
    other kinds stand beside the line.

    Time is counted so that the usual month falls on the year of the axis.
    """
    known = [figure for figure in series if not figure.hidden and figure.row.value is not None]
    base = _part(indicator.usual)
    found = []
    for figure in known:
        period = figure.row.period
        at = int(period[:4]) + _part(period[4:]) - base
        unsure = figure.row.status in ("estimate", "disputed")
        label = words.told(figure.row)
        loose = period[4:] != indicator.usual or unsure
        said = words.said(indicator.row, figure)
        found.append(charts.Point(at, real(figure.row.value), label, indicator.row.id, loose, said))
    return tuple(sorted(found, key=lambda point: point.at))


def _part(rest: str) -> float:
    """Where in its year a period ends, as a part of the year."""
    if not rest:
        return 0.0
    return int(rest[-1]) / 4 if "Q" in rest else int(rest[1:]) / 12


REGULAR = ("monthly", "quarterly", "yearly")
"""Periodicities of which a number a year is expected: where one is missing, the line says so."""


def lines(indicator: Indicator) -> tuple[charts.Line, ...]:
    """The series worth a line: three numbers of one kind, or two and no other; the largest territories first."""
    return tuple(line for _, line in _worthy(indicator)[: charts.MOST_LINES])


def _worthy(indicator: Indicator) -> list[tuple[str, charts.Line]]:
    """Kind of territory and line of every series that could be drawn, in the order in which they are."""
    found = []
    step = 1.0 if indicator.row.periodicity in REGULAR else 0.0
    for key, series in indicator.series.items():
        line = points(indicator, series)
        joined = [point for point in line if not point.loose]
        spot = series[0].spot
        if len(joined) > 2 or (len(joined) == 2 and len(joined) == len(line)):
            rank = (ORDER[spot.kind], -len(joined), czech.sort_key(spot.name), key)
            found.append(
                (rank, spot.kind, charts.Line(_short(spot), indicator.row.unit, line, step, _brief(spot)))
            )
    found.sort(key=lambda entry: entry[0])
    return [(kind, line) for _, kind, line in found]


def _short(spot: Spot) -> str:
    """The name of a territory without what a bracket adds."""
    return spot.name.partition(" (")[0]


def _brief(spot: Spot) -> str:
    """The name of a territory where there is little room: Karlovarský, Severozápad."""
    return _short(spot).removesuffix(" kraj").removeprefix("NUTS 2 ")


def line_charts(indicator: Indicator) -> Markup:
    """The line chart in two sizes, of which a screen shows one; "" where no series has two numbers."""
    found = lines(indicator)
    if not found:
        return Markup("")
    first = min(point.at for line in found for point in line.points)
    last = max(point.at for line in found for point in line.points)
    breaks = [charts.Mark(int(row.period[:4]), "zlom") for row in indicator.breaks]
    span = f"{_year(first)}–{_year(last)}"
    desc = ". ".join(_told(indicator, line) for line in found) + "."
    drawn = (
        charts.line_chart(
            found,
            title=f"{indicator.row.title}, {span}",
            desc=desc,
            unit=AXES.get(indicator.row.unit, indicator.row.words.split(";")[-1]),
            key=indicator.row.id,
            targets=_aims(indicator),
            breaks=breaks,
            wide=wide,
        )
        for wide in (True, False)
    )
    return Markup("").join(drawn)


def notes(indicator: Indicator) -> list[str]:
    """What has to stand under the chart so that nobody is misled: the axis, signs, what is not drawn."""
    found = lines(indicator)
    if not found:
        return []
    said = []
    if not charts.starts_at_zero(found, _aims(indicator)):
        said.append(charts.NOT_ZERO)
    if any(charts.gaps(line) for line in found):
        said.append("Tečky jdou přes roky, ze kterých číslo nemáme.")
    if any(point.loose for line in found for point in line.points):
        said.append(
            "Prázdné značky jsou jiné měsíce, odhady, nebo čísla, na kterých se zdroje neshodnou. "
            "Čára je nespojuje."
        )
    return [*said, *_left_out(indicator)]


def _left_out(indicator: Indicator) -> list[str]:
    """Territories with numbers that have no line, by kind."""
    drawn = Counter(kind for kind, _ in _worthy(indicator)[: charts.MOST_LINES])
    there = Counter(
        series[0].spot.kind
        for series in indicator.series.values()
        if any(not figure.hidden and figure.row.value is not None for figure in series)
    )
    kinds = sorted(there, key=ORDER.__getitem__)
    some = [
        f"V grafu je {drawn[kind]} z celkem {czech.number(there[kind])} {PARTS[kind][1]}, ostatní jsou v tabulce."
        for kind in kinds
        if 0 < drawn[kind] < there[kind]
    ]
    none = [PARTS[kind][0] for kind in kinds if not drawn[kind]]
    return [*some, f"Jen v tabulce: {', '.join(none)}."] if none else some


def _aims(indicator: Indicator) -> list[charts.Mark]:
    return [charts.Mark(aim.row.value, _aim(indicator, aim)) for aim in indicator.targets]


AXES = {"percent": "%", "per_mille": "‰", "per_1000": "na 1 000 obyvatel", "czk": "Kč", "points": "body"}
"""What stands above the axis; for counts it is what is counted."""


def _year(at: float) -> str:
    return str(int(at + 0.999) if at % 1 else int(at))


def _aim(indicator: Indicator, aim: Aim) -> str:
    sign = {"down": "< ", "up": "> "}.get(indicator.row.direction, "") if aim.row.strict else ""
    area = "EU" if aim.spot.kind == "union" else _short(aim.spot)
    return f"cíl {area} {words.label(aim.row.period)}: {sign}{words.amount(indicator.row, aim.row.value)}"


def _told(indicator: Indicator, line: charts.Line) -> str:
    """A line in words: from what to what, and the years that are missing in between."""
    joined = [point for point in line.points if not point.loose]
    start, end = joined[0], joined[-1]
    missing = [
        str(low) if low == high else f"{low}–{high}"
        for low, high in (
            (int(before.at + 1.001), int(after.at - 0.999)) for before, after in charts.gaps(line)
        )
    ]
    return (
        f"{line.name}: {words.amount(indicator.row, start.value)} ({start.label})"
        f" až {words.amount(indicator.row, end.value)} ({end.label})"
        + (f", číslo nemáme za {', '.join(missing)}" if missing else "")
    )
