"""What the portal tells of planning a meeting of organisations: one page that works in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.planner import pages, words
from macros.subjects.planner.addresses import ADDRESSES
from macros.subjects.planner.exports import EXPORTS


def _found(site: Site) -> Iterator[Entry]:
    for page in pages.PLANNER_PAGE.of(site):
        yield Entry("page", pages.PLANNER_PAGE.url(page), words.TITLE, text=words.SEARCHED)


PLANNER = Subject(
    name="planner",
    addresses=ADDRESSES,
    pages=pages.PAGES,
    exports=EXPORTS,
    found=(_found,),
)
