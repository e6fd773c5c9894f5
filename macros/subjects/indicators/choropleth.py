"""What a map of an indicator shows: one level of territory of each covered region, values in classes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from macros.draw.charts import SIZE, Box, width_of
from macros.model.site import Site
from macros.subjects.indicators import figure_words as words
from macros.subjects.indicators.model import Figure, Indicator
from macros.subjects.indicators.periods import moment
from macros.subjects.territory.model import Region, Territories
from macros.subjects.territory.shapes import WIDTH, Land
from macros.words import czech

MOST = 5
"""A map has at most so many classes; more shades nobody tells apart."""
NAMES = {
    "municipality": ("obce", "obcí", "obcí"),
    "orp": ("ORP", "ORP", "ORP"),
}

UNKNOWN, WITHHELD = "bez údaje", "neuvádíme, je to málo lidí"
"""What a place without a shade has instead of a number."""


class Cell(NamedTuple):
    """A territory on the map: code, name, what it says, class (0 = no number)."""

    code: str
    name: str
    said: str
    shade: int


class Shade(NamedTuple):
    """A class in the legend: its number, its bounds in words, how many territories are in it."""

    shade: int
    label: str
    number: int


class Key(NamedTuple):
    """A line of the numbered list beside the map; its place in the list is the number in the drawing.

    On a map of municipalities it only names the ORP: what it says, its class and the bounds are "", 0 and "".
    """

    name: str
    said: str
    shade: int
    bounds: str


class Plan(NamedTuple):
    """A map to be drawn."""

    key: str
    region: Region
    level: str
    title: str
    text: str
    cells: tuple[Cell, ...]
    legend: tuple[Shade, ...]
    keys: tuple[Key, ...]

    @property
    def of_towns(self) -> bool:
        """Whether it shows municipalities, too many to be named."""
        return self.level == "municipality"


class Drawing(NamedTuple):
    """A drawn map, and what its lines are."""

    svg: Markup
    note: str
    numbered: bool
    """Whether a name had no room, so that its number in the list stands on the map."""
    listed: bool
    """Whether the list beside the map says anything that the map does not."""


def plans(site: Site, indicator: Indicator) -> list[Plan]:
    """The maps of an indicator: the level and the newest period that most territories have a number for."""
    best = _best(site, indicator)
    if best is None:
        return []
    level, period = best
    found = {
        key[1]: figure
        for key, series in indicator.series.items()
        if key[0] == level
        for figure in series
        if figure.row.period == period
    }
    covered = [figure for figure in found.values() if figure.spot.url and figure.row.value is not None]
    edges = _edges(indicator, [figure.row.value or 0.0 for figure in covered])
    made = []
    for region in site[Territories].covered_regions():
        codes = dict(_territories(region, level))
        if any(code in found for code in codes):
            made.append(_plan(indicator, region, level, period, codes, found, edges))
    return made


def has_map(site: Site, indicator: Indicator) -> bool:
    """Whether an indicator has a map at all."""
    return _best(site, indicator) is not None


def _territories(region: Region, level: str) -> Iterable[tuple[str, str]]:
    for orp in region.orps:
        if level == "orp":
            yield orp.row.code_csu, f"ORP {orp.row.name}"
        else:
            yield from ((town.row.code_csu, town.label) for town in orp.municipalities)


def _best(site: Site, indicator: Indicator) -> tuple[str, str] | None:
    """Level and period with the largest share of covered territories that have a number; at least two."""
    sizes = {
        "municipality": len(site[Territories].covered_municipalities()),
        "orp": len(site[Territories].covered_orps()),
    }
    counts: dict[tuple[str, str], int] = {}
    for figure in indicator.figures():
        spot = figure.spot
        if spot.level in sizes and spot.url and figure.row.value is not None:
            slot = spot.level, figure.row.period
            counts[slot] = counts.get(slot, 0) + 1
    known = {slot: count for slot, count in counts.items() if count > 1}
    return max(
        known,
        key=lambda slot: (known[slot] / sizes[slot[0]], moment(slot[1]), slot),
        default=None,
    )


def _edges(indicator: Indicator, values: Sequence[float]) -> list[tuple[float, float, str]]:
    """Classes as (from, to, label): those of the indicator, else equal parts of the values."""
    if indicator.bands:
        return [
            (
                band.row.lower,
                band.row.upper,
                f"{czech.number(band.row.lower)}–{czech.number(band.row.upper)}: {band.row.label}",
            )
            for band in indicator.bands[:MOST]
        ]
    ordered = sorted(float(words.rounded(value, indicator.row.decimals)) for value in values)
    if len(set(ordered)) <= 3:
        return [(one, one, words.amount(indicator.row, one)) for one in sorted(set(ordered))]
    cuts = round_cuts(ordered, min(MOST, max(2, (len(ordered) + 1) // 2)))
    bounds = pairwise([ordered[0], *cuts, ordered[-1]])
    return [(low, high, label) for (low, high), label in zip(bounds, _spans(indicator, cuts), strict=True)]


def round_cuts(ordered: Sequence[float], parts: int) -> list[float]:
    """Where classes begin after the first: near equal parts of the values, as round as they can be.

    Every class has a value; there are fewer of them where equal values leave no room.
    """
    wanted = sorted({ordered[at * len(ordered) // parts] for at in range(1, parts)} - {ordered[0]})
    if not wanted:
        return [ordered[-1]]
    power = math.ceil(math.log10(max(abs(ordered[0]), abs(ordered[-1])) or 1))
    for step in (base * 10.0**at for at in range(power, power - 8, -1) for base in (1, 0.5, 0.2)):
        cuts = [round(round(one / step) * step, 10) for one in wanted]
        ends = [ordered[0] - 1, *cuts, ordered[-1] + 1]
        if all(any(low <= one < high for one in ordered) for low, high in pairwise(ends)):
            return cuts
    return wanted


def _spans(indicator: Indicator, cuts: Sequence[float]) -> list[str]:
    """Classes in words. A bound belongs to the class above it, so each says where it ends."""
    said = [words.amount(indicator.row, one) for one in cuts]
    between = [
        words.BETWEEN.format(czech.number(low), high) for low, high in zip(cuts, said[1:], strict=False)
    ]
    return [words.BELOW.format(said[0]), *between, words.FROM.format(said[-1])]


def _shade(indicator: Indicator, value: float, edges: Sequence[tuple[float, float, str]]) -> int:
    """The class of a value, 1 for the lowest."""
    shown = value if indicator.bands else float(words.rounded(value, indicator.row.decimals))
    fitting = [at for at, (low, high, _) in enumerate(edges, start=1) if low <= shown <= high]
    # Classes of an indicator do not touch; of two that do, a bound belongs to the upper one.
    return (fitting[0] if indicator.bands else fitting[-1]) if fitting else 0


def _plan(
    indicator: Indicator,
    region: Region,
    level: str,
    period: str,
    codes: dict[str, str],
    found: dict[str, Figure],
    edges: Sequence[tuple[float, float, str]],
) -> Plan:
    cells = []
    for code, name in codes.items():
        figure = found.get(code)
        value = figure.row.value if figure else None
        said = words.said(indicator.row, figure) if figure else UNKNOWN
        cells.append(Cell(code, name, said, 0 if value is None else _shade(indicator, value, edges)))
    counts = [sum(1 for cell in cells if cell.shade == at) for at in range(len(edges) + 1)]
    legend = [Shade(at, label, counts[at]) for at, (_, _, label) in enumerate(edges, start=1)]
    if counts[0]:
        kinds = {cell.said for cell in cells if not cell.shade}
        label = (
            UNKNOWN
            if kinds == {UNKNOWN}
            else WITHHELD
            if UNKNOWN not in kinds
            else f"{UNKNOWN} nebo {WITHHELD}"
        )
        legend.append(Shade(0, label, counts[0]))
    labels = {at: label for at, (_, _, label) in enumerate(edges, start=1)}
    said_of = {cell.code: cell for cell in cells if level == "orp"}
    keys = []
    for orp in region.orps:
        cell = said_of.get(orp.row.code_csu)
        label = labels.get(cell.shade, "") if cell else ""
        bounds = label if cell and label != cell.said else ""
        keys.append(Key(f"ORP {orp.row.name}", cell.said if cell else "", cell.shade if cell else 0, bounds))
    return Plan(
        f"{indicator.row.id}-{region.row.code_nuts3}",
        region,
        level,
        f"{region.row.name}: {indicator.row.short}, {words.label(period)}",
        _text(indicator, level, codes, found),
        tuple(cells),
        tuple(legend),
        tuple(keys),
    )


def _text(indicator: Indicator, level: str, codes: dict[str, str], found: dict[str, Figure]) -> str:
    """The map in words: how many territories have a number, where it is the highest and the lowest."""
    known = sorted(
        (figure for code, figure in found.items() if code in codes and figure.row.value is not None),
        key=lambda figure: (-(figure.row.value or 0), czech.sort_key(figure.spot.name)),
    )
    noun = czech.plural(len(codes), *NAMES[level])
    start = f"Číslo má {czech.number(len(known))} z celkem {noun}."
    if len(known) < 2:
        return f"{start} {_named(indicator, known)}." if known else start
    most, least = known[: min(3, len(known) // 2)], known[-min(3, len(known) // 2) :][::-1]
    return f"{start} Nejvíc: {_named(indicator, most)}. Nejméně: {_named(indicator, least)}."


def _named(indicator: Indicator, figures: Sequence[Figure]) -> str:
    return ", ".join(f"{figure.spot.name} {words.said(indicator.row, figure)}" for figure in figures)


# Drawing ----------------------------------------------------------------------------------------------


def drawing(plan: Plan, land: Land) -> Drawing:
    """The map as SVG with the sentence on its lines."""
    note = words.BORDERS.format(land.source)
    if land.schematic and not (plan.level == "orp" and land.source):
        note = words.SCHEMATIC.get(plan.level, note)
    svg = drawn(plan, land)
    numbered = 'class="map-no"' in svg
    return Drawing(svg, note, numbered, numbered or not plan.of_towns)


def drawn(plan: Plan, land: Land) -> Markup:
    """The map as SVG; the name and number of a territory show when one points at it."""
    key = escape(plan.key)
    paths = land.paths.get(plan.level, {})
    cells = "".join(_cell(cell, paths[cell.code], key) for cell in plan.cells if cell.code in paths)
    borders = ""
    if plan.of_towns:
        borders = "".join(
            f'<path class="map-orp" d="{path}"/>' for path in land.paths.get("orp", {}).values()
        )
    return Markup(
        f'<svg class="drawn" viewBox="0 0 {WIDTH} {land.height}" role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(plan.title)}</title><desc id="{key}-d">{escape(plan.text)}</desc>'
        f"{_hatch(key) if any(not cell.shade for cell in plan.cells) else ''}"
        f"<g>{cells}</g>{borders}{''.join(_names(plan, land))}</svg>"
    )


def _cell(cell: Cell, path: str, key: str) -> str:
    fill = "" if cell.shade else f' fill="url(#{key}-h)"'
    said = f"<title>{escape(cell.name)}: {escape(cell.said)}</title>"
    return f'<path class="m{cell.shade}"{fill} d="{path}">{said}</path>'


def _hatch(key: str) -> str:
    """What fills a territory without a number: stripes, which no shade of a value can be taken for."""
    return (
        f'<defs><pattern id="{key}-h" width="14" height="14" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect class="m0" width="14" height="14"/>'
        f'<rect class="m0-line" width="3" height="14"/></pattern></defs>'
    )


NAME, SHORT, NUMBER = 24, 36, 46
"""Sizes of letters in the drawing: names for wide screens, names and numbers for phones, which show it three times
smaller."""


def _names(plan: Plan, land: Land) -> Iterable[str]:
    """The name at the seat of each ORP, once for wide and once for narrow screens.

    A name without room leaves its number there; the list beside the map names all numbers.
    """
    wide: list[Box] = []
    narrow: list[Box] = []
    for at, orp in enumerate(plan.region.orps, start=1):
        if orp.row.code_csu not in land.middles:
            continue
        x, y = land.middles[orp.row.code_csu]
        room = _room(x, y, orp.row.name, NAME, wide, land.height)
        text = orp.row.name if room else str(at)
        room = room or _room(x, y, text, NAME, wide, land.height) or _at(x, y, text, NAME)
        wide.append(room)
        yield _words("map-name", room, text, NAME)
        # Letters as large as these are bold and wider than those of a chart.
        room = _room(x, y, f"{orp.row.name}  ", SHORT, narrow, land.height)
        if room:
            yield _words("map-no map-short", room, orp.row.name, SHORT)
        else:
            room = _room(x, y, str(at), NUMBER, narrow, land.height) or _at(x, y, str(at), NUMBER)
            yield _words("map-no", room, str(at), NUMBER)
        narrow.append(room)


def _words(name: str, room: Box, text: str, size: int) -> str:
    x, y = round((room.left + room.right) / 2), round(room.bottom - size / 3)
    return f'<text class="{name}" x="{x}" y="{y}" text-anchor="middle">{escape(text)}</text>'


def _at(x: float, y: float, text: str, size: int) -> Box:
    """The room of words whose middle is at a place, moved so that it does not leave the drawing at a side."""
    half = min(width_of(text) * size / SIZE, WIDTH) / 2
    x = min(max(x, half), WIDTH - half)
    return Box(x - half, y - size * 0.65, x + half, y + size * 0.65)


def _room(x: float, y: float, text: str, size: int, taken: Sequence[Box], height: int) -> Box | None:
    """Room for words at a place, or a line above or below it; None where others are everywhere."""
    tries = (_at(x, y + move * size * 1.2, text, size) for move in (0, -1, 1))
    return next(
        (
            box
            for box in tries
            if box.top >= 0 and box.bottom <= height and not any(box.touches(other) for other in taken)
        ),
        None,
    )
