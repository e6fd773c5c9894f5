"""Enters a form that was read into the tables of the package.

Nothing is written until all is known: `apply` gives the three tables as they would be, `problems_of` what the
rules say about them, `write` puts them into the package in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.check import Data, run
from macros.data.mend import write_csv
from macros.data.packages import explain
from macros.data.problems import Problem
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.steps import guide_steps
from macros.data.tables import Table, Tables, read_table
from macros.model.site import Site
from macros.portal import CHECKS
from macros.subjects.evaluation.assessment_form import (
    COLUMNS,
    FACTS,
    FIELDS,
    PHASES,
    RATINGS,
    level_text,
    month_text,
)
from macros.subjects.evaluation.assessment_read import Filled, FormError, FormReader, Rating, column_letter
from macros.subjects.evaluation.model import Assessment, CriteriaSet, Evaluations, Phase
from macros.words import czech

Rows = list[list[str]]
TABLES = ("assessments", "phases", "ratings")


@dataclass
class Change:
    """What a form changes: the tables as they would be, and all of it in words."""

    assessment: str
    phase: str
    tables: dict[str, Rows]
    said: list[str]
    counts: dict[str, int]

    @property
    def any(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.said)


def apply(filled: Filled, name: str, site: Site, tables: Tables) -> Change:
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
    now = {table: [list(row) for row in tables["evaluation", table].rows] for table in TABLES}
    change = Change(code, phase_code, now, [], {"new": 0, "changed": 0, "empty": 0})
    _put_assessment(filled, old, change, tables)
    _put_phase(filled, old, change, tables)
    _put_ratings(filled, phase, change, tables)
    for table in TABLES:
        schema = tables["evaluation", table].schema
        keys = [schema.names.index(one) for one in schema.primary_key]
        now[table].sort(key=lambda row, keys=keys: [row[at] for at in keys])  # type: ignore[misc]
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


def _put_assessment(filled: Filled, old: Assessment | None, change: Change, tables: Tables) -> None:
    names = tables["evaluation", "assessments"].schema.names
    rows = change.tables["assessments"]
    if old is None:
        year = f" {filled.rated[:4]}" if filled.rated else ""
        cells = {
            "id": change.assessment,
            "set": filled.group.row.id,
            "level": "municipality",
            "territory_code": filled.town.row.code_csu,
            "title": f"{filled.town.row.name}{year}",
            "assessor": filled.assessor,
            "values_from": "assessor",
            "source_document": f"Formulář sebehodnocení: {filled.group.row.title}",
        }
        rows.append([cells.get(name, "") for name in names])
        change.said.append(f"nové hodnocení {change.assessment}: {cells['title']}")
        return
    row = next(one for one in rows if one[names.index("id")] == old.row.id)
    _set(row, names, "assessor", filled.assessor, "Kdo hodnotil", change)


def _set(row: list[str], names: list[str], column: str, value: str, label: str, change: Change) -> bool:
    at = names.index(column)
    if row[at] == value:
        return False
    change.said.append(f"{label}: „{row[at]}“ → „{value}“")
    row[at] = value
    return True


def _put_phase(filled: Filled, old: Assessment | None, change: Change, tables: Tables) -> None:
    names = tables["evaluation", "phases"].schema.names
    rows = change.tables["phases"]
    mine = [row for row in rows if row[names.index("assessment")] == change.assessment]
    for row in mine:
        if row[names.index("phase")] == change.phase:
            _set(row, names, "title", filled.phase, "Fáze", change)
            if row[names.index("rated")] != filled.rated:
                before = month_text(row[names.index("rated")]) or "prázdné"
                change.said.append(f"Měsíc a rok: {before} → {month_text(filled.rated) or 'prázdné'}")
                row[names.index("rated")] = filled.rated
            return
    cells = {
        "assessment": change.assessment,
        "phase": change.phase,
        "title": filled.phase,
        "position": "1",
        "rated": filled.rated,
    }
    new = [cells.get(name, "") for name in names]
    rows.append(new)
    change.said.append(f"nová fáze {change.phase}: {filled.phase}")
    _in_time([*mine, new], names)


def _in_time(phases: list[list[str]], names: list[str]) -> None:
    """Give the phases of an assessment their positions; by month where all have one, the new one last else."""
    position, rated = names.index("position"), names.index("rated")
    ordered = [*sorted(phases[:-1], key=lambda row: int(row[position])), phases[-1]]
    if all(row[rated] for row in ordered):
        ordered.sort(key=lambda row: row[rated])
    for number, row in enumerate(ordered, start=1):
        row[position] = str(number)


def _put_ratings(filled: Filled, phase: Phase | None, change: Change, tables: Tables) -> None:
    names = tables["evaluation", "ratings"].schema.names
    key = [names.index(one) for one in ("assessment", "phase", "descriptor")]
    rows = {tuple(row[at] for at in key): row for row in change.tables["ratings"]}
    numbers = {one.row.id: f"{one.number} {one.row.title}" for one in filled.group.descriptors}
    for one in filled.ratings:
        mine = (change.assessment, change.phase, one.descriptor)
        row, label = rows.get(mine), numbers[one.descriptor]
        if one.empty:
            change.counts["empty"] += 1
            if row is not None:
                change.tables["ratings"].remove(row)
                change.said.append(f"{label}: známka smazána")
            continue
        cells = {
            "words": one.words,
            "change": one.change,
            "value": "" if one.value is None else str(one.value),
            "evidence": one.evidence,
        }
        if row is None:
            known = dict(zip(("assessment", "phase", "descriptor"), mine, strict=True)) | cells
            change.tables["ratings"].append([known.get(name, "") for name in names])
            change.counts["new"] += 1
            change.said.append(f"{label}: {_shown(one, filled.group)}")
            continue
        labels = {name: f"{label}, {COLUMNS[name][0].lower()}" for name in cells}
        # A list, not a generator: every cell is to be set, not only the first that differs.
        if any([_set(row, names, name, value, labels[name], change) for name, value in cells.items()]):  # noqa: C419
            change.counts["changed"] += 1


def _shown(one: Rating, group: CriteriaSet) -> str:
    level = group.level(one.value)
    return f"{level.label if level else 'bez stupně'}{f', {one.words}' if one.words else ''}"


def table_files(change: Change, tables: Tables) -> dict[str, bytes]:
    """The files of the package as they would be, by name of the table."""
    return {
        name: write_csv([tables["evaluation", name].schema.names, *change.tables[name]]).encode()
        for name in TABLES
    }


def problems_of(
    filled: Filled,
    change: Change,
    name: str,
    root: Path,
    settings: Settings,
    packages: dict[str, Package],
    tables: Tables,
) -> list[Problem]:
    """What schemas and rules have against the new tables, said of the form where it comes from there."""
    steps = guide_steps(root)
    before = set(run(Data(root, packages, tables, settings, steps), CHECKS))
    now: Tables = dict(tables)
    found: list[Problem] = []
    for table, raw in table_files(change, tables).items():
        old = tables["evaluation", table]
        new = read_table(raw, "evaluation", table, old.file, old.schema)
        now["evaluation", table] = new
        found += new.problems
        if not new.sound:
            found += explain(packages["evaluation"], [new])
    found += run(Data(root, packages, now, settings, steps), CHECKS)
    fresh = [one for one in set(found) - before if not one.warning]
    return sorted({_in_form(one, filled, change, name, now) for one in fresh})


def _in_form(one: Problem, filled: Filled, change: Change, name: str, tables: Tables) -> Problem:
    """Say a problem of a table where the person can mend it: in the form."""
    at = _place(one, filled, change, tables)
    if at is None:
        return one
    sheet, row, column = at
    return Problem(f"{name}, list {sheet}", row, column, one.rule, one.value, one.details, one.warning)


def _place(one: Problem, filled: Filled, change: Change, tables: Tables) -> tuple[str, int, str] | None:
    for table in TABLES:
        mine: Table = tables["evaluation", table]
        if one.file != mine.file or one.row < 2 or one.row - 2 >= len(mine.rows):
            continue
        cells = dict(zip(mine.schema.names, mine.rows[one.row - 2], strict=True))
        if table == "ratings" and (cells["assessment"], cells["phase"]) == (change.assessment, change.phase):
            rows = {rating.descriptor: rating.row for rating in filled.ratings}
            if one.column in COLUMNS and cells["descriptor"] in rows:
                letter = column_letter(list(COLUMNS).index(one.column))
                return RATINGS, rows[cells["descriptor"]], f"{letter} ({COLUMNS[one.column][0]})"
        key = {"id": "assessment", "title": "phase", "rated": "rated", "phase": "phase"}.get(one.column)
        key = one.column if one.column in FIELDS else key
        if key and cells.get("id", cells.get("assessment")) == change.assessment:
            return FACTS, list(FIELDS).index(key) + 2, f"B ({FIELDS[key][0]})"
    return None


def write(root: Path, change: Change, tables: Tables) -> list[str]:
    """Write the tables that differ: all of them beside the old ones first, then each in one step."""
    waiting: list[tuple[Path, Path]] = []
    for table, raw in table_files(change, tables).items():
        path = root / tables["evaluation", table].file
        if path.read_bytes() != raw:
            beside = path.with_suffix(".csv.new")
            beside.write_bytes(raw)
            waiting.append((beside, path))
    for beside, path in waiting:
        beside.replace(path)
    return [path.relative_to(root).as_posix() for _, path in waiting]
