"""What belongs to a strategy beside its tree: how it is fulfilled, how it changed, its programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from macros.subjects.strategy import rows

if TYPE_CHECKING:
    from macros.model.site import Node, Theme


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
    """A call for grants with its themes and the nodes that it may help."""

    row: rows.GrantRow
    topics: tuple[Theme, ...]
    nodes: tuple[Node, ...]


class Event(NamedTuple):
    """An event, and the node that it belongs to."""

    row: rows.EventRow
    node: Node | None
