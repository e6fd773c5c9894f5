"""Rules about links: in tables, in what packages say of their sources, and in hand-written texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from macros.check import Check, Data, check
from macros.check.links import LINK_RULES, WARNINGS, link_fault, link_faults
from macros.data import wording
from macros.data.problems import Problem, problem
from macros.data.tables import Table

_ADDRESS = "^https?://"
"""With this the pattern of a column of links begins."""


@check(*LINK_RULES)
def links(data: Data) -> Iterator[Problem]:
    """A link is http or https, leads to a public host at its usual port and tells nothing about a person."""
    yield from faulty(list(_columns(data)))


def faulty(columns: Sequence[tuple[Table, str, Sequence[str]]]) -> Iterator[Problem]:
    """Yield a problem for each cell of columns of links (table, column, a link or "" a row) that is not sound."""
    # One address stands in many columns.
    faults = link_faults(chain(*(_said(*one) for one in columns)))
    for table, column, cells in columns if faults else ():
        field = table.schema.field(column)
        for row, url in (
            zip(table.row_numbers, cells, strict=True) if not faults.keys().isdisjoint(cells) else ()
        ):
            # What breaks the pattern of its column has been told so.
            if (rule := faults.get(url)) and (not field.pattern or field.regex.fullmatch(url)):
                yield table.problem(
                    row, column, rule, shown(rule, url), warning=rule in WARNINGS, hint=hint(rule, url)
                )


def _said(table: Table, column: str, cells: Sequence[str]) -> Iterable[str]:
    """The links of a column, once where they repeat."""
    return table.values(column) if cells is table.columns[column] else cells


def _columns(data: Data) -> Iterator[tuple[Table, str, Sequence[str]]]:
    """Yield each column whose pattern says that links stand there."""
    for table in data.tables.values():
        for field in table.schema.fields:
            if field.pattern.startswith(_ADDRESS):
                yield table, field.name, table.columns[field.name]


def shown(rule: str, url: str) -> str:
    """Return the address for the report, without what it must not repeat: a password, somebody's mail."""
    if rule not in ("link-user", "link-person"):
        return url
    return re.sub(r"[?#].*", "…", re.sub(r"//[^/?#]*@", "//…@", url))


def hint(rule: str, url: str) -> str:
    """The address as it should be written, where that is beyond doubt; "" elsewhere."""
    if rule == "link" and link_fault(whole := _whole(url)) is None:
        return wording.WRITE_IT.format(whole)
    if rule == "link-letters":
        host, end, rest = url.removeprefix("https://").removeprefix("http://").partition("/")
        try:
            named = f"https://{host.encode('idna').decode('ascii')}{end}{rest}"
        except UnicodeError:
            return ""
        return wording.WRITE_IT.format(named) if link_fault(named) is None else ""
    return ""


def _whole(url: str) -> str:
    """An address with its beginning in small letters, or with the beginning that it lacks."""
    scheme, mark, rest = url.partition("://")
    if mark:
        host, end, path = rest.partition("/")
        return f"{scheme.lower()}://{host.lower()}{end}{path}"
    return f"https://{url}"


@check(*LINK_RULES)
def links_of_packages(data: Data) -> Iterator[Problem]:
    """The sources and licences that a package names are links like any other."""
    for package in data.packages.values():
        file = (package.folder / "datapackage.json").relative_to(data.root).as_posix()
        for one in (*package.descriptor.get("sources", ()), *package.descriptor.get("licenses", ())):
            url = str(one.get("path", "")) if isinstance(one, dict) else ""
            if "://" in url and (rule := link_fault(url)):
                yield problem(
                    file, 0, "", rule, shown(rule, url), warning=rule in WARNINGS, hint=hint(rule, url)
                )


RULES: tuple[Check, ...] = (links, links_of_packages)
