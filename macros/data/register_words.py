"""What options of commands about registers mean: of `import rpss` and of `reconcile rpss`, which loads no import."""

from __future__ import annotations

REGION = "Kód kraje (CZ020), ze kterého hledat služby, které tu chybí; jde opakovat. Jinak kraje portálu."
CODELISTS = "Složka s úředními číselníky (druhy-socialni-sluzby.json …): neznámé kódy dostanou název."
DATE = "Den vydání registru (2026-11-28). Porovnání bez něj vezme den, kdy byl soubor uložen."
PAIRS = (
    "Tabulka CSV se sloupci service a registration: co k čemu patří. Prázdné registration = v registru není."
)
YES_MANY = "Povolí změnit víc než 5 % řádků tabulky."
FORMAT = "Podoba výpisu: text, json, nebo markdown do návrhu změny."
