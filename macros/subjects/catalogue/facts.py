"""The words in which facts about services are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from macros.model.roles import AFAR, LINES
from macros.model.site import Site
from macros.subjects.catalogue import rows, words
from macros.subjects.catalogue.hours_words import nonstop
from macros.subjects.catalogue.model import Catalogue, Place, Service
from macros.subjects.catalogue.order import DOUBTFUL
from macros.words import czech


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


VERIFIED_FOR = 730
"""Days for which a check by a person counts."""
ROLES = {"provider": "poskytovatel", "municipality": "obec", "region": "kraj", "editor": "redakce"}


def trust(service: rows.ServiceRow) -> Trust:
    """Say how far the facts about a service may be trusted; only a person's check counts as verified."""
    if service.verified_on is not None and service.verified_by_role:
        day = czech.date(service.verified_on)
        who = ROLES[service.verified_by_role]
        if (service.updated_on - service.verified_on).days > VERIFIED_FOR:
            told = words.VERIFIED_ONCE.format(who, day)
            return Trust(words.LAST_VERIFIED.format(day), "ask", told)
        return Trust(f"ověřeno {day}", "verified", f"Údaje ověřil {who} {day}.")
    return _TRUST.get(service.confidence, _TRUST["unverified"])


class Badge(NamedTuple):
    """A word about a service and its class for the style; "" where it is a plain one."""

    text: str
    tone: str


_COST_TONES = {"free": "good", "paid": ""}


def badges(service: Service) -> list[Badge]:
    """What is worth knowing of a service at first sight: how it goes, what it costs, how sure it is."""
    row, sure = service.row, trust(service.row)
    closed = [] if service.active else [Badge(state(row), "trust-ask")]
    if row.status == "ended":
        return closed
    found = [*closed, *(Badge(form.name, "") for form in service.forms)]
    if row.cost in _COST_TONES:
        found.append(Badge(COSTS[row.cost], _COST_TONES[row.cost]))
    if row.anonymous:
        found.append(Badge(words.ANONYMOUS, "good"))
    return [*found, Badge(sure.label, f"trust-{sure.level}")]


_TOLD_FORMS = AFAR[:2]
"""Forms that change what people do: nobody travels, or they may stay."""


def traits(service: Service) -> list[str]:
    """What differs between services of one kind, in a few words: price, age, whether they come, stay, name, hours."""
    row = service.row
    forms = (form.plain.rstrip(".") for form in service.forms if form.reach in _TOLD_FORMS)
    found = [
        COSTS.get(row.cost, ""),
        age(row),
        *(form[:1].lower() + form[1:] for form in forms),
        words.ANONYMOUS if row.anonymous else "",
        nonstop(service.hours),
        refusal(row),
    ]
    return [one for one in found if one]


def refusal(row: rows.ServiceRow) -> str:
    """Whom a service does not take, as it stands beside its other traits; "" where that is not known."""
    return words.NOT_FOR_HERE.format(row.not_for.rstrip(".")) if row.not_for else ""


class Reach(NamedTuple):
    """How to reach a service in a line. One of its fields is filled, `word` belongs to `web`; or none is."""

    phone: str = ""
    email: str = ""
    web: str = ""
    word: str = ""
    """What the link is called."""
    unknown: str = ""
    """What is said where nothing is known."""
    whose: str = ""
    """Whose it is where it is not the service's own."""


def whose(contact: rows.ContactRow | None) -> str:
    """Whose a contact is, in words: the provider's, a switchboard's; "" where it is the service's own."""
    return words.WHOSE.get(contact.level, {}).get(contact.kind, "") if contact else ""


def owner(contact: rows.ContactRow) -> str:
    """Whose a contact is, where neither its label nor its level says that it is the service's own."""
    said = whose(contact)
    return "" if said and czech.fold(said.split()[0]) in czech.fold(contact.label).split() else said


def sites(service: Service) -> dict[str, str]:
    """What tells the places of a service apart, by their ids: town, name or street; nothing where there is one."""
    if len(service.places) < 2:
        return {}
    towns = [one.municipality.row.name for one in service.places]
    return {
        one.row.id: town
        if one.row.confidential or towns.count(town) == 1
        else one.row.name or one.row.street or town
        for one, town in zip(service.places, towns, strict=True)
    }


def noted(contact: rows.ContactRow, where: str = "") -> str:
    """What is said beside a contact: whose it is, its label, and its note, a sentence of its own where it is one.

    `where` is the place that it belongs to, where its service has more of them.
    """
    place = "" if where in contact.label else where
    named = ", ".join(filter(None, (owner(contact), contact.label, place)))
    return (". " if contact.note[:1].isupper() else ", ").join(filter(None, (named, contact.note)))


def reach(service: Service, unknown: str = "") -> Reach:
    """The phone of a service, else its e-mail or web, else `unknown`."""
    web = service.web
    if service.phone:
        return Reach(phone=service.phone.value, whose=whose(service.phone))
    if web is None:
        return Reach(unknown=unknown)
    if web.kind == "email":
        return Reach(email=web.value, whose=whose(web))
    return Reach(web=web.value, word=words.WEBS.get(web.kind, words.WEB), whose=whose(web))


SHORT = 20
"""Letters of a label that fit beside a number on a button."""


class Line(NamedTuple):
    """A help line that can be called, what a call costs, and a doubt about it; "" where there is none."""

    service: Service
    phone: str
    cost: str
    doubt: str

    @property
    def label(self) -> str:
        """Who answers, in a word or two: the name up to a dash and without its number, else what kind of line it is."""
        short = re.sub(r"\s*\d[\d\s]*$", "", self.service.row.name.split(" – ")[0])
        return short if len(short) <= SHORT else self.service.kind.row.everyday_name


def call_lines(services: Iterable[Service]) -> list[Line]:
    """Those of the services that can be called, in their order."""
    return [
        Line(
            one,
            one.phone.value,
            one.row.cost_note or (words.FREE if one.row.cost == "free" else ""),
            words.DOUBTFUL if one.row.confidence in DOUBTFUL else "",
        )
        for one in services
        if one.phone
    ]


class Lines(NamedTuple):
    """Help lines under one heading of the page of help in need; `labelled` buttons say who answers."""

    title: str
    look: str
    labelled: bool
    lines: list[Line]


_GROUPS = (
    ("", "emergency emergency--first", True, LINES[:1]),
    (words.LISTENING, "emergency", False, LINES[1:2]),
    (words.ADVISING, "emergency", False, LINES[2:]),
)


def grouped_lines(lines: Iterable[Line]) -> list[Lines]:
    """Lines by what they are for: danger first, then who listens, then who advises."""
    known = list(lines)
    groups = (
        Lines(title, look, labelled, [one for one in known if one.service.kind.row.role in roles])
        for title, look, labelled, roles in _GROUPS
    )
    return [one for one in groups if one.lines]


class FirstLine(NamedTuple):
    """The line that a guide tells to call first: its phone, its service, and what is said of calling there."""

    phone: str
    service: Service
    name: str
    said: str
    """For whom it is where not for everybody, what a call costs, when somebody answers; "" where nothing is known."""


def first_line(service: Service | None) -> FirstLine | None:
    """What a guide says of its first line; None where there is none, or nobody can call it."""
    if service is None or service.phone is None:
        return None
    row, phone = service.row, service.phone
    free = row.cost == "free"
    facts = [
        phone.label if row.age_from or row.age_to else "",
        words.CALL_FREE if free else phone.note.rstrip("."),
        nonstop(service.hours),
        words.DOUBTFUL.lower().rstrip(".") if row.confidence in DOUBTFUL else "",
    ]
    said = " · ".join(filter(None, facts))
    return FirstLine(phone.value, service, unnumbered(row.name, [phone]), said)


def unnumbered(name: str, phones: Iterable[rows.ContactRow]) -> str:
    """The name of a service without a number at its end that stands beside it anyway."""
    for one in phones:
        end = r"\s*".join(re.sub(r"\D", "", one.value.removeprefix("+420")))
        name = re.sub(rf"(?<=\w)[\s,–-]+{end}$", "", name)
    return name


def official(kind: rows.KindRow) -> str:
    """What the law or an office calls a kind of service, with the section of the law."""
    return ", ".join(filter(None, (kind.name, kind.section)))


COSTS = {"free": "zdarma", "paid": "platí se", "partly": "zčásti se platí"}


ACCESS = {"yes": "bezbariérově", "partly": "zčásti bezbariérově", "no": "s bariérami"}


UNITS = {
    "clients": ("člověk najednou", "lidé najednou", "lidí najednou"),
    "contacts": ("kontakt", "kontakty", "kontaktů"),
    "interventions": ("zákrok", "zákroky", "zákroků"),
    "beds": ("lůžko", "lůžka", "lůžek"),
    "calls": ("hovor", "hovory", "hovorů"),
}


def capacity(row: rows.ServiceRow) -> str:
    """How many people a service helps, in words of its unit; "" where that is not known."""
    if row.capacity is None or not row.capacity_unit:
        return ""
    return czech.plural(row.capacity, *UNITS[row.capacity_unit])


def state(row: rows.ServiceRow) -> str:
    """That a service is not open, in a word or two; "" where it is."""
    return words.SHORT_STATUS.get(row.status, "")


def sentence(text: str) -> str:
    """A text of the data as a sentence: with the point that it may lack."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def closing(row: rows.ServiceRow) -> str:
    """That a service is not open, why and until when; "" where it is."""
    until = words.CLOSED_UNTIL.format(czech.date(row.closed_until)) if row.closed_until else ""
    return " ".join(filter(None, (words.STATUS.get(row.status, ""), sentence(row.closed_reason), until)))


def services_count(count: int) -> str:
    """How many services, in words; that none is known where none is."""
    return czech.plural(count, *words.SERVICES) if count else words.NO_SERVICES


def edition_day(site: Site) -> date | None:
    """How old the data are: the day on which a service was last changed, None where no day is known."""
    return max(
        (one.row.updated_on for one in site[Catalogue].services.values() if one.row.updated_on), default=None
    )


def where(service: Service) -> str:
    """Say in a few words where a service is: towns of its places, or the territory it serves."""
    towns = list(dict.fromkeys(place.municipality.label for place in service.places))
    if towns:
        return czech.some(towns, 3)
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


FEW = 3
"""So many of a long list of helpers are shown before the reader asks for more."""


@dataclass(slots=True)
class Group:
    """A heading and the services under it; `url` where the heading leads somewhere."""

    title: str
    url: str
    services: list[Any] = field(default_factory=list)
    anchor: str = ""
    most: int | None = None
    """So many services are listed; None means all."""
    unfolded: bool = False
    """Whether a list that can be folded is open at first."""
    folds: list[Group] = field(default_factory=list)
    """Those who can be reached, by places, where the list is too long to be shown at once."""

    @property
    def shown(self) -> list[Any]:
        """The services that are listed, those who can be reached."""
        return [one for one in self.services if one.reachable][: self.most]

    @property
    def few(self) -> list[Any]:
        """The first of `shown`: as many as anybody reads through. A fold for one or two more is not worth its line."""
        shown = self.shown
        return shown if len(shown) <= FEW + 2 else shown[:FEW]

    @property
    def more(self) -> list[Any]:
        """Those of `shown` that come after `few`: they wait in a fold."""
        return self.shown[len(self.few) :]

    @property
    def unknown(self) -> list[Any]:
        """Services that are known to exist, but not how to reach them."""
        return [one for one in self.services if not one.reachable][: self.most]

    @property
    def rest(self) -> str:
        """Where the services are that are not listed; "" where there are none, or no such page."""
        listed = len(self.shown) + len(self.unknown)
        return self.url if listed < len(self.services) else ""
