"""Starts the minutes of a meeting: a folder of patterns, with what the meeting before it left to be done.

Nothing goes into the data: patterns lie outside of the packages, and `check` knows the mark of what is not filled in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from macros.data.draft_words import PLACEHOLDER
from macros.data.drafts import DRAFTS, ScaffoldError, Started, write_patterns
from macros.data.mend import write_csv
from macros.data.problems import nearest
from macros.data.schema import Schema
from macros.model.site import Site
from macros.subjects.meetings import rows
from macros.subjects.meetings import scaffold_words as words
from macros.subjects.meetings.addresses import MEETINGS
from macros.subjects.meetings.model import Meeting, Meetings, Task
from macros.words import czech

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[1-9]")
"""Names that Windows keeps for devices: no folder can have them."""
_DATA = "data_packages/meetings/data"


def scaffold(root: Path, site: Site, code: str, after: str = "", on: dt.date | None = None) -> Started:
    """Start the minutes of a meeting. `ScaffoldError` where it is there already or what it follows is not."""
    package = site.packages.get("meetings")
    if package is None:
        raise ScaffoldError(words.NO_PACKAGE)
    known = {meeting.row.id: meeting for meeting in site[Meetings].meetings}
    if not _ID.fullmatch(code) or _DEVICE.fullmatch(code) or len(code) > 80:
        raise ScaffoldError(words.BAD_ID.format(code))
    if code in known:
        file, row = site.files[rows.MeetingRow], known[code].row.row_number
        raise ScaffoldError(words.THERE.format(code, file, row))
    if after and after not in known:
        raise ScaffoldError(words.UNKNOWN.format(after, nearest(after, known)).strip())
    before = known.get(after)
    day = on or (before.row.next_on if before else None)
    if before and day and day <= before.row.held_on:
        raise ScaffoldError(words.EARLY.format(day, after, before.row.held_on))
    open_tasks = [one for one in before.tasks if not one.ended] if before else []
    patterns = _patterns(package.schemas, code, before, day, open_tasks)
    done = write_patterns(root, code, ((name, text.encode) for name, text in patterns))
    told = {"folder": f"{DRAFTS}/{code}", "data": _DATA, "page": f"{MEETINGS}{code}/"}
    done.steps = [step.format(**told) for step in words.STEPS]
    return done


def _patterns(
    schemas: dict[str, Schema], code: str, before: Meeting | None, day: dt.date | None, left: list[Task]
) -> Iterator[tuple[str, str]]:
    yield "README.md", _readme(code, left)
    meeting = {
        "id": code,
        "title": _mark(words.TITLE),
        "body": before.row.body if before else _mark(words.BODY),
        "held_on": day.isoformat() if day else _mark(words.DAY),
        "starts": before.row.next_starts if before else "",
        "region_nuts3": before.row.region_nuts3 if before else "",
        "about": before.row.next_about if before else "",
        "source_document": _mark(words.DOCUMENT),
    }
    titles = [words.FIRST, *([words.REVIEW] if left else []), _mark(words.ITEM)]
    first = {"meeting": code, "position": "1"}
    voted = dict.fromkeys(("in_favour", "against", "abstained"), _mark(words.ZERO))
    known = {
        "meetings": [meeting],
        "items": [
            {"meeting": code, "position": str(at), "title": title} for at, title in enumerate(titles, 1)
        ],
        "attendance": [first | {"who": _mark(words.ROLE), "part": "member"}],
        "votes": [first | voted | {"question": _mark(words.QUESTION), "result": _mark(words.RESULT)}],
        "resolutions": [first | {"text": _mark(words.TEXT)}],
        "tasks": [first | {"id": f"{code}-1", "task": _mark(words.TASK), "owner": _mark(words.ROLE)}],
    }
    for name, lines in known.items():
        names = schemas[name].names
        yield (
            f"{name}.csv",
            write_csv([names, *([line.get(one, "") for one in names] for line in lines)]),
        )


def _mark(text: str) -> str:
    return f"{PLACEHOLDER}: {text}]"


def _readme(code: str, left: list[Task]) -> str:
    lines = [
        words.OPEN_TASK.format(
            task.row.id,
            task.row.task,
            task.row.owner or words.NOT_SAID,
            czech.date(task.row.deadline) if task.row.deadline else words.NOT_SAID,
        )
        for task in left
    ]
    review = (
        words.OPEN + "\n".join(f"   {line}" for line in ["", *lines]).lstrip(" ") if left else words.NONE_OPEN
    )
    return words.README.format(id=code, review=review, data=_DATA, page=f"{MEETINGS}{code}/")
