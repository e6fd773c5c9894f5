"""Commands about results of services: `report-form`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.entry import building
from macros.entry.console import root_option
from macros.entry.saying import say
from macros.publish.lock import hold


@click.command("report-form")
@click.argument("service", metavar="SLUZBA")
@click.argument("year", metavar="ROK", type=click.IntRange(1990, 2100))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Kam; jinak vykaz-SLUZBA-ROK.xlsx tady."
)
@root_option
def report_form(service: str, year: int, out: Path | None, root: Path) -> None:
    """Napíše formulář výkazu služby za rok (XLSX) s tím, co už v datech je. Nic nepřepíše; zpátky ho načte import report."""
    from macros.data.problems import nearest
    from macros.load import load_site
    from macros.subjects.capacity import report_words as words
    from macros.subjects.capacity.model import Capacity
    from macros.subjects.capacity.report_form import form
    from macros.subjects.catalogue.model import Catalogue

    hold(root)
    site = building.or_exit(lambda: load_site(root).site)
    known = site[Catalogue].services
    if service not in known:
        say(words.UNKNOWN_SERVICE.format(service, nearest(service, known)).strip(), err=True)
        sys.exit(1)
    path = out or Path(f"vykaz-{service}-{year}.xlsx")
    mine = site[Capacity]
    raw = form(mine.threshold, known[service], year, mine.told.get(service))
    try:
        with path.open("xb") as file:
            file.write(raw)
    except FileExistsError:
        say(words.KEPT.format(path), err=True)
        sys.exit(1)
    say(words.WRITTEN.format(path, path))
