"""Criteria, assessments and family policies as linked objects, and their links: `link_evaluation`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from macros.model.keys import digest, grouped, row_key
from macros.model.reader import Read
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.evaluation import rows
from macros.subjects.territory.model import Municipality, Territories, Territory


@dataclass(slots=True, eq=False, repr=False)
class CriteriaSet:
    """A set of criteria with its scale, lowest level first. `key` covers criteria and scale too."""

    row: rows.CriteriaSetRow
    levels: tuple[rows.ScaleLevelRow, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    """Assessments by this set, by territory and then from the oldest."""
    key: bytes = b""

    def level(self, value: int | None) -> rows.ScaleLevelRow | None:
        """The level of that value; None where it is not known."""
        return next((one for one in self.levels if one.value == value), None)

    @property
    def descriptors(self) -> tuple[Descriptor, ...]:
        """All descriptors in the order of the source."""
        return tuple(one for criterion in self.criteria for one in criterion.descriptors)


@dataclass(slots=True, eq=False, repr=False)
class Criterion:
    """A criterion and its descriptors in the order of the source."""

    row: rows.CriterionRow
    descriptors: tuple[Descriptor, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Descriptor:
    """One thing that is judged. `number` is how it is called: "2.3" is the third of the second criterion."""

    row: rows.DescriptorRow
    number: str


@dataclass(slots=True, eq=False, repr=False)
class Phase:
    """A time at which an assessment was made, and its ratings by descriptor."""

    row: rows.PhaseRow
    ratings: dict[str, rows.RatingRow]


@dataclass(slots=True, eq=False, repr=False)
class Assessment:
    """An assessment of a territory: its phases from the first. `key` covers all its rows and its set."""

    row: rows.AssessmentRow
    set: CriteriaSet
    territory: Territory
    phases: tuple[Phase, ...]
    key: bytes

    @property
    def town(self) -> Municipality | None:
        """The municipality, where the territory is one: forms are theirs."""
        return self.territory if isinstance(self.territory, Municipality) else None


@dataclass(slots=True, eq=False, repr=False)
class FamilyPolicy:
    """The page of a municipality's family policy: what stands in no other package."""

    row: rows.FamilyPolicyRow
    municipality: Municipality
    contact: Service | None
    participation: tuple[rows.ParticipationRow, ...]
    assessments: tuple[Assessment, ...]
    """Assessments of the municipality, the newest first."""
    key: bytes

    @property
    def published(self) -> bool:
        """Whether other pages lead to it."""
        return self.row.state == "published"


@dataclass(slots=True, eq=False, repr=False)
class Evaluations:
    """All sets of criteria, assessments and family policies."""

    criteria_sets: dict[str, CriteriaSet] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    family_policies: dict[str, FamilyPolicy] = field(default_factory=dict)
    """By code of the municipality."""


def link_evaluation(site: Site, read: Read) -> None:
    """Link the tables of the package; a portal without it has none of these objects."""
    _sets(site, read)
    _assessments(site, read)
    _policies(site, read)


def _sets(site: Site, read: Read) -> None:
    sets = {row.id: CriteriaSet(row) for row in read("evaluation", "criteria_sets")}
    levels = grouped(read("evaluation", "scale_levels"), lambda row: row.set)
    criteria = grouped(read("evaluation", "criteria"), lambda row: row.set)
    descriptors = grouped(read("evaluation", "descriptors"), lambda row: row.criterion)
    for code, one in sets.items():
        one.levels = tuple(sorted(levels[code], key=lambda row: row.value))
        found = []
        for row in sorted(criteria[code], key=lambda row: row.position):
            mine = sorted(descriptors[row.id], key=lambda row: row.position)
            numbered = (Descriptor(each, f"{row.position}.{each.position}") for each in mine)
            found.append(Criterion(row, tuple(numbered)))
        one.criteria = tuple(found)
        below = [*(each.row for each in one.criteria), *(each.row for each in one.descriptors)]
        one.key = row_key(one.row, *one.levels, *below)
    site[Evaluations].criteria_sets = sets


def _assessments(site: Site, read: Read) -> None:
    evaluations = site[Evaluations]
    ratings: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for row in read("evaluation", "ratings"):
        ratings[row.assessment, row.phase][row.descriptor] = row
    phases = grouped(read("evaluation", "phases"), lambda row: row.assessment)
    found = []
    for row in read("evaluation", "assessments"):
        in_time = sorted(phases[row.id], key=lambda row: row.position)
        mine = tuple(Phase(one, ratings[row.id, one.phase]) for one in in_time)
        rated = [each for one in mine for each in one.ratings.values()]
        group, territory = (
            evaluations.criteria_sets[row.set],
            site[Territories].territory(row.level, row.territory_code),
        )
        key = digest([group.key, territory.key, row_key(row, *in_time, *rated)])
        found.append(Assessment(row, group, territory, mine, key))
    found.sort(
        key=lambda assessment: (
            assessment.row.level,
            assessment.row.territory_code,
            _began(assessment),
            assessment.row.id,
        )
    )
    evaluations.assessments = {one.row.id: one for one in found}
    for group in evaluations.criteria_sets.values():
        group.assessments = tuple(one for one in found if one.set is group)


def _began(assessment: Assessment) -> str:
    """The first month that is known of an assessment."""
    return min(
        filter(None, (assessment.row.started, *(phase.row.rated for phase in assessment.phases))), default=""
    )


def _policies(site: Site, read: Read) -> None:
    evaluations = site[Evaluations]
    asked = grouped(read("evaluation", "participation"), lambda row: row.municipality_code_csu)
    of_town: defaultdict[str, list[Assessment]] = defaultdict(list)
    for one in evaluations.assessments.values():
        if one.row.level == "municipality":
            of_town[one.row.territory_code].insert(0, one)
    for row in read("evaluation", "family_policies"):
        code = row.municipality_code_csu
        town, mine = site[Territories].municipalities[code], tuple(of_town[code])
        took_part = tuple(sorted(asked[code], key=lambda row: row.position))
        named = site[Catalogue].services.get(row.contact_service)
        contact = named if named and named.active else None  # else an office of the town is named
        keys = [row_key(row, *took_part), town.key, *(one.key for one in mine)]
        key = digest([*keys, contact.key] if contact else keys)
        evaluations.family_policies[code] = FamilyPolicy(row, town, contact, took_part, mine, key)
