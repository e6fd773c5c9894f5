"""Rules about whom services do not take: never the group they are for, and never readers who are sent to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Set
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.data.problems import Problem, problem
from macros.data.tables import Table
from macros.subjects.catalogue.refusal_words import BEGINS, COMMON, ENDS, OPENING
from macros.words.czech import fold, stem, tokens

_COMMON = frozenset(stem(one) for one in tokens(COMMON))
_CALL = re.compile(r"\{\{-?\s*(?:contact|service|call|dial|chat)\(\s*[\"']([^\"']+)[\"']")


def _refusing(data: Data) -> tuple[Table, dict[str, str]] | None:
    """The services, and whom those who say so do not take; None where nobody says so or it cannot be read."""
    table = data.table("services", "services")
    if table is None or "not_for" not in table.columns or not any(table.columns["not_for"]):
        return None
    return table, {id: said for _, id, said in table.records(["id", "not_for"]) if id and said}


@check("not-for-words")
def only_whom(data: Data) -> Iterator[Problem]:
    """What a service says of whom it is not for begins with the people: the words before it say the rest."""
    if (found := _refusing(data)) is None:
        return
    table, _ = found
    for row, said in table.records(["not_for"]):
        if said and re.match(OPENING, fold(said)):
            yield table.problem(row, "not_for", "not-for-words", said, warning=True)


@check("not-for-group")
def not_its_own(data: Data) -> Iterator[Problem]:
    """A service does not refuse a group for which it says that it is."""
    found, groups = _refusing(data), data.table("codelists", "target_groups")
    if found is None or groups is None:
        return
    table, _ = found
    named = {
        id: re.compile(BEGINS + f"(?:{'|'.join(re.escape(fold(one)) for one in names if one)})" + ENDS)
        for _, id, *names in groups.records(["id", "name", "plain"])
        if any(names)
    }
    for row, said, mine in table.records(["not_for", "target_groups"]):
        for id in (mine or "").split(";") if said else ():
            if id in named and named[id].search(fold(said)):
                yield table.problem(row, "not_for", "not-for-group", said, group=id)


@check("not-for-situation")
def nobody_is_sent_in_vain(data: Data) -> Iterator[Problem]:
    """No service is named in a situation whose people it does not take, unless a sentence says whom it helps there."""
    found = _refusing(data)
    if found is None:
        return
    said = found[1]
    refuses = {id: frozenset(map(stem, tokens(text))) - _COMMON for id, text in said.items()}
    named = [*_linked(data, refuses), *_called(data, refuses)]
    phrases = _phrases(data, {one.situation for one in named})
    for one in named:
        if phrase := _same(refuses[one.service], phrases[one.situation]):
            told = {"refused": said[one.service], "phrase": phrase}
            yield problem(
                one.file, one.row, one.column, "not-for-situation", one.service, warning=True, **told
            )


class _Named(NamedTuple):
    """Where a service that refuses somebody is named for a situation."""

    file: str
    row: int
    column: str
    service: str
    situation: str


def _linked(data: Data, refuses: Container[str]) -> Iterator[_Named]:
    """Rows that link one with a situation, without a sentence of its own that says whom it helps."""
    if table := data.table("situations", "service_situations"):
        columns = (table.columns[name] for name in ("service", "situation", "how"))
        for row, id, situation, how in zip(table.row_numbers, *columns, strict=True):
            if id in refuses and how == "" and situation:
                yield _Named(table.file, row, "how", id, situation)


def _called(data: Data, refuses: Container[str]) -> Iterator[_Named]:
    """Calls of macros in guides that name one."""
    for text in data.texts():
        situation = text.head.get("guide")
        if text.problems or not isinstance(situation, str):
            continue
        source = (data.root / text.file).read_text(encoding="utf-8-sig", errors="replace")
        for match in _CALL.finditer(source):
            if match[1] in refuses:
                yield _Named(text.file, source.count("\n", 0, match.start()) + 1, "", match[1], situation)


def _phrases(data: Data, wanted: Set[str]) -> Mapping[str, Mapping[str, Set[str]]]:
    """What people call each of the situations, by its id, with the stems of the words that tell something."""
    found: defaultdict[str, dict[str, Set[str]]] = defaultdict(dict)
    for name, id, phrase in (
        ("situations", "id", "official_title"),
        ("situations", "id", "title"),
        ("synonyms", "situation", "phrase"),
    ):
        table = data.table("situations", name)
        for code, text in zip(table.columns[id], table.columns[phrase], strict=True) if table else ():
            if code in wanted and text and (told := frozenset(map(stem, tokens(text))) - _COMMON):
                found[code][text] = told
    return found


def _same(refused: Set[str], phrases: Mapping[str, Set[str]]) -> str:
    """The phrase of a situation that a refusal names whole; "" where there is none."""
    return next((phrase for phrase, told in phrases.items() if told <= refused), "")


RULES: tuple[Check, ...] = (only_whom, not_its_own, nobody_is_sent_in_vain)
