"""What is said of family policies and assessments by what is known about them."""

from __future__ import annotations

UNKNOWN = "nevíme"
COLLECTING_UNKNOWN = "To nevíme."
NO_PLACE = "místo neuvedeno"
CRITERION = "Kritérium {}: {}"

NEAR, FARTHER = "v okolí ještě {}", "v kraji {}"
OTHERS = ("další", "další", "dalších")

IN_CHARGE = "Rodinnou politiku má na starosti:"
NOBODY_IN_CHARGE = "Kdo má rodinnou politiku na starosti, nevíme."
TURN_TO_OFFICE = "Obraťte se na obecní úřad."
NO_OFFICE = "Spojení na obecní úřad tu zatím nemáme."
ASK_OTHERS = f"{NO_OFFICE} Kam se obrátit, vám poradí:"

RATED_TOWN = "Jak obec podporuje rodiny"
RATED_TOWNS = "Jak obce podporují rodiny"
TO = " až "
