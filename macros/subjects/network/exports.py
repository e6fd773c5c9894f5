"""What others may take of white spots."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, Export, by_form
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.network import export_words as words
from macros.subjects.network.pages import COLUMNS, CSV, csv_of
from macros.subjects.network.spots import spots_reads


def spot_files(site: Site) -> Iterator[Made]:
    """Situations by ORP as CSV."""
    yield Made(CSV, digest(spots_reads(site)), lambda: csv_of(site))


EXPORTS = (
    Export(
        name="white-spots",
        title=words.SPOTS,
        about=words.SPOTS_ABOUT,
        path=CSV,
        media="text/csv",
        standard=RFC_4180,
        make=spot_files,
        prove=by_form(partial(proofs.csv_file, COLUMNS, numbers=("providers_here",))),
    ),
)
