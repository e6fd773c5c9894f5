"""What the pages of indicators show."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import ModuleType
from typing import Any, NamedTuple

from markupsafe import Markup
from msgspec import Struct

from macros.data.paths import TEXTS
from macros.draw import charts
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.indicators import addresses, choropleth, rows, verdict
from macros.subjects.indicators import figure_words as words
from macros.subjects.indicators.model import Aim, Band, Figure, Indicator, Indicators, Spot
from macros.subjects.indicators.periods import moment
from macros.subjects.indicators.series import KINDS, ORDER, line_charts, notes, points, real
from macros.subjects.territory.model import Territories
from macros.words import czech

LONG = 15
"""From so many territories of a kind on, their table is folded."""
PAPER = 100
"""A folded table with more rows stays closed on paper: pages of towns would bury the rest. A line says where
its numbers are."""


def latest(series: Sequence[Figure]) -> Figure | None:
    """The newest number of a series that may be shown, None where there is none."""
    return next((one for one in reversed(series) if not one.hidden), None)


def headline(indicator: Indicator) -> Figure | None:
    """The number that stands for an indicator: the newest of the largest territory that is no union.

    Of several such territories those that the portal covers come first, and of them the highest number.
    """
    found = [figure for series in indicator.series.values() if (figure := latest(series))]
    if not found:
        return None

    def weight(figure: Figure) -> tuple[int, bool, int, float]:
        year, month, _ = moment(figure.row.period)
        kind = ORDER[figure.spot.kind] or len(ORDER)
        return kind, not figure.spot.url, -year * 12 - month, -real(figure.row.value)

    return min(found, key=weight)


def context(indicator: Indicator, figure: Figure) -> str:
    """Where and when the headline holds; it says so where it is the highest of several territories."""
    others = [
        other
        for series in indicator.series.values()
        if (other := latest(series)) and other.spot.kind == figure.spot.kind and other is not figure
    ]
    most = others and all(real(other.row.value) <= real(figure.row.value) for other in others)
    status = words.STATUS.get(figure.row.status, "")
    end = f", {status}" if status else ""
    return f"{'nejvíc: ' if most else ''}{figure.spot.name}, {words.told(figure.row)}{end}"


# The list of indicators -------------------------------------------------------------------------------


SHOWN = 6
"""Cards of a theme that stand open; the rest is folded."""


class Card(NamedTuple):
    """An indicator in the list: its newest number, what it means, a line the size of a word."""

    indicator: Indicator
    number: str
    context: str
    sentence: str
    spark: Markup


class IndicatorsPage(Struct, frozen=True, kw_only=True):
    """What the page of all indicators shows."""

    themes: Sequence[tuple[rows.FigureThemeRow, Sequence[Card], Sequence[Card]]]
    """Themes with cards, each with those that stand open and those that are folded."""
    count: int
    """How many indicators there are."""
    figures: int
    """How many numbers they have together."""
    cost: bool
    """Whether there is a page of the cost of inaction."""


def indicators_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Keys of all indicators."""
    return (one.key for one in site[Indicators].indicators.values())


def indicators_view(site: Site, subject: object) -> View:
    """The page of all indicators by theme."""
    themes = [
        (theme.row, [card(one) for one in theme.indicators])
        for theme in site[Indicators].figure_themes.values()
    ]
    return View(
        title="Ukazatele",
        description="Čísla o sociálním vyloučení, škole, dluzích a práci v obcích a krajích: co znamenají a odkud jsou.",
        crumbs=(Crumb("Strategie", TEXTS["strategy"]),),
        data=IndicatorsPage(
            themes=[(row, cards[:SHOWN], cards[SHOWN:]) for row, cards in themes if cards],
            count=len(site[Indicators].indicators),
            figures=sum(
                len(series) for one in site[Indicators].indicators.values() for series in one.series.values()
            ),
            cost=bool(site[Indicators].cost_items),
        ),
        origin=Origin(site.files.get(rows.IndicatorRow, "data_packages/indicators"), 0),
    )


def card(indicator: Indicator) -> Card:
    """An indicator as the list shows it."""
    figure = headline(indicator)
    if figure is None:
        return Card(indicator, "", "zatím bez čísel", indicator.row.definition, Markup(""))
    line = [point for point in points(indicator, indicator.series[figure.spot.key]) if not point.loose]
    return Card(
        indicator,
        words.large(words.said(indicator.row, figure)),
        context(indicator, figure),
        words.sentence(indicator.row, figure),
        charts.sparkline(line),
    )


# One indicator ----------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A line of the table that compares territories."""

    spot: Spot
    said: str
    period: str
    bar: Markup
    """"" where the number is of another period than the others."""


class Group(NamedTuple):
    """Territories of one kind in the table that compares them."""

    title: str
    rows: tuple[Row, ...]
    period: str
    """The period of the bars, in words."""
    mixed: bool
    """Whether some of the numbers are of another period."""

    @property
    def folded(self) -> bool:
        """Whether its table is folded."""
        return len(self.rows) > LONG

    @property
    def unprinted(self) -> bool:
        """Whether its table stays closed on paper."""
        return len(self.rows) > PAPER


class Entry(NamedTuple):
    """A line of the table of all numbers."""

    spot: Spot
    said: str
    period: str
    note: str
    source: int


class Entries(NamedTuple):
    """All numbers of a kind of territory."""

    title: str
    lines: list[Entry]

    @property
    def unprinted(self) -> bool:
        """Whether their table stays closed on paper."""
        return len(self.lines) > PAPER


class Source(NamedTuple):
    """Where numbers come from: document and place in it, address, what the address is called, date."""

    title: str
    url: str
    link: str
    date: dt.date | None


class Development(NamedTuple):
    """How the headline stands against the number before it, and the period of that."""

    verdict: verdict.Verdict
    before: str

    @property
    def judged(self) -> bool:
        """Whether it is better or worse, or nobody can say."""
        return self.verdict.state != "none"


class Judged(NamedTuple):
    """A target with the number that is held against it."""

    aim: Aim
    figure: Figure
    verdict: verdict.Verdict
    inputs: tuple[tuple[str, str], ...]
    source: Source


class IndicatorPage(Struct, frozen=True, kw_only=True):
    """What the page of an indicator shows. Texts on its headline are "" where it has none."""

    indicator: Indicator
    row: rows.IndicatorRow
    top: Figure | None
    """The headline."""
    number: str
    sentence: str
    context: str
    """Where and when the headline holds."""
    caveat: str
    """Note of a headline that is not sure."""
    change: Development | None
    """None where there is no number before it that is alike."""
    charts: Markup
    notes: Sequence[str]
    """What is to be known of the charts."""
    judged: Sequence[Judged]
    rule: str = verdict.RULE
    change_rule: str = verdict.CHANGE_RULE
    groups: Sequence[Group]
    """Territories compared."""
    maps: Sequence[choropleth.Plan]
    bands: Classes | None
    similar: Sequence[tuple[str, str]]
    """Indicators with a similar name: address, and what tells each apart."""
    entries: Sequence[Entries]
    file: str
    """Address of the file with all of them."""
    sources: Sequence[Source]
    """Where the entries come from, as they are numbered."""
    hidden: bool
    """Whether a number is withheld."""
    unit: str
    direction: str
    periodicity: str
    words: ModuleType
    """How figures are said, `figure_words`."""


def indicator_reads(site: Site, indicator: Indicator) -> Iterable[bytes]:
    """Keys of everything that an indicator's page shows."""
    yield indicator.key
    if choropleth.has_map(site, indicator):
        yield site[Indicators].land_key
        yield from (town.label.encode() for town in site[Territories].covered_municipalities())


def indicator_view(site: Site, indicator: Indicator) -> View:
    """The page of an indicator: headline, chart, targets, comparing, map, all numbers, how it is counted."""
    row = indicator.row
    top = headline(indicator)
    return View(
        title=row.title,
        description=words.sentence(row, top) if top else row.definition,
        crumbs=(Crumb("Strategie", TEXTS["strategy"]), Crumb("Ukazatele", addresses.INDICATORS)),
        data=_page(site, indicator, top),
        origin=Origin(site.files[rows.IndicatorRow], row.row_number),
        jsonld=_dataset(site, indicator),
    )


def _page(site: Site, indicator: Indicator, top: Figure | None) -> IndicatorPage:
    row = indicator.row
    entries, sources = everything(indicator)
    return IndicatorPage(
        indicator=indicator,
        row=row,
        top=top,
        number=words.large(words.said(row, top)) if top else "",
        sentence=words.sentence(row, top) if top else "",
        context=context(indicator, top) if top else "",
        caveat=top.row.note if top and top.row.status in words.UNSURE else "",
        change=_change(indicator, top) if top else None,
        charts=line_charts(indicator),
        notes=notes(indicator),
        judged=judged(indicator),
        groups=compared(indicator),
        maps=choropleth.plans(site, indicator),
        bands=_classes(indicator),
        similar=[(other.url, similar(other)) for other in indicator.family],
        entries=entries,
        file=f"{site.settings.site_url}{indicator.url}data.csv",
        sources=sources,
        hidden=any(figure.hidden for figure in indicator.figures()),
        unit=words.UNITS[row.unit],
        direction=words.DIRECTIONS[row.direction],
        periodicity=words.PERIODICITY[row.periodicity],
        words=words,
    )


def similar(indicator: Indicator) -> str:
    """What tells an indicator apart from those with a similar name: who counts it, and in which years."""
    about = ", ".join(part for part in (indicator.row.source, indicator.years) if part)
    return f"{indicator.row.short} ({about})"


def _dataset(site: Site, indicator: Indicator) -> dict[str, Any]:
    base = f"{site.settings.site_url}{indicator.url}"
    return {
        "@type": "Dataset",
        "name": indicator.row.title,
        "description": indicator.row.definition,
        "creator": {"@type": "Organization", "name": indicator.row.source},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": f"{base}data.{end}"}
            for form, end in (("text/csv", "csv"), ("application/json", "json"))
        ],
    }


def _change(indicator: Indicator, top: Figure) -> Development | None:
    """How the headline stands against the number before it, and the period of that."""
    shown = [figure for figure in indicator.series[top.spot.key] if not figure.hidden]
    steady = [figure for figure in shown if alike(figure.row, top.row)]
    if len(steady) < 2 or indicator.row.unit == "difference":
        return None
    now, before = steady[-1].row, steady[-2].row
    cut = [moment(row.period) for row in indicator.breaks]
    if any(moment(before.period) < at <= moment(now.period) for at in cut):
        return None
    if None in (now.value, before.value) or now.value_high or before.value_high:
        return None
    final = not {now.status, before.status} & set(words.UNSURE)
    judged = verdict.change(
        _shown(indicator, now),
        _shown(indicator, before),
        indicator.row.direction,
        said=_said(indicator),
        gap=_gap(indicator),
        final=final,
    )
    return Development(judged, words.told(before))


def _shown(indicator: Indicator, row: rows.ObservationRow) -> float:
    """A value as readers see it, so that the arithmetic beside it adds up."""
    return float(words.rounded(real(row.value), indicator.row.decimals))


def _gap(indicator: Indicator) -> verdict.Gap:
    return lambda step: words.gap(indicator.row, step, exact=True)


def _said(indicator: Indicator) -> verdict.Said:
    return lambda value: words.amount(indicator.row, Decimal(str(value)))


def alike(told: rows.ObservationRow, other: rows.ObservationRow) -> bool:
    """Whether two numbers are of one kind of period: whole years, the same quarter, the same month."""
    kinds = {row.period_kind or "data" for row in (told, other)}
    return told.period[4:] == other.period[4:] and len(kinds) == 1


# Comparing --------------------------------------------------------------------------------------------


def compared(indicator: Indicator) -> list[Group]:
    """One number of each territory, by kind of territory, the highest first: all of one period where there is one.

    A territory without a number of that period has its newest, said as such and without a bar.
    """
    period = _common(indicator)
    kinds: defaultdict[str, list[Figure]] = defaultdict(list)
    for series in indicator.series.values():
        if series:
            figure = next((one for one in series if one.row.period == period), series[-1])
            kinds[figure.spot.kind].append(figure)
    # Counts of a state and of its towns have nothing in common: each kind has a scale of its own.
    whole = indicator.row.unit in ("count", "difference")
    alike = [one for found in kinds.values() for one in found if one.row.period == period]
    scale = _lengths(alike)
    groups = []
    for kind in sorted(kinds, key=ORDER.__getitem__):
        found = sorted(kinds[kind], key=_highest)
        same = [one for one in found if one.row.period == period]
        # Where a kind has no number of the common period, its own newest stand beside each other.
        own = period if same else max((one.row.period for one in found), key=moment)
        mine = same or [one for one in found if one.row.period == own]
        lengths = _lengths(mine) if whole or not same else scale
        groups.append(
            Group(
                KINDS[kind],
                tuple(_row(indicator, one, lengths.get(id(one))) for one in found),
                words.told(mine[0].row),
                len(mine) < len(found),
            )
        )
    return groups


def _common(indicator: Indicator) -> str:
    """The period of which most territories have a number, the newest of those; "" without any number."""
    counts = Counter(figure.row.period for figure in indicator.figures())
    return max(counts, key=lambda period: (counts[period], moment(period)), default="")


def _lengths(figures: Sequence[Figure]) -> dict[int, float]:
    lengths = charts.shares([figure.row.value for figure in figures])
    return dict(zip((id(figure) for figure in figures), lengths, strict=True))


def _highest(figure: Figure) -> tuple[float, Any, str]:
    value = figure.row.value
    return (
        -(value if value is not None else float("-inf")),
        czech.sort_key(figure.spot.name),
        figure.spot.code,
    )


def _row(indicator: Indicator, figure: Figure, length: float | None) -> Row:
    """A line of the table; no bar where `length` is None."""
    bare = length is None or figure.hidden or indicator.row.unit == "difference"
    bar = Markup("") if bare else charts.bar(length or 0.0)
    return Row(figure.spot, words.said(indicator.row, figure), words.told(figure.row), bar)


def everything(indicator: Indicator) -> tuple[list[Entries], list[Source]]:
    """All numbers by kind of territory, and the numbered list of where they come from."""
    sources: dict[Source, int] = {}
    kinds: defaultdict[str, list[Entry]] = defaultdict(list)
    for series in indicator.series.values():
        for figure in reversed(series):
            row = figure.row
            source = source_of(row)
            at = sources.setdefault(source, len(sources) + 1)
            notes = [words.STATUS.get(row.status, "") if not figure.hidden else "", row.note]
            note = "; ".join(part for part in notes if part)
            entry = Entry(figure.spot, words.said(indicator.row, figure), words.told(row), note, at)
            kinds[figure.spot.kind].append(entry)
    return [Entries(KINDS[kind], kinds[kind]) for kind in sorted(kinds, key=ORDER.__getitem__)], list(sources)


Sourced = rows.ObservationRow | rows.TargetRow | rows.CostItemRow | rows.ClassRow


def source_of(row: Sourced) -> Source:
    """A source as a list of sources has it: the document and the address, each where it is given."""
    title = ", ".join(part for part in (row.source_document, row.source_section) if part)
    return Source(title if row.source_document else "", row.source_url, _link(row), row.source_date)


def cited(row: Sourced) -> str:
    """A source as people call it in a line: document and place in it, else the name of its address."""
    source = source_of(row)
    return source.title or source.link or "neuvedený zdroj"


def _link(row: Sourced) -> str:
    """What an address is called: by its own name, else by its host."""
    host = row.source_url.partition("://")[2].partition("/")[0].removeprefix("www.")
    return getattr(row, "source_title", "") or host


# Targets and classes ----------------------------------------------------------------------------------


def judged(indicator: Indicator) -> list[Judged]:
    """Each target with the newest number of its territory up to its time, and the verdict."""
    found = []
    for aim in indicator.targets:
        series = [
            figure
            for figure in indicator.series.get(aim.spot.key, ())
            if not figure.hidden and figure.row.value is not None and figure.row.value_high is None
        ]
        until = [figure for figure in series if moment(figure.row.period) <= moment(aim.row.period)]
        if not until:
            continue
        figure, start = until[-1], until[0]
        value, before = real(figure.row.value), real(start.row.value)
        given = before if start is not figure else None
        answer = verdict.against_target(
            value,
            aim.row.value,
            indicator.row.direction,
            start=given,
            strict=bool(aim.row.strict),
            said=_said(indicator),
            gap=_gap(indicator),
        )
        inputs = [
            (f"cíl ({words.label(aim.row.period)})", words.aimed(indicator.row, aim.row)),
            (f"hodnota ({words.told(figure.row)})", words.amount(indicator.row, value)),
        ]
        if given is not None:
            inputs.append((f"začátek řady ({words.told(start.row)})", words.amount(indicator.row, before)))
        inputs.append(("kam má ukazatel mířit", words.DIRECTIONS[indicator.row.direction]))
        found.append(Judged(aim, figure, answer, tuple(inputs), source_of(aim.row)))
    return found


class Class(NamedTuple):
    """A class with the number of territories in it, where an indicator counts them."""

    band: Band
    bounds: str
    number: str
    period: str
    bar: Markup


class Classes(NamedTuple):
    """All classes of an indicator, of which period the counts are ("" where there are none), and who says so."""

    lines: list[Class]
    period: str
    counted: bool
    sources: list[Source]


def _classes(indicator: Indicator) -> Classes | None:
    """The classes of an indicator as a table; None where it has none."""
    if not (lines := bands(indicator)):
        return None
    sources = dict.fromkeys(source_of(band.row)._replace(date=None) for band in indicator.bands)
    return Classes(lines, lines[0].period, bool(lines[0].number), list(sources))


def bands(indicator: Indicator) -> list[Class]:
    """Classes of an indicator with the counts of the state, all of one period."""
    series = [_state(band.counted) if band.counted else {} for band in indicator.bands]
    common = set.intersection(*(set(found) for found in series)) if series else set()
    period = max(common, key=moment, default="")
    values = [found[period].row.value if period else None for found in series]
    found = []
    for band, value, share in zip(indicator.bands, values, charts.shares(values), strict=True):
        bounds = f"{czech.number(band.row.lower)}–{czech.number(band.row.upper)}"
        number = words.amount(band.counted.row, value) if band.counted and value is not None else ""
        found.append(Class(band, bounds, number, words.label(period) if period else "", charts.bar(share)))
    return found


def _state(indicator: Indicator) -> dict[str, Figure]:
    return {
        figure.row.period: figure
        for figure in indicator.figures()
        if figure.spot.level == "state" and not figure.hidden
    }


def band_of(indicator: Indicator, value: float) -> Band | None:
    """The class in which a value lies."""
    return next((band for band in indicator.bands if band.row.lower <= value <= band.row.upper), None)


INDICATORS = Family(
    name="indicators",
    section="strategie",
    source="seznam ukazatelů",
    **single(addresses.INDICATORS, lambda site: site[Indicators].indicators),
    view=indicators_view,
    reads=indicators_reads,
    shows=IndicatorsPage,
)
INDICATOR = Family(
    name="indicator",
    section="strategie",
    source="indicators/indicators",
    of=lambda site: site[Indicators].indicators.values(),
    url=lambda indicator: indicator.url,
    view=indicator_view,
    reads=indicator_reads,
    shows=IndicatorPage,
)
PAGES = (INDICATORS, INDICATOR)
