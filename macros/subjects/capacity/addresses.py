"""Addresses of the pages of capacity, of prevention beside care, and of the register of results."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly

INDEX = "kapacita/"
BALANCE = "prevence-a-pece/"
RESULTS = "vysledky-sluzeb/"
DONORS = "vykazovani/"
FORM = f"{RESULTS}vykaz.xlsx"
CSV = f"{INDEX}kapacita.csv"


def _lists(data: Data) -> Iterator[str]:
    """The pages about all, and one for each service that reports or has agreed outcomes."""
    yield from (INDEX, BALANCE, RESULTS, DONORS)
    told = {*data.values("capacity", "reports", "service"), *data.values("capacity", "outcomes", "service")}
    yield from (f"{RESULTS}{code}/" for code in sorted(filter(None, told)))


ADDRESSES = Addresses(
    pages=(plainly(("capacity", "small_areas"), INDEX),),
    lists=_lists,
    folders=(INDEX, RESULTS),
    come_and_go=(INDEX, BALANCE, RESULTS, DONORS),
)
