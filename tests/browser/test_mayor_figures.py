"""A mayor's walk: from the page of the town to a number, its source and its file; the calculator; the charts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.built import Built

pytestmark = pytest.mark.browser


def test_mayor_finds_a_number_understands_it_and_takes_it_away(phone: Page, tmp_path: Path) -> None:
    phone.goto("obce/nove-mesto-pod-smrkem/")
    numbers = phone.get_by_role("region", name="Jak to tu vypadá v číslech")
    expect(numbers).to_contain_text("V ORP Frýdlant nedokončilo základní školu 10,5")
    table = numbers.get_by_role("table", name="Nedokončená základní škola, zpráva z roku 2022")
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table.get_by_role("row", name="Česko")).to_contain_text("3,8")
    numbers.get_by_role("link", name="Nedokončená základní škola").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Podíl žáků, kteří nedokončí základní školu")
    expect(phone.get_by_role("region", name="Jak číslo číst")).to_contain_text("PAQ Research")
    phone.get_by_role("region", name="Všechna čísla a jejich zdroje").locator("summary").first.click()
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="Stáhnout CSV").click()
    path = tmp_path / "data.csv"
    waiting.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    mine = [row for row in rows if row["territory"] == "ORP Frýdlant" and row["period"] == "2022"]
    assert [(row["value"], row["unit"]) for row in mine] == [("10.5", "percent")]
    assert mine[0]["source_section"].startswith("Východiska výběru")


def test_list_of_indicators_leads_by_theme(desk: Page) -> None:
    desk.goto("ukazatele/")
    desk.get_by_role("link", name="Dluhy a exekuce").first.click()
    theme = desk.locator("details.theme", has=desk.get_by_role("heading", name="Dluhy a exekuce"))
    card = theme.get_by_role("listitem").first
    expect(card).to_contain_text("6,9")
    card.get_by_role("link").click()
    expect(desk.get_by_role("heading", name="Na mapě")).to_be_visible()
    expect(desk.locator("svg.drawn").first).to_be_visible()


def test_everything_is_there_without_scripts(plain: Page) -> None:
    plain.goto("cena-necinnosti/")
    expect(plain.locator("[data-cost]")).to_be_hidden()
    expect(plain.get_by_role("row", name="50 dětí")).to_contain_text("= 100 až 125")
    plain.goto("ukazatele/nezamestnanost/")
    expect(plain.locator("svg.ch-narrow")).to_be_visible()
    expect(plain.locator("svg.ch-wide")).to_be_hidden()


def test_calculator_says_what_the_table_says(desk: Page) -> None:
    desk.goto("cena-necinnosti/")
    field = desk.get_by_label("Kolika dětí se to u vás týká?")
    said = desk.locator("output.cost-said")
    expect(said).to_contain_text("= 20 až 25")
    for row in desk.locator("tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        field.fill(row.locator("th").inner_text().split()[0])
        sums = [one.partition(": ")[2] for one in said.locator("span").all_text_contents()]
        assert [one.replace("\u00a0", " ") for one in sums] == [one.replace("\u00a0", " ") for one in cells]
    field.fill("401")
    expect(said).to_contain_text(re.compile(r"401 × 2 až 2,5.milionu.Kč = 802.milionů až 1,0025.miliardy.Kč"))


@pytest.mark.parametrize("wrong", ["", "0", "-3", "1.5", "100001"])
def test_calculator_explains_what_it_cannot_count(desk: Page, wrong: str) -> None:
    desk.goto("cena-necinnosti/")
    field = desk.get_by_label("Kolika dětí se to u vás týká?")
    field.fill(wrong)
    expect(desk.locator("output.cost-said")).to_contain_text("Napište celé číslo od 1 do 100 000.")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("1")
    expect(desk.locator("output.cost-said")).to_contain_text("2 až 2,5")
    expect(field).to_have_attribute("aria-invalid", "false")


OVERLAPS = """(svg) => {
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.getClientRects().length);
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const found = [];
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i][1], boxes[j][1]];
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
        found.push(`${boxes[i][0]} × ${boxes[j][0]}`);
    }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_letters_of_charts_and_maps_do_not_run_into_each_other(
    opened: Opened, real: Built, width: int
) -> None:
    """Measured by the browser with its own letters, on every page that has a drawing."""
    page = opened(viewport={"width": width, "height": 800})
    wrong = []
    drawn = 0
    for path in real.paths():
        if path.startswith("ukazatele/") and (
            b'class="ch ' in real.files[path] or b'class="drawn"' in real.files[path]
        ):
            page.goto(path.removesuffix("index.html"))
            for svg in page.locator("svg.ch:visible, svg.drawn:visible").all():
                drawn += 1
                wrong += [f"{path} at {width}: {one}" for one in svg.evaluate(OVERLAPS)]
                size = svg.evaluate(
                    "one => parseFloat(getComputedStyle(one.querySelector('text') || one).fontSize)"
                )
                scale = svg.evaluate("one => one.getBoundingClientRect().width / one.viewBox.baseVal.width")
                if "ch" in (svg.get_attribute("class") or "").split():
                    assert size * scale >= 11, f"{path}: letters of {size * scale:.1f} px"
    assert drawn >= 10
    assert not wrong
