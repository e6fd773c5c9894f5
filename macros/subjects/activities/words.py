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
    "evidence": "Co o tom říká zdroj",
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

# What people told -------------------------------------------------------------------------------------

VOICES_TITLE = "Co říkají lidé z praxe"
VOICES_DESCRIPTION = (
    "Problémy, překážky a nápady ze setkání lidí, kteří pomáhají dětem a rodinám, a co na ně odpovídá."
)
VOICES_SOURCE = "podněty z praxe"
VOICES_SEARCHED = "podněty z terénu, problémy, překážky, nápady, setkání, bez odpovědi"
VOICES_OF = "Co říkají lidé z praxe: {}"
NO_THEME = "Jak pomoc funguje"
UNANSWERED_TITLE = "Podněty bez odpovědi"
UNANSWERED_DESCRIPTION = "Co lidé z praxe řekli a zatím k tomu neznáme opatření, činnost ani příklad."
KINDS = {
    "problem": ("problemy", "Problémy", "Problém"),
    "barrier": ("prekazky", "Překážky", "Překážka"),
    "idea": ("napady", "Nápady a co funguje", "Nápad"),
}
"""Anchor, heading and word of each kind of input."""
COUNTS = {
    "problem": ("problém", "problémy", "problémů"),
    "barrier": ("překážka", "překážky", "překážek"),
    "idea": ("nápad", "nápady", "nápadů"),
}
UNANSWERED = ("podnět bez odpovědi", "podněty bez odpovědi", "podnětů bez odpovědi")

# Good practice ------------------------------------------------------------------------------------------

EXAMPLES_TITLE = "Co jinde funguje"
EXAMPLES_DESCRIPTION = (
    "Dobrá praxe a příběhy podle tématu a kraje: co se dělalo nebo čím se inspirovat. "
    "Proč to fungovalo, píšeme jen tam, kde to říká zdroj."
)
EXAMPLES_SOURCE = "dobrá praxe"
EXAMPLES_SEARCHED = "dobrá praxe, příklady, inspirace, proč to funguje, společné rysy"
NO_REGION = "Zdroj neříká, kde"
STORY, PRACTICE = "příběh síťování", "příklad"
ABOUT = {
    "aim": "K čemu to mělo být",
    "actors": "Kolik se zapojilo",
    "role": "Kdo co dělal",
    "result": "Co z toho vzešlo",
    "feedback": "Co na to lidé",
    "next_step": "Co dál",
    "who": "Kdo u toho byl",
    "threshold": "Co stačilo na začátek",
    "why": "Proč to fungovalo",
}
SILENT = "Víc o tom zdroj neříká."
