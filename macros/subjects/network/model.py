"""Who looked where help is, what stands in for what, how people get there: linked objects, and their links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.keys import digest, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Kind, Situation
from macros.subjects.network import rows
from macros.subjects.territory.model import Municipality, Orp, Region, Territories, Territory


@dataclass(slots=True, eq=False, repr=False)
class Survey:
    """Somebody looked whether there is help in a territory: in a situation, of a kind, or (both None) any."""

    row: rows.SurveyRow
    situation: Situation | None
    kind: Kind | None
    territory: Territory


@dataclass(slots=True, eq=False, repr=False)
class Substitution:
    """In a territory other kinds of service stand in for one that is missing."""

    row: rows.SubstitutionRow
    kind: Kind
    by: tuple[Kind, ...]
    territory: Territory


class Walk(NamedTuple):
    """Something on a higher floor that can be done with a story: its title and address."""

    title: str
    url: str


@dataclass(slots=True, eq=False, repr=False)
class Story:
    """Something that brought those who help together: where, what for, what came of it."""

    row: rows.StoryRow
    region: Region
    orps: tuple[Orp, ...]
    """None of the ORP where the place is none."""
    key: bytes
    walks: tuple[Walk, ...] = ()
    """Cases that were walked through there; in the key."""


@dataclass(slots=True, eq=False, repr=False)
class Way:
    """How people get by public transport from one town to another on a kind of day, in time for something."""

    row: rows.WayRow
    start: Municipality
    goal: Municipality


@dataclass(slots=True, eq=False, repr=False)
class Network:
    """All that is known of how well the territory was looked at."""

    surveys: tuple[Survey, ...] = ()
    """The newest first."""
    substitutions: tuple[Substitution, ...] = ()
    key: bytes = field(default=b"")
    """Digest of all surveys and substitutions."""
    stories: tuple[Story, ...] = ()
    """In the order of their source."""
    ways: tuple[Way, ...] = ()
    """Journeys that somebody looked up."""
    ways_key: bytes = field(default=b"")
    """Digest of all of them and of the towns between which they are."""


def link_network(site: Site, read: Read) -> None:
    """Put surveys, substitutions, stories and journeys into the site."""
    land, catalogue, network = site[Territories], site[Catalogue], site[Network]
    surveys: list[rows.SurveyRow] = read("network", "surveys")
    substitutions: list[rows.SubstitutionRow] = read("network", "substitutions")
    network.surveys = tuple(
        Survey(
            row,
            catalogue.situations[row.situation] if row.situation else None,
            catalogue.kinds[row.kind] if row.kind else None,
            land.territory(row.level, row.territory_code),
        )
        for row in sorted(surveys, key=lambda row: (row.looked_on, row.id), reverse=True)
    )
    network.substitutions = tuple(
        Substitution(
            row,
            catalogue.kinds[row.kind],
            pick(row.by_kinds, catalogue.kinds),
            land.territory(row.level, row.territory_code),
        )
        for row in substitutions
    )
    network.key = digest([row_key(*surveys), row_key(*substitutions)])
    stories: list[rows.StoryRow] = read("network", "stories")
    network.stories = tuple(
        Story(row, land.regions[row.region_nuts3], pick(row.orps, land.orps), row_key(row))
        for row in sorted(stories, key=lambda row: row.position)
    )
    ways: list[rows.WayRow] = read("network", "reachability")
    towns = land.municipalities
    network.ways = tuple(Way(row, towns[row.from_code], towns[row.to_code]) for row in ways)
    ends = dict.fromkeys(end for way in network.ways for end in (way.start, way.goal))
    network.ways_key = digest([row_key(*ways), *(town.key for town in ends)]) if ways else b""
