"""Reads a filled form (XLSX) back: all mistakes at once in the words of the form, else new tables.

Nothing is written here: `read_form` gives what people filled in, `apply` the three tables as they would be,
`problems_of` what the rules say about them, `write` puts them into the package in one go.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from macros import checks, czech
from macros.assessment_form import COLUMNS, FACTS, FIELDS, FIRST_ROW, PHASES, RATINGS, level_text, month_text
from macros.mend import write_csv
from macros.model.evaluation import Assessment, CriteriaSet, Phase
from macros.model.site import Municipality, Site
from macros.packages import Tables, explain
from macros.problems import Problem, nearest, problem
from macros.schema import Package
from macros.settings import Settings
from macros.steps import guide_steps
from macros.tables import Table, read_table
from macros.views.evaluation import MONTHS, MOVES

LARGEST = 20_000_000
"""Bytes: a form has some 20 kB; what unpacks to more than this is none."""
Sheet = list[list[Any]]


class Rating(NamedTuple):
    """One filled row of the form."""

    descriptor: str
    row: int
    value: int | None
    words: str
    change: str
    evidence: str

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return self.value is None and not (self.words or self.evidence)


@dataclass
class Filled:
    """A form that could be read: whom it is about and what it says."""

    group: CriteriaSet
    town: Municipality
    assessor: str
    phase: str
    rated: str
    assessment: str
    """Id as it was filled in; "" where it is to be made."""
    ratings: tuple[Rating, ...]


class FormError(Exception):
    """A form that cannot be taken; `problems` says why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(set(problems))


# Reading ----------------------------------------------------------------------------------------------


@dataclass
class _Reader:
    """Collects problems while a form is read; places are named as the spreadsheet names them."""

    name: str
    site: Site
    problems: list[Problem] = field(default_factory=list)

    def say(self, on: str, row: int, column: str, rule: str, value: str = "", **details: str | int) -> None:
        """Add a mistake on a sheet ("" = the whole file)."""
        file = f"{self.name}, list {on}" if on else self.name
        self.problems.append(problem(file, row, column, rule, value, warning=False, **details))


def read_form(raw: bytes, name: str, site: Site) -> Filled:
    """Read a form. `FormError` with every mistake where it cannot be taken."""
    reader = _Reader(name, site)
    sheets = _sheets(raw, reader)
    facts = _facts(sheets[FACTS], reader)
    group = _group(facts["set"], reader)
    if group is None:
        raise FormError(reader.problems)
    town = _town(facts["municipality"], reader)
    phase, assessor = _filled(facts["phase"], reader), _filled(facts["assessor"], reader)
    rated = _month(facts["rated"], reader)
    code = _code(facts["assessment"], reader)
    ratings = _ratings(sheets[RATINGS], group, reader)
    if reader.problems or town is None:
        raise FormError(reader.problems)
    return Filled(group, town, assessor, phase, rated, code, ratings)


def _sheets(raw: bytes, reader: _Reader) -> dict[str, Sheet]:
    from python_calamine import CalamineError, load_workbook

    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise ValueError("too large")
        book = load_workbook(BytesIO(raw))
        names = {czech.fold(one).strip(): one for one in book.sheet_names}
        found = {}
        for wanted in (FACTS, RATINGS):
            if czech.fold(wanted) in names:
                sheet = book.get_sheet_by_name(names[czech.fold(wanted)])
                found[wanted] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, EOFError, KeyError) as error:
        reader.say("", 0, "", "form-file")
        raise FormError(reader.problems) from error
    for wanted in (FACTS, RATINGS):
        if wanted not in found:
            reader.say("", 0, "", "form-sheet", sheet=wanted, found=", ".join(book.sheet_names))
    if reader.problems:
        raise FormError(reader.problems)
    return found


class _Fact(NamedTuple):
    """A field of the form: its value, its row, its label."""

    value: Any
    row: int
    label: str


def _facts(sheet: Sheet, reader: _Reader) -> dict[str, _Fact]:
    labels = {czech.fold(label): key for key, (label, _) in FIELDS.items()}
    found: dict[str, _Fact] = {}
    for number, row in enumerate(sheet, start=1):
        key = labels.get(czech.fold(_text(row[0])) if row else "")
        if key:
            found.setdefault(key, _Fact(row[1] if len(row) > 1 else "", number, FIELDS[key][0]))
    for key, (label, _) in FIELDS.items():
        if key not in found:
            reader.say(FACTS, 0, "A", "form-field", label)
            found[key] = _Fact("", 0, label)
    return found


def _text(value: Any) -> str:
    """A cell as text of one line; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s*[\r\n\t\v\f\x85\u2028\u2029]+\s*", " ", str(value)).strip()


def _filled(fact: _Fact, reader: _Reader) -> str:
    value = _text(fact.value)
    if not value and fact.row:
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-empty", note=_note(fact))
    return value


def _note(fact: _Fact) -> str:
    note = next(note for label, note in FIELDS.values() if label == fact.label)
    return note[:1].lower() + note[1:]


def _group(fact: _Fact, reader: _Reader) -> CriteriaSet | None:
    code = _text(fact.value)
    group = reader.site.criteria_sets.get(code)
    if group is None and fact.row:
        known = sorted(reader.site.criteria_sets)
        hint = nearest(code, known) or f"Portál má: {', '.join(known) or 'žádnou'}."
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-set", code, hint=hint)
    return group


_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def _town(fact: _Fact, reader: _Reader) -> Municipality | None:
    text = _filled(fact, reader)
    if not text:
        return None
    column = f"B ({fact.label})"
    towns = reader.site.municipalities
    code, name = _CODE.search(text), czech.fold(_CODE.sub("", text)).strip(" ()-–,")
    if code:
        town = towns.get(code[0])
        if town is None:
            reader.say(FACTS, fact.row, column, "form-town", text, hint=nearest(code[0], towns))
        elif name and czech.fold(town.row.name) != name:
            reader.say(FACTS, fact.row, column, "form-town-name", text, name=town.row.name, code=code[0])
        return town
    same = [one for one in towns.values() if czech.fold(one.row.name) == name]
    if len(same) == 1:
        return same[0]
    if same:
        listed = "; ".join(f"{one.row.name} ({one.row.code_csu}), ORP {one.orp.row.name}" for one in same[:8])
        reader.say(FACTS, fact.row, column, "form-town-many", text, count=len(same), listed=listed)
    else:
        hint = nearest(text, {one.row.name for one in towns.values()})
        reader.say(FACTS, fact.row, column, "form-town", text, hint=hint)
    return None


_NUMERIC = (re.compile(r"([0-9]{1,2})\s*[./]\s*([0-9]{4})"), re.compile(r"([0-9]{4})-([0-9]{1,2})"))


def _month(fact: _Fact, reader: _Reader) -> str:
    """A month as RRRR-MM: from a date, from 11/2026, 2026-11 or listopad 2026; "" where nothing stands."""
    if isinstance(fact.value, dt.date):
        return f"{fact.value:%Y-%m}"
    text = _text(fact.value)
    if not text:
        return ""
    year = month = 0
    if match := _NUMERIC[0].fullmatch(text):
        month, year = int(match[1]), int(match[2])
    elif match := _NUMERIC[1].fullmatch(text):
        year, month = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([^\W\d_]+)\s+([0-9]{4})", text):
        names = [czech.fold(one) for one in MONTHS]
        word = czech.fold(match[1])
        month, year = names.index(word) + 1 if word in names else 0, int(match[2])
    if not (1 <= month <= 12 and 1900 <= year <= 2099):
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-month", text)
        return ""
    return f"{year}-{month:02d}"


def _code(fact: _Fact, reader: _Reader) -> str:
    text = _text(fact.value)
    if text and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        reader.say(
            FACTS, fact.row, f"B ({fact.label})", "form-id", text, example=czech.slug(text) or "obec-2026"
        )
    return text


def _ratings(sheet: Sheet, group: CriteriaSet, reader: _Reader) -> tuple[Rating, ...]:
    header = [czech.fold(_text(cell)) for cell in (sheet[0] if sheet else [])]
    at = {}
    for name, (title, _) in COLUMNS.items():
        if czech.fold(title) in header:
            at[name] = header.index(czech.fold(title))
        elif name in ("descriptor", "value", "words"):
            reader.say(RATINGS, 1, "", "form-column", title)
    if not {"descriptor", "value", "words"} <= at.keys():
        return ()
    found: dict[str, Rating] = {}
    known = {one.row.id for one in group.descriptors}
    for number, row in enumerate(sheet[FIRST_ROW - 1 :], start=FIRST_ROW):
        cells = {name: row[place] if place < len(row) else "" for name, place in at.items()}
        code = _text(cells["descriptor"])
        letter = {name: _letter(place) for name, place in at.items()}
        if not code:
            if any(_text(cells.get(name, "")) for name in ("value", "words", "change", "evidence")):
                reader.say(RATINGS, number, f"{letter['descriptor']} (Označení)", "form-no-descriptor")
        elif code not in known:
            hint = nearest(code, sorted(known))
            reader.say(
                RATINGS, number, f"{letter['descriptor']} (Označení)", "form-descriptor", code, hint=hint
            )
        elif code in found:
            first = found[code].row
            reader.say(RATINGS, number, f"{letter['descriptor']} (Označení)", "form-twice", code, first=first)
        else:
            found[code] = _rating(code, number, cells, letter, group, reader)
    if not any(not one.empty for one in found.values()) and not reader.problems:
        reader.say(RATINGS, 0, "", "form-blank")
    return tuple(found.values())


def _letter(at: int) -> str:
    """The letter by which a spreadsheet calls a column; the 27th is AA."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _rating(
    code: str,
    number: int,
    cells: Mapping[str, Any],
    letter: Mapping[str, str],
    group: CriteriaSet,
    reader: _Reader,
) -> Rating:
    value = _level(cells["value"], group)
    if isinstance(value, str):
        allowed = ", ".join(level_text(one) for one in group.levels)
        reader.say(RATINGS, number, f"{letter['value']} (Stupeň)", "form-level", value, allowed=allowed)
        value = None
    change = _text(cells.get("change", ""))
    moves = {czech.fold(one.label): kind for kind, one in MOVES.items()} | {kind: kind for kind in MOVES}
    if change and czech.fold(change) not in moves:
        allowed = "; ".join(one.label for one in MOVES.values())
        reader.say(
            RATINGS, number, f"{letter['change']} (Posun od minula)", "form-move", change, allowed=allowed
        )
    return Rating(
        code,
        number,
        value,
        _text(cells["words"]),
        moves.get(czech.fold(change), ""),
        _text(cells.get("evidence", "")),
    )


def _level(value: Any, group: CriteriaSet) -> int | str | None:
    """A level by its number, its word or both; the text itself where it is none, None where nothing stands."""
    text = _text(value)
    if not text:
        return None
    for one in group.levels:
        if text == str(one.value) or czech.fold(text) in (czech.fold(one.label), czech.fold(level_text(one))):
            return one.value
    return text


# From the form to the tables ---------------------------------------------------------------------------

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
    reader = _Reader(name, site)
    code = filled.assessment or _new_id(filled)
    old = site.assessments.get(code)
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


def _may_change(filled: Filled, old: Assessment, reader: _Reader) -> None:
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


def _same_levels(filled: Filled, phase: Phase, reader: _Reader) -> None:
    """Levels that somebody derived from a source are not changed by a form."""
    letter = _letter(list(COLUMNS).index("value"))
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
    before = set(checks.run(checks.Data(root, packages, tables, settings, steps)))
    now: Tables = dict(tables)
    found: list[Problem] = []
    for table, raw in table_files(change, tables).items():
        old = tables["evaluation", table]
        new = read_table(raw, "evaluation", table, old.file, old.schema)
        now["evaluation", table] = new
        found += new.problems
        if not new.sound:
            found += explain(packages["evaluation"], [new])
    found += checks.run(checks.Data(root, packages, now, settings, steps))
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
                letter = _letter(list(COLUMNS).index(one.column))
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
