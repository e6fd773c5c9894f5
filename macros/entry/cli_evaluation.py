"""Commands about assessments and family policies: `import assessment`, `new municipality`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.publish.lock import hold

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Složka portálu (ta, kde je mkdocs.yml).",
)


def say(text: str, *, err: bool = False) -> None:
    """Print a text that may hold words of others."""
    from macros.data.characters import printable

    click.echo(printable(text), err=err)


@click.command("assessment")
@click.argument("file", metavar="FORMULAR.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@root_option
@click.option("--dry-run", is_flag=True, help="Jen ukáže, co by se změnilo, a nic nezapíše.")
def import_assessment(file: Path, root: Path, dry_run: bool) -> None:
    """Přečte vyplněný formulář hodnocení (XLSX) a zapíše ho do dat. Když něco nesedí, nezapíše nic."""
    from macros.data.packages import read_all
    from macros.data.problems import BadData, report
    from macros.data.settings import read_settings
    from macros.files.spreadsheet import read_bytes
    from macros.imports.assessment import apply, problems_of, write
    from macros.load import link_site
    from macros.subjects.evaluation.assessment_read import FormError, read_form
    from macros.words.czech import plural

    hold(root)
    settings = read_settings(root)
    packages, tables, problems = read_all(root)
    try:
        site = link_site(root, settings, packages, tables, problems).site
        filled = read_form(read_bytes(file), file.name, site)
        change = apply(filled, file.name, site, tables)
        if found := problems_of(filled, change, file.name, root, settings, packages, tables):
            raise FormError(found)
    except (FormError, BadData) as error:
        say(report(error.problems), err=True)
        say("Nic jsem nezapsal.", err=True)
        sys.exit(1)
    if not change.any:
        say(
            f"Hodnocení {change.assessment}, fáze {change.phase}: formulář říká totéž co data, nic se nemění."
        )
        return
    say(f"Hodnocení {change.assessment}, fáze {change.phase}:")
    say("\n".join(f"  {line}" for line in change.said))
    counts = change.counts
    say(
        f"{plural(counts['new'], 'nová známka', 'nové známky', 'nových známek')}, "
        f"{plural(counts['changed'], 'změněná', 'změněné', 'změněných')}, "
        f"{plural(counts['empty'], 'ukazatel', 'ukazatele', 'ukazatelů')} bez odpovědi."
    )
    if dry_run:
        say("Zkouška: nic jsem nezapsal.")
        return
    for path in write(root, change, tables):
        say(f"Zapsáno: {path}")
    say(
        "Dál: rozcestnik check, rozcestnik build. Stránka bude na adrese "
        + f"/hodnoceni/{change.assessment}/"
    )


@click.command("municipality")
@click.argument("code", metavar="KOD")
@root_option
def new_municipality(code: str, root: Path) -> None:
    """Založí rodinnou politiku obce podle jejího kódu (ČSÚ): návrh stránky a složku s předlohami. Nic nepřepíše."""
    from macros.data.edit import Unfit
    from macros.data.problems import BadData
    from macros.load import load_site
    from macros.subjects.evaluation.scaffold import ScaffoldError, scaffold

    hold(root)
    try:
        made = scaffold(root, load_site(root).site, code)
    except (BadData, ScaffoldError, Unfit) as error:
        say(str(error), err=True)
        sys.exit(1)
    for path in made.written:
        say(f"Založeno: {path}")
    for path in made.kept:
        say(f"Už tam bylo, nechávám: {path}")
    say("\nCo dál:")
    for number, step in enumerate(made.steps, start=1):
        say(f"  {number}. {step}")
