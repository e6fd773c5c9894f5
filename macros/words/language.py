"""What the portal asks of a language: grammar, order and typography. Czech is the one that is there.

A language is a module (or an object) that has what `Language` names; mypy proves it where it is listed.
`Site.language` holds the one of the portal, from `theme: language:` of mkdocs.yml.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from macros.words import czech


class Language(Protocol):
    """Words of one language. Spaces that must not break are U+00A0; errors are those of `czech`."""

    @property
    def MONTHS(self) -> Sequence[str]:  # noqa: N802
        """Twelve months as they stand in a date."""

    @property
    def MONTH_NAMES(self) -> Sequence[str]:  # noqa: N802
        """Twelve months as they are called."""

    @property
    def MONTHS_IN(self) -> Sequence[str]:  # noqa: N802
        """Twelve months as they stand after "in"."""

    def fold(self, text: str) -> str:
        """Text in lower case and without marks: people search without them."""

    def tokens(self, text: str) -> list[str]:
        """The folded words and numbers of a text, in order."""

    def stem(self, word: str) -> str:
        """The stem under which search files a word."""

    def slug(self, text: str) -> str:
        """Text as a part of an address, "" where nothing is left."""

    def sort_key(self, text: str) -> tuple[str, str, str]:
        """A key by which names sort."""

    def capital(self, text: str) -> str:
        """The text with a capital letter at its beginning."""

    def plural(
        self, n: int | float | Decimal, singular: str, few: str, many: str, fraction: str | None = None
    ) -> str:
        """The number with its noun; a language with two forms takes `one` and `many`."""

    def number(self, n: int | float | Decimal) -> str:
        """A number as people write it."""

    def percent(self, x: int | float | Decimal) -> str:
        """Hundredths with their sign."""

    def date(self, d: dt.date | str) -> str:
        """A date as people write it; takes ISO text too."""

    def phone(self, e164: str) -> str:
        """A telephone number as people read it."""

    def tel_href(self, e164: str) -> str:
        """The address that dials a number."""

    def typeset(self, text: str) -> str:
        """Plain text (no HTML) with the quotes of the language and spaces that must not break."""


DEFAULT = "cs"
LANGUAGES: Mapping[str, Language] = {DEFAULT: czech}
"""Languages by their code (ISO 639-1)."""
