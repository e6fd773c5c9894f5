"""Tells names of people from names of streets, towns and organisations, in texts and in mail addresses.

No register of names: first names that most people at work today have, surnames that nothing else is called
by, and the shapes that Czech gives to both. Two answers: `SURE` where it can be nothing else, `LIKELY` where
a person should look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import IntEnum

from macros.data.proved import Late
from macros.words.czech import fold


class Named(IntEnum):
    """How surely a text names a person."""

    NOBODY = 0
    LIKELY = 1
    SURE = 2


NOBODY, LIKELY, SURE = Named.NOBODY, Named.LIKELY, Named.SURE


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


# All folded.
_WOMEN = _split("""
    adela alena alzbeta andrea aneta anezka anna aranka barbora blanka bohumila bozena dagmar dana daniela
    darina denisa dominika drahomira edita elena eliska ema emilie erika eva gabriela gizela halyna hana
    helena ilona irena iryna iva ivana iveta ivona jana jarmila jaroslava jindriska jirina jitka johana
    jolana julie kamila karolina katerina klara kristyna kveta lada lenka libuse lida ludmila lucie
    magdalena marcela margita marie marketa marta martina michaela milada milena miloslava miluse miriam
    miroslava monika nadezda natalie natalija nela nikol nikola oksana olena olga olha pavla pavlina petra
    radka renata romana rozalie ruzena sabina sarka simona sona stanislava stepanka svitlana sylva sylvie
    tatana tereza tetjana vendula vera veronika viktorie vladimira vlasta zaneta zdena zdenka zuzana
    alca andulka bara bohunka hanka janca jaruska jituska katka lucka majka maruska misa monca nada pavlinka
    terka verca zdenicka zuzka
""")
_MEN = _split("""
    adam ales alexandr alois andrij antonin arnost bedrich bohumil bohuslav borivoj bretislav cestmir dalibor
    daniel david dezo dmytro dominik dusan eduard emil erik ferko filip frantisek gabriel gejza hynek igor
    ihor ivan ivo jakub jan jaromir jaroslav jindrich jiri josef kamil karel koloman kristian krystof
    kvetoslav ladislav lajos leos libor lubomir lubos ludek ludvik lukas marcel marek marian martin matej
    matous matyas maxim michael michal mikulas milan miloslav milos miroslav mykola norbert oldrich
    oleksandr ondrej otakar patrik pavel petr premysl radek radim radomir radovan rene richard robert robin
    roman rostislav rudolf samuel serhij slavomir stanislav stepan svatopluk tadeas tomas vaclav vasyl viktor
    vilem vit vitezslav vladimir vladislav vlastimil vojtech volodymyr vratislav zbynek zdenek zoltan
    fanda franta honza jarda jenda jirka kuba lojza mirek ondra pepa pepik ruda standa tonda vasek vojta
    zdenda
""")
FIRST = _WOMEN | _MEN
# Surnames that many people bear, as men bear them.
SURNAMES = _split("""
    novak novotny kucera pospisil hajek dolezal navratil jelinek vanek kratochvil horacek vlcek musil simek
    sedlacek cermak kadlec prochazka dvorak svoboda ruzicka stastny konecny urban bartos kopecky blazek
    horvath nguyen kovac kovacs horak hruska fiala zeman benes kolar krejci marecek soukup matousek havlicek
    vavra machacek dusek hlavac vacek stepanek slavik maly cerny vesely nemec kral pokorny krivanek
    holub bures tomanek kubat sykora
""")
# They are also trades, colours, animals or squares: alone in a text they are no name.
ALSO_WORDS = _split("""
    prochazka dvorak svoboda ruzicka stastny konecny urban kadlec krejci hruska fiala zeman kolar soukup
    slavik maly cerny vesely nemec kral pokorny holub hlavac sykora vavra benes havlicek kopecky novotny vlcek
""")
_VIETNAMESE = Late(
    r"\b(?:Nguy[eễ]n|(?:Tr[aầ]n|Ph[aạ]m|Ho[aà]ng|Phan|V[uũ]|[DĐ][aặ]ng|B[uù]i|Ng[oô]|D[uư][oơ]ng|L[eê]) "
    r"(?:Th[iị]|V[aă]n|Minh|Thanh|Quang|Duc|Đức))\b(?: \w+)*"
)
_UPPER = "A-ZÁČĎĐÉĚÍĽĹŇÓÔŘŔŠŤÚŮÝŽ"
_WORD = rf"[{_UPPER}][^\W\d_]{{1,40}}"
_DEGREE = r"(?:(?:Mgr|MgA|BcA?|Ing(?:\. arch)?|PhDr|MUDr|MDDr|JUDr|PaedDr|RNDr|MVDr|PharmDr|ThDr)\b\.?|(?:doc|prof)\.)"
_SPACES = Late(r"[ \u00a0\u2000-\u200a\u202f]+")
_TITLE_AND_NAME = Late(
    rf"\b{_DEGREE},? ?(?:{_DEGREE},? ?)*(?:[{_UPPER}]\. ?)?{_WORD}"
    rf"|{_WORD},? (?:DiS\b|Ph\. ?D\b|CSc\b|LL\. ?M\b|MBA\b)"
)
_ADDRESSED = Late(
    rf"(?<![\w.])(?:[Pp]an|[Pp]aní|[Pp]í\.|[Pp]\.|[Ss]l\.|[Ss]lečn[aouy]) (?!Bůh\b|Boh)({_WORD})"
)
# Coarse and fast twins of the two above, for `suspects`.
_CAPITAL = Late(rf"[{_UPPER}]\w+")
_ADDRESSES = (
    rf"[Pp](?:an|aní|í\.|\.|rof\.)\s+[{_UPPER}]",
    rf"[Ss]l(?:\.|ečn[aouy])\s+[{_UPPER}]",
    rf"doc\.\s+[{_UPPER}]",
)
# A firm may be called after who owns it: "MUDr. Jana Nováková s.r.o." is the name of a company.
_FIRM = Late(
    rf"(?:{_DEGREE},? ?)*(?:{_WORD},? ){{1,3}}(?:s\. ?r\. ?o|a\. ?s|z\. ?[sú]|o\. ?p\. ?s|v\. ?o\. ?s|k\. ?s)\."
)
# What is called after people: streets, schools, saints.
_CALLED = (
    r"ul\.|ulic\w*|tříd\w*|tř\.|nám\.|náměstí|nábřeží|most\w*|park\w*|[Ss]v\.|[Ss]vat\w+|hrad\w*|zastáv\w*"
    r"|sídliště?|škol\w*|ZŠ|MŠ|SŠ|gymnázi\w+"
)
_CALLED_BEFORE = Late(rf"\b(?:{_CALLED}) $")
_PLACE_BEFORE = Late(rf"\b(?:{_CALLED}|obc\w*|obec|měst\w*|část\w*|okres\w*|ve?|u|na|ze?|do|ke?|nad|pod) $")
_ROLES = (
    r"(?:vedouc\w*|pracovni\w+|ředitel\w*|osob\w+|starost\w+|koordin\w+|terapeut\w*|lektor\w*|kurátor\w*"
    r"|referent\w*|tajemni\w+|psycholo\w+|kontakt|metodi\w+|asistent\w*|[Vv]olejte|zastup\w+)"
)
_ROLE_BEFORE = Late(rf"\b{_ROLES},?:? $")
_ROLE_AFTER = Late(rf",? ?[–(-]? ?{_ROLES}\b")
_ROLE_AND_FIRST = Late(
    rf"(?:vedoucí|pracovni\w+|ředitelk?a?|koordinátork?a?|terapeutk?a?|lektork?a?|asistentk?a?|kurátork?a?) ({_WORD})"
)
_TWO = Late(rf"(?=(?<!\w)({_WORD}) ({_WORD})(?!\w))")
_INITIAL = Late(rf"(?<![\w.])([{_UPPER}])\. ?({_WORD})(?!\w)")
_SHORTENED = Late(rf"(?<!\w)({_WORD}) ([{_UPPER}])(?:\.|$|(?= [–-]))")
_ALONE = Late(rf"(?<!\w){_WORD}(?!\w)")
_NUMBER_OR_NAME = Late(rf" (?:\d|{_WORD})")
# The word before does not end a sentence, so the capital letter is one of a name.
_GOES_ON = Late(r"[\w,)] $")


_FORMS = {name + ending for name in SURNAMES for ending in ("", "ova", "ove", "ovou", "ovi", "em", "a")}
_LEADS = FIRST | _FORMS | {bare.removesuffix("ek") + end for bare in SURNAMES for end in ("kova", "kove")}
_LEADS |= _split(
    "mgr mga bc bca ing phdr mudr mddr judr paeddr rndr mvdr pharmdr thdr dis csc mba nguyen tran"
)
_LEADS |= {name[:-1] + "a" for name in SURNAMES if name.endswith("y")}
_LEADS |= _split("pham hoang phan vu dang bui ngo duong le")


def suspects(text: str) -> Iterator[int]:
    """Yield the positions in a long text where something begins that may name a person.

    A coarse sieve over all texts at once, so that `named` has to look at few of them.
    """
    distinct = list(set(_CAPITAL.findall(text)))
    plain = fold("\n".join(distinct)).split("\n") if distinct else []
    leads = [
        word for word, bare in zip(distinct, plain, strict=True) if bare in _LEADS or bare.endswith("ova")
    ]
    # Several searches, not one: each begins with few characters, which makes them fast.
    for pattern in (*_ADDRESSES, "|".join(sorted(leads))):
        for match in re.finditer(pattern, text) if pattern else ():
            yield match.start()


_NEAR = 40
"""So many characters around a word are looked at: a cell may be as long as a book."""


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]


def _is_first(word: str) -> bool:
    return fold(word) in FIRST


def bare_surname(word: str) -> str:
    """The folded surname of a man from any form of it: "Nováková", "Novákové", "Novákovou" → "novak"."""
    plain = fold(word)
    for ending in ("ovou", "ova", "ove", "ovi", "em", "a"):
        if plain.endswith(ending) and plain.removesuffix(ending) in SURNAMES:
            return plain.removesuffix(ending)
    if plain.endswith(("kova", "kove")):  # Horáček – Horáčková
        short = plain[:-4] + "ek"
        return short if short in SURNAMES else plain
    man = plain[:-1] + "y"  # Malý – Malá
    return man if plain.endswith("a") and man in SURNAMES else plain


def _is_surname(word: str) -> bool:
    return bare_surname(word) in SURNAMES


def named(text: str, towns: Collection[str] = ()) -> Named:
    """Say how surely a text names a person. `towns` are names of municipalities, which no surname hides in."""
    text = _FIRM.sub("", _SPACES.sub(" ", text))
    if any(not _CALLED_BEFORE.search(_before(text, one)) for one in _TITLE_AND_NAME.finditer(text)):
        return SURE
    if _VIETNAMESE.search(text):
        return SURE
    found = (*_addressed(text), *_pairs(text, towns), *_initials(text), *_alone(text, towns))
    return max(found, default=NOBODY)


def _addressed(text: str) -> Iterator[Named]:
    for match in _ADDRESSED.finditer(text):
        yield LIKELY if match[0].startswith(("p.", "P.")) and not _is_surname(match[1]) else SURE


def _pairs(text: str, towns: Collection[str]) -> Iterator[Named]:
    for match in _TWO.finditer(text):
        one, other = match.groups()
        if f"{one} {other}" in towns or _PLACE_BEFORE.search(_before(text, match)):
            continue
        if _is_first(one) and _fits(one, other):
            town = other in towns and not other.endswith("ová")
            yield LIKELY if town or not _surely(other) else SURE
        elif _is_first(other) and _surely(one) and not _is_first(one):
            yield SURE


def _fits(first: str, surname: str) -> bool:
    """Whether a first name and a word may be one person: "Jana Palacha" is a street in the second case."""
    if fold(first) in _WOMEN and first.endswith("a"):
        return surname.lower().endswith(("á", "ů", "í", "enko", "uk"))
    return not surname.isupper() or first.isupper()


def _surely(word: str) -> bool:
    return (word.lower().endswith("ová") and len(word) > 5) or _is_surname(word)


def _initials(text: str) -> Iterator[Named]:
    for match in _INITIAL.finditer(text):
        if _CALLED_BEFORE.search(_before(text, match)):
            continue
        if match[2].lower().endswith("ová") or (_is_surname(match[2]) and fold(match[2]) in SURNAMES):
            yield SURE
    for match in _ROLE_AND_FIRST.finditer(text):
        if _is_first(match[1]):
            yield LIKELY
    for match in _SHORTENED.finditer(text):
        # Kings have numbers: "Karel V."
        if _is_first(match[1]) and match[2] not in "IVX" and not _CALLED_BEFORE.search(_before(text, match)):
            yield SURE


def _alone(text: str, towns: Collection[str]) -> Iterator[Named]:
    for match in _ALONE.finditer(text):
        word, before, after = match[0], _before(text, match), text[match.end() : match.end() + _NEAR]
        known = _is_surname(word)
        if not (known or word.lower().endswith("ová")) or _in_town(word, before, after, towns):
            continue
        # A house number follows, or the second of two names: see `_pairs`.
        if (_CALLED_BEFORE if known else _PLACE_BEFORE).search(before) or _NUMBER_OR_NAME.match(after):
            continue
        role = _ROLE_BEFORE.search(before) or (known and _ROLE_AFTER.match(after))
        if role or (known and bare_surname(word) not in ALSO_WORDS):
            yield SURE
        elif not known and word[1:].islower() and (before + after == "" or _GOES_ON.search(before)):
            yield LIKELY


def _in_town(word: str, before: str, after: str, towns: Collection[str]) -> bool:
    """Whether a word is one of those that make up the name of a municipality: "Dlouhá Třebová"."""
    left, right = re.findall(r"\w+", before)[-2:], re.findall(r"\w+", after)[:3]
    starts = ([*left[at:], word] for at in range(len(left) + 1))
    return any(" ".join([*start, *right[:end]]) in towns for start in starts for end in range(len(right) + 1))
