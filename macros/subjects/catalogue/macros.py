"""What texts may say of services and situations: macros, and the parts that every guide gets without asking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from macros.model.site import Site
from macros.page.common import EXIT, QUICK, WAY_OUT, traces
from macros.page.glossary import tel
from macros.page.render import text
from macros.subjects.catalogue import words
from macros.subjects.catalogue.calling import call_fault, chat_fault, ended_fault, number_of
from macros.subjects.catalogue.facts import (
    call_lines,
    edition_day,
    first_line,
    grouped_lines,
    state,
    trust,
    whose,
)
from macros.subjects.catalogue.model import Catalogue, Helps, Kind, Service
from macros.subjects.catalogue.pages.situations import situation_reads, who_helps
from macros.subjects.catalogue.serving import help_lines, nationwide, serving
from macros.subjects.catalogue.words import LAW, LAW_OF
from macros.subjects.territory.model import Municipality, Orp, Region, Territories
from macros.texts.bundle import Call
from macros.texts.prose import Here, Macro, Untold, codelists, find
from macros.words import czech


class Source(NamedTuple):
    """From where a guide knows what it says, and when that was read; "" where nobody noted it."""

    url: str
    title: str
    read_on: str


def _guide(site: Site, call: Call) -> Iterable[bytes]:
    situation = site[Catalogue].situations.get(str(call.args[0]))
    return situation_reads(site, situation) if situation else ()


def _served(site: Site, call: Call) -> Iterable[bytes]:
    """Whether each kind is served at all."""
    kinds = (site[Catalogue].kinds.get(str(one)) for one in call.args)
    return (b"%d" % bool(kind.active) for kind in kinds if kind)


def _called(site: Site, call: Call) -> Iterable[bytes]:
    """Whether the service works, and its numbers."""
    service = site[Catalogue].services.get(str(call.args[0] if call.args else call.kwargs.get("id")))
    if service:
        yield " ".join([service.row.status, *(one.value for one in service.phones)]).encode()


def _told_of(site: Site, call: Call) -> Iterable[bytes]:
    """All that is said of one service."""
    service = site[Catalogue].services.get(str(call.args[0] if call.args else call.kwargs.get("id")))
    return (service.key,) if service else ()


def _titles(site: Site, call: Call) -> Iterable[bytes]:
    return (site[Catalogue].situations_key,)


def _place(site: Site, value: str) -> Municipality | Orp | Region:
    known = {
        one.url.rstrip("/"): one
        for region in site[Territories].covered_regions()
        for one in (region, *region.below)
    }
    return find(known, value.rstrip("/"))  # type: ignore[no-any-return]


def macro_service(here: Here, id: str) -> Markup:
    """Karta jedné služby. `id` je identifikátor služby."""
    service: Service = find(here.site[Catalogue].services, id)
    _gone(service)
    return here.list([service])


def _gone(service: Service) -> None:
    if fault := ended_fault(service.row.id, service.row.status):
        raise Untold(*fault)


def macro_services(
    here: Here, situation: str = "", place: str = "", kind: str = "", limit: int = 12, nation: bool = True
) -> Markup:
    """Seznam služeb podle situace, místa a druhu. `place` se píše jako obce/cheb, orp/cheb nebo
    kraje/karlovarsky-kraj; `limit` je největší počet, `nation=False` vynechá celostátní služby."""
    site = here.site
    found = list(site[Catalogue].services.values())
    if situation:
        helps: tuple[Helps, ...] = find(site[Catalogue].situations, situation).services
        found = [one.service for one in helps]
    if kind:
        wanted: Kind = find(site[Catalogue].kinds, kind)
        found = [one for one in found if one.kind in wanted.finer]
    if place:
        local = {one.row.id for one in serving(site, _place(site, place), inside=True)}
        if nation:
            local |= {one.row.id for one in nationwide(site)}
        found = [one for one in found if one.row.id in local]
    found = [one for one in found if one.active]
    if not found:
        return here.renderer.part("prose", "nothing_found", here.root)
    more = len(found) - limit
    rest = Markup("")
    if more > 0 and situation:
        words = czech.plural(more, "další služba", "další služby", "dalších služeb")
        rest = Markup('<p><a href="{}{}#sluzby">{}</a></p>').format(
            here.root, site[Catalogue].situations[situation].url, words
        )
    return here.list(found[:limit]) + rest


def macro_contact(here: Here, id: str) -> Markup:
    """Jméno služby a telefon do věty. `id` je identifikátor služby."""
    service: Service = find(here.site[Catalogue].services, id)
    _gone(service)
    name = Markup('<a href="{}{}">{}</a>').format(here.root, service.url, text(service.row.name))
    if not service.active:
        return name + Markup(" ({})").format(text(state(service.row)))
    if not service.phones:
        return name
    words = whose(service.phones[0])
    number = name + Markup(" ") + tel(service.phones[0].value)
    return number + (Markup(" ({})").format(text(words)) if words else Markup())


def macro_call(here: Here, id: str, number: str = "") -> Markup:
    """Telefon služby jako odkaz do věty, jen číslo. `id` je identifikátor služby; má-li jich služba víc, vybere
    se `number`. Služba, která skončila, je zavřená nebo telefon nemá, stavbu zastaví."""
    service: Service = find(here.site[Catalogue].services, id)
    phones = [one.value for one in service.phones]
    if fault := call_fault(id, service.row.status, phones, number):
        raise Untold(*fault)
    return tel(number_of(phones, number))


def macro_dial(here: Here, id: str) -> Markup:
    """Velké tlačítko s telefonem služby: číslo, jméno, cena a kdy berou. `id` je identifikátor služby. Služba,
    která skončila, je zavřená nebo telefon nemá, stavbu zastaví."""
    service: Service = find(here.site[Catalogue].services, id)
    if fault := call_fault(id, service.row.status, [one.value for one in service.phones]):
        raise Untold(*fault)
    return here.renderer.part("guide", "first_call", here.root, first_line(service))


def macro_chat(here: Here, id: str) -> Markup:
    """Tlačítko na chat služby, s jejím jménem a kdy chat běží. `id` je identifikátor služby. Služba, která
    skončila, je zavřená nebo chat nemá, stavbu zastaví."""
    service: Service = find(here.site[Catalogue].services, id)
    found = next((one for one in service.contacts if one.kind == "chat"), None)
    if fault := chat_fault(id, service.row.status, chats=found is not None):
        raise Untold(*fault)
    return here.renderer.part("guide", "first_chat", here.root, service, found)


GUIDE_PARTS = {
    "rodic": "jsem-rodic",
    "dite": "jsem-dite-nebo-dospivajici",
    "ucitel": "jsem-ucitel",
    "pracovnik": "pracuji-s-rodinami",
    "letak": "letak",
    "sluzby": "sluzby",
}
"""Parts of every guide that texts may lead to, and their anchors."""


def macro_guide(here: Here, id: str, part: str, words: str = "", note: str = "") -> Markup:
    """Odkaz na část průvodce, která se hned otevře. `id` je identifikátor situace, `part` je rodic, dite, ucitel,
    pracovnik, letak nebo sluzby; `words` jsou slova odkazu, jinak název situace, `note` druhý řádek dlaždice."""
    situation = find(here.site[Catalogue].situations, id)
    anchor = find(GUIDE_PARTS, part)
    shown = text(words or situation.row.title)
    if note:
        shown = Markup("<strong>{}</strong><span>{}</span>").format(shown, text(note))
    return Markup('<a href="{}{}#{}">{}</a>').format(here.root, situation.url, anchor, shown)


def macro_emergency(here: Here) -> Markup:
    """Tísňové linky a linky pomoci s telefonem, podle druhu služby."""
    lines = call_lines(help_lines(here.site))
    return here.renderer.part("prose", "emergency", here.root, grouped_lines(lines), edition_day(here.site))


def macro_situations(here: Here, theme: str = "", home: bool = False) -> Markup:
    """Dlaždice situací: všechny, jednoho tématu (`theme`), nebo jen ty na úvodní stránku (`home=True`)."""
    found = list(here.site[Catalogue].situations.values())
    if theme:
        found = list(find(here.site[Catalogue].themes, theme).situations)
    if home:
        found = sorted(
            (one for one in found if one.row.on_home), key=lambda situation: situation.row.on_home or 0
        )
    return here.renderer.part("prose", "situations", here.root, found)


def macro_search_box(here: Here) -> Markup:
    """Velké vyhledávací pole, jedno na úvodní stránku."""
    return here.renderer.part("prose", "search_box", here.root)


def macro_term(here: Here, term: str) -> Markup:
    """Pojem nebo zkratka, například OSPOD; ověří, že je v tabulce pojmů. První výskyt pojmu na stránce
    se vysvětlí sám, i bez makra."""
    known = {row.term: row for row in here.site[Catalogue].terms.values()} | here.site[Catalogue].terms
    return escape(find(known, term).term)


def macro_kind(here: Here, id: str) -> Markup:
    """Odkaz na druh pomoci jeho lidovým názvem. `id` je identifikátor druhu."""
    kind = find(here.site[Catalogue].kinds, id)
    return Markup('<a href="{}{}">{}</a>').format(here.root, kind.url, text(kind.row.everyday_name))


def macro_who(here: Here, *kinds: str) -> Markup:
    """Kdo s krokem pomůže: jeden až tři druhy pomoci, třeba {{ who("ppp", "spc") }}. U druhu, který
    nikde nikdo neposkytuje, stojí, že zatím nikoho neznáme."""
    links = []
    for one in kinds:
        kind = find(here.site[Catalogue].kinds, one)
        link = Markup('<a href="{}{}">{}</a>').format(here.root, kind.url, text(kind.row.everyday_name))
        nobody = Markup(' <span class="soft">({})</span>').format(text(words.NOBODY_KNOWN))
        links.append(link if kind.active else link + nobody)
    return Markup('<span class="who-helps">Pomůže: {}</span>').format(Markup(" · ").join(links))


def macro_law(here: Here, id: str, section: str) -> Markup:
    """Zákon nebo vyhláška a paragraf, třeba {{ law("zakon-561-2004", "§ 36") }}."""
    law = find(here.site[Catalogue].laws, id)
    kind = LAW_OF.get(id.partition("-")[0], LAW)
    label = text(f"{section} {kind} č. {law.number}")
    return Markup('<a class="law" rel="noopener" href="{}">{}</a>').format(law.source_url, label)


def macro_situation(here: Here, id: str) -> Markup:
    """Odkaz na situaci jejím názvem. `id` je identifikátor situace."""
    situation = find(here.site[Catalogue].situations, id)
    return Markup('<a href="{}{}">{}</a>').format(here.root, situation.url, text(situation.row.title))


def macro_count(here: Here, what: str) -> Markup:
    """Počet do věty: services (služby), providers, situations, kinds, municipalities."""
    site = here.site
    known: dict[str, int] = {
        "services": len(site[Catalogue].active),
        "providers": len(site[Catalogue].providers),
        "situations": len(site[Catalogue].situations),
        "kinds": len(site[Catalogue].kinds),
        "municipalities": len(site[Territories].covered_municipalities()),
    }
    return escape(czech.number(find(known, what)))


def macro_trust_levels(here: Here) -> Markup:
    """Kolik služeb má kterou spolehlivost údajů, jako tabulka."""
    labels: dict[str, int] = {}
    for one in here.site[Catalogue].services.values():
        label = trust(one.row).label
        label = "ověřeno člověkem" if label.startswith("ověřeno ") else label
        labels[label] = labels.get(label, 0) + 1
    return here.renderer.part("prose", "trust", here.root, sorted(labels.items()))


def part_guide_head(here: Here, situation: str) -> Markup:
    """The head of a guide: theme, title, one calming sentence."""
    return here.renderer.part("guide", "head", here.root, find(here.site[Catalogue].situations, situation))


def part_guide_crumbs(here: Here, situation: str) -> Markup:
    """Breadcrumbs of a guide: its theme is known only from the data."""
    one = find(here.site[Catalogue].situations, situation)
    said = Markup(traces(here.root) if one.row.quick_exit else "")
    return here.renderer.part("guide", "crumbs", here.root, one) + said


def part_guide_exit(here: Here, situation: str) -> Markup:
    """The way out on guides about what is dangerous."""
    row = find(here.site[Catalogue].situations, situation).row
    return Markup(EXIT if row.quick_exit or row.danger else "")


def part_guide_body(here: Here, situation: str) -> Markup:
    """The class of a guide's body: scripts store nothing on pages that people may have to leave quickly."""
    row = find(here.site[Catalogue].situations, situation).row
    return Markup(QUICK if row.quick_exit else WAY_OUT if row.danger else "")


def part_guide_call(here: Here, situation: str) -> Markup:
    """The line to call first, as a large button."""
    one = find(here.site[Catalogue].situations, situation)
    return here.renderer.part("guide", "first_call", here.root, first_line(one.first_line))


def part_guide_jumps(here: Here) -> Markup:
    """Short cuts to what stands far below in a guide."""
    return here.renderer.part("guide", "jumps", here.root)


def part_guide_foot(here: Here, situation: str, sources: list[dict[str, str]], reviewed: str) -> Markup:
    """What follows the text of a guide: services by territory, related situations, sources, review."""
    one = find(here.site[Catalogue].situations, situation)
    groups = who_helps(here.site, one)
    read = [Source(each["url"], each["title"], each["read_on"]) for each in sources]
    return here.renderer.part("guide", "foot", here.root, one, groups, read, reviewed)


MACROS = (
    Macro("service", macro_service),
    Macro("services", macro_services),
    Macro("contact", macro_contact),
    Macro("call", macro_call, reads=_called),
    Macro("dial", macro_dial, reads=_told_of),
    Macro("chat", macro_chat, reads=_told_of),
    Macro("guide", macro_guide, reads=_titles),
    Macro("emergency", macro_emergency),
    Macro("situations", macro_situations, reads=_titles),
    Macro("search_box", macro_search_box, reads=codelists),
    Macro("term", macro_term, reads=codelists),
    Macro("kind", macro_kind, reads=codelists),
    Macro("who", macro_who, reads=_served),
    Macro("law", macro_law, reads=codelists),
    Macro("situation", macro_situation, reads=_titles),
    Macro("count", macro_count),
    Macro("trust_levels", macro_trust_levels),
    Macro("guide_head", part_guide_head, reads=_guide, part=True),
    Macro("guide_crumbs", part_guide_crumbs, reads=_guide, part=True),
    Macro("guide_exit", part_guide_exit, reads=_guide, part=True),
    Macro("guide_body", part_guide_body, reads=_guide, part=True),
    Macro("guide_call", part_guide_call, reads=_guide, part=True),
    Macro("guide_jumps", part_guide_jumps, reads=codelists, part=True),
    Macro("guide_foot", part_guide_foot, reads=_guide, part=True),
)
