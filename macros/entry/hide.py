"""Makes a place confidential: `rozcestnik hide`.

Everything is worked out first, then all files are written beside the old ones and put in their place. The
report names files and rows and never a value. What git, phones and others keep is said in words: no program
can take it back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.check import Data
from macros.data import confidential, edit
from macros.data.confidential import BLANK, KEPT, PLACES, SERVICES, is_neutral, neutral_id, secrets_of
from macros.data.packages import read_all
from macros.data.problems import Problem, nearest
from macros.data.settings import Settings, read_settings
from macros.data.steps import guide_steps
from macros.data.tables import Table, Tables, read_table
from macros.files.kept import cache_of
from macros.publish.placing import twin_of
from macros.subjects.catalogue.addresses import LEAFLETS
from macros.subjects.catalogue.rules.confidential import RULES
from macros.subjects.catalogue.rules.confidential_texts import RULES as TEXT_RULES
from macros.subjects.catalogue.rules.confidential_texts import Former, repeated
from macros.subjects.catalogue.telling import leads_to_points, link_tells
from macros.subjects.towns.notices import notice_path


class HideError(Exception):
    """The place cannot be hidden; the text says why, in Czech."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What hiding a place changes: new bytes by file, rows by file, what still tells, and dropped files."""

    old: str
    new: str
    files: dict[str, bytes]
    rows: dict[str, list[int]]
    """Numbers of changed rows by file, as they stood before."""
    services: tuple[str, ...]
    telling: list[Problem]
    """Texts, links and ids that a person must mend."""
    dropped: list[Path] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether anything in the data changes."""
        return bool(self.files)


def plan(root: Path, place: str) -> Hidden:
    """Work out what hiding a place changes; nothing is written. HideError where it cannot be done."""
    packages, tables, _ = read_all(root)
    places = tables.get(PLACES)
    if places is None:
        raise HideError("Balíček services nemá tabulku places; není co utajit.")
    if place not in places.cells("id"):
        raise HideError(f"Místo „{place}“ v datech není. {nearest(place, places.cells('id'))}".strip())
    at = places.cells("id").index(place)
    columns = ("id", "municipality_code_csu", "street", "lat", "lon")
    former = Former._make(places.cells(name)[at] for name in columns)
    town = former.town
    new = place if is_neutral(tables, place, town) else neutral_id(tables, town, set(places.cells("id")))
    after = _hidden(tables, place, new)
    changed = {key: table for key, table in after.items() if table is not tables[key]}
    try:
        for key in changed:
            edit.fit(tables[key])
    except edit.Unfit as error:
        raise HideError(str(error)) from error
    files = {table.file: edit.Rows(table).file() for table in changed.values()}
    rows = {table.file: _rows(tables[key], table) for key, table in changed.items()}
    read = dict(after) | {
        key: read_table(files[table.file], *key, table.file, table.schema) for key, table in changed.items()
    }
    data = Data(root, packages, read, read_settings(root), guide_steps(root))
    telling = {one for rule in (*RULES, *TEXT_RULES) for one in rule.run(data) if not one.warning}
    telling |= set(repeated(data, [former]))
    services = tuple(sorted(one for one in secrets_of(read).services if _uses(read[SERVICES], one, new)))
    files = {file: raw for file, raw in files.items() if (root / file).read_bytes() != raw}
    return Hidden(place, new, files, rows, services, sorted(telling))


def carry_out(root: Path, hidden: Hidden) -> Hidden:
    """Write all changed tables or none, and drop what was made; return what was done. HideError names the file."""
    _write(root, hidden.files)
    return replace(hidden, dropped=drop_leaflets(root, read_settings(root)))


def _hidden(tables: Tables, place: str, new: str) -> Tables:
    """Tables after a place got a neutral id everywhere, and lost what tells where it is."""
    places = tables[PLACES]
    at = places.cells("id").index(place)
    cells = {name: "" for name in places.schema.names if name not in KEPT} | {"confidential": "true"}
    found = dict(tables)
    found[PLACES] = confidential.with_cells(places, {at: _different(places, at, cells)})
    if new != place:
        found = confidential.rename(found, {place: new})
    secrets = secrets_of(found)
    mine = {one for one in secrets.services if _uses(found[SERVICES], one, new)}
    for name in (*BLANK, "providers"):
        if table := found.get(("services", name)):
            found["services", name] = _without_sources(table, mine, found)
    return found


def _without_sources(table: Table, services: set[str], tables: Tables) -> Table:
    """Blank numbers of registers, and sources that lead to an address, of services and their providers."""
    owner, hidden = ("id" if table.name in ("services", "providers") else "service"), services
    if table.name == "providers":
        rows = zip(tables[SERVICES].cells("id"), tables[SERVICES].cells("provider"), strict=True)
        hidden = {provider for code, provider in rows if code in services}
    changes = {}
    for at, code in enumerate(table.cells(owner)):
        if code not in hidden:
            continue
        cells = {"registration": ""} if table.name == "services" else {}
        source = table.cells("source_url")[at]
        public = table.name == "providers" and table.cells("kind")[at] in ("municipality", "region", "state")
        if link_tells(source) and not (public and leads_to_points(source)):
            cells |= {"source_url": "", "source_date": ""}
        if cells := _different(table, at, cells):
            changes[at] = cells
    return confidential.with_cells(table, changes)


def _different(table: Table, at: int, cells: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if table.cells(name)[at] != cell}


def _uses(services: Table, service: str, place: str) -> bool:
    rows = zip(services.cells("id"), services.cells("places"), strict=True)
    return any(code == service and place in where.split(";") for code, where in rows)


def _rows(before: Table, after: Table) -> list[int]:
    pairs = zip(before.row_numbers, before.rows, after.rows, strict=True)
    return [number for number, old, new in pairs if old != new]


def _write(root: Path, files: dict[str, bytes]) -> None:
    """Put new bytes in the place of old ones: all files or none."""
    try:
        edit.write(root, files)
    except OSError as error:
        raise HideError(
            f"Soubor {error.filename} nejde zapsat ({error.strerror}). Nic jsem nezměnil; "
            "zkontrolujte práva ke složce a spusťte příkaz znovu."
        ) from error


def drop_leaflets(root: Path, settings: Settings) -> list[Path]:
    """Remove made leaflets, cards, documents and workbooks from the cache, and what a command printed from the site.

    All go, any may hold what is secret now: which of them showed the place is known only by making them, and
    they are made again in a minute. Of the site's folder only files that the cache holds, too, are removed.
    """
    cache, site = cache_of(root), root / settings.site_dir
    twin = twin_of(site)  # the same files once more
    dropped: list[Path] = []
    twins: list[Path] = []
    for name in ("leaflets", "notices", "policy", "cases", "sheets"):
        folder = cache / name
        if folder.is_dir() and not folder.is_symlink():
            made = sorted(one for one in folder.iterdir() if one.is_file())
            if path_of := _PRINTED.get(name):
                paths = [path_of(one.name) for one in made]
                dropped += [site / one for one in paths if (site / one).is_file()]
                twins += [twin / one for one in paths if not _led_away(twin, one)]
            dropped += made
            shutil.rmtree(folder)
    for name in _PRINTED:
        (cache / f"{name}.json").unlink(missing_ok=True)
    for path in (*dropped, *twins):
        path.unlink(missing_ok=True)
    return dropped


_PRINTED: dict[str, Callable[[str], str]] = {"leaflets": lambda name: LEAFLETS + name, "notices": notice_path}
"""What a command prints: folder of the cache, and where in the site a file of it stands."""


def _led_away(twin: Path, path: str) -> bool:
    """Whether a link on the way leads out of the twin."""
    steps = Path(path).parents
    return twin.is_symlink() or any((twin / one).is_symlink() for one in steps)


# What is said -----------------------------------------------------------------------------------------

REMAINS = """Co příkaz vzít zpět nemůže:
  Historie gitu: starý zápis s adresou v ní zůstává. Zapište změnu, pak historii přepište nástrojem
    git filter-repo (--replace-text se souborem, kde je ulice, číslo, souřadnice a starý identifikátor; soubor
    do repozitáře nedávejte), pošlete ji násilím (push --force) a požádejte všechny, ať si repozitář naklonují
    znovu. Staré zápisy drží i kopie jiných lidí (fork) a uzavřené žádosti; jejich smazání musíte chtít po hostiteli.
  Hotový web: starý leží u hostitele a v jeho mezipaměti, dokud nenahrajete nový a mezipaměť nevyprázdníte.
  Telefony: stránky uložené pro čtení bez připojení se vymění až při příští návštěvě webu.
  Vyhledávače a archivy webu: požádejte je o odstranění staré stránky služby a staženého souboru places.csv.
  Vytištěné letáky a stažená data: vyzvedněte je a dejte vědět těm, kdo data používají.
  Kdo adresu znal, zná ji dál. Poraďte se s poskytovatelem služby, než budete pokračovat."""


def told(hidden: Hidden, dry_run: bool) -> str:
    """Say in Czech what changes, without any value but the new id."""
    lines = [f"Místo má neutrální identifikátor {hidden.new} a z ostatního jen obec."]
    if not hidden.any:
        lines = ["Místo už je utajené a jeho řádek nic neprozrazuje."]
    for file, rows in sorted(hidden.rows.items()):
        if rows:
            numbers = ", ".join(map(str, rows))
            lines.append(f"  {file}: změněné řádky {numbers} (čísla před změnou, obsah se nevypisuje)")
    if hidden.services:
        lines.append(f"Utajené služby: {', '.join(hidden.services)}")
    if hidden.telling:
        lines.append("Adresu dál mohou prozradit tato místa. Opravte je ručně, dřív web nepůjde postavit:")
        lines += [f"  {one.where()}: {one.what()}" for one in hidden.telling]
    if dry_run:
        return "\n".join([*lines, "Zkouška: nic jsem nezapsal."])
    if hidden.dropped:
        lines.append(
            f"Smazané hotové letáky, kartičky, dokumenty a sešity (web i mezipaměť): {len(hidden.dropped)}"
        )
    lines.append(
        "Teď postavte web znovu: rozcestnik check, rozcestnik sheets, rozcestnik build, rozcestnik leaflets."
    )
    return "\n".join([*lines, "", REMAINS])
