"""The synthetic portals of the benchmark are sound and always the same. Nothing here looks at a clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.entry.cli import app
from macros.load import load_site
from macros.page.shell import PAGE_SLOTS, SITE_SLOTS
from tests.bench import hugo, synthetic
from tests.bench.measure import differing

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
