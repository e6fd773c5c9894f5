"""Rules that keep people out of the catalogue: names, birth numbers, private addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from macros.checks import Data, Rule
from macros.checks.common import free_fields, free_texts, joined
from macros.czech import tokens
from macros.mail_names import mail_named, names_workplace
from macros.names import LIKELY, NOBODY, SURE, Named, named, suspects
from macros.personal import birth_numbers, line_at, near_birth_numbers
from macros.problems import Problem
from macros.tables import Table

Column = tuple[Table, str, list[str]]
"""A table, one of its columns and the texts there, once where they repeat."""

_FREEMAIL = frozenset(
    """
    seznam.cz email.cz post.cz gmail.com centrum.cz volny.cz atlas.cz tiscali.cz quick.cz outlook.com
    outlook.cz hotmail.com hotmail.cz icloud.com yahoo.com live.com proton.me
    """.split()  # noqa: SIM905
)
_ROLES = frozenset(
    {
        ("contacts", "label"),
        ("contacts", "note"),
        ("assessments", "assessor"),
        ("assessments", "summary"),
        ("ratings", "words"),
        ("ratings", "derived_by"),
        ("ratings", "evidence"),
        ("participation", "what"),
        ("participation", "with_whom"),
        ("participation", "outcome"),
        ("changes", "decided_by"),
        ("statuses", "decided_by"),
        ("monitoring", "who"),
        ("steps", "who"),
    }
)
"""Columns that say who: there a likely name is a mistake, elsewhere a question to a person."""
_CALLED_AFTER_PEOPLE = frozenset(
    {
        ("places", "street"),  # streets are: "MUDr. Janského"
        ("offices", "address"),
        ("contacts", "value"),  # no text: it has rules of its own
        ("laws", "title"),
    }
)
_AUTHORS = ("source", "population_source")
"""Beginnings of names of columns about documents: who published one is told with it."""
_REGISTERS = frozenset({"states", "regions", "orp", "municipalities"})
"""Tables in which nobody writes: names of municipalities come from the state."""
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def email_private(data: Data) -> Iterator[Problem]:
    """A mail address names a workplace: no first name and surname, and no free mail without its words."""
    for table, row, column, value, words in _mails(data):
        kind = _privacy(value, words)
        if kind is not NOBODY:
            yield table.problem(row, column, "email-private", value, warning=kind is LIKELY)


def _privacy(address: str, words: Iterable[str]) -> Named:
    local, _, domain = address.lower().rpartition("@")
    kind = mail_named(local, known := frozenset(words))
    if kind is NOBODY and domain in _FREEMAIL and not names_workplace(local, known):
        return LIKELY
    return kind


def _mails(data: Data) -> Iterator[tuple[Table, int, str, str, set[str]]]:
    """Yield table, row, column, address and the owner's words for each address that looks private."""
    if table := data.table("services", "contacts"):
        wrong = {
            (service, value)
            for _, service, kind, value in table.records(["service", "kind", "value"])
            if kind == "email" and value and _privacy(value, ()) is not NOBODY
        }
        words = _words(data) if wrong else {}
        for row, service, value in table.records(["service", "value"]) if wrong else ():
            if (service, value) in wrong:
                yield table, row, "value", value, words.get(service, set())
    if table := data.table("territory", "offices"):
        for row, code, value in table.records(["municipality_code_csu", "email"]):
            if value and _privacy(value, ()) is not NOBODY:
                yield table, row, "email", value, _town_words(data, code)


def _words(data: Data) -> dict[str, set[str]]:
    """Folded words of the id and the name of each service, and of its provider's id."""
    table = data.table("services", "services")
    rows = table.records(["id", "name", "provider"]) if table else ()
    return {
        code: {*code.split("-"), *tokens(name or ""), *(provider or "").split("-")}
        for _, code, name, provider in rows
        if code
    }


def _town_words(data: Data, town: str) -> set[str]:
    table = data.table("territory", "municipalities")
    rows = table.records(["code_csu", "name"]) if table else ()
    return {word for _, code, name in rows if code == town for word in tokens(name or "")}


def told_in_texts(data: Data) -> Iterator[Problem]:
    """No text names a person or holds a birth number or a private address: roles and workplaces tell it."""
    # One walk over all texts that no earlier build has proved: they are read at every build.
    keys = _unproved(data)
    columns = list(free_texts(data, keys))
    naming = [one for one in columns if _may_name(one[0].name, one[1])]
    others = [one for one in columns if not _may_name(one[0].name, one[1])]
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
        *_mails_in_texts(columns, mailing),
        *_persons(data, naming, suspected),
    ]
    told = {(one.file, one.column) for one in found}
    for column, key in keys.items():
        if column not in told:
            data.proved.add(key)
    yield from found


def _unproved(data: Data) -> dict[tuple[str, str], str]:
    """File and name of each column of texts that is not known to be sound, with the key of its verdict.

    Names of towns, services and providers are no persons: a verdict depends on them, too.
    """
    if not data.proved.keeps:
        return {(table.file, field.name): "" for table, field in free_fields(data)}
    tables = [data.table(*one) for one in (("territory", "municipalities"), ("services", "services"))]
    columns = [
        table.cells(name)
        for table in tables
        if table
        for name in ("id", "name", "provider")
        if name in table.schema.names
    ]
    base = data.proved.key("people", *("\n".join(one) for one in columns))
    keys = {
        (table.file, field.name): data.proved.key(
            base, table.name, field.name, "\n".join(table.said(field.name))
        )
        for table, field in free_fields(data)
    }
    return {column: key for column, key in keys.items() if not data.proved.sound(key)}


def _joined(columns: list[Column]) -> Iterator[str]:
    return joined(chain.from_iterable(texts for _, _, texts in columns))


def _birth_numbers(columns: list[Column], texts: set[str]) -> Iterator[Problem]:
    for table, row, column, _ in _cells(columns, texts):
        yield table.problem(row, column, "birth-number")


def _mails_in_texts(columns: list[Column], texts: set[str]) -> Iterator[Problem]:
    private = {one: mail for one in texts for mail in _MAIL.findall(one) if _privacy(mail, ()) is not NOBODY}
    for table, row, column, text in _cells(columns, private):
        if (table.name, column) not in _CALLED_AFTER_PEOPLE:
            mail = private[text]
            yield table.problem(row, column, "email-private", mail, warning=_privacy(mail, ()) is LIKELY)


def _cells(columns: list[Column], wanted: Collection[str]) -> Iterator[tuple[Table, int, str, str]]:
    """Yield table, row, column and text of each cell that holds one of the texts."""
    for table, column, texts in columns if wanted else ():
        if not set(wanted).isdisjoint(texts):
            for row, cell in table.records([column]):
                if cell in wanted:
                    yield table, row, column, cell


def _persons(data: Data, columns: list[Column], suspected: set[str]) -> Iterator[Problem]:
    towns = _towns(data) if suspected else frozenset()
    kinds = {text: kind for text in suspected if (kind := named(text, towns)) is not NOBODY}
    for table, column, texts in columns if kinds else ():
        if not kinds.keys().isdisjoint(texts):
            yield from _persons_in(data, table, column, kinds)


def _may_name(table: str, column: str) -> bool:
    return (
        table not in _REGISTERS
        and (table, column) not in _CALLED_AFTER_PEOPLE
        and not column.startswith(_AUTHORS)
    )


def _towns(data: Data) -> frozenset[str]:
    return frozenset(filter(None, data.values("territory", "municipalities", "name")))


def _persons_in(data: Data, table: Table, column: str, kinds: dict[str, Named]) -> Iterator[Problem]:
    of_contact = table.name == "contacts"
    words = _words(data) if of_contact else {}
    rule = "phone-private" if of_contact else "person-named"
    owners = table.columns["service"] if of_contact else [""] * len(table.rows)
    for row, text, owner in zip(table.row_numbers, table.columns[column], owners, strict=True):
        kind = kinds.get(text, NOBODY)
        if kind is NOBODY or (of_contact and _own_name(text, words.get(owner, set()))):
            continue
        sure = kind is SURE or (table.name, column) in _ROLES
        yield table.problem(row, column, rule, text, warning=not sure)


def _own_name(text: str, words: set[str]) -> bool:
    """Whether all capitalised words come from the name of the service ("Klára pomáhá")."""
    return all(token in words for one in re.findall(r"\b[^\W\d_a-z]\w*", text) for token in tokens(one))


RULES: tuple[Rule, ...] = (email_private, told_in_texts)
