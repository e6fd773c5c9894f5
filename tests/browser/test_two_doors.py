"""A boy whom somebody threatens, and a teacher: their pages on a phone, with and without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

SCREEN = {"width": 360, "height": 800}


def on_the_first_screen(page: Page, selector: str) -> None:
    """The first such link is whole on the screen and 44 px high."""
    box = page.locator(selector).first.bounding_box()
    assert box
    assert box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"], page.url
    assert box["height"] >= 44, page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_child_can_call_write_and_leave_at_once(opened: Opened, scripts: bool) -> None:
    page = opened(viewport=SCREEN, java_script_enabled=scripts, has_touch=True, is_mobile=True)
    page.goto("pro-deti/")
    on_the_first_screen(page, 'main a[href^="tel:"]')
    expect(page.locator('main a[href^="tel:"]').first).to_have_attribute("href", "tel:116111")
    on_the_first_screen(page, 'main a[href="https://www.linkabezpeci.cz/chat"]')
    on_the_first_screen(page, "a[data-exit]")
    assert page.evaluate("document.documentElement.scrollWidth") == SCREEN["width"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_bullied_boy_is_led_to_the_part_for_him(opened: Opened, scripts: bool) -> None:
    page = opened(viewport=SCREEN, java_script_enabled=scripts)
    page.goto("pro-deti/")
    page.get_by_role("link", name=re.compile("Někdo mi píše")).click()
    expect(page).to_have_url(re.compile("situace/kybersikana/#jsem-dite-nebo-dospivajici$"))
    part = page.locator("details.role[open]")
    expect(part).to_have_count(1)
    expect(part.locator("summary")).to_have_text("Jsem dítě nebo dospívající")
    expect(part.locator("summary")).to_be_in_viewport()
    expect(part.locator('a[href="tel:116111"]').first).to_be_in_viewport()


def test_from_home_a_teacher_reaches_the_law_in_two_taps(opened: Opened) -> None:
    page = opened(viewport=SCREEN)
    page.goto("")
    page.get_by_role("link", name=re.compile("Jsem učitel")).click()
    on_the_first_screen(page, 'main a[href^="tel:"]')
    page.locator("summary", has_text="Dítě chybí ve škole").click()
    part = page.locator("details", has=page.locator("#chybi"))
    expect(part.get_by_role("link", name="§ 10 zákona č. 359/1999 Sb.")).to_be_visible()
    part.get_by_role("link", name="leták pro rodiče").click()
    expect(page.locator("#letak")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", ["pro-deti/", "pro-ucitele/"])
def test_the_doors_are_accessible(opened: Opened, scheme: str, url: str) -> None:
    page = opened(viewport=SCREEN, color_scheme=scheme)
    page.goto(url)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert Axe().run(page).response["violations"] == []


def test_on_paper_nothing_of_the_teachers_page_is_folded(opened: Opened) -> None:
    page = opened(viewport=SCREEN)
    page.goto("pro-ucitele/")
    page.emulate_media(media="print")
    expect(page.locator("#zaznam li").first).to_be_visible()
