"""The `rozcestnik` command: check, build, pages, leaflets, import. Each says what it does and ends with a good exit code.

click, not Typer: Typer imports pydantic at every start, a third of a second that a rebuild does not have.
"""

from __future__ import annotations

import difflib
import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from macros.cli_evaluation import import_assessment, new_municipality

if TYPE_CHECKING:
    from macros.bundle import Bundle
    from macros.problems import Problem
    from macros.schema import Schema
    from macros.writing import Progress

T = TypeVar("T")

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Složka portálu (ta, kde je mkdocs.yml).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """Rozcestník: z datových balíčků v gitu udělá portál pomoci."""


@app.command()
@root_option
@click.option("--fix", is_flag=True, help="Opraví, co jde bezpečně, a ukáže rozdíl.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text pro lidi, json a github pro stroje.",
)
@click.option(
    "--max",
    "most",
    type=click.IntRange(1),
    default=1_000_000,
    show_default="všechny",
    help="Kolik chyb nejvýš vypsat.",
)
def check(root: Path, fix: bool, form: str, most: int) -> None:
    """Zkontroluje všechny datové balíčky. Skončí kódem 1, když najde chybu."""
    from macros.checks import Data, run
    from macros.packages import explain, read_all
    from macros.problems import report
    from macros.settings import read_settings
    from macros.steps import guide_steps

    if fix:
        _fix(root)
    packages, tables, problems = read_all(root)
    # A build believes the fast pass; `check` also asks frictionless, the published contract.
    for package in packages.values():
        mine = [table for table in tables.values() if table.package == package.name]
        if all(table.sound for table in mine):
            problems += explain(package, mine)
    found = sorted({*problems, *run(Data(root, packages, tables, read_settings(root), guide_steps(root)))})
    click.echo(report(found, most) if form == "text" else _WRITERS[form](found[:most]))
    rows = sum(len(table.rows) for table in tables.values())
    if form == "text":
        click.echo(f"Zkontrolováno: {len(packages)} balíčků, {len(tables)} tabulek, {rows} řádků.")
    if any(not one.warning for one in found):
        sys.exit(1)


def _json(problems: list[Problem]) -> str:
    return json.dumps(
        [
            {
                "file": one.file,
                "row": one.row,
                "column": one.column,
                "rule": one.rule,
                "value": one.value,
                "level": "warning" if one.warning else "error",
                "what": one.what(),
                "mend": one.mend(),
            }
            for one in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def _github(problems: list[Problem]) -> str:
    lines = []
    for one in problems:
        level = "warning" if one.warning else "error"
        value = f"„{one.value}“: " if one.value else ""
        said = f"{one.column + ': ' if one.column else ''}{value}{one.what()} Jak opravit: {one.mend()}"
        said = said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{level} file={one.file},line={max(one.row, 1)},title={one.rule}::{said}")
    return "\n".join(lines)


_WRITERS = {"json": _json, "github": _github}


def _fix(root: Path) -> None:
    """Mend every table where that is safe, and print what changed. What cannot be read is left as it is."""
    from macros.schema import read_package

    for descriptor in sorted((root / "data_packages").glob("*/datapackage.json")):
        try:
            package = read_package(descriptor.parent)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # the check that follows says what is wrong with the descriptor
        for name, schema in package.schemas.items():
            path = package.folder / package.path(name)
            if path.is_file():
                _fix_file(path, path.relative_to(root).as_posix(), schema)


def _fix_file(path: Path, file: str, schema: Schema) -> None:
    from macros.mend import mend_bytes

    before = path.read_bytes()
    after = mend_bytes(before, file, schema)
    if after == before:
        return
    old = before.decode("utf-8", errors="replace").splitlines()
    new = after.decode("utf-8").splitlines()
    click.echo("\n".join(difflib.unified_diff(old, new, file, f"{file} (opraveno)", "", "", 0, "")) + "\n")
    temporary = path.with_suffix(".csv.new")
    temporary.write_bytes(after)
    temporary.replace(path)


@app.command()
@root_option
@click.option("--write", is_flag=True, help="Dopíše chybějící řádky do strategy/changes.csv.")
def ledger(root: Path, write: bool) -> None:
    """Najde v historii gitu změny slibů (názvy, termíny, váhy, cílové hodnoty), které v knize změn chybí."""
    from macros import ledger as book
    from macros.czech import date, plural

    found = book.missing(root)
    for one in found:
        what = f"{one.subject.column} {one.subject.indicator}".strip()
        click.echo(f"{date(one.date)}  {one.subject.node}  {what}\n  bylo: {one.before}\n  je:   {one.after}")
        click.echo(f"  zápis {one.commit}: {one.message}")
    if not found:
        click.echo("Kniha změn je úplná: v historii gitu není žádná změna slibu, kterou by neznala.")
    elif write:
        book.write(root, found)
        rows = plural(len(found), "řádek", "řádky", "řádků")
        click.echo(f"Do {book.CHANGES} přibylo: {rows}. Zkontrolujte důvody a druh změny.")
    else:
        click.echo("Do knihy změn je dopíše rozcestnik ledger --write.")


@app.command()
@root_option
def pages(root: Path) -> None:
    """Vypíše všechny stránky, které vzniknou, a z čeho."""
    from macros.load import load_site
    from macros.pages import all_pages

    site = _or_exit(lambda: load_site(root).site)
    found = list(all_pages(site))
    for page in found:
        click.echo(f"/{page.url}\t{page.family.source}")
    counts = Counter(page.family.source for page in found)
    click.echo("\n".join(f"{count:6} {source}" for source, count in counts.most_common()), err=True)
    click.echo(f"{len(found):6} celkem", err=True)


@app.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), help="Kam stavět; jinak site_dir z mkdocs.yml.")
@click.option("--jobs", type=click.IntRange(1, 16), help="Kolik procesů; jinak podle velikosti.")
@click.option("-q", "--quiet", is_flag=True, help="Bez průběhu a souhrnu.")
def build(root: Path, out: Path | None, jobs: int | None, quiet: bool) -> None:
    """Zkontroluje data a postaví web. Když něco nesedí, nechá dosavadní web beze změny."""
    # One build makes millions of objects and drops none in cycles; looking for them costs a fifth of the time.
    gc.disable()
    started = time.perf_counter()
    bundle = _bundle(root, quiet)
    from macros.load import BadData, load_site
    from macros.publish import publish

    loaded = _or_exit(lambda: load_site(root))
    out = (out or root / loaded.site.settings.site_dir).resolve()
    progress, stop = _progress(quiet)
    try:
        summary = publish(root, loaded.site, bundle, out, jobs=jobs, progress=progress)
    except BadData as error:
        stop()
        click.echo(str(error), err=True)
        sys.exit(1)
    stop()
    # The end of the process would look for cycles once more.
    gc.freeze()
    if not quiet:
        from macros.czech import number, plural

        if loaded.warnings:
            words = plural(len(loaded.warnings), "upozornění", "upozornění", "upozornění")
            click.echo(f"Data mají {words}; vypíše je rozcestnik check.")
        seconds = number(round(time.perf_counter() - started, 1))
        said = plural(summary.pages, "stránka", "stránky", "stránek")
        click.echo(
            f"Hotovo za {seconds} s: {said}, {plural(summary.files, 'soubor', 'soubory', 'souborů')}, "
            f"z toho {summary.written} zapsáno a {summary.removed} odstraněno."
        )
        click.echo(f"Web je ve složce {out}")
        click.echo(
            f"Prohlédnete si ho takto: python3 -m http.server --directory {out} 8000, pak http://localhost:8000/"
        )


@app.command()
@root_option
def sheets(root: Path) -> None:
    """Vyrobí sešity pro Excel a LibreOffice (XLSX) ze všech tabulek; na web je dá příští rozcestnik build."""
    from macros.czech import plural
    from macros.load import load_site
    from macros.sheets import make_sheets

    done = make_sheets(root, _or_exit(lambda: load_site(root).site))
    click.echo(f"{plural(done.books, 'sešit', 'sešity', 'sešitů')}, z toho {done.made} vyrobeno teď.")
    click.echo("Na web je dá rozcestnik build.")


@app.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), help="Složka webu; jinak site_dir z mkdocs.yml.")
@click.option("--only", metavar="SITUACE", default="", help="Jen letáky jedné situace (její identifikátor).")
@click.option("--jobs", type=click.IntRange(1, 16), help="Kolik procesů; jinak podle množství.")
def leaflets(root: Path, out: Path | None, only: str, jobs: int | None) -> None:
    """Vyrobí letáky a kartičky do peněženky (PDF) ke všem situacím. Co se nezměnilo, nedělá znovu."""
    from macros.czech import number, plural
    from macros.leaflets import LEAFLETS, LeafletError, copy_leaflets, make_leaflets
    from macros.load import load_site
    from macros.problems import nearest

    started = time.perf_counter()
    site = _or_exit(lambda: load_site(root).site)
    if only and only not in site.situations:
        hint = nearest(only, site.situations)
        click.echo(f"Situace „{only}“ v datech není. {hint}".strip(), err=True)
        sys.exit(1)
    out = (out or root / site.settings.site_dir).resolve()
    progress, stop = _progress(False, "Dělám letáky")
    try:
        made = make_leaflets(root, site, only=only, jobs=jobs, progress=progress)
    except LeafletError as error:
        click.echo(f"Leták se nepodařilo vyrobit. {error}", err=True)
        sys.exit(1)
    finally:
        stop()
    copy_leaflets(root, out)
    seconds = number(round(time.perf_counter() - started, 1))
    click.echo(
        f"Hotovo za {seconds} s: {plural(made.files, 'leták', 'letáky', 'letáků')} a kartiček, "
        f"z toho {made.made} vyrobeno a {made.removed} odstraněno."
    )
    click.echo(f"Letáky jsou ve složce {out / LEAFLETS}")


@app.group("import")
def imports() -> None:
    """Načte do dat, co přišlo odjinud."""


@app.group("new")
def new() -> None:
    """Založí, co v datech ještě není."""


imports.add_command(import_assessment)
new.add_command(new_municipality)


@imports.command()
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Čí hranice to jsou; portál to napíše pod mapu.")
@click.option(
    "--tolerance",
    type=float,
    default=0.003,
    show_default=True,
    help="O kolik stupňů smí hranice zjednodušit.",
)
def boundaries(root: Path, file: Path, source: str, tolerance: float) -> None:
    """Převezme hranice obcí nebo ORP (GeoJSON, TopoJSON) pro kreslené mapy ukazatelů."""
    from macros.czech import number
    from macros.importers.boundaries import import_boundaries
    from macros.load import load_site
    from macros.outlines import BoundaryError

    started = time.perf_counter()
    site = _or_exit(lambda: load_site(root).site)
    try:
        report = import_boundaries(root, site, file, source, tolerance)
    except BoundaryError as error:
        click.echo(f"{file.name}: {error}", err=True)
        sys.exit(1)
    click.echo(report.text())
    click.echo(
        f"Hotovo za {number(round(time.perf_counter() - started, 1))} s. Teď postavte web: rozcestnik build"
    )


def _or_exit(load: Callable[[], T]) -> T:
    """Run a loader; bad data are printed and end the command with code 1."""
    from macros.load import BadData

    try:
        return load()
    except BadData as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _progress(quiet: bool, label: str = "Stavím stránky") -> tuple[Progress | None, Callable[[], None]]:
    """A progress bar for long work in a terminal; nothing elsewhere, so that logs stay short."""
    if quiet or not sys.stderr.isatty():
        return None, lambda: None
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=None)
    bar.start()
    return lambda done, total: bar.update(task, completed=done, total=total), bar.stop


def _bundle(root: Path, quiet: bool) -> Callable[[], Bundle]:
    """The hand-written pages and the shells: kept ones if nothing they depend on changed, else by MkDocs.

    MkDocs begins at once, beside the reading of the data; the function that is returned waits for it.
    """
    from macros.bundle import code_key, load_bundle, prose_key

    cache = root / ".cache" / "rozcestnik"
    file, folder = cache / "bundle.json", cache / "bundle"
    key = prose_key(root, code_key())
    kept = load_bundle(file, folder, key)
    if kept is not None:
        return lambda: kept
    if not quiet:
        click.echo("Čtu texty a vzhled…", err=True)
    from macros.gather import gather_beside

    # MkDocs may be stopped in the middle, and then its folder fits no bundle.
    file.unlink(missing_ok=True)
    wait = gather_beside(root, folder)

    def made() -> Bundle:
        bundle = wait()
        bundle.save(file, key)
        return bundle

    return made


def main() -> None:
    """Entry point of the console script."""
    app()
