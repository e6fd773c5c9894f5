"""The theme's page as a form with empty slots, and pouring pages into it.

A slot is a mark that no text of ours can contain: characters of Unicode's private use, which `check`
forbids in data. Some slots are the same on all pages (help lines, edition date) and are filled once a
shell; the others are filled for each page, by joining strings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from typing import Any

from macros.data.settings import Settings
from macros.page import jsonld, words
from macros.page.common import (
    EXIT,
    QUICK,
    SHARE,
    WAY_OUT,
    Crumb,
    Feed,
    Origin,
    View,
    share_name,
    traces,
)
from macros.page.family import Page
from macros.words.czech import typeset

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}([a-z]+){CLOSE}")

PAGE_SLOTS = (
    "title",
    "description",
    "robots",
    "feed",
    "canonical",
    "image",
    "jsonld",
    "body",
    "exit",
    "crumbs",
    "content",
    "source",
)
"""Filled for each page."""
SITE_SLOTS = ("emergency", "edition", "icons")
"""Filled once for the whole site, from the data."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'"
)


def mark(name: str) -> str:
    """The mark that stands for a slot in the theme's page."""
    return f"{OPEN}{name}{CLOSE}"


def csp_meta() -> str:
    """The meta element that forbids foreign hosts and inline code."""
    return f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'


@dataclass(frozen=True, slots=True)
class Shell:
    """A page of the theme cut at its slots: text, slot, text, slot, … text."""

    pieces: tuple[str, ...]
    key: bytes

    def pour(self, values: Mapping[str, str]) -> str:
        """Fill the slots. KeyError for a slot without a value."""
        pieces = list(self.pieces)
        for at in range(1, len(pieces), 2):
            pieces[at] = values[pieces[at]]
        return "".join(pieces)


def cut(html: str, site_values: Mapping[str, str]) -> Shell:
    """Fill the slots of the site and cut the rest."""
    filled = fill(html, site_values)
    key = blake2b(filled.encode(), digest_size=16).digest()
    return Shell(tuple(_SLOT.split(filled)), key)


def fill(html: str, values: Mapping[str, str]) -> str:
    """Fill those slots that `values` names and leave the others."""
    return _SLOT.sub(lambda match: values.get(match[1], match[0]), html)


def page_values(settings: Settings, page: Page, view: View, content: str) -> dict[str, str]:
    """What the slots of one generated page hold, as HTML."""
    title, url, root = typeset(view.title), page.url, "../" * page.depth
    things = [jsonld.breadcrumbs(settings.site_url, view.crumbs, view.title, url)]
    if view.jsonld:
        things.append(view.jsonld | {"url": settings.site_url + url})
    return head(settings, title, view.description, url, view.share) | {
        "robots": '<meta name="robots" content="noindex">\n' if view.noindex else "",
        "feed": _feed(view.feed, root),
        "jsonld": script(things),
        "body": QUICK if view.quick_exit else WAY_OUT if view.way_out else "",
        "exit": EXIT if view.quick_exit or view.way_out else "",
        "crumbs": crumbs(view.crumbs, title, root) + (traces(root) if view.quick_exit else ""),
        "content": content,
        "source": source(settings, view.origin),
    }


def head(settings: Settings, title: str, description: str, url: str, share: str = "") -> dict[str, str]:
    """Title, description, canonical address and share image (of a situation, by its id) as in the head."""
    full = title if title == settings.name else f"{title} – {settings.name}"
    text = typeset(" ".join(description.split()))
    return {
        "title": escape(full),
        "description": escape(text if len(text) <= 200 else text[:199].rsplit(" ", 1)[0] + "…"),
        "canonical": escape(settings.site_url + url),
        "image": escape(f"{settings.site_url}{SHARE}{share_name(share)}"),
    }


def _feed(feed: Feed | None, root: str) -> str:
    """The link by which feed readers find the feed of a page."""
    if feed is None:
        return ""
    title, href = escape(typeset(feed.title)), escape(root + feed.url)
    return f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{href}">\n'


def script(things: Sequence[dict[str, Any]]) -> str:
    """The JSON-LD element of a page."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    return f'<script type="application/ld+json">{jsonld.dumps(graph)}</script>\n'


def crumbs(steps: Sequence[Crumb], title: str, root: str) -> str:
    """Breadcrumb navigation; the page itself is the last step and no link."""
    links = "".join(
        f'<li><a href="{root}{escape(step.url)}">{escape(typeset(step.title))}</a></li>' for step in steps
    )
    home = f'<li><a href="{root or "./"}">{words.HOME}</a></li>'
    return (
        f'<nav class="crumbs" aria-label="{words.BREADCRUMBS}"><ol>{home}{links}'
        f'<li aria-current="page">{escape(title)}</li></ol></nav>'
    )


def source(settings: Settings, origin: Origin | None) -> str:
    """The link to the file and line that a page is made from."""
    if origin is None:
        return ""
    address = settings.source_url(origin.file, origin.row)
    line = f", řádek {origin.row}" if origin.row else ""
    where = f"<code>{escape(origin.file)}</code>{line}"
    if not address:
        return f"Stránka vznikla ze souboru {where}."
    return f'Našli jste chybu? <a rel="noopener" href="{escape(address)}">Navrhnout změnu</a> ({where})'
