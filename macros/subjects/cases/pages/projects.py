"""Pages of projects to be taken over: all of them, and one by roles, steps and texts for calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.cases import rows, words
from macros.subjects.cases.addresses import PROJECTS as FOLDER
from macros.subjects.cases.model import Cases, Project
from macros.subjects.cases.pages.cases import CASE_LIST, Fact
from macros.subjects.catalogue.model import Kind

CSV = f"{FOLDER}projekty.csv"


class RoleShown(NamedTuple):
    """Who is needed: field of work, what it brings, who it is here, kinds, what is open, where it stands."""

    department: str
    title: str
    brings: str
    who: str
    kinds: tuple[Kind, ...]
    open: str
    section: str


class StepShown(NamedTuple):
    """What has to be done: how, who could, who does here, what is left open, and where the source says it."""

    title: str
    what: str
    could: str
    who: str
    open: str
    section: str


class TextShown(NamedTuple):
    """A question of a call, its answer, what is left open, and where the source says it."""

    question: str
    answer: str
    open: str
    section: str


class ProjectsPage(Struct, frozen=True, kw_only=True):
    """What the list of projects is given."""

    projects: tuple[Project, ...]
    csv: str


class ProjectPage(Struct, frozen=True, kw_only=True):
    """What the page of a project is given."""

    project: Project
    lead: str
    facts: tuple[Fact, ...]
    roles: tuple[RoleShown, ...]
    steps: tuple[StepShown, ...]
    texts: tuple[TextShown, ...]
    text: str
    """Where the project is as plain text."""
    csv: str


def text_url(project: Project) -> str:
    """Where a project is as plain text, from the root of the site."""
    return f"{project.url}{project.row.id}.txt"


def lead(project: Project) -> str:
    """For whom a project is."""
    return project.region.name if project.region else words.ANYBODY


def facts(project: Project) -> tuple[Fact, ...]:
    """What a project is, under its headings."""
    said = {name: getattr(project.row, name) for name in words.PROJECT}
    return tuple(Fact(words.PROJECT[name], text) for name, text in said.items() if text)


def project_roles(project: Project) -> tuple[RoleShown, ...]:
    """Who is needed; what nobody said is said to be so."""
    return tuple(
        RoleShown(
            one.row.department,
            one.row.title,
            one.row.brings or words.NOT_SAID,
            one.row.who or words.TO_FILL,
            one.kinds,
            one.row.open,
            one.row.source_section,
        )
        for one in project.roles
    )


def project_steps(project: Project) -> tuple[StepShown, ...]:
    """What has to be done."""
    return tuple(
        StepShown(
            one.row.title,
            one.row.what or words.NOT_SAID,
            ", ".join(role.row.title for role in one.roles) or words.NO_ROLE,
            one.row.who or words.TO_FILL,
            one.row.open,
            one.row.source_section,
        )
        for one in project.steps
    )


def project_texts(project: Project) -> tuple[TextShown, ...]:
    """What calls ask."""
    return tuple(
        TextShown(one.question, one.answer or words.NO_ANSWER, one.open, one.source_section)
        for one in project.texts
    )


def _origin(site: Site, row: int) -> Origin | None:
    file = site.files.get(rows.ProjectRow)
    return Origin(file, row) if file else None


def projects_view(site: Site, subject: None) -> View:
    """All projects."""
    return View(
        title=words.PROJECTS_TITLE,
        description=words.PROJECTS_DESCRIPTION,
        crumbs=(),
        data=ProjectsPage(projects=tuple(_projects(site)), csv=CSV),
        origin=_origin(site, 0),
    )


def project_view(site: Site, project: Project) -> View:
    """A project by roles, steps and texts."""
    return View(
        title=project.row.title,
        description=project.row.about or words.PROJECTS_DESCRIPTION,
        crumbs=(Crumb(words.PROJECTS_TITLE, FOLDER),),
        data=ProjectPage(
            project=project,
            lead=lead(project),
            facts=facts(project),
            roles=project_roles(project),
            steps=project_steps(project),
            texts=project_texts(project),
            text=text_url(project),
            csv=CSV,
        ),
        origin=_origin(site, project.row.row_number),
    )


def _projects(site: Site) -> Sequence[Project]:
    return tuple(site[Cases].projects.values())


def project_reads(site: Site, subject: object) -> Iterator[bytes]:
    """All projects: there are few."""
    yield from (one.key for one in _projects(site))


PROJECT_LIST = Family(
    name="projects",
    section="strategie",
    source=words.PROJECTS_SOURCE,
    **single(FOLDER, _projects),
    view=projects_view,
    shows=ProjectsPage,
    reads=project_reads,
)
PROJECT = Family(
    name="project",
    section="strategie",
    source=words.PROJECTS_SOURCE,
    of=_projects,
    url=lambda project: project.url,
    view=project_view,
    shows=ProjectPage,
    reads=project_reads,
)
PAGES = (PROJECT_LIST, PROJECT)


def ways_in(site: Site) -> tuple[Crumb, ...]:
    """The pages about all cases and all projects, as far as there are any: for pages of higher floors."""
    pages = ((CASE_LIST, words.CASES_TITLE), (PROJECT_LIST, words.PROJECTS_TITLE))
    return tuple(Crumb(title, family.url(one)) for family, title in pages for one in family.of(site))
