"""Other faces of a strategy: cards, one document to print, its course, reporting, changes, comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.keys import digest
from macros.model.site import Site
from macros.page.common import Origin, View
from macros.page.family import Family, single
from macros.subjects.catalogue.model import Catalogue, Theme
from macros.subjects.strategy import addresses, rows, words
from macros.subjects.strategy.gauges import Gauges, ended, gauges, lowered
from macros.subjects.strategy.levels import Told, many, told_by_level, told_by_part, told_whole
from macros.subjects.strategy.model import Node, Programme, Strategy
from macros.subjects.strategy.pages.chapters import Chapter, Shared, document
from macros.subjects.strategy.pages.told import Answers, answers, roles
from macros.subjects.strategy.pages.tree import (
    INDEX,
    UNFOLDED,
    ChangedPromise,
    Ending,
    OfStrategy,
    Output,
    Step,
    Voices,
    about,
    ancestors,
    as_of_key,
    counts,
    crumbs,
    day_of_data,
    descendants,
    duties,
    ending,
    inputs,
    outputs,
    period,
    published,
    sentence,
    steps,
    strategy_reads,
    tree_key,
)
from macros.subjects.strategy.rows import ChangeRow, OutputRow, StepRow
from macros.words import czech


def leaves(strategy: Strategy) -> list[Node]:
    """The lowest nodes with a page of their own: measures, or goals where there are none."""
    return [one for one in strategy.nodes if one.has_page and not any(c.has_page for c in one.children)]


# Cards ------------------------------------------------------------------------------------------------


class Promise(NamedTuple):
    """A node as a card: who answers for it, and how far it is."""

    node: Node
    answers: Answers
    gauges: Gauges


class Promises(NamedTuple):
    """Cards below one node, None where nothing stands above them; `level` is what they are called."""

    parent: Node | None
    level: str
    cards: list[Promise]


class CardsPage(OfStrategy, frozen=True, kw_only=True):
    """What the cards of a strategy show."""

    groups: Sequence[Promises]
    """The lowest nodes with a page, by the node above them."""


def cards_view(site: Site, strategy: Strategy) -> View:
    """All measures as cards under the goals they serve."""
    groups: list[Promises] = []
    for leaf in leaves(strategy):
        if not groups or groups[-1].parent is not leaf.parent:
            groups.append(Promises(leaf.parent, leaf.level_name, []))
        groups[-1].cards.append(Promise(leaf, answering(leaf), gauges(leaf)))
    return View(
        title=f"{strategy.row.title}: karty",
        description=f"Co slibuje {strategy.row.title}, na kartách.",
        crumbs=crumbs(strategy),
        data=CardsPage(**about(strategy, "karty/"), groups=groups),
        origin=Origin(site.files[rows.NodeRow], 0),
    )


def answering(node: Node) -> Answers:
    """Who answers for a node, or only for what stands above it."""
    return answers(node, roles(node, duties(node)))


def owners(node: Node) -> list[str]:
    """Names of those who answer for a node or for the nearest one above."""
    return [duty.actor.name for duty, _ in duties(node) if duty.row.role == "responsible"]


# One document -----------------------------------------------------------------------------------------


class PrintPage(OfStrategy, frozen=True, kw_only=True):
    """What the whole document shows."""

    strategy: Strategy
    as_of: str
    """The day of the data in words, "" where it is not known."""
    ended: dt.date | None
    """When it ended; None where it has not, as far as is known."""
    period: str
    """When it holds, in a sentence; "" where the source does not say."""
    goal: str
    """Its long-term goal, a sentence; "" where it has none."""
    ending: Sequence[Ending]
    chapters: Sequence[Chapter]
    shared: Shared
    """What is printed once, not at each of the nodes."""
    steps: Sequence[Step]
    outputs: Sequence[Output]
    programme: Programme


def print_reads(site: Site, strategy: Strategy) -> Iterable[bytes]:
    """Keys of everything that the whole document shows; of kinds and services only names and states."""
    means = [one for node in strategy.nodes for one in node.means]
    named = [one.kind.row.everyday_name if one.kind else "" for one in means]
    named += [f"{one.service.row.name} {one.service.row.status}" if one.service else "" for one in means]
    return (*strategy_reads(site, strategy), "\x00".join(named).encode())


def print_view(site: Site, strategy: Strategy) -> View:
    """The whole strategy as one document with a table of contents: all that the portal knows of it."""
    return View(
        title=f"{strategy.row.title}: celý dokument",
        description=f"Celá {strategy.row.title} na jedné stránce k vytištění.",
        crumbs=crumbs(strategy),
        data=_document(site, strategy),
        origin=Origin(site.files[rows.NodeRow], 0),
    )


def _document(site: Site, strategy: Strategy) -> PrintPage:
    whole = document(strategy)
    return PrintPage(
        **about(strategy, "tisk/"),
        strategy=strategy,
        as_of=day_of_data(site),
        ended=ended(strategy, site.as_of),
        period=period(strategy),
        goal=sentence(strategy.row.goal),
        ending=ending(strategy),
        chapters=whole.chapters,
        shared=whole.shared,
        steps=steps(site, strategy),
        outputs=outputs(strategy),
        programme=strategy.programme,
    )


# Course -----------------------------------------------------------------------------------------------


class CoursePage(OfStrategy, frozen=True, kw_only=True):
    """What the course of a programme shows."""

    as_of: str
    """The day of the data in words, "" where it is not known."""
    steps: Sequence[Step]
    outputs: Sequence[Output]
    inputs: Sequence[Voices]
    ending: Sequence[Ending]
    programme: Programme


def course_view(site: Site, strategy: Strategy) -> View:
    """Timetable, outputs and log of a programme."""
    return View(
        title=f"{strategy.row.title}: průběh",
        description=f"Harmonogram, výstupy a průběh: {strategy.row.title}.",
        crumbs=crumbs(strategy),
        data=CoursePage(
            **about(strategy, "prubeh/"),
            as_of=day_of_data(site),
            steps=steps(site, strategy),
            outputs=outputs(strategy),
            inputs=inputs(strategy),
            ending=ending(strategy),
            programme=strategy.programme,
        ),
        origin=Origin(site.files[rows.StrategyRow], strategy.row.row_number),
    )


# Reporting --------------------------------------------------------------------------------------------


class Missing(NamedTuple):
    """A node and what nobody has said about it."""

    node: Node
    what: list[str]

    @property
    def said(self) -> str:
        """All of it in a line."""
        return ", ".join(self.what)


class Debtor(NamedTuple):
    """Who answers for nodes, and what is missing from them; "" where nobody is named."""

    name: str
    nodes: list[Missing]

    @property
    def folded(self) -> bool:
        """Whether the list of the nodes is long."""
        return len(self.nodes) > UNFOLDED


class Known(NamedTuple):
    """A fact, of how many nodes it is known, and the width of its bar in percent."""

    label: str
    known: int
    width: float


class ReportingPage(OfStrategy, frozen=True, kw_only=True):
    """What the page of what is reported shows."""

    strategy: Strategy
    total: int
    """How many nodes with a page are the lowest."""
    leaf: str
    """What these are called."""
    levels: Sequence[tuple[str, Told]]
    parts: Sequence[tuple[Node, Told]]
    """What is reported of each part at the top."""
    known: Sequence[Known]
    """Of how many of the lowest nodes each fact is known."""
    by_editors: int
    """How many of the lowest nodes have an indicator from the editors only."""
    debtors: Sequence[Debtor]
    untold: int
    """How many steps and outputs nobody reports."""
    untold_steps: Sequence[StepRow]
    untold_outputs: Sequence[OutputRow]


def reporting_view(site: Site, strategy: Strategy) -> View:
    """What is reported and what is missing, from whom."""
    mine = leaves(strategy)
    levels = [(czech.capital(many(name)), one) for name, one in told_by_level(strategy)]
    untold_steps = [one for one in strategy.programme.steps if not one.state]
    untold_outputs = [one for one in strategy.programme.outputs if not one.state]
    return View(
        title=f"{strategy.row.title}: co je hlášeno",
        description=f"U čeho strategie hlásí plnění, co chybí a od koho: {strategy.row.title}.",
        crumbs=crumbs(strategy),
        data=ReportingPage(
            **about(strategy, "hlaseni/"),
            strategy=strategy,
            total=len(mine),
            leaf=many(mine[0].level_name) if mine else "",
            levels=levels,
            parts=told_by_part(strategy),
            known=[_known(label, count, len(mine)) for label, count in known(mine)],
            by_editors=sum(1 for one in mine if indicator_of(one) == "editors"),
            debtors=debtors(mine),
            untold=len(untold_steps) + len(untold_outputs),
            untold_steps=untold_steps,
            untold_outputs=untold_outputs,
        ),
        origin=Origin(site.files[rows.NodeRow], 0),
    )


def _known(label: str, count: int, total: int) -> Known:
    # A report counts only what the document says itself.
    said = f"{label}{words.IN_DOCUMENT}" if label == FACTS[-1] else label
    return Known(said, count, round(100 * count / total, 1) if total else 0)


def debtors(nodes: Iterable[Node]) -> list[Debtor]:
    """What is missing from each who answers; those from whom the same is missing together, nobody last."""
    found: dict[str, list[Missing]] = {}
    for node in nodes:
        if what := lacks(node):
            for name in owners(node) or [""]:
                found.setdefault(name, []).append(Missing(node, what))
    alike: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(found, key=lambda name: (name == "", czech.sort_key(name))):
        alike.setdefault((str(not name), *(one.node.row.id for one in found[name])), []).append(name)
    return [Debtor(", ".join(names), found[names[0]]) for names in alike.values()]


FACTS = ("účinek", "odpovědnost", "termín", "peníze", "ukazatel")
"""What a document or a report may say of a node beside its fulfilment."""


def facts(node: Node) -> tuple[bool, ...]:
    """Which of `FACTS` are known of a node. An indicator that the editors added is none of the document's."""
    record = node.record
    return (
        record.latest is not None and record.latest.effect != "",
        bool(owners(node)),
        bool(node.row.deadline or node.row.deadline_text),
        any(one.amount is not None for one in record.money),
        indicator_of(node) == "document",
    )


def indicator_of(node: Node) -> str:
    """Who gave the node, or the one right above it, an indicator: document, editors or "" for nobody."""
    near = [node, *([node.parent] if node.parent else [])]
    given = {one.row.basis for each in near for one in each.record.indicators}
    return "document" if "document" in given else "editors" if given else ""


def known(nodes: list[Node]) -> list[tuple[str, int]]:
    """Of how many nodes each of `FACTS` is known."""
    said = [facts(one) for one in nodes]
    return [(label, sum(one[at] for one in said)) for at, label in enumerate(FACTS)]


def lacks(node: Node) -> list[str]:
    """What is not known of a node, for people; words without a state are named apart."""
    latest = node.record.latest
    found = ["plnění"] if latest is None else ["stav plnění (popsáno jen slovy)"] * (latest.state == "words")
    found += [label for label, there in zip(FACTS, facts(node), strict=True) if not there]
    if indicator_of(node) == "editors":
        found[found.index("ukazatel")] = "ukazatel v dokumentu (připojila ho jen redakce)"
    return found


# Changes ----------------------------------------------------------------------------------------------


class ChangesPage(OfStrategy, frozen=True, kw_only=True):
    """What the ledger shows, the newest first."""

    decisions: Sequence[tuple[Node, ChangedPromise]]
    corrections: Sequence[tuple[Node, ChangedPromise]]


def changes_view(site: Site, strategy: Strategy) -> View:
    """The ledger of changed promises, the newest first."""
    found = [(one, ChangedPromise.of(row)) for one in strategy.nodes for row in one.record.changes]
    found.sort(key=lambda pair: pair[1].row.date or dt.date.min, reverse=True)
    return View(
        title=f"{strategy.row.title}: kniha změn",
        description=f"Každý změněný termín, název a cílová hodnota s datem a důvodem: {strategy.row.title}.",
        crumbs=crumbs(strategy),
        data=ChangesPage(
            **about(strategy, "zmeny/"),
            decisions=[pair for pair in found if pair[1].decision],
            corrections=[pair for pair in found if not pair[1].decision],
        ),
        origin=Origin(site.files.get(ChangeRow, site.files[rows.NodeRow]), 0),
    )


# Comparison -------------------------------------------------------------------------------------------


class Side(NamedTuple):
    """A strategy in a comparison: its facts as label and value."""

    strategy: Strategy
    territory: str
    url: str
    facts: list[tuple[str, str]]


class Row(NamedTuple):
    """A topic, and what each strategy promises on it, in the order of the sides."""

    theme: Theme | None
    cells: list[tuple[str, list[Node]]]
    """The territory of each strategy, and its promises."""

    @property
    def id(self) -> str:
        """Id of the theme; one for all of them together."""
        return self.theme.row.id if self.theme else "napric"


class ComparisonPage(Struct, frozen=True, kw_only=True):
    """What the comparison shows."""

    sides: Sequence[Side]
    topics: Sequence[Row]
    """Those on which somebody promises something."""


def comparison_reads(site: Site, subject: object) -> Iterable[bytes]:
    """Keys of everything that the comparison shows."""
    themes = [one.key for one in site[Catalogue].themes.values()]
    return (digest(themes), as_of_key(site), *(key for one in published(site) for key in tree_key(one)))


def comparison_view(site: Site, subject: object) -> View:
    """Strategies side by side: facts, then topics in rows."""
    sides = [_side(one) for one in published(site)]
    found = [
        Row(theme, [(one.territory, on_theme(one.strategy, theme)) for one in sides])
        for theme in site[Catalogue].themes.values()
    ]
    found.append(Row(None, [(one.territory, across(one.strategy)) for one in sides]))
    return View(
        title="Strategie vedle sebe",
        description="Co strategie a programy slibují k jednotlivým tématům, vedle sebe.",
        crumbs=(INDEX,),
        data=ComparisonPage(
            sides=sides, topics=[row for row in found if any(nodes for _, nodes in row.cells)]
        ),
        origin=Origin(site.files[rows.NodeRow], 0),
    )


def _side(strategy: Strategy) -> Side:
    mine = leaves(strategy)
    whole = told_whole(strategy)
    told = [
        (
            "Plnění",
            f"stavem nebo číslem {whole.state}, jen slovy {whole.words}, nehlášeno {whole.none} z {whole.total}",
        ),
        *((czech.capital(label), f"známe u {count} z {len(mine)}") for label, count in known(mine)),
    ]
    levels = [(czech.capital(many(name)), czech.number(count)) for name, count in counts(strategy)]
    row = strategy.row
    return Side(
        strategy,
        strategy.territory.extent,
        strategy.url,
        [
            ("Dlouhodobý cíl", row.goal or "zdroj neuvádí"),
            ("Vydal", row.publisher or "zdroj neuvádí"),
            ("Období", lowered(row.period) or _years(row) or "zdroj neuvádí"),
            *levels,
            *told,
        ],
    )


def _years(row: rows.StrategyRow) -> str:
    ends = [czech.date(one) for one in (row.valid_from, row.valid_to) if one]
    return " až ".join(ends)


def on_theme(strategy: Strategy, theme: Theme) -> list[Node]:
    """Nodes that the editors filed under a theme, in the order of the document."""
    return [one for one in strategy.nodes if theme.row.id in one.row.themes.split(";")]


def across(strategy: Strategy) -> list[Node]:
    """The topmost nodes with a page that have nothing to do with a single theme."""

    def free(node: Node) -> bool:
        return not any(one.row.themes for one in (node, *ancestors(node), *descendants(node)))

    return [
        one
        for one in strategy.nodes
        if one.has_page and free(one) and not (one.parent is not None and free(one.parent))
    ]


COMPARISON = Family(
    name="comparison",
    section="strategie",
    source="srovnání strategií",
    **single(addresses.COMPARISON, lambda site: site.settings.strategies),
    view=comparison_view,
    reads=comparison_reads,
    shows=ComparisonPage,
)
CARDS = Family(
    name="strategy_cards",
    section="strategie",
    source="strategie na kartách",
    of=published,
    url=lambda strategy: f"{strategy.url}karty/",
    view=cards_view,
    reads=strategy_reads,
    shows=CardsPage,
)
PRINT = Family(
    name="strategy_print",
    section="strategie",
    source="strategie k tisku",
    of=published,
    url=lambda strategy: f"{strategy.url}tisk/",
    view=print_view,
    reads=print_reads,
    shows=PrintPage,
)
REPORTING = Family(
    name="strategy_reporting",
    section="strategie",
    source="strategy/statuses",
    of=published,
    url=lambda strategy: f"{strategy.url}hlaseni/",
    view=reporting_view,
    reads=strategy_reads,
    shows=ReportingPage,
)
CHANGES = Family(
    name="strategy_changes",
    section="strategie",
    source="strategy/changes",
    of=published,
    url=lambda strategy: f"{strategy.url}zmeny/",
    view=changes_view,
    reads=strategy_reads,
    shows=ChangesPage,
)
COURSE = Family(
    name="strategy_course",
    section="strategie",
    source="strategy/log",
    of=lambda site: [one for one in published(site) if one.programme],
    url=lambda strategy: f"{strategy.url}prubeh/",
    view=course_view,
    reads=strategy_reads,
    shows=CoursePage,
)
PAGES = (COMPARISON, CARDS, PRINT, REPORTING, CHANGES, COURSE)
