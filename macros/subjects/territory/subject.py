"""What the portal knows of territory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from macros.page.render import Renderer
from macros.subject import Subject
from macros.subjects.territory import rules
from macros.subjects.territory.link import link_territory
from macros.subjects.territory.model import Territories
from macros.subjects.territory.rows import ROWS


def _tools(renderer: Renderer) -> Callable[[str], Mapping[str, Any]]:
    names = {"all_regions": renderer.site[Territories].covered_regions()}
    return lambda root: names


TERRITORY = Subject(
    name="territory",
    rows=ROWS,
    shared=(("territory", "states"), ("territory", "regions"), ("territory", "orp")),
    link=link_territory,
    checks=rules.RULES,
    naming=rules.NAMING,
    tools=_tools,
)
