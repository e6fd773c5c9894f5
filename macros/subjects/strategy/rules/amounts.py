"""Rules about money: the least is not over the most, and all of it stands in the same unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table

JUMP = 500
"""Of two amounts that belong together, one so many times the other is probably in thousands."""
WHOLE_JUMP = 5_000
"""No call supports so many projects."""


@check("value-order", "amount-low", "amount-jump")
def amounts(data: Data) -> Iterator[Problem]:
    """A grant gives at most as much as it gives at least or more, and in all as much as to one."""
    table = data.table("strategy", "grants")
    for row, least, most, whole in table.records(["amount_from", "amount_to", "allocation"]) if table else ():
        if table and least is not None and most is not None and most < least:
            yield table.problem(row, "amount_to", "value-order", f"{most:g}")
        one = most if most is not None else least
        if table and one and whole is not None and whole < one:
            details = {"warning": True, "most": f"{one:.0f}"}
            yield table.problem(row, "allocation", "amount-low", f"{whole:.0f}", **details)
        if table and one and whole is not None and whole / one >= WHOLE_JUMP:
            details = {"warning": True, "beside": f"{one:.0f}", "at": row}
            yield table.problem(row, "allocation", "amount-jump", f"{whole:.0f}", **details)


@check("amount-jump")
def units(data: Data) -> Iterator[Problem]:
    """Amounts of one giver, and of one node, are in one unit: none is many times another; a warning."""
    if table := data.table("strategy", "grants"):
        for column in ("amount_from", "amount_to", "allocation"):
            groups: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
            for row, giver, amount in table.records(["provider", column]):
                if giver and amount:
                    groups[giver].append((amount, row))
            yield from _jumps(table, column, groups)
    if table := data.table("strategy", "node_money"):
        nodes: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for row, node, amount in table.records(["node", "amount"]):
            if node and amount:
                nodes[node].append((amount, row))
        yield from _jumps(table, "amount", nodes)


def _jumps(table: Table, column: str, groups: dict[str, list[tuple[float, int]]]) -> Iterator[Problem]:
    for found in groups.values():
        for (small, one), (large, other) in pairwise(sorted(found)):
            if large / small >= JUMP:
                # Of three, the two that are alike are right.
                row, value, beside, at = (other, large, small, one)
                if len(found) > 2 and (small, one) == min(found):
                    row, value, beside, at = (one, small, large, other)
                yield table.problem(
                    row, column, "amount-jump", f"{value:.0f}", warning=True, beside=f"{beside:.0f}", at=at
                )


RULES: tuple[Check, ...] = (amounts, units)
