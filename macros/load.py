"""The whole story of the data on one screen: read → check → link."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.check import Data, run
from macros.check.watching import Answers
from macros.data.packages import read_all
from macros.data.paths import strange
from macros.data.problems import BadData, Problem
from macros.data.proved import Proved
from macros.data.remembered import Remembered
from macros.data.schema import Package
from macros.data.settings import Settings, read_settings
from macros.data.steps import Step, guide_steps
from macros.data.tables import Tables
from macros.files.kept import cache_of
from macros.link import link
from macros.model.site import Site
from macros.portal import CHECKS


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sound portal and the warnings about it."""

    site: Site
    warnings: list[Problem]
    steps: Sequence[Step] = ()
    """Steps of the guides that were linked."""


def guard(root: Path, name: str = "mkdocs.yml") -> Settings:
    """Look at what must be right before anything is opened or written; return the settings.

    Raises `BadData` for links and pipes among the sources and for a mkdocs.yml that is not right.
    """
    refused = strange(root)
    if refused:
        raise BadData(refused)
    settings = read_settings(root, name)
    if settings.problems:
        raise BadData(list(settings.problems))
    return settings


def load_site(root: Path, settings: Settings | None = None) -> Loaded:
    """Read, check and link the portal in folder `root`. Raises `BadData` with all problems at once."""
    settings = settings or guard(root)
    return link_site(root, settings, *read_kept(root))


def read_kept(root: Path) -> tuple[dict[str, Package], Tables, list[Problem]]:
    """As `packages.read_all`, with the tables that the last build kept; what is new is kept for the next."""
    remembered = Remembered(cache_of(root, "tables"))
    found = read_all(root, remembered)
    with contextlib.suppress(OSError):  # only time is lost
        remembered.save()
    return found


def link_site(
    root: Path,
    settings: Settings,
    packages: dict[str, Package],
    tables: Tables,
    problems: list[Problem],
    earlier: Loaded | None = None,
) -> Loaded:
    """Check and link packages that were read. Raises `BadData` with all problems at once.

    `earlier` is what was linked of the same packages and settings: only guides may differ.
    """
    steps = guide_steps(root)
    proved, answers = Proved(cache_of(root, "proved.json")), Answers(cache_of(root, "rules.json"))
    data = Data(root, packages, tables, settings, steps, proved, answers)
    problems = sorted({*problems, *run(data, CHECKS)})
    if any(not one.warning for one in problems):
        raise BadData(problems)
    with contextlib.suppress(OSError):  # only time is lost
        proved.save()
        answers.save()
    if earlier and list(earlier.steps) == list(steps):
        return Loaded(earlier.site, problems, steps)
    return Loaded(link(root, settings, packages, tables, steps), problems, steps)
