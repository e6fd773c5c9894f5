"""Roles in place of ids: a portal whose kinds, forms and situations bear other ids loses nothing by it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from macros.data.mend import mend_table
from macros.data.schema import package_of
from macros.load import load_site
from macros.model import roles
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.panels import in_charge
from macros.subjects.catalogue.serving import help_lines, offices, serving
from macros.subjects.coverage.near import is_free_time, near_services
from macros.subjects.territory.model import Territories
from tests import portals
from tests.built import build, read

OTHER = "jine-"
"""What the other ids begin with: their order stays, and taken away again everything must be as it was."""
RENAMED = (("codelists", "kinds"), ("codelists", "forms"), ("situations", "situations"))
COPIED = ("assets/", ".rozcestnik/", "sw.js", "search/")
"""Names made of digests, and the index: its words are told by `test_search`, its order by addresses."""


def renamed(root: Path) -> Path:
    """Give all kinds, forms and situations of a portal other ids, wherever tables and texts name them."""
    ids: set[str] = set()
    for folder in sorted((root / "data_packages").iterdir()):
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in described["resources"]:
            schema = json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))
            columns = {}
            for field in schema["fields"]:
                target = field.get("reference", {})
                own = (folder.name, resource["name"]) in RENAMED and field["name"] == "id"
                if own or (target.get("package"), target.get("resource")) in RENAMED:
                    columns[field["name"]] = target.get("separator")
            if columns:
                ids |= _rename_table(folder / resource["path"], columns)
    for path in [*(root / "catalogue").rglob("*.md"), *(root / "strategy").rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'"([a-z0-9-]+)"', lambda found: f'"{_other(found[1], ids)}"', text)
        text = re.sub(r"^guide: (\S+)$", lambda found: f"guide: {_other(found[1], ids)}", text, flags=re.M)
        path.unlink()
        path.with_name(f"{_other(path.stem, ids)}.md").write_text(text, encoding="utf-8")
    return root


def _rename_table(path: Path, columns: dict[str, str | None]) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: set[str] = set()
    for row in rows:
        for name, separator in columns.items():
            parts = [part for part in (row[name].split(separator) if separator else [row[name]]) if part]
            found |= set(parts)
            row[name] = (separator or "").join(OTHER + part for part in parts)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return found


def _other(word: str, ids: set[str]) -> str:
    return OTHER + word if word in ids else word


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return renamed(portals.portal(tmp_path_factory.mktemp("other")))


def test_with_other_ids_everything_is_where_it_was(other: Path, tmp_path: Path) -> None:
    build(other, tmp_path / "other")
    build(portals.portal(tmp_path / "portal"), tmp_path / "site")
    ours = {path.replace(OTHER, ""): raw for path, raw in read(tmp_path / "other").items()}
    theirs = read(tmp_path / "site")
    assert ours.keys() == theirs.keys()
    compared = 0
    for path, raw in theirs.items():
        if not path.startswith(COPIED) and b"\0" not in raw and not path.startswith("letaky/"):
            assert _said(ours[path]) == _said(raw), path
            compared += path.endswith(".html")
    assert compared > 100


def _said(raw: bytes) -> str:
    return re.sub(r"\?v=[0-9a-f]+", "", raw.decode()).replace(OTHER, "")


def test_offices_lines_free_time_and_holidays_are_found(other: Path) -> None:
    site, before = load_site(other).site, load_site(portals.FIXTURE).site
    assert not site[Catalogue].kinds.keys() & before[Catalogue].kinds.keys()
    assert [one.row.id for one in help_lines(site)] == [one.row.id for one in help_lines(before)] != []
    found = site[Catalogue].situations_with(roles.FREE_TIME)
    assert [one.row.id for one in found] == [OTHER + "vychova", OTHER + "zkusebni-situace"]
    seen = {"offices": 0, "in charge": 0, "free time": 0}
    for code, town in site[Territories].municipalities.items():
        old = before[Territories].municipalities[code]
        for what, ask in (
            ("offices", lambda site, town: offices(serving(site, town))),
            ("in charge", lambda site, town: in_charge(site, serving(site, town))[0].services),
            ("free time", lambda site, town: list(filter(is_free_time, near_services(site, town)))),
        ):
            services = [one.row.id for one in ask(site, town)]
            assert services == [one.row.id for one in ask(before, old)], (what, code)
            seen[what] += len(services)
    assert all(seen.values()), seen


def test_roles_are_those_of_the_schemas() -> None:
    def words(package: str, table: str, column: str) -> set[str]:
        path = portals.ROOT / "data_packages" / package / "schemas" / f"{table}.json"
        fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
        limits = next(one for one in fields if one["name"] == column)["constraints"]
        return set(limits.get("enum") or re.findall("[a-z]+", limits["pattern"]))

    assert {*roles.IN_CHARGE, *roles.LINES, roles.LEISURE} == words("codelists", "kinds", "role")
    assert set(roles.FREE_TIME) == words("situations", "situations", "role")
    assert {*roles.AFAR, "at_place"} == words("codelists", "forms", "reach")
    assert set(roles.MEASURES) < words("strategy", "strategies", "level_roles")
    assert {roles.PEOPLE} == words("indicators", "indicators", "role")


def test_an_older_file_gets_the_new_columns() -> None:
    fields = [
        {"name": "id", "type": "string"},
        {"name": "note", "type": "string"},
        {"name": "role", "type": "string", "added": "2026-11-27"},
    ]
    schema = package_of(Path(), {"name": "x"}, {"x": {"fields": fields, "primaryKey": ["id"]}}).schemas["x"]
    assert mend_table("id,note\nb,1\na,2\n", schema) == "id,note,role\na,2,\nb,1,\n"
    assert mend_table("id\na\n", schema) == "id\na\n", (
        "a column that got lost is not made anew without its values"
    )
