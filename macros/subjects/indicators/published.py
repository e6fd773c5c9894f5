"""The table of numbers as others may have it: what the open data offer, and what rules read back."""

from __future__ import annotations

from macros.data.mend import write_csv
from macros.data.schema import Package
from macros.data.tables import read_table
from macros.subjects.indicators.small_counts import Slot

TELLING = ("value", "value_high", "note")
"""Columns of a number that could tell a small count."""


def observations(raw: bytes, package: Package, hidden: frozenset[Slot]) -> bytes:
    """The table of numbers as it may be published: small counts of people are blank and say `suppressed`."""
    if not hidden:
        return raw
    schema = package.schemas["observations"]
    table = read_table(raw, package.name, "observations", "", schema)
    names = schema.names
    slot = [names.index(column) for column in ("indicator", "level", "territory_code", "period")]
    blank, status = [names.index(column) for column in TELLING], names.index("status")
    rows = list(map(list, table.rows))
    for row in rows:
        indicator, level, code, period = (row[at] for at in slot)
        if (indicator, level, code, period) in hidden:
            row[status] = "suppressed"
            for column in blank:
                row[column] = ""
    return write_csv([names, *rows]).encode()
