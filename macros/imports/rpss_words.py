"""What the import of the register of social services, and comparing with it, say."""

HELP = (
    "Přečte registr sociálních služeb (rpss.json) a doplní, co u našich služeb chybí. Co se liší, jen ukáže. "
    "Ověřené údaje a služby s utajeným místem nechá být.",
    "RPSS.json",
)
LARGE = "{file}: soubor má víc než {limit} MB. Registr mívá kolem 100 MB; stáhněte ho znovu."
EMPTY = "{file}: soubor je prázdný. Stáhněte ho znovu."
CUT = "{file}: soubor je useknutý, konec chybí. Stáhněte ho znovu celý."
NO_JSON = "{file}: není to JSON. Stáhněte rpss.json ze stránky https://data.mpsv.cz/web/data/rpss."
SHAPE = "{file}: chybí seznam `polozky`. Čekáme soubor rpss.json v podobě, v jaké ho vydává ministerstvo."
ITEM = "{file}, {number}. položka: pole `{path}` má jiný tvar, než čekáme. Nic jsme neodhadli; stáhněte soubor znovu."
TWICE = (
    "{file}: registrace {code} je v souboru dvakrát ({first}. a {second}. položka). Stáhněte soubor znovu."
)
NO_DAY = "Napište, ze kterého dne registr je: --date 2026-11-28. Ten den se zapíše ke každému údaji jako den zdroje."
DAY = "Volba --date je den, třeba 2026-11-28; „{value}“ jím není."
STRANGE_REGION = "Kraj „{value}“ neznáme. Kódy krajů: {known}."
LIST_BROKEN = '{file}: číselník neumíme přečíst. Čekáme podobu {{"polozky": [{{"id": …, "nazev": …}}]}}.'
LIST_NONE = "Ve složce {folder} není žádný číselník. Čekáme třeba druhy-socialni-sluzby.json."
PAIR_COLUMNS = "{file}: první řádek musí být service,registration."
PAIR_SERVICE = "{file}, řádek {row}: služba „{value}“ v datech není."
PAIR_CODE = "{file}, řádek {row}: registrace „{value}“ v registru není."
PAIR_TWICE = "{file}, řádek {row}: služba „{value}“ je v tabulce dvakrát."
PAIR_CLASH = (
    "{file}, řádek {row}: služba „{value}“ má ve svém řádku jiné číslo registrace. Opravte nejdřív to."
)
MANY = (
    "Změnilo by se {share} % řádků tabulky {table} ({changed} z {total}), víc než {limit} %. "
    "Projděte si výpis s --dry-run --yes-many; když je správný, přidejte --yes-many."
)
THEN = "Hotovo za {seconds} s. Dál: rozcestnik check"

HEAD = "Registr ke dni {day}: {read} registrací, {matched} patří k našim službám."
NOTHING = "Registr a naše data se neliší."
TITLES = {
    "ask": "Rozhodněte: patří k sobě? (napište do tabulky --pairs)",
    "secret": "Registr adresu tají, u nás je místo veřejné",
    "ended": "V registru skončily",
    "future": "V registru teprve začnou",
    "renamed": "Jiný název",
    "moved": "Jiná obec",
    "kind": "Jiný druh",
    "form": "Jiné formy",
    "capacity": "Jiná kapacita",
    "contact": "Jiné spojení",
    "unknown": "Neznámé kódy registru",
    "missing": "V registru jsou, u nás chybí",
}
ORDER = tuple(TITLES)
DIFFERS = "{name} ({service}): u nás {ours}, v registru {theirs}"
SECRET = "{name} ({service}): utajte místo příkazem rozcestnik hide. Z registru jsme nic nedoplnili."
ENDED = "{name} ({service}): skončila {theirs}"
FUTURE = "{name} ({service}): začne {theirs}"
ASK = "{name} ({service}): možná {theirs}"
MISSING = "{name}: {theirs}"
UNKNOWN = "{name}: {theirs}"
CODE = "kód {code}"
NAMED = "{name} (kód {code})"
NOWHERE = "nic"
CANDIDATE = "{name}, {provider}, registrace {code}"
ABSENT = "{provider}, {kind}, registrace {code}, {towns}"
UNKNOWN_TIMES = {"kind": "druh", "form": "forma", "unit": "jednotka kapacity"}
ROW = "- {said}"
