"""How long `check` takes for a table of a million rows, beside polars reading it and frictionless validating it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import measure, million

Result = dict[str, Any]
MB = 1_000_000
ROWS, SHARE = 1_000_000, 50_000
"""Rows of the table, and of the one that frictionless gets: it would need many minutes for all of them."""
POLARS = "import sys, polars; polars.read_csv(sys.argv[1], infer_schema_length=1000)"
FRICTIONLESS = """
import json, sys
from frictionless import Resource, Schema
told = json.loads(open(sys.argv[2], encoding="utf-8").read())
schema = Schema.from_descriptor({**told, "foreignKeys": []})
report = Resource(sys.argv[1], schema=schema).validate()
sys.exit(not report.valid)
"""
GOAL_RATIO, GOAL_MEMORY, GOAL_TIMES = 10, 1_000, 10


def run(source: Path, folder: Path, runs: int, seed: int, tell: Callable[[str], None]) -> Result:
    """Make the tables in the folder, check them in turn with polars and frictionless; return seconds and bytes."""
    whole, share = folder / "million", folder / "share"
    table = million.make(source, whole, ROWS, seed)
    files = (million.make(source, share, SHARE, seed), share / million.SCHEMA)
    commands = {
        "polars": (sys.executable, "-c", POLARS, table),
        "check": _check(whole),
        "empty": _check(source),
        # It takes no path from the root of the disk; commands run in the folder.
        "frictionless": (sys.executable, "-c", FRICTIONLESS, *(one.relative_to(folder) for one in files)),
    }
    if find_spec("polars") is None:
        del commands["polars"]
    found: dict[str, list[measure.Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            # The slow one runs once; for the others the first round warms up.
            if (name != "frictionless") if number != 1 else True:
                cost = measure.cost(command, folder)
                tell(f"  validation {number} {name}: {cost.seconds:.2f} s")
                if number:
                    found[name].append(cost)
    return {
        "rows": ROWS,
        "share": SHARE,
        "bytes": table.stat().st_size,
        "seconds": {name: [round(one.seconds, 3) for one in costs] for name, costs in found.items()},
        "cpu": {name: [round(one.cpu, 3) for one in costs] for name, costs in found.items()},
        "memory": {name: max(one.rss for one in costs) for name, costs in found.items()},
    }


def _check(portal: Path) -> Sequence[str | Path]:
    return (Path(sys.executable).parent / "rozcestnik", "check", "--root", portal, "--max", "1")


def seconds(result: Result, name: str) -> float:
    """The median of the runs; of frictionless what all rows would take at the speed of its share."""
    scale = result["rows"] / result["share"] if name == "frictionless" else 1
    return float(median(result["seconds"][name])) * scale


def ratio(result: Result) -> float | None:
    """How many times longer `check` takes than polars; None where polars is not installed."""
    return seconds(result, "check") / seconds(result, "polars") if "polars" in result["seconds"] else None


def table(result: Result) -> str:
    """The figures as Markdown."""
    size, share = result["bytes"], result["share"]
    said = {
        "polars": "polars reads the file (whole process)",
        "check": "`rozcestnik check` of a portal with the table",
        "empty": "the same portal without it",
        "frictionless": f"frictionless, {share:,} rows measured, seconds scaled to all",
    }
    lines = [
        f"\n## Validation: {result['rows']:,} rows with keys, {size / MB:.0f} MB\n",
        "| | wall s (median) | processor s | to polars | memory MB | memory to file |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name in filter(result["seconds"].__contains__, said):
        took, memory = seconds(result, name), result["memory"][name]
        cpu = median(result["cpu"][name]) * (took / median(result["seconds"][name]))
        times = f"{took / seconds(result, 'polars'):.1f}" if "polars" in result["seconds"] else ""
        whole = name in ("polars", "check")
        cells = (
            f"{took:.2f}",
            f"{cpu:.2f}",
            times,
            f"{memory / MB:.0f}",
            f"{memory / size:.1f}" if whole else "",
        )
        lines.append(f"| {said[name]} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *_goals(result)])


def _goals(result: Result) -> list[str]:
    memory, times = result["memory"]["check"] / MB, result["memory"]["check"] / result["bytes"]
    slower = ratio(result)
    speed = "polars is not installed: not measured" if slower is None else _goal(slower, GOAL_RATIO)
    return [
        f"- check to polars: {speed}",
        f"- memory of the check, MB: {_goal(memory, GOAL_MEMORY)}",
        f"- memory to the size of the file: {_goal(times, GOAL_TIMES)}",
    ]


def _goal(found: float, most: float) -> str:
    return f"{found:.1f} (≤ {most:,}): {'reached' if found <= most else 'NOT reached'}"
