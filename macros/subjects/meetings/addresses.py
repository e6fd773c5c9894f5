"""Addresses of the pages of meetings, of their tasks, and of fairs."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

MEETINGS = "jednani/"
TASKS = f"{MEETINGS}ukoly/"
FAIRS = "burzy/"
SIGNS, SHEETS = "cedule/", "prihlasky/"
"""Pages of a fair, below its own."""


def _lists(data: Data) -> Iterator[str]:
    """The pages about all meetings, all tasks and all fairs, and what fairs have to print."""
    if any(data.values("meetings", "meetings", "id")):
        yield from (MEETINGS, TASKS)
    if any(data.values("meetings", "fairs", "id")):
        yield FAIRS
    stands, blocks = data.values("meetings", "fair_stands", "fair"), data.table("meetings", "fair_blocks")
    yield from (f"{FAIRS}{fair}/{SIGNS}" for fair in sorted({*stands}) if fair)
    if blocks:
        limited = {fair for _, fair, capacity in blocks.records(["fair", "capacity"]) if fair and capacity}
        yield from (f"{FAIRS}{fair}/{SHEETS}" for fair in sorted(limited))


ADDRESSES = Addresses(
    pages=(plainly(("meetings", "meetings"), MEETINGS), plainly(("meetings", "fairs"), FAIRS)),
    lists=_lists,
    come_and_go=(MEETINGS, TASKS, FAIRS),
)
