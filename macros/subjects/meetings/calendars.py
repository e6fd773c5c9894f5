"""A timetable as calendars (iCalendar): one of all, and one for each organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from macros.files.ical import Timed, calendar
from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Meeting, Timetable
from macros.words.czech import slug

_ZONE = ZoneInfo("Europe/Prague")
FOLDER = "calendars"


def calendars(table: Timetable, maker: str) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files; none where nobody knows the day."""
    day = table.event.day
    if day is None:
        return
    events = [_event(table, one) for one in table.meetings]
    yield "schedule.ics", calendar(maker, words.TITLE, events, day)
    for name, who in _names(table).items():
        title = f"{words.TITLE}: {table.event.organisations[who].name}"
        yield (
            f"{FOLDER}/{name}.ics",
            calendar(maker, title, [_event(table, one, who) for one in table.of(who)], day),
        )


def _names(table: Timetable) -> dict[str, int]:
    """A name of a file for each organisation; two that would be alike get numbers."""
    names: dict[str, int] = {}
    for who, one in enumerate(table.event.organisations):
        name = base = slug(one.name)[:60].strip("-") or "organizace"
        number = 1
        while name in names:
            number += 1
            name = f"{base}-{number}"
        names[name] = who
    return names


def _event(table: Timetable, meeting: Meeting, who: int | None = None) -> Timed:
    event = table.event
    names = [row.name for row in event.organisations]
    a, b = names[meeting.a], names[meeting.b]
    title = f"{a} × {b}" if who is None else names[meeting.b if who == meeting.a else meeting.a]
    assert event.day is not None
    return Timed(
        uid=f"{event.day:%Y%m%d}-{meeting.round}-{meeting.island}-{slug(a)}-{slug(b)}@rozcestnik",
        begin=_utc(event.begins(meeting.round)),
        end=_utc(event.begins(meeting.round + 1)),
        title=title,
        text=f"{words.round_no(meeting.round)}, {words.BOTH if meeting.mutual else words.ONE}",
        place=words.island(meeting.island),
    )


def _utc(local: dt.datetime) -> dt.datetime:
    return local.replace(tzinfo=_ZONE).astimezone(dt.UTC)
