"""The portal as linked objects: a typed store, into which each subject puts its part while linking.

`site[Catalogue].services`: whoever asks names the part, so that this module knows no subject. Objects are not
changed after linking, but for `sheets` and `unmade`: those who give the files of the site fill them, before any
page is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import Step
from macros.data.tables import Table
from macros.words.language import DEFAULT, LANGUAGES, Language

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True, eq=False, repr=False)
class Site:
    """Everything a portal knows."""

    root: Path
    """The folder of the portal."""
    settings: Settings
    packages: dict[str, Package]
    unmade: dict[str, int] = field(default_factory=dict)
    """Number of files that a command of their own has to make, by what they are: leaflets, sheets."""
    language: Language = LANGUAGES[DEFAULT]
    """Grammar, order and typography of the portal's language."""
    steps: tuple[Step, ...] = ()
    """Steps of guides with the kinds that answer them."""
    as_of: dt.date | None = None
    """The newest date in the data: the day against which terms are judged, as no output knows a clock."""
    whole_key: bytes = b""
    """Digest of all tables."""
    spoken: frozenset[str] = frozenset()
    """Telephone numbers that sentences of the tables name, as they are dialled."""
    sheets: frozenset[str] = frozenset()
    """Paths of the workbooks that this build publishes."""
    veiled: dict[tuple[str, str], Table] = field(default_factory=dict)
    """Tables that hold secrets, by (package, table), as they may be published."""
    files: dict[type, str] = field(default_factory=dict)
    """Path of the CSV file in the repository by class of row."""
    known: dict[Any, Any] = field(default_factory=dict)
    """What functions marked as `once` worked out."""
    parts: dict[type, Any] = field(default_factory=dict)
    """The parts by their classes."""

    def __getitem__(self, part: type[T]) -> T:
        """The part of a subject; an empty one where the portal has no such data."""
        found = self.parts.get(part)
        if found is None:
            found = self.parts[part] = part()
        return found


def once(function: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """Work a thing out once for a site that is linked, then remember it: pages, keys and files ask alike.

    Only for what depends on nothing but the site and the arguments, and is not changed by who asks.
    """

    @wraps(function)
    def remembered(site: Site, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *args, *kwargs.items())
        if key not in site.known:
            site.known[key] = function(site, *args, **kwargs)
        found: T = site.known[key]
        return found

    return remembered


def latest(function: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """Remember only the last answer: the sections of a page, and their keys, ask the same one after another.

    As `once`, where all answers together would take too much memory. Each set of keywords has its own last answer.
    """

    @wraps(function)
    def remembered(site: Site, /, *args: P.args, **kwargs: P.kwargs) -> T:
        way = (function, *kwargs.items()) if kwargs else function
        known = site.known.get(way)
        if known is None or known[0] != args:
            known = site.known[way] = args, function(site, *args, **kwargs)
        found: T = known[1]
        return found

    return remembered
