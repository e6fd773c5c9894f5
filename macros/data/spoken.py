"""Telephone numbers that sentences of tables name: on the web they are links, where the portal knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.data.schema import Field
from macros.data.tables import Table
from macros.words.phones import may_have_numbers, numbers


def spoken_numbers(tables: Iterable[Table]) -> frozenset[str]:
    """All numbers that stand in sentences of tables, as they are dialled: few, whatever the size of the tables."""
    return frozenset(
        one.dialled
        for table in tables
        for field in prose(table)
        for text in sentences(table, field.name)
        for one in numbers(text)
    )


def prose(table: Table) -> Iterator[Field]:
    """Yield the columns in which people write what they like, found by the schema."""
    for field in table.schema.fields:
        if field.type == "string" and not (field.pattern or field.enum or field.reference):
            yield field


def sentences(table: Table, column: str) -> Iterator[str]:
    """Yield the texts of a column that may name a number. A cell that is nothing but a number is none of them."""
    said = table.said(column)
    if may_have_numbers("\n".join(said)):
        yield from (text for text in said if _spaced(text) and may_have_numbers(text))


def _spaced(text: str) -> bool:
    return " " in text.strip() and text.strip("+0123456789 \u00a0") != ""
