"""How much of a goal is done, worked out from its parts: exact fractions, and what is unknown stays unknown.

A share of work is a span of percents: where nothing is known it is 0 to 100 with no weight known. Parts
are weighed by normalised weights. Effect is never counted together with work, nor turned into a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from macros.subjects.strategy.model import Node
from macros.subjects.strategy.rows import StatusRow
from macros.words import czech

HUNDRED = Fraction(100)


class Span(NamedTuple):
    """Share of work in percent, surely between `low` and `high`; `known` is the part of the weight known."""

    low: Fraction
    high: Fraction
    known: Fraction


UNKNOWN = Span(Fraction(0), HUNDRED, Fraction(0))


class Part(NamedTuple):
    """One part of a whole: its normalised weight (all parts give 1) and its share."""

    weight: Fraction
    span: Span


def exactly(percent: Fraction) -> Span:
    """A share that is known."""
    return Span(percent, percent, Fraction(1))


def normalised(weights: Sequence[float | None]) -> list[Fraction]:
    """Weights whose sum is 1. Equal where any is missing or all are 0, as nothing else is said then."""
    if not weights:
        return []
    given = [Fraction(str(one)) for one in weights if one is not None]
    total = sum(given)
    if len(given) < len(weights) or not total:
        return [Fraction(1, len(weights))] * len(weights)
    return [one / total for one in given]


def roll_up(parts: Sequence[Part]) -> Span:
    """The share of a whole from its parts: weighed lows, weighed highs, weighed knowledge."""
    if not parts:
        return UNKNOWN
    return Span(
        sum((one.weight * one.span.low for one in parts), Fraction(0)),
        sum((one.weight * one.span.high for one in parts), Fraction(0)),
        sum((one.weight * one.span.known for one in parts), Fraction(0)),
    )


def parts_of(node: Node) -> list[tuple[Node, Part]]:
    """Children of a node as parts of it."""
    weights = normalised([one.row.weight for one in node.children])
    return [(one, Part(weight, share_of(one))) for one, weight in zip(node.children, weights, strict=True)]


def share_of(node: Node) -> Span:
    """Share of a node: what was reported of it, else what its parts give, else unknown."""
    told = reported(node.record.latest)
    if told is not None:
        return told
    return roll_up([part for _, part in parts_of(node)])


def reported(status: StatusRow | None) -> Span | None:
    """The share that a report says: its number; done is 100 and not started 0. None where it says none."""
    if status is None:
        return None
    if status.share is not None:
        return exactly(Fraction(str(status.share)))
    whole = {"done": HUNDRED, "not-started": Fraction(0)}.get(status.state)
    return None if whole is None else exactly(whole)


def effects(nodes: Sequence[Node]) -> Counter[str]:
    """How many nodes report which effect; "" stands for not reported."""
    return Counter(one.record.latest.effect if one.record.latest else "" for one in nodes)


def percent(value: Fraction) -> str:
    """A share in the Czech way, at most one decimal: 100/3 → "33,3 %"."""
    return f"{_rounded(value, '0.1')}{czech.NBSP}%"


def factor(value: Fraction) -> str:
    """A weight as it stands in arithmetic: 0,5 or, where a decimal would lie, 1/3."""
    exact = value * 100
    if exact.denominator == 1:
        return _rounded(value, "0.01")
    return f"{value.numerator}/{value.denominator}"


def span(value: Span) -> str:
    """A share in words: "40 %", "20 až 70 %", or that we do not know."""
    if not value.known:
        return "nevíme"
    if value.low == value.high:
        return percent(value.low)
    return f"{_rounded(value.low, '0.1')} až {percent(value.high)}"


def _rounded(value: Fraction, step: str) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return czech.number(exact.quantize(Decimal(step), ROUND_HALF_UP))
