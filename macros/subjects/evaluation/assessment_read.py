"""Reads a filled form (XLSX): all mistakes at once in the words of the form, else what people filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from macros.data.problems import BadData, Problem, nearest, problem
from macros.files.formulas import formula
from macros.files.spreadsheet import NoSpreadsheet, Sheet, TooLarge, read_sheets
from macros.model.site import Site
from macros.subjects.evaluation.assessment_form import COLUMNS, FACTS, FIELDS, FIRST_ROW, RATINGS, level_text
from macros.subjects.evaluation.model import CriteriaSet, Evaluations
from macros.subjects.evaluation.ratings import MOVES
from macros.subjects.territory.model import Municipality, Territories
from macros.words import czech


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


class FormError(BadData):
    """A form that cannot be taken; `problems` says why, all at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(sorted(set(problems)))


@dataclass
class FormReader:
    """Collects problems while a form is read or entered; places are named as the spreadsheet names them."""

    name: str
    site: Site
    problems: list[Problem] = field(default_factory=list)

    def say(self, on: str, row: int, column: str, rule: str, value: str = "", **details: str | int) -> None:
        """Add a mistake on a sheet ("" = the whole file)."""
        file = f"{self.name}, list {on}" if on else self.name
        self.problems.append(problem(file, row, column, rule, value, warning=False, **details))

    def plain(self, on: str, row: int, column: str, text: str) -> str:
        """Return a text that goes into the tables; one that begins as a formula is a mistake."""
        if formula(text):
            self.say(on, row, column, "form-formula", text)
        return text


def read_form(raw: bytes, name: str, site: Site) -> Filled:
    """Read a form. `FormError` with every mistake where it cannot be taken."""
    reader = FormReader(name, site)
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


def _sheets(raw: bytes, reader: FormReader) -> dict[str, Sheet]:
    try:
        found, names = read_sheets(raw, (FACTS, RATINGS))
    except TooLarge as error:
        reader.say("", 0, "", "form-large", reason=str(error))
        raise FormError(reader.problems) from error
    except NoSpreadsheet as error:
        reader.say("", 0, "", "form-file")
        raise FormError(reader.problems) from error
    for wanted in (FACTS, RATINGS):
        if wanted not in found:
            reader.say("", 0, "", "form-sheet", sheet=wanted, found=", ".join(names))
    if reader.problems:
        raise FormError(reader.problems)
    return found


class _Fact(NamedTuple):
    """A field of the form: its value, its row, its label."""

    value: Any
    row: int
    label: str


def _facts(sheet: Sheet, reader: FormReader) -> dict[str, _Fact]:
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


def _filled(fact: _Fact, reader: FormReader) -> str:
    value = _text(fact.value)
    if not value and fact.row:
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-empty", note=_note(fact))
    return reader.plain(FACTS, fact.row, f"B ({fact.label})", value)


def _note(fact: _Fact) -> str:
    note = next(note for label, note in FIELDS.values() if label == fact.label)
    return note[:1].lower() + note[1:]


def _group(fact: _Fact, reader: FormReader) -> CriteriaSet | None:
    code = _text(fact.value)
    group = reader.site[Evaluations].criteria_sets.get(code)
    if group is None and fact.row:
        known = sorted(reader.site[Evaluations].criteria_sets)
        hint = nearest(code, known) or f"Portál má: {', '.join(known) or 'žádnou'}."
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-set", code, hint=hint)
    return group


_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def _town(fact: _Fact, reader: FormReader) -> Municipality | None:
    text = _filled(fact, reader)
    if not text:
        return None
    column = f"B ({fact.label})"
    towns = reader.site[Territories].municipalities
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


def _month(fact: _Fact, reader: FormReader) -> str:
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
        names = [czech.fold(one) for one in czech.MONTH_NAMES]
        word = czech.fold(match[1])
        month, year = names.index(word) + 1 if word in names else 0, int(match[2])
    if not (1 <= month <= 12 and 1900 <= year <= 2099):
        reader.say(FACTS, fact.row, f"B ({fact.label})", "form-month", text)
        return ""
    return f"{year}-{month:02d}"


def _code(fact: _Fact, reader: FormReader) -> str:
    text = _text(fact.value)
    if text and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        reader.say(
            FACTS, fact.row, f"B ({fact.label})", "form-id", text, example=czech.slug(text) or "obec-2026"
        )
    return text


def _ratings(sheet: Sheet, group: CriteriaSet, reader: FormReader) -> tuple[Rating, ...]:
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
        letter = {name: column_letter(place) for name, place in at.items()}
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


def column_letter(at: int) -> str:
    """The letter by which a spreadsheet calls a column; the 27th is AA."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def _rating(
    code: str,
    number: int,
    cells: Mapping[str, Any],
    letter: Mapping[str, str],
    group: CriteriaSet,
    reader: FormReader,
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
    words, evidence = (
        reader.plain(RATINGS, number, f"{letter.get(name)} ({COLUMNS[name][0]})", _text(cells.get(name, "")))
        for name in ("words", "evidence")
    )
    return Rating(code, number, value, words, moves.get(czech.fold(change), ""), evidence)


def _level(value: Any, group: CriteriaSet) -> int | str | None:
    """A level by its number, its word or both; the text itself where it is none, None where nothing stands."""
    text = _text(value)
    if not text:
        return None
    for one in group.levels:
        if text == str(one.value) or czech.fold(text) in (czech.fold(one.label), czech.fold(level_text(one))):
            return one.value
    return text
