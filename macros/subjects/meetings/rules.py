"""Rules about minutes and fairs: votes that add up, numbers that exist, tasks that end, talks that fit in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from macros.check import Check, Data, check
from macros.check.people import Naming
from macros.data.problems import Problem, nearest
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
    """What passed has more votes for than against; what more than half were for did not fail (a warning)."""
    votes = data.table("meetings", "votes")
    if votes is None:
        return
    for row, result, *counts in votes.records(["result", *COUNTS]):
        if None in counts:
            continue
        pro, con, kept = counts
        if (result == "passed" and pro <= con) or (result == "rejected" and pro > con + kept):
            yield votes.problem(
                row,
                "result",
                "meeting-vote-result",
                result,
                warning=True,
                pro=pro,
                con=con,
                abstained=kept,
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


@check("meeting-heard")
def heard_somewhere(data: Data) -> Iterator[Problem]:
    """A meeting at which an input was heard is known, where there are minutes at all."""
    inputs, meetings = data.table("strategy", "inputs"), data.table("meetings", "meetings")
    if not (inputs and meetings and "meeting" in inputs.schema.names):
        return
    known = {one for one in meetings.columns["id"] if one}
    for row, meeting in inputs.records(["meeting"]):
        if meeting and meeting not in known:
            yield inputs.problem(row, "meeting", "meeting-heard", meeting, hint=nearest(meeting, known))


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


@check("fair-number")
def fair_numbers(data: Data) -> Iterator[Problem]:
    """Blocks and stands that talks name by their number are rows of the same fair."""
    talks = data.table("meetings", "fair_talks")
    for column, other in (("block", "fair_blocks"), ("stand", "fair_stands")):
        named = data.table("meetings", other)
        if not (talks and named):
            continue
        known = {(fair, position) for _, fair, position in named.records(["fair", "position"])}
        for row, fair, number in talks.records(["fair", column]):
            if fair and number is not None and (fair, number) not in known:
                yield talks.problem(row, column, "fair-number", number, table=other, fair=fair)


@check("fair-talks-long")
def talks_fit(data: Data) -> Iterator[Problem]:
    """Talks with the pauses between them, and the time to talk, fit into their block."""
    blocks, talks = data.table("meetings", "fair_blocks"), data.table("meetings", "fair_talks")
    if not (blocks and talks):
        return
    found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for _, fair, block, minutes in talks.records(["fair", "block", "minutes"]):
        found[fair, block].append(minutes or 0)
    columns = ["fair", "position", "minutes", "pause", "talking"]
    for row, fair, position, minutes, pause, talking in blocks.records(columns):
        mine = found[fair, position]
        needed = sum(mine) + max(len(mine) - 1, 0) * (pause or 0) + (talking or 0)
        if minutes and needed > minutes:
            yield blocks.problem(row, "minutes", "fair-talks-long", minutes, needed=needed)


@check("fair-signed")
def room(data: Data) -> Iterator[Problem]:
    """No more people sign up for a block than fit in: a warning, an organiser may find a larger room."""
    if table := data.table("meetings", "fair_blocks"):
        for row, capacity, signed in table.records(["capacity", "signed"]):
            if capacity and signed and signed > capacity:
                yield table.problem(row, "signed", "fair-signed", signed, capacity=capacity, warning=True)


@check("fair-overlap")
def one_after_another(data: Data) -> Iterator[Problem]:
    """A block of a fair begins when the one before it has ended."""
    table = data.table("meetings", "fair_blocks")
    if table is None:
        return
    blocks: defaultdict[str, list[tuple[int, str, int, int]]] = defaultdict(list)
    for row, fair, position, starts, minutes in table.records(["fair", "position", "starts", "minutes"]):
        if fair and starts and minutes and position is not None:
            blocks[fair].append((position, starts, minutes, row))
    for mine in blocks.values():
        for (_, before, minutes, _), (_, starts, _, row) in pairwise(sorted(mine)):
            if _minute(starts) < _minute(before) + minutes:
                yield table.problem(row, "starts", "fair-overlap", starts)


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


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
        ("fairs", "audience"),
        ("fair_stands", "organisation"),
    ),
)
RULES: tuple[Check, ...] = (
    votes_of_voters,
    results,
    numbers,
    heard_somewhere,
    next_meeting,
    tasks_end,
    fair_numbers,
    talks_fit,
    room,
    one_after_another,
)
