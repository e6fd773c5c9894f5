"""Every word that a comparison says of its own; names and values come from the tables."""

from __future__ import annotations

HELP = "Řekne česky, co se mezi dvěma podobami portálu mění a co to udělá. Bez argumentu porovná s posledním commitem."
FORMATS = "text pro lidi, markdown do komentáře, json pro stroje."
UNTRUSTED = "Cizí větev: v nastavení a vzhledu nesmí být program. V CI se u žádostí z cizí kopie zapne samo."
NOTHING = "Nic se nemění."
DANGERS = "Pozor"
EFFECTS = "Co to změní"
NOTES = "K porovnání"
TEXTS = "Texty, nastavení a popisy tabulek"
OTHERS = "Mimo data a texty"

ARROW = " → "
EMPTY = "prázdné"
LINE_FEED = " ⏎ "
MORE_CHARS = ("další znak", "další znaky", "dalších znaků")
MORE_CHANGES = ("další změna", "další změny", "dalších změn")
CUT = "Výpis je zkrácený. Celý ho ukáže rozcestnik diff."
ROW = ", řádek {}: "
SECRET = "údaj o utajeném místě nebo jeho službě, obsah se nevypisuje"
NEW, GONE, RENAMED = "přibyl záznam", "ubyl záznam", "nový identifikátor"
LATER, SOONER = "posunut o {} později", "posunut o {} dříve"
MONTHS = ("měsíc", "měsíce", "měsíců")

NEW_TABLE, GONE_TABLE = "nová tabulka", "tabulka ubyla"
NEW_COLUMN, GONE_COLUMN = "nový sloupec", "sloupec ubyl"
BROKEN = "nejde přečíst v části „{}“, porovnal jsem zbytek; co je s ním, řekne rozcestnik check"
BROKEN_PACKAGE = "balíček nejde přečíst v části „{}“, porovnal jsem zbytek"
SIDES = {"before": "před změnou", "after": "po změně"}
UNKNOWN_EFFECTS = (
    "Změněné stránky, letáky a pokrytí nepočítám: data na jedné straně mají chyby, "
    "nebo patří ke starší verzi programu. Chyby řekne rozcestnik check."
)
NEW_FILE, GONE_FILE = "nový soubor", "soubor ubyl"
BINARY = "soubor není text, porovnat ho po řádcích nejde"
LINES_IN = ("přibyl {} řádek", "přibyly {} řádky", "přibylo {} řádků")
LINES_OUT = ("ubyl {} řádek", "ubyly {} řádky", "ubylo {} řádků")
SAME_LINES = "jen jiné pořadí nebo konce řádků"
CODE = ("změněný soubor programu nebo vzhledu", "změněné soubory programu nebo vzhledu")
CODE_MANY = "změněných souborů programu nebo vzhledu"

PAGES = (
    ("změní {} stránku", "změní {} stránky", "změní {} stránek"),
    ("přibude {} stránka", "přibudou {} stránky", "přibude {} stránek"),
    ("ubude {} stránka", "ubudou {} stránky", "ubude {} stránek"),
)
NO_PAGE = "žádná stránka se nezmění"
NOBODY_GONE = "nikdo neubyl"

NO_REPOSITORY = "Složka {} není v repozitáři git. Porovnat jdou i dvě složky: rozcestnik diff STARA NOVA."
NO_FOLDER = "Složka „{}“ není portál: nemá data_packages."
NO_DATA = "V „{}“ není složka data_packages, není co porovnat."
