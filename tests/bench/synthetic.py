"""Makes a whole portal of any size from a seed: the same size and seed give the same bytes.

Texts, theme, descriptors, code lists, situations and territory are the real ones of the repository.
Providers, services, places, contacts, hours, areas, links and further strategies are made up, in the
shares of the real catalogue, so that pages look and weigh like real ones.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.catalogue import Maker
from tests.bench.packages import Row, Tables

PARTS = ("catalogue", "strategy", "overrides", "data_packages")


@dataclass(frozen=True, slots=True)
class Size:
    """How big a portal is. No regions = all of them."""

    name: str
    regions: tuple[str, ...]
    services: int
    providers: int


TINY = Size("tiny", ("CZ041",), 110, 40)
REGIONS = Size("regions", ("CZ041", "CZ051"), 720, 680)
NATION = Size("nation", (), 6700, 5990)


def make(source: Path, folder: Path, size: Size, seed: int) -> None:
    """Write a portal of the given size into the new folder `folder`; `source` is the repository."""
    for part in PARTS:
        shutil.copytree(source / part, folder / part)
    _untied(folder / "strategy/index.md")
    tables = Tables(folder / "data_packages")
    regions = size.regions or tuple(row["code_nuts3"] for row in tables["territory", "regions"])
    Maker(tables, regions, Random(seed), _needed(source, tables)).make(size.services, size.providers)
    strategies = add_strategies(tables, regions)
    tables.write()
    settings = (source / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_settings(settings, folder, regions, strategies), encoding="utf-8")


def _untied(path: Path) -> None:
    """Lead a text elsewhere where it leads to the page of a real municipality, which the portal may not have."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\(\.\./obce/[^)]+\)", "(../hodnoceni/)", text), encoding="utf-8")


def _settings(text: str, folder: Path, regions: Sequence[str], strategies: Sequence[str]) -> str:
    """The real settings with other regions, without folders to watch that a portal alone does not have."""
    text = re.sub(r"(?m)^( +regions: ).*$", rf"\g<1>[{', '.join(regions)}]", text)
    text = re.sub(r"(?m)^( +strategies: ).*$", rf"\g<1>[{', '.join(strategies)}]", text)
    text = re.sub(r"(?m)^( +maps: ).*$", r"\g<1>false", text)
    watched = text.partition("\nwatch:\n")[2].partition("\n\n")[0]
    kept = [line for line in watched.split("\n") if (folder / line.strip(" -")).exists()]
    return text.replace(watched, "\n".join(kept))


def _needed(source: Path, tables: Tables) -> set[str]:
    """Real services that texts, settings, first lines or strategies name: a portal without them would not build."""
    texts = [source / "mkdocs.yml", *source.glob("catalogue/**/*.md"), *source.glob("strategy/**/*.md")]
    said = {word for path in texts for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))}
    said |= {row["service"] for row in tables["strategy", "node_services"]}
    said |= {row["first_line"] for row in tables["situations", "situations"]}
    return {row["id"] for row in tables["services", "services"]} & said


def add_strategies(tables: Tables, regions: Sequence[str]) -> list[str]:
    """Give every region a strategy: the tree of the first real one, under another name. Returns all ids."""
    first = tables["strategy", "strategies"][0]
    before = {row["territory_code"] for row in tables["strategy", "strategies"]}
    known = {row["code_nuts3"]: row for row in tables["territory", "regions"]}
    for code in regions:
        if code not in before:
            _clone(tables, first, known[code])
    return [row["id"] for row in tables["strategy", "strategies"] if row["territory_code"] in regions]


def _clone(tables: Tables, first: Row, region: Row) -> None:
    old, new = first["id"], region["slug"]
    title = f"Strategie sociálního začleňování: {region['name']}"
    row = first | {
        "id": new,
        "title": title,
        "publisher": region["name"],
        "territory_code": region["code_nuts3"],
    }
    tables["strategy", "strategies"].append(row)
    for name in ("nodes", "node_actors", "node_services"):
        mine = [row for row in tables["strategy", name] if _belongs(row, old)]
        columns = ("id", "strategy", "parent", "node")
        for row in mine:
            moved = {key: _moved(row[key], old, new) for key in columns if key in row}
            tables["strategy", name].append(row | moved)


def _belongs(row: Row, strategy: str) -> bool:
    return row.get("strategy", row.get("node", "")).startswith(strategy)


def _moved(code: str, old: str, new: str) -> str:
    return new + code.removeprefix(old) if code.startswith(old) else code
