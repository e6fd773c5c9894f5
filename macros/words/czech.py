"""Czech words: folding, sorting, plurals, numbers, dates, telephones, typography.

Spaces that must not break are U+00A0. `fold`, `tokens` and `stem` have a twin in
overrides/assets/js/czech.js; tests/test_czech_js.py compares them on every word of the data.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from macros.words.stemmer import stem_folded

NBSP = "\u00a0"
MINUS = "\u2212"

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"} | dict(zip("øđðłıħŧŋſς", "oddlihtnsσ", strict=True))
# Combining marks, the soft hyphen and signs of no width.
_SILENT = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
# Letters and digits of the scripts that may meet us: after folding Latin, Greek, Cyrillic and eastwards.
_TOKEN = re.compile("[0-9a-z\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff]+")


class _Folding(dict[int, str]):
    """Table for str.translate that works a character out when it meets it first."""

    def __missing__(self, code: int) -> str:
        small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).lower())
        self[code] = "".join(_LETTERS.get(char, char) for char in _SILENT.sub("", small))
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return text in lower case and without diacritics: "Žďár" → "zdar", "Straße" → "strasse"."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """Return the folded words and numbers of a text, in order: "§ 37: Cheb" → ["37", "cheb"]."""
    return _TOKEN.findall(fold(text))


def stem(word: str) -> str:
    """Return the stem under which search files a word, however it is inflected or accented."""
    return stem_folded(fold(word))


def slug(text: str) -> str:
    """Return text as a part of an address: "Aš – město" → "as-mesto"; "" where nothing is left."""
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


# \x7f sorts after every Latin letter: č = c\x7f stands after all of c, ch = h\x7f after all of h.
_ALPHABET = {"č": "c\x7f", "ř": "r\x7f", "š": "s\x7f", "ž": "z\x7f", "\x7f": "\x7f"}
_NUMBER = re.compile("[0-9]+")


class _Primary(dict[int, str]):
    """Table for str.translate: the letter by which a character is sorted first, a space for signs."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _ALPHABET.get(char) or re.sub(r"[\W_]+", " ", fold(char))
        return self[code]


_PRIMARY = _Primary()


@lru_cache(maxsize=1 << 15)
def sort_key(text: str) -> tuple[str, str, str]:
    """Return a key by which Czech names sort: letters, then accents, then case (small first).

    Words come before longer words, numbers before letters and by value ("ZŠ 2" before "ZŠ 10").
    """
    whole = unicodedata.normalize("NFC", text).strip()
    small = whole.lower()
    first = small.replace("ch", "h\x7f").translate(_PRIMARY)
    if _NUMBER.search(first):
        first = _NUMBER.sub(lambda found: found[0].lstrip("0").zfill(12), first)
    return " ".join(first.split()), small, whole.swapcase()


@lru_cache(maxsize=1 << 14, typed=True)
def capital(text: str) -> str:
    """The text with a capital letter at its beginning, and nothing else changed."""
    return text[:1].upper() + text[1:]


def plural(n: int | float | Decimal, singular: str, few: str, many: str, fraction: str | None = None) -> str:
    """Return the number with its noun: 1 služba, 2 služby, 5 služeb, 1,5 služby.

    `fraction` is the form after a decimal number; without it `few`, right for most feminines and
    neuters. Errors: ValueError as in `number`.
    """
    shown, size = number(n), Decimal(str(n)).copy_abs()
    word = singular if size == 1 else few if 2 <= size <= 4 else many
    if size % 1:
        word = few if fraction is None else fraction
    return f"{shown}{NBSP}{word}"


def counted(n: int, singular: str, few: str, many: str) -> str:
    """Return a sentence with a number in it: "změní {} stránku", "změní {} stránky", "změní {} stránek"."""
    return (singular if n == 1 else few if 2 <= n <= 4 else many).format(number(n))


def some(names: Sequence[str], most: int) -> str:
    """The first names of many, and that there are more."""
    return ", ".join(names[:most]) + (" a další" if len(names) > most else "")


@lru_cache(maxsize=1 << 14, typed=True)
def number(n: int | float | Decimal) -> str:
    """Return a number in the Czech way: 1234567.5 → "1 234 567,5". ValueError for nan and infinity."""
    exact = Decimal(str(n))
    if not exact.is_finite():
        raise ValueError(f"not a number to show: {n}")
    whole, _, rest = f"{exact.copy_abs():,f}".partition(".")
    rest = rest.rstrip("0")
    shown = whole.replace(",", NBSP) + (f",{rest}" if rest else "")
    return MINUS + shown if exact < 0 else shown


def percent(x: int | float | Decimal) -> str:
    """Return hundredths with the sign: 10 → "10 %". ValueError as in `number`."""
    return f"{number(x)}{NBSP}%"


def date(d: dt.date | str) -> str:
    """Return a date as "3. 9. 2026"; takes ISO text too. ValueError where it is no date."""
    day = dt.date.fromisoformat(d) if isinstance(d, str) else d
    return f"{day.day}.{NBSP}{day.month}.{NBSP}{day.year}"


@lru_cache(maxsize=1 << 14)
def phone(e164: str) -> str:
    """Return a telephone number as people read it: groups of three, +420 left out.

    Takes "+420731433007", a Czech number without prefix or a short one ("116111" → "116 111"); foreign
    numbers are shown in their international form. ValueError for anything else.
    """
    digits = _dialled(e164)
    if digits.startswith("+420"):
        digits = digits[4:]
    if digits.startswith("+"):
        return _foreign(digits).replace(" ", NBSP)
    return NBSP.join(re.findall("...", digits)) if len(digits) in (6, 9) else digits


def tel_href(e164: str) -> str:
    """Return the address that dials a number: "tel:+420731433007", "tel:116111". ValueError as `phone`."""
    return f"tel:{_dialled(e164)}"


def _dialled(text: str) -> str:
    digits = re.sub(r"[\s()/-]", "", text)
    if re.fullmatch(r"(\+420)?[2-9]\d{8}", digits):
        return digits if digits.startswith("+") else f"+420{digits}"
    if re.fullmatch(r"\d{3,6}|\+(?!420)[1-9]\d{5,14}", digits):
        return digits
    raise ValueError(f"not a telephone number: {text!r}")


def _foreign(digits: str) -> str:
    # Needed for a handful of numbers only, and the import costs a tenth of a second.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"not a telephone number: {digits!r}") from error
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


# Each branch ends with the space that must not break and looks at what follows.
UNITS = (
    r"[%‰€]|(?:Kč|korun[ay]?|tis\.|mil\.|mld\.|tisíce?|mili[oó]n[yůu]?|let|roky?|roku|roků"
    r"|měsíc[eůi]?|týdn[yůe]|týden|den|dní|dny|dnů|hodin[ayu]?|hod\.|h|minut[ayu]?|min\.?|km|m|cm|mm|m²|ha"
    r"|kg|g|t|l|kWh|MWh|°C|Sb\.|bod[yů]?|lidí|lidé|osob[ay]?|děti|dětí)(?!\w)"
)
MONTHS = (
    *("ledna", "února", "března", "dubna", "května", "června"),
    *("července", "srpna", "září", "října", "listopadu", "prosince"),
)
"""Months as they stand in a date: "22. listopadu"."""
MONTH_NAMES = (
    *("leden", "únor", "březen", "duben", "květen", "červen"),
    *("červenec", "srpen", "září", "říjen", "listopad", "prosinec"),
)
"""Months as they are called."""
MONTHS_IN = (
    *("lednu", "únoru", "březnu", "dubnu", "květnu", "červnu"),
    *("červenci", "srpnu", "září", "říjnu", "listopadu", "prosinci"),
)
"""Months as they stand after "v": "v prosinci"."""
_SPACES = (
    r"(?<![^\s(\[{„‚»«–—\"'])[KkSsVvZzOoUuAaIi] (?=\S)"
    r"|(?:§|(?<!\w)(?:č|čl|odst|str|tř|tel|čp|kap|tab|obr)\.|(?<!\w)bod) (?=\d|[IVX]+\b)"
    r"|(?<!\w)písm\. (?=[a-z]\b)"
    rf"|\d (?=\d|{UNITS})"
    r"|(?<!\d)\d\d?\. (?=\d|[a-záčďéěíňóřšťúůýž])"
    rf"|(?<!\w)(?:{'|'.join(MONTHS)}) (?=[12]\d\d\d\b)"
)
_ALONE = "[KkSsVvZzOoUuAaIi] "
_SHORT = (
    r"č\.",
    r"čl\.",
    r"odst\.",
    r"str\.",
    r"tř\.",
    r"tel\.",
    r"čp\.",
    r"kap\.",
    r"tab\.",
    r"obr\.",
    "bod",
)


def _after(words: Iterable[str]) -> str:
    """A pattern for the place behind one of several whole words and a space."""
    return "|".join(rf"(?<=(?<!\w){word} )" for word in words)


# The same rules told from the space: a pattern that begins with a space looks at spaces only, and is asked of
# every text of the portal. In a text with addresses it would look back into them.
_SPACE = re.compile(
    rf" (?:(?<={_ALONE})(?<![^\s(\[{{„‚»«–—\"']{_ALONE})(?=\S)"
    rf"|(?:(?<=§ )|{_after(_SHORT)})(?=\d|[IVX]+\b)"
    r"|(?<=(?<!\w)písm\. )(?=[a-z]\b)"
    rf"|(?<=\d )(?=\d|{UNITS})"
    r"|(?:(?<=(?<!\d)\d\. )|(?<=(?<!\d)\d\d\. ))(?=\d|[a-záčďéěíňóřšťúůýž])"
    rf"|(?:{_after(MONTHS)})(?=[12]\d\d\d\b))"
)
_SPACE_OR_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|{_SPACES}")
_QUOTED = re.compile(r'(?<!\w)"(?=\S)([^"]*)(?<=\S)"(?!\w)')


@lru_cache(maxsize=1 << 12)
def typeset(text: str) -> str:
    """Return plain text (no HTML) with Czech quotes and with spaces that must not break.

    After one-letter words, between a number and its unit, in dates and before references to the law.
    Web and mail addresses stay as they are; doing it twice changes nothing.
    """
    # Quotes inside quotes come free only when the inner pair is gone.
    while '"' in text and (changed := _QUOTED.sub("„\\1“", text)) != text:
        text = changed
    if "://" in text or "@" in text or "www." in text:
        return _SPACE_OR_ADDRESS.sub(_unbroken, text)
    return _SPACE.sub(NBSP, text)


def _unbroken(found: re.Match[str]) -> str:
    whole = found[0]
    return whole[:-1] + NBSP if whole.endswith(" ") else whole
