"""The search field and the page of results, used with keys in a real browser."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import install
from tests.built import Built

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(real: Built) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(real.out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def pages() -> Iterator[Any]:
    program = install.find()
    assert program, "The browser tests need Chromium: run `python tests/browser/install.py`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(pages: Any) -> Iterator[Page]:
    """A page that fails its test where a script fails or the content policy is broken."""
    made: Page = pages.new_page(viewport={"width": 360, "height": 740})
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield made
    made.close()
    assert not errors


def test_the_index_waits_for_the_first_use(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    field = page.get_by_role("combobox", name="S čím potřebujete pomoct?")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert not [url for url in asked if "index.json" in url or "search-engine" in url]
    with page.expect_response("**/search/index.json*"):
        field.focus()
    assert all(url.startswith(address) for url in asked)


def test_suggestions_with_keys_only(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_role("combobox")
    field.press_sequentially("dluh")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    expect(page.get_by_role("group", name="Situace")).to_be_visible()
    expect(options.first.locator("mark").first).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("10\u00a0návrhů")

    def chosen() -> str | None:
        name = field.get_attribute("aria-activedescendant")
        assert name is None or page.locator(f"#{name}").get_attribute("aria-selected") == "true"
        assert page.locator("[role=option][aria-selected=true]").count() == (0 if name is None else 1)
        return name

    ids = [option.get_attribute("id") for option in options.all()]
    assert chosen() is None
    for key, place in [
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", -1),
        ("ArrowDown", 0),
        ("ArrowUp", -1),
        ("Home", 0),
    ]:
        field.press(key)
        assert chosen() == ids[place], key
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("dluh")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    target = options.first.get_attribute("href")
    field.press("Enter")
    page.wait_for_url(f"{address}{target}")


def test_home_and_end_belong_to_the_text_until_a_suggestion_is_chosen(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_role("combobox")
    field.press_sequentially("luhy")
    expect(page.get_by_role("combobox")).to_have_value("luhy")
    field.press("Home")
    field.press_sequentially("d")
    expect(field).to_have_value("dluhy")


def test_a_suggestion_can_be_pressed(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("exekuce")
    page.get_by_role("option").first.click()
    page.wait_for_url(f"{address}situace/exekuce/")


def test_suggestions_close_when_the_reader_goes_on(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_role("combobox")
    field.press_sequentially("exekuce")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("button", name="Hledat").focus()
    page.get_by_role("link").last.focus()
    expect(page.get_by_role("option").first).to_be_hidden()


def test_suggestions_pass_axe(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("dluhy")
    expect(page.get_by_role("option").first).to_be_visible()
    found = Axe().run(page, context="form[data-search]")
    assert found.violations_count == 0, found.generate_report()


def test_enter_leads_to_all_results(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("dite ma dluhy")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}hledat/?q=dite+ma+dluhy")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Situace")
    expect(page.get_by_role("status").first).to_contain_text("Našli jsme")
    expect(page.get_by_role("searchbox")).to_have_value("dite ma dluhy")
    expect(page.locator("[data-search-results] mark").first).to_be_visible()
    expect(page.locator("[data-search-fallback]")).to_be_hidden()
    link = page.locator("[data-search-results] a").first
    target = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(address + target.removeprefix("../"))


def test_the_address_follows_the_question_without_filling_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/")
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially("šikana")
    page.wait_for_url(f"{address}hledat/?q=%C5%A1ikana")
    expect(page.locator("[data-search-results] a").first).to_have_attribute("href", "../situace/sikana/")
    page.get_by_role("searchbox").fill("")
    page.wait_for_url(f"{address}hledat/")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    assert page.evaluate("history.length") == before


def test_nothing_found_is_said_and_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/?q=bezd%C3%A1k")
    results = page.locator("[data-search-results]")
    expect(results).to_contain_text("Nic jsme nenašli")
    expect(results.locator(".rz-search__nearest a")).to_have_attribute("href", "../situace/bez-bydleni/")
    expect(results.locator("a[href$='pomoc-v-nouzi/']").first).to_be_visible()
    expect(page.locator("[data-search-fallback]")).to_be_visible()


def test_a_question_is_never_code(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20dluhy")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    assert page.locator("main img").count() == 0


def test_results_pass_axe(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/?q=dluhy")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, found.generate_report()


def test_it_says_when_the_index_does_not_come(pages: Any, address: str) -> None:
    page = pages.new_page()
    page.route("**/search/index.json*", lambda route: route.abort())
    page.goto(f"{address}hledat/?q=dluhy")
    expect(page.get_by_role("status").first).to_contain_text("Hledání se nepodařilo načíst")
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    page.unroute("**/search/index.json*")
    page.get_by_role("searchbox").fill("dluhy a exekuce")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.close()
