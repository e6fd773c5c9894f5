"""What the portal tells of the network of services: white spots and strong ones, who looked, how people get there."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.network import pages, reach_pages, reach_words, rules, stories, words
from macros.subjects.network.addresses import ADDRESSES
from macros.subjects.network.exports import EXPORTS
from macros.subjects.network.model import link_network
from macros.subjects.network.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for page in pages.SPOTS.of(site):
        yield Entry("page", pages.SPOTS.url(page), words.TITLE, text=words.SEARCHED)
    for page in reach_pages.REACHED.of(site):
        yield Entry("page", reach_pages.REACHED.url(page), reach_words.TITLE, text=reach_words.SEARCHED)
    for page in stories.STORY_LIST.of(site):
        yield Entry("page", stories.STORY_LIST.url(page), words.STORIES_TITLE, text=words.STORIES_SEARCHED)
    for story in stories.STORY.of(site):
        text = f"{story.row.topic} {story.row.place}"
        yield Entry("page", stories.STORY.url(story), story.row.title, text=text, note=words.STORIES_NOTE)


NETWORK = Subject(
    name="network",
    rows=ROWS,
    link=link_network,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*pages.PAGES, *reach_pages.PAGES, *stories.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
