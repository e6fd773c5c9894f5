"""What the import of journeys by public transport says and understands."""

from __future__ import annotations

HELP = (
    "Převezme tabulku spojení veřejnou dopravou (CSV): odkud, kam, dojet do, minut. "
    "Když něco nesedí, nezapíše nic; novější spojení starším nepřepíše."
)
DAY = "Den jízdního řádu, když ho tabulka neříká: 2026-12-01 nebo 1. 12. 2026."
BY = "Do kdy dojet, když to tabulka neříká: 8:00."
SOURCE = "Odkud to víte, když to tabulka neříká."
COLUMNS = {
    "from_code": ("odkud", "z", "from", "obec"),
    "to_code": ("kam", "do", "to", "cíl"),
    "minutes": ("minut", "minuty", "doba jízdy", "doba"),
    "day_kind": ("den", "druh dne", "day"),
    "arrive_by": ("dojet do", "příjezd do", "do kdy", "by"),
    "valid_on": ("jízdní řád dne", "platí dne", "platnost", "valid"),
    "source_document": ("zdroj", "source"),
    "found": ("spojení",),
    "changes": ("přestupy", "přestupů", "počet přestupů"),
    "source_section": ("místo v dokumentu", "strana"),
    "source_url": ("adresa zdroje", "odkaz"),
    "source_date": ("datum zdroje",),
}
"""Columns of the table and how a file may call them beside; the first is how we name them."""
KINDS = {
    **dict.fromkeys(("workday", "pracovni den", "pracovni", "vsedni den", "po-pa"), "workday"),
    **dict.fromkeys(("saturday", "sobota", "so"), "saturday"),
    **dict.fromkeys(("sunday", "nedele", "ne", "svatek", "nedele a svatek", "nedele nebo svatek"), "sunday"),
}
"""Kinds of days as people write them, without accents."""
NO_JOURNEY = ("neni", "nejede", "none", "spojeni neni")
"""How a file says that there is no journey, without accents."""
OPTION = " Říkají-li ho všechny řádky stejně, stačí --{}."
LARGE = "{} má víc než 10 MB. Rozdělte tabulku na menší."
ZIPPED = (
    "{} je zabalený soubor: sešit Excelu, nebo jízdní řády (GTFS). Sešit uložte jako „CSV UTF-8“. "
    "Z jízdních řádů portál sám nepočítá; spočítejte dojezd jinde a přineste tabulku."
)
QUOTES = "{}: uvozovky nesedí, nepoznáme, kde buňka končí. Uložte tabulku znovu jako „CSV UTF-8“."
JOURNEYS = ("spojení", "spojení", "spojení")
CHANGES = ("změna", "změny", "změn")
MORE = "… a ještě {}."
COUNTS = {
    "new": "Nové: {}.",
    "changed": "Změněné: {}.",
    "same": "Beze změny: {}.",
    "older": "Ponecháno novější, než je v souboru: {}.",
}
THEN = "Dál: rozcestnik check, rozcestnik build. Stránka je na adrese /{}"
