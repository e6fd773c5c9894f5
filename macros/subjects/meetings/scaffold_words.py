"""What `rozcestnik new meeting` says and writes."""

from __future__ import annotations

HELP = "Založí předlohu zápisu z jednání ve složce drafts: program, účast, hlasování, usnesení a úkoly. Nic nepřepíše."
AFTER_HELP = "id předchozího jednání: převezme, kdo jednal, další termín a úkoly, které neskončily"
ON_HELP = "den jednání; jinak ten, který ohlásil předchozí zápis"
BAD_ID = "Id „{}“ nejde použít. Pište malá písmena bez háčků, číslice a spojovníky: komise-2026-12."
THERE = "Jednání „{}“ už v datech je: {}, řádek {}. Nic nepřepisuji."
UNKNOWN = "Jednání „{}“ neznáme. {}"
NO_PACKAGE = "Portál nemá balíček meetings, zápis nemá kam přijít."
EARLY = "Den {} není po jednání „{}“ ({})."
REVIEW = "Úkoly z minula"
FIRST = "Zahájení"
ROLE = "role nebo organizace, žádná jména"
TITLE = "název pro seznam"
BODY = "kdo jednal, u všech jednání skupiny stejně"
DOCUMENT = "název zápisu"
DAY = "den jednání, třeba 2026-12-03"
ITEM = "bod programu"
QUESTION = "o čem se hlasovalo"
TEXT = "na čem jste se shodli"
TASK = "co se má udělat"
ZERO = "počet"
RESULT = "passed (přijato), nebo rejected (nepřijato)"
STEPS = (
    "Otevřete {folder}/README.md, je tam celý postup.",
    "Při jednání doplňujte tabulky ve složce {folder}.",
    "Hotové řádky přeneste do tabulek stejného jména v {data}.",
    "rozcestnik check --fix, pak rozcestnik build a podívejte se na /{page}",
)
NONE_OPEN = "Z minula nezůstal žádný úkol."
OPEN = "Projděte, co zůstalo z minula. Jak úkol dopadl, napište do tabulky tasks.csv k řádku s jeho id (`state`, `outcome`):\n"
OPEN_TASK = "- `{}`: {} Kdo: {}. Termín: {}."
NOT_SAID = "neřekl nikdo"
README = """# Zápis z jednání: {id}

Předlohy založil příkaz `rozcestnik new meeting {id}`. Nic z této složky portál nezveřejní.
Co je v hranaté závorce se slovem DOPLŇTE, ještě nikdo nenapsal; v datech to kontrola nepustí.

1. **Úkoly z minula.** {review}
2. **Program.** `items.csv`: bod na řádek. Co zaznělo, napište nejvýš čtyřmi krátkými větami, bez jmen.
3. **Kdo tam byl.** `attendance.csv`: role a organizace, nikdy jména.
4. **Hlasování.** `votes.csv`: pro, proti, zdrželo se. Víte-li, kolik lidí smí hlasovat, napište to do `voters` v `meetings.csv`.
5. **Usnesení.** `resolutions.csv`. Mění-li část strategie, vyplňte `node`.
6. **Nové úkoly.** `tasks.csv`: kdo (role), do kdy. Id začíná id jednání: `{id}-`.
7. **Další termín.** `next_on` v `meetings.csv`.
8. **Přenos.** Řádky přeneste do tabulek stejného jména v `{data}`. Prázdné předlohy (bez hlasování, bez úkolů) nechte být.
9. **Kontrola.** `rozcestnik check --fix`, pak `rozcestnik build` a podívejte se na /{page}
"""
