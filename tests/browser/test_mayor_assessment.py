"""A mayor's walk: the municipality, its family policy, its self-assessment, the form, the document."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import Page
from python_calamine import load_workbook

from macros.subjects.evaluation.assessment_form import FACTS, RATINGS
from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


def downloaded(page: Page, link: str) -> bytes:
    """What a click on a link brings as a file."""
    with page.expect_download() as found:
        page.locator(link).first.click()
    return found.value.path().read_bytes()


def test_a_mayor_finds_the_policy_its_assessment_and_the_document(phone: Page) -> None:
    phone.goto("obce/nove-mesto-pod-smrkem/")
    phone.get_by_role("link", name="Rodinná politika: Nové Město pod Smrkem").click()
    phone.wait_for_url("**/rodinna-politika/")
    phone.get_by_role("navigation", name="Obsah").get_by_role("link", name="Jak na tom obec je").click()
    assert phone.url.endswith("#stav")
    assert phone.locator("#stav").is_visible()
    phone.get_by_role("link", name="Nové Město pod Smrkem 2023–2024").click()
    phone.wait_for_url("**/hodnoceni/nove-mesto-pod-smrkem-2023-2024/")
    assert phone.get_by_role("img").count() == 3
    letters = phone.locator(".strip text").evaluate_all(
        """all => all.map((one) => {
          const strip = one.ownerSVGElement;
          const scale = strip.getBoundingClientRect().width / strip.viewBox.baseVal.width;
          return parseFloat(getComputedStyle(one).fontSize) * scale;
        })"""
    )
    assert min(letters) >= 11
    phone.locator("summary", has_text="Ukázat ukazatele a stupně").first.tap()
    details = phone.locator("table.rated details").first
    details.locator("summary").click()
    assert "Část 1" in details.inner_text()
    phone.get_by_role("link", name="Rodinná politika: Nové Město pod Smrkem").click()
    phone.wait_for_url("**/rodinna-politika/")
    link = phone.get_by_role("link", name="Celý dokument k vytištění (PDF)")
    got = phone.request.get(str(link.evaluate("one => one.href")))
    assert got.ok and got.headers["content-type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(got.body()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Rodinná politika: Nové Město pod Smrkem"


def test_a_mayor_takes_the_form_as_a_spreadsheet_and_on_paper(desk: Page) -> None:
    desk.goto("strategie/")
    desk.locator("main a[href$='hodnoceni/']").first.click()
    desk.get_by_role("link", name="Ohodnoťte svou obec").click()
    empty = load_workbook(io.BytesIO(downloaded(desk, "a[href$='formular.xlsx']")))
    assert {FACTS, RATINGS} <= set(empty.sheet_names)
    desk.get_by_role("link", name="Formulář na papír").click()
    desk.wait_for_url("**/formular/")
    assert desk.locator("table.form tbody tr").count() == 26
    desk.emulate_media(media="print")
    assert desk.locator("h1").is_visible()
    assert not desk.locator(".form__way").is_visible()
    assert desk.pdf(format="A4").startswith(b"%PDF")


def test_the_filled_form_of_a_phase_says_what_the_page_says(desk: Page) -> None:
    desk.goto("hodnoceni/nove-mesto-pod-smrkem-2023-2024/")
    book = load_workbook(io.BytesIO(downloaded(desk, "a[href$='end.xlsx']")))
    rows = book.get_sheet_by_name(RATINGS).to_python()
    assert sum(1 for row in rows[1:] if row[0]) == 26
    informed = next(row for row in rows if row[1] == "3.6")
    assert informed[5] == "2 – převážně"


def test_the_comparison_can_be_scrolled_with_keys(opened: Opened) -> None:
    page = opened(viewport={"width": 360, "height": 740})
    page.goto("hodnoceni/prorodinna-opatreni/srovnani/")
    box = page.get_by_role("group", name="Srovnání hodnocení")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert box.evaluate("one => one.scrollWidth > one.clientWidth ? one.scrollLeft > 0 : true")


def test_everything_works_without_scripts(plain: Page) -> None:
    plain.goto("obce/nove-mesto-pod-smrkem/rodinna-politika/")
    plain.locator("nav.contents a[href='#ucast']").click()
    assert plain.url.endswith("#ucast")
    plain.locator("#potreby ~ details summary").first.click()
    plain.locator("#potreby ~ details dl.who a").first.click()
    assert "/situace/" in plain.url or "/sluzby/" in plain.url
