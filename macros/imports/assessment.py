"""A filled form of an assessment (XLSX), entered into the tables of the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from macros.data.edit import Edit, Row
from macros.data.problems import Problem
from macros.data.tables import Tables
from macros.files.spreadsheet import read_bytes
from macros.imports import words
from macros.imports.road import Ground, Import, Plan
from macros.model.site import Site
from macros.subjects.evaluation.addresses import INDEX
from macros.subjects.evaluation.assessment_form import (
    COLUMNS,
    FACTS,
    FIELDS,
    PHASES,
    RATINGS,
    level_text,
    month_text,
)
from macros.subjects.evaluation.assessment_read import (
    Filled,
    FormError,
    FormReader,
    Rating,
    column_letter,
    read_form,
)
from macros.subjects.evaluation.model import Assessment, CriteriaSet, Evaluations, Phase
from macros.words import czech
from macros.words.czech import plural

TABLES = ("assessments", "phases", "ratings")


@dataclass
class Taken:
    """What a form changes: the tables with their changes, and all of it in words."""

    assessment: str
    phase: str
    edit: Edit
    said: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "empty": 0})


def apply(filled: Filled, name: str, site: Site, tables: Tables) -> Taken:
    """Work out what the form changes. `FormError` where it would overwrite what is not its own."""
    reader = FormReader(name, site)
    code = filled.assessment or _new_id(filled)
    old = site[Evaluations].assessments.get(code)
    if old is not None:
        _may_change(filled, old, reader)
    phase_code, phase = _phase(filled, old)
    if old is not None and phase is not None and old.row.values_from == "derived":
        _same_levels(filled, phase, reader)
    elif old is not None and old.row.values_from == "derived":
        reader.say(FACTS, 0, "B (Fáze)", "form-derived-phase", filled.phase)
    if reader.problems:
        raise FormError(reader.problems)
    change = Taken(code, phase_code, Edit(tables))
    _put_assessment(filled, old, change)
    _put_phase(filled, change)
    _put_ratings(filled, change)
    return change


def _new_id(filled: Filled) -> str:
    year = filled.rated[:4]
    return f"{filled.town.row.slug}-{year}" if year else filled.town.row.slug


def _may_change(filled: Filled, old: Assessment, reader: FormReader) -> None:
    """An assessment may be changed only by a form of the same town and set, and of the same assessor."""
    row = next(at for at, key in enumerate(FIELDS, start=2) if key == "assessment")
    column = "B (Označení hodnocení)"
    if old.territory is not filled.town or old.set is not filled.group:
        reader.say(FACTS, row, column, "form-foreign", old.row.id, title=old.row.title)
    elif not filled.assessment and old.row.assessor != filled.assessor:
        reader.say(FACTS, row, column, "form-taken", old.row.id, assessor=old.row.assessor)


def _phase(filled: Filled, old: Assessment | None) -> tuple[str, Phase | None]:
    """Id of the phase, and the phase where the assessment has it: by its title, else by its id."""
    code = PHASES.get(filled.phase.lower()) or czech.slug(filled.phase) or "faze"
    phases = old.phases if old else ()
    named = [one for one in phases if one.row.title == filled.phase]
    for one in (*named, *(one for one in phases if one.row.phase == code)):
        return one.row.phase, one
    return code[:40].rstrip("-"), None


def _same_levels(filled: Filled, phase: Phase, reader: FormReader) -> None:
    """Levels that somebody derived from a source are not changed by a form."""
    letter = column_letter(list(COLUMNS).index("value"))
    for one in filled.ratings:
        old = phase.ratings.get(one.descriptor)
        before = old.value if old else None
        if one.value != before:
            level = filled.group.level(before)
            said = level_text(level) if level else "prázdné"
            now = filled.group.level(one.value)
            shown = level_text(now) if now else ""
            reader.say(RATINGS, one.row, f"{letter} (Stupeň)", "form-derived", shown, before=said)


def _put_assessment(filled: Filled, old: Assessment | None, change: Taken) -> None:
    rows = change.edit.rows("evaluation", "assessments")
    row = rows.get(change.assessment)
    if old is not None and row is not None:
        _set(row, "assessor", filled.assessor, "Kdo hodnotil", change)
        return
    year = f" {filled.rated[:4]}" if filled.rated else ""
    title = f"{filled.town.row.name}{year}"
    rows.add(
        {
            "id": change.assessment,
            "set": filled.group.row.id,
            "level": "municipality",
            "territory_code": filled.town.row.code_csu,
            "title": title,
            "assessor": filled.assessor,
            "values_from": "assessor",
            "source_document": f"Formulář sebehodnocení: {filled.group.row.title}",
        }
    )
    change.said.append(f"nové hodnocení {change.assessment}: {title}")


def _set(row: Row, column: str, value: str, label: str, change: Taken) -> bool:
    before = row[column]
    if before == value:
        return False
    change.said.append(f"{label}: „{before}“ → „{value}“")
    row[column] = value
    return True


def _put_phase(filled: Filled, change: Taken) -> None:
    rows = change.edit.rows("evaluation", "phases")
    mine = [row for row in rows if row["assessment"] == change.assessment]
    for row in mine:
        if row["phase"] == change.phase:
            _set(row, "title", filled.phase, "Fáze", change)
            if row["rated"] != filled.rated:
                before = month_text(row["rated"]) or "prázdné"
                change.said.append(f"Měsíc a rok: {before} → {month_text(filled.rated) or 'prázdné'}")
                row["rated"] = filled.rated
            return
    new = rows.add(
        {
            "assessment": change.assessment,
            "phase": change.phase,
            "title": filled.phase,
            "position": "1",
            "rated": filled.rated,
        }
    )
    change.said.append(f"nová fáze {change.phase}: {filled.phase}")
    _in_time([*mine, new])


def _in_time(phases: list[Row]) -> None:
    """Give the phases of an assessment their positions; by month where all have one, the new one last else."""
    ordered = [*sorted(phases[:-1], key=lambda row: int(row["position"])), phases[-1]]
    if all(row["rated"] for row in ordered):
        ordered.sort(key=lambda row: row["rated"])
    for number, row in enumerate(ordered, start=1):
        row["position"] = str(number)


def _put_ratings(filled: Filled, change: Taken) -> None:
    rows = change.edit.rows("evaluation", "ratings")
    numbers = {one.row.id: f"{one.number} {one.row.title}" for one in filled.group.descriptors}
    for one in filled.ratings:
        key = {"assessment": change.assessment, "phase": change.phase, "descriptor": one.descriptor}
        row, label = rows.get(*key.values()), numbers[one.descriptor]
        if one.empty:
            change.counts["empty"] += 1
            if row is not None:
                rows.remove(row)
                change.said.append(f"{label}: známka smazána")
            continue
        cells = {
            "words": one.words,
            "change": one.change,
            "value": "" if one.value is None else str(one.value),
            "evidence": one.evidence,
        }
        if row is None:
            rows.add(key | cells)
            change.counts["new"] += 1
            change.said.append(f"{label}: {_shown(one, filled.group)}")
            continue
        labels = {name: f"{label}, {COLUMNS[name][0].lower()}" for name in cells}
        # A list, not a generator: every cell is to be set, not only the first that differs.
        if any([_set(row, name, value, labels[name], change) for name, value in cells.items()]):  # noqa: C419
            change.counts["changed"] += 1


def _shown(rating: Rating, group: CriteriaSet) -> str:
    level = group.level(rating.value)
    return f"{level.label if level else 'bez stupně'}{f', {rating.words}' if rating.words else ''}"


def _in_form(filled: Filled, change: Taken, name: str, found: Problem, tables: Tables) -> Problem:
    """Say a problem of a table where the person can mend it: in the form."""
    at = _place(found, filled, change, tables)
    if at is None:
        return found
    sheet, row, column = at
    return Problem(
        f"{name}, list {sheet}", row, column, found.rule, found.value, found.details, found.warning
    )


def _place(found: Problem, filled: Filled, change: Taken, tables: Tables) -> tuple[str, int, str] | None:
    for table in TABLES:
        mine = tables["evaluation", table]
        if found.file != mine.file or found.row < 2 or found.row - 2 >= len(mine.rows):
            continue
        cells = dict(zip(mine.schema.names, mine.rows[found.row - 2], strict=True))
        if table == "ratings" and (cells["assessment"], cells["phase"]) == (change.assessment, change.phase):
            rows = {rating.descriptor: rating.row for rating in filled.ratings}
            if found.column in COLUMNS and cells["descriptor"] in rows:
                letter = column_letter(list(COLUMNS).index(found.column))
                return RATINGS, rows[cells["descriptor"]], f"{letter} ({COLUMNS[found.column][0]})"
        key = {"id": "assessment", "title": "phase", "rated": "rated", "phase": "phase"}.get(found.column)
        key = found.column if found.column in FIELDS else key
        if key and cells.get("id", cells.get("assessment")) == change.assessment:
            return FACTS, list(FIELDS).index(key) + 2, f"B ({FIELDS[key][0]})"
    return None


# The road ---------------------------------------------------------------------------------------------


def _read(file: Path, ground: Ground) -> Filled:
    return read_form(read_bytes(file), file.name, ground.site)


def _plan(filled: Filled, file: Path, ground: Ground) -> Plan:
    change = apply(filled, file.name, ground.site, ground.tables)
    names = {"assessment": change.assessment, "phase": change.phase}
    return Plan(
        edit=change.edit,
        said=_told(change, names) if change.said else (),
        same=words.ASSESSMENT_SAME.format(**names),
        then=words.ASSESSMENT_THEN.format(page=f"{INDEX}{change.assessment}/"),
        place=partial(_in_form, filled, change, file.name),
    )


def _told(change: Taken, names: dict[str, str]) -> list[str]:
    counts = words.ASSESSMENT_COUNTS.format(
        new=plural(change.counts["new"], *words.NEW_RATINGS),
        changed=plural(change.counts["changed"], *words.CHANGED_RATINGS),
        empty=plural(change.counts["empty"], *words.EMPTY_RATINGS),
    )
    return [words.ASSESSMENT_HEAD.format(**names), *(f"  {line}" for line in change.said), counts]


ASSESSMENT = Import(
    name="assessment", help=words.ASSESSMENT[0], takes=words.ASSESSMENT[1], read=_read, change=_plan
)
