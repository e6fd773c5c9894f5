"""The catalogue with filters, as list and as map; and the small maps of territories."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from macros.subjects.catalogue.model import Catalogue
from tests.browser.conftest import Opened, Watch
from tests.browser.test_place import choose, door
from tests.built import Built

pytestmark = pytest.mark.browser


def ready(page: Page, query: str = "") -> None:
    page.goto(f"sluzby/{query}")
    expect(page.locator("form[data-catalogue]")).to_be_visible()
    if not page.locator("form[data-catalogue] details").evaluate("one => one.open"):
        page.locator("form[data-catalogue] summary").click()


def shown(page: Page) -> set[str]:
    found: list[str] = page.locator("[data-list] li[data-s]:not([hidden])").evaluate_all(
        "all => all.map((one) => one.dataset.s)"
    )
    return set(found)


def active(real: Built) -> list[Any]:
    return [one for one in real.site[Catalogue].services.values() if one.active]


def test_filters_say_what_the_data_say(real: Built, desk: Page) -> None:
    ready(desk)
    services = active(real)
    assert shown(desk) == {one.row.id for one in services}
    debts = {one.row.id for one in services if any(h.situation.row.id == "dluhy" for h in one.situations)}
    option = desk.locator("[name=situace] option[value=dluhy]")
    assert re.findall(r"\((\d+)\)$", option.inner_text()) == [str(len(debts))]
    desk.select_option("[name=situace]", "dluhy")
    assert shown(desk) == debts
    assert "#situace=dluhy" in desk.url
    field = {one.row.id for one in services if "terenni" in {form.id for form in one.forms}}
    desk.select_option("[name=forma]", "terenni")
    assert shown(desk) == debts & field
    assert desk.url.endswith("#situace=dluhy&forma=terenni")
    count = len(debts & field)
    expect(desk.locator("[data-said]")).to_contain_text(f"{count}\u00a0")
    heads = desk.locator("[data-list] [data-group]:not([hidden]) h2 .count").all_inner_texts()
    assert sum(map(int, heads)) >= count
    desk.get_by_role("button", name="Zrušit výběr").click()
    expect(desk.locator("[data-said]")).to_have_text("")
    assert shown(desk) == {one.row.id for one in services}
    assert desk.url.endswith("sluzby/")


@pytest.mark.parametrize("age", [3, 17, 40])
def test_age(real: Built, desk: Page, age: int) -> None:
    ready(desk)
    desk.locator("[name=vek]").fill(str(age))
    assert shown(desk) == {
        one.row.id
        for one in active(real)
        if (one.row.age_from is None or one.row.age_from <= age)
        and (one.row.age_to is None or age <= one.row.age_to)
    }


@pytest.mark.parametrize("sign", ["#", "?"])
def test_an_address_can_be_shared(real: Built, desk: Page, sign: str) -> None:
    ready(desk, sign + "zdarma=1&forma=telefonicka&misto=cheb&nesmysl=1&druh=neni")
    expect(desk.locator("[name=misto]")).to_be_checked()
    expect(desk.locator("[name=zdarma]")).to_be_checked()
    assert desk.locator("[name=forma]").input_value() == "telefonicka"
    assert desk.locator("[name=druh]").input_value() == ""
    codes = {"554481", "4102", "CZ041", "CZ"}
    assert shown(desk) == {
        one.row.id
        for one in active(real)
        if one.row.cost == "free"
        and "telefonicka" in {form.id for form in one.forms}
        and codes & {area.row.territory_code for area in one.areas}
    }
    # Somebody else's place is shown, not kept.
    expect(desk.locator(".place__name")).to_have_text("Cheb")
    assert desk.evaluate("() => localStorage.length") == 0


def test_the_place_is_asked_for_where_nobody_knows_it(real: Built, phone: Page) -> None:
    ready(phone)
    phone.locator("[name=misto]").click()
    field = phone.get_by_role("combobox", name="Obec nebo PSČ")
    expect(field).to_be_focused()
    field.fill("Liberec")
    expect(phone.locator(".place__option").first).to_be_visible()
    field.press("Enter")
    expect(phone.locator("[name=misto]")).to_be_checked()
    phone.wait_for_url("**/sluzby/#misto=liberec")
    codes = {"563889", "5105", "CZ051", "CZ"}
    assert shown(phone) == {
        one.row.id for one in active(real) if codes & {area.row.territory_code for area in one.areas}
    }


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-11-23T09:30:00+01:00", True), ("2026-11-22T03:00:00+01:00", False)],
)
def test_open_now_is_czech_time(real: Built, opened: Opened, at: str, expected: bool) -> None:
    page = opened(timezone_id="America/New_York", viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(at)
    ready(page)
    page.locator("[name=otevreno]").check()
    found = shown(page)
    nonstop = {one.row.id for one in active(real) if any(row.nonstop for row in one.hours.now)}
    daily = {
        one.row.id
        for one in active(real)
        if any(row.weekday == "mo" and row.opens <= "09:30" < row.closes for row in one.hours.now)
    }
    assert nonstop and daily - nonstop
    assert found == (nonstop | daily if expected else nonstop)


def test_nothing_left_gives_advice(desk: Page) -> None:
    ready(desk, "?situace=dluhy&forma=online&vek=1&misto=as&otevreno=1&druh=azylovy-dum")
    expect(desk.locator("[data-said]")).to_contain_text("Nic takového neznáme")
    expect(desk.locator(".notice a[href*='pomoc-v-nouzi']")).to_be_visible()
    assert shown(desk) == set()


def test_without_scripts_there_is_the_plain_list(real: Built, plain: Page) -> None:
    plain.goto("sluzby/?situace=dluhy")
    expect(plain.locator("form[data-catalogue]")).to_be_hidden()
    expect(plain.locator("[data-map]")).to_be_hidden()
    assert plain.locator("[data-list] li[data-s] a").first.is_visible()
    assert shown(plain) == {one.row.id for one in active(real)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filters_and_map_pass_axe(opened: Opened, scheme: Any) -> None:
    page = opened(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    ready(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    mapped(page)
    page.locator(".leaflet-marker-icon").first.focus()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    # What the bar that stays in sight covers by half is a matter of scrolling.
    page.evaluate("() => scrollTo(0, 0)")
    # Points stand where they stand (WCAG 2.5.8, "essential"), and the list is the other way to each of them.
    around = {"exclude": [[".leaflet-marker-pane"]]}
    found = Axe().run(page, context=around, options={"runOnly": ["target-size"]})
    assert found.violations_count == 0, found.generate_report()
    small = page.evaluate(
        """() => [...document.querySelectorAll("form select, form input, form button, form label, .switch button")]
            .filter((one) => one.checkVisibility() && !one.closest("label") && one.tagName !== "LABEL")
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)"""
    )
    assert small == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def mapped(page: Page) -> None:
    page.get_by_role("button", name="Mapa").click()
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()


def numbers(page: Page) -> int:
    """How many services the points that are seen stand for."""
    texts = page.locator(".leaflet-marker-icon").evaluate_all(
        "all => all.map((one) => parseInt(one.innerText, 10) || 1)"
    )
    return sum(texts)


def test_the_map_shows_what_the_filters_leave(real: Built, desk: Page, watch: Watch) -> None:
    ready(desk)
    assert not [url for url in watch.asked if "assets/map/" in url]
    mapped(desk)
    expect(desk.locator("[data-list]")).to_be_hidden()
    assert "zobrazeni=mapa" in desk.url
    everything = numbers(desk)
    desk.select_option("[name=situace]", "dluhy")
    expect(desk.locator("[data-said]")).to_contain_text("Vybrali jste")
    desk.wait_for_function("() => document.querySelectorAll('.leaflet-marker-icon').length > 0")
    assert 0 < numbers(desk) < everything
    desk.get_by_role("button", name="Seznam").click()
    expect(desk.locator("[data-list]")).to_be_visible()
    assert "zobrazeni" not in desk.url and "situace=dluhy" in desk.url
    # The address leads straight to the map.
    desk.goto("sluzby/?zobrazeni=mapa&situace=dluhy")
    expect(desk.locator(".leaflet-marker-icon").first).to_be_visible()


def test_no_inline_style_comes_from_markup(desk: Page) -> None:
    """The policy would refuse it (`opened` would hear); nothing on the map needs it either."""
    ready(desk, "?zobrazeni=mapa")
    expect(desk.locator(".leaflet-marker-icon").first).to_be_visible()
    assert desk.locator("script:not([src]):not([type='application/ld+json']), style").count() == 0


def test_small_map_of_a_municipality(real: Built, phone: Page) -> None:
    phone.goto("obce/cheb/")
    phone.get_by_role("button", name="Ukázat mapu").click()
    point = phone.locator(".rz-map__point--centre[title^='Cheb, střed obce']")
    expect(point).to_be_visible()
    point.focus()
    phone.keyboard.press("Enter")
    popup = phone.locator(".rz-map__popup")
    expect(popup).to_contain_text("Cheb, střed obce")
    expect(popup.locator("a:focus")).to_have_count(1)
    popup.locator("a[href*='sluzby/']").first.click()
    phone.wait_for_url("**/sluzby/*/")
    expect(phone.locator("h1")).to_be_visible()


@pytest.mark.parametrize("url", ["orp/cheb/", "kraje/liberecky-kraj/"])
def test_small_maps_of_larger_territories(desk: Page, url: str) -> None:
    desk.goto(url)
    desk.get_by_role("button", name="Ukázat mapu").click()
    expect(desk.locator(".leaflet-marker-icon").first).to_be_visible()
    expect(desk.locator(".map__frame")).to_be_focused()


def test_a_place_turns_the_catalogue(desk: Page) -> None:
    ready(desk)
    choose(desk, "Liberec")
    expect(desk.locator(".near").first).to_be_visible()
    assert desk.locator("[data-list] [data-group]").first.get_attribute("data-group") == "liberecky-kraj"
    expect(desk.locator("[data-place-name]")).to_have_text("v obci Liberec")
    desk.locator("[name=misto]").check()
    assert desk.url.endswith("#misto=liberec")
    door(desk).click()
    desk.get_by_role("button", name="Zapomenout místo").click()
    expect(desk.locator("[name=misto]")).not_to_be_checked()
    expect(desk).to_have_url(re.compile(r"/sluzby/$"))
