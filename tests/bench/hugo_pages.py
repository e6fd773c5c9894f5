"""What Hugo is told of a page of each large family: texts ready, other records by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from macros import czech
from macros.czech import typeset
from macros.model.site import Municipality, Node, Orp, Region, Service, Site, Situation
from macros.views.common import Group, View, trust, where
from macros.views.strategy import node_url
from macros.views.territory import by_situation

Json = dict[str, Any]
Record = Callable[[Site, View, Any, "Blocks"], Json]


class Blocks:
    """Who helps in a territory, one block for all territories that the same services serve."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ids: dict[tuple[str, ...], str] = {}
        self.known: dict[str, Json] = {}

    def of(self, services: Sequence[Service]) -> str:
        """Return the id of the block."""
        key = tuple(ids(services))
        if key not in self._ids:
            self._ids[key] = f"b{len(self._ids)}"
            themes = [_theme(one) for one in by_situation(self._site, services)]
            self.known[self._ids[key]] = {"themes": themes, "all": key[:300], "count": len(key)}
        return self._ids[key]


def _theme(one: Any) -> Json:
    row = one.theme.row
    lines = [
        {
            "id": line.situation.row.id,
            "services": [help.service.row.id for help in line.helps],
            "more": czech.plural(line.more, "další", "další", "dalších") if line.more else "",
        }
        for line in one.situations
    ]
    return {"tint": row.tint, "icon": row.icon, "title": row.title, "lines": lines}


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


def badges(one: Service) -> list[list[str]]:
    """Class and text of each badge of a service."""
    level = trust(one.row)
    found = [["", form.name] for form in one.forms]
    found += {"free": [["good", "zdarma"]], "paid": [["", "platí se"]]}.get(one.row.cost, [])
    found += [["good", "anonymně"]] if one.row.anonymous else []
    return [*found, [f"trust-{level.level}", typeset(level.label)]]


def service_line(one: Service) -> Json:
    """What lists and cards show of a service."""
    phone = one.phones[0].value if one.phones else ""
    return {
        "name": typeset(one.row.name),
        "kind": typeset(one.kind.row.everyday_name),
        "where": where(one),
        "summary": typeset(one.row.summary),
        "phone": czech.phone(phone) if phone else "",
        "tel": czech.tel_href(phone) if phone else "",
        "ask": trust(one.row).level == "ask",
        "badges": badges(one),
    }


def tile(one: Situation) -> Json:
    """What a tile shows of a situation."""
    return {"title": typeset(one.row.title), "icon": one.theme.row.icon, "tint": one.theme.row.tint}


def node_link(node: Node) -> list[str]:
    """Address and text of a link to a node."""
    return [node_url(node), f"{node.row.code} {typeset(node.row.title)}"]


# Families ----------------------------------------------------------------------------------------


def service(site: Site, view: View, one: Service, blocks: Blocks) -> Json:
    """The page of a service."""
    row, kind, data = one.row, one.kind.row, view.data
    more = ", ".join(filter(None, (kind.name, kind.section))) if kind.name != kind.everyday_name else ""
    notes = {opening[2] for opening in data["openings"]}
    return {
        "name": typeset(row.name),
        "summary": typeset(row.summary),
        "kind_id": kind.id,
        "kind_name": typeset(kind.everyday_name),
        "kind_note": typeset(more),
        "badges": badges(one),
        "status": data["status"],
        "ask": data["trust"].level == "ask",
        "trust": typeset(data["trust"].sentence),
        "contacts": [_contact(contact) for contact in one.contacts],
        "openings": [
            [days, typeset(times), typeset(note) if len(notes) > 1 else ""]
            for days, times, note in data["openings"]
        ],
        "opening_note": typeset("".join(notes)) if len(notes) == 1 else "",
        "facts": [[label, typeset(value)] for label, value in data["facts"]],
        "places": [
            {"name": typeset(place.row.name), "address": typeset(address), "note": typeset(place.row.note)}
            for place, address, *_ in data["places"]
        ],
        "areas": [{"name": name, "url": url, "basis": typeset(basis)} for name, url, basis in data["areas"]],
        "situations": [[helps.situation.row.id, typeset(helps.how)] for helps in one.situations],
        "provider_id": one.provider.row.id,
        "provider": typeset(one.provider.row.name),
        "registration": row.registration,
        "capacity": data["capacity"],
        "measures": [[link.node.row.id, typeset(link.how)] for link in one.measures],
        "similar": ids(data["similar"]),
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


def provider(site: Site, view: View, one: Any, blocks: Blocks) -> Json:
    """The page of an organisation."""
    row = one.row
    return {
        "name": typeset(row.name),
        "kind": view.data["kind"],
        "count": view.data["count"],
        "ico": row.ico,
        "web": row.web,
        "services": ids(one.services),
        "source": source(row),
    }


def _group(one: Group, most: int) -> Json:
    return {
        "title": one.title,
        "url": one.url,
        "anchor": one.anchor,
        "count": len(one.services),
        "more": len(one.services) > most and bool(one.url),
    }


def kind(site: Site, view: View, one: Any, blocks: Blocks) -> Json:
    """The page of a kind of service."""
    row = one.row
    law = f" zákona č. {one.law.number}" if one.law else ""
    return {
        "name": typeset(view.title),
        "kicker": typeset(f"{row.name} ({row.section}{law})" if row.section else row.name),
        "plain": typeset(row.plain),
        "hint": typeset(row.form_hint),
        "children": [[f"druhy/{child.row.id}/", child.row.everyday_name] for child in one.children],
        "groups": [
            _group(group, 60) | {"services": ids(group.services[:60])} for group in view.data["groups"]
        ],
        "count": view.data["count"],
        "situations": [situation.row.id for situation in one.situations],
        "source": source(row),
    }


def situation(site: Site, view: View, one: Situation, blocks: Blocks) -> Json:
    """The page of a situation."""
    row, theme = one.row, one.theme.row
    return {
        "name": typeset(row.title),
        "summary": typeset(row.summary),
        "theme": theme.title,
        "tint": theme.tint,
        "official": typeset(row.official_title),
        "danger": row.danger,
        "first_step": typeset(row.first_step),
        "steps": [
            {
                "url": f"druhy/{means.kind.row.id}/",
                "name": typeset(means.kind.row.everyday_name),
                "how": typeset(means.how),
                "known": bool(known),
            }
            for means, known, *_ in view.data["steps"]
        ],
        "groups": [
            _group(group, len(group.services))
            | {"helps": [[helps.service.row.id, typeset(helps.how)] for helps in group.services]}
            for group in view.data["groups"]
        ],
        "related": [other.row.id for other in one.related],
        "reviewed": date(row.reviewed_on),
    }


def _territory(site: Site, view: View, blocks: Blocks) -> Json:
    data = view.data
    return {
        "block": blocks.of(data["services"]),
        "around": data.get("around", "") if site.settings.maps else "",
        "offices": ids(_offices(data)),
        "free_time": ids(data.get("free_time", ())),
        "strategies": [[f"strategie/{one.row.id}/", typeset(one.row.title)] for one in data["strategies"]],
    }


def _offices(data: dict[str, Any]) -> list[Service]:
    """Offices in charge and the others."""
    charged = [service for office in data.get("in_charge", ()) for service in office.services]
    return [*charged, *data.get("offices", ())]


def municipality(site: Site, view: View, one: Municipality, blocks: Blocks) -> Json:
    """The page of a municipality."""
    row, orp, people = one.row, one.orp, ""
    if row.population is not None:
        people = (
            f"{czech.number(row.population)} obyvatel k {date(row.population_date)} ({row.population_source})"
        )
    lead = "Místní službu tu neznáme. Pomohou linky a služby pro celé Česko."
    if view.data["services"]:
        lead = f"Pomáhá vám tu {view.data['count']}. K tomu linky a služby pro celé Česko."
    return _territory(site, view, blocks) | {
        "name": row.name,
        "kicker": f"{orp.region.row.name}, ORP {orp.row.name}",
        "lead": lead,
        "population": typeset(people),
        "office": _office(one.office) if one.office else None,
        "orp": orp.row.name,
        "orp_url": f"orp/{orp.row.slug}/",
        "code": row.code_csu,
    }


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


def orp(site: Site, view: View, one: Orp, blocks: Blocks) -> Json:
    """The page of an ORP."""
    towns = czech.plural(len(one.municipalities), "obec", "obce", "obcí")
    return _territory(site, view, blocks) | {
        "name": f"ORP {one.row.name}",
        "kicker": f"{one.region.row.name}, obec s rozšířenou působností",
        "lead": f"{towns}, {view.data['count']}.",
        "towns": [[f"obce/{town.row.slug}/", town.row.name] for town in one.municipalities],
    }


def region(site: Site, view: View, one: Region, blocks: Blocks) -> Json:
    """The page of a region."""
    towns, people = czech.plural(view.data["municipalities"], "obec", "obce", "obcí"), view.data["population"]
    return _territory(site, view, blocks) | {
        "name": one.row.name,
        "lead": f"{towns}, {len(one.orps)} ORP, {view.data['count']}.",
        "population": f"{czech.number(people)} obyvatel (součet obcí)" if people else "",
        "towns": [
            [
                f"orp/{each.row.slug}/",
                each.row.name,
                czech.plural(len(each.municipalities), "obec", "obce", "obcí"),
            ]
            for each in one.orps
        ],
        "regional": ids(view.data["regional"]),
    }


def node(site: Site, view: View, one: Node, blocks: Blocks) -> Json:
    """The page of a priority, goal or measure."""
    row, data = one.row, view.data
    place = f", místo {row.source_section}" if row.source_section else ""
    return {
        "name": typeset(row.title),
        "kicker": f"{one.level_name} {row.code}".strip(),
        "plain": typeset(row.plain),
        "duties": [[typeset(duty.actor.name), _role(duty, above, one)] for duty, above in data["duties"]],
        "children": [[*node_link(child), typeset(child.row.plain)] for child, _ in data["children"]],
        "activities": [[child.slug, typeset(child.row.title)] for child, _ in data["activities"]],
        "services": [[each.service.row.id, typeset(each.how)] for each in data["fulfilments"][:60]],
        "territory": data["territory"],
        "provenance": typeset(f"Zdroj: {one.strategy.row.source_document}{place}."),
    }


def _role(duty: Any, above: Node, one: Node) -> str:
    role = "odpovídá" if duty.row.role == "responsible" else "spolupracuje"
    if above is not one:
        role += f", podle nadřazené části „{above.row.code or above.row.title}“"
    return typeset(f"{role} · ve zdroji: {duty.row.source_section}")


RECORDS: dict[str, Record] = {
    made.__name__: made for made in (service, provider, kind, situation, municipality, orp, region, node)
}
"""What makes the record of a page, by its family; other families bring ready HTML."""
