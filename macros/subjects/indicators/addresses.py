"""Addresses of indicators and of the cost of inaction."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDICATORS, COST = "ukazatele/", "cena-necinnosti/"


def _lists(data: Data) -> Iterator[str]:
    """Addresses beside those of indicators: the list of them, the cost of inaction."""
    for name, path in (("indicators", INDICATORS), ("cost_items", COST)):
        if data.values("indicators", name, "id"):
            yield path


ADDRESSES = Addresses(
    pages=(plainly(("indicators", "indicators"), INDICATORS),),
    lists=_lists,
    come_and_go=(INDICATORS, COST),
)
