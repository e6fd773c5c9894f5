"""What is said of changed services."""

from __future__ import annotations

SERVICES, CONTACTS, HOURS, PLACES = "Služby", "Spojení", "Otevírací doba", "Místa a území"
SITUATIONS, LISTS = "Situace a hledání", "Číselníky"
KINDS = {
    "phone": "telefon",
    "email": "e-mail",
    "web": "web",
    "chat": "chat",
    "form": "formulář",
    "databox": "datová schránka",
}
STATUS = {"active": "funguje", "closed": "dočasně zavřeno", "ended": "skončila", "planned": "chystá se"}
CRISIS_PHONE = "telefon krizové nebo tísňové linky"
CRISIS_SERVICE = "krizová nebo tísňová linka"
SECRET_NEW = "přibylo utajené místo"
SECRET_NOW = "místo se utajuje; adresa zůstává v historii gitu"
SECRET_LOST = "místo přestává být utajené, adresa by byla na webu"
SECRET_GONE = "ubyl řádek o utajeném místě"
VERIFIED = "mění ověřený údaj"
VERIFIED_GONE = "ubývá ověřený údaj"
LEAFLETS = (
    ("změní {} leták nebo kartičku", "změní {} letáky nebo kartičky", "změní {} letáků a kartiček"),
    ("přibude {} leták nebo kartička", "přibudou {} letáky nebo kartičky", "přibude {} letáků a kartiček"),
    ("ubude {} leták nebo kartička", "ubudou {} letáky nebo kartičky", "ubude {} letáků a kartiček"),
)
