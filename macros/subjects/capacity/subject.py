"""What the portal tells of capacity and results: areas, prevention beside care, reports and outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.capacity import pages, results, rules, words
from macros.subjects.capacity.addresses import ADDRESSES
from macros.subjects.capacity.exports import EXPORTS
from macros.subjects.capacity.model import link_capacity
from macros.subjects.capacity.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for family, title, text in (
        (pages.CAPACITY, words.TITLE, words.SEARCHED),
        (pages.BESIDE, words.BALANCE_TITLE, words.BALANCE_SEARCHED),
        (results.REGISTER, words.RESULTS_TITLE, words.RESULTS_SEARCHED),
        (results.ASKED, words.DONORS_TITLE, words.DONORS_SEARCHED),
    ):
        yield Entry("page", family.url(None), title, text=text)
    for area in pages.AREA.of(site):
        yield Entry(
            "page", pages.AREA.url(area), words.AREA_TITLE.format(area.row.name), note=words.AREA_NOTE
        )


CAPACITY = Subject(
    name="capacity",
    rows=ROWS,
    link=link_capacity,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*pages.PAGES, *results.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
