"""What is said of fairs of services."""

from __future__ import annotations

from macros.words import czech

TITLE = "Burzy služeb"
SOURCE = "burzy služeb"
LEAD = "Půlden, kdy se služby představí školám, lékařům a úřadům."
DESCRIPTION = "Burzy služeb: bloky, stánky, krátká představení, cedule a přihlašovací archy k tisku."
SEARCHED = "burza služeb, veletrh služeb, představení organizací, stánky, den otevřených dveří"
FAIR_NOTE = "burza služeb"
SIGNS = "Cedule na stánky"
SIGN_UP = "Přihlašovací archy"
OF = "{}: {}"
EXAMPLE = "Smyšlený příklad. Taková burza se nekonala, organizace jsou vymyšlené."
NO_DAY = "den zdroj neříká"
NOT_SAID = "zdroj neříká"
TALKING = "Seznámení u stánků"
FACTS = {
    "when": "Kdy",
    "where": "Kde",
    "audience": "Pro koho",
    "source": "Zdroj",
}
LINES = 25
"""Blank lines on a sheet of a block whose capacity is not known."""
MOST_LINES = 60
PEOPLE = ("člověk", "lidé", "lidí")
ICS = "Burza služeb do kalendáře"
ICS_ABOUT = "Kalendář bloků jedné burzy, která má den a čas."


NOBODY = "zatím se nikdo nepřihlásil"
_CAME = {1: "přihlásil se"} | dict.fromkeys((2, 3, 4), "přihlásili se")


def room(capacity: int | None, signed: int | None) -> str:
    """How many people fit in and how many have signed up, "" where neither is known."""
    fits = f"Vejde se {czech.plural(capacity, *PEOPLE)}" if capacity else ""
    if signed is None:
        return f"{fits}." if fits else ""
    came = czech.plural(signed, *PEOPLE)
    came = f"{_CAME.get(signed, 'přihlásilo se')} {came}" if signed else NOBODY
    if not capacity:
        return f"{czech.capital(came)}."
    free = capacity - signed
    if free > 0:
        return f"{fits}, {came}. Volných míst: {czech.number(free)}."
    return (
        f"{fits}, {came}. Je plno." if not free else f"{fits}, {came}. Přes kapacitu: {czech.number(-free)}."
    )


def minute(number: int) -> str:
    """A time in a block of which nobody knows when it begins."""
    return f"{number}. minuta"


def minutes(begins: int, ends: int) -> str:
    """A part of a block of which nobody knows when it begins."""
    return f"{begins}.–{ends}. minuta"


def length(minutes: int) -> str:
    """How long a block takes: "3 hodiny", "90 minut"."""
    if minutes % 60 == 0:
        return czech.plural(minutes // 60, "hodina", "hodiny", "hodin")
    return czech.plural(minutes, "minuta", "minuty", "minut")
