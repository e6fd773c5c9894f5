"""What the page that plans meetings says, where the command says it otherwise."""

from __future__ import annotations

TITLE = "Plánovač setkání organizací"
DESCRIPTION = (
    "Z tabulky přání udělá rozvrh krátkých setkání organizací: kdo s kým, ve kterém kole, u kterého stolu."
)
SOURCE = "plánovač setkání"
SEARCHED = "rychlá setkání, speed dating organizací, rozvrh setkání, burza služeb, síťování, ostrovy, kola"
MENDS = {
    "wishes-quotes": "uvozovky smažte, nebo tabulku zkopírujte z Excelu a vložte znovu.",
    "wishes-column": "doplňte ho, nebo začněte prázdnou tabulkou, která je tu ke stažení.",
    "wishes-wide": 'celou buňku dejte do uvozovek ("Klub; Poradna"), nebo tabulku zkopírujte z Excelu.',
    "wishes-round": "napište čísla od 1 do {last}, nebo zvyšte počet kol.",
    "wishes-time": "opravte čas, nebo začátek setkání.",
    "wishes-many": "rozdělte setkání na dvě, nebo použijte příkaz rozcestnik schedule.",
}
"""How to mend mistakes without options of a command."""
