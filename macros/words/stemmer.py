"""A light Czech stemmer over folded words: what search calls "the same word".

People type with and without diacritics, so both must meet: the stemmer sees folded words only. Of the
651 pairs in tests/search/stems.csv it joins 99 %; Snowball's Czech stemmer joins 64 % of them on folded
words, and 77 % where only the question has lost its diacritics, because its endings need them.
overrides/assets/js/czech.js is its twin; a test compares them word by word, so a change here is a change
there.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Endings of nouns, adjectives and verbs, also of spoken Czech (-ama, -ejch); the longest wins.
_ENDING_LIST = """a e i o u y am em im um ym ou ach ech ich ych mi ami emi imi ymi ama ema ima yma eho iho emu
imu yho ymu ej ejch ejma ovi ove ime ite ame ate eme ete aji eji uji uju uje ujes ujeme ujete ujou"""
# What a second step takes off: infinitives, past tense, participles, -ov- of adjectives.
_MIDDLE_LIST = "it et at ovat out il al el oval en an ovan ov uj nul"
# Words whose forms no rule joins, and stems that the second step would wrongly join with other words.
_IRREGULAR = """dite ditete diteti ditetem deti det detem detech detmi detma
clovek cloveka cloveku clovekem clovece lide lidi lidem lidech lidmi lidma
penih penize penez penezi penezum penezich penezma
dom dum
den dne dni dnu dny dnem dnech
otk otec otce otc
uct ucet
najm najem
obk obec obc
ucn ucen
smlouv smluv
problem problemu problemum
pij pit pil
bij bit bil
kradl krad krast
utek utect utekl utec utik
pomok pomoct pomuze pomohl
domov domove domovem
internet
postizen
plat placen
zaplat zaplacen
nasil
vychov vychove
obcan"""
_ENDINGS = frozenset(_ENDING_LIST.split())
_MIDDLES = frozenset(_MIDDLE_LIST.split())
_FIXED = {word: line.split()[0] for line in _IRREGULAR.split("\n") for word in line.split()}
_VOWEL = re.compile("[aeiouy]")
_WORD = re.compile("[a-z]{3,}")
# The e that comes and goes: sluzeb–sluzba, poraden–poradna.
_FLEETING = re.compile("[bcdfgjklmnprstvxz]e[kbcn]$")
# Consonants that alternate: matka–matce, dluh–dluzich, droga–droze.
_LAST = str.maketrans("czg", "khh")
_SHORTEST = 3


@lru_cache(maxsize=1 << 17)
def stem_folded(word: str) -> str:
    """Return the stem of a word that went through `fold`; numbers and other scripts stay as they are."""
    if word in _FIXED or not _WORD.fullmatch(word):
        return _FIXED.get(word, word)
    bare = _without(word, _ENDINGS)
    if bare in _FIXED:
        return _FIXED[bare]
    bare = _without(_without_fleeting(bare, bare == word), _MIDDLES)
    return bare[:-1] + bare[-1].translate(_LAST)


def _without(word: str, endings: frozenset[str]) -> str:
    for size in range(min(5, len(word) - _SHORTEST), 0, -1):
        if word[-size:] in endings and _VOWEL.search(word[:-size]):
            return word[:-size]
    return word


def _without_fleeting(word: str, whole: bool) -> str:
    # After an ending was taken off, -en is a participle (postizeny), not poraden.
    if len(word) > 4 and _FLEETING.search(word) and (whole or word[-1] != "n"):
        return word[:-2] + word[-1]
    return word
