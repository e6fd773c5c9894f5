"""How changes are followed: the chain from an activity to a decision, of one strategy and of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Origin, View
from macros.page.family import Family, single
from macros.subjects.indicators.model import Indicators
from macros.subjects.strategy import addresses, rows, words
from macros.subjects.strategy.gauges import Link
from macros.subjects.strategy.model import Node, NodeIndicator, Strategy
from macros.subjects.strategy.pages.told import followed
from macros.subjects.strategy.pages.tree import (
    INDEX,
    UNFOLDED,
    OfStrategy,
    about,
    crumbs,
    published,
    strategy_reads,
)
from macros.subjects.strategy.rows import MonitoringRow


class Chained(NamedTuple):
    """A drawn chain of a node: its links with gaps, and who says so."""

    node: Node
    links: list[Link]
    basis: str
    """document, or editors where they added the indicator."""
    note: str
    """What the indicator says about the node, "" in a chain of the document."""
    row: MonitoringRow | None
    who: str = ""
    """Who follows it, and when; "" where only the indicator is known."""
    when: str = ""
    source: str = ""
    """Where the document says so; "" where only the indicator is known."""

    @property
    def given(self) -> str:
        """Who gave the node its indicator, in words."""
        return words.BASIS[self.basis][2]

    @property
    def gaps(self) -> int:
        """How many links are missing."""
        return sum(1 for one in self.links if not one.text)


class Watch(NamedTuple):
    """All chains of a strategy, and the nodes with a page that have none."""

    strategy: Strategy
    url: str
    chains: list[Chained]
    none: list[Node]
    total: int
    """How many nodes have a page."""

    @property
    def folded(self) -> bool:
        """Whether the list of nodes without one is long."""
        return len(self.none) > UNFOLDED

    @property
    def whole(self) -> int:
        """How many chains have no gap."""
        return sum(1 for one in self.chains if not one.gaps)


class AllChainsPage(Struct, frozen=True, kw_only=True):
    """What the page of the chains of all strategies shows."""

    watches: Sequence[Watch]


class ChainsPage(OfStrategy, frozen=True, kw_only=True):
    """What the page of the chains of one strategy shows."""

    watch: Watch


def watch(site: Site, strategy: Strategy) -> Watch:
    """Chains in the order of the document. A node without one may still have parts that are followed."""
    chains = [chain for node in strategy.nodes for chain in _of(site, node)]
    # An activity has no page of its own: its chain stands for the node above.
    seen = {one.node.row.id for one in chains}
    seen |= {one.node.row.parent for one in chains if not one.node.has_page}
    paged = [one for one in strategy.nodes if one.has_page]
    none = [one for one in paged if one.row.id not in seen]
    return Watch(strategy, strategy.url, chains, none, len(paged))


def _of(site: Site, node: Node) -> Iterator[Chained]:
    told = {chain.row.indicator for chain in node.record.chains}
    for chain in node.record.chains:
        links, who, when, source = followed(node, chain)
        yield Chained(node, links, "document", "", chain.row, who, when, source)
    for one in node.record.indicators:
        if one.row.indicator not in told:
            yield Chained(node, _links(site, node, one), one.row.basis, one.row.what, None)


def _links(site: Site, node: Node, watched: NodeIndicator) -> list[Link]:
    """A chain of which only the indicator is known, and where its numbers come from."""
    known = site[Indicators].indicators.get(watched.row.indicator)
    return [
        Link("Co děláme", node.row.title),
        Link("Co se má změnit", ""),
        Link("Podle čeho to poznáme", watched.title or watched.row.indicator, watched.url),
        Link("Odkud to víme", known.row.source if known else ""),
        Link("Co podle toho rozhodneme", ""),
    ]


def chains_reads(site: Site, strategy: Strategy) -> Iterable[bytes]:
    """Keys of everything that the chains of one strategy show."""
    linked = {one.row.indicator for node in strategy.nodes for one in node.record.indicators}
    heads = [
        site[Indicators].indicators[code].head_key
        for code in sorted(linked)
        if code in site[Indicators].indicators
    ]
    return (*strategy_reads(site, strategy), *heads)


def chains_view(site: Site, strategy: Strategy) -> View:
    """All chains of one strategy, its gaps, and what nobody follows."""
    return View(
        title=f"{strategy.row.title}: jak se sleduje",
        description=f"Podle čeho se pozná změna, odkud to víme a co v řetězci chybí: {strategy.row.title}.",
        crumbs=crumbs(strategy),
        data=ChainsPage(**about(strategy, "sledovani/"), watch=watch(site, strategy)),
        origin=Origin(site.files.get(MonitoringRow, site.files[rows.NodeRow]), 0),
    )


def all_chains_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Keys of everything that the page of all chains shows."""
    return (key for one in published(site) for key in chains_reads(site, one))


def all_chains_view(site: Site, subject: object) -> View:
    """Chains of all strategies below each other."""
    return View(
        title="Jak se strategie sledují",
        description="Od práce ke změně, ukazateli a rozhodnutí: co je v jednotlivých strategiích známé a co chybí.",
        crumbs=(INDEX,),
        data=AllChainsPage(watches=[watch(site, one) for one in published(site)]),
        origin=Origin(site.files.get(MonitoringRow, site.files[rows.NodeRow]), 0),
    )


ALL_CHAINS = Family(
    name="chains",
    section="strategie",
    source="strategy/monitoring",
    **single(addresses.CHAINS, lambda site: site.settings.strategies),
    view=all_chains_view,
    reads=all_chains_reads,
    shows=AllChainsPage,
)
CHAINS = Family(
    name="strategy_chains",
    section="strategie",
    source="strategy/monitoring",
    of=published,
    url=lambda strategy: f"{strategy.url}sledovani/",
    view=chains_view,
    reads=chains_reads,
    shows=ChainsPage,
)
PAGES = (ALL_CHAINS, CHAINS)
