"""Rules about telephone numbers that sentences name: each is one of a service that works, and texts write it by macro."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.check.common import Hints, complete, free_fields
from macros.data.problems import Problem, problem
from macros.data.spoken import sentences
from macros.data.steps import RAW
from macros.data.tables import Table
from macros.data.wording import STATES
from macros.subjects.catalogue.addresses import SERVICES
from macros.subjects.catalogue.calling import Fault, call_fault, chat_fault, ended_fault
from macros.words.czech import phone
from macros.words.phones import Number, dialled, may_have_numbers, numbers

_SILENT = {("situations", "synonyms", "phrase"), ("services", "contacts", "value")}
"""Columns that say no sentence to anybody: what people type into the search, and the numbers themselves."""
_CALL = re.compile(r"\{\{-?\s*(call|dial|chat|contact|service)\(([^()]*)\)\s*-?\}\}")
_LINK = re.compile(rf"(?<![\w-]){SERVICES}([a-z0-9-]+)/")
_HEAD = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_UNSAID = re.compile(r"```.*?```|`[^`\n]*`|\{[{%].*?[%}]\}|<[^>]*>|https?://\S+|\]\([^)\s]*\)", re.DOTALL)
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


class _Lines(NamedTuple):
    """All telephones of the portal."""

    status: Mapping[str, str]
    """Status of each service by its id."""
    phones: Mapping[str, list[str]]
    """Numbers of each service, as its contacts write them; what to call first comes first."""
    owners: Mapping[str, list[str]]
    """Ids of the services of each number, as it is dialled."""
    chats: frozenset[str]
    """Ids of the services with a chat."""
    offices: frozenset[str]
    """Numbers of town halls and of regional offices, as they are dialled."""

    def ended(self, number: str) -> str:
        """The service of a number that is no longer to be called; "" where somebody still answers, or nobody knows."""
        owners = self.owners.get(number, [])
        return "" if any(self.status.get(one) == "active" for one in owners) else next(iter(owners), "")

    @property
    def told(self) -> str:
        """All that texts are held against, for the key of a proof."""
        return repr((self.status, self.phones, sorted(self.chats), sorted(self.offices)))

    def known(self, number: str) -> bool:
        """Whether a number is one of a service or of an office."""
        return number in self.owners or number in self.offices


def _lines(data: Data) -> _Lines | None:
    """All telephones; None where they could not be read, so that no one is blamed for it."""
    services, contacts = data.table("services", "services"), data.table("services", "contacts")
    if services is None or contacts is None or not (complete(services, "id") and complete(contacts, "kind")):
        return None
    status = {code: state or "" for _, code, state in services.records(["id", "status"]) if code}
    phones: dict[str, list[tuple[int, str]]] = {}
    owners: dict[str, list[str]] = {}
    chats = set()
    for _, code, kind, value, rank in contacts.records(["service", "kind", "value", "rank"]):
        if code and kind == "phone" and value:
            phones.setdefault(code, []).append((rank or 0, value))
            owners.setdefault(dialled(value), []).append(code)
        elif code and kind == "chat":
            chats.add(code)
    boards = (("offices", "phone"), ("regions", "office_phone"))
    offices = frozenset(
        dialled(one) for name, column in boards for one in data.values("territory", name, column) if one
    )
    called = {code: [one for _, one in sorted(found)] for code, found in phones.items()}
    return _Lines(status, called, owners, frozenset(chats), offices)


@check("number-ended", "number-unknown")
def spoken(data: Data) -> Iterator[Problem]:
    """A telephone number in a sentence of a table is one of a service that works."""
    lines = _lines(data)
    if lines is None:
        return
    for table, field in free_fields(data):
        if (table.package, table.name, field.name) in _SILENT:
            continue
        wrong = {text: found for text in sentences(table, field.name) if (found := _wrong(text, lines))}
        for row, text, about in _cells(table, field.name) if wrong else ():
            for number in wrong.get(text, ()):
                if about not in lines.owners.get(number.dialled, ()):
                    yield _said(table, row, field.name, number, lines)


def _wrong(text: str, lines: _Lines) -> list[Number]:
    """Numbers of a text that nobody should be told."""
    return [one for one in numbers(text) if lines.ended(one.dialled) or not lines.known(one.dialled)]


def _cells(table: Table, column: str) -> Iterator[tuple[int, str, str]]:
    """Row and text of each cell, and the service that the row is about: it may go on telling its own number."""
    about = "id" if table.name == "services" else "service"
    own = table.cells(about) if about in table.schema.names else [""] * len(table.row_numbers)
    return zip(table.row_numbers, table.cells(column), own, strict=True)


def _said(table: Table, row: int, column: str, number: Number, lines: _Lines) -> Problem:
    shown = _shown(number)
    if service := lines.ended(number.dialled):
        state = STATES.get(lines.status.get(service, ""), STATES[""])
        return table.problem(row, column, "number-ended", shown, service=service, state=state)
    return table.problem(row, column, "number-unknown", shown, warning=True)


def _shown(number: Number) -> str:
    return phone(number.dialled).replace("\u00a0", " ")


@check(
    "macro-id",
    "macro-ended",
    "macro-phone",
    "macro-chat",
    "macro-number",
    "number-bare",
    "number-unknown",
    "link-ended",
)
def written(data: Data) -> Iterator[Problem]:
    """Texts name by `call`, `dial` and `chat` who works and has that number or chat; no text names who is over."""
    lines = _lines(data)
    if lines is None:
        return
    hint = Hints([one for one in lines.phones if lines.status.get(one) == "active"])
    known = data.proved.key(lines.told) if data.proved.keeps else ""
    for text in data.texts():
        if text.problems:
            continue
        source = (data.root / text.file).read_text(encoding="utf-8-sig", errors="replace")
        key = data.proved.key("numbers", known, source)
        if data.proved.sound(key):
            continue
        source = RAW.sub(_blank, source.replace("\r\n", "\n"))
        found = [
            *_calls(source, text.file, lines, hint),
            *_bare(source, text.file, lines),
            *_linked(source, text.file, lines),
        ]
        if not found:
            data.proved.add(key)
        yield from found


def _blank(match: re.Match[str]) -> str:
    """As many signs, lines kept, and nothing to read."""
    return re.sub(r"[^\n]", "|", match[0])


def _calls(source: str, file: str, lines: _Lines, hint: Hints) -> Iterator[Problem]:
    for match in _CALL.finditer(source):
        macro, named = match[1], _arguments(match[2])
        if named is None:
            continue  # what it says is known only to the build
        id, number = named
        row = source.count("\n", 0, match.start()) + 1
        if id not in lines.status:
            yield problem(file, row, "", "macro-id", id, macro=macro, hint=hint(id))
            continue
        if fault := _fault(macro, id, number, lines):
            yield problem(file, row, "", fault.rule, fault.value, macro=macro, **fault.details)


def _fault(macro: str, id: str, number: str, lines: _Lines) -> Fault | None:
    status = lines.status[id]
    if macro == "chat":
        return chat_fault(id, status, chats=id in lines.chats)
    if macro in ("contact", "service"):
        return ended_fault(id, status)
    return call_fault(id, status, lines.phones.get(id, []), number)


def _linked(source: str, file: str, lines: _Lines) -> Iterator[Problem]:
    """Links to pages of services that are over."""
    for match in _LINK.finditer(source):
        if lines.status.get(match[1]) == "ended":
            row = source.count("\n", 0, match.start()) + 1
            yield problem(file, row, "", "link-ended", match[1], warning=True)


def _arguments(text: str) -> tuple[str, str] | None:
    """Service and number that a call names; None where they are not written as two plain texts."""
    try:
        found = ast.literal_eval(f"({text},)")
    except (ValueError, SyntaxError):
        return None
    if not (1 <= len(found) <= 2 and all(isinstance(one, str) for one in found)):
        return None
    return found[0], found[1] if len(found) > 1 else ""


def _bare(source: str, file: str, lines: _Lines) -> Iterator[Problem]:
    """Numbers that a text has without the macro."""
    if not may_have_numbers(source):
        return
    plain = _UNSAID.sub(_blank, _HEAD.sub(_blank, source, count=1) if source.startswith("---\n") else source)
    for block in _BLOCK.finditer(plain):
        for one in numbers(block[0]):
            row = plain.count("\n", 0, block.start() + one.start) + 1
            if owners := lines.owners.get(one.dialled):
                id = next((each for each in owners if lines.status.get(each) == "active"), owners[0])
                other = dialled(lines.phones[id][0]) != one.dialled
                call = f'{id}", "{_shown(one)}' if other else id
                yield problem(file, row, "", "number-bare", _shown(one), call=call)
            elif one.dialled not in lines.offices:
                yield problem(file, row, "", "number-unknown", _shown(one), warning=True)


@check("first-line")
def first_line(data: Data) -> Iterator[Problem]:
    """The line at the top of a guide is a service that works and has a phone."""
    table, lines = data.table("situations", "situations"), _lines(data)
    if table is None or lines is None or "first_line" not in table.columns:
        return
    for row, id in table.records(["first_line"]):
        if id in lines.status and (fault := call_fault(id, lines.status[id], lines.phones.get(id, []))):
            reason = fault.details.get("state", STATES["phone"])
            yield table.problem(row, "first_line", "first-line", id, reason=reason)


RULES: tuple[Check, ...] = (spoken, written, first_line)
