"""The section on the pages of territories that says what is done there so that children finish school."""

from __future__ import annotations

from msgspec import Struct

from macros.model.site import Site
from macros.page.panel import Panel
from macros.subjects.activities.model import Activities, choices_key
from macros.subjects.activities.pages import ChoiceLine, choice_line, here_url
from macros.subjects.territory.model import Municipality, Orp, Region


class DoneHere(Struct, frozen=True, kw_only=True):
    """Who does which activity in a territory."""

    lines: tuple[ChoiceLine, ...]
    more: str
    """Where it stands what is known of the whole region."""


def _done_here(site: Site, territory: Municipality | Orp | Region) -> DoneHere | None:
    found = site[Activities].choices_of(territory)
    if not found:
        return None
    return DoneHere(lines=tuple(map(choice_line, found)), more=here_url(territory.region))


DONE_HERE: Panel[Municipality | Orp | Region] = Panel(
    name="done_here",
    view=_done_here,
    reads=lambda site, territory: (choices_key(site[Activities].choices_of(territory)),),
    shows=DoneHere,
)
