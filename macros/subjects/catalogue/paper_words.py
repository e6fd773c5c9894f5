"""What leaflets and cards say beside the texts of the data. Czech, in one place."""

from __future__ import annotations

FIRST_STEP = "První krok dnes"
STEPS = "Krok za krokem"
WHOM = "Na koho se obrátit"
WHO_HELPS = "Kdo vám pomůže"
GUIDE_AND_MORE = "Celý návod a další pomoc"
WHOLE_GUIDE = "Celý návod"
QR_ALT = "QR kód, který vede na stránku {}"
SOURCE = "Zdroj a opravy: {}"
AROUND = "{} a okolí"
WHERE_TO_TURN = "Kam se obrátit"
QUESTION = "S čím potřebujete pomoct?"

IN_DANGER = "Jste v nebezpečí vy nebo někdo blízký? Volejte"
UNKNOWN = "Spojení zatím neznáme."
ASK_FIRST = "raději se předem zeptejte"

MISSING = "Blízko vás zatím neznáme spojení na: {}."
ASK_AT = "Kdo další pomáhá u vás, ví sociální odbor úřadu {}, ústředna"
ASK = "Kdo další pomáhá u vás, vědí na sociálním odboru úřadu."
ASK_OFFICE = "Zeptejte se na sociálním odboru úřadu."
ASK_ON_WEB = f"{ASK_OFFICE} Na webu najdete linky pomoci."

ISSUED = "Vydáno {}"
FROM_SOURCES = "Čísla jsou z veřejných zdrojů, než vyrazíte, zavolejte"
GUIDE_SOURCES = "Postup je z návodu na webu, tam jsou i jeho zdroje a stav kontroly"
"""True of every guide: its page says by what it was written and who has checked it."""

NUMBERS = "Důležitá čísla"
MORE_NUMBERS = "Další čísla"
EMERGENCY = "Tísňové volání"
LINE = "Linka pomoci"
CONTACT = "Kontakt: {}"
"""What a card says where nobody else may learn what it is about."""
