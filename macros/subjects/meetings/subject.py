"""What the portal tells of meetings. The scheduler is a command: nothing of it reaches the site, and no build loads it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.reader import Read
from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.meetings import fairs, fairs_words, minutes, rules
from macros.subjects.meetings import minutes_words as words
from macros.subjects.meetings.addresses import ADDRESSES
from macros.subjects.meetings.exports import EXPORTS
from macros.subjects.meetings.fairs_model import link_fairs
from macros.subjects.meetings.model import link_meetings
from macros.subjects.meetings.panels import PANELS
from macros.subjects.meetings.rows import ROWS


def _found(site: Site) -> Iterator[Entry]:
    for page in minutes.LIST.of(site):
        yield Entry("page", minutes.LIST.url(page), words.TITLE, text=words.SEARCHED)
        yield Entry("page", minutes.TASK_LIST.url(page), words.TASKS_TITLE, text=words.TASKS_SEARCHED)
    for meeting in minutes.MEETING.of(site):
        row = meeting.row
        yield Entry("page", meeting.url, row.title, text=f"{row.body} {row.about}", note=words.MEETING_NOTE)
    for page in fairs.LIST.of(site):
        yield Entry("page", fairs.LIST.url(page), fairs_words.TITLE, text=fairs_words.SEARCHED)
    for fair in fairs.FAIR.of(site):
        text = f"{fair.row.place} {fair.row.about}"
        yield Entry("page", fair.url, fair.row.title, text=text, note=fairs_words.FAIR_NOTE)


def _link(site: Site, read: Read) -> None:
    link_meetings(site, read)
    link_fairs(site, read)


MEETINGS = Subject(
    name="meetings",
    rows=ROWS,
    link=_link,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=(*minutes.PAGES, *fairs.PAGES),
    panels=PANELS,
    exports=EXPORTS,
    found=(_found,),
)
