"""Rules about territory: municipalities, their regions, coordinates, population, boundaries; regions in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import halves, known
from macros.check.names import LIKELY, NOBODY
from macros.check.people import Naming, mail_privacy
from macros.check.settings import unknown, unsaid
from macros.data.problems import Problem, problem
from macros.data.settings_check import FILE
from macros.subjects.territory import outlines
from macros.words.czech import tokens


@check("coordinates-pair")
def coordinates_pair(data: Data) -> Iterator[Problem]:
    """Latitude and longitude come together, in every table that has them."""
    for table in data.tables.values():
        if {"lat", "lon"}.issubset(table.schema.names):
            for row, missing in halves(table, "lat", "lon"):
                yield table.problem(row, missing, "coordinates-pair")


@check("population-pair")
def population_pair(data: Data) -> Iterator[Problem]:
    """A number of inhabitants says its day and its source."""
    table = data.table("territory", "municipalities")
    if table is None:
        return
    counts, pairs = table.cells("population"), ("population_date", "population_source")
    for name in pairs:
        for row, count, other in zip(table.row_numbers, counts, table.cells(name), strict=True):
            if count and not other:
                yield table.problem(row, name, "population-pair")


@check("region-orp")
def region_of_orp(data: Data) -> Iterator[Problem]:
    """A municipality lies in the region in which its ORP lies."""
    table, orp = data.table("territory", "municipalities"), data.table("territory", "orp")
    if table is None or orp is None:
        return
    region = orp.by("code_csu", "region_nuts3")
    pairs = set(zip(table.columns["orp_code_csu"], table.columns["region_nuts3"], strict=True))
    wrong = {pair for pair in pairs if pair[1] and region.get(pair[0]) and region[pair[0]] != pair[1]}
    for row, code, mine in table.records(["orp_code_csu", "region_nuts3"]) if wrong else ():
        if (code, mine) in wrong:
            yield table.problem(row, "region_nuts3", "region-orp", mine, expected=region[code])


@check("district-region")
def region_of_district(data: Data) -> Iterator[Problem]:
    """The code of a district begins with that of the region of its municipality."""
    table = data.table("territory", "municipalities")
    if table is None:
        return
    pairs = set(zip(table.columns["district_lau1"], table.columns["region_nuts3"], strict=True))
    wrong = {pair for pair in pairs if all(pair) and not pair[0].startswith(pair[1])}
    for row, district, region in table.records(["district_lau1", "region_nuts3"]) if wrong else ():
        if (district, region) in wrong:
            yield table.problem(row, "district_lau1", "district-region", district, region=region)


@check("seat-elsewhere")
def seat_in_its_orp(data: Data) -> Iterator[Problem]:
    """The seat of an ORP lies in it."""
    table, towns = data.table("territory", "orp"), data.table("territory", "municipalities")
    if table is None or towns is None:
        return
    orp = towns.by("code_csu", "orp_code_csu")
    for row, code, seat in table.records(["code_csu", "seat_code_csu"]):
        if code and seat and orp.get(seat, code) != code:
            yield table.problem(row, "seat_code_csu", "seat-elsewhere", seat, orp=orp[seat])


@check("setting-unsaid")
def regions_said(data: Data) -> Iterator[Problem]:
    """A portal says which regions it wants, be it none: a row that got lost is told."""
    if unsaid(data, "regions"):
        yield problem(FILE, 0, "regions", "setting-unsaid", key="regions", warning=True)


@check("unknown-setting")
def regions_exist(data: Data) -> Iterator[Problem]:
    """Regions that mkdocs.yml names are in the packages."""
    there = known(data, "territory", "regions", "code_nuts3")
    if there is not None:
        yield from unknown("kraj", data.settings.regions, there)


@check("boundaries-file")
def boundaries(data: Data) -> Iterator[Problem]:
    """Imported boundaries are whole, and each lies where its territory does."""
    package = data.packages.get("territory")
    for level in outlines.AREA if package else ():
        path = package.folder / "boundaries" / f"{level}.geojson" if package else data.root
        if path.is_file():
            try:
                outlines.of_level(path.read_bytes(), level, _atlas(data))
            except (outlines.BoundaryError, OSError) as error:
                file = path.relative_to(data.root).as_posix()
                yield problem(file, 0, "", "boundaries-file", reason=str(error))


def _atlas(data: Data) -> outlines.Atlas:
    towns, orps = data.table("territory", "municipalities"), data.table("territory", "orp")
    return outlines.Atlas.of(
        (row[1:] for row in towns.records(["code_csu", "lat", "lon"])) if towns else (),
        (row[1:] for row in orps.records(["code_csu", "seat_code_csu"])) if orps else (),
    )


@check("email-private")
def email_private(data: Data) -> Iterator[Problem]:
    """A mail address of an office names a workplace, no person."""
    table = data.table("territory", "offices")
    for row, code, value in table.records(["municipality_code_csu", "email"]) if table else ():
        if table and value and mail_privacy(value, ()) is not NOBODY:
            kind = mail_privacy(value, _town_words(data, code))
            if kind is not NOBODY:
                yield table.problem(row, "email", "email-private", value, warning=kind is LIKELY)


def _town_words(data: Data, town: str) -> set[str]:
    table = data.table("territory", "municipalities")
    rows = table.records(["code_csu", "name"]) if table else ()
    return {word for _, code, name in rows if code == town for word in tokens(name or "")}


NAMING = Naming(
    called_after=(("offices", "address"),),
    registers=("states", "regions", "orp", "municipalities"),
    places=(("territory", "municipalities"),),
)
RULES: tuple[Check, ...] = (
    coordinates_pair,
    population_pair,
    region_of_orp,
    region_of_district,
    seat_in_its_orp,
    regions_said,
    regions_exist,
    boundaries,
    email_private,
)
