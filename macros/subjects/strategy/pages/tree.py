"""What the pages of strategies and of their nodes show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family
from macros.subjects.catalogue.model import Kind, Service
from macros.subjects.strategy import rows, words
from macros.subjects.strategy.addresses import STRATEGIES
from macros.subjects.strategy.gauges import (
    DONE,
    EFFECT,
    NOT_REPORTED,
    Gauges,
    Sum,
    Warned,
    due,
    ended,
    gauges,
    lowered,
    summed,
    warned,
    when,
)
from macros.subjects.strategy.levels import Told, form, told_by_part, told_whole
from macros.subjects.strategy.model import (
    Duty,
    Node,
    Record,
    Strategies,
    Strategy,
    node_url,
)
from macros.subjects.strategy.pages.told import (
    Activity,
    Answers,
    Followed,
    Measured,
    Money,
    Offer,
    Risk,
    Role,
    Voice,
    answers,
    followed,
    measured,
    money,
    offers,
    people,
    risk,
    roles,
    sources,
    voice,
)
from macros.subjects.strategy.rows import ChangeRow, OutputRow, StepRow
from macros.words import czech

MOST = 60
"""So many services of a kind are listed on the page of a node."""
UNFOLDED = 6
"""A list of more nodes is folded."""
LONG = 120
"""From so many letters on a title is long."""
INDEX = Crumb("Strategie", STRATEGIES)


class Help(NamedTuple):
    """What may help with a node, in one sentence: a kind with its services, or one service (no kind)."""

    kind: Kind | None
    how: str
    services: list[Service]

    @property
    def shown(self) -> list[Service]:
        """Those that are listed."""
        return self.services[:MOST]


class Output(NamedTuple):
    """What should remain after a programme, with its state in words."""

    row: OutputRow
    state: str


class Step(NamedTuple):
    """A step of the timetable, what is to be said of its term, and its state in words."""

    row: StepRow
    warned: Warned | None
    state: str


class Voices(NamedTuple):
    """What was said at one place: where it was said and where it is written."""

    title: str
    place: str
    voices: Sequence[Voice]


class Door(NamedTuple):
    """A page of a strategy in the list of them; `here` is the one that shows the list."""

    name: str
    url: str
    here: bool


class Ending(NamedTuple):
    """How a strategy ended, or what may follow, as the document says it in its `section`."""

    title: str
    text: str
    section: str


class Branch(NamedTuple):
    """A part of a strategy in its outline, and the parts below it."""

    node: Node
    gauges: Gauges
    branches: Sequence[Branch]


class About(TypedDict):
    """What every page of a strategy says of it, to be put into its dataclass."""

    row: rows.StrategyRow
    territory: str
    doors: Sequence[Door]


class OfStrategy(Struct, frozen=True, kw_only=True):
    """What the templates of all pages of a strategy ask for; `about` gives it."""

    row: rows.StrategyRow
    territory: str
    """Where it holds, in words."""
    doors: Sequence[Door]
    """All its pages."""


class StrategyPage(OfStrategy, frozen=True, kw_only=True):
    """What the page of a strategy shows."""

    strategy: Strategy
    territory_url: str
    """Address of the page of its territory, "" where it has none."""
    as_of: str
    """The day of the data in words, "" where it is not known."""
    period: str
    """When it holds, in a sentence."""
    ended: dt.date | None
    """When it ended; None where it has not, as far as is known."""
    goal: str
    """Its long-term goal, a sentence; "" where it has none."""
    ending: Sequence[Ending]
    counts: Sequence[tuple[str, int]]
    """How many nodes each level has, by the level's name in the form that the number asks for."""
    outline: Sequence[Branch]
    reported: str
    parts: Sequence[tuple[Node, Told]]
    """What is reported of each part at the top."""
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
            **about(strategy, ""),
            strategy=strategy,
            territory_url=strategy.territory.url,
            as_of=day_of_data(site),
            period=period(strategy) or words.NO_PERIOD,
            ended=ended(strategy, site.as_of),
            goal=sentence(row.goal),
            ending=ending(strategy),
            counts=[(form(name, count), count) for name, count in counts(strategy)],
            outline=_outline(strategy.roots),
            reported=reported(strategy),
            parts=told_by_part(strategy),
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
        return f"O plnění zatím nikdo nic nehlásí. Hlášení chybí u všech částí, je jich {told.total}."
    return (
        f"Plnění je stavem nebo číslem hlášeno u {told.state}, jen slovy u {told.words} "
        f"a vůbec u {told.none} z {whole}."
    )


def _outline(nodes: Iterable[Node]) -> list[Branch]:
    return [Branch(one, gauges(one), _outline(one.children)) for one in nodes]


def about(strategy: Strategy, face: str) -> About:
    """What a page of a strategy says of it; `face` is the address of the page below that of the strategy."""
    return {
        "row": strategy.row,
        "territory": strategy.territory.extent,
        "doors": [
            Door(name, f"{strategy.url}{path}", path == face)
            for path, name in words.FACES
            if path != "prubeh/" or strategy.programme
        ],
    }


def period(strategy: Strategy) -> str:
    """When a strategy holds, in a sentence; "" where its source does not say."""
    row = strategy.row
    if row.period:
        return words.PERIOD.format(lowered(row.period))
    if row.valid_from and row.valid_to:
        return words.VALID_UNTIL.format(czech.date(row.valid_from), czech.date(row.valid_to))
    return words.VALID.format(czech.date(row.valid_from)) if row.valid_from else ""


def sentence(text: str) -> str:
    """A text of a document with the full stop that it may lack; "" stays ""."""
    return text if not text or text[-1] in ".!?…" else f"{text}."


def ending(strategy: Strategy) -> list[Ending]:
    """How a strategy ended and what may follow, as far as the document says it."""
    row = strategy.row
    found = [
        Ending(words.RESULT, row.result, row.result_section),
        Ending(words.NEXT, row.next, row.next_section),
    ]
    return [one for one in found if one.text]


def day_of_data(site: Site) -> str:
    """The day against which terms are judged, in words; "" where it is not known."""
    return czech.date(site.as_of) if site.as_of else ""


def crumbs(strategy: Strategy) -> tuple[Crumb, ...]:
    """The way to a page below that of a strategy."""
    return INDEX, Crumb(strategy.row.title, strategy.url)


def steps(site: Site, strategy: Strategy) -> list[Step]:
    """The timetable, with terms judged against the day of the data."""
    return [
        Step(
            one,
            warned(due(one.ends, one.when_text, one.state, site.as_of).state),
            DONE.get(one.state, NOT_REPORTED),
        )
        for one in strategy.programme.steps
    ]


def outputs(strategy: Strategy) -> list[Output]:
    """What should remain, and what the source says of it."""
    return [Output(one, DONE.get(one.state, NOT_REPORTED)) for one in strategy.programme.outputs]


def inputs(strategy: Strategy) -> list[Voices]:
    """Problems, barriers and ideas from practice, each once, by where they were said and where it is written."""
    told = (one for node in strategy.nodes for one in node.record.inputs)
    # What was said at a meeting about something else is only put to the parts that answer it.
    found = {one.id: one for one in told if not one.meeting}
    groups: dict[tuple[str, str], list[Voice]] = {}
    for one in sorted(found.values(), key=lambda row: (row.source_section, row.row_number)):
        place = f"{one.source_document}, {one.source_section}"
        groups.setdefault((one.heard_at, place), []).append(voice(one))
    return [
        Voices(czech.capital(heard) if heard else words.SITUATION_TOLD, place, voices)
        for (heard, place), voices in groups.items()
    ]


def counts(strategy: Strategy) -> list[tuple[str, int]]:
    """How many nodes each level has, by the level's name."""
    return [
        (name, sum(1 for node in strategy.nodes if node.row.depth == depth))
        for depth, name in enumerate(strategy.level_names, start=1)
    ]


class NodePage(Struct, frozen=True, kw_only=True):
    """What the page of a priority, goal or measure shows."""

    node: Node
    row: rows.NodeRow
    record: Record
    strategy: rows.StrategyRow
    long: bool
    """Whether its title is, so that it is set in smaller letters."""
    gauges: Gauges
    told: str
    """What the newest report says in words."""
    sum: Sum | None
    """What comes out of its parts."""
    due: str
    """Its term in words, "" where it has none."""
    due_note: str
    """What the document adds to the day of the term."""
    warned: Warned | None
    money: Sequence[Money]
    unsaid: str
    """Which of term and money the document does not tell, in a sentence; "" where it tells both."""
    answers: Answers
    """Who answers for it, or only for what stands above."""
    roles: Sequence[Role]
    """Everybody who has a role."""
    activities: Sequence[Activity]
    """Its children that have no page of their own."""
    children: Sequence[tuple[Node, Gauges]]
    """Its children that have one."""
    reports: Sequence[Report]
    changes: Sequence[ChangedPromise]
    indicators: Sequence[Measured]
    risks: Sequence[Risk]
    voices: Sequence[Voice]
    practice_sources: str
    input_sources: str
    offers: Sequence[Offer]
    chains: Sequence[Followed]
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
    term = due(row.deadline, row.deadline_text, record.latest.state if record.latest else "", site.as_of)
    everybody, told = roles(node, duties(node)), reports(node)
    return NodePage(
        node=node,
        row=row,
        record=record,
        strategy=node.strategy.row,
        long=len(row.title) > LONG,
        gauges=gauges(node),
        told=told[0].words if told else "",
        sum=summed(node),
        due=term.text,
        due_note=row.deadline_text if row.deadline else "",
        warned=warned(term.state, day_of_data(site)),
        money=list(map(money, record.money)),
        unsaid=_unsaid(bool(term.text), bool(record.money)),
        answers=answers(node, everybody),
        roles=everybody,
        activities=[Activity(one, gauges(one), people(one)) for one in node.activities],
        children=[(one, gauges(one)) for one in node.chapters],
        reports=told,
        changes=[ChangedPromise.of(one) for one in reversed(record.changes) if not reworded(one)],
        indicators=list(map(measured, record.indicators)),
        risks=list(map(risk, record.risks)),
        voices=list(map(voice, record.inputs)),
        practice_sources=sources(record.practices),
        input_sources=sources(record.inputs),
        offers=offers(record, site.as_of),
        chains=[followed(owner, one) for owner in [node, *node.activities] for one in owner.record.chains],
        helps=helps(node),
        territory=node.strategy.territory.extent,
    )


def _unsaid(term: bool, money: bool) -> str:
    missing = [name for name, said in ((words.TERM_UNSAID, term), (words.MONEY_UNSAID, money)) if not said]
    return words.NOT_SAID.format(", ".join(missing)) if missing else ""


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

    @property
    def kind(self) -> str:
        """Whether the promise changed or its copy was mended."""
        return words.DECISION if self.decision else words.CORRECTION

    @property
    def kind_in_ledger(self) -> str:
        """The same where the promises of others stand beside."""
        return words.DECISION if self.decision else words.CORRECTION_ONLY

    @property
    def was(self) -> str:
        """What stood there, in words."""
        return self.before or words.NOTHING

    @property
    def now(self) -> str:
        """What stands there, in words."""
        return self.after or words.NOTHING

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
