"""Czech words: each function has examples from real life and laws that hold for any text."""

from __future__ import annotations

import csv
import datetime as dt
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from macros.words import czech

N = czech.NBSP
HERE = Path(__file__).parent
CZECH = st.text(alphabet='aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzžAÁČĎÉĚŘŠŽ 0123456789.,-%§"()', max_size=60)


def rows(name: str) -> list[tuple[str, str]]:
    with (HERE / "search" / name).open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in list(csv.reader(file))[1:]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Příliš žluťoučký kůň", "prilis zlutoucky kun"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("İstanbul", "istanbul"),
        ("ﬁnance", "finance"),
        ("sou\u00adsed", "soused"),
        ("Допомога", "допомога"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert czech.fold(text) == folded
    assert czech.fold(unicodedata.normalize("NFD", text)) == folded


def test_fold_of_every_character_is_folded() -> None:
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code <= 0xDFFF:
            once = czech.fold(chr(code))
            assert czech.fold(once) == once, hex(code)


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert czech.fold(czech.fold(text)) == czech.fold(text)


@given(CZECH, CZECH)
def test_fold_works_character_by_character(left: str, right: str) -> None:
    assert czech.fold(left + right) == czech.fold(left) + czech.fold(right)


def test_tokens() -> None:
    assert czech.tokens("§ 37: „Děti“, e-mail jan@x.cz; Ж") == [
        "37",
        "deti",
        "e",
        "mail",
        "jan",
        "x",
        "cz",
        "ж",
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("Aš – město", "as-mesto"), ("  Čl. 5 ", "cl-5"), ("—", ""), ("Большой", "")]
)
def test_slug(text: str, expected: str) -> None:
    assert czech.slug(text) == expected


@given(st.text())
def test_slug_is_an_address(text: str) -> None:
    slug = czech.slug(text)
    assert czech.slug(slug) == slug
    assert slug == "" or slug.replace("-", "").isalnum()
    assert not slug.startswith("-") and not slug.endswith("-") and "--" not in slug


ORDERED = [
    ["Adamov", "Aš", "Cukr", "Čáslav", "Ďáblice", "Dub", "Hora", "Chata", "Cheb", "Chleby", "Ivan"],
    ["cesta", "ctnost", "czr", "čaj", "rýže", "řeka", "sýr", "šála", "zed", "žába"],
    ["dama", "dáma", "damy", "dělo", "den"],
    ["ano", "Ano", "ANO", "áno"],
    ["u", "ú", "ů", "úl", "ulice"],
    ["Nová Ves", "Nová Ves u Chebu", "Novák", "Nový"],
    ["1. MŠ", "ZŠ 2", "ZŠ 10", "ZŠ Aš"],
    ["Aš", "„Dům“", "(Eva)", "Fara"],
    ["h", "hz", "ch", "i"],
]


@pytest.mark.parametrize("names", ORDERED)
def test_sort_key(names: list[str]) -> None:
    shuffled = names[1::2] + names[::2]
    assert sorted(shuffled, key=czech.sort_key) == names


@given(CZECH)
def test_sort_key_does_not_mind_how_accents_are_stored(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert czech.sort_key(apart) == czech.sort_key(text)


@given(st.text(), st.text())
def test_sort_key_tells_different_texts_apart(left: str, right: str) -> None:
    left, right = (unicodedata.normalize("NFC", text).strip() for text in (left, right))
    if left.swapcase() != right.swapcase():
        assert czech.sort_key(left) != czech.sort_key(right)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "0 služeb"),
        (1, "1 služba"),
        (2, "2 služby"),
        (4, "4 služby"),
        (5, "5 služeb"),
        (21, "21 služeb"),
        (22, "22 služeb"),
        (1000, "1 000 služeb"),
        (-1, "−1 služba"),
        (1.5, "1,5 služby"),
        (2.0, "2 služby"),
        (Decimal("0.50"), "0,5 služby"),
    ],
)
def test_plural(n: int | float | Decimal, expected: str) -> None:
    assert czech.plural(n, "služba", "služby", "služeb") == expected.replace(" ", N)


def test_plural_with_its_own_form_after_a_fraction() -> None:
    assert czech.plural(2.5, "rok", "roky", "let", "roku") == f"2,5{N}roku"


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1234, "1 234"),
        (999, "999"),
        (1234567.5, "1 234 567,5"),
        (-0.25, "−0,25"),
        (1e-7, "0,0000001"),
        (1e21, "1 000 000 000 000 000 000 000"),
        (0, "0"),
        (-0.0, "0"),
    ],
)
def test_number(n: float, expected: str) -> None:
    assert czech.number(n) == expected.replace(" ", N)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_number_refuses_what_is_none(bad: float) -> None:
    for show in (czech.number, czech.percent, lambda n: czech.plural(n, "a", "b", "c")):
        with pytest.raises(ValueError, match="not a number"):
            show(bad)


@given(st.integers())
def test_number_keeps_every_digit(n: int) -> None:
    assert int(czech.number(n).replace(N, "").replace(czech.MINUS, "-")) == n


def test_percent() -> None:
    assert czech.percent(10) == f"10{N}%"
    assert czech.percent(9.75) == f"9,75{N}%"


def test_date() -> None:
    assert czech.date("2026-09-03") == czech.date(dt.date(2026, 9, 3)) == f"3.{N}9.{N}2026"
    with pytest.raises(ValueError):
        czech.date("3. 9. 2026")


@pytest.mark.parametrize(
    ("given_", "shown", "href"),
    [
        ("+420731433007", "731 433 007", "tel:+420731433007"),
        ("731 433 007", "731 433 007", "tel:+420731433007"),
        ("112", "112", "tel:112"),
        ("155", "155", "tel:155"),
        ("116111", "116 111", "tel:116111"),
        ("1188", "1188", "tel:1188"),
        ("+493731234567", "+49 3731 234567", "tel:+493731234567"),
        ("+421212345678", "+421 2 123 456 78", "tel:+421212345678"),
    ],
)
def test_phone(given_: str, shown: str, href: str) -> None:
    assert czech.phone(given_) == shown.replace(" ", N)
    assert czech.tel_href(given_) == href


@pytest.mark.parametrize("bad", ["", "12", "jen e-mailem", "+42012345678", "+4207314330071", "1234567"])
def test_phone_refuses_what_is_none(bad: str) -> None:
    for show in (czech.phone, czech.tel_href):
        with pytest.raises(ValueError, match="not a telephone number"):
            show(bad)


@pytest.mark.parametrize(
    "expected",
    [
        "Jdu k~lékaři, s~dětmi a~v~Chebu (u~nádraží).",
        "K~tomu „v~klidu“ patří i~čas. A~co dál? V~Aši.",
        "10~% z~1~234~Kč",
        "§~37 odst.~1 písm.~a) zákona č.~108/2006~Sb.",
        "do 3.~9.~2026, tedy do 3.~září~2026",
        "9.~třída, 15~let, 24~h, 3~hodiny, 25~km",
        "PSČ 350~02, tel.~731~433~007",
        "Přišel ve 3. Pak odešel.",
        "Roku 2026. a~dál",
        "viz https://a.cz/v a~www.b.cz/5 let, jan.v@x.cz a~dál",
        "ahoj světe bez pravidel",
        "",
    ],
)
def test_typeset_spaces(expected: str) -> None:
    assert czech.typeset(expected.replace("~", " ")) == expected.replace("~", N)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Řekl "dobře".', "Řekl „dobře“."),
        ('("ano") a "ne"', f"(„ano“) a{N}„ne“"),
        ('"ven "uvnitř" ven"', "„ven „uvnitř“ ven“"),
        ('deska 27" a dál', f'deska 27" a{N}dál'),
        ("už „je“ tak", "už „je“ tak"),
    ],
)
def test_typeset_quotes(text: str, expected: str) -> None:
    assert czech.typeset(text) == expected


@given(CZECH | st.text())
def test_typeset_twice_is_typeset_once(text: str) -> None:
    once = czech.typeset(text)
    assert czech.typeset(once) == once
    assert czech.tokens(once) == czech.tokens(text)


PIECES = st.sampled_from(
    [
        *" .(§„5v",
        "12.",
        "2026",
        "čl.",
        "odst.",
        "bod",
        "písm.",
        "a",
        "K",
        "ledna",
        "prosince",
        "let",
        "Kč",
        "IV",
        "ž",
        "\n",
        N,
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join) | CZECH | st.text())
def test_rules_told_from_the_space_and_with_addresses_are_the_same(text: str) -> None:
    quoted = czech.typeset(text)
    if not any(sign in text for sign in ("@", "://", "www.", '"')):
        assert quoted == czech._SPACE_OR_ADDRESS.sub(czech._unbroken, text)


@given(st.from_regex(r"(https?://|www\.)[a-z0-9./?=&-]{1,30}", fullmatch=True), CZECH)
def test_typeset_leaves_addresses_alone(url: str, text: str) -> None:
    assert url in czech.typeset(f"{text} {url} {text}")


def test_stem_joins_what_is_one_word() -> None:
    pairs = rows("stems.csv")
    apart = [pair for pair in pairs if czech.stem(pair[0]) != czech.stem(pair[1])]
    assert len(pairs) >= 200
    assert len(apart) <= 0.02 * len(pairs), apart


def test_stem_keeps_strangers_apart() -> None:
    pairs = rows("strangers.csv")
    joined = [pair for pair in pairs if czech.stem(pair[0]) == czech.stem(pair[1])]
    assert len(joined) <= 0.05 * len(pairs), joined


def test_own_stemmer_is_worth_having() -> None:
    """Snowball as it is, on folded words, or folded after stemming: each joins far fewer pairs."""
    stemmer: Any = snowballstemmer.stemmer("czech")  # type: ignore[no-untyped-call,unused-ignore]
    ways: dict[str, Callable[[str], str]] = {
        "ours": czech.stem,
        "snowball on folded": lambda word: stemmer.stemWord(czech.fold(word)),
        "snowball, then folded": lambda word: czech.fold(stemmer.stemWord(word)),
    }
    pairs = [(czech.fold(word), form) for word, form in rows("stems.csv")]
    recall = {name: sum(way(a) == way(b) for a, b in pairs) / len(pairs) for name, way in ways.items()}
    assert recall["ours"] > max(recall["snowball on folded"], recall["snowball, then folded"]) + 0.2


@given(CZECH)
def test_stem_does_not_mind_accents_and_case(text: str) -> None:
    assert czech.stem(text) == czech.stem(czech.fold(text)) == czech.stem(text.upper())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_stem_is_never_empty(word: str) -> None:
    assert 1 <= len(czech.stem(word)) <= max(len(word), 6)
