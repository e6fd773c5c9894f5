"""Files beside the pages of meetings: calendars (.ics) of meetings and of terms, tables (.csv) of tasks and votes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

from macros.files.formulas import guard
from macros.files.ical import Day, calendar
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.meetings import minutes_words as words
from macros.subjects.meetings.minutes import MEETINGS_ICS, TASKS_CSV, TASKS_ICS, VOTES_CSV, meetings_reads
from macros.subjects.meetings.model import Meeting, Meetings
from macros.words import czech


def minutes_files(site: Site) -> Iterator[Made]:
    """Every file; none where there is nothing to be said in it."""
    part, key = site[Meetings], digest(meetings_reads(site, None))
    if part.meetings:
        yield Made(MEETINGS_ICS, key, partial(_meetings, site))
        yield Made(TASKS_CSV, key, partial(_tasks, site))
        # Also without a single term: whoever took it once is told when the first one comes.
        yield Made(TASKS_ICS, key, partial(_terms, site))
    if any(meeting.votes for meeting in part.meetings):
        yield Made(VOTES_CSV, key, partial(_votes, site))


def stamp(site: Site) -> dt.date:
    """The day of the data; a fixed one where it is not known, as calendars need one."""
    return site.as_of or dt.date(2000, 1, 1)


def host(site: Site) -> str:
    """Of the portal, for ids of events."""
    return urlsplit(site.settings.site_url).hostname or "rozcestnik"


def _meetings(site: Site) -> bytes:
    found: list[Day] = []
    for meeting in reversed(site[Meetings].meetings):
        row, url = meeting.row, site.settings.site_url + meeting.url
        told = "\n".join(filter(None, (row.body, row.about, row.starts)))
        found.append(Day(f"{row.id}@{host(site)}", row.held_on, row.held_on, row.title, told, row.place, url))
        if row.next_on and not _held(meeting, row.next_on):
            said = words.UNCONFIRMED.format(czech.date(row.held_on))
            told = "\n".join(filter(None, (row.next_starts, row.next_about, said)))
            title = words.NEXT.format(row.body)
            found.append(Day(f"{row.id}-next@{host(site)}", row.next_on, row.next_on, title, told, "", url))
    return calendar(site.settings.name, words.CALENDAR, found, stamp(site))


def _held(meeting: Meeting, day: dt.date) -> bool:
    """Whether the minutes of the meeting that was announced for that day are here."""
    later = meeting.later
    while later and later.row.held_on < day:
        later = later.later
    return bool(later and later.row.held_on == day)


def _terms(site: Site) -> bytes:
    found = [
        Day(
            f"{task.row.id}@{host(site)}",
            task.row.deadline,
            task.row.deadline,
            task.row.task,
            "\n".join(filter(None, (task.row.owner, meeting.row.title))),
            url=site.settings.site_url + meeting.url,
        )
        for meeting, task in site[Meetings].tasks
        if task.row.deadline and not task.ended
    ]
    return calendar(site.settings.name, words.TERMS, found, stamp(site))


def _tasks(site: Site) -> bytes:
    return table(
        words.COLUMNS,
        (
            (
                meeting.row.title,
                meeting.row.held_on.isoformat(),
                task.row.task,
                task.row.owner,
                task.row.deadline.isoformat() if task.row.deadline else "",
                words.STATES[task.row.state],
                task.row.ended_on.isoformat() if task.row.ended_on else "",
                task.row.outcome,
                task.row.note,
                f"{task.node.row.code} {task.node.row.title}".strip() if task.node else "",
                meeting.row.source_document,
                task.row.source_section,
                site.settings.site_url + meeting.url,
            )
            for meeting, task in site[Meetings].tasks
        ),
    )


def _votes(site: Site) -> bytes:
    lines = []
    for meeting in site[Meetings].meetings:
        items = {one.position: one.title for one in meeting.items}
        for vote in meeting.votes:
            decided = (one.row.text for one in meeting.resolutions if one.vote is vote)
            lines.append(
                (
                    meeting.row.title,
                    meeting.row.held_on.isoformat(),
                    items.get(vote.item or 0, ""),
                    vote.question,
                    str(vote.in_favour),
                    str(vote.against),
                    str(vote.abstained),
                    words.RESULTS[vote.result],
                    " ".join(decided),
                    meeting.row.source_document,
                    vote.source_section,
                    site.settings.site_url + meeting.url,
                )
            )
    return table(words.VOTE_COLUMNS, lines)


def table(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """CSV as Excel and LibreOffice open it: semicolons, a mark of UTF-8, no formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guard(cell) for cell in line] for line in lines)
    return ("\ufeff" + out.getvalue()).encode()
