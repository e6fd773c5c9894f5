"""The house: every room has its floor, an import goes down, and a subject is added without touching the engine."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.files.code import CODE
from macros.subjects.catalogue.addresses import MY_LIST, SERVICES
from macros.subjects.territory.model import MUNICIPALITIES
from tests import portals
from tests.built import Built

FLOORS = (
    "words",
    "files",
    "data",
    "draw",
    "search",
    "model",
    "check",
    "compare",
    "print",
    "page",
    "texts",
    "export",
    "subject",
    "subjects/territory",
    "subjects/indicators",
    "subjects/catalogue",
    "subjects/coverage",
    "subjects/network",
    "subjects/cooperation",
    "subjects/cases",
    "subjects/capacity",
    "subjects/strategy",
    "subjects/activities",
    "subjects/evaluation",
    "subjects/meetings",
    "subjects/planner",
    "subjects/towns",
    "subjects/opendata",
    "imports",
    "portal",
    "link",
    "load",
    "publish",
    "entry",
)
"""Rooms from the ground up. What is no folder is a module."""


def room(module: str) -> str:
    """The room of a module, given as `macros.page.render`."""
    path = module.removeprefix("macros.").replace(".", "/")
    return next((one for one in reversed(FLOORS) if f"{path}/".startswith(f"{one}/")), "")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(CODE.rglob("*.py")):
        parts = ("macros", *path.relative_to(CODE).with_suffix("").parts)
        yield ".".join(parts).removesuffix(".__init__"), path


KNOWN = frozenset(name for name, _ in modules())


def imported(path: Path) -> Iterator[str]:
    """Modules of ours that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("macros."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "macros":
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                yield inner if inner in KNOWN else str(node.module)


def test_every_module_has_a_room_and_every_room_is_there() -> None:
    rooms = {room(name) for name, _ in modules() if name not in ("macros", "macros.subjects")}
    assert "" not in rooms
    assert rooms == set(FLOORS)


def test_the_table_of_rooms_names_them_in_order_and_every_module_of_the_engine() -> None:
    text = (CODE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("\n## What is where\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    named = {name.rstrip("/"): told for names, told in rows for name in re.findall(r"`([\w/]+)`", names)}
    assert tuple(named) == FLOORS
    idle = [
        name
        for name, path in modules()
        if (here := room(name)) and (CODE / here).is_dir() and not here.startswith("subjects/")
        if path.stem != "__init__" and f"`{path.stem}`" not in named[here]
    ]
    assert not idle


def test_an_import_goes_down_or_stays_in_its_room() -> None:
    up = []
    for name, path in modules():
        here = room(name)
        for other in imported(path):
            there = room(other)
            if here and there and FLOORS.index(there) > FLOORS.index(here):
                up.append(f"{name} -> {other}")
    assert not up


def test_no_subject_knows_another_but_those_below_it_and_the_engine_knows_none() -> None:
    engine = [one for one in FLOORS if not one.startswith("subjects/")]
    below = engine[: engine.index("subject") + 1]
    told = [
        f"{name} -> {other}"
        for name, path in modules()
        if room(name) in below
        for other in imported(path)
        if room(other).startswith("subjects/")
    ]
    assert not told


COMMANDS = (
    "macros.entry.cli",
    "macros.entry.cli_cases",
    "macros.entry.cli_capacity",
    "macros.entry.cli_evaluation",
    "macros.entry.cli_meetings",
    "macros.entry.hide",
)
"""Doors that may name a subject: their commands are about one, and load it only when they are called."""


def test_what_is_above_the_portal_knows_subjects_by_its_list_alone() -> None:
    above = FLOORS[FLOORS.index("portal") + 1 :]
    told = [
        f"{name} -> {other}"
        for name, path in modules()
        if room(name) in above and name not in COMMANDS
        for other in imported(path)
        if room(other).startswith("subjects/")
    ]
    assert not told


def test_modules_do_not_go_in_circles() -> None:
    """Not even inside a room, nor by imports that only types need."""
    needs = {name: {one for one in imported(path) if one != name} for name, path in modules()}
    while free := {name for name, wanted in needs.items() if not wanted & needs.keys()}:
        needs = {name: wanted for name, wanted in needs.items() if name not in free}
    assert not needs


@pytest.mark.parametrize("library", ["frictionless", "folium", "ortools", "typst"])
def test_one_room_alone_knows_a_large_library(library: str) -> None:
    known = re.compile(rf"^\s*(import|from) {library}\b|import_module\(.{library}\b", re.MULTILINE)
    told = {room(name) for name, path in modules() if known.search(path.read_text(encoding="utf-8"))}
    assert len(told) == 1


TOY = {
    "__init__.py": '"""Trees of a town: a toy."""\n',
    "rows.py": """
from typing import NamedTuple


class TreeRow(NamedTuple):
    id: str
    name: str
    row_number: int
    line: str


ROWS = {("trees", "trees"): TreeRow}
""",
    "model.py": """
from dataclasses import dataclass, field

from macros.model.keys import row_key


@dataclass
class Tree:
    row: object
    key: bytes


@dataclass
class Trees:
    trees: dict = field(default_factory=dict)


def link_trees(site, read):
    site[Trees].trees = {row.id: Tree(row, row_key(row)) for row in read("trees", "trees")}
""",
    "pages.py": """
from msgspec import Struct

from macros.page.common import View
from macros.page.family import Family

from macros.subjects.toy.model import Trees


class TreePage(Struct, frozen=True, kw_only=True):
    name: str


def tree_view(site, tree):
    return View(tree.row.name, "Strom.", (), TreePage(name=tree.row.name))


TREE = Family(
    name="tree",
    section="data",
    source="trees/trees",
    of=lambda site: site[Trees].trees.values(),
    url=lambda tree: f"stromy/{tree.row.id}/",
    view=tree_view,
    reads=lambda site, tree: (tree.key,),
    shows=TreePage,
)
""",
    "rules.py": """
from macros.check import check


@check("required")
def trees_have_names(data):
    \"\"\"A tree has a name.\"\"\"
    if table := data.table("trees", "trees"):
        for row, name in table.records(["name"]):
            if name == "bez jména":
                yield table.problem(row, "name", "required", title="Jméno", example="Lípa")


RULES = (trees_have_names,)
""",
    "macros.py": """
from markupsafe import Markup, escape

from macros.texts.prose import Macro, find
from macros.subjects.toy.model import Trees


def macro_tree(here, id: str):
    \"\"\"Jméno stromu.\"\"\"
    return escape(find(here.site[Trees].trees, id).row.name)


MACROS = (Macro("tree", macro_tree),)
""",
    "subject.py": """
from macros.files.made import of_bytes
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.toy import macros, pages, rules
from macros.subjects.toy.model import Trees, link_trees
from macros.subjects.toy.rows import ROWS


def _files(site):
    yield of_bytes("stromy/seznam.txt", "\\n".join(site[Trees].trees).encode())


def _found(site):
    for tree in pages.TREE.of(site):
        yield Entry("page", pages.TREE.url(tree), tree.row.name)


TOY = Subject(
    name="toy",
    rows=ROWS,
    link=link_trees,
    checks=rules.RULES,
    pages=(pages.TREE,),
    files=(_files,),
    found=(_found,),
    macros=macros.MACROS,
)
""",
    "templates/pages/tree.html": "<h1>{{ name|t }}</h1>",
}
"""A whole subject: rows, model, page, rule, macro, file and what is found."""
DATA = {
    "datapackage.json": """{
  "name": "trees", "title": "Stromy", "description": "Stromy města.", "version": "0.1.0",
  "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
  "resources": [{"name": "trees", "path": "data/trees.csv", "schema": "schemas/trees.json", "format": "csv",
    "mediatype": "text/csv", "encoding": "utf-8", "profile": "tabular-data-resource"}]}""",
    "schemas/trees.json": """{
  "title": "Stromy", "primaryKey": ["id"], "fields": [
  {"name": "id", "type": "string", "title": "Id", "description": "Stálé označení.", "example": "lipa",
    "constraints": {"required": true, "unique": true}},
  {"name": "name", "type": "string", "title": "Jméno", "description": "Jak se mu říká.", "example": "Lípa",
    "constraints": {"required": true}}]}""",
    "data/trees.csv": "id,name\nlipa,Lípa u kašny\n",
}


def laid(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")


def test_a_subject_is_added_by_its_folder_and_a_line_in_portal(tmp_path: Path) -> None:
    """No standing file but `portal.py` is edited: the recipe of CONTRIBUTING, done."""
    code = tmp_path / "code"
    shutil.copytree(CODE, code / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    laid(code / "macros" / "subjects" / "toy", TOY)
    portal = code / "macros" / "portal.py"
    text = portal.read_text(encoding="utf-8")
    text = text.replace("    OPENDATA,\n)", "    OPENDATA,\n    TOY,\n)")
    text = text.replace(
        "from macros.subjects.towns.subject import TOWNS",
        "from macros.subjects.towns.subject import TOWNS\nfrom macros.subjects.toy.subject import TOY",
    )
    portal.write_text(text, encoding="utf-8")

    root = portals.portal(tmp_path / "portal")
    laid(root / "data_packages" / "trees", DATA)
    home = root / "catalogue" / "index.md"
    home.write_text(home.read_text(encoding="utf-8") + '\nStojí tu {{ tree("lipa") }}.\n', encoding="utf-8")
    build = [
        sys.executable,
        "-c",
        "from macros.entry.cli import main; main()",
        "build",
        "--root",
        str(root),
        "-q",
    ]
    paths = os.environ | {"PYTHONPATH": str(code)}
    # The plug-in of MkDocs is found by its entry point, which names the same modules.
    done = subprocess.run(build, env=paths, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    site = root / "site"
    page = (site / "stromy/lipa/index.html").read_text(encoding="utf-8")
    assert "<h1>Lípa u\u00a0kašny</h1>" in page
    assert (site / "stromy/seznam.txt").read_text(encoding="utf-8") == "lipa"
    assert "Stojí tu Lípa u" in (site / "index.html").read_text(encoding="utf-8")
    assert "stromy/lipa/" in (site / "search/index.json").read_text(encoding="utf-8")
    assert "stromy/lipa/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (site / "data/trees/index.html").is_file()

    trees = root / "data_packages/trees/data/trees.csv"
    trees.write_text("id,name\nlipa,bez jména\n", encoding="utf-8")
    done = subprocess.run(build, env=paths, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "trees.csv, řádek 2" in done.stdout + done.stderr


def test_a_parameter_bears_the_noun_of_what_it_is() -> None:
    """`one` is for comprehensions and loops, where the noun stands right beside it."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    found = [
        f"{path.relative_to(CODE.parent)}, line {node.lineno}"
        for folder in (CODE, Path(__file__).parent)
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, functions)
        for name in ast.walk(node.args)
        if isinstance(name, ast.arg) and name.arg == "one"
    ]
    assert not found


SPELT = re.compile(r"(?<![\w/.-])/?([a-z-]+)/")
DECLARED = (
    "addresses.py",
    "territory/model.py",  # lower floors link to territories
    "data/paths.py",  # folders of texts
    "assets/js/tools.js",
    "publish/unchanged.py",  # a build that would change nothing loads no subject
)
"""Where addresses are declared."""


def spelt(path: Path) -> Iterator[str]:
    """First folders of all addresses that may stand in a file: in its strings, or in what it shows."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        for quoted in re.findall(r"""["'`}]((?:[a-z-]+/)+)""", text):
            yield quoted.partition("/")[0]
        return
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from SPELT.findall(node.value)


def test_an_address_is_spelt_where_it_is_declared_and_nowhere_else(mini: Built) -> None:
    folders = {page.url.partition("/")[0] for page in mini.pages}
    assert {"sluzby", "obce", "strategie", "mezery", "ukazatele"} <= folders
    sources = [path for kind in ("py", "html", "js") for path in CODE.rglob(f"*.{kind}")]
    sources += sorted((CODE.parent / "overrides").rglob("*.js"))
    found = [
        f"{path.relative_to(CODE.parent)}: {folder}/"
        for path in sources
        if not path.as_posix().endswith(DECLARED)
        for folder in spelt(path)
        if folder in folders and (folder, path.parent.name) != ("data", "data")  # a folder of packages
    ]
    assert not found


def test_scripts_know_where_pages_stand() -> None:
    script = (CODE.parent / "overrides/assets/js/tools.js").read_text(encoding="utf-8")
    assert f'paths = {{ service: "{SERVICES}", town: "{MUNICIPALITIES}", list: "{MY_LIST}" }}' in script
