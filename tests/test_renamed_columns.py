"""A column that got a better name: files from before are recognised, explained and carried over whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.check.history import committed
from macros.data.mend import mend_bytes, write_csv
from macros.data.schema import Schema
from macros.data.tables import read_table
from macros.entry.cli import app
from macros.subjects.strategy import ledger
from tests import portals
from tests.portals import read_package
from tests.test_checks import data_of, git

PACKAGES = [read_package(path.parent) for path in portals.ROOT.glob("data_packages/*/datapackage.json")]
RENAMED = [
    (package.name, name)
    for package in PACKAGES
    for name, schema in package.schemas.items()
    if any(one.formerly for one in schema.fields)
]
STEPS = "data_packages/strategy/data/steps.csv"


def old(raw: bytes, schema: Schema) -> bytes:
    """A file as it was before its columns were renamed."""
    before = {one.name: one.formerly[0] for one in schema.fields if one.formerly}
    header, *rows = csv.reader(io.StringIO(raw.decode(), newline="\n"))
    return write_csv([[before.get(name, name) for name in header], *rows]).encode()


def grow_old(root: Path) -> dict[Path, bytes]:
    """Give every renamed column of a portal its former name back; the files as they were."""
    kept = {}
    for package in (read_package(path.parent) for path in root.glob("data_packages/*/datapackage.json")):
        for name, schema in package.schemas.items():
            path = package.folder / package.path(name)
            if (package.name, name) in RENAMED:
                kept[path] = path.read_bytes()
                path.write_bytes(old(kept[path], schema))
    return kept


def test_some_columns_were_renamed() -> None:
    assert {("strategy", "steps"), ("strategy", "monitoring")} <= set(RENAMED)


def test_an_old_portal_is_told_each_new_name_and_nothing_else(portal: Path) -> None:
    grow_old(portal)
    found = portals.problems_of(portal)
    assert {one.rule for one in found} == {"header-renamed"}
    told = {(one.column, dict(one.details)["new"]) for one in found}
    assert told == {("done", "state"), ("done_section", "state_section"), ("measure", "indicator_text")}
    assert not any(one.warning for one in found)


def test_fix_carries_an_old_portal_over_to_the_byte(portal: Path) -> None:
    kept = grow_old(portal)
    done = CliRunner().invoke(app, ["check", "--fix", "--root", str(portal)])
    assert done.exit_code == 0, done.output
    assert {path: path.read_bytes() for path in kept} == kept
    assert "-strategy,position,title,when_text,starts,ends,who,done,words,done_section" in done.output


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_old_file_saved_by_an_office_loses_no_row(portal: Path, newline: str) -> None:
    schema = read_package(portal / "data_packages/strategy").schemas["steps"]
    raw = (portal / STEPS).read_bytes()
    office = old(raw, schema).decode().replace(",", ";").replace("\n", newline).encode("cp1250")
    if b'"' not in raw:
        assert mend_bytes(office, STEPS, schema) == raw
    shuffled = [
        list(reversed(row)) for row in csv.reader(io.StringIO(old(raw, schema).decode(), newline="\n"))
    ]
    assert mend_bytes(write_csv(shuffled).encode(), STEPS, schema) == raw


def test_what_else_is_wrong_is_said_by_the_name_of_today(portal: Path) -> None:
    schema = read_package(portal / "data_packages/strategy").schemas["steps"]
    raw = (
        old((portal / STEPS).read_bytes(), schema)
        .replace(b",done,", b",hotovo,")
        .replace(b"who,hotovo,words", b"who,done,words")
    )
    assert b",hotovo," in raw
    (portal / STEPS).write_bytes(raw)
    found = [one for one in portals.problems_of(portal) if one.rule != "header-renamed"]
    assert found and {(one.rule, one.column, one.value) for one in found} == {("enum", "state", "hotovo")}


def test_a_column_that_stands_there_under_both_names_is_left_to_people(portal: Path) -> None:
    schema = read_package(portal / "data_packages/strategy").schemas["steps"]
    assert schema.current(["state", "done"]) == ["state", "done"]
    assert schema.current(["done", "title", "done"]) == ["state", "title", "done"]
    assert schema.current(schema.names) == schema.names
    raw = (portal / STEPS).read_text(encoding="utf-8")
    both = "\n".join(f"{line},{'x' * bool(at)}" for at, line in enumerate(raw.splitlines())) + "\n"
    both = both.replace("source_section,\n", "source_section,done\n", 1)
    table = read_table(both.encode(), "strategy", "steps", STEPS, schema)
    assert [(one.rule, one.column) for one in table.problems] == [("header-extra", "done")]
    assert mend_bytes(both.encode(), STEPS, schema) == both.encode()


def test_the_last_commit_is_read_by_the_names_of_today(portal: Path) -> None:
    kept = grow_old(portal)
    git(portal, "init", "-q")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "before")
    for path, raw in kept.items():
        path.write_bytes(raw)
    data = data_of(portal)
    table = data.tables["strategy", "steps"]
    assert committed(data, table) == {name: table.cells(name) for name in table.schema.names}


def test_the_ledger_sees_no_change_of_promises_in_a_rename(portal: Path) -> None:
    schema, nodes = (
        portal / f"data_packages/strategy/{one}" for one in ("schemas/nodes.json", "data/nodes.csv")
    )
    described = schema.read_text(encoding="utf-8")
    schema.write_text(
        described.replace('"name": "plain"', '"name": "plain", "formerly": ["told"]'), encoding="utf-8"
    )
    today = nodes.read_text(encoding="utf-8")
    nodes.write_text(today.replace(",plain,", ",told,", 1), encoding="utf-8")
    git(portal, "init", "-q")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "before")
    nodes.write_text(today, encoding="utf-8")
    git(portal, "commit", "-q", "-a", "-m", "renamed")
    assert ledger.history(portal) == []
