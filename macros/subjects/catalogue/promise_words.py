"""What a sentence may promise of a service, and the words by which people know that a service keeps it.

Both are patterns of folded text (`words.czech.fold`). `held` is looked for in what the tables say of a service
(`rules.sentences`): its own words, and facts of its columns as words that begin with #.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Promise(NamedTuple):
    """Something that holds for one service of a kind and not for another."""

    what: str
    """What is promised, as the end of "Věta slibuje, že …"."""
    said: str
    held: str


SERVICES = ("služba", "služby", "služeb")
CALL = re.compile(r"\b(?:za)?(?:volejte|volat)\b(?! \d)")
"""Advice to call, but for one that names whom."""
_CHILD = r"(?<!\bna )\b(?:dite|diteti|ditetem|deti|detem|detmi)\b"

PROMISES = (
    Promise("pomůže i dětem", _CHILD, rf"{_CHILD}|\bdet(?:sk\w+|ech)\b|\bditete\b"),
    Promise("je i pro dospělé", r"\bdospel(?:i|ym|ych)\b|\bpro dospel\w+", r"\bdospel"),
    Promise("je i pro mladé lidi", r"\bmlad(?:y|ym|i|ych|eho|emu|istv\w+)\b", r"\bmlad|\bdospivaj|\bstudent"),
    Promise("poradí rodičům", r"\brodic\w*", r"\brodi[cn]"),
    Promise("poradí učitelům", r"\bucitel\w*", r"\bucitel"),
    Promise("je zdarma", r"\bzdarma\b|\bbezplatn\w*|\blevne\b", r"#free\b"),
    Promise(
        "pomůže hned nebo bez objednání",
        r"\bbez (?:objednani|prihlasky|doporuceni)\b|\bobjednavat se\b|\b(?:mluvit|poradite se|zavolat) hned\b"
        r"|\bprijme vas rychle\b|\bstaci prijit\b",
        r"\bbez (?:objednani|prihlasky|doporuceni)\b|\bobjedn\w+ se nemus|\bnemusite se objedn|\bstaci prijit\b"
        r"|\bkdykoli\b|#nonstop\b",
    ),
    Promise(
        "přijde za lidmi nebo s nimi někam dojde",
        r"\bza vami\b|\bk vam\b|\bu vas doma\b|\bna ulici\b|\b(?:pujde|pojede|prijde|prijdou|jezdi|dojizdi)\b"
        r"|\bchodi za\b|\bjit (?:na urad )?s vami\b|\bpomaha \w+ doma\b",
        r"\bza vami\b|\bk vam\b|\bu vas doma\b|\bprije[dz]\w*|\bprijd(?:e|ou)\b|\bnavstiv\w*|\bjezdi\b|\bdoma i venku\b",
    ),
    Promise("se tam lidé dovolají", r"\bvolejte\b|\bzavolejte\b|\b(?:za)?volat\b", r"#phone\b"),
    Promise("pomůže po telefonu", r"\bpo telefonu\b|\bna lince\b", r"\btelefon|#phone\b"),
    Promise(
        "jde jí napsat",
        r"\bmuze(?:te)? (?:na)?psat\b|\bpo internetu\b|\bchat\w*",
        r"\binternet|\bonline\b|\bnapsat\b|#(?:chat|form|email)\b",
    ),
    Promise(
        "se tam dá přespat nebo bydlet",
        r"\btu (?:\w+ ){0,2}bydl|\bprespa|\bprespi|\bubytu|\bna par dni\b|\bkratky pobyt\b|\bmuzete sem odejit\b"
        r"|\bs bydlenim\b|\btu muze byt v bezpeci\b",
        r"\bbydl|\bpresp|\bubyt|\bpobyt|\bpobyv|\bnocleh|\bpokoj|\bpostel",
    ),
    Promise(
        "pomáhá ve dne i v noci",
        r"\bve dne i v noci\b|\bnonstop\b|\bnepretrzite\b|\bkdykoli\b|\b24 hodin\b",
        r"\bve dne i v noci\b|\bkdykoli\b|#nonstop\b",
    ),
    Promise("se neptá na jméno", r"\bjmen[oa]\b|\banonym", r"\bjmen[oa]\b|\banonym|#anonymous\b"),
    Promise("tam je psycholog", r"\bpsycholog(?:a|em|ovi|ove|u)?\b", r"psycholog"),
    Promise(
        "pomůže i cizím jazykem nebo s češtinou",
        r"\btlumoc|\bcestin|\bcesky\b",
        r"\btlumoc|\bcestin|\bcesk[yu]\b",
    ),
    Promise("patří městu", r"\bmest[oa]\b", r"\bmest[oa]\b|\bmagistrat|\bobec\b|\burad\b"),
    Promise("pořádá tábory", r"\b(?:porada|nabizi) tabory\b", r"\btabor"),
    Promise("pohlídá děti", r"\bhlidani\b|\bpohlida", r"hlid|\bdetska skupina\b"),
    Promise("pracuje s celou třídou", r"\bcelou tridou\b", r"\bcelou tridou\b"),
)
