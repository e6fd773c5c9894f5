"""What earlier runs of the bench found: a row a run in history.csv, so that a loss is seen when it comes.

Ratios of the same machine at the same time are comparable between days; seconds are not, and are not kept.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

HISTORY = Path(__file__).with_name("history.csv")
SIZED: Mapping[str, str] = {
    "first": "first build to Hugo",
    "cell": "one changed cell to Hugo",
    "unchanged": "nothing changed to Hugo",
    "warm": "site removed to Hugo",
    "cpu": "first build to Hugo, processor seconds",
    "memory": "memory of the first build, MB",
    "alike": "pages with the same words, %",
}
"""Figures of each size of the portal."""
CHECK: Mapping[str, str] = {
    "check_polars": "check of a million rows to reading it in polars",
    "check_memory": "memory of that check, MB",
}
SIZES = ("regions", "nation")
FIGURES: Mapping[str, str] = {
    **{f"{size}_{name}": f"{size}: {said}" for size in SIZES for name, said in SIZED.items()},
    **CHECK,
}
"""Column of the history: what it says."""
COLUMNS = ("date", "commit", "rounds", "load", *FIGURES)
RISES = frozenset(f"{size}_alike" for size in SIZES)
"""Figures that are better when they are larger."""
NOTICED = 0.1
"""A figure that is worse by this share is called a loss."""
Row = dict[str, str]


def read(path: Path = HISTORY) -> list[Row]:
    """All runs, the oldest first; none where there is no history. ValueError where it has other columns."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path}: columns are not {', '.join(COLUMNS)}")
        return list(reader)


def append(row: Mapping[str, str], path: Path = HISTORY) -> None:
    """Add a run. What it did not measure is empty."""
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", restval="")
        if fresh:
            writer.writeheader()
        writer.writerow(row)


def beside(rows: Sequence[Row], now: Mapping[str, str]) -> str:
    """A table (Markdown) of this run beside the last one that measured the same; `rows` are the runs before."""
    lines = ["\n## Beside the last run\n", "| | last | | now | |", "|---|--:|---|--:|---|"]
    for name, said in FIGURES.items():
        if now.get(name):
            last = next((row for row in reversed(rows) if row[name]), None)
            then = f"{last['date']} {last['commit']}" if last else ""
            told = _said(name, float(last[name]), float(now[name])) if last else "first"
            lines.append(f"| {said} | {last[name] if last else ''} | {then} | {now[name]} | {told} |")
    return "\n".join(lines)


def _said(name: str, before: float, now: float) -> str:
    change = now / before - 1 if before else 0.0
    worse = -change if name in RISES else change
    return f"{change:+.0%}{' LOSS' if worse > NOTICED else ''}"
