"""What the portal tells of how municipalities rate themselves, and of their family policies."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.evaluation import doubts, rules
from macros.subjects.evaluation.addresses import ADDRESSES
from macros.subjects.evaluation.exports import EXPORTS
from macros.subjects.evaluation.model import Evaluations, link_evaluation
from macros.subjects.evaluation.pages import evaluation, policy
from macros.subjects.evaluation.pages.evaluation import assessment_url, policies, policy_url, set_url
from macros.subjects.evaluation.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for document in policies(site):
        words = f"{document.row.intro} koncepce rodinné politiky {document.municipality.row.name}"
        yield Entry("page", policy_url(document), document.row.title, text=words, note="rodinná politika")
    for group in site[Evaluations].criteria_sets.values():
        text = f"{group.row.summary} sebehodnocení kritéria formulář"
        yield Entry("page", set_url(group), group.row.title, text=text, note="hodnocení obcí")
    for one in site[Evaluations].assessments.values():
        title = f"Hodnocení: {one.row.title}"
        yield Entry("page", assessment_url(one), title, text=one.row.summary, note="hodnocení obcí")


_TOOLS = {
    "assessment_url": assessment_url,
    "blank_form": evaluation.blank_form,
    "policy_url": policy_url,
    "set_url": set_url,
}
EVALUATION = Subject(
    name="evaluation",
    rows=ROWS,
    link=link_evaluation,
    checks=(*rules.RULES, *doubts.RULES),
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*evaluation.PAGES, *policy.PAGES),
    tools=lambda renderer: lambda root: _TOOLS,
    exports=EXPORTS,
    found=(_found,),
)
