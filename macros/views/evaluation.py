"""What the pages of criteria, of assessments and of their comparison show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from macros import czech
from macros.model import evaluation_rows as rows
from macros.model.evaluation import Assessment, CriteriaSet, Criterion, Descriptor, FamilyPolicy, Phase
from macros.model.keys import digest
from macros.model.site import Municipality, Site, Territory
from macros.views.common import Crumb, Origin, View, name_of, url_of

ROOT = "hodnoceni/"
MONTHS = (
    *("leden", "únor", "březen", "duben", "květen", "červen"),
    *("červenec", "srpen", "září", "říjen", "listopad", "prosinec"),
)


def month(value: str) -> str:
    """A month as people read it: "2023-07" → "červenec 2023"; "" stays ""."""
    return f"{MONTHS[int(value[5:7]) - 1]} {value[:4]}" if value else ""


class Mark(NamedTuple):
    """How a rating looks: `state` (level, open, missing), its word, and how full its box is, in twelfths."""

    state: str
    label: str
    fill: int


class Move(NamedTuple):
    """Movement between two phases: `kind` (same, advice, better, worse, unknown), a sign and words."""

    kind: str
    sign: str
    label: str


MOVES = {
    "same": Move("same", "=", "beze změny"),
    "advice": Move("advice", "+", "beze změny, přibylo doporučení"),
    "better": Move("better", "▲", "zlepšení"),
    "worse": Move("worse", "▼", "zhoršení"),
}
UNKNOWN = Move("unknown", "?", "nevíme")


def mark(group: CriteriaSet, assessment: Assessment, rating: rows.RatingRow | None) -> Mark:
    """How one rating looks; a rating without a value is no zero."""
    if rating is None:
        return Mark("missing", "neuvedeno", 0)
    level = group.level(rating.value)
    if level is None:
        derived = assessment.row.values_from == "derived"
        return Mark("open", "slova nerozhodnou" if derived else "bez stupně", 0)
    top = max(one.value for one in group.levels) or 1
    return Mark("level", level.label, round(12 * level.value / top))


def move(before: rows.RatingRow | None, after: rows.RatingRow | None) -> Move:
    """Movement as the source tells it; else what the values say; else unknown."""
    if after is not None and after.change:
        return MOVES[after.change]
    if before is None or after is None or before.value is None or after.value is None:
        return UNKNOWN
    return MOVES[
        "better" if after.value > before.value else "worse" if after.value < before.value else "same"
    ]


def said(before: rows.RatingRow | None, rating: rows.RatingRow | None) -> str:
    """The words of a rating without what the phase before said already; movement says that it is the same."""
    if rating is None or before is None or not before.words:
        return rating.words if rating else ""
    if rating.change not in ("same", "advice"):
        return "Popis je stejný jako předtím." if rating.words == before.words else rating.words
    return rating.words.removeprefix(before.words).strip()


class Rated(NamedTuple):
    """One rating as a page shows it; `move` is None in the first phase."""

    phase: Phase
    rating: rows.RatingRow | None
    mark: Mark
    words: str
    move: Move | None


class Line(NamedTuple):
    """A descriptor and its ratings by phase."""

    descriptor: Descriptor
    ratings: tuple[Rated, ...]


class Box(NamedTuple):
    """A box of the picture and where it stands."""

    x: int
    y: int
    mark: Mark


class Sign(NamedTuple):
    """A sign of movement between two rows of the picture."""

    x: int
    y: int
    move: Move


class Strip(NamedTuple):
    """The picture of one criterion: a row of boxes for each phase, signs of movement between the rows."""

    width: int
    height: int
    numbers: tuple[tuple[int, str], ...]
    names: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    signs: tuple[Sign, ...]
    text: str
    """All of it in words."""


class Part(NamedTuple):
    """A criterion of an assessment: its picture and its lines."""

    criterion: Criterion
    strip: Strip
    lines: tuple[Line, ...]


STEP, DOWN, BOX, FIRST, TOP = 23, 38, 20, 50, 18
"""Sizes of the picture: from box to box and from row to row, a box, room for names and for numbers."""


def parts(assessment: Assessment) -> tuple[Part, ...]:
    """All criteria of an assessment."""
    longest = max((len(one.descriptors) for one in assessment.set.criteria), default=0)
    found = []
    for criterion in assessment.set.criteria:
        mine = tuple(line(assessment, one) for one in criterion.descriptors)
        found.append(Part(criterion, strip(assessment.phases, mine, longest), mine))
    return tuple(found)


def line(assessment: Assessment, descriptor: Descriptor) -> Line:
    """The ratings of one descriptor in all phases."""
    found: list[Rated] = []
    before: rows.RatingRow | None = None
    for at, phase in enumerate(assessment.phases):
        rating = phase.ratings.get(descriptor.row.id)
        looks = mark(assessment.set, assessment, rating)
        found.append(Rated(phase, rating, looks, said(before, rating), move(before, rating) if at else None))
        before = rating
    return Line(descriptor, tuple(found))


def strip(phases: Sequence[Phase], lines: Sequence[Line], longest: int) -> Strip:
    """Lay the picture of a criterion out, as wide as the one with most descriptors needs."""
    boxes, signs = [], []
    for at, one in enumerate(lines):
        for row, rated in enumerate(one.ratings):
            x, y = FIRST + STEP * at, TOP + DOWN * row
            boxes.append(Box(x, y, rated.mark))
            if rated.move:
                signs.append(Sign(x + BOX // 2, y - 5, rated.move))
    return Strip(
        FIRST + STEP * longest,
        TOP + DOWN * (len(phases) - 1) + BOX + 2,
        tuple(
            (FIRST + STEP * at + BOX // 2, str(one.descriptor.row.position)) for at, one in enumerate(lines)
        ),
        tuple((TOP + DOWN * row + 14, one.row.title) for row, one in enumerate(phases)),
        tuple(boxes),
        tuple(signs),
        "; ".join(f"{one.descriptor.number} {_told(one)}" for one in lines),
    )


def _told(one: Line) -> str:
    return ", ".join(
        f"{rated.phase.row.title}: {rated.mark.label}"
        + (f" ({rated.move.label})" if rated.move and rated.move is not UNKNOWN else "")
        for rated in one.ratings
    )


class Count(NamedTuple):
    """How many descriptors have a mark. It counts, it does not add levels up."""

    mark: Mark
    many: int


def counts(assessment: Assessment, phase: Phase) -> tuple[Count, ...]:
    """How many descriptors of a phase are on each level, the highest first, then those without one."""
    marks = [
        mark(assessment.set, assessment, phase.ratings.get(one.row.id)) for one in assessment.set.descriptors
    ]
    found = Counter(marks)
    order = sorted(found, key=lambda one: (one.state != "level", one.state == "missing", -one.fill))
    return tuple(Count(one, found[one]) for one in order)


def moves(assessment: Assessment) -> tuple[tuple[Move, int], ...]:
    """How many descriptors moved in which way between the first and the last phase."""
    if len(assessment.phases) < 2:
        return ()
    last = [line(assessment, one).ratings[-1].move or UNKNOWN for one in assessment.set.descriptors]
    found = Counter(last)
    return tuple((one, found[one]) for one in (*MOVES.values(), UNKNOWN) if found[one])


# Pages ------------------------------------------------------------------------------------------------


def assessment_url(one: Assessment) -> str:
    """Address of an assessment's page."""
    return f"{ROOT}{one.row.id}/"


def set_url(one: CriteriaSet) -> str:
    """Address of the page of a set of criteria."""
    return f"{ROOT}{one.row.id}/"


def blank_form(one: CriteriaSet) -> str:
    """Address of the empty form of a set."""
    return f"{ROOT}{one.row.id}/formular.xlsx"


def filled_form(one: Assessment, phase: Phase) -> str:
    """Address of the form of a phase, filled with what is known; "" but for a municipality: forms are theirs."""
    if not isinstance(one.territory, Municipality):
        return ""
    return f"{ROOT}{one.row.id}/{phase.row.phase}.xlsx"


def territory_link(site: Site, territory: Territory) -> tuple[str, str]:
    """Name of a territory and the address of its page, "" where it has none."""
    return name_of(territory), url_of(territory) if site.is_covered(territory) else ""


def policy_url(one: FamilyPolicy) -> str:
    """Address of the page of a family policy."""
    return policy_url_of(one.municipality)


def policy_url_of(town: Municipality) -> str:
    """Address of the page that a municipality's family policy has, or will have."""
    return f"obce/{town.row.slug}/rodinna-politika/"


def policy_pdf(one: FamilyPolicy) -> str:
    """Address of a family policy as a document."""
    return f"{policy_url(one).rstrip('/')}.pdf"


def policies(site: Site) -> tuple[FamilyPolicy, ...]:
    """Published policies of the covered municipalities, by name."""
    found = [
        one for one in site.family_policies.values() if one.published and site.is_covered(one.municipality)
    ]
    return tuple(sorted(found, key=lambda one: czech.sort_key(one.municipality.row.name)))


def evaluations_reads(site: Site, subject: Any) -> Iterable[bytes]:
    """Keys of everything that the list of sets and assessments shows."""
    return (
        *(one.key for one in site.criteria_sets.values()),
        *(one.key for one in site.assessments.values()),
        *(one.key for one in policies(site)),
    )


def evaluations_view(site: Site, subject: Any) -> View:
    """The page of all sets of criteria, all assessments and all family policies."""
    return View(
        title="Hodnocení obcí",
        description="Podle čeho obec pozná, jak podporuje rodiny s dětmi, a jak na tom obce jsou.",
        crumbs=(),
        data={
            "sets": site.criteria_sets.values(),
            "found": [_card(site, one) for one in site.assessments.values()],
            "policies": policies(site),
        },
        origin=Origin(site.files[rows.CriteriaSetRow], 0),
    )


def _card(site: Site, one: Assessment) -> dict[str, Any]:
    name, url = territory_link(site, one.territory)
    return {"one": one, "name": name, "url": url, "parts": parts(one), "moves": moves(one)}


def set_reads(site: Site, one: CriteriaSet) -> Iterable[bytes]:
    """Keys of a set and of the assessments by it."""
    return (one.key, *(each.key for each in one.assessments))


def set_view(site: Site, one: CriteriaSet) -> View:
    """The page of a set: criteria, descriptors, scale, forms."""
    row = one.row
    return View(
        title=row.title,
        description=row.summary,
        crumbs=(Crumb("Hodnocení obcí", ROOT),),
        data={
            "group": one,
            "row": row,
            "marks": scale(one),
            "assessments": [(each, *territory_link(site, each.territory)) for each in one.assessments],
        },
        origin=Origin(site.files[rows.CriteriaSetRow], row.row_number),
    )


def scale(one: CriteriaSet) -> list[tuple[Mark, rows.ScaleLevelRow]]:
    """The levels of a set from the highest, and how each looks."""
    top = max((level.value for level in one.levels), default=1) or 1
    return [
        (Mark("level", level.label, round(12 * level.value / top)), level) for level in reversed(one.levels)
    ]


def form_reads(site: Site, one: CriteriaSet) -> Iterable[bytes]:
    """Key of the set."""
    return (one.key,)


def form_view(site: Site, one: CriteriaSet) -> View:
    """The form of a set on paper."""
    return View(
        title=f"Formulář: {one.row.title}",
        description=f"Formulář k vytištění. {one.row.summary}",
        crumbs=(Crumb("Hodnocení obcí", ROOT), Crumb(one.row.title, set_url(one))),
        data={"group": one, "row": one.row, "marks": scale(one)},
        origin=Origin(site.files[rows.CriteriaSetRow], one.row.row_number),
    )


class Column(NamedTuple):
    """One phase of one assessment in the comparison."""

    assessment: Assessment
    phase: Phase
    place: str
    url: str
    when: str
    counts: tuple[Count, ...]


def when(assessment: Assessment, phase: Phase) -> str:
    """When a phase was rated; where the source does not say, the time of the whole assessment."""
    if phase.row.rated:
        return month(phase.row.rated)
    started, ended = month(assessment.row.started), month(assessment.row.ended)
    if started and ended:
        return f"program {started} až {ended}"
    return f"od {started}" if started else f"do {ended}" if ended else "kdy, zdroj neuvádí"


def compare_reads(site: Site, one: CriteriaSet) -> Iterable[bytes]:
    """Keys of the set and of all assessments by it."""
    return set_reads(site, one)


def compare_view(site: Site, one: CriteriaSet) -> View:
    """All assessments by one set side by side: places and times."""
    columns = [
        Column(each, phase, *territory_link(site, each.territory), when(each, phase), counts(each, phase))
        for each in one.assessments
        for phase in each.phases
    ]
    table = [
        (
            criterion,
            [
                (
                    descriptor,
                    [
                        mark(one, column.assessment, column.phase.ratings.get(descriptor.row.id))
                        for column in columns
                    ],
                )
                for descriptor in criterion.descriptors
            ],
        )
        for criterion in one.criteria
    ]
    return View(
        title=f"Srovnání: {one.row.title}",
        description="Hodnocení obcí vedle sebe a v čase. Stupně nejsou body, nesčítají se.",
        crumbs=(Crumb("Hodnocení obcí", ROOT), Crumb(one.row.title, set_url(one))),
        data={"group": one, "row": one.row, "columns": columns, "table": table, "marks": scale(one)},
        origin=Origin(site.files[rows.AssessmentRow], 0),
    )


def assessment_reads(site: Site, one: Assessment) -> Iterable[bytes]:
    """Key of the assessment, and whether its municipality has a policy to link to."""
    return (one.key, digest(each.key for each in policies(site) if each.municipality is one.territory))


def assessment_view(site: Site, one: Assessment) -> View:
    """The page of an assessment: picture, every descriptor with its movement, who said it."""
    row = one.row
    name, url = territory_link(site, one.territory)
    policy = next((each for each in policies(site) if each.municipality is one.territory), None)
    return View(
        title=row.title,
        description=row.summary or f"{one.set.row.title}: {name}.",
        crumbs=(Crumb("Hodnocení obcí", ROOT), Crumb(one.set.row.title, set_url(one.set))),
        data={
            "assessment": one,
            "row": row,
            "group": one.set,
            "place": name,
            "place_url": url,
            "policy": policy,
            "parts": parts(one),
            "summary": [
                (phase, when(one, phase), counts(one, phase), filled_form(one, phase)) for phase in one.phases
            ],
            "moves": moves(one),
            "marks": scale(one.set),
            "facts": _facts(one),
        },
        origin=Origin(site.files[rows.AssessmentRow], row.row_number),
    )


def _facts(one: Assessment) -> list[tuple[str, str]]:
    row = one.row
    started, ended = month(row.started), month(row.ended)
    time = f"{started} až {ended}" if started and ended else started or ended or "zdroj neuvádí"
    values = "vybral je sám hodnotitel" if row.values_from == "assessor" else _derived(one)
    return [("Kdo hodnotil", row.assessor), ("Období", time), ("Stupně", values)]


def _derived(one: Assessment) -> str:
    ratings = [rating for phase in one.phases for rating in phase.ratings.values()]
    who = ", ".join(dict.fromkeys(rating.derived_by for rating in ratings if rating.derived_by))
    open_ = sum(1 for rating in ratings if rating.value is None)
    note = f" U {open_} z {len(ratings)} známek slova nerozhodnou, stupeň proto chybí." if open_ else ""
    return f"zdroj je nemá, ze slov je odvodil: {who or 'zatím nikdo'}.{note}"


def of_municipality(site: Site, one: Municipality) -> dict[str, Any]:
    """What a municipality's page links to: its published policy and its assessments."""
    policy = site.family_policies.get(one.row.code_csu)
    return {
        "policy": policy if policy and policy.published else None,
        "assessments": [each for each in site.assessments.values() if each.territory is one],
    }


def of_municipality_reads(site: Site, one: Municipality) -> Iterable[bytes]:
    """Keys of what `of_municipality` gives."""
    found = of_municipality(site, one)
    policy: FamilyPolicy | None = found["policy"]
    return (*((policy.key,) if policy else ()), *(each.key for each in found["assessments"]))
