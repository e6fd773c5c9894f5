"""The whole story of the data on one screen: read → check → link."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from macros.check import Data, run
from macros.data.packages import Tables, read_all
from macros.data.paths import strange
from macros.data.problems import BadData, Problem
from macros.data.proved import Proved
from macros.data.schema import Package
from macros.data.settings import Settings, read_settings
from macros.data.steps import guide_steps
from macros.model.link import link
from macros.model.site import Site
from macros.portal_checks import all_checks


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sound portal and the warnings about it."""

    site: Site
    warnings: list[Problem]


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
    root: Path, settings: Settings, packages: dict[str, Package], tables: Tables, problems: list[Problem]
) -> Loaded:
    """Check and link packages that were read. Raises `BadData` with all problems at once."""
    steps = guide_steps(root)
    proved = Proved(root / ".cache" / "rozcestnik" / "proved.json")
    data = Data(root, packages, tables, settings, steps, proved)
    problems = sorted({*problems, *run(data, all_checks())})
    if any(not one.warning for one in problems):
        raise BadData(problems)
    with contextlib.suppress(OSError):  # only time is lost
        proved.save()
    site = link(settings, packages, tables, steps)
    site.root = root
    return Loaded(site, problems)
