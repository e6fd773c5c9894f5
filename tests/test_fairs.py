"""Fairs of services: talks one after another, what fits into a block, what there is to print, without names."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.meetings import fairs, rows
from macros.subjects.meetings import fairs_words as words
from macros.subjects.meetings.fairs_model import Fair, Fairs, Stand, slots
from tests import portals
from tests.built import Built

AS = "burzy/burza-as/"


def fair(site: Site, code: str) -> Fair:
    return next(one for one in site[Fairs].fairs if one.row.id == code)


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def text(built: Built, path: str) -> str:
    return " ".join(" ".join(built.tree(f"{path}index.html").xpath("//main//text()")).split())


# The programme -----------------------------------------------------------------------------------------


def test_times_are_worked_out_one_after_another_with_pauses(site: Site) -> None:
    morning, afternoon = (fairs.shown(one) for one in fair(site, "burza-as").blocks)
    assert morning.when == "9:00–12:00"
    assert morning.lines == (
        fairs.Line("9:00–9:15", "Spolek", "2"),
        fairs.Line("9:20–9:40", "Poradna", "1"),
        fairs.Line("11:00–12:00", "Seznámení u stánků", ""),
    )
    assert [one.when for one in afternoon.lines] == ["13:30–15:00"]


def test_a_block_without_a_beginning_counts_its_minutes(site: Site) -> None:
    (block,) = fair(site, "zkusebni-burza").blocks
    assert fairs.shown(block).lines[0].when == "0.–10. minuta"


@given(st.lists(st.integers(1, 60), max_size=20), st.integers(0, 20))
def test_talks_never_overlap_and_take_what_the_check_counts(lengths: list[int], pause: int) -> None:
    block = rows.FairBlockRow("f", 1, "b", "09:00", 600, pause, None, None, None, "", "", 2, "")
    stand = Stand(rows.FairStandRow("f", 1, "o", "", "", 2, ""), None)
    talks = [rows.FairTalkRow("f", 1, at, 1, one, 2, "") for at, one in enumerate(lengths, 1)]
    found = slots(block, talks, {1: stand})
    assert [one.ends - one.begins for one in found] == lengths
    assert all(later.begins - earlier.ends == pause for earlier, later in pairwise(found))
    needed = sum(lengths) + max(len(lengths) - 1, 0) * pause
    assert (found[-1].ends if found else 0) == needed


@pytest.mark.parametrize(
    ("capacity", "signed", "said"),
    [
        (None, None, ""),
        (40, None, "Vejde se 40 lidí."),
        (None, 3, "Přihlásili se 3 lidé."),
        (1, 1, "Vejde se 1 člověk, přihlásil se 1 člověk. Je plno."),
        (40, 0, "Vejde se 40 lidí, zatím se nikdo nepřihlásil. Volných míst: 40."),
        (40, 36, "Vejde se 40 lidí, přihlásilo se 36 lidí. Volných míst: 4."),
        (40, 40, "Vejde se 40 lidí, přihlásilo se 40 lidí. Je plno."),
        (40, 41, "Vejde se 40 lidí, přihlásilo se 41 lidí. Přes kapacitu: 1."),
    ],
)
def test_sign_ups_are_told_as_counts_against_what_fits_in(
    capacity: int | None, signed: int | None, said: str
) -> None:
    assert words.room(capacity, signed).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("minutes", "said"), [(180, "3 hodiny"), (90, "90 minut"), (60, "1 hodina")])
def test_a_block_says_how_long_it_takes(minutes: int, said: str) -> None:
    assert words.length(minutes).replace("\u00a0", " ") == said


# Pages and paper ---------------------------------------------------------------------------------------


def test_the_page_leads_to_all_that_is_to_be_printed(mini: Built) -> None:
    links = mini.tree(f"{AS}index.html").xpath("//main//a/@href")
    for end in ("burza-as/cedule/", "burza-as/prihlasky/", "burza-as/burza.ics", "sitovani/as-setkani/"):
        assert any(one.endswith(end) for one in links), end
    assert "Kdo pomáhá v" in text(mini, AS)


def test_each_stand_has_a_sign_with_the_times_of_its_talks(mini: Built) -> None:
    signs = mini.tree(f"{AS}cedule/index.html").xpath("//section[@class='sign']")
    said = [" ".join(" ".join(one.xpath(".//text()")).split()) for one in signs]
    assert said == [
        "Stánek 1 Poradna Když nestačíte splácet. Představení: 9:20, 13:30 Burza v Aši",
        "Stánek 2 Spolek Představení: 9:00 Burza v Aši",
    ]


def test_a_sheet_has_a_blank_line_for_everybody_who_fits_in(mini: Built) -> None:
    sheets = mini.tree(f"{AS}prihlasky/index.html").xpath("//section[@class='sign-up']")
    assert [len(one.xpath(".//tbody/tr")) for one in sheets] == [40, 40]
    assert set(sheets[0].xpath(".//tbody/tr/td/text()")) == set()


def test_without_stands_or_capacity_there_is_nothing_to_print(mini: Built) -> None:
    assert "burzy/burza-vzor/cedule/index.html" not in mini.files
    assert "burzy/burza-vzor/prihlasky/index.html" not in mini.files
    assert "Smyšlený příklad." in text(mini, "burzy/burza-vzor/")


def test_the_calendar_has_blocks_that_begin_at_a_known_time(site: Site) -> None:
    told = fairs.calendar_of(site, fair(site, "burza-as")).decode().replace("\r\n ", "")
    # Nine o'clock in Prague in October is seven of the world's time.
    assert "DTSTART:20241014T070000Z" in told and "DTEND:20241014T100000Z" in told
    assert "DTSTART:20241014T113000Z" in told
    assert "BEGIN:VEVENT" not in fairs.calendar_of(site, fair(site, "burza-vzor")).decode()


# The brochure ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def true() -> Site:
    return load_site(portals.ROOT).site


def test_the_fair_of_zatec_says_what_the_brochure_says_and_no_more(true: Site) -> None:
    one = fair(true, "zatec")
    assert [block.row.minutes for block in one.blocks] == [180, 180]
    assert {(each.row.starts, each.row.capacity, each.row.signed) for each in one.blocks} == {
        ("", None, None)
    }
    assert one.stands == () and one.row.held_on is None
    assert one.story and one.story.row.actors == 76


def test_what_is_made_up_says_so(true: Site) -> None:
    assert [one.row.id for one in true[Fairs].fairs if one.row.example] == ["vzor"]
    made_up = fair(true, "vzor")
    assert made_up.row.held_on is None
    assert all("(příklad)" in stand.row.organisation for stand in made_up.stands)
