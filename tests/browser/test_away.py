"""Away from the net: what is at hand then, how it says that it is kept, what is never kept, and a new build."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.subjects.catalogue.facts import edition_day
from macros.subjects.catalogue.model import Catalogue
from macros.words import czech
from tests import built
from tests.browser import icons
from tests.browser.conftest import Line, Watch, serving
from tests.browser.test_place import choose, unfold
from tests.built import Built

pytestmark = pytest.mark.browser

KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        found[name] = (await cache.keys()).map((request) => request.url);
    }
    return found;
}"""
STORED = """async () => [
    localStorage.length, sessionStorage.length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length, (await indexedDB.databases()).length
]"""


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def context(browser: Browser, real: Built, line: Line) -> Iterator[BrowserContext]:
    """A browser at the real site; nothing may come from elsewhere or be refused."""
    with serving(real, line) as home:
        watch = Watch(home)
        found = browser.new_context(base_url=home, locale="cs-CZ", viewport={"width": 360, "height": 740})
        watch.over(found)
        yield found
        found.close()
    assert watch.foreign() == []
    # That something could not be loaded is what these tests are about.
    assert [one for one in watch.complaints if "Failed to load resource" not in one] == []


def listed(site: Built) -> dict[str, Any]:
    """What the service worker says that it keeps."""
    found = re.search(r"^const BUILD = (.*);$", site.files["sw.js"].decode(), re.MULTILINE)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def wait_for(page: Page, good: Callable[[], bool]) -> None:
    """Wait for something that the service worker does in its own time."""
    for _ in range(200):
        if good():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the service worker did not do it in ten seconds")


def kept(page: Page) -> set[str]:
    """Everything in caches, relative to the home page, without the digests of the list."""
    found = page.evaluate(KEPT)
    home = page.evaluate("() => navigator.serviceWorker.ready.then((known) => known.scope)")
    return {
        re.sub(r"[?&]rz=[0-9a-f]+$", "", url.removeprefix(home)) for urls in found.values() for url in urls
    }


def ready(page: Page, site: Built, url: str = "") -> None:
    """Visit a page and wait until all that the worker keeps is there."""
    page.goto(url)
    page.evaluate("() => navigator.serviceWorker.ready")
    build = listed(site)
    wanted = {*build["core"], *build["rest"]}
    wait_for(page, lambda: kept(page) >= wanted)


def edition(site: Built) -> str:
    day = edition_day(site.site)
    assert day
    return czech.date(day).replace("\u00a0", " ")


def warned(page: Page, site: Built) -> None:
    banner = page.get_by_role("region", name="Uložená kopie")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("Jste bez připojení.")
    expect(banner).to_contain_text(f"Údaje jsou z vydání {edition(site)}, mohly se změnit.")


def test_help_is_at_hand_away_from_the_net(context: BrowserContext, line: Line, real: Built) -> None:
    page = context.new_page()
    ready(page, real)
    expect(page.locator(".offline")).to_have_count(0)
    line.state = "down"
    page.goto("pomoc-v-nouzi/")
    warned(page, real)
    numbers = page.locator(".emergency a.sos-call")
    assert numbers.count() >= 10
    assert numbers.first.get_attribute("href") == "tel:112"
    page.get_by_role("main").get_by_role("link", name="Někdo mi doma ubližuje").click()
    expect(page.locator("h1")).to_have_text("Někdo mi doma ubližuje")
    warned(page, real)
    assert page.locator("main a[href^='tel:']").count() > 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_banner_is_for_everybody(
    browser: Browser, line: Line, real: Built, scheme: Literal["light", "dark"]
) -> None:
    with serving(real, line) as home:
        context = browser.new_context(
            base_url=home, viewport={"width": 320, "height": 640}, color_scheme=scheme
        )
        page = context.new_page()
        ready(page, real)
        line.state = "down"
        for url in ("pomoc-v-nouzi/", "sluzby/"):
            page.goto(url)
            warned(page, real)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        context.close()


def test_every_guide_and_the_search_work_away_from_the_net(
    context: BrowserContext, line: Line, real: Built
) -> None:
    page = context.new_page()
    ready(page, real)
    line.state = "down"
    for code in real.site[Catalogue].situations:
        page.goto(f"situace/{code}/")
        expect(page.locator(".offline")).to_be_visible()
        assert (
            page.locator("h1").inner_text().replace("\u00a0", " ")
            == real.site[Catalogue].situations[code].row.title
        )
    page.goto("hledat/?q=exekuce")
    page.locator("[data-search-results] a").first.wait_for()
    warned(page, real)
    styled = page.evaluate("() => getComputedStyle(document.querySelector('.top')).display")
    assert styled in ("flex", "grid"), "styles are there without the net"


def test_the_list_of_ones_own_is_at_hand_away_from_the_net(
    context: BrowserContext, line: Line, real: Built
) -> None:
    calm = [one for one in real.site[Catalogue].active if not one.quick_exit and one.phones][:3]
    page = context.new_page()
    ready(page, real, "muj-seznam/#sluzby=" + ",".join(one.row.id for one in calm))
    page.get_by_role("button", name="Přidat do mého seznamu").click()
    line.state = "down"
    page.goto("situace/")
    page.locator("footer").get_by_role("link", name="Můj seznam (3)").click()
    expect(page.locator(".sheet__item")).to_have_count(3)
    warned(page, real)
    assert page.locator(".sheet__item a[href^='tel:']").count() >= 3
    expect(page.locator(".sheet__code svg")).to_be_visible()


def test_the_chosen_municipality_is_kept_and_only_that_one(
    context: BrowserContext, line: Line, real: Built
) -> None:
    page = context.new_page()
    ready(page, real, "situace/")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    choose(page, "Cheb")
    page.goto("situace/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "cheb" in url or "554481" in url] == [], "the choice is not sent anywhere"
    assert "obce/cheb/" not in kept(page)
    unfold(page)
    page.locator(".place__name").click()
    wait_for(page, lambda: "obce/cheb/" in kept(page))
    page.goto("obce/liberec/")
    page.goto("sluzby/")
    line.state = "down"
    page.goto("obce/cheb/")
    expect(page.locator("h1")).to_have_text("Cheb")
    warned(page, real)
    for url in ("obce/liberec/", "sluzby/", "obce/neni-takova/"):
        page.goto(url)
        expect(page.locator("h1")).to_have_text("Tuhle stránku nemáme uloženou")
        warned(page, real)
        assert page.locator(".emergency a[href='tel:112']").count() == 1
        page.get_by_role("link", name="Pomoc v nouzi", exact=True).click()
        expect(page.locator("h1")).to_have_text("Pomoc v nouzi")
    line.state = "up"
    page.goto("situace/")
    choose(page, "Liberec")
    unfold(page)
    page.locator(".place__name").click()
    wait_for(
        page,
        lambda: (
            {"obce/liberec/"}
            == {one for one in kept(page) if one.startswith("obce/l") or one == "obce/cheb/"}
        ),
    )
    unfold(page)
    page.locator(".place__door").click()
    page.get_by_role("button", name="Zapomenout místo").click()
    wait_for(page, lambda: "obce/liberec/" not in kept(page))


def test_nothing_tells_which_pages_were_read(context: BrowserContext, line: Line, real: Built) -> None:
    page = context.new_page()
    ready(page, real)
    before = kept(page)
    build = listed(real)
    assert before == {*build["core"], *build["rest"]}, "the same for everybody"
    for url in (
        "situace/domaci-nasili/",
        "sluzby/",
        real.urls("service")[0],
        "obce/cheb/",
        "hledat/?q=nasili",
    ):
        page.goto(url)
        page.wait_for_load_state("networkidle")
    page.goto("")
    page.wait_for_timeout(300)
    assert kept(page) == before


def quick(real: Built) -> list[str]:
    return ["pomoc-v-nouzi/"] + [
        f"situace/{one.row.id}/" for one in real.site[Catalogue].situations.values() if one.row.quick_exit
    ]


def test_pages_to_be_left_quickly_leave_nothing(context: BrowserContext, line: Line, real: Built) -> None:
    page = context.new_page()
    assert len(quick(real)) > 3
    for url in quick(real):
        page.goto(url)
        page.wait_for_load_state("networkidle")
    choose(page, "Cheb")
    page.wait_for_timeout(300)
    assert page.evaluate(STORED) == [0, 0, 0, 0, 0]


def test_pages_to_be_left_quickly_do_not_speak_with_a_worker_that_is_there(
    context: BrowserContext, real: Built
) -> None:
    page = context.new_page()
    ready(page, real)
    before = page.evaluate(KEPT)
    for url in quick(real)[:3]:
        page.goto(url)
        choose(page, "Cheb")
        page.wait_for_timeout(300)
        assert page.evaluate(KEPT) == before


def test_little_data_keep_little(context: BrowserContext, real: Built) -> None:
    """Chrome sees a slow line as little data; the whole list waits for a better one."""
    page = context.new_page()
    page.goto("")
    page.evaluate("() => navigator.serviceWorker.ready")
    worker = context.service_workers[0]
    thrifty = worker.evaluate(
        """() => {
            const known = [thrifty()];
            for (const line of [{ saveData: true }, { effectiveType: "2g" }, { effectiveType: "4g" }]) {
                Object.defineProperty(self.navigator, "connection", { value: line, configurable: true });
                known.push(thrifty());
            }
            return known;
        }"""
    )
    assert thrifty == [False, True, True, False]
    worker.evaluate(
        """async () => {
            Object.defineProperty(self.navigator, "connection", { value: { saveData: true }, configurable: true });
            await turn;
            await caches.delete(CACHE);
            await keep(BUILD.core, true);
            await told("");
        }"""
    )
    assert kept(page) == {*listed(real)["core"]}


@pytest.fixture
def two(mini: Built, tmp_path: Path) -> Built:
    """The miniature site in a folder of its own, to be built anew."""
    root = tmp_path / "portal"
    shutil.copytree(mini.root, root, ignore=shutil.ignore_patterns("site"))
    return built.built(root, tmp_path / "site")


def test_a_new_build_takes_the_place_of_the_old_one(browser: Browser, line: Line, two: Built) -> None:
    with serving(two, line) as home:
        context = browser.new_context(base_url=home, locale="cs-CZ")
        page = context.new_page()
        ready(page, two, "situace/")
        choose(page, "Cheb")
        unfold(page)
        page.locator(".place__name").click()
        wait_for(page, lambda: "obce/cheb/" in kept(page))
        page.goto("situace/")
        (old,) = page.evaluate(KEPT)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page.evaluate("() => { window.mine = true; }")

        text = two.root / "catalogue/pomoc-v-nouzi.md"
        text.write_text(text.read_text(encoding="utf-8") + "\nNová věta.\n", encoding="utf-8")
        contacts = two.root / "data_packages/services/data/contacts.csv"
        contacts.write_text(
            contacts.read_text(encoding="utf-8").replace("+420600000002", "+420600000099"), encoding="utf-8"
        )
        built.build(two.root, two.out)
        page.evaluate("() => navigator.serviceWorker.ready.then((known) => known.update())")
        wait_for(page, lambda: old not in page.evaluate(KEPT) and len(page.evaluate(KEPT)) == 1)
        assert page.evaluate("() => window.mine"), "nothing is taken from under the reader's hands"
        again = {one for one in asked if "rz=" in one}
        whole = {*listed(two)["core"], *listed(two)["rest"]}
        assert any("pomoc-v-nouzi/?rz=" in one for one in again)
        assert len(again) < len(whole) / 2, "what did not change is not loaded again"
        assert kept(page) >= whole | {"obce/cheb/"}

        line.state = "down"
        page.goto("pomoc-v-nouzi/")
        expect(page.get_by_text("Nová věta.")).to_be_visible()
        page.goto("obce/cheb/")
        assert "600000099" in page.content()
        context.close()


def test_a_broken_update_leaves_the_old_one_at_hand(browser: Browser, line: Line, two: Built) -> None:
    with serving(two, line) as home:
        context = browser.new_context(base_url=home, locale="cs-CZ")
        page = context.new_page()
        ready(page, two)
        (old,) = page.evaluate(KEPT)
        text = two.root / "catalogue/pomoc-v-nouzi.md"
        text.write_text(text.read_text(encoding="utf-8") + "\nNová věta.\n", encoding="utf-8")
        built.build(two.root, two.out)
        shutil.rmtree(two.out / "pomoc-v-nouzi")
        page.evaluate("() => navigator.serviceWorker.ready.then((known) => known.update()).catch(() => {})")
        page.wait_for_timeout(1000)
        assert old in page.evaluate(KEPT)
        line.state = "down"
        page.goto("pomoc-v-nouzi/")
        expect(page.locator("h1")).to_have_text("Pomoc v nouzi")
        context.close()


@pytest.mark.parametrize(
    ("state", "words"), [("slow", "Připojení je pomalé"), ("broken", "Portál teď neodpovídá")]
)
def test_a_slow_line_or_a_broken_host_does_not_hide_what_is_kept(
    context: BrowserContext, line: Line, real: Built, state: str, words: str
) -> None:
    page = context.new_page()
    ready(page, real)
    line.state = state
    page.goto("pomoc-v-nouzi/")
    expect(page.locator(".offline")).to_contain_text(words)
    expect(page.locator(".offline")).to_contain_text(edition(real))
    assert page.locator(".emergency a.sos-call").count() >= 10


def test_the_emergency_page_needs_no_script(browser: Browser, address: str, real: Built) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("pomoc-v-nouzi/")
    assert page.locator(".emergency a.sos-call").count() >= 10
    expect(page.locator("main")).to_contain_text(f"vydání {edition(real)}")
    page.emulate_media(media="print")
    expect(page.locator(".emergency a.sos-call").first).to_be_visible()
    context.close()


def test_the_app_can_be_installed(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    session = context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    known = json.loads(told["data"])
    assert known["lang"] == "cs" and known["display"] == "standalone"
    base = told["url"].removesuffix("manifest.webmanifest")
    assert base == page.url
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of a test browser is like a private one, which installs nothing.
    assert [one["errorId"] for one in problems if one["errorId"] != "in-incognito"] == []


@pytest.mark.parametrize(("source", "size"), icons.DRAWN)
def test_icons_are_those_of_the_drawings(browser: Browser, source: str, size: int) -> None:
    drawn, have = icons.draw(browser, source, size), icons.file(source, size).read_bytes()
    page = browser.new_page()
    worst = page.evaluate(
        """async ([one, other, size]) => {
            const pixels = async (raw) => {
                const image = await createImageBitmap(await (await fetch("data:image/png;base64," + raw)).blob());
                const canvas = new OffscreenCanvas(size, size);
                canvas.getContext("2d").drawImage(image, 0, 0);
                return image.width === size ? canvas.getContext("2d").getImageData(0, 0, size, size).data : [];
            };
            const [a, b] = [await pixels(one), await pixels(other)];
            return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
        }""",
        [b64encode(drawn).decode(), b64encode(have).decode(), size],
    )
    page.close()
    assert worst < 1, "python -m tests.browser.icons"
