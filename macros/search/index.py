"""Builds the index that the reader's browser searches: small, sorted, the same at every build.

    search/index.json           what everybody needs
    {"groups":   [["situation", 35], …],   documents stand in this order, by address within a group
     "titles", "urls", "notes", "boosts":  one item a document; boosts in hundredths
     "phrases":  [[[5, 7], …], …],         for each document its title and synonyms as stems (steps)
     "postings": [[3, 12, 1, 9], …],       for each stem: step to the next document, impact 1–63, …
     "terms":    "abs adapt …",            the sorted stems of all documents, of those in other files, too
     "weights":  [40, …],                  how much a stem tells, 1–63
     "same":     {"syn": "dite", …},       stems that another stem stands for
     "stop":     "a aby …",
     "tuning":   {…},                      numbers of the ranking, so that both sides have the same
     "id":       "9f2c…",                  of these terms: files of another build do not fit
     "shards":   [["zlinsky-kraj", "Zlínský kraj", [[5, 7], …]], …]}   regions, and names of their places

    search/index-zlinsky-kraj.json         pages that belong to one region alone, in a large portal
    {"id", "groups", "titles", "urls", "notes", "boosts", "phrases",
     "terms":    [3, 12, …],               the stems that stand here, as numbers (steps)
     "postings": [[…], …]}                 for each of them

Ranking does not depend on the split: rarity and weights are worked out over all documents. `macros.search.query`
is the reference of how it is searched; assets/js/search-engine.js does the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import log
from operator import sub
from types import MappingProxyType
from typing import Any, Literal, get_args

from macros.files.made import compact
from macros.search.meaning import Index
from macros.search.query import Hit, named, nearest, query, read_index
from macros.search.words import SAME_STEMS, STOP_WORDS, key
from macros.words.czech import tokens

__all__ = ["CORE", "Entry", "Hit", "Index", "build", "named", "nearest", "query", "read_index", "shard_path"]

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
    home: str = ""
    """Slug of the region where alone the page is of use; "" = everywhere."""


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
    # A question that names more regions than these names none for sure.
    "regions": 2,
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


def build(entries: Iterable[Entry], regions: Mapping[str, str] = MappingProxyType({})) -> dict[str, bytes]:
    """Return the files of the index by their path in the site.

    `regions` are slugs and names of those that get a file of their own. The order of `entries` does not
    matter. ValueError for an unknown group or an address given twice.
    """
    docs = sorted(entries, key=lambda entry: (GROUPS.index(entry.group), entry.url))
    twice = [url for url, count in Counter(doc.url for doc in docs).items() if count > 1]
    if twice:
        raise ValueError(f"more than one entry for {twice[0]!r}")
    stems = _Stems()
    titles = [stems.of(doc.title) for doc in docs]
    strengths = [_strengths(doc, title, stems) for doc, title in zip(docs, titles, strict=True)]
    leanings = _leanings(docs, stems)
    rarity = _rarity(docs, strengths)
    number = {stem: place for place, stem in enumerate(sorted(set().union(*strengths, *leanings)))}
    terms = " ".join(number)
    same = blake2b(terms.encode(), digest_size=6).hexdigest()
    files = {"": _Part(), **{slug: _Part() for slug in regions}}
    for place, (doc, title) in enumerate(zip(docs, titles, strict=True)):
        part = files[doc.home if doc.home in regions else ""]
        if doc.group == "situation":
            part.add(doc, leanings[place], None)
        else:
            part.add(doc, strengths[place], rarity[doc.group])
        part.phrases.append(_phrases(doc, title, stems, number))
    core = files.pop("")
    index = core.facts() | {
        "id": same,
        "terms": terms,
        "weights": _weights(number, rarity),
        "postings": [_stepped(core.postings.get(stem, [])) for stem in number],
        "same": SAME_STEMS,
        "stop": " ".join(sorted(STOP_WORDS)),
        "tuning": TUNING,
        "shards": [
            [slug, regions[slug], _names(regions[slug], part, stems, number)] for slug, part in files.items()
        ],
    }
    return {CORE: compact(index)} | {
        shard_path(slug): compact(part.facts() | {"id": same} | part.numbered(number))
        for slug, part in files.items()
    }


CORE = "search/index.json"


def shard_path(slug: str) -> str:
    """Where the part of the index that belongs to a region lies."""
    return f"search/index-{slug}.json"


class _Part:
    """Documents that go into one file."""

    def __init__(self) -> None:
        self.docs: list[Entry] = []
        self.phrases: list[list[list[int]]] = []
        self.postings: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, doc: Entry, values: Mapping[str, float], rare: Mapping[str, float] | None) -> None:
        """Take a document whose stems have these strengths; `rare` lessens them."""
        place, postings = len(self.docs), self.postings
        self.docs.append(doc)
        for stem, value in values.items():
            postings[stem] += (place, int(STEPS * (value * rare[stem] if rare else value) + 0.5) or 1)

    def facts(self) -> dict[str, Any]:
        """What is known of each document."""
        return {
            "groups": [list(item) for item in Counter(doc.group for doc in self.docs).items()],
            "titles": [doc.title for doc in self.docs],
            "urls": [doc.url for doc in self.docs],
            "notes": [doc.note for doc in self.docs],
            "boosts": [round(GROUP_BOOST[doc.group] * doc.boost) for doc in self.docs],
            "phrases": self.phrases,
        }

    def numbered(self, number: Mapping[str, int]) -> dict[str, Any]:
        """The stems that stand here and their postings."""
        found = sorted(self.postings)
        return {
            "terms": _steps([number[stem] for stem in found]),
            "postings": [_stepped(self.postings[stem]) for stem in found],
        }


def _steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers as the first one and the differences."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def _stepped(row: list[int]) -> list[int]:
    """Documents and impacts in turn, the documents in steps."""
    row[::2] = _steps(row[::2])
    return row


def _names(region: str, part: _Part, stems: _Stems, number: Mapping[str, int]) -> list[list[int]]:
    """By which words a question names a region or a place in it."""
    texts = [re.sub("(?i)\\bkraj\\b", "", region), *(doc.title for doc in part.docs if doc.group == "place")]
    found = {tuple(sorted(number[stem] for stem in stems.of(text) if stem in number)) for text in texts}
    return [_steps(name) for name in sorted(found) if name]


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


def _weights(stems: Iterable[str], rarity: Mapping[Group, Mapping[str, float]]) -> list[int]:
    """How much each stem tells: it counts where it is the most common."""
    least = (min((rare[stem] for rare in rarity.values() if stem in rare), default=1.0) for stem in stems)
    return [round(STEPS * (LEAST + (1 - LEAST) * value)) for value in least]


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
    return [_steps(phrase) for phrase in sorted(phrases) if phrase]
