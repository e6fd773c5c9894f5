"""The reader's side finds the same pages with the same scores as the reference in Python."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

from macros.publish.site_wide import search_entries
from macros.search.index import CORE, Hit, Index, build, named, nearest, query, read_index, shard_path
from macros.subjects.territory.model import Territories
from macros.texts.bundle import Bundle
from tests import javascript
from tests.built import Built

SCRIPTS = ["czech.js", "search-meaning.js", "search-engine.js"]
QUERIES = Path(__file__).parent / "search" / "queries.csv"
ODD = [
    *("", " ", "a", "o", "do ", "?!", "§ 37", "116 111", "xyzxyz", "qqq", "İ ΣΑΣ", "👍 dluhy", "допомога"),
    *("exekcue", "zaskolactvy", "dlu", "dlu ", "exek", "skol", "ne", "nebydl", "nezvladam", "e\u030cc"),
    *("Cheb", "cheb", "Krásno", "pohoda cheb", "azylovy dum sokolov", "dluhy dluhy dluhy", "a i o u"),
    *("bezďák", "dluhy\u00a0", "dluhy\t", "e-mail", "A" * 200, "dite " * 40),
]


def questions() -> list[str]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        plain = [row["query"] for row in csv.DictReader(file)]
    rng = random.Random(7)
    typos, cut = [], []
    for text in plain:
        place = rng.randrange(1, len(text))
        typos.append(text[: place - 1] + rng.choice("aeiklmnost") + text[place:])
        cut.append(text[:place])
    return [*plain, *typos, *cut, *ODD]


@pytest.fixture(scope="module")
def raw(real: Built) -> bytes:
    return (real.out / "search" / "index.json").read_bytes()


@pytest.fixture(scope="module")
def index(raw: bytes) -> Index:
    return read_index(raw)


def as_json(hit: Hit | None) -> list[Any] | None:
    return None if hit is None else [hit.group, hit.url, hit.title, hit.score]


@pytest.mark.parametrize("limit", [5, 100])
def test_the_same_results_in_the_same_order(raw: bytes, index: Index, limit: int) -> None:
    call = """given => {
        const index = Rozcestnik.engine.read(given.index);
        const plain = hit => hit && [hit.group, hit.url, hit.title, hit.score];
        return given.texts.map(text => {
            const found = Rozcestnik.engine.query(index, text, given.limit);
            return {found: found.map(plain), near: found.length ? null : plain(Rozcestnik.engine.nearest(index, text))};
        });
    }"""
    texts = questions()
    assert len(texts) > 60
    theirs = javascript.run(SCRIPTS, call, {"index": json.loads(raw), "texts": texts, "limit": limit})
    for text, their in zip(texts, theirs, strict=True):
        found = query(index, text, limit)
        assert their["found"] == [as_json(hit) for hit in found], text
        assert their["near"] == (None if found else as_json(nearest(index, text))), text


def test_files_of_regions_give_the_same_on_both_sides(real: Built) -> None:
    regions = {one.row.slug: one.row.name for one in real.site[Territories].covered_regions()}
    files = build(search_entries(real.site, Bundle(Path())), regions)
    call = """given => {
        const index = Rozcestnik.engine.read(given.core);
        const named = given.texts.map(text => Rozcestnik.engine.named(index, text));
        Object.keys(given.parts).reverse().forEach(slug => Rozcestnik.engine.add(index, slug, given.parts[slug]));
        return {named, found: given.texts.map(text => Rozcestnik.engine.query(index, text, 40)
            .map(hit => [hit.group, hit.url, hit.title, hit.score]))};
    }"""
    texts = [*questions()[::5], "azyl Cheb", "Liberec", "Karlovarský kraj", "Nové Město pod Smrkem"]
    parts = {slug: json.loads(files[shard_path(slug)]) for slug in regions}
    theirs = javascript.run(SCRIPTS, call, {"core": json.loads(files[CORE]), "parts": parts, "texts": texts})
    index = read_index(files[CORE], *(files[shard_path(slug)] for slug in regions))
    assert theirs["named"] == [named(index, text) for text in texts]
    assert theirs["found"] == [[as_json(hit) for hit in query(index, text, 40)] for text in texts]


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("dluhy", "Máme dluhy", "Máme [dluhy]"),
        ("DLUZICH", "Máme dluhy a „dluh“.", "Máme [dluhy] a „[dluh]“."),
        ("syn nechodi do skoly", "Dítě nechodí do školy", "[Dítě] [nechodí] do [školy]"),
        ("exek", "Přišla mi exekuce", "Přišla mi [exekuce]"),
        ("cheb", "Sokolov", "Sokolov"),
        ("", "Máme dluhy", "Máme dluhy"),
    ],
)
def test_words_that_answer_the_question_are_marked(raw: bytes, question: str, text: str, marked: str) -> None:
    call = """given => {
        const index = Rozcestnik.engine.read(given.index), wanted = Rozcestnik.engine.terms(index, given.question);
        return Rozcestnik.engine.parts(index, wanted, given.text);
    }"""
    parts = javascript.run(SCRIPTS, call, {"index": json.loads(raw), "question": question, "text": text})
    assert "".join(f"[{part['text']}]" if part["marked"] else part["text"] for part in parts) == marked
    assert "".join(part["text"] for part in parts) == text
