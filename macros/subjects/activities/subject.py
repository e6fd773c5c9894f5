"""What the portal tells of activities that keep children in school."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.activities import pages, rules, words
from macros.subjects.activities.addresses import ADDRESSES
from macros.subjects.activities.exports import EXPORTS
from macros.subjects.activities.model import link_activities
from macros.subjects.activities.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for page in pages.ACTIVITY_LIST.of(site):
        yield Entry("page", pages.ACTIVITY_LIST.url(page), words.TITLE, text=words.SEARCHED)
    for activity in pages.ACTIVITY.of(site):
        yield Entry("page", activity.url, activity.row.title, text=activity.row.what, note=words.NOTE)
    for region in pages.HERE_LIST.of(site):
        title, home = words.HERE_TITLE.format(region.name), region.row.slug
        yield Entry("page", pages.here_url(region), title, text=words.SEARCHED_HERE, home=home)


ACTIVITIES = Subject(
    name="activities",
    rows=ROWS,
    link=link_activities,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=pages.PAGES,
    exports=EXPORTS,
    found=(_found,),
)
