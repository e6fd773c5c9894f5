"""One value against its column of the schema: what it is, and which rule it breaks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from operator import eq
from typing import Any

from macros.data.schema import Field

_INTEGER = re.compile(r"-?[0-9]{1,18}")
# 15 digits at most: that many a float keeps, so that limits mean here what they mean to frictionless.
_NUMBER = re.compile(r"-?(?=[0-9.]{1,16}$)[0-9]{1,15}(\.[0-9]{1,15})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEAN = {"true": True, "false": False}


def all_fit(field: Field, said: Collection[str]) -> bool:
    """Say whether every value of a text column obeys its schema; only whole-column steps, no loop of ours."""
    filled = said
    if "" in said:
        if field.required:
            return False
        filled = list(filter(None, said))
    if field.enum and not set(field.enum).issuperset(filled):
        return False
    if field.max_length and max(map(len, filled), default=0) > field.max_length:
        return False
    if field.pattern and not all(map(field.regex.fullmatch, filled)):
        return False
    return all(map(eq, filled, map(str.strip, filled)))


def judge(field: Field, cell: str) -> tuple[Any, str | None]:
    """Read one cell: its value and None, or None and the rule that it breaks.

    An empty cell is "" in a string column and None elsewhere.
    """
    if cell == "":
        return ("" if field.type == "string" else None), "required" if field.required else None
    if cell != cell.strip():
        return None, "cell-space"
    value = _READERS[field.type](cell)
    if value is None:
        return None, f"type-{field.type}"
    return (value, None) if (rule := _limits(field, cell, value)) is None else (None, rule)


def _limits(field: Field, cell: str, value: Any) -> str | None:
    if field.enum and cell not in field.enum:
        return "enum"
    if field.pattern and not field.regex.fullmatch(cell):
        return "pattern"
    if field.max_length and len(cell) > field.max_length:
        return "max-length"
    if field.minimum is not None and value < field.minimum:
        return "minimum"
    if field.maximum is not None and value > field.maximum:
        return "maximum"
    return None


def _date(cell: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell) if _DATE.fullmatch(cell) else None
    except ValueError:
        return None


_READERS: dict[str, Callable[[str], Any]] = {
    "string": lambda cell: cell,
    "integer": lambda cell: int(cell) if _INTEGER.fullmatch(cell) else None,
    "number": lambda cell: float(cell) if _NUMBER.fullmatch(cell) else None,
    "boolean": _BOOLEAN.get,
    "date": _date,
}
