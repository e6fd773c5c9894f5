"""What every page has: its view, the way back to the home page, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from macros.data.settings import Settings
from macros.page import words

EXIT = (
    '<a class="exit" href="https://www.seznam.cz/" rel="noreferrer nofollow" data-exit>'
    f"{words.QUICK_EXIT}</a>"
)
"""The link that leaves a page quickly; site.js makes it cover and replace the page."""
QUICK, WAY_OUT = ' class="quick-exit"', ' class="way-out"'
"""Bodies of pages with that link: one that leaves nothing in the browser, and one that only can be left."""


def traces(root: str) -> str:
    """Say on a page of danger that a visit leaves traces; `root` leads to the root of the site."""
    return f'<p class="traces">{words.TRACES} <a href="{root}stopy/">{words.HOW_TO_REMOVE}</a></p>'


SHARE = "assets/share/"
"""Folder of the share images in the site."""


def share_name(situation: str = "") -> str:
    """File name of the share image of a situation, or of all pages that have none of their own."""
    return f"{situation or 'portal'}.png"


class Crumb(NamedTuple):
    """One step of the way back to the home page: title and address from the site's root."""

    title: str
    url: str


class Origin(NamedTuple):
    """Where a page comes from: file in the repository and row (0 = the whole file)."""

    file: str
    row: int


class Feed(NamedTuple):
    """An Atom feed: title and address from the site's root."""

    title: str
    url: str


@dataclass(slots=True)
class View:
    """What one page shows. Addresses are relative to the root of the site, without a leading slash."""

    title: str
    description: str
    crumbs: Sequence[Crumb]
    data: Any
    """What the template is given: a frozen struct, `Family.shows`."""
    origin: Origin | None = None
    jsonld: dict[str, Any] | None = None
    noindex: bool = False
    quick_exit: bool = False
    """Whether people may have to leave the page quickly, and it leaves nothing in the browser."""
    way_out: bool = False
    """Whether it has that link as well, because people in danger come through it: lists and places."""
    share: str = ""
    """Id of the situation whose share image the page has."""
    feed: Feed | None = None
    """The feed that has the news of the page."""


class Feedback(NamedTuple):
    """A way to say whether a page helped. `public` = everybody can read what one writes there."""

    label: str
    href: str
    public: bool


class Asking(NamedTuple):
    """The ways to say whether a page helped; none where the portal has neither host nor address."""

    links: Sequence[Feedback]
    public: bool
    """Whether the first of them is public: people are told."""


def feedback(settings: Settings, title: str, url: str) -> Asking:
    """Prefilled issues and e-mails about a page; none where the portal has neither host nor address."""
    page = f"Stránka: {settings.site_url}{url}"
    answers = (
        ("Ano, pomohlo", "Pomohlo", f"{page}\n\nCo pomohlo nejvíc?\n"),
        ("Něco chybí nebo nesedí", "Nesedí", f"{page}\n\nCo chybí nebo nesedí? Odkud to víte?\n"),
    )
    found = []
    for label, word, text in answers:
        said = f"{word}: {title}"
        issue = settings.issue_url(said, text)
        if issue:
            found.append(Feedback(label, issue, True))
        elif settings.contact_email:
            query = f"subject={quote(said)}&body={quote(text)}"
            found.append(Feedback(label, f"mailto:{settings.contact_email}?{query}", False))
    public = any(one.public for one in found)
    if settings.contact_email and public:
        query = f"subject={quote(title)}&body={quote(page)}"
        found.append(Feedback("Napsat e-mail", f"mailto:{settings.contact_email}?{query}", False))
    return Asking(found, public)
