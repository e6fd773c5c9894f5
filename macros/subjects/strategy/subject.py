"""What the portal tells of strategies, their tasks, grants and events."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model.site import Site
from macros.page.family import Family
from macros.search.index import Entry
from macros.subject import Subject
from macros.subjects.strategy import macros
from macros.subjects.strategy.addresses import ADDRESSES, STRATEGIES
from macros.subjects.strategy.comparing import COMPARING
from macros.subjects.strategy.exports import EXPORTS
from macros.subjects.strategy.link import link_strategy
from macros.subjects.strategy.model import node_url
from macros.subjects.strategy.pages import agenda, chains, readings, tree
from macros.subjects.strategy.rows import ROWS
from macros.subjects.strategy.rules import amounts, record
from macros.subjects.strategy.rules import tree as tree_rules
from macros.subjects.territory.model import Region

_DATED = (
    ("strategy", "statuses", "date"),
    ("strategy", "changes", "date"),
    ("strategy", "grants", "checked_on"),
    ("strategy", "events", "checked_on"),
)
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
                url = node_url(node)
                yield Entry("measure", url, title, text=node.row.plain, note=node.level_name, home=home)
    for family, title, words in _LISTS:
        for page in family.of(site):
            yield Entry("page", family.url(page), title, text=words)


STRATEGY = Subject(
    name="strategy",
    rows=ROWS,
    dated=_DATED,
    link=link_strategy,
    checks=(*tree_rules.RULES, *record.RULES, *amounts.RULES),
    comparing=COMPARING,
    addresses=ADDRESSES,
    naming=tree_rules.NAMING,
    pages=(*tree.PAGES, *readings.PAGES, *chains.PAGES, *agenda.PAGES),
    tools=lambda renderer: lambda root: {"node_url": node_url},
    macros=macros.MACROS,
    exports=EXPORTS,
    sections={STRATEGIES: "strategie"},
    found=(_found,),
)
