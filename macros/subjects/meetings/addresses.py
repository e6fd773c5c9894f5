"""Addresses of the pages of meetings and of their tasks."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

MEETINGS = "jednani/"
TASKS = f"{MEETINGS}ukoly/"


def _lists(data: Data) -> Iterator[str]:
    """The pages about all meetings and about all tasks."""
    if any(data.values("meetings", "meetings", "id")):
        yield from (MEETINGS, TASKS)


ADDRESSES = Addresses(
    pages=(plainly(("meetings", "meetings"), MEETINGS),),
    lists=_lists,
    come_and_go=(MEETINGS, TASKS),
)
