"""What is said of journeys by public transport."""

from __future__ import annotations

from macros.words import czech

TITLE = "Kam se dojede bez auta"
TITLE_OF = "{}: kam se dojede bez auta"
DESCRIPTION = (
    "Odkud se veřejnou dopravou nedojede včas do města, kde se to dá zvládnout, a kde to nikdo nezměřil."
)
SOURCE = "dojezd veřejnou dopravou"
SEARCHED = "autobus, vlak, veřejná doprava, dojíždění, spojení, dojezd, místa bez dopravy"
MAP_TITLE = "{}: dojezd veřejnou dopravou"
PANEL = "Jak se odsud dojede"

DAYS = {"workday": "v pracovní den", "saturday": "v sobotu", "sunday": "v neděli nebo o svátku"}
TITLES = {
    "goal": "Sem se jezdí",
    "within": "Dojede se do {} minut",
    "longer": "Jede se déle než {} minut",
    "none": "Spojení se nenašlo",
    "unknown": "Nevíme",
}
SHORT = {
    "goal": "sem se jezdí",
    "within": "do {} minut",
    "longer": "déle",
    "none": "spojení se nenašlo",
    "unknown": "nevíme",
}
"""The answers counted."""
MEANINGS = {
    "goal": "Do této obce se měřilo z ostatních.",
    "within": "Aspoň do jednoho z měřených měst se dojede včas a nejvýš za tuto dobu.",
    "longer": "Včas se dojede, ale cesta do nejbližšího z měřených měst trvá déle.",
    "none": "Někdo spojení hledal a žádné, které dojede včas, nenašel.",
    "unknown": "Spojení odsud nikdo nehledal. Jezdit tu může.",
}
NO_WAY = "{}: spojení, které dojede včas, se nenašlo"
WAY = "{}: {}"
FAR_WAY = "veřejnou dopravou {} ({})"
FAR_NONE = "veřejnou dopravou se tam včas nedojede ({})"


def slot(day_kind: str, arrive_by: str) -> str:
    """A slot: v pracovní den, dojet do 8:00."""
    return f"{DAYS[day_kind]}, dojet do {clock(arrive_by)}"


def clock(time: str) -> str:
    """A time without the zero of its hour: 8:00."""
    return time.removeprefix("0")


def minutes(count: int) -> str:
    """Minutes in words."""
    return czech.plural(count, "minuta", "minuty", "minut")


def length(count: int, changes: int | None) -> str:
    """How long a journey takes and how often one changes: 35 minut, bez přestupu."""
    if changes is None:
        return minutes(count)
    if not changes:
        return f"{minutes(count)}, bez přestupu"
    return f"{minutes(count)}, {czech.plural(changes, 'přestup', 'přestupy', 'přestupů')}"


IMPORT_COLUMNS = (
    ("odkud", "název obce, nebo její kód ČSÚ"),
    ("kam", "název města, nebo jeho kód ČSÚ"),
    ("den", "pracovní den, sobota, nebo neděle"),
    ("dojet do", "čas, třeba 8:00"),
    ("minut", "jak dlouho cesta trvá; kde spojení není, napište „není“"),
    ("přestupy", "kolikrát se přestupuje, nemusí být"),
    ("jízdní řád dne", "den, na který jste spojení hledali"),
    ("zdroj", "odkud to víte"),
)
"""Columns of a file that can be imported, and what stands in them."""
