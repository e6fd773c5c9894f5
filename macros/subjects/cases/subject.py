"""Made-up cases to be walked through stop by stop, and small projects that another region can take over."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.cases import rules, words
from macros.subjects.cases.addresses import ADDRESSES
from macros.subjects.cases.exports import EXPORTS
from macros.subjects.cases.model import link_cases
from macros.subjects.cases.pages import cases, projects
from macros.subjects.cases.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for page in cases.CASE_LIST.of(site):
        yield Entry("page", cases.CASE_LIST.url(page), words.CASES_TITLE, text=words.CASES_SEARCHED)
    for case in cases.CASE.of(site):
        yield Entry("page", case.url, case.row.title, text=case.row.about, note=words.CASE_NOTE)
    for actor in cases.ROLE.of(site):
        text = f"{actor.row.title} {actor.case.row.title}"
        yield Entry("page", actor.url, actor.row.asks, text=text, note=words.ROLE_NOTE)
    for page in projects.PROJECT_LIST.of(site):
        yield Entry(
            "page", projects.PROJECT_LIST.url(page), words.PROJECTS_TITLE, text=words.PROJECTS_SEARCHED
        )
    for project in projects.PROJECT.of(site):
        yield Entry("page", project.url, project.row.title, text=project.row.about, note=words.PROJECT_NOTE)


CASES = Subject(
    name="cases",
    rows=ROWS,
    link=link_cases,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*cases.PAGES, *projects.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
