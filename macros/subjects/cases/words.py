"""What is said of cases and of projects."""

from __future__ import annotations

from typing import NamedTuple

CASES_TITLE = "Projděte si případ"
CASES_DESCRIPTION = (
    "Vymyšlené příběhy dětí po zastávkách: kdo může co udělat, co od koho potřebuje a komu co řekne."
)
CASES_SOURCE = "případy k projití"
CASES_SEARCHED = "kazuistika, případ, zastávky, kompetence, dílna, workshop, kdo co udělá, síťování"
CASE_NOTE = "případ k projití"
CASE_DESCRIPTION = "Vymyšlený příběh po zastávkách: kdo může co udělat, co od koho potřebuje a komu co řekne."
ROLE_NOTE = "co dělám v případu"
ROLE_DESCRIPTION = "Role: {}. Co může v jednotlivých zastávkách udělat, co od koho potřebuje a komu co řekne."
MADE_UP = "Dítě i rodina v příběhu jsou vymyšlené."
CHILD = "Vymyšlené dítě"
CASE = {
    "about": "O čem příběh je",
    "need": "Proč se prochází",
    "prepared": "Jak vznikl",
    "place": "Kde se procházel",
}
QUESTIONS = (
    "Kdo může co udělat?",
    "Co potřebuje, od koho, jak a k čemu?",
    "Komu co řekne a jak?",
)
"""The three questions of the workshop in Polička."""
NOTES = "Poznámky k postupu"
ASK = "Na co se ptát: {}"
NOT_SAID = "Zdroj neříká."
NO_HAPPENING = "Co se v této zastávce děje, zdroj neříká."


class Unsaid(NamedTuple):
    """What is said where the source says nothing: of what happens, of who does what, or of both."""

    happening: str
    answers: str
    anything: str


UNSAID = Unsaid(
    NO_HAPPENING,
    "Na tři otázky tu zdroj neodpovídá. Odpovězte na ně s lidmi u vás.",
    "Co se v této zastávce děje a kdo co udělá, zdroj neříká. Domluvte se na tom s lidmi u vás.",
)
UNSAID_FOR_ROLE = Unsaid(
    NO_HAPPENING,
    "Co v této zastávce uděláte, zdroj neříká. Domluvte se na tom s ostatními.",
    "Co se v této zastávce děje a co uděláte vy, zdroj neříká. Domluvte se na tom s ostatními.",
)
CAN = "Kdo může co udělat"
NEEDS = "Kdo co od koho potřebuje"
INFORMS = "Kdo komu co řekne"
NEEDS_OF = "{} potřebuje od role {}:"
INFORMS_OF = "{} řekne roli {}:"
HOW = "Jak: {}"
PURPOSE = "K čemu: {}"
I_CAN = "Co můžete udělat"
I_NEED = "Co potřebujete"
I_TELL = "Komu co řeknete"
WANTED = "Co od vás potřebují jiní"
TOLD = "Co vám řeknou jiní"
FROM = "Od: {}"
TO = "Komu: {}"
WHO = "Kdo: {}"
MINUTES = "Na dílně {}."
MINUTES_WORD = ("minuta", "minuty", "minut")
TIME = "Kolik času"
NO_MINUTES = "Jak dlouho která zastávka na dílně trvá, zdroj neříká. Domluvte se předem."

PROJECTS_TITLE = "Projekty k převzetí"
PROJECTS_DESCRIPTION = (
    "Malé projekty popsané po rolích a činnostech, s texty do výzev. Může si je převzít jiný kraj."
)
PROJECTS_SOURCE = "projekty k převzetí"
PROJECTS_SEARCHED = "projekt, výzva, dotace, přenositelný projekt, role, činnosti, šablona projektu"
PROJECT_NOTE = "projekt k převzetí"
PROJECT = {
    "about": "O čem je",
    "why": "Proč",
    "aim": "K čemu má vést",
    "origin": "Odkud je",
}
ANYBODY = "Je pro kterýkoli kraj. Místa, kam patří vaše organizace, jsou prázdná."
TO_FILL = "zatím nikdo nedoplnil"
NO_ROLE = "zdroj neříká"
NO_ANSWER = "Zdroj neodpovídá. Doplňte sami."
OPEN = "Co zdroj neříká"
TO_ANSWER = "K doplnění: {}"
WHO_HERE = "Kdo to je u vás"
WHO_DOES = "Kdo to dělá u vás"
COULD = "Kdo může"

CARDS_TITLE = "Karty k případu"
CARDS_LEAD = "Vytiskněte jednostranně a rozstříhejte podle čar."
BLANK_TITLE = "Prázdný případ"
BLANK_PLACE = "k vyplnění"
BLANK_AGE = "Zastávka, věk:"
BLANK_ROLE = "Kdo jsem:"
BLANK_STOPS = 4
"""How many stops a blank case has, as many as the one from which the method comes."""
CARD_STOP = "Zastávka: {}"
CARD_ROLE = "Role: {}"
CARD_TIME = "Čas:"
HOW_TO = (
    "Rozdejte karty rolí. Každý mluví za svou roli.",
    "Přečtěte zastávku. Co karta neříká, domluvte si předem.",
    "U každé zastávky si odpovězte na tři otázky a odpovědi zapište.",
    "Na konci zastávky zapište, co poradíte příštím.",
)
HOW_TO_TITLE = "Jak na to"
QUESTIONS_TITLE = "Tři otázky"
STOPS_TITLE = "Zastávky"
ROLES_TITLE = "Role"
ANSWERS_TITLE = "Odpovědi"
SOURCE = "Zdroj: {}"
SOURCE_SECTION = "Zdroj: {}, {}"
METHOD = "Postup podle brožury První střípky ze síťování (MPSV, 2017), dílna v Poličce."
MORE = "Víc na webu: {}"
QR_ALT = "QR kód s adresou {}"
PAGE = "strana"
TEXT_LINE = "{}: {}"
TEXT_ROLES = "KDO JE POTŘEBA"
TEXT_ROLE = "{} ({})"
TEXT_STEPS = "CO SE MÁ ZAŘÍDIT"
TEXT_TEXTS = "TEXTY DO VÝZVY"
BLANK_MADE_UP = "Dítě i rodinu si vymyslete. Skutečné dítě sem nepatří."
