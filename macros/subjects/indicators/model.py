"""Indicators as linked objects: each with its numbers by territory, targets, breaks and classes.

Counts of people below the threshold of the package end here: nothing behind this module can show them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.indicators import rows
from macros.subjects.indicators.addresses import INDICATORS
from macros.subjects.indicators.hierarchy import Lands
from macros.subjects.indicators.periods import moment
from macros.subjects.indicators.small_counts import Slot, counted, hidden_slots, sizes, small_count
from macros.subjects.indicators.suppress import Key
from macros.subjects.territory.model import Territories
from macros.subjects.territory.shapes import Shapes
from macros.words.czech import sort_key

LEVELS = ("state", "region", "orp", "municipality", "area")
"""Levels of territory that a number may belong to; `area` is a row of the table areas."""
LOCAL = ("municipality", "orp")
"""Levels so near that a page of a municipality says when it has no number of its own."""


class Spot(NamedTuple):
    """A territory that has numbers: what it is called (with the ORP where two are called the same), where its
    page is, what it lies in."""

    level: str
    code: str
    name: str
    where: str
    """Answer to "where?": "v obci Cheb"."""
    url: str
    """Address of its page, "" where it has none."""
    kind: str
    """The level, finer for areas: union, nuts2, district, pou, locality, other."""

    @property
    def key(self) -> tuple[str, str]:
        """Level and code."""
        return self.level, self.code


class Figure(NamedTuple):
    """One number of an indicator. `hidden` = a small count of people that must not be shown."""

    row: rows.ObservationRow
    spot: Spot
    hidden: bool


class Aim(NamedTuple):
    """A target of an indicator."""

    row: rows.TargetRow
    spot: Spot


class Band(NamedTuple):
    """A class of values of an indicator, and the indicator that counts the territories in it."""

    row: rows.ClassRow
    counted: Indicator | None


@dataclass(slots=True, eq=False, repr=False)
class FigureTheme:
    """A group of indicators."""

    row: rows.FigureThemeRow
    indicators: tuple[Indicator, ...] = ()
    local: Indicator | None = None
    """The first one that any municipality or ORP has; pages of others say that they miss it."""


@dataclass(slots=True, eq=False, repr=False)
class Indicator:
    """What is followed: its numbers by territory (each series in the order of time), targets, breaks, classes."""

    row: rows.IndicatorRow
    theme: FigureTheme
    series: dict[tuple[str, str], tuple[Figure, ...]] = field(default_factory=dict)
    targets: tuple[Aim, ...] = ()
    breaks: tuple[rows.BreakRow, ...] = ()
    bands: tuple[Band, ...] = ()
    family: tuple[Indicator, ...] = ()
    """Others about the same thing with another definition."""
    usual: str = ""
    """Kind of period that most of its numbers have: "" a year, "-12" December, "-Q4"."""
    head_key: bytes = b""
    """Digest of the row, targets, breaks and classes."""
    key: bytes = b""
    """Digest of everything that the indicator's own page shows."""

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{INDICATORS}{self.row.id}/"

    @property
    def years(self) -> str:
        """The years of its numbers: "2017", "2005–2025", "" where there are none."""
        found = [figure.row.period[:4] for figure in self.figures()]
        first, last = min(found, default=""), max(found, default="")
        return first if first == last else f"{first}–{last}"

    def figures(self) -> Iterator[Figure]:
        """All numbers, territory by territory."""
        for series in self.series.values():
            yield from series


def lands(site: Site) -> Lands:
    """Which territory lies in which; `rules.small_counts.lands` reads the same from tables."""
    land = site[Territories]
    towns = ((code, one.row) for code, one in land.municipalities.items())
    return Lands(
        {code: (row.orp_code_csu, row.district_lau1, row.pou_code_csu) for code, row in towns},
        {code: one.row.region_nuts3 for code, one in land.orps.items()},
        {code: one.row.state_iso for code, one in land.regions.items()},
        {code: (row.kind, row.level, row.territory_code) for code, row in site[Indicators].areas.items()},
    )


@dataclass(slots=True, eq=False, repr=False)
class Indicators:
    """All indicators with their numbers."""

    areas: dict[str, rows.AreaUnitRow] = field(default_factory=dict)
    """Territories that numbers speak of and the package territory does not have."""
    figure_themes: dict[str, FigureTheme] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    figures_keys: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """Digest of all numbers of a territory (level, code)."""
    hidden: frozenset[Slot] = frozenset()
    """Where a count of people is so small that it may not be shown."""
    land_key: bytes = b""
    """Digest of what the shapes of drawn maps are made from."""
    cost_items: tuple[rows.CostItemRow, ...] = ()


def link_indicators(site: Site, read: Read) -> None:
    """Fill `site[Indicators]`; nothing without the package."""
    numbers = site[Indicators]
    numbers.areas = {row.code: row for row in read("indicators", "areas")}
    numbers.cost_items = tuple(sorted(read("indicators", "cost_items"), key=lambda row: row.position))
    ordered = sorted(read("indicators", "themes"), key=lambda row: row.position)
    numbers.figure_themes = {row.id: FigureTheme(row) for row in ordered}
    for row in sorted(read("indicators", "indicators"), key=lambda row: (row.position, row.id)):
        numbers.indicators[row.id] = Indicator(row, numbers.figure_themes[row.theme])
    for theme in numbers.figure_themes.values():
        theme.indicators = tuple(one for one in numbers.indicators.values() if one.theme is theme)
    spots = _Spots(site)
    _figures(site, read("indicators", "observations"), spots)
    for theme in numbers.figure_themes.values():
        local = (one for one in theme.indicators if any(level in LOCAL for level, _ in one.series))
        theme.local = next(local, None)
    _heads(site, read, spots)
    _keys(site)
    numbers.land_key = Shapes(site).key if numbers.indicators else b""


class _Spots:
    """Makes one `Spot` for each territory that is asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[Key, Spot] = {}

    def __call__(self, level: str, code: str) -> Spot:
        key = level, code
        if key not in self._made:
            self._made[key] = spot(self._site, level, code)
        return self._made[key]


def spot(site: Site, level: str, code: str) -> Spot:
    """The territory of that level and code as numbers speak of it. KeyError where there is none."""
    if level == "area":
        row = site[Indicators].areas[code]
        return Spot(level, code, row.name, row.locative, "", row.kind)
    territory = site[Territories].territory(level, code)
    return Spot(level, code, territory.name, territory.where, territory.url, level)


def _figures(site: Site, observations: Sequence[rows.ObservationRow], spots: _Spots) -> None:
    numbers = site[Indicators]
    package = site.packages.get("indicators")
    threshold = small_count(package.descriptor) if package else 0
    told = (one.row for one in numbers.indicators.values())
    land = lands(site)
    numbers.hidden = hidden_slots(
        observations,
        counted(
            (row.id, row.unit, row.people, row.base_least, row.family, row.share_of, row.part_of, row.part_by)
            for row in told
        ),
        land.hierarchy(),
        threshold,
        land.kind,
        sizes((code, one.population) for code, one in site[Territories].municipalities.items()),
    )
    series: defaultdict[tuple[str, tuple[str, str]], list[Figure]] = defaultdict(list)
    for row in observations:
        slot = row.indicator, row.level, row.territory_code, row.period
        gone = slot in numbers.hidden
        figure = Figure(_silent(row) if gone else row, spots(row.level, row.territory_code), gone)
        series[row.indicator, figure.spot.key].append(figure)
    order = {level: at for at, level in enumerate(LEVELS)}
    for (code, key), found in sorted(
        series.items(), key=lambda item: (order[item[0][1][0]], sort_key(item[1][0].spot.name), item[0])
    ):
        numbers.indicators[code].series[key] = tuple(
            sorted(found, key=lambda figure: moment(figure.row.period))
        )
    for one in numbers.indicators.values():
        kinds = Counter(figure.row.period[4:] for figure in one.figures())
        one.usual = max(kinds, key=lambda kind: (kinds[kind], kind), default="")


def _silent(row: rows.ObservationRow) -> rows.ObservationRow:
    """Blank all that could tell a small count; the loader is where it ends."""
    gone = row._replace(value=None, value_high=None, status="suppressed", note="", line="")
    return gone._replace(line=",".join("" if cell is None else str(cell) for cell in gone[:-2]))


def _heads(site: Site, read: Read, spots: _Spots) -> None:
    numbers = site[Indicators]
    targets, breaks, bands = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in read("indicators", "targets"):
        targets[row.indicator].append(Aim(row, spots(row.level, row.territory_code)))
    for row in read("indicators", "breaks"):
        breaks[row.indicator].append(row)
    for row in read("indicators", "classes"):
        bands[row.indicator].append(Band(row, numbers.indicators.get(row.count_indicator)))
    for code, one in numbers.indicators.items():
        one.targets = tuple(sorted(targets[code], key=lambda aim: moment(aim.row.period)))
        one.breaks = tuple(sorted(breaks[code], key=lambda row: moment(row.period)))
        one.bands = tuple(sorted(bands[code], key=lambda band: band.row.position))
        if one.row.family:
            mine = (other for other in numbers.indicators.values() if other is not one)
            one.family = tuple(other for other in mine if other.row.family == one.row.family)


def _digest(parts: Iterable[str]) -> bytes:
    return blake2b("\x00".join(parts).encode(), digest_size=16).digest()


def _keys(site: Site) -> None:
    """Digests: of an indicator, and of all numbers of a territory.

    Lines without their numbers: a row put in front does not change what a page says.
    """
    here: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in site[Indicators].indicators.values():
        said = [one.row.line, one.theme.row.line]
        said += [aim.row.line for aim in one.targets] + [row.line for row in one.breaks]
        said += [band.row.line for band in one.bands]
        one.head_key = _digest(said)
        for key, series in one.series.items():
            here[key] += [one.head_key.hex(), *(figure.row.line for figure in series)]
    for one in site[Indicators].indicators.values():
        lines = [figure.row.line + repr(figure.spot) for figure in one.figures()]
        spots = [repr(aim.spot) for aim in one.targets]
        others = [other.head_key.hex() + other.years for other in one.family]
        counts = [line for band in one.bands if band.counted for line in _lines(band.counted)]
        number = str(one.row.row_number)
        one.key = _digest([one.head_key.hex(), number, *lines, *spots, *others, *counts])
    site[Indicators].figures_keys = {key: _digest(lines) for key, lines in here.items()}


def _lines(indicator: Indicator) -> list[str]:
    return [indicator.head_key.hex(), *(figure.row.line for figure in indicator.figures())]
