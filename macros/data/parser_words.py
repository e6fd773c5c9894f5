"""What readers of JSON and YAML say, in words that tell how to mend it."""

from __future__ import annotations

EMPTY = "soubor je prázdný."
NO_NUMBER = "{} není číslo, napište číslice."
LONG_NUMBER = "číslo je příliš dlouhé."
OF_TEXTS = "pattern a maxLength patří jen k textům."
POSITIVE = "maxLength má být kladné číslo."
EXAMPLE = "sloupec {}: příklad (example) neodpovídá jeho pattern."
KEY_TWICE = "klíč {} je tu dvakrát"
LOOK = "stránky portálu umí jen vzhled material"
PLUGIN = "chybí v něm {}, bez něj portál nevznikne"
JSON = {
    "UTF-8 BOM": "na začátku souboru je neviditelná značka (BOM), uložte ho jako UTF-8 bez ní.",
    "property name": "čeká se klíč v uvozovkách; nejspíš je před ním čárka navíc nebo chybí uvozovky.",
    "trailing comma": "za poslední položkou je čárka navíc.",
    "',' delimiter": "mezi položkami chybí čárka, nebo závorka na konci.",
    "':' delimiter": "za klíčem chybí dvojtečka.",
    "Expecting value": "chybí tu hodnota, nebo je tu něco navíc (poznámky JSON nezná).",
    "Unterminated string": "uvozovky nejsou uzavřené, nebo soubor nemá konec.",
    "Extra data": "za koncem popisu je ještě něco navíc.",
    "control character": "uvnitř uvozovek je konec řádku nebo tabulátor.",
    "escape": "zpětné lomítko se v uvozovkách píše dvakrát.",
}
YAML = {
    "mapping values are not allowed": "v hodnotě je dvojtečka s mezerou; celý text dejte do uvozovek",
    "cannot start any token": "je tu tabulátor nebo znak, kterým hodnota začínat nesmí; použijte mezery a uvozovky",
    "tab character": "je tu tabulátor; odsazujte mezerami",
    "could not find expected ':'": "za klíčem chybí dvojtečka s mezerou",
    "while scanning a quoted scalar": "uvozovky nejsou uzavřené",
    "unexpected end of stream": "uvozovky nejsou uzavřené",
    "duplicate key": "jeden klíč je v ní dvakrát",
    "did not find expected": "odsazení nebo závorky nesedí",
}
