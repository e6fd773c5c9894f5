"""The section on the pages of territories that says how they rate themselves."""

from __future__ import annotations

from msgspec import Struct

from macros.model.site import Site
from macros.page.panel import Panel
from macros.subjects.evaluation import words
from macros.subjects.evaluation.pages.evaluation import evaluated, evaluated_reads
from macros.subjects.territory.model import Municipality, Orp, Region


class Rated(Struct, frozen=True, kw_only=True):
    """Family policies and assessments of a territory, and where there is none, how to start one."""

    links: tuple[tuple[str, str], ...]
    """Address and text."""
    unrated: str
    """Says that there is no assessment yet; "" where there is one, or where the portal has no criteria."""
    title: str


def _rated(site: Site, territory: Municipality | Orp | Region) -> Rated | None:
    found = evaluated(site, territory)
    if not (found.links or found.none):
        return None
    title = words.RATED_TOWN if territory.level == "municipality" else words.RATED_TOWNS
    return Rated(links=found.links, unrated=found.none, title=title)


EVALUATED = Panel(name="evaluated", view=_rated, reads=evaluated_reads, shows=Rated)
