"""What is wrong is named; what is true never stops a site, be it that a service ended or that there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.data.problems import Problem
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
