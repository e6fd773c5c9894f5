"""Changed services as people say them: whose phone, which danger, how many leaflets."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare.changes import Cells, Change
from macros.compare.comparing import Asked, Comparing, Effect
from macros.model.keys import digest
from macros.model.roles import LINES
from macros.model.site import Site
from macros.subjects.catalogue import comparing_words as words
from macros.subjects.catalogue.leaflet_text import card, leaflet
from macros.subjects.catalogue.leaflets import leaflet_name
from macros.subjects.catalogue.model import Catalogue, Situation
from macros.subjects.territory.model import Orp, Region, Territories
from macros.words.czech import counted

CONTACTS, SERVICES, PLACES = ("services", "contacts"), ("services", "services"), ("services", "places")
_SITUATIONS = (
    "situations",
    "situation_kinds",
    "service_situations",
    "synonyms",
    "phenomena",
    "phenomenon_situations",
)
_LINES = LINES[:3]
_UNCHECKED = ("updated_on", "rank")
"""Columns of a verified row that say nothing of what was verified."""


def _contact(cells: Cells) -> str:
    return words.KINDS.get(cells.get("kind", ""), "")


def _alarms(change: Change, look: Asked) -> Iterator[str]:
    if change.table == PLACES:
        yield from _secret(change)
    if change.table == CONTACTS and not change.secret:
        kinds = {cells.get("kind") for cells in (change.before, change.after) if cells}
        # A note or a source of a number is not the number.
        told = change.before is None or change.after is None or change.cell("value") or change.cell("kind")
        if "phone" in kinds and told and change.now.get("service") in crisis(look):
            yield words.CRISIS_PHONE
    ends = change.table == SERVICES and (change.after is None or change.cell("status") or change.renamed)
    if ends and not change.secret and change.now.get("id") in crisis(look):
        yield words.CRISIS_SERVICE
    yield from _verified(change)


def _secret(change: Change) -> Iterator[str]:
    flag = change.cell("confidential")
    if flag:
        yield words.SECRET_LOST if flag.after == "false" else words.SECRET_NOW
    elif change.secret and change.before is None:
        yield words.SECRET_NEW
    elif change.secret and change.after is None:
        yield words.SECRET_GONE


def _verified(change: Change) -> Iterator[str]:
    if change.before and change.before.get("verified_on"):
        if change.after is None:
            yield words.VERIFIED_GONE
        elif any(
            not one.column.startswith("verified_") and one.column not in _UNCHECKED for one in change.cells
        ):
            yield words.VERIFIED


def crisis(look: Asked) -> frozenset[str]:
    """Ids of lines whose number must be right: those on top of each page, those of a kind of that role, those of guides."""
    found = set(look.emergency)
    for tables in look.pair:
        kinds, services = tables.get(("codelists", "kinds")), tables.get(SERVICES)
        situations = tables.get(("situations", "situations"))
        if kinds and services and "role" in kinds.schema.names:
            lines = {
                code
                for code, role in zip(kinds.cells("id"), kinds.cells("role"), strict=True)
                if role in _LINES
            }
            pairs = zip(services.cells("id"), services.cells("kind"), strict=True)
            found |= {code for code, kind in pairs if kind in lines}
        if situations and "first_line" in situations.schema.names:
            found |= {one for one in situations.cells("first_line") if one}
    return frozenset(found)


def _effects(before: Site, after: Site) -> Iterator[Effect]:
    was, now = dict(_papers(before, after)), dict(_papers(after, before))
    numbers = (
        sum(was[name] != now[name] for name in was.keys() & now.keys()),
        len(now.keys() - was.keys()),
        len(was.keys() - now.keys()),
    )
    for number, forms in zip(numbers, words.LEAFLETS, strict=True):
        if number:
            yield Effect((counted(number, *forms),))


def _papers(site: Site, other: Site) -> Iterator[tuple[str, bytes]]:
    """What leaflets and cards say; nothing is put together for situations in which nothing changed."""
    theirs = other[Catalogue].situations
    for code, situation in site[Catalogue].situations.items():
        same = code in theirs and _reads(situation) == _reads(theirs[code])
        for region in site[Territories].covered_regions():
            places: list[Orp | Region] = [region, *region.orps]
            for place in places:
                texts = b"" if same else _said(leaflet(site, situation, place, ()).data)
                yield leaflet_name(code, place.row.slug), texts
            texts = b"" if same else _said(card(site, situation, region).data)
            yield leaflet_name(code, region.row.slug, wallet=True), texts


def _said(data: dict[str, object]) -> bytes:
    return digest([repr(data).encode()])


def _reads(situation: Situation) -> list[bytes]:
    found = [situation.key, situation.theme.key, *(means.kind.key for means in situation.kinds)]
    for helps in situation.services:
        found += [helps.service.key, f"{helps.rank} {helps.how} {helps.answers}".encode()]
    return found


COMPARING = Comparing(
    groups={
        SERVICES: words.SERVICES,
        ("services", "providers"): words.SERVICES,
        ("services", "evidence"): words.SERVICES,
        CONTACTS: words.CONTACTS,
        ("services", "hours"): words.HOURS,
        PLACES: words.PLACES,
        ("services", "areas"): words.PLACES,
        **{("situations", name): words.SITUATIONS for name in _SITUATIONS},
    },
    labels={(*CONTACTS, "value"): _contact},
    values={(*SERVICES, "status"): words.STATUS, (*CONTACTS, "kind"): words.KINDS},
    alarms=_alarms,
    effects=_effects,
)
