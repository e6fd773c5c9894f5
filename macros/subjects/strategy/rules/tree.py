"""Rules about strategies: the tree of nodes and what fulfils them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import known, repeated
from macros.check.people import Naming
from macros.check.settings import unknown, unsaid
from macros.data.problems import Problem, problem
from macros.data.settings_check import FILE
from macros.subjects.territory.codes import area_codes


@check("parent-strategy")
def parent_strategy(data: Data) -> Iterator[Problem]:
    """A node and its parent belong to one strategy."""
    if table := data.table("strategy", "nodes"):
        of = table.by("id", "strategy")
        for row, strategy, parent in table.records(["strategy", "parent"]):
            if parent and strategy and of.get(parent) and of[parent] != strategy:
                yield table.problem(row, "parent", "parent-strategy", parent, strategy=strategy)


@check("depth")
def depth(data: Data) -> Iterator[Problem]:
    """A node lies one level under its parent; without a parent it is at level 1."""
    if table := data.table("strategy", "nodes"):
        of = table.by("id", "depth")
        for row, parent, mine in table.records(["parent", "depth"]):
            above = of.get(parent) if parent else 0
            if mine is not None and parent is not None and above is not None and mine != above + 1:
                yield table.problem(row, "depth", "depth", mine, expected=above + 1)


@check("depth-name")
def depth_name(data: Data) -> Iterator[Problem]:
    """Each level of a strategy's tree has a name in level_names."""
    table, strategies = data.table("strategy", "nodes"), data.table("strategy", "strategies")
    if table is None or strategies is None:
        return
    rows = strategies.records(["id", "level_names"])
    count = {code: len(names.split(";")) for _, code, names in rows if code and names}
    for row, strategy, mine in table.records(["strategy", "depth"]):
        if mine is not None and mine > count.get(strategy, mine):
            yield table.problem(row, "depth", "depth-name", mine, count=count[strategy])


@check("node-prefix")
def node_prefix(data: Data) -> Iterator[Problem]:
    """A node's id starts with the id of its strategy: the rest of it is the node's address."""
    if table := data.table("strategy", "nodes"):
        for row, code, strategy in table.records(["id", "strategy"]):
            if code and strategy and not code.startswith(f"{strategy}-"):
                yield table.problem(row, "id", "node-prefix", code, strategy=strategy)


@check("position")
def position(data: Data) -> Iterator[Problem]:
    """Siblings have each a position of their own."""
    if table := data.table("strategy", "nodes"):
        columns = (table.columns[name] for name in ("strategy", "parent", "position"))
        keys = [None if None in key else key for key in zip(*columns, strict=True)]
        place = table.by_row("position")
        for row, first in repeated(keys, table.row_numbers):
            yield table.problem(row, "position", "position", place[row], first=first)


@check("one-of")
def one_of(data: Data) -> Iterator[Problem]:
    """What fulfils a node is either a kind of service or one service."""
    if table := data.table("strategy", "node_services"):
        kinds, services = table.cells("kind"), table.cells("service")
        for row, kind, service in zip(table.row_numbers, kinds, services, strict=True):
            if (kind == "") == (service == ""):
                yield table.problem(row, "kind", "one-of", kind, columns="kind, service")


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of a strategy exists at the level that stands beside its code."""
    yield from area_codes(data, "strategy", "strategies")


@check("setting-unsaid")
def strategies_said(data: Data) -> Iterator[Problem]:
    """A portal that has strategies says which of them it wants, be it none: a row that got lost is told."""
    if unsaid(data, "strategies") and data.values("strategy", "strategies", "id"):
        yield problem(FILE, 0, "strategies", "setting-unsaid", key="strategies", warning=True)


@check("unknown-setting")
def strategies_exist(data: Data) -> Iterator[Problem]:
    """Strategies that mkdocs.yml names are in the packages."""
    there = known(data, "strategy", "strategies", "id")
    if there is None and not (data.root / "data_packages" / "strategy").is_dir():
        there = set()
    if there is not None:
        yield from unknown("strategie", data.settings.strategies, there)


@check("level-roles", "level-roles-none")
def level_roles(data: Data) -> Iterator[Problem]:
    """A strategy says of all its levels what they mean, or of none."""
    if table := data.table("strategy", "strategies"):
        for row, names, roles in table.records(["level_names", "level_roles"]):
            if names and roles and names.count(";") != roles.count(";"):
                count = names.count(";") + 1
                yield table.problem(row, "level_roles", "level-roles", roles, count=count)
            elif names and roles == "":
                yield table.problem(row, "level_roles", "level-roles-none", names, warning=True)


NAMING = Naming(
    who=(("changes", "decided_by"), ("statuses", "decided_by"), ("monitoring", "who"), ("steps", "who")),
)
RULES: tuple[Check, ...] = (
    parent_strategy,
    depth,
    depth_name,
    node_prefix,
    position,
    one_of,
    area_code,
    strategies_said,
    strategies_exist,
    level_roles,
)
