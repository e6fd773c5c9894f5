"""One page of each kind in a real browser: for everybody, on every screen, with keys only, without scripts."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from macros.subjects.catalogue.facts import trust
from macros.subjects.coverage.model import Coverage
from macros.subjects.territory.model import Territories
from tests.browser.conftest import Opened, Watch
from tests.browser.test_place import choose
from tests.built import Built

pytestmark = pytest.mark.browser


def _first(site: Built, family: str, good: Callable[[Any], bool] = lambda subject: True) -> str:
    return next(page.url for page in site.pages if page.family.name == family and good(page.subject))


def _longest(site: Built, family: str) -> str:
    """The page of a family whose text has the most bytes: what fits there fits everywhere."""
    return max(site.urls(family), key=lambda url: (len(site.files[f"{url}index.html"]), url))


KINDS: dict[str, Callable[[Built], str]] = {
    "home": lambda site: "",
    "emergency": lambda site: "pomoc-v-nouzi/",
    "service with contacts": lambda site: _first(
        site, "service", lambda service: service.phones and service.hours.now
    ),
    "service unverified": lambda site: _first(
        site, "service", lambda service: trust(service.row).level == "ask"
    ),
    "service without contacts": lambda site: _first(site, "service", lambda service: not service.contacts),
    "longest service": lambda site: _longest(site, "service"),
    "provider": lambda site: _longest(site, "provider"),
    "municipality": lambda site: _longest(site, "municipality"),
    "orp": lambda site: _longest(site, "orp"),
    "region": lambda site: _first(site, "region"),
    "kind": lambda site: _longest(site, "kind"),
    "kinds": lambda site: "druhy/",
    "theme": lambda site: _first(site, "theme"),
    "situation with danger": lambda site: _first(site, "situation", lambda situation: situation.row.danger),
    "longest situation": lambda site: _longest(site, "situation"),
    "phenomenon": lambda site: _longest(site, "phenomenon"),
    "phenomena": lambda site: "jevy/",
    "situations": lambda site: "situace/",
    "places": lambda site: "obce/",
    "providers": lambda site: "poskytovatele/",
    "gaps": lambda site: "mezery/",
    "white spots": lambda site: "bila-mista/",
    "stories": lambda site: "sitovani/",
    "story": lambda site: "sitovani/policka-zastavky/",
    "stories beside each other": lambda site: "sitovani/srovnani/",
    "cooperation": lambda site: "spoluprace/",
    "agreements": lambda site: "spoluprace/pravidla/",
    "agreement": lambda site: _longest(site, "agreement"),
    "blank agreement": lambda site: "spoluprace/formular/",
    "needs and offers": lambda site: "spoluprace/potreby/",
    "needs and offers of a place": lambda site: _longest(site, "requests_of"),
    "local strategies": lambda site: "spoluprace/strategie/",
    "white spots of a situation": lambda site: "bila-mista/dluhy/",
    "journeys": lambda site: "dojezd/",
    "planner": lambda site: "setkani/planovac/",
    "cases": lambda site: "pripady/",
    "case": lambda site: _longest(site, "case"),
    "role in a case": lambda site: _longest(site, "case_role"),
    "projects": lambda site: "projekty/",
    "project": lambda site: _longest(site, "project"),
    "capacity": lambda site: "kapacita/",
    "small area": lambda site: _longest(site, "small_area"),
    "prevention and care": lambda site: "prevence-a-pece/",
    "results of services": lambda site: "vysledky-sluzeb/",
    "donors": lambda site: "vykazovani/",
    "activities": lambda site: "cinnosti/",
    "activity": lambda site: _longest(site, "activity"),
    "activities here": lambda site: _longest(site, "activities_here"),
    "voices": lambda site: "podnety/",
    "voices of a theme": lambda site: _longest(site, "voices_of_theme"),
    "voices unanswered": lambda site: "podnety/bez-odpovedi/",
    "examples": lambda site: "dobra-praxe/",
    "meetings": lambda site: "jednani/",
    "meeting": lambda site: _longest(site, "meeting"),
    "tasks of meetings": lambda site: "jednani/ukoly/",
    "fairs": lambda site: "burzy/",
    "fair": lambda site: _longest(site, "fair"),
    "signs of a fair": lambda site: _first(site, "fair_signs"),
    "sheets of a fair": lambda site: _first(site, "fair_sheets"),
    "catalogue": lambda site: "sluzby/",
    "strategies": lambda site: "strategie/",
    "text of the strategies": lambda site: "strategie/socialni-vylouceni/",
    "strategy": lambda site: _first(site, "strategy"),
    "strategy with a programme": lambda site: _longest(site, "strategy"),
    "cards": lambda site: _longest(site, "strategy_cards"),
    "strategy to print": lambda site: _longest(site, "strategy_print"),
    "course": lambda site: _longest(site, "strategy_course"),
    "reporting": lambda site: _longest(site, "strategy_reporting"),
    "changes": lambda site: _first(site, "strategy_changes"),
    "chains of a strategy": lambda site: _longest(site, "strategy_chains"),
    "chains of all": lambda site: "strategie/sledovani/",
    "comparison": lambda site: "strategie/srovnani/",
    "coordinator": lambda site: "koordinator/",
    "grants": lambda site: "granty/",
    "events": lambda site: "akce/",
    "longest node": lambda site: _longest(site, "node"),
    "priority": lambda site: _first(site, "node", lambda node: node.row.depth == 1),
    "goal": lambda site: _first(site, "node", lambda node: node.row.depth == 2),
    "measure": lambda site: _first(site, "node", lambda node: node.row.depth == 3 and node.children),
    "evaluations": lambda site: "hodnoceni/",
    "criteria": lambda site: _first(site, "criteria"),
    "form": lambda site: _first(site, "form"),
    "judged": lambda site: _first(site, "judged"),
    "assessment": lambda site: _longest(site, "assessment"),
    "policy": lambda site: _longest(site, "policy"),
    "indicators": lambda site: "ukazatele/",
    "indicator with a map": lambda site: "ukazatele/nezamestnanost/",
    "indicator with a target": lambda site: "ukazatele/predcasne-odchody/",
    "indicator with long numbers": lambda site: "ukazatele/deti-ospod-na-1000/",
    "indicator with classes": lambda site: "ukazatele/index-vylouceni/",
    "cost of inaction": lambda site: "cena-necinnosti/",
    "data": lambda site: "data/",
    "package": lambda site: _longest(site, "package"),
    "search": lambda site: "hledat/",
    "search results": lambda site: "hledat/?q=dluhy",
    "about": lambda site: "o-portalu/",
    "accessibility": lambda site: "pristupnost/",
    "contribute": lambda site: "prispivejte/",
    "macros": lambda site: "prispivejte/makra/",
    "my_list": lambda site: "muj-seznam/",
    "missing": lambda site: "neni-tu/",
    "offline": lambda site: "offline.html",
}


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, real: Built) -> str:
    return KINDS[request.param](real)


def test_every_family_is_looked_at(real: Built) -> None:
    looked = {find(real).partition("?")[0] for find in KINDS.values()}
    families = {page.family.name for page in real.pages}
    assert families == {page.family.name for page in real.pages if page.url in looked}


# For everybody ----------------------------------------------------------------------------------------

AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


def test_page_is_for_everybody(opened: Opened, url: str) -> None:
    """axe finds nothing in light and dark, wide and narrow; nothing sticks out, is cut off or hard to hit."""
    page = opened(viewport=size(1280), color_scheme="light")
    settled(page, url)
    page.evaluate(Axe().axe_script)
    found = violations(page, "1280 px, light")
    page.set_viewport_size(size(320))
    found += violations(page, "320 px, light") + wider_than(320, page) + squeezed(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, "320 px, dark", COLOURS)
    page.set_viewport_size(size(360))
    page.evaluate("() => document.querySelectorAll('details.menu').forEach((one) => { one.open = true; })")
    found += small(page) + broken(page, "360 px") + touching(page, "360 px") + glued(page)
    # At 200 % a screen of 1280 px is 640 px wide; larger letters alone must fit as well.
    page.set_viewport_size(size(640))
    found += wider_than(640, page)
    page.set_viewport_size(size(1280))
    found += broken(page, "1280 px") + touching(page, "1280 px")
    enlarge(page)
    found += wider_than(1280, page) + cut_off(page)
    assert not found, f"/{url}:\n" + "\n".join(found)


def size(width: int) -> ViewportSize:
    return {"width": width, "height": 740}


def settled(page: Page, url: str) -> None:
    page.goto(url)
    if "?q=" in url:
        page.locator("[data-search-results] a").first.wait_for()


def violations(page: Page, where: str, options: dict[str, Any] = AXE) -> list[str]:
    found = page.evaluate(
        "options => axe.run(document, options).then((result) => result.violations)", options
    )
    return [
        f"{where}: axe {rule['id']} ({rule['impact']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def wider_than(limit: int, page: Page) -> list[str]:
    """Say how wide the page is and what sticks out the most, where it must be scrolled to the side."""
    wide, what = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("body *")].filter((one) => !one.closest(".scroll, pre, .sr, .skip"));
            const edge = (one) => one.getBoundingClientRect().right;
            const worst = all.reduce((a, b) => (edge(b) > edge(a) ? b : a));
            return [document.documentElement.scrollWidth, worst.outerHTML.slice(0, 200)];
        }"""
    )
    return [f"{limit} px: the page is {wide} px wide because of {what}"] if wide > limit else []


def squeezed(page: Page) -> list[str]:
    """Words that have so little room that they are broken letter by letter. Heads of tables are hidden there."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("th, td, dt, dd, a, li, p, h1, h2, h3")].filter((one) => {
            const box = one.getBoundingClientRect();
            const letter = parseFloat(getComputedStyle(one).fontSize);
            return one.textContent.trim().length > 3 && !one.closest("thead, .sr")
                && box.width > 0 && box.width < 2.2 * letter && box.height > 3.2 * letter;
        }).map((one) => one.outerHTML.slice(0, 150))"""
    )
    return [f"320 px: broken letter by letter: {what}" for what in found]


def broken(page: Page, where: str) -> list[str]:
    """Words of two lines that nobody divided: by the column of a table, say. Addresses and paths may break."""
    found: list[str] = page.evaluate(
        """() => {
            const found = [], range = new Range();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                const one = text.parentElement;
                if (!one.checkVisibility() || one.closest(".sr, .find, .brand, .sos, pre, .stack thead, h1, td code")) {
                    continue;
                }
                for (const word of text.data.matchAll(/\\S+/g)) {
                    if (word[0].length > 24) {
                        continue;
                    }
                    for (const part of word[0].matchAll(/[\\p{L}\\p{N}_]{2,}/gu)) {
                        range.setStart(text, word.index + part.index);
                        range.setEnd(text, word.index + part.index + part[0].length);
                        const lines = [...range.getClientRects()].filter((box) => box.width > 0);
                        const hyphens = getComputedStyle(one).hyphens === "auto" && part[0].length > 5;
                        if (new Set(lines.map((box) => Math.round(box.top))).size > 1 && !hyphens) {
                            found.push(part[0] + " in " + one.outerHTML.slice(0, 100));
                        }
                    }
                }
            }
            return found;
        }"""
    )
    return [f"{where}: broken word: {what}" for what in found[:5]]


def touching(page: Page, where: str) -> list[str]:
    """Buttons with less than four pixels between them: who taps one may hit the other."""
    found: list[str] = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("main .button, main .board, main .tile, main nav a")]
                .filter((one) => one.checkVisibility());
            const boxes = all.map((one) => one.getBoundingClientRect());
            const gap = (a, b) => Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
            const framed = all.map((one) => one.matches(".button, .board") ||
                parseFloat(getComputedStyle(one).borderTopWidth) > 0);
            return all.flatMap((one, at) => all.slice(at + 1).filter((other, to) =>
                framed[at] && framed[at + 1 + to] && gap(boxes[at], boxes[at + 1 + to]) < 4)
                .map((other) => one.textContent.trim() + " | " + other.textContent.trim()));
        }"""
    )
    return [f"{where}: touching: {what}" for what in found[:5]]


def glued(page: Page) -> list[str]:
    """Words of two elements without a space between them, as where a row of boxes has swallowed it."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main a, main summary, main .chip, main .button")]
            .filter((one) => one.checkVisibility() && getComputedStyle(one).display.includes("flex"))
            .flatMap((one) => {
                const boxes = [...one.childNodes].map((node) => {
                    const range = new Range();
                    range.selectNodeContents(node);
                    return [node.textContent.trim(), range.getBoundingClientRect()];
                }).filter(([words]) => words);
                return boxes.slice(1).filter(([, box], at) => box.left - boxes[at][1].right < 3
                    && box.top < boxes[at][1].bottom && box.left >= boxes[at][1].right - 1)
                    .map(() => one.outerHTML.slice(0, 150));
            })"""
    )
    return [f"360 px: words without a space: {what}" for what in found[:5]]


def enlarge(page: Page) -> None:
    """Double the letters as in the settings of a browser, so that sizes in `rem` follow."""
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32


def cut_off(page: Page) -> list[str]:
    """Elements that hide a part of their text."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
            const style = getComputedStyle(one);
            const hides = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
            const tiny = one.clientWidth <= 1 || one.clientHeight <= 1;
            return hides && !tiny && one.textContent.trim()
                && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
        }).map((one) => one.outerHTML.slice(0, 150))"""
    )
    return [f"large letters: cut off: {what}" for what in found]


MAIN = ".button, .board, .doors a, .call, .exit, summary, .top nav a, .brand, .find input, .find button"


def small(page: Page) -> list[str]:
    """Main targets must be 44 px high and wide; others 24 px, or have that much room around."""
    main = page.evaluate(
        """(main) => [...document.querySelectorAll(main)].filter((one) => one.checkVisibility()).map((one) => {
            const box = one.getBoundingClientRect();
            return [Math.round(box.width), Math.round(box.height), one.outerHTML.slice(0, 120)];
        }).filter(([width, height]) => width < 44 || height < 44)""",
        MAIN,
    )
    # Links inside a sentence are as high as its line; all others count, however far the next one is.
    others = page.evaluate(
        """() => {
            const inSentence = (one) => getComputedStyle(one).display === "inline"
                && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && /[\\p{L}]{2}/u.test(node.data));
            return [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
                .filter((one) => one.checkVisibility() && !one.closest(".skip") && !inSentence(one))
                .map((one) => [one.getBoundingClientRect(), one])
                .filter(([box]) => Math.min(box.width, box.height) < 23.9)
                .map(([box, one]) => [Math.round(box.width), Math.round(box.height), one.outerHTML.slice(0, 120)]);
        }"""
    )
    return [f"360 px: target of {wide} × {high} px: {what}" for wide, high, what in [*main, *others]]


# The head, and lines of reading ---------------------------------------------------------------------------

HEAD = """() => {
    const heading = [...document.querySelectorAll("main h1")].find((one) => one.checkVisibility());
    return [document.querySelector("main").getBoundingClientRect().top, heading.getBoundingClientRect().bottom];
}"""
CONTENT, RESULTS = 180, 450
LETTERS = 75
LONG = """(most) => {
    const found = [];
    const block = "p, li, dd, dt, td, th, h1, h2, h3, h4, summary, caption, figcaption, blockquote, details, table, ul, ol";
    for (const one of document.querySelectorAll("main p, main li, main dd, main figcaption, .foot p")) {
        if (!one.checkVisibility() || one.querySelector(block) || one.closest("table, nav, .sr, code, pre")) {
            continue;
        }
        const lines = new Map(), texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = new Range();
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            for (const word of text.data.matchAll(/\\S+/g)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const box = range.getClientRects()[0], line = box && Math.round(box.bottom / 6);
                if (box && !text.parentElement.closest(".sr")) {
                    lines.set(line, (lines.get(line) || -1) + word[0].length + 1);
                }
            }
        }
        // Addresses are not read word by word.
        const longest = /\\S{40}/.test(one.textContent) ? 0 : Math.max(0, ...lines.values());
        if (longest > most) {
            found.push([longest, one.outerHTML.slice(0, 150)]);
        }
    }
    return found;
}"""


def test_content_begins_high_and_its_lines_are_short(opened: Opened, url: str) -> None:
    """On a phone within 180 px, with the heading on the first screen at 200 % zoom; at most 75 letters a line."""
    page = opened(viewport={"width": 360, "height": 800})
    settled(page, url)
    content, _ = page.evaluate(HEAD)
    assert content <= CONTENT or url == "", f"/{url}: content begins at {content} px"
    page.set_viewport_size({"width": 640, "height": RESULTS})
    _, heading = page.evaluate(HEAD)
    assert heading <= RESULTS, f"/{url}: the heading ends at {heading} px"
    page.set_viewport_size(size(1280))
    assert page.evaluate(LONG, LETTERS) == [], f"/{url}"


@pytest.mark.parametrize("url", ["situace/domaci-nasili/", "obce/cheb/", "strategie/"])
def test_the_menu_opens_and_the_head_is_as_short_without_scripts(plain: Page, url: str) -> None:
    plain.goto(url)
    assert plain.evaluate(HEAD)[0] <= CONTENT
    link = plain.locator(".top nav a", has_text="Strategie")
    assert not link.is_visible()
    plain.locator(".menu > summary").click()
    assert link.is_visible() and plain.locator(".place__door").is_visible()
    assert wider_than(360, plain) == []
    plain.set_viewport_size(size(1280))
    plain.goto(url)
    assert (
        plain.locator(".top nav a").first.is_visible() and not plain.locator(".menu > summary").is_visible()
    )


def test_the_head_stands_in_one_grid_with_the_content(desk: Page) -> None:
    for url in ("", "obce/cheb/", "strategie/"):
        desk.goto(url)
        edges = desk.evaluate(
            """() => [".brand", "main h1", ".sos p", ".foot p:not(.on-paper)"].map((one) =>
                Math.round(document.querySelector(one).getBoundingClientRect().left))"""
        )
        assert max(edges) - min(edges) <= 1, (url, edges)


def test_an_older_browser_has_the_menu_open_in_wide_windows(opened: Opened) -> None:
    page = opened(viewport=size(1280))
    page.add_init_script("CSS.supports = () => false")
    page.goto("obce/")
    assert page.locator(".menu").evaluate("one => one.open")
    page.set_viewport_size(size(360))
    page.wait_for_function("() => !document.querySelector('.menu').open")
    page.locator(".menu > summary").click()
    page.locator(".top nav a").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED)["tag"] == "SUMMARY"
    assert not page.locator(".menu").evaluate("one => one.open")


def test_the_chosen_place_is_named_on_the_button_of_the_menu(phone: Page) -> None:
    phone.goto("obce/")
    choose(phone, "Nové Město pod Smrkem")
    phone.goto("sluzby/")
    assert phone.locator(".menu > summary").inner_text().split("\n")[1:] == ["Nové Město pod Smrkem"]
    assert phone.evaluate(HEAD)[0] <= CONTENT and wider_than(360, phone) == []


# With keys --------------------------------------------------------------------------------------------

FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return {
        tag: one.tagName, id: one.id, html: one.outerHTML.slice(0, 120), skip: one.classList.contains("skip"),
        ring: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0
            && box.left < innerWidth && box.top < innerHeight,
    };
}"""


SHELLS = ("home", "service with contacts", "situation with danger", "measure", "search", "about", "missing")


@pytest.mark.parametrize("kind", SHELLS)
def test_keys_skip_to_the_content(real: Built, desk: Page, kind: str) -> None:
    settled(desk, KINDS[kind](real))
    desk.keyboard.press("Tab")
    first = desk.evaluate(FOCUSED)
    assert first["skip"] and first["seen"] and first["ring"], first
    desk.keyboard.press("Enter")
    assert desk.evaluate(FOCUSED)["id"] == "obsah"
    desk.keyboard.press("Tab")
    inside = desk.evaluate("() => document.querySelector('main').contains(document.activeElement)")
    assert inside or desk.locator("main a, main button").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_of_the_tab_key_is_seen(opened: Opened, scheme: Any) -> None:
    page = opened(viewport=size(360), color_scheme=scheme)
    page.goto("")
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    assert len(stops) > 20
    assert [stop["html"] for stop in stops if not (stop["ring"] and stop["seen"])] == []
    order = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, summary")]
            .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert [stop["html"] for stop in stops][: len(order)] == order[: len(stops)]


def test_the_emergency_page_begins_with_the_numbers(phone: Page) -> None:
    """Named by who answers, on the first screen; the lines to talk to are below, apart and less loud."""
    phone.goto("pomoc-v-nouzi/")
    first = phone.locator(".emergency--first .sos-call")
    assert [one.inner_text().split()[0] for one in first.all()] == ["112", "158", "155", "150"]
    assert [" ".join(one.inner_text().split()[1:]) for one in first.all()][1:] == [
        "Policie",
        "Záchranka",
        "Hasiči",
    ]
    box = first.first.bounding_box()
    assert box and box["y"] + box["height"] <= 740 and box["width"] >= 300
    ground = "one => getComputedStyle(one).backgroundColor"
    rest = phone.locator(".emergency:not(.emergency--first) .sos-call")
    assert rest.count() >= 10 and first.first.evaluate(ground) != rest.first.evaluate(ground)


def test_details_open_with_keys(real: Built, desk: Page) -> None:
    desk.goto(_longest(real, "situation"))
    closed = desk.locator("main details:not([open]):not(details details)").first
    closed.locator("summary").focus()
    desk.keyboard.press("Enter")
    assert desk.locator("details summary:focus").evaluate("one => one.parentElement.open")


# Without scripts --------------------------------------------------------------------------------------


def test_help_is_found_without_scripts(plain: Page) -> None:
    """Home → situation → service → phone, by links only."""
    plain.goto("")
    plain.locator("main .boards a[href*='situace/']").first.click()
    assert "/situace/" in plain.url
    plain.locator("main li:has(a.tel) a[href*='sluzby/']").first.click()
    assert "/sluzby/" in plain.url
    phone = plain.locator("main a.button[href^='tel:']").first
    assert phone.is_visible()
    assert (
        phone.get_attribute("href")
        == f"tel:{''.join(c for c in phone.get_attribute('href') or '' if c in '+0123456789')}"
    )


def test_search_without_scripts_leads_to_the_situations(plain: Page) -> None:
    plain.goto("obce/")
    assert plain.locator("form:visible, input:visible").count() == 0
    plain.get_by_role("link", name="S čím potřebujete pomoct?").click()
    plain.wait_for_url("**/hledat/")
    assert plain.locator("main a[href*='situace/']").first.is_visible()


def test_places_without_scripts(plain: Page) -> None:
    plain.goto("")
    plain.locator("main .columns a[href*='orp/']").first.click()
    plain.locator("main .columns a[href*='obce/']").first.click()
    assert "/obce/" in plain.url and not plain.url.endswith("/obce/")
    assert plain.locator("main a[href*='sluzby/'], main a[href*='situace/']").first.is_visible()


def test_a_municipality_without_scripts(real: Built, plain: Page) -> None:
    """Offices, who helps by situation, what is missing with the nearest help, free time: by taps only."""
    town = next(
        one
        for one in real.site[Territories].covered_municipalities()
        if not one.office and len(real.site[Coverage].lacks[one.row.code_csu].situations) > 2
    )
    plain.goto(f"obce/{town.row.slug}/")
    offices = plain.locator("section:has(> #urady) > ul > li")
    assert "Obecní úřad" in offices.first.inner_text()
    assert all(one.is_visible() for one in offices.all())
    assert plain.get_by_text("zatím neznáme, zeptejte se na obecním úřadě").first.is_visible()
    theme = plain.locator("section:has(> #kdo) > details").first
    assert not theme.locator("dd").first.is_visible()
    theme.locator("summary").click()
    assert theme.locator("dt a[href*='situace/']").first.is_visible()
    assert theme.locator("dd a[href*='sluzby/']").first.is_visible()
    missing = plain.locator("section:has(> #chybi)")
    for one in missing.locator("summary").all():
        one.click()
    assert missing.locator("dd", has_text="km vzdušnou čarou").first.is_visible()
    assert missing.get_by_text("jestli pomáhají i vám").is_visible()
    assert plain.locator("#cas").is_visible()
    missing.locator("a[href*='mezery/']").click()
    assert plain.url.endswith(f"mezery/#orp-{town.orp.row.slug}")
    assert plain.locator(f"#orp-{town.orp.row.slug} summary").is_visible()


def test_a_municipality_is_short_on_a_phone(real: Built, phone: Page) -> None:
    """Two screens of 740 px tell who is in charge and with what somebody helps."""
    for slug in ("cheb", "hazlov"):
        phone.goto(f"obce/{slug}/")
        top = phone.locator("#chybi").bounding_box()
        assert top and top["y"] < 2.6 * 740, slug


def test_gaps_on_a_phone_are_a_list_and_on_a_desk_a_table(desk: Page) -> None:
    desk.goto("mezery/")
    assert desk.locator(".matrix table").first.is_visible()
    desk.set_viewport_size({"width": 320, "height": 740})
    assert not desk.locator(".matrix table").first.is_visible()
    orp = desk.locator("#orp-as")
    orp.locator("summary").click()
    assert orp.locator("dt", has_text="Nikdo").is_visible()


# Nothing follows anybody ------------------------------------------------------------------------------


def test_a_visit_leaves_nothing_behind(phone: Page, watch: Watch, real: Built) -> None:
    """No cookie, nothing stored, nobody else asked; `opened` looks at the last two after every test."""
    for url in (
        "",
        "situace/",
        _first(real, "situation", lambda situation: situation.row.quick_exit),
        "hledat/?q=dluhy",
    ):
        settled(phone, url)
    phone.goto("")
    phone.locator("input[type=search]").first.fill("exekuce")
    phone.wait_for_timeout(300)
    stored = phone.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length, (await caches.keys()).length,
            (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert stored == [0, 0, "", 0, 0, 0]
    assert len(watch.asked) > 10


def test_the_policy_really_stops_foreign_code(browser: Any, address: str) -> None:
    """The watch above would hear a refusal: prove it by asking for something forbidden."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto("")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'broken'";
            document.head.append(script);
            const image = document.createElement("img");
            image.src = "https://example.invalid/pixel.gif";
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(200)
    title = page.title()
    context.close()
    assert title != "broken"
    assert sum("Content Security Policy" in text for text in heard) >= 2


def test_leaving_quickly_works_with_and_without_scripts(real: Built, opened: Opened, watch: Watch) -> None:
    url = _first(real, "situation", lambda situation: situation.row.quick_exit)
    for scripts in (True, False):
        page = opened(java_script_enabled=scripts)
        page.route("https://www.seznam.cz/**", lambda route: route.fulfill(status=200, body="jinde"))
        page.goto("")
        page.goto(url)
        page.locator("a.exit").click()
        page.wait_for_url("https://www.seznam.cz/")
        if scripts:
            # The page was replaced: the way back leads past it.
            page.go_back()
            assert page.url == watch.home
    watch.asked = [one for one in watch.asked if not one.startswith("https://www.seznam.cz/")]


# On paper ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["service with contacts", "longest situation", "municipality", "emergency"])
def test_print_has_ink_and_no_furniture(real: Built, opened: Opened, kind: str) -> None:
    page = opened(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    settled(page, KINDS[kind](real))
    page.emulate_media(media="print")
    ink, paper = shades(page)
    assert ink > 0.005, "there is something to read"
    assert paper > 0.8, "mostly white paper, also from a dark screen"
    for hidden in (".find", ".top nav", ".skip", ".foot ul"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("h1").is_visible()
    # What is folded on the screen alone is for the screen alone.
    for phone in page.locator("main :not(.on-screen *):not(.ask) > a[href^='tel:']").all()[:2]:
        assert phone.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def shades(page: Page) -> list[float]:
    """How much of what is seen is dark, and how much is white."""
    picture = base64.b64encode(page.screenshot()).decode()
    blank = page.context.new_page()
    found: list[float] = blank.evaluate(
        """async (picture) => {
            const image = new Image();
            image.src = "data:image/png;base64," + picture;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
            canvas.drawImage(image, 0, 0);
            const { data } = canvas.getImageData(0, 0, image.width, image.height);
            let dark = 0, white = 0;
            for (let at = 0; at < data.length; at += 4) {
                dark += data[at] < 100 && data[at + 1] < 100 && data[at + 2] < 100;
                white += data[at] > 245 && data[at + 1] > 245 && data[at + 2] > 245;
            }
            return [4 * dark / data.length, 4 * white / data.length];
        }""",
        picture,
    )
    return found


FOLDED = [
    "ukazatele/nezamestnanost/",
    "ukazatele/predcasne-odchody/",
    "hodnoceni/nove-mesto-pod-smrkem-2023-2024/",
    "hodnoceni/prorodinna-opatreni/",
    "obce/nove-mesto-pod-smrkem/",
    "situace/dluhy/",
]
HIDDEN = """() => [...document.querySelectorAll("main details:not([open])")]
    .filter((one) => one.getClientRects().length)
    .flatMap((one) => [...one.querySelectorAll(":scope > :not(summary)")].map((inside) => [one.className, inside]))
    .filter(([, inside]) => !inside.checkVisibility() || inside.getBoundingClientRect().height === 0)
    .map(([name, inside]) => [name, inside.outerHTML.slice(0, 80)])"""


@pytest.mark.parametrize("url", FOLDED)
def test_what_is_folded_stands_open_on_paper(plain: Page, url: str) -> None:
    """All but long lists; beside each of those a line says where they are. Nothing is wider than the paper."""
    plain.goto(url)
    assert plain.evaluate(HIDDEN), "folded on the screen"
    assert not plain.locator(".on-paper").first.is_visible()
    plain.set_viewport_size({"width": 700, "height": 1000})
    plain.emulate_media(media="print")
    assert {name for name, _ in plain.evaluate(HIDDEN)} <= {"on-screen"}
    for long in plain.locator("main details.on-screen:visible").all():
        said = long.locator("xpath=following-sibling::*[1]")
        assert said.is_visible() and "https://" in said.inner_text()
    assert plain.evaluate("() => document.documentElement.scrollWidth") <= 700


def test_the_formula_and_all_numbers_are_on_paper(plain: Page) -> None:
    plain.goto("ukazatele/predcasne-odchody/")
    plain.emulate_media(media="print")
    assert plain.get_by_text("9,9 % − 10 % = −0,1").is_visible()
    plain.goto("ukazatele/nezamestnanost/")
    for title, rows in (("Stát", 23), ("Kraje", 70)):
        cells = plain.locator(f"details:has(> summary:has-text('{title}')) tbody th")
        assert cells.count() == rows
        assert all(one.is_visible() for one in cells.all())


def test_sources_on_paper_have_their_address(plain: Page) -> None:
    plain.goto("ukazatele/predcasne-odchody/")
    link = plain.locator(".sources a[href^='http']").first
    said = "one => getComputedStyle(one, '::after').content"
    assert link.evaluate(said) == "none"
    plain.emulate_media(media="print")
    assert link.get_attribute("href") in link.evaluate(said)


def test_an_older_browser_opens_what_is_folded_and_folds_it_again(desk: Page) -> None:
    """Without ::details-content the script does it; of those with one name only one may be open."""
    desk.add_init_script("CSS.supports = () => false")
    desk.goto("situace/dluhy/")
    state = "() => [...document.querySelectorAll('main details')].map((one) => [one.open, one.getAttribute('name')])"
    before = desk.evaluate(state)
    assert [one for one, _ in before].count(False) > 2 and any(name for _, name in before)
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(one for one, _ in desk.evaluate(state))
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    assert desk.evaluate(state) == before


# Bars ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("indicator", ["pocet-obyvatel", "osoby-v-exekuci", "index-vylouceni"])
def test_bars_of_a_table_have_one_scale(opened: Opened, width: int, indicator: str) -> None:
    """However long the numbers beside them are, all tracks are equally long and lie on no words."""
    page = opened(viewport={"width": width, "height": 740})
    page.goto(f"ukazatele/{indicator}/")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("main .bars.wide tbody tr")].map((row) => {
            const track = row.querySelector(".bar").getBoundingClientRect();
            const words = [...row.children].filter((cell) => !cell.querySelector(".bar")).map((cell) => {
                const range = document.createRange();
                range.selectNodeContents(cell);
                return range.getBoundingClientRect();
            });
            const meets = (one) => one.left < track.right && track.left < one.right
                && one.top < track.bottom && track.top < one.bottom;
            return [Math.round(track.width), words.some(meets), Math.max(...words.map((one) => one.right))];
        })"""
    )
    assert len({track for track, _, _ in boxes}) == 1
    assert [row for row in boxes if row[1] or row[2] > width] == []
