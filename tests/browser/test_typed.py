"""What people type or choose is in no address that a server or a history keeps; pages of danger guard themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Route, expect

from macros.page.common import EXIT
from tests.browser import install
from tests.browser.conftest import ARGUMENTS, Opened, Watch
from tests.browser.test_place import choose
from tests.built import Built

pytestmark = pytest.mark.browser
QUESTION = "bije mě manžel"
QUICK = [
    "situace/domaci-nasili/",
    "situace/psychicka-krize/",
    "druhy/azylovy-dum/",
    "druhy/intervencni-centrum/",
    "pomoc-v-nouzi/",
    "hledat/",
]
CALM = ["", "situace/dluhy/", "obce/cheb/", "sluzby/", "neni-tu/"]
STORED = "() => [localStorage.length, sessionStorage.length, history.length, JSON.stringify(history.state)]"


def told(watch: Watch) -> list[str]:
    """Requests that tell something of the question."""
    return [url for url in watch.asked if re.search(r"bije|man[zž]el", unquote_plus(url), re.I)]


@pytest.mark.parametrize("url", QUICK + CALM)
def test_a_question_is_answered_in_the_page(phone: Page, watch: Watch, url: str) -> None:
    phone.goto(url)
    title, address, before = phone.title(), phone.url, phone.evaluate(STORED)
    went: list[str] = []
    phone.on("framenavigated", lambda frame: went.append(frame.url))
    field = phone.locator("input[type=search]")
    field.press_sequentially(QUESTION)
    field.press("Enter")
    status = phone.locator(".rz-search__count")
    expect(status).to_contain_text("Našli jsme")
    expect(status).to_be_focused()
    links = phone.locator("[data-search-results] a")
    assert "situace/domaci-nasili/" in (links.first.get_attribute("href") or "")
    phone.wait_for_timeout(300)
    assert (phone.title(), phone.url, phone.evaluate(STORED), went) == (title, address, before, [])
    assert told(watch) == []


def test_results_are_for_everybody_and_the_page_comes_back(desk: Page) -> None:
    desk.goto("situace/domaci-nasili/")
    heading = desk.locator("h1:visible").inner_text()
    field = desk.locator("input[type=search]")
    field.fill(QUESTION)
    field.press("Enter")
    expect(desk.locator(".rz-search__count")).to_be_focused()
    assert desk.locator("h1:visible").inner_text() == "Výsledky hledání"
    assert desk.locator("[role=listbox]:visible").count() == 0
    found = Axe().run(desk)
    assert found.violations_count == 0, found.generate_report()
    # With keys alone: first the way back, then the results.
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Zpět na stránku")).to_be_focused()
    desk.keyboard.press("Tab")
    expect(desk.locator("[data-search-results] a").first).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Enter")
    assert desk.locator("h1:visible").inner_text() == heading
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    # The way out is there all the time.
    field.fill("xyzxyz qqqqqq")
    field.press("Enter")
    expect(desk.locator(".rz-search__count")).to_have_text("Nic jsme nenašli.")
    expect(desk.locator("[data-search-results] a[href$='pomoc-v-nouzi/']")).to_be_visible()
    assert desk.locator("a.exit").is_visible()


@pytest.mark.parametrize("sent", ["hledat/?q=dluhy+v+rodině", "hledat/#q=dluhy+v+rodině"])
def test_a_question_that_came_with_an_address_is_taken_out_of_it(desk: Page, watch: Watch, sent: str) -> None:
    desk.goto(sent)
    expect(desk.locator("[data-search-results] a").first).to_be_visible()
    expect(desk.locator("input[type=search]")).to_have_value("dluhy v rodině")
    assert desk.url == f"{watch.home}hledat/"
    watch.asked.clear()
    desk.reload()
    desk.wait_for_load_state("networkidle")
    assert watch.asked and not [url for url in watch.asked if "?q" in url]


def test_the_chosen_place_is_never_sent(real: Built, desk: Page, watch: Watch) -> None:
    desk.goto("sluzby/")
    choose(desk, "Cheb")
    if not desk.locator("form[data-catalogue] details").evaluate("one => one.open"):
        desk.locator("form[data-catalogue] summary").click()
    desk.locator("[name=misto]").check()
    desk.locator("[name=zdarma]").check()
    assert desk.url == f"{watch.home}sluzby/#zdarma=1&misto=cheb"
    desk.get_by_role("button", name="Mapa", exact=True).click()
    assert desk.url.endswith("#zdarma=1&misto=cheb&zobrazeni=mapa")
    desk.reload()
    expect(desk.locator("[name=misto]")).to_be_checked()
    desk.wait_for_load_state("networkidle")
    assert [url for url in watch.asked if "cheb" in url.lower()] == []
    assert [url for url in watch.asked if "?" in url and "?v=" not in url] == []


def test_an_old_address_with_a_place_is_mended_at_once(desk: Page, watch: Watch) -> None:
    desk.goto("sluzby/?misto=cheb&odkud=letak")
    expect(desk.locator("[name=misto]")).to_be_checked()
    assert desk.url == f"{watch.home}sluzby/?odkud=letak#misto=cheb"


def test_another_address_of_a_list_opened_on_it_is_obeyed(desk: Page) -> None:
    desk.goto("sluzby/#zdarma=1")
    expect(desk.locator("[name=zdarma]")).to_be_checked()
    desk.evaluate("() => { location.hash = 'forma=online'; }")
    expect(desk.locator("[name=forma]")).to_have_value("online")
    expect(desk.locator("[name=zdarma]")).not_to_be_checked()


def test_pages_of_danger_start_no_worker_and_keep_nothing(opened: Opened) -> None:
    page = opened(service_workers="allow")
    for url in QUICK:
        page.goto(url)
        choose(page, "Cheb")
        page.wait_for_load_state("networkidle")
        left = page.evaluate(
            """async () => [localStorage.length, sessionStorage.length,
                (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"""
        )
        assert left == [0, 0, 0, 0], url


@pytest.mark.parametrize("url", QUICK)
def test_a_page_of_danger_shows_nothing_in_the_frame_of_a_stranger(
    opened: Opened, watch: Watch, url: str
) -> None:
    """On a host that knows no `_headers`; elsewhere browsers refuse to frame any page."""
    page = opened()

    def bare(route: Route) -> None:
        # What is still asked for when the page is closed gets no answer.
        with suppress(Error):
            answer = route.fetch()
            kept = {k: v for k, v in answer.headers.items() if "policy" not in k}
            route.fulfill(status=answer.status, body=answer.body(), headers=kept)

    frame = f'<!doctype html><title>cizí</title><iframe src="{watch.home}{url}"></iframe>'
    page.route(f"{watch.home}**", bare)
    page.route(
        "https://cizi.invalid/",
        lambda route: route.fulfill(body=frame, content_type="text/html; charset=utf-8"),
    )
    page.goto("https://cizi.invalid/")
    inside = page.frame_locator("iframe")
    link = inside.get_by_role("link")
    expect(link).to_have_text("Otevřít tuto stránku samostatně")
    assert inside.locator("body").inner_text().strip() == "Otevřít tuto stránku samostatně"
    assert link.get_attribute("target") == "_top"
    link.click()
    page.wait_for_url(f"{watch.home}{url}")
    expect(page.locator("a.exit")).to_be_visible()
    watch.asked = [one for one in watch.asked if not one.startswith("https://cizi.invalid/")]


AWAY = "https://www.seznam.cz/"


@pytest.mark.parametrize("fixture", ["phone", "desk"])
@pytest.mark.parametrize("url", ["", "situace/dluhy/", "obce/cheb/", "situace/domaci-nasili/"])
def test_results_have_a_way_out_that_stays_in_sight(
    request: pytest.FixtureRequest, watch: Watch, fixture: str, url: str
) -> None:
    page: Page = request.getfixturevalue(fixture)
    page.route(AWAY, lambda route: route.fulfill(body="<title>jinde</title>", content_type="text/html"))
    page.goto("obce/")
    page.goto(url)
    own = page.locator("a.exit").count()
    field = page.locator("input[type=search]")
    field.fill(QUESTION)
    field.press("Enter")
    expect(page.locator(".rz-search__count")).to_be_focused()
    way = page.locator("a.exit")
    assert way.evaluate("one => one.outerHTML").replace('=""', "") == EXIT
    page.evaluate("() => scrollTo(0, 300)")
    expect(way).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Zpět na stránku").click()
    assert way.count() == own
    field.fill(QUESTION)
    field.press("Enter")
    way.click()
    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == f"{watch.home}obce/"
    watch.asked = [one for one in watch.asked if one != AWAY]


@pytest.mark.parametrize(
    "url", ["situace/domaci-nasili/", "situace/sikana/", "obce/as/", "druhy/azylovy-dum/", ""]
)
@pytest.mark.parametrize("width", [320, 360, 700, 1280])
def test_the_way_out_stays_in_sight_and_covers_nothing_that_has_the_focus(
    opened: Opened, url: str, width: int
) -> None:
    """However far people read; as wide as the screen of a phone. What the Tab key comes to is beside it."""
    page = opened(viewport={"width": width, "height": 640})
    page.goto(url)
    way = page.locator("a.exit")
    box = way.bounding_box()
    assert box and box["height"] >= 44 and (width > 704 or box["width"] == width)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    expect(way).to_be_in_viewport(ratio=1)
    page.evaluate("() => scrollTo(0, document.body.scrollHeight / 2)")
    for keys in ["Tab"] * 25 + ["Shift+Tab"] * 35:
        page.keyboard.press(keys)
        covered = page.evaluate(
            """() => {
                const way = document.querySelector("a.exit"), one = document.activeElement;
                const bar = (innerWidth < 705 ? way : way.closest(".sos")).getBoundingClientRect();
                const box = one.getBoundingClientRect();
                return !one.closest(".sos, .skip") && one !== document.body && box.top < bar.bottom && box.bottom > bar.top;
            }"""
        )
        assert not covered, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("keys", [False, True])
def test_leaving_covers_the_page_before_the_other_one_is_there(
    opened: Opened, watch: Watch, keys: bool
) -> None:
    page = opened()
    page.route(AWAY, lambda route: route.fulfill(body="jinde"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("situace/domaci-nasili/")
    # What is seen is told the moment before the other page is asked for.
    page.evaluate(
        """() => addEventListener("beforeunload", () => console.log(JSON.stringify([
            document.title, document.querySelector("link[rel=icon]").getAttribute("href"),
            [...document.querySelectorAll("body *")].some((one) => one.checkVisibility()), document.elementFromPoint(100, 100).tagName,
            getComputedStyle(document.documentElement).backgroundColor])))"""
    )
    field = page.locator("input[type=search]")
    field.fill(QUESTION)
    field.press("Enter")
    expect(page.locator(".rz-search__count")).to_be_focused()
    if keys:
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.locator("a.exit").click()
    page.wait_for_url(AWAY)
    assert [json.loads(one) for one in said] == [
        ["www.seznam.cz", "data:,", False, "HTML", "rgb(255, 255, 255)"]
    ]
    watch.asked = [one for one in watch.asked if one != AWAY]


@pytest.fixture(scope="module")
def keeping(browser: Browser) -> Iterator[Browser]:
    """A browser that keeps pages for the way back, as people's browsers do."""
    program = browser.browser_type
    started = program.launch(
        executable_path=install.find(),
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield started
    started.close()


def back(page: Page, url: str) -> None:
    """Goes back by the browser's button to a page that it must have kept: there is no new load."""
    page.evaluate("() => { window.kept = false; setTimeout(() => history.back()); }")
    page.wait_for_url(url, wait_until="commit")
    page.wait_for_function("() => window.kept === true")


@pytest.mark.parametrize("url", ["", "hledat/", "situace/domaci-nasili/", "situace/dluhy/"])
def test_after_a_quick_exit_the_way_back_shows_no_question(keeping: Browser, address: str, url: str) -> None:
    page = keeping.new_page(base_url=address)
    page.route(AWAY, lambda route: route.fulfill(body="<title>jinde</title>", content_type="text/html"))
    page.goto(url)
    page.evaluate("() => addEventListener('pageshow', (event) => { window.kept = event.persisted; })")
    field, results = page.locator("input[type=search]"), page.locator("[data-search-results] a")
    field.fill(QUESTION)
    field.press("Enter")
    results.filter(has_text="Táta nebo máma pije").click()
    page.wait_for_url("**/situace/zavislost-rodice/")
    # Who only looked at a result finds the others.
    back(page, address + url)
    expect(results.first).to_be_visible()
    results.filter(has_text="Bojím se, že dítěti někdo ubližuje").click()
    page.wait_for_url("**/situace/podezreni-na-tyrani/")
    page.locator("a.exit").click()
    page.wait_for_url(AWAY)
    back(page, address + url)
    expect(field).to_have_value("")
    expect(results).to_have_count(0)
    assert not re.search("bije|manžel", page.locator("body").inner_text())
    page.close()


def test_a_place_chosen_on_a_page_of_danger_ends_with_it(keeping: Browser, address: str) -> None:
    page = keeping.new_page(base_url=address)
    page.goto("situace/domaci-nasili/")
    page.evaluate("() => addEventListener('pageshow', (event) => { window.kept = event.persisted; })")
    choose(page, "Cheb")
    page.goto("obce/")
    back(page, f"{address}situace/domaci-nasili/")
    expect(page.locator(".place")).not_to_contain_text("Cheb")
    page.close()
