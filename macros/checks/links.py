"""Rules about links: in tables, in what packages say of their sources, and in hand-written texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from macros.checks import Data, Rule
from macros.links import WARNINGS, link_fault, link_faults
from macros.problems import Problem, problem
from macros.tables import Table

_KINDS = frozenset({"web", "chat", "form"})
"""Kinds of contacts whose value is a link."""
_ADDRESS = "^https?://"
"""With this the pattern of a column of links begins."""


def links(data: Data) -> Iterator[Problem]:
    """A link is http or https, leads to a public host at its usual port and tells nothing about a person."""
    columns = list(_columns(data))
    faults = link_faults(chain(*(said for _, _, _, said in columns)))
    for table, column, cells, _ in columns if faults else ():
        field = table.schema.field(column)
        for row, url in (
            zip(table.row_numbers, cells, strict=True) if not faults.keys().isdisjoint(cells) else ()
        ):
            # What breaks the pattern of its column has been told so.
            if (rule := faults.get(url)) and (not field.pattern or field.regex.fullmatch(url)):
                yield table.problem(row, column, rule, shown(rule, url), warning=rule in WARNINGS)


def _columns(data: Data) -> Iterator[tuple[Table, str, Sequence[str], Iterable[str]]]:
    """Yield each column of links, and its values once where they repeat; "" stands for a contact that is none."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.pattern.startswith(_ADDRESS):
                yield table, field.name, table.columns[field.name], table.values(field.name)
    if contacts := data.table("services", "contacts"):
        kinds, values = contacts.columns["kind"], contacts.columns["value"]
        cells = [url if kind in _KINDS else "" for kind, url in zip(kinds, values, strict=True)]
        yield contacts, "value", cells, cells


def shown(rule: str, url: str) -> str:
    """Return the address for the report, without what it must not repeat: a password, somebody's mail."""
    if rule not in ("link-user", "link-person"):
        return url
    return re.sub(r"[?#].*", "…", re.sub(r"//[^/?#]*@", "//…@", url))


def links_of_packages(data: Data) -> Iterator[Problem]:
    """The sources and licences that a package names are links like any other."""
    for package in data.packages.values():
        file = (package.folder / "datapackage.json").relative_to(data.root).as_posix()
        for one in (*package.descriptor.get("sources", ()), *package.descriptor.get("licenses", ())):
            url = str(one.get("path", "")) if isinstance(one, dict) else ""
            if "://" in url and (rule := link_fault(url)):
                yield problem(file, 0, "", rule, shown(rule, url), warning=rule in WARNINGS)


RULES: tuple[Rule, ...] = (links, links_of_packages)
