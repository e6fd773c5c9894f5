"""Addresses of the pages of white spots."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses

INDEX = "bila-mista/"


def _lists(data: Data) -> Iterator[str]:
    """The page about all situations and one for each."""
    yield INDEX
    yield from (f"{INDEX}{code}/" for code in data.values("situations", "situations", "id") if code)


ADDRESSES = Addresses(lists=_lists, folders=(INDEX,), come_and_go=(INDEX,))
