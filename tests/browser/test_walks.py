"""What people come for, walked through as they do it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

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
    nearest = region.locator("li").first
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
        teacher.locator("li", has_text="musí takové skutečnosti oznámit OSPOD")
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
