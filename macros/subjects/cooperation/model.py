"""Who works with whom, by which rules, who looks for what and who offers it: linked objects, and their links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Kind, Situation, Theme
from macros.subjects.cooperation import rows
from macros.subjects.network.model import Network, Story
from macros.subjects.territory.model import Orp, Region, Territories, Territory

Actors = tuple[rows.CooperationActorRow, ...]
"""Roles and kinds of organisations, never people."""


@dataclass(slots=True, eq=False, repr=False)
class RiskArea:
    """In what children are at risk, and the guide about the same."""

    row: rows.RiskAreaRow
    situation: Situation | None


@dataclass(slots=True, eq=False, repr=False)
class Shared:
    """A cooperation: one theme in one place."""

    row: rows.CooperationRow
    region: Region
    orps: tuple[Orp, ...]
    risk: RiskArea | None
    """None where it is not about one area of risk."""
    ages: tuple[rows.AgeGroupRow, ...]
    """None where the source says no age."""
    actors: Actors
    """None where the source does not say who."""
    story: Story | None


@dataclass(slots=True, eq=False, repr=False)
class Agreement:
    """Rules that two organisations or more agreed on."""

    row: rows.AgreementRow
    region: Region
    orps: tuple[Orp, ...]
    actors: Actors
    rules: tuple[rows.AgreementRuleRow, ...]
    story: Story | None


@dataclass(slots=True, eq=False, repr=False)
class Request:
    """What an organisation looks for or offers."""

    row: rows.RequestRow
    actor: rows.CooperationActorRow
    theme: Theme | None
    kind: Kind | None
    territory: Territory
    story: Story | None
    met_by: tuple[Request, ...] = ()
    """Offers that met the need."""

    @property
    def need(self) -> bool:
        """Whether something is looked for; else it is offered."""
        return self.row.side == "need"

    @property
    def closed(self) -> bool:
        """Whether it is over."""
        return self.row.state == "closed"


@dataclass(slots=True, eq=False, repr=False)
class Step:
    """A step of a topic, and who takes it."""

    row: rows.TopicStepRow
    actors: Actors


@dataclass(slots=True, eq=False, repr=False)
class Topic:
    """What a local network wants to work on, from which needs it came, and its steps."""

    row: rows.TopicRow
    territory: Territory
    needs: tuple[Request, ...]
    steps: tuple[Step, ...]
    story: Story | None


@dataclass(slots=True, eq=False, repr=False)
class Cooperation:
    """All that is known of cooperation."""

    actors: Actors = ()
    risks: tuple[RiskArea, ...] = ()
    ages: tuple[rows.AgeGroupRow, ...] = ()
    """The youngest first."""
    shared: tuple[Shared, ...] = ()
    """By place."""
    agreements: tuple[Agreement, ...] = ()
    requests: tuple[Request, ...] = ()
    topics: tuple[Topic, ...] = ()
    key: bytes = field(default=b"")
    """Digest of all of it, and of what it names on lower floors."""


def link_cooperation(site: Site, read: Read) -> None:
    """Put cooperation into the site."""
    land, catalogue, found = site[Territories], site[Catalogue], site[Cooperation]
    stories = {one.row.id: one for one in site[Network].stories}
    actors: dict[str, rows.CooperationActorRow] = {
        row.id: row for row in _placed(read("cooperation", "cooperation_actors"))
    }
    risks = {
        row.id: RiskArea(row, catalogue.situations[row.situation] if row.situation else None)
        for row in _placed(read("cooperation", "risk_areas"))
    }
    ages: dict[str, rows.AgeGroupRow] = {row.id: row for row in read("cooperation", "age_groups")}
    found.actors, found.risks = tuple(actors.values()), tuple(risks.values())
    found.ages = tuple(sorted(ages.values(), key=lambda row: (row.age_from, row.age_to or 99, row.id)))
    found.shared = tuple(
        Shared(
            row,
            land.regions[row.region_nuts3],
            pick(row.orps, land.orps),
            risks[row.risk_area] if row.risk_area else None,
            pick(row.age_groups, ages),
            pick(row.actors, actors),
            stories.get(row.story),
        )
        for row in read("cooperation", "cooperations")
    )
    rules = grouped(read("cooperation", "agreement_rules"), lambda row: row.agreement)
    found.agreements = tuple(
        Agreement(
            row,
            land.regions[row.region_nuts3],
            pick(row.orps, land.orps),
            pick(row.actors, actors),
            tuple(_placed(rules[row.id])),
            stories.get(row.story),
        )
        for row in read("cooperation", "agreements")
    )
    requests = {
        row.id: Request(
            row,
            actors[row.actor],
            catalogue.themes[row.theme] if row.theme else None,
            catalogue.kinds[row.kind] if row.kind else None,
            land.territory(row.level, row.territory_code),
            stories.get(row.story),
        )
        for row in read("cooperation", "requests")
    }
    for one in requests.values():
        one.met_by = pick(one.row.met_by, requests)
    found.requests = tuple(requests.values())
    steps = grouped(read("cooperation", "topic_steps"), lambda row: row.topic)
    found.topics = tuple(
        Topic(
            row,
            land.territory(row.level, row.territory_code),
            pick(row.needs, requests),
            tuple(Step(step, pick(step.actors, actors)) for step in _placed(steps[row.id])),
            stories.get(row.story),
        )
        for row in _placed(read("cooperation", "topics"))
    )
    found.key = digest(_keys(found))


def _placed(read: Iterable[Any]) -> list[Any]:
    """Rows in the order that they say."""
    return sorted(read, key=lambda row: (row.position, row.id))


def _keys(found: Cooperation) -> Iterable[bytes]:
    """Keys of all rows and of what they name."""
    yield row_key(*found.actors, *found.ages)
    for risk in found.risks:
        yield row_key(risk.row, *([risk.situation.row] if risk.situation else []))
    for shared in found.shared:
        yield row_key(shared.row, *([shared.story.row] if shared.story else []))
        yield shared.region.key
        yield from (one.key for one in shared.orps)
    for agreement in found.agreements:
        yield row_key(agreement.row, *agreement.rules, *([agreement.story.row] if agreement.story else []))
        yield agreement.region.key
        yield from (one.key for one in agreement.orps)
    for request in found.requests:
        named = (request.theme, request.kind, request.story)
        yield row_key(request.row, *(one.row for one in named if one))
        yield from (one.key for one in (request.territory, *request.territory.above))
    for topic in found.topics:
        yield row_key(topic.row, *(step.row for step in topic.steps))
        yield row_key(*([topic.story.row] if topic.story else []))
        yield topic.territory.key
