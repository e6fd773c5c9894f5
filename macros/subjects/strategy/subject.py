"""What the portal tells of strategies, their tasks, grants and events."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.model.territory import Region
from macros.page.family import Family
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.strategy import macros
from macros.subjects.strategy.exports import EXPORTS
from macros.subjects.strategy.pages import agenda, chains, readings, tree

_LISTS: tuple[tuple[Family, str, str], ...] = (
    (agenda.COORDINATOR, "Pro koordinátory", "po termínu ohroženo úkoly strategie"),
    (chains.ALL_CHAINS, "Jak se strategie sledují", "řetězce sledování ukazatel"),
    (readings.COMPARISON, "Strategie vedle sebe", "srovnání strategií"),
    (agenda.GRANTS, "Dotace a výzvy", "granty peníze pro organizace žádost o dotaci"),
    (agenda.EVENTS, "Akce", "školení konference workshop stáž setkání kalendář"),
)
"""Pages without a row of their own: how they are called, and words by which they are found."""


def _found(site: Site) -> Iterator[Entry]:
    for strategy in tree.published(site):
        home = strategy.territory.row.slug if isinstance(strategy.territory, Region) else ""
        for node in strategy.nodes:
            if node.has_page:
                title = f"{node.row.code} {node.row.title}".strip()
                url = tree.node_url(node)
                yield Entry("measure", url, title, text=node.row.plain, note=node.level_name, home=home)
    for family, title, words in _LISTS:
        for page in family.of(site):
            yield Entry("page", family.url(page), title, text=words)


STRATEGY = Subject(
    name="strategy",
    pages=(*tree.PAGES, *readings.PAGES, *chains.PAGES, *agenda.PAGES),
    macros=macros.MACROS,
    exports=EXPORTS,
    found=(_found,),
)
