"""The catalogue with filters, as list and as map; and the small maps of territories."""

from __future__ import annotations

import csv
import io
import re
from math import asin, cos, inf, radians, sin, sqrt
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.picker import points
from macros.subjects.territory.model import Territories
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
    field = {one.row.id for one in services if not one.forms or "terenni" in {form.id for form in one.forms}}
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
        and (not one.forms or "telefonicka" in {form.id for form in one.forms})
        and codes & {area.row.territory_code for area in one.areas}
    }
    # Somebody else's place is shown, not kept.
    expect(desk.locator(".place__name")).to_have_text("Cheb")
    assert desk.evaluate("() => localStorage.length") == 0


def test_an_unknown_form_is_kept_and_marked(real: Built, desk: Page) -> None:
    ready(desk, "#situace=dluhy&forma=terenni")
    unknown = {one.row.id for one in active(real) if not one.forms}
    marked = desk.locator("[data-list] li[data-s]:not([hidden]):has(> .unsure)").evaluate_all(
        "all => all.map((one) => one.dataset.s)"
    )
    assert set(marked) == shown(desk) & unknown
    assert len(set(marked)) > 5
    expect(desk.locator("[data-said]")).to_contain_text(f"U\u00a0{len(set(marked))} z\u00a0nich nevíme")
    desk.select_option("[name=forma]", "")
    expect(desk.locator("[data-list] .unsure")).to_have_count(0)


def test_who_has_a_phone(real: Built, desk: Page) -> None:
    ready(desk)
    desk.locator("[name=telefon]").check()
    assert shown(desk) == {one.row.id for one in active(real) if one.phones}
    assert desk.url.endswith("#telefon=1")


def test_of_how_many_nobody_knows_the_price(real: Built, desk: Page) -> None:
    ready(desk, "#situace=dluhy&zdarma=1")
    debts = [one for one in active(real) if any(h.situation.row.id == "dluhy" for h in one.situations)]
    unpriced = sum(not one.row.cost for one in debts)
    expect(desk.locator("[data-said]")).to_contain_text(f"U\u00a0dalších {unpriced} neznáme cenu")


def away(service: Any, lat: float, lon: float) -> float:
    """Kilometres to the nearest place of a service, as the crow flies."""
    found = [inf]
    for one in points(service):
        half = sin(radians(one.lat - lat) / 2) ** 2
        half += cos(radians(lat)) * cos(radians(one.lat)) * sin(radians(one.lon - lon) / 2) ** 2
        found.append(2 * 6371 * asin(sqrt(half)))
    return min(found)


@pytest.mark.parametrize("radius", [10, 30, 50])
def test_radius_is_straight_and_holds_who_comes(real: Built, desk: Page, radius: int) -> None:
    """The walk of a social worker: field advice on debts around Kraslice."""
    ready(desk, f"#situace=dluhy&forma=terenni&okruh={radius}&od=kraslice")
    expect(desk.locator(".place__name")).to_have_text("Kraslice")
    expect(desk.locator("[name=misto]")).not_to_be_checked()
    place = next(
        one for one in real.site[Territories].covered_municipalities() if one.row.slug == "kraslice"
    ).row
    assert place.lat and place.lon
    codes = {"560472", "4104", "CZ041", "CZ"}
    expected = set()
    for one in active(real):
        far = away(one, place.lat, place.lon)
        serves = bool(codes & {area.row.territory_code for area in one.areas})
        comes = bool({"to_people", "phone"} & {form.reach for form in one.forms})
        form = not one.forms or "terenni" in {form.id for form in one.forms}
        debts = any(helps.situation.row.id == "dluhy" for helps in one.situations)
        if debts and form and (far <= radius + 0.1 or (serves and (far == inf or comes))):
            expected.add(one.row.id)
    assert shown(desk) == expected
    assert desk.locator("label[for=f-okruh]").inner_text().endswith("(vzdušnou čarou)")
    assert desk.evaluate("() => localStorage.length") == 0


def test_a_radius_asks_for_the_place(desk: Page) -> None:
    ready(desk)
    desk.select_option("[name=okruh]", "20")
    field = desk.get_by_role("combobox", name="Obec nebo PSČ")
    expect(field).to_be_focused()
    field.fill("Kraslice")
    expect(desk.locator(".place__option").first).to_be_visible()
    field.press("Enter")
    desk.wait_for_url("**/sluzby/#okruh=20&od=kraslice")
    assert desk.locator("[name=okruh]").input_value() == "20"
    door(desk).click()
    desk.get_by_role("button", name="Zapomenout místo").click()
    expect(desk.locator("[name=okruh]")).to_have_value("")
    expect(desk).to_have_url(re.compile(r"/sluzby/$"))


def test_a_choice_is_printed_with_all_one_needs(real: Built, opened: Opened) -> None:
    page = opened(viewport={"width": 1280, "height": 900})
    page.add_init_script("window.print = () => { window.wasPrinted = true; }")
    ready(page, "#situace=dluhy&forma=terenni&okruh=30&od=kraslice")
    services = shown(page)
    page.get_by_role("button", name="Vytisknout výběr").click()
    page.wait_for_function("() => window.wasPrinted")
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(document) <= 2
    text = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    assert "do 30 km od obce Kraslice (vzdušnou čarou)" in text and "forma neznámá" in text
    for code in services:
        service = real.site[Catalogue].services[code]
        assert service.row.name.split(" – ")[0] in text
        assert all(
            real.site.language.phone(one.value).replace("\u00a0", " ") in text for one in service.phones
        )
        assert all(place.row.street in text for place in service.places)
    assert text.count("Zdroj: ") == len(services)
    assert "Vybrat jen některé služby" not in text


def test_a_choice_is_saved_as_a_table(real: Built, desk: Page) -> None:
    ready(desk, "#situace=dluhy&forma=terenni&okruh=30&od=kraslice")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Stáhnout tabulku").click()
    raw = waiting.value.path().read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    assert {row["stránka"].split("/")[-2] for row in rows} == shown(desk)
    forms = [row["forma"] for row in rows]
    assert forms == sorted(forms, key=lambda form: form == "neznámá"), "those of unknown form come last"
    assert all(row["zdroj"] and row["záznam změněn"] and row["km od obce (vzdušnou čarou)"] for row in rows)


def test_a_choice_is_kept_without_services_of_danger(real: Built, desk: Page) -> None:
    ready(desk, "#situace=dluhy&forma=terenni")
    chosen = [real.site[Catalogue].services[code] for code in shown(desk)]
    desk.get_by_role("button", name="Přidat výběr do mého seznamu").click()
    danger = sum(one.quick_exit for one in chosen)
    expect(desk.locator(".choice [role=status]")).to_contain_text(f"Kvůli bezpečí jsme vynechali: {danger}.")
    desk.locator(".choice a").click()
    expect(desk.locator(".sheet__item")).to_have_count(len(chosen) - danger)


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
    # Nothing may lie half under the way out, which stays in sight wherever one has scrolled.
    page.locator(".switch").evaluate("one => one.scrollIntoView({ block: 'center' })")
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
    desk.get_by_role("button", name="Seznam", exact=True).click()
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


_APART = """() => {
  const boxes = (css) => [...document.querySelectorAll(css)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.getBoundingClientRect());
  const names = boxes(".rz-map__name");
  const apart = (one, other) => one.right <= other.left || other.right <= one.left
    || one.bottom <= other.top || other.bottom <= one.top;
  return names.length > 0 && names.every((name, at) =>
    [...names.slice(0, at), ...boxes(".leaflet-marker-icon")].every((other) => apart(name, other)));
}"""


def test_names_on_the_map_are_not_covered(desk: Page) -> None:
    """When all has come to rest, no marker and no other name lies over a name that is shown."""
    ready(desk, "?zobrazeni=mapa")
    expect(desk.locator(".leaflet-marker-icon").first).to_be_visible()
    for _ in range(3):
        desk.wait_for_function(_APART)
        desk.get_by_role("button", name="Přiblížit", exact=True).click()
    desk.wait_for_function(_APART)


def test_the_list_beside_the_map_moves_with_it(desk: Page) -> None:
    ready(desk, "?zobrazeni=mapa")
    count = desk.locator(".rz-map__count")
    expect(count).to_contain_text("Služeb na tomto výřezu")
    before = count.inner_text()
    desk.get_by_role("button", name="Přiblížit", exact=True).click()
    expect(count).not_to_have_text(before)
    desk.wait_for_function(_APART)
    first = desk.locator(".rz-map__beside li").first
    name = first.locator("a").first.inner_text()
    first.get_by_role("button", name="Na mapě").click()
    expect(desk.locator(".rz-map__popup")).to_contain_text(name)
    # Escape closes the popup, and again the map.
    desk.keyboard.press("Escape")
    expect(desk.locator(".rz-map__popup")).to_have_count(0)
    desk.locator(".leaflet-marker-icon").first.focus()
    desk.keyboard.press("Escape")
    expect(desk.locator("[data-list]")).to_be_visible()


def test_the_map_says_where_the_reader_is(phone: Page) -> None:
    phone.goto("sluzby/?zobrazeni=mapa#misto=cheb")
    expect(phone.locator(".rz-map__name--me")).to_have_text("Tady jste")
    expect(phone.locator(".rz-map__legend li")).not_to_have_count(0)
    outlines = phone.locator("path.rz-map__outline--region").count()
    assert outlines == 2
