"""The cost of inaction: how much it is for how many pupils."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from macros.data.paths import TEXTS
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.indicators import addresses
from macros.subjects.indicators.model import Indicators
from macros.subjects.indicators.pages.indicators import cited
from macros.subjects.indicators.rows import CostItemRow
from macros.words import czech

PUPILS = (1, 5, 10, 20, 50)


class Item(NamedTuple):
    """Something that costs so much a pupil: in whole crowns for the script, in words, and who says so."""

    row: CostItemRow
    low: int
    high: int
    sum: str
    cited: str


class Product(NamedTuple):
    """A multiplication as people write it: "10 × 2 až 2,5 milionu Kč", what it makes, and of what it is."""

    sums: str
    total: str
    title: str


class CostRow(NamedTuple):
    """The cost for a number of pupils: one multiplication for each item."""

    pupils: int
    products: tuple[Product, ...]


class CostPage(Struct, frozen=True, kw_only=True):
    """What the page of the cost of inaction shows."""

    items: Sequence[Item]
    rows: Sequence[CostRow]


def cost_reads(site: Site, subject: object) -> Iterable[bytes]:
    """The rows of the cost."""
    return (row.line.encode() for row in site[Indicators].cost_items)


def cost_view(site: Site, subject: object) -> View:
    """The page of the cost of inaction: how much it is for how many pupils, and where the sums come from."""
    items = site[Indicators].cost_items
    return View(
        title="Cena nečinnosti",
        description="Kolik stojí, když děti odejdou ze školy předčasně: jednoduchý výpočet pro obec, se zdroji.",
        crumbs=(Crumb("Strategie", TEXTS["strategy"]), Crumb("Ukazatele", addresses.INDICATORS)),
        data=CostPage(
            items=[
                Item(row, round(row.low), round(row.high), money(row.low, row.high), cited(row))
                for row in items
            ],
            rows=[CostRow(n, tuple(product(row, n) for row in items)) for n in PUPILS],
        ),
        origin=Origin(site.files[CostItemRow], 0),
    )


def product(row: CostItemRow, pupils: int) -> Product:
    """The cost of an item for so many pupils."""
    sums = f"{czech.number(pupils)} × {money(row.low, row.high)}"
    return Product(sums, money(row.low * pupils, row.high * pupils), row.title)


WORDS = {
    1_000_000_000: ("miliarda", "miliardy", "miliard", "miliardy"),
    1_000_000: ("milion", "miliony", "milionů", "milionu"),
}
"""What large sums are counted in (1, 2, 5, 1,5); cost.js says the same."""


def money(low: float, high: float) -> str:
    """A range of sums: "2 až 2,5 milionu Kč", "800 milionů až 1 miliarda Kč"."""
    end = f"{_sum(high)}{czech.NBSP}Kč"
    if low == high:
        return end
    start = czech.number(_in(low)) if _scale(low) == _scale(high) else _sum(low)
    return f"{start} až {end}"


def _scale(value: float) -> int:
    return next((scale for scale in WORDS if value >= scale), 1_000_000)


def _in(value: float) -> Decimal:
    return Decimal(str(value)) / _scale(value)


def _sum(value: float) -> str:
    return czech.plural(_in(value), *WORDS[_scale(value)])


COST = Family(
    name="cost",
    section="strategie",
    source="indicators/cost_items",
    **single(addresses.COST, lambda site: site[Indicators].cost_items),
    view=cost_view,
    reads=cost_reads,
    shows=CostPage,
)
PAGES = (COST,)
