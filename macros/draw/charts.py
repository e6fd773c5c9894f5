"""Small charts as SVG, drawn by ourselves: a line chart, a bar for a table cell, a sparkline.

Colours, letters and dashes come from classes in site.css, so that dark mode and print are right and no
inline style is needed. Everything drawn has its numbers in a table or in words beside it. The same input
gives the same bytes.

A chart has one axis and one unit: a percentage and a per mille, or two series of different definition, can
never share a line. `Mixed` is raised where somebody tries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from macros.words.czech import number


class Mixed(ValueError):
    """Things that may not share a line or an axis were put together."""


class Point(NamedTuple):
    """One number of a line: time in years, value, what it is called, of which indicator it is."""

    at: float
    value: float
    label: str
    of: str
    loose: bool = False
    """Shown as a dot beside the line (another month, an estimate)."""
    said: str = ""
    """The value with its unit, in words; "" where nobody shall read it off the chart."""


class Line(NamedTuple):
    """One series: its name, unit and points in the order of time."""

    name: str
    unit: str
    points: tuple[Point, ...]
    step: float = 0.0
    """Years from one number to the next; where more lie between two, the line is dotted. 0 = no such rule."""
    brief: str = ""
    """A shorter name for narrow drawings; "" = the name."""


class Mark(NamedTuple):
    """A target (its value) or a break (its time) with a few words."""

    at: float
    label: str


Spot = tuple[float, float]
"""A place in the drawing."""


class Box(NamedTuple):
    """Where a text stands: left, top, right, bottom in units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two texts would run into each other."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


LETTER = 7.4
"""How wide a letter may be at 13 units of size; wider than most, so that estimates err on the safe side."""
SIZE = 13.0
WIDE, NARROW = 720, 340
MOST_LINES = 5
END = 20.0
"""Room at the end of a line for its sign, before its name."""
SPARE = 8.0
"""Room after a name: letters of some fonts are wider than we think, and the drawing cuts what leaves it."""
MOST_NAMED = 0.42
"""The largest part of the width that names at the ends of lines may take."""
NOT_ZERO = "Osa hodnot nezačíná nulou."
"""What a chart says of an axis that makes differences look larger than they are."""
SHAPES = ("circle", "square", "triangle", "diamond", "cross")


def width_of(text: str) -> float:
    """About how wide a text is."""
    return len(text) * LETTER


def box_of(x: float, y: float, text: str, anchor: str = "start") -> Box:
    """Where a text whose baseline starts (or ends, or has its middle) at a point stands."""
    wide = width_of(text)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left, y - SIZE * 0.8, left + wide, y + SIZE * 0.25)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers for an axis that holds both ends, at most `most` + 1 of them."""
    span = high - low
    if span <= 0:
        return [low]
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one * power for one in (1, 2, 2.5, 5, 10, 20) if one * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def scale(values: Iterable[float]) -> list[float]:
    """Ticks of the axis of values. It starts at 0 unless all values lie far from it."""
    known = list(values)
    low, high = min(known), max(known)
    if low >= 0 and low <= 0.75 * high:
        low = 0.0
    elif high <= 0 and high >= 0.75 * low:
        high = 0.0
    if low == high:
        low, high = (0.0, high or 1.0) if high >= 0 else (low, 0.0)
    return ticks(low, high)


def years(first: float, last: float, most: int) -> list[int]:
    """Whole years for the axis of time, at most `most` of them, evenly apart."""
    start, end = math.ceil(first - 1e-9), math.floor(last + 1e-9)
    step = next((one for one in (1, 2, 5, 10, 20, 50) if (end - start) // one + 1 <= most), 100)
    return [year for year in range(start, end + 1) if (year - start) % step == 0]


def starts_at_zero(lines: Sequence[Line], targets: Sequence[Mark] = ()) -> bool:
    """Whether the axis of values holds the zero, so that heights can be compared by eye."""
    found = scale([*(point.value for line in lines for point in line.points), *(one.at for one in targets)])
    return found[0] <= 0 <= found[-1]


def gaps(line: Line) -> list[tuple[Point, Point]]:
    """Neighbours on a line between which numbers are missing."""
    joined = [point for point in line.points if not point.loose]
    return [(one, other) for one, other in pairwise(joined) if _far(line, one, other)]


def _far(line: Line, point: Point, other: Point) -> bool:
    return 0 < line.step < other.at - point.at - 0.01


def check(lines: Sequence[Line]) -> None:
    """Raise `Mixed` where lines have different units or one line has numbers of two definitions."""
    units = sorted({line.unit for line in lines})
    if len(units) > 1:
        raise Mixed(f"jedna osa pro různé jednotky: {', '.join(units)}")
    for line in lines:
        of = sorted({point.of for point in line.points})
        if len(of) > 1:
            raise Mixed(f"jedna čára pro různé ukazatele: {', '.join(of)}")


def line_chart(
    lines: Sequence[Line],
    *,
    title: str,
    desc: str,
    unit: str,
    key: str,
    targets: Sequence[Mark] = (),
    breaks: Sequence[Mark] = (),
    wide: bool = True,
) -> Markup:
    """Draw up to five series over time. `unit` stands above the axis, `key` makes ids unique on a page.

    ValueError without any point; `Mixed` as in `check`.
    """
    check(lines)
    return _Plot(lines[:MOST_LINES], targets, breaks, wide).svg(title, desc, unit, key)


class _Sign(NamedTuple):
    """A name in the legend: its row, where it starts, what it names (a line or a target) by its number."""

    row: int
    x: float
    at: int
    name: str
    target: bool


class _Words(NamedTuple):
    """Words in the drawing: where they start (or end), what they say, the room they take."""

    x: float
    y: float
    anchor: str
    text: str
    box: Box


class _Plot:
    """The drawing of a line chart: sizes, scales, and its pieces as text."""

    def __init__(
        self, lines: Sequence[Line], targets: Sequence[Mark], breaks: Sequence[Mark], wide: bool
    ) -> None:
        self.lines, self.breaks = lines, breaks
        # From the highest, so that names in the legend stand in the order of their lines.
        self.targets = sorted(targets, key=lambda target: (-target.at, target.label))
        self.width = WIDE if wide else NARROW
        values = [point.value for line in lines for point in line.points]
        times = [point.at for line in lines for point in line.points]
        self.ticks = scale([*values, *(one.at for one in targets)])
        self.first, self.last = min(times), max(times)
        if self.first == self.last:
            self.first, self.last = self.first - 0.5, self.last + 0.5
        self.years = years(self.first, self.last, 9 if wide else 4) or [round(self.first)]
        names = [_tick(one) for one in self.ticks]
        self.left = max(8 + max(map(width_of, names)), width_of("2000") / 2)
        self.ends: list[_Words] = []
        self.called = [line.name if wide else line.brief or line.name for line in lines]
        room = END + max(map(width_of, self.called)) + SPARE
        # Names stand at the ends of their lines where they leave most of the width to the lines.
        self.named = room <= (self.width - self.left) * MOST_NAMED
        self.right = self.width - (room if self.named else 18.0)
        self._tall = 230.0 if wide else 190.0
        self._room(named=False)
        self.marks = self._marks()
        self.labels = self._labels()
        if self.labels is None:
            self._room(named=True)
            self.marks = self._marks()
        self.ends = self._ends() if self.named else []

    def _room(self, *, named: bool) -> None:
        """Legend and heights; `named` = targets are named in the legend."""
        self.legend = self._legend(named)
        self.top = 30.0 + 20 * (1 + max((sign.row for sign in self.legend), default=-1))
        self.bottom = self.top + self._tall
        self.height = self.bottom + 28

    def _legend(self, named: bool) -> list[_Sign]:
        """Names of lines in rows where their ends have no room: one line alone does not say whose it is.

        Targets start a row.
        """
        found: list[_Sign] = []
        row, x = 0, 0.0
        names = [] if self.named else [(at, line.name, False) for at, line in enumerate(self.lines)]
        if named:
            names += [(at, one.label, True) for at, one in enumerate(self.targets)]
        for at, name, target in names:
            wide = 34 + width_of(name) + 14
            if x and (x + wide > self.width or (target and not at)):
                row, x = row + 1, 0.0
            found.append(_Sign(row, x, at, name, target))
            x += wide
        return found

    def _ends(self) -> list[_Words]:
        """Names of lines beside their last numbers, in the order of the lines, moved apart where they would meet."""
        step = SIZE * 1.3
        heights = {at: self.y(line.points[-1].value) + 4 for at, line in enumerate(self.lines)}
        order = sorted(heights, key=lambda at: (heights[at], at))
        low = self.top + 4
        for at in order:
            low = heights[at] = max(heights[at], low)
            low += step
        high = self.bottom
        for at in reversed(order):
            high = heights[at] = min(heights[at], high)
            high -= step
        x = self.right + END
        return [
            _Words(x, heights[at], "start", name, box_of(x, heights[at], name))
            for at, name in enumerate(self.called)
        ]

    def x(self, at: float) -> float:
        return self.left + (at - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)

    def svg(self, title: str, desc: str, unit: str, key: str) -> Markup:
        size = "wide" if self.width == WIDE else "narrow"
        if not self.ticks[0] <= 0 <= self.ticks[-1]:
            desc = f"{desc} {NOT_ZERO}"
        head = (
            f'<svg class="ch ch-{size}" viewBox="0 0 {self.width} {_at(self.height)}" role="img" '
            f'aria-labelledby="{escape(key)}-{size}-t {escape(key)}-{size}-d">'
            f'<title id="{escape(key)}-{size}-t">{escape(title)}</title>'
            f'<desc id="{escape(key)}-{size}-d">{escape(desc)}</desc>'
        )
        body = [*self._names(), *self._axes(unit), *self._breaks(), *self._targets(), *self._lines()]
        body += self._read()
        return Markup(head + "".join(body) + "</svg>")

    def _names(self) -> Iterable[str]:
        for sign in self.legend:
            y = 14.0 + 20 * sign.row
            start = f"M{_at(sign.x + 2)} {_at(y - 4)}h26"
            if sign.target:
                yield f'<path class="{_dashes(sign.at)}" d="{start}"/>'
            else:
                yield f'<path class="ch-l ch-l{sign.at}" d="{start}"/>'
                yield _shape(sign.at, sign.x + 15, y - 4)
            yield _text(sign.x + 34, y, sign.name)
        for at, said in enumerate(self.ends):
            yield _shape(at, said.x - END / 2 + 1, said.y - 4)
            yield _text(said.x, said.y, said.text)

    def _read(self) -> Iterable[str]:
        """Every number with its words at its place: chart.js and a mouse read them."""
        for line in self.lines:
            for point in line.points:
                if point.said:
                    x, y = _at(self.x(point.at)), _at(self.y(point.value))
                    words = escape(f"{line.name}, {point.label}: {point.said}")
                    yield f'<circle class="ch-hit" cx="{x}" cy="{y}" r="9"><title>{words}</title></circle>'

    def _axes(self, unit: str) -> Iterable[str]:
        for one in self.ticks:
            y = self.y(one)
            base = " ch-base" if one == 0 else ""
            yield f'<path class="ch-grid{base}" d="M{_at(self.left)} {_at(y)}H{_at(self.right)}"/>'
            yield _text(self.left - 6, y + 4, _tick(one), "end")
        for year in self.years:
            yield _text(self.x(year), self.bottom + 20, str(year), "middle")
        yield _text(0, self.top - 12, unit)

    def _marks(self) -> list[_Words]:
        """Words of breaks, above each other where they would meet."""
        found: list[_Words] = []
        for one in self._cuts():
            x = self.x(one.at)
            anchor = "end" if x > self.width / 2 else "start"
            x += -4 if anchor == "end" else 4
            y = self.bottom - 6
            while any(box_of(x, y, one.label, anchor).touches(other.box) for other in found):
                y -= SIZE + 4
            found.append(_Words(x, y, anchor, one.label, box_of(x, y, one.label, anchor)))
        return found

    def _cuts(self) -> list[Mark]:
        return [one for one in self.breaks if self.first < one.at <= self.last]

    def _breaks(self) -> Iterable[str]:
        for one in self._cuts():
            yield f'<path class="ch-break" d="M{_at(self.x(one.at))} {_at(self.top)}V{_at(self.bottom)}"/>'
        for said in self.marks:
            yield _text(said.x, said.y, said.text, said.anchor)

    def _labels(self) -> list[_Words] | None:
        """Words of targets, each at its own line, clear of other words, other targets and all series.

        None where not all of them have such a place: then the legend names them.
        """
        taken = [said.box for said in self.marks]
        found: list[_Words] = []
        for one in self.targets:
            y = self.y(one.at)
            others = [self.y(other.at) for other in self.targets if other.at != one.at]
            spots = [
                _Words(x, at, anchor, one.label, box_of(x, at, one.label, anchor))
                for x, anchor in ((self.right, "end"), (self.left + 4, "start"))
                for at in (y - 5, y + 15)
            ]
            free = (said for said in spots if self._clear(said.box, taken, others))
            best = next(free, None)
            if best is None:
                return None
            taken.append(best.box)
            found.append(best)
        return found

    def _clear(self, box: Box, taken: Sequence[Box], others: Sequence[float]) -> bool:
        """Whether words fit here: inside, on no other words, on no line of another target, on no series."""
        inside = self.left <= box.left and self.top - 4 < box.top and box.bottom < self.bottom + 4
        wide = Box(box.left - 5, box.top - 5, box.right + 5, box.bottom + 5)
        return (
            inside
            and not any(box.touches(other) for other in taken)
            and not any(box.top - 2 < y < box.bottom + 2 for y in others)
            and not any(_meets(wide, one, other) for one, other in self._drawn())
        )

    def _targets(self) -> Iterable[str]:
        for at, one in enumerate(self.targets):
            y = _at(self.y(one.at))
            yield f'<path class="{_dashes(at)}" d="M{_at(self.left)} {y}H{_at(self.right)}"/>'
        for said in self.labels or ():
            yield _text(said.x, said.y, said.text, said.anchor, "ch-halo")

    def _drawn(self) -> Iterable[tuple[Spot, Spot]]:
        """Pieces of lines from place to place; a point alone is a piece without length."""
        for line in self.lines:
            places = [(self.x(one.at), self.y(one.value)) for one in line.points]
            yield from ((spot, spot) for spot in places)
            yield from pairwise(places)

    def _lines(self) -> Iterable[str]:
        for at, line in reversed(list(enumerate(self.lines))):
            joined = [point for point in line.points if not point.loose]
            ends: dict[Point, None] = {}
            for part in self._parts(joined):
                for run in _runs(line, part):
                    if len(run) > 1:
                        yield f'<path class="ch-l ch-l{at}" d="{self._way(run)}"/>'
                for one, other in pairwise(part):
                    if _far(line, one, other):
                        yield f'<path class="ch-l ch-l{at} ch-gap" d="{self._way((one, other))}"/>'
                        ends |= {one: None, other: None}
            signs = [*ends, *joined[-1:]] if len(joined) > 12 else joined
            for point in [*(one for one in line.points if one.loose), *dict.fromkeys(signs)]:
                yield _shape(at, self.x(point.at), self.y(point.value), hollow=point.loose)

    def _way(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{_at(self.x(one.at))} {_at(self.y(one.value))}" for one in points)

    def _parts(self, points: Sequence[Point]) -> list[list[Point]]:
        """Cut a line at its breaks: what is counted anew is not joined with what was before."""
        parts: list[list[Point]] = [[]]
        cuts = [one.at for one in self.breaks]
        for point in points:
            before = parts[-1][-1].at if parts[-1] else point.at
            if any(before < cut <= point.at for cut in cuts):
                parts.append([])
            parts[-1].append(point)
        return [part for part in parts if part]


def _runs(line: Line, points: Sequence[Point]) -> list[list[Point]]:
    """Pieces of a line in which no number is missing."""
    runs: list[list[Point]] = []
    for point in points:
        if not runs or _far(line, runs[-1][-1], point):
            runs.append([])
        runs[-1].append(point)
    return runs


def _meets(box: Box, start: Spot, end: Spot) -> bool:
    """Whether a straight piece of a line runs through a box: what is left of it inside all four sides."""
    low, high = 0.0, 1.0
    for at, left, right in ((0, box.left, box.right), (1, box.top, box.bottom)):
        run = end[at] - start[at]
        if not run:
            if not left <= start[at] <= right:
                return False
            continue
        near, far = sorted(((left - start[at]) / run, (right - start[at]) / run))
        low, high = max(low, near), min(high, far)
    return low <= high


def _dashes(at: int) -> str:
    """Classes of a target's line: two in one chart differ also in their dashes."""
    return "ch-target" + (f" ch-target{at % 3}" if at % 3 else "")


def _at(value: float) -> str:
    """A coordinate, a tenth of a unit exact."""
    return f"{value:.1f}".removesuffix(".0")


def _tick(value: float) -> str:
    return number(value)


def _text(x: float, y: float, text: str, anchor: str = "start", name: str = "") -> str:
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    style = f' class="{name}"' if name else ""
    return f'<text{style} x="{_at(x)}" y="{_at(y)}"{where}>{escape(text)}</text>'


def _shape(at: int, x: float, y: float, *, hollow: bool = False) -> str:
    """A small sign of a line, so that lines differ also in black and white."""
    name = f"ch-p ch-p{at}" + (" ch-loose" if hollow else "")
    a, b = _at(x), _at(y)
    ways = {
        "circle": f"M{a} {b}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        "square": f"M{a} {b}m-3.5 -3.5h7v7h-7z",
        "triangle": f"M{a} {b}m0 -4.5l4.5 8h-9z",
        "diamond": f"M{a} {b}m0 -5l5 5l-5 5l-5 -5z",
        "cross": f"M{a} {b}m-4 -1.5h2.5v-2.5h3v2.5h2.5v3h-2.5v2.5h-3v-2.5h-2.5z",
    }
    return f'<path class="{name}" d="{ways[SHAPES[at % len(SHAPES)]]}"/>'


def bar(share: float) -> Markup:
    """A bar for a cell of a table, `share` (0 to 1) of the cell's width. Its number stands beside it."""
    wide = _at(max(0.0, min(1.0, share)) * 100)
    return Markup(f'<svg class="bar" aria-hidden="true"><rect width="{wide}%" height="100%"/></svg>')


def shares(values: Sequence[float | None]) -> list[float]:
    """Lengths of bars that stand together: the largest value fills its cell; None and below 0 have none."""
    most = max((value for value in values if value is not None), default=0.0)
    return [value / most if value is not None and value > 0 and most > 0 else 0.0 for value in values]


def sparkline(points: Sequence[Point]) -> Markup:
    """A line the size of a word, without axes; the newest number stands beside it. "" for fewer than three."""
    check([Line("", "", tuple(points))])
    if len(points) < 3:
        return Markup("")
    low, high = min(one.value for one in points), max(one.value for one in points)
    start, end = points[0].at, points[-1].at
    span, run = (high - low) or 1.0, (end - start) or 1.0
    places = [(3 + (one.at - start) / run * 114, 27 - (one.value - low) / span * 24) for one in points]
    steps = "L".join(f"{_at(x)} {_at(y)}" for x, y in places)
    x, y = places[-1]
    return Markup(
        '<svg class="spark" viewBox="0 0 120 30" aria-hidden="true">'
        f'<path class="ch-l ch-l0" d="M{steps}"/>{_shape(0, x, y)}</svg>'
    )
