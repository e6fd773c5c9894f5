"""Small counts of people: which numbers must not leave the loader, so that none can be worked out from others.

A count below the threshold is hidden. A total then gives it away when all other parts are known, so more
is hidden until no group tells anything: in every group that has a total (a territory and its parts) either
nothing is hidden, or at least two things, and what is hidden adds up to the threshold or more. What is hidden
in addition is chosen by the size of the territory, never by the number itself: a choice by the number would
tell something about it.

Parts are taken for the whole even where some have no number: that hides rather more than less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Key = tuple[str, str]
"""A territory: level and code."""
Counts = Mapping[Key, float | None]
"""Numbers by territory; None where the source itself leaves the number out."""

PRIME = (1 << 61) - 1


class Group(NamedTuple):
    """A total and the parts of which it consists."""

    total: Key
    parts: tuple[Key, ...]


def is_small(value: float | None, threshold: int) -> bool:
    """Whether a number may not be shown: too few people, or left out by the source."""
    return value is None or abs(value) < threshold


PER = {"percent": 100, "per_mille": 1000, "per_1000": 1000}
"""Units of shares, and the whole that each is a part of."""


class Share(NamedTuple):
    """A share of people: of how many it is (100, 1000), and the least part of inhabitants that its base is."""

    per: int
    base: float


def least_people(value: float, share: Share, inhabitants: int) -> Decimal:
    """The least number of people that a share may stand for in a place with so many inhabitants.

    Anybody who knows the base works the number out of a share as the sources write it (0.613 % = 1 of 163).
    The base itself (people of an age) the portal need not know: it is never below this part of inhabitants.
    """
    return abs(Decimal(str(value))) * Decimal(str(share.base)) * inhabitants / share.per


def hidden(
    counts: Counts, groups: Sequence[Group], threshold: int, size: Mapping[Key, int] | None = None
) -> set[Key]:
    """Return the territories whose number must be hidden.

    `size` is a public number (inhabitants) by which those that are hidden in addition are chosen, the
    smallest first; unknown sizes come last, in the order of codes.
    """
    gone = {key for key, value in counts.items() if is_small(value, threshold)}
    sizes = size or {}
    below: dict[Key, Group] = {}
    for group in groups:
        below.setdefault(group.total, group)
    while gone:
        more = next(_needed(counts, groups, below, gone, threshold, sizes), None)
        if more is None:
            break
        gone.add(more)
    return gone


def _needed(
    counts: Counts,
    groups: Sequence[Group],
    below: Mapping[Key, Group],
    gone: set[Key],
    threshold: int,
    size: Mapping[Key, int],
) -> Iterator[Key]:
    """Yield what else has to be hidden, as long as something tells a hidden number."""
    for group in groups:
        parts = _leaves(group, below, gone)
        unknown = [key for key in parts if key in gone]
        if group.total in gone:
            if not unknown:
                yield _choose(group, parts, gone, size)
        elif unknown and (len(unknown) < 2 or sum(abs(counts[key] or 0) for key in unknown) < threshold):
            yield _choose(group, parts, gone, size)
    for key in sorted(determined(gone, groups)):
        mine = [group for group in groups if key == group.total or key in group.parts]
        left = {one for group in mine for one in (group.total, *group.parts)} - gone
        yield min(left or counts.keys() - gone, key=lambda one: (size.get(one, PRIME), one))


def _leaves(group: Group, below: Mapping[Key, Group], gone: set[Key]) -> list[Key]:
    """The parts of a group; one that is hidden is replaced by its own parts, which tell it."""
    found: list[Key] = []
    for key in group.parts:
        inner = below.get(key)
        if key in gone and inner is not None and inner.total != group.total:
            found += _leaves(inner, below, gone)
        else:
            found.append(key)
    return found


def _choose(group: Group, parts: Sequence[Key], gone: set[Key], size: Mapping[Key, int]) -> Key:
    left = [key for key in parts if key not in gone]
    if not left:
        left = [key for key in (group.total, *group.parts) if key not in gone]
    return min(left, key=lambda key: (size.get(key, PRIME), key))


def determined(gone: Iterable[Key], groups: Iterable[Group]) -> set[Key]:
    """Return the hidden numbers that the totals give away: the unknowns that linear equations fix.

    Each group is an equation (total = sum of parts). They are solved modulo a large prime: whole
    numbers, exact, and always the same.
    """
    unknown = set(gone)
    rows = []
    for group in groups:
        row = {key: 1 for key in group.parts if key in unknown}
        if group.total in unknown:
            row[group.total] = row.get(group.total, 0) - 1
        if row:
            rows.append({key: value % PRIME for key, value in row.items()})
    solved: dict[Key, dict[Key, int]] = {}
    for row in rows:
        row = _without(row, solved)
        if not row:
            continue
        pivot = min(row)
        inverse = pow(row[pivot], PRIME - 2, PRIME)
        row = {key: value * inverse % PRIME for key, value in row.items()}
        for other, old in list(solved.items()):
            if pivot in old:
                solved[other] = _minus(old, row, old[pivot])
        solved[pivot] = row
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _without(row: dict[Key, int], solved: Mapping[Key, dict[Key, int]]) -> dict[Key, int]:
    for pivot in [key for key in row if key in solved]:
        if pivot in row:
            row = _minus(row, solved[pivot], row[pivot])
    return row


def _minus(row: dict[Key, int], other: Mapping[Key, int], times: int) -> dict[Key, int]:
    left = dict(row)
    for key, value in other.items():
        left[key] = (left.get(key, 0) - times * value) % PRIME
    return {key: value for key, value in left.items() if value}


def leaks(published: Counts, groups: Sequence[Group], threshold: int) -> set[Key]:
    """Return the territories whose published or hidden number breaks the promise; empty where it is kept.

    `published` is what readers see: None where a number is hidden. Written apart from `hidden`, so that one
    may prove the other.
    """
    small = {key for key, value in published.items() if value is not None and abs(value) < threshold}
    gone = {key for key, value in published.items() if value is None}
    told = determined(gone, groups)
    for group in groups:
        total = published.get(group.total)
        unknown = [key for key in group.parts if published.get(key) is None]
        if total is None or not unknown:
            continue
        rest = total - sum(published[key] or 0 for key in group.parts if key not in unknown)
        if abs(rest) < threshold:
            told.update(unknown)
    return small | told
