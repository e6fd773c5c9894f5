"""What the portal tells of meetings. The scheduler is a command: nothing of it reaches the site, and no build loads it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.meetings import minutes, rules
from macros.subjects.meetings import minutes_words as words
from macros.subjects.meetings.addresses import ADDRESSES
from macros.subjects.meetings.exports import EXPORTS
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


MEETINGS = Subject(
    name="meetings",
    rows=ROWS,
    link=link_meetings,
    checks=rules.RULES,
    addresses=ADDRESSES,
    naming=rules.NAMING,
    pages=minutes.PAGES,
    panels=PANELS,
    exports=EXPORTS,
    found=(_found,),
)
