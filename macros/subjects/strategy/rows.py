"""Rows as they stand in the files, typed: strategy. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class StrategyRow(NamedTuple):
    """One row of strategy/strategies."""

    id: str
    title: str
    summary: str
    goal: str
    result: str
    result_section: str
    next: str
    next_section: str
    level: str
    territory_code: str
    level_names: str
    publisher: str
    origin: str
    period: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source_document: str
    source_url: str
    source_date: dt.date | None
    level_roles: str
    row_number: int
    line: str


class NodeRow(NamedTuple):
    """One row of strategy/nodes."""

    id: str
    strategy: str
    parent: str
    depth: int
    code: str
    title: str
    plain: str
    position: int
    weight: float | None
    deadline: dt.date | None
    deadline_text: str
    themes: str
    source_section: str
    row_number: int
    line: str


class ActorRow(NamedTuple):
    """One row of strategy/actors."""

    id: str
    name: str
    kind: str
    row_number: int
    line: str


class NodeActorRow(NamedTuple):
    """One row of strategy/node_actors."""

    node: str
    actor: str
    role: str
    source_section: str
    row_number: int
    line: str


class NodeServiceRow(NamedTuple):
    """One row of strategy/node_services."""

    node: str
    kind: str
    service: str
    how: str
    row_number: int
    line: str


class StatusRow(NamedTuple):
    """One row of strategy/statuses."""

    node: str
    date: dt.date | None
    date_text: str
    state: str
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
    indicator_text: str
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
    state: str
    words: str
    state_section: str
    source_section: str
    row_number: int
    line: str


class OutputRow(NamedTuple):
    """One row of strategy/outputs."""

    strategy: str
    position: int
    title: str
    state: str
    words: str
    state_section: str
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
    themes: str
    region_nuts3: str
    orps: str
    aim: str
    actors: int | None
    role: str
    result: str
    feedback: str
    next_step: str
    who: str
    threshold: str
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
    activities: str
    practices: str
    meeting: str
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
    ("strategy", "strategies"): StrategyRow,
    ("strategy", "nodes"): NodeRow,
    ("strategy", "actors"): ActorRow,
    ("strategy", "node_actors"): NodeActorRow,
    ("strategy", "node_services"): NodeServiceRow,
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
"""The class of each table."""
