"""The list of all generated pages: address, family and what each is made from. Pure; nothing is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from macros.model.site import Site
from macros.views import (
    agenda,
    chains,
    cost,
    evaluation,
    gaps,
    indexes,
    indicators,
    opendata,
    policy,
    services,
    situations,
    strategy,
    strategy_pages,
    territory,
)
from macros.views.common import View
from macros.views.services import by_territory

Reads = Callable[[Site, Any], Iterable[bytes]]
ViewOf = Callable[[Site, Any], View]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of page: its template, what it shows, and the keys of all it reads from the data."""

    name: str
    section: str
    """Which part of the site is marked as current: pomoc, obce, strategie, data."""
    view: ViewOf
    reads: Reads
    source: str
    """The table or rule that such pages are made from, for people."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be made. `url` is relative to the root of the site and ends with a slash."""

    url: str
    family: Family
    subject: Any

    @property
    def depth(self) -> int:
        """How many folders deep the page is."""
        return self.url.count("/")

    def key(self, site: Site, common: bytes) -> bytes:
        """Digest of all that the page is made from; `common` stands for code, templates and shell."""
        parts = b"\x00".join(self.family.reads(site, self.subject))
        return blake2b(
            common + b"\x00" + self.family.name.encode() + b"\x00" + parts, digest_size=16
        ).digest()


SERVICE = Family("service", "sluzby", services.service_view, services.service_reads, "services/services")
PROVIDER = Family("provider", "sluzby", services.provider_view, services.provider_reads, "services/providers")
KIND = Family("kind", "sluzby", services.kind_view, services.kind_reads, "codelists/kinds")
THEME = Family("theme", "pomoc", situations.theme_view, situations.theme_reads, "situations/themes")
SITUATION = Family(
    "situation", "pomoc", situations.situation_view, situations.situation_reads, "situations/situations"
)
PHENOMENON = Family(
    "phenomenon", "pomoc", situations.phenomenon_view, situations.phenomenon_reads, "situations/phenomena"
)
PHENOMENA = Family("phenomena", "pomoc", situations.phenomena_view, situations.phenomena_reads, "seznam jevů")
MUNICIPALITY = Family(
    "municipality",
    "obce",
    territory.municipality_view,
    territory.municipality_reads,
    "territory/municipalities",
)
ORP = Family("orp", "obce", territory.orp_view, territory.orp_reads, "territory/orp")
REGION = Family("region", "obce", territory.region_view, territory.region_reads, "territory/regions")
TERRITORY = {"region": REGION, "orp": ORP, "municipality": MUNICIPALITY}
STRATEGY = Family(
    "strategy", "strategie", strategy.strategy_view, strategy.strategy_reads, "strategy/strategies"
)
NODE = Family("node", "strategie", strategy.node_view, strategy.node_reads, "strategy/nodes")
STRATEGY_CARDS = Family(
    "strategy_cards",
    "strategie",
    strategy_pages.cards_view,
    strategy_pages.pages_reads,
    "strategie na kartách",
)
STRATEGY_PRINT = Family(
    "strategy_print", "strategie", strategy_pages.print_view, strategy_pages.print_reads, "strategie k tisku"
)
STRATEGY_COURSE = Family(
    "strategy_course", "strategie", strategy_pages.course_view, strategy_pages.pages_reads, "strategy/log"
)
STRATEGY_REPORTING = Family(
    "strategy_reporting",
    "strategie",
    strategy_pages.reporting_view,
    strategy_pages.pages_reads,
    "strategy/statuses",
)
STRATEGY_CHANGES = Family(
    "strategy_changes",
    "strategie",
    strategy_pages.changes_view,
    strategy_pages.pages_reads,
    "strategy/changes",
)
STRATEGY_CHAINS = Family(
    "strategy_chains", "strategie", chains.chains_view, chains.chains_reads, "strategy/monitoring"
)
CHAINS = Family("chains", "strategie", chains.all_chains_view, chains.all_chains_reads, "strategy/monitoring")
COMPARISON = Family(
    "comparison",
    "strategie",
    strategy_pages.comparison_view,
    strategy_pages.comparison_reads,
    "srovnání strategií",
)
COORDINATOR = Family(
    "coordinator", "strategie", agenda.coordinator_view, agenda.coordinator_reads, "úkoly strategií"
)
GRANTS = Family("grants", "strategie", agenda.grants_view, agenda.agenda_reads, "strategy/grants")
EVENTS = Family("events", "strategie", agenda.events_view, agenda.agenda_reads, "strategy/events")
CATALOGUE = Family("catalogue", "sluzby", indexes.catalogue_view, indexes.catalogue_reads, "seznam služeb")
REGION_LIST = Family(
    "catalogue", "sluzby", indexes.region_list_view, indexes.region_list_reads, "seznam služeb kraje"
)
KINDS = Family("kinds", "sluzby", indexes.kinds_view, indexes.kinds_reads, "seznam druhů")
SITUATIONS = Family(
    "situations", "pomoc", indexes.situations_view, indexes.situations_reads, "seznam situací"
)
PLACES = Family("places", "obce", indexes.places_view, indexes.places_reads, "seznam obcí")
PROVIDERS = Family(
    "providers", "sluzby", indexes.providers_view, indexes.providers_reads, "seznam poskytovatelů"
)
GAPS = Family("gaps", "obce", gaps.gaps_view, gaps.gaps_reads, "kde pomoc chybí")
SEARCH = Family("search", "pomoc", indexes.search_view, indexes.search_reads, "hledání")
MISSING = Family("missing", "", indexes.missing_view, indexes.situations_reads, "stránka 404")
OFFLINE = Family("offline", "", indexes.offline_view, indexes.offline_reads, "stránka bez připojení")
INDICATORS = Family(
    "indicators",
    "strategie",
    indicators.indicators_view,
    indicators.indicators_reads,
    "seznam ukazatelů",
)
INDICATOR = Family(
    "indicator", "strategie", indicators.indicator_view, indicators.indicator_reads, "indicators/indicators"
)
COST = Family("cost", "strategie", cost.cost_view, cost.cost_reads, "indicators/cost_items")
PACKAGES = Family("packages", "data", opendata.packages_view, opendata.packages_reads, "datapackage.json")
PACKAGE = Family("package", "data", opendata.package_view, opendata.package_reads, "datapackage.json")

EVALUATIONS = Family(
    "evaluations",
    "strategie",
    evaluation.evaluations_view,
    evaluation.evaluations_reads,
    "evaluation/criteria_sets",
)
CRITERIA = Family(
    "criteria", "strategie", evaluation.set_view, evaluation.set_reads, "evaluation/criteria_sets"
)
FORM = Family("form", "strategie", evaluation.form_view, evaluation.form_reads, "evaluation/descriptors")
JUDGED_SIDE_BY_SIDE = Family(
    "judged", "strategie", evaluation.compare_view, evaluation.compare_reads, "evaluation/ratings"
)
ASSESSMENT = Family(
    "assessment",
    "strategie",
    evaluation.assessment_view,
    evaluation.assessment_reads,
    "evaluation/assessments",
)
POLICY = Family("policy", "obce", policy.policy_view, policy.policy_reads, "evaluation/family_policies")


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page to be made, in an order that keeps what pages share close together."""
    yield from _lists(site)
    for one in site.themes.values():
        yield Page(f"temata/{one.row.id}/", THEME, one)
    for situation in site.situations.values():
        yield Page(f"situace/{situation.row.id}/", SITUATION, situation)
    for phenomenon in site.phenomena.values():
        yield Page(f"jevy/{phenomenon.row.id}/", PHENOMENON, phenomenon)
    for kind in site.kinds.values():
        yield Page(f"druhy/{kind.row.id}/", KIND, kind)
    for service in site.services.values():
        yield Page(f"sluzby/{service.row.id}/", SERVICE, service)
    for provider in site.providers.values():
        yield Page(f"poskytovatele/{provider.row.id}/", PROVIDER, provider)
    for region in site.covered_regions():
        for place in (region, *region.below):
            yield Page(place.url, TERRITORY[place.level], place)
    yield from _strategies(site)
    yield from _evaluation(site)
    yield from _indicators(site)
    for package in site.packages.values():
        yield Page(f"data/{package.folder.name}/", PACKAGE, package)


def _lists(site: Site) -> Iterator[Page]:
    yield Page("sluzby/", CATALOGUE, None)
    active = [one for one in site.services.values() if one.active]
    if len(active) > indexes.LONGEST:
        for group in by_territory(site, active):
            yield Page(f"sluzby/uzemi/{group.anchor}/", REGION_LIST, group)
    yield Page("situace/", SITUATIONS, None)
    if site.phenomena:
        yield Page("jevy/", PHENOMENA, None)
    yield Page("druhy/", KINDS, None)
    yield Page("obce/", PLACES, None)
    yield Page("poskytovatele/", PROVIDERS, None)
    yield Page("mezery/", GAPS, None)
    if gaps.split_by_region(site):
        for region in site.covered_regions():
            yield Page(f"mezery/{region.row.slug}/", GAPS, region)
    yield Page("hledat/", SEARCH, None)
    yield Page("data/", PACKAGES, None)


def _strategies(site: Site) -> Iterator[Page]:
    if site.settings.strategies:
        yield Page("strategie/srovnani/", COMPARISON, None)
        yield Page(chains.ALL, CHAINS, None)
        yield Page("koordinator/", COORDINATOR, None)
    if "strategy" in site.packages:
        yield Page("granty/", GRANTS, None)
        yield Page("akce/", EVENTS, None)
    for code in site.settings.strategies:
        one = site.strategies[code]
        yield Page(f"strategie/{code}/", STRATEGY, one)
        yield Page(f"strategie/{code}/karty/", STRATEGY_CARDS, one)
        yield Page(f"strategie/{code}/tisk/", STRATEGY_PRINT, one)
        yield Page(f"strategie/{code}/hlaseni/", STRATEGY_REPORTING, one)
        yield Page(f"strategie/{code}/sledovani/", STRATEGY_CHAINS, one)
        yield Page(f"strategie/{code}/zmeny/", STRATEGY_CHANGES, one)
        if one.programme:
            yield Page(f"strategie/{code}/prubeh/", STRATEGY_COURSE, one)
        for node in one.nodes:
            if node.has_page:
                yield Page(f"strategie/{code}/{node.slug}/", NODE, node)


def _evaluation(site: Site) -> Iterator[Page]:
    if site.criteria_sets:
        yield Page(evaluation.ROOT, EVALUATIONS, None)
    for group in site.criteria_sets.values():
        url = evaluation.set_url(group)
        yield Page(url, CRITERIA, group)
        yield Page(f"{url}formular/", FORM, group)
        yield Page(f"{url}srovnani/", JUDGED_SIDE_BY_SIDE, group)
    for one in site.assessments.values():
        yield Page(evaluation.assessment_url(one), ASSESSMENT, one)
    for document in site.family_policies.values():
        if document.municipality.covered:
            yield Page(evaluation.policy_url(document), POLICY, document)


def _indicators(site: Site) -> Iterator[Page]:
    if site.indicators:
        yield Page("ukazatele/", INDICATORS, None)
    for one in site.indicators.values():
        yield Page(f"ukazatele/{one.row.id}/", INDICATOR, one)
    if site.cost_items:
        yield Page("cena-necinnosti/", COST, None)
