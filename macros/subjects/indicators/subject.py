"""What the portal tells of numbers: pages, tables and what the search finds of indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from macros.model.site import Site
from macros.page.render import Renderer
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.indicators.addresses import ADDRESSES
from macros.subjects.indicators.choropleth import drawing
from macros.subjects.indicators.exports import EXPORTS
from macros.subjects.indicators.model import Indicators, link_indicators
from macros.subjects.indicators.pages import cost, indicators
from macros.subjects.indicators.rows import ROWS
from macros.subjects.indicators.rules import counts_declared, small_counts, values
from macros.subjects.territory.shapes import Shapes


def _found(site: Site) -> Iterator[Entry]:
    for indicator in site[Indicators].indicators.values():
        text = f"{indicator.row.title} {indicator.row.definition}"
        url = indicators.INDICATOR.url(indicator)
        yield Entry("page", url, indicator.row.short, text=text, note="ukazatel")
    for page in cost.COST.of(site):
        yield Entry("page", cost.COST.url(page), "Cena nečinnosti", note="výpočet pro obec")


def _tools(renderer: Renderer) -> Callable[[str], Mapping[str, Any]]:
    """Drawn maps; shapes are made once a region."""
    shapes = Shapes(renderer.site, renderer.cache_dir.parent if renderer.cache_dir else None)
    names = {"drawn": lambda plan: drawing(plan, shapes.land(plan.region))}
    return lambda root: names


INDICATORS = Subject(
    name="indicators",
    rows=ROWS,
    link=link_indicators,
    checks=(*values.RULES, *counts_declared.RULES, *small_counts.RULES),
    addresses=ADDRESSES,
    pages=(*indicators.PAGES, *cost.PAGES),
    tools=_tools,
    exports=EXPORTS,
    found=(_found,),
)
