"""What is said of services by what is known about them: how to reach them, what they cost, whom to ask again."""

from __future__ import annotations

import re

UNREACHABLE = "spojení neznáme"
WIDE = "celý kraj a víc míst"
"""Over those who help in more places than one, where a list is cut by places."""
WEB = "web"
WEBS = {"form": "formulář", "chat": "chat"}
"""What a link in a line is called by the kind of contact; any other is `WEB`."""

WHOSE = {
    "provider": {
        "phone": "linka poskytovatele",
        "email": "e-mail poskytovatele",
        "web": "web poskytovatele",
        "chat": "chat poskytovatele",
        "form": "formulář poskytovatele",
        "databox": "schránka poskytovatele",
    },
    "switchboard": {"phone": "ústředna", "email": "podatelna", "databox": "schránka úřadu"},
    "nationwide": {
        "phone": "celostátní linka",
        "email": "celostátní e-mail",
        "web": "celostátní web",
        "chat": "celostátní chat",
    },
}
"""Whose a contact is by its level and kind; what is missing is the service's own, or nobody said."""

ORIGINS = {"own": "", "copy": "čteno v opisu", "unknown": "soukromý opis, původ neznáme, neověřeno"}
"""What stands behind the name of a list that was read in a repository of code, by `sources.relation`."""

COLUMNS = {
    "name": "název",
    "summary": "popis",
    "forms": "jak to probíhá",
    "audiences": "pro koho",
    "target_groups": "pro koho",
    "not_for": "pro koho není",
    "age_from": "věk",
    "age_to": "věk",
    "languages": "jazyky",
    "cost": "cena",
    "cost_note": "cena",
    "conditions": "podmínky",
    "bring": "co vzít s sebou",
    "anonymous": "anonymita",
    "barrier_free": "přístup",
    "capacity": "kapacita",
}
"""What a fact is called by the column of the service that holds it."""

STATUS = {
    "closed": "Služba je teď dočasně zavřená.",
    "ended": "Tato služba už skončila.",
    "planned": "Tato služba se teprve chystá.",
}
SHORT_STATUS = {"closed": "dočasně zavřeno", "ended": "služba skončila", "planned": "teprve se chystá"}
"""What is said wherever a service is named that is not open, by its status."""
CLOSED_UNTIL = "Zavřeno je do {}."

DATABOX_WORD = "datová schránka"
DATABOX = f"{DATABOX_WORD} {{}}"
EMAIL = "e-mail"
CONTACTS = {"chat": "Napsat na chat", "form": "Napsat přes formulář", "web": "Web služby"}
"""What the button of a contact says."""

ANONYMOUS = "anonymně"
LAW = "zákona"
LAW_OF = {"vyhlaska": "vyhlášky", "umluva": "Úmluvy"}
"""What a section belongs to, by the first word of the id of a law; others are laws."""
OR = "nebo"
FREE = "Zdarma."
CALL_FREE = "volání je zdarma"
DOUBTFUL = "Neověřeno."
NOT_FOR = "Pro koho není"
NOT_FOR_HERE = "není pro: {}"
"""Before whom a service does not take, wherever somebody could be sent there in vain. Never cut: half of such a
sentence may refuse everybody."""
AT_ADDRESS = "Na téže adrese také"
AT_ADDRESS_OF = "Na adrese {} také"
MORE_AT_ADDRESS = ("další služba", "další služby", "dalších služeb")
SAME_PROVIDER = "jiná služba téhož poskytovatele"
PROVIDERS_WEB = "web poskytovatele"
TOWN_OFFICE = "Úřad: {}"
REGION_OFFICE = "Krajský úřad: {}"
DESKS = {"municipality": "Městský úřad {}, ústředna", "region": "Krajský úřad ({}), ústředna"}
"""The office that a reader with a place may ask, by its level."""
SWITCHBOARD = "ústředna, ptejte se na sociální odbor"
LINE = "linka pro celé Česko"
LISTENING = "Kde vás vyslechnou"
ADVISING = "Kde vám poradí"
FAMILIES = {
    "social": "Sociální služby",
    "school": "Škola a poradny",
    "office": "Úřady",
    "helpline": "Linky a pomoc na dálku",
    "health": "Zdraví",
    "leisure": "Volný čas",
    "community": "Rodina a komunita",
    "material": "Jídlo, oblečení, věci",
}
"""Families of kinds as lists and the map name them."""
OUTLINES_SCHEMATIC = "Obrysy krajů a\u00a0obvodů jsou přibližné, nejsou to jejich hranice."
OUTLINES_OF = "Hranice: {}."

MY_LIST = "Můj seznam"
MY_LIST_SAID = (
    "Služby, které si chcete nechat po ruce: telefony, adresy a otevírací doba na jednom listu. "
    "Seznam je jen ve vašem prohlížeči."
)
MY_LIST_SOURCE = "vlastní seznam"
SERVICES_LIST = "Služby"
SERVICES = ("služba", "služby", "služeb")
NO_SERVICES = "zatím žádná známá služba"
NOTHING_LISTED = "V katalogu zatím není žádná služba"
PROVIDER_SAID = "{}: {} na portálu {}, s kontakty a podmínkami."
PROVIDER_SILENT = "{}: na portálu {} zatím bez služeb."
NOBODY_KNOWN = "zatím nikoho neznáme"
"""Said beside a kind of help that no service of the catalogue gives."""
LAST_VERIFIED = "naposledy ověřeno {}"
VERIFIED_ONCE = "Údaje naposledy ověřil {} {}. Od té doby se mohly změnit."
"""Said of a check by a person that is years old."""
NAMELESS = re.compile(r"\bjmén|\banonym", re.IGNORECASE)
"""Words of a service that say themselves that nobody asks for a name."""
