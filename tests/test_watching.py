"""A rule whose answer is kept gives the answer that it would give anew, whatever changes."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros import check as checks
from macros.check import watching
from macros.check.watching import Answers, Watch
from macros.data.packages import read_all
from macros.data.problems import Problem
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.load import load_site
from macros.portal import CHECKS
from tests import portals

RULES = tuple(check.run for check in CHECKS if not check.first)
"""The rules alone, as a build asks them; what comes first is asked each time."""

CASES = sorted(path.name for path in portals.BROKEN.iterdir() if (path / "case.yml").is_file())


def data_of(root: Path, answers: Answers | None = None) -> checks.Data:
    packages, tables, _ = read_all(root)
    return checks.Data(
        root, packages, tables, read_settings(root), guide_steps(root), answers=answers or Answers()
    )


def remembered(root: Path, file: Path) -> bool:
    """Check with what is kept in a file, and keep what is known then; whether every rule is said to find the same."""
    data, answers = data_of(root), Answers(file)
    found = checks.run(replace(data, answers=answers), CHECKS)
    answers.save()
    return found == checks.run(data, CHECKS)


def test_a_kept_answer_is_the_one_that_a_rule_gives(tmp_path: Path) -> None:
    """Every broken case, one after the other with one memory: what one case keeps must not deceive the next."""
    assert remembered(portals.portal(tmp_path / "sound"), tmp_path / "rules.json")
    wrong = []
    for case in CASES:
        root = portals.broken(case, tmp_path / "portal")
        if not remembered(root, tmp_path / "rules.json"):
            wrong.append(case)
        shutil.rmtree(root)
    assert wrong == []
    assert remembered(tmp_path / "sound", tmp_path / "rules.json")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str] | None]:
    """What each rule looks at in the miniature portal; None for the disk."""
    data = data_of(portals.portal(tmp_path_factory.mktemp("asked") / "portal"))
    found: dict[str, set[str] | None] = {}
    for rule in RULES:
        watch: Any = Watch(data)
        list(rule(watch))
        found[f"{rule.__module__}.{rule.__qualname__}"] = watch.asked
    return found


def test_every_rule_has_a_name_of_its_own(asked: dict[str, set[str] | None]) -> None:
    assert len(asked) == len(RULES)


def test_most_rules_are_remembered(asked: dict[str, set[str] | None]) -> None:
    assert sum(one is not None for one in asked.values()) > 0.8 * len(asked)
    assert asked["macros.check.history.own_in_git"] is None
    assert asked["macros.subjects.territory.rules.boundaries"] is None, "a file that is not there may come"
    assert asked["macros.check.people.Persons.told_in_texts"] is None, "it keeps what it proved by itself"


def test_a_remembered_rule_opens_nothing(portal: Path) -> None:
    data, opened = data_of(portal), list[str]()
    names: list[str] = []

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if names and (event in ("open", "os.listdir", "os.scandir", "subprocess.Popen")):
            opened.append(f"{names[0]}: {args[0]}")

    sys.addaudithook(hear)
    for rule in RULES:
        watch: Any = Watch(data)
        before = len(opened)
        names[:] = [rule.__qualname__]
        list(rule(watch))
        names.clear()
        if watch.asked is None:
            del opened[before:]
    assert [one for one in opened if ".py" not in one] == []


def test_a_rule_is_asked_again_when_what_it_reads_changes(
    portal: Path, asked: dict[str, set[str] | None]
) -> None:
    """Each table in turn gets a row twice as long: every rule that read it runs, and no other."""
    file = portal.parent / "rules.json"
    remembered(portal, file)
    wrong = []
    for key, table in sorted(data_of(portal).tables.items()):
        path, whole = portal / table.file, (portal / table.file).read_bytes()
        # The same rows with the last one quoted: other bytes, the same values.
        lines = whole.decode("utf-8").split("\n")
        if len(lines) < 3:
            continue
        row = next(csv.reader([lines[-2]]))
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="").writerow(row)
        path.write_text("\n".join([*lines[:-2], out.getvalue(), ""]), encoding="utf-8")
        readers = {
            name
            for name, one in asked.items()
            if one is None or one & {f"tables/{'/'.join(key)}", "tables/*"}
        }
        if run_anew(portal, file) != readers:
            wrong.append((key, run_anew(portal, file) ^ readers))
        path.write_bytes(whole)
    assert wrong == []


def run_anew(root: Path, file: Path) -> set[str]:
    """Rules that are asked although answers are kept."""
    data, answers, ran = data_of(root), Answers(file), set()
    for rule in RULES:
        name = f"{rule.__module__}.{rule.__qualname__}"

        def noted(given: Any, rule: Any = rule, name: str = name) -> list[Problem]:
            ran.add(name)
            return list(rule(given))

        noted.__module__, noted.__qualname__ = rule.__module__, rule.__qualname__
        answers.ask(noted, data)
    return ran


@pytest.mark.parametrize("what", ["settings", "steps", "schema", "code", "day", "garbled"])
def test_whatever_else_a_rule_reads_is_noticed(
    portal: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, set[str] | None], what: str
) -> None:
    file = portal.parent / "rules.json"
    remembered(portal, file)
    before = run_anew(portal, file)
    if what == "settings":
        config = portal / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8").replace("branch: main", "branch: jina"))
    elif what == "steps":
        guide = next(
            path for path in sorted((portal / "catalogue/situace").glob("*.md")) if "who(" in path.read_text()
        )
        guide.write_text(guide.read_text(encoding="utf-8").replace("## ", "## X"))
    elif what == "schema":
        schema = portal / "data_packages/services/schemas/services.json"
        schema.write_text(schema.read_text(encoding="utf-8").replace('"title": "', '"title": "X ', 1))
    elif what == "code":
        monkeypatch.setattr(watching, "code_key", lambda: b"other")
    elif what == "day":

        class Day(watching.dt.date):
            @classmethod
            def today(cls) -> Any:
                return cls(2031, 1, 1)

        monkeypatch.setattr(watching.dt, "date", Day)
    else:
        file.write_bytes(file.read_bytes()[:-9])
    after = run_anew(portal, file)
    assert after >= before
    if what in ("code", "day", "garbled"):
        assert len(after) == len(RULES)
    elif what == "settings":
        readers = {name for name, one in asked.items() if one and watching.SETTINGS in one}
        assert readers and after == before | readers
    else:
        assert after > before


def test_a_second_build_asks_only_what_looks_at_the_disk(
    portal: Path, asked: dict[str, set[str] | None]
) -> None:
    folder = portal / ".cache" / "rozcestnik"
    load_site(portal)
    assert not (folder / "rules.json").exists(), "only a build makes the cache"
    folder.mkdir(parents=True)
    warnings = load_site(portal).warnings
    assert run_anew(portal, folder / "rules.json") == {name for name, one in asked.items() if one is None}
    assert load_site(portal).warnings == warnings
