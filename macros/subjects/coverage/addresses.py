"""Addresses of what is missing."""

from __future__ import annotations

from macros.check.addresses_kept import Addresses

ADDRESSES = Addresses(lists=lambda data: ("mezery/",), folders=("mezery/",))
