"""Rules about addresses that people have saved: redirects, and ids that must not get lost."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from macros.check import Data, Rule
from macros.check.common import Hints, complete
from macros.data import mend
from macros.data.confidential import secrets_of
from macros.data.paths import files
from macros.data.problems import Problem, problem
from macros.subjects.catalogue.telling import id_tells

Columns = Mapping[str, Sequence[Any]]


class _Pages(NamedTuple):
    """Where the pages of a table lie: prefix, column with the address, column with the region, if any."""

    prefix: str
    column: str = "id"
    region: str = ""


_PAGES: Mapping[tuple[str, str], _Pages] = {
    ("services", "services"): _Pages("sluzby"),
    ("services", "providers"): _Pages("poskytovatele"),
    ("situations", "situations"): _Pages("situace"),
    ("situations", "themes"): _Pages("temata"),
    ("situations", "phenomena"): _Pages("jevy"),
    ("codelists", "kinds"): _Pages("druhy"),
    ("strategy", "strategies"): _Pages("strategie"),
    ("strategy", "nodes"): _Pages("strategie"),
    ("evaluation", "criteria_sets"): _Pages("hodnoceni"),
    ("evaluation", "assessments"): _Pages("hodnoceni"),
    ("indicators", "indicators"): _Pages("ukazatele"),
    ("territory", "municipalities"): _Pages("obce", "slug", "region_nuts3"),
    ("territory", "orp"): _Pages("orp", "slug", "region_nuts3"),
    ("territory", "regions"): _Pages("kraje", "slug", "code_nuts3"),
}


def _addresses(data: Data, key: tuple[str, str], columns: Columns) -> list[str]:
    """Return the address of each row's page, "" where it has none."""
    pages = _PAGES[key]
    values = columns[pages.column]
    if key == ("strategy", "nodes"):
        return _node_addresses(data, columns)
    if pages.region:
        covered = data.settings.regions
        pairs = zip(values, columns[pages.region], strict=True)
        return [f"{pages.prefix}/{value}/" if value and code in covered else "" for value, code in pairs]
    return [f"{pages.prefix}/{value}/" if value else "" for value in values]


def _node_addresses(data: Data, columns: Columns) -> list[str]:
    """Addresses of nodes. The lowest level has no pages: its nodes stand on the pages of their parents."""
    names = zip(
        data.values("strategy", "strategies", "id"),
        data.values("strategy", "strategies", "level_names"),
        strict=True,
    )
    lowest = {strategy: str(len(levels.split(";"))) for strategy, levels in names if levels}
    return [
        f"strategie/{strategy}/{node.removeprefix(strategy + '-')}/"
        if node and strategy and str(depth) != lowest.get(strategy)
        else ""
        for node, strategy, depth in zip(columns["id"], columns["strategy"], columns["depth"], strict=True)
    ]


def _known(data: Data) -> dict[str, tuple[tuple[str, str], int]]:
    """All addresses of generated pages with the table and the row that they come from."""
    found = {}
    for key in _PAGES:
        if table := data.table(*key):
            for address, row in zip(_addresses(data, key, table.columns), table.row_numbers, strict=True):
                found[address] = (key, row)
    return found


_LISTS = ("druhy/", "hledat/", "jevy/", "mezery/", "obce/", "poskytovatele/", "situace/", "sluzby/", "data/")
_FACES = ("hlaseni", "karty", "sledovani", "tisk", "zmeny")


def _lists(data: Data) -> set[str]:
    """Addresses of pages that list others; a test holds them and `_known` against the pages of the site."""
    return {
        *_LISTS,
        *(f"data/{package}/" for package in data.packages),
        *_of_strategies(data),
        *_evaluation(data),
        *_indicators(data),
    }


def _of_strategies(data: Data) -> Iterator[str]:
    """Addresses of pages about strategies that are no node: of each one, of all, grants and events."""
    told = ("steps", "outputs", "log_periods")
    with_course = {code for name in told for code in data.values("strategy", name, "strategy")}
    for code in data.settings.strategies:
        yield from (f"strategie/{code}/{face}/" for face in _FACES)
        if code in with_course:
            yield f"strategie/{code}/prubeh/"
    if data.settings.strategies:
        yield from ("strategie/srovnani/", "strategie/sledovani/", "koordinator/")
    if "strategy" in data.packages:
        yield from ("granty/", "akce/")


def _evaluation(data: Data) -> Iterator[str]:
    """Addresses beside those of sets and assessments: the list, forms, comparisons, family policies."""
    sets = [one for one in data.values("evaluation", "criteria_sets", "id") if one]
    if sets:
        yield "hodnoceni/"
    yield from (f"hodnoceni/{one}/{page}/" for one in sets for page in ("formular", "srovnani"))
    policies = set(data.values("evaluation", "family_policies", "municipality_code_csu"))
    if towns := data.table("territory", "municipalities") if policies else None:
        for _, code, slug, region in towns.records(["code_csu", "slug", "region_nuts3"]):
            if code in policies and slug and region in data.settings.regions:
                yield f"obce/{slug}/rodinna-politika/"


def _indicators(data: Data) -> Iterator[str]:
    """Addresses beside those of indicators: the list of them, the cost of inaction."""
    for name, path in (("indicators", "ukazatele/"), ("cost_items", "cena-necinnosti/")):
        if data.values("indicators", name, "id"):
            yield path


def _written(root: Path) -> Iterator[str]:
    """Addresses of pages that people wrote in catalogue/ and strategy/."""
    for folder, prefix in (("catalogue", ""), ("strategy", "strategie/")):
        for path in files(root, folder, ".md"):
            address = path.relative_to(root / folder).with_suffix("").as_posix()
            yield prefix + ("" if address == "index" else address.removesuffix("/index") + "/")


def redirects(data: Data) -> Iterator[Problem]:
    """A redirect leads to a page that exists, in one step."""
    table = data.table("codelists", "redirects")
    if table is None or not table.rows or _unread(data):
        return
    old, known = set(table.columns["old_path"]), {*_known(data), *_lists(data), *_written(data.root)}
    hint = Hints(known)
    for row, new in table.records(["new_path"]):
        if new and new in old:
            yield table.problem(row, "new_path", "redirect-chain", new)
        elif new and new not in known:
            yield table.problem(row, "new_path", "redirect-target", new, hint=hint(new))


def _unread(data: Data) -> bool:
    """Whether some package could not be read, so that nobody knows its pages."""
    there = (data.root / "data_packages").glob("*/datapackage.json")
    return any(path.parent.name not in data.packages for path in there)


def redirects_from(data: Data) -> Iterator[Problem]:
    """A redirect never takes the address of a page, nor of a folder of files, that the portal has now."""
    table = data.table("codelists", "redirects")
    if table is None or not table.rows:
        return
    # Whose address comes from an id is told at its row: see `id_reused`.
    living = {*_lists(data), *_written(data.root)} - {*_known(data)}
    for row, old in table.records(["old_path"]):
        if old and (old.casefold() in living or old.startswith(_FOLDERS) or old in _ANYWHERE):
            yield table.problem(row, "old_path", "redirect-living", old)


_FOLDERS = ("assets/", "data/", "forms/", "letaky/", "mezery/", "search/", "sluzby/uzemi/")
"""Folders with files, and with pages that only a large portal has: nothing is ever redirected from there."""
_ANYWHERE = ("granty/", "akce/", "koordinator/", "hodnoceni/", "ukazatele/", "cena-necinnosti/", "strategie/")
"""Pages that come and go with a package: one that is gone today is back tomorrow."""


def id_reused(data: Data) -> Iterator[Problem]:
    """An id whose address redirects elsewhere never comes back."""
    table = data.table("codelists", "redirects")
    if table is None or not table.rows:
        return
    known = _known(data)
    for old in sorted({old for old in table.columns["old_path"] if old}):
        if old in known:
            key, row = known[old]
            owner = data.tables[key]
            column = _PAGES[key].column
            value = owner.columns[column][owner.row_numbers.index(row)]
            yield owner.problem(row, column, "id-reused", value)


def id_lost(data: Data) -> Iterator[Problem]:
    """An address published by the last commit stays, or redirects."""
    table = data.table("codelists", "redirects")
    changed = changed_files(data)
    kept = set(table.columns["old_path"]) if table else set()
    for key in _PAGES:
        now = data.table(*key)
        if now is None or now.file not in changed or not complete(now, _PAGES[key].column):
            continue
        here = {*_addresses(data, key, _raw(now.schema.names, now.rows)), *kept}
        before = committed(data.root, now.file)
        # An address that told where people hide is given up: a redirect would keep telling it.
        here |= {
            address
            for address, value in _old_addresses(data, key, before)
            if _told_a_house(data, key, before, value)
        }
        for address, value in _old_addresses(data, key, before):
            if address and address not in here:
                yield now.problem(0, _PAGES[key].column, "id-lost", value, path=address)


def _told_a_house(data: Data, key: tuple[str, str], before: Columns, value: str) -> bool:
    """Whether an id of the last commit told the address of what is confidential now."""
    if key not in (("services", "services"), ("services", "providers")) or not id_tells(value):
        return False
    providers = secrets_of(data.tables).providers
    if key[1] == "providers" or "provider" not in before:
        return bool(providers)
    return before["provider"][before["id"].index(value)] in providers


def _raw(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _old_addresses(data: Data, key: tuple[str, str], columns: Columns) -> Iterator[tuple[str, str]]:
    try:
        yield from zip(_addresses(data, key, columns), columns[_PAGES[key].column], strict=True)
    except KeyError:
        # The last commit had other columns: what it published cannot be told.
        return


def own_in_git(data: Data) -> Iterator[Problem]:
    """What commands keep for themselves is never in git: compiled templates from somebody's branch would run."""
    if not _in_git(data.root):
        return
    listed = _git(data.root, "ls-files", "-z", "--", *_OWN).decode("utf-8", "replace")
    for file in listed.split("\0")[:-1]:
        yield problem(file, 0, "", "own-in-git")


_OWN = (
    ":(icase).cache",
    *(f":(glob)**/{one}{rest}" for one in (".*.rozcestnik-*", ".rozcestnik/new") for rest in ("", "/**")),
    ":(glob)**/.rozcestnik/journal.json",
)
"""The cache, and what a stopped build leaves and the next command would bring into the site."""


def _in_git(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def changed_files(data: Data) -> set[str]:
    """Files under data_packages/ that differ from the last commit; empty outside of a git work tree.

    Several rules ask; git is asked once a run.
    """
    if not data.changed:
        data.changed.append(_changed_files(data.root))
    return data.changed[0]


def _changed_files(root: Path) -> set[str]:
    if not _in_git(root):
        return set()
    names = ("--name-only", "-z", "--no-renames", "--relative")
    listed = _git(root, "diff", *names, "HEAD", "--", "data_packages")
    return set(listed.decode("utf-8", "replace").split("\0"))


def committed(root: Path, file: str) -> Columns:
    """Columns of a table as they stand in the last commit; {} where they cannot be read."""
    text, _ = mend.decode(_git(root, "show", f"HEAD:./{file}"), file)
    try:
        header, *rows = csv.reader(text.splitlines())
    except (csv.Error, ValueError):
        return {}
    return _raw(header, [row for row in rows if len(row) == len(header)])


def _git(root: Path, *words: str) -> bytes:
    """Ask git; nothing where it has no answer. It takes no locks: a person may be committing just now."""
    command = ["git", "-C", str(root), "--no-optional-locks", *words]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


RULES: tuple[Rule, ...] = (redirects, redirects_from, id_reused, id_lost, own_in_git)
