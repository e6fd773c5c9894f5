"""What stands in the form of a yearly report."""

from __future__ import annotations

TITLE = "Výkaz služby za rok"
GUIDE, FACTS, CLIENTS, GRANTS, OUTCOMES = "Návod", "Výkaz", "Klienti podle obcí", "Dotace", "Výsledky"
"""Names of the sheets."""
FACT_HEAD = ("Co", "Vaše odpověď", "Jak na to")
FIELDS = {
    "service": (
        "Služba",
        "Identifikátor služby: poslední část adresy její stránky, třeba klub-priklad-cheb.",
    ),
    "name": ("Název služby", "Jen pro vás, do dat se nepřenáší."),
    "year": ("Rok", "Za který rok výkaz je, třeba 2025."),
    "clients": ("Klienti za rok", "Kolika lidem jste pomohli. Každého počítejte jednou."),
    "contacts": ("Kontakty za rok", "Nepočítáte-li je, nechte prázdné."),
    "grants_total_czk": ("Dotace celkem (Kč)", "Součet listu Dotace. Není-li list úplný, nechte prázdné."),
    "note": ("Poznámka", "Co je k číslům potřeba vědět. Žádná jména a žádná čísla o lidech."),
    "source_document": ("Odkud čísla jsou", "Třeba „Výroční zpráva 2025“. Prázdné: tento formulář."),
}
COLUMNS = {
    "municipality": ("Obec", 40),
    "clients": ("Klienti", 12),
    "payer": ("Kdo dal", 44),
    "amount_czk": ("Kč", 16),
    "outcome": ("Označení", 24),
    "expected": ("Co od služby čekáme", 34),
    "known_by": ("Jak to poznáme", 34),
    "baseline": ("Výchozí stav", 12),
    "target": ("Cíl", 12),
    "result": ("Výsledek v roce", 14),
    "note": ("Slovy", 40),
}
UNKNOWN_SERVICE = "Služba „{}“ v datech není. {}"
KEPT = "Soubor {} už je, nechávám ho. Zvolte jiný: --out."
WRITTEN = "Napsáno: {}\nVyplněný ho načtete příkazem: rozcestnik import report {}"
SOURCE = "Formulář výkazu služby za rok {}"
READ = "Výkaz {service}, rok {year}:"
SAME = "Výkaz {service}, rok {year}: formulář říká totéž co data, nic se nemění."
THEN = "Dál: rozcestnik check, rozcestnik build. Stránka bude na adrese /{page}"
LEFT_OUT = "Malé počty a čísla, ze kterých by šly dopočítat, do dat nezapisuji. Vynechaná čísla: {}."
IMPORT = (
    "Přečte vyplněný výkaz služby (XLSX) a zapíše ho do dat. Když něco nesedí, nezapíše nic.",
    "VYKAZ.xlsx",
)


def guide(threshold: int) -> tuple[str, ...]:
    """Lines of the sheet that says how to fill the form in."""
    few = (
        (f"4. Je-li klientů z obce méně než {threshold}, napište jen obec a počet nechte prázdný.",)
        if threshold
        else ()
    )
    return (
        "Jeden výkaz pro všechny: z těchto údajů dostane svou odpověď kraj, obec i nadace.",
        f"1. Na listu {FACTS} napište službu, rok a čísla za celý rok.",
        f"2. Na listu {CLIENTS} napište, kolik klientů bylo z které obce. Je-li obcí téhož jména víc, napište její kód.",
        f"3. Na listu {GRANTS} napište, kdo a kolik vám dal. Na listu {OUTCOMES}, jak dopadlo, co jste si dohodli.",
        *few,
        "Nevíte? Nechte prázdné. Prázdné není nula a v datech nic nezmění.",
        "Žádná jména lidí. Pište role a organizace.",
        "Soubor uložte a pošlete správci portálu. Ten ho načte příkazem rozcestnik import report.",
    )
