"""Numbers by which the state knows a person: where they stand in a text, and the text without them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

# With a slash the form says it; without one the ten digits have to be divisible by eleven.
_BIRTH = re.compile(r"(?<![0-9/])([0-9]{6})([ \u00a0]?/[ \u00a0]?|[ \u00a0]?)([0-9]{3,4})(?![0-9/])")
# Spelt out: repetitions are slow to search for, and this looks at every text.
_DIGITS = re.compile("[0-9][0-9][0-9][0-9][0-9][0-9][ \u00a0]?/?[ \u00a0]?[0-9][0-9][0-9]")
_FILE_NUMBER = re.compile(r"(?:č\. ?j\.|čj\.|sp\. ?zn\.|spis\.? zn\.|značka)[^,;.]{0,12}$", re.IGNORECASE)
HIDDEN = "•••"


def near_birth_numbers(text: str) -> Iterator[int]:
    """Yield positions in a long text where enough digits stand for a birth number; a cheap sieve."""
    return (match.start() for match in _DIGITS.finditer(text))


def has_digits(text: str) -> bool:
    """Whether a text has enough digits for a birth number."""
    return _DIGITS.search(text) is not None


def line_at(text: str, at: int) -> str:
    """Return the line of a long text that holds the position."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def birth_numbers(text: str) -> list[tuple[int, int]]:
    """Return where Czech birth numbers stand in a text, as (start, end). Never raises."""
    return [match.span() for match in _BIRTH.finditer(text) if _is_birth_number(match)]


def _is_birth_number(match: re.Match[str]) -> bool:
    date, between, tail = match.groups()
    slash = "/" in between
    # Nine digits have no digit of control, and without a slash they are a telephone.
    if not slash and len(tail) == 3:
        return False
    if len(tail) == 3 and _FILE_NUMBER.search(match.string[max(0, match.start() - 40) : match.start()]):
        return False
    return _born(date, len(tail) == 3) and (len(tail) == 3 or _sums_up(date + tail))


def _born(date: str, old: bool) -> bool:
    """Whether six digits are a day of birth: women have 50 more in the month, 20 more where numbers ran out.

    Numbers of nine digits were given until 1953. The library `stdnum` says the same (a test compares them),
    but loading it would cost every build more than all these checks.
    """
    year, month, day = int(date[:2]), int(date[2:4]) % 50 % 20, int(date[4:])
    if old:
        year += 1800 if year >= 80 else 1900
        if year > 1953:
            return False
    else:
        year += 2000 if year < 54 else 1900
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _sums_up(digits: str) -> bool:
    # Until 1985 a rest of ten was written as zero.
    return int(digits[:9]) % 11 % 10 == int(digits[9])


def without_birth_numbers(text: str) -> str:
    """Return the text with each birth number blanked, so that a report does not repeat it."""
    if not has_digits(text):
        return text
    for start, end in reversed(birth_numbers(text)):
        text = text[:start] + HIDDEN + text[end:]
    return text
