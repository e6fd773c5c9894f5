"""How services, numbers and sentences stand on paper: plain data for the templates of `macros/print`.

Everything is text: templates lay it out and never read it as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from macros.model.site import Site, once
from macros.subjects.catalogue import paper_words as words
from macros.subjects.catalogue import rows
from macros.subjects.catalogue.facts import COSTS, owner, refusal, trust, unnumbered, where
from macros.subjects.catalogue.hours_words import nonstop
from macros.subjects.catalogue.model import Catalogue, Helps, Service
from macros.subjects.catalogue.serving import called
from macros.words import czech
from macros.words.phones import dialled, numbers

Number = dict[str, str]
"""A number to call: as it is `shown`, its address (`href`), and whose it is (`name`, "" where that is clear)."""


def spoken(site: Site, text: str) -> list[dict[str, str]]:
    """A text for paper in pieces; numbers that the portal knows are links, as a leaflet is read on phones, too."""
    pieces, end = [], 0
    for one in numbers(text):
        if one.dialled in called(site):
            pieces += [{"text": said(text[end : one.start])}, phone(one.dialled)]
            end = one.end
    return [*pieces, {"text": said(text[end:])}]


@once
def danger(site: Site) -> dict[str, Any]:
    """The line for those in danger, with the numbers that stand on top of every page; 112 always."""
    known = []
    for code in site.settings.emergency:
        service = site[Catalogue].services.get(code)
        if service is not None and service.phones:
            number = service.phones[0].value
            name = "" if len(number) == 3 else said(service.row.name)
            known.append({"name": name, **phone(number)})
    if not any(one["shown"] == "112" for one in known):
        known.insert(0, {"name": "", **phone("112")})
    return {"text": words.IN_DANGER, "numbers": known}


def helper(helps: Helps, seat: int = 0) -> dict[str, Any]:
    """A service as people read it on paper; `seat` says how soon it gives way, 0 never."""
    service, row = helps.service, helps.service.row
    known = service.phones[:2]
    # What holds for a whole kind may name the numbers of another service of that kind.
    strange = {one.dialled for one in numbers(helps.how)} - {dialled(one.value) for one in service.phones}
    notes = [one.note.rstrip(".") for one in known if row.cost != "free" or "zdarma" not in one.note]
    facts = [
        street(service) or where(service),
        nonstop(service.hours),
        "" if any("platíte" in one for one in notes) else COSTS.get(row.cost, ""),
        *notes,
        refusal(row),
        words.ASK_FIRST if trust(row).level == "ask" else "",
    ]
    return {
        "seat": seat,
        "name": said(unnumbered(row.name, known)),
        "what": said(shorten(row.summary if strange or not helps.how else helps.how)),
        **reached(service),
        "facts": [said(one) for one in dict.fromkeys(facts) if one],
    }


def reached(service: Service) -> dict[str, Any]:
    """How a service is reached: `phones`, two at most, else an address that is `written`, else `unknown` says so."""
    known = service.phones[:2]
    found = "" if known else written(service)
    return {
        "phones": phones(service.row.name, known),
        "written": address(found) if found else None,
        "unknown": "" if known or found or street(service) else words.UNKNOWN,
    }


def phones(name: str, contacts: Iterable[rows.ContactRow]) -> list[Number]:
    """Numbers; with a label where it says more than the name of the service does."""
    known = {czech.fold(name)}
    found = []
    for one in contacts:
        shown = owner(one) or one.label
        label = czech.fold(shown)
        news = bool(label) and not any(label in other for other in known)
        known.add(label)
        found.append({"name": said(shown) if news else "", **phone(one.value)})
    return found


def phone(number: str) -> Number:
    """A number in groups of three, and the link that dials it."""
    return {"shown": czech.phone(number), "href": czech.tel_href(number)}


def written(service: Service) -> str:
    """The first address by which a service is reached without a phone, "" where there is none."""
    for kind in ("web", "chat", "form", "email"):
        for one in service.contacts:
            if one.kind == kind:
                return one.value
    return ""


def address(value: str) -> dict[str, str]:
    """An address to write to as a link, and as people copy it from paper."""
    return {"shown": said(short(value)), "href": value if "://" in value else f"mailto:{value}"}


def short(value: str) -> str:
    """An address without the scheme, only the host where it is long."""
    bare = re.sub(r"^https?://(www\.)?|/$", "", value)
    return bare if len(bare) <= 28 or "@" in bare else bare.partition("/")[0]


def street(service: Service) -> str:
    """Street and town of a service with one known and public place, "" for all others."""
    if len(service.places) != 1:
        return ""
    place = service.places[0]
    if place.row.confidential or not place.row.street:
        return ""
    town = place.municipality.name
    return place.row.street if town in place.row.street else f"{place.row.street}, {town}"


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
