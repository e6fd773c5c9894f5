"""schema.org descriptions of pages. Only what is known is said; unknown properties are left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from macros.page import words
from macros.page.common import Crumb

Thing = dict[str, Any]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def dumps(thing: Thing) -> str:
    """Write JSON-LD so that it cannot end the script element that carries it."""
    text = _ENCODER.encode(thing)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def breadcrumbs(base: str, crumbs: Sequence[Crumb], title: str, url: str) -> Thing:
    """The BreadcrumbList of a page; `base` is the address of the site."""
    steps = [Crumb(words.HOME, ""), *crumbs, Crumb(title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": step.title, "item": base + step.url}
            for at, step in enumerate(steps, start=1)
        ],
    }
