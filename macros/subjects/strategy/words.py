"""What is said of strategies by what a document or a report says of them."""

from __future__ import annotations

NOTHING = "nic"
UNSAID = "neuvedeno"
UNKNOWN = "nevíme"
UNREPORTED = "0 až 100\u00a0%"
"""What a part may have reached of which nobody reports; so it stands in arithmetic."""
MISSING = "chybí"

FACES = (
    ("", "Osnova"),
    ("karty/", "Karty"),
    ("prubeh/", "Průběh"),
    ("sledovani/", "Jak se sleduje"),
    ("hlaseni/", "Co je hlášeno"),
    ("zmeny/", "Kniha změn"),
    ("tisk/", "Celé k tisku"),
)
"""Pages of a strategy below its own address, and what they are called."""

WARNINGS = {
    "late": ("chip late", "po termínu{}", " k {}"),
    "unknown": ("chip", "termín prošel, plnění nehlášeno{}", " (k {})"),
    "soon": ("chip soon", "do 90 dnů{}", " (k {})"),
}
"""How a term that needs looking at is shown, what is said, and how the day of the data is added to it."""

PERIOD = "Období: {}."
VALID = "Platí od {}."
VALID_UNTIL = "Platí od {} do {}."
NO_PERIOD = "Dobu platnosti zdroj neuvádí."
RESULT, NEXT = "Jak to dopadlo", "Co může být dál"
SITUATION_TOLD = "Popis situace v dokumentu"

LEADS, TAKES_PART = "odpovídá", "spolupracuje"
LEADING, PARTNER, PARTNERS = "Odpovídá", "Spolupracuje", "Spolupracují"
NOBODY_LEADS = "Kdo odpovídá, nevíme."
NOBODY_SAID_TO_LEAD = "Kdo odpovídá, dokument neříká."
WHOLE, PART_ABOVE = "celou strategii", "nadřazenou část {}"
"""For what those answer who are not named with a part itself; PART_ABOVE with the name of that."""
ONLY_ABOVE = "za {} odpovídá {}, tady dokument nikoho nejmenuje"
FROM_ABOVE = "podle nadřazené části {}"
TERM = "Termín: {}"

PLANNED, SPENT = "plán", "vydáno"
AMOUNT = "{} Kč"
NO_AMOUNT = "částku zdroj neuvádí"
CLOSES = "žádosti do {}"

DECISION, CORRECTION = "Změna slibu", "Oprava opisu"
CORRECTION_ONLY = "Oprava opisu, slib je stejný"

BASIS = {
    "document": ("Ukazatel uvádí dokument", "Uvádí ho dokument.", "Ukazatel uvádí dokument."),
    "editors": (
        "Vazbu přidala redakce, v dokumentu není",
        "Připojila ho redakce, v dokumentu není.",
        "Ukazatel připojila redakce, v dokumentu není.",
    ),
}
"""Who gave a part its indicator: on its page, in the whole document, in a chain."""

RISKS = {"open": "trvá", "gone": "pominulo", "": "jak to dopadlo, zdroj neříká"}
VOICES = {"problem": "Problém", "barrier": "Překážka", "idea": "Nápad"}
IN_DOCUMENT = " v dokumentu"

NOBODY_NAMED = "nikdo není uveden"
TERM_UNSAID, MONEY_UNSAID = "termín", "peníze"
NOT_SAID = "Dokument neuvádí: {}."
UNKNOWN_DAY = "neznámému dni"
ONLY_FROM_ABOVE = (
    "Odpovídá jen ten, kdo za celek",
    "U části samé dokument nikoho nejmenuje. Domluvte se, kdo ji má na starosti.",
)
"""A list of tasks and what it asks for."""
NO_END = "konec zdroj neuvádí"
