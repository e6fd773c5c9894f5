"""What the tables say of a node beside its tree, as people read it: roles, money, risks, voices, chains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from macros.subjects.strategy import rows, words
from macros.subjects.strategy.addresses import EVENTS, GRANTS
from macros.subjects.strategy.gauges import Gauges, Link, links
from macros.subjects.strategy.model import Chain, Duty, Node, NodeIndicator, Record
from macros.subjects.strategy.rows import InputRow, PracticeRow
from macros.words import czech


def sources(told: Iterable[PracticeRow | InputRow]) -> str:
    """Documents and places from which rows come, each once."""
    return "; ".join(dict.fromkeys(f"{one.source_document}, {one.source_section}" for one in told))


class Voice(NamedTuple):
    """Something that people from practice said: what it is (a problem, an idea), and where and when it was heard."""

    row: InputRow
    kind: str
    heard: str


def voice(row: InputRow) -> Voice:
    """Put what somebody said in words."""
    heard = (row.heard_at, czech.date(row.heard_on) if row.heard_on else "")
    return Voice(row, words.VOICES[row.kind], ", ".join(filter(None, heard)))


class Role(NamedTuple):
    """Who has a role, which one in words, and the part above for which it is: "" where it is for this one."""

    name: str
    leads: bool
    word: str
    above: str
    section: str
    """Where the source says so."""


def roles(node: Node, duties: Iterable[tuple[Duty, Node]]) -> list[Role]:
    """Who has a role for a node or answers for one above it, each duty with the node for which it is."""
    return [
        Role(
            duty.actor.name,
            duty.leads,
            words.LEADS if duty.leads else words.TAKES_PART,
            "" if owner is node else owner.label,
            duty.row.source_section,
        )
        for duty, owner in duties
    ]


class Answers(NamedTuple):
    """Who answers for a part: named with it, or only with what stands above it (`of`: what they answer for)."""

    own: str
    above: str
    of: str

    @property
    def said(self) -> str:
        """It in a line; "" where nobody answers at all."""
        if self.own or not self.above:
            return self.own
        return words.ONLY_ABOVE.format(self.of, self.above)


def answers(node: Node, everybody: Iterable[Role]) -> Answers:
    """Who answers for a part, out of all its roles."""
    leading = [one for one in everybody if one.leads]
    above = [one for one in leading if one.above]
    roots = [{duty.actor.name for duty in root.duties if duty.leads} for root in node.strategy.roots]
    if all(one.name in names for one in above for names in roots):
        of = words.WHOLE
    else:
        of = words.PART_ABOVE.format(", ".join(dict.fromkeys(f"„{one.above}“" for one in above)))
    own = ", ".join(one.name for one in leading if not one.above)
    return Answers(own, ", ".join(one.name for one in above), of)


class Activity(NamedTuple):
    """A part without a page of its own, and its people: what they do, and their names."""

    node: Node
    gauges: Gauges
    people: Sequence[tuple[str, str]]


def people(node: Node) -> list[tuple[str, str]]:
    """What the people of a part do, and their names, each in words."""
    leading = [one.actor.name for one in node.duties if one.leads]
    partners = [one.actor.name for one in node.duties if not one.leads]
    found = ((words.LEADING, leading), (taking_part(partners), partners))
    return [(label, "; ".join(names)) for label, names in found if names]


def taking_part(names: Sequence[str]) -> str:
    """What those do who take part: a verb for one or for more."""
    return words.PARTNER if len(names) == 1 else words.PARTNERS


class Money(NamedTuple):
    """Money that was planned or spent, in words."""

    kind: str
    year: int | None
    amount: str
    fund: str
    source: str


def money(row: rows.MoneyRow) -> Money:
    """Put a sum in words."""
    kind = words.PLANNED if row.kind == "planned" else words.SPENT
    amount = words.NO_AMOUNT if row.amount is None else words.AMOUNT.format(czech.number(row.amount))
    return Money(kind, row.year, amount, row.fund, f"{row.source_document}, {row.source_section}")


class Measured(NamedTuple):
    """An indicator of a node: its name, and who gave it to the node, for its page and for the whole document."""

    row: rows.NodeIndicatorRow
    name: str
    url: str
    """"" where the portal does not have it."""
    basis: str
    basis_in_print: str


def measured(watched: NodeIndicator) -> Measured:
    """Put an indicator of a node in words."""
    basis, printed, _ = words.BASIS[watched.row.basis]
    return Measured(watched.row, watched.title or watched.row.indicator, watched.url, basis, printed)


class Risk(NamedTuple):
    """A risk, and in words whether it lasts."""

    row: rows.RiskRow
    state: str

    @property
    def sentence(self) -> str:
        """Whether it lasts, as a sentence of its own."""
        return f"{czech.capital(self.state)}."


def risk(row: rows.RiskRow) -> Risk:
    """Put a risk in words."""
    return Risk(row, words.RISKS[row.state])


class Offer(NamedTuple):
    """A grant or an event that belongs to a node: where it is told, and until when or when it is."""

    title: str
    url: str
    when: str


def offers(record: Record, as_of: dt.date | None) -> list[Offer]:
    """Grants that were not closed before the day of the data, and events of a node."""
    found = [
        Offer(
            one.title, f"{GRANTS}#{one.id}", words.CLOSES.format(czech.date(one.closes)) if one.closes else ""
        )
        for one in record.grants
        if not (one.closes and as_of and one.closes < as_of)
    ]
    return found + [Offer(one.title, f"{EVENTS}#{one.id}", czech.date(one.starts)) for one in record.events]


class Followed(NamedTuple):
    """How a change is followed: links with gaps, who looks at it and when, and where the document says so."""

    links: list[Link]
    who: str
    when: str
    source: str


def followed(owner: Node, chain: Chain) -> Followed:
    """Put a chain of a document in words."""
    row = chain.row
    return Followed(
        links(owner, chain),
        row.who or words.UNSAID,
        row.when_text or words.UNSAID,
        f"{row.source_document}, {row.source_section}",
    )
