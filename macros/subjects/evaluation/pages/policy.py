"""What the page of a municipality's family policy shows: put together from all packages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.roles import MEASURES
from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family
from macros.subjects.catalogue.facts import COSTS, Reach, age, capacity, reach, refusal, sites
from macros.subjects.catalogue.hours_words import openings
from macros.subjects.catalogue.model import Catalogue, Service, Situation, Theme
from macros.subjects.catalogue.serving import help_key, offices, serving
from macros.subjects.coverage.lacking import lack_key
from macros.subjects.coverage.model import Coverage, Lack
from macros.subjects.coverage.near import near_services
from macros.subjects.evaluation import rows, words
from macros.subjects.evaluation.model import Assessment, Evaluations, FamilyPolicy
from macros.subjects.evaluation.pages.evaluation import policy_pdf, policy_url
from macros.subjects.evaluation.ratings import Count, Move, Part, counts, moves, origin, parts, when
from macros.subjects.indicators.figure_words import said
from macros.subjects.indicators.figures import Fact, counts_people, figures_key
from macros.subjects.indicators.figures import figures as facts
from macros.subjects.indicators.pages.indicators import cited
from macros.subjects.strategy.gauges import when as when_told
from macros.subjects.strategy.model import Node, Strategy, node_url
from macros.subjects.strategy.of_territory import strategies
from macros.subjects.territory.model import MUNICIPALITIES, Municipality
from macros.subjects.territory.rows import OfficeRow
from macros.words import czech

SITUATIONS, HELPERS = 3, 2
"""So many situations of a service are named, and so many of those who help in a situation."""
STATES = {"held": "proběhlo", "discussed": "mluvilo se o tom", "recommended": "doporučení"}


class Figure(NamedTuple):
    """One figure of the situation: what, how much, when, beside whom, and where it comes from."""

    title: str
    value: str
    period: str
    beside: tuple[tuple[str, str], ...]
    """The same figure elsewhere: place and value."""
    source: str
    url: str = ""
    """Address of its own page from the root of the site, "" where it has none."""


def figures_of(site: Site, town: Municipality) -> tuple[Figure, ...]:
    """Figures about a municipality, already in words: people, and each indicator of it or of its ORP."""
    row, found = town.row, []
    known = facts(site, town)
    # People are counted once.
    if row.population is not None and not counts_people(known):
        period = f"k {czech.date(row.population_date)}" if row.population_date else ""
        found.append(
            Figure("Počet obyvatel", czech.number(row.population), period, (), row.population_source)
        )
    return (*found, *(_figure(fact, town) for fact in known))


def _figure(fact: Fact, town: Municipality) -> Figure:
    """A figure of the ORP says so: it is not that of the municipality."""
    indicator, figure = fact.indicator.row, fact.figure
    place = "" if figure.spot.key == town.id else f" ({figure.spot.name})"
    return Figure(
        f"{indicator.short}{place}",
        said(indicator, figure),
        fact.period,
        tuple((one.name, one.said) for one in fact.beside if not one.mine),
        cited(figure.row),
        fact.indicator.url,
    )


def figures_reads(site: Site, town: Municipality) -> Iterable[bytes]:
    """Keys of everything that `figures_of` reads."""
    return town.key, figures_key(site, town)


class Near(NamedTuple):
    """A service of the municipality or its surroundings: to what it answers, for whom, how much of it."""

    service: Service
    situations: tuple[Situation, ...]
    conditions: tuple[str, ...]
    extent: tuple[str, ...]

    @property
    def reach(self) -> Reach:
        """How to reach it."""
        return reach(self.service)

    @property
    def named(self) -> tuple[Situation, ...]:
        """The first of its situations, those that have room."""
        return self.situations[:SITUATIONS]

    @property
    def unnamed(self) -> int:
        """How many more situations it has."""
        return len(self.situations) - len(self.named)

    @property
    def limits(self) -> str:
        """For whom it is and under which conditions, in a line."""
        return " · ".join(self.conditions) or words.UNKNOWN

    @property
    def amount(self) -> str:
        """How much of it there is, in a line."""
        return " · ".join(self.extent) or words.UNKNOWN


class Need(NamedTuple):
    """A situation, who helps in it near, and how many more of the region are not named.

    Where nobody is near, `nearest` is who is, from the region or beyond it, and `place` where that is in words.
    """

    situation: Situation
    near: tuple[Service, ...]
    farther: int
    nearest: Service | None
    place: str

    @property
    def first(self) -> tuple[Service, ...]:
        """Those who are named on the page."""
        return self.near[:HELPERS]

    @property
    def others(self) -> str:
        """How many more help, near and farther, in words; "" where nobody else does."""
        more = len(self.near) - len(self.first)
        near = words.NEAR.format(more) if more else ""
        farther = words.FARTHER.format(czech.plural(self.farther, *words.OTHERS)) if self.farther else ""
        return ", ".join(filter(None, (near, farther)))


class Needs(NamedTuple):
    """The situations of a theme."""

    theme: Theme
    needs: tuple[Need, ...]


def described(service: Service) -> Near:
    """What the description of a network asks of each service."""
    row = service.row
    cost = ", ".join(part for part in (COSTS.get(row.cost, ""), row.cost_note.rstrip(".")) if part)
    groups = ", ".join(one.plain for one in service.target_groups)
    limits = (
        *(groups, age(row), refusal(row), row.conditions.rstrip("."), cost),
        "anonymně" if row.anonymous else "",
    )
    hours = "; ".join(
        " ".join(filter(None, (one.days, one.times, one.when)))
        for one in openings(service.hours, sites(service))
    )
    places = ", ".join(dict.fromkeys(area.territory.extent for area in service.areas))
    extent = (
        ", ".join(one.name for one in service.forms),
        capacity(row),
        hours,
        places and f"území: {places}",
    )
    return Near(
        service,
        tuple(help.situation for help in service.situations),
        tuple(part for part in limits if part),
        tuple(part for part in extent if part),
    )


def needs(site: Site, town: Municipality) -> tuple[Needs, ...]:
    """Every situation with those who help in it, near and farther."""
    near = {one.row.id for one in near_services(site, town)}
    here = {one.row.id for one in serving(site, town)}
    nearest = _nearest(site[Coverage].lacks[town.row.code_csu])
    found = []
    for theme in site[Catalogue].themes.values():
        lines = []
        for situation in theme.situations:
            helping = [one.service for one in situation.services if one.service.row.id in here]
            mine = tuple(one for one in helping if one.row.id in near)
            who, place = nearest.get(situation.row.id, (None, ""))
            named = who is not None and who.row.id in here
            lines.append(Need(situation, mine, len(helping) - len(mine) - named, who, place))
        found.append(Needs(theme, tuple(lines)))
    return tuple(found)


def _nearest(lack: Lack) -> dict[str, tuple[Service, str]]:
    """Who is nearest in each situation in which nobody is near, and where that is."""
    found = {
        one.situation.row.id: (one.service, _distance(one.town.label if one.town else "", one.km))
        for one in lack.farther
    }
    for one in lack.situations:
        if one.nearest:
            place = _distance(one.nearest.town.label, one.nearest.km)
            found[one.situation.row.id] = one.nearest.service, f"{place}, zeptejte se, zda pomáhá i vám"
    return found


def _distance(town: str, km: int | None) -> str:
    if not town:
        return "pro celý kraj"
    return town if km is None else f"{town}, asi {km} km vzdušnou čarou"


def can_be_reached(office: OfficeRow | None) -> bool:
    """Whether a phone, an e-mail or a web of a town hall is known."""
    return office is not None and bool(office.phone or office.email or office.web)


def whom_to_ask(town: Municipality, services: Sequence[Service]) -> Service | None:
    """The nearest office that can be reached, for a town whose own office cannot; else None.

    `services` come from the most local.
    """
    if can_be_reached(town.office):
        return None
    return next((one for one in offices(services) if one.phones or one.web), None)


def _whom(policy: FamilyPolicy, ask: Service | None) -> str:
    """Who is in charge, or where to ask."""
    if policy.contact:
        return words.IN_CHARGE
    where = words.ASK_OTHERS
    if ask is None:
        where = words.TURN_TO_OFFICE if can_be_reached(policy.municipality.office) else words.NO_OFFICE
    return f"{words.NOBODY_IN_CHARGE} {where}"


class TookPart(NamedTuple):
    """How children and families took part, and where in the source it stands."""

    row: rows.ParticipationRow
    state: str
    """Whether it was held, in words."""
    document: str
    """The document; "" where it is that of the whole policy."""
    place: str


def _took_part(policy: FamilyPolicy) -> Iterable[TookPart]:
    for one in policy.participation:
        other = one.source_document if one.source_document != policy.row.source_document else ""
        yield TookPart(one, STATES[one.state], other, one.source_section or words.NO_PLACE)


class Goal(NamedTuple):
    """A goal or what lies below it: in plain words, its official title, how it was met as the source says."""

    code: str
    plain: str
    title: str
    """The official title; "" where there are no plainer words than it."""
    url: str
    """Address of its page, "" where it has none."""
    when: str
    met: str
    """How it was met, in words; "" where nobody said."""
    below: tuple[Goal, ...]


class Goals(NamedTuple):
    """A strategy of the municipality; `url` is "" where it has no pages."""

    strategy: Strategy
    url: str
    goals: tuple[Goal, ...]
    measures: bool
    """Whether the strategy names measures or activities, not goals alone."""


def goals(site: Site, town: Municipality) -> tuple[Goals, ...]:
    """The municipality's own strategies: goals and what lies below them."""
    found = []
    for one in strategies(site, town):
        if one.territory is town:
            tree = tuple(_goal(root, below=True) for root in one.roots)
            known = any(node.level_role in MEASURES for node in one.nodes)
            found.append(Goals(one, one.url, tree, known))
    return tuple(found)


def _goal(node: Node, *, below: bool) -> Goal:
    row, latest = node.row, node.record.latest
    return Goal(
        row.code,
        row.plain or row.title,
        row.title if row.plain else "",
        node_url(node),
        when_told(latest) if latest else "",
        latest.words if latest else "",
        tuple(_goal(one, below=False) for one in node.children) if below else (),
    )


class Judged(NamedTuple):
    """An assessment in short."""

    assessment: Assessment
    phases: tuple[tuple[str, str, tuple[Count, ...]], ...]
    moves: tuple[tuple[Move, int], ...]
    parts: tuple[Part, ...]
    origin: str
    """Whose the levels are, where they are not the assessor's."""


def judged(assessment: Assessment) -> Judged:
    """The picture of an assessment and how many descriptors are where."""
    phases = tuple(
        (each.row.title, when(assessment, each), counts(assessment, each)) for each in assessment.phases
    )
    return Judged(assessment, phases, moves(assessment), parts(assessment), origin(assessment))


class PolicyPage(Struct, frozen=True, kw_only=True):
    """What the page of a family policy shows; the document is made from the same."""

    policy: FamilyPolicy
    row: rows.FamilyPolicyRow
    town: Municipality
    office: OfficeRow | None
    """The town hall, where it is known."""
    pdf: str
    """Address of the document."""
    figures: Sequence[Figure]
    near: Sequence[Near]
    farther: int
    """How many more services of the region help here."""
    listed: bool
    """Whether the page of the ORP lists any service."""
    needs: Sequence[Needs]
    goals: Sequence[Goals]
    above: Sequence[Strategy]
    """Strategies with pages that hold here and are not the municipality's own."""
    judged: Sequence[Judged]
    collected: str
    """How data about the municipality are collected."""
    participation: Sequence[TookPart]
    offices: Sequence[Service]
    """Offices in charge but the adviser."""
    whom: str
    """Who is in charge of the policy, or whom to ask."""
    adviser: Service | None
    """Who that is, or who tells where the town hall cannot be reached."""


def policy_reads(site: Site, policy: FamilyPolicy) -> Iterable[bytes]:
    """Keys of everything that the page and the document show."""
    town = policy.municipality
    mine = strategies(site, town)
    return (
        policy.key,
        help_key(site, town),
        b"%d" % bool(serving(site, town.orp, inside=True)),
        lack_key(site, town),
        *figures_reads(site, town),
        *(strategy.key for strategy in mine),
        *(node.key for strategy in mine if strategy.territory is town for node in strategy.nodes),
    )


def policy_view(site: Site, policy: FamilyPolicy) -> View:
    """The page of a municipality's family policy."""
    row, town = policy.row, policy.municipality
    return View(
        title=row.title,
        description=row.intro,
        crumbs=(Crumb("Obce", MUNICIPALITIES), Crumb(town.row.name, town.url)),
        data=policy_page(site, policy),
        origin=Origin(site.files[rows.FamilyPolicyRow], row.row_number),
        noindex=not policy.published,
    )


def policy_page(site: Site, policy: FamilyPolicy) -> PolicyPage:
    """What the page and the document of a municipality's family policy show."""
    town = policy.municipality
    services = serving(site, town)
    near = near_services(site, town)
    above = [each for each in strategies(site, town) if each.territory is not town]
    ask = None if policy.contact else whom_to_ask(town, services)
    return PolicyPage(
        policy=policy,
        row=policy.row,
        town=town,
        office=town.office,
        pdf=policy_pdf(policy),
        figures=figures_of(site, town),
        near=tuple(map(described, near)),
        farther=len(services) - len(near),
        listed=bool(serving(site, town.orp, inside=True)),
        needs=needs(site, town),
        goals=goals(site, town),
        above=[each for each in above if each.published],
        judged=tuple(map(judged, policy.assessments)),
        collected=policy.row.collected_data or words.COLLECTING_UNKNOWN,
        participation=tuple(_took_part(policy)),
        offices=[one for one in offices(services) if one is not ask],
        whom=_whom(policy, ask),
        adviser=policy.contact or ask,
    )


def _covered(site: Site) -> Iterable[FamilyPolicy]:
    return (one for one in site[Evaluations].family_policies.values() if one.municipality.covered)


POLICY = Family(
    name="policy",
    section="obce",
    source="evaluation/family_policies",
    of=_covered,
    url=policy_url,
    view=policy_view,
    reads=policy_reads,
    shows=PolicyPage,
    listed=lambda policy: policy.published,
)
PAGES = (POLICY,)
