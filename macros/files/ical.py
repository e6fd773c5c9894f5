"""Calendar files (iCalendar, RFC 5545, by the library `icalendar`) and feeds (Atom, RFC 4287).

The same events give the same bytes: no clock, no random ids. The library is loaded when a calendar is
written, so that a build in which none changed does not pay for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_ONE_DAY = dt.timedelta(days=1)
# Characters that XML 1.0 and calendars do not know; `check` keeps them out of data, too.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Day(NamedTuple):
    """An event that takes whole days. `last` is its last day; the same as `first` for one day."""

    uid: str
    first: dt.date
    last: dt.date
    title: str
    text: str = ""
    place: str = ""
    url: str = ""


class Timed(NamedTuple):
    """An event of some minutes; both ends in UTC, so that a calendar needs no table of zones."""

    uid: str
    begin: dt.datetime
    end: dt.datetime
    title: str
    text: str = ""
    place: str = ""
    url: str = ""


def calendar(portal: str, name: str, days: Iterable[Day | Timed], stamp: dt.date) -> bytes:
    """A calendar file of a portal; `stamp` is the day of the data."""
    import icalendar

    whole = icalendar.Calendar()
    whole.add("version", "2.0")
    maker = _CONTROL.sub("", portal)
    whole.add("prodid", f"-//{maker}//{maker}//CS")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _CONTROL.sub("", name))
    for one in days:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("dtstamp", dt.datetime(stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC))
        timed = isinstance(one, Timed)
        event.add("dtstart", one.begin if isinstance(one, Timed) else one.first)
        event.add("dtend", one.end if isinstance(one, Timed) else one.last + _ONE_DAY)
        for field, value in (("summary", one.title), ("description", one.text), ("location", one.place)):
            if value or field == "summary":
                event.add(field, _CONTROL.sub("", value))
        if one.url:
            event.add("url", one.url)
        event.add("transp", "OPAQUE" if timed else "TRANSPARENT")
        whole.add_component(event)
    raw: bytes = whole.to_ical()
    return raw


class Entry(NamedTuple):
    """One entry of a feed."""

    id: str
    title: str
    url: str
    updated: dt.date
    text: str


def atom(portal: str, title: str, page: str, feed: str, updated: dt.date, entries: Sequence[Entry]) -> bytes:
    """An Atom feed of a portal; `page` and `feed` are its addresses, the newest entries come first."""
    told = "".join(
        f"<entry><id>{_xml(one.id)}</id><title>{_xml(one.title)}</title>"
        f'<link href="{_xml(one.url)}"/><updated>{one.updated:%Y-%m-%d}T00:00:00Z</updated>'
        f"<summary>{_xml(one.text)}</summary></entry>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="cs">'
        f"<id>{_xml(page)}</id><title>{_xml(title)}</title><author><name>{_xml(portal)}</name></author>"
        f'<link href="{_xml(page)}"/><link rel="self" href="{_xml(feed)}"/>'
        f"<updated>{updated:%Y-%m-%d}T00:00:00Z</updated>\n{told}</feed>\n"
    ).encode()


def _xml(value: str) -> str:
    return escape(_CONTROL.sub("", value))
