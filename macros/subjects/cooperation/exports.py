"""What others may take of cooperation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, XLSX, XLSX_MEDIA, Export, by_form
from macros.files.installed import version
from macros.files.made import Made
from macros.model.site import Site
from macros.subjects.cooperation import export_words as words
from macros.subjects.cooperation import mapping, requests
from macros.subjects.cooperation.agreements import WORKBOOK
from macros.subjects.cooperation.form import form
from macros.subjects.cooperation.model import Cooperation


def shared_files(site: Site) -> Iterator[Made]:
    """The map of cooperation as CSV."""
    yield Made(mapping.CSV, site[Cooperation].key, partial(mapping.csv_of, site))


def match_files(site: Site) -> Iterator[Made]:
    """Matches of needs and offers as CSV."""
    yield Made(requests.CSV, site[Cooperation].key, partial(requests.csv_of, site))


def blank_files(site: Site) -> Iterator[Made]:
    """The empty form of an agreement as XLSX."""
    yield Made(WORKBOOK, f"xlsxwriter {version('xlsxwriter')}".encode(), form)


EXPORTS = (
    Export(
        name="cooperation",
        title=words.SHARED,
        about=words.SHARED_ABOUT,
        path=mapping.CSV,
        media="text/csv",
        standard=RFC_4180,
        make=shared_files,
        prove=by_form(partial(proofs.csv_file, mapping.COLUMNS)),
    ),
    Export(
        name="matches",
        title=words.MATCHES,
        about=words.MATCHES_ABOUT,
        path=requests.CSV,
        media="text/csv",
        standard=RFC_4180,
        make=match_files,
        prove=by_form(partial(proofs.csv_file, requests.COLUMNS)),
    ),
    Export(
        name="agreement-form",
        title=words.BLANK,
        about=words.BLANK_ABOUT,
        path=WORKBOOK,
        media=XLSX_MEDIA,
        standard=XLSX,
        make=blank_files,
        prove=by_form(proofs.workbook),
    ),
)
