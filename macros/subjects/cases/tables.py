"""Cases and projects as files for others: tables (CSV), and a project as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from macros.data.mend import write_csv
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.cases import words
from macros.subjects.cases.model import Case, Cases, Project, Stop
from macros.subjects.cases.pages import cases, projects

CASE_COLUMNS = (
    "case",
    "title",
    "stop",
    "age",
    "answer",
    "actor",
    "actor_title",
    "other",
    "other_title",
    "what",
    "how",
    "purpose",
)
PROJECT_COLUMNS = ("project", "title", "part", "position", "name", "said", "roles", "who", "open")


def case_files(site: Site) -> Iterator[Made]:
    """All answers of all cases as one table."""
    if found := site[Cases].cases:
        key = digest(one.key for one in found.values())
        yield Made(cases.CSV, key, lambda: case_table(site))


def project_files(site: Site) -> Iterator[Made]:
    """All parts of all projects as one table."""
    if found := site[Cases].projects:
        key = digest(one.key for one in found.values())
        yield Made(projects.CSV, key, lambda: project_table(site))


def text_files(site: Site) -> Iterator[Made]:
    """Each project as plain text."""
    for project in site[Cases].projects.values():
        yield Made(
            projects.text_url(project),
            digest(one.key for one in site[Cases].projects.values()),
            lambda project=project: project_text(project).encode(),  # type: ignore[misc]
        )


def case_table(site: Site) -> bytes:
    """A row for each answer; a stop without answers has one row, so that it is seen."""
    rows = [row for case in site[Cases].cases.values() for stop in case.stops for row in _rows(case, stop)]
    return write_csv([list(CASE_COLUMNS), *rows]).encode()


def _rows(case: Case, stop: Stop) -> Iterator[list[str]]:
    head = [case.row.id, case.row.title, stop.row.id, stop.row.age]
    for act in stop.acts:
        yield [*head, "can", act.actor.row.id, act.actor.row.title, "", "", act.row.can, "", ""]
    for one in stop.flows:
        row, actor, other = one.row, one.actor.row, one.other.row
        yield [
            *head,
            row.direction,
            actor.id,
            actor.title,
            other.id,
            other.title,
            row.what,
            row.how,
            row.purpose,
        ]
    if not stop.acts and not stop.flows:
        yield [*head, *[""] * (len(CASE_COLUMNS) - len(head))]


def project_table(site: Site) -> bytes:
    """A row for each role, step and text."""
    rows = [row for one in site[Cases].projects.values() for row in _parts(one)]
    return write_csv([list(PROJECT_COLUMNS), *rows]).encode()


def _parts(project: Project) -> Iterator[list[str]]:
    head = [project.row.id, project.row.title]
    for role in project.roles:
        one = role.row
        yield [*head, "role", str(one.position), one.title, one.brings, one.department, one.who, one.open]
    for step in project.steps:
        it = step.row
        yield [*head, "step", str(it.position), it.title, it.what, it.roles, it.who, it.open]
    for text in project.texts:
        yield [*head, "text", str(text.position), text.question, text.answer, "", "", text.open]


def project_text(project: Project) -> str:
    """A project as plain text to be put into any form: what is not known is said to be so."""
    parts = [project.row.title, projects.lead(project)]
    parts += [words.TEXT_LINE.format(one.title, one.said) for one in projects.facts(project)]
    if project.row.open:
        parts.append(words.TEXT_LINE.format(words.OPEN, project.row.open))
    parts.append(words.TEXT_ROLES)
    for role in projects.project_roles(project):
        name = words.TEXT_ROLE.format(role.title, role.department)
        parts.append(_block(name, role.brings, (words.WHO_HERE, role.who), role.open))
    parts.append(words.TEXT_STEPS)
    for step in projects.project_steps(project):
        could = words.TEXT_LINE.format(words.COULD, step.could)
        parts.append(_block(step.title, f"{step.what}\n{could}", (words.WHO_DOES, step.who), step.open))
    parts.append(words.TEXT_TEXTS)
    for text in projects.project_texts(project):
        parts.append(_block(text.question, text.answer, None, text.open))
    row = project.row
    source = words.SOURCE_SECTION.format(row.source_document, row.source_section)
    parts.append(source if row.source_section else words.SOURCE.format(row.source_document))
    return "\n\n".join(parts) + "\n"


def _block(title: str, said: str, who: tuple[str, str] | None, left_open: str) -> str:
    lines = [title, said]
    if who:
        lines.append(words.TEXT_LINE.format(*who))
    if left_open:
        lines.append(words.TO_ANSWER.format(left_open))
    return "\n".join(lines)
