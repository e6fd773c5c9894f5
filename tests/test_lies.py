"""What is wrong is named; what is true never stops a site, be it that a service ended or that there is none."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.data.problems import Problem
from macros.entry.cli import app
from macros.entry.saying import as_here
from tests import built, portals

SERVICES = "data_packages/services/data/services.csv"
GUIDE = "catalogue/situace/domaci-nasili.md"


def errors(root: Path) -> list[Problem]:
    return [one for one in portals.problems_of(root) if not one.warning]


def edit(root: Path, file: str, find: str, replace: str) -> None:
    portals.change(root, {"file": file, "find": find, "replace": replace})


def emptied(root: Path, *tables: str) -> None:
    """Leave only the header of tables."""
    for table in tables:
        package, name = table.split("/")
        path = root / f"data_packages/{package}/data/{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")


@pytest.fixture
def without_services(portal: Path) -> Path:
    """The miniature site before anybody has written down a service."""
    tables = ("services", "contacts", "hours", "places", "areas", "providers", "evidence")
    emptied(portal, *(f"services/{one}" for one in tables))
    emptied(portal, "situations/service_situations", "strategy/node_services", "codelists/redirects")
    for file, column in (
        ("situations/data/situations.csv", "linka-priklad"),
        ("evaluation/data/family_policies.csv", "klub-priklad-cheb"),
    ):
        path = portal / "data_packages" / file
        path.write_text(path.read_text(encoding="utf-8").replace(column, ""), encoding="utf-8")
    for path in (portal / "catalogue").rglob("*.md"):
        said = re.sub(
            r"\{\{ ?(?:contact|service|call|dial|chat)\(.*?\) ?\}\}", "nám", path.read_text(encoding="utf-8")
        )
        path.write_text(said, encoding="utf-8")
    return portal


def test_a_portal_without_services_builds_and_says_so(without_services: Path, tmp_path: Path) -> None:
    found = portals.problems_of(without_services)
    assert [one for one in found if not one.warning] == []
    assert [one.rule for one in found].count("services-none") == 1
    assert "step-unserved" not in {one.rule for one in found}, "one warning, not one for each step"
    built.build(without_services, tmp_path / "site")
    gaps = (tmp_path / "site/mezery/index.html").read_text(encoding="utf-8")
    assert "všude někdo odpoví" not in gaps
    assert "zatím není žádná služba" in gaps
    guide = (tmp_path / "site/situace/domaci-nasili/index.html").read_text(encoding="utf-8")
    assert "zatím nikoho neznáme" in guide


def test_a_portal_without_strategies_builds(portal: Path, tmp_path: Path) -> None:
    tables = (portal / "data_packages/strategy/data").glob("*.csv")
    emptied(portal, *(f"strategy/{path.stem}" for path in tables))
    edit(portal, "mkdocs.yml", "strategies: [strategie-priklad, zkusebni-strategie]", "strategies: []")
    page = portal / "catalogue/prispivejte/index.md"
    text = re.sub(
        r"\{\{ ?(?:strategy\w*|measure\w*|node\w*)\(.*?\) ?\}\}", "", page.read_text(encoding="utf-8")
    )
    page.write_text(text, encoding="utf-8")
    assert [one for one in errors(portal) if not one.file.endswith(".md")] == []


def test_an_ended_service_is_no_error_and_the_guide_says_whom_it_lacks(portal: Path, tmp_path: Path) -> None:
    edit(portal, SERVICES, "azylovy-dum,active", "azylovy-dum,ended")
    found = portals.problems_of(portal)
    assert [one for one in found if not one.warning] == []
    said = {(one.file, one.rule, one.value) for one in found}
    assert (GUIDE, "step-unserved", "azylovy-dum") in said
    built.build(portal, tmp_path / "site")
    guide = (tmp_path / "site/situace/domaci-nasili/index.html").read_text(encoding="utf-8")
    assert re.search(r"azylovy-dum/\">[^<]+</a> <span class=\"soft\">\(zatím nikoho neznáme\)", guide)


def test_a_number_of_an_ended_line_stays_an_error(portal: Path) -> None:
    edit(portal, SERVICES, "linka-pomoci,active", "linka-pomoci,ended")
    assert {"number-ended", "macro-ended", "first-line"} <= {one.rule for one in errors(portal)}


def test_a_guide_that_got_lost_is_told(portal: Path) -> None:
    table = (portal / "data_packages/situations/data/situations.csv").read_text(encoding="utf-8")
    ids = [line.partition(",")[0] for line in table.splitlines()[1:]]
    text = (portal / GUIDE).read_text(encoding="utf-8")
    for code in ids[:-1]:
        (portal / f"catalogue/situace/{code}.md").write_text(
            text.replace("guide: domaci-nasili", f"guide: {code}"), encoding="utf-8"
        )
    found = [(one.value, one.warning) for one in portals.problems_of(portal) if one.rule == "guide-none"]
    assert found == [(ids[-1], True)]


# --- rules against the branch that a change wants to enter ----------------------------------------------


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@priklad.test"]
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def branched(portal: Path) -> Path:
    """A portal in git whose branch has committed a renamed service and a changed promise."""
    git(portal, "init", "-q", "-b", "main")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "x")
    git(portal, "checkout", "-q", "-b", "zmena")
    # A service that nothing but its own tables names.
    for path in (portal / "data_packages").rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("sas-priklad-karlovy-vary", "sas-priklad-karlovy-vary-nova"), encoding="utf-8"
        )
    edit(portal, "data_packages/strategy/data/nodes.csv", *PROMISE)
    git(portal, "commit", "-qam", "y")
    return portal


PROMISE = (
    "strategie-priklad-1,strategie-priklad,,1,1,",
    "strategie-priklad-1,strategie-priklad,,1,1,Jiný slib: ",
)


def said(root: Path, *options: str) -> list[tuple[str, str]]:
    done = CliRunner().invoke(app, ["check", "--root", str(root), "--format", "json", *options])
    return [(one["rule"], one["value"]) for one in json.loads(done.output)]


def test_what_a_branch_has_committed_is_found_against_the_base(branched: Path) -> None:
    assert "id-lost" not in {rule for rule, _ in said(branched)}, "the last commit knows nothing of it"
    found = said(branched, "--base", "main")
    assert ("id-lost", "sas-priklad-karlovy-vary") in found
    assert "change-silent" in {rule for rule, _ in found}
    # What the other branch has done since then is not this one's loss.
    git(branched, "checkout", "-q", "main")
    (branched / "catalogue/nove.md").write_text("# Nové\n", encoding="utf-8")
    git(branched, "add", ".")
    git(branched, "commit", "-qm", "z")
    git(branched, "checkout", "-q", "zmena")
    assert sorted(found) == sorted(said(branched, "--base", "main"))


def test_a_base_that_git_does_not_know_is_refused_and_zeros_are_none(branched: Path) -> None:
    for ref in ("neznama", "--output=/tmp/x", "HEAD~99"):
        done = CliRunner().invoke(app, ["check", "--root", str(branched), f"--base={ref}"])
        assert done.exit_code == 2
        assert "Git nezná" in done.output
    assert said(branched, "--base", "0" * 40) == said(branched)


def test_order_of_rows_and_the_last_line_end_stop_nobody(portal: Path) -> None:
    path = portal / "data_packages/services/data/places.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rest, first]), encoding="utf-8")
    found = portals.problems_of(portal)
    assert {one.rule for one in found} == {"row-order", "file-end"}
    assert all(one.warning for one in found)
    mended = CliRunner().invoke(app, ["check", "--root", str(portal), "--fix"])
    assert mended.exit_code == 0
    assert portals.problems_of(portal) == []


def test_commands_are_named_as_they_can_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "spusťte rozcestnik check --fix, konec řádku doplní."
    monkeypatch.setattr("sys.argv", [".venv/bin/rozcestnik", "check"])
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert as_here(words) == "spusťte .venv/bin/rozcestnik check --fix, konec řádku doplní."
    monkeypatch.setattr("sys.argv", [r"C:\portal\.venv\Scripts\rozcestnik.exe", "check"])
    assert r"spusťte C:\portal\.venv\Scripts\rozcestnik.exe check --fix" in as_here(words)
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/rozcestnik")
    assert as_here(words) == words
