"""Rules about assessments and family policies: what was rated, on which scale, and who says so."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.check.common import known
from macros.check.people import Naming
from macros.data.problems import Problem
from macros.subjects.territory.codes import area_codes
from macros.words.czech import plural


def _column(data: Data, table: str, key: str, column: str) -> dict[str, str]:
    """Values of a column of the package by key; cells that could not be read are left out."""
    found = data.table("evaluation", table)
    rows = found.records([key, column]) if found else ()
    return {one: value for _, one, value in rows if one and value is not None}


def _sets_of_descriptors(data: Data) -> dict[str, str]:
    sets = _column(data, "criteria", "id", "set")
    criteria = _column(data, "descriptors", "id", "criterion")
    return {one: sets[criterion] for one, criterion in criteria.items() if criterion in sets}


@check("foreign-descriptor")
def foreign_descriptor(data: Data) -> Iterator[Problem]:
    """A rating is of a descriptor that belongs to the set of its assessment."""
    sets, mine = _column(data, "assessments", "id", "set"), _sets_of_descriptors(data)
    if table := data.table("evaluation", "ratings"):
        for row, assessment, descriptor in table.records(["assessment", "descriptor"]):
            group, of = sets.get(assessment), mine.get(descriptor)
            if group and of and group != of:
                yield table.problem(row, "descriptor", "foreign-descriptor", descriptor, set=group)


@check("off-scale")
def off_scale(data: Data) -> Iterator[Problem]:
    """A value is one of the levels of the scale of its set."""
    table, scale = data.table("evaluation", "ratings"), data.table("evaluation", "scale_levels")
    if table is None or scale is None:
        return
    sets = _column(data, "assessments", "id", "set")
    levels: defaultdict[str, list[int]] = defaultdict(list)
    for _, group, value in scale.records(["set", "value"]):
        if group and value is not None:
            levels[group].append(value)
    for row, assessment, value in table.records(["assessment", "value"]):
        allowed = levels.get(sets.get(assessment, ""), ())
        if value is not None and allowed and value not in allowed:
            said = ", ".join(map(str, sorted(allowed)))
            yield table.problem(row, "value", "off-scale", value, allowed=said)


@check("value-author", "value-no-author")
def value_author(data: Data) -> Iterator[Problem]:
    """A value that was derived from words says by whom and from which; one of the assessor says neither."""
    table = data.table("evaluation", "ratings")
    if table is None:
        return
    origin = _column(data, "assessments", "id", "values_from")
    columns = ["assessment", "value", "derived_by", "derived_from"]
    for row, assessment, value, by, words in table.records(columns):
        derived = origin.get(assessment) == "derived" and value is not None
        if derived and not (by and words):
            column = "derived_from" if by else "derived_by"
            yield table.problem(row, column, "value-author", assessment=assessment)
        elif assessment in origin and not derived and (by or words):
            column = "derived_by" if by else "derived_from"
            yield table.problem(row, column, "value-no-author", by or words)


@check("rating-empty")
def empty_rating(data: Data) -> Iterator[Problem]:
    """A rating says something: words or a value."""
    if table := data.table("evaluation", "ratings"):
        for row, words, value in table.records(["words", "value"]):
            if not words and value is None:
                yield table.problem(row, "words", "rating-empty")


@check("rating-phase")
def rating_phase(data: Data) -> Iterator[Problem]:
    """A rating belongs to a phase of its assessment."""
    table, phases = data.table("evaluation", "ratings"), data.table("evaluation", "phases")
    if table is None or phases is None:
        return
    have: defaultdict[str, list[str]] = defaultdict(list)
    for _, assessment, phase in phases.records(["assessment", "phase"]):
        if assessment and phase:
            have[assessment].append(phase)
    for row, assessment, phase in table.records(["assessment", "phase"]):
        if assessment and phase and phase not in have[assessment]:
            mine = ", ".join(have[assessment]) or "zatím žádné"
            yield table.problem(row, "phase", "rating-phase", phase, phases=mine, assessment=assessment)


@check("phase-order")
def phase_order(data: Data) -> Iterator[Problem]:
    """Phases of an assessment follow each other in time."""
    table = data.table("evaluation", "phases")
    if table is None:
        return
    phases: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for row, assessment, position, rated in table.records(["assessment", "position", "rated"]):
        if assessment and position is not None and rated:
            phases[assessment].append((position, rated, row))
    for found in phases.values():
        latest = ""
        for _, rated, row in sorted(found):
            if rated < latest:
                yield table.problem(row, "rated", "phase-order", rated, before=latest)
            latest = max(latest, rated)


@check("future", "period")
def months(data: Data) -> Iterator[Problem]:
    """A month of an assessment is not in the future, and its end is not before its start."""
    now = f"{dt.date.today():%Y-%m}"
    for name, column in (("phases", "rated"), ("assessments", "started"), ("assessments", "ended")):
        if table := data.table("evaluation", name):
            for row, month in table.records([column]):
                if month and month > now:
                    yield table.problem(row, column, "future", month)
    if table := data.table("evaluation", "assessments"):
        for row, started, ended in table.records(["started", "ended"]):
            if started and ended and ended < started:
                yield table.problem(row, "ended", "period", ended)


@check("change-first", "change-value")
def change_against_value(data: Data) -> Iterator[Problem]:
    """What is said about movement does not contradict the values; the first phase has no movement."""
    table, phases = data.table("evaluation", "ratings"), data.table("evaluation", "phases")
    if table is None or phases is None:
        return
    order: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for _, assessment, phase, position in phases.records(["assessment", "phase", "position"]):
        if assessment and phase and position is not None:
            order[assessment].append((position, phase))
    before = {
        (assessment, phase): earlier
        for assessment, found in order.items()
        for (_, earlier), (_, phase) in zip([(0, ""), *sorted(found)], sorted(found), strict=False)
    }
    names = ["assessment", "phase", "descriptor", "change", "value"]
    values = {
        tuple(key): value for _, *key, value in table.records(["assessment", "phase", "descriptor", "value"])
    }
    for row, assessment, phase, descriptor, change, value in table.records(names):
        earlier = before.get((assessment, phase))
        if not change or earlier is None:
            continue
        if not earlier:
            yield table.problem(row, "change", "change-first", change)
            continue
        old = values.get((assessment, earlier, descriptor))
        if old is not None and value is not None and not _agrees(change, value - old):
            yield table.problem(row, "change", "change-value", change, before=old, after=value)


def _agrees(change: str, step: int) -> bool:
    """Whether a word for movement fits the difference of values: the state may move within one level."""
    return {"better": step >= 0, "worse": step <= 0}.get(change, step == 0)


@check("ratings-missing")
def missing_ratings(data: Data) -> Iterator[Problem]:
    """Every phase rates every descriptor of the set (a warning: a form may be filled in part)."""
    table, phases = data.table("evaluation", "ratings"), data.table("evaluation", "phases")
    if table is None or phases is None:
        return
    sets = _column(data, "assessments", "id", "set")
    everything: defaultdict[str, set[str]] = defaultdict(set)
    for descriptor, group in _sets_of_descriptors(data).items():
        everything[group].add(descriptor)
    rated: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for _, assessment, phase, descriptor in table.records(["assessment", "phase", "descriptor"]):
        rated[assessment, phase].add(descriptor)
    for row, assessment, phase in phases.records(["assessment", "phase"]):
        missing = everything[sets.get(assessment, "")] - rated[assessment, phase]
        if missing and phase:
            count = plural(len(missing), "ukazatel", "ukazatele", "ukazatelů")
            first = min(missing)
            yield phases.problem(
                row, "phase", "ratings-missing", phase, warning=True, count=count, first=first
            )


@check("area-code")
def area_code(data: Data) -> Iterator[Problem]:
    """The territory of an assessment exists at the level that stands beside its code."""
    yield from area_codes(data, "evaluation", "assessments")


@check("evaluation-id")
def one_address(data: Data) -> Iterator[Problem]:
    """A set and an assessment have different ids: both are addresses under hodnoceni/."""
    sets = known(data, "evaluation", "criteria_sets", "id") or set()
    if table := data.table("evaluation", "assessments"):
        for row, code in table.records(["id"]):
            if code in sets:
                yield table.problem(row, "id", "evaluation-id", code)


NAMING = Naming(
    who=(
        ("assessments", "assessor"),
        ("assessments", "summary"),
        ("ratings", "words"),
        ("ratings", "derived_by"),
        ("ratings", "evidence"),
        ("participation", "what"),
        ("participation", "with_whom"),
        ("participation", "outcome"),
    ),
)
RULES: tuple[Check, ...] = (
    foreign_descriptor,
    off_scale,
    value_author,
    empty_rating,
    rating_phase,
    phase_order,
    months,
    change_against_value,
    missing_ratings,
    area_code,
    one_address,
)
