"""The whole story of the data on one screen: read → check → link."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from macros import checks
from macros.model.link import link
from macros.model.site import Site
from macros.packages import Tables, read_all
from macros.paths import strange
from macros.problems import Problem, report
from macros.proved import Proved
from macros.schema import Package
from macros.settings import Settings, read_settings
from macros.steps import Step, guide_steps
from macros.watching import Answers


class BadData(Exception):
    """The packages have mistakes. `problems` holds all of them; the text is the report for people."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(report(problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Self], tuple[list[Problem]]]:
        """A build in several processes sends it through a pipe."""
        return type(self), (self.problems,)


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
    return link_site(root, settings, *read_all(root))


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
    cache = root / ".cache" / "rozcestnik"
    proved, answers = Proved(cache / "proved.json"), Answers(cache / "rules.json")
    data = checks.Data(root, packages, tables, settings, steps, proved, answers)
    problems = sorted({*problems, *checks.run(data)})
    if any(not one.warning for one in problems):
        raise BadData(problems)
    with contextlib.suppress(OSError):  # only time is lost
        proved.save()
        answers.save()
    same = earlier and list(earlier.steps) == list(steps)
    site = earlier.site if earlier and same else link(settings, packages, tables, steps)
    return Loaded(site, problems, steps)
