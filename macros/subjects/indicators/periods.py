"""Periods as they stand in the files: a year (2024), a quarter (2024-Q2), a month (2024-12); slots of sentences."""

from __future__ import annotations

SLOTS = ("{kde}", "{kolik}", "{kdy}")
"""What the sentence of an indicator (`plain`) may leave open; they are replaced, the sentence is no format."""


def moment(period: str) -> tuple[int, int, int]:
    """A period as numbers to sort by: its end (year, month), longer periods last."""
    year = int(period[:4])
    if len(period) == 4:
        return year, 12, 2
    return (year, 3 * int(period[-1]), 1) if "Q" in period else (year, int(period[5:]), 0)


def ends(period: str) -> tuple[int, int]:
    """Year and month in which a period ends: 2023, 2023-Q4 and 2023-12 may be the same number."""
    return moment(period)[:2]


def lies_in(inner: str, other: str) -> bool:
    """Whether a period is another one or a part of it."""
    if inner == other or len(other) == 4:
        return inner[:4] == other[:4]
    if len(inner) == 4 or inner[:4] != other[:4] or "Q" in inner or "Q" not in other:
        return False
    return (int(inner[5:]) + 2) // 3 == int(other[-1])
