"""The miniature site with its hostile texts in a real browser: nothing runs, nothing is drawn from them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from macros.subjects.catalogue.model import Catalogue
from tests.browser.conftest import Opened, serving
from tests.built import Built

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(mini: Built) -> Iterator[str]:
    with serving(mini) as found:
        yield found


STRANGERS = """() => [
    ...document.querySelectorAll("img, iframe, object, embed, style, script:not([src]):not([type='application/ld+json'])"),
    ...[...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on"))),
    ...[...document.querySelectorAll("[href]")].filter((one) => one.protocol === "javascript:"),
].map((one) => one.outerHTML.slice(0, 150))"""


def test_no_page_runs_or_draws_what_a_text_says(desk: Page, mini: Built) -> None:
    """A dialog, an error or a request elsewhere fails in `opened`."""
    wrong = {}
    for path in mini.paths():
        desk.goto("neni-tu/" if path == "404.html" else path.removesuffix("index.html"))
        if strangers := desk.evaluate(STRANGERS):
            wrong[path] = strangers
    assert not wrong


def test_a_list_of_ones_own_is_text(desk: Page, mini: Built) -> None:
    ids = [one.row.id for one in mini.site[Catalogue].active if not one.quick_exit]
    desk.goto("muj-seznam/#sluzby=" + ",".join(ids) + ",<script>alert(1)</script>")
    desk.locator(".sheet__item").first.wait_for()
    assert desk.locator(".sheet__item").count() == len(ids)
    assert desk.evaluate(STRANGERS) == []
    desk.goto("sluzby/#forma=terenni")
    desk.add_init_script("window.print = () => {}")
    desk.reload()
    desk.get_by_role("button", name="Vytisknout výběr").click()
    desk.locator(".choice-sheet").wait_for(state="attached")
    assert desk.evaluate(STRANGERS) == []


def test_suggestions_and_results_are_text(opened: Opened) -> None:
    page = opened(viewport={"width": 360, "height": 740})
    page.goto("obce/")
    field = page.locator("input[type=search]")
    field.press_sequentially("zkouším")
    page.get_by_role("option").first.wait_for()
    assert "{{ 7*7 }}" in page.locator("[role=listbox]").inner_text()
    assert page.evaluate(STRANGERS) == []
    for question in (
        "zkušební služba",
        "<script>alert(1)</script> zkušební",
        '"><img src=x onerror=alert(1)>',
    ):
        page.goto("hledat/")
        page.locator("input[type=search]").fill(question)
        page.keyboard.press("Enter")
        page.locator("[data-search-results] > *").first.wait_for()
        assert page.evaluate(STRANGERS) == []
    page.goto("hledat/?q=zkusebni+sluzba")
    page.locator("[data-search-results] a").first.wait_for()
    assert "<script>alert(1)</script>" in page.locator("[data-search-results]").inner_text()
