"""Starts a municipality's family policy: a draft of its page and a folder of patterns to be filled in.

Only one row goes into the data, marked as a draft. Everything else is a pattern outside of the packages,
so that nothing unfinished can be published by mistake; `check` knows the mark of what is not filled in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from macros.data.draft_words import PLACEHOLDER
from macros.data.drafts import DRAFTS, Pattern, ScaffoldError, Started, pattern_of, write_patterns
from macros.data.edit import Edit, write
from macros.data.problems import nearest
from macros.data.tables import read_file
from macros.model.site import Site
from macros.subjects.evaluation import rows
from macros.subjects.evaluation.assessment_form import form
from macros.subjects.evaluation.model import Evaluations
from macros.subjects.evaluation.pages.evaluation import policy_url_of
from macros.subjects.territory.model import Municipality, Territories
from macros.words.czech import fold


def scaffold(root: Path, site: Site, code: str, today: dt.date | None = None) -> Started:
    """Start the family policy of a municipality. `ScaffoldError` where it is unknown or has one already."""
    town = _town(site, code.strip())
    table = site.files.get(rows.FamilyPolicyRow)
    if table is None:
        raise ScaffoldError("Portál nemá balíček evaluation, rodinnou politiku nemá kam zapsat.")
    old = site[Evaluations].family_policies.get(town.row.code_csu)
    if old is not None:
        raise ScaffoldError(
            f"{town.row.name} už rodinnou politiku má: {table}, řádek {old.row.row_number}. Nic nepřepisuji."
        )
    done = write_patterns(root, town.row.slug, _patterns(site, town))
    _add_row(root, table, site, town, today or dt.date.today())
    done.written.append(f"{table} (nový řádek {town.row.code_csu}, stav draft)")
    done.steps = _steps(site, town, table)
    return done


def _town(site: Site, code: str) -> Municipality:
    town = site[Territories].municipalities.get(code)
    if town is None:
        raise ScaffoldError(f"Obec s kódem „{code}“ neznáme. {_hint(site, code)}".strip())
    if not town.covered:
        region = town.orp.region.row
        raise ScaffoldError(
            f"{town.row.name} leží v kraji {region.name} ({region.code_nuts3}), který portál nepokrývá. "
            "Přidejte ho do nastavení regions v mkdocs.yml."
        )
    return town


def _hint(site: Site, text: str) -> str:
    """Codes of the municipalities that were probably meant: by name, then by what looks like it."""
    towns = list(site[Territories].municipalities.values())
    same = [one for one in towns if fold(one.row.name) == fold(text)]
    if same:
        listed = ", ".join(f"{one.row.code_csu} (ORP {one.orp.row.name})" for one in same[:8])
        return f"{same[0].row.name} má kód {listed}."
    if text.isdigit():
        return nearest(text, [one.row.code_csu for one in towns], "Nejbližší kódy: ")
    near = nearest(text, {one.row.name for one in towns})
    names = near.removeprefix("Nejbližší existující: ").removesuffix(".").split(", ") if near else []
    known = [f"{one.row.name} {one.row.code_csu}" for one in towns if one.row.name in names]
    return f"Nejbližší: {', '.join(known[:6])}." if known else "Kód najdete na stránce obce, úplně dole."


def _add_row(root: Path, file: str, site: Site, town: Municipality, today: dt.date) -> None:
    """Add the draft, sorted; the file changes in one step."""
    name = town.row.name
    schema = site.packages["evaluation"].schemas["family_policies"]
    table = read_file(root / file, "evaluation", "family_policies", file, schema)
    edit = Edit({("evaluation", "family_policies"): table})
    edit.rows("evaluation", "family_policies").add(
        {
            "municipality_code_csu": town.row.code_csu,
            "state": "draft",
            "title": f"Rodinná politika: {name}",
            "intro": f"Obec {name} tuto stránku teprve připravuje.",
            "concept": "Zatím nevíme, jestli obec koncepci rodinné politiky má.",
            "updated_on": today.isoformat(),
            "source_document": "Návrh stránky, zatím bez zdroje",
        }
    )
    write(root, edit.files())


def _patterns(site: Site, town: Municipality) -> Iterator[Pattern]:
    yield "README.md", lambda: _readme(site, town).encode()
    yield "rodinna-politika.md", lambda: _text(town).encode()
    for group in site[Evaluations].criteria_sets.values():
        yield f"formular-{group.row.id}.xlsx", lambda group=group: form(group, town)  # type: ignore[misc]
    strategy = site.packages.get("strategy")
    if strategy:
        document = f"{town.row.slug}-rodinna-politika"
        goals = [_goal(document, number) for number in (1, 2, 3)]
        yield (
            "strategies.csv",
            lambda: pattern_of(strategy.schemas["strategies"], [_strategy(document, town)]),
        )
        yield "nodes.csv", lambda: pattern_of(strategy.schemas["nodes"], goals)
    asked = site.packages["evaluation"].schemas["participation"]
    yield "participation.csv", lambda: pattern_of(asked, [_participation(town)])


def _strategy(code: str, town: Municipality) -> dict[str, str]:
    return {
        "id": code,
        "title": f"{PLACEHOLDER}: název dokumentu]",
        "summary": f"{PLACEHOLDER}: co dokument slibuje, jednou větou]",
        "level": "municipality",
        "territory_code": town.row.code_csu,
        "level_names": "cíl;opatření",
        "publisher": town.row.name,
        "source_document": f"{PLACEHOLDER}: název dokumentu]",
    }


def _goal(strategy: str, number: int) -> dict[str, str]:
    return {
        "id": f"{strategy}-{number}",
        "strategy": strategy,
        "depth": "1",
        "code": str(number),
        "title": f"{PLACEHOLDER}: {number}. cíl, přesně podle dokumentu]",
        "plain": f"{PLACEHOLDER}: co se pro rodiny zlepší]",
        "position": str(number),
    }


def _participation(town: Municipality) -> dict[str, str]:
    return {
        "id": f"{town.row.slug}-ucast-1",
        "municipality_code_csu": town.row.code_csu,
        "position": "1",
        "state": "held",
        "what": f"{PLACEHOLDER}: co se dělo]",
        "with_whom": f"{PLACEHOLDER}: s kým, bez jmen]",
        "outcome": f"{PLACEHOLDER}: co z toho vzešlo]",
        "source_document": f"{PLACEHOLDER}: kde se to píše]",
    }


def _text(town: Municipality) -> str:
    return f"""# Rodinná politika: {town.row.name}

Podklad pro úvod stránky. Až ho dopíšete, přeneste věty do sloupců `intro`, `concept` a `collected_data`
v tabulce family_policies.csv.

## Úvod (dvě až tři věty pro lidi, kteří v obci žijí)

{PLACEHOLDER}: co obec dělá pro rodiny s dětmi]

## Koncepce (má ji obec schválenou? kdy a kým?)

{PLACEHOLDER}: jednou až dvěma větami]

## Sběr údajů (kdo počítá, co a jak často; jen anonymní počty)

{PLACEHOLDER}: jednou až dvěma větami]
"""


def _steps(site: Site, town: Municipality, table: str) -> list[str]:
    folder = f"{DRAFTS}/{town.row.slug}"
    forms = ", ".join(f"{folder}/formular-{code}.xlsx" for code in site[Evaluations].criteria_sets)
    steps = [
        f"Otevřete {folder}/README.md, je tam celý postup.",
        f"Dopište úvod podle {folder}/rodinna-politika.md do tabulky {table}.",
        "rozcestnik build a podívejte se na návrh: /" + policy_url_of(town),
        f"Až bude hotový, změňte ve sloupci state slovo draft na published v tabulce {table}.",
    ]
    if forms:
        steps.insert(2, f"Vyplňte {forms} a načtěte: rozcestnik import assessment FORMULAR.xlsx")
    return steps


def _readme(site: Site, town: Municipality) -> str:
    forms = "\n".join(f"   - `formular-{code}.xlsx`" for code in site[Evaluations].criteria_sets)
    return f"""# {town.row.name}: rodinná politika

Předlohy založil příkaz `rozcestnik new municipality {town.row.code_csu}`. Nic z této složky portál nezveřejní.
Co je v hranaté závorce se slovem DOPLŇTE, ještě nikdo nenapsal; v datech to kontrola nepustí.

1. **Úvod.** Dopište `rodinna-politika.md` a věty přeneste do `data_packages/evaluation/data/family_policies.csv`
   (řádek {town.row.code_csu}). Doplňte i zdroj.
2. **Sebehodnocení.** Vyplňte formulář a načtěte ho příkazem `rozcestnik import assessment`:
{forms or "   (portál zatím nemá žádnou sadu kritérií)"}
3. **Cíle a opatření.** Máte schválený dokument? Doplňte `strategies.csv` a `nodes.csv` a řádky přeneste do
   tabulek stejného jména v `data_packages/strategy/data/`. Označení strategie přidejte do `strategies`
   v `mkdocs.yml`. Nemáte? Složku nechte být, stránka řekne, že cíle zatím nejsou.
4. **Účast dětí a rodin.** Doplňte `participation.csv` a řádky přeneste do
   `data_packages/evaluation/data/participation.csv`. Jen co je někde napsané; žádná jména.
5. **Kontrola.** `rozcestnik check`, pak `rozcestnik build` a podívejte se na /{policy_url_of(town)}
6. **Zveřejnění.** V tabulce family_policies.csv změňte stav `draft` na `published`.
"""
