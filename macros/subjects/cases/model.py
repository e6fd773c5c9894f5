"""Made-up cases walked through stop by stop, and small projects to be taken over: linked objects, and their links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from macros.model.keys import digest, grouped, pick, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.cases import rows
from macros.subjects.cases.addresses import CASES, PROJECTS, ROLES
from macros.subjects.catalogue.model import Catalogue, Kind, Situation
from macros.subjects.network.model import Network, Story, Walk
from macros.subjects.territory.model import Region, Territories

Row = TypeVar("Row", rows.CaseActorRow, rows.StopRow, rows.ProjectRoleRow)


@dataclass(slots=True, eq=False, repr=False)
class Actor:
    """A role in a case, with the kinds of service that have it."""

    row: rows.CaseActorRow
    kinds: tuple[Kind, ...]
    case: Case

    @property
    def url(self) -> str:
        """Where it stands what the role does."""
        return f"{ROLES}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Act:
    """What a role can do in a stop."""

    row: rows.StopActorRow
    actor: Actor


@dataclass(slots=True, eq=False, repr=False)
class Flow:
    """What a role needs from another one, or tells it."""

    row: rows.StopFlowRow
    actor: Actor
    other: Actor

    @property
    def needs(self) -> bool:
        """Whether something is needed; else something is told."""
        return self.row.direction == "needs"


@dataclass(slots=True, eq=False, repr=False)
class Stop:
    """A stop in the life of the child."""

    row: rows.StopRow
    acts: tuple[Act, ...]
    flows: tuple[Flow, ...]


@dataclass(slots=True, eq=False, repr=False)
class Case:
    """A made-up story of a child: its roles and its stops, both in their order."""

    row: rows.CaseRow
    situations: tuple[Situation, ...]
    story: Story | None
    actors: tuple[Actor, ...] = ()
    stops: tuple[Stop, ...] = ()
    key: bytes = b""
    """Digest of its rows and of all below it."""

    @property
    def url(self) -> str:
        """Where the case stands."""
        return f"{CASES}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Role:
    """Who is needed for a project."""

    row: rows.ProjectRoleRow
    kinds: tuple[Kind, ...]


@dataclass(slots=True, eq=False, repr=False)
class Step:
    """What has to be done in a project, and who could."""

    row: rows.ProjectStepRow
    roles: tuple[Role, ...]


@dataclass(slots=True, eq=False, repr=False)
class Project:
    """A small project by roles: all its parts in their order."""

    row: rows.ProjectRow
    region: Region | None
    """None where it is for whoever wants it."""
    situations: tuple[Situation, ...]
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    texts: tuple[rows.ProjectTextRow, ...]
    key: bytes
    """Digest of its rows and of all below it."""
    copied_from: Project | None = None

    @property
    def url(self) -> str:
        """Where the project stands."""
        return f"{PROJECTS}{self.row.id}/"


@dataclass(slots=True, eq=False, repr=False)
class Cases:
    """All cases and projects by their ids, in their order."""

    cases: dict[str, Case]
    projects: dict[str, Project]

    def __init__(self) -> None:
        self.cases, self.projects = {}, {}


def link_cases(site: Site, read: Read) -> None:
    """Put cases and projects into the site."""
    _link_cases(site, read)
    _link_projects(site, read)


def _link_cases(site: Site, read: Read) -> None:
    catalogue = site[Catalogue]
    case_rows: list[rows.CaseRow] = read("cases", "cases")
    actor_rows: list[rows.CaseActorRow] = read("cases", "case_actors")
    stop_rows: list[rows.StopRow] = read("cases", "stops")
    act_rows: list[rows.StopActorRow] = read("cases", "stop_actors")
    flow_rows: list[rows.StopFlowRow] = read("cases", "stop_flows")
    stories = {one.row.id: one for one in site[Network].stories}
    actors_of = grouped(actor_rows, lambda row: row.case)
    stops_of = grouped(stop_rows, lambda row: row.case)
    acts_of = grouped(act_rows, lambda row: row.stop)
    flows_of = grouped(flow_rows, lambda row: row.stop)
    for row in sorted(case_rows, key=lambda row: row.position):
        case = Case(row, pick(row.situations, catalogue.situations), stories.get(row.story))
        case.actors = tuple(
            Actor(one, pick(one.kinds, catalogue.kinds), case) for one in _ordered(actors_of[row.id])
        )
        known = {one.row.id: one for one in case.actors}
        stops = _ordered(stops_of[row.id])
        case.stops = tuple(
            Stop(
                one,
                tuple(
                    Act(act, known[act.actor])
                    for act in sorted(acts_of[one.id], key=lambda row: row.position)
                ),
                tuple(
                    Flow(flow, known[flow.actor], known[flow.other])
                    for flow in sorted(flows_of[one.id], key=lambda row: row.position)
                ),
            )
            for one in stops
        )
        below = (
            *(act for one in stops for act in acts_of[one.id]),
            *(f for one in stops for f in flows_of[one.id]),
        )
        case.key = digest(
            [
                row_key(row, *actors_of[row.id], *stops, *below),
                *(one.key for one in case.situations),
                *([case.story.key] if case.story else []),
                *(kind.key for one in case.actors for kind in one.kinds),
            ]
        )
        site[Cases].cases[row.id] = case
        if case.story:
            # Told downwards: a story knows nobody above it, and its page shows the title and the address.
            case.story.walks += (Walk(row.title, case.url),)
            case.story.key = digest([case.story.key, row_key(row)])


def _link_projects(site: Site, read: Read) -> None:
    catalogue, regions = site[Catalogue], site[Territories].regions
    project_rows: list[rows.ProjectRow] = read("cases", "projects")
    role_rows: list[rows.ProjectRoleRow] = read("cases", "project_roles")
    step_rows: list[rows.ProjectStepRow] = read("cases", "project_steps")
    text_rows: list[rows.ProjectTextRow] = read("cases", "project_texts")
    roles_of = grouped(role_rows, lambda row: row.project)
    steps_of = grouped(step_rows, lambda row: row.project)
    texts_of = grouped(text_rows, lambda row: row.project)
    found = site[Cases].projects
    for row in sorted(project_rows, key=lambda row: row.position):
        roles = tuple(Role(one, pick(one.kinds, catalogue.kinds)) for one in _ordered(roles_of[row.id]))
        known = {one.row.id: one for one in roles}
        steps = sorted(steps_of[row.id], key=lambda row: row.position)
        texts = sorted(texts_of[row.id], key=lambda row: row.position)
        situations = pick(row.situations, catalogue.situations)
        found[row.id] = Project(
            row,
            regions[row.region_nuts3] if row.region_nuts3 else None,
            situations,
            roles,
            tuple(Step(one, pick(one.roles, known)) for one in steps),
            tuple(texts),
            digest(
                [
                    row_key(row, *roles_of[row.id], *steps, *texts),
                    *(one.key for one in situations),
                    *(kind.key for one in roles for kind in one.kinds),
                ]
            ),
        )
    for project in found.values():
        project.copied_from = found.get(project.row.copied_from)


def _ordered(found: list[Row]) -> list[Row]:
    return sorted(found, key=lambda row: row.position)
