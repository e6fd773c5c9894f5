"""What the words of a question may mean: stems of the index, by form, beginning, suffix or typing error.

The reference for overrides/assets/js/search-meaning.js.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.words.czech import tokens
from macros.words.stemmer import stem_folded


@dataclass(frozen=True, slots=True)
class Index:
    """The index ready for questions."""

    id: str
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
    words: list[str]
    """Stems that can be asked for, sorted: the terms, and stems that another one stands for."""
    stands: list[int]
    """For each of `words` the term that it stands for."""
    stop: frozenset[str]
    tuning: Mapping[str, int]
    shards: Mapping[str, list[list[int]]]
    """Regions with a file of their own, and by which terms a question names each."""


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
    found: Meanings = {}
    known = find(index, stem)
    if typing:
        for term in _starting(index, word):
            found[index.stands[term]] = tuning["prefix"] // (1 if known is None else 2)
    if len(stem) >= 4:
        for term in _family(index, stem):
            found[term] = max(found.get(term, 0), tuning["family"])
    if known is not None:
        found[known] = 100
    return found or _without_ne(index, stem) or _misspelt(index, word, stem) or _cousins(index, stem)


def find(index: Index, stem: str) -> int | None:
    """Return the term that a stem stands for, if there is one."""
    place = bisect_left(index.words, stem)
    return index.stands[place] if place < len(index.words) and index.words[place] == stem else None


def _starting(index: Index, start: str) -> Iterator[int]:
    place = bisect_left(index.words, start)
    while place < len(index.words) and index.words[place].startswith(start):
        yield place
        place += 1


def _family(index: Index, stem: str) -> Iterator[int]:
    """Terms that are longer or shorter by a suffix of up to three letters: skol, skoln."""
    for place in _starting(index, stem):
        if len(index.words[place]) <= len(stem) + 3:
            yield index.stands[place]
    for size in range(max(4, len(stem) - 3), len(stem)):
        shorter = find(index, stem[:size])
        if shorter is not None:
            yield shorter


def _without_ne(index: Index, stem: str) -> Meanings:
    """The word with "ne" taken off or put on: Czech writes the negation together with the verb."""
    other = stem[2:] if stem.startswith("ne") and len(stem) > 4 else f"ne{stem}"
    term = find(index, other)
    return {} if term is None else {term: index.tuning["ne"]}


def _cousins(index: Index, stem: str) -> Meanings:
    """Stems with another suffix: zaskolak, zaskolactv."""
    if len(stem) < 6:
        return {}
    start = stem[: max(5, len(stem) - 2)]
    near = [place for place in _starting(index, start) if len(index.words[place]) <= len(start) + 4]
    return dict.fromkeys((index.stands[place] for place in near), index.tuning["cousin"])


def _misspelt(index: Index, word: str, stem: str) -> Meanings:
    # Short words are too alike: every third of them is one letter away from another one.
    allowed = 0 if len(stem) < 4 else 1 if len(stem) < 6 or len(word) < 7 else 2
    found: dict[int, Meanings] = {1: {}, 2: {}}
    for place, known in enumerate(index.words if allowed else []):
        if len(known) > 3 and abs(len(known) - len(stem)) <= allowed:
            # People seldom miss both of the first two letters; this spares most comparisons.
            near = known[0] == stem[0] or known[1] == stem[1]
            distance = edits(stem, known, allowed) if near else 3
            if distance <= allowed:
                term, sure = index.stands[place], max(10, 100 - index.tuning["typo"] * distance // len(stem))
                found[distance][term] = max(found[distance].get(term, 0), sure)
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
    found: Meanings = {}
    for place, theirs in enumerate(map(_trigrams, index.words)):
        value = 2 * len(mine & theirs) * 100 // (len(mine) + len(theirs))
        if value >= index.tuning["alike"]:
            found[index.stands[place]] = max(found.get(index.stands[place], 0), value)
    return found


def _trigrams(word: str) -> set[str]:
    padded = f"__{word}_"
    return {padded[place : place + 3] for place in range(len(word) + 1)}
