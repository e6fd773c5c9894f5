"""What the pages of strategies and of their nodes show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from macros.model import rows
from macros.model.site import Duty, Node, Service, Site, Strategy
from macros.views.common import Crumb, Origin, View, name_of, url_of


class Fulfilment(NamedTuple):
    """A service that fulfils a node, and how."""

    service: Service
    how: str


def strategy_reads(site: Site, strategy: Strategy) -> Iterable[bytes]:
    """Keys of everything that a strategy's page shows."""
    return (strategy.key, *(node.key for node in strategy.nodes))


def strategy_view(site: Site, strategy: Strategy) -> View:
    """The page of a strategy: what it is, where it holds, its tree."""
    row = strategy.row
    territory = strategy.territory
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(Crumb("Strategie", "strategie/"),),
        data={
            "row": row,
            "strategy": strategy,
            "territory": name_of(territory),
            "territory_url": url_of(territory) if site.is_covered(territory) else "",
            "counts": counts(strategy),
        },
        origin=Origin(site.files[rows.StrategyRow], row.row_number),
    )


def counts(strategy: Strategy) -> list[tuple[str, int]]:
    """How many nodes each level has, by the level's name."""
    return [
        (name, sum(1 for node in strategy.nodes if node.row.depth == depth))
        for depth, name in enumerate(strategy.level_names, start=1)
    ]


def node_url(node: Node) -> str:
    """Address of a node: its page, or its place on the page of its parent."""
    if node.has_page:
        return f"strategie/{node.strategy.row.id}/{node.slug}/"
    parent = node_url(node.parent) if node.parent else f"strategie/{node.strategy.row.id}/"
    return f"{parent}#{node.slug}"


def node_reads(site: Site, node: Node) -> Iterable[bytes]:
    """Keys of everything that a node's page shows."""
    return (
        node.strategy.key,
        node.key,
        *(one.key for one in ancestors(node)),
        *(one.key for one in _descendants(node)),
        *(one.service.key for one in fulfilments(node)),
    )


def node_view(site: Site, node: Node) -> View:
    """The page of a priority, goal or measure: what gets better, who does it, which services fulfil it."""
    row = node.row
    label = f"{row.code} {row.title}" if row.code else row.title
    above = ancestors(node)
    return View(
        title=label,
        description=row.plain or row.title,
        crumbs=(
            Crumb("Strategie", "strategie/"),
            Crumb(node.strategy.row.title, f"strategie/{node.strategy.row.id}/"),
            *(Crumb(f"{one.level_name.capitalize()} {one.row.code}".strip(), node_url(one)) for one in above),
        ),
        data={
            "node": node,
            "row": row,
            "strategy": node.strategy.row,
            "duties": duties(node),
            "activities": [one for one in node.children if not one.has_page],
            "children": [one for one in node.children if one.has_page],
            "fulfilments": fulfilments(node),
            "territory": name_of(node.strategy.territory),
        },
        origin=Origin(site.files[rows.NodeRow], row.row_number),
    )


def ancestors(node: Node) -> list[Node]:
    """Nodes above, the highest first."""
    found: list[Node] = []
    above = node.parent
    while above is not None:
        found.insert(0, above)
        above = above.parent
    return found


def duties(node: Node) -> list[tuple[Duty, Node]]:
    """Who answers for the node; where nobody is named, who answers for the nearest node above."""
    for one in [node, *reversed(ancestors(node))]:
        if any(duty.row.role == "responsible" for duty in one.duties):
            own = [(duty, node) for duty in node.duties]
            return own if one is node else own + [(d, one) for d in one.duties if d.row.role == "responsible"]
    return [(duty, node) for duty in node.duties]


def _descendants(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def fulfilments(node: Node) -> list[Fulfilment]:
    """Services that fulfil the node itself, each once, with the first reason given."""
    found: dict[str, Fulfilment] = {}
    for means in node.means:
        for service in means.services:
            found.setdefault(service.row.id, Fulfilment(service, means.row.how))
    return list(found.values())
