"""Files and words that the whole site shares: what the search finds, sitemap, robots, icons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from macros.data.settings import Settings
from macros.draw.icons import stylesheet
from macros.model.site import Site
from macros.portal import SUBJECTS
from macros.search.index import Entry
from macros.texts.bundle import Bundle


def icons(site: Site) -> bytes:
    """The style sheet of icons, those that rows name included."""
    named = [subject.icons(site) for subject in SUBJECTS if subject.icons]
    return stylesheet(icon for icons in named for icon in icons).encode()


def sitemap(settings: Settings, urls: Iterable[str]) -> bytes:
    """sitemap.xml with all addresses that search engines should know."""
    lines = "".join(f"<url><loc>{escape(settings.site_url + url)}</loc></url>\n" for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    ).encode()


def robots(settings: Settings) -> bytes:
    """robots.txt: everything may be read."""
    return f"User-agent: *\nAllow: /\nSitemap: {settings.site_url}sitemap.xml\n".encode()


SPLIT = 1500
"""Above so many services and places the search index is cut by regions: a first question shall stay small."""


def search_regions(site: Site, entries: Iterable[Entry]) -> dict[str, str]:
    """Regions with a file of their own in the search index, by slug; none in a small portal."""
    if sum(entry.group in ("service", "place") for entry in entries) <= SPLIT:
        return {}
    named = [subject.regions(site) for subject in SUBJECTS if subject.regions]
    return {slug: name for regions in named for slug, name in regions.items()}


SOUGHT = 1.8
"""How much a text that says by which words it is sought counts; more, and it would stand before situations."""


def search_entries(site: Site, bundle: Bundle) -> list[Entry]:
    """All pages that can be found: what subjects name, and hand-written texts.

    The text of a guide lends its words to its situation; any other text stands for the page whose address it takes.
    """
    found = {entry.url: entry for subject in SUBJECTS for find in subject.found for entry in find(site)}
    for page in bundle.pages:
        entry = found.get(page.url)
        if entry and entry.group == "situation":
            found[page.url] = replace(entry, body=page.text, aliases=(*entry.aliases, *page.sought))
        else:
            boost = SOUGHT if page.sought else 1.0
            found[page.url] = Entry(
                "page", page.url, page.title, text=page.text[:400], aliases=tuple(page.sought), boost=boost
            )
    return list(found.values())
