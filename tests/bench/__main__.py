"""`python -m tests.bench`: builds synthetic portals and the same pages with Hugo in turn, and compares."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import hugo, synthetic
from tests.bench.measure import Weight, weigh
from tests.bench.stand import CASES, ROOT, Stand, hugo_binary, rounds

Result = dict[str, Any]
KEPT = ROOT / ".cache" / "bench"
SIZES = {size.name: size for size in (synthetic.REGIONS, synthetic.NATION)}
MEDIA = {"tmpfs": Path("/dev/shm"), "disk": KEPT}
MB = 1_000_000


def main() -> None:
    """Measure every size on every medium, print the tables and keep the figures."""
    options = _options()
    results: list[Result] = []
    print(_machine(), flush=True)
    for size in options.size or SIZES:
        for medium in options.medium or MEDIA:
            results.append(_measure(size, medium, options))
            print(_table(results[-1]), flush=True)
    print(_across(results))
    print(_goals(results))
    KEPT.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"machine": _machine(), "seed": options.seed, "results": results}, indent=1)
    (KEPT / "results.json").write_text(text + "\n", encoding="utf-8")
    sys.exit(any(one["stale"] for one in results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one measured round instead of three")
    parser.add_argument("--runs", type=int, default=3, help="measured rounds after the one that warms up")
    parser.add_argument("--seed", type=int, default=1, help="seed of the synthetic data")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this size (may be repeated)")
    parser.add_argument("--medium", action="append", choices=MEDIA, help="only this medium (may be repeated)")
    return parser.parse_args()


def _machine() -> str:
    commit = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True
    )
    version = subprocess.run(
        [hugo_binary(), "version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    where = f"{os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"
    return f"Hugo {version.split('-')[0]}; Rozcestník {commit.stdout.strip() or 'without git'}; {where}"


def _measure(size: str, medium: str, options: argparse.Namespace) -> Result:
    MEDIA[medium].mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="rozcestnik-bench-", dir=MEDIA[medium]))
    try:
        stand = Stand(folder, SIZES[size], options.seed)
        # Before a cell changes: Hugo is told of the portal as it is now.
        stand.cost("hugo")
        likeness = hugo.likeness(stand.site, stand.hugo_site)
        found, load = rounds(stand, 1 if options.quick else options.runs, _tell)
        memory = {case: stand.peak(case) for case in ("cold", "cell", "hugo")}
        return {
            "size": size,
            "medium": medium,
            "load": load,
            "seconds": {case: [round(one.seconds, 3) for one in costs] for case, costs in found.items()},
            "cpu": {case: [round(one.cpu, 3) for one in costs] for case, costs in found.items()},
            "memory": memory,
            "hugo_rss": max(one.rss for one in found["hugo"]),
            "rewritten": stand.rewritten(),
            "stale": stand.stale(),
            "ours": weigh(stand.site)._asdict(),
            "hugos": weigh(stand.hugo_site)._asdict(),
            "likeness": likeness,
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)


# What is printed ---------------------------------------------------------------------------------


def seconds(result: Result, case: str) -> float:
    """The median of the measured rounds."""
    return float(median(result["seconds"][case]))


def cpu_seconds(result: Result, case: str) -> float:
    """The median of the processor time, user and system, of all processes."""
    return float(median(result["cpu"][case]))


def _table(result: Result) -> str:
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
    alike = result["likeness"] >= 0.9 and 0.9 <= _bytes_ratio(result) <= 1.1
    fair = 0.9 <= pages <= 1.1 and alike
    return "" if fair else " — UNFAIR: bring tests/bench/hugo_site and hugo_pages.py up to our templates"


def _across(results: list[Result]) -> str:
    """What a page costs, in a small portal and in a large one."""
    lines = ["\n## Milliseconds a page\n", "| | " + " | ".join(map(_name, results)) + " |"]
    lines.append("|---|" + "--:|" * len(results))
    for case, said in CASES.items():
        cells = [f"{1000 * seconds(one, case) / one['ours']['pages']:.3f}" for one in results]
        lines.append(f"| {said} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _name(result: Result) -> str:
    return f"{result['ours']['pages']} {result['medium']}"


GOALS = {
    "regions": (("cold", 2.0, 1.0), ("cell", 0.5, 0.5)),
    "nation": (("cold", 1.0, 0.5), ("cell", 0.5, 0.5)),
}
"""Case, ratio to Hugo to reach, ratio to go on to."""


def _goals(results: list[Result]) -> str:
    lines = [
        "\n## Goals\n",
        "| goal | " + " | ".join(map(_name, results)) + " |",
        "|---|" + "--:|" * len(results),
    ]
    for at, said in enumerate(("first build to Hugo", "one changed cell to Hugo")):
        lines.append(
            f"| {said} | " + " | ".join(_goal(one, *GOALS[one["size"]][at]) for one in results) + " |"
        )
    memory = [f"{one['memory']['cold'] / MB:.0f} MB" for one in results]
    lines.append(f"| memory (≤ 600 MB, then ≤ 300 MB) | {' | '.join(memory)} |")
    largest = [f"{one['ours']['largest_service'] / 1000:.1f} KB" for one in results]
    lines.append(f"| largest page of a service (≤ 30 KB) | {' | '.join(largest)} |")
    lines.append("| stale files (0) | " + " | ".join(str(len(one["stale"])) for one in results) + " |")
    return "\n".join(lines)


def _goal(result: Result, case: str, reach: float, then: float) -> str:
    ratio = seconds(result, case) / seconds(result, "hugo")
    mark = "reached" if ratio <= reach else "NOT reached"
    return f"{ratio:.2f} (≤ {reach:g}, then {then:g}): {mark}"


if __name__ == "__main__":
    main()
