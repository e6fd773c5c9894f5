"""What is said of edited tables."""

UNFIT = (
    "Soubor {file} má chyby, kvůli kterým ho nejde bezpečně přepsat ({rule}). "
    "Nejdřív ho opravte podle rozcestnik check; nic jsem nezměnil."
)
MISSING = "Portál nemá balíček {package} s tabulkou {table}, není co upravit."
NEW = "{file}: nový řádek {key}"
GONE = "{file}: řádek {key} smazán"
CELL = "{file}, {key}, {column}: „{before}“ → „{after}“"
SECRET = "{file}: řádek {number}, obsah se nevypisuje"
NEW_ROWS = ("nový řádek", "nové řádky", "nových řádků")
CHANGED_ROWS = ("změněný", "změněné", "změněných")
GONE_ROWS = ("smazaný", "smazané", "smazaných")
