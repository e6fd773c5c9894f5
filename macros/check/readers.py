"""What is found without a check: by the readers of files, which `check` and build ask first, and by other commands.

Together with the ids of checks and with `and-more`, which counts others, these are all of `wording.RULES`.
Tests hold them against what is really found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from macros.check import Check
from macros.data import wording
from macros.data.faults import FAULT_RULES
from macros.data.heads import HEAD_RULES
from macros.data.problems import MORE, Problem, nearest
from macros.data.settings import SETTING_RULES

READERS: Mapping[str, tuple[str, ...]] = {
    "paths": ("path-link", "path-name", *FAULT_RULES),
    "descriptors": (
        "descriptor",
        "descriptor-formerly",
        "descriptor-key",
        "descriptor-missing",
        "descriptor-name",
        "descriptor-path",
        "descriptor-twice",
        "descriptor-unnamed",
    ),
    "tables": (
        "cell-composed",
        "cell-control",
        "cell-encoding",
        "cell-letters",
        "cell-long",
        "cell-newline",
        "cell-space",
        "file-binary",
        "file-bom",
        "file-delimiter",
        "file-empty",
        "file-encoding",
        "file-end",
        "file-enough",
        "file-large",
        "file-missing",
        "file-newlines",
        "file-quote",
        "file-quote-after",
        "file-sep",
        "header-extra",
        "header-lost",
        "header-missing",
        "header-new",
        "header-order",
        "header-renamed",
        "row-empty",
        "row-length",
    ),
    "reviews": ("first-nobody",),
    "schemas": (
        "enum",
        "max-length",
        "maximum",
        "minimum",
        "pattern",
        "required",
        "type-boolean",
        "type-date",
        "type-integer",
        "type-number",
        "unique",
        "unique-key",
    ),
    "texts": (
        "macro-more",
        "macro-name",
        "macro-place",
        "macro-syntax",
        "text-class",
        "text-file",
        "text-html",
        "text-link",
        "text-mark",
        "text-sign",
    ),
}
"""Ids of what is found while files are read, by the reader."""

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "start": (*SETTING_RULES, "path-link", "path-name", "locked"),
    "strangers": ("stranger-file", "stranger-pattern", "stranger-settings"),
    "build": (
        "address-twice",
        "boundaries-file",
        "document-error",
        "exit-missing",
        "macro-error",
        "macro-id",
        "out-folder",
        "out-place",
        "out-taken",
        "page-error",
        "step-unserved",
        *HEAD_RULES,
    ),
    "schedule": (
        "kept-file",
        "kept-gone",
        "kept-shape",
        "wishes-again",
        "wishes-away",
        "wishes-column",
        "wishes-column-like",
        "wishes-column-twice",
        "wishes-comma",
        "wishes-date",
        "wishes-decimal",
        "wishes-few",
        "wishes-file",
        "wishes-formula",
        "wishes-itself",
        "wishes-large",
        "wishes-many",
        "wishes-nameless",
        "wishes-none",
        "wishes-people",
        "wishes-quotes",
        "wishes-round",
        "wishes-semicolon",
        "wishes-time",
        "wishes-twice",
        "wishes-unknown",
        "wishes-wide",
    ),
    "import reachability": (
        "ways-by",
        "ways-changes",
        "ways-column",
        "ways-column-strange",
        "ways-column-twice",
        "ways-contradiction",
        "ways-day",
        "ways-kind",
        "ways-minutes",
        "ways-none",
        "ways-source",
        "ways-town",
        "ways-twice",
        "ways-wide",
    ),
    "import assessment": (
        "form-blank",
        "form-column",
        "form-derived",
        "form-derived-phase",
        "form-descriptor",
        "form-empty",
        "form-field",
        "form-file",
        "form-foreign",
        "form-formula",
        "form-id",
        "form-large",
        "form-level",
        "form-month",
        "form-move",
        "form-no-descriptor",
        "form-set",
        "form-sheet",
        "form-taken",
        "form-town",
        "form-town-many",
        "form-town-name",
        "form-twice",
    ),
    "import report": (
        "form-again",
        "form-count",
        "form-line",
        "form-number",
        "form-outcome",
        "form-report-blank",
        "form-service",
        "form-year",
    ),
}
"""Ids of what other commands find, or `check` before it reads anything; nobody may leave them out."""


def findable(checks: Iterable[Check]) -> set[str]:
    """Ids of all that `check` may find: those of the readers and of the checks."""
    ids = {rule for found in READERS.values() for rule in found}
    return ids.union(*(one.ids for one in checks))


class UnknownRule(ValueError):
    """Somebody asked for a rule that is none; `rule` is what was asked for, `hint` names the nearest ones."""

    def __init__(self, rule: str, hint: str) -> None:
        super().__init__(f"{rule} {hint}".strip())
        self.rule, self.hint = rule, hint


class Choice:
    """Which rules a person wants to hear of. Empty `only` means all; `skip` is taken away from them."""

    def __init__(self, checks: Iterable[Check], only: Iterable[str] = (), skip: Iterable[str] = ()) -> None:
        """Choose among the ids of the readers and of `checks`. Raises `UnknownRule`."""
        checks, only, skip = tuple(checks), set(only), set(skip)
        known = findable(checks)
        for rule in sorted((only | skip) - known):
            raise UnknownRule(rule, nearest(rule, sorted(known)))
        self.ids = (only or known) - skip
        self.left_out = known - self.ids
        # What comes first keeps the others from tables that they cannot read.
        self.checks = tuple(one for one in checks if one.first or not self.ids.isdisjoint(one.ids))

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems of the chosen rules."""
        return [one for one in problems if rule_of(one) in self.ids]

    def said(self) -> str:
        """What was left out and what that means, in Czech; "" where nothing was."""
        if not self.left_out:
            return ""
        if len(self.left_out) < len(self.ids):
            return wording.LEFT_OUT.format(", ".join(sorted(self.left_out)))
        return wording.ONLY.format(", ".join(sorted(self.ids)))


def rule_of(found: Problem) -> str:
    """The rule of a problem; a count of more of the same belongs to the rule that it counts."""
    return dict(found.details)["of"] if found.rule == MORE else found.rule
