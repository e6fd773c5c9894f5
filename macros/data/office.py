"""What programs of offices do to values, told by what is left of them: numbers, lists of choices, telephones."""

from __future__ import annotations

import re
from collections.abc import Collection

from macros.words.czech import fold

_CZECH = {
    "active": "aktivni, funguje, fungujici, v provozu, bezi",
    "closed": "zavrena, zavreno, docasne zavrena, docasne zavreno, pozastavena, prerusena",
    "ended": "skoncila, skonceno, ukoncena, ukonceno, zanikla, zrusena, zrusena sluzba",
    "planned": "pripravuje se, planovana, planovano, chysta se",
    "free": "zdarma, bezplatne, bezplatna, bez poplatku",
    "paid": "placene, placena, placeno, za poplatek, za penize, hrazene",
    "partly": "castecne, zcasti",
    "yes": "ano",
    "no": "ne",
    "mo": "po, pon, pondeli",
    "tu": "ut, ute, utery",
    "we": "st, stre, streda",
    "th": "ct, ctv, ctvrtek",
    "fr": "pa, pat, patek",
    "sa": "so, sob, sobota",
    "su": "ne, ned, nedele",
    "state": "stat, cela cr, cele cesko, cela republika",
    "region": "kraj",
    "orp": "obec s rozsirenou pusobnosti",
    "municipality": "obec, mesto, mestys",
    "provider": "poskytovatel",
    "editor": "redakce, redaktor, redaktorka",
    "phone": "telefon, tel, mobil, telefonni cislo",
    "email": "e-mail, mail, emailova adresa",
    "web": "www, stranky, webove stranky, odkaz",
    "form": "formular",
    "chat": "cet",
    "databox": "datova schranka, ds",
    "beds": "luzka, luzko, mista na spani",
    "clients": "klienti, klientu, lidi, osob",
    "contacts": "kontakty, kontaktu",
    "calls": "hovory, hovoru",
    "interventions": "intervence, intervenci",
    "confirmed": "potvrzeno, potvrzene",
    "sourced": "ze zdroje",
    "register": "z registru, registr",
    "unverified": "neovereno, neoverene",
    "switchboard": "ustredna",
    "own": "vlastni, primy, prima",
    "nationwide": "celostatni",
    "exact": "presne, presna",
    "street": "ulice",
    "ngo": "neziskova organizace, spolek",
    "church": "cirkevni, cirkevni organizace, cirkev",
    "business": "firma, podnikatel",
}
"""What people write in Czech for values of lists, folded. Only the whole of it counts: "za" is nothing."""
_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_PHONE = r"(?:\+|00)?[0-9](?:[ \u00a0.()-]?[0-9]){8,13}"


def choice(cell: str, allowed: Collection[str]) -> str:
    """The allowed value that Czech words stand for, or that differs in capitals and accents; "" where not just one."""
    plain = " ".join(fold(cell).replace(".", " ").split())
    if plain in allowed:
        return plain
    found = [one for one in allowed if plain in _CZECH.get(one, "").split(", ")] if plain else []
    return found[0] if len(found) == 1 else ""


def ico_check_digit(number: str) -> str:
    """The check digit of an IČO from its first seven digits.

    The library `stdnum` says the same (a test compares them); to import it takes a fiftieth of a build.
    """
    rest = sum(int(digit) * weight for digit, weight in zip(number, range(8, 1, -1), strict=True)) % 11
    return str((11 - rest) % 10)


def mend_ico(cell: str) -> str:
    """An IČO with the zeros that a spreadsheet took from its beginning, where its check digit proves them."""
    digits = re.sub(r"[ \u00a0]", "", cell)
    if not re.fullmatch(r"[0-9]{5,8}", digits):
        return cell
    whole = digits.zfill(8)
    return whole if ico_check_digit(whole[:7]) == whole[7] else cell


def computed(cell: str) -> bool:
    """Whether a spreadsheet took a long number for one to be computed with and threw digits away: 4,20774E+11."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def phones_in(cell: str) -> tuple[list[str], str]:
    """The telephone numbers that stand in one cell as they are written there, and what stands beside them."""
    found = re.findall(_PHONE, cell)
    return [one.strip() for one in found], re.sub(_PHONE, " ", cell).strip(" ,;/–-")


def sliced(cell: str) -> bool:
    """Whether a stroke in a number may mean two numbers ("353 221 11/2"), so that nobody joins its digits."""
    return re.search(r"/ ?(?:[0-9] ?){1,5}$", cell) is not None
