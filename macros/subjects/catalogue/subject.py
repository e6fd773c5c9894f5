"""What the portal tells of services, their providers and kinds, and of situations in life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from macros.files.made import Made
from macros.model.site import Site
from macros.page.common import Origin
from macros.page.glossary import Term
from macros.search.index import Entry
from macros.subject import Moved, Subject
from macros.subjects.catalogue import macros
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.addresses import ADDRESSES, SERVICES, SITUATIONS
from macros.subjects.catalogue.cards import card_tools
from macros.subjects.catalogue.comparing import COMPARING
from macros.subjects.catalogue.exports import EXPORTS
from macros.subjects.catalogue.facts import edition_day, state, where
from macros.subjects.catalogue.files import catalogue_files
from macros.subjects.catalogue.homes import LIVING
from macros.subjects.catalogue.leaflets import share_images
from macros.subjects.catalogue.link import link_catalogue
from macros.subjects.catalogue.maps import map_targets
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.catalogue.pages import lists, services, situations
from macros.subjects.catalogue.picker import place_files
from macros.subjects.catalogue.rows import ROWS, RedirectRow
from macros.subjects.catalogue.rules import RULES, people
from macros.subjects.catalogue.serving import called, can_call
from macros.subjects.catalogue.words import UNREACHABLE
from macros.words import czech


def emergency(site: Site) -> str:
    """The help lines of the slim line on top of every page, in the order of mkdocs.yml."""
    links = []
    for code in site.settings.emergency:
        service = site[Catalogue].services.get(code)
        if service is not None and service.phones:
            number = service.phones[0].value
            label = "" if len(number) == 3 else escape(czech.typeset(service.row.name)) + " "
            links.append(f'{label}<a class="tel" href="{czech.tel_href(number)}">{czech.phone(number)}</a>')
    return '<span class="sos__more">V ohrožení?</span> ' + " · ".join(links) if links else "V ohrožení?"


def edition(site: Site) -> str:
    """Say how old the data are: the month of the last change of a service.

    The month, not the day: this stands on every page, and a change of one phone should not change them all.
    """
    day = edition_day(site)
    return f"z {czech.MONTHS[day.month - 1]} {day.year}" if day else "bez uvedeného data"


def _share_images(site: Site) -> Iterable[Made]:
    return share_images(site.root, site)


def _terms(site: Site) -> Iterable[Term]:
    return site[Catalogue].terms.values()


def _icons(site: Site) -> Iterable[str]:
    return (theme.row.icon for theme in site[Catalogue].themes.values())


def _found_situations(site: Site) -> Iterator[Entry]:
    for situation in site[Catalogue].situations.values():
        row, theme = situation.row, situation.theme.row
        yield Entry(
            "situation",
            situations.SITUATION.url(situation),
            row.title,
            text=f"{row.summary} {row.first_step} {theme.title}",
            aliases=(row.official_title, *situation.synonyms),
            note=theme.title,
        )


def _found_services(site: Site) -> Iterator[Entry]:
    homes = _homes(site)
    for service in site[Catalogue].services.values():
        if service.row.status not in LIVING:
            continue
        kind, place = service.kind.row, where(service)
        yield Entry(
            "service",
            services.SERVICE.url(service),
            service.row.name,
            text=f"{service.row.summary} {kind.name} {place} {service.provider.row.name}",
            aliases=(kind.everyday_name,),
            note=" · ".join(
                filter(None, (state(service.row), kind.everyday_name, place, _unreachable(service)))
            ),
            boost=_BOOSTS[service.access if service.active else Access.NONE],
            home=homes.get(service.row.id, ""),
        )
    for kind_of_help in site[Catalogue].kinds.values():
        kind = kind_of_help.row
        url = services.KIND.url(kind_of_help)
        yield Entry("page", url, kind.everyday_name, text=kind.name, note="druh pomoci")


def _unreachable(service: Service) -> str:
    return "" if service.reachable else UNREACHABLE


_BOOSTS = {
    Access.PHONE: 1.0,
    Access.CHAT: 1.0,
    Access.FORM: 1.0,
    Access.MAIL: 0.97,
    Access.WEB: 0.95,
    Access.STREET: 0.9,
    Access.NONE: 0.7,
}
"""Of services that fit alike the one that can be reached is found first."""


def _homes(site: Site) -> dict[str, str]:
    """Slug of the region for each service that is listed in one region only."""
    homes: dict[str, str] = {}
    for group in services.by_territory(site, site[Catalogue].services.values()):
        for service in group.services:
            homes[service.row.id] = "" if service.row.id in homes else group.anchor
    return homes


def _moved(site: Site) -> Iterator[Moved]:
    file = site.files.get(RedirectRow, "")
    for row in site[Catalogue].redirects:
        yield Moved(row.old_path, row.new_path, Origin(file, row.row_number))


CATALOGUE = Subject(
    name="catalogue",
    rows=ROWS,
    dated=(("services", "services", "updated_on"), ("situations", "situations", "reviewed_on")),
    shared=(*(key for key in ROWS if key[0] == "codelists"), ("situations", "themes")),
    link=link_catalogue,
    checks=RULES,
    comparing=COMPARING,
    addresses=ADDRESSES,
    naming=people.NAMING,
    pages=(*lists.PAGES, *situations.PAGES, *services.PAGES),
    files=(catalogue_files, place_files, map_targets, _share_images),
    exports=EXPORTS,
    found=(_found_situations, _found_services),
    tools=card_tools,
    terms=_terms,
    everywhere=lambda site: f"lines {can_call(site)}",
    called=called,
    macros=macros.MACROS,
    edition=edition_day,
    moved=_moved,
    sections={SERVICES: "sluzby", SITUATIONS: "pomoc"},
    shortcuts=(("Pomoc v nouzi", "pomoc-v-nouzi/"), ("Situace", SITUATIONS)),
    slots={"emergency": emergency, "edition": edition},
    icons=_icons,
)
