"""What others may take of activities."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, Export, by_form
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.activities import export_words as words
from macros.subjects.activities.model import Activities
from macros.subjects.activities.pages import COLUMNS, CSV, all_reads, csv_of
from macros.subjects.territory.model import Territories


def activity_files(site: Site) -> Iterator[Made]:
    """Activities by ORP as CSV; no file where there are none."""
    if site[Activities].activities:
        orps = (one.key for one in site[Territories].covered_orps())
        yield Made(CSV, digest([*all_reads(site, None), *orps]), lambda: csv_of(site))


EXPORTS = (
    Export(
        name="activities",
        title=words.ACTIVITIES,
        about=words.ACTIVITIES_ABOUT,
        path=CSV,
        media="text/csv",
        standard=RFC_4180,
        make=activity_files,
        prove=by_form(partial(proofs.csv_file, COLUMNS)),
    ),
)
