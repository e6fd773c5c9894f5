"""How the index is searched: the reference for overrides/assets/js/search-engine.js.

Only whole numbers are used, so that both sides rank alike to the last place.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any, NamedTuple

from macros.czech import tokens
from macros.stemmer import stem_folded


@dataclass(frozen=True, slots=True)
class Index:
    """The index ready for questions."""

    groups: list[str]
    """One item a document; situations come first."""
    titles: list[str]
    urls: list[str]
    boosts: list[int]
    terms: list[str]
    weights: list[int]
    postings: list[list[tuple[int, int]]]
    phrases: list[list[list[int]]]
    same: Mapping[str, str]
    stop: frozenset[str]
    tuning: Mapping[str, int]


class Hit(NamedTuple):
    """One result. Only the order of scores means something."""

    group: str
    url: str
    title: str
    score: int


Meanings = dict[int, int]
"""Stems that a word of the question may stand for, and how surely (hundredths)."""


def read_index(data: bytes) -> Index:
    """Read "search/index.json" as `macros.search.build` wrote it. ValueError or KeyError for other data."""
    raw: dict[str, Any] = json.loads(data)
    return Index(
        groups=[group for group, size in raw["groups"] for _ in range(size)],
        titles=raw["titles"],
        urls=raw["urls"],
        boosts=raw["boosts"],
        terms=raw["terms"].split(" "),
        weights=raw["weights"],
        postings=[list(zip(accumulate(row[::2]), row[1::2], strict=True)) for row in raw["postings"]],
        phrases=[[list(accumulate(steps)) for steps in rows] for rows in raw["phrases"]],
        same=raw["same"],
        stop=frozenset(raw["stop"].split(" ")),
        tuning=raw["tuning"],
    )


def query(index: Index, text: str, limit: int) -> list[Hit]:
    """Return at most `limit` results for what a person wrote, the best first; [] where nothing fits."""
    words = meanings(index, text)
    scores = _score(index, words)
    ranked = sorted(scores, key=lambda doc: (-scores[doc], doc))
    floor = scores[ranked[0]] * index.tuning["floor"] if ranked else 0
    good = takewhile(lambda doc: scores[doc] * 100 >= floor, ranked[:limit])
    return [Hit(index.groups[doc], index.urls[doc], index.titles[doc], scores[doc]) for doc in good]


def meanings(index: Index, text: str) -> list[Meanings]:
    """Return for each word that counts the stems it may stand for; unknown words are left out."""
    words = list(dict.fromkeys(tokens(text)))
    telling = [word for word in words if word not in index.stop] or words
    # A word right before the cursor may not be whole yet.
    typed = [] if text[-1:].isspace() else tokens(text)[-1:]
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
    return found or _without_ne(index, stem) or _misspelt(index, word, stem)


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


def _score(index: Index, words: list[Meanings]) -> dict[int, int]:
    """Score all documents that share a word with the question."""
    impact: dict[int, int] = {}
    covered: dict[int, int] = {}
    surest: Meanings = {}
    total = 0
    for word in words:
        weight = max(index.weights[term] * sure for term, sure in word.items())
        total += weight
        for doc, value in _best(index, word).items():
            impact[doc] = impact.get(doc, 0) + value
            covered[doc] = covered.get(doc, 0) + weight
        for term, sure in word.items():
            surest[term] = max(surest.get(term, 0), sure)
    least = index.tuning["uncovered"]
    scores = {}
    for doc, value in impact.items():
        score = value * (least + (100 - least) * covered[doc] // total) // 100
        scores[doc] = (score + _phrase_bonus(index, doc, surest, total)) * index.boosts[doc] // 100
    return scores


def _best(index: Index, word: Meanings) -> dict[int, int]:
    """What a word adds to each document: the best of its meanings."""
    best: dict[int, int] = {}
    for term, sure in word.items():
        for doc, strength in index.postings[term]:
            best[doc] = max(best.get(doc, 0), strength * sure)
    return best


def _phrase_bonus(index: Index, doc: int, sure: Meanings, total: int) -> int:
    """What the title or synonym that the question meets best adds to the score of a document."""
    weights, tuning, best = index.weights, index.tuning, 0
    for phrase in index.phrases[doc]:
        met = sum(weights[term] * sure[term] for term in phrase if term in sure)
        if met:
            part = met // sum(weights[term] for term in phrase)
            share = tuning["alone"] + (100 - tuning["alone"]) * met // total
            best = max(best, met * part * part * share // 1000000 * tuning["phrase"] // 100)
    return best


def nearest(index: Index, text: str) -> Hit | None:
    """Return the situation whose words look most like the text; None where none does.

    For the page that found nothing: it compares trigrams, so it goes further than typing errors.
    """
    scores: dict[int, int] = {}
    last = index.groups.count("situation")
    for word in dict.fromkeys(word for word in tokens(text) if word not in index.stop):
        for doc, value in _best(index, _alike(index, word)).items():
            if doc < last:
                scores[doc] = scores.get(doc, 0) + value
    if not scores:
        return None
    doc = min(scores, key=lambda doc: (-scores[doc], doc))
    return Hit(index.groups[doc], index.urls[doc], index.titles[doc], scores[doc])


def _alike(index: Index, word: str) -> Meanings:
    mine = _trigrams(stem_folded(word))
    shared = (
        2 * len(mine & theirs) * 100 // (len(mine) + len(theirs)) for theirs in map(_trigrams, index.terms)
    )
    return {term: alike for term, alike in enumerate(shared) if alike >= index.tuning["alike"]}


def _trigrams(word: str) -> set[str]:
    padded = f"__{word}_"
    return {padded[place : place + 3] for place in range(len(word) + 1)}
