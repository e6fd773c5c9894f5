"""What pages of places say, and the sheet of a municipality: "Pomoc v naší obci" for its notice board. Czech, in one place."""

from __future__ import annotations

NOBODY_HERE = "Místní službu tu neznáme."
ONLY_AFAR = "Pomohou linky a služby pro celé Česko."
AND_AFAR = "K tomu linky a služby pro celé Česko."
TITLE = "Pomoc v naší obci"
LEAD = "Nevíte si rady? Zavolejte. Nemusíte vědět, jak se vaše potíž jmenuje."
OFFICES = "Úřady"
TOWN_HALL = "Obecní úřad"
OWN = "Spojení na úřad neznáme. Telefon doplňte rukou:"
SOCIAL = "ústředna, {}, ptejte se na sociální odbor"
UNKNOWN = "Spojení neznáme, zeptejte se na obecním úřadě."
NEAREST = "S čím potřebujete pomoct?"
NOBODY = "Nikoho blízko neznáme. Zeptejte se na obecním úřadě."
LINES = "Linky pro celé Česko"
LACKS = "Co tu chybí"
FARTHER = "Pomůže jen někdo odjinud z kraje"
MISSING = "Nikoho neznáme ani v kraji"
COMPLETE = "Pro každou situaci z našich návodů známe někoho v obci nebo okolí."
AND_MORE = "a další ({})"
MORE = "Všechna pomoc u vás"
ISSUED = "Vydáno {}"
NEWEST = "Čísla se mění. Nejnovější vydání: {}"
NAME, ABOUT = (
    "Pomoc v naší obci",
    "Jedna strana A4 na nástěnku každé obce: úřady, nejbližší pomoc, linky, a co tu chybí.",
)
"""What the export is called, and what stands in it."""
