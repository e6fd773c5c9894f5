"""The one road of foreign files into the data: read, change, check, show, write; all or nothing."""

from __future__ import annotations

import csv
import fcntl
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from macros.data.edit import Edit
from macros.data.problems import Problem
from macros.data.tables import Tables
from macros.entry import importing
from macros.entry.cli import app
from macros.imports.every import IMPORTS
from macros.imports.road import Ground, Import, Option, Plan, Refused
from macros.load import load_site
from tests import portals
from tests.built import read

Lines = list[dict[str, str]]


def read_themes(file: Path, ground: Ground) -> Lines:
    lines = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    if not lines:
        raise Refused(f"{file.name}: soubor je prázdný.")
    return lines


def change_themes(lines: Lines, file: Path, ground: Ground, *, suffix: str) -> Plan:
    edit = Edit(ground.tables)
    rows = edit.rows("situations", "themes")
    for line in lines:
        rows.put(line | {"title": line["title"] + suffix})

    def place(found: Problem, now: Tables) -> Problem:
        table = now["situations", "themes"]
        if found.file != table.file or found.row < 2:
            return found
        ids = [line["id"] for line in lines]
        return replace(found, file=file.name, row=ids.index(table.rows[found.row - 2][0]) + 2)

    return Plan(edit=edit, place=place, then="Hotovo za {seconds} s.")


TOY = Import(
    name="themes",
    help="Načte témata.",
    takes="TEMATA.csv",
    read=read_themes,
    change=change_themes,
    options=(Option(name="suffix", help="Přípona.", default=""),),
)


def brought(root: Path, text: str, suffix: str = "", *, dry_run: bool = False) -> tuple[bool, str, str]:
    """Bring a file of themes: whether it went well, what was said, and what was wrong."""
    file = root.parent / "temata.csv"
    file.write_text(text, encoding="utf-8")
    said: list[str] = []
    wrong: list[str] = []
    well = importing.run(
        TOY, root, file, {"suffix": suffix}, dry_run=dry_run, say=said.append, complain=wrong.append
    )
    return well, "\n".join(said).replace("\u00a0", " "), "\n".join(wrong)


@pytest.fixture
def theme(portal: Path) -> dict[str, str]:
    """The first theme of the miniature portal."""
    path = portal / "data_packages/situations/data/themes.csv"
    return next(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def data(root: Path) -> dict[str, bytes]:
    return read(root / "data_packages")


def test_changes_are_shown_and_written(portal: Path, theme: dict[str, str]) -> None:
    well, said, wrong = brought(portal, f"id,title\n{theme['id']},Nově\n", " psáno")
    assert (well, wrong) == (True, "")
    assert f"themes.csv, {theme['id']}, title: „{theme['title']}“ → „Nově psáno“" in said
    assert "\n1 změněný.\nZapsáno: data_packages/situations/data/themes.csv\nHotovo za " in said
    assert portals.problems_of(portal) == []
    well, said, wrong = brought(portal, f"id,title\n{theme['id']},Nově psáno\n")
    assert (well, said, wrong) == (True, "Soubor říká totéž co data, nic se nemění.", "")


def test_a_trial_shows_the_same_and_writes_nothing(portal: Path, theme: dict[str, str]) -> None:
    before = data(portal)
    well, said, _ = brought(portal, f"id,title\n{theme['id']},Nově\n", dry_run=True)
    assert well and "→ „Nově“" in said and said.endswith("Zkouška: nic jsem nezapsal.")
    assert data(portal) == before


def test_what_the_rules_say_is_told_of_the_file_that_was_brought(portal: Path, theme: dict[str, str]) -> None:
    before = data(portal)
    well, said, wrong = brought(portal, f"id,title\n{theme['id']},Dobře\nŠpatné Id,Téma\n")
    assert (well, said) == (False, "")
    assert "temata.csv, řádek 3, sloupec id: „Špatné Id“\n" in wrong
    assert "themes.csv" not in wrong
    assert wrong.endswith("\nNic jsem nezapsal.")
    assert data(portal) == before


def test_a_useless_file_is_refused_in_words(portal: Path) -> None:
    assert brought(portal, "id,title\n") == (False, "", "temata.csv: soubor je prázdný.\nNic jsem nezapsal.")


def test_nothing_is_built_upon_mistakes(portal: Path, theme: dict[str, str]) -> None:
    path = portal / "data_packages/services/data/contacts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "nikdo,phone,1,,1,,,,,,\n", encoding="utf-8")
    well, _, wrong = brought(portal, f"id,title\n{theme['id']},Nově\n")
    assert not well and "contacts.csv" in wrong and wrong.endswith("Nic jsem nezapsal.")


def test_a_table_that_would_lose_something_is_not_touched(
    portal: Path, theme: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = load_site(portal)
    monkeypatch.setattr(importing, "link_site", lambda *_: sound)
    path = portal / "data_packages/situations/data/themes.csv"
    path.write_text(path.read_text(encoding="utf-8") + "a,b\n", encoding="utf-8")
    well, _, wrong = brought(portal, f"id,title\n{theme['id']},Nově\n")
    assert not well and "nejde bezpečně přepsat" in wrong


def test_a_full_disk_leaves_all_as_it_was(
    portal: Path, theme: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = data(portal)

    def fails(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="No space"):
            brought(portal, f"id,title\n{theme['id']},Nově\n")
    assert data(portal) == before


def test_it_waits_for_its_turn(portal: Path, theme: dict[str, str]) -> None:
    held = os.open(portal, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("macros.publish.lock.PATIENCE", 0.0)
            well, _, wrong = brought(portal, f"id,title\n{theme['id']},Nově\n")
    finally:
        os.close(held)
    assert not well and wrong.endswith("Nic jsem nezapsal.")


# The command ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("road", IMPORTS, ids=lambda road: road.name)
def test_every_import_is_a_command_with_a_trial(road: Import[Any]) -> None:
    shown = CliRunner().invoke(app, ["import", road.name, "--help"]).output
    assert road.takes in shown and "--dry-run" in shown and "--root" in shown
    for option in road.options:
        assert f"--{option.name.replace('_', '-')}" in shown
    assert road.help.split(".")[0][:40] in CliRunner().invoke(app, ["import", road.name, "--help"]).output


def test_names_are_said_once_and_unknown_ones_refused() -> None:
    names = [one.name for one in IMPORTS]
    assert len(set(names)) == len(names)
    listed = CliRunner().invoke(app, ["import", "--help"]).output
    assert all(name in listed for name in names)
    assert CliRunner().invoke(app, ["import", "neni", "x"]).exit_code == 2


def test_a_declared_import_is_a_command_without_more(
    portal: Path, theme: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.imports.every.IMPORTS", (TOY,))
    file = portal.parent / "temata.csv"
    file.write_text(f"id,title\n{theme['id']},Nově\n", encoding="utf-8")
    words = ["import", "themes", str(file), "--root", str(portal), "--suffix", "!"]
    trial = CliRunner().invoke(app, [*words, "--dry-run"])
    assert trial.exit_code == 0 and "„Nově!“" in trial.output
    assert CliRunner().invoke(app, words).exit_code == 0
    file.write_text("id,title\nŠpatné Id,Téma\n", encoding="utf-8")
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1 and "Nic jsem nezapsal." in done.output


def test_no_other_command_loads_the_imports() -> None:
    code = "import sys; import macros.entry.cli, macros.portal; print([one for one in sys.modules if 'imports' in one])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
