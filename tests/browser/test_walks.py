"""What people come for, walked through as they do it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.test_place import choose

pytestmark = pytest.mark.browser


def test_a_parent_with_debts_finds_an_adviser_and_the_leaflet_in_four_taps(phone: Page) -> None:
    """Nové Město pod Smrkem, a screen of 360 px, from the home page."""
    phone.goto("")
    choose(phone, "nove mesto pod smrkem")
    taps = 0

    def tap(link: object) -> None:
        nonlocal taps
        link.tap()  # type: ignore[attr-defined]
        taps += 1

    tap(phone.locator("a.board", has_text=re.compile("dluhy", re.IGNORECASE)).first)
    expect(phone).to_have_url(re.compile("/situace/(dluhy|exekuce)/$"))
    tap(phone.locator(".jumps a", has_text="Kdo vám pomůže"))
    region = phone.locator("details[data-group]").first
    expect(region.locator("summary").first).to_contain_text("Liberecký kraj")
    expect(region.locator("li").first).to_have_attribute(
        "data-s", "clovek-v-tisni-dluhove-poradenstvi-online"
    )
    nearest = region.locator("li").nth(1)
    expect(nearest).to_be_in_viewport()
    expect(nearest.locator(".near")).to_have_text("pomáhá i u\u00a0vás")
    adviser = region.locator("li", has_text=re.compile("dluh|pořádek", re.IGNORECASE)).first
    expect(adviser).to_be_visible()
    leaflet = phone.locator(".jumps__leaflet")
    expect(leaflet).to_have_text("Leták pro Frýdlant a\u00a0okolí")
    assert (leaflet.get_attribute("href") or "").endswith("letaky/dluhy-frydlant.pdf")
    tap(adviser.get_by_role("link").first)
    expect(phone).to_have_url(re.compile("/sluzby/"))
    expect(phone.locator(".contacts .button").first).to_be_visible()
    assert taps + 1 <= 4, "one more tap opens the leaflet"


def test_a_teacher_who_suspects_abuse_sees_the_duty_to_report_and_whom_to_call(desk: Page) -> None:
    """Cheb, from the search field, with ten minutes."""
    desk.goto("")
    choose(desk, "Cheb")
    desk.get_by_role("combobox", name=re.compile("S čím")).fill("myslím že žáka doma bijí")
    desk.get_by_role("option").first.click()
    expect(desk).to_have_url(re.compile("/situace/podezreni-na-tyrani/$"))
    teacher = desk.locator("details.role", has_text="Jsem učitel")
    teacher.locator("summary").click()
    duty = teacher.locator("li", has_text="§ 10 odst. 4 zákona č. 359/1999".replace(" ", "\u00a0")).or_(
        teacher.locator("li", has_text="to musí oznámit OSPOD")
    )
    expect(duty.first).to_be_visible()
    office = desk.locator("li[data-s]", has_text=re.compile(r"OSPOD.*Cheb"))
    expect(office.first).to_be_visible()
    expect(office.first.locator("a.tel")).to_have_attribute("href", re.compile(r"^tel:\+420\d{9}$"))
    assert Axe().run(desk).response["violations"] == []


def test_the_teacher_gets_there_without_javascript_too(plain: Page) -> None:
    plain.goto("obce/cheb/")
    office = plain.locator("li", has_text=re.compile(r"OSPOD.*Cheb")).first
    expect(office.locator("a.tel")).to_be_visible()


def test_without_a_place_the_leaflet_is_four_taps_away(phone: Page) -> None:
    phone.goto("")
    phone.locator("a.board", has_text=re.compile("dluhy", re.IGNORECASE)).first.tap()
    phone.locator(".jumps a", has_text="Leták").tap()
    phone.locator(".take details", has_text="Frýdlant").locator("summary").tap()
    link = phone.locator('.take a[data-leaflet="5103"], .take a', has_text="Frýdlant").first
    expect(link).to_be_visible()
    assert (link.get_attribute("href") or "").endswith("letaky/dluhy-frydlant.pdf")


def _in_sight(page: Page, selector: str) -> float:
    """Where the first that is seen begins, in pixels from the top of a window of 800 that nobody scrolled."""
    assert page.evaluate("scrollY") == 0
    box = page.locator(selector).locator("visible=true").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800, (selector, box)
    return box["y"]


def test_a_woman_in_as_can_call_from_the_first_screen_and_leave_from_each(phone: Page) -> None:
    """Before: 6.3 screens to 116 006 that can be tapped; the exit scrolled away."""
    phone.goto("")
    phone.locator("a.board", has_text="ubližuje").first.tap()
    expect(phone).to_have_url(re.compile("/situace/domaci-nasili/$"))
    choose(phone, "Aš")
    phone.evaluate("scrollTo(0, 0)")
    assert _in_sight(phone, 'main a[href="tel:116006"]') < 700
    height = phone.evaluate("document.documentElement.scrollHeight")
    for at in range(0, height, 1600):
        phone.evaluate(f"scrollTo(0, {at})")
        expect(phone.locator(".exit, [data-exit]").locator("visible=true").first).to_be_in_viewport()


def test_a_teacher_in_frydlant_reads_law_and_threshold_calls_and_takes_the_leaflet(phone: Page) -> None:
    """Sixty hours without an excuse. Before: no threshold, no law; the first number was a crisis line 5.7 screens down."""
    phone.goto("")
    phone.get_by_role("link", name=re.compile("Jsem učitel")).tap()
    expect(phone).to_have_url(re.compile("/pro-ucitele/$"))
    truancy = phone.locator("details", has_text="neomluvených hodin").last
    truancy.locator("summary").tap()
    expect(truancy.locator("li", has_text="neomluvených hodin")).to_be_visible()
    expect(truancy.locator("li", has_text="§").first).to_be_visible()
    truancy.locator('a[href*="situace/zaskolactvi/"]').first.tap()
    expect(phone).to_have_url(re.compile("/situace/zaskolactvi/"))
    choose(phone, "Frýdlant")
    leaflet = phone.locator(".jumps__leaflet")
    expect(leaflet).to_have_text("Leták pro Frýdlant a\u00a0okolí")
    mine = phone.locator("details[data-group]").first
    expect(mine.locator("a.tel").first).to_be_visible()


def test_a_coordinator_begins_with_what_needs_doing(phone: Page) -> None:
    """Before: five zeros filled the first screen."""
    phone.goto("koordinator/")
    _in_sight(phone, "main h1")
    first = phone.locator("main :is(section, nav, ul) a").locator("visible=true").first
    expect(first).to_be_in_viewport()
    words = phone.locator("main").inner_text()[:700]
    assert not re.search(r"(^|\s)0\s", words), words


def test_who_enlarges_twice_sees_the_heading_and_reaches_the_number_by_keys(opened: Opened) -> None:
    """A window of 1280 x 900 at 200 %, with scripts and without. Before: the head of the page filled the screen."""
    for scripts in (True, False):
        page = opened(viewport={"width": 640, "height": 450}, java_script_enabled=scripts)
        page.goto("situace/domaci-nasili/")
        expect(page.locator("h1")).to_be_in_viewport(ratio=1)
        link = page.locator('main a[href="tel:116006"]').first
        for _ in range(25):
            page.keyboard.press("Tab")
            if link.evaluate("one => one === document.activeElement"):
                break
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
