"""What guides say of the law stands in a table with the source where somebody read it, and the day.

`tests/law/statements.csv` has a row for each statement about the law: which guide says it, what it says in short,
the section, the address where it was read, and the day. Rows are sorted by guide; those of a guide are in its order.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "law" / "statements.csv"
GUIDES = sorted((ROOT / "catalogue" / "situace").glob("*.md"))
COLUMNS = ["guide", "statement", "section", "source", "read_on"]
_CALL = re.compile(r'\{\{ *law\("([a-z]+)-([0-9]+)-([0-9]+)", "((?:§|čl\.) [0-9a-z]+)"')
_MARK = re.compile(r"§ ([0-9]+[a-z]*)")


class Statement(NamedTuple):
    """A row: what a guide says of the law, and where that was read."""

    guide: str
    statement: str
    section: str
    source: str
    read_on: str


class Guide(NamedTuple):
    """A guide: its text without the head, and on which day each source was read."""

    body: str
    read: dict[str, str]


def statements() -> list[Statement]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [Statement(**row) for row in rows]


def guide(name: str) -> Guide:
    _, head, body = (
        (ROOT / "catalogue" / "situace" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    )
    return Guide(body, {one["url"]: str(one["read_on"]) for one in yaml.safe_load(head)["sources"]})


def cited(body: str) -> dict[str, str]:
    """Sections that a guide cites, each with the number of its law ("" where the sentence does not name it)."""
    found = {mark: f"{number}/{year}" for _, number, year, mark in _CALL.findall(body)}
    bare = _MARK.findall(re.sub(r"\{\{.*?\}\}", "", body))
    return {f"§ {mark}": "" for mark in bare} | found


def holds(section: str, mark: str, law: str) -> bool:
    """Whether the section of a row is this one, of this law."""
    return re.search(rf"{re.escape(mark)}(?![0-9a-z])", section) is not None and law in section


ALL = statements()


def test_the_table_is_sorted_and_whole() -> None:
    first = TABLE.read_text(encoding="utf-8").splitlines()[0]
    assert first.split(",") == COLUMNS
    names = [one.guide for one in ALL]
    assert names == sorted(names), "tests/law/statements.csv: rows are sorted by guide"
    assert len(ALL) == len(set(ALL)), "no row is there twice"
    assert not [one for one in ALL if not all(one)], "no cell is empty"


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_each_section_of_a_guide_is_in_the_table(path: Path) -> None:
    rows = [one for one in ALL if one.guide == path.stem]
    lost = [
        f"{mark} {law}".strip()
        for mark, law in sorted(cited(guide(path.stem).body).items())
        if not any(holds(one.section, mark, law) for one in rows)
    ]
    assert not lost, (
        f"{path.name} cites {', '.join(lost)}, which tests/law/statements.csv does not have. Add a row: guide "
        f"({path.stem}), what the guide says in short, the section with its law (§ 37 zákona č. 108/2006 Sb.), "
        "the address where you READ it, which also stands under `sources:` of the guide, and the same read_on."
    )


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row.guide}: {row.section}")
def test_each_row_is_said_and_read(row: Statement) -> None:
    text = guide(row.guide)
    assert row.source in text.read, (
        f"{row.guide}.md: {row.source} must stand under `sources:`, or the row is wrong"
    )
    assert row.read_on == text.read[row.source], f"{row.guide}.md says it was read on {text.read[row.source]}"
    spoken = text.body.replace("\u00a0", " ")
    lost = [number for number in re.findall(r"[0-9]+", row.statement) if number not in spoken]
    assert not lost, f"{row.guide}.md does not say {', '.join(lost)}: {row.statement}"
