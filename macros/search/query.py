"""How the index is searched: the reference for overrides/assets/js/search-engine.js.

Only whole numbers are used, so that both sides rank alike to the last place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import accumulate, takewhile
from typing import Any, NamedTuple

from macros.search.meaning import Index, Meanings, alike, meanings
from macros.words.czech import tokens

ORDER = {"situation": 0, "service": 1, "place": 2, "measure": 3, "page": 4}
"""In this order groups are shown, and equally good pages ranked."""


class Hit(NamedTuple):
    """One result. Only the order of scores means something."""

    group: str
    url: str
    title: str
    score: int


def read_index(data: bytes, *shards: bytes) -> Index:
    """Read "search/index.json" and files of regions as `macros.search.index.build` wrote them.

    ValueError or KeyError for other data, or for files of different builds.
    """
    raw: dict[str, Any] = json.loads(data)
    terms = raw["terms"].split(" ")
    number = {term: place for place, term in enumerate(terms)}
    stands = number | {stem: number[other] for stem, other in raw["same"].items() if other in number}
    words = sorted(stands)
    index = Index(
        id=raw["id"],
        groups=[],
        titles=[],
        names=[],
        urls=[],
        boosts=[],
        terms=terms,
        weights=raw["weights"],
        postings=[[] for _ in terms],
        phrases=[],
        words=words,
        stands=[stands[word] for word in words],
        stop=frozenset(raw["stop"].split(" ")),
        tuning=raw["tuning"],
        shards={slug: [list(accumulate(steps)) for steps in names] for slug, _, names in raw["shards"]},
    )
    _add(index, raw, range(len(terms)))
    for one in map(json.loads, shards):
        if one["id"] != index.id:
            raise ValueError("files of different builds")
        _add(index, one, accumulate(one["terms"]))
    return index


def _add(index: Index, raw: Mapping[str, Any], terms: Iterable[int]) -> None:
    """Add the documents of a file, whose postings belong to `terms`."""
    first = len(index.titles)
    for term, row in zip(terms, raw["postings"], strict=False):
        places = (first + place for place in accumulate(row[::2]))
        index.postings[term].extend(zip(places, row[1::2], strict=True))
    index.groups.extend(group for group, size in raw["groups"] for _ in range(size))
    index.titles.extend(raw["titles"])
    index.names.extend(map(_name, raw["titles"]))
    index.urls.extend(raw["urls"])
    index.boosts.extend(raw["boosts"])
    index.phrases.extend([list(accumulate(steps)) for steps in rows] for rows in raw["phrases"])


def named(index: Index, text: str) -> list[str]:
    """Return the regions that the text names, or whose places it names; none where there are too many.

    The browser loads their files before it answers.
    """
    sure = {term for word in meanings(index, text) for term, value in word.items() if value == 100}
    found = [slug for slug, names in index.shards.items() if any(sure.issuperset(name) for name in names)]
    return found if len(found) <= index.tuning["regions"] else []


def _name(text: str) -> str:
    return " ".join(tokens(text))


def query(index: Index, text: str, limit: int) -> list[Hit]:
    """Return at most `limit` results for what a person wrote, the best first; [] where nothing fits."""
    words = meanings(index, text)
    scores = _score(index, words)
    floor = max(scores.values(), default=0) * index.tuning["floor"]
    name = _name(text)
    for doc in scores:
        if index.names[doc] == name:
            # Stems do not tell Krásno from Krásná.
            scores[doc] = scores[doc] * index.tuning["exact"] // 100
    # Not by number: files of regions may come in any order.
    ranked = sorted(scores, key=lambda doc: (-scores[doc], ORDER[index.groups[doc]], index.urls[doc]))
    good = takewhile(lambda doc: scores[doc] * 100 >= floor, ranked[:limit])
    return [Hit(index.groups[doc], index.urls[doc], index.titles[doc], scores[doc]) for doc in good]


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
        for doc, value in _best(index, alike(index, word)).items():
            if doc < last:
                scores[doc] = scores.get(doc, 0) + value
    if not scores:
        return None
    doc = min(scores, key=lambda doc: (-scores[doc], doc))
    return Hit(index.groups[doc], index.urls[doc], index.titles[doc], scores[doc])
