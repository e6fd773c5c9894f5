"""`python -m tests.bench.schedule`: timetables of crowds of organisations, beside who plans by hand and the bound."""

from __future__ import annotations

import itertools
import random
import resource
import subprocess
import sys
import time
from typing import Any

from macros.subjects.meetings.timetable import Event, Organisation, Pair

CROWDS = (
    (60, 400, 15, 0.0),
    (60, 400, 15, 0.15),
    (200, 2000, 50, 0.0),
    (200, 2000, 50, 0.15),
    (200, 2000, 100, 0.0),
)
"""Organisations, wishes, islands, and how much of the time somebody is away."""


def crowd(size: int, wishes: int, absent: float = 0.0, **options: Any) -> Event:
    """Organisations that wish anything, always the same."""
    chance = random.Random(5)
    chosen = sorted(chance.sample(list(itertools.permutations(range(size), 2)), wishes))
    rows = []
    for who in range(size):
        away = frozenset(one for one in range(1, 13) if chance.random() < absent)
        rows.append(Organisation(f"o{who}", 1, tuple(b for a, b in chosen if a == who), (), away))
    return Event(tuple(rows), **options)


def greedy(event: Event) -> list[int]:
    """How many of its wishes each organisation gets from who plans by hand: round by round, the first who are free, mutual wishes before others."""
    done: set[Pair] = set()
    order = sorted(event.wishes, key=lambda both: (-event.wishes[both], both))
    for number in range(1, event.rounds + 1):
        busy: set[int] = set()
        for both in order:
            there = not any(number in event.organisations[who].away or who in busy for who in both)
            if both not in done and there and len(busy) < 2 * event.islands:
                done.add(both)
                busy.update(both)
    both_ways = done | {(b, a) for a, b in done}
    return [sum((who, one) in both_ways for one in row.wants) for who, row in enumerate(event.organisations)]


def main() -> None:
    """Measure each crowd in a process of its own, with the loading of the solver."""
    if len(sys.argv) > 1:
        _one(int(sys.argv[1]))
        return
    print(
        "organisations  wishes  islands  away   met  bound  by hand  least  by hand  seconds   MB", flush=True
    )
    for at in range(len(CROWDS)):
        subprocess.run([sys.executable, "-m", "tests.bench.schedule", str(at)], check=True)


def _one(at: int) -> None:
    from macros.subjects.meetings.plan import plan

    size, wishes, islands, absent = CROWDS[at]
    event = crowd(size, wishes, absent, islands=islands)
    start = time.perf_counter()
    table = plan(event)
    seconds = time.perf_counter() - start
    met, hand = table.stage("wishes"), greedy(event)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{size:13}  {wishes:6}  {islands:7}  {absent:4.0%}  {met.found:4}  {met.bound:5}  {sum(hand):7}"
        f"  {min(table.served):5}  {min(hand):7}  {seconds:7.1f}  {memory:3}"
    )


if __name__ == "__main__":
    main()
