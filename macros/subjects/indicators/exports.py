"""What others may take of an indicator."""

from __future__ import annotations

from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, Export, by_form
from macros.subjects.indicators import export_words as words
from macros.subjects.indicators.addresses import INDICATORS
from macros.subjects.indicators.files import COLUMNS, MEMBERS, indicator_files

EXPORTS = (
    Export(
        name="indicator-csv",
        title=words.TABLE,
        about=words.TABLE_ABOUT,
        path=f"{INDICATORS}{{indicator}}/data.csv",
        media="text/csv",
        standard=RFC_4180,
        make=indicator_files,
        prove=by_form(partial(proofs.csv_file, COLUMNS, numbers=("value", "value_high"))),
    ),
    Export(
        name="indicator-json",
        title=words.DOCUMENT,
        about=words.DOCUMENT_ABOUT,
        path=f"{INDICATORS}{{indicator}}/data.json",
        media="application/json",
        make=indicator_files,
        prove=by_form(partial(proofs.json_object, MEMBERS)),
    ),
)
