"""Reads a former `schedule.json`, so that the rest of an event is planned anew."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from macros.data.problems import BadData, nearest, problem
from macros.files.spreadsheet import LARGEST
from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Event, Kept, Meeting, pair


class _Meeting(msgspec.Struct):
    round: int
    island: int
    a: str
    b: str
    mutual: bool


class Former(msgspec.Struct):
    """What a former timetable says."""

    rounds: int
    islands: int
    minutes: int
    start: str
    day: str | None
    meetings: list[_Meeting]

    def begins(self) -> dt.time:
        """When its first round begins."""
        return dt.time.fromisoformat(self.start)

    def on(self) -> dt.date | None:
        """Its day, where it has one."""
        return dt.date.fromisoformat(self.day) if self.day else None

    def possible(self) -> bool:
        """Whether its numbers can be those of a timetable."""
        meetings = all(
            1 <= one.round <= self.rounds and one.island >= 1 and one.a != one.b for one in self.meetings
        )
        return meetings and 1 <= self.rounds <= 60 and 1 <= self.islands <= 200 and 1 <= self.minutes <= 240


class Read(NamedTuple):
    """A former timetable, and all that its file says."""

    former: Former
    raw: dict[str, Any]


def read_former(file: Path) -> Read:
    """A former timetable. `BadData` where the file is none."""
    try:
        raw = file.read_bytes()[: LARGEST + 1]
        former = msgspec.json.decode(raw, type=Former)
        former.begins()
        former.on()
        if not former.possible():
            raise ValueError
    except (msgspec.DecodeError, ValueError) as error:
        raise BadData([problem(file.name, 0, "", "kept-file")]) from error
    return Read(former, json.loads(raw))


def kept_of(former: Former, name: str, event: Event, from_round: int) -> Kept:
    """The former timetable among the organisations of the table. `BadData` where it does not fit."""
    at = {one.name: number for number, one in enumerate(event.organisations)}
    found, meetings = [], []
    for gone in sorted({who for one in former.meetings for who in (one.a, one.b)} - at.keys()):
        hint = nearest(gone, at, "").rstrip(".")
        found.append(problem(name, 0, "", "kept-gone", gone, hint=words.NEAREST.format(hint) if hint else ""))
    past = [one for one in former.meetings if one.round < from_round]
    what = [
        *(["--minutes"] if former.minutes != event.minutes and past else []),
        *(["--start"] if former.begins() != event.start and past else []),
        *(["--islands"] if event.islands and any(one.island > event.islands for one in past) else []),
    ]
    if what:
        found.append(problem(name, 0, "", "kept-shape", what=", ".join(what)))
    if found:
        raise BadData(found)
    for one in former.meetings:
        meetings.append(Meeting(one.round, one.island, *pair(at[one.a], at[one.b]), one.mutual))
    return Kept(tuple(sorted(meetings)), from_round)
