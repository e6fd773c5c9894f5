"""What the portal tells of activities that keep children in school."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.activities import examples, pages, rules, voices, words
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
    for page in voices.VOICE_LIST.of(site):
        yield Entry("page", voices.VOICE_LIST.url(page), words.VOICES_TITLE, text=words.VOICES_SEARCHED)
    for page in examples.EXAMPLE_LIST.of(site):
        title = words.EXAMPLES_TITLE
        yield Entry("page", examples.EXAMPLE_LIST.url(page), title, text=words.EXAMPLES_SEARCHED)


ACTIVITIES = Subject(
    name="activities",
    rows=ROWS,
    link=link_activities,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*pages.PAGES, *voices.PAGES, *examples.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
