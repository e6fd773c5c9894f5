"""How far people get by public transport: all regions, each region with its map and towns, and a section for towns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site, once
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.page.panel import Panel
from macros.subjects.catalogue.model import Service
from macros.subjects.catalogue.serving import help_key, offices, serving
from macros.subjects.indicators import choropleth
from macros.subjects.network import reach_words as words
from macros.subjects.network import rows
from macros.subjects.network import words as spots_words
from macros.subjects.network.addresses import INDEX, REACH
from macros.subjects.network.model import Network, Way
from macros.subjects.network.pages import SHADES, Bar, Legend, Part, Told
from macros.subjects.network.reach import ANSWERS, WITHIN, Reach, Slot, reach, slots, ways_from
from macros.subjects.network.spots import land_key
from macros.subjects.territory.model import Municipality, Orp, Region, Territories
from macros.words import czech

TONES = {"goal": "here", "within": "afar", "longer": "distance", "none": "none", "unknown": "unknown"}
"""Looks of the answers: those of white spots."""

LONGEST = 12
"""So many towns are named from which the journey takes longest; all of them stand by ORP."""


class TownLine(NamedTuple):
    """A town and what is known of journeys from it."""

    town: Municipality
    said: str


class OrpWays(NamedTuple):
    """The towns of an ORP: those of which something is known, and names of the others."""

    orp: Orp
    counted: str
    lines: tuple[TownLine, ...]
    unknown: str


class SlotWays(NamedTuple):
    """A slot in a region: counted, where one does not get in time, as a map, and by ORP."""

    said: str
    bar: Bar
    told: tuple[Told, ...]
    map: choropleth.Plan | None
    """None but in the slot of which most is known."""
    orps: tuple[OrpWays, ...]
    """Empty but in that slot."""


class Source(NamedTuple):
    """A source, and the timetables of which day it used."""

    row: rows.WayRow
    days: str


class RegionLine(NamedTuple):
    """A region in the list: its bars by slot."""

    region: Region
    url: str
    bars: tuple[tuple[str, Bar], ...]


class ReachPage(Struct, frozen=True, kw_only=True):
    """What the page about all regions is given."""

    legend: tuple[Legend, ...]
    regions: tuple[RegionLine, ...]
    sources: tuple[Source, ...]
    columns: tuple[tuple[str, str], ...]
    within: int


class ReachRegionPage(Struct, frozen=True, kw_only=True):
    """What the page of a region is given."""

    legend: tuple[Legend, ...]
    slots: tuple[SlotWays, ...]
    sources: tuple[Source, ...]
    within: int


def url_of(region: Region) -> str:
    """Where journeys in a region stand."""
    return f"{REACH}{region.row.slug}/"


@once
def measured(site: Site) -> tuple[Region, ...]:
    """Covered regions from whose towns somebody looked for a journey."""
    found = {way.start.region.code for way in site[Network].ways}
    return tuple(region for region in site[Territories].covered_regions() if region.code in found)


def _legend() -> tuple[Legend, ...]:
    return tuple(Legend(TONES[one], words.TITLES[one].format(WITHIN), words.MEANINGS[one]) for one in ANSWERS)


@once
def _reached(site: Site, region: Region, slot: Slot) -> tuple[Reach, ...]:
    return tuple(reach(site, slot, town) for orp in region.orps for town in orp.municipalities)


def _bar(found: Sequence[Reach]) -> Bar:
    counts = Counter(one.answer for one in found)
    parts, start, said = [], 0.0, []
    for answer in ANSWERS:
        if count := counts[answer]:
            width = round(100 * count / len(found), 2)
            parts.append(Part(TONES[answer], round(start, 2), width))
            start += width
            said.append(f"{words.SHORT[answer].format(WITHIN)} {czech.number(count)}")
    return Bar(tuple(parts), ", ".join(said))


def _mine(site: Site, region: Region) -> Iterator[tuple[Slot, tuple[Reach, ...]]]:
    """Slots in which something is known of the region."""
    for slot in slots(site):
        found = _reached(site, region, slot)
        if any(one.ways for one in found):
            yield slot, found


def reach_view(site: Site, subject: None) -> View:
    """All regions."""
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(Crumb(spots_words.TITLE, INDEX),),
        data=ReachPage(
            legend=_legend(),
            regions=tuple(
                RegionLine(
                    region,
                    url_of(region),
                    tuple((words.slot(*slot), _bar(found)) for slot, found in _mine(site, region)),
                )
                for region in measured(site)
            ),
            sources=_sources(site[Network].ways),
            columns=words.IMPORT_COLUMNS,
            within=WITHIN,
        ),
        origin=_origin(site),
    )


def _origin(site: Site) -> Origin | None:
    file = site.files.get(rows.WayRow)
    return Origin(file, 0) if file else None


def reach_region_view(site: Site, region: Region) -> View:
    """A region."""
    return View(
        title=words.TITLE_OF.format(region.row.name),
        description=words.DESCRIPTION,
        crumbs=(Crumb(spots_words.TITLE, INDEX), Crumb(words.TITLE, REACH)),
        data=ReachRegionPage(
            legend=_legend(),
            slots=tuple(
                _slot(region, slot, found, whole=not at)
                for at, (slot, found) in enumerate(_mine(site, region))
            ),
            sources=_sources(way for way in site[Network].ways if way.start.region is region),
            within=WITHIN,
        ),
        origin=_origin(site),
    )


def _slot(region: Region, slot: Slot, found: Sequence[Reach], *, whole: bool) -> SlotWays:
    told = tuple(_told(found))
    bar, said = _bar(found), czech.capital(words.slot(*slot))
    if not whole:
        return SlotWays(said, bar, told, None, ())
    return SlotWays(
        said,
        bar,
        told,
        _map(region, bar, found),
        tuple(_orp(orp, [one for one in found if one.town.orp is orp]) for orp in region.orps),
    )


def _told(found: Sequence[Reach]) -> Iterator[Told]:
    """All towns without a journey, and those from which it takes longest."""
    if none := [one.town.name for one in found if one.answer == "none"]:
        yield Told(TONES["none"], words.TITLES["none"], ", ".join(none))
    if longer := [one for one in found if one.answer == "longer"]:
        longer.sort(key=lambda reached: -(reached.best.row.minutes or 0) if reached.best else 0)
        title = words.TITLES["longer"].format(WITHIN)
        yield Told(TONES["longer"], title, czech.some([_shortly(one) for one in longer], LONGEST))


def _shortly(found: Reach) -> str:
    minutes = found.best.row.minutes if found.best else None
    return f"{found.town.name} ({words.minutes(minutes)})" if minutes else found.town.name


def _orp(orp: Orp, found: Sequence[Reach]) -> OrpWays:
    known = [one for one in found if one.answer != "unknown"]
    return OrpWays(
        orp,
        _bar(found).said,
        tuple(TownLine(one.town, _line(one)) for one in known),
        ", ".join(one.town.name for one in found if one.answer == "unknown"),
    )


def _line(found: Reach) -> str:
    said = [said_of(way) for way in found.ways]
    if found.answer == "goal":
        said.insert(0, words.SHORT["goal"])
    return "; ".join(said)


def said_of(way: Way) -> str:
    """A journey: where to, how long, how often one changes."""
    if way.row.minutes is None:
        return words.NO_WAY.format(way.goal.name)
    return words.WAY.format(way.goal.name, words.length(way.row.minutes, way.row.changes))


def _map(region: Region, bar: Bar, found: Sequence[Reach]) -> choropleth.Plan | None:
    """The towns of a region in classes of answers; None where it has one town only."""
    if len(found) < 2:
        return None
    shades = {answer: SHADES[TONES[answer]] for answer in ANSWERS}
    cells = tuple(
        choropleth.Cell(
            one.town.code,
            one.town.name,
            _shortest(one),
            shades[one.answer],
        )
        for one in found
    )
    counts = Counter(one.answer for one in found)
    legend = tuple(
        choropleth.Shade(shades[answer], words.TITLES[answer].format(WITHIN), counts[answer])
        for answer in ANSWERS
        if counts[answer]
    )
    keys = tuple(choropleth.Key(orp.name, "", 0, "") for orp in region.orps)
    title = words.MAP_TITLE.format(region.row.name)
    return choropleth.Plan(f"dj-{region.code}", region, "municipality", title, bar.said, cells, legend, keys)


def _shortest(found: Reach) -> str:
    minutes = found.best.row.minutes if found.best else None
    return words.minutes(minutes) if minutes else words.SHORT[found.answer].format(WITHIN)


def _sources(ways: Iterable[Way]) -> tuple[Source, ...]:
    """Each source once, with the first and the last day whose timetables it used."""
    found: dict[tuple[str, str, str], list[rows.WayRow]] = {}
    for way in ways:
        row = way.row
        found.setdefault((row.source_document, row.source_section, row.source_url), []).append(row)
    return tuple(
        Source(
            mine[0],
            " – ".join(dict.fromkeys(czech.date(day) for day in (min(days), max(days)))),
        )
        for mine in found.values()
        for days in [[row.valid_on for row in mine]]
    )


# On the page of a town ----------------------------------------------------------------------------------


class WayLine(NamedTuple):
    """A town to which one gets, how, and the offices for people from here that are in it."""

    goal: Municipality
    said: str
    when: str
    offices: tuple[Service, ...]


class Ways(Struct, frozen=True, kw_only=True):
    """How people get from a town to others."""

    title: str
    lines: tuple[WayLine, ...]
    url: str
    """Where the region stands."""


def _ways(site: Site, town: Municipality) -> Ways | None:
    ways = ways_from(site, town)
    if not ways:
        return None
    mine = offices(serving(site, town))
    lines = tuple(
        WayLine(
            way.goal,
            said_of(way),
            words.slot(way.row.day_kind, way.row.arrive_by),
            tuple(one for one in mine if any(place.municipality is way.goal for place in one.places)),
        )
        for way in ways
    )
    # Where the offices are stands first, whatever is nearer.
    return Ways(
        title=words.PANEL,
        lines=tuple(sorted(lines, key=lambda line: not line.offices)),
        url=url_of(town.region),
    )


WAYS: Panel[Municipality] = Panel(
    name="ways",
    view=_ways,
    reads=lambda site, town: (site[Network].ways_key, help_key(site, town)) if site[Network].ways else (),
    shows=Ways,
)


REACHED = Family(
    name="reach",
    section="obce",
    source=words.SOURCE,
    **single(REACH),
    view=reach_view,
    shows=ReachPage,
    reads=lambda site, subject: (
        site[Network].ways_key,
        *(region.key for region in site[Territories].covered_regions()),
    ),
)
REACHED_REGION = Family(
    name="reach_region",
    section="obce",
    source=words.SOURCE,
    of=measured,
    url=url_of,
    view=reach_region_view,
    shows=ReachRegionPage,
    reads=lambda site, region: (site[Network].ways_key, region.key, land_key(site)),
)
PAGES = (REACHED, REACHED_REGION)
