"""Addresses of the pages of white spots and of stories."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDEX = "bila-mista/"
STORIES = "sitovani/"
COMPARISON = f"{STORIES}srovnani/"


def _lists(data: Data) -> Iterator[str]:
    """The page about all situations and one for each."""
    yield INDEX
    yield from (f"{INDEX}{code}/" for code in data.values("situations", "situations", "id") if code)
    if any(data.values("network", "stories", "id")):
        yield from (STORIES, COMPARISON)


ADDRESSES = Addresses(
    pages=(plainly(("network", "stories"), STORIES),),
    lists=_lists,
    folders=(INDEX,),
    come_and_go=(INDEX, STORIES, COMPARISON),
)
