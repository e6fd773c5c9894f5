"""Rules about sources in repositories of code: what they are is said, and what nobody knows is unverified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.subjects.catalogue.origins import UNKNOWN, in_repository, origin

_TOLD = ("source_title", "source_document", "population_source")
"""Columns that name a source in words."""


class _Known(NamedTuple):
    begins: str
    ends: str
    relation: str


@check("source-repository", "source-unknown")
def repositories(data: Data) -> Iterator[Problem]:
    """No repository of code is an authority: `sources` says what a file in it is, else it is no source."""
    known = _known(data)
    if known is None:
        return
    for table in data.tables.values():
        for column in ("source_url", *_TOLD):
            if column in table.columns:
                yield from _faulty(table, column, known)


def _known(data: Data) -> list[_Known] | None:
    """What the portal says of repositories; None where the table that says it cannot be read."""
    table = data.table("codelists", "sources")
    if table is None:
        return None
    return [
        _Known(begins, ends or "", relation or "")
        for _, begins, ends, relation in table.records(["begins", "ends", "relation"])
        if begins
    ]


def _faulty(table: Table, column: str, known: list[_Known]) -> Iterator[Problem]:
    """Rows that lean on a repository: on one that nobody named, or on one of which nobody knows the origin."""
    found = {value for value in set(table.columns[column]) if value and in_repository(value)}
    if not found:
        return
    origins = {value: origin(value, known) if column == "source_url" else None for value in found}
    sure = "confidence" in table.columns
    for row, value, *trust in table.records([column, "confidence"] if sure else [column]):
        if value not in origins:
            continue
        named = origins[value]
        if named is None:
            yield table.problem(row, column, "source-repository", value)
        elif named.relation == UNKNOWN and trust and trust[0] != "unverified":
            yield table.problem(row, "confidence", "source-unknown", trust[0])


RULES: tuple[Check, ...] = (repositories,)
