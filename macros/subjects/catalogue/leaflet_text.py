"""What stands on a leaflet, a wallet card and a share image: plain data, no files, no layout.

Everything is text for the templates under `macros/print/templates`; they lay it out and never read it as code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from macros.model.roles import LINES, OF_TOWN_HALLS
from macros.model.site import Site, latest
from macros.subjects.catalogue import paper_words as words
from macros.subjects.catalogue.addresses import IN_NEED
from macros.subjects.catalogue.facts import trust, where
from macros.subjects.catalogue.model import Helps, Service, Situation
from macros.subjects.catalogue.order import told_to_call
from macros.subjects.catalogue.paper import danger, helper, phone, said, spoken, street, written
from macros.subjects.catalogue.serving import can_call, nationwide, serving
from macros.subjects.territory.model import Orp, Region
from macros.words import czech

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
            "services_label": words.WHO_HELPS,
            "few": _few(site, situation, territory, helps),
            "fewest": FEWEST,
            "more": said(words.GUIDE_AND_MORE),
            "notes": [
                *([said(site.settings.operator)] if site.settings.operator else []),
                *_notes(helps, edition),
                *([words.GUIDE_SOURCES] if steps else []),
            ],
        },
        edition,
    )


def card(site: Site, situation: Situation, region: Region) -> Texts:
    """The wallet card of a situation for a region: whom to call, nothing that could be done without.

    Somebody may look into the wallet. The card of a situation in which that is dangerous says numbers alone: no title,
    no name, no code that tells what it is about, neither on it nor in the file.
    """
    helps = helpers(site, situation, region, ON_CARD)
    edition = _edition(situation, helps)
    services = sorted(_services(site, region, helps), key=lambda service: not service["phones"])
    shown = _common(site, situation, region) | {
        "services": services,
        "few": _few(site, situation, region, helps) if not helps else [],
        "more": words.WHOLE_GUIDE,
        "notes": _notes(helps, edition),
    }
    return Texts(_discreet(site, shown, helps) if discreet(situation) else shown, edition)


def discreet(situation: Situation) -> bool:
    """Whether nobody else may learn what a card is about: its page has a quick exit, or there is danger."""
    return situation.row.quick_exit or situation.row.danger


def _discreet(site: Site, shown: dict[str, Any], helps: Sequence[Helps]) -> dict[str, Any]:
    """What a card shows without a word about why somebody has it."""
    url = f"{site.settings.site_url}{IN_NEED}" if site.settings.site_url else ""
    services = [
        {
            "seat": one["seat"],
            "name": said(_neutral(helps[one["seat"]].service)),
            "phones": [number | {"name": ""} for number in one["phones"]],
            "written": None,
            "unknown": "",
            "facts": [],
            "what": "",
        }
        for one in shown["services"]
        if one["phones"]
    ]
    return shown | {
        "title": words.NUMBERS,
        "tint": "slate",
        "icon": "phone",
        "services": services,
        "few": [],
        "url": url,
        "qr_alt": words.QR_ALT.format(url),
        "more": words.MORE_NUMBERS,
    }


def _neutral(service: Service) -> str:
    """What a service may be called where its name would tell."""
    if service.kind.row.role == LINES[0]:
        return words.EMERGENCY
    return words.LINE if service.kind.row.role in LINES else words.CONTACT.format(where(service))


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
        "kicker": words.WHERE_TO_TURN,
        "title": words.QUESTION,
        "line": said(site.settings.description),
        "tint": "teal",
        "icon": "lifebuoy",
    }
    return Texts(data, dt.date(1970, 1, 1))


def _few(
    site: Site, situation: Situation, territory: Orp | Region, helps: Sequence[Helps]
) -> list[dict[str, str]]:
    """What is missing and whom to ask, where few answer or nobody near of those to whom people go first."""
    near = _nearness(site, territory)
    local = {one.service.kind.row.id for one in helps if near[one.service.row.id] != _STATE}
    missing = [
        one.row.everyday_name
        for one in situation.first_kinds
        # A department of the town hall has a switchboard, which stands below.
        if one.row.role not in OF_TOWN_HALLS and not local & {finer.row.id for finer in one.finer}
    ]
    pieces = [{"text": said(words.MISSING.format(", ".join(missing)) + " ")}] if missing else []
    if len(helps) >= FEWEST:
        return pieces
    board = territory.switchboard if isinstance(territory, Orp) else ""
    if board:
        return [*pieces, {"text": said(words.ASK_AT.format(territory.row.name) + " ")}, phone(board)]
    nobody = words.ASK_ON_WEB if can_call(site) else words.ASK_OFFICE
    return [*pieces, {"text": said(words.ASK if helps else nobody)}]


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
        "danger": danger(site) if row.danger else None,
        "first_label": words.FIRST_STEP,
        "first": spoken(site, row.first_step),
        "url": url,
        "qr_alt": words.QR_ALT.format(url),
        "source": words.SOURCE.format(shown) if url else "",
    }


def around(territory: Orp | Region) -> str:
    """For whom a leaflet is, as people call the place."""
    return words.AROUND.format(territory.row.name) if territory.level == "orp" else territory.name


def _steps(situation: Situation, steps: Sequence[str]) -> dict[str, Any]:
    if steps:
        return {"label": words.STEPS, "items": [said(one) for one in steps]}
    known = [one.kind for one in situation.kinds if one.kind.active]
    names = [said(czech.capital(one.row.everyday_name)) for one in known[:MOST]]
    return {"label": words.WHOM, "items": names}


def _edition(situation: Situation, helps: Iterable[Helps]) -> dt.date:
    return max([situation.row.reviewed_on, *(one.service.row.updated_on for one in helps)])


def _notes(helps: Sequence[Helps], edition: dt.date) -> list[str]:
    """When this was issued, and where numbers are from that nobody has checked by a call."""
    checked = any(trust(one.service.row).level == "verified" for one in helps)
    issued = words.ISSUED.format(czech.date(edition))
    return [issued] if checked or not helps else [issued, words.FROM_SOURCES]


# Services ---------------------------------------------------------------------------------------------


def helpers(site: Site, situation: Situation, territory: Orp | Region, most: int = MOST) -> list[Helps]:
    """Who helps in a situation here, in the order of seats: who comes last gives way first.

    Some with a phone, various kinds, near before far. A leaflet for a region asks those who serve all of it
    before those who serve one of its towns, whom most readers could not use. Nobody is named who does not answer the
    situation itself (`order.answers`) or cannot be reached; a card has room for those with a phone alone, if there are.
    """
    near = _nearness(site, territory)
    skipped = set(site.settings.emergency) if situation.row.danger else set()  # they stand in the danger box
    pool = [
        one
        for one in situation.services
        if one.service.active
        and one.service.row.id in near
        and one.service.row.id not in skipped
        and _reach(one.service) < _NOWHERE
        and one.answers
    ]
    reached = sorted(pool, key=lambda helps: (near[helps.service.row.id], _order(helps)))
    whole = [one for one in reached if near[one.service.row.id] < _PART]
    called = [one for one in whole if one.service.phones and not _doubtful(one.service)]
    chosen: list[Helps] = []
    _take(chosen, [one for one in called if told_to_call(one)], most)
    _take(chosen, called, min(CALLED, most), various=True)
    if most == ON_CARD:
        _take(chosen, called, most)
    _take(chosen, whole, most, various=True)
    _take(chosen, whole, min(most, FEWEST + 1))
    _take(chosen, reached, min(most, FEWEST), various=True)
    _take(chosen, reached, min(most, FEWEST))
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
    return [helper(one, seat) for seat, one in ordered]


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


_STATE = 2
_PART = 3
"""How near is a service of one town to the reader of a leaflet for the whole region."""


@latest
def _nearness(site: Site, territory: Orp | Region) -> dict[str, int]:
    """How near a service is, by its id: 0 = of this territory, 1 = of its region, 2 = of the state."""
    near = {one.row.id: _STATE for one in nationwide(site)}
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
    if written(service):
        return 1
    return 2 if street(service) else _NOWHERE


def _doubtful(service: Service) -> bool:
    return service.row.confidence == "unverified"


def _meant_for(helps: Helps) -> float:
    """The share of those a service is for who also look for help in this situation."""
    audiences = helps.service.audiences
    wanted = {one.id for one in helps.situation.audiences}
    return sum(one.id in wanted for one in audiences) / len(audiences) if audiences else 0
