"""Capacity: small areas with what is and what is needed, an area, and prevention beside care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from macros.data.mend import write_csv
from macros.draw import charts
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.capacity import rows, words
from macros.subjects.capacity.addresses import BALANCE, CSV, INDEX
from macros.subjects.capacity.model import SIDES, Capacity, Need, SmallArea
from macros.subjects.capacity.registered import UNITS, Is, Registration, in_area, side_by_year, side_now
from macros.subjects.catalogue.model import Catalogue, Kind
from macros.subjects.network.model import Network, Substitution, Survey
from macros.subjects.network.pages import SurveyLine, survey_line, when
from macros.subjects.territory.model import Territories, Territory, ladder
from macros.words import czech


class Row(NamedTuple):
    """A kind of service in an area, in one unit: what is, what is needed, what is missing, all in words."""

    kind: Kind
    cells: tuple[tuple[str, str], ...]
    """Title of a column and what it says."""
    who: str
    """Who says what is needed, and when; "" where nobody does."""
    need: rows.NeedRow | None


class Card(NamedTuple):
    """An area in the list of all."""

    area: SmallArea
    towns: str
    rows: tuple[Row, ...]


class CapacityPage(Struct, frozen=True, kw_only=True):
    """What the page about all areas is given."""

    areas: tuple[Card, ...]
    needs: bool
    """Whether anybody said what is needed, anywhere."""
    columns: tuple[str, ...]
    csv: str


class ServiceLine(NamedTuple):
    """A registration in an area: its services, kind and what is registered, in words."""

    registration: Registration
    said: str


class AreaPage(Struct, frozen=True, kw_only=True):
    """What the page of an area is given."""

    area: SmallArea
    drawn_by: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    whole: tuple[ServiceLine, ...]
    shared: tuple[ServiceLine, ...]
    surveys: tuple[SurveyLine, ...]
    substitutions: tuple[Substitution, ...]
    balance: tuple[Beside, ...]
    csv: str


class YearLine(NamedTuple):
    """A year: prevention and care in words."""

    year: int
    cells: tuple[tuple[str, str], ...]


class Beside(NamedTuple):
    """Prevention beside care in one unit over years: the picture ("" where a line would say nothing) and its table."""

    title: str
    titles: tuple[str, ...]
    lines: tuple[YearLine, ...]
    drawn: Markup


class NowLine(NamedTuple):
    """Prevention beside care today in one unit."""

    unit: str
    cells: tuple[tuple[str, str], ...]


class MoneyOf(NamedTuple):
    """An area with its money over years."""

    area: SmallArea
    beside: tuple[Beside, ...]


class BalancePage(Struct, frozen=True, kw_only=True):
    """What the page of prevention beside care is given."""

    titles: tuple[str, ...]
    now: tuple[NowLine, ...]
    kinds: tuple[tuple[str, tuple[Kind, ...]], ...]
    years: tuple[Beside, ...]
    money: tuple[MoneyOf, ...]


# What is and what is needed --------------------------------------------------------------------------------


def amount(count: int, unit: str) -> str:
    """A count with its unit: "40 lůžek"."""
    return czech.plural(count, *words.UNITS[unit])


def lines_of(site: Site, area: SmallArea) -> Iterator[tuple[Kind, str, Is, Need | None]]:
    """What is known of an area: each need, then what is registered of kinds of which nobody says what is needed."""
    mine = site[Capacity].registrations
    said = set()
    for need in area.needs:
        said.add((need.kind, need.row.unit))
        yield need.kind, need.row.unit, in_area(mine, area.towns, need.kind, need.row.unit), need
    inside = frozenset(area.towns)
    near = [one for one in mine if not one.towns.isdisjoint(inside)]
    kinds = {service.kind: None for one in near for service in one.services}
    for kind in sorted(kinds, key=lambda kind: site.language.sort_key(kind.row.everyday_name)):
        for unit in UNITS:
            found = in_area(near, area.towns, kind, unit)
            if found.total is not None and not any((one, unit) in said for one in kind.ladder):
                yield kind, unit, found, None


def _rows(site: Site, area: SmallArea) -> Iterator[Row]:
    for kind, unit, found, need in lines_of(site, area):
        row = need.row if need else None
        told = (
            words.UNIT_NAMES[unit],
            is_said(found, unit),
            *needed(row, unit),
            difference(found, row, unit),
        )
        yield Row(
            kind,
            tuple(zip(words.AREA_COLUMNS, told, strict=True)),
            words.ONLY_SAID.format(kind.row.everyday_name, row.who, when(row.said_on)) if row else "",
            row,
        )


def is_said(found: Is, unit: str) -> str:
    """What is registered, with all that is not known of it; never zero where nothing is known."""
    doubts = [
        czech.plural(len(these), *forms)
        for these, forms in ((found.silent, words.SILENT), (found.shared, words.SHARED))
        if these
    ]
    if found.total is None:
        return ", ".join([words.UNKNOWN, *doubts]) if doubts else words.NO_SERVICE
    count = amount(found.total, unit)
    years = sorted({one.counts[unit].year for one in found.known})
    dated = ", ".join(str(year) if year else words.YEAR_UNKNOWN for year in years)
    said = words.AT_LEAST.format(count) if doubts else count
    return ", ".join([f"{said} ({dated})", *doubts])


def needed(row: rows.NeedRow | None, unit: str) -> tuple[str, str]:
    """The least and the good state in words."""
    both = (row.minimum, row.ideal) if row else (None, None)
    least, good = (words.NOBODY_SAID if one is None else amount(one, unit) for one in both)
    return least, good


def difference(found: Is, row: rows.NeedRow | None, unit: str) -> str:
    """What is missing to the least and to the good state, as far as it follows from what is known."""
    if row is None:
        return words.NOBODY_SAID
    said = []
    for name, wanted in (("minimum", row.minimum), ("ideal", row.ideal)):
        if wanted is None:
            continue
        missing = None if found.total is None else wanted - found.total
        if missing is not None and missing <= 0:
            said.append(words.ABOVE[name] if found.whole else words.SURELY[name])
        elif missing is not None and found.whole:
            said.append(words.MISSING_TO[name].format(amount(missing, unit)))
        else:
            said.append(words.DIFFERENCE_UNKNOWN)
    return ", ".join(dict.fromkeys(said)) or words.NOBODY_SAID


# Pages -----------------------------------------------------------------------------------------------------


def _origin(site: Site, row: int = 0, table: type = rows.SmallAreaRow) -> Origin | None:
    file = site.files.get(table)
    return Origin(file, row) if file else None


def capacity_view(site: Site, subject: None) -> View:
    """All areas."""
    mine = site[Capacity]
    return View(
        title=words.TITLE,
        description=words.DESCRIPTION,
        crumbs=(),
        data=CapacityPage(
            areas=tuple(
                Card(area, czech.some([town.name for town in area.towns], 6), tuple(_rows(site, area)))
                for area in mine.areas.values()
            ),
            needs=any(area.needs for area in mine.areas.values()),
            columns=words.AREA_COLUMNS,
            csv=CSV,
        ),
        origin=_origin(site),
    )


def area_view(site: Site, area: SmallArea) -> View:
    """An area."""
    inside = frozenset(area.towns)
    near = [one for one in site[Capacity].registrations if not one.towns.isdisjoint(inside)]
    network = site[Network]
    return View(
        title=words.AREA_TITLE.format(area.row.name),
        description=words.AREA_DESCRIPTION.format(area.row.name),
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=AreaPage(
            area=area,
            drawn_by=words.DRAWN.format(area.row.drawn_by) if area.row.drawn_by else words.DRAWN_NOT,
            rows=tuple(_rows(site, area)),
            columns=words.AREA_COLUMNS,
            whole=tuple(_services(one for one in near if one.towns <= inside)),
            shared=tuple(_services(one for one in near if not one.towns <= inside)),
            surveys=tuple(survey_line(one) for one in network.surveys if _touches(one, area)),
            substitutions=tuple(one for one in network.substitutions if _touches(one, area)),
            balance=tuple(money_beside(area)),
            csv=CSV,
        ),
        origin=_origin(site, area.row.row_number),
        way_out=any(service.quick_exit for found in near for service in found.services),
    )


def _services(found: Iterable[Registration]) -> Iterator[ServiceLine]:
    for one in found:
        counts = (amount(one.counts[unit].capacity, unit) for unit in UNITS if unit in one.counts)
        yield ServiceLine(one, ", ".join(counts) or words.UNKNOWN)


def _touches(told: Survey | Substitution, area: SmallArea) -> bool:
    """Whether something was said of a municipality of the area, or of what it lies in."""
    above: set[Territory] = {one for town in area.towns for one in ladder(town)}
    return told.territory in above


def balance_view(site: Site, subject: None) -> View:
    """Prevention beside care: today, and over years."""
    mine, kinds = site[Capacity], site[Catalogue].kinds
    own = [(side, [kinds[code] for code, of in mine.sides.items() if of == side]) for side in SIDES]
    return View(
        title=words.BALANCE_TITLE,
        description=words.BALANCE_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=BalancePage(
            titles=tuple(words.SIDES.values()),
            now=tuple(_now(mine)),
            kinds=tuple((words.SIDES[side], tuple(found)) for side, found in own if found),
            years=tuple(_capacity_beside(mine)),
            money=tuple(
                MoneyOf(area, tuple(beside))
                for area in mine.areas.values()
                if (beside := list(money_beside(area)))
            ),
        ),
        origin=_origin(site, 0, rows.KindSideRow),
    )


def _now(mine: Capacity) -> Iterator[NowLine]:
    for unit in UNITS:
        sides = [side_now(mine.registrations, mine.sides, side, unit) for side in SIDES]
        if any(one.total is not None for one in sides):
            cells = (
                (words.SIDES[side], words.UNKNOWN if one.total is None else _of(one.total, unit, one.known))
                for side, one in zip(SIDES, sides, strict=True)
            )
            yield NowLine(words.UNIT_NAMES[unit], tuple(cells))


def _of(count: int, unit: str, known: int) -> str:
    return f"{amount(count, unit)} ({czech.plural(known, *words.KNOWN_OF)})"


def _capacity_beside(mine: Capacity) -> Iterator[Beside]:
    for unit in UNITS:
        years = side_by_year(mine.registrations, mine.sides, unit)
        if years:
            said = {
                year: {side: _of(one.total or 0, unit, one.known) for side, one in sides.items()}
                for year, sides in years.items()
            }
            numbers = {
                year: {side: one.total or 0 for side, one in sides.items()} for year, sides in years.items()
            }
            name = words.CAPACITY_TITLE.format(words.UNIT_NAMES[unit])
            yield _beside(name, words.UNIT_NAMES[unit], f"capacity-{unit}", numbers, said)


def money_beside(area: SmallArea) -> Iterator[Beside]:
    """Money of an area on both sides over years; nothing where none is known."""
    numbers: dict[int, dict[str, int]] = {}
    for row in sorted(area.money, key=lambda row: row.year):
        sides = numbers.setdefault(row.year, {})
        sides[row.side] = sides.get(row.side, 0) + row.amount_czk
    if numbers:
        said = {
            year: {side: f"{czech.number(count)} {words.CROWNS}" for side, count in sides.items()}
            for year, sides in numbers.items()
        }
        yield _beside(words.MONEY_TITLE, words.CROWNS, f"money-{area.row.id}", numbers, said)


def _beside(
    title: str,
    unit: str,
    key: str,
    numbers: Mapping[int, Mapping[str, int]],
    said: Mapping[int, Mapping[str, str]],
) -> Beside:
    lines = tuple(
        YearLine(year, tuple((words.SIDES[side], sides.get(side, words.UNKNOWN)) for side in SIDES))
        for year, sides in said.items()
    )
    return Beside(title, tuple(words.SIDES.values()), lines, _drawn(title, unit, key, numbers, said))


def _drawn(
    title: str,
    unit: str,
    key: str,
    numbers: Mapping[int, Mapping[str, int]],
    said: Mapping[int, Mapping[str, str]],
) -> Markup:
    """Two lines in two sizes, of which a screen shows one; "" where there is only one year."""
    if len(numbers) < 2:
        return Markup("")
    found: list[charts.Line] = []
    for side in SIDES:
        points = tuple(
            charts.Point(year, sides[side], str(year), side, False, said[year][side])
            for year, sides in numbers.items()
            if side in sides
        )
        if points:
            found.append(charts.Line(words.SIDES[side], unit, points, 1.0))
    years = sorted(numbers)
    name = words.CHART.format(title, years[0], years[-1])
    desc = ". ".join(_line_said(line) for line in found) + "."
    drawn = (
        charts.line_chart(found, title=name, desc=desc, unit=unit, key=key, wide=wide)
        for wide in (True, False)
    )
    return Markup("").join(drawn)


def _line_said(line: charts.Line) -> str:
    told = [words.IN_YEAR.format(point.said, point.label) for point in line.points]
    return words.SAYS.format(line.name, ", ".join(told))


# Files to be downloaded --------------------------------------------------------------------------------

COLUMNS = (
    "area",
    "name",
    "kind",
    "unit",
    "registered",
    "registered_known_of",
    "registered_silent",
    "registered_shared",
    "minimum",
    "ideal",
    "missing_to_minimum",
    "missing_to_ideal",
    "who",
    "said_on",
    "source_document",
)


def csv_of(site: Site) -> bytes:
    """Every area with what is registered and needed, as CSV; what is not known is blank, never zero."""
    table = [list(COLUMNS)]
    for area in site[Capacity].areas.values():
        for kind, unit, found, need in lines_of(site, area):
            row = need.row if need else None
            table.append(
                [
                    area.row.id,
                    area.row.name,
                    kind.row.id,
                    unit,
                    _cell(found.total),
                    str(len(found.known)),
                    str(len(found.silent)),
                    str(len(found.shared)),
                    *(_cell(one) for one in ((row.minimum, row.ideal) if row else (None, None))),
                    *(_missing(found, one) for one in ((row.minimum, row.ideal) if row else (None, None))),
                    *((row.who, row.said_on, row.source_document) if row else ("", "", "")),
                ]
            )
    return write_csv(table).encode()


def _cell(count: int | None) -> str:
    return "" if count is None else str(count)


def _missing(found: Is, wanted: int | None) -> str:
    known = found.total is not None and wanted is not None and found.whole
    return (
        str(max(0, wanted - found.total)) if known and wanted is not None and found.total is not None else ""
    )


def capacity_reads(site: Site, subject: object = None) -> Iterator[bytes]:
    """Keys of all that pages of capacity show; they are few, so each reads all of it."""
    yield site[Capacity].key
    yield site[Network].key
    yield site[Catalogue].situations_key
    yield from (one.key for one in site[Catalogue].kinds.values())
    for area in site[Capacity].areas.values():
        yield from (town.key for town in area.towns)
    land = site[Territories]
    told = [one.territory for one in site[Network].surveys]
    told += [one.territory for one in site[Network].substitutions]
    yield from (land.municipalities[one.code].key for one in told if one.level == "municipality")
    yield from (land.orps[one.code].key for one in told if one.level == "orp")


CAPACITY = Family(
    name="capacity",
    section="obce",
    source=words.SOURCE,
    **single(INDEX),
    view=capacity_view,
    shows=CapacityPage,
    reads=capacity_reads,
)
AREA = Family(
    name="small_area",
    section="obce",
    source=words.SOURCE,
    of=lambda site: site[Capacity].areas.values(),
    url=lambda area: area.url,
    view=area_view,
    shows=AreaPage,
    reads=capacity_reads,
)
BESIDE = Family(
    name="prevention_and_care",
    section="obce",
    source=words.SOURCE,
    **single(BALANCE),
    view=balance_view,
    shows=BalancePage,
    reads=capacity_reads,
)
PAGES = (CAPACITY, AREA, BESIDE)
