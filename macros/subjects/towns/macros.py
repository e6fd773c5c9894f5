"""What texts may say of municipalities."""

from __future__ import annotations

from markupsafe import Markup

from macros.subjects.territory.model import Territories
from macros.texts.prose import Here, Macro


def macro_regions(here: Here) -> Markup:
    """Pokryté kraje a jejich ORP jako odkazy."""
    return here.renderer.part("prose", "regions", here.root, here.site[Territories].covered_regions())


MACROS = (Macro("regions", macro_regions),)
