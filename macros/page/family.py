"""Kinds of pages: which there are, where each stands, and what it is made from. Pure; nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from macros.model.site import Site
from macros.page.common import View
from macros.page.panel import Panel

Reads = Callable[[Site, Any], Iterable[bytes]]
ViewOf = Callable[[Site, Any], View]
Of = Callable[[Site], Iterable[Any]]


def _always(subject: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """A kind of page. Nobody else spells the addresses of its pages or knows which of them there are."""

    name: str
    """Its template, `pages/<name>.html`."""
    section: str
    """Which part of the site is marked as current: pomoc, sluzby, obce, strategie, data."""
    source: str
    """The table or rule that such pages are made from, for people."""
    of: Of
    """What has such a page, in the order in which pages that share blocks stand together."""
    url: Callable[[Any], str]
    """Address of a page from the root of the site, with a slash at its end."""
    view: ViewOf
    reads: Reads
    """Keys of all that the view reads from the data, but for the tables that every page may show (`Subject.shared`).
    What is left out goes stale."""
    shows: type
    """The frozen dataclass that the template is given: its fields are what the template asks for."""
    panels: tuple[Panel[Any], ...] = ()
    """Sections that subjects show on such a page; its template is given `panels`, their HTML in this order."""
    listed: Callable[[Any], bool] = _always
    """Whether search engines shall know a page."""
    offline: bool = False
    """Whether phones keep all pages for times without a net: what somebody in need reads, and no one else's page."""
    anywhere: str = ""
    """File of a page that may be shown at any address, as for an address that does not exist; else ""."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be made. `url` is relative to the root of the site and ends with a slash."""

    url: str
    family: Family
    subject: Any

    @property
    def depth(self) -> int:
        """How many folders deep the page is."""
        return self.url.count("/")

    def key(self, site: Site, common: bytes) -> bytes:
        """Digest of all that the page is made from; `common` stands for code, templates and shell."""
        parts = [common, self.family.name.encode(), *self.family.reads(site, self.subject)]
        for panel in self.family.panels:
            parts += panel.reads(site, self.subject)
        return blake2b(b"\x00".join(parts), digest_size=16).digest()


def single(url: str, when: Callable[[Site], object] = _always) -> dict[str, Any]:
    """`of` and `url` of a family with one page, which stands where `when` holds; its subject is None."""
    return {"of": lambda site: (None,) if when(site) else (), "url": lambda subject: url}


def pages_of(site: Site, families: Iterable[Family]) -> Iterator[Page]:
    """Yield every page of the families, but those that may be shown anywhere."""
    for family in families:
        if not family.anywhere:
            for subject in family.of(site):
                yield Page(family.url(subject), family, subject)
