"""Tells mail addresses of people from those of workplaces, by the part before @."""

from __future__ import annotations

import re
from collections.abc import Collection

from macros.check.names import ALSO_WORDS, FIRST, LIKELY, NOBODY, SURE, SURNAMES, Named, bare_surname
from macros.words.czech import fold

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
"""A mail address that stands in a text."""
# Beginnings of words that name a workplace, not a person.
_WORKPLACE = frozenset(
    """
    info pora klub centr azyl skol spol char mest obec urad link pomoc podat kancel kontakt rodin ddm
    dum domov rada recep sekret farn knih social teren sluzb starost ospod prevence stred zapis mater
    detsk
    """.split()  # noqa: SIM905
)
# What ends like the surname of a woman and is none.
_NOT_WOMEN = re.compile(
    r"(?:vych|prevych|obn|bud|sch|ostr|dom|sl|kriz|byt|osn|azyl|dluh|cen|vek|cas|rad|fin|term|chod|brez|lip"
    r"|lipt|rak|senior|klub|skol|term|zem|kov|hrad|oper|tisk|mlad|prib|sport).?ova|.{0,2}ova"
)


def mail_named(local: str, words: Collection[str]) -> Named:
    """Say how surely the part of a mail address before @ names a person.

    `words` are folded words of whom it belongs to (service, provider, town): a service may be called Klára.
    """
    if len(local) > 64:  # no mailbox is called so
        return NOBODY
    parts = [part.rstrip("0123456789") for part in re.split(r"[._-]", fold(local))]
    parts = [part for part in parts if part]
    if not parts or len(parts) > 3 or not all(part.isalpha() for part in parts):
        return NOBODY
    if any(part in words for part in parts):
        return NOBODY
    return _one_part(parts[0]) if len(parts) == 1 else _more_parts(parts)


def names_workplace(local: str, words: Collection[str]) -> bool:
    """Whether an address says whose it is: a word of a workplace, or the beginning of the owner's words."""
    plain = re.sub(r"[._-]", "", local)
    # The first letters are enough: addresses cut and inflect the names ("rodcentrumas", "poradnacheb").
    return any(one in plain for one in _WORKPLACE) or any(
        word[:4] in plain for word in words if len(word) > 3
    )


def _more_parts(parts: list[str]) -> Named:
    long = [part for part in parts if len(part) > 2]
    if any(part.startswith(tuple(_WORKPLACE)) for part in parts):
        known = any(bare_surname(part) in SURNAMES - ALSO_WORDS for part in parts)
        return LIKELY if known else NOBODY
    first = [part for part in parts if part in FIRST]
    if first and len(long) >= 2:
        others = [part for part in long if part not in first[:1]]
        return SURE if parts[0] in FIRST or any(map(_mail_surname, others)) else LIKELY
    initial = any(len(part) == 1 for part in parts)
    if initial and len(long) == 1:
        return SURE if _mail_surname(long[0]) else LIKELY
    return LIKELY if any(_mail_surname(part) for part in long) else NOBODY


def _mail_surname(part: str) -> bool:
    return bare_surname(part) in SURNAMES or (part.endswith("ova") and not _NOT_WOMEN.fullmatch(part))


def _one_part(part: str) -> Named:
    if part in FIRST:
        return LIKELY
    tails = [part, part[1:], part[:-1]]
    tails += [part[at:] for at in range(3, len(part) - 3) if part[:at] in FIRST]
    tails += [part[:at] for at in range(4, len(part) - 2) if part[at:] in FIRST]
    for tail in tails:
        bare = bare_surname(tail)
        if bare in SURNAMES and (bare not in ALSO_WORDS or tail.endswith("ova") or len(tail) < len(part) - 1):
            return SURE
    if part in SURNAMES:
        return LIKELY
    return LIKELY if len(part) > 6 and _mail_surname(part) else NOBODY
