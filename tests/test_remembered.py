"""Tables of earlier builds: the same as read anew, never those of another file, and nothing but plain values."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from macros.data.packages import read_all
from macros.data.remembered import Remembered
from macros.data.tables import Table
from macros.files import kept
from tests import portals

KINDS = ("codelists", "kinds")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    root = portals.portal(tmp_path / "portal")
    (root / ".cache" / "rozcestnik").mkdir(parents=True)
    return root


def folder(root: Path) -> Path:
    return root / ".cache" / "rozcestnik" / "tables"


def built(root: Path) -> dict[tuple[str, str], Table]:
    """Read the tables as a build does, and keep them."""
    remembered = Remembered(folder(root))
    _, tables, _ = read_all(root, remembered)
    remembered.save()
    return tables


def told(table: Table) -> tuple[object, ...]:
    columns = {name: list(values) for name, values in table.columns.items()}
    pools = {name: set(pool) for name, pool in table.pools.items()}
    return (
        table.file,
        list(map(list, table.texts)),
        list(table.row_numbers),
        columns,
        pools,
        table.lines,
        table.rows,
        table.problems,
        table.sound,
        table.seal,
    )


@pytest.mark.parametrize("root", [portals.ROOT, portals.FIXTURE], ids=["project", "miniature"])
def test_what_is_remembered_is_what_reading_gives(root: Path, tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "cache" / "tables")
    (tmp_path / "cache").mkdir()
    read_all(root, remembered)
    remembered.save()
    again = Remembered(tmp_path / "cache" / "tables")
    _, tables, _ = read_all(root, again)
    _, anew, _ = read_all(root)
    assert {key: told(table) for key, table in tables.items()} == {
        key: told(one) for key, one in anew.items()
    }


def test_a_remembered_table_is_not_proved_again(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(portal)
    monkeypatch.setattr("macros.data.packages.read_table", lambda *args: pytest.fail("was read anew"))
    built(portal)


def test_a_changed_file_or_schema_is_read_anew(portal: Path) -> None:
    before = built(portal)[KINDS]
    file = portal / before.file
    file.write_bytes(file.read_bytes().replace(before.rows[0][1].encode(), b"Jiny nazev", 1))
    assert built(portal)[KINDS].rows[0][1] == "Jiny nazev"
    schema = portal / "data_packages/codelists/schemas/kinds.json"
    said = schema.read_text(encoding="utf-8").replace("Identifikátor", "Xidentifikátor", 1)
    schema.write_text(said, encoding="utf-8")
    assert built(portal)[KINDS].schema.fields[0].title.startswith("X")


def test_a_table_with_mistakes_is_not_kept(portal: Path) -> None:
    file = portal / "data_packages/codelists/data/kinds.csv"
    file.write_bytes(file.read_bytes() + b"x\n")
    remembered = Remembered(folder(portal))
    read_all(portal, remembered)
    remembered.save()
    again = Remembered(folder(portal))
    _, tables, problems = read_all(portal, again)
    assert problems and not tables[KINDS].sound


def test_a_forged_file_makes_nothing(portal: Path, tmp_path: Path) -> None:
    built(portal)
    canary = tmp_path / "ran"

    class Forged:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {canary}",)

    for file in folder(portal).iterdir():
        kept.save_bytes(file, pickle.dumps({"kinds": Forged()}))
    assert built(portal)[KINDS].sound and not canary.exists()


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: b"x" + raw, lambda raw: b""])
def test_a_damaged_file_counts_as_lost(portal: Path, spoil: object) -> None:
    built(portal)
    for file in folder(portal).iterdir():
        file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert built(portal)[KINDS].sound


def test_only_a_build_makes_the_cache(tmp_path: Path) -> None:
    root = portals.portal(tmp_path / "portal")
    built(root)
    assert not folder(root).exists()


def test_a_large_table_is_sealed_so_that_rules_need_not_ask_it_again(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.data.packages.LARGE", 100)
    first, second = built(portal)[KINDS], built(portal)[KINDS]
    assert first.seal and first.seal == second.seal
    file = portal / first.file
    file.write_bytes(file.read_bytes().replace(first.rows[0][1].encode(), b"Jiny nazev", 1))
    assert built(portal)[KINDS].seal != first.seal
    # Who keeps nothing does not pay for it.
    assert not read_all(portal)[1][KINDS].seal
