"""Every mistake in tests/broken/ gives exactly the words that stand beside it; sound data give none."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.data.problems import report
from tests import portals

CASES = sorted(path.parent.name for path in portals.BROKEN.glob("*/case.yml"))


@pytest.mark.parametrize("name", CASES)
def test_mistake_is_explained(name: str, tmp_path: Path) -> None:
    found = report(portals.problems_of_case(name, tmp_path)) + "\n"
    expected = (portals.BROKEN / name / "expected.txt").read_text(encoding="utf-8")
    assert found == expected, (
        f"{portals.case(name)['mistake']} To accept the new words: python -m tests.accept"
    )


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 45


def test_miniature_site_is_sound(portal: Path) -> None:
    assert portals.problems_of(portal) == []


def test_miniature_site_is_sound_where_it_lies() -> None:
    # Ids of the fixture may change: nobody has saved its addresses.
    assert [one for one in portals.problems_of(portals.FIXTURE) if one.rule != "id-lost"] == []


def test_real_data_have_no_errors() -> None:
    errors = [one for one in portals.problems_of(portals.ROOT) if not one.warning]
    assert errors == [], report(errors)


def test_descriptors_of_the_miniature_site_are_the_real_ones() -> None:
    hint = "python -m tests.accept copies them"
    for path in portals.ROOT.glob("data_packages/*/datapackage.json"):
        copy = portals.FIXTURE / path.relative_to(portals.ROOT)
        assert copy.read_text(encoding="utf-8") == portals.descriptor(path), hint
        for schema in path.parent.glob("schemas/*.json"):
            assert (copy.parent / "schemas" / schema.name).read_bytes() == schema.read_bytes(), hint
