"""Builds the index that the reader's browser searches: small, sorted, the same at every build.

    {"groups":   [["situation", 35], …],   documents stand in this order, by address within a group
     "titles", "urls", "notes", "boosts":  one item a document; boosts in hundredths
     "terms":    "abs adapt …",            the sorted stems of all documents
     "weights":  [40, …],                  how much a stem tells, 1–63
     "postings": [[3, 12, 1, 9], …],       for each stem: step to the next document, impact 1–63, …
     "phrases":  [[[5, 7], …], …],         for each document its title and synonyms as stems (steps)
     "same":     {"syn": "dite", …},       stems that another stem stands for
     "stop":     "a aby …",
     "tuning":   {…}}                      numbers of the ranking, so that both sides have the same

`macros.search_query` is the reference of how it is searched; assets/js/search-engine.js does the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from operator import sub
from typing import Literal, get_args

from macros.czech import tokens
from macros.search_meaning import Index
from macros.search_query import Hit, nearest, query, read_index
from macros.search_words import SAME_STEMS, STOP_WORDS, key

__all__ = ["Entry", "Hit", "Index", "build", "nearest", "query", "read_index"]

Group = Literal["situation", "service", "place", "measure", "page"]
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that can be found."""

    group: Group
    url: str
    """Address from the root of the site, without a leading slash; unique."""
    title: str
    text: str = ""
    """More words by which it is found, with less weight than the title."""
    body: str = ""
    """The whole text of a situation's page: it counts a little where nothing better does."""
    aliases: tuple[str, ...] = ()
    """How people call it: words and whole sentences, with nearly the weight of the title."""
    note: str = ""
    """A short line shown under the title. It is not searched."""
    boost: float = 1.0
    """More than 1 moves the page up among equally good ones."""


TUNING = {
    # Hundredths of the score of an exact match; a typing error costs the more the shorter the word is.
    "family": 60,
    "prefix": 60,
    "typo": 220,
    "ne": 60,
    "cousin": 40,
    # Hundredths of the score kept by a page that matches hardly any of the words.
    "uncovered": 75,
    # Weight of a synonym that is met as a whole.
    "phrase": 60,
    # Hundredths of that weight left when the synonym is a small part of the question.
    "alone": 40,
    # Hundredths of the score of a page whose title is the question, letter by letter.
    "exact": 200,
    # Results below these hundredths of the best one are left out.
    "floor": 20,
    # How alike (hundredths of shared trigrams) a word must be to be offered where nothing was found.
    "alike": 35,
}
GROUP_BOOST: Mapping[Group, int] = {"situation": 140, "service": 100, "place": 110, "measure": 70, "page": 90}
TITLE, ALIAS, TEXT = 4.0, 3.0, 1.0
# For how many words one word of a situation's title, text, synonyms or guide counts, and what guides add to
# how common it is; which part of an even share counts as nothing special, and what makes rare words less sure.
LEAN_TITLE, LEAN_TEXT, LEAN_ALIAS, LEAN_BODY, COMMON = 2.0, 1.0, 1.0, 0.1, 0.2
SHARE, UNSURE = 1 / 3, 6.0
STEPS = 63
LEAST = 0.1


def build(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return the files of the index by their path in the site.

    The order of `entries` does not matter. ValueError for an unknown group or an address given twice.
    """
    docs = sorted(entries, key=lambda entry: (GROUPS.index(entry.group), entry.url))
    twice = [url for url, count in Counter(doc.url for doc in docs).items() if count > 1]
    if twice:
        raise ValueError(f"more than one entry for {twice[0]!r}")
    stems = _Stems()
    titles = [stems.of(doc.title) for doc in docs]
    strengths = [_strengths(doc, title, stems) for doc, title in zip(docs, titles, strict=True)]
    weights, postings = _postings(docs, strengths, _leanings(docs, stems))
    number = {stem: place for place, stem in enumerate(postings)}
    index = {
        "groups": [list(item) for item in Counter(doc.group for doc in docs).items()],
        "titles": [doc.title for doc in docs],
        "urls": [doc.url for doc in docs],
        "notes": [doc.note for doc in docs],
        "boosts": [round(GROUP_BOOST[doc.group] * doc.boost) for doc in docs],
        "terms": " ".join(postings),
        "weights": weights,
        "postings": list(postings.values()),
        "phrases": [_phrases(doc, title, stems, number) for doc, title in zip(docs, titles, strict=True)],
        "same": SAME_STEMS,
        "stop": " ".join(sorted(STOP_WORDS)),
        "tuning": TUNING,
    }
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"search/index.json": text.encode()}


Stems = dict[str, None]
"""Different stems in the order of a text."""


class _Stems(dict[str, tuple[str, ...]]):
    """The stems of anything between two spaces, worked out once."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        self[chunk] = tuple(key(word) for word in tokens(chunk) if word not in STOP_WORDS)
        return self[chunk]

    def of(self, text: str) -> Stems:
        """Different stems of a text; of stop words only where there is nothing else."""
        found = {stem: None for chunk in text.split() for stem in self[chunk]}
        return found or {key(word): None for word in tokens(text)}


def _strengths(doc: Entry, title: Stems, stems: _Stems) -> dict[str, float]:
    """How strongly each stem stands for a document, 0–1, before rarity is taken into account."""
    text = stems.of(doc.text) if doc.text else {}
    strength = dict.fromkeys(text, TEXT / (1 + len(text) / 40))
    for stem in title:
        strength[stem] = strength.get(stem, 0.0) + TITLE / (1 + len(title) / 8)
    if doc.aliases:
        times = Counter(stem for alias in doc.aliases for stem in stems.of(alias))
        for stem, count in times.items():
            strength[stem] = strength.get(stem, 0.0) + ALIAS * count / (count + 1)
    return {stem: value / (value + 1.0) for stem, value in strength.items()}


def _leanings(docs: Sequence[Entry], stems: _Stems) -> list[dict[str, float]]:
    """How strongly each stem speaks for a situation, 0–1; one item a situation, in their order.

    A situation is a heap of what people say in it. A stem speaks for it by how much more often it stands
    there than anywhere (query likelihood with Dirichlet smoothing, on heaps taken as equally large).
    """
    heaps: list[dict[str, float]] = []
    common: dict[str, float] = defaultdict(float)
    for doc in (doc for doc in docs if doc.group == "situation"):
        heap: dict[str, float] = defaultdict(float)
        body = Counter(stem for chunk in doc.body.split() for stem in stems[chunk])
        parts = [
            (LEAN_TITLE, doc.title),
            (LEAN_TEXT, doc.text),
            *((LEAN_ALIAS, alias) for alias in doc.aliases),
        ]
        for weight, text in parts:
            for stem in stems.of(text):
                heap[stem] += weight
        for stem, count in body.items():
            heap[stem] += LEAN_BODY * count
            common[stem] += COMMON * count
        for stem, weight in heap.items():
            common[stem] += weight
        heaps.append(heap)
    even, most = SHARE / (len(heaps) or 1), log(1 + len(heaps) / SHARE)
    return [
        {stem: log(1 + weight / even / (common[stem] + UNSURE)) / most for stem, weight in heap.items()}
        for heap in heaps
    ]


def _postings(
    docs: Sequence[Entry], strengths: Sequence[Mapping[str, float]], leanings: Sequence[Mapping[str, float]]
) -> tuple[list[int], dict[str, list[int]]]:
    """Weights of stems, and their postings by stem, both in the order of stems."""
    rarity = _rarity(docs, strengths)
    rows: dict[str, list[int]] = {stem: [] for stem in sorted(set().union(*strengths, *leanings))}
    for place, leaning in enumerate(leanings):
        for stem, value in leaning.items():
            rows[stem] += (place, int(STEPS * value + 0.5) or 1)
    for place, (doc, row) in enumerate(zip(docs, strengths, strict=True)):
        if doc.group != "situation":
            rare = rarity[doc.group]
            for stem, value in row.items():
                rows[stem] += (place, int(STEPS * value * rare[stem] + 0.5) or 1)
    for steps in rows.values():
        places = steps[::2]
        steps[2::2] = map(sub, places[1:], places)
    least = {
        stem: min((rare[stem] for rare in rarity.values() if stem in rare), default=1.0) for stem in rows
    }
    return [round(STEPS * (LEAST + (1 - LEAST) * value)) for value in least.values()], rows


def _rarity(docs: Sequence[Entry], strengths: Sequence[Mapping[str, float]]) -> dict[Group, dict[str, float]]:
    """How rare a stem is within each group: 1 in a single document, towards 0 in all of them.

    Apart by group, because "syn" is rare among services but says nothing among situations.
    """
    stems: dict[Group, list[Mapping[str, float]]] = {}
    for doc, row in zip(docs, strengths, strict=True):
        stems.setdefault(doc.group, []).append(row)
    rarity = {}
    for group, rows in stems.items():
        size, counts = len(rows), Counter(chain.from_iterable(rows))
        scale = {count: _idf(size, count) / _idf(size, 1) for count in set(counts.values())}
        rarity[group] = {stem: scale[count] for stem, count in counts.items()}
    return rarity


def _idf(size: int, count: int) -> float:
    return log(1 + (size - count + 0.5) / (count + 0.5))


def _phrases(doc: Entry, title: Stems, stems: _Stems, number: Mapping[str, int]) -> list[list[int]]:
    """The title and the synonyms of a document as numbers of stems, in steps."""
    phrases = {
        tuple(sorted([number[stem] for stem in found])) for found in (title, *map(stems.of, doc.aliases))
    }
    return [[phrase[0], *map(sub, phrase[1:], phrase)] for phrase in sorted(phrases) if phrase]
