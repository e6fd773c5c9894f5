"""Pieces of HTML about help that is far away or missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from macros.page.render import Renderer
from macros.subjects.catalogue.cards import Cards
from macros.subjects.coverage.model import Farther, Missing, Nearest
from macros.subjects.coverage.near import WITHIN


class Far:
    """Who is nearest where nobody local helps."""

    def __init__(self, renderer: Renderer) -> None:
        self._cards = renderer[Cards]
        self._far: Callable[[str, int], Markup] = cache(self._cards.parts.far)
        self._nobody_near: Markup = self._cards.parts.nobody_near(WITHIN)

    def tools(self, root: str) -> Mapping[str, Any]:
        """What templates may use."""
        return {
            "nearest": partial(self.nearest, root),
            "lacking": partial(self.lacking, root),
            "from_region": partial(self.from_region, root),
        }

    def nearest(self, root: str, nearest: Nearest) -> Markup:
        """A service that does not serve the place, and how far it is."""
        return self._cards.shared("helper", root, nearest.service) + self._far(nearest.town.label, nearest.km)

    def lacking(self, root: str, missing: Sequence[Missing]) -> Markup:
        """Situations in which nobody local helps, each with who is nearest."""
        pieces: list[str] = []
        for one in missing:
            pieces += ("<div>", self._cards.asked(one.situation, root))
            pieces += (self.nearest(root, one.nearest) if one.nearest else self._nobody_near, "</div>")
        return Markup("".join(pieces))

    def from_region(self, root: str, found: Sequence[Farther]) -> Markup:
        """Situations in which only somebody from elsewhere in the region helps, each with the nearest."""
        pieces: list[str] = []
        for one in found:
            pieces += (
                "<div>",
                self._cards.asked(one.situation, root),
                self._cards.shared("helper", root, one.service),
            )
            if one.town and one.km is not None:
                pieces.append(self._far(one.town.label, one.km))
            else:
                pieces.append(self._cards.parts.somewhere(one.town.label if one.town else ""))
            pieces.append("</div>")
        return Markup("".join(pieces))


def far_tools(renderer: Renderer) -> Callable[[str], Mapping[str, Any]]:
    """Pieces for the templates of one renderer."""
    return renderer[Far].tools
