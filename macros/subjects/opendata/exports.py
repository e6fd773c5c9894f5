"""The packages as others may take them: tables and their descriptions for machines, workbooks for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.data.schema import Package
from macros.export import DATA_PACKAGE, TABLE_SCHEMA, XLSX, XLSX_MEDIA, Export, by_form
from macros.files.made import Made, of_bytes
from macros.model.site import Site
from macros.subjects.opendata import export_words as words
from macros.subjects.opendata import sheets
from macros.subjects.opendata.addresses import DATA
from macros.subjects.opendata.downloads import downloads


def package_files(site: Site) -> Iterator[Made]:
    """Tables for machines, and workbooks of the same tables for people as far as they are made."""
    tables = list(downloads(site))
    workbooks, site.unmade["sheets"] = sheets.kept(site.root, site, tables)
    site.sheets = frozenset(one.path for one in workbooks)
    yield from (of_bytes(path, raw) for path, raw in tables)
    yield from workbooks


def _package(site: Site, path: str) -> Package:
    """The package whose files stand in the folder of a path."""
    return next(one for one in site.packages.values() if one.folder.name == path.split("/")[1])


def _table(site: Site, path: str, raw: bytes) -> Iterator[str]:
    """A published table obeys the schema that is published with it."""
    package, inside = _package(site, path), path.split("/", 2)[2]
    names = [name for name in package.schemas if package.path(name) == inside]
    if not names:
        yield "the descriptor does not name it"
    for name in names:
        yield from proofs.table(package, name, raw)


def _descriptor(site: Site, path: str, raw: bytes) -> Iterator[str]:
    """A published descriptor names the package, its licences, and each table with path and schema."""
    yield from proofs.json_object(("name", "title", "licenses", "resources"), raw)
    if raw != (_package(site, path).folder / "datapackage.json").read_bytes():
        yield "it is not what was read"


EXPORTS = (
    Export(
        name="table",
        title=words.TABLE,
        about=words.TABLE_ABOUT,
        path=f"{DATA}{{package}}/{{table*}}.csv",
        media="text/csv",
        standard=TABLE_SCHEMA,
        make=package_files,
        prove=_table,
    ),
    Export(
        name="schema",
        title=words.SCHEMA,
        about=words.SCHEMA_ABOUT,
        path=f"{DATA}{{package}}/{{folder}}/{{table*}}.json",
        media="application/json",
        standard=TABLE_SCHEMA,
        make=package_files,
        prove=by_form(partial(proofs.json_object, ("fields",))),
    ),
    Export(
        name="package",
        title=words.PACKAGE,
        about=words.PACKAGE_ABOUT,
        path=f"{DATA}{{package}}/datapackage.json",
        media="application/json",
        standard=DATA_PACKAGE,
        make=package_files,
        prove=_descriptor,
    ),
    Export(
        name="workbook",
        title=words.BOOK,
        about=words.BOOK_ABOUT,
        path=f"{DATA}{{package}}/tabulky.xlsx",
        media=XLSX_MEDIA,
        standard=XLSX,
        make=package_files,
        prove=by_form(proofs.workbook),
        command="sheets",
    ),
    Export(
        name="workbook-gaps",
        title=words.GAPS_BOOK,
        about=words.GAPS_BOOK_ABOUT,
        path=sheets.GAPS,
        media=XLSX_MEDIA,
        standard=XLSX,
        make=package_files,
        prove=by_form(proofs.workbook),
        command="sheets",
    ),
    Export(
        name="workbook-tasks",
        title=words.TASKS_BOOK,
        about=words.TASKS_BOOK_ABOUT,
        path=sheets.TASKS,
        media=XLSX_MEDIA,
        standard=XLSX,
        make=package_files,
        prove=by_form(proofs.workbook),
        command="sheets",
    ),
)
