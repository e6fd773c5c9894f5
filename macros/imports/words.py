"""What imports say: their help, and the lines that all of them have in common."""

DRY_RUN = "Jen ukáže, co by se změnilo, a nic nezapíše."
TRIED = "Zkouška: nic jsem nezapsal."
REFUSED = "Nic jsem nezapsal."
SAME = "Soubor říká totéž co data, nic se nemění."
WRITTEN = "Zapsáno: {}"

ASSESSMENT = (
    "Přečte vyplněný formulář hodnocení (XLSX) a zapíše ho do dat. Když něco nesedí, nezapíše nic.",
    "FORMULAR.xlsx",
)
ASSESSMENT_SAME = "Hodnocení {assessment}, fáze {phase}: formulář říká totéž co data, nic se nemění."
ASSESSMENT_HEAD = "Hodnocení {assessment}, fáze {phase}:"
ASSESSMENT_COUNTS = "{new}, {changed}, {empty} bez odpovědi."
NEW_RATINGS = ("nová známka", "nové známky", "nových známek")
CHANGED_RATINGS = ("změněná", "změněné", "změněných")
EMPTY_RATINGS = ("ukazatel", "ukazatele", "ukazatelů")
ASSESSMENT_THEN = "Dál: rozcestnik check, rozcestnik build. Stránka bude na adrese /{page}"

BOUNDARIES = (
    "Převezme hranice obcí nebo ORP (GeoJSON, TopoJSON) pro kreslené mapy ukazatelů.",
    "FILE",
)
SOURCE = "Čí hranice to jsou; portál to napíše pod mapu."
TOLERANCE = "O kolik stupňů smí hranice zjednodušit."
BOUNDARIES_THEN = "Hotovo za {seconds} s. Teď postavte web: rozcestnik build"
