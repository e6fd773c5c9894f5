"""Levels of strategies in words: how many parts, and how many of them anybody reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from macros.subjects.strategy.model import Node, Strategy

_FORMS = {
    "priorita": ("priorita", "priority", "priorit"),
    "oblast": ("oblast", "oblasti", "oblastí"),
    "cíl": ("cíl", "cíle", "cílů"),
    "dílčí cíl": ("dílčí cíl", "dílčí cíle", "dílčích cílů"),
    "specifický cíl": ("specifický cíl", "specifické cíle", "specifických cílů"),
    "strategický cíl": ("strategický cíl", "strategické cíle", "strategických cílů"),
    "opatření": ("opatření", "opatření", "opatření"),
    "aktivita": ("aktivita", "aktivity", "aktivit"),
    "úkol": ("úkol", "úkoly", "úkolů"),
    "projekt": ("projekt", "projekty", "projektů"),
    "krok": ("krok", "kroky", "kroků"),
    "krok harmonogramu": ("krok harmonogramu", "kroky harmonogramu", "kroků harmonogramu"),
    "výstup": ("výstup", "výstupy", "výstupů"),
}
"""Forms after 1, 2 and 5. Documents may call their levels otherwise; those are only named."""


def form(name: str, n: int) -> str:
    """The name of a level as it stands after a number: cílů after 13; as it is where we do not know it."""
    one, few, rest = _FORMS.get(name, (name, name, name))
    return one if n == 1 else few if 2 <= n <= 4 else rest


def many(name: str) -> str:
    """All parts of a level: cíle."""
    return form(name, 2)


class Told(NamedTuple):
    """How many parts are reported by a state or a share, how many in words only, and of how many nothing is."""

    state: int
    words: int
    none: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def any(self) -> bool:
        """Whether anything is reported of any of them."""
        return self.none < self.total

    @property
    def spans(self) -> list[Span]:
        """The three as parts of a bar from left to right, without those that are empty."""
        found, start = [], 0
        for look, count in zip(self._fields, self, strict=True):
            if count:
                found.append(Span(look, _percent(start, self.total), _percent(count, self.total)))
            start += count
        return found


class Span(NamedTuple):
    """A part of a bar: its class (state, words, none), where it begins and how wide it is, in percent."""

    look: str
    start: str
    width: str


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.4g}"


def told(done: Iterable[str]) -> Told:
    """Count parts by what was reported of them; "" = nothing."""
    found = Counter("none" if not one else "words" if one == "words" else "state" for one in done)
    return Told(found["state"], found["words"], found["none"])


def told_by_part(strategy: Strategy) -> list[tuple[Node, Told]]:
    """What is reported of each part at the top of the tree: of it and of all below it."""
    return [(root, told(_states(root))) for root in strategy.roots]


def _states(node: Node) -> Iterable[str]:
    yield node.record.latest.state if node.record.latest else ""
    for child in node.children:
        yield from _states(child)


def told_by_level(strategy: Strategy) -> list[tuple[str, Told]]:
    """What is reported of each level of the tree, of the timetable and of outputs; without empty levels."""
    levels: dict[str, list[str]] = {name: [] for name in strategy.level_names}
    for node in strategy.nodes:
        levels[node.level_name].append(node.record.latest.state if node.record.latest else "")
    steps = [one.state for one in strategy.programme.steps]
    outputs = [one.state for one in strategy.programme.outputs]
    found = [*levels.items(), ("krok harmonogramu", steps), ("výstup", outputs)]
    return [(name, told(done)) for name, done in found if done]


def told_whole(strategy: Strategy) -> Told:
    """What is reported of all parts of a strategy together."""
    levels = [one for _, one in told_by_level(strategy)]
    return Told(*(sum(column) for column in zip(*levels, strict=True))) if levels else Told(0, 0, 0)
