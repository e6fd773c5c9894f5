"""Addresses of what is missing."""

from __future__ import annotations

from macros.check.addresses_kept import Addresses

INDEX = "mezery/"
ADDRESSES = Addresses(lists=lambda data: (INDEX,), folders=(INDEX,))
