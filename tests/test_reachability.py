"""Journeys by public transport: what nobody measured is unknown, a file is read whole or refused whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.data.problems import BadData
from macros.data.wording import RULES
from macros.entry import importing
from macros.imports import reachability
from macros.imports.reachability import REACHABILITY, Line, Reader, lines_of
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.network import reach_pages as pages
from macros.subjects.network import reach_words as words
from macros.subjects.network.pages import csv_of
from macros.subjects.network.reach import ANSWERS, Slot, reach, slots, way_between, ways_from
from macros.subjects.territory.model import Municipality, Territories
from tests.built import Built
from tests.built import words as words_of

MORNING, SATURDAY = Slot("workday", "08:00"), Slot("saturday", "10:00")
FILE = "data_packages/network/data/reachability.csv"


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def town(site: Site, name: str) -> Municipality:
    return next(one for one in site[Territories].municipalities.values() if one.row.name == name)


# What is known -----------------------------------------------------------------------------------------


def test_answers_of_the_miniature_portal_are_those_worked_out_by_hand(site: Site) -> None:
    towns = site[Territories].covered_municipalities()
    assert {one.row.slug: reach(site, MORNING, one).answer for one in towns} == {
        "as": "within",
        "cheb": "goal",
        "karlovy-vary": "goal",
        "frydlant": "unknown",
        "hejnice": "longer",
        "nove-mesto-pod-smrkem": "none",
        "liberec": "goal",
        "zkusebnice": "within",
    }
    # On Saturday somebody looked from Aš only: of the others nothing is known then, whatever goes on other days.
    assert {reach(site, SATURDAY, one).answer for one in towns} == {"none", "goal", "unknown"}
    assert reach(site, SATURDAY, town(site, "Karlovy Vary")).answer == "unknown"


def test_the_slot_of_which_most_is_known_stands_first(site: Site) -> None:
    assert slots(site) == (MORNING, SATURDAY)


def test_the_shortest_way_comes_first_and_one_that_is_not_there_last(site: Site) -> None:
    ways = ways_from(site, town(site, "Aš"))
    assert [(one.goal.row.name, one.row.minutes) for one in ways] == [("Cheb", 35), ("Karlovy Vary", 95)]
    assert way_between(site, town(site, "Aš"), town(site, "Liberec")) is None


def test_without_rows_nobody_is_said_to_be_cut_off(portal: Path) -> None:
    path = portal / FILE
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    site = load_site(portal).site
    assert not slots(site)
    assert not pages.measured(site)
    assert pages.reach_view(site, None).data.regions == ()
    assert pages.WAYS.view(site, town(site, "Aš")) is None


def test_every_answer_has_its_words() -> None:
    known = set(ANSWERS)
    assert known == set(words.TITLES) == set(words.SHORT) == set(words.MEANINGS) == set(pages.TONES)


# Pages -------------------------------------------------------------------------------------------------


def test_pages_say_it(mini: Built) -> None:
    region = words_of(mini.tree("dojezd/liberecky-kraj/"))
    assert "sem se jezdí 1, do 60 minut 1, déle 1, spojení se nenašlo 1, nevíme 1" in region
    assert "Nevíme: Frýdlant." in region
    assert "Hejnice (75 minut)" in region
    assert "Liberec: spojení, které dojede včas, se nenašlo" in region
    assert "1 <script>alert(1)</script> {{ 7*7 }}" in region
    assert "../dojezd/" in mini.tree("bila-mista/").xpath("//main//a/@href")


def test_a_town_says_how_people_get_to_the_next_ones(mini: Built) -> None:
    (section,) = mini.tree("obce/as/").xpath("//section[@aria-labelledby='doprava']")
    assert "Cheb: 35 minut, bez přestupu v pracovní den, dojet do 8:00" in words_of(section)
    assert not mini.tree("obce/frydlant/").xpath("//section[@aria-labelledby='doprava']")


def test_help_from_afar_says_minutes_where_they_are_known(mini: Built, site: Site) -> None:
    (orp,) = mini.tree("bila-mista/dluhy/").xpath("//details[@id='orp-zkusebna']")
    assert "5 km, veřejnou dopravou 20 minut, bez přestupu (v pracovní den, dojet do 8:00)" in words_of(orp)
    table = mini.tree("bila-mista/").xpath("//td[contains(@class, 'a-afar')]")
    assert any("20 minut" in words_of(cell) for cell in table)
    rows = {
        (one["situation"], one["orp_code_csu"]): one
        for one in csv.DictReader(io.StringIO(csv_of(site).decode()))
    }
    assert rows["dluhy", "9999"]["soonest_afar_minutes"] == "20"
    assert rows["dluhy", "4101"]["soonest_afar_minutes"] == ""


def test_the_real_portal_says_that_nobody_measured(real: Built) -> None:
    page = words_of(real.tree("dojezd/"))
    assert "Zatím to nikdo nezměřil." in page
    assert "rozcestnik import reachability dojezd.csv" in page
    assert "spojení nám zatím nikdo nedodal" in words_of(real.tree("bila-mista/"))


# The file ----------------------------------------------------------------------------------------------

HEAD = "odkud;kam;den;dojet do;minut;přestupy;jízdní řád dne;zdroj"
LINE = "Frýdlant;Liberec;pracovní den;8:00;40;1;1. 4. 2026;Jízdní řád"


def brought(root: Path, *lines: str, raw: bytes | None = None, **options: str) -> tuple[bool, str, str]:
    """Bring a file: whether it went well, what was said, and what was wrong."""
    file = root.parent / "dojezd.csv"
    file.write_bytes(raw or ("\r\n".join(lines) + "\r\n").encode("cp1250"))
    said: list[str] = []
    wrong: list[str] = []
    given = {"day": "", "by": "", "source": ""} | options
    well = importing.run(REACHABILITY, root, file, given, say=said.append, complain=wrong.append)
    return well, "\n".join(said).replace("\u00a0", " "), "\n".join(wrong)


def rows(root: Path) -> dict[tuple[str, ...], dict[str, str]]:
    lines = (root / FILE).read_text(encoding="utf-8").splitlines()
    found = list(csv.DictReader(lines))
    return {(one["from_code"], one["to_code"], one["day_kind"], one["arrive_by"]): one for one in found}


def test_a_file_as_excel_saves_it_is_entered(portal: Path) -> None:
    well, said, wrong = brought(
        portal, HEAD, LINE, "Hejnice (564044);Frýdlant;sobota;9.30;není;0;4.4.2026;Řád"
    )
    assert (well, wrong) == (True, "")
    assert "Nové: 2 spojení." in said
    row = rows(portal)["564028", "563889", "workday", "08:00"]
    assert (row["found"], row["minutes"], row["changes"], row["valid_on"]) == (
        "connection",
        "40",
        "1",
        "2026-04-01",
    )
    none = rows(portal)["564044", "564028", "saturday", "09:30"]
    assert (none["found"], none["minutes"]) == ("none", "")
    again, said, _ = brought(portal, HEAD, LINE)
    assert again
    assert "Beze změny: 1 spojení." in said
    assert "nic se nemění" in said


def test_what_all_rows_share_may_be_said_once(portal: Path) -> None:
    well, _, wrong = brought(
        portal, "odkud;kam;minut", "Frýdlant;Liberec;1:05", day="4. 4. 2026", by="10:00", source="Řád"
    )
    assert (well, wrong) == (True, "")
    row = rows(portal)["564028", "563889", "saturday", "10:00"]
    assert (row["minutes"], row["valid_on"], row["source_document"]) == ("65", "2026-04-04", "Řád")


def test_an_older_timetable_overwrites_no_newer_one(portal: Path) -> None:
    before = (portal / FILE).read_bytes()
    well, said, _ = brought(portal, HEAD, "Aš;Cheb;pracovní den;8:00;20;0;2. 3. 2026;Starý řád")
    assert well
    assert "Ponecháno novější, než je v souboru: 1 spojení." in said
    assert (portal / FILE).read_bytes() == before
    well, said, _ = brought(portal, HEAD, "Aš;Cheb;pracovní den;8:00;30;0;4. 3. 2026;Nový řád")
    assert "Změněné: 1 spojení." in said
    assert rows(portal)["554499", "554481", "workday", "08:00"]["minutes"] == "30"


def test_mistakes_of_the_table_are_said_in_the_file(portal: Path) -> None:
    before = (portal / FILE).read_bytes()
    well, _, wrong = brought(portal, HEAD, LINE, "Aš;Liberec;sobota;8:00;5;0;1. 4. 2026;Řád")
    assert not well
    assert "dojezd.csv, řádek 3, sloupec minut: „5“" in wrong
    assert "dojezd.csv, řádek 3, sloupec jízdní řád dne: „2026-04-01“" in wrong
    assert (portal / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"PK\x03\x04", "GTFS"), (b'a;b\n"x;y\n', "uvozovky"), (b"x" * 10_000_001, "10\u00a0MB")],
)
def test_what_is_no_csv_is_refused(portal: Path, raw: bytes, said: str) -> None:
    well, _, wrong = brought(portal, raw=raw)
    assert not well
    assert said.replace("\u00a0", " ") in wrong.replace("\u00a0", " ")


SHARED = {"day": "2026-04-01", "by": "8:00", "source": "Řád"}
MISTAKES = {
    "ways-none": ["odkud;kam;minut"],
    "ways-column": ["odkud;minut", "Aš;5"],
    "ways-column-twice": ["odkud;kam;kam;minut", "Aš;Cheb;Cheb;5"],
    "ways-column-strange": ["odkud;kam;minut;cena", "Aš;Cheb;30;20"],
    "ways-wide": ["odkud;kam;minut", "Aš;Cheb;30;7"],
    "ways-town": ["odkud;kam;minut", "Aš;;30"],
    "ways-kind": ["odkud;kam;minut;den", "Aš;Cheb;30;středa"],
    "ways-by": ["odkud;kam;minut;dojet do", "Aš;Cheb;30;24:00"],
    "ways-day": ["odkud;kam;minut;platí dne", "Aš;Cheb;30;31. 2. 2026"],
    "ways-minutes": ["odkud;kam;minut", "Aš;Cheb;"],
    "ways-changes": ["odkud;kam;minut;přestupy", "Aš;Cheb;30;12"],
    "ways-contradiction": ["odkud;kam;minut;přestupy", "Aš;Cheb;není;2"],
    "ways-source": ["odkud;kam;minut;zdroj", "Aš;Cheb;30;"],
    "ways-twice": ["odkud;kam;minut", "Aš;Cheb;30", "554499;Cheb;31"],
    "form-town": ["odkud;kam;minut", "Ašš;Cheb;30"],
    "form-town-name": ["odkud;kam;minut", "Aš (554481);Liberec;30"],
    "form-formula": ["odkud;kam;minut;zdroj", "Aš;Cheb;30;=CMD()"],
}


def read(site: Site, lines: Sequence[str], shared: dict[str, str]) -> list[Line]:
    reader = Reader("d.csv", site[Territories].municipalities)
    return lines_of([line.split(";") for line in lines], reader, shared)


@pytest.mark.parametrize("rule", MISTAKES)
def test_each_mistake_is_taught(site: Site, rule: str) -> None:
    shared = SHARED | ({"source": ""} if rule == "ways-source" else {})
    with pytest.raises(BadData) as raised:
        read(site, MISTAKES[rule], shared)
    assert [one.rule for one in raised.value.problems] == [rule]
    assert all(one.what() and one.mend() for one in raised.value.problems)


def test_all_rules_about_the_file_have_a_case() -> None:
    assert {rule for rule in RULES if rule.startswith("ways-")} <= set(MISTAKES)


def test_all_mistakes_are_said_at_once(site: Site) -> None:
    lines = ["odkud;kam;minut;přestupy", "Ašš;Cheb;30;", "Aš;Cheb;dlouho;x"]
    with pytest.raises(BadData) as raised:
        read(site, lines, SHARED)
    assert {(one.row, one.rule) for one in raised.value.problems} == {
        (2, "form-town"),
        (3, "ways-minutes"),
        (3, "ways-changes"),
    }


def test_a_name_of_several_towns_is_asked_about_with_their_districts(real: Built) -> None:
    with pytest.raises(BadData) as raised:
        read(real.site, ["odkud;kam;minut", "Nová Ves;Liberec;30"], SHARED)
    (found,) = raised.value.problems
    assert found.rule == "form-town-many"
    # Those that the portal covers first.
    assert ": Nová Ves (546593), ORP Liberec; Nová Ves (560561), ORP Sokolov; " in found.mend()


@given(st.integers(1, 360), st.sampled_from(["{}", "{} min", "{} minut", "{},0"]))
def test_minutes_are_read_however_they_are_written(minutes: int, form: str) -> None:
    reader = Reader("d.csv", {})
    assert reachability._minutes(2, form.format(minutes), "", reader) == ("connection", str(minutes))
    assert reachability._minutes(2, f"{minutes // 60}:{minutes % 60:02d}", "", reader)[1] == str(minutes)
    assert not reader.problems


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = reachability._date(text)
    assert day == "" or len(day) == 10
