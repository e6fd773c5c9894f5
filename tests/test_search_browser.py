"""The search field and the page of results, used with keys in a real browser."""

from __future__ import annotations

import csv
import functools
import json
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect, sync_playwright

from macros.publish.site_wide import search_entries
from macros.search.index import build
from macros.subjects.territory.model import Territories
from macros.texts.bundle import Bundle
from tests.browser import install
from tests.built import Built

pytestmark = pytest.mark.browser
FOLDER = Path(__file__).parent / "search"


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
    made: Page = pages.new_page(viewport={"width": 360, "height": 740}, service_workers="block")
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
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+\u00a0návrhů$"))

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


def test_enter_shows_all_results_in_the_page(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("dite ma dluhy")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-results] h2").first).to_have_text("Situace")
    expect(page.locator(".rz-search__count")).to_contain_text("Našli jsme")
    expect(page.locator(".rz-search__count")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_value("dite ma dluhy")
    expect(page.locator("[data-search-results] mark").first).to_be_visible()
    assert page.url == address
    link = page.locator("[data-search-results] a").first
    target = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(address + target)


def test_results_follow_the_question_without_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/")
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially("šikana")
    expect(page.locator("[data-search-results] a").first).to_have_attribute("href", "../situace/sikana/")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status").first).to_be_focused()
    assert page.url == f"{address}hledat/"
    page.get_by_role("searchbox").fill("")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    assert page.evaluate("history.length") == before


def test_nothing_found_is_said_and_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/?q=exekvovan%C3%BD")
    expect(page.get_by_role("status").first).to_have_text("Nic jsme nenašli.")
    results = page.locator("[data-search-results]")
    expect(results.locator(".rz-search__nearest a")).to_have_attribute("href", "../situace/exekuce/")
    expect(results.locator("a[href='tel:112']")).to_be_visible()
    expect(results.locator("a[href='tel:116111']")).to_be_visible()
    expect(results.locator("a[href$='pomoc-v-nouzi/']")).to_be_visible()
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    assert not Axe().run(page, context="main").violations_count


def test_groups_stand_in_order_and_their_rest_is_opened(page: Page, address: str) -> None:
    page.goto(f"{address}hledat/?q=klub%20Liberec")
    headings = page.locator("[data-search-results] h2")
    expect(headings.first).to_be_visible()
    order = ["Situace", "Služby", "Místa", "Opatření", "Stránky"]
    found = headings.all_text_contents()
    assert found == [one for one in order if one in found]
    assert {"Situace", "Služby", "Místa"} <= set(found)
    services = page.get_by_role("region", name="Služby")
    before = services.get_by_role("listitem").count()
    services.get_by_role("button", name="Zobrazit").press("Enter")
    assert services.get_by_role("listitem").count() > before
    expect(services.get_by_role("link").nth(before)).to_be_focused()


@pytest.fixture(scope="module")
def cut(real: Built) -> dict[str, bytes]:
    """The index of the real portal cut by regions, as that of the whole country is."""
    regions = {one.row.slug: one.row.name for one in real.site[Territories].covered_regions()}
    return build(search_entries(real.site, Bundle(Path())), regions)


def serve(page: Page, files: dict[str, bytes]) -> None:
    def answer(route: Route) -> None:
        path = "search/" + route.request.url.rpartition("/")[2]
        route.fulfill(body=files[path], content_type="application/json")

    page.route("**/search/index*.json", answer)


@pytest.fixture
def large(page: Page, cut: dict[str, bytes]) -> Page:
    """A page of a large portal."""
    serve(page, cut)
    return page


def loaded(page: Page) -> list[str]:
    return page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name.split('/').pop()).filter(one => one.startsWith('index'))"
    )


def test_a_large_portal_loads_the_region_that_a_question_names(large: Page, address: str) -> None:
    large.goto(f"{address}hledat/?q=poradna%20v%20Chebu")
    expect(large.get_by_role("region", name="Služby")).to_contain_text("Cheb")
    assert loaded(large) == ["index.json", "index-karlovarsky-kraj.json"]
    expect(large.locator("[data-search-results]")).to_contain_text("hledali jen tady: Karlovarský kraj.")


def test_a_large_portal_loads_the_region_of_the_chosen_place(large: Page, address: str) -> None:
    kept = {
        "name": "Frýdlant",
        "slug": "frydlant",
        "code": "564028",
        "orp": "5102",
        "region": "CZ051",
        "state": "CZ",
        "part": "liberecky-kraj",
    }
    large.goto(address)
    large.evaluate("kept => localStorage.setItem('rozcestnik-misto', JSON.stringify(kept))", kept)
    large.goto(address)
    large.get_by_role("combobox", name="S čím potřebujete pomoct?").press_sequentially("nízkoprahový klub")
    expect(large.get_by_role("group", name="Služby")).to_be_visible()
    assert loaded(large) == ["index.json", "index-liberecky-kraj.json"]


def test_a_large_portal_offers_the_other_regions(large: Page, address: str) -> None:
    large.goto(f"{address}hledat/?q=azylov%C3%BD%20d%C5%AFm")
    results = large.locator("[data-search-results]")
    expect(results).to_contain_text("Místní služby a obce jsme zatím nehledali.")
    assert loaded(large) == ["index.json"]
    large.get_by_role("button", name="Hledat i ve službách všech krajů").press("Enter")
    expect(large.get_by_role("region", name="Služby")).to_be_visible()
    expect(large.get_by_role("status").first).to_be_focused()
    assert len(loaded(large)) == 3
    assert large.url == f"{address}hledat/"
    large.goto(f"{address}hledat/?q=azylov%C3%BD%20d%C5%AFm&kde=vse")
    expect(large.get_by_role("region", name="Služby")).to_be_visible()
    expect(large.get_by_role("button", name="všech krajů")).to_have_count(0)


def test_a_large_portal_answers_from_what_it_has(pages: Any, cut: dict[str, bytes], address: str) -> None:
    page = pages.new_page(service_workers="block")
    serve(page, cut)
    page.route("**/search/index-*.json", lambda route: route.abort())
    page.goto(f"{address}hledat/?q=dluhy%20Cheb")
    expect(page.get_by_role("region", name="Situace")).to_be_visible()
    page.close()


def test_files_of_an_older_build_are_loaded_anew(page: Page, cut: dict[str, bytes], address: str) -> None:
    old = json.dumps(json.loads(cut["search/index.json"]) | {"id": "old"}).encode()
    served = [old, cut["search/index.json"]]
    serve(page, cut)
    page.route(
        "**/search/index.json",
        lambda route: route.fulfill(body=served.pop(0), content_type="application/json"),
    )
    page.goto(f"{address}hledat/?q=poradna%20v%20Chebu")
    expect(page.get_by_role("region", name="Služby")).to_contain_text("Cheb")
    assert not served


def test_a_slow_phone_answers_in_a_moment(page: Page, address: str) -> None:
    """The issue asks for 50 ms on a processor six times slower: the one test that looks at a clock."""
    with FOLDER.joinpath("queries.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["query"] for row in csv.DictReader(file)][::8]
    page.goto(f"{address}hledat/?q=dluhy")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    took = page.evaluate(
        """texts => fetch("../search/index.json").then(answer => answer.json()).then(raw => {
            const index = Rozcestnik.engine.read(raw);
            return texts.map(text => {
                const start = performance.now();
                Rozcestnik.engine.query(index, text, 100);
                Rozcestnik.engine.terms(index, text);
                return performance.now() - start;
            });
        })""",
        texts,
    )
    print(f"median {median(took):.1f} ms, slowest {max(took):.1f} ms of {len(took)}")
    assert median(took) < 50


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
    page = pages.new_page(service_workers="block")
    page.route("**/search/index.json*", lambda route: route.abort())
    page.goto(f"{address}hledat/?q=dluhy")
    expect(page.get_by_role("status").first).to_contain_text("Hledání se nepodařilo načíst")
    expect(page.locator("[data-search-fallback]")).to_be_visible()
    page.unroute("**/search/index.json*")
    page.get_by_role("searchbox").fill("dluhy a exekuce")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    page.close()
