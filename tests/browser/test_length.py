"""No list goes on for ever in the hand: what is long waits in folds, which print open and which addresses unfold."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_place import choose
from tests.screens import HEIGHT, MEASURE, WIDTH

pytestmark = pytest.mark.browser

MOST = 8
"""Screens before the reader asks for more."""
SHORT = (
    "sluzby/",
    "obce/",
    "kraje/karlovarsky-kraj/",
    "orp/liberec/",
    "strategie/karlovarsky-kraj/tisk/",
    "strategie/karlovarsky-kraj/karty/",
    "strategie/karlovarsky-kraj/",
    "strategie/sledovani/",
    "data/strategy/",
    "data/services/",
    "prispivejte/makra/",
    "granty/",
    "akce/",
    "ukazatele/",
    "poskytovatele/",
    "jevy/",
    "druhy/",
)
"""Pages that are short as a whole; of the others each list is."""
LISTS = (
    "koordinator/",
    "obce/nove-mesto-pod-smrkem/rodinna-politika/",
    "hodnoceni/nove-mesto-pod-smrkem-2023-2024/",
    "hodnoceni/prorodinna-opatreni/",
    "strategie/nove-mesto-pod-smrkem/tisk/",
    "strategie/nove-mesto-pod-smrkem/prubeh/",
    "situace/domaci-nasili/",
    "situace/zaskolactvi/",
    "bila-mista/",
    "bila-mista/dluhy/",
    "spoluprace/",
    "spoluprace/potreby/",
    "spoluprace/strategie/",
    "mezery/",
    "pomoc-v-nouzi/",
    "obce/cheb/",
    "druhy/odborne-poradenstvi/",
    "sluzby/nzdm-klub-ostrov/",
    "ukazatele/nezamestnanost/",
    "strategie/srovnani/",
)


def _screens(page: Page, url: str) -> tuple[float, float]:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(url)
    whole, longest = page.evaluate(MEASURE)
    return whole / HEIGHT, longest / HEIGHT


@pytest.mark.parametrize("url", SHORT)
def test_a_page_ends_before_anybody_asks_for_more(phone: Page, url: str) -> None:
    whole, _ = _screens(phone, url)
    assert whole <= MOST


@pytest.mark.parametrize("url", LISTS)
def test_a_list_on_a_page_ends_before_anybody_asks_for_more(phone: Page, url: str) -> None:
    _, longest = _screens(phone, url)
    assert longest <= MOST


@pytest.mark.parametrize("url", ["sluzby/", "obce/", "strategie/karlovarsky-kraj/tisk/", "orp/liberec/"])
def test_it_ends_without_scripts_too(plain: Page, url: str) -> None:
    whole, _ = _screens(plain, url)
    assert whole <= MOST


@pytest.mark.parametrize("url", ["situace/zaskolactvi/", "situace/dluhy/", "situace/domaci-nasili/"])
def test_a_guide_does_not_grow_where_a_place_is_chosen(phone: Page, url: str) -> None:
    """Who helps at the place takes the room of those who helped anywhere; the rest waits."""
    before, _ = _screens(phone, url)
    choose(phone, "Cheb")
    mine = phone.locator("details[data-group]").first
    expect(mine).to_have_attribute("open", "")
    expect(mine.locator(".near").first).to_be_visible()
    assert mine.locator("> .helps > li:visible").count() <= 5
    after = phone.evaluate(MEASURE)[0] / HEIGHT
    assert after <= before + 1


def test_the_rest_of_a_guide_is_a_tap_away_and_sorted_with_the_first(phone: Page) -> None:
    phone.goto("situace/zaskolactvi/")
    choose(phone, "Cheb")
    mine = phone.locator("details[data-group]").first
    rest = mine.locator("> details[data-rest]")
    expect(rest.locator("li").first).to_be_hidden()
    rest.locator("summary").tap()
    expect(rest.locator("li").first).to_be_visible()
    fits = mine.locator("> .helps > li, > [data-rest] li").evaluate_all(
        "all => all.filter((one) => (one.querySelector('.near') || {textContent: ''}).textContent.includes('u vás'))"
        ".map((one) => Number(one.dataset.f))"
    )
    assert fits == sorted(fits)
    assert len(fits) > 1


def test_the_catalogue_opens_at_the_place_and_at_what_was_chosen(phone: Page) -> None:
    phone.goto("sluzby/")
    choose(phone, "Cheb")
    first = phone.locator("[data-list] details[data-group]").first
    expect(first.locator("summary")).to_contain_text("ORP Cheb")
    expect(first).to_have_attribute("open", "")
    phone.goto("sluzby/#druh=dluhova-poradna")
    phone.reload()
    shown = phone.locator("[data-list] li[data-s]:not([hidden])")
    expect(shown.first).to_be_visible()
    assert shown.count() == phone.locator("[data-list] li[data-s]:visible").count()


@pytest.mark.parametrize(
    "url", ["obce/", "sluzby/", "poskytovatele/", "granty/", "strategie/nove-mesto-pod-smrkem/tisk/"]
)
def test_paper_shows_all(phone: Page, url: str) -> None:
    phone.goto(url)
    phone.emulate_media(media="print")
    hidden = phone.locator("main details:not(.filters details) li").evaluate_all(
        "all => all.filter((one) => !one.checkVisibility() && !one.closest('.on-screen')).length"
    )
    assert hidden == 0


@pytest.mark.parametrize(
    "url",
    [
        "data/services/#services.name",
        "strategie/karlovarsky-kraj/tisk/#1-1",
        "obce/#o-cheb",
        "granty/#karlovarsky-kraj-skolni-stravovani-2025",
        "ukazatele/#dluhy",
        "prispivejte/makra/#strategies",
    ],
)
def test_an_address_unfolds_its_place(phone: Page, url: str) -> None:
    phone.goto(url)
    spot = phone.locator(f'[id="{url.partition("#")[2]}"]')
    expect(spot).to_have_count(1)
    expect(spot).to_be_in_viewport()
    assert spot.evaluate("one => !one.closest('details:not([open])')")
