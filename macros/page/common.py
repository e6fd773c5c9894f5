"""What every page has, and the words in which facts about services are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from macros.data.settings import Settings
from macros.model import rows
from macros.model.site import Place, Service, Site
from macros.words import czech

EXIT = '<a class="exit" href="https://www.seznam.cz/" rel="noreferrer nofollow" data-exit>Rychle opustit stránku</a>'
"""The link that leaves a page quickly; site.js makes it replace the page."""


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
    data: dict[str, Any]
    origin: Origin | None = None
    jsonld: dict[str, Any] | None = None
    noindex: bool = False
    quick_exit: bool = False
    share: str = ""
    """Id of the situation whose share image the page has."""
    feed: Feed | None = None
    """The feed that has the news of the page."""


class Feedback(NamedTuple):
    """A way to say whether a page helped. `public` = everybody can read what one writes there."""

    label: str
    href: str
    public: bool


def feedback(settings: Settings, title: str, url: str) -> list[Feedback]:
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
    if settings.contact_email and found and found[0].public:
        query = f"subject={quote(title)}&body={quote(page)}"
        found.append(Feedback("Napsat e-mail", f"mailto:{settings.contact_email}?{query}", False))
    return found


class Trust(NamedTuple):
    """How far a fact may be trusted: a word for people, a class for the style, a longer sentence."""

    label: str
    level: str
    sentence: str


_TRUST = {
    "sourced": Trust(
        "údaje ze zdroje", "sourced", "Údaje jsme přečetli ve zdroji. Nikdo je zatím neověřil telefonem."
    ),
    "partial": Trust(
        "raději se předem zeptejte", "ask", "Známe jen část údajů. Než vyrazíte, raději se předem zeptejte."
    ),
    "register": Trust(
        "známe jen z registru",
        "ask",
        "O službě víme jen z registru. Než vyrazíte, raději se předem zeptejte.",
    ),
    "unverified": Trust(
        "neověřeno, raději se předem zeptejte",
        "ask",
        "Údaje jsou starší nebo nejisté. Než vyrazíte, raději se předem zeptejte.",
    ),
}
ROLES = {"provider": "poskytovatel", "municipality": "obec", "region": "kraj", "editor": "redakce"}


def trust(service: rows.ServiceRow) -> Trust:
    """Say how far the facts about a service may be trusted; only a person's check counts as verified."""
    if service.verified_on is not None and service.verified_by_role:
        day = czech.date(service.verified_on)
        who = ROLES[service.verified_by_role]
        return Trust(f"ověřeno {day}", "verified", f"Údaje ověřil {who} {day}.")
    return _TRUST.get(service.confidence, _TRUST["unverified"])


COSTS = {"free": "zdarma", "paid": "platí se", "partly": "zčásti se platí"}
ACCESS = {"yes": "bezbariérově", "partly": "zčásti bezbariérově", "no": "s bariérami"}
UNITS = {
    "clients": ("člověk najednou", "lidé najednou", "lidí najednou"),
    "contacts": ("kontakt", "kontakty", "kontaktů"),
    "interventions": ("zákrok", "zákroky", "zákroků"),
    "beds": ("lůžko", "lůžka", "lůžek"),
    "calls": ("hovor", "hovory", "hovorů"),
}
STATUS = {
    "closed": "Služba je teď dočasně zavřená.",
    "ended": "Tato služba už skončila.",
    "planned": "Tato služba se teprve chystá.",
}


def edition_day(site: Site) -> date | None:
    """How old the data are: the day on which a service was last changed, None where no day is known."""
    return max((one.row.updated_on for one in site.services.values() if one.row.updated_on), default=None)


def where(service: Service) -> str:
    """Say in a few words where a service is: towns of its places, or the territory it serves."""
    towns = list(dict.fromkeys(place.municipality.label for place in service.places))
    if towns:
        return ", ".join(towns[:3]) + (" a další" if len(towns) > 3 else "")
    return ", ".join(dict.fromkeys(area.territory.extent for area in service.areas))


def age(row: rows.ServiceRow) -> str:
    """Ages for whom a service is, in words; "" where no limit is known."""
    if row.age_from is not None and row.age_to is not None:
        return f"{row.age_from}–{row.age_to} let"
    if row.age_from is not None:
        return f"od {row.age_from} let"
    return f"do {row.age_to} let" if row.age_to is not None else ""


def address(place: Place) -> str:
    """Postal address of a place as far as it is known and public."""
    row = place.row
    if row.confidential:
        return f"{place.municipality.row.name} – adresa je utajená, domluvte se telefonem"
    code = f"{row.postcode[:3]} {row.postcode[3:]} " if row.postcode else ""
    return ", ".join(part for part in (row.street, code + place.municipality.row.name) if part)


@dataclass(slots=True)
class Group:
    """A heading and the services under it; `url` where the heading leads somewhere."""

    title: str
    url: str
    services: list[Any] = field(default_factory=list)
    anchor: str = ""
