"""Activities that keep children in school, linked: who may do each, and who does it where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.activities import rows
from macros.subjects.activities.addresses import ACTIVITIES
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Situation, Theme
from macros.subjects.network.model import Network, Story
from macros.subjects.strategy.model import Node, Strategies
from macros.subjects.strategy.rows import InputRow, PracticeRow
from macros.subjects.territory.model import Orp, Region, Territories, Territory


class Actor(NamedTuple):
    """Who may do an activity: a kind of service, or (None) a role."""

    row: rows.ActivityActorRow
    kind: Kind | None


@dataclass(slots=True, eq=False, repr=False)
class Activity:
    """Something that helps a child to finish school, whoever does it."""

    row: rows.ActivityRow
    situations: tuple[Situation, ...]
    actors: tuple[Actor, ...]
    key: bytes
    """Digest of its row and of those who may do it."""
    choices: tuple[Choice, ...] = ()
    """Who does it where, as far as anybody knows, in the order of the table."""

    @property
    def url(self) -> str:
        """Address of its page from the root of the site."""
        return f"{ACTIVITIES}{self.row.id}/"

    @property
    def stages(self) -> tuple[str, ...]:
        """When in the life of a child; empty where the source does not say."""
        return tuple(self.row.stages.split(";")) if self.row.stages else ()


@dataclass(slots=True, eq=False, repr=False)
class Choice:
    """In a territory somebody does an activity: a service of the catalogue, or (None) whom the row names."""

    row: rows.ActivityChoiceRow
    activity: Activity
    service: Service | None
    territory: Territory
    key: bytes
    """Digest of all that is told of it: its row, the names of activity, service and territory."""


@dataclass(slots=True, eq=False, repr=False)
class Practice:
    """An example of good practice: what it is about, and where, as far as the source says."""

    row: PracticeRow
    themes: tuple[Theme, ...]
    region: Region | None
    orps: tuple[Orp, ...]
    key: bytes


class Feature(NamedTuple):
    """What examples have in common, and those in which editors read it."""

    row: rows.FeatureRow
    practices: tuple[Practice, ...]
    stories: tuple[Story, ...]


@dataclass(slots=True, eq=False, repr=False)
class Voice:
    """A problem, barrier or idea that somebody told, and what answers it."""

    row: InputRow
    theme: Theme | None
    nodes: tuple[Node, ...]
    """Measures of strategies that have pages."""
    activities: tuple[Activity, ...]
    practices: tuple[Practice, ...]
    key: bytes

    @property
    def answered(self) -> bool:
        """Whether anything answers it."""
        return bool(self.nodes or self.activities or self.practices)


@dataclass(slots=True, eq=False, repr=False)
class Activities:
    """All activities, in the order of the table's positions."""

    activities: dict[str, Activity] = field(default_factory=dict)
    in_territory: dict[tuple[str, str], tuple[Choice, ...]] = field(default_factory=dict)
    """Choices by level and code of their territory, just there."""
    practices: dict[str, Practice] = field(default_factory=dict)
    features: tuple[Feature, ...] = ()
    features_key: bytes = b""
    voices: tuple[Voice, ...] = ()
    """In the order of their table."""

    def choices_of(self, territory: Territory) -> tuple[Choice, ...]:
        """What is known of a territory: what is done there, in all of what it lies in, and in what lies in it."""
        around = (territory, *territory.above, *territory.below)
        return tuple(choice for one in around for choice in self.in_territory.get(one.id, ()))


def link_activities(site: Site, read: Read) -> None:
    """Put activities with their actors and choices into the site.

    A choice of a service to which nobody can be sent is left out: then nobody knows who does it now.
    """
    land, catalogue, told = site[Territories], site[Catalogue], site[Activities]
    actors = grouped(read("activities", "activity_actors"), lambda row: row.activity)
    for row in sorted(read("activities", "activities"), key=lambda row: row.position):
        mine = sorted(actors.get(row.id, ()), key=lambda actor: actor.position)
        situations = pick(row.situations, catalogue.situations)
        told.activities[row.id] = Activity(
            row,
            situations,
            tuple(Actor(one, catalogue.kinds[one.kind] if one.kind else None) for one in mine),
            digest([row_key(row, *mine, *(one.row for one in situations))]),
        )
    found: defaultdict[tuple[str, str], list[Choice]] = defaultdict(list)
    for row in read("activities", "activity_choices"):
        service = catalogue.services[row.service] if row.service else None
        if service is None or service.active:
            choice = _choice(row, told.activities[row.activity], service, land)
            choice.activity.choices += (choice,)
            found[choice.territory.id].append(choice)
    told.in_territory = {place: tuple(choices) for place, choices in found.items()}
    _link_practices(site, read)
    _link_voices(site, read)


def _link_practices(site: Site, read: Read) -> None:
    """Put good practice into the site, and what it has in common."""
    land, told = site[Territories], site[Activities]
    for row in read("strategy", "practices"):
        told.practices[row.id] = Practice(
            row,
            pick(row.themes, site[Catalogue].themes),
            land.regions[row.region_nuts3] if row.region_nuts3 else None,
            pick(row.orps, land.orps),
            row_key(row),
        )
    stories = {one.row.id: one for one in site[Network].stories}
    features = sorted(read("activities", "features"), key=lambda row: row.position)
    told.features_key = row_key(*features)
    told.features = tuple(
        Feature(row, pick(row.practices, told.practices), pick(row.stories, stories)) for row in features
    )


def _link_voices(site: Site, read: Read) -> None:
    """Put what people from practice told into the site, with what answers it."""
    told, themes = site[Activities], site[Catalogue].themes
    nodes = {code: node for code, node in site[Strategies].nodes.items() if node.strategy.published}
    told.voices = tuple(
        _voice(row, themes[row.theme] if row.theme else None, nodes, told)
        for row in read("strategy", "inputs")
    )


def _voice(row: InputRow, theme: Theme | None, nodes: dict[str, Node], told: Activities) -> Voice:
    mine = tuple(nodes[code] for code in row.nodes.split(";") if code in nodes)
    activities = pick(row.activities, told.activities)
    practices = pick(row.practices, told.practices)
    named = [*(one.row for one in mine), *(one.row for one in activities), *(one.row for one in practices)]
    strategies = {node.strategy.row.id: node.strategy.row for node in mine}
    return Voice(row, theme, mine, activities, practices, row_key(row, *named, *strategies.values()))


def _choice(
    row: rows.ActivityChoiceRow, activity: Activity, service: Service | None, land: Territories
) -> Choice:
    territory = land.territory(row.level, row.territory_code)
    named = [row, activity.row, *([service.row] if service else []), territory.row]
    return Choice(row, activity, service, territory, row_key(*named))


def choices_key(choices: Iterable[Choice]) -> bytes:
    """Digest of choices, in their order."""
    return digest(one.key for one in choices)


def inside(choice: Choice, whole: Region | Orp) -> bool:
    """Whether a choice is for a territory or for what lies in it."""
    return whole in (choice.territory, *choice.territory.above)
