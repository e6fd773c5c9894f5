"""The reader's side folds, splits and stems exactly as Python does, on every word we have."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from macros.words import czech
from tests import javascript

ROOT = Path(__file__).parent.parent


@cache
def corpus() -> list[str]:
    """Everything between spaces and separators in the packages, and words of the seed texts."""
    tables = sorted(ROOT.glob("data_packages/**/*.csv"))
    texts = [
        path.read_text(encoding="utf-8") for path in (*tables, *sorted((ROOT / "tests/search").iterdir()))
    ]
    return sorted({word for text in texts for word in text.replace(",", " ").split()})


def test_corpus_is_big() -> None:
    assert len(corpus()) > 10_000


def test_every_word_has_the_same_fold_tokens_and_stems() -> None:
    words = [
        *corpus(),
        "",
        "Straße",
        "ﬁnance",
        "sou\u00adsed",
        "e\u030c",
        "👍",
        "½",
        "Допомога",
        "İ",
        "ΣΑΣ",
        "×",
    ]
    call = """words => words.map(word => {
        const czech = Rozcestnik.czech, tokens = czech.tokens(word);
        return [czech.fold(word), tokens, tokens.map(czech.stem), czech.stem(word)];
    })"""
    theirs = javascript.run(["czech.js"], call, words)
    different = [
        (word, ours, their)
        for word, their in zip(words, theirs, strict=True)
        if (ours := _ours(word)) != their
    ]
    assert not different, different[:10]


def _ours(word: str) -> list[object]:
    tokens = czech.tokens(word)
    return [czech.fold(word), tokens, [czech.stem(token) for token in tokens], czech.stem(word)]


def test_every_character_of_living_scripts_folds_the_same() -> None:
    # Characters that Python's Unicode tables do not know yet may fold differently elsewhere.
    chars = [char for char in map(chr, range(0x2C00)) if unicodedata.category(char) != "Cn"]
    theirs = javascript.run(["czech.js"], "chars => chars.map(Rozcestnik.czech.fold)", chars)
    different = [
        (hex(ord(c)), czech.fold(c), t) for c, t in zip(chars, theirs, strict=True) if czech.fold(c) != t
    ]
    assert not different, different[:10]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Dítě nechodí do školy", ["Dítě", "nechodí", "do", "školy"]),
        ("„Žáci“ – Straße, 👍 x", ["Žáci", "Straße", "x"]),
        ("e\u030c-mail", ["e\u030c", "mail"]),
        ("", []),
    ],
)
def test_spans_point_at_the_words_as_they_stand(text: str, marked: list[str]) -> None:
    call = "text => Rozcestnik.czech.spans(text).map(one => text.slice(one.start, one.end))"
    found = javascript.run(["czech.js"], call, text)
    assert found == marked


@pytest.mark.browser
def test_the_browser_does_it_as_node_does() -> None:
    assert javascript.node(), "there is no node to compare the browser with"
    words = corpus()[::50]
    call = "words => words.map(Rozcestnik.czech.stem)"
    sources = [javascript.NAME, (javascript.SCRIPTS / "czech.js").read_text(encoding="utf-8")]
    assert javascript.run(["czech.js"], call, words) == javascript._in_browser(sources, call, words)
