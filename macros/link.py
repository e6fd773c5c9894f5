"""From typed tables to the linked portal: each subject links its part, from the ground up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.data.confidential import veil
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.spoken import spoken_numbers
from macros.data.steps import Step
from macros.data.tables import Tables
from macros.model.keys import digest
from macros.model.reader import Reader
from macros.model.site import Site
from macros.portal import DATED, ROWS, SUBJECTS
from macros.words.language import LANGUAGES


def link(
    root: Path, settings: Settings, packages: dict[str, Package], tables: Tables, steps: Iterable[Step] = ()
) -> Site:
    """Build the `Site` of the portal in folder `root` from sound tables. `steps` are those of the guides.

    Called only for data that passed every check, so that a missing reference here is a bug, not bad data.
    """
    published = veil(tables)
    site = Site(root, settings, packages, language=LANGUAGES[settings.language], steps=tuple(steps))
    site.veiled = {key: table for key, table in published.items() if table is not tables[key]}
    read = Reader(published, ROWS)
    site.as_of = read.newest(DATED)
    site.files = {ROWS[key]: table.file for key, table in published.items() if key in ROWS}
    site.whole_key = digest("\n".join(table.lines).encode() for table in published.values())
    site.spoken = spoken_numbers(published.values())
    for subject in SUBJECTS:
        if subject.link:
            subject.link(site, read)
    return site
