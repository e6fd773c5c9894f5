"""The cost of inaction: how much it is for how many pupils."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from macros import czech
from macros.model import indicator_rows as rows
from macros.model.site import Site
from macros.views.common import Crumb, Origin, View
from macros.views.indicators import cited

PUPILS = (1, 5, 10, 20, 50)


class CostRow(NamedTuple):
    """The cost for a number of pupils: one range for each item."""

    pupils: int
    ranges: tuple[str, ...]


def cost_reads(site: Site, subject: object) -> Iterable[bytes]:
    """The rows of the cost."""
    return (row.line.encode() for row in site.cost_items)


def cost_view(site: Site, subject: object) -> View:
    """The page of the cost of inaction: how much it is for how many pupils, and where the sums come from."""
    items = site.cost_items
    return View(
        title="Cena nečinnosti",
        description="Kolik stojí, když děti odejdou ze školy předčasně: jednoduchý výpočet pro obec, se zdroji.",
        crumbs=(Crumb("Strategie", "strategie/"), Crumb("Ukazatele", "ukazatele/")),
        data={
            "items": items,
            "rows": [CostRow(n, tuple(money(row.low * n, row.high * n) for row in items)) for n in PUPILS],
            "cited": cited,
            "money": money,
        },
        origin=Origin(site.files[rows.CostItemRow], 0),
    )


def money(low: float, high: float) -> str:
    """A range of sums: "2–2,5 milionu Kč", "100–125 milionů Kč"."""
    small, big = Decimal(str(low)) / 1_000_000, Decimal(str(high)) / 1_000_000
    word = "milionu" if big % 1 else "milion" if big == 1 else "miliony" if 2 <= big <= 4 else "milionů"
    shown = czech.number(small) if low == high else f"{czech.number(small)}–{czech.number(big)}"
    return f"{shown}{czech.NBSP}{word}{czech.NBSP}Kč"
