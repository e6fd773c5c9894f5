"""The state register of social services (RPSS): it fills what is empty here and only shows what differs.

A row or a contact that a person verified, and everything of a service with a secret place, stays as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from macros.check.mail_names import mail_named, names_workplace
from macros.check.names import NOBODY
from macros.data import register_words
from macros.data.edit import Edit, Row, counted
from macros.imports import rpss_words as words
from macros.imports.road import Ground, Import, Option, Plan, Refused
from macros.imports.rpss_file import Registration, read_codelists, read_register
from macros.imports.rpss_match import Compared, Ours, capacity_of, compare, ours_of
from macros.subjects.territory.model import Territories
from macros.words.czech import fold

SOURCE = "https://data.mpsv.cz/web/data/rpss"
LIMIT = 5
"""Per cent of the rows of a table that change without being asked."""
_SORTS = (("phone", "phones"), ("email", "mails"), ("web", "webs"))


def compared(
    register: Sequence[Registration],
    file: Path,
    ground: Ground,
    *,
    region: Sequence[str] = (),
    codelists: str = "",
    date: str = "",
    pairs: str = "",
) -> tuple[Compared, Ours]:
    """Put a portal beside the register; `Refused` where an option is of no use."""
    ours = ours_of(ground.tables)
    day = _day(file, date)
    regions = tuple(region) or tuple(one.row.code_nuts3 for one in ground.site[Territories].covered_regions())
    known = sorted(ground.site[Territories].regions)
    for code in regions:
        if code not in known:
            raise Refused(words.STRANGE_REGION.format(value=code, known=", ".join(known)))
    official = read_codelists(Path(codelists)) if codelists else {}
    decided = _decided(Path(pairs), ours, register) if pairs else {}
    return compare(register, ours, day=day, regions=regions, decided=decided, official=official), ours


def _day(file: Path, said: str) -> date:
    """The day of the edition: said, else (where nothing is written) that on which the file was saved."""
    if not said:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Refused(words.DAY.format(value=said)) from error


def _decided(file: Path, ours: Ours, register: Sequence[Registration]) -> dict[str, str]:
    """What a person decided: registrations by service, "" for none. `Refused` with every line that is wrong."""
    try:
        lines = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(words.PAIR_COLUMNS.format(file=file.name)) from error
    if not lines or [cell.strip() for cell in lines[0]] != ["service", "registration"]:
        raise Refused(words.PAIR_COLUMNS.format(file=file.name))
    codes, found, wrong = {one.code for one in register if one.code}, dict[str, str](), list[str]()
    for number, line in enumerate(lines[1:], start=2):
        service, code = (*(cell.strip() for cell in line), "", "")[:2]
        if not service and not code:
            continue
        row = ours.services.get(service)
        said = service
        if row is None:
            sentence = words.PAIR_SERVICE
        elif service in found:
            sentence = words.PAIR_TWICE
        elif code and code not in codes:
            sentence, said = words.PAIR_CODE, code
        elif row["registration"] and row["registration"] != code:
            sentence = words.PAIR_CLASH
        else:
            found[service] = code
            continue
        wrong.append(sentence.format(file=file.name, row=number, value=said))
    if wrong:
        raise Refused("\n".join(wrong))
    return found


# Filling ----------------------------------------------------------------------------------------------


def fill(done: Compared, ours: Ours, ground: Ground) -> Edit:
    """Fill what is empty from the pairs. Each value says the register and its day as its source."""
    edit = Edit(ground.tables)
    providers: dict[str, Registration] = {}
    for code, one in sorted(done.pairs.items()):
        # A service that is secret here is in no pair; one that is secret there gets nothing either.
        if one.secret or one.ended(done.day):
            continue
        row = edit.rows("services", "services").get(code)
        if row is None:
            continue
        if not row["verified_on"]:
            _fill_service(row, one, ours, done.day, edit)
            _fill_contacts(row, one, ours, done.day, edit)
        providers.setdefault(row["provider"], one)
    _fill_providers(providers, ours, edit)
    return edit


def _fill_service(row: Row, registration: Registration, ours: Ours, day: date, edit: Edit) -> None:
    forms = [ours.forms[code] for code in registration.forms if code in ours.forms]
    groups = [ours.groups[code] for code in registration.groups if code in ours.groups]
    wanted = {
        "registration": registration.code,
        "forms": ";".join(sorted(forms)),
        "target_groups": ";".join(sorted(groups)),
    }
    # A part of a list says that there is no more: only a whole one is written.
    if len(groups) < len(registration.groups):
        wanted["target_groups"] = ""
    if len(forms) < len(registration.forms):
        wanted["forms"] = ""
    if not row["capacity"] and not row["capacity_unit"] and (capacity := capacity_of(registration)):
        wanted["capacity"], wanted["capacity_unit"] = capacity
    changed = row.update({name: cell for name, cell in wanted.items() if cell and not row[name]})
    if not changed:
        return
    row["updated_on"] = max(row["updated_on"], day.isoformat())
    evidence = edit.rows("services", "evidence")
    allowed = evidence.table.schema.field("column").enum
    for name in changed:
        if name in allowed and not any(
            (each["service"], each["column"]) == (row["id"], name) for each in evidence
        ):
            evidence.add({"service": row["id"], "column": name} | _source(day))


def _fill_contacts(row: Row, registration: Registration, ours: Ours, day: date, edit: Edit) -> None:
    contacts = edit.rows("services", "contacts")
    mine = [each for each in contacts if each["service"] == row["id"]]
    said = {word for text in (row["name"], registration.provider) for word in fold(text).split()}
    rank = max((int(each["rank"]) for each in mine), default=0)
    for kind, sort in _SORTS:
        if any(each["kind"] == kind for each in mine):
            continue
        for value in getattr(registration, sort)[:1]:
            # The register holds mailboxes of people; only those of workplaces are taken.
            box = fold(value.split("@")[0])
            if kind == "email" and (mail_named(box, said) > NOBODY or not names_workplace(box, said)):
                continue
            rank += 1
            level = "provider" if sort in registration.borrowed else "own"
            cells = {"service": row["id"], "kind": kind, "value": value, "level": level, "rank": str(rank)}
            contacts.add(cells | _source(day))


def _fill_providers(found: Mapping[str, Registration], ours: Ours, edit: Edit) -> None:
    secret = {ours.services[code]["provider"] for code in ours.secret}
    for code, one in sorted(found.items()):
        row = edit.rows("services", "providers").get(code)
        if (
            row is not None
            and code not in secret
            and not row["ico"]
            and fold(row["name"]) == fold(one.provider)
            and len(one.ico) == 8
            and one.ico.isdigit()
        ):
            row["ico"] = one.ico


def _source(day: date) -> dict[str, str]:
    return {"source_url": SOURCE, "source_date": day.isoformat()}


def _guard(edit: Edit) -> None:
    """Refuse a change of too many rows: a wrong file changes most of them."""
    changes = edit.changes()
    for name in ("services", "providers"):
        table = edit.before["services", name]
        rows = {one.row for one in changes if one.file == table.file}
        if len(rows) * 100 > LIMIT * len(table.rows):
            share = round(len(rows) * 100 / len(table.rows))
            said = {
                "share": share,
                "table": name,
                "changed": len(rows),
                "total": len(table.rows),
                "limit": LIMIT,
            }
            raise Refused(words.MANY.format(**said))


# Saying -----------------------------------------------------------------------------------------------


def told(done: Compared) -> list[str]:
    """Findings as Czech lines, by what they are about."""
    lines = [words.HEAD.format(day=done.day.isoformat(), read=done.read, matched=len(done.pairs))]
    for kind, found in groupby(done.findings, key=lambda finding: finding.kind):
        lines += ["", f"{words.TITLES[kind]}:", *(f"  {one.said()}" for one in found)]
    return lines


# The road ---------------------------------------------------------------------------------------------


def _read(file: Path, ground: Ground) -> list[Registration]:
    return read_register(file)


def _plan(
    register: list[Registration],
    file: Path,
    ground: Ground,
    *,
    region: Sequence[str] = (),
    codelists: str = "",
    date: str = "",
    pairs: str = "",
    yes_many: bool = False,
) -> Plan:
    if not date:
        # What is written bears this day as that of its source: nobody but a person knows it.
        raise Refused(words.NO_DAY)
    done, ours = compared(register, file, ground, region=region, codelists=codelists, date=date, pairs=pairs)
    edit = fill(done, ours, ground)
    if not yes_many:
        _guard(edit)
    changes = edit.changes()
    said = [*told(done), "", *edit.told(), f"{counted(changes)}."] if changes else told(done)
    return Plan(edit=edit, said=said, then=words.THEN)


COMPARING = (
    Option(name="region", help=register_words.REGION, default=()),
    Option(name="codelists", help=register_words.CODELISTS, default=""),
    Option(name="date", help=register_words.DATE, default=""),
    Option(name="pairs", help=register_words.PAIRS, default=""),
)
RPSS = Import(
    name="rpss",
    help=words.HELP[0],
    takes=words.HELP[1],
    read=_read,
    change=_plan,
    options=(*COMPARING, Option(name="yes_many", help=register_words.YES_MANY, default=False)),
)
