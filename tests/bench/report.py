"""The figures of the bench as Markdown tables, their goals, and the row that the history keeps of them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from tests.bench import validation
from tests.bench.measure import Weight
from tests.bench.stand import CASES

Result = dict[str, Any]
MB = 1_000_000


def seconds(result: Result, case: str) -> float:
    """The median of the measured rounds."""
    return float(median(result["seconds"][case]))


def cpu_seconds(result: Result, case: str) -> float:
    """The median of the processor time, user and system, of all processes."""
    return float(median(result["cpu"][case]))


def table(result: Result) -> str:
    ours, theirs = Weight(**result["ours"]), Weight(**result["hugos"])
    full = seconds(result, "hugo")
    lines = [
        f"\n## {ours.pages} pages on {result['medium']}\n",
        "| | wall s (median) | all runs | ratio to Hugo | processor s | ratio to Hugo | peak memory MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for case, said in CASES.items():
        took, memory = seconds(result, case), result["memory"].get(case)
        runs = " ".join(f"{one:.2f}" for one in result["seconds"][case])
        cpu = cpu_seconds(result, case)
        cells = [
            f"{took:.2f}",
            runs,
            f"{took / full:.2f}",
            f"{cpu:.2f}",
            f"{cpu / cpu_seconds(result, 'hugo'):.2f}",
        ]
        lines.append(f"| {said} | {' | '.join(cells)} | {f'{memory / MB:.0f}' if memory else ''} |")
    return "\n".join([*lines, "", *_notes(result, ours, theirs)])


def _notes(result: Result, ours: Weight, theirs: Weight) -> list[str]:
    stale = ", ".join(result["stale"][:10]) or "none, compared byte for byte with a fresh build"
    load, cores = max(result["load"]), os.cpu_count() or 1
    busy = (
        f" — BUSY with other work ({cores} cores): trust processor seconds more" if load > cores + 1 else ""
    )
    return [
        f"- load average while measuring: up to {load:.1f}{busy}",
        f"- ours: {ours.pages} pages, {ours.page_bytes / ours.pages:,.0f} bytes of HTML a page, "
        f"{ours.files} files, {ours.bytes / MB:.0f} MB; largest page of a service {ours.largest_service:,} bytes",
        f"- Hugo's: {theirs.pages} pages, {theirs.page_bytes / theirs.pages:,.0f} bytes of HTML a page, "
        f"{theirs.files} files, {theirs.bytes / MB:.0f} MB; RSS {result['hugo_rss'] / MB:.0f} MB",
        f"- Hugo's to ours: pages {theirs.pages / ours.pages:.3f}, bytes a page {_bytes_ratio(result):.3f}; "
        f"the same words on {result['likeness']:.1%} of the pages{_warning(result)}",
        f"- one changed cell rewrote {result['rewritten']} files; stale files: {stale}",
    ]


def _bytes_ratio(result: Result) -> float:
    ours, theirs = Weight(**result["ours"]), Weight(**result["hugos"])
    return (theirs.page_bytes / theirs.pages) / (ours.page_bytes / ours.pages)


def _warning(result: Result) -> str:
    pages = result["hugos"]["pages"] / result["ours"]["pages"]
    alike = result["likeness"] >= 0.99 and 0.9 <= _bytes_ratio(result) <= 1.1
    fair = 0.9 <= pages <= 1.1 and alike
    return "" if fair else " — UNFAIR: bring tests/bench/hugo_site and hugo_pages.py up to our templates"


def across(results: Sequence[Result]) -> str:
    """What a page costs, in a small portal and in a large one."""
    lines = ["\n## Milliseconds a page\n", "| | " + " | ".join(map(_name, results)) + " |"]
    lines.append("|---|" + "--:|" * len(results))
    for case, said in CASES.items():
        cells = [f"{1000 * seconds(one, case) / one['ours']['pages']:.3f}" for one in results]
        lines.append(f"| {said} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _name(result: Result) -> str:
    return f"{result['ours']['pages']} {result['medium']}"


GOALS: Mapping[str, Mapping[str, float]] = {
    "regions": {"cold": 1.0, "cell": 0.25, "unchanged": 0.10, "memory": 200},
    "nation": {"cold": 0.6, "cell": 0.10, "unchanged": 0.02, "memory": 400},
}
"""What is to be reached: ratios to Hugo, and megabytes."""


def goals(results: Sequence[Result]) -> str:
    """What was to be reached, and whether it was."""
    lines = ["\n## Goals\n", "| goal | " + " | ".join(map(_name, results)) + " |"]
    lines.append("|---|" + "--:|" * len(results))
    for case in ("cold", "cell", "unchanged"):
        cells = [
            _goal(seconds(one, case) / seconds(one, "hugo"), GOALS[one["size"]][case]) for one in results
        ]
        lines.append(f"| {CASES[case]}, to Hugo | {' | '.join(cells)} |")
    memory = [_goal(one["memory"]["cold"] / MB, GOALS[one["size"]]["memory"]) for one in results]
    lines.append(f"| memory, MB | {' | '.join(memory)} |")
    largest = [f"{one['ours']['largest_service'] / 1000:.1f} KB" for one in results]
    lines.append(f"| largest page of a service (≤ 30 KB) | {' | '.join(largest)} |")
    lines.append("| stale files (0) | " + " | ".join(str(len(one["stale"])) for one in results) + " |")
    return "\n".join(lines)


def _goal(found: float, reach: float) -> str:
    return f"{found:.2f} (≤ {reach:g}): {'reached' if found <= reach else 'NOT reached'}"


# What is kept ------------------------------------------------------------------------------------


def history_row(results: Sequence[Result], checked: validation.Result | None) -> dict[str, str]:
    """The figures of a run by the columns of the history: the first medium of each size, and the check."""
    found: dict[str, str] = {}
    for result in reversed(results):
        name = result["size"]
        for column, case in (
            ("first", "cold"),
            ("cell", "cell"),
            ("unchanged", "unchanged"),
            ("warm", "warm"),
        ):
            found[f"{name}_{column}"] = f"{seconds(result, case) / seconds(result, 'hugo'):.3f}"
        found[f"{name}_cpu"] = f"{cpu_seconds(result, 'cold') / cpu_seconds(result, 'hugo'):.3f}"
        found[f"{name}_memory"] = f"{result['memory']['cold'] / MB:.0f}"
        found[f"{name}_alike"] = f"{100 * result['likeness']:.1f}"
    if results:
        found["rounds"] = str(min(len(one["seconds"]["cold"]) for one in results))
        found["load"] = str(max(max(one["load"]) for one in results))
    if checked:
        slower = validation.ratio(checked)
        found["check_polars"] = "" if slower is None else f"{slower:.1f}"
        found["check_memory"] = f"{checked['memory']['check'] / MB:.0f}"
    return found
