"""Rules about addresses that people have saved: redirects, and ids that must not get lost.

Which address the page of a row has is known to its subject, which declares it as `Addresses`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.check import Check, Data, check
from macros.check.common import Hints, complete
from macros.check.history import Columns, changed_files, committed
from macros.check.inside import lost_links
from macros.data.paths import TEXTS, files
from macros.data.problems import Problem

REDIRECTS = ("codelists", "redirects")
GivenUp = Callable[[Data, Columns, str], bool]


def _never(data: Data, columns: Columns, value: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the rows of a table."""

    table: tuple[str, str]
    """Package and name."""
    column: str
    """Its column whose values make the addresses."""
    of: Callable[[Data, Columns], list[str]]
    """The address of each row's page, "" where it has none; KeyError where there are other columns."""
    given_up: GivenUp = _never
    """Whether the address of a value in columns of the last commit is given up on purpose, for safety."""


def plainly(table: tuple[str, str], prefix: str, given_up: GivenUp = _never) -> Pages:
    """Pages whose address is a prefix and the id of the row."""

    def addresses(data: Data, columns: Columns) -> list[str]:
        return [f"{prefix}{code}/" if code else "" for code in columns["id"]]

    return Pages(table, "id", addresses, given_up)


@dataclass(frozen=True, slots=True)
class Addresses:
    """All addresses of a subject."""

    pages: tuple[Pages, ...] = ()
    lists: Callable[[Data], Iterable[str]] = lambda data: ()
    """Addresses of its pages that are no rows; a test holds them and `pages` against the pages of the site."""
    folders: tuple[str, ...] = ()
    """Folders with files, and with pages that only a large portal has: nothing is ever redirected from there."""
    come_and_go: tuple[str, ...] = ()
    """Pages that are there with their data: one that is gone today is back tomorrow."""


ENGINE = Addresses(folders=("assets/", "search/"))
"""Addresses of no subject."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rules about the addresses of a portal, told by its subjects."""

    subjects: tuple[Addresses, ...]

    def checks(self) -> tuple[Check, ...]:
        """The rules as checks."""
        return (
            check("redirect-chain", "redirect-target")(self.redirects),
            check("redirect-living")(self.redirects_from),
            check("id-reused")(self.id_reused),
            check("id-lost")(self.id_lost),
            check("text-anchor", "text-target")(self.links_inside),
        )

    def redirects(self, data: Data) -> Iterator[Problem]:
        """A redirect leads to a page that exists, in one step."""
        table = data.table(*REDIRECTS)
        if table is None or not table.rows or _unread(data):
            return
        old, there = (
            set(table.columns["old_path"]),
            {*self.known(data), *self.lists(data), *_written(data.root)},
        )
        hint = Hints(there)
        for row, new in table.records(["new_path"]):
            if new and new in old:
                yield table.problem(row, "new_path", "redirect-chain", new)
            elif new and new not in there:
                yield table.problem(row, "new_path", "redirect-target", new, hint=hint(new))

    def redirects_from(self, data: Data) -> Iterator[Problem]:
        """A redirect never takes the address of a page, nor of a folder of files, that the portal has now."""
        table = data.table(*REDIRECTS)
        if table is None or not table.rows:
            return
        folders = tuple(folder for subject in self.subjects for folder in subject.folders)
        coming = {page for subject in self.subjects for page in subject.come_and_go}
        # Whose address comes from an id is told at its row: see `id_reused`.
        living = {*self.lists(data), *_written(data.root)} - {*self.known(data)}
        for row, old in table.records(["old_path"]):
            if old and (old.casefold() in living or old.startswith(folders) or old in coming):
                yield table.problem(row, "old_path", "redirect-living", old)

    def id_reused(self, data: Data) -> Iterator[Problem]:
        """An id whose address redirects elsewhere never comes back."""
        table = data.table(*REDIRECTS)
        if table is None or not table.rows:
            return
        known = self.known(data)
        for old in sorted({old for old in table.columns["old_path"] if old}):
            if old in known:
                pages, row = known[old]
                owner = data.tables[pages.table]
                value = owner.columns[pages.column][owner.row_numbers.index(row)]
                yield owner.problem(row, pages.column, "id-reused", value)

    def id_lost(self, data: Data) -> Iterator[Problem]:
        """An address published by the last commit stays, or redirects."""
        table = data.table(*REDIRECTS)
        changed = changed_files(data)
        kept = set(table.columns["old_path"]) if table else set()
        for pages in self._pages():
            now = data.table(*pages.table)
            if now is None or now.file not in changed or not complete(now, pages.column):
                continue
            here = {*pages.of(data, dict(zip(now.schema.names, now.texts, strict=True))), *kept}
            before = committed(data, now)
            old = list(_old_addresses(data, pages, before))
            # An address that told where people hide is given up: a redirect would keep telling it.
            here |= {address for address, value in old if pages.given_up(data, before, value)}
            for address, value in old:
                if address and address not in here:
                    yield now.problem(0, pages.column, "id-lost", value, path=address)

    def links_inside(self, data: Data) -> Iterator[Problem]:
        """A link of a text within the portal leads to a page, a heading or a file that is there."""
        if _unread(data):
            return
        folders = [folder for subject in self.subjects for folder in subject.folders]
        there = {*self.known(data), *self.lists(data)}
        folders += [page for subject in self.subjects for page in subject.come_and_go]
        yield from lost_links(data.root, there, folders)

    def known(self, data: Data) -> dict[str, tuple[Pages, int]]:
        """All addresses that rows have, with the table and the row that they come from."""
        found = {}
        for pages in self._pages():
            if table := data.table(*pages.table):
                for address, row in zip(pages.of(data, table.columns), table.row_numbers, strict=True):
                    found[address] = (pages, row)
        return found

    def lists(self, data: Data) -> set[str]:
        """All other addresses of generated pages."""
        return {address for subject in self.subjects for address in subject.lists(data)}

    def _pages(self) -> Iterator[Pages]:
        for subject in self.subjects:
            yield from subject.pages


def _written(root: Path) -> Iterator[str]:
    """Addresses of pages that people wrote in catalogue/ and strategy/."""
    for folder, prefix in TEXTS.items():
        for path in files(root, folder, ".md"):
            address = path.relative_to(root / folder).with_suffix("").as_posix()
            yield prefix + ("" if address == "index" else address.removesuffix("/index") + "/")


def _unread(data: Data) -> bool:
    """Whether some package could not be read, so that nobody knows its pages."""
    there = (data.root / "data_packages").glob("*/datapackage.json")
    return any(path.parent.name not in data.packages for path in there)


def _old_addresses(data: Data, pages: Pages, columns: Columns) -> Iterator[tuple[str, str]]:
    try:
        yield from zip(pages.of(data, columns), columns[pages.column], strict=True)
    except KeyError:
        # The last commit had other columns: what it published cannot be told.
        return
