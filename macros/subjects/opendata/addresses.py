"""Addresses of the open data."""

from __future__ import annotations

from macros.check.addresses_kept import Addresses

DATA = "data/"
ADDRESSES = Addresses(
    lists=lambda data: (DATA, *(f"{DATA}{package}/" for package in data.packages)),
    folders=(DATA,),
)
