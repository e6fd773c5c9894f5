"""What the pages of criteria, of assessments and of their comparison show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from macros.model.keys import digest
from macros.model.site import Site, once
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.evaluation import rows
from macros.subjects.evaluation.addresses import INDEX, POLICY
from macros.subjects.evaluation.model import (
    Assessment,
    CriteriaSet,
    Criterion,
    Descriptor,
    Evaluations,
    FamilyPolicy,
    Phase,
)
from macros.subjects.evaluation.ratings import (
    Count,
    Mark,
    Move,
    Part,
    counts,
    derived_by,
    is_derived,
    mark,
    month,
    moves,
    origin,
    parts,
    when,
)
from macros.subjects.territory.model import Municipality, Orp, Region, Territory, ladder
from macros.words import czech


def assessment_url(assessment: Assessment) -> str:
    """Address of an assessment's page."""
    return f"{INDEX}{assessment.row.id}/"


def set_url(group: CriteriaSet) -> str:
    """Address of the page of a set of criteria."""
    return f"{INDEX}{group.row.id}/"


def blank_form(group: CriteriaSet) -> str:
    """Address of the empty form of a set."""
    return f"{INDEX}{group.row.id}/formular.xlsx"


def filled_form(assessment: Assessment, phase: Phase) -> str:
    """Address of the form of a phase, filled with what is known; "" but for a municipality: forms are theirs."""
    if assessment.town is None:
        return ""
    return f"{INDEX}{assessment.row.id}/{phase.row.phase}.xlsx"


def policy_url(policy: FamilyPolicy) -> str:
    """Address of the page of a family policy."""
    return policy_url_of(policy.municipality)


def policy_url_of(town: Municipality) -> str:
    """Address of the page that the family policy of a covered municipality has, or will have."""
    return f"{town.url}{POLICY}/"


def policy_pdf(policy: FamilyPolicy) -> str:
    """Address of a family policy as a document."""
    return f"{policy_url(policy).rstrip('/')}.pdf"


@once
def policies(site: Site) -> tuple[FamilyPolicy, ...]:
    """Published policies of the covered municipalities, by name."""
    found = [
        one
        for one in site[Evaluations].family_policies.values()
        if one.published and one.municipality.covered
    ]
    return tuple(sorted(found, key=lambda policy: czech.sort_key(policy.municipality.row.name)))


class Card(NamedTuple):
    """An assessment in the list."""

    assessment: Assessment
    name: str
    """Its territory in words."""
    url: str
    """Address of the page of its territory, "" where it has none."""
    parts: tuple[Part, ...]
    moves: tuple[tuple[Move, int], ...]
    origin: str
    """Whose the levels are, where they are not the assessor's."""


class EvaluationsPage(Struct, frozen=True, kw_only=True):
    """What the list of sets, assessments and family policies shows."""

    sets: Sequence[CriteriaSet]
    found: Sequence[Card]
    policies: Sequence[FamilyPolicy]


def evaluations_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of everything that the list of sets and assessments shows."""
    return (
        *(one.key for one in site[Evaluations].criteria_sets.values()),
        *(one.key for one in site[Evaluations].assessments.values()),
        *(one.key for one in policies(site)),
    )


def evaluations_view(site: Site, subject: Any) -> View:
    """The page of all sets of criteria, all assessments and all family policies."""
    return View(
        title="Hodnocení obcí",
        description="Podle čeho obec pozná, jak podporuje rodiny s dětmi, a jak na tom obce jsou.",
        crumbs=(),
        data=EvaluationsPage(
            sets=tuple(site[Evaluations].criteria_sets.values()),
            found=[_card(one) for one in site[Evaluations].assessments.values()],
            policies=policies(site),
        ),
        origin=Origin(site.files[rows.CriteriaSetRow], 0),
    )


def _card(assessment: Assessment) -> Card:
    name, url = assessment.territory.extent, assessment.territory.url
    return Card(assessment, name, url, parts(assessment), moves(assessment), origin(assessment))


class Scale(NamedTuple):
    """The levels of a set from the highest and how each looks, and how a rating without a level does."""

    levels: Sequence[tuple[Mark, rows.ScaleLevelRow]]
    open: Mark


class CriteriaPage(Struct, frozen=True, kw_only=True):
    """What the page of a set shows."""

    group: CriteriaSet
    row: rows.CriteriaSetRow
    scale: Scale
    assessments: Sequence[tuple[Assessment, str, str]]
    """Assessments by it, each with its territory in words and the address of that, "" where it has no page."""


def set_reads(site: Site, group: CriteriaSet) -> Iterable[bytes]:
    """Keys of a set and of the assessments by it."""
    return (group.key, *(each.key for each in group.assessments))


def set_view(site: Site, group: CriteriaSet) -> View:
    """The page of a set: criteria, descriptors, scale, forms."""
    row = group.row
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(Crumb("Hodnocení obcí", INDEX),),
        data=CriteriaPage(
            group=group,
            row=row,
            scale=scale(group),
            assessments=[(each, each.territory.extent, each.territory.url) for each in group.assessments],
        ),
        origin=Origin(site.files[rows.CriteriaSetRow], row.row_number),
    )


def scale(group: CriteriaSet) -> Scale:
    """How ratings by a set look."""
    top = max((level.value for level in group.levels), default=1) or 1
    levels = [
        (Mark("level", level.label, round(12 * level.value / top)), level) for level in reversed(group.levels)
    ]
    return Scale(levels, Mark("open", "", 0))


class FormPage(Struct, frozen=True, kw_only=True):
    """What the form of a set on paper shows."""

    group: CriteriaSet
    row: rows.CriteriaSetRow
    levels: Sequence[rows.ScaleLevelRow]
    """From the highest."""


def form_reads(site: Site, group: CriteriaSet) -> Iterable[bytes]:
    """Key of the set."""
    return (group.key,)


def form_view(site: Site, group: CriteriaSet) -> View:
    """The form of a set on paper."""
    return View(
        title=f"Formulář: {group.row.title}",
        description=f"Formulář k vytištění. {group.row.summary}",
        crumbs=(Crumb("Hodnocení obcí", INDEX), Crumb(group.row.title, set_url(group))),
        data=FormPage(group=group, row=group.row, levels=group.levels[::-1]),
        origin=Origin(site.files[rows.CriteriaSetRow], group.row.row_number),
    )


class Column(NamedTuple):
    """One phase of one assessment in the comparison."""

    assessment: Assessment
    phase: Phase
    place: str
    url: str
    when: str
    counts: tuple[Count, ...]
    origin: str
    """Whether the levels are derived or the assessor's own."""


Compared = tuple[Criterion, Sequence[tuple[Descriptor, Sequence[Mark]]]]
"""A criterion and its descriptors, each with a mark a column."""


class JudgedPage(Struct, frozen=True, kw_only=True):
    """What the comparison of all assessments by a set shows."""

    group: CriteriaSet
    row: rows.CriteriaSetRow
    columns: Sequence[Column]
    alone: bool
    """Whether there is one territory only, so that nothing but times can be compared."""
    width: int
    """How many columns the table has, with the names of the descriptors."""
    table: Sequence[Compared]
    scale: Scale


def compare_reads(site: Site, group: CriteriaSet) -> Iterable[bytes]:
    """Keys of the set and of all assessments by it."""
    return set_reads(site, group)


def compare_view(site: Site, group: CriteriaSet) -> View:
    """All assessments by one set side by side: places and times."""
    columns = [
        Column(
            each,
            phase,
            each.territory.extent,
            each.territory.url,
            when(each, phase),
            counts(each, phase),
            "odvozeno" if is_derived(each) else "vlastní hodnocení",
        )
        for each in group.assessments
        for phase in each.phases
    ]
    table = [
        (
            criterion,
            [
                (
                    descriptor,
                    [
                        mark(group, column.assessment, column.phase.ratings.get(descriptor.row.id))
                        for column in columns
                    ],
                )
                for descriptor in criterion.descriptors
            ],
        )
        for criterion in group.criteria
    ]
    return View(
        title=f"Srovnání: {group.row.title}",
        description="Hodnocení obcí vedle sebe a v čase. Stupně nejsou body, nesčítají se.",
        crumbs=(Crumb("Hodnocení obcí", INDEX), Crumb(group.row.title, set_url(group))),
        data=JudgedPage(
            group=group,
            row=group.row,
            columns=columns,
            alone=len({one.place for one in columns}) == 1,
            width=len(columns) + 1,
            table=table,
            scale=scale(group),
        ),
        origin=Origin(site.files[rows.AssessmentRow], 0),
    )


class AssessmentPage(Struct, frozen=True, kw_only=True):
    """What the page of an assessment shows."""

    row: rows.AssessmentRow
    group: CriteriaSet
    place: str
    """Its territory in words."""
    place_url: str
    """Address of the page of its territory, "" where it has none."""
    policy: FamilyPolicy | None
    """The published family policy of its municipality."""
    parts: Sequence[Part]
    origin: str
    """Whose the levels are, where they are not the assessor's."""
    summary: Sequence[tuple[Phase, str, Sequence[Count]]]
    """Phases: when, and how many descriptors are where."""
    forms: Sequence[tuple[str, str]]
    """Phases that have a form filled with what is known: title and address of the form."""
    moves: Sequence[tuple[Move, int]]
    scale: Scale
    facts: Sequence[tuple[str, str]]


def assessment_reads(site: Site, assessment: Assessment) -> Iterable[bytes]:
    """Key of the assessment, and whether its municipality has a policy to link to."""
    return (
        assessment.key,
        digest(each.key for each in policies(site) if each.municipality is assessment.territory),
    )


def assessment_view(site: Site, assessment: Assessment) -> View:
    """The page of an assessment: picture, every descriptor with its movement, who said it."""
    row = assessment.row
    name, url = assessment.territory.extent, assessment.territory.url
    policy = next((each for each in policies(site) if each.municipality is assessment.territory), None)
    return View(
        title=row.title,
        description=row.summary or f"{assessment.set.row.title}: {name}.",
        crumbs=(
            Crumb("Hodnocení obcí", INDEX),
            Crumb(assessment.set.row.title, set_url(assessment.set)),
        ),
        data=AssessmentPage(
            row=row,
            group=assessment.set,
            place=name,
            place_url=url,
            policy=policy,
            parts=parts(assessment),
            origin=origin(assessment),
            summary=[
                (phase, when(assessment, phase), counts(assessment, phase)) for phase in assessment.phases
            ],
            forms=[
                (phase.row.title, form)
                for phase in assessment.phases
                if (form := filled_form(assessment, phase))
            ],
            moves=moves(assessment),
            scale=scale(assessment.set),
            facts=_facts(assessment),
        ),
        origin=Origin(site.files[rows.AssessmentRow], row.row_number),
    )


def _facts(assessment: Assessment) -> list[tuple[str, str]]:
    row = assessment.row
    started, ended = month(row.started), month(row.ended)
    time = f"{started} až {ended}" if started and ended else started or ended or "zdroj neuvádí"
    values = "vybral je sám hodnotitel" if row.values_from == "assessor" else _derived(assessment)
    return [("Kdo hodnotil", row.assessor), ("Období", time), ("Stupně", values)]


def _derived(assessment: Assessment) -> str:
    ratings = [rating for phase in assessment.phases for rating in phase.ratings.values()]
    who = derived_by(assessment)
    open_ = sum(1 for rating in ratings if rating.value is None)
    note = f" U {open_} z {len(ratings)} známek slova nerozhodnou, stupeň proto chybí." if open_ else ""
    return f"zdroj je nemá, ze slov je odvodil: {who or 'zatím nikdo'}.{note}"


class Evaluated(NamedTuple):
    """What the page of a territory links to: family policies and assessments of it and of what lies in it."""

    links: tuple[tuple[str, str], ...]
    """Address and text."""
    none: str
    """Says that there is no assessment yet; "" where there is one, or where the portal has no criteria."""


@once
def _by_territory(site: Site) -> Mapping[Territory, tuple[list[FamilyPolicy], list[Assessment]]]:
    """Published policies and assessments by each territory in which they are."""
    told: defaultdict[Territory, tuple[list[FamilyPolicy], list[Assessment]]]
    told = defaultdict(lambda: ([], []))
    for policy in policies(site):
        for place in ladder(policy.municipality):
            told[place][0].append(policy)
    for assessment in site[Evaluations].assessments.values():
        for place in ladder(assessment.territory):
            told[place][1].append(assessment)
    return told


def evaluated(site: Site, territory: Municipality | Orp | Region) -> Evaluated:
    """Family policies and assessments for the page of a territory."""
    mine, found = _by_territory(site).get(territory, ((), ()))
    links = [(policy_url(one), one.row.title) for one in mine]
    links += [(assessment_url(one), f"Hodnocení: {one.row.title}") for one in found]
    none = ""
    if not found and site[Evaluations].criteria_sets:
        alone = not territory.below
        none = "Obec se zatím nehodnotila." if alone else "Žádná obec se tu zatím nehodnotila."
    return Evaluated(tuple(links), none)


def evaluated_reads(site: Site, territory: Municipality | Orp | Region) -> Iterable[bytes]:
    """Key of what `evaluated` gives."""
    found = evaluated(site, territory)
    return (digest(part.encode() for link in found.links for part in link), found.none.encode())


EVALUATIONS = Family(
    name="evaluations",
    section="strategie",
    source="evaluation/criteria_sets",
    **single(INDEX, lambda site: site[Evaluations].criteria_sets),
    view=evaluations_view,
    reads=evaluations_reads,
    shows=EvaluationsPage,
)
CRITERIA = Family(
    name="criteria",
    section="strategie",
    source="evaluation/criteria_sets",
    of=lambda site: site[Evaluations].criteria_sets.values(),
    url=set_url,
    view=set_view,
    reads=set_reads,
    shows=CriteriaPage,
)
FORM = Family(
    name="form",
    section="strategie",
    source="evaluation/descriptors",
    of=lambda site: site[Evaluations].criteria_sets.values(),
    url=lambda group: f"{set_url(group)}formular/",
    view=form_view,
    reads=form_reads,
    shows=FormPage,
)
JUDGED_SIDE_BY_SIDE = Family(
    name="judged",
    section="strategie",
    source="evaluation/ratings",
    of=lambda site: site[Evaluations].criteria_sets.values(),
    url=lambda group: f"{set_url(group)}srovnani/",
    view=compare_view,
    reads=compare_reads,
    shows=JudgedPage,
)
ASSESSMENT = Family(
    name="assessment",
    section="strategie",
    source="evaluation/assessments",
    of=lambda site: site[Evaluations].assessments.values(),
    url=assessment_url,
    view=assessment_view,
    reads=assessment_reads,
    shows=AssessmentPage,
)
PAGES = (EVALUATIONS, CRITERIA, FORM, JUDGED_SIDE_BY_SIDE, ASSESSMENT)
