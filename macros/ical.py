"""Calendar files (iCalendar, RFC 5545) with all-day events, and feeds (Atom, RFC 4287).

Written here, not by a library: a few lines, and a build must not need one more package. Tests read what
comes out with the library `icalendar`. The same events give the same bytes: no clock, no random ids.
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


def calendar(name: str, days: Iterable[Day], stamp: dt.date) -> bytes:
    """A calendar file; `stamp` is the day of the data."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rozcestnik//Rozcestnik//CS",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + _ONE_DAY:%Y%m%d}",
            f"SUMMARY:{_text(one.title)}",
        ]
        extra = ("DESCRIPTION", _text(one.text)), ("LOCATION", _text(one.place)), ("URL", one.url)
        lines += [f"{label}:{value}" for label, value in extra if value]
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _text(value: str) -> str:
    value = _CONTROL.sub("", value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after 75 octets at most, never inside a character."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces)


class Entry(NamedTuple):
    """One entry of a feed."""

    id: str
    title: str
    url: str
    updated: dt.date
    text: str


def atom(title: str, page: str, feed: str, updated: dt.date, entries: Sequence[Entry]) -> bytes:
    """An Atom feed; `page` and `feed` are its addresses, the newest entries come first."""
    told = "".join(
        f"<entry><id>{_xml(one.id)}</id><title>{_xml(one.title)}</title>"
        f'<link href="{_xml(one.url)}"/><updated>{one.updated:%Y-%m-%d}T00:00:00Z</updated>'
        f"<summary>{_xml(one.text)}</summary></entry>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="cs">'
        f"<id>{_xml(page)}</id><title>{_xml(title)}</title><author><name>Rozcestník</name></author>"
        f'<link href="{_xml(page)}"/><link rel="self" href="{_xml(feed)}"/>'
        f"<updated>{updated:%Y-%m-%d}T00:00:00Z</updated>\n{told}</feed>\n"
    ).encode()


def _xml(value: str) -> str:
    return escape(_CONTROL.sub("", value))
