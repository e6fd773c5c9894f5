"""What the list pages show: catalogue, kinds, situations, municipalities, providers, search, not found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct

from macros.model.keys import digest
from macros.model.site import Site, once
from macros.page.common import Crumb, View
from macros.page.family import Family, single
from macros.subjects.catalogue import addresses, words
from macros.subjects.catalogue.facts import (
    Group,
    Line,
    Lines,
    call_lines,
    edition_day,
    grouped_lines,
    official,
)
from macros.subjects.catalogue.folds import OPEN, Letter, by_letter, fold
from macros.subjects.catalogue.listed import Facets, facets
from macros.subjects.catalogue.model import Catalogue, Kind, Service, Theme, by_name
from macros.subjects.catalogue.pages.services import by_territory
from macros.subjects.catalogue.serving import help_lines
from macros.subjects.catalogue.words import FAMILIES
from macros.words import czech

LONGEST = 400
"""A list longer than this is split by region, so that an old phone can open it."""
LINES = 5
"""So many help lines are offered where nothing was found."""


def _active(site: Site) -> tuple[Service, ...]:
    return by_name(site[Catalogue].active)


def catalogue_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all services, and of what the filters name."""
    return [*_facet_keys(site), *(one.key for one in site[Catalogue].services.values())]


def _facet_keys(site: Site) -> list[bytes]:
    return [site[Catalogue].situations_key, *(one.key for one in site[Catalogue].kinds.values())]


def listed(site: Site, group: Group | None) -> Sequence[Service]:
    """The services that a page of the catalogue lists: those of a group, or all."""
    return group.services if group else _active(site)


def facts_path(site: Site, group: Group | None) -> str:
    """Path of the file by which a page of the catalogue filters its list; "" where the page has no list."""
    if group:
        return f"search/catalogue-{group.anchor}.json"
    short = len(site[Catalogue].active) <= LONGEST
    return "search/catalogue.json" if short else ""


def sheet_path(site: Site, group: Group | None) -> str:
    """Path of the file with what a sheet of paper says of the services of a list; "" where the page has no list."""
    return facts_path(site, group).replace("/catalogue", "/sheet")


class CataloguePage(Struct, frozen=True, kw_only=True):
    """What a list of services is given."""

    groups: list[Group]
    count: str
    """How many services, in words."""
    facts: str
    """Path of the file by which the list is filtered; "" where there is no list."""
    sheet: str
    """Path of the file with what is printed of each service; "" where there is no list."""
    facets: Facets | None
    """What can be filtered by; None where not the services themselves are listed, but their groups."""


def catalogue_view(site: Site, subject: Any) -> View:
    """The list of all services, or of those in one region where the whole would be too long."""
    groups = by_territory(site, _active(site))
    fold(site, groups)
    total = len(site[Catalogue].active)
    short = total <= LONGEST
    return View(
        title="Všechny služby",
        description=f"Seznam všech služeb, které na portálu {site.settings.name} najdete: "
        "poradny, kluby, linky, úřady i pomoc s bydlením.",
        crumbs=(),
        data=CataloguePage(
            groups=groups,
            count=czech.plural(total, *words.SERVICES) if total else words.NOTHING_LISTED,
            facts=facts_path(site, None),
            sheet=sheet_path(site, None),
            facets=facets(site, _active(site)) if short and total else None,
        ),
        way_out=True,
    )


def kinds_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all kinds and services (their numbers are shown)."""
    return [one.key for one in site[Catalogue].kinds.values()] + [
        one.key for one in site[Catalogue].services.values()
    ]


class KindLine(NamedTuple):
    """A kind, how many services it has, and what the law calls it; "" where that says nothing more."""

    kind: Kind
    known: int
    official: str


def _kind_line(kind: Kind) -> KindLine:
    named = official(kind.row)
    return KindLine(kind, len(kind.active), named if named != kind.row.everyday_name else "")


class KindGroup(NamedTuple):
    """Title of a family, and its kinds."""

    title: str
    kinds: list[KindLine]

    @property
    def folded(self) -> bool:
        """Whether its list is too long to be shown at once."""
        return len(self.kinds) > OPEN


class KindsPage(Struct, frozen=True, kw_only=True):
    """What the list of kinds is given."""

    groups: list[KindGroup]


def kinds_view(site: Site, subject: Any) -> View:
    """All kinds of service by family."""
    groups = []
    for family, title in FAMILIES.items():
        kinds = [one for one in site[Catalogue].kinds.values() if one.row.family == family]
        kinds.sort(key=lambda kind: czech.sort_key(kind.row.everyday_name))
        groups.append(KindGroup(title, [_kind_line(one) for one in kinds]))
    return View(
        title="Druhy pomoci",
        description="Co která pomoc znamená, komu je určena a kolik stojí. Běžnými slovy a s paragrafem zákona.",
        crumbs=(),
        data=KindsPage(groups=groups),
        way_out=True,
    )


def situations_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all situations."""
    shown = [one.key for one in site[Catalogue].themes.values()] + [
        one.key for one in site[Catalogue].situations.values()
    ]
    return [*shown, b"%d" % bool(site[Catalogue].phenomena)]


class SituationsPage(Struct, frozen=True, kw_only=True):
    """What the list of situations is given."""

    themes: Collection[Theme]
    phenomena: bool
    """Whether there is a list of phenomena."""


def situations_view(site: Site, subject: Any) -> View:
    """All situations by theme."""
    return View(
        title="S čím potřebujete pomoct?",
        description="Všechny situace, se kterými umíme poradit: škola, rodina, bezpečí, bydlení, peníze, práce a volný čas.",
        crumbs=(),
        data=SituationsPage(
            themes=site[Catalogue].themes.values(), phenomena=bool(site[Catalogue].phenomena)
        ),
        way_out=True,
    )


def providers_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of all providers and their numbers of services."""
    return [digest([one.key, b"%d" % len(one.services)]) for one in site[Catalogue].providers.values()]


class ProvidersPage(Struct, frozen=True, kw_only=True):
    """What the list of organisations is given."""

    letters: list[Letter]
    count: int


def providers_view(site: Site, subject: Any) -> View:
    """All organisations from A to Ž."""
    providers = site[Catalogue].providers.values()
    return View(
        title="Poskytovatelé",
        description=f"Organizace, které na portálu {site.settings.name} najdete, podle abecedy.",
        crumbs=(),
        data=ProvidersPage(
            letters=by_letter(providers, lambda provider: provider.row.name),
            count=len(providers),
        ),
    )


def _lines(site: Site) -> list[Line]:
    return call_lines(help_lines(site))[:LINES]


def search_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of the situations and lines offered where nothing is found."""
    day = str(edition_day(site)).encode()
    return [*situations_reads(site, subject), *(one.service.key for one in _lines(site)), day]


class SearchPage(Struct, frozen=True, kw_only=True):
    """What the page of search results is given."""

    themes: Collection[Theme]
    groups: list[Lines]
    """Help lines that are offered where nothing is found."""
    edition: date | None
    """How old the data are."""


def search_view(site: Site, subject: Any) -> View:
    """The page of search results; without JavaScript it offers all situations. What stands in its field may be
    what nobody else may read, so it can be left quickly."""
    return View(
        title="Hledání",
        description=f"Výsledky hledání na portálu {site.settings.name}.",
        crumbs=(),
        data=SearchPage(
            themes=site[Catalogue].themes.values(),
            groups=grouped_lines(_lines(site)),
            edition=edition_day(site),
        ),
        noindex=True,
        quick_exit=True,
    )


def my_list_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """The day of the edition, and which files of services there are."""
    return [str(edition_day(site)).encode(), _sheets(site).encode()]


def _sheets(site: Site) -> str:
    """All files of what a sheet says, with spaces: a list of one's own may hold services of any region."""
    return " ".join(path for group in (None, *_parts(site)) if (path := sheet_path(site, group)))


class MyListPage(Struct, frozen=True, kw_only=True):
    """What the page of the list that a reader keeps in the browser is given."""

    sheets: str
    """Paths of the files that hold what is said of each service."""
    edition: date | None
    """How old the data are."""


def my_list_view(site: Site, subject: Any) -> View:
    """The page of the reader's own list. A script fills it: the host never learns which services stand in it."""
    return View(
        title=words.MY_LIST,
        description=words.MY_LIST_SAID,
        crumbs=(Crumb(words.SERVICES_LIST, addresses.SERVICES),),
        data=MyListPage(sheets=_sheets(site), edition=edition_day(site)),
        noindex=True,
        way_out=True,
    )


class MissingPage(Struct, frozen=True, kw_only=True):
    """What the page for an address that does not exist is given."""

    themes: Collection[Theme]


def missing_view(site: Site, subject: Any) -> View:
    """The page for an address that does not exist."""
    return View(
        title="Tuhle stránku jsme nenašli",
        description=f"Adresa nevede na žádnou stránku portálu {site.settings.name}.",
        crumbs=(),
        data=MissingPage(themes=site[Catalogue].themes.values()),
        noindex=True,
    )


def offline_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of the help lines, in their order, and the day of the edition."""
    return [*(one.key for one in help_lines(site)), str(edition_day(site)).encode()]


class OfflinePage(Struct, frozen=True, kw_only=True):
    """What the page for readers without a connection is given."""

    groups: list[Lines]
    """Help lines by what they are for."""
    edition: date | None
    """How old the data are."""


def offline_view(site: Site, subject: Any) -> View:
    """The page that the service worker shows for all that it does not keep."""
    return View(
        title="Tuhle stránku nemáme uloženou",
        description="Jste bez připojení. Uložené máme to, kam zavolat, a návody.",
        crumbs=(),
        data=OfflinePage(groups=grouped_lines(call_lines(help_lines(site))), edition=edition_day(site)),
        noindex=True,
    )


def region_list_reads(site: Site, group: Group) -> Iterable[bytes]:
    """Keys of the services of one part of the catalogue, and of what the filters name."""
    return [*_facet_keys(site), *(one.key for one in group.services)]


def region_list_view(site: Site, group: Group) -> View:
    """Services of one region, where the whole catalogue is too long for a page."""
    fold(site, [group])
    return View(
        title=f"Služby: {group.title}",
        description=f"Seznam služeb: {group.title}.",
        crumbs=(Crumb(words.SERVICES_LIST, addresses.SERVICES),),
        data=CataloguePage(
            groups=[group],
            count=czech.plural(len(group.services), "služba", "služby", "služeb"),
            facts=facts_path(site, group),
            sheet=sheet_path(site, group),
            facets=facets(site, group.services),
        ),
        way_out=True,
    )


@once
def _parts(site: Site) -> Sequence[Group]:
    """The groups that have a list of their own because the whole would be too long."""
    active = site[Catalogue].active
    return by_territory(site, active) if len(active) > LONGEST else ()


CATALOGUE = Family(
    name="catalogue",
    section="sluzby",
    source="seznam služeb",
    **single(addresses.SERVICES),
    view=catalogue_view,
    shows=CataloguePage,
    reads=catalogue_reads,
)
REGION_LIST = Family(
    name="catalogue",
    section="sluzby",
    source="seznam služeb kraje",
    of=_parts,
    url=lambda group: f"{addresses.BY_TERRITORY}{group.anchor}/",
    view=region_list_view,
    shows=CataloguePage,
    reads=region_list_reads,
)
SITUATIONS = Family(
    name="situations",
    section="pomoc",
    source="seznam situací",
    **single(addresses.SITUATIONS),
    view=situations_view,
    shows=SituationsPage,
    reads=situations_reads,
    offline=True,
)
KINDS = Family(
    name="kinds",
    section="sluzby",
    source="seznam druhů",
    **single(addresses.KINDS),
    view=kinds_view,
    shows=KindsPage,
    reads=kinds_reads,
)
PROVIDERS = Family(
    name="providers",
    section="sluzby",
    source="seznam poskytovatelů",
    **single(addresses.PROVIDERS),
    view=providers_view,
    shows=ProvidersPage,
    reads=providers_reads,
)
SEARCH = Family(
    name="search",
    section="pomoc",
    source="hledání",
    **single(addresses.SEARCH),
    view=search_view,
    shows=SearchPage,
    reads=search_reads,
    listed=lambda subject: False,
    offline=True,
)
MY_LIST = Family(
    name="my_list",
    section="sluzby",
    source=words.MY_LIST_SOURCE,
    **single(addresses.MY_LIST),
    view=my_list_view,
    shows=MyListPage,
    reads=my_list_reads,
    listed=lambda subject: False,
    offline=True,
)
MISSING = Family(
    name="missing",
    section="",
    source="stránka 404",
    **single(""),
    view=missing_view,
    shows=MissingPage,
    reads=situations_reads,
    anywhere="404.html",
)
OFFLINE = Family(
    name="offline",
    section="",
    source="stránka bez připojení",
    **single(""),
    view=offline_view,
    shows=OfflinePage,
    reads=offline_reads,
    anywhere="offline.html",
)
PAGES = (CATALOGUE, REGION_LIST, SITUATIONS, KINDS, PROVIDERS, SEARCH, MY_LIST, MISSING, OFFLINE)
