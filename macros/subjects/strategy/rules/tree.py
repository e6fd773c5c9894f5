"""Rules about strategies: the tree of nodes and what fulfils them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data, Rule
from macros.check.common import repeated
from macros.data.problems import Problem


def parent_strategy(data: Data) -> Iterator[Problem]:
    """A node and its parent belong to one strategy."""
    if table := data.table("strategy", "nodes"):
        of = dict(zip(table.columns["id"], table.columns["strategy"], strict=True))
        for row, strategy, parent in table.records(["strategy", "parent"]):
            if parent and strategy and of.get(parent) and of[parent] != strategy:
                yield table.problem(row, "parent", "parent-strategy", parent, strategy=strategy)


def depth(data: Data) -> Iterator[Problem]:
    """A node lies one level under its parent; without a parent it is at level 1."""
    if table := data.table("strategy", "nodes"):
        of = dict(zip(table.columns["id"], table.columns["depth"], strict=True))
        for row, parent, mine in table.records(["parent", "depth"]):
            above = of.get(parent) if parent else 0
            if mine is not None and parent is not None and above is not None and mine != above + 1:
                yield table.problem(row, "depth", "depth", mine, expected=above + 1)


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


def node_prefix(data: Data) -> Iterator[Problem]:
    """A node's id starts with the id of its strategy: the rest of it is the node's address."""
    if table := data.table("strategy", "nodes"):
        for row, code, strategy in table.records(["id", "strategy"]):
            if code and strategy and not code.startswith(f"{strategy}-"):
                yield table.problem(row, "id", "node-prefix", code, strategy=strategy)


def position(data: Data) -> Iterator[Problem]:
    """Siblings have each a position of their own."""
    if table := data.table("strategy", "nodes"):
        columns = (table.columns[name] for name in ("strategy", "parent", "position"))
        keys = [None if None in key else key for key in zip(*columns, strict=True)]
        place = dict(zip(table.row_numbers, table.columns["position"], strict=True))
        for row, first in repeated(keys, table.row_numbers):
            yield table.problem(row, "position", "position", place[row], first=first)


def one_of(data: Data) -> Iterator[Problem]:
    """What fulfils a node is either a kind of service or one service."""
    if table := data.table("strategy", "node_services"):
        kinds, services = table.cells("kind"), table.cells("service")
        for row, kind, service in zip(table.row_numbers, kinds, services, strict=True):
            if (kind == "") == (service == ""):
                yield table.problem(row, "kind", "one-of", kind, columns="kind, service")


RULES: tuple[Rule, ...] = (parent_strategy, depth, depth_name, node_prefix, position, one_of)
