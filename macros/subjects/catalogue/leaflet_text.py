"""What stands on a leaflet, a wallet card and a share image: plain data, no files, no layout.

Everything is text for the templates under `macros/print/templates`; they lay it out and never read it as code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from macros.model.site import Site
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.facts import COSTS, owner, trust, unnumbered, where
from macros.subjects.catalogue.hours_words import nonstop
from macros.subjects.catalogue.model import Catalogue, Helps, Service, Situation
from macros.subjects.catalogue.order import told_to_call
from macros.subjects.catalogue.serving import called, nationwide, serving
from macros.subjects.territory.model import Orp, Region
from macros.words import czech
from macros.words.phones import dialled, numbers

MOST, FEWEST, ON_CARD = 6, 3, 3
"""Services on a leaflet (the layout may drop the last ones down to the fewest) and on a card."""
CALLED = 3
"""So many of the services should have a phone, if need be from farther away."""

_SECTION = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
_STEP = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_MACRO = re.compile(r"\s*\{\{.*?\}\}|\s*\{:?\s*[#.][^}]*\}")


def guide_steps(markdown: str) -> tuple[str, ...]:
    """Headings of the steps in the source of a guide; none where it has no section "Krok za krokem"."""
    pieces = _SECTION.split(markdown)
    sections = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return tuple(_MACRO.sub("", one) for one in _STEP.findall(sections.get("Krok za krokem", "")))


class Texts(NamedTuple):
    """What one document shows, and the day of its edition."""

    data: dict[str, Any]
    edition: dt.date


def leaflet(site: Site, situation: Situation, territory: Orp | Region, steps: Sequence[str]) -> Texts:
    """The leaflet of a situation for an ORP or a region. `steps` come from its guide."""
    row = situation.row
    helps = helpers(site, situation, territory)
    edition = _edition(situation, helps)
    return Texts(
        _common(site, situation, territory)
        | {
            "summary": said(row.summary),
            "steps": _steps(situation, steps),
            "services": _services(site, territory, helps),
            "services_label": "Kdo vám pomůže",
            "few": _few(helps),
            "fewest": FEWEST,
            "more": said("Celý návod a další pomoc"),
            "notes": [
                *([said(site.settings.operator)] if site.settings.operator else []),
                *_notes(helps, edition),
                *([_MACHINE] if steps else []),
            ],
        },
        edition,
    )


def card(site: Site, situation: Situation, region: Region) -> Texts:
    """The wallet card of a situation for a region: whom to call, nothing that could be done without."""
    helps = helpers(site, situation, region, ON_CARD)
    edition = _edition(situation, helps)
    return Texts(
        _common(site, situation, region)
        | {
            "services": _services(site, region, helps),
            "few": _few(helps),
            "more": "Celý návod",
            "notes": _notes(helps, edition),
        },
        edition,
    )


def share(site: Site, situation: Situation) -> Texts:
    """The picture that social networks show beside a link to a situation."""
    theme, row = situation.theme.row, situation.row
    return Texts(
        {
            "site": said(site.settings.name),
            "kicker": said(theme.title),
            "title": said(row.title),
            "line": said(row.summary),
            "tint": theme.tint,
            "icon": theme.icon,
        },
        row.reviewed_on,
    )


def portal_share(site: Site) -> Texts:
    """The picture beside a link to any other page."""
    data = {
        "site": said(site.settings.name),
        "kicker": "Kam se obrátit",
        "title": "S čím potřebujete pomoct?",
        "line": said(site.settings.description),
        "tint": "teal",
        "icon": "lifebuoy",
    }
    return Texts(data, dt.date(1970, 1, 1))


def _few(helps: Sequence[Helps]) -> str:
    if not helps:
        return "Službu pro tuto situaci u vás zatím neznáme. Na webu najdete linky pomoci."
    return "" if len(helps) >= FEWEST else "Víc služeb u vás zatím neznáme. Na webu se podívejte do okolí."


def _common(site: Site, situation: Situation, territory: Orp | Region) -> dict[str, Any]:
    row = situation.row
    url = f"{site.settings.site_url}{situation.url}" if site.settings.site_url else ""
    shown = re.sub(r"^https?://|/$", "", url)
    return {
        "site": said(site.settings.name),
        "place": said(around(territory)),
        "title": said(row.title),
        "tint": situation.theme.row.tint,
        "icon": situation.theme.row.icon,
        "danger": _danger(site) if row.danger else None,
        "first_label": "První krok dnes",
        "first": _spoken(site, row.first_step),
        "url": url,
        "qr_alt": f"QR kód, který vede na stránku {url}",
        "source": f"Zdroj a opravy: {shown}" if url else "",
    }


def around(territory: Orp | Region) -> str:
    """For whom a leaflet is, as people call the place."""
    return f"{territory.row.name} a okolí" if territory.level == "orp" else territory.name


def _spoken(site: Site, text: str) -> list[dict[str, str]]:
    """A text for paper in pieces; numbers that the portal knows are links, as a leaflet is read on phones, too."""
    pieces, end = [], 0
    for one in numbers(text):
        if one.dialled in called(site):
            pieces += [{"text": said(text[end : one.start])}, _phone(one.dialled)]
            end = one.end
    return [*pieces, {"text": said(text[end:])}]


def _danger(site: Site) -> dict[str, Any]:
    """The line for those in danger, with the numbers that stand on top of every page; 112 always."""
    numbers = []
    for code in site.settings.emergency:
        service = site[Catalogue].services.get(code)
        if service is not None and service.phones:
            number = service.phones[0].value
            name = "" if len(number) == 3 else said(service.row.name)
            numbers.append({"name": name, **_phone(number)})
    if not any(one["shown"] == "112" for one in numbers):
        numbers.insert(0, {"name": "", **_phone("112")})
    return {"text": "Jste v nebezpečí vy nebo někdo blízký? Volejte", "numbers": numbers}


def _steps(situation: Situation, steps: Sequence[str]) -> dict[str, Any]:
    if steps:
        return {"label": "Krok za krokem", "items": [said(one) for one in steps]}
    known = [one.kind for one in situation.kinds if one.kind.active]
    names = [said(czech.capital(one.row.everyday_name)) for one in known[:MOST]]
    return {"label": "Na koho se obrátit", "items": names}


def _edition(situation: Situation, helps: Iterable[Helps]) -> dt.date:
    return max([situation.row.reviewed_on, *(one.service.row.updated_on for one in helps)])


_MACHINE = "Postup sestavil stroj, odborník ho zatím nezkontroloval"


def _notes(helps: Sequence[Helps], edition: dt.date) -> list[str]:
    """When this was issued, and that nobody has checked it yet."""
    checked = any(trust(one.service.row).level == "verified" for one in helps)
    issued = f"Vydáno {czech.date(edition)}"
    return [issued] if checked or not helps else [issued, "Údaje zatím nikdo neověřil telefonem"]


# Services ---------------------------------------------------------------------------------------------


def helpers(site: Site, situation: Situation, territory: Orp | Region, most: int = MOST) -> list[Helps]:
    """Who helps in a situation here, in the order of seats: who comes last gives way first.

    Some with a phone, various kinds, near before far. A leaflet for a region asks those who serve all of it
    before those who serve one of its towns, whom most readers could not use.
    """
    near = _nearness(site, territory)
    skipped = set(site.settings.emergency) if situation.row.danger else set()  # they stand in the danger box
    pool = [
        one
        for one in situation.services
        if one.service.active and one.service.row.id in near and one.service.row.id not in skipped
    ]
    pool.sort(key=lambda helps: (near[helps.service.row.id], _order(helps)))
    reached = [one for one in pool if _reach(one.service) < _NOWHERE]
    whole = [one for one in reached if near[one.service.row.id] < _PART]
    called = [one for one in whole if one.service.phones and not _doubtful(one.service)]
    chosen: list[Helps] = []
    _take(chosen, [one for one in called if told_to_call(one)], most)
    _take(chosen, called, min(CALLED, most), various=True)
    _take(chosen, whole, most, various=True)
    _take(chosen, whole, min(most, FEWEST + 1))
    _take(chosen, reached, min(most, FEWEST), various=True)
    _take(chosen, reached, min(most, FEWEST))
    _take(chosen, pool, min(most, FEWEST))
    return chosen


def _services(site: Site, territory: Orp | Region, helps: Sequence[Helps]) -> list[dict[str, Any]]:
    """Chosen services as people read them: who is called first, then the nearest; each with its seat."""
    near = _nearness(site, territory)
    ordered = sorted(
        enumerate(helps),
        key=lambda numbered: (
            not told_to_call(numbered[1]),
            near[numbered[1].service.row.id],
            _order(numbered[1]),
        ),
    )
    return [_service(one, seat) for seat, one in ordered]


def _take(chosen: list[Helps], pool: Iterable[Helps], most: int, *, various: bool = False) -> None:
    """Add services to the chosen ones up to a number; `various` takes one of each kind."""
    for one in pool:
        if len(chosen) >= most:
            return
        kinds = {other.service.kind.row.id for other in chosen}
        if one not in chosen and not (various and one.service.kind.row.id in kinds):
            chosen.append(one)


def _order(helps: Helps) -> tuple[Any, ...]:
    service = helps.service
    return (
        not told_to_call(helps),
        _doubtful(service),
        helps.rank,
        _reach(service),
        -_meant_for(helps),
        czech.sort_key(service.row.name),
        service.row.id,
    )


_PART = 3
"""How near is a service of one town to the reader of a leaflet for the whole region."""


def _nearness(site: Site, territory: Orp | Region) -> dict[str, int]:
    """How near a service is, by its id: 0 = of this territory, 1 = of its region, 2 = of the state."""
    near = {one.row.id: 2 for one in nationwide(site)}
    if territory is territory.region:
        near |= {one.row.id: _PART for one in serving(site, territory, inside=True)}
        return near | {one.row.id: 0 for one in serving(site, territory)}
    near |= {one.row.id: 0 for one in serving(site, territory, inside=True)}
    return near | {one.row.id: 1 for one in serving(site, territory.region)}


_NOWHERE = 3


def _reach(service: Service) -> int:
    """How a service is reached: 0 by phone, 1 in writing or on the web, 2 by going there, 3 nobody knows."""
    if service.phones:
        return 0
    if _written(service):
        return 1
    return 2 if _street(service) else _NOWHERE


def _doubtful(service: Service) -> bool:
    return service.row.confidence == "unverified"


def _meant_for(helps: Helps) -> float:
    """The share of those a service is for who also look for help in this situation."""
    audiences = helps.service.audiences
    wanted = {one.id for one in helps.situation.audiences}
    return sum(one.id in wanted for one in audiences) / len(audiences) if audiences else 0


def _service(helps: Helps, seat: int = 0) -> dict[str, Any]:
    service, row = helps.service, helps.service.row
    phones = list(service.phones[:2])
    written = "" if phones else _written(service)
    # What holds for a whole kind may name the numbers of another service of that kind.
    strange = {one.dialled for one in numbers(helps.how)} - {dialled(one.value) for one in service.phones}
    notes = [one.note.rstrip(".") for one in phones if row.cost != "free" or "zdarma" not in one.note]
    facts = [
        _street(service) or where(service),
        nonstop(service.hours),
        "" if any("platíte" in one for one in notes) else COSTS.get(row.cost, ""),
        *notes,
        "raději se předem zeptejte" if trust(row).level == "ask" else "",
    ]
    return {
        "seat": seat,
        "name": said(unnumbered(row.name, phones)),
        "what": said(shorten(row.summary if strange or not helps.how else helps.how)),
        "phones": _phones(row.name, phones),
        "written": {"shown": said(_address(written)), "href": _href(written)} if written else None,
        "unknown": "" if phones or written or _street(service) else "Spojení zatím neznáme.",
        "facts": [said(one) for one in dict.fromkeys(facts) if one],
    }


def _phones(name: str, phones: Iterable[rows.ContactRow]) -> list[dict[str, str]]:
    """Numbers; with a label where it says more than the name of the service does."""
    known = {czech.fold(name)}
    found = []
    for one in phones:
        shown = owner(one) or one.label
        label = czech.fold(shown)
        news = bool(label) and not any(label in other for other in known)
        known.add(label)
        found.append({"name": said(shown) if news else "", **_phone(one.value)})
    return found


def _phone(number: str) -> dict[str, str]:
    return {"shown": czech.phone(number), "href": czech.tel_href(number)}


def _written(service: Service) -> str:
    """The first address by which a service is reached without a phone, "" where there is none."""
    for kind in ("web", "chat", "form", "email"):
        for one in service.contacts:
            if one.kind == kind:
                return one.value
    return ""


def _href(address: str) -> str:
    return address if "://" in address else f"mailto:{address}"


def _address(address: str) -> str:
    """An address as people copy it from paper: without the scheme, only the host where it is long."""
    short = re.sub(r"^https?://(www\.)?|/$", "", address)
    return short if len(short) <= 28 or "@" in short else short.partition("/")[0]


def _street(service: Service) -> str:
    """Street and town of a service with one known and public place, "" for all others."""
    if len(service.places) != 1:
        return ""
    place = service.places[0]
    if place.row.confidential or not place.row.street:
        return ""
    town = place.municipality.name
    return place.row.street if town in place.row.street else f"{place.row.street}, {town}"


# Words ------------------------------------------------------------------------------------------------

_LONG_WORD = re.compile(r"\S{26,}")
_JOINT = re.compile(r"[./_@=&?-](?=\w)|[^\W_]{20}(?=\w)")


def said(text: str) -> str:
    """Text for paper: Czech typography, and words that no line could hold may break."""
    return _LONG_WORD.sub(lambda found: _JOINT.sub("\\g<0>\u200b", found[0]), czech.typeset(text))


def shorten(text: str, most: int = 110) -> str:
    """Whole sentences up to a length; a first sentence that is longer ends with an ellipsis after a word."""
    sentences = list(_sentences(text))
    kept = sentences[0] if sentences else ""
    for one in sentences[1:]:
        if len(kept) + 1 + len(one) > most:
            break
        kept = f"{kept} {one}"
    return kept if len(kept) <= most else kept[:most].rpartition(" ")[0].rstrip(",;: ") + " …"


def _sentences(text: str) -> Iterator[str]:
    yield from re.split(r"(?<=[.!?]) (?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ])", " ".join(text.split()))
