"""The one road of files of others into the data: read → change → check → show → write.

An `Import` declares the first two steps, which differ; the others are `entry.importing`, the same for all.
`imports.every.IMPORTS` is the list of all, from which the command makes its group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from macros.data.edit import Edit
from macros.data.problems import Problem
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Tables
from macros.imports import words
from macros.model.site import Site

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ground:
    """What an import knows of the portal: a sound one, read, checked and linked."""

    root: Path
    settings: Settings
    packages: dict[str, Package]
    tables: Tables
    site: Site
    steps: Sequence[Step] = ()


class Refused(Exception):
    """The file cannot be taken; the text says why, in Czech, and how to mend it.

    What is wrong at several places is better raised as `BadData` with a problem for each.
    """


def as_found(problem: Problem, now: Tables) -> Problem:
    """A problem said where it was found, in the table."""
    return problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import is going to change. Nothing is written yet, nothing has been asked of the rules."""

    edit: Edit | None = None
    """Tables with their changes."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files of another kind by their paths in the portal, proved by the import itself: no rule sees them."""
    said: Sequence[str] | None = None
    """What changes, in Czech lines; None for every changed row and cell as the editor names them."""
    same: str = words.SAME
    """Said where nothing changes."""
    then: str = ""
    """What to do next, in Czech; `{seconds}` in it stands for how long all of it took."""
    place: Callable[[Problem, Tables], Problem] = as_found
    """Says a problem of a table as it will be where the person can mend it: in the file that was brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice of an import; the function `change` gets its value by this name."""

    name: str
    help: str
    default: str | float | bool | tuple[()]
    """A choice by yes or no is a bool; () is one that may be given several times, texts as a tuple."""
    shown: bool = False
    """Whether the help says the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Generic[R]):
    """A kind of foreign file and how it gets into the data. `rozcestnik import NAME` runs it, always with `--dry-run`."""

    name: str
    help: str
    """One or two Czech sentences."""
    takes: str
    """How the help calls the file."""
    read: Callable[[Path, Ground], R]
    """What stands in the file. `BadData` or `Refused` where it cannot be read; it may be anything of any size."""
    change: Callable[..., Plan]
    """(what was read, the file, the ground, **options) → `Plan`. `BadData` or `Refused` where it may not be."""
    options: tuple[Option, ...] = ()

    def plan(self, file: Path, ground: Ground, options: Mapping[str, Any]) -> Plan:
        """Read a file and work out what it changes."""
        return self.change(self.read(file, ground), file, ground, **options)
