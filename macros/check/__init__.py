"""The rule book: what a check is, what it may look at, and running many of them. One rule, one docstring.

A rule takes the `Data` of a portal and yields a `Problem` for each place where it is broken. It must
bear cells that could not be read (None) and tables that are missing: all problems are shown at once.
Here are the rules that hold for any table; those about a subject lie with it, and whoever runs them puts
the list together (`portal.CHECKS`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros.check.watching import Answers
from macros.data.confidential import hush
from macros.data.heads import Text
from macros.data.heads import texts as heads
from macros.data.problems import Problem, enough
from macros.data.proved import Proved
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Table, Tables
from macros.data.wording import RULES

LAST_COMMIT = "HEAD"
"""As git calls it."""


@dataclass(frozen=True, slots=True)
class Data:
    """All that rules may look at: packages, tables, settings of the portal, its folder and its guides."""

    root: Path
    packages: dict[str, Package]
    tables: Tables
    settings: Settings
    steps: Sequence[Step]
    """Steps of the guides."""
    proved: Proved = field(default_factory=Proved)
    """What earlier builds found sound; nothing for `check`."""
    answers: Answers = field(default_factory=Answers)
    """What rules answered in earlier builds; nothing for `check`."""
    base: str = LAST_COMMIT
    """The commit with which rules compare: the last one, or where a branch left the one it wants to enter."""
    changed: list[set[str]] = field(default_factory=list)
    """Files that differ from that commit, once a rule has asked (`history.changed_files`)."""

    read: list[Text] = field(default_factory=list)
    """Texts with their heads, once a rule has asked."""

    def texts(self) -> list[Text]:
        """The hand-written texts with their heads; read once."""
        if not self.read:
            self.read.extend(heads(self.root))
        return self.read

    def table(self, package: str, name: str) -> Table | None:
        """Return a table, None where the portal has none."""
        return self.tables.get((package, name))

    def values(self, package: str, name: str, column: str) -> list[str]:
        """Return all values of a column as values; empty where the table is missing."""
        table = self.table(package, name)
        return list(table.columns[column]) if table else []


Rule = Callable[[Data], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with what it may find: a function made into one by `@check`. Its docstring states the rule."""

    ids: tuple[str, ...]
    """Ids of its errors and warnings, each with two sentences in `wording.RULES`; no other is ever found."""
    run: Rule
    """Yields a problem for each place where the rule is broken."""
    first: bool = False
    """Whether the others make no sense where it finds something, as they name columns: it ends the run."""

    @property
    def name(self) -> str:
        """Module and function, for people."""
        return f"{self.run.__module__.rpartition('.')[2]}.{self.run.__name__}"

    @property
    def rule(self) -> str:
        """What must hold, in English."""
        return self.run.__doc__ or ""


def check(*ids: str, first: bool = False) -> Callable[[Rule], Check]:
    """Make a `Check` of a function; `ids` are those of the problems it may yield. KeyError for an unknown id."""
    for rule in ids:
        if rule not in RULES:
            raise KeyError(rule)
    return lambda function: Check(ids, function, first)


def run(data: Data, checks: Iterable[Check]) -> list[Problem]:
    """Run checks; return all problems sorted.

    Where a check that comes `first` finds something, only that is returned. Rows of a wrong length are left
    alone, nobody knows which of their cells belongs where.
    """
    checks = tuple(checks)
    for rule in checks:
        if rule.first and (strange := sorted(rule.run(data))):
            return strange
    crooked = {(table.file, row) for table in data.tables.values() for row in table.crooked}
    found = {
        problem for rule in checks if not rule.first for problem in enough(data.answers.ask(rule.run, data))
    }
    sound = [problem for problem in found if (problem.file, problem.row) not in crooked]
    return sorted(hush(sound, data.tables))
