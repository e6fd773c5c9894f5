"""What texts may say of strategies."""

from __future__ import annotations

from markupsafe import Markup

from macros.page.render import text
from macros.subjects.strategy.gauges import lowered
from macros.subjects.strategy.model import Strategies, node_url
from macros.subjects.strategy.pages.tree import published, reported
from macros.texts.prose import Here, Macro, find


def macro_strategy_tree(here: Here, id: str) -> Markup:
    """Strom strategie: priority, cíle a opatření s odkazy. `id` je identifikátor strategie."""
    strategy = find(here.site[Strategies].strategies, id)
    return here.renderer.part("prose", "strategy", here.root, strategy)


def macro_strategies(here: Here) -> Markup:
    """Všechny strategie portálu jako tabule s odkazy."""
    told = [
        (one, one.territory.extent, lowered(one.row.period), reported(one)) for one in published(here.site)
    ]
    return here.renderer.part("prose", "strategies", here.root, told)


def macro_measure(here: Here, id: str) -> Markup:
    """Odkaz na uzel strategie s označením a názvem. `id` je identifikátor uzlu."""
    node = find(here.site[Strategies].nodes, id)
    label, url = text(f"{node.row.code} {node.row.title}".strip()), node_url(node)
    return Markup('<a href="{}{}">{}</a>').format(here.root, url, label) if url else label


MACROS = (
    Macro("strategy_tree", macro_strategy_tree),
    Macro("strategies", macro_strategies),
    Macro("measure", macro_measure),
)
