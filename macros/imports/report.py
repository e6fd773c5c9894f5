"""A filled report of a service (XLSX), entered into the tables of the package: one form for all who want numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from macros.data.edit import Edit, counted
from macros.data.problems import Problem, nearest
from macros.data.tables import Tables
from macros.files.spreadsheet import NoSpreadsheet, Sheet, TooLarge, read_bytes, read_sheets
from macros.imports.road import Ground, Import, Plan
from macros.subjects.capacity import report_words as words
from macros.subjects.capacity.addresses import RESULTS
from macros.subjects.capacity.hiding import TOTAL, few, hidden_clients
from macros.subjects.capacity.model import Capacity
from macros.subjects.capacity.report_form import CLIENT_COLUMNS, GRANT_COLUMNS, OUTCOME_COLUMNS
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.evaluation.assessment_read import FormError, FormReader, column_letter
from macros.subjects.indicators.suppress import is_small
from macros.subjects.territory.model import Municipality, Territories
from macros.words import czech

SHEETS = (words.FACTS, words.CLIENTS, words.GRANTS, words.OUTCOMES)
PACKAGE = "capacity"


class Line(NamedTuple):
    """A filled row of a sheet: its row, whom it is about (an id, a code or a payer), a number, a sentence."""

    row: int
    key: str
    number: str
    note: str = ""


@dataclass
class Filled:
    """A report that could be read; numbers as the tables write them, "" where nothing was filled in."""

    service: Service
    year: int
    facts: Mapping[str, str]
    clients: tuple[Line, ...]
    grants: tuple[Line, ...]
    outcomes: tuple[Line, ...]

    @property
    def blank(self) -> bool:
        """Whether no number was filled in anywhere."""
        lines = (*self.clients, *self.grants, *self.outcomes)
        numbers = (self.facts[name] for name in ("clients", "contacts", "grants_total_czk"))
        return not any((*numbers, *(one.number for one in lines)))


@dataclass
class Reader(FormReader):
    """Reads the sheets of a report; every mistake is kept with its place."""

    columns: dict[str, dict[str, int]] = field(default_factory=dict)

    def wrong(self, on: str, row: int, name: str, rule: str, value: str = "", **details: str | int) -> None:
        """Add a mistake in a column of a sheet with a head."""
        at = self.columns.get(on, {}).get(name, 0)
        self.say(on, row, f"{column_letter(at)} ({words.COLUMNS[name][0]})", rule, value, **details)

    def text(self, on: str, row: int, name: str, cell: str) -> str:
        """A text that may go into the tables."""
        at = self.columns[on][name]
        return self.plain(on, row, f"{column_letter(at)} ({words.COLUMNS[name][0]})", cell)


def read_report(raw: bytes, name: str, ground: Ground) -> Filled:
    """Read a report. `FormError` with every mistake where it cannot be taken."""
    reader = Reader(name, ground.site)
    sheets = _sheets(raw, reader)
    facts = _facts(sheets[words.FACTS], reader)
    service = _service(facts["service"], reader)
    year = _year(facts["year"], reader)
    told = {key: _fact(key, facts[key], reader) for key in facts if key not in ("service", "name", "year")}
    clients = tuple(_clients(sheets[words.CLIENTS], reader))
    grants = tuple(_grants(sheets[words.GRANTS], reader))
    outcomes = tuple(_outcomes(sheets[words.OUTCOMES], service, reader))
    if reader.problems or service is None:
        raise FormError(reader.problems)
    filled = Filled(service, year, told, clients, grants, outcomes)
    if filled.blank:
        reader.say(words.FACTS, 0, "", "form-report-blank")
        raise FormError(reader.problems)
    return filled


def _sheets(raw: bytes, reader: Reader) -> dict[str, Sheet]:
    try:
        found, names = read_sheets(raw, SHEETS)
    except TooLarge as error:
        reader.say("", 0, "", "form-large", reason=str(error))
        raise FormError(reader.problems) from error
    except NoSpreadsheet as error:
        reader.say("", 0, "", "form-file")
        raise FormError(reader.problems) from error
    for wanted in SHEETS:
        if wanted not in found:
            reader.say("", 0, "", "form-sheet", sheet=wanted, found=", ".join(names))
    if reader.problems:
        raise FormError(reader.problems)
    return found


class Fact(NamedTuple):
    """A field of the form: its value, its row (0 where it is missing), its label."""

    value: str
    row: int
    label: str

    @property
    def column(self) -> str:
        """Where it is filled in."""
        return f"B ({self.label})"


def _text(value: Any) -> str:
    """A cell as text of one line; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s*[\r\n\t\v\f\x85\u2028\u2029]+\s*", " ", str(value)).strip()


def _facts(sheet: Sheet, reader: Reader) -> dict[str, Fact]:
    labels = {czech.fold(label): key for key, (label, _) in words.FIELDS.items()}
    found: dict[str, Fact] = {}
    for number, row in enumerate(sheet, start=1):
        if key := labels.get(czech.fold(_text(row[0])) if row else ""):
            value = _text(row[1]) if len(row) > 1 else ""
            found.setdefault(key, Fact(value, number, words.FIELDS[key][0]))
    for key, (label, _) in words.FIELDS.items():
        if key not in found:
            reader.say(words.FACTS, 0, "A", "form-field", label)
            found[key] = Fact("", 0, label)
    return found


def _service(fact: Fact, reader: Reader) -> Service | None:
    services = reader.site[Catalogue].services
    code = fact.value.strip("/").rpartition("/")[2]
    if fact.row and code not in services:
        reader.say(
            words.FACTS, fact.row, fact.column, "form-service", fact.value, hint=nearest(code, services)
        )
    return services.get(code)


def _year(fact: Fact, reader: Reader) -> int:
    if re.fullmatch(r"(19|20)[0-9]{2}", fact.value):
        return int(fact.value)
    if fact.row:
        reader.say(words.FACTS, fact.row, fact.column, "form-year", fact.value)
    return 0


def _fact(key: str, fact: Fact, reader: Reader) -> str:
    if key in ("note", "source_document"):
        return reader.plain(words.FACTS, fact.row, fact.column, fact.value)
    number = whole(fact.value)
    if number is None:
        reader.say(words.FACTS, fact.row, fact.column, "form-count", fact.value)
    return number or ""


def whole(text: str) -> str | None:
    """A whole number as tables write it, "" where nothing stands, None where it is no such number."""
    bare = re.sub(r"[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text)
    if not bare:
        return ""
    return str(int(bare)) if re.fullmatch(r"[0-9]{1,12}", bare) else None


def real(text: str) -> str | None:
    """A number as tables write it, "" where nothing stands, None where it is none: "12,50 %" is "12.5"."""
    bare = re.sub(r"[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text.removesuffix("%").strip()).replace(
        ",", "."
    )
    if not bare:
        return ""
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", bare):
        return None
    number = float(bare)
    return str(int(number)) if number.is_integer() else repr(number)


def _lines(
    on: str, sheet: Sheet, columns: Sequence[str], reader: Reader
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a sheet with a head in which anything stands, by the names of the columns."""
    head = [czech.fold(_text(cell)) for cell in (sheet[0] if sheet else [])]
    places = {name: czech.fold(words.COLUMNS[name][0]) for name in columns}
    missing = [name for name in columns if places[name] not in head]
    for name in missing:
        reader.say(on, 1, "", "form-column", words.COLUMNS[name][0])
    if missing:
        return
    at = reader.columns[on] = {name: head.index(title) for name, title in places.items()}
    for number, row in enumerate(sheet[1:], start=2):
        cells = {name: _text(row[place]) if place < len(row) else "" for name, place in at.items()}
        if any(cells.values()):
            yield number, cells


def _clients(sheet: Sheet, reader: Reader) -> Iterator[Line]:
    first: dict[str, int] = {}
    for row, cells in _lines(words.CLIENTS, sheet, CLIENT_COLUMNS, reader):
        number = whole(cells["clients"])
        if number is None:
            reader.wrong(words.CLIENTS, row, "clients", "form-count", cells["clients"])
        if not cells["municipality"]:
            reader.wrong(
                words.CLIENTS, row, "municipality", "form-line", missing=words.COLUMNS["municipality"][0]
            )
            continue
        town = _town(cells["municipality"], row, reader)
        if town is None:
            continue
        if first.setdefault(town.code, row) != row:
            reader.wrong(words.CLIENTS, row, "municipality", "form-again", town.name, first=first[town.code])
        yield Line(row, town.code, number or "")


_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def _town(text: str, row: int, reader: Reader) -> Municipality | None:
    """The municipality of that name or code; where it is not sure which, a mistake is kept and None returned."""
    towns = reader.site[Territories].municipalities
    code, name = _CODE.search(text), czech.fold(_CODE.sub("", text)).strip(" ()-–,")
    say = partial(reader.wrong, words.CLIENTS, row, "municipality")
    if code:
        town = towns.get(code[0])
        if town is None:
            say("form-town", text, hint=nearest(code[0], towns))
        elif name and czech.fold(town.row.name) != name:
            say("form-town-name", text, name=town.row.name, code=code[0])
        return town
    same = [one for one in towns.values() if czech.fold(one.row.name) == name]
    if len(same) == 1:
        return same[0]
    if same:
        listed = "; ".join(f"{one.row.name} ({one.row.code_csu}), ORP {one.orp.row.name}" for one in same[:8])
        say("form-town-many", text, count=len(same), listed=listed)
    else:
        say("form-town", text, hint=nearest(text, {one.row.name for one in towns.values()}))
    return None


def _grants(sheet: Sheet, reader: Reader) -> Iterator[Line]:
    first: dict[str, int] = {}
    for row, cells in _lines(words.GRANTS, sheet, GRANT_COLUMNS, reader):
        number = whole(cells["amount_czk"])
        if number is None:
            reader.wrong(words.GRANTS, row, "amount_czk", "form-count", cells["amount_czk"])
        for name in GRANT_COLUMNS:
            if not cells[name]:
                reader.wrong(words.GRANTS, row, name, "form-line", missing=words.COLUMNS[name][0])
        payer = reader.text(words.GRANTS, row, "payer", cells["payer"])
        if payer and first.setdefault(payer, row) != row:
            reader.wrong(words.GRANTS, row, "payer", "form-again", payer, first=first[payer])
        yield Line(row, payer, number or "")


def _outcomes(sheet: Sheet, service: Service | None, reader: Reader) -> Iterator[Line]:
    told = reader.site[Capacity].told.get(service.row.id) if service else None
    known = {one.row.id for one in told.outcomes} if told else set()
    first: dict[str, int] = {}
    for row, cells in _lines(words.OUTCOMES, sheet, OUTCOME_COLUMNS, reader):
        number = real(cells["result"])
        if number is None:
            reader.wrong(words.OUTCOMES, row, "result", "form-number", cells["result"])
        code = cells["outcome"]
        if not code:
            reader.wrong(words.OUTCOMES, row, "outcome", "form-line", missing=words.COLUMNS["outcome"][0])
        elif service and code not in known:
            reader.wrong(
                words.OUTCOMES, row, "outcome", "form-outcome", code, hint=nearest(code, sorted(known))
            )
        elif first.setdefault(code, row) != row:
            reader.wrong(words.OUTCOMES, row, "outcome", "form-again", code, first=first[code])
        note = reader.text(words.OUTCOMES, row, "note", cells["note"])
        if number or note:
            yield Line(row, code, number or "", note)


# What it changes ------------------------------------------------------------------------------------------


@dataclass
class Change:
    """What a report changes, and which numbers it leaves out because few people are meant."""

    edit: Edit
    left_out: list[str] = field(default_factory=list)


def apply(filled: Filled, ground: Ground) -> Change:
    """Work out what a report changes. What is blank in the form changes nothing; small counts never get in."""
    change = Change(Edit(ground.tables))
    key = {"service": filled.service.row.id, "year": str(filled.year)}
    _put_report(filled, key, ground, change)
    grants = change.edit.rows(PACKAGE, "report_grants")
    for one in filled.grants:
        grants.put(key | {"payer": one.key, "amount_czk": one.number})
    _put_outcomes(filled, ground, change)
    return change


def _put_report(filled: Filled, key: Mapping[str, str], ground: Ground, change: Change) -> None:
    reports = change.edit.rows(PACKAGE, "reports")
    row = reports.get(*key.values())
    if row is None:
        source = words.SOURCE.format(filled.year)
        row = reports.add({**key, "source_document": source})
    row.update({name: text for name, text in filled.facts.items() if text})
    clients = change.edit.rows(PACKAGE, "report_clients")
    for one in filled.clients:
        old = clients.get(*key.values(), one.key)
        if old is None:
            clients.add({**key, "municipality_code_csu": one.key, "clients": one.number})
        elif one.number:
            old["clients"] = one.number
    towns = {
        one["municipality_code_csu"]: one
        for one in clients
        if (one["service"], one["year"]) == tuple(key.values())
    }
    counts = {code: int(one["clients"]) if one["clients"] else None for code, one in towns.items()}
    land = ground.site[Territories].municipalities
    gone, _ = hidden_clients(
        int(row["clients"]) if row["clients"] else None,
        counts,
        ground.site[Capacity].threshold,
        {code: one.population for code, one in land.items()},
    )
    threshold = ground.site[Capacity].threshold
    few_contacts = bool(row["contacts"]) and is_small(int(row["contacts"]), threshold)
    if TOTAL in gone or few_contacts:
        change.left_out += [words.FIELDS[name][0] for name in ("clients", "contacts") if row[name]]
        row.update({"clients": "", "contacts": ""})
    for code, town in towns.items():
        if ("municipality", code) in gone and town["clients"]:
            change.left_out.append(land[code].name)
            town["clients"] = ""
    if (gone or few_contacts) and row["note"]:
        change.left_out.append(words.FIELDS["note"][0])
        row["note"] = ""


def _put_outcomes(filled: Filled, ground: Ground, change: Change) -> None:
    told = ground.site[Capacity].told.get(filled.service.row.id)
    of = {one.row.id: one.row for one in told.outcomes} if told else {}
    total = change.edit.rows(PACKAGE, "reports").get(filled.service.row.id, str(filled.year))
    said = int(total["clients"]) if total and total["clients"] else None
    results = change.edit.rows(PACKAGE, "outcome_results")
    for one in filled.outcomes:
        row = of[one.key]
        cells = {"result": one.number, "note": one.note}
        if (
            one.number
            and row.people
            and few(row.unit, float(one.number), said, known=True, threshold=ground.site[Capacity].threshold)
        ):
            change.left_out.append(row.expected)
            cells = {"result": "", "note": ""}
        mine = results.get(one.key, str(filled.year))
        if mine is None:
            results.add({"outcome": one.key, "year": str(filled.year), **cells})
        else:
            mine.update(
                {name: text for name, text in cells.items() if text or not one.number or name == "result"}
            )


def _in_form(filled: Filled, name: str, found: Problem, now: Tables) -> Problem:
    """Say a problem of a table where the person can mend it: in the form."""
    for table, on, lines, key in (
        ("report_clients", words.CLIENTS, filled.clients, "municipality_code_csu"),
        ("report_grants", words.GRANTS, filled.grants, "payer"),
        ("outcome_results", words.OUTCOMES, filled.outcomes, "outcome"),
        ("reports", words.FACTS, (), ""),
    ):
        mine = now[PACKAGE, table]
        if found.file != mine.file or not 2 <= found.row <= len(mine.rows) + 1:
            continue
        cells = dict(zip(mine.schema.names, mine.rows[found.row - 2], strict=True))
        if (
            cells["year"] != str(filled.year)
            or cells.get("service", filled.service.row.id) != filled.service.row.id
        ):
            continue
        row = next((one.row for one in lines if one.key == cells[key]), 0)
        label = words.COLUMNS.get(found.column, ("", 0))[0]
        if table == "reports" and found.column in words.FIELDS:
            label, row = words.FIELDS[found.column][0], list(words.FIELDS).index(found.column) + 2
        return Problem(
            f"{name}, list {on}", row, label, found.rule, found.value, found.details, found.warning
        )
    return found


# The road ---------------------------------------------------------------------------------------------


def _read(file: Path, ground: Ground) -> Filled:
    return read_report(read_bytes(file), file.name, ground)


def _plan(filled: Filled, file: Path, ground: Ground) -> Plan:
    change = apply(filled, ground)
    names = {"service": filled.service.row.id, "year": filled.year}
    changes = change.edit.changes()
    said = [words.READ.format(**names), *change.edit.told(), f"{counted(changes)}."] if changes else []
    if change.left_out:
        said.append(words.LEFT_OUT.format(", ".join(change.left_out)))
    return Plan(
        edit=change.edit,
        said=said,
        same=words.SAME.format(**names),
        then=words.THEN.format(page=f"{RESULTS}{filled.service.row.id}/"),
        place=partial(_in_form, filled, file.name),
    )


REPORT = Import(name="report", help=words.IMPORT[0], takes=words.IMPORT[1], read=_read, change=_plan)
