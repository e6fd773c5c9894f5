"""Rules about places: where they lie, and that somebody uses them. Secret ones: `confidential`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from macros.check import Check, Data, check
from macros.check.common import complete, halves
from macros.check.lost import protection
from macros.data.problems import Problem

_CLOSER_KM = 4
"""Kilometres by which a place may be nearer to another centre than to its own."""
_DEGREES = 0.035
"""Less than that, in degrees of latitude."""
_CITY_KM, _USUAL_KM = 25, 15
"""Kilometres from the centre within which places lie: of a city that is a region of its own, and of others."""


@check("postcode-region")
def postcode_region(data: Data) -> Iterator[Problem]:
    """A place's postcode starts with the digit with which its municipality's postcode starts."""
    table, towns = data.table("services", "places"), data.table("territory", "municipalities")
    if table is None or towns is None:
        return
    postcode = towns.by("code_csu", "postcode")
    for row, town, mine in table.records(["municipality_code_csu", "postcode"]):
        # One digit stands for a large district: a post office across the border of a region is no mistake.
        if mine and (expected := postcode.get(town)) and mine[0] != expected[0]:
            yield table.problem(row, "postcode", "postcode-region", mine, expected=expected)


@check("postcode-elsewhere")
def postcode_near(data: Data) -> Iterator[Problem]:
    """A place's postcode is not one that only municipalities of other ORPs have; a warning, posts have their own ways."""
    table, towns = data.table("services", "places"), data.table("territory", "municipalities")
    if table is None or towns is None:
        return
    wanted = set(filter(None, table.columns["postcode"]))
    orp_of: dict[str, str] = {}
    names: dict[str, str] = {}
    having: dict[str, set[str]] = defaultdict(set)
    for _, code, name, orp, postcode in towns.records(["code_csu", "name", "orp_code_csu", "postcode"]):
        if code and orp:
            orp_of[code] = orp
        if orp and postcode in wanted:
            having[postcode].add(orp)
            names.setdefault(postcode, name or "")
    for row, town, mine in table.records(["municipality_code_csu", "postcode"]):
        if mine in having and town in orp_of and orp_of[town] not in having[mine]:
            yield table.problem(row, "postcode", "postcode-elsewhere", mine, warning=True, town=names[mine])


@check("street-date", "street-odd")
def street(data: Data) -> Iterator[Problem]:
    """A street is one: no day that a program made of it, no number alone, no telephone, no link."""
    table = data.table("services", "places")
    if table is None:
        return
    rules = {cell: rule for cell in table.said("street") if cell and (rule := street_fault(cell))}
    for row, cell in zip(table.row_numbers, table.cells("street"), strict=True) if rules else ():
        if cell in rules:
            yield table.problem(row, "street", rules[cell], cell)


_DAY = re.compile(
    r"[0-9]{1,2}\. ?[0-9]{1,2}\.(?: ?[0-9]{1,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00:00)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
    r"|[0-9]{1,2}[.-] ?(?:led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro|I{1,3}|IV|VI{0,3}|IX|XI{0,2})[.-]?(?:[0-9]{2,4})?",
    re.IGNORECASE,
)


def street_fault(cell: str) -> str | None:
    """Return the rule that a street breaks, None where it can be one ("28. října 24", "č. p. 314")."""
    if _DAY.fullmatch(cell):
        return "street-date"
    if not re.search(r"[^\W\d_]{2}|č|[A-ZŽŠČŘ]\b", cell) or re.search(r"://|\bwww\.|@|\+420", cell):
        return "street-odd"
    return "street-odd" if re.search(r"\b[2-9][0-9]{2} ?[0-9]{3} ?[0-9]{3}\b", cell) else None


@check("coordinates-far")
def coordinates_far(data: Data) -> Iterator[Problem]:
    """A place lies within 15 km of the centre of its municipality (25 km in a city that is a region)."""
    table, towns = data.table("services", "places"), data.table("territory", "municipalities")
    if table is None or towns is None:
        return
    alone = Counter(towns.columns["region_nuts3"])
    rows = towns.records(["code_csu", "name", "lat", "lon", "region_nuts3"])
    centre = {code: centre for _, code, *centre in rows}
    for row, town, lat, lon in table.records(["municipality_code_csu", "lat", "lon"]):
        name, north, east, region = centre.get(town, ["", None, None, ""])
        if lat is None or lon is None or north is None or east is None:
            continue
        far = distance(lat, lon, north, east)
        if far > (_CITY_KM if alone[region] == 1 else _USUAL_KM):
            details = {"distance": round(far), "municipality": name}
            yield table.problem(row, "lat", "coordinates-far", f"{lat}, {lon}", **details)


@check("coordinates-elsewhere")
def coordinates_elsewhere(data: Data) -> Iterator[Problem]:
    """A point lies nearer to the centre of its municipality than to another one; a warning, borders are crooked."""
    table, towns = data.table("services", "places"), data.table("territory", "municipalities")
    if table is None or towns is None:
        return
    codes, rows = towns.columns["code_csu"], zip(*map(towns.columns.get, ("lat", "lon")), strict=True)
    centre = {code: point for code, point in zip(codes, rows, strict=True) if code and None not in point}
    away = []
    for row, town, lat, lon in table.records(["municipality_code_csu", "lat", "lon"]):
        if lat is None or lon is None or town not in centre:
            continue
        # Most lie in the middle of their town, which one look tells.
        north, east = lat - centre[town][0], lon - centre[town][1]
        if not (-_DEGREES < north < _DEGREES and -_DEGREES < east < _DEGREES):
            far = distance(lat, lon, *centre[town])
            # What lies farther still has an error of its own.
            if _CLOSER_KM <= far <= _USUAL_KM:
                away.append((row, town, lat, lon, far))
    if not away:
        return
    names = towns.by("code_csu", "name")
    for row, town, lat, lon, far in away:
        around = [
            (distance(lat, lon, north, east), code)
            for code, (north, east) in centre.items()
            if -0.1 < lat - north < 0.1 and -0.15 < lon - east < 0.15
        ]
        close, other = min(around, default=(far, town))
        if far - close >= _CLOSER_KM:
            details = {
                "municipality": names[town],
                "other": names[other],
                "near": round(close),
                "far": round(far),
            }
            yield table.problem(row, "lat", "coordinates-elsewhere", f"{lat}, {lon}", warning=True, **details)


def distance(lat: float, lon: float, north: float, east: float) -> float:
    """Return the kilometres between two points (haversine)."""
    half = sin(radians(lat - north) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(north)) * sin(radians(lon - east) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


@check("coordinates-basis")
def coordinates_basis(data: Data) -> Iterator[Problem]:
    """Coordinates say how exact they are."""
    if table := data.table("services", "places"):
        for row, missing in halves(table, "lat", "coordinates_basis"):
            yield table.problem(row, missing, "coordinates-basis")


@check("place-unused")
def place_unused(data: Data) -> Iterator[Problem]:
    """Every place belongs to a service; one that does not is a warning only."""
    table, services = data.table("services", "places"), data.table("services", "services")
    if table is None or services is None or not complete(services, "places"):
        return
    used = {place for where in set(services.cells("places")) for place in where.split(";")}
    for row, code in table.records(["id"]) if not used.issuperset(table.columns["id"]) else ():
        if code and code not in used:
            yield table.problem(row, "id", "place-unused", code, warning=True)


RULES: tuple[Check, ...] = (
    postcode_region,
    postcode_near,
    street,
    coordinates_far,
    coordinates_elsewhere,
    coordinates_basis,
    place_unused,
    protection("services", "places", "confidential"),
)
