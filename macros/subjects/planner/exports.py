"""What others may take of the planner: the empty table of wishes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.data import proofs
from macros.data.mend import write_csv
from macros.export import RFC_4180, Export, by_form
from macros.files.made import Made, of_bytes
from macros.model.site import Site
from macros.subjects.meetings import words
from macros.subjects.planner import export_words
from macros.subjects.planner.addresses import TEMPLATE


def template() -> bytes:
    """The empty table of wishes with its example, as CSV."""
    return write_csv([list(words.COLUMNS), *(list(row) for row in words.EXAMPLES)]).encode()


def template_file(site: Site) -> Iterator[Made]:
    """The table to be downloaded."""
    yield of_bytes(TEMPLATE, template())


EXPORTS = (
    Export(
        name="wishes-template",
        title=export_words.WISHES,
        about=export_words.WISHES_ABOUT,
        path=TEMPLATE,
        media="text/csv",
        standard=RFC_4180,
        make=template_file,
        prove=by_form(partial(proofs.csv_file, tuple(words.COLUMNS))),
    ),
)
