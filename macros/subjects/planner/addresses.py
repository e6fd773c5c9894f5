"""The address of the page on which meetings are planned, and of its empty table."""

from __future__ import annotations

from macros.check.addresses_kept import Addresses

PLANNER = "setkani/planovac/"
TEMPLATE = f"{PLANNER}prani.csv"
ADDRESSES = Addresses(lists=lambda data: (PLANNER,), folders=(PLANNER,))
