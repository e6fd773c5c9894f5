"""Rules that keep people out of the catalogue: names, birth numbers, private addresses.

Which columns say who, and what only looks like a name, is known to the subject of a table: see `Naming`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from macros.check import Check, Data, check
from macros.check.common import free_fields, free_texts, joined
from macros.check.mail_names import MAIL, mail_named, names_workplace
from macros.check.names import LIKELY, NOBODY, SURE, Named, named, suspects
from macros.data.personal import birth_numbers, line_at, near_birth_numbers
from macros.data.problems import Problem
from macros.data.tables import Table
from macros.words.czech import tokens

Column = tuple[Table, str, list[str]]
"""A table, one of its columns and the texts there, once where they repeat."""
Cell = tuple[str, str]
"""Names of a table and of a column of it."""

_FREEMAIL = frozenset(
    """
    seznam.cz email.cz post.cz gmail.com centrum.cz volny.cz atlas.cz tiscali.cz quick.cz outlook.com
    outlook.cz hotmail.com hotmail.cz icloud.com yahoo.com live.com proton.me
    """.split()  # noqa: SIM905
)
_AUTHORS = ("source", "population_source")
"""Beginnings of names of columns about documents: who published one is told with it."""


@dataclass(frozen=True, slots=True)
class Owners:
    """To whom the rows of a table belong: a text there may repeat the name of its owner ("Klára pomáhá")."""

    column: str
    """With the id of the owner."""
    words: Callable[[Data], Mapping[str, set[str]]]
    """Folded words of the name of each owner."""
    rule: str
    """What is said of a name that is not the owner's."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a subject says of names in its tables."""

    who: tuple[Cell, ...] = ()
    """Columns that say who: there a likely name is a mistake, elsewhere a question to a person."""
    called_after: tuple[Cell, ...] = ()
    """Columns of what is called after people, or has rules of its own."""
    registers: tuple[str, ...] = ()
    """Tables in which nobody writes: their names come from the state."""
    places: tuple[tuple[str, str], ...] = ()
    """Tables (package, name) whose `name` is that of a place and no person."""
    judges: tuple[tuple[str, str], ...] = ()
    """Tables (package, name) on whose ids and names a verdict depends."""
    owners: Mapping[str, Owners] = field(default_factory=dict)
    """By name of the table."""


def mail_privacy(address: str, words: Iterable[str]) -> Named:
    """How surely an address names a person or is somebody's free mail; `words` are those of whoever owns it."""
    local, _, domain = address.lower().rpartition("@")
    kind = mail_named(local, known := frozenset(words))
    if kind is NOBODY and domain in _FREEMAIL and not names_workplace(local, known):
        return LIKELY
    return kind


class Persons:
    """The rule about texts, told by all subjects which names are none."""

    def __init__(self, subjects: Iterable[Naming]) -> None:
        subjects = tuple(subjects)
        self._who = frozenset(cell for one in subjects for cell in one.who)
        self._called_after = frozenset(cell for one in subjects for cell in one.called_after)
        self._registers = frozenset(name for one in subjects for name in one.registers)
        self._places = tuple(key for one in subjects for key in one.places)
        self._judges = tuple(key for one in subjects for key in one.judges)
        self._owners = {name: owners for one in subjects for name, owners in one.owners.items()}

    def checks(self) -> tuple[Check, ...]:
        """The rule as a check."""
        rules = {owners.rule for owners in self._owners.values()}
        return (check("birth-number", "email-private", "person-named", *sorted(rules))(self.told_in_texts),)

    def told_in_texts(self, data: Data) -> Iterator[Problem]:
        """No text names a person or holds a birth number or a private address: roles and workplaces tell it."""
        # One walk over all texts that no earlier build has proved: they are read at every build.
        keys = self._unproved(data)
        columns = list(free_texts(data, keys))
        naming = [column for column in columns if self._may_name(column[0].name, column[1])]
        others = [column for column in columns if not self._may_name(column[0].name, column[1])]
        births: set[str] = set()
        mailing: set[str] = set()
        suspected: set[str] = set()
        for group in (naming, others):
            for whole in _joined(group):
                near = (line_at(whole, at) for at in near_birth_numbers(whole))
                births.update(filter(birth_numbers, near))
                mailing.update(line_at(whole, match.start()) for match in re.finditer("@", whole))
                if group is naming:
                    suspected.update(line_at(whole, at) for at in suspects(whole))
        found = [
            *_birth_numbers(columns, births),
            *self._mails_in_texts(columns, mailing),
            *self._persons(data, naming, suspected),
        ]
        told = {(problem.file, problem.column) for problem in found}
        for place, key in keys.items():
            if place not in told:
                data.proved.add(key)
        yield from found

    def _unproved(self, data: Data) -> dict[Cell, str]:
        """File and name of each column of texts that is not known to be sound, with the key of its verdict.

        Names of towns, services and providers are no persons: a verdict depends on them, too.
        """
        if not data.proved.keeps:
            return {(table.file, field.name): "" for table, field in free_fields(data)}
        tables = [data.table(*key) for key in (*self._places, *self._judges)]
        columns = [
            table.cells(name)
            for table in tables
            if table
            for name in ("id", "name", "provider")
            if name in table.schema.names
        ]
        base = data.proved.key("people", *("\n".join(column) for column in columns))
        keys = {
            (table.file, field.name): data.proved.key(
                base, table.name, field.name, "\n".join(table.said(field.name))
            )
            for table, field in free_fields(data)
        }
        return {column: key for column, key in keys.items() if not data.proved.sound(key)}

    def _may_name(self, table: str, column: str) -> bool:
        return (
            table not in self._registers
            and (table, column) not in self._called_after
            and not column.startswith(_AUTHORS)
        )

    def _mails_in_texts(self, columns: list[Column], texts: set[str]) -> Iterator[Problem]:
        private = {
            text: mail
            for text in texts
            for mail in MAIL.findall(text)
            if mail_privacy(mail, ()) is not NOBODY
        }
        for table, row, column, text in _cells(columns, private):
            if (table.name, column) not in self._called_after:
                mail = private[text]
                mild = mail_privacy(mail, ()) is LIKELY
                yield table.problem(row, column, "email-private", mail, warning=mild)

    def _persons(self, data: Data, columns: list[Column], suspected: set[str]) -> Iterator[Problem]:
        towns = self._towns(data) if suspected else frozenset()
        kinds = {text: kind for text in suspected if (kind := named(text, towns)) is not NOBODY}
        for table, column, texts in columns if kinds else ():
            if not kinds.keys().isdisjoint(texts):
                yield from self._persons_in(data, table, column, kinds)

    def _towns(self, data: Data) -> frozenset[str]:
        return frozenset(name for key in self._places for name in data.values(*key, "name") if name)

    def _persons_in(
        self, data: Data, table: Table, column: str, kinds: dict[str, Named]
    ) -> Iterator[Problem]:
        owners = self._owners.get(table.name)
        words = owners.words(data) if owners else {}
        rule = owners.rule if owners else "person-named"
        whose = table.columns[owners.column] if owners else [""] * len(table.row_numbers)
        for row, text, owner in zip(table.row_numbers, table.columns[column], whose, strict=True):
            kind = kinds.get(text, NOBODY)
            if kind is NOBODY or (owners and _own_name(text, words.get(owner, set()))):
                continue
            sure = kind is SURE or (table.name, column) in self._who
            yield table.problem(row, column, rule, text, warning=not sure)


def _joined(columns: list[Column]) -> Iterator[str]:
    return joined(chain.from_iterable(texts for _, _, texts in columns))


def _birth_numbers(columns: list[Column], texts: set[str]) -> Iterator[Problem]:
    for table, row, column, _ in _cells(columns, texts):
        yield table.problem(row, column, "birth-number")


def _cells(columns: list[Column], wanted: Collection[str]) -> Iterator[tuple[Table, int, str, str]]:
    """Yield table, row, column and text of each cell that holds one of the texts."""
    for table, column, texts in columns if wanted else ():
        if not set(wanted).isdisjoint(texts):
            for row, cell in table.records([column]):
                if cell in wanted:
                    yield table, row, column, cell


def _own_name(text: str, words: set[str]) -> bool:
    """Whether all capitalised words come from the name of the service ("Klára pomáhá")."""
    return all(token in words for one in re.findall(r"\b[^\W\d_a-z]\w*", text) for token in tokens(one))
