"""Proves a timetable by the table of wishes alone, as plain values: shares no code with what made it.

It is asked before anything is written. What it says is for those who mend the program, so in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]
"""Rows of the table: `organisation`, `wants` and `met` (names), `away` (numbers of rounds)."""


def faults(rows: Rows, told: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Iterator[str]:
    """Yield what is wrong with a timetable, told as `schedule.json` tells it."""
    by_name = {row["organisation"]: row for row in rows}
    if len(by_name) < len(rows):
        yield "two rows are of one organisation"
    yield from _places(by_name, told)
    yield from _wishes(by_name, told)
    yield from _accounts(rows, told)
    yield from _free(by_name, told)
    if kept is not None:
        yield from _past(told, kept)


def _places(by_name: Mapping[str, Mapping[str, Any]], told: Mapping[str, Any]) -> Iterator[str]:
    """Nobody at two islands at once, no island for two, nobody who is away, nothing outside of the event."""
    people: set[tuple[int, str]] = set()
    islands: set[tuple[int, int]] = set()
    for one in told["meetings"]:
        at, island = one["round"], one["island"]
        if not 1 <= at <= told["rounds"]:
            yield f"round {at} is none of {told['rounds']}"
        if not 1 <= island <= told["islands"]:
            yield f"round {at}: island {island} is none of {told['islands']}"
        if (at, island) in islands:
            yield f"round {at}: two meetings at island {island}"
        islands.add((at, island))
        for name in (one["a"], one["b"]):
            if name not in by_name:
                yield f"round {at}: {name} is not in the table"
            elif at in by_name[name]["away"]:
                yield f"round {at}: {name} is away"
            if (at, name) in people:
                yield f"round {at}: {name} is at two islands"
            people.add((at, name))


def _wishes(by_name: Mapping[str, Mapping[str, Any]], told: Mapping[str, Any]) -> Iterator[str]:
    """Only who wishes it meets, once, and not who has met before."""
    seen: set[frozenset[str]] = set()
    for one in told["meetings"]:
        a, b = one["a"], one["b"]
        if a == b:
            yield f"{a} meets itself"
        if frozenset((a, b)) in seen:
            yield f"{a} and {b} meet twice"
        seen.add(frozenset((a, b)))
        if a not in by_name or b not in by_name or one["round"] < told["from_round"]:
            continue
        wished = (b in by_name[a]["wants"]) + (a in by_name[b]["wants"])
        if not wished:
            yield f"neither of {a} and {b} wishes it"
        if one["mutual"] != (wished == 2):
            yield f"{a} and {b}: mutual is said wrong"
        if b in by_name[a]["met"] or a in by_name[b]["met"]:
            yield f"{a} and {b} have met before"


def _accounts(rows: Rows, told: Mapping[str, Any]) -> Iterator[str]:
    """Each wish is met or has its reason, and the numbers say so."""
    done = {(one["a"], one["b"]) for one in told["meetings"]}
    done |= {(b, a) for a, b in done}
    wished = {(row["organisation"], name) for row in rows for name in row["wants"]}
    left = [(one["who"], one["whom"]) for one in told["unmet"]]
    if len(set(left)) < len(left):
        yield "a wish is unmet twice"
    for who, whom in sorted((wished - done) ^ set(left)):
        yield f"the wish of {who} for {whom} is neither met nor unmet, or both"
    yield from (
        f"{one['who']}, {one['whom']}: no reason" for one in told["unmet"] if not one["reason"].strip()
    )
    count = len(wished & done)
    if count != told["met"]:
        yield f"{count} wishes are met, not {told['met']}"
    if count > told["bound"] or told["optimal"] != (count == told["bound"]):
        yield f"{count} wishes are met, so {told['bound']} is no bound, or it is said wrong whether it is reached"
    for row in rows:
        mine = sum((row["organisation"], name) in done for name in row["wants"])
        if mine != told["served"].get(row["organisation"]):
            yield f"{row['organisation']}: {mine} of its wishes are met"


def _free(by_name: Mapping[str, Mapping[str, Any]], told: Mapping[str, Any]) -> Iterator[str]:
    """No unmet wish could be met as things stand: two free in one round beside a free island."""
    busy: dict[int, set[str]] = {}
    taken: dict[int, int] = {}
    for one in told["meetings"]:
        busy.setdefault(one["round"], set()).update((one["a"], one["b"]))
        taken[one["round"]] = taken.get(one["round"], 0) + 1
    for one in told["unmet"]:
        who, whom = one["who"], one["whom"]
        if who not in by_name or whom not in by_name:
            continue
        if whom in by_name[who]["met"] or who in by_name[whom]["met"]:
            continue
        for at in range(told["from_round"], told["rounds"] + 1):
            free = not {who, whom} & busy.get(at, set()) and taken.get(at, 0) < told["islands"]
            if free and at not in by_name[who]["away"] and at not in by_name[whom]["away"]:
                yield f"round {at}: {who} and {whom} could meet"
                break


def _past(told: Mapping[str, Any], kept: Mapping[str, Any]) -> Iterator[str]:
    """What is over stays as it was."""

    def over(plan: Mapping[str, Any]) -> set[tuple[Any, ...]]:
        return {
            (each["round"], each["island"], frozenset((each["a"], each["b"])))
            for each in plan["meetings"]
            if each["round"] < told["from_round"]
        }

    if over(told) != over(kept):
        yield f"rounds before {told['from_round']} are not those of the former timetable"
