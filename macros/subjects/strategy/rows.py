"""Rows of the strategy package beyond the tree itself: fulfilment, changes, programme, grants, events."""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class StatusRow(NamedTuple):
    """One row of strategy/statuses."""

    node: str
    date: dt.date | None
    date_text: str
    done: str
    share: float | None
    effect: str
    words: str
    reason: str
    decided_by: str
    source_document: str
    source_section: str
    row_number: int
    line: str


class ChangeRow(NamedTuple):
    """One row of strategy/changes."""

    node: str
    date: dt.date | None
    date_text: str
    column: str
    indicator: str
    before: str
    after: str
    kind: str
    reason: str
    decided_by: str
    commit: str
    source_document: str
    source_section: str
    row_number: int
    line: str


class MoneyRow(NamedTuple):
    """One row of strategy/node_money."""

    node: str
    kind: str
    year: int | None
    fund: str
    amount: float | None
    source_document: str
    source_section: str
    row_number: int
    line: str


class RiskRow(NamedTuple):
    """One row of strategy/node_risks."""

    id: str
    nodes: str
    risk: str
    answer: str
    state: str
    source_document: str
    source_section: str
    row_number: int
    line: str


class NodeIndicatorRow(NamedTuple):
    """One row of strategy/node_indicators."""

    node: str
    indicator: str
    what: str
    basis: str
    target: str
    source_section: str
    row_number: int
    line: str


class MonitoringRow(NamedTuple):
    """One row of strategy/monitoring."""

    id: str
    node: str
    change: str
    indicator: str
    measure: str
    how_we_learn: str
    decision: str
    who: str
    when_text: str
    source_document: str
    source_section: str
    row_number: int
    line: str


class StepRow(NamedTuple):
    """One row of strategy/steps."""

    strategy: str
    position: int
    title: str
    when_text: str
    starts: dt.date | None
    ends: dt.date | None
    who: str
    done: str
    words: str
    done_section: str
    source_section: str
    row_number: int
    line: str


class OutputRow(NamedTuple):
    """One row of strategy/outputs."""

    strategy: str
    position: int
    title: str
    done: str
    words: str
    done_section: str
    source_section: str
    row_number: int
    line: str


class LogPeriodRow(NamedTuple):
    """One row of strategy/log_periods."""

    id: str
    strategy: str
    position: int
    title: str
    starts: dt.date | None
    ends: dt.date | None
    comment: str
    source_section: str
    row_number: int
    line: str


class LogRow(NamedTuple):
    """One row of strategy/log."""

    id: str
    period: str
    position: int
    title: str
    plain: str
    nodes: str
    source_section: str
    row_number: int
    line: str


class PracticeRow(NamedTuple):
    """One row of strategy/practices."""

    id: str
    nodes: str
    title: str
    what: str
    why: str
    source_url: str
    source_document: str
    source_section: str
    row_number: int
    line: str


class InputRow(NamedTuple):
    """One row of strategy/inputs."""

    id: str
    kind: str
    text: str
    theme: str
    nodes: str
    heard_at: str
    heard_on: dt.date | None
    source_document: str
    source_section: str
    row_number: int
    line: str


class GrantRow(NamedTuple):
    """One row of strategy/grants."""

    id: str
    title: str
    provider: str
    topics: str
    applicants: str
    opens: dt.date | None
    closes: dt.date | None
    cofinancing: str
    amount_from: float | None
    amount_to: float | None
    allocation: float | None
    url: str
    nodes: str
    checked_on: dt.date
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class EventRow(NamedTuple):
    """One row of strategy/events."""

    id: str
    title: str
    starts: dt.date
    ends: dt.date | None
    time_text: str
    place: str
    organiser: str
    audience: str
    url: str
    node: str
    checked_on: dt.date
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("strategy", "statuses"): StatusRow,
    ("strategy", "changes"): ChangeRow,
    ("strategy", "node_money"): MoneyRow,
    ("strategy", "node_risks"): RiskRow,
    ("strategy", "node_indicators"): NodeIndicatorRow,
    ("strategy", "monitoring"): MonitoringRow,
    ("strategy", "steps"): StepRow,
    ("strategy", "outputs"): OutputRow,
    ("strategy", "log_periods"): LogPeriodRow,
    ("strategy", "log"): LogRow,
    ("strategy", "practices"): PracticeRow,
    ("strategy", "inputs"): InputRow,
    ("strategy", "grants"): GrantRow,
    ("strategy", "events"): EventRow,
}
"""The class of each table here; `rows.ROWS` holds them too."""
