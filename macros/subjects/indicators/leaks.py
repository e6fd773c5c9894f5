"""What readers can work out of published counts of people: the proof of `suppress`, which shares no code with it.

`suppress` decides what is hidden before anything is published; this reads what is published and says what it
tells. Exact fractions instead of remainders, and only what a reader sees: no number that is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isnan

from macros.subjects.indicators.suppress import Group, Key

Row = dict[Key, Fraction | int]
Span = tuple[float, float | None]
"""Least and most that a number can be; None = no limit."""

TURNS = 40
"""How often spans are drawn closer at most."""


def leaks(published: Mapping[Key, float | None], groups: Sequence[Group], threshold: int) -> set[Key]:
    """Return the keys whose published or hidden number breaks the promise; empty where it is kept.

    `published` is what readers see: None where a number is hidden, nan where they see only its share.
    """
    small = {key for key, value in published.items() if value is not None and abs(value) < threshold}
    gone = {key for key, value in published.items() if value is None}
    mine = [group for group in groups if any(key in gone for key in group.members)]
    told = small | (_alone(published, mine, threshold) if gone else set())
    return told | (_solved(gone, mine) | _close(published, gone, mine, threshold) if gone else set())


def _alone(published: Mapping[Key, float | None], groups: Iterable[Group], threshold: int) -> set[Key]:
    """What one group tells: its total is shown, and what is left for the hidden parts is too few people."""
    told = set()
    for group in groups:
        total = published.get(group.total)
        unknown = [key for key in group.parts if published.get(key) is None]
        rest = None if total is None else total - sum(published[key] or 0 for key in group.parts)
        if rest is not None and unknown and abs(rest) < threshold:
            told.update(unknown)
    return told


def _solved(gone: set[Key], groups: Iterable[Group]) -> set[Key]:
    """Hidden numbers that are sums and differences of shown ones."""
    rows: dict[Key, Row] = {}
    for group in groups:
        row: Row = {}
        for key in group.parts:
            row[key] = row.get(key, 0) + 1
        row[group.total] = row.get(group.total, 0) - 1
        for key in [key for key in row if key in rows]:
            row = _take(row, rows[key], row[key])
        first = next((key for key in row if key in gone), None)
        if first is not None:
            one = row[first]
            row = {
                key: value * one if one in (1, -1) else Fraction(value) / one for key, value in row.items()
            }
            rows = {key: _take(old, row, old.get(first, 0)) for key, old in rows.items()}
            rows[first] = row
    told = set()
    for first, row in rows.items():
        if len(row) > 1 and not any(key in gone and key != first for key in row):
            told.add(first)
    return told


def _take(row: Row, other: Row, times: Fraction | int) -> Row:
    if not times:
        return row
    left = dict(row)
    for key, value in other.items():
        left[key] = left.get(key, 0) - times * value
    return {key: value for key, value in left.items() if value}


def _close(
    published: Mapping[Key, float | None], gone: set[Key], groups: Sequence[Group], threshold: int
) -> set[Key]:
    """Hidden numbers known to be below the threshold, or known exactly, as nobody is a negative person."""
    if any(value is not None and value < 0 for value in published.values()):
        return set()
    spans: dict[Key, Span] = {}
    for group in groups:
        for key in group.members:
            value = published.get(key)
            spans[key] = (0, None) if value is None or isnan(value) else (value, value)
    for _ in range(TURNS):
        before = dict(spans)
        for group in groups:
            _draw(group, spans)
        if before == spans:
            break
    return {key for key in gone if key in spans and _plain(*spans[key], threshold)}


def _plain(least: float, most: float | None, threshold: int) -> bool:
    return most is not None and (most < threshold or most - least < 1)


def _draw(group: Group, spans: dict[Key, Span]) -> None:
    """Draw the spans of one group closer: total = sum of parts, read in each direction."""
    low = sum(spans[key][0] for key in group.parts)
    tops = [spans[key][1] for key in group.parts]
    known, endless = sum(top for top in tops if top is not None), tops.count(None)
    total = spans[group.total] = _both(spans[group.total], (low, None if endless else known))
    for key, top in zip(group.parts, tops, strict=True):
        alone = endless - (top is None)
        least = 0 if alone else total[0] - (known - (top or 0))
        most = None if total[1] is None else total[1] - (low - spans[key][0])
        spans[key] = _both(spans[key], (least, most))


def _both(span: Span, other: Span) -> Span:
    tops = [top for top in (span[1], other[1]) if top is not None]
    return max(span[0], other[0]), min(tops, default=None)
