"""What the pages of strategies and of their nodes show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family
from macros.subjects.catalogue.model import Kind, Service
from macros.subjects.strategy import rows
from macros.subjects.strategy.addresses import STRATEGIES
from macros.subjects.strategy.gauges import (
    DONE,
    EFFECT,
    Due,
    Gauges,
    Link,
    Sum,
    due,
    ended,
    gauges,
    links,
    summed,
    when,
)
from macros.subjects.strategy.levels import form, told_whole
from macros.subjects.strategy.model import Chain, Duty, Node, Record, Strategies, Strategy, node_url
from macros.subjects.strategy.rows import ChangeRow, InputRow, OutputRow, PracticeRow, StepRow
from macros.words import czech

INDEX = Crumb("Strategie", STRATEGIES)


class Help(NamedTuple):
    """What may help with a node, in one sentence: a kind with its services, or one service (no kind)."""

    kind: Kind | None
    how: str
    services: list[Service]


class Output(NamedTuple):
    """What should remain after a programme, with its state in words ("" = not reported)."""

    row: OutputRow
    state: str


class Step(NamedTuple):
    """A step of the timetable, its term judged and its state in words ("" = not reported)."""

    row: StepRow
    due: Due
    state: str


Voices = tuple[str, str, Sequence[InputRow]]
"""What was said at one place: where it was said, where it is written, the rows."""


class About(TypedDict):
    """What every page of a strategy says of it, to be put into its dataclass."""

    row: rows.StrategyRow
    strategy: Strategy
    territory: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfStrategy:
    """What the templates of all pages of a strategy ask for; `about` gives it."""

    row: rows.StrategyRow
    strategy: Strategy
    territory: str
    """Where it holds, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyPage(OfStrategy):
    """What the page of a strategy shows."""

    territory_url: str
    """Address of the page of its territory, "" where it has none."""
    as_of: str
    """The day of the data in words, "" where it is not known."""
    ended: dt.date | None
    """When it ended; None where it has not, as far as is known."""
    counts: Sequence[tuple[str, int]]
    """How many nodes each level has, by the level's name in the form that the number asks for."""
    gauge: Mapping[str, Gauges]
    """By id of the node."""
    reported: str
    steps: Sequence[Step]
    outputs: Sequence[Output]
    inputs: Sequence[Voices]


def as_of_key(site: Site) -> bytes:
    """Key of the day against which terms are judged."""
    return repr(site.as_of).encode()


def tree_key(strategy: Strategy) -> Iterable[bytes]:
    """Keys of a strategy with its whole tree and programme."""
    return (strategy.key, strategy.programme.key, *(node.key for node in strategy.nodes))


def strategy_reads(site: Site, strategy: Strategy) -> Iterable[bytes]:
    """Keys of all that the page of a strategy shows; its other faces show nothing else, or add to these."""
    return (*tree_key(strategy), as_of_key(site))


def strategy_view(site: Site, strategy: Strategy) -> View:
    """The page of a strategy: what it is, where it holds, its tree, timetable and outputs."""
    row = strategy.row
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(INDEX,),
        data=StrategyPage(
            **about(strategy),
            territory_url=strategy.territory.url,
            as_of=day_of_data(site),
            ended=ended(strategy, site.as_of),
            counts=[(form(name, count), count) for name, count in counts(strategy)],
            gauge={node.row.id: gauges(node) for node in strategy.nodes},
            reported=reported(strategy),
            steps=steps(site, strategy),
            outputs=outputs(strategy),
            inputs=inputs(strategy),
        ),
        origin=Origin(site.files[rows.StrategyRow], row.row_number),
    )


def reported(strategy: Strategy) -> str:
    """Say of how many parts a report tells by a state or a number, in words only, and not at all."""
    told = told_whole(strategy)
    whole = czech.plural(told.total, "části", "částí", "částí")
    if told.none == told.total:
        return f"O plnění zatím nikdo nic nehlásí, a to u žádné z {whole}."
    return (
        f"Plnění je stavem nebo číslem hlášeno u {told.state}, jen slovy u {told.words} "
        f"a vůbec u {told.none} z {whole}."
    )


def about(strategy: Strategy) -> About:
    """What every page of a strategy says of it."""
    return {
        "row": strategy.row,
        "strategy": strategy,
        "territory": strategy.territory.extent,
    }


def day_of_data(site: Site) -> str:
    """The day against which terms are judged, in words; "" where it is not known."""
    return czech.date(site.as_of) if site.as_of else ""


def crumbs(strategy: Strategy) -> tuple[Crumb, ...]:
    """The way to a page below that of a strategy."""
    return INDEX, Crumb(strategy.row.title, strategy.url)


def steps(site: Site, strategy: Strategy) -> list[Step]:
    """The timetable, with terms judged against the day of the data."""
    return [
        Step(one, due(one.ends, one.when_text, one.state, site.as_of), DONE.get(one.state, ""))
        for one in strategy.programme.steps
    ]


def outputs(strategy: Strategy) -> list[Output]:
    """What should remain, and what the source says of it."""
    return [Output(one, DONE.get(one.state, "")) for one in strategy.programme.outputs]


def inputs(strategy: Strategy) -> list[Voices]:
    """Problems, barriers and ideas from practice, each once, by where they were said and where it is written."""
    found = {one.id: one for node in strategy.nodes for one in node.record.inputs}
    groups: dict[tuple[str, str], list[InputRow]] = {}
    for one in sorted(found.values(), key=lambda row: (row.source_section, row.row_number)):
        place = f"{one.source_document}, {one.source_section}"
        groups.setdefault((one.heard_at, place), []).append(one)
    return [(heard, place, rows) for (heard, place), rows in groups.items()]


def counts(strategy: Strategy) -> list[tuple[str, int]]:
    """How many nodes each level has, by the level's name."""
    return [
        (name, sum(1 for node in strategy.nodes if node.row.depth == depth))
        for depth, name in enumerate(strategy.level_names, start=1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePage:
    """What the page of a priority, goal or measure shows."""

    node: Node
    row: rows.NodeRow
    record: Record
    strategy: rows.StrategyRow
    as_of: str
    """The day of the data in words, "" where it is not known."""
    gauges: Gauges
    sum: Sum | None
    """What comes out of its parts."""
    due: Due
    duties: Sequence[tuple[Duty, Node]]
    """Who has a role, and for which node: this one or one above."""
    activities: Sequence[tuple[Node, Gauges]]
    """Its children that have no page of their own."""
    children: Sequence[tuple[Node, Gauges]]
    """Its children that have one."""
    reports: Sequence[Report]
    changes: Sequence[ChangedPromise]
    practice_sources: Sequence[str]
    input_sources: Sequence[str]
    chains: Sequence[tuple[Chain, Sequence[Link]]]
    """Its own, and those of its activities."""
    helps: Sequence[Help]
    territory: str
    """Where the strategy holds, in words."""


def node_reads(site: Site, node: Node) -> Iterable[bytes]:
    """Keys of everything that a node's page shows."""
    return (
        node.strategy.key,
        as_of_key(site),
        node.key,
        *(one.key for one in ancestors(node)),
        *(one.key for one in descendants(node)),
        *(key for one in helps(node) for key in _help_keys(one)),
    )


def node_view(site: Site, node: Node) -> View:
    """The page of a priority, goal or measure: what gets better, who does it, how it goes, how we know."""
    row = node.row
    label = f"{row.code} {row.title}" if row.code else row.title
    return View(
        title=label,
        description=row.plain or row.title,
        crumbs=(
            *crumbs(node.strategy),
            *(
                Crumb(f"{czech.capital(one.level_name)} {one.row.code}".strip(), node_url(one))
                for one in ancestors(node)
            ),
        ),
        data=_node_page(site, node),
        origin=Origin(site.files[rows.NodeRow], row.row_number),
    )


def _node_page(site: Site, node: Node) -> NodePage:
    row, record = node.row, node.record
    done = record.latest.state if record.latest else ""
    return NodePage(
        node=node,
        row=row,
        record=record,
        strategy=node.strategy.row,
        as_of=day_of_data(site),
        gauges=gauges(node),
        sum=summed(node),
        due=due(row.deadline, row.deadline_text, done, site.as_of),
        duties=duties(node),
        activities=[(one, gauges(one)) for one in node.activities],
        children=[(one, gauges(one)) for one in node.chapters],
        reports=reports(node),
        changes=[ChangedPromise.of(one) for one in reversed(record.changes) if not reworded(one)],
        practice_sources=sources(record.practices),
        input_sources=sources(record.inputs),
        chains=[
            (one, links(owner, one)) for owner in [node, *node.activities] for one in owner.record.chains
        ],
        helps=helps(node),
        territory=node.strategy.territory.extent,
    )


def sources(told: Iterable[PracticeRow | InputRow]) -> list[str]:
    """Documents and places from which rows come, each once."""
    return list(dict.fromkeys(f"{one.source_document}, {one.source_section}" for one in told))


class Report(NamedTuple):
    """A report of fulfilment as people read it."""

    when: str
    done: str
    share: str
    effect: str
    words: str
    reason: str
    decided_by: str
    source: str


def reports(node: Node) -> list[Report]:
    """What was reported of a node, the newest first."""
    return [
        Report(
            when(one),
            DONE[one.state],
            czech.percent(one.share) if one.share is not None else "",
            EFFECT[one.effect],
            one.words,
            one.reason,
            one.decided_by,
            f"{one.source_document}, {one.source_section}",
        )
        for one in reversed(node.record.statuses)
    ]


def reworded(row: ChangeRow) -> bool:
    """Whether editors only mended their own explaining sentence; the ledger tells it, other pages need not."""
    return row.kind == "correction" and row.column == "plain"


COLUMNS = {
    "title": "název",
    "plain": "vysvětlení",
    "deadline": "termín",
    "deadline_text": "termín slovy",
    "weight": "váha",
    "target": "cílová hodnota",
    "content": "co se slibuje",
    "form": "podoba slibu",
}


class ChangedPromise(NamedTuple):
    """A changed promise as people read it; empty `before` or `after` mean that nothing stood there."""

    row: ChangeRow
    date: str
    what: str
    before: str
    after: str
    decision: bool

    @classmethod
    def of(cls, row: ChangeRow) -> ChangedPromise:
        """Put a row in words."""
        dated = row.column == "deadline"
        before, after = (_day(one) if dated else one for one in (row.before, row.after))
        when = czech.date(row.date) if row.date else row.date_text
        return cls(row, when, COLUMNS[row.column], before, after, row.kind == "decision")


def _day(text: str) -> str:
    try:
        return czech.date(text) if text else ""
    except ValueError:
        return text


def ancestors(node: Node) -> list[Node]:
    """Nodes above, the highest first."""
    found: list[Node] = []
    above = node.parent
    while above is not None:
        found.insert(0, above)
        above = above.parent
    return found


def duties(node: Node) -> list[tuple[Duty, Node]]:
    """Who has a role for the node, and who answers for a node above it: each once, the nearest first."""
    own = [(duty, node) for duty in node.duties]
    found = [pair for pair in own if pair[0].row.role == "responsible"]
    named = {duty.actor.id for duty, _ in found}
    for above in reversed(ancestors(node)):
        for duty in above.duties:
            if duty.row.role == "responsible" and duty.actor.id not in named:
                named.add(duty.actor.id)
                found.append((duty, above))
    return found + [pair for pair in own if pair[0].row.role != "responsible"]


def descendants(node: Node) -> Iterable[Node]:
    """Nodes below, parents before children."""
    for child in node.children:
        yield child
        yield from descendants(child)


def helps(node: Node) -> list[Help]:
    """What may help with the node itself. A sentence about a kind is said once, never of each service of it."""
    named = [Help(None, one.row.how, list(one.services)) for one in node.means if one.kind is None]
    said = {service.row.id for one in named for service in one.services}
    kinds = [
        Help(one.kind, one.row.how, [service for service in one.services if service.row.id not in said])
        for one in node.means
        if one.kind is not None
    ]
    return named + kinds


def _help_keys(help: Help) -> Iterable[bytes]:
    return (*([help.kind.key] if help.kind else []), *(service.key for service in help.services))


def published(site: Site) -> list[Strategy]:
    """Strategies that the portal shows, in the order of mkdocs.yml."""
    return [site[Strategies].strategies[code] for code in site.settings.strategies]


def _paged(site: Site) -> Iterable[Node]:
    return (node for strategy in published(site) for node in strategy.nodes if node.has_page)


STRATEGY = Family(
    name="strategy",
    section="strategie",
    source="strategy/strategies",
    of=published,
    url=lambda strategy: strategy.url,
    view=strategy_view,
    reads=strategy_reads,
    shows=StrategyPage,
)
NODE = Family(
    name="node",
    section="strategie",
    source="strategy/nodes",
    of=_paged,
    url=node_url,
    view=node_view,
    reads=node_reads,
    shows=NodePage,
)
PAGES = (STRATEGY, NODE)
