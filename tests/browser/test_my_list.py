"""A list of one's own: kept here only, never of danger, sent as a link that tells the host nothing, on one sheet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from macros.files.formulas import guard
from macros.subjects.catalogue.model import Catalogue, Service
from tests.browser.conftest import Opened, Watch
from tests.built import Built

pytestmark = pytest.mark.browser

ENTRIES = "Object.entries(localStorage).filter(([name]) => name.startsWith('rozcestnik-seznam'))"


def calm(real: Built) -> list[Service]:
    return [one for one in real.site[Catalogue].active if not one.quick_exit]


def danger(real: Built) -> Service:
    return next(one for one in real.site[Catalogue].active if one.quick_exit)


def kept(page: Page) -> list[str]:
    entries = page.evaluate(f"() => {ENTRIES}")
    assert len(entries) < 2
    return json.loads(entries[0][1]) if entries else []


def overwrite(page: Page, value: str) -> None:
    """What somebody else put into the place of the list."""
    page.evaluate(f"value => {ENTRIES}.forEach(([name]) => localStorage.setItem(name, value))", value)


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator(".sheet__item").evaluate_all("all => all.map((one) => one.dataset.id)")
    return found


def listed(page: Page, ids: list[str], words: str = "") -> None:
    """Opens the list that a link brings."""
    page.goto("about:blank")
    page.goto("muj-seznam/#sluzby=" + (words or ",".join(ids)))
    expect(page.locator("[data-my-list]")).to_be_visible()
    expect(page.locator("[data-said]")).not_to_have_text("")


def adopted(page: Page, ids: list[str]) -> None:
    listed(page, ids)
    page.get_by_role("button", name="Přidat do mého seznamu").click()
    assert kept(page) == ids


def test_a_service_is_kept_shown_and_forgotten(real: Built, phone: Page) -> None:
    first, second = calm(real)[:2]
    for service in (first, second):
        phone.goto(service.url)
        button = phone.get_by_role("button", name="Přidat do mého seznamu")
        assert button.bounding_box()["height"] >= 44  # type: ignore[index]
        button.click()
        expect(phone.locator(".keep [role=status]")).to_contain_text("Přidáno")
    assert kept(phone) == [first.row.id, second.row.id]
    phone.locator("footer").get_by_role("link", name="Můj seznam (2)").click()
    expect(phone.locator("h1")).to_have_text("Můj seznam")
    expect(phone.locator(".sheet__item")).to_have_count(2)
    assert shown(phone) == kept(phone)
    phone.get_by_role("button", name="Odebrat " + first.row.name.split()[0]).first.click()
    assert kept(phone) == [second.row.id]
    phone.get_by_role("button", name="Vrátit zpět").click()
    assert kept(phone) == [first.row.id, second.row.id]
    phone.goto(second.url)
    phone.get_by_role("button", name="Odebrat z mého seznamu").click()
    assert kept(phone) == [first.row.id]


def test_all_is_cleared_and_brought_back(real: Built, phone: Page) -> None:
    ids = [one.row.id for one in calm(real)[:5]]
    adopted(phone, ids)
    phone.get_by_role("button", name="Smazat celý seznam").click()
    assert phone.evaluate("() => localStorage.length") == 0
    expect(phone.locator("[data-empty]")).to_be_visible()
    expect(phone.get_by_role("button", name="Vrátit zpět")).to_be_focused()
    phone.keyboard.press("Enter")
    assert kept(phone) == shown(phone) == ids
    # Undone once, or left: there is nothing to bring back.
    expect(phone.get_by_role("button", name="Vrátit zpět")).to_be_hidden()


def test_keys_only(real: Built, desk: Page) -> None:
    service = calm(real)[0]
    desk.goto(service.url)
    desk.get_by_role("button", name="Přidat do mého seznamu").focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    expect(desk.locator(".keep a")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".sheet__item")).to_have_count(1)
    desk.locator(".sheet__remove").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Vrátit zpět")).to_be_focused()
    assert kept(desk) == []


def test_pages_to_be_left_quickly_neither_offer_nor_keep(real: Built, desk: Page) -> None:
    for url in (danger(real).url, "situace/domaci-nasili/", "pomoc-v-nouzi/", "stopy/"):
        desk.goto(url)
        expect(desk.locator("footer")).to_be_visible()
        assert desk.locator("body").get_attribute("class") == "quick-exit"
        assert desk.get_by_text("Můj seznam").count() == 0
        assert desk.locator("[data-keep]").count() == 0
        desk.evaluate("() => Rozcestnik.tools.keepList(['urad-prace-cr'])")
        assert desk.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
    offered = {path for path in real.paths() if real.tree(path).xpath("//*[@data-keep]")}
    assert {path.removesuffix("index.html") for path in offered} == {one.url for one in calm(real)}


def test_services_of_danger_come_in_by_no_way(real: Built, desk: Page) -> None:
    good, bad = calm(real)[0].row.id, danger(real).row.id
    listed(desk, [good, bad])
    assert shown(desk) == [good]
    expect(desk.locator("[data-said]")).to_contain_text("1\u00a0službu kvůli bezpečí do seznamu nedáváme")
    assert danger(real).row.name not in desk.locator("main").inner_text()
    assert desk.url.endswith(f"#sluzby={good}")
    desk.get_by_role("button", name="Přidat do mého seznamu").click()
    assert kept(desk) == [good]
    # What was kept before it became dangerous is forgotten when the list is opened.
    overwrite(desk, json.dumps([bad, good]))
    desk.goto("muj-seznam/")
    expect(desk.locator(".sheet__item")).to_have_count(1)
    expect(desk.locator("[data-said]")).to_contain_text("kvůli bezpečí")
    assert kept(desk) == [good]


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("neni-tu,jina", 2),
        ("%3Cimg%20src=x%20onerror=alert(1)%3E", 1),
        ('"><script>alert(1)</script>,__proto__,constructor,../../zle', 4),
        ("%E0%A4%A,%00", 2),
        ("neni," * 500, 1),
    ],
)
def test_hostile_links_are_a_number(real: Built, desk: Page, words: str, gone: int) -> None:
    good = calm(real)[0].row.id
    listed(desk, [], f"{good},{words}")
    assert shown(desk) == [good]
    expect(desk.locator("[data-said]")).to_contain_text(
        re.compile(rf"\b{gone}\s\S+ už v\s+katalogu (není|nejsou)")
    )
    assert kept(desk) == []
    assert desk.locator("main script:not([type]), main img").count() == 0


def test_a_link_brings_at_most_forty(real: Built, desk: Page) -> None:
    ids = [one.row.id for one in calm(real)]
    listed(desk, ids)
    assert shown(desk) == ids[:40]
    expect(desk.locator("[data-said]")).to_contain_text(f"Dalších {len(ids) - 40} se do seznamu nevejde")


@pytest.mark.parametrize(
    "value", ["nic", "{}", "null", "[1, {}, null]", '["../x", "__proto__"]', '"urad-prace-cr"']
)
def test_what_somebody_else_wrote_is_not_believed(real: Built, desk: Page, value: str) -> None:
    adopted(desk, [calm(real)[0].row.id])
    overwrite(desk, value)
    desk.goto("muj-seznam/")
    expect(desk.locator("[data-my-list]")).to_be_visible()
    expect(desk.locator(".sheet__item")).to_have_count(0)


def test_the_link_says_it_all_and_the_host_hears_nothing(real: Built, opened: Opened, watch: Watch) -> None:
    ids = [one.row.id for one in calm(real)[:7]]
    mine = opened(viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"])
    adopted(mine, ids)
    mine.get_by_role("button", name="Zkopírovat odkaz").click()
    expect(mine.locator("[data-said]")).to_contain_text("zkopírovaný")
    link = mine.evaluate("() => navigator.clipboard.readText()")
    assert link == f"{watch.home}muj-seznam/#sluzby={','.join(ids)}"
    theirs = opened(viewport={"width": 1280, "height": 900})
    theirs.goto(link)
    expect(theirs.locator(".sheet__item")).to_have_count(7)
    expect(theirs.locator("[data-sent]")).to_be_visible()
    assert shown(theirs) == ids and kept(theirs) == []
    theirs.get_by_role("button", name="Zpět na můj seznam").click()
    expect(theirs.locator("[data-empty]")).to_be_visible()
    sent = {url.partition("#")[0] for url in watch.asked}
    assert not [url for url in sent for one in ids if one in url]


def test_it_prints_on_one_sheet_with_all_one_needs(real: Built, desk: Page) -> None:
    services = sorted(
        calm(real), key=lambda service: (not service.phones, not service.places, not service.hours.now)
    )[:6]
    adopted(desk, [one.row.id for one in services])
    expect(desk.locator(".sheet__code svg")).to_be_visible()
    document = pypdfium2.PdfDocument(desk.pdf(format="A4"))
    assert len(document) == 1, document[1].get_textpage().get_text_range()[:300]
    text = " ".join(document[0].get_textpage().get_text_range().split())
    for service in services:
        assert real.site.language.phone(service.phones[0].value).replace("\u00a0", " ") in text
        street = service.places[0].row.street
        assert street in text
    assert "Vytisknout" not in text and "Odebrat" not in text and "Otevřeno:" in text


def test_the_table_is_one_for_spreadsheets(real: Built, desk: Page) -> None:
    services = calm(real)[:3]
    adopted(desk, [one.row.id for one in services])
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Stáhnout tabulku").click()
    raw = waiting.value.path().read_bytes()
    assert waiting.value.suggested_filename == "muj-seznam.csv" and raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["název"] for row in rows] == [one.row.name for one in services]
    assert all(row["zdroj"] and row["stránka"].endswith("/") for row in rows)


HOSTILE = (
    "=1+1",
    "+420 123",
    "-2",
    "@sum",
    " =1",
    "„=1",
    "\t=1",
    "a=1",
    "x;y",
    'x"y',
    "＝1",
    "−1",
    "'=1",
    "",
    "\n-1",
)


def test_no_cell_is_a_formula(real: Built, desk: Page) -> None:
    """The twin of files.formulas.guard."""
    adopted(desk, [calm(real)[0].row.id])
    lines = [
        {"id": "x", "fact": {"name": one, "kind": one, "places": [one], "sure": "", "changed": "2026-01-01"}}
        for one in HOSTILE
    ]
    table = desk.evaluate("lines => Rozcestnik.sheet.table(lines, 'https://rozcestnik.test/')", lines)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"))
    for column in ("název", "druh pomoci", "adresa"):
        assert [row[column] for row in rows] == [guard(one) for one in HOSTILE]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_passes_axe(real: Built, opened: Opened, scheme: Any) -> None:
    page = opened(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    adopted(page, [one.row.id for one in calm(real)[:4]])
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    small = page.evaluate(
        """() => [...document.querySelectorAll(".my-list button, .my-list a.button")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).length"""
    )
    assert small == 0


def test_without_scripts_there_is_nothing_to_press(real: Built, plain: Page) -> None:
    plain.goto(calm(real)[0].url)
    expect(plain.get_by_text("Přidat do mého seznamu")).to_have_count(0)
    assert plain.locator("footer").get_by_text("Můj seznam").count() == 0
    plain.goto("muj-seznam/")
    expect(plain.locator("[data-without]")).to_be_visible()
    expect(plain.locator("[data-my-list]")).to_be_hidden()
