"""A timetable on paper: a sheet for each organisation and for each island, in one PDF."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from macros.print.press import Press, job
from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Timetable
from macros.words.czech import date, typeset


def document(table: Timetable, said: dict[str, Any], site: str) -> bytes:
    """The PDF. `PressError` where it cannot be made."""
    event = table.event
    sheets = [_of_organisation(table, said, who) for who in range(len(event.organisations))]
    sheets += [_of_island(table, said, island) for island in range(1, event.islands + 1)]
    data = {
        "site": site,
        "title": words.TITLE,
        "day": date(event.day) if event.day else "",
        "sheets": sheets,
        "tint": "teal",
        "icons": {},
    }
    # The day of the document is no clock: where the event has none, it bears none.
    work = job("schedule.pdf", "timetable", data, event.day or dt.date(2000, 1, 1))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made", work.name)
        Press(made.parent).make(work, made)
        return made.read_bytes()


def _of_organisation(table: Timetable, said: dict[str, Any], who: int) -> dict[str, Any]:
    event, row = table.event, table.event.organisations[who]
    mine = {one.round: one for one in table.of(who)}
    lines = []
    for number in range(1, event.rounds + 1):
        one = mine.get(number)
        cells = ["", words.AWAY if number in row.away else words.FREE]
        if one:
            other = event.organisations[one.b if who == one.a else one.a].name
            cells = [words.island(one.island), typeset(other)]
        lines.append({"round": number, "time": event.clock(number), "cells": cells, "met": bool(one)})
    unmet = [f"{one['whom']}: {one['reason']}" for one in said["unmet"] if one["who"] == row.name]
    return {
        "title": row.name,
        "kind": words.people(row.people),
        "heads": [words.ROUND, words.TIME, words.ISLAND, words.WITH],
        "lines": lines,
        "unmet": {"title": words.UNMET, "lines": [typeset(line) for line in unmet]},
    }


def _of_island(table: Timetable, said: dict[str, Any], island: int) -> dict[str, Any]:
    event = table.event
    here = {one.round: one for one in table.meetings if one.island == island}
    lines = []
    for number in range(1, event.rounds + 1):
        one = here.get(number)
        pair = [event.organisations[who] for who in (one.a, one.b)] if one else []
        cells = [f"{typeset(each.name)} ({words.people(each.people)})" for each in pair] or [words.EMPTY, ""]
        lines.append({"round": number, "time": event.clock(number), "cells": cells, "met": bool(one)})
    return {
        "title": words.island(island),
        "kind": "",
        "heads": [words.ROUND, words.TIME, words.FIRST, words.WITH],
        "lines": lines,
        "unmet": {"title": words.UNMET, "lines": []},
    }
