"""What stands in patterns where people have to write themselves."""

from __future__ import annotations

PLACEHOLDER = "[DOPLŇTE"
"""How such a place begins; `check` lets it into no table."""

WRITTEN = "Založeno: {}"
STAYS = "Už tam bylo, nechávám: {}"
NEXT = "\nCo dál:"
