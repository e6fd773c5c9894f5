"""What the words of a question may mean: stems of the index, by form, beginning, suffix or typing error.

The reference for overrides/assets/js/search-meaning.js.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.czech import tokens
from macros.stemmer import stem_folded


@dataclass(frozen=True, slots=True)
class Index:
    """The index ready for questions."""

    groups: list[str]
    """One item a document; situations come first."""
    titles: list[str]
    names: list[str]
    """Titles as folded words."""
    urls: list[str]
    boosts: list[int]
    terms: list[str]
    weights: list[int]
    postings: list[list[tuple[int, int]]]
    phrases: list[list[list[int]]]
    same: Mapping[str, str]
    stop: frozenset[str]
    tuning: Mapping[str, int]


Meanings = dict[int, int]
"""Stems that a word of the question may stand for, and how surely (hundredths)."""


def meanings(index: Index, text: str) -> list[Meanings]:
    """Return for each word that counts the stems it may stand for; unknown words are left out."""
    words = list(dict.fromkeys(tokens(text)))
    telling = [word for word in words if word not in index.stop] or words
    # A word right before the cursor may not be whole yet.
    typed = [] if text.endswith((" ", "\t", "\n", "\u00a0")) else tokens(text)[-1:]
    found = [_meanings_of(index, word, [word] == typed) for word in telling]
    return [one for one in found if one]


def _meanings_of(index: Index, word: str, typing: bool) -> Meanings:
    stem, tuning = stem_folded(word), index.tuning
    stem = index.same.get(stem, stem)
    found: Meanings = {}
    known = _find(index, stem)
    if typing:
        for term in _starting(index, word):
            found[term] = tuning["prefix"] // (1 if known is None else 2)
    if len(stem) >= 4:
        for term in _family(index, stem):
            found[term] = max(found.get(term, 0), tuning["family"])
    if known is not None:
        found[known] = 100
    return found or _without_ne(index, stem) or _misspelt(index, word, stem) or _cousins(index, stem)


def _find(index: Index, term: str) -> int | None:
    place = bisect_left(index.terms, term)
    return place if place < len(index.terms) and index.terms[place] == term else None


def _starting(index: Index, start: str) -> Iterator[int]:
    place = bisect_left(index.terms, start)
    while place < len(index.terms) and index.terms[place].startswith(start):
        yield place
        place += 1


def _family(index: Index, stem: str) -> Iterator[int]:
    """Stems that are longer or shorter by a suffix of up to three letters: skol, skoln."""
    yield from (term for term in _starting(index, stem) if len(index.terms[term]) <= len(stem) + 3)
    for size in range(max(4, len(stem) - 3), len(stem)):
        shorter = _find(index, stem[:size])
        if shorter is not None:
            yield shorter


def _without_ne(index: Index, stem: str) -> Meanings:
    """The word with "ne" taken off or put on: Czech writes the negation together with the verb."""
    other = stem[2:] if stem.startswith("ne") and len(stem) > 4 else f"ne{stem}"
    place = _find(index, other)
    return {} if place is None else {place: index.tuning["ne"]}


def _cousins(index: Index, stem: str) -> Meanings:
    """Stems with another suffix: zaskolak, zaskolactv."""
    if len(stem) < 6:
        return {}
    start = stem[: max(5, len(stem) - 2)]
    near = [term for term in _starting(index, start) if len(index.terms[term]) <= len(start) + 4]
    return dict.fromkeys(near, index.tuning["cousin"])


def _misspelt(index: Index, word: str, stem: str) -> Meanings:
    # Short words are too alike: every third of them is one letter away from another one.
    allowed = 0 if len(stem) < 4 else 1 if len(stem) < 6 or len(word) < 7 else 2
    found: dict[int, Meanings] = {1: {}, 2: {}}
    for place, term in enumerate(index.terms if allowed else []):
        if len(term) > 3 and abs(len(term) - len(stem)) <= allowed:
            # People seldom miss both of the first two letters; this spares most comparisons.
            near = term[0] == stem[0] or term[1] == stem[1]
            distance = edits(stem, term, allowed) if near else 3
            if distance <= allowed:
                found[distance][place] = max(10, 100 - index.tuning["typo"] * distance // len(stem))
    return found[1] or found[2]


def edits(left: str, right: str, most: int) -> int:
    """Return how many letters to add, drop, change or swap turn `left` into `right`; `most` + 1 if more."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        oldest, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def alike(index: Index, word: str) -> Meanings:
    """Return the stems that share trigrams with a folded word, and how many of them (hundredths)."""
    mine = _trigrams(stem_folded(word))
    shared = (
        2 * len(mine & theirs) * 100 // (len(mine) + len(theirs)) for theirs in map(_trigrams, index.terms)
    )
    return {term: alike for term, alike in enumerate(shared) if alike >= index.tuning["alike"]}


def _trigrams(word: str) -> set[str]:
    padded = f"__{word}_"
    return {padded[place : place + 3] for place in range(len(word) + 1)}
