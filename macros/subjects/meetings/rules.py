"""Rules about minutes: votes that add up, numbers that exist, tasks that end, days in their order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.meetings.model import ENDED

COUNTS = ("in_favour", "against", "abstained")
NUMBERS = (
    ("votes", "item", "items"),
    ("resolutions", "item", "items"),
    ("resolutions", "vote", "votes"),
    ("tasks", "item", "items"),
)
"""Columns (table, column) that number a row of another table of the same meeting."""


@check("meeting-votes-many")
def votes_of_voters(data: Data) -> Iterator[Problem]:
    """No more people vote than may, where the minutes say how many may."""
    votes, meetings = data.table("meetings", "votes"), data.table("meetings", "meetings")
    if not (votes and meetings):
        return
    may = meetings.by("id", "voters")
    for row, meeting, *counts in votes.records(["meeting", *COUNTS]):
        voters = may.get(meeting)
        if voters is not None and None not in counts and sum(counts) > voters:
            yield votes.problem(row, "in_favour", "meeting-votes-many", sum(counts), voters=voters)


@check("meeting-vote-result")
def results(data: Data) -> Iterator[Problem]:
    """What passed has more votes for than against; what more than half of all votes were for did not fail."""
    votes = data.table("meetings", "votes")
    if votes is None:
        return
    for row, result, *counts in votes.records(["result", *COUNTS]):
        if None in counts:
            continue
        pro, con, kept = counts
        if (result == "passed" and pro <= con) or (result == "rejected" and pro > con + kept):
            yield votes.problem(
                row, "result", "meeting-vote-result", result, pro=pro, con=con, abstained=kept
            )


@check("meeting-number")
def numbers(data: Data) -> Iterator[Problem]:
    """Items and votes that rows name by their number are rows of the same meeting."""
    for name, column, other in NUMBERS:
        table, named = data.table("meetings", name), data.table("meetings", other)
        if not (table and named):
            continue
        known: defaultdict[str, set[int]] = defaultdict(set)
        for _, meeting, position in named.records(["meeting", "position"]):
            known[meeting].add(position)
        for row, meeting, number in table.records(["meeting", column]):
            if number is not None and meeting and number not in known[meeting]:
                yield table.problem(row, column, "meeting-number", number, table=other, meeting=meeting)


@check("meeting-next")
def next_meeting(data: Data) -> Iterator[Problem]:
    """The next meeting is after this one, and its time and subject have a day."""
    if table := data.table("meetings", "meetings"):
        for row, held_on, next_on in table.records(["held_on", "next_on"]):
            if held_on and next_on and next_on <= held_on:
                yield table.problem(row, "next_on", "meeting-next", next_on, held=held_on)


@check("task-outcome", "task-ended-early", "task-unreported")
def tasks_end(data: Data) -> Iterator[Problem]:
    """What ended says how and no sooner than it was given; what is past its term says how it stands (a warning)."""
    table, meetings = data.table("meetings", "tasks"), data.table("meetings", "meetings")
    if not (table and meetings):
        return
    held, today = meetings.by("id", "held_on"), dt.date.today()
    columns = ["meeting", "deadline", "state", "ended_on", "outcome"]
    for row, meeting, due, state, ended_on, outcome in table.records(columns):
        given = held.get(meeting)
        if state in ENDED and not outcome:
            yield table.problem(row, "outcome", "task-outcome", state)
        if ended_on and given and ended_on < given:
            yield table.problem(row, "ended_on", "task-ended-early", ended_on, held=given)
        if due and not state and due < today:
            yield table.problem(row, "state", "task-unreported", due, warning=True)


NAMING = Naming(
    who=(
        ("meetings", "title"),
        ("meetings", "body"),
        ("items", "said"),
        ("attendance", "who"),
        ("votes", "question"),
        ("resolutions", "text"),
        ("tasks", "owner"),
        ("tasks", "note"),
        ("tasks", "outcome"),
    ),
)
RULES: tuple[Check, ...] = (votes_of_voters, results, numbers, next_meeting, tasks_end)
