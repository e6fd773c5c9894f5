"""Addresses of activities, and of the pages that say what is done in a region."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Data
from macros.check.addresses_kept import Addresses, plainly
from macros.subjects.territory.model import REGIONS

ACTIVITIES = "cinnosti/"
HERE = "cinnosti"
"""The page of a region about what is done there, below the region's own."""


VOICES = "podnety/"
UNANSWERED = f"{VOICES}bez-odpovedi/"
NO_THEME = "ostatni"
"""The page of inputs without a theme, below the list of all."""
EXAMPLES = "dobra-praxe/"


def _lists(data: Data) -> Iterator[str]:
    """Lists of activities, inputs and good practice, and a page for each covered region and theme of inputs."""
    if themes := set(data.values("strategy", "inputs", "theme")):
        yield from (VOICES, UNANSWERED)
        yield from (f"{VOICES}{theme or NO_THEME}/" for theme in themes)
    if any(data.values("strategy", "practices", "id")) or any(data.values("network", "stories", "id")):
        yield EXAMPLES
    if not any(data.values("activities", "activities", "id")):
        return
    yield ACTIVITIES
    if regions := data.table("territory", "regions"):
        for _, code, slug in regions.records(["code_nuts3", "slug"]):
            if code in data.settings.regions and slug:
                yield f"{REGIONS}{slug}/{HERE}/"


ADDRESSES = Addresses(
    pages=(plainly(("activities", "activities"), ACTIVITIES),),
    lists=_lists,
    come_and_go=(ACTIVITIES, VOICES, UNANSWERED, EXAMPLES),
)
