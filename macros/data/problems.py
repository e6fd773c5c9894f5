"""What can be wrong with the data, and the report of it.

A `Problem` is pure data: where, which rule, which value. Finding problems happens in `packages` and
`check`; every Czech word about them is in `wording`.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from macros.data import wording
from macros.data.characters import printable
from macros.data.personal import without_birth_numbers
from macros.data.wording import RULES
from macros.words.czech import plural


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place.

    `row` counts as a spreadsheet does (the header is row 1); 0 means the whole file. `column` is the
    name of the column, "" where the problem is not in one cell. `details` fill the sentences of the rule.
    """

    file: str
    row: int
    column: str
    rule: str
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()
    warning: bool = field(default=False)

    def what(self) -> str:
        """Say what is wrong, in Czech."""
        return RULES[self.rule][0].format_map(dict(self.details) | {"value": self.value})

    def mend(self) -> str:
        """Say how to mend it, in Czech."""
        return RULES[self.rule][1].format_map(dict(self.details) | {"value": self.value}).strip()

    def where(self) -> str:
        """Say where it is: file, row, column."""
        parts = [self.file]
        if self.row:
            parts.append(wording.ROW.format(self.row))
        if self.column:
            # Texts, settings and descriptors have keys where tables (and their schemas) have columns.
            keyed = self.file.endswith((".md", ".yml", "datapackage.json"))
            parts.append((wording.KEY if keyed else wording.COLUMN).format(self.column))
        return ", ".join(parts)


def problem(
    file: str, row: int, column: str, rule: str, value: str = "", *, warning: bool = False, **details: object
) -> Problem:
    """Make a `Problem`; `details` are the words its sentences need. KeyError for an unknown rule.

    Whatever is wrong with a cell, a birth number in it is never repeated.
    """
    if rule not in RULES:
        raise KeyError(rule)
    pairs = tuple(sorted((name, without_birth_numbers(str(detail))) for name, detail in details.items()))
    return Problem(file, row, column, rule, without_birth_numbers(value), pairs, warning)


def nearest(value: str, known: Iterable[str], prefix: str = wording.NEAREST) -> str:
    """Name up to three known values that look like `value`, "" where none does."""
    close = difflib.get_close_matches(value, list(known), n=3, cutoff=0.6)
    return f"{prefix}{', '.join(close)}." if close else ""


ENOUGH = 1_000
"""So many mistakes of one kind in one column are kept; those beyond are counted."""
MORE = "and-more"


def enough(found: Iterable[Problem]) -> Iterator[Problem]:
    """The first mistakes of each file, column and rule, and one that counts the others of its kind."""
    seen: dict[tuple[str, str, str, bool], int] = {}
    for one in found:
        kind = one.file, one.column, one.rule, one.warning
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= ENOUGH:
            yield one
    for (file, column, rule, warning), count in seen.items():
        if count > ENOUGH:
            yield problem(file, 0, column, MORE, warning=warning, of=rule, count=count - ENOUGH)


def _weight(mistake: Problem) -> int:
    """How many mistakes a problem stands for."""
    return int(dict(mistake.details)["count"]) if mistake.rule == MORE else 1


def report(
    problems: Iterable[Problem],
    most: int = 1_000_000,
    sound: str = wording.SOUND,
    *,
    folded: bool = False,
) -> str:
    """Write all problems as text for a person: errors first, sorted, counted, each with its mending.

    One mistake in thousands of rows is shown twenty times and then counted; `most` problems are shown in all.
    `sound` is what is said where there are none; of `folded` warnings the first of each rule are shown.
    """
    ordered = foremost(sorted(set(problems), key=_order))
    told, kinds = (_unfolded(ordered) if folded else ordered), Counter(map(_kind, ordered))
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    more: Counter[tuple[str, str, str]] = Counter()
    blocks: list[str] = []
    for one in told:
        if one.rule == MORE:
            more[one.file, one.column, dict(one.details)["of"]] += _weight(one)
            continue
        group = alike.setdefault((one.file, one.column, one.rule), [])
        group.append(one)
        if len(group) <= _SHOWN and len(blocks) < most:
            blocks.append(_block(one))
    for kind, group in alike.items():
        if (count := len(group) - _SHOWN + more[kind]) > 0:
            blocks.append(_again(group[0], count))
    if (left := sum(min(len(group), _SHOWN) for group in alike.values()) - most) > 0:
        blocks = [*blocks[:most], wording.NOT_ALL.format(most, left)]
    shown = Counter(map(_kind, told))
    blocks += [
        wording.FOLDED.format(rule, plural(count - shown[warning, rule], *wording.PLACES))
        for (warning, rule), count in sorted(kinds.items())
        if count > shown[warning, rule]
    ]
    errors = sum(_weight(one) for one in ordered if not one.warning)
    warnings = sum(_weight(one) for one in ordered if one.warning)
    return "\n\n".join([*blocks, summary(errors, warnings) or sound])


def foremost(ordered: Iterable[Problem]) -> list[Problem]:
    """Sorted problems, errors before warnings, which stop nothing."""
    return sorted(ordered, key=lambda problem: problem.warning)


def _kind(problem: Problem) -> tuple[bool, str]:
    return problem.warning, dict(problem.details)["of"] if problem.rule == MORE else problem.rule


def _unfolded(ordered: list[Problem]) -> list[Problem]:
    """All errors, and of the warnings of each rule the first ones."""
    seen: Counter[str] = Counter()
    shown = []
    for one in ordered:
        seen[one.rule] += one.warning
        if seen[one.rule] <= _UNFOLDED and not (one.warning and one.rule == MORE):
            shown.append(one)
    return shown


def _order(mistake: Problem) -> tuple[str, int, str, str, str, tuple[tuple[str, str], ...], bool]:
    """The order of problems, faster to compare than they are themselves."""
    return (
        mistake.file,
        mistake.row,
        mistake.column,
        mistake.rule,
        mistake.value,
        mistake.details,
        mistake.warning,
    )


_SHOWN = 20
_UNFOLDED = 3
"""So many warnings of a rule are shown where they are folded."""


def _again(mistake: Problem, count: int) -> str:
    where = f"{mistake.file}, {wording.COLUMN.format(mistake.column)}" if mistake.column else mistake.file
    return _lines(
        where, f"  {wording.AGAIN.format(mistake.what().removesuffix('.'), plural(count, *wording.PLACES))}"
    )


def summary(errors: int, warnings: int) -> str:
    """Count what was found, in one Czech sentence; "" where nothing was."""
    if not errors and not warnings:
        return ""
    found = []
    if errors:
        found.append(plural(errors, *wording.ERRORS))
    if warnings:
        found.append(plural(warnings, *wording.WARNINGS))
    return wording.FOUND.format(", ".join(found))


def _block(mistake: Problem) -> str:
    value = mistake.value if len(mistake.value) <= 100 else f"{mistake.value[:99]}…"
    shown = wording.VALUE.format(value) if value else ""
    kind = wording.WARNING if mistake.warning else ""
    lines = [mistake.where() + shown, f"  {kind}{mistake.what()}"]
    if mistake.mend():
        lines.append(f"  {wording.MEND.format(mistake.mend())}")
    return _lines(*lines)


def _lines(*lines: str) -> str:
    """Lines of a report; a line break in a value begins none of its own."""
    return "\n".join(printable(" ".join(line.splitlines())) for line in lines)


class BadData(Exception):
    """The packages have mistakes. `problems` holds all of them; the text is the report for people."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(report(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Self], tuple[list[Problem]]]:
        """A build in several processes sends it through a pipe."""
        return type(self), (self.problems,)
