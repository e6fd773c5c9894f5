"""The packages as others may take them: pages, files, workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from macros.files.made import Made, of_bytes
from macros.model.site import Site
from macros.subject import Subject
from macros.subjects.opendata import pages, sheets
from macros.subjects.opendata.addresses import ADDRESSES
from macros.subjects.opendata.downloads import downloads


def _files(site: Site) -> Iterator[Made]:
    """Tables for machines, and workbooks of the same tables for people as far as they are made."""
    tables = list(downloads(site))
    workbooks, site.unmade["sheets"] = sheets.kept(site.root, site, tables)
    site.sheets = frozenset(one.path for one in workbooks)
    yield from (of_bytes(path, raw) for path, raw in tables)
    yield from workbooks


OPENDATA = Subject(
    name="opendata",
    addresses=ADDRESSES,
    pages=pages.PAGES,
    files=(_files,),
)
