"""What the portal tells of cooperation: the map, agreements, needs and offers, local strategies."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.cooperation import agreements, local, mapping, requests, rules, words
from macros.subjects.cooperation.addresses import ADDRESSES, AGREEMENTS, INDEX, LOCAL, REQUESTS
from macros.subjects.cooperation.exports import EXPORTS
from macros.subjects.cooperation.model import Cooperation, link_cooperation
from macros.subjects.cooperation.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    yield Entry("page", INDEX, words.TITLE, text=words.SEARCHED)
    yield Entry("page", AGREEMENTS, words.AGREEMENTS_TITLE, text=words.AGREEMENTS_SEARCHED)
    yield Entry("page", REQUESTS, words.REQUESTS_TITLE, text=words.REQUESTS_SEARCHED)
    yield Entry("page", LOCAL, words.LOCAL_TITLE, text=words.LOCAL_SEARCHED)
    for one in site[Cooperation].agreements:
        yield Entry(
            "page", agreements.url_of(one), one.row.title, text=one.row.place, note=words.AGREEMENT_NOTE
        )


COOPERATION = Subject(
    name="cooperation",
    rows=ROWS,
    link=link_cooperation,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*mapping.PAGES, *agreements.PAGES, *requests.PAGES, *local.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
