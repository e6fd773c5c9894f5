"""Characters that a text of ours may not hold, in classes: what nobody sees, and what looks like another.

The one table of them. `tables` asks it for every file, `links` for names of hosts.
"""

from __future__ import annotations

import re
import unicodedata

from macros.data.personal import line_at

_UNSEEN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters, but for the line feed
    "\xad\u034f\u061c"  # soft hyphen, grapheme joiner, mark of Arabic
    "\u115f\u1160\u3164\uffa0"  # fillers of Hangul
    "\u17b4\u17b5\u180b-\u180f"  # vowels of Khmer that are not drawn, selectors of Mongolian
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # no width, ends of lines, turns of direction
    "\ufff0-\ufffd"  # anchors between lines, objects, the sign of a lost character
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "\ud800-\udfff"  # halves of pairs: alone they cannot be written at all
    "\ue000-\uf8ff"  # private use: shells mark their slots with it
)
_UNSEEN_BEYOND = (
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\U000e0000-\U000e0fff"  # tags, selectors of variants
    "\U000f0000-\U0010ffff"  # private planes
)
_SELECTORS = "\ufe00-\ufe0f"
INVISIBLE = re.compile(
    # Selectors of variants change pictures; behind a letter they only tell two equal words apart.
    rf"[{_UNSEEN}{_UNSEEN_BEYOND}]|(?<=[^\W\d_])[{_SELECTORS}]"
)
"""Signs that no reader sees and that change what a text is."""

_ORDER = re.compile(r"##(?=\w*\[)|^\s*::", re.MULTILINE)


def printable(text: str) -> str:
    """Text of others as terminals and logs of a CI may have it: nothing unseen, and no order that they obey.

    GitHub takes `::word` at the beginning of a line and `##[word]` anywhere for one, Azure `##vso[…]`.
    """
    seen = INVISIBLE.sub(lambda match: "\t" if match[0] == "\t" else "�", text)
    return _ORDER.sub(lambda match: f"{match[0][:-1]} {match[0][-1]}", seen)


# Scripts whose letters pass for Latin ones. Each class is the inside of a character set.
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
_SCRIPTS = {
    "cyrilice": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "řecké písmo": "\u0370-\u03ff\u1f00-\u1fff",
    "arménské písmo": "\u0530-\u058f",
    "čerokíjské písmo": "\u13a0-\u13ff\uab70-\uabbf",
    "písmo jiné šířky": "\uff21-\uff3a\uff41-\uff5a",
    "matematické znaky": "\U0001d400-\U0001d7ff",
}
_ALIEN = "".join(_SCRIPTS.values())
_LETTER = re.compile(f"[{_ALIEN}]")
# Sets within the first plane are tables to `re`: a few milliseconds for all files.
_ALIEN_QUICK = "".join(inside for inside in _SCRIPTS.values() if inside < "\U00010000")
_QUICK = re.compile(f"[{_UNSEEN}{_SELECTORS}]")
_QUICK_LETTERS = re.compile(f"[{_ALIEN_QUICK}]+")
_QUICK_ANY = re.compile(f"[{_UNSEEN}{_SELECTORS}{_ALIEN_QUICK}]")
_FOUR_BYTES = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
"""First bytes in UTF-8 of characters beyond the first plane."""
_SEAM = re.compile(f"[{_LATIN}](?=[{_ALIEN}])|[{_ALIEN}](?=[{_LATIN}])")
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_LONE = re.compile(rf"(?<!\w)[{_ALIEN}](?!\w)")
_WORD = re.compile(rf"[{_ALIEN}]{{2,}}")


def mixed_scripts(text: str) -> str:
    """Return the first word that has letters of two scripts, "" where none has."""
    seam = _SEAM.search(text)
    if seam is None:
        return ""
    near = max(0, seam.start() - 40)
    words = _LETTERS.finditer(text[near : seam.start() + 40])
    return next(word[0] for word in words if word.start() <= seam.start() - near < word.end())


def odd_letter(text: str) -> tuple[str, str, str] | None:
    """Return (word, letter, its script in Czech) where a letter of another script passes for one of ours.

    A word wholly in another script is sound ("українська"); a single foreign letter among Latin words is
    not: it stands there for "a", "i" or "o".
    """
    word = mixed_scripts(text)
    if not word and _LATIN_LETTER.search(text) and not _WORD.search(text):
        lone = _LONE.search(text)
        word = lone[0] if lone else ""
    letter = _LETTER.search(word)
    if letter is None:
        return None
    script = next(name for name, inside in _SCRIPTS.items() if re.match(f"[{inside}]", letter[0]))
    return word, letter[0], script


def composed(text: str) -> str:
    """Return the text with each letter as one character: "c" and a caron become "č"."""
    return unicodedata.normalize("NFC", text)


def is_composed(text: str) -> bool:
    """Whether each letter of the text is one character."""
    return unicodedata.is_normalized("NFC", text)


def suspicious(text: str) -> bool:
    """Whether a whole file has to be looked at cell by cell; fast, and says yes rather too often."""
    raw = text.encode("utf-8", "surrogatepass")
    if any(byte in raw for byte in _FOUR_BYTES) or not is_composed(text):
        return True
    if not _QUICK_ANY.search(text):
        return False
    lines = {line_at(text, match.start()) for match in _QUICK_LETTERS.finditer(text)}
    return bool(_QUICK.search(text)) or any(map(odd_letter, lines))
