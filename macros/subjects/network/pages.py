"""White spots: for each situation and ORP who answers, as far as anybody looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.data.mend import write_csv
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Situation, Theme
from macros.subjects.coverage.pages import split_by_region
from macros.subjects.indicators import choropleth
from macros.subjects.network import reach_words, rows, words
from macros.subjects.network.addresses import INDEX, REACH, STORIES
from macros.subjects.network.model import Network, Substitution, Survey, Way
from macros.subjects.network.spots import (
    ANSWERS,
    Distant,
    Spot,
    Tally,
    spots_of_kind,
    spots_of_situation,
    spots_reads,
    tally,
)
from macros.subjects.territory.model import Orp, Region, Territories
from macros.words import czech

CSV = f"{INDEX}bila-mista.csv"
SHADES = {"here": 1, "afar": 2, "distance": 3, "none": 5, "unknown": 0}
"""Classes of the map; without a number (0) it is striped: nobody knows."""


class Legend(NamedTuple):
    """An answer: its class for the style, what it is called, what it means."""

    tone: str
    title: str
    meaning: str


LEGEND = tuple(Legend(one, words.TITLES[one], words.MEANINGS[one]) for one in ANSWERS)


class Part(NamedTuple):
    """A part of a bar: class for the style, where it begins and how wide it is, in hundredths of the bar."""

    tone: str
    start: float
    width: float


class Bar(NamedTuple):
    """Answers counted: the parts of a drawn bar, and the same in words."""

    parts: tuple[Part, ...]
    said: str


class Line(NamedTuple):
    """A situation and how it is answered in all ORP; `strong` counts those with more than one provider near."""

    situation: Situation
    url: str
    bar: Bar
    strong: int


class ThemeLines(NamedTuple):
    """A theme and its situations; how many answers in it are nobody or unknown, in words."""

    theme: Theme
    lines: tuple[Line, ...]
    white: str


class OrpLine(NamedTuple):
    """An ORP and how all situations are answered in it."""

    orp: Orp
    bar: Bar
    strong: int


class Cell(NamedTuple):
    """An answer in the matrix: where it is explained, the word, its class, and the forms (of help from afar: the way)."""

    url: str
    said: str
    forms: str
    tone: str


class Matrix(NamedTuple):
    """A region: its ORP, and a row of cells for each situation."""

    region: Region
    orps: tuple[Orp, ...]
    rows: tuple[tuple[Situation, tuple[Cell, ...]], ...]


class SurveyLine(NamedTuple):
    """A survey: who looked for what, when, what was found."""

    survey: Survey
    what: str
    when: str
    found: str


class SpotsPage(Struct, frozen=True, kw_only=True):
    """What the page about all situations is given."""

    legend: tuple[Legend, ...]
    themes: tuple[ThemeLines, ...]
    orps: tuple[OrpLine, ...]
    pairs: int
    bar: Bar
    """All pairs of a situation and an ORP."""
    matrices: tuple[Matrix, ...]
    """Empty where the portal is too large for one table."""
    surveys: tuple[SurveyLine, ...]
    substitutions: tuple[Substitution, ...]
    stories: str
    """Where stories of networking stand; "" where there are none."""
    reach: str
    """Where journeys by public transport stand."""
    measured: bool
    """Whether somebody looked any of them up."""
    csv: str


def url_of(situation: Situation) -> str:
    """Where the white spots of a situation stand."""
    return f"{INDEX}{situation.row.id}/"


def _bar(found: Tally) -> Bar:
    parts, start = [], 0.0
    for answer, count in zip(ANSWERS, found, strict=True):
        if count:
            width = round(100 * count / found.all, 2)
            parts.append(Part(answer, round(start, 2), width))
            start += width
    said = ", ".join(
        f"{words.WORDS[answer]} {czech.number(count)}"
        for answer, count in zip(ANSWERS, found, strict=True)
        if count
    )
    return Bar(tuple(parts), said)


def spots_view(site: Site, subject: None) -> View:
    """All situations and all ORP."""
    themes, everything = [], []
    for theme in site[Catalogue].themes.values():
        lines, white = [], 0
        for situation in theme.situations:
            found = list(spots_of_situation(site, situation).values())
            counted = tally(found)
            white += counted.none + counted.unknown
            lines.append(Line(situation, url_of(situation), _bar(counted), sum(one.strong for one in found)))
            everything += found
        if lines:
            said = czech.plural(white, *words.WHITE) if white else words.NO_WHITE
            themes.append(ThemeLines(theme, tuple(lines), said))
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=SpotsPage(
            legend=LEGEND,
            themes=tuple(themes),
            orps=tuple(_orp_lines(site, everything)),
            pairs=len(everything),
            bar=_bar(tally(everything)),
            matrices=() if split_by_region(site) else tuple(_matrices(site)),
            surveys=tuple(map(survey_line, site[Network].surveys)),
            substitutions=site[Network].substitutions,
            stories=STORIES if site[Network].stories else "",
            reach=REACH,
            measured=bool(site[Network].ways),
            csv=CSV,
        ),
        origin=_origin(site),
    )


def _origin(site: Site) -> Origin | None:
    file = site.files.get(rows.SurveyRow)
    return Origin(file, 0) if file else None


def _orp_lines(site: Site, spots: Iterable[Spot]) -> Iterator[OrpLine]:
    found: dict[str, list[Spot]] = {}
    for one in spots:
        found.setdefault(one.orp.code, []).append(one)
    for orp in site[Territories].covered_orps():
        mine = found.get(orp.code, [])
        if mine:
            yield OrpLine(orp, _bar(tally(mine)), sum(one.strong for one in mine))


def _matrices(site: Site) -> Iterator[Matrix]:
    for region in site[Territories].covered_regions():
        lines = [
            (situation, tuple(_cell(situation, found[orp.code]) for orp in region.orps))
            for theme in site[Catalogue].themes.values()
            for situation in theme.situations
            for found in [spots_of_situation(site, situation)]
        ]
        if region.orps and lines:
            yield Matrix(region, region.orps, tuple(lines))


def _cell(situation: Situation, spot: Spot) -> Cell:
    forms = ", ".join(form.name for form in spot.forms) or _soonest(spot)
    return Cell(f"{url_of(situation)}#{anchor(spot.orp)}", words.WORDS[spot.answer], forms, spot.answer)


def _soonest(spot: Spot) -> str:
    """How long the shortest known journey to help from elsewhere takes; "" where there is no such help or journey."""
    known = [one.way.row.minutes for one in spot.afar if one.way and one.way.row.minutes]
    return reach_words.minutes(min(known)) if known and spot.answer == "afar" else ""


def anchor(orp: Orp) -> str:
    """Where an ORP stands on the page of a situation."""
    return f"orp-{orp.row.slug}"


def survey_line(survey: Survey) -> SurveyLine:
    """A survey in words."""
    about = survey.kind.row.everyday_name if survey.kind else words.ANY_HELP
    what = survey.situation.row.title if survey.situation else about
    return SurveyLine(survey, what, when(survey.row.looked_on), words.FOUND[survey.row.found])


def when(looked_on: str) -> str:
    """A year, month or day in words: "2021", "červen 2021", "2. 6. 2021"."""
    parts = [int(one) for one in looked_on.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return f"{czech.MONTH_NAMES[parts[1] - 1]} {parts[0]}"
    return czech.date(looked_on)


# The page of a situation -------------------------------------------------------------------------------


class Told(NamedTuple):
    """An answer and the ORP of a region where it is given, in words."""

    tone: str
    title: str
    where: str


class KindSpot(NamedTuple):
    """A kind of service that helps in the situation, and the answer for it in an ORP."""

    kind: Kind
    said: str
    tone: str


class From(NamedTuple):
    """A service, and from where or for which towns it is."""

    service: Service
    said: str


class OrpSpot(NamedTuple):
    """An ORP with its answer and all that made it."""

    anchor: str
    spot: Spot
    title: str
    forms: str
    afar: tuple[From, ...]
    local: tuple[From, ...]
    kinds: tuple[KindSpot, ...]
    surveys: tuple[SurveyLine, ...]


class RegionSpots(NamedTuple):
    """A region: in words, as a map, and ORP by ORP. Too large a portal has words only."""

    region: Region
    told: tuple[Told, ...]
    map: choropleth.Plan | None
    orps: tuple[OrpSpot, ...]


class SituationSpots(Struct, frozen=True, kw_only=True):
    """What the page of a situation is given."""

    situation: Situation
    legend: tuple[Legend, ...]
    bar: Bar
    orps: int
    strong: int
    regions: tuple[RegionSpots, ...]
    first_kinds: Sequence[Kind]
    csv: str


def spot_view(site: Site, situation: Situation) -> View:
    """A situation in all ORP."""
    found = spots_of_situation(site, situation)
    return View(
        title=words.TITLE_OF.format(situation.row.title),
        description=words.DESCRIPTION_OF,
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=SituationSpots(
            situation=situation,
            legend=LEGEND,
            bar=_bar(tally(found.values())),
            orps=len(found),
            strong=sum(one.strong for one in found.values()),
            regions=tuple(_region(site, situation, region) for region in site[Territories].covered_regions()),
            first_kinds=situation.first_kinds,
            csv=CSV,
        ),
        origin=_origin(site),
        way_out=situation.row.quick_exit,
    )


def _region(site: Site, situation: Situation, region: Region) -> RegionSpots:
    found = spots_of_situation(site, situation)
    mine = [found[orp.code] for orp in region.orps]
    told = tuple(
        Told(answer, words.TITLES[answer], ", ".join(one.orp.row.name for one in here))
        for answer in ANSWERS
        if (here := [one for one in mine if one.answer == answer])
    )
    if split_by_region(site):
        return RegionSpots(region, told, None, ())
    kinds = [one.kind for one in situation.kinds]
    return RegionSpots(
        region,
        told,
        _map(situation, region, mine),
        tuple(_orp(site, one, kinds) for one in mine),
    )


def _orp(site: Site, spot: Spot, kinds: Iterable[Kind]) -> OrpSpot:
    answers = [(kind, spots_of_kind(site, kind)[spot.orp.code].answer) for kind in kinds]
    return OrpSpot(
        anchor(spot.orp),
        spot,
        words.TITLES[spot.answer],
        ", ".join(form.name for form in spot.forms),
        tuple(From(one.service, _from(one)) for one in spot.afar),
        tuple(From(one.service, ", ".join(town.name for town in one.towns)) for one in spot.local),
        tuple(KindSpot(kind, words.WORDS[answer], answer) for kind, answer in answers),
        tuple(map(survey_line, spot.surveys)),
    )


def _from(distant: Distant) -> str:
    far = words.NO_KM if distant.km is None else words.KM.format(distant.km)
    return ", ".join([*([distant.town.name] if distant.town else []), far, *_journey(distant.way)])


def _journey(way: Way | None) -> Iterator[str]:
    """A known journey in words."""
    if way:
        when = reach_words.slot(way.row.day_kind, way.row.arrive_by)
        if way.row.minutes is None:
            yield reach_words.FAR_NONE.format(when)
        else:
            yield reach_words.FAR_WAY.format(reach_words.length(way.row.minutes, way.row.changes), when)


def _map(situation: Situation, region: Region, spots: Sequence[Spot]) -> choropleth.Plan | None:
    """The region in classes of answers; None where it has one ORP only."""
    if len(spots) < 2:
        return None
    cells = tuple(
        choropleth.Cell(one.orp.code, one.orp.name, words.TITLES[one.answer], SHADES[one.answer])
        for one in spots
    )
    counted = tally(spots)
    legend = tuple(
        choropleth.Shade(SHADES[answer], words.TITLES[answer], count)
        for answer, count in zip(ANSWERS, counted, strict=True)
        if count
    )
    keys = tuple(choropleth.Key(one.name, one.said, one.shade, "") for one in cells)
    return choropleth.Plan(
        f"bm-{region.code}",
        region,
        "orp",
        words.MAP_TITLE.format(region.row.name),
        _bar(counted).said,
        cells,
        legend,
        keys,
    )


# Files to be downloaded --------------------------------------------------------------------------------

COLUMNS = (
    "situation",
    "title",
    "region_nuts3",
    "region",
    "orp_code_csu",
    "orp",
    "answer",
    "providers_here",
    "forms_here",
    "services_here",
    "services_afar",
    "nearest_afar_km",
    "soonest_afar_minutes",
    "services_distance",
    "services_local",
    "surveys",
    "substitutions",
)


def csv_of(site: Site) -> bytes:
    """Every situation in every covered ORP with the ids of all that made its answer, as CSV."""
    table = [list(COLUMNS)]
    for situation in site[Catalogue].situations.values():
        for spot in spots_of_situation(site, situation).values():
            orp = spot.orp
            km = next((str(one.km) for one in spot.afar if one.km is not None), "")
            journeys = [one.way.row.minutes for one in spot.afar if one.way and one.way.row.minutes]
            table.append(
                [
                    situation.row.id,
                    situation.row.title,
                    orp.row.region_nuts3,
                    orp.region.row.name,
                    orp.row.code_csu,
                    orp.row.name,
                    spot.answer,
                    str(spot.providers),
                    ";".join(form.id for form in spot.forms),
                    ";".join(one.row.id for one in spot.here),
                    ";".join(one.service.row.id for one in spot.afar),
                    km,
                    str(min(journeys)) if journeys else "",
                    ";".join(one.row.id for one in spot.distance),
                    ";".join(one.service.row.id for one in spot.local),
                    ";".join(one.row.id for one in spot.surveys),
                    ";".join(one.row.id for one in spot.substitutions),
                ]
            )
    return write_csv(table).encode()


SPOTS = Family(
    name="spots",
    section="obce",
    source=words.SOURCE,
    **single(INDEX),
    view=spots_view,
    shows=SpotsPage,
    reads=lambda site, subject: (*spots_reads(site), b"%d" % bool(site[Network].stories)),
)
SPOT = Family(
    name="spot",
    section="obce",
    source=words.SOURCE,
    of=lambda site: site[Catalogue].situations.values(),
    url=url_of,
    view=spot_view,
    shows=SituationSpots,
    reads=lambda site, situation: spots_reads(site),
)
PAGES = (SPOTS, SPOT)
