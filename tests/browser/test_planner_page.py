"""An organiser plans a meeting in the browser, mends the table, replans when somebody falls ill, and sends nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from macros.subjects.meetings import told, verify
from macros.subjects.meetings.timetable import Event
from macros.subjects.meetings.wishes import read_wishes

pytestmark = pytest.mark.browser

WISHES = """organisation;people;wants;met;away
Škola;2;"Klub; Poradna; Úřad";;
Klub;1;"Škola; Poradna";;
Poradna;1;"Klub; Úřad";;2
Úřad;2;Škola;;
"""


def test_an_organiser_plans_a_meeting_and_replans_it(desk: Page, tmp_path: Path) -> None:
    sent: list[Request] = []
    desk.goto("setkani/planovac/")
    area = desk.get_by_label("Vložte tabulku")
    expect(area).to_be_visible()
    expect(desk.locator("[data-without]")).to_be_hidden()
    # Whatever is needed is here by now: from here on nothing is asked of any host.
    desk.on("request", lambda request: None if request.url.startswith("blob:") else sent.append(request))

    area.fill(WISHES.replace("Škola;;\n", "Školka;;7:00\n"))
    desk.get_by_role("button", name="Sestavit rozvrh").click()
    said = desk.locator("[data-told]")
    expect(said).to_contain_text("řádek 5, sloupec wants: „Školka“")
    expect(said).to_contain_text("Nejbližší: Škola.")
    expect(said).to_contain_text("řádek 5, sloupec away: „7:00“")
    expect(desk.locator("[data-result]")).to_be_hidden()

    area.fill(WISHES)
    desk.get_by_label("Kolik kol").fill("5")
    desk.get_by_role("button", name="Sestavit rozvrh").click()
    summary = desk.locator("[data-summary]")
    expect(summary).to_contain_text("Splněno 8 přání z 8.")
    expect(summary).to_contain_text("dokázáno")
    expect(desk.get_by_role("heading", name="1. kolo, 9:00–9:15")).to_be_visible()

    file = tmp_path / "prani.csv"
    file.write_text(WISHES, encoding="utf-8")
    rows = told.rows_of(read_wishes(file, Event((), rounds=5)))
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Stáhnout schedule.json").click()
    first = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert list(verify.faults(rows, first)) == []

    desk.get_by_label("Kdo chybí").select_option("Úřad")
    desk.get_by_label("Od kterého kola").fill("2")
    desk.get_by_role("button", name="Přeplánovat zbytek").click()
    expect(desk.locator("[data-summary]")).to_contain_text("Z dřívějšího rozvrhu zůstalo")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Stáhnout schedule.json").click()
    rest = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    for row in rows:
        row["away"] = [2, 3, 4, 5] if row["organisation"] == "Úřad" else row["away"]
    assert list(verify.faults(rows, rest, first)) == []
    assert sent == []


def test_on_a_phone_a_file_of_an_office_is_opened(phone: Page, tmp_path: Path) -> None:
    file = tmp_path / "prani.csv"
    file.write_bytes(WISHES.encode("cp1250"))
    phone.goto("setkani/planovac/")
    phone.get_by_label("Nebo soubor CSV otevřete").set_input_files(file)
    phone.get_by_role("button", name="Sestavit rozvrh").click()
    expect(phone.get_by_role("heading", name="Škola (2 lidé)")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
