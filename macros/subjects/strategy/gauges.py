"""Two gauges that are never mixed: how much is done, and whether it had an effect."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from macros.subjects.strategy import rollup, words
from macros.subjects.strategy.model import Chain, Node, Strategy
from macros.subjects.strategy.rows import StatusRow
from macros.words import czech

DONE = {
    "not-started": "nezačalo",
    "running": "běží",
    "done": "hotovo",
    "stopped": "zastaveno",
    "words": "popsáno jen slovy",
}
EFFECT = {"none": "ne", "partly": "zčásti", "yes": "ano", "too-early": "zatím brzy říct", "": "nehlášeno"}
NOT_REPORTED = "nehlášeno"


class Gauges(NamedTuple):
    """Both gauges of a node as they are drawn.

    `low` and `high` are widths of the sure and of the possible part in percent, both 0 where nothing is
    known; `state` is none, words or share; `effect_state` is "" where nothing is reported.
    """

    done: str
    state: str
    low: str
    high: str
    effect: str
    effect_state: str

    @property
    def done_told(self) -> bool:
        """Whether anything is known of the work."""
        return self.state != "none"

    @property
    def told(self) -> bool:
        """Whether anything is known at all."""
        return self.done_told or bool(self.effect_state)

    @property
    def effect_look(self) -> str:
        """The effect as a class for the style."""
        return self.effect_state or "none-told"


class SumLine(NamedTuple):
    """One part in the arithmetic: the node, its weight and its share in words, and how it was reported."""

    node: Node
    weight: str
    share: str
    state: str


class Sum(NamedTuple):
    """How a share was worked out from parts, to be shown to everybody."""

    lines: list[SumLine]
    formula: str
    known: int
    result: str
    effects: list[tuple[str, int]]
    """Words of each effect and how many parts report it; effect has no arithmetic."""

    @property
    def unknown(self) -> int:
        """How many parts report nothing."""
        return len(self.lines) - self.known


def gauges(node: Node) -> Gauges:
    """Both gauges of a node."""
    latest, share = node.record.latest, rollup.share_of(node)
    effect = latest.effect if latest else ""
    state = "share" if share.known else "words" if latest else "none"
    return Gauges(
        done=_done(latest, share),
        state=state,
        low=_width(share.low) if share.known else "0",
        high=_width(share.high) if share.known else "0",
        effect=EFFECT[effect],
        effect_state=effect,
    )


def _done(latest: StatusRow | None, share: rollup.Span) -> str:
    if latest is None:
        return f"podle částí {rollup.span(share)}" if share.known else NOT_REPORTED
    word = DONE[latest.state]
    if latest.share is not None and latest.state != "done":
        return f"{word}, {rollup.span(share)}"
    if rollup.reported(latest) is None and share.known:
        return f"{word}, podle částí {rollup.span(share)}"
    return word


def _width(value: object) -> str:
    return format(float(value), ".4g")  # type: ignore[arg-type]


def summed(node: Node) -> Sum | None:
    """The arithmetic of a node with parts; None for one without, or with a single one that says nothing."""
    parts = rollup.parts_of(node)
    if not parts or (len(parts) == 1 and not parts[0][1].span.known):
        return None
    lines = [
        SumLine(
            child,
            rollup.factor(part.weight),
            rollup.span(part.span) if part.span.known else words.UNREPORTED,
            gauges(child).done,
        )
        for child, part in parts
    ]
    terms = [f"{_short(one.node)}: {one.share} × {one.weight}" for one in lines]
    result = rollup.span(rollup.roll_up([part for _, part in parts]))
    counted = rollup.effects([child for child, _ in parts])
    return Sum(
        lines,
        f"{' + '.join(terms)} = {result}",
        sum(1 for _, part in parts if part.span.known),
        result,
        [(said, counted[code]) for code, said in EFFECT.items() if counted[code]],
    )


def _short(node: Node) -> str:
    return node.row.code or f"{node.row.position}."


def when(status: StatusRow) -> str:
    """When a report holds, in words."""
    if status.date is not None:
        return czech.date(status.date)
    return status.date_text or "bez data"


class Due(NamedTuple):
    """A term in words, and how it stands: "" without a term, late, unknown (passed, nothing reported), soon."""

    text: str
    state: str


_MONTH = re.compile(r"(?<=[od] )(0?[1-9]|1[0-2])/(20)?(\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)\d\d?\.\s*(?:\d\d?\.|[a-záčďéěíňóřšťúůýž]{4,})\s*\d{4}")


def in_words(term: str) -> str:
    """A term of a document with its months in words: Do 06/23 → do června 2023. The rest stays as it is."""
    return _MONTH.sub(lambda found: f"{czech.MONTHS[int(found[1]) - 1]} 20{found[3]}", lowered(term))


def lowered(text: str) -> str:
    """A text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def names_day(term: str) -> bool:
    """Whether a term names a day of a year, not only a month or a quarter."""
    return _DAY.search(term) is not None


def ended(strategy: Strategy, as_of: dt.date | None) -> dt.date | None:
    """The last day of a strategy that was over on the day of the data; None for one that runs or may run."""
    last = strategy.row.valid_to
    return last if last and as_of and last < as_of else None


SOON = dt.timedelta(days=90)


def due(deadline: dt.date | None, text: str, done: str, as_of: dt.date | None) -> Due:
    """Judge a term against the day of the data; `done` is the reported state, "" for none."""
    said = czech.date(deadline) if deadline else text
    if deadline is None or as_of is None or done == "done":
        return Due(said, "")
    if deadline < as_of:
        # What a source tells in words is no state to judge, but it is not unreported either.
        return Due(said, {"": "unknown", "words": ""}.get(done, "late"))
    return Due(said, "soon" if deadline - as_of <= SOON else "")


class Warned(NamedTuple):
    """A term that needs looking at, in words, and how that is shown."""

    text: str
    look: str


def warned(state: str, day: str = "") -> Warned | None:
    """Say how a term stands; `day` is the day of the data, where it is not said elsewhere. None if it is fine."""
    if state not in words.WARNINGS:
        return None
    look, text, judged = words.WARNINGS[state]
    return Warned(text.format(judged.format(day) if day else ""), look)


class Link(NamedTuple):
    """One link of a monitoring chain; an empty `text` is a gap."""

    label: str
    text: str
    url: str = ""

    @property
    def said(self) -> str:
        """Its text, or that it is missing."""
        return self.text or words.MISSING


def links(node: Node, chain: Chain) -> list[Link]:
    """The chain activity → change → indicator → source → decision, gaps included."""
    row = chain.row
    return [
        Link("Co děláme", node.row.title),
        Link("Co se má změnit", row.change),
        Link("Podle čeho to poznáme", chain.indicator or row.indicator_text, chain.url),
        Link("Odkud to víme", row.how_we_learn),
        Link("Co podle toho rozhodneme", row.decision),
    ]
