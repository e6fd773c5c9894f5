"""What is said of cooperation."""

from __future__ import annotations

RISK_ANCHOR = "riziko-"
"""Begins anchors of areas of risk: their ids may be those of cooperations."""
TITLE = "Kdo s kým spolupracuje"
DESCRIPTION = (
    "V čem, pro jaký věk a kdo s kým spolupracuje, když jde o děti a rodiny. Mapa spolupráce podle míst."
)
SOURCE = "spolupráce"
SEARCHED = (
    "mapa spolupráce, kdo s kým spolupracuje, multidisciplinární tým, rizikové oblasti, prevence, OSPOD"
)
NO_RISK = "Bez jedné oblasti"
NO_AGE = "věk zdroj neříká"
STATES = {
    "works": "spolupracují",
    "starting": "začali se scházet",
    "wanted": "chtějí spolupracovat",
    "": "jestli to dál běží, zdroj neříká",
}
"""How a cooperation goes."""

AGREEMENTS_TITLE = "Pravidla spolupráce"
AGREEMENTS_DESCRIPTION = (
    "Jak se organizace domluvily, co si o rodinách řeknou, proč to smějí a kdo se volá, když to spěchá."
)
AGREEMENTS_SEARCHED = (
    "pravidla spolupráce, dohoda, předávání informací, souhlas, mlčenlivost, formulář pravidel"
)
AGREEMENT_NOTE = "dohoda o spolupráci"
BLANK_TITLE = "Pravidla spolupráce: formulář"
BLANK_DESCRIPTION = (
    "Tři otázky a tabulka na jeden list. Vyplníte je spolu s těmi, se kterými se chcete domluvit."
)
GROUNDS = {
    "consent": "souhlas rodiny",
    "law": "říká to zákon",
    "anonymous": "bez údajů o lidech",
    "": "",
}
NOT_SAID = "zdroj neříká"
COLUMNS = {
    "occasion": "Kdy",
    "data": "Co si řekneme",
    "ground": "Proč to smíme",
    "how": "Jak",
    "until": "Do kdy",
}
"""What is agreed for each occasion."""
QUESTIONS = (
    ("Na čem spolupráce stojí", "Které zásady platí pro všechny?"),
    (
        "Co od sebe potřebujeme",
        "Co od druhých čekáme? Které služby, informace a papíry potřebujeme, abychom mohli dělat dobře svou práci?",
    ),
    (
        "Co si můžeme nabídnout",
        "Které služby, informace a papíry můžeme dát? Která očekávání splnit jdou a která ne?",
    ),
)
"""The questions of Humpolec, in short and in full."""
HEADS = {
    "Kdo se domlouvá": "Organizace a role. Žádná jména.",
    "Kde to platí": "Obec, ORP nebo kraj.",
    "Kdo se volá, když to spěchá": "Role a pracoviště, ne člověk.",
    "Kdy jsme se domluvili": "Den.",
    "Kdy se k tomu vrátíme": "Den, nejlíp do roka.",
}
"""What stands above the rules, and what to write there."""
SHEET = "Pravidla"
OVERDUE = "Dohodu měli znovu projít do {}. Ověřte, jestli ještě platí."
REVIEW = "Znovu ji projdou do {}."

REQUESTS_TITLE = "Potřeby a nabídky"
REQUESTS_OF = "Potřeby a nabídky: {}"
REQUESTS_DESCRIPTION = (
    "Co kdo z těch, kdo pomáhají, hledá a co nabízí, co k sobě pasuje a proč, a co z toho vzešlo."
)
REQUESTS_SOURCE = "potřeby a nabídky"
REQUESTS_SEARCHED = "potřeby, nabídky, kdo co hledá, kdo co nabízí, poptávka, propojení, doučování, poradna"
SAME_PLACE = "obojí je pro {}"
BOTH_PLACES = "hledá se pro {}, nabízí se pro {}"
ABOUT = {"territory": "Místo", "theme": "Téma", "kind": "Druh pomoci", "age": "Věk"}
AGE_UNKNOWN = ("neříká ho nikdo z obou", "říká ho jen jeden z obou")
SINCE = "od {}"
OVER = "uzavřeno {}"
UNKNOWN_STATE = "jestli to trvá, zdroj neříká"
OPEN = "trvá"
CLOSED = "uzavřené"

LOCAL_TITLE = "Místní strategie: na čem chtějí pracovat"
LOCAL_DESCRIPTION = (
    "Témata a kroky, které v obcích vzešly z potřeb těch, kdo pomáhají rodinám: co, kdo a do kdy."
)
LOCAL_SOURCE = "témata místních strategií"
LOCAL_SEARCHED = "místní strategie síťování, témata, kroky, termíny, z potřeb"
STEP_STATES = {
    "planned": "v plánu",
    "running": "dělá se",
    "done": "hotovo",
    "": "stav zdroj neříká",
}
NO_DUE = "termín zdroj neříká"
NOBODY = "kdo, zdroj neříká"


def ages(low: int, high: int | None) -> str:
    """An age in words: "6–16 let", "od 13 let"."""
    if high is None:
        return f"od {low} let"
    return f"{low} let" if low == high else f"{low}–{high} let"
