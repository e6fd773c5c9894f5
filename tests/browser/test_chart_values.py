"""Numbers of a chart are read by touch and by keys; without scripts the table says them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGE = "ukazatele/nezamestnanost/"


def test_keys_move_through_the_times_of_a_chart(desk: Page) -> None:
    desk.goto(PAGE)
    slider = desk.get_by_role("slider", name="Přečtěte si čísla")
    said = desk.locator(".ch-reader output")
    newest = said.inner_text()
    assert "Karlovarský kraj, prosinec 2025: 5,79" in newest.replace("\u00a0", " ")
    slider.focus()
    desk.keyboard.press("ArrowLeft")
    expect(said).not_to_have_text(newest)
    assert slider.get_attribute("aria-valuetext") == said.text_content()
    desk.keyboard.press("Home")
    expect(said).to_contain_text("2005")


def test_a_finger_on_the_chart_reads_what_is_there(phone: Page) -> None:
    phone.goto(PAGE)
    chart = phone.locator("svg.ch-narrow")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    phone.touchscreen.tap(box["x"] + 60, box["y"] + box["height"] / 2)
    expect(phone.locator(".ch-reader output")).to_contain_text("prosinec 200")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_without_scripts_the_chart_points_to_its_table(plain: Page) -> None:
    plain.goto(PAGE)
    expect(plain.locator(".ch-reader")).to_have_count(0)
    expect(plain.locator(".chart-notes a[href='#vse']")).to_be_visible()
