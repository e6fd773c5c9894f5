"""Says how a number stands: against a target, and against the number before it.

One rule with a version, and every answer carries its arithmetic, so that anybody can repeat it. Only
differences are used, no ratios: they are right for targets of 0 and for either direction.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from macros.words.czech import number

VERSION = "2"
"""Version of the rule; it changes whenever the same inputs could give another answer."""
RULE = (
    "Odečteme cíl od hodnoty. Má-li ukazatel klesat, je cíl splněný, když rozdíl není větší než 0. "
    "Má-li růst, když rozdíl není menší než 0. Zní-li cíl „méně než“ nebo „víc než“, rozdíl 0 nestačí. "
    "Není-li cíl splněný, porovnáme vzdálenost od cíle teď "
    "a na začátku řady: menší znamená, že se k cíli blížíme, větší, že se vzdalujeme."
)
CHANGE_RULE = (
    "Odečteme předchozí údaj od nového. Má-li ukazatel klesat, je změna k lepšímu, když rozdíl je menší než 0, "
    "a k horšímu, když je větší než 0. Má-li růst, je to naopak. Srovnáváme jen údaje za stejný druh období, "
    "mezi kterými se nezměnil výpočet. Předběžná, odhadnutá a sporná čísla nehodnotíme."
)


class Verdict(NamedTuple):
    """An answer: a word for machines and style, a sentence, the arithmetic and the version of the rule."""

    state: str
    """met, closer, away, same, unmet, none; for a change: better, worse, same, none, unsure."""
    sentence: str
    formula: str
    rule: str = VERSION


SAID = {
    "met": "Cíl je splněný.",
    "closer": "Cíl splněný není, ale blížíme se k němu.",
    "away": "Cíl splněný není a vzdalujeme se od něj.",
    "same": "Cíl splněný není a nic se nezměnilo.",
    "unmet": "Cíl splněný není.",
    "none": "Nehodnotíme: víc ani méně tu samo o sobě není lépe.",
}
CHANGE = {
    "better": "Proti předchozímu údaji je to lepší.",
    "worse": "Proti předchozímu údaji je to horší.",
    "same": "Proti předchozímu údaji se nic nezměnilo.",
    "none": "Změnu nehodnotíme.",
    "unsure": "Změnu nehodnotíme, protože jedno z obou čísel není konečné.",
}

Said = Callable[[float], str]
"""How a value is written for people, with its unit."""
Gap = Callable[[Decimal], str]
"""How the size of a difference of two values is written for people, with its unit."""


def _exact(value: float) -> Decimal:
    """The number as it was written: 7.6 is 7.6, not 7.5999…"""
    return Decimal(str(value))


def against_target(
    value: float,
    target: float,
    direction: str,
    *,
    start: float | None = None,
    strict: bool = False,
    said: Said = number,
    gap: Gap = number,
) -> Verdict:
    """Judge a value against a target; `start` is the first value of the series, None where it is the same.

    `direction`: up (more is better), down, none. `strict`: a value equal to the target does not meet it.
    """
    step = _exact(value) - _exact(target)
    sums = f"{said(value)} − {said(target)} = {_signed(step, gap)}"
    if direction == "none":
        return Verdict("none", SAID["none"], sums)
    far = step if direction == "down" else -step
    sums += f"; {number(step)} {_sign(step)} 0"
    if far < 0 or (far == 0 and not strict):
        return Verdict("met", SAID["met"], sums)
    if start is None:
        return Verdict("unmet", SAID["unmet"], sums)
    before = _missing(_exact(start) - _exact(target), direction)
    now = _missing(step, direction)
    state = "closer" if now < before else "away" if now > before else "same"
    sign = {"closer": "<", "away": ">", "same": "="}[state]
    return Verdict(
        state, SAID[state], f"{sums}; vzdálenost teď {number(now)} {sign} na začátku {number(before)}"
    )


def _sign(step: Decimal) -> str:
    return "<" if step < 0 else ">" if step > 0 else "="


def _missing(gap: Decimal, direction: str) -> Decimal:
    """How much is missing to the target, 0 where it is met."""
    return max(gap if direction == "down" else -gap, Decimal(0))


def change(
    value: float,
    before: float,
    direction: str,
    *,
    said: Said = number,
    gap: Gap = number,
    final: bool = True,
) -> Verdict:
    """Judge a value against the one before it; `final` = neither of them may still turn out otherwise."""
    step = _exact(value) - _exact(before)
    sums = f"{said(value)} − {said(before)} = {_signed(step, gap)}"
    if direction == "none":
        return Verdict("none", CHANGE["none"], sums)
    if not final:
        return Verdict("unsure", CHANGE["unsure"], sums)
    if not step:
        return Verdict("same", CHANGE["same"], sums)
    state = "better" if (step < 0) == (direction == "down") else "worse"
    return Verdict(state, CHANGE[state], sums)


def _signed(step: Decimal, gap: Gap) -> str:
    return ("+" if step > 0 else "−" if step < 0 else "") + gap(abs(step))
