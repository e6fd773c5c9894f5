"""Starts a case of a town, or takes a project over for another region: patterns outside of the packages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.data.draft_words import PLACEHOLDER
from macros.data.drafts import DRAFTS, Pattern, ScaffoldError, Started, pattern_of, write_patterns
from macros.data.problems import nearest
from macros.data.schema import Schema
from macros.model.site import Site
from macros.subjects.cases import scaffold_words as words
from macros.subjects.cases.addresses import CASES as CASES_URL
from macros.subjects.cases.addresses import PROJECTS as PROJECTS_URL
from macros.subjects.cases.model import Cases, Project
from macros.subjects.cases.tables import project_text
from macros.subjects.territory.model import Region, Territories
from macros.words.czech import fold

PACKAGE = "cases"
TABLES = f"data_packages/{PACKAGE}/data"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OWN = ("who",)
"""Columns that only the region itself can fill: a copy leaves them empty."""


def start_case(root: Path, site: Site, code: str) -> Started:
    """Write the patterns of a case. `ScaffoldError` where the id is none or is taken."""
    code = code.strip()
    schemas = _schemas(site)
    if not _ID.fullmatch(code):
        raise ScaffoldError(words.NO_ID.format(code))
    if code in site[Cases].cases:
        raise ScaffoldError(words.CASE_TAKEN.format(code))
    number = 1 + max((one.row.position for one in site[Cases].cases.values()), default=0)
    folder = words.CASE_FOLDER.format(code)
    done = write_patterns(root, folder, _case(schemas, code, number))
    done.steps = [
        one.format(folder=f"{DRAFTS}/{folder}", tables=TABLES, url=f"{CASES_URL}{code}/")
        for one in words.CASE_STEPS
    ]
    return done


def _case(schemas: dict[str, Schema], code: str, number: int) -> Iterator[Pattern]:
    roles = [f"{code}-role-{one}" for one in range(1, 4)]
    stops = [f"{code}-{one}" for one in range(1, len(words.AGES) + 1)]
    tables: dict[str, list[dict[str, str]]] = {
        "cases": [{"id": code, "position": str(number), "source_document": words.OWN_SOURCE}],
        "case_actors": [
            {"id": role, "case": code, "position": str(place)} for place, role in enumerate(roles, start=1)
        ],
        "stops": [
            {"id": stop, "case": code, "position": str(place), "age": age}
            for place, (stop, age) in enumerate(zip(stops, words.AGES, strict=True), start=1)
        ],
        "stop_actors": [
            {"id": f"{stop}-muze-{place}", "stop": stop, "position": str(place), "actor": role}
            for stop in stops
            for place, role in enumerate(roles, start=1)
        ],
        "stop_flows": [
            {
                "id": f"{stop}-{name}",
                "stop": stop,
                "position": str(place),
                "direction": direction,
                "actor": roles[0],
                "other": roles[1],
            }
            for stop in stops
            for place, (name, direction) in enumerate([("potrebuje", "needs"), ("rika", "informs")], start=1)
        ],
    }
    yield "README.md", lambda: words.CASE_README.format(code=code, tables=TABLES, mark=PLACEHOLDER).encode()
    for name, rows in tables.items():
        yield _table(schemas, name, rows)


def copy_project(root: Path, site: Site, code: str, region: str) -> Started:
    """Write a project anew for a region, a code NUTS 3 or a name. `ScaffoldError` where one of them is unknown."""
    schemas = _schemas(site)
    project = site[Cases].projects.get(code.strip())
    if project is None:
        near = nearest(code, site[Cases].projects)
        raise ScaffoldError(words.NO_PROJECT.format(code, near).strip())
    place = _region(site, region.strip())
    new = f"{project.row.id}-{place.row.slug}"
    if new in site[Cases].projects:
        raise ScaffoldError(words.PROJECT_TAKEN.format(new))
    number = 1 + max(one.row.position for one in site[Cases].projects.values())
    done = write_patterns(root, new, _copy(schemas, project, place, new, number))
    done.steps = [
        one.format(folder=f"{DRAFTS}/{new}", tables=TABLES, url=f"{PROJECTS_URL}{new}/")
        for one in words.PROJECT_STEPS
    ]
    return done


def _region(site: Site, text: str) -> Region:
    regions = site[Territories].regions
    for one in regions.values():
        if fold(text) in (fold(one.row.code_nuts3), fold(one.name), one.row.slug):
            return one
    known = {one.name: one.row.code_nuts3 for one in regions.values()}
    near = nearest(text, known) or nearest(text, known.values())
    raise ScaffoldError(words.NO_REGION.format(text, near).strip())


def _copy(
    schemas: dict[str, Schema], project: Project, region: Region, new: str, number: int
) -> Iterator[Pattern]:
    old = project.row.id
    head = _fields(project.row, schemas["projects"]) | {
        "id": new,
        "position": str(number),
        "region_nuts3": region.row.code_nuts3,
        "copied_from": old,
        "title": words.COPY_TITLE.format(project.row.title, region.name),
    }
    yield "README.md", lambda: _readme(project, region, new).encode()
    yield "projekt.txt", lambda: project_text(project).encode()
    yield _table(schemas, "projects", [head])
    parts: dict[str, list[object]] = {
        "project_roles": [one.row for one in project.roles],
        "project_steps": [one.row for one in project.steps],
        "project_texts": list(project.texts),
    }
    for name, found in parts.items():
        rows = [_renamed(_fields(one, schemas[name]), old, new) for one in found]
        yield _table(schemas, name, rows)


def _fields(row: object, schema: Schema) -> dict[str, str]:
    """A row as it is written, without what only another region could know."""
    said = {name: getattr(row, name) for name in schema.names}
    return {name: "" if value is None or name in OWN else str(value) for name, value in said.items()}


def _renamed(fields: dict[str, str], old: str, new: str) -> dict[str, str]:
    fields["id"] = _moved(fields["id"], old, new)
    fields["project"] = new
    if fields.get("roles"):
        fields["roles"] = ";".join(_moved(one, old, new) for one in fields["roles"].split(";"))
    return fields


def _moved(code: str, old: str, new: str) -> str:
    """An id of the copy: the project stands at its beginning."""
    return f"{new}-{code.removeprefix(f'{old}-')}"


def _table(schemas: dict[str, Schema], name: str, rows: Iterable[dict[str, str]]) -> Pattern:
    ordered = sorted(rows, key=lambda row: row["id"])
    return f"{name}.csv", lambda: pattern_of(schemas[name], ordered)


def _readme(project: Project, region: Region, new: str) -> str:
    asked = [
        *((one.row.title, words.WHO_ROLE) for one in project.roles),
        *((one.row.title, words.WHO_STEP) for one in project.steps),
        *((one.row.title, one.row.open) for one in project.roles if one.row.open),
        *((one.row.title, one.row.open) for one in project.steps if one.row.open),
        *((one.question, one.open) for one in project.texts if one.open),
    ]
    listed = "\n".join(f"- [ ] **{title}** {question}" for title, question in asked)
    return words.PROJECT_README.format(
        title=project.row.title,
        old=project.row.id,
        new=new,
        code=region.row.code_nuts3,
        region=region.name,
        tables=TABLES,
        listed=listed,
    )


def _schemas(site: Site) -> dict[str, Schema]:
    package = site.packages.get(PACKAGE)
    if package is None:
        raise ScaffoldError(words.NO_PACKAGE)
    return dict(package.schemas)
