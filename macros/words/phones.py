"""Telephone numbers in sentences: where they stand, and which digits are no telephone.

A cell and a text say "Volejte 158" in plain words. Here such numbers are found by what stands around them, so
that years, amounts and sections of laws are left alone. Whether a number is one that the portal knows is asked
of what the portal knows, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.words.czech import UNITS

_GAP = "[ \u00a0]"
# A short line of three or six digits, or nine digits with or without the prefix of the country.
_SHAPE = re.compile(
    rf"(?<![\w#&+§/.,:–-])(?<!\d{_GAP})(?:"
    rf"(?P<short>1(?:12|5[0568]|16{_GAP}?\d{{3}}))"
    rf"|(?P<long>(?:\+420{_GAP}?)?[2-9]\d\d(?P<gap>{_GAP}?)\d{{3}}(?P=gap)\d{{3}})"
    rf")(?![\w/]|[.,:–-]\d|{_GAP}?(?:\d|{UNITS}|–{_GAP}?\d))"
)
_SIEVE = re.compile(rf"1(?:12|5[0568]|16)|\d\d\d{_GAP}?\d\d\d{_GAP}?\d\d\d")
# References to laws, documents and places look back over a space.
_NAMED = re.compile(
    rf"(?:§§?|(?<!\w)(?:č|čl|odst|str|čp|písm|tab|obr|vyhl)\.|(?<!\w)(?:bod|zákon[au]?)){_GAP}$"
)
# A number counts something where a plain noun follows; these words go on with a sentence.
_GOES_ON = (
    "a i je jsou nebo ani či se si ho ji jí mu má můžete můžeš mohou zdarma hned ihned kdykoli nonstop poradí pomůže"
    " pomohou přijede přijme přijímá funguje fungují vás ti vám když až jakmile ve v pro po u od dřív bez proti"
    " platí vyslechne vyslechnou zavolá zavolej zavolejte volejte volej dovoláte"
)
_COUNTED = re.compile(rf"{_GAP}(?!(?:{_GOES_ON.replace(' ', '|')})(?!\w))[a-záčďéěíňóřšťúůýž]")
_CALLS = re.compile(
    r"(?:vol(?:ej|at|á|ám|aj|al|án)|telefon|(?<!\w)tel\.|link[ayuo]?|lince|čísl|polici|záchran|hasič|tísň|krizov)",
    re.IGNORECASE,
)
_DIALS = re.compile(
    rf"(?:volej(?:te)?|volat|link[auy]|čísl[oa]|policii?e?|záchranka|hasiči|tel\.){_GAP}$", re.IGNORECASE
)
_ONTO = re.compile(rf"(?:^|\W)na{_GAP}$", re.IGNORECASE)
_TELLS = re.compile(r"řekn|ozv", re.IGNORECASE)


class Number(NamedTuple):
    """A telephone number in a text: from where to where, and what is dialled ("158", "+420731433007")."""

    start: int
    end: int
    dialled: str


def may_have_numbers(text: str) -> bool:
    """Whether a look at each number of a text is worth while; a cheap sieve for many texts at once."""
    return _SIEVE.search(text) is not None


def numbers(text: str) -> Iterator[Number]:
    """Yield the telephone numbers of a plain or escaped text in their order. Never raises.

    "116 111" tells itself; others of the short lines count where the text before them speaks of calling, so that
    "155 rodin", "§ 155" and "roku 112" stay what they are.
    """
    for match in _SHAPE.finditer(text) if may_have_numbers(text) else ():
        before = text[max(0, match.start() - 12) : match.start()]
        if _NAMED.search(before) or (match["short"] and not _called(text, match, before)):
            continue
        digits = re.sub(r"\D", "", match[0])
        yield Number(match.start(), match.end(), digits if match["short"] else f"+420{digits[-9:]}")


def _called(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a text speaks of calling a short number."""
    speaks = _CALLS.search(text, 0, match.start()) is not None
    own = len(match[0]) > 3 and not match[0].endswith("000")
    if own and (speaks or _ONTO.search(before)):
        return True
    if _COUNTED.match(text, match.end()) and not _DIALS.search(before):
        return False
    return own or speaks or bool(_ONTO.search(before) and _TELLS.search(text, 0, match.start()))


def dialled(number: str) -> str:
    """What is dialled for a number of a contact, as `numbers` gives it: "116 111" → "116111"."""
    digits = re.sub(r"[^\d+]", "", number)
    return f"+420{digits}" if len(digits) == 9 and not digits.startswith("+") else digits
