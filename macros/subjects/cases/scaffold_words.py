"""What the commands `new case` and `new project` say, and what stands in the patterns that they write."""

from __future__ import annotations

NO_PACKAGE = "Portál nemá balíček cases, případ ani projekt nemá kam zapsat."
NO_ID = "„{}“ není identifikátor. Napište malá písmena bez diakritiky, čísla a pomlčky, třeba kaja-a-skolka."
CASE_TAKEN = "Případ „{}“ už v datech je. Nic nepřepisuji; zvolte jiný identifikátor."
NO_PROJECT = "Projekt „{}“ v datech není. {}"
PROJECT_TAKEN = "Projekt „{}“ už v datech je. Nic nepřepisuji; doplňte ho v tabulkách."
NO_REGION = "Kraj „{}“ neznáme. Napište jeho kód NUTS 3, třeba CZ020, nebo název. {}"
CASE_FOLDER = "pripad-{}"
AGES = ("2–4 roky", "5–10 let", "11–13 let", "13 a více let")
"""The stops of the workshop in Polička."""
OWN_SOURCE = "Případ vymyšlený pro dílnu, zatím bez zápisu"
CASE_STEPS = (
    "Otevřete {folder}/README.md, je tam celý postup.",
    "Doplňte tabulky ve složce {folder} a řádky přeneste do tabulek stejného jména ve složce {tables}.",
    "Spusťte rozcestnik check, pak rozcestnik build a podívejte se na /{url}",
)
CASE_README = """# Případ {code}

Předlohy založil příkaz `rozcestnik new case {code}`. Nic z této složky portál nezveřejní.
Co začíná `{mark}`, ještě nikdo nenapsal; v datech to kontrola nepustí.

Dítě i rodinu si vymyslete. Skutečné dítě sem nepatří, ani s jiným jménem. Do tabulek nepatří žádná jména lidí.

1. **Případ.** V `cases.csv` doplňte název, jméno vymyšleného dítěte a proč případ procházíte.
2. **Role.** V `case_actors.csv` napište, kdo u vás s dítětem je. Kolik jich je, je na vás: řádky přidejte nebo
   smažte. Do `kinds` napište druhy služeb podle tabulky `codelists/kinds`.
3. **Zastávky.** V `stops.csv` napište, co se v každém věku děje a jak dlouho zastávka na dílně trvá.
4. **Odpovědi.** Po dílně doplňte `stop_actors.csv` (kdo může co udělat) a `stop_flows.csv` (kdo co od koho
   potřebuje a komu co řekne). Na co nikdo neodpověděl, ten řádek smažte.
5. **Zdroj.** Do `source_document` napište, kde je zápis z dílny.
6. **Přenos.** Řádky přeneste do tabulek stejného jména ve složce `{tables}` a spusťte `rozcestnik check --fix`.
"""
COPY_TITLE = "{} ({})"
WHO_ROLE = "kdo to je u vás? (project_roles, sloupec who)"
WHO_STEP = "kdo to dělá u vás? (project_steps, sloupec who)"
PROJECT_STEPS = (
    "Otevřete {folder}/README.md: je tam postup a seznam všeho, co je potřeba doplnit.",
    "Doplňte prázdná místa v tabulkách ve složce {folder} a odpovědi upravte podle svého kraje.",
    "Řádky přeneste do tabulek stejného jména ve složce {tables}, pak rozcestnik check --fix a rozcestnik build.",
    "Projekt bude na stránce /{url}",
)
PROJECT_README = """# {title}: {region}

Předlohy založil příkaz `rozcestnik new project {old} {code}`. Nic z této složky portál nezveřejní.
Je to opis projektu „{title}“. Prázdné místo znamená, že ho má doplnit váš kraj. Nevíte? Nechte ho prázdné:
stránka řekne, že ho zatím nikdo nedoplnil.

1. Projděte seznam níže. Organizace pište do sloupců `who`, žádná jména lidí.
2. Odpovědi v `project_texts.csv` jsou z původního dokumentu. Upravte je podle sebe a doplňte svá čísla se zdrojem.
3. `projekt.txt` je původní projekt jako prostý text, hodí se k jednání.
4. Řádky přeneste do tabulek stejného jména ve složce `{tables}`. Označení nového projektu je `{new}`.
5. Spusťte `rozcestnik check --fix`, pak `rozcestnik build`.

## Co doplnit

{listed}
"""
