"""Rules about sentences that hold for a whole kind: each of its services must keep them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from macros.check import Check, Data, check
from macros.data.problems import Problem
from macros.data.tables import Table, Tables
from macros.model.roles import LINES
from macros.subjects.catalogue.homes import LIVING
from macros.subjects.catalogue.promise_words import CALL, PROMISES, SERVICES
from macros.words.czech import fold, phone, plural, some
from macros.words.phones import dialled, numbers

SHOWN = 3
"""So many services are named in a problem."""

_SERVICE = ("name", "summary", "conditions", "cost_note")
_NEEDED = (
    ("situations", "situation_kinds"),
    ("situations", "service_situations"),
    ("services", "services"),
    ("services", "contacts"),
    ("services", "hours"),
    ("services", "providers"),
    ("codelists", "kinds"),
    ("codelists", "forms"),
    ("codelists", "audiences"),
    ("codelists", "target_groups"),
)


class Told(NamedTuple):
    """A sentence of `situation_kinds`, and the services under which people read it."""

    row: int
    situation: str
    kind: str
    how: str
    services: tuple[str, ...]


@check("sentence-unkept")
def promises_are_kept(data: Data) -> Iterator[Problem]:
    """What a sentence of a kind promises is known of each service under which it stands."""
    # Prices, forms, hours and people for whom a service is differ between services of one kind: they belong to their
    # columns. A warning: promises are told by their words.
    tables = needed_tables(data.tables)
    if tables is None:
        return
    words = dict(_known(tables))
    keeping: dict[str, frozenset[str]] = {}
    table = tables["situation_kinds"]
    for told in told_by_kind(tables):
        sentence = fold(told.how)
        for promise in PROMISES:
            if not re.search(promise.said, sentence):
                continue
            if promise.what not in keeping:
                held = re.compile(promise.held)
                keeping[promise.what] = frozenset(id for id, said in words.items() if held.search(said))
            empty = [id for id in told.services if id not in keeping[promise.what]]
            if empty:
                yield table.problem(
                    told.row,
                    "how",
                    "sentence-unkept",
                    told.how,
                    warning=True,
                    what=promise.what,
                    count=plural(len(empty), *SERVICES),
                    services=some(empty, SHOWN),
                )


@check("sentence-number")
def numbers_are_theirs(data: Data) -> Iterator[Problem]:
    """A sentence of a kind names no number of one line: people read it under the others, too."""
    tables = needed_tables(data.tables)
    if tables is None:
        return
    phones: defaultdict[str, set[str]] = defaultdict(set)
    for _, service, kind, value in tables["contacts"].records(["service", "kind", "value"]):
        if kind == "phone" and value:
            phones[service].add(dialled(value))
    table = tables["situation_kinds"]
    for told in told_by_kind(tables):
        for one in numbers(told.how):
            others = [id for id in told.services if one.dialled not in phones[id]]
            if others:
                shown = phone(one.dialled).replace("\u00a0", " ")
                yield table.problem(told.row, "how", "sentence-number", shown, services=some(others, SHOWN))


@check("hint-phone")
def hints_can_be_followed(data: Data) -> Iterator[Problem]:
    """A kind tells people to call only where each of its services has a phone."""
    tables = needed_tables(data.tables)
    if tables is None:
        return
    called = {id for _, id, kind in tables["contacts"].records(["service", "kind"]) if kind == "phone"}
    silent: defaultdict[str, list[str]] = defaultdict(list)
    parents = tables["kinds"].by("id", "parent")
    for _, id, kind, status in tables["services"].records(["id", "kind", "status"]):
        if status in LIVING and id not in called:
            for one in _ladder(kind, parents):
                silent[one].append(id)
    table = tables["kinds"]
    for row, id, hint in table.records(["id", "form_hint"]):
        if hint and silent[id] and CALL.search(fold(hint)):
            count = plural(len(silent[id]), *SERVICES)
            yield table.problem(
                row,
                "form_hint",
                "hint-phone",
                hint,
                warning=True,
                count=count,
                services=some(silent[id], SHOWN),
            )


def needed_tables(tables: Tables) -> dict[str, Table] | None:
    """The tables that the rules read, by name; None where one is missing or unsound: its mistakes come first."""
    found = {name: tables.get((package, name)) for package, name in _NEEDED}
    whole = {name: one for name, one in found.items() if one is not None and one.sound}
    return whole if len(whole) == len(found) else None


def told_by_kind(tables: Mapping[str, Table]) -> Iterator[Told]:
    """Which services have no sentence of their own in a situation and so the one of their kind, as `link` tells it."""
    parents = tables["kinds"].by("id", "parent")
    silent = {id for id, family in tables["kinds"].by("id", "family").items() if family == "helpline"}
    lines = silent | {id for id, role in tables["kinds"].by("id", "role").items() if role in LINES}
    columns = ["id", "kind", "status", "narrow"]
    alike: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
    for _, id, kind, status, narrow in tables["services"].records(columns):
        if status in LIVING:
            alike[kind, bool(narrow)].add(id)
    own: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, service, situation, how in tables["service_situations"].records(["service", "situation", "how"]):
        own[situation][service] = how or ""
    means: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for row, situation, kind, how, rank in tables["situation_kinds"].records(
        ["situation", "kind", "how", "rank"]
    ):
        means[situation].append((rank, row, kind, how))
    linked = {service for named in own.values() for service in named}
    ladders = {kind: list(_ladder(kind, parents)) for kind, _ in alike}
    for situation, found in means.items():
        under: defaultdict[str, list[str]] = defaultdict(list)
        ranked = [kind for _, _, kind, _ in sorted(found)]
        named = own[situation]
        told = {id for id, how in named.items() if how}
        for (kind, narrow), ids in alike.items():
            ladder = [kind] if narrow else ladders[kind]
            source = next((one for one in ranked if one in ladder), "")
            if not source:
                continue
            # Narrow ones and lines that are linked anywhere stand only where they are named.
            apart = ids if narrow else ids & linked if kind in lines else set[str]()
            under[source] += (ids - apart | ids & named.keys()) - told
        for _, row, kind, how in sorted(found):
            if under[kind] and kind not in silent:
                yield Told(row, situation, kind, how, tuple(sorted(under[kind])))


def _ladder(kind: str, parents: Mapping[str, str]) -> Iterator[str]:
    seen = set[str]()
    while kind and kind not in seen:
        seen.add(kind)
        yield kind
        kind = parents.get(kind) or ""


def _known(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Each service with all that its tables say of it, as one folded text; facts of columns begin with #."""
    names = {
        column: {id: " ".join(filter(None, texts)) for _, id, *texts in tables[name].records(["id", *said])}
        for column, name, said in (
            ("provider", "providers", ["name"]),
            ("kind", "kinds", ["name"]),
            ("forms", "forms", ["name", "plain"]),
            ("audiences", "audiences", ["name"]),
            ("target_groups", "target_groups", ["name"]),
        )
    }
    facts: defaultdict[str, list[str]] = defaultdict(list)
    for _, service, kind in tables["contacts"].records(["service", "kind"]):
        facts[service].append(f"#{kind}")
    for _, service, nonstop in tables["hours"].records(["service", "nonstop"]):
        if nonstop:
            facts[service].append("#nonstop")
    columns = ["id", "cost", "anonymous", *_SERVICE, *names]
    for _, id, cost, anonymous, *cells in tables["services"].records(columns):
        texts, listed = cells[: len(_SERVICE)], cells[len(_SERVICE) :]
        called = _names(names.values(), listed)
        marks = [*facts[id], f"#{cost}", "#anonymous" if anonymous else ""]
        yield id, fold(" | ".join(filter(None, (*texts, *called, *marks))))


def _names(names: Iterable[Mapping[str, str]], cells: Iterable[str | None]) -> Iterator[str]:
    for of, cell in zip(names, cells, strict=True):
        yield from (of.get(one, "") for one in (cell or "").split(";"))


RULES: tuple[Check, ...] = (promises_are_kept, numbers_are_theirs, hints_can_be_followed)
