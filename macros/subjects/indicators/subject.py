"""What the portal tells of numbers: pages, tables and what the search finds of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.indicators.exports import EXPORTS
from macros.subjects.indicators.pages import cost, indicators


def _found(site: Site) -> Iterator[Entry]:
    for indicator in site.indicators.values():
        text = f"{indicator.row.title} {indicator.row.definition}"
        url = indicators.INDICATOR.url(indicator)
        yield Entry("page", url, indicator.row.short, text=text, note="ukazatel")
    for page in cost.COST.of(site):
        yield Entry("page", cost.COST.url(page), "Cena nečinnosti", note="výpočet pro obec")


INDICATORS = Subject(
    name="indicators",
    pages=(*indicators.PAGES, *cost.PAGES),
    exports=EXPORTS,
    found=(_found,),
)
