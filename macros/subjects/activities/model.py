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
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Situation
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
class Activities:
    """All activities, in the order of the table's positions."""

    activities: dict[str, Activity] = field(default_factory=dict)
    in_territory: dict[tuple[str, str], tuple[Choice, ...]] = field(default_factory=dict)
    """Choices by level and code of their territory, just there."""

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
