"""The synthetic portals of the benchmark are sound and always the same. Nothing here looks at a clock."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from macros.entry.cli import app
from macros.load import load_site
from macros.page.shell import PAGE_SLOTS, SITE_SLOTS
from tests.bench import history, hugo, million, report, stand, synthetic, validation
from tests.bench.measure import Cost, differing

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "portal"
    synthetic.make(ROOT, folder, synthetic.TINY, seed=7)
    return folder


def test_a_synthetic_portal_passes_check(portal: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--root", str(portal)])
    assert result.exit_code == 0, result.output


def test_the_same_seed_gives_the_same_bytes(portal: Path, tmp_path: Path) -> None:
    synthetic.make(ROOT, tmp_path / "again", synthetic.TINY, seed=7)
    assert differing(portal, tmp_path / "again") == []


def test_another_seed_gives_other_services(portal: Path, tmp_path: Path) -> None:
    synthetic.make(ROOT, tmp_path / "other", synthetic.TINY, seed=8)
    assert "data_packages/services/data/services.csv" in differing(portal, tmp_path / "other")


def test_the_twin_knows_every_slot_of_the_shell() -> None:
    """A slot that it does not know would end the bench long after somebody added it."""
    assert set(hugo.slots_of(load_site(ROOT).site)) == {*PAGE_SLOTS, *SITE_SLOTS}


# The check of a large table -----------------------------------------------------------------------------


def test_the_large_table_is_sound_for_us_and_for_frictionless_and_always_the_same(tmp_path: Path) -> None:
    path = million.make(ROOT, tmp_path / "one", rows=400, seed=3)
    again = million.make(ROOT, tmp_path / "two", rows=400, seed=3)
    assert path.read_bytes() == again.read_bytes()
    assert path.read_bytes() != million.make(ROOT, tmp_path / "three", rows=400, seed=4).read_bytes()
    result = CliRunner().invoke(app, ["check", "--root", str(tmp_path / "one"), "--max", "1"])
    assert result.exit_code == 0, result.output
    schema = tmp_path / "one" / million.SCHEMA
    told = [sys.executable, "-c", validation.FRICTIONLESS]
    files = [str(one.relative_to(tmp_path)) for one in (path, schema)]
    assert subprocess.run([*told, *files], cwd=tmp_path).returncode == 0
    with path.open("a", encoding="utf-8") as file:
        file.write(path.read_text(encoding="utf-8").split("\n")[-2] + "\n")
    assert subprocess.run([*told, *files], cwd=tmp_path).returncode != 0, "it looks at keys"


def test_the_large_table_has_keys_of_all_kinds() -> None:
    schema = json.loads((ROOT / million.SCHEMA).read_text(encoding="utf-8"))
    fields = schema["fields"]
    assert schema["primaryKey"] and any(len(key) > 1 for key in schema["uniqueKeys"])
    assert any(one.get("reference", {}).get("package") == "territory" for one in fields)
    limits = [one.get("constraints", {}) for one in fields]
    assert any(one.get("unique") for one in limits) and any("enum" in one for one in limits)
    assert {"string", "integer", "date"} <= {one["type"] for one in fields}


CHECKED = {
    "rows": 1_000_000,
    "share": 50_000,
    "bytes": 240_000_000,
    "seconds": {"polars": [1.0, 1.2], "check": [8.0, 9.9], "empty": [1.5], "frictionless": [6.0]},
    "cpu": {"polars": [1.5, 1.6], "check": [8.0, 9.0], "empty": [1.5], "frictionless": [6.0]},
    "memory": {"polars": 650_000_000, "check": 600_000_000, "empty": 90_000_000, "frictionless": 99_000_000},
}


def test_the_table_of_validation_says_what_was_scaled_and_what_was_reached() -> None:
    text = validation.table(CHECKED)
    assert "50,000 rows measured, seconds scaled to all | 120.00 | 120.00 | 109.1 |" in text
    assert "check to polars: 8.1 (≤ 10): reached" in text
    assert "memory of the check, MB: 600.0 (≤ 1,000): reached" in text
    slow = {**CHECKED, "seconds": {**CHECKED["seconds"], "check": [20.0]}}
    assert "check to polars: 18.2 (≤ 10): NOT reached" in validation.table(slow)
    alone = {name: took for name, took in CHECKED["seconds"].items() if name != "polars"}
    assert "polars is not installed: not measured" in validation.table({**CHECKED, "seconds": alone})


# The history of ratios ----------------------------------------------------------------------------------


def portal_of(size: str, cold: float) -> dict[str, Any]:
    """What the bench found of one size."""
    times = {"cold": [cold], "unchanged": [0.2], "cell": [0.3], "warm": [1.0], "hugo": [2.0]}
    weight = {"pages": 10, "page_bytes": 1000, "files": 20, "bytes": 2000, "largest_service": 300}
    return {
        "size": size,
        "medium": "tmpfs",
        "load": [1.5, 2.5],
        "seconds": times,
        "cpu": times,
        "memory": {"cold": 150_000_000, "cell": 1, "hugo": 1},
        "hugo_rss": 1,
        "rewritten": 3,
        "stale": [],
        "ours": weight,
        "hugos": weight,
        "likeness": 0.995,
    }


def test_a_run_is_a_row_of_ratios_printed_beside_the_last(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    assert history.read(path) == []
    first = report.history_row([portal_of("regions", 2.0), portal_of("nation", 1.0)], CHECKED)
    assert (first["regions_first"], first["nation_first"], first["nation_cell"]) == (
        "1.000",
        "0.500",
        "0.150",
    )
    assert (first["regions_memory"], first["regions_alike"], first["load"]) == ("150", "99.5", "2.5")
    assert (first["check_polars"], first["check_memory"]) == ("8.1", "600")
    assert "first |" in history.beside([], first)
    history.append({"date": "2026-11-27", "commit": "abc1234", **first}, path)
    history.append({"date": "2026-11-28", "commit": "def5678"}, path)
    rows = history.read(path)
    assert [row["commit"] for row in rows] == ["abc1234", "def5678"]
    text = history.beside(rows, report.history_row([portal_of("regions", 2.4)], None))
    assert "| regions: first build to Hugo | 1.000 | 2026-11-27 abc1234 | 1.200 | +20% LOSS |" in text
    assert "| regions: one changed cell to Hugo | 0.150 | 2026-11-27 abc1234 | 0.150 | +0% |" in text
    assert "nation" not in text and "polars" not in text, "what was not measured is not compared"


def test_fewer_pages_with_the_same_words_are_a_loss() -> None:
    before = dict.fromkeys(history.COLUMNS, "") | {"nation_alike": "99.5"}
    assert "LOSS" in history.beside([before], {"nation_alike": "85.0"})
    assert "LOSS" not in history.beside([before], {"nation_alike": "99.9"})


def test_the_history_of_the_repository_can_be_read_and_added_to(tmp_path: Path) -> None:
    assert all(row["date"] and row["commit"] for row in history.read())
    path = tmp_path / "history.csv"
    path.write_text("date,commit\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        history.read(path)


def test_tables_of_the_report_are_made_of_any_results() -> None:
    results = [portal_of("regions", 4.0), portal_of("nation", 1.0)]
    assert "| 4.00 | 4.00 | 2.00 |" in report.table(results[0])
    assert "UNFAIR" not in report.table(results[0])
    assert "UNFAIR" in report.table({**results[0], "likeness": 0.98})
    assert "2.00 (≤ 1): NOT reached | 0.50 (≤ 0.6): reached" in report.goals(results)
    assert "| 10 tmpfs | 10 tmpfs |" in report.across(results)


@pytest.mark.parametrize(("until", "measured"), [(0.0, 1), (float("inf"), 3)])
def test_rounds_are_left_out_where_they_do_not_fit_but_never_the_first(until: float, measured: int) -> None:
    class Still:
        """A stand on which nothing runs."""

        def cost(self, case: str) -> Cost:
            return Cost(1.0, 1.0, 1)

    found, load = stand.rounds(cast(stand.Stand, Still()), 3, until, lambda text: None)
    assert {case: len(costs) for case, costs in found.items()} == dict.fromkeys(stand.CASES, measured)
    assert len(load) == measured + 1
