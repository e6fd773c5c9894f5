"""What the portal tells of help that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.coverage import firsts, pages, rules
from macros.subjects.coverage.addresses import ADDRESSES
from macros.subjects.coverage.cards import far_tools
from macros.subjects.coverage.comparing import COMPARING
from macros.subjects.coverage.exports import EXPORTS
from macros.subjects.coverage.link import link_coverage


def _found(site: Site) -> Iterator[Entry]:
    words = "bílá místa, chybějící služby podle obce, okolí a druhu pomoci"
    yield Entry("page", pages.GAPS.url(None), "Kde pomoc chybí", text=words)


COVERAGE = Subject(
    name="coverage",
    link=link_coverage,
    checks=rules.RULES,
    review=firsts.review,
    comparing=COMPARING,
    addresses=ADDRESSES,
    pages=pages.PAGES,
    tools=far_tools,
    exports=EXPORTS,
    found=(_found,),
)
