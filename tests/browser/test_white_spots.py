"""A coordinator finds where nobody helps with debts, sees why the portal says so, and takes the table away."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_coordinator_finds_white_spots_for_debts_and_takes_them_away(desk: Page) -> None:
    desk.goto("koordinator/")
    desk.get_by_text("Další nástroje pro koordinátory").click()
    desk.get_by_role("link", name="Bílá místa").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Bílá místa")
    table = desk.get_by_role("region", name="Tabulka: Karlovarský kraj")
    row = table.get_by_role("row", name="Máme dluhy")
    expect(row.get_by_role("cell").nth(0)).to_have_text("zdaleka")
    row.get_by_role("link", name="zdaleka").first.click()

    orp = desk.locator("#orp-as")
    expect(orp).to_have_attribute("open", "")
    expect(orp.locator("dt", has_text="Zdaleka")).to_be_visible()
    expect(orp).to_contain_text("km")
    # Nobody is said to have looked where nobody is known to have.
    expect(orp).to_contain_text("nevíme")

    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Všechny situace podle ORP").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = [one for one in csv.DictReader(io.StringIO(text)) if one["situation"] == "dluhy"]
    here = [one for one in rows if one["region_nuts3"] == "CZ041"]
    assert len(here) == 7
    assert {one["answer"] for one in here if one["orp"] != "Karlovy Vary"} == {"afar"}
    assert all(one["services_afar"] for one in here if one["answer"] == "afar")


def test_white_spots_are_read_on_a_phone_without_the_table(phone: Page) -> None:
    phone.goto("bila-mista/")
    expect(phone.get_by_role("region", name="Tabulka: Karlovarský kraj")).to_be_hidden()
    phone.locator("summary", has_text="Peníze").click()
    phone.get_by_role("link", name="Máme dluhy").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bílá místa: Máme dluhy")
    phone.locator("#orp-liberec summary").first.click()
    expect(phone.locator("#orp-liberec dt", has_text="Tady")).to_be_visible()
