"""Addresses of the pages of cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDEX = "spoluprace/"
AGREEMENTS = f"{INDEX}pravidla/"
BLANK = f"{INDEX}formular/"
REQUESTS = f"{INDEX}potreby/"
LOCAL = f"{INDEX}strategie/"


def _lists(data: Data) -> Iterator[str]:
    """The map, the agreements with their blank form, needs and offers, local strategies."""
    yield from (INDEX, AGREEMENTS, BLANK, REQUESTS, LOCAL)


ADDRESSES = Addresses(
    pages=(plainly(("cooperation", "agreements"), AGREEMENTS),),
    lists=_lists,
    folders=(INDEX, AGREEMENTS, REQUESTS),
    come_and_go=(REQUESTS,),
)
