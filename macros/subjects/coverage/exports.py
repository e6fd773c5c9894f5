"""What others may take of missing help."""

from __future__ import annotations

from functools import partial

from macros.data import proofs
from macros.export import RFC_4180, Export, Prove, by_form
from macros.subjects.coverage import export_words as words
from macros.subjects.coverage.files import gap_files
from macros.subjects.coverage.pages import (
    COUNT_COLUMNS,
    KIND_COLUMNS,
    KINDS_CSV,
    PLACE_COLUMNS,
    STEP_COLUMNS,
    STEPS_CSV,
)


def _csv(*columns: str) -> Prove:
    whole = (*columns, *PLACE_COLUMNS, *COUNT_COLUMNS)
    return by_form(partial(proofs.csv_file, whole, numbers=COUNT_COLUMNS))


EXPORTS = (
    Export(
        name="gaps-kinds",
        title=words.KINDS,
        about=words.KINDS_ABOUT,
        path=KINDS_CSV,
        media="text/csv",
        standard=RFC_4180,
        make=gap_files,
        prove=_csv(*KIND_COLUMNS),
    ),
    Export(
        name="gaps-steps",
        title=words.STEPS,
        about=words.STEPS_ABOUT,
        path=STEPS_CSV,
        media="text/csv",
        standard=RFC_4180,
        make=gap_files,
        prove=_csv(*STEP_COLUMNS),
    ),
)
