"""What is said of capacity, of prevention beside care, and of the register of results."""

from __future__ import annotations

TITLE = "Kapacita služeb"
DESCRIPTION = "Kolik čeho v malých územích je, kolik je nejméně potřeba, kolik by bylo dobře a kdo to říká."
SOURCE = "kapacity"
SEARCHED = "kapacita, plánování služeb, minimum a ideál, malá území, kolik míst, síť služeb"
AREA_TITLE = "Kapacita: {}"
AREA_DESCRIPTION = "Kolik služeb čeho v území {} je, kolik je potřeba a kdo to říká."
AREA_NOTE = "kapacita služeb"
BALANCE_TITLE = "Prevence vedle péče"
BALANCE_DESCRIPTION = "Kolik kapacity a peněz je na prevenci a kolik na péči, vedle sebe a po letech."
BALANCE_SEARCHED = "prevence a péče, peníze na prevenci, poměr prevence a péče, pobytové služby"
RESULTS_TITLE = "Výsledky služeb"
RESULTS_DESCRIPTION = "Co služby vykázaly, od koho měly peníze, co se od nich čeká a jak to poznáme."
RESULTS_SOURCE = "výkazy služeb"
RESULTS_SEARCHED = "výsledky služeb, výkazy, úspěšnost, registr výsledků, klienti podle obcí, dotace, KISSOS"
TOLD_TITLE = "Výsledky: {}"
TOLD_DESCRIPTION = "Co služba vykázala, od koho měla peníze, co se od ní čeká a jak to dopadlo."
DONORS_TITLE = "Jeden výkaz pro všechny"
DONORS_DESCRIPTION = "Které údaje od služeb kdo chce, a jeden formulář, ze kterého je dostanou všichni."
DONORS_SEARCHED = "vykazování, jednotný výkaz, formulář výkazu, donátoři, co chce kraj, KISSOS, OK systém"

UNKNOWN = "nevíme"
NOT_SAID = "zdroj neříká"
UNITS = {
    "clients": ("místo pro klienta", "místa pro klienty", "míst pro klienty"),
    "beds": ("lůžko", "lůžka", "lůžek"),
    "contacts": ("kontakt", "kontakty", "kontaktů"),
    "interventions": ("zákrok", "zákroky", "zákroků"),
    "calls": ("hovor", "hovory", "hovorů"),
}
UNIT_NAMES = {
    "clients": "lidé najednou",
    "beds": "lůžka",
    "contacts": "kontakty",
    "interventions": "zákroky",
    "calls": "hovory",
}
CROWNS = "Kč"
SIDES = {"prevention": "Prevence", "care": "Péče"}
AREA_COLUMNS = ("Jednotka", "Je", "Minimum", "Ideál", "Rozdíl")
NO_SERVICE = "nevíme: katalog tu žádnou takovou službu nezná"
SILENT = ("služba kapacitu neuvádí", "služby kapacitu neuvádějí", "služeb kapacitu neuvádí")
SHARED = ("služba má místo i jinde", "služby mají místo i jinde", "služeb má místo i jinde")
AT_LEAST = "nejméně {}"
YEAR_UNKNOWN = "rok neznáme"
MISSING_TO = {"minimum": "do minima chybí {}", "ideal": "do ideálu chybí {}"}
ABOVE = {"minimum": "minimum je splněné", "ideal": "ideál je splněný"}
SURELY = {
    "minimum": "minimum je splněné i jen s tím, co víme",
    "ideal": "ideál je splněný i jen s tím, co víme",
}
DIFFERENCE_UNKNOWN = "nevíme, protože neznáme celou kapacitu"
NOBODY_SAID = "nikdo neřekl"
DRAWN_NOT = "Nikdo ho nevymezil, zdroj o něm jen mluví."
DRAWN = "Vymezil: {}."
NO_TOWNS = "Ze kterých obcí se skládá, zdroj neříká. Proto nevíme ani to, které služby v něm jsou."
ONLY_SAID = "{}: {}, {}"
KNOWN_OF = ("registrace", "registrace", "registrací")
CAPACITY_TITLE = "Kapacita: {}"
MONEY_TITLE = "Peníze"
CHART = "{}: prevence a péče, {}–{}"
SAYS = "{}: {}"
IN_YEAR = "{} v roce {}"
NOBODY_KNOWN = "nevíme"

HIDDEN = "méně lidí, než smíme ukázat"
FEW = "neukazujeme"
UNIT_WORDS = {
    "percent": " %",
    "people": " lidí",
    "count": "",
    "days": " dní",
    "czk": " Kč",
    "": "",
}
OUTCOME_FACTS = {
    "known_by": "Jak to poznáme",
    "baseline": "Výchozí stav",
    "target": "Cíl",
    "agreed_with": "S kým se to dohodlo",
}
WHEN = "{} ({})"
MET = {True: "cíl je splněný", False: "cíl zatím splněný není"}
ELSEWHERE = "odjinud"
CLIENTS = ("klient", "klienti", "klientů")
CONTACTS = ("kontakt", "kontakty", "kontaktů")
ANSWERS = {True: "chce", False: "nechce nebo nemá", None: "nevíme"}
FIELDS = {
    "clients": "Klienti za rok",
    "clients_by_municipality": "Klienti podle obcí",
    "contacts": "Kontakty za rok",
    "grants": "Dotace a od koho jsou",
    "expected": "Co od služby čekáme",
    "known_by": "Jak to poznáme",
    "baseline": "Výchozí stav",
    "target": "Cíl",
    "result": "Výsledek v roce",
}
"""Fields of the form, as donors are asked about them."""
GRANTS_TOTAL = "Dotace celkem"
CALLED = "Říká tomu „{}“."
