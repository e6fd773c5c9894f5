"""The tables of missing help to be downloaded beside the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.coverage.pages import KINDS_CSV, STEPS_CSV, gaps_reads, kinds_csv, steps_csv


def gap_files(site: Site) -> Iterator[Made]:
    """Kinds and steps by ORP as CSV."""
    key = digest(gaps_reads(site, None))
    yield Made(KINDS_CSV, key, lambda: kinds_csv(site))
    yield Made(STEPS_CSV, key, lambda: steps_csv(site))
