"""The figures on the pages of territories: a sentence each, beside the territories above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from macros.draw import charts
from macros.model.roles import PEOPLE
from macros.model.site import Site, latest, once
from macros.subjects.indicators import figure_words as words
from macros.subjects.indicators.model import LOCAL, Band, Figure, Indicator, Indicators
from macros.subjects.indicators.pages.indicators import band_of
from macros.subjects.indicators.series import points
from macros.subjects.indicators.suppress import Key
from macros.subjects.territory.model import Municipality, Territory, ladder


class Beside(NamedTuple):
    """A line of the small table: a territory, its number, its bar, whether it is the page's own."""

    name: str
    said: str
    bar: Markup
    mine: bool


class Fact(NamedTuple):
    """An indicator on the page of a territory."""

    indicator: Indicator
    figure: Figure
    sentence: str
    compared: str
    """How it stands beside the largest territory of the small table; "" where there is none."""
    period: str
    beside: tuple[Beside, ...]
    spark: Markup
    band: Band | None


COUNTS = ("count", "difference")
"""Units of numbers that grow with the territory."""


@latest
def figures_key(site: Site, territory: Territory) -> bytes:
    """Key of the figures on the page of a territory."""
    keys = (site[Indicators].figures_keys.get(key, b"") for key in _ids(territory))
    return b"\x00".join([*keys, _firsts_key(site)])


@once
def _firsts_key(site: Site) -> bytes:
    """Key of what pages say of indicators that they may miss."""
    return "\x00".join(f"{one.row.short}\x01{one.row.role}" for one in _firsts(site)).encode()


def _firsts(site: Site) -> Iterator[Indicator]:
    """The first indicator of each theme that any municipality or ORP has."""
    return (theme.local for theme in site[Indicators].figure_themes.values() if theme.local)


def _ids(territory: Territory) -> list[tuple[str, str]]:
    return [one.id for one in ladder(territory)]


@latest
def figures(site: Site, territory: Territory) -> list[Fact]:
    """What is known in numbers about a territory; of a municipality also what is known about its ORP.

    A count of the ORP says nothing about the municipality, so only its own are shown. People are counted once:
    the number is left out where the package territory has a newer one.
    """
    keys = _ids(territory)
    own = [key for key in keys[:2] if key[0] in LOCAL] or keys[:1]
    if not any(key in site[Indicators].figures_keys for key in own):
        return []
    found = []
    for theme in site[Indicators].figure_themes.values():
        for one in theme.indicators:
            mine = next((one.series[key] for key in _own(one, own) if key in one.series), None)
            if mine and not (one.row.role == PEOPLE and _is_older(mine[-1], territory)):
                found.append(_fact(one, mine, keys))
    return found


def _own(indicator: Indicator, keys: Sequence[Key]) -> Sequence[Key]:
    """Whose numbers may stand for a municipality: also those of its ORP, but no counts."""
    return keys[:1] if indicator.row.unit in COUNTS else keys


def _is_older(figure: Figure, territory: Territory) -> bool:
    """Whether the package territory has a newer number of people than an indicator."""
    day = territory.population_date if territory.population is not None else None
    return day is not None and day.year > int(figure.row.period[:4])


def counts_people(facts: Sequence[Fact]) -> bool:
    """Whether one of the numbers is that of all people."""
    return any(one.indicator.row.role == PEOPLE for one in facts)


def _fact(indicator: Indicator, series: Sequence[Figure], keys: Sequence[tuple[str, str]]) -> Fact:
    figure = series[-1]
    line = charts.sparkline([point for point in points(indicator, series) if not point.loose])
    value = figure.row.value
    band = band_of(indicator, value) if value is not None else None
    others = _others(indicator, figure, keys)
    return Fact(
        indicator,
        figure,
        words.sentence(indicator.row, figure),
        words.compared(indicator.row, figure, others[-1]) if others else "",
        words.told(figure.row),
        _beside(indicator, figure, others),
        line,
        band,
    )


def _others(indicator: Indicator, mine: Figure, keys: Sequence[tuple[str, str]]) -> list[Figure]:
    """The same number of the territories above, of the same period; none for counts, which cannot compare."""
    if indicator.row.unit in COUNTS or mine.hidden or mine.row.value_high is not None:
        return []
    return [
        figure
        for key in keys
        for figure in indicator.series.get(key, ())
        if figure.spot.key != mine.spot.key
        and figure.row.period == mine.row.period
        and not figure.hidden
        and figure.row.value_high is None
    ]


def _beside(indicator: Indicator, mine: Figure, others: Sequence[Figure]) -> tuple[Beside, ...]:
    if not others:
        return ()
    found = [mine, *others]
    lengths = charts.shares([figure.row.value for figure in found])
    return tuple(
        Beside(
            figure.spot.name,
            words.brief(indicator.row, figure.row.value or 0.0),
            charts.bar(length),
            figure is mine,
        )
        for figure, length in zip(found, lengths, strict=True)
    )


def missing(site: Site, town: Municipality) -> str:
    """Say what is not known in numbers of a municipality or its ORP, but of others: one indicator a theme."""
    keys = _ids(town)[:2]
    unknown = [
        first.row.short[:1].lower() + first.row.short[1:]
        for first in _firsts(site)
        if not any(key in first.series for key in _own(first, keys))
        # The page counts its people from the package territory.
        and not (first.row.role == PEOPLE and town.row.population is not None)
    ]
    return f"Nemáme čísla: {'; '.join(unknown)}." if unknown else ""
