"""What the portal tells of how municipalities rate themselves, and of their family policies."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.evaluation.exports import EXPORTS
from macros.subjects.evaluation.pages import evaluation, policy
from macros.subjects.evaluation.pages.evaluation import assessment_url, policies, policy_url, set_url


def _found(site: Site) -> Iterator[Entry]:
    for document in policies(site):
        words = f"{document.row.intro} koncepce rodinné politiky {document.municipality.row.name}"
        yield Entry("page", policy_url(document), document.row.title, text=words, note="rodinná politika")
    for group in site.criteria_sets.values():
        text = f"{group.row.summary} sebehodnocení kritéria formulář"
        yield Entry("page", set_url(group), group.row.title, text=text, note="hodnocení obcí")
    for one in site.assessments.values():
        title = f"Hodnocení: {one.row.title}"
        yield Entry("page", assessment_url(one), title, text=one.row.summary, note="hodnocení obcí")


EVALUATION = Subject(
    name="evaluation",
    pages=(*evaluation.PAGES, *policy.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
