"""What is said of white spots."""

from __future__ import annotations

WORDS = {
    "here": "tady",
    "afar": "zdaleka",
    "distance": "na dálku",
    "none": "nikdo",
    "unknown": "nevíme",
}
"""The answers as they stand in the matrix."""
TITLES = {
    "here": "Pomoc je tady",
    "afar": "Jen zdaleka",
    "distance": "Jen na dálku",
    "none": "Nikdo tu není",
    "unknown": "Nevíme",
}
MEANINGS = {
    "here": "Někdo pomáhá celému okolí a je blízko: je pro toto ORP, nebo pro celý kraj a má tu místo.",
    "afar": "Pomáhá jen někdo, kdo má místo jinde. Buď za ním jedete, nebo přijede za vámi.",
    "distance": "Pomůže jen služba po telefonu nebo přes internet.",
    "none": "Katalog nezná nikoho, kdo by byl přímo na tohle. Někdo se tu díval a taky nikoho nenašel.",
    "unknown": "Katalog nezná nikoho, kdo by byl přímo na tohle, a nevíme, že by se tu někdo díval. Pomoc tu být může.",
}
FOUND = {
    "missing": "nebylo to tu",
    "short": "nestačilo to",
    "enough": "bylo jí dost",
}
"""What a survey found."""
ANY_HELP = "jakákoli pomoc"
TITLE = "Bílá místa"
SOURCE = "bílá místa"
TITLE_OF = "Bílá místa: {}"
DESCRIPTION = "Kde v jednotlivých situacích někdo pomáhá, odkud, jen na dálku, a kde nikdo. Po okolích (ORP)."
DESCRIPTION_OF = "Kdo v této situaci pomáhá v jednotlivých okolích (ORP), jak daleko je, a kde nikdo není."
SEARCHED = "bílá místa, kde chybí pomoc, síť služeb, silná místa, šetření, zastoupení"
MAP_TITLE = "{}: kdo pomáhá"
KM = "{} km"
NO_KM = "vzdálenost neznáme"

STORIES_TITLE = "Jak se propojily služby"
STORIES_DESCRIPTION = "Příběhy z obcí, kde se lidé pomáhající dětem a rodinám poznali a domluvili. Co udělali a co z toho vzešlo."
STORIES_SOURCE = "příběhy síťování"
STORIES_NOTE = "příběh síťování"
STORIES_SEARCHED = "síťování, dobrá praxe, kulatý stůl, burza služeb, spolupráce organizací"
COMPARISON_TITLE = "Příběhy vedle sebe"
COMPARISON_DESCRIPTION = (
    "Co mají příběhy síťování společného: kdo u toho byl, co stačilo na začátek a proč to fungovalo."
)
SILENT = "Zdroj, který máme, o tomto příběhu říká jen název."
NOT_SAID = "zdroj neříká"
NO_WHITE = "bez bílých míst"
WHITE = ("bílé místo", "bílá místa", "bílých míst")
ACTORS = "{}. Zdroj neříká, jestli lidí, nebo organizací."
FIGURES = "sitovani-"
"""How the ids of indicators about networking begin."""
FORMS = {
    "round_table": "Kulatý stůl",
    "meeting": "Setkání",
    "workshop": "Dílna nad příběhem",
    "fair": "Burza služeb",
    "speed_dating": "Krátké schůzky po dvou",
    "rules": "Dohoda o pravidlech",
    "matching": "Propojení potřeby s nabídkou",
    "online": "Na internetu",
}
STORY = {
    "topic": "O co šlo",
    "activity": "Co se dělalo",
    "aim": "K čemu to mělo být",
    "actors": "Kolik se zapojilo",
    "role": "Co dělal síťař",
    "result": "Co z toho vzešlo",
    "feedback": "Co na to lidé",
    "next_step": "Co dál",
}
TRAITS = {
    "who": "Kdo u toho byl",
    "threshold": "Co stačilo na začátek",
    "worked": "Proč to fungovalo",
}
