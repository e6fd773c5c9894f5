"""Rules across tables and packages: one flat list of functions, one rule one docstring.

A rule takes the `Data` of a portal and yields a `Problem` for each place where it is broken. It must
bear cells that could not be read (None) and tables that are missing: all problems are shown at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros.confidential import hush
from macros.packages import Tables
from macros.problems import Problem, enough
from macros.proved import Proved
from macros.schema import Package
from macros.settings import Settings
from macros.steps import Step
from macros.tables import Table
from macros.watching import Answers


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
    changed: list[set[str]] = field(default_factory=list)
    """Files that differ from the last commit, once a rule has asked (`history.changed_files`)."""

    def table(self, package: str, name: str) -> Table | None:
        """Return a table, None where the portal has none."""
        return self.tables.get((package, name))

    def values(self, package: str, name: str, column: str) -> list[str]:
        """Return all values of a column as values; empty where the table is missing."""
        table = self.table(package, name)
        return list(table.columns[column]) if table else []


Rule = Callable[[Data], Iterator[Problem]]


def rules() -> tuple[Rule, ...]:
    """Return every rule in the order of the rule book."""
    from macros.checks import (
        confidential,
        confidential_texts,
        contacts,
        counts_declared,
        evaluation,
        files,
        handwritten,
        history,
        hours,
        indicators,
        links,
        lost,
        needed,
        people,
        places,
        references,
        services,
        settings,
        situations,
        small_counts,
        steps,
        strategy,
        strategy_record,
        territory,
        texts,
    )

    return (
        *needed.RULES,
        *settings.RULES,
        *references.RULES,
        *territory.RULES,
        *services.RULES,
        *contacts.RULES,
        *links.RULES,
        *places.RULES,
        *confidential.RULES,
        *confidential_texts.RULES,
        *hours.RULES,
        *people.RULES,
        *handwritten.RULES,
        *situations.RULES,
        *texts.RULES,
        *steps.RULES,
        *strategy.RULES,
        *strategy_record.RULES,
        *evaluation.RULES,
        *indicators.RULES,
        *counts_declared.RULES,
        *small_counts.RULES,
        *files.RULES,
        *history.RULES,
        *lost.RULES,
    )


def run(data: Data) -> list[Problem]:
    """Run every rule; return all problems sorted.

    Schemas with other columns than the program knows end it: rules name columns. Rows of a wrong length
    are left alone, nobody knows which of their cells belongs where.
    """
    from macros.checks.references import columns

    if strange := sorted(columns(data)):
        return strange
    crooked = {(table.file, row) for table in data.tables.values() for row in table.crooked}
    found = {problem for rule in rules() for problem in enough(data.answers.ask(rule, data))}
    return sorted(hush([one for one in found if (one.file, one.row) not in crooked], data.tables))
