"""A coordinator's walk: what hangs, who should know, a calendar and a table to take away, what changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TOWN = "Poradenský program 11"


def test_a_coordinator_finds_what_hangs_and_takes_it_away(desk: Page) -> None:
    desk.goto("strategie/")
    desk.get_by_role("main").get_by_role("link", name="Pro koordinátory").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Pro koordinátory")
    agenda = desk.locator("section.agenda", has_text=TOWN)
    expect(agenda.get_by_text("Skončilo 30. 6. 2024.")).to_be_visible()
    agenda.get_by_role("link", name="2 Termín minul, splnění nehlášeno").click()
    expect(agenda.get_by_role("heading", name="Termín minul, splnění nehlášeno 2")).to_be_in_viewport()
    agenda.get_by_role("link", name="3 Bez ukazatele").click()
    expect(agenda.get_by_role("heading", name="Bez ukazatele 3")).to_be_in_viewport()

    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Termíny do kalendáře (.ics)").click()
    calendar = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "terminy.ics"
    assert calendar.count(b"BEGIN:VEVENT") == 3

    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Tabulka úkolů (.csv)").click()
    table = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert sum(1 for row in rows if row["hodnocení termínu"] == "program skončil, splnění nehlášeno") == 2
    assert (
        sum(
            1
            for row in rows
            if row["bez ukazatele"] == "ano" and row["úroveň"] == "cíl" and "Nové Město" in row["strategie"]
        )
        == 3
    )
    assert sum(1 for row in rows if row["úroveň"] == "opatření") == 31


def test_from_a_task_to_the_goal_its_course_and_its_document(desk: Page) -> None:
    desk.goto("koordinator/")
    agenda = desk.locator("section.agenda", has_text=TOWN)
    agenda.get_by_role("link", name="cíl 1", exact=True).first.click()
    gauges = desk.locator(".gauge")
    expect(gauges).to_have_count(2)
    expect(gauges.nth(0)).to_contain_text("popsáno jen slovy")
    expect(gauges.nth(1)).to_contain_text("nehlášeno")
    expect(desk.locator(".chain .gap")).to_have_count(2)
    desk.get_by_role("navigation", name="Drobečková navigace").get_by_role("link", name=TOWN).click()
    faces = desk.get_by_role("navigation", name="Pohledy na strategii")
    for face in ("Karty", "Průběh", "Jak se sleduje", "Co je hlášeno", "Kniha změn", "Celé k tisku"):
        faces.get_by_role("link", name=face).click()
        expect(faces.get_by_role("link", name=face)).to_have_attribute("aria-current", "page")


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize(
    "url", ["koordinator/", "strategie/karlovarsky-kraj/hlaseni/", "strategie/sledovani/"]
)
def test_nothing_overflows_where_letters_stand_apart(opened: object, url: str) -> None:
    """WCAG 1.4.12 at the narrowest width of 1.4.10."""
    page: Page = opened(viewport={"width": 320, "height": 740}, bypass_csp=True)  # type: ignore[operator]
    page.goto(url)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_word_for_nothing_reported_is_not_broken(opened: object) -> None:
    for width in (320, 345, 360, 362, 375, 400):
        page: Page = opened(viewport={"width": width, "height": 740})  # type: ignore[operator]
        page.goto("strategie/karlovarsky-kraj/4-5/")
        lines = page.evaluate(
            """[...document.querySelectorAll('.gauge strong')].map(one => {
              const range = document.createRange();
              range.selectNodeContents(one);
              return new Set([...range.getClientRects()].map(box => box.top)).size;
            })"""
        )
        assert lines == [1, 1], width


def test_the_outline_opens_without_scripts(opened: object) -> None:
    page: Page = opened(viewport={"width": 360, "height": 740}, java_script_enabled=False)  # type: ignore[operator]
    page.goto("strategie/karlovarsky-kraj/")
    measure = page.get_by_role("link", name="1.1 Lepší informovanost")
    goal = page.locator("summary", has_text="1.A")
    goal.click()
    measure_summary = page.locator("summary", has_text="1.1")
    expect(measure_summary).to_be_visible()
    measure_summary.click()
    page.get_by_role("link", name="Stránka: opatření 1.1").click()
    expect(page.locator(".gauges")).to_be_visible()
    assert measure.count() == 0


def test_calls_that_are_closed_look_closed(phone: Page) -> None:
    phone.goto("granty/")
    expect(phone.get_by_text("Otevřenou výzvu teď neznáme.")).to_be_visible()
    expect(phone.locator(".call-closed").first).to_contain_text("Uzavřeno")
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="Uzávěrky do kalendáře (.ics)").click()
    assert b"BEGIN:VCALENDAR" in Path(waiting.value.path()).read_bytes()
