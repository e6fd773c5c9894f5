"""Files and words that the whole site shares: search index, sitemap, robots, icons, help lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from macros import czech
from macros.icons import stylesheet
from macros.model.site import Site
from macros.search import Entry
from macros.settings import Settings
from macros.views.common import edition_day, where
from macros.views.evaluation import assessment_url, policies, policy_url, set_url
from macros.views.services import by_territory
from macros.views.strategy import node_url

if TYPE_CHECKING:
    from macros.bundle import Bundle


def emergency(site: Site) -> str:
    """The help lines of the slim line on top of every page, in the order of mkdocs.yml."""
    links = []
    for code in site.settings.emergency:
        service = site.services.get(code)
        if service is not None and service.phones:
            number = service.phones[0].value
            label = "" if len(number) == 3 else escape(czech.typeset(service.row.name)) + " "
            links.append(f'{label}<a class="tel" href="{czech.tel_href(number)}">{czech.phone(number)}</a>')
    return "V ohrožení? " + " · ".join(links) if links else "V ohrožení?"


def edition(site: Site) -> str:
    """Say how old the data are: the month of the last change of a service.

    The month, not the day: this stands on every page, and a change of one phone should not change them all.
    """
    day = edition_day(site)
    return f"z {czech.MONTHS[day.month - 1]} {day.year}" if day else "bez uvedeného data"


def icons(site: Site) -> bytes:
    """The style sheet of icons, those of the themes included."""
    return stylesheet(one.row.icon for one in site.themes.values()).encode()


def sitemap(settings: Settings, urls: Iterable[str]) -> bytes:
    """sitemap.xml with all addresses that search engines should know."""
    lines = "".join(f"<url><loc>{escape(settings.site_url + url)}</loc></url>\n" for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    ).encode()


def robots(settings: Settings) -> bytes:
    """robots.txt: everything may be read."""
    return f"User-agent: *\nAllow: /\nSitemap: {settings.site_url}sitemap.xml\n".encode()


SPLIT = 1500
"""Above so many services and municipalities the search index is cut by regions: a first question shall stay small."""


def search_regions(site: Site) -> dict[str, str]:
    """Regions with a file of their own in the search index, by slug; none in a small portal."""
    regions = site.covered_regions()
    size = len(site.services) + sum(len(orp.municipalities) for one in regions for orp in one.orps)
    return {one.row.slug: one.row.name for one in regions} if size > SPLIT else {}


def search_entries(site: Site, bundle: Bundle) -> list[Entry]:
    """All pages that can be found."""
    return list(_entries(site, bundle))


def _entries(site: Site, bundle: Bundle) -> Iterator[Entry]:
    guides = {f"situace/{code}/": "" for code in site.situations}
    guides |= {page.url: page.text for page in bundle.pages if page.url in guides}
    for situation in site.situations.values():
        row = situation.row
        text = f"{row.summary} {row.first_step} {situation.theme.row.title}"
        yield Entry(
            "situation",
            f"situace/{row.id}/",
            row.title,
            text=text,
            body=guides[f"situace/{row.id}/"],
            aliases=(row.official_title, *situation.synonyms),
            note=situation.theme.row.title,
        )
    homes = _homes(site)
    for service in site.services.values():
        if service.active:
            kind = service.kind.row
            place = where(service)
            yield Entry(
                "service",
                f"sluzby/{service.row.id}/",
                service.row.name,
                text=f"{service.row.summary} {kind.name} {place} {service.provider.row.name}",
                aliases=(kind.everyday_name,),
                note=f"{kind.everyday_name} · {place}" if place else kind.everyday_name,
                home=homes.get(service.row.id, ""),
            )
    yield Entry(
        "page",
        "mezery/",
        "Kde pomoc chybí",
        text="bílá místa, chybějící služby podle obce, okolí a druhu pomoci",
    )
    yield from _places(site)
    for strategy in (site.strategies[code] for code in site.settings.strategies):
        region = strategy.territory.region
        home = region.row.slug if region is strategy.territory else ""
        for node in strategy.nodes:
            if node.has_page:
                title = f"{node.row.code} {node.row.title}".strip()
                yield Entry(
                    "measure", node_url(node), title, text=node.row.plain, note=node.level_name, home=home
                )
    if site.settings.strategies:
        yield Entry("page", "koordinator/", "Pro koordinátory", text="po termínu ohroženo úkoly strategie")
        yield Entry(
            "page", "strategie/sledovani/", "Jak se strategie sledují", text="řetězce sledování ukazatel"
        )
        yield Entry("page", "strategie/srovnani/", "Strategie vedle sebe", text="srovnání strategií")
    if "strategy" in site.packages:
        yield Entry("page", "granty/", "Dotace a výzvy", text="granty peníze pro organizace žádost o dotaci")
        yield Entry("page", "akce/", "Akce", text="školení konference workshop stáž setkání kalendář")
    yield from _evaluation(site)
    for indicator in site.indicators.values():
        text = f"{indicator.row.title} {indicator.row.definition}"
        yield Entry("page", f"ukazatele/{indicator.row.id}/", indicator.row.short, text=text, note="ukazatel")
    if site.cost_items:
        yield Entry("page", "cena-necinnosti/", "Cena nečinnosti", note="výpočet pro obec")
    for page in (page for page in bundle.pages if page.url not in guides):
        yield Entry("page", page.url, page.title, text=page.text[:400])
    for one in site.kinds.values():
        yield Entry(
            "page", f"druhy/{one.row.id}/", one.row.everyday_name, text=one.row.name, note="druh pomoci"
        )


def _homes(site: Site) -> dict[str, str]:
    """Slug of the region for each service that is listed in one region only."""
    homes: dict[str, str] = {}
    for group in by_territory(site, site.services.values()):
        for service in group.services:
            homes[service.row.id] = "" if service.row.id in homes else group.anchor
    return homes


def _evaluation(site: Site) -> Iterator[Entry]:
    for policy in policies(site):
        town = policy.municipality.row.name
        words = f"{policy.row.intro} koncepce rodinné politiky {town}"
        yield Entry("page", policy_url(policy), policy.row.title, text=words, note="rodinná politika")
    for group in site.criteria_sets.values():
        text = f"{group.row.summary} sebehodnocení kritéria formulář"
        yield Entry("page", set_url(group), group.row.title, text=text, note="hodnocení obcí")
    for one in site.assessments.values():
        title = f"Hodnocení: {one.row.title}"
        yield Entry("page", assessment_url(one), title, text=one.row.summary, note="hodnocení obcí")


def _places(site: Site) -> Iterator[Entry]:
    for region in site.covered_regions():
        yield Entry("place", region.url, region.name, note="kraj")
        for orp in region.orps:
            yield Entry("place", orp.url, orp.name, note=region.name, home=region.row.slug)
            for one in orp.municipalities:
                yield Entry(
                    "place",
                    one.url,
                    one.name,
                    note=orp.name,
                    text=one.row.postcode,
                    home=region.row.slug,
                )
