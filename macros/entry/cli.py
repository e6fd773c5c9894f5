"""The `rozcestnik` command: check, build, pages, leaflets, import. Each says what it does and ends with a good exit code.

click, not Typer: Typer imports pydantic at every start, a third of a second that a rebuild does not have.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from macros.data.faults import told
from macros.entry import building
from macros.entry.cli_capacity import report_form
from macros.entry.cli_cases import new_case, new_project
from macros.entry.cli_diff import diff
from macros.entry.cli_evaluation import new_municipality
from macros.entry.cli_import import Imports
from macros.entry.cli_meetings import new_meeting, schedule
from macros.entry.cli_reconcile import reconcile
from macros.entry.console import root_option
from macros.entry.saying import as_here, say
from macros.publish.lock import hold

if TYPE_CHECKING:
    from macros.check.readers import Choice
    from macros.data.problems import Problem
    from macros.data.schema import Schema
    from macros.data.tables import Table

T = TypeVar("T")

untrusted_option = click.option(
    "--untrusted",
    is_flag=True,
    help="Cizí větev: v nastavení a vzhledu nesmí být program. V CI se u žádostí z cizí kopie zapne samo.",
)


class Told(click.Group):
    """Commands in which an error of the system is one sentence, no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        with told():
            return super().invoke(ctx)


@click.group(cls=Told, context_settings={"help_option_names": ["-h", "--help"]})
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
@untrusted_option
@click.option(
    "--max",
    "most",
    type=click.IntRange(1),
    default=1_000_000,
    show_default="všechny",
    help="Kolik chyb nejvýš vypsat.",
)
@click.option(
    "--only", metavar="RULE[,RULE]", multiple=True, help="Hledá jen podle těchto pravidel (smí se opakovat)."
)
@click.option("--skip", metavar="RULE[,RULE]", multiple=True, help="Tato pravidla vynechá (smí se opakovat).")
@click.option(
    "--base",
    metavar="REF",
    default="",
    help="S čím porovnat: větev nebo commit, do kterého změna míří. Jinak s posledním commitem.",
)
@click.option("--warnings", is_flag=True, help="Vypíše každé upozornění; jinak od každého druhu jen první.")
def check(
    root: Path,
    fix: bool,
    form: str,
    most: int,
    untrusted: bool,
    base: str,
    warnings: bool,
    only: tuple[str, ...],
    skip: tuple[str, ...],
) -> None:
    """Zkontroluje všechny datové balíčky. Skončí kódem 1, když najde chybu."""
    from macros.check import Data, run
    from macros.check.readers import READERS
    from macros.data import wording
    from macros.data.confidential import hush
    from macros.data.packages import explain, read_all
    from macros.data.settings import read_settings
    from macros.data.steps import guide_steps
    from macros.files.beside import beside
    from macros.portal import CALLED, CHECKS
    from macros.texts.reading import check_texts

    if refused := building.foreign_code_of(root, untrusted):
        # Nothing else is read: a pattern among it would run over the tables.
        _tell(refused, form, most)
        sys.exit(1)
    choice = _choice(only, skip)
    commit = _base(root, base)
    if fix:
        hold(root)
        _fix(root)
    gc.disable()  # as in a build
    packages, tables, problems = read_all(root)

    def explained() -> list[Problem]:
        # A build believes the fast pass; `check` also asks frictionless, the published contract.
        found = check_texts(root, CALLED)
        for package in packages.values():
            # Those that are not sound were explained when they were read.
            mine = [table for table in tables.values() if table.package == package.name and table.sound]
            found += hush(explain(package, mine), tables)
        return found

    others = beside(explained)
    data = Data(root, packages, tables, read_settings(root), guide_steps(root), base=commit)
    # What is said of a portal that is sound holds only where all rules were asked.
    reviewing = not choice.ids.isdisjoint(READERS["reviews"])
    problems += run(data, CHECKS if reviewing else choice.checks)
    problems += others()
    notes = []
    if reviewing and all(one.warning for one in problems):
        from macros.link import link
        from macros.portal import REVIEWS

        site = link(root, data.settings, packages, tables, data.steps)
        for said in (review(site) for review in REVIEWS):
            notes.append(said.note)
            problems += said.problems
    found = choice.of(sorted(set(problems)))
    _tell(found, form, most, wording.SOUND_CHOSEN if choice.left_out else wording.SOUND, warnings=warnings)
    rows = sum(len(table.row_numbers) for table in tables.values())
    if form == "text":
        say(f"Zkontrolováno: {len(packages)} balíčků, {len(tables)} tabulek, {rows} řádků.")
        for note in notes:
            say(note)
    if choice.left_out:
        say(choice.said(), err=form != "text")
    if any(not one.warning for one in found):
        sys.exit(1)


def _choice(only: tuple[str, ...], skip: tuple[str, ...]) -> Choice:
    from macros.check.readers import Choice, UnknownRule
    from macros.data import wording
    from macros.portal import CHECKS

    asked = [[rule.strip() for value in given for rule in value.split(",")] for given in (only, skip)]
    try:
        choice = Choice(CHECKS, *asked)
    except UnknownRule as error:
        say(wording.UNKNOWN_RULE.format(error.rule, error.hint).strip(), err=True)
        sys.exit(2)
    if not choice.ids:
        say(wording.NO_RULE_LEFT, err=True)
        sys.exit(2)
    return choice


def _base(root: Path, ref: str) -> str:
    from macros.check import LAST_COMMIT
    from macros.check.history import base_of
    from macros.data import wording

    # A CI that knows no earlier commit gives zeros.
    if not ref.strip("0 "):
        return LAST_COMMIT
    if not (commit := base_of(root, ref)):
        say(wording.UNKNOWN_BASE.format(ref), err=True)
        sys.exit(2)
    return commit


def _tell(found: list[Problem], form: str, most: int, sound: str = "", *, warnings: bool = True) -> None:
    from macros.data.problems import foremost, report

    shown = foremost(found)[:most]
    if form == "github":
        click.echo(_github(shown))
    else:
        text = form == "text"
        say(as_here(report(found, most, sound, folded=not warnings)) if text else _json(shown))


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


_PROPERTY = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
"""What would end a property of an annotation of GitHub, and begin another or a command."""


def _github(problems: list[Problem]) -> str:
    from macros.data.characters import printable

    lines = []
    for one in problems:
        level = "warning" if one.warning else "error"
        value = f"„{one.value}“: " if one.value else ""
        said = f"{one.column + ': ' if one.column else ''}{value}{one.what()} Jak opravit: {one.mend()}"
        said = printable(said).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        file = "".join(_PROPERTY.get(char, char) for char in printable(one.file))
        lines.append(f"::{level} file={file},line={max(one.row, 1)},title={one.rule}::{said}")
    return "\n".join(lines)


def _fix(root: Path) -> None:
    """Mend every table where that is safe, and print what changed. What cannot be read is left as it is."""
    from macros.data.packages import readable_packages
    from macros.data.tables import read_table

    files: list[tuple[str, tuple[str, str], Schema]] = []
    tables: dict[tuple[str, str], Table] = {}
    for package in readable_packages(root):
        for name, schema in package.schemas.items():
            path = package.folder / package.path(name)
            if path.is_file():
                key, file = (package.name, name), path.relative_to(root).as_posix()
                files.append((file, key, schema))
                tables[key] = read_table(path.read_bytes(), *key, file, schema)
    for file, key, schema in files:
        _fix_file(root, file, key, schema, tables)


def _fix_file(
    root: Path, file: str, key: tuple[str, str], schema: Schema, tables: dict[tuple[str, str], Table]
) -> None:
    from macros.data import edit
    from macros.data.mend import mend_bytes
    from macros.entry.fixing import difference

    before = (root / file).read_bytes()
    after = mend_bytes(before, file, schema)
    if after == before:
        return
    say(difference(before, after, file, key, schema, tables) + "\n")
    edit.write(root, {file: after})


@app.command()
@root_option
@click.argument("place", metavar="MISTO")
@click.option("--dry-run", is_flag=True, help="Jen ukáže, co by se změnilo, a nic nezapíše.")
def hide(root: Path, place: str, dry_run: bool) -> None:
    """Utají místo (jeho identifikátor z tabulky places): přejmenuje ho, smaže adresu, souřadnice a hotové letáky."""
    from macros.entry.hide import HideError, carry_out, plan, told

    hold(root)
    try:
        hidden = plan(root, place)
        if not dry_run:
            hidden = carry_out(root, hidden)
    except HideError as error:
        say(str(error), err=True)
        sys.exit(1)
    say(told(hidden, dry_run))


@app.command()
@root_option
@click.option("--write", is_flag=True, help="Dopíše chybějící řádky do strategy/changes.csv.")
def ledger(root: Path, write: bool) -> None:
    """Najde v historii gitu změny slibů (názvy, termíny, váhy, cílové hodnoty), které v knize změn chybí."""
    from macros.data.edit import Unfit
    from macros.subjects.strategy import ledger as book
    from macros.words.czech import date, plural

    if write:
        hold(root)
    found = book.missing(root)
    for one in found:
        what = f"{one.subject.column} {one.subject.indicator}".strip()
        say(f"{date(one.date)}  {one.subject.node}  {what}\n  bylo: {one.before}\n  je:   {one.after}")
        say(f"  zápis {one.commit}: {one.message}")
    if not found:
        say("Kniha změn je úplná: v historii gitu není žádná změna slibu, kterou by neznala.")
    elif write:
        try:
            book.write(root, found)
        except Unfit as error:
            say(str(error), err=True)
            sys.exit(1)
        rows = plural(len(found), "řádek", "řádky", "řádků")
        say(f"Do {book.CHANGES} přibylo: {rows}. Zkontrolujte důvody a druh změny.")
    else:
        say("Do knihy změn je dopíše rozcestnik ledger --write.")


@app.command()
@root_option
def pages(root: Path) -> None:
    """Vypíše všechny stránky, které vzniknou, a z čeho."""
    from macros.load import load_site
    from macros.portal import all_pages

    site = building.or_exit(lambda: load_site(root).site)
    found = list(all_pages(site))
    for page in found:
        say(f"/{page.url}\t{page.family.source}")
    counts = Counter(page.family.source for page in found)
    say("\n".join(f"{count:6} {source}" for source, count in counts.most_common()), err=True)
    say(f"{len(found):6} celkem", err=True)


@app.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), help="Kam stavět; jinak site_dir z mkdocs.yml.")
@click.option("--jobs", type=click.IntRange(1, 16), help="Kolik procesů; jinak podle velikosti.")
@click.option("-q", "--quiet", is_flag=True, help="Bez průběhu a souhrnu.")
@untrusted_option
def build(root: Path, out: Path | None, jobs: int | None, quiet: bool, untrusted: bool) -> None:
    """Zkontroluje data a postaví web. Když něco nesedí, nechá dosavadní web beze změny."""
    building.build(root, out, quiet, jobs=jobs, untrusted=untrusted)


@app.command()
@root_option
def sheets(root: Path) -> None:
    """Vyrobí sešity pro Excel a LibreOffice (XLSX) ze všech tabulek; na web je dá příští rozcestnik build."""
    from macros.load import load_site
    from macros.subjects.opendata.sheets import make_sheets
    from macros.words.czech import plural

    hold(root)
    done = make_sheets(root, building.or_exit(lambda: load_site(root).site))
    say(f"{plural(done.books, 'sešit', 'sešity', 'sešitů')}, z toho {done.made} vyrobeno teď.")
    say("Na web je dá rozcestnik build.")


@app.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path), help="Složka webu; jinak site_dir z mkdocs.yml.")
@click.option("--only", metavar="SITUACE", default="", help="Jen letáky jedné situace (její identifikátor).")
@click.option("--jobs", type=click.IntRange(1, 16), help="Kolik procesů; jinak podle množství.")
def leaflets(root: Path, out: Path | None, only: str, jobs: int | None) -> None:
    """Vyrobí letáky a kartičky do peněženky ke všem situacím a list „Pomoc v naší obci“ každé obci (PDF).

    Co se nezměnilo, nedělá znovu.
    """
    from macros.data import wording
    from macros.data.problems import BadData, nearest
    from macros.load import load_site
    from macros.print.press import PressError
    from macros.publish.disk import writing_to
    from macros.publish.site_folder import refuse
    from macros.publish.story import place
    from macros.subjects.catalogue import addresses
    from macros.subjects.catalogue.exports import LEAFLETS
    from macros.subjects.catalogue.leaflets import make_leaflets
    from macros.subjects.towns.exports import NOTICES
    from macros.subjects.towns.notices import make_notices
    from macros.words.czech import number, plural

    started = time.perf_counter()
    hold(root)
    site = building.or_exit(lambda: load_site(root).site)
    from macros.subjects.catalogue.model import Catalogue

    if only and only not in site[Catalogue].situations:
        hint = nearest(only, site[Catalogue].situations)
        say(f"Situace „{only}“ v datech není. {hint}".strip(), err=True)
        sys.exit(1)
    out = (out or root / site.settings.site_dir).resolve()
    building.or_exit(lambda: refuse(root, out))
    progress, stop = building.progress_bar(False, wording.MAKING_LEAFLETS)
    try:
        with writing_to(root / ".cache"):
            made = make_leaflets(root, site, only=only, jobs=jobs, progress=progress)
            if not only:
                made = made.plus(make_notices(root, site, jobs=jobs, progress=progress))
        place(root, site, out, LEAFLETS)
        if not only:
            place(root, site, out, NOTICES)
    except PressError as error:
        say(f"Leták se nepodařilo vyrobit. {error}", err=True)
        sys.exit(1)
    except BadData as error:
        say(str(error), err=True)
        sys.exit(1)
    finally:
        stop()
    seconds = number(round(time.perf_counter() - started, 1))
    say(
        f"Hotovo za {seconds} s: {plural(made.files, 'leták', 'letáky', 'letáků')} a kartiček, "
        f"z toho {made.made} vyrobeno a {made.removed} odstraněno."
    )
    say(f"Letáky jsou ve složce {out / addresses.LEAFLETS}")


app.add_command(schedule)
app.add_command(report_form)
app.add_command(reconcile)
app.add_command(diff)


@app.group("import", cls=Imports)
def imports() -> None:
    """Načte do dat, co přišlo odjinud."""


@app.group("new")
def new() -> None:
    """Založí, co v datech ještě není."""


new.add_command(new_municipality)
new.add_command(new_meeting)
new.add_command(new_case)
new.add_command(new_project)


def main() -> None:
    """Entry point of the console script."""
    app()
