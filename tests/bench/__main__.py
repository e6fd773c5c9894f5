"""`python -m tests.bench`: builds synthetic portals and the same pages with Hugo in turn, and compares.

Then `rozcestnik check` of a table of a million rows, beside polars and frictionless. A row of ratios is kept in
history.csv and printed beside the last one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import history, hugo, report, synthetic, validation
from tests.bench.measure import weigh
from tests.bench.stand import ROOT, Stand, hugo_binary, rounds

Result = dict[str, Any]
KEPT = ROOT / ".cache" / "bench"
SIZES = {size.name: size for size in (synthetic.REGIONS, synthetic.NATION)}
MEDIA = {"tmpfs": Path("/dev/shm"), "disk": KEPT}


def main() -> None:
    """Measure every size on every medium, and the check; print the tables and keep the figures."""
    options = _options()
    until = time.monotonic() + 60 * options.minutes
    print(_machine(), flush=True)
    checked = _check(options) if options.size is None or options.validation else None
    results: list[Result] = []
    for size in options.size or SIZES:
        for medium in options.medium:
            results.append(_measure(size, medium, options, until))
            print(report.table(results[-1]), flush=True)
    print(report.across(results))
    print(report.goals(results))
    _keep(options, results, checked)
    sys.exit(any(one["stale"] for one in results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one measured round")
    parser.add_argument("--runs", type=int, default=3, help="measured rounds after the one that warms up")
    parser.add_argument(
        "--minutes", type=float, default=9, help="after the first round only what fits into them"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the synthetic data")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this size (may be repeated)")
    parser.add_argument("--medium", action="append", choices=MEDIA, help="instead of tmpfs (may be repeated)")
    parser.add_argument(
        "--validation", action="store_true", help="the check of a million rows also with --size"
    )
    parser.add_argument("--forget", action="store_true", help="no row in the history")
    options = parser.parse_args()
    options.medium = options.medium or ["tmpfs"]
    options.runs = 1 if options.quick else options.runs
    return options


def _machine() -> str:
    version = subprocess.run(
        [hugo_binary(), "version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    where = f"{os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"
    return f"Hugo {version.split('-')[0]}; Rozcestník {_commit()}; {where}"


def _commit() -> str:
    words = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(words, capture_output=True, text=True).stdout.strip() or "without git"


def _folder(medium: str) -> Path:
    MEDIA[medium].mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="rozcestnik-bench-", dir=MEDIA[medium]))


def _check(options: argparse.Namespace) -> validation.Result:
    folder = _folder(options.medium[0])
    try:
        checked = validation.run(ROOT, folder, options.runs, options.seed, _tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(validation.table(checked), flush=True)
    return checked


def _measure(size: str, medium: str, options: argparse.Namespace, until: float) -> Result:
    folder = _folder(medium)
    try:
        stand = Stand(folder, SIZES[size], options.seed)
        # Before a cell changes: Hugo is told of the portal as it is now.
        stand.cost("hugo")
        likeness = hugo.likeness(stand.site, stand.hugo_site)
        found, load = rounds(stand, options.runs, until, _tell)
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


def _keep(options: argparse.Namespace, results: list[Result], checked: validation.Result | None) -> None:
    """Print this run beside the last one, add it to the history and keep all figures."""
    row = {"date": dt.date.today().isoformat(), "commit": _commit(), **report.history_row(results, checked)}
    print(history.beside(history.read(), row))
    if not options.forget:
        history.append(row)
    KEPT.mkdir(parents=True, exist_ok=True)
    told = {"machine": _machine(), "seed": options.seed, "results": results, "validation": checked}
    (KEPT / "results.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
