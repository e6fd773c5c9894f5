"""In a crisis a number is tapped where it is named: on the first screen of a phone, large enough for any finger."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from macros.subjects.catalogue.model import Catalogue
from macros.words import czech
from tests.browser.conftest import Opened
from tests.built import Built

pytestmark = pytest.mark.browser

SCREEN = {"width": 360, "height": 800}
FIRST = 'main a[href^="tel:"]'


def fits(page: Page, number: str) -> None:
    """The first telephone of a page: the right one, whole on the screen, as wide as its box, 44 px high."""
    link = page.locator(FIRST).first
    expect(link).to_have_attribute("href", czech.tel_href(number))
    box, around = link.bounding_box(), page.locator("main .first-call").bounding_box()
    assert box and around
    assert box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"], page.url
    assert box["height"] >= 44 and box["width"] >= around["width"] - 1, page.url


def test_each_guide_with_a_line_has_it_on_the_first_screen(opened: Opened, real: Built) -> None:
    page = opened(viewport=SCREEN, device_scale_factor=2, has_touch=True, is_mobile=True)
    plain = opened(viewport=SCREEN, java_script_enabled=False)
    guides = [one for one in real.site[Catalogue].situations.values() if one.first_line]
    assert len(guides) >= 10
    for guide in guides:
        assert guide.first_line and guide.first_line.phone
        for one in (page, plain):
            one.goto(guide.url)
            fits(one, guide.first_line.phone.value)


def test_a_woman_in_danger_taps_the_right_line_first(opened: Opened) -> None:
    page = opened(viewport=SCREEN, has_touch=True, is_mobile=True)
    page.goto("situace/domaci-nasili/")
    fits(page, "116006")
    box = page.locator("section.now")
    assert [one.get_attribute("href") for one in box.locator('li a[href^="tel:"]').all()] == [
        "tel:158",
        "tel:112",
        "tel:155",
    ]
    expect(page.locator("section.first").get_by_role("link", name="116\u00a0006")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("guide", ["domaci-nasili", "vychova"])
def test_the_first_box_is_accessible(opened: Opened, scheme: str, guide: str) -> None:
    page = opened(viewport=SCREEN, color_scheme=scheme)
    page.goto(f"situace/{guide}/")
    assert Axe().run(page).response["violations"] == []


def test_on_paper_the_number_stays_and_nothing_is_painted(opened: Opened) -> None:
    page = opened(viewport=SCREEN)
    page.goto("situace/domaci-nasili/")
    page.emulate_media(media="print")
    link = page.locator(FIRST).first
    expect(link).to_be_visible()
    expect(link).to_have_css("color", "rgb(0, 0, 0)")
    expect(link).to_have_css("background-color", "rgba(0, 0, 0, 0)")
