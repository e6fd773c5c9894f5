"""Addresses of the open data."""

from __future__ import annotations

from macros.check.addresses_kept import Addresses

ADDRESSES = Addresses(
    lists=lambda data: ("data/", *(f"data/{package}/" for package in data.packages)),
    folders=("data/",),
)
