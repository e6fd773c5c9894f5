"""What comes out of a printer: a municipality on two pages at most, and on every print its address and date."""

from __future__ import annotations

import io

import pypdf
import pytest

from macros.subjects.catalogue.subject import edition
from tests.browser.conftest import Opened
from tests.built import Built


def printed(opened: Opened, path: str) -> tuple[int, str]:
    """Number of A4 pages, and their text without spaces: lines may break anywhere in an address."""
    page = opened()
    page.goto(path)
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return len(pages), "".join("".join(one.extract_text() for one in pages).split())


def test_a_municipality_is_printed_on_two_pages(real: Built, opened: Opened) -> None:
    towns = real.urls("municipality")
    longest = sorted(towns, key=lambda path: -len(real.files[f"{path}index.html"]))[:4]
    for path in ("obce/okrouhla-cheb/", *longest):
        count, text = printed(opened, path)
        assert count <= 2, path
        assert f"/{path}" in text


@pytest.mark.parametrize("path", ["formular/", "pravidla/humpolec-pelhrimov-zpravy/"])
def test_rules_of_cooperation_are_one_page_for_a_staff_room(opened: Opened, path: str) -> None:
    count, text = printed(opened, f"spoluprace/{path}")
    assert count == 1
    assert "Pravidla" in text


@pytest.mark.parametrize("path", ["", "situace/dluhy/", "obce/okrouhla-cheb/", "mezery/"])
def test_a_print_says_its_address_and_how_old_the_data_are(real: Built, opened: Opened, path: str) -> None:
    text = printed(opened, path)[1]
    assert f"Tatostránka:{real.site.settings.site_url}{path}" in text
    assert "Údaje" + "".join(edition(real.site).split()) in text
