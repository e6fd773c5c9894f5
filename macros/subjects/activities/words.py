"""What is said of activities that keep children in school."""

from __future__ import annotations

TITLE = "Co pomáhá dokončit školu"
DESCRIPTION = "Činnosti, díky kterým děti a mladí neodejdou ze školy předčasně: co se dělá, pro koho a kdo to může dělat."
SOURCE = "činnosti proti předčasnému odchodu"
NOTE = "činnost, která pomáhá dokončit školu"
SEARCHED = "předčasné odchody ze vzdělávání, drop-out, prevence, činnosti, kdo to dělá u nás"
SEARCHED_HERE = "předčasné odchody, činnosti, kdo to u nás dělá"
HERE_TITLE = "{}: co se dělá, aby děti dokončily školu"
HERE_DESCRIPTION = "Která činnost se {} dělá a kdo ji dělá. U ostatních to nevíme."
STAGES = {
    "basic": "Na základní škole",
    "transition": "Při přechodu na střední školu",
    "secondary": "Na střední škole",
    "after": "Po odchodu ze školy",
}
TOPICS = {
    "together": "Škola a služby spolu",
    "family": "S rodinou",
    "learning": "Učení",
    "school": "Ve škole",
    "means": "Peníze a jídlo",
    "work": "Práce a kvalifikace",
    "free_time": "Po škole",
    "workers": "Lidé, kteří pomáhají",
}
FACTS = {
    "for_whom": "Pro koho",
    "stages": "Kdy v životě dítěte",
    "needs": "Co je k tomu potřeba",
    "evidence": "Z čeho víme, že to pomáhá",
    "if_nobody": "Když to nikdo nedělá",
}
NOT_SAID = "zdroj neříká"
BY_EDITORS = "přidala redakce"
UNKNOWN = "nevíme"
NOBODY_KNOWN = "Kdo to {} dělá, nevíme. Neznamená to, že nikdo."
PLACES = ("místo, kde se dělá", "místa, kde se dělá", "míst, kde se dělá")
KNOWN = "Víme: {}."
SINCE = "od {}"
CHECKED = "ověřeno {}"
NOT_CHECKED = "v místě jsme to neověřovali"
ELSEWHERE = "Jinde"
REST = ("činnost", "činnosti", "činností")
