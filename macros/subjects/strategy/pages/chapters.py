"""What the printed document says of each part of a strategy: all that the portal knows, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from macros.subjects.strategy import words
from macros.subjects.strategy.gauges import Gauges, gauges
from macros.subjects.strategy.model import Means, Node, Strategy
from macros.subjects.strategy.pages.told import (
    Followed,
    Measured,
    Money,
    Risk,
    Voice,
    followed,
    measured,
    money,
    risk,
    roles,
    taking_part,
    voice,
)
from macros.subjects.strategy.pages.tree import ChangedPromise, Report, duties, reports
from macros.subjects.strategy.rows import EventRow, GrantRow, InputRow, PracticeRow, RiskRow
from macros.words import czech

LOWEST_HEADING = 6

_Said = TypeVar("_Said", RiskRow, InputRow, PracticeRow)


class Facts(NamedTuple):
    """What is known of a part, each kind in the order for reading; "" and None where nothing is."""

    leaders: str
    partners: str
    term: str
    money: list[Money]
    gauges: Gauges | None
    reports: list[Report]
    changes: list[ChangedPromise]
    indicators: list[Measured]
    chains: list[Followed]
    risks: list[Risk]
    voices: list[Voice]
    practices: list[PracticeRow]
    means: tuple[Means, ...]
    grants: tuple[GrantRow, ...]
    events: tuple[EventRow, ...]

    @property
    def told(self) -> bool:
        """Whether anything is."""
        return any(self)


class Paragraph(NamedTuple):
    """A part without a page of its own."""

    node: Node
    facts: Facts


class Chapter(NamedTuple):
    """A part with a page of its own: its heading, its class for the style, and the parts below it."""

    node: Node
    heading: str
    look: str
    facts: Facts
    chapters: list[Chapter]
    activities: list[Paragraph]


class Shared(NamedTuple):
    """What is said of several parts at once: printed once, with the parts, not at each of them."""

    risks: Sequence[tuple[Risk, Sequence[Node]]]
    voices: Sequence[tuple[Voice, Sequence[Node]]]
    practices: Sequence[tuple[PracticeRow, Sequence[Node]]]


class Document(NamedTuple):
    """A whole strategy to be printed."""

    chapters: list[Chapter]
    shared: Shared


def document(strategy: Strategy) -> Document:
    """Put all that is known of a strategy in words, each thing once."""
    risks = shared(strategy, lambda node: node.record.risks)
    inputs = shared(strategy, lambda node: node.record.inputs)
    practices = shared(strategy, lambda node: node.record.practices)
    once = Shared(
        [(risk(row), nodes) for row, nodes in risks.values()],
        [(voice(row), nodes) for row, nodes in inputs.values()],
        list(practices.values()),
    )
    apart = {*risks, *inputs, *practices}
    return Document([_chapter(one, apart) for one in strategy.roots], once)


def shared(
    strategy: Strategy, rows_of: Callable[[Node], Sequence[_Said]]
) -> Mapping[str, tuple[_Said, Sequence[Node]]]:
    """What is said of several nodes at once, by its id."""
    found: dict[str, tuple[_Said, list[Node]]] = {}
    for node in strategy.nodes:
        for row in rows_of(node):
            found.setdefault(row.id, (row, []))[1].append(node)
    return {code: (row, nodes) for code, (row, nodes) in found.items() if len(nodes) > 1}


def _chapter(node: Node, apart: set[str]) -> Chapter:
    return Chapter(
        node,
        f"h{min(node.row.depth + 1, LOWEST_HEADING)}",
        "chapter part" if node.top and node.chapters else "chapter",
        _facts(node, apart, gauges(node), _leaders(node) or words.NOBODY_SAID_TO_LEAD),
        [_chapter(one, apart) for one in node.chapters],
        [_paragraph(one, apart) for one in node.activities],
    )


def _paragraph(node: Node, apart: set[str]) -> Paragraph:
    """Who answers for the parts above stands with them; how far a part is only where it was reported."""
    told = gauges(node) if node.record.statuses else None
    return Paragraph(node, _facts(node, apart, told, _leaders(node, own=True)))


def _facts(node: Node, apart: set[str], told: Gauges | None, leaders: str) -> Facts:
    record = node.record
    return Facts(
        leaders,
        _partners(node),
        _term(node),
        list(map(money, record.money)),
        told,
        reports(node),
        list(map(ChangedPromise.of, record.changes)),
        list(map(measured, record.indicators)),
        [followed(node, one) for one in record.chains],
        [risk(one) for one in record.risks if one.id not in apart],
        [voice(one) for one in record.inputs if one.id not in apart],
        [one for one in record.practices if one.id not in apart],
        node.means,
        record.grants,
        record.events,
    )


def _leaders(node: Node, *, own: bool = False) -> str:
    """Who answers for a node or, unless only its `own` are asked for, for one above it; "" where nobody does."""
    names = [
        f"{one.name} ({words.FROM_ABOVE.format(one.above)})" if one.above else one.name
        for one in roles(node, duties(node))
        if one.leads and not (own and one.above)
    ]
    return f"{words.LEADING}: {'; '.join(names)}" if names else ""


def _partners(node: Node) -> str:
    names = [one.name for one in roles(node, duties(node)) if not one.leads]
    return f"{taking_part(names)}: {'; '.join(names)}" if names else ""


def _term(node: Node) -> str:
    day, said = node.row.deadline, node.row.deadline_text
    if day:
        said = f"{czech.date(day)} ({said})" if said else czech.date(day)
    return words.TERM.format(said) if said else ""
