"""What belongs to a strategy beside its tree: how it is fulfilled, how it changed, its programme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from macros.subjects.catalogue.model import Kind, Service, Theme
from macros.subjects.strategy import rows
from macros.subjects.strategy.addresses import STRATEGIES
from macros.subjects.territory.model import Territory


class NodeIndicator(NamedTuple):
    """An indicator of a node; `title` and `url` are "" where the portal has no such indicator."""

    row: rows.NodeIndicatorRow
    title: str
    url: str


class Chain(NamedTuple):
    """How a change is followed; `indicator` and `url` name the indicator where the portal has it."""

    row: rows.MonitoringRow
    indicator: str
    url: str


class LogEntry(NamedTuple):
    """An activity of the log with the nodes that it served."""

    row: rows.LogRow
    period: rows.LogPeriodRow
    nodes: tuple[Node, ...]


@dataclass(slots=True, eq=False, repr=False)
class Record:
    """All that is known about the fulfilment of one node, each list in the order for reading."""

    statuses: tuple[rows.StatusRow, ...] = ()
    """The oldest first; one without a date stands before the dated ones."""
    changes: tuple[rows.ChangeRow, ...] = ()
    money: tuple[rows.MoneyRow, ...] = ()
    risks: tuple[rows.RiskRow, ...] = ()
    indicators: tuple[NodeIndicator, ...] = ()
    chains: tuple[Chain, ...] = ()
    practices: tuple[rows.PracticeRow, ...] = ()
    inputs: tuple[rows.InputRow, ...] = ()
    grants: tuple[rows.GrantRow, ...] = ()
    events: tuple[rows.EventRow, ...] = ()
    log: tuple[LogEntry, ...] = ()

    @property
    def latest(self) -> rows.StatusRow | None:
        """The newest report, None where nothing was reported."""
        return self.statuses[-1] if self.statuses else None


class Period(NamedTuple):
    """A period of the log with its activities."""

    row: rows.LogPeriodRow
    entries: tuple[LogEntry, ...]


@dataclass(slots=True, eq=False, repr=False)
class Programme:
    """Timetable, outputs and log of a strategy; empty where its document has none."""

    steps: tuple[rows.StepRow, ...] = ()
    outputs: tuple[rows.OutputRow, ...] = ()
    periods: tuple[Period, ...] = ()
    key: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.steps or self.outputs or self.periods)


class Grant(NamedTuple):
    """A call for grants with its themes and the nodes that it may help, as far as they have an address."""

    row: rows.GrantRow
    topics: tuple[Theme, ...]
    nodes: tuple[Node, ...]


class Event(NamedTuple):
    """An event, and the node that it belongs to, where that has an address."""

    row: rows.EventRow
    node: Node | None


@dataclass(slots=True, eq=False, repr=False)
class Strategy:
    """A strategy or programme with its tree."""

    row: rows.StrategyRow
    territory: Territory
    level_names: tuple[str, ...]
    key: bytes
    published: bool
    """Whether mkdocs.yml names it, so that it has pages."""
    roots: tuple[Node, ...] = ()
    nodes: tuple[Node, ...] = ()
    """All nodes, parents before children, in the order of the document."""
    programme: Programme = field(default_factory=Programme)

    @property
    def url(self) -> str:
        """Address of its page from the root of the site, "" where it has none."""
        return f"{STRATEGIES}{self.row.id}/" if self.published else ""


class Duty(NamedTuple):
    """An actor has a role (responsible or partner) for a node."""

    actor: rows.ActorRow
    row: rows.NodeActorRow

    @property
    def leads(self) -> bool:
        """Whether the actor is responsible; else it takes part."""
        return self.row.role == "responsible"


class Means(NamedTuple):
    """What fulfils a node: a whole kind of service or one service."""

    row: rows.NodeServiceRow
    kind: Kind | None
    service: Service | None
    services: tuple[Service, ...]


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A priority, goal, measure or activity. `slug` is its part of the address within the strategy."""

    row: rows.NodeRow
    strategy: Strategy
    slug: str
    key: bytes
    parent: Node | None = None
    children: tuple[Node, ...] = ()
    duties: tuple[Duty, ...] = ()
    means: tuple[Means, ...] = ()
    record: Record = field(default_factory=Record)

    @property
    def level_name(self) -> str:
        """What the strategy calls this level: priorita, cíl, opatření, aktivita."""
        names = self.strategy.level_names
        return names[self.row.depth - 1] if self.row.depth <= len(names) else names[-1]

    @property
    def level_role(self) -> str:
        """What the level means: priority, goal, measure, activity; "" where the strategy does not say."""
        roles = self.strategy.row.level_roles.split(";")
        return roles[self.row.depth - 1] if self.row.depth <= len(roles) else ""

    @property
    def label(self) -> str:
        """Its code, its title where it has none."""
        return self.row.code or self.row.title

    @property
    def number(self) -> str:
        """Its code, its position where it has none."""
        return self.row.code or str(self.row.position)

    @property
    def in_plain(self) -> str:
        """It in plain words, its title where nobody wrote them."""
        return self.row.plain or self.row.title

    @property
    def top(self) -> bool:
        """Whether nothing stands above it."""
        return self.row.depth == 1

    @property
    def has_page(self) -> bool:
        """Activities (the lowest level) are shown on the page of their measure."""
        return self.row.depth < len(self.strategy.level_names)

    @property
    def chapters(self) -> tuple[Node, ...]:
        """Parts with pages of their own."""
        return tuple(one for one in self.children if one.has_page)

    @property
    def activities(self) -> tuple[Node, ...]:
        """Parts that are shown on its page."""
        return tuple(one for one in self.children if not one.has_page)


def node_url(node: Node) -> str:
    """Address of a node: its page, or its place on the page of its parent; "" where its strategy has no pages."""
    if not node.strategy.published:
        return ""
    if node.has_page:
        return f"{node.strategy.url}{node.slug}/"
    parent = node_url(node.parent) if node.parent else node.strategy.url
    return f"{parent}#{node.slug}"


@dataclass(slots=True, eq=False, repr=False)
class Strategies:
    """All strategies with their trees, grants and events."""

    strategies: dict[str, Strategy] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    """Nodes of all strategies by their ids."""
    grants: tuple[Grant, ...] = ()
    events: tuple[Event, ...] = ()
    """The earliest first."""
