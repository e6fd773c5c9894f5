"""Terms and abbreviations explained where they stand, from one table, by the browser's own popover.

The word becomes a button that opens its explanation; no script is needed. A browser without popovers
shows the explanations as a list at the end of the page, and so does paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from macros.words.czech import phone, tel_href, typeset
from macros.words.phones import numbers

_TAG = re.compile(r"(<[^>]+>)")
_SPARED = ("a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "label", "nav", "pre", "script", "summary")
"""Elements in which a button would not belong or would not be allowed."""
_SPARED_TAG = re.compile(rf"(</?(?:{'|'.join(_SPARED)})(?![a-z0-9])[^>]*>)")
_USED = re.compile(r'popovertarget="t-([a-z0-9-]+)"')


class Term(Protocol):
    """A term of the table: its id, the words, the explanation. All are texts."""

    @property
    def id(self) -> str:
        """Id in addresses of the explanation."""

    @property
    def term(self) -> str:
        """The word as texts write it."""

    @property
    def full_form(self) -> str:
        """What an abbreviation stands for; "" of a word."""

    @property
    def explanation(self) -> str:
        """One or two plain sentences."""


def tel(number: str) -> Markup:
    """A telephone number in a sentence, as people read it, that is dialled by a tap. ValueError as `czech.phone`."""
    return Markup('<a class="tel" href="{}">{}</a>').format(tel_href(number), phone(number))


class Glossary:
    """Finds terms in texts, and the telephone numbers that the portal knows (`called`).

    Terms are found as whole words, exactly as the table writes them.
    """

    def __init__(self, terms: Iterable[Term], called: Collection[str] = ()) -> None:
        self._rows = {row.id: row for row in terms}
        self._ids = {row.term: row.id for row in self._rows.values()}
        words = sorted(self._ids, key=lambda word: (-len(word), word))
        self._word = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)") if words else None
        )
        self._called = frozenset(called)
        self.text = lru_cache(maxsize=1 << 12)(self._text)
        self.calls = lru_cache(maxsize=1 << 12)(self._calls)

    def _text(self, value: str) -> Markup:
        """Typeset and escape a text of the data; terms in it become buttons, telephone numbers links."""
        pieces = self._pieces(value)
        if self._word:
            pieces[::2] = [self._word.sub(self._button, piece) for piece in pieces[::2]]
        return Markup("".join(pieces))

    def _calls(self, value: str) -> Markup:
        """Typeset and escape a text of the data; telephone numbers in it become links, and no term a button."""
        return Markup("".join(self._pieces(value)))

    def _pieces(self, value: str) -> list[str]:
        """A text as HTML, cut at the links of its telephone numbers: text, link, text, link, text."""
        safe, end = str(escape(typeset(value))), 0
        pieces = []
        for one in numbers(safe) if self._called else ():
            if one.dialled in self._called:
                pieces += [safe[end : one.start], tel(one.dialled)]
                end = one.end
        return [*pieces, safe[end:]]

    def _button(self, match: re.Match[str]) -> str:
        code = self._ids[match[0]]
        return f'<button type="button" class="term" popovertarget="t-{code}">{match[0]}</button>'

    def abbreviations(self, value: str) -> list[tuple[str, str]]:
        """Terms in a text that have a full form, each once with it: for headings, where no button may be."""
        found = dict.fromkeys(self._word.findall(value)) if self._word else {}
        rows = [self._rows[self._ids[word]] for word in found]
        return [(row.term, row.full_form) for row in rows if row.full_form and row.term.isupper()]

    def html(self, html: str) -> str:
        """Explain the first occurrence of each term in a piece of HTML, and add the explanations."""
        if self._word is None:
            return html
        seen: set[str] = set()

        def first(match: re.Match[str]) -> str:
            if match[0] in seen:
                return match[0]
            seen.add(match[0])
            return self._button(match)

        pieces, spared = _SPARED_TAG.split(html), 0
        for at, piece in enumerate(pieces):
            if at % 2:
                spared += -1 if piece.startswith("</") else 1
            elif not spared and self._word.search(piece):
                parts = _TAG.split(piece)
                parts[::2] = [self._word.sub(first, text) for text in parts[::2]]
                pieces[at] = "".join(parts)
        return self.with_notes("".join(pieces))

    def with_notes(self, html: str) -> str:
        """Add the explanations of all terms that buttons in `html` point to."""
        if "popovertarget" not in html:
            return html
        return html + self._notes(tuple(sorted(set(_USED.findall(html)))))

    def _notes(self, codes: tuple[str, ...]) -> str:
        notes = Markup("").join(map(self._note, codes))
        return str(Markup('<aside class="terms" aria-label="Vysvětlivky">{}</aside>').format(notes))

    def _note(self, code: str) -> Markup:
        row = self._rows[code]
        full = Markup(" – {}").format(typeset(row.full_form)) if row.full_form else ""
        said = Markup('<p popover id="t-{}"><strong>{}</strong>{}. {}</p>')
        return said.format(code, row.term, full, self.calls(row.explanation))
