"""The house: every room has its floor, an import goes down, and a subject is added without touching the engine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from macros.files.code import CODE

FLOORS = (
    "words",
    "files",
    "data",
    "draw",
    "search",
    "model",
    "check",
    "print",
    "page",
    "texts",
    "export",
    "subject",
    "subjects/territory",
    "subjects/indicators",
    "subjects/catalogue",
    "subjects/coverage",
    "subjects/strategy",
    "subjects/evaluation",
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


def test_modules_do_not_go_in_circles() -> None:
    """Not even inside a room, nor by imports that only types need."""
    needs = {name: {one for one in imported(path) if one != name} for name, path in modules()}
    while free := {name for name, wanted in needs.items() if not wanted & needs.keys()}:
        needs = {name: wanted for name, wanted in needs.items() if name not in free}
    assert not needs


@pytest.mark.parametrize("library", ["frictionless", "folium", "typst", "xlsxwriter"])
def test_one_room_alone_knows_a_large_library(library: str) -> None:
    known = re.compile(rf"^\s*(import|from) {library}\b|import_module\("{library}\b", re.MULTILINE)
    told = {room(name) for name, path in modules() if known.search(path.read_text(encoding="utf-8"))}
    assert len(told) <= (2 if library == "xlsxwriter" else 1)
