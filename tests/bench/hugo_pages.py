"""What Hugo is told of a page of each large family: texts ready, other records by id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from macros.model.site import Site
from macros.page.common import View, feedback
from macros.page.family import Family
from macros.subjects.catalogue.facts import Group, trust, where
from macros.subjects.catalogue.leaflets import leaflet_url
from macros.subjects.catalogue.model import Catalogue, Service, Situation
from macros.subjects.catalogue.serving import by_situation
from macros.subjects.coverage.model import Coverage, Nearest
from macros.subjects.coverage.pages import Gaps
from macros.subjects.evaluation.panels import Rated
from macros.subjects.indicators.figures import Fact
from macros.subjects.strategy.model import Node, node_url
from macros.subjects.territory.model import Municipality, Orp, Region
from macros.subjects.towns.pages import MUNICIPALITY, ORP, REGION
from macros.words import czech
from macros.words.czech import typeset

Json = dict[str, Any]
Record = Callable[[Site, View, Any, "Blocks"], Json]


class Blocks:
    """Who helps in a territory, by situation: one block for all territories that the same services serve."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ids: dict[tuple[str, ...], str] = {}
        self.known: dict[str, list[Json]] = {}

    def of(self, services: Sequence[Service], far: Sequence[Service] = ()) -> str:
        """Return the id of the block; `far` help from elsewhere in the region."""
        key = (*ids(services), "", *ids(far))
        if key not in self._ids:
            self._ids[key] = f"b{len(self._ids)}"
            away = set(ids(far))
            self.known[self._ids[key]] = [_theme(one, away) for one in by_situation(self._site, services)]
        return self._ids[key]


def _theme(lacking: Any, away: set[str]) -> Json:
    row = lacking.theme.row
    lines = [
        {
            "id": line.situation.row.id,
            "services": [
                [help.service.row.id, _far_words(help.service) if help.service.row.id in away else ""]
                for help in line.helps
            ],
            "more": czech.plural(line.more, "další", "další", "dalších") if line.more else "",
        }
        for line in lacking.situations
    ]
    helped = sum(1 for line in lines if line["services"])
    return {
        "tint": row.tint,
        "icon": row.icon,
        "title": row.title,
        "lines": lines,
        "helped": czech.plural(helped, "situace", "situace", "situací") if helped else "",
    }


def _far_words(service: Service) -> str:
    """What a line says of a service for the whole region."""
    return f"z celého kraje, sídlí: {where(service)}" if service.places else "z celého kraje"


def ids(services: Iterable[Service]) -> list[str]:
    """Ids of services."""
    return [one.row.id for one in services]


def date(day: Any) -> str:
    """A day in Czech, "" where there is none."""
    return czech.date(day) if day else ""


def source(row: Any) -> list[str]:
    """Address of a source, the address as it is shown, its day."""
    shown = row.source_url if len(row.source_url) <= 75 else row.source_url[:67] + "..."
    return [row.source_url, shown, date(row.source_date)]


def badges(service: Service) -> list[list[str]]:
    """Class and text of each badge of a service."""
    level = trust(service.row)
    found = [["", form.name] for form in service.forms]
    found += {"free": [["good", "zdarma"]], "paid": [["", "platí se"]]}.get(service.row.cost, [])
    found += [["good", "anonymně"]] if service.row.anonymous else []
    return [*found, [f"trust-{level.level}", typeset(level.label)]]


def service_line(service: Service) -> Json:
    """What lists and cards show of a service."""
    phone = service.phones[0].value if service.phones else ""
    return {
        "name": typeset(service.row.name),
        "kind": typeset(service.kind.row.everyday_name),
        "where": where(service),
        "summary": typeset(service.row.summary),
        "phone": czech.phone(phone) if phone else "",
        "tel": czech.tel_href(phone) if phone else "",
        "ask": trust(service.row).level == "ask",
        "web": _web(service),
        "badges": badges(service),
    }


def _web(service: Service) -> list[Any] | None:
    """Address, text, and whether it leads out: how to reach a service without a phone."""
    if service.phones or not service.web:
        return None
    if service.web.kind == "email":
        return [f"mailto:{service.web.value}", service.web.value, False]
    return [service.web.value, {"form": "formulář", "chat": "chat"}.get(service.web.kind, "web"), True]


def tile(situation: Situation) -> Json:
    """What a tile shows of a situation."""
    return {
        "title": typeset(situation.row.title),
        "icon": situation.theme.row.icon,
        "tint": situation.theme.row.tint,
    }


def asking(site: Site, title: str, url: str) -> dict[str, Any]:
    """What people are asked, and prefilled links by which people say whether a page helped."""
    asked = feedback(site.settings, title, url)
    return {**asked._asdict(), "links": [one._asdict() for one in asked.links]}


def node_link(node: Node) -> list[str]:
    """Address and text of a link to a node."""
    return [node_url(node), f"{node.row.code} {typeset(node.row.title)}"]


# Families ----------------------------------------------------------------------------------------


def service(site: Site, view: View, service: Service, blocks: Blocks) -> Json:
    """The page of a service."""
    row, kind, data = service.row, service.kind.row, view.data
    more = ", ".join(filter(None, (kind.name, kind.section))) if kind.name != kind.everyday_name else ""
    return {
        "name": typeset(row.name),
        "summary": typeset(row.summary),
        "kind_id": kind.id,
        "kind_name": typeset(kind.everyday_name),
        "kind_note": typeset(more),
        "badges": badges(service),
        "status": data.status,
        "ask": data.trust.level == "ask",
        "trust": typeset(data.trust.sentence),
        "contacts": [_contact(contact) for contact in service.contacts],
        "openings": [[days, typeset(times), typeset(note)] for days, times, note, _ in data.openings],
        "opening_note": typeset(data.hours_note),
        "facts": [[label, typeset(value)] for label, value in data.facts],
        "places": [
            {"name": typeset(place.row.name), "address": typeset(address), "note": typeset(place.row.note)}
            for place, address, *_ in data.places
        ],
        "areas": [{"name": name, "url": url, "basis": typeset(basis)} for name, url, basis in data.areas],
        "situations": [[helps.situation.row.id, typeset(helps.how)] for helps in service.situations],
        "provider_id": service.provider.row.id,
        "provider": typeset(service.provider.row.name),
        "registration": row.registration,
        "capacity": data.capacity,
        "named": [[link.id, typeset(link.how)] for link in service.mentions if link.how],
        "of_kind": [link.id for link in service.mentions if not link.how],
        "similar": ids(data.similar),
        "feedback": asking(site, row.name, f"sluzby/{row.id}/"),
        "source": source(row),
        "updated": date(row.updated_on),
    }


_CONTACTS = {
    "phone": ("button", "phone", "{phone}"),
    "email": ("button quiet", "email-outline", "{value}"),
    "chat": ("button quiet", "message-text-outline", "Napsat na chat"),
    "form": ("button quiet", "web", "Napsat přes formulář"),
    "web": ("button quiet", "web", "Web služby"),
    "databox": ("button quiet", "", "datová schránka {value}"),
}


def _contact(row: Any) -> Json:
    css, icon, text = _CONTACTS[row.kind]
    phone = row.kind == "phone"
    hrefs = {
        "phone": czech.tel_href(row.value) if phone else "",
        "email": f"mailto:{row.value}",
        "databox": "",
    }
    return {
        "css": css,
        "icon": icon,
        "text": text.format(phone=czech.phone(row.value) if phone else "", value=row.value),
        "href": hrefs.get(row.kind, row.value),
        "out": row.kind in ("chat", "form", "web"),
        "note": typeset(", ".join(filter(None, (row.label, row.note)))),
        "source": row.source_url,
        "date": date(row.source_date),
        "verified": date(row.verified_on),
    }


def provider(site: Site, view: View, organisation: Any, blocks: Blocks) -> Json:
    """The page of an organisation."""
    row = organisation.row
    return {
        "name": typeset(row.name),
        "kind": view.data.kind,
        "count": view.data.count,
        "ico": row.ico,
        "web": row.web,
        "services": ids(organisation.services),
        "source": source(row),
    }


def _group(group: Group) -> Json:
    return {
        "title": group.title,
        "url": group.url,
        "anchor": group.anchor,
        "count": len(group.services),
        "more": len(group.services) > 60 and bool(group.url),
        "services": ids(group.services[:60]),
    }


def kind(site: Site, view: View, which: Any, blocks: Blocks) -> Json:
    """The page of a kind of service."""
    row = which.row
    law = f" zákona č. {which.law.number}" if which.law else ""
    return {
        "name": typeset(view.title),
        "kicker": typeset(f"{row.name} ({row.section}{law})" if row.section else row.name),
        "plain": typeset(row.plain),
        "hint": typeset(row.form_hint),
        "children": [[f"druhy/{child.row.id}/", child.row.everyday_name] for child in which.children],
        "groups": [_group(group) for group in view.data.groups],
        "count": view.data.count,
        "situations": [situation.row.id for situation in which.situations],
        "source": source(row),
    }


def _shown(site: Site, family: Family, shown: Any) -> dict[str, Any]:
    """What the panels of a page are given, by their names; None where they are not shown."""
    return {panel.name: panel.view(site, shown) for panel in family.panels}


def _territory(shown: dict[str, Any], helps: Any, blocks: Blocks) -> Json:
    return {
        "block": blocks.of(helps.services, getattr(helps, "far", ())),
        "around": shown["map"].around if shown["map"] else "",
        "figures": [_figure(one) for one in shown["figures"].facts],
        "strategies": [
            [f"strategie/{one.row.id}/", typeset(one.row.title)] for one in shown["strategies"].strategies
        ],
    }


def _figure(fact: Fact) -> Json:
    """A number about a territory: sentences ready, lengths of bars and the way of a line as numbers."""
    band = fact.band
    return {
        "id": fact.indicator.row.id,
        "said": typeset(fact.sentence),
        "compared": typeset(fact.compared),
        "band": [typeset(band.row.label), typeset(band.row.description)] if band else None,
        "period": fact.period,
        "beside": [[line.name, _number(line.bar), line.said, line.mine] for line in fact.beside],
        "spark": re.findall(r' d="([^"]*)"', fact.spark),
    }


def _number(bar: str) -> str:
    """How wide a bar is, in percent."""
    return bar.partition('width="')[2].partition("%")[0]


def _everybody(services: Sequence[Service]) -> Json:
    """The list of all services of an ORP or a region, as long as it is shown."""
    return {"all": ids(services[:300]), "count": len(services)}


def municipality(site: Site, view: View, town: Municipality, blocks: Blocks) -> Json:
    """The page of a municipality."""
    row, orp, people = town.row, town.orp, ""
    shown = _shown(site, MUNICIPALITY, town)
    offices, free, lack = shown["offices"], shown["free_time"], site[Coverage].lacks[town.code]
    if view.data.people:
        day = f" k {date(row.population_date)}" if row.population_date else ""
        people = f"{czech.number(row.population)} obyvatel{day} ({row.population_source})"
    return _territory(shown, shown["helps"], blocks) | {
        "name": town.label,
        "kicker": f"{orp.region.row.name}, ORP {orp.row.name}",
        "lead": typeset(view.data.lead),
        "population": typeset(people),
        "office": _office(town.office) if town.office else None,
        "in_charge": [[typeset(label), ids(found)] for label, found in offices.in_charge],
        "offices": ids(offices.offices),
        "orp": orp.row.name,
        "orp_url": f"orp/{orp.row.slug}/",
        "lacks": [[each.situation.row.id, _nearest(each.nearest)] for each in lack.situations],
        "farther": [
            [
                each.situation.row.id,
                each.service.row.id,
                each.town.label if each.town else "",
                each.km if each.km is not None else 0,
            ]
            for each in lack.farther
        ],
        "gaps_url": shown["lacks"].gaps_url,
        "within": free.within,
        "free_time": ids((*free.first, *free.others)),
        "lacks_free_time": _nearest(free.nearest_place),
        "holidays": [each.row.id for each in free.holidays],
        "missing": typeset(shown["figures"].missing),
        "judged": _judged(shown["evaluated"], "Jak obec podporuje rodiny"),
        "code": row.code_csu,
        "feedback": asking(site, town.label, f"obce/{row.slug}/"),
    }


def _nearest(nearest: Nearest | None) -> list[Any] | None:
    return [nearest.service.row.id, nearest.town.label, nearest.km] if nearest else None


def _judged(found: Rated | None, title: str) -> Json:
    """Links to family policies and assessments of a territory."""
    links = [[url, typeset(text)] for url, text in found.links] if found else []
    return {"title": title, "links": links, "none": found.unrated if found else ""}


def _gaps(found: Gaps, place: str) -> Json:
    """How many kinds are missing in a territory, in sentences, and where that is told."""
    said = "Každý druh pomoci tu někdo dává, aspoň pro celý kraj nebo po telefonu."
    if found.nobody:
        said = f"Druhy pomoci, které {place} nikdo nedává: {found.nobody}."
    if found.region:
        said += f" Druhy, které dává jen někdo odjinud z kraje: {found.region}."
    return {"said": said, "url": found.url}


def _office(row: Any) -> Json:
    phone = [czech.tel_href(row.phone), czech.phone(row.phone)] if row.phone else None
    return {
        "address": typeset(row.address),
        "phone": phone,
        "email": row.email,
        "web": row.web,
        "source": row.source_url,
        "date": date(row.source_date),
    }


def orp(site: Site, view: View, orp: Orp, blocks: Blocks) -> Json:
    """The page of an ORP."""
    towns = czech.plural(len(orp.municipalities), "obec", "obce", "obcí")
    shown = _shown(site, ORP, orp)
    offices, free = shown["offices_inside"], shown["free_time_inside"]
    return _territory(shown, shown["helps_in_orp"], blocks) | {
        "name": f"ORP {orp.row.name}",
        "kicker": f"{orp.region.row.name}, obec s rozšířenou působností",
        "lead": f"{towns}, {view.data.count}.",
        "towns": [[f"obce/{town.row.slug}/", town.label] for town in orp.municipalities],
        "everybody": _everybody(shown["helps_in_orp"].services),
        "offices": ids(offices.offices) if offices else [],
        "free_time": ids(free.free_time) if free else [],
        "gaps": _gaps(shown["gaps_inside"].gaps, "v ORP"),
        "judged": _judged(shown["evaluated"], "Jak obce podporují rodiny"),
        "around_name": orp.row.name,
        "leaflets": [[leaflet_url(code, orp.row.slug), code] for code in site[Catalogue].situations]
        if site.settings.leaflets
        else [],
    }


def region(site: Site, view: View, region: Region, blocks: Blocks) -> Json:
    """The page of a region."""
    towns, people = czech.plural(view.data.towns, "obec", "obce", "obcí"), view.data.population
    shown = _shown(site, REGION, region)
    regional = shown["for_region"]
    return _territory(shown, shown["helps_in_region"], blocks) | {
        "name": region.row.name,
        "lead": f"{towns}, {len(region.orps)} ORP, {view.data.count}.",
        "population": f"{czech.number(people)} obyvatel (součet obcí)" if people else "",
        "towns": [
            [
                f"orp/{each.row.slug}/",
                each.row.name,
                czech.plural(len(each.municipalities), "obec", "obce", "obcí"),
            ]
            for each in region.orps
        ],
        "everybody": _everybody(shown["helps_in_region"].services),
        "regional": ids(regional.regional) if regional else [],
        "gaps": _gaps(shown["gaps_inside"].gaps, "v některém ORP kraje"),
        "judged": _judged(shown["evaluated"], "Jak obce podporují rodiny"),
    }


RECORDS: dict[str, Record] = {
    made.__name__: made for made in (service, provider, kind, municipality, orp, region)
}
"""What makes the record of a page, by its family; nodes have `hugo_nodes.node`, other families bring ready HTML."""
