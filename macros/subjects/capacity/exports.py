"""What others may take of capacity and of results."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, XLSX, XLSX_MEDIA, Export, by_form
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.capacity import export_words as words
from macros.subjects.capacity import pages, results
from macros.subjects.capacity.addresses import CSV, FORM
from macros.subjects.capacity.pages import capacity_reads
from macros.subjects.capacity.report_form import form_files
from macros.subjects.territory.model import Territories

TABLES = {
    CSV: pages.csv_of,
    results.CLIENTS_CSV: results.clients_csv,
    results.GRANTS_CSV: results.grants_csv,
    results.OUTCOMES_CSV: results.outcomes_csv,
}


def tables(site: Site) -> Iterator[Made]:
    """The tables as CSV."""
    towns = (one.key for one in site[Territories].municipalities.values())
    key = digest([*capacity_reads(site), *towns])
    for path, make in TABLES.items():
        yield Made(path, key, partial(make, site))


def _table(
    name: str, title: str, about: str, path: str, columns: tuple[str, ...], numbers: tuple[str, ...]
) -> Export:
    return Export(
        name=name,
        title=title,
        about=about,
        path=path,
        media="text/csv",
        standard=RFC_4180,
        make=tables,
        prove=by_form(partial(proofs.csv_file, columns, numbers=numbers)),
    )


EXPORTS = (
    _table("capacity-areas", words.AREAS, words.AREAS_ABOUT, CSV, pages.COLUMNS, pages.COLUMNS[4:12]),
    _table(
        "report-clients",
        words.CLIENTS,
        words.CLIENTS_ABOUT,
        results.CLIENTS_CSV,
        results.CLIENTS_COLUMNS,
        ("year", "clients"),
    ),
    _table(
        "report-grants",
        words.GRANTS,
        words.GRANTS_ABOUT,
        results.GRANTS_CSV,
        results.GRANTS_COLUMNS,
        ("year", "amount_czk"),
    ),
    _table(
        "report-outcomes",
        words.OUTCOMES,
        words.OUTCOMES_ABOUT,
        results.OUTCOMES_CSV,
        results.OUTCOMES_COLUMNS,
        ("baseline", "target", "result"),
    ),
    Export(
        name="report-form",
        title=words.FORM,
        about=words.FORM_ABOUT,
        path=FORM,
        media=XLSX_MEDIA,
        standard=XLSX,
        make=form_files,
        prove=by_form(proofs.workbook),
    ),
)
