"""The editor of tables: rows in, sorted files out, every change named, all files written or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.data import edit
from macros.data.edit import Edit, Unfit
from macros.data.mend import mend_bytes
from macros.data.packages import read_all
from tests import portals

PLACES = "data_packages/services/data/places.csv"
CONTACTS = "data_packages/services/data/contacts.csv"
THEMES = "data_packages/situations/data/themes.csv"


@pytest.fixture
def opened(portal: Path) -> Edit:
    return Edit(read_all(portal)[1])


def test_untouched_tables_give_no_files(opened: Edit) -> None:
    for key in opened.before:
        rows = opened.rows(*key)
        for row in rows:
            assert row.update(dict(zip(rows.at, row.cells, strict=True))) == []
    assert opened.files() == {} and opened.changes() == [] and opened.told() == []
    assert edit.counted([]) == ""


def test_rows_are_put_changed_and_removed_by_names_of_columns(opened: Edit, portal: Path) -> None:
    themes = opened.rows("situations", "themes")
    first, last = next(iter(themes)), list(themes)[-1]
    was, gone = first["title"], last.key
    themes.put({"id": first["id"], "title": "Jinak"})
    themes.remove(last)
    themes.put({"id": "a-nove", "title": "Nové, první"})
    files = opened.files()
    assert list(files) == [THEMES]
    changes = opened.changes()
    assert [(one.key, one.column) for one in changes] == [(first.key, "title"), (gone, ""), (("a-nove",), "")]
    assert (changes[0].before, changes[0].after, changes[0].row) == (was, "Jinak", 2)
    assert changes[1].after == "" and changes[2].before == "" and changes[2].row == 2
    assert edit.counted(changes).replace("\u00a0", " ") == "1 nový řádek, 1 změněný, 1 smazaný"
    told = "\n".join(opened.told())
    assert f"„{was}“ → „Jinak“" in told and f"{THEMES}: nový řádek a-nove" in told
    schema = opened.before["situations", "themes"].schema
    assert files[THEMES] == mend_bytes(files[THEMES], THEMES, schema), "as check --fix would write it"
    assert edit.write(portal, files) == [THEMES]
    assert edit.write(portal, files) == [], "what is there already is not written"
    again = Edit(read_all(portal)[1]).rows("situations", "themes")
    assert again.get("a-nove") is not None and again.get(*gone) is None


def test_a_changed_key_is_found_under_its_new_name(opened: Edit) -> None:
    themes = opened.rows("situations", "themes")
    row = next(iter(themes))
    old = row["id"]
    assert themes.get(old) is row
    row["id"] = "prejmenovane"
    assert themes.get(old) is None and themes.get("prejmenovane") is row
    assert [(one.key, one.after) for one in opened.changes()] == [((old,), "prejmenovane")]


def test_two_rows_of_one_key_are_never_merged(opened: Edit) -> None:
    themes = opened.rows("situations", "themes")
    row = next(iter(themes))
    themes.add({"id": row["id"], "title": "Podruhé"})
    assert row["title"] != "Podruhé"
    assert not opened.tables()["situations", "themes"].sound


def test_a_table_that_nobody_sorts_keeps_its_order(opened: Edit, portal: Path) -> None:
    before = (portal / CONTACTS).read_text(encoding="utf-8").splitlines()
    contacts = opened.rows("services", "contacts")
    mine = next(iter(contacts))["service"]
    contacts.add({"service": mine, "kind": "web", "value": "https://priklad.test/"})
    after = opened.files()[CONTACTS].decode().splitlines()
    number = sum(1 for line in before if line.startswith(f"{mine},"))
    assert after == [
        *before[: number + 1],
        f"{mine},web,https://priklad.test/,,,,,,,,,",
        *before[number + 1 :],
    ]


def test_unknown_columns_and_tables_are_refused(opened: Edit) -> None:
    themes = opened.rows("situations", "themes")
    with pytest.raises(KeyError):
        themes.add({"id": "x", "nazev": "X"})
    with pytest.raises(KeyError):
        next(iter(themes))["nazev"] = "X"
    with pytest.raises(Unfit, match="tabulkou neni"):
        opened.rows("situations", "neni")


@pytest.mark.parametrize("line", ["poradna,phone", f"{'x' * 140_000}{',' * 10}"])
def test_a_table_that_would_lose_something_is_refused(portal: Path, line: str) -> None:
    path = portal / CONTACTS
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    with pytest.raises(Unfit, match=r"contacts\.csv"):
        Edit(read_all(portal)[1]).rows("services", "contacts")


def test_no_report_repeats_a_confidential_place(opened: Edit) -> None:
    places = opened.rows("services", "places")
    for row in places:
        row["note"] = "u žirafy"
    row = next(iter(places))
    secret = {row.key for row in places if row["confidential"] == "true"}
    row["confidential"] = "true"
    changes = opened.changes()
    for one, told in zip(changes, opened.told(), strict=True):
        assert ("žirafy" in told) == (one.key not in {*secret, row.key}), told
    assert secret


@pytest.mark.parametrize("at", [1, 2])
def test_all_files_are_written_or_none(portal: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    files = {THEMES: b"a\n", "data_packages/territory/boundaries/new.geojson": b"{}", CONTACTS: b"b\n"}
    before, replace, done = portals_files(portal), Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == at + 1:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        edit.write(portal, files)
    monkeypatch.undo()
    assert portals_files(portal) == before


def portals_files(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(st.from_regex("[a-z]{1,5}", fullmatch=True), CELL), max_size=6))
def test_what_was_put_is_read_back(portal: Path, cells: list[tuple[str, str]]) -> None:
    opened = Edit(read_all(portal)[1])
    rows = opened.rows("codelists", "redirects")
    for old, new in cells:
        rows.put({"old_path": old, "new_path": new})
    now = opened.tables()["codelists", "redirects"]
    found = dict(zip(now.cells("old_path"), now.cells("new_path"), strict=True))
    assert found.items() >= dict(cells).items()
    assert list(now.cells("old_path")) == sorted(now.cells("old_path"))


def test_the_real_tables_are_as_the_editor_writes_them() -> None:
    tables = read_all(portals.ROOT)[1]
    for key, table in tables.items():
        raw = (portals.ROOT / table.file).read_bytes()
        assert edit.Rows(table).file() == raw, key
