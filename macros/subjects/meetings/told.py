"""A timetable as data (`schedule.json`) and as sentences."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from macros.subjects.meetings import words
from macros.subjects.meetings.timetable import Event, Timetable, unmet
from macros.words.czech import some


def told(table: Timetable) -> dict[str, Any]:
    """A timetable in plain values."""
    event = table.event
    names = [one.name for one in event.organisations]
    first = table.kept.from_round if table.kept else 1
    wishes = table.stage("wishes")
    return {
        "rounds": event.rounds,
        "islands": event.islands,
        "minutes": event.minutes,
        "start": f"{event.start:%H:%M}",
        "day": event.day.isoformat() if event.day else None,
        "from_round": first,
        "meetings": [
            {
                "round": one.round,
                "time": event.clock(one.round),
                "island": one.island,
                "a": names[one.a],
                "b": names[one.b],
                "mutual": one.mutual,
            }
            for one in table.meetings
        ],
        "unmet": [
            {
                "who": names[one.who],
                "whom": names[one.whom],
                "code": one.code,
                "reason": words.reason(one.code, names[one.who], names[one.whom], one.rounds),
            }
            for one in unmet(event, event.islands, table.meetings, first)
        ],
        "met": sum(table.served),
        "bound": wishes.bound,
        "optimal": wishes.proved,
        "served": dict(zip(names, table.served, strict=True)),
        "aims": [
            {"aim": one.name, "found": one.found, "bound": one.bound, "proved": one.proved}
            for one in table.stages
        ],
        "islands_needed": {
            "islands": table.need.islands,
            "proved": table.need.proved,
            "wishes": table.need.wishes,
        },
    }


def rows_of(event: Event) -> list[dict[str, Any]]:
    """The table of wishes in plain values, as the verifier takes it."""
    names = [one.name for one in event.organisations]
    return [
        {
            "organisation": one.name,
            "wants": [names[other] for other in one.wants],
            "met": [names[other] for other in one.met],
            "away": sorted(one.away),
        }
        for one in event.organisations
    ]


def as_json(said: dict[str, Any]) -> bytes:
    """The file."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def sentences(table: Timetable) -> list[str]:
    """What came of it, for people; of each aim whether it could be better."""
    event = table.event
    rows = event.organisations
    wishes, mutual, fair = (table.stage(name) for name in ("wishes", "mutual", "fairness"))
    open_wishes = sum(
        1
        for who, one in enumerate(rows)
        for whom in one.wants
        if (min(who, whom), max(who, whom)) in event.wishes
    )
    done = {(one.a, one.b) for one in table.meetings}
    open_wishes += sum(
        1
        for who, one in enumerate(rows)
        for whom in one.wants
        if (min(who, whom), max(who, whom)) in done - event.wishes.keys()
    )
    # Who wishes nobody but those it has met before is served.
    wishing = {who for who, one in enumerate(rows) if set(one.wants) - _met(event, who)}
    counts = sorted(Counter(count for who, count in enumerate(table.served) if who in wishing).items())
    sure = wishes.proved and mutual.proved
    said = [
        words.met(wishes.found, open_wishes, wishes.bound),
        words.mutual(mutual.found, wishes.proved and mutual.proved),
    ]
    former = [one for one in table.stages if one.name == "kept"]
    said += [words.kept(one.found, sure and one.proved) for one in former]
    sure = sure and all(one.proved for one in former)
    said += [
        words.fair(counts[:3], sure and fair.proved),
        words.waiting(table.stage("waiting").found),
        words.moving(table.stage("moving").found),
        words.need(table.need.islands, table.need.proved, table.need.wishes),
    ]
    if many := [one.name for one in rows if len(one.wants) > event.rounds]:
        said.append(words.overfull(some(many, 10), event.rounds))
    return said


def _met(event: Event, who: int) -> set[int]:
    return {one for both in event.met if who in both for one in both}
