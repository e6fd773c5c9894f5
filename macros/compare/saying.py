"""Differences as sentences: headings by meaning, dangers first, what nobody could read said once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.compare import words
from macros.compare.changes import Cells, Change, Key, Pair, broken, changes
from macros.compare.comparing import Asked, Comparing, Effect, asked
from macros.compare.sentence import Quoted, Sentence
from macros.compare.sides import File, Sides, files
from macros.data.schema import Schema
from macros.words.czech import counted, phone, plural

_NAMES = ("name", "title", "term", "full_form", "label")
_NUMBER = re.compile(r"\+420[0-9]{9}")
_SHOWN = 4
"""So many cells of a row that came or went are named."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: its heading, its sentence, and why it is dangerous ("" where it is not)."""

    heading: str
    said: Sentence
    danger: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is said of two states."""

    told: tuple[Told, ...]
    effects: tuple[Effect, ...]
    notes: tuple[Sentence, ...]

    def __bool__(self) -> bool:
        return bool(self.told or self.notes)


def pair_of(both: Sides) -> Pair:
    """The tables of both states."""
    return Pair(both.before.tables, both.after.tables)


def compare(both: Sides, subjects: Iterable[Comparing]) -> Comparison:
    """Say all differences of rows and files; effects are added by who can link both states."""
    pair, known = pair_of(both), list(subjects)
    look = asked(pair, both.before.settings, both.after.settings)
    said = _Saying(pair, look, known, both)
    told = [said.told(one) for one in changes(pair)]
    told += [Told(words.TEXTS, _file(one)) for one in files(both)]
    return Comparison(tuple(told), (), (*_notes(both), *_code(both.others)))


class _Saying:
    def __init__(self, pair: Pair, look: Asked, subjects: Sequence[Comparing], both: Sides) -> None:
        self._pair, self._look, self._subjects = pair, look, subjects
        self._titles = {
            name: one.title for side in (both.before, both.after) for name, one in side.packages.items()
        }
        self._groups: dict[Key, str] = {key: to for one in subjects for key, to in one.groups.items()}
        self._labels = {key: to for one in subjects for key, to in one.labels.items()}
        self._values = {key: to for one in subjects for key, to in one.values.items()}
        self._terms = {key for one in subjects for key in one.terms}
        self._known: dict[Key, Mapping[str, str]] = {}

    def told(self, change: Change) -> Told:
        heading = self._groups.get(change.table) or _safe(self._titles.get(change.table[0], change.table[0]))
        danger = ", ".join(
            dict.fromkeys(
                why for each in self._subjects if each.alarms for why in each.alarms(change, self._look)
            )
        )
        return Told(heading, self._sentence(change), danger, change)

    def _sentence(self, change: Change) -> Sentence:
        if change.secret:
            return (Quoted(change.file), words.ROW.format(change.row), words.SECRET)
        schema = (self._pair.after if change.after is not None else self._pair.before)[change.table].schema
        pieces: list[str] = [*self._who(change, schema), ": "]
        if change.before is None or change.after is None:
            pieces += self._whole(change, schema)
        else:
            for at, cell in enumerate(change.cells):
                pieces += ["; "] if at else []
                pieces += self._cell(change, schema, cell.column, cell.before, cell.after)
        for each in self._subjects:
            for beside in each.beside(change, self._look) if each.beside else ():
                pieces += [f", {beside}"]
        return tuple(pieces)

    def _cell(self, change: Change, schema: Schema, column: str, before: str, after: str) -> Iterator[str]:
        yield self._label(change.table, schema, column, change.now)
        if (*change.table, column) in self._terms and (moved := _moved(before, after)):
            yield f" {moved} ("
            yield from (
                self._shown(change.table, column, before),
                words.ARROW,
                self._shown(change.table, column, after),
                ")",
            )
            return
        yield " "
        yield self._shown(change.table, column, before)
        yield words.ARROW
        yield self._shown(change.table, column, after)

    def _whole(self, change: Change, schema: Schema) -> Iterator[str]:
        yield words.NEW if change.before is None else words.GONE
        who = set(self._naming(change.table, schema))
        filled = [name for name in schema.names if change.now.get(name) and name not in who]
        for at, name in enumerate(filled[:_SHOWN]):
            yield ", " if at else " ("
            yield f"{self._label(change.table, schema, name, change.now)} "
            yield self._shown(change.table, name, change.now[name])
        if filled:
            yield ")" if len(filled) <= _SHOWN else ", …)"

    def _shown(self, table: Key, column: str, value: str) -> str:
        if not value:
            return words.EMPTY
        if said := self._values.get((*table, column), {}).get(value):
            return said
        # As pages show it: a clerk compares it with what stands there.
        return Quoted(phone(value) if _NUMBER.fullmatch(value) else value)

    def _label(self, table: Key, schema: Schema, column: str, cells: Cells) -> str:
        label = self._labels.get((*table, column))
        said = label(cells) if label else ""
        return said or _safe(schema.field(column).title.lower()) or _safe(column)

    def _naming(self, table: Key, schema: Schema) -> tuple[str, ...]:
        """Columns by which a row is named: its name, else what its key refers to."""
        named = tuple(name for name in _NAMES if name in schema.names)[:1]
        if named and not schema.field(schema.key_columns[0]).reference:
            return named
        return schema.key_columns[:1] if len(schema.key_columns) < len(schema.names) else (schema.names[0],)

    def _who(self, change: Change, schema: Schema) -> Iterator[str]:
        columns = self._naming(change.table, schema)
        if not schema.field(columns[0]).reference:
            # The name as it was: the new change, if there is change, stands behind the arrow.
            yield Quoted(
                (change.before or change.now).get(columns[0], "") or change.now.get(schema.names[0], "")
            )
            return
        row = change.before or change.now
        yield Quoted(self._name(schema, columns[0], row.get(columns[0], "")))
        # Of several rows about one thing: which change it is, as far as the key says so in words.
        rest = [name for name in schema.key_columns[1:] if name in row and not change.cell(name)]
        more = [
            self._name(schema, name, row[name]) for name in rest if row[name] and schema.field(name).reference
        ]
        if more and len(schema.key_columns) < len(schema.names):
            yield from (" (", Quoted(", ".join(more)), ")")

    def _name(self, schema: Schema, column: str, code: str) -> str:
        to = schema.field(column).reference
        if to is None:
            return code
        key = to.package, to.resource
        if key not in self._known:
            self._known[key] = {
                known: name
                for tables in self._pair
                if (table := tables.get(key)) and not broken(table)
                for column_named in [next((one for one in _NAMES if one in table.schema.names), to.field)]
                for known, name in zip(table.cells(to.field), table.cells(column_named), strict=True)
            }
        return self._known[key].get(code) or code


def _moved(before: str, after: str) -> str:
    """How far a term moved, in whole months; "" where it did not or nobody can say."""
    days = [_day(one) for one in (before, after)]
    if days[0] is None or days[1] is None:
        return ""
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month
    if not months:
        return ""
    return (words.LATER if months > 0 else words.SOONER).format(plural(abs(months), *words.MONTHS))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return None


_SAFE = re.compile(r"[^\w ,()]|_")


def _safe(text: str) -> str:
    """A title of a schema, which a stranger's branch may change, without anything that Markdown would obey."""
    return " ".join(_SAFE.sub(" ", text).split())[:60]


def _file(file: File) -> Sentence:
    if file.before != file.after:
        return (Quoted(file.path), f": {words.NEW_FILE if file.after else words.GONE_FILE}")
    if file.came is None or file.went is None:
        return (Quoted(file.path), f": {words.BINARY}")
    counts = ((file.came, words.LINES_IN), (file.went, words.LINES_OUT))
    said = [counted(count, *forms) for count, forms in counts if count]
    return (Quoted(file.path), f": {', '.join(said) or words.SAME_LINES}")


def _notes(both: Sides) -> Iterator[Sentence]:
    named = ((words.SIDES["before"], both.before), (words.SIDES["after"], both.after))
    for side, one in named:
        for package in one.lost:
            yield (Quoted(f"data_packages/{package}"), f": {words.BROKEN_PACKAGE.format(side)}")
        for table in one.tables.values():
            if broken(table):
                yield (Quoted(table.file), f": {words.BROKEN.format(side)}")
    old, new = both.before.tables, both.after.tables
    for key in sorted(old.keys() ^ new.keys()):
        table = new.get(key) or old[key]
        yield (Quoted(table.file), f": {words.NEW_TABLE if key in new else words.GONE_TABLE}")
    for key in sorted(old.keys() & new.keys()):
        before, after = old[key].schema.names, new[key].schema.names
        for name in sorted(set(before) ^ set(after)):
            said = words.NEW_COLUMN if name in after else words.GONE_COLUMN
            yield (Quoted(new[key].file), f": {said} ", Quoted(name))


def _code(others: Sequence[str]) -> Iterator[Sentence]:
    if others:
        forms = (*words.CODE, words.CODE_MANY)
        shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
        yield (f"{words.OTHERS}: {plural(len(others), *forms)} (", Quoted(shown), ")")
