"""The sheets "Pomoc v naší obci": printed by the command that prints leaflets, one for each municipality."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.files.code import code_key
from macros.files.installed import version
from macros.files.kept import cache_of
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.roles import IN_CHARGE
from macros.model.site import Site
from macros.print.press import Job, Progress, job, template_key
from macros.print.shelf import Done, Shelf
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.serving import help_key, nationwide
from macros.subjects.coverage.lacking import lack_key
from macros.subjects.territory.model import MUNICIPALITIES, Municipality, Territories
from macros.subjects.towns.notice_text import main_situations, sheet

TEMPLATE = "notice"


def notice_name(town: Municipality) -> str:
    """File name of the sheet of a municipality."""
    return f"pomoc-{town.row.slug}.pdf"


def notice_path(name: str) -> str:
    """Where in the site a sheet stands, by its file name: beside the page that says the same."""
    return f"{MUNICIPALITIES}{name.removeprefix('pomoc-').removesuffix('.pdf')}/{name}"


def notice_url(town: Municipality) -> str:
    """Address of the sheet of a municipality from the root of the site."""
    return notice_path(notice_name(town))


def notice_jobs(site: Site, only: str = "") -> Iterator[Job]:
    """Sheets of all covered municipalities, or of the one with this code."""
    known = site[Territories]
    for town in [known.municipalities[only]] if only else known.covered_municipalities():
        yield _job(site, town)


def _job(site: Site, town: Municipality) -> Job:
    shown = sheet(site, town)
    return job(notice_name(town), TEMPLATE, shown.data | {"icons": {}}, shown.edition, shown.url)


def shelf(root: Path) -> Shelf:
    """Where the sheets are kept; each is a group of its own."""
    return Shelf(cache_of(root), "notices")


def make_notices(
    root: Path, site: Site, *, jobs: int | None = None, progress: Progress | None = None
) -> Done:
    """Bring the kept sheets to the state of the data."""
    return shelf(root).bring(list(notice_jobs(site)), reads=_reads_of_all(site), jobs=jobs, progress=progress)


def current_notices(root: Path, site: Site) -> tuple[list[Made], int]:
    """Kept sheets that still say what the data say, and how many there are to make."""
    names = [notice_name(one) for one in site[Territories].covered_municipalities()]
    return shelf(root).current(
        names, lambda: _reads_of_all(site), lambda code: notice_jobs(site, code), notice_path
    )


def _reads_of_all(site: Site) -> dict[str, str]:
    """For each municipality a digest of all that its sheet is made from, and more."""
    services = site[Catalogue].services
    common = digest(
        [
            code_key(),
            version("segno").encode(),
            repr(site.settings).encode(),
            template_key(TEMPLATE),
            *(services[one].key for one in site.settings.emergency if one in services),
            *(one.key for one in nationwide(site)),
            *(kind.key for kind in site[Catalogue].kinds_with(IN_CHARGE) if kind),
            *(one.key for one in main_situations(site)),
        ]
    )
    return {
        one.code: digest(_reads(site, one, common)).hex()
        for one in site[Territories].covered_municipalities()
    }


def _reads(site: Site, town: Municipality, common: bytes) -> Iterator[bytes]:
    yield from (common, town.key, town.orp.key, help_key(site, town), lack_key(site, town))
    if town.orp.seat:
        yield town.orp.seat.key
