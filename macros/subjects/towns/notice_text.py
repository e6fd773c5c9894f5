"""What stands on the sheet "Pomoc v naší obci" of a municipality: plain data, no files, no layout.

A situation has two ways to help at most: the first by the site's rule (`catalogue.order`), and the first of those who
serve the municipality. Only who is there for the situation (`answers`) and can be reached is named; where that is
nobody, the sheet says so, and the switchboard of the town hall answers where no other phone does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from macros.model.roles import IN_CHARGE, LINES, OF_TOWN_HALLS
from macros.model.site import Site, once
from macros.subjects.catalogue.facts import unnumbered, where
from macros.subjects.catalogue.hours_words import nonstop
from macros.subjects.catalogue.model import Catalogue, Helps, Service, Situation
from macros.subjects.catalogue.order import DOUBTFUL
from macros.subjects.catalogue.panels import InCharge, in_charge
from macros.subjects.catalogue.paper import address, danger, phone, reached, said, street
from macros.subjects.catalogue.paper_words import QR_ALT
from macros.subjects.catalogue.serving import help_lines, nationwide, nearness, serving
from macros.subjects.coverage.model import Coverage
from macros.subjects.territory.model import Municipality
from macros.subjects.towns import words
from macros.words import czech

SITUATIONS, NAMED, MOST_LINES = 8, 8, 4
"""Situations on a sheet (the layout may drop the last ones), situations named as missing, further lines."""

Way = dict[str, Any]
"""How somebody is reached: a number to call (`phone`) or an address (`web`), either may be None, and who it is (`text`)."""


class Sheet(NamedTuple):
    """What a sheet shows, the day of its edition, and the address that its QR code says ("" for none)."""

    data: dict[str, Any]
    edition: dt.date
    url: str


class Asked(NamedTuple):
    """A situation, and who is asked first."""

    situation: Situation
    services: tuple[Service, ...]


def asked(site: Site, town: Municipality) -> list[Asked]:
    """Who is asked first by people of a municipality, for each situation of the home page."""
    near, of_state = _nearest(town, serving(site, town)), _of_state(site)
    return [Asked(one, _firsts(near.get(one), of_state.get(one))) for one in main_situations(site)]


def sheet(site: Site, town: Municipality) -> Sheet:
    """The sheet of a municipality."""
    url = f"{site.settings.site_url}{town.url}" if site.settings.site_url else ""
    services = serving(site, town)
    charged = in_charge(site, services)
    found = asked(site, town)
    situations, offices = [_situation(town, one) for one in found], list(_offices(site, town, charged))
    lines = _lines(site, [*situations, *offices])
    used = [
        *lines,
        *(one for ask in found for one in (*ask.services, ask.situation.line) if one),
        *(one for office in charged for one in office.services[:1]),
    ]
    edition = max((one.row.updated_on for one in used), default=dt.date(1970, 1, 1))
    data = {
        "site": said(site.settings.name),
        "title": words.TITLE,
        "place": said(town.label),
        "tint": "teal",
        "lead": said(words.LEAD),
        "danger": danger(site),
        "offices_label": words.OFFICES,
        "offices": [_town_hall(town), *offices],
        "situations_label": words.NEAREST,
        "situations": situations,
        "lines_label": words.LINES,
        "lines": [_way(one) for one in lines],
        "lacks_label": words.LACKS,
        "lacks": list(_lacks(site, town)),
        "more": said(words.MORE),
        "url": url,
        "qr_alt": QR_ALT.format(url),
        "issued": said(words.ISSUED.format(czech.date(edition))),
        "operator": said(site.settings.operator),
        "source": said(words.NEWEST.format(re.sub(r"^https?://|/$", "", url))) if url else "",
    }
    return Sheet(data, edition, url)


@once
def main_situations(site: Site) -> tuple[Situation, ...]:
    """The situations of the home page, in its order."""
    known = [one for one in site[Catalogue].situations.values() if one.row.on_home]
    return tuple(sorted(known, key=lambda situation: situation.row.on_home or 0)[:SITUATIONS])


@once
def _of_state(site: Site) -> dict[Situation, Helps]:
    """The first of those who help everybody in the state, for each situation that has one."""
    everyone = {*nationwide(site)}
    found = {}
    for situation in main_situations(site):
        open_to_all = (one for one in situation.services if one.service in everyone and _fits(one))
        if first := next(open_to_all, None):
            found[situation] = first
    return found


def _fits(helps: Helps) -> bool:
    return helps.answers and helps.service.reachable


def _nearest(town: Municipality, services: Sequence[Service]) -> dict[Situation, Helps]:
    """The first of those who serve a municipality, for each situation: by fitness and, of those alike, the nearest."""
    found: dict[Situation, tuple[tuple[int, int, bool, int], Helps]] = {}
    for at, service in enumerate(services):
        near = nearness(town, service)
        for helps in filter(_fits, service.situations):
            best = found.get(helps.situation)
            place = (helps.fitness, *near, at)
            if best is None or place < best[0]:
                found[helps.situation] = (place, helps)
    return {situation: helps for situation, (_, helps) in found.items()}


def _firsts(local: Helps | None, of_state: Helps | None) -> tuple[Service, ...]:
    """Who is called first in a situation, and the first of those who serve the place."""
    if local is None or of_state is None:
        return tuple(one.service for one in (local, of_state) if one)
    if local.fitness <= of_state.fitness or _contact(local.service) == _contact(of_state.service):
        return (local.service,)
    return of_state.service, local.service


def _contact(service: Service) -> str:
    """By what a service is reached first; another service may have the same."""
    found = service.phone or service.web
    return found.value if found else service.row.id


# Offices ----------------------------------------------------------------------------------------------


def _town_hall(town: Municipality) -> dict[str, Any]:
    """The office of the municipality itself; where its number is not known, room to write it in."""
    office = town.office
    written = (office.email or office.web) if office else ""
    if office is None or not (office.phone or written):
        return {"label": words.TOWN_HALL, "ways": [_said(words.OWN)], "blank": True}
    way = {
        "phone": phone(office.phone) if office.phone else None,
        "web": address(written) if written else None,
        "text": said(office.address),
    }
    return {"label": words.TOWN_HALL, "ways": [way], "blank": not office.phone}


def _offices(site: Site, town: Municipality, charged: Sequence[InCharge]) -> Iterator[dict[str, Any]]:
    """The offices in charge; a department of a town hall without a number of its own has its switchboard."""
    kinds = site[Catalogue].kinds_with(IN_CHARGE)
    for kind, office in zip(kinds, charged, strict=True):
        ways = [_way(one) for one in office.services[:1]]
        if not any(one["phone"] for one in ways) and kind.row.role in OF_TOWN_HALLS:
            ways += _switchboard(town)
        yield {"label": said(office.label), "ways": ways or [_said(words.UNKNOWN)], "blank": False}


def _switchboard(town: Municipality) -> list[Way]:
    seat, number = town.orp.seat, town.orp.switchboard
    if not seat or not number:
        return []
    return [{"phone": phone(number), "web": None, "text": said(words.SOCIAL.format(seat.name))}]


# Situations and lines ---------------------------------------------------------------------------------


def _situation(town: Municipality, asked: Asked) -> dict[str, Any]:
    """A situation and who helps in it; where nobody of them has a phone, the line for it or the town hall."""
    ways, line = [_way(one) for one in asked.services], asked.situation.line
    if not any(one["phone"] for one in ways):
        ways += [_way(line)] if line and line.phone else _switchboard(town)
    return {"label": said(asked.situation.row.title), "ways": ways or [_said(words.NOBODY)], "blank": False}


def _way(service: Service) -> Way:
    found = reached(service)
    number = found["phones"][0] if found["phones"] else None
    facts = [
        unnumbered(service.row.name, service.phones[:1]),
        number["name"] if number else "",
        street(service) or ("" if _of_the_state(service) else where(service)),
        nonstop(service.hours),
        found["unknown"],
    ]
    text = "\u00a0· ".join(dict.fromkeys(one for one in facts if one))
    return {"phone": number, "web": found["written"], "text": said(text)}


def _of_the_state(service: Service) -> bool:
    return any(area.row.level == "state" for area in service.areas)


def _said(text: str) -> Way:
    return {"phone": None, "web": None, "text": said(text)}


def _lines(site: Site, entries: Iterable[dict[str, Any]]) -> list[Service]:
    """Further lines that anybody may call: no emergency line, none in doubt, none that stands elsewhere."""
    above = {way["phone"]["href"] for entry in entries for way in entry["ways"] if way["phone"]}
    above |= {one["href"] for one in danger(site)["numbers"]}
    return [one for one, href in _open_lines(site) if href not in above][:MOST_LINES]


@once
def _open_lines(site: Site) -> tuple[tuple[Service, str], ...]:
    """Lines that answer, and the links that dial them."""
    return tuple(
        (one, phone(one.phone.value)["href"])
        for one in help_lines(site)
        if one.phone and one.kind.row.role != LINES[0] and one.row.confidence not in DOUBTFUL
    )


# What is missing --------------------------------------------------------------------------------------


def _lacks(site: Site, town: Municipality) -> Iterator[dict[str, str]]:
    """In which situations nobody near helps: a label and names; a sentence without a label where all is well."""
    lack = site[Coverage].lacks[town.code]
    if site[Catalogue].situations and not (lack.situations or lack.farther):
        yield {"label": "", "text": said(words.COMPLETE)}
    for label, found in (
        (words.MISSING, [one.situation for one in lack.situations]),
        (words.FARTHER, [one.situation for one in lack.farther]),
    ):
        if found:
            yield {"label": said(f"{label} ({len(found)})"), "text": said(_named(found))}


def _named(situations: Iterable[Situation]) -> str:
    titles = [one.row.title for one in situations]
    rest = len(titles) - NAMED
    shown = "\u00a0· ".join(titles[:NAMED])
    return f"{shown} {words.AND_MORE.format(rest)}" if rest > 0 else shown
