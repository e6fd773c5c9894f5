"""QR codes made in the browser are those that the maker of our leaflets makes."""

from __future__ import annotations

from typing import Any

import pytest
import segno
from segno import encoder

from tests import javascript

# Sizes of codes: 1, 2, 6, 7 (with its number), 9 and 10 (longer length), 14 (unequal blocks), 32 (its own step), 40.
LENGTHS = (1, 14, 15, 100, 119, 180, 182, 350, 400, 1000, 1500, 1501, 1990, 2331)


def modules(texts: list[str]) -> list[Any]:
    found: list[Any] = javascript.run(
        ["qr.js"], "(texts) => texts.map((text) => Rozcestnik.qr.modules(text))", texts
    )
    return found


def text(length: int) -> str:
    """An address of some length, with all bytes that addresses may hold."""
    word = "https://rozcestnik.test/cesta/muj-seznam/#sluzby=dluhova-poradna,linka-116111~%41_;"
    return (word * (length // len(word) + 1))[:length]


def _filled_up(buffer: Any, version: int, length: int) -> None:
    buffer.extend([0] * (-length % 8))


def test_codes_are_those_of_segno(monkeypatch: pytest.MonkeyPatch) -> None:
    # segno 1.6 adds a byte of zeros where the text ends with a byte; readers skip it, the standard has none.
    monkeypatch.setattr(encoder, "write_padding_bits", _filled_up)
    wrong = []
    for length, ours in zip(LENGTHS, modules([text(one) for one in LENGTHS]), strict=True):
        theirs = segno.make(
            text(length), error="m", mode="byte", boost_error=False, micro=False, mask=ours["mask"]
        )
        if [list(map(bool, row)) for row in theirs.matrix] != ours["rows"]:
            wrong.append((length, theirs.version))
    assert wrong == []


def test_the_mask_is_one_that_reads_well() -> None:
    """Both choose by the same penalty, so mostly the same mask."""
    same = sum(
        segno.make(text(length), error="m", mode="byte", boost_error=False, micro=False).mask == ours["mask"]
        for length, ours in zip(LENGTHS, modules([text(one) for one in LENGTHS]), strict=True)
    )
    assert same > len(LENGTHS) / 2


@pytest.mark.parametrize("wrong", ["x" * 2332, "žluťoučký", "a\nb", "\u0000"])
def test_what_no_code_holds_has_none(wrong: str) -> None:
    assert modules([wrong]) == [None]
