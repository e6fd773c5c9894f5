"""Cooperation: who works with whom, rules for a staff room, needs and offers with the reasons of each match."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.cooperation import form as workbook
from macros.subjects.cooperation import mapping, requests, words
from macros.subjects.cooperation.agreements import WORKBOOK, agreement_view, overdue
from macros.subjects.cooperation.drawing import LINE, SECTORS, WIDTH, pairs, picture
from macros.subjects.cooperation.mapping import map_view
from macros.subjects.cooperation.matching import matches, reasons, span, touch
from macros.subjects.cooperation.model import Cooperation, Request
from macros.subjects.cooperation.rules import _is_day
from macros.subjects.territory.model import Territories
from tests import portals
from tests.built import Built
from tests.built import words as words_of

BROCHURE = "První střípky ze síťování"
REQUESTS = "data_packages/cooperation/data/requests.csv"


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def request(site: Site, code: str) -> Request:
    return next(one for one in site[Cooperation].requests if one.row.id == code)


def changed(root: Path, find: str, replace: str, file: str = REQUESTS) -> Site:
    portals.change(root, {"file": file, "find": find, "replace": replace})
    return load_site(root).site


# The map -----------------------------------------------------------------------------------------------


def test_a_pair_works_together_where_both_are_named(site: Site) -> None:
    found = {pair: [one.row.id for one in where] for pair, where in pairs(site[Cooperation].shared).items()}
    assert found == {
        ("ospod", "poradna"): ["as-dluhy"],
        ("ospod", "skola"): ["as-dluhy", "cheb-skola"],
        ("poradna", "skola"): ["as-dluhy"],
        ("klub", "zkouska"): ["zkouska"],
    }


def test_the_picture_fits_a_phone_and_draws_each_pair_once(site: Site) -> None:
    found = site[Cooperation]
    drawn = picture(found.actors, found.shared)
    assert drawn
    assert drawn.width == WIDTH <= 360 - 2 * 20
    assert len(drawn.arcs) == len(pairs(found.shared)) == len({one.path for one in drawn.arcs})
    assert drawn.height == LINE * len(drawn.names)
    # Names of one sector stand together; OSPOD and the school share two cooperations, so their arc is thicker.
    assert [one.said for one in drawn.names] == ["OSPOD", "poradna", "škola", "zk {{ 7*7 }}", "klub"]
    assert sorted(one.width for one in drawn.arcs) == [1.5, 1.5, 1.5, 3.0]


def test_nobody_who_works_with_nobody_is_drawn(site: Site) -> None:
    assert picture(site[Cooperation].actors, ()) is None


def test_every_sector_of_the_schema_has_its_place(site: Site) -> None:
    (sector,) = (
        one
        for one in site.packages["cooperation"].schemas["cooperation_actors"].fields
        if one.name == "sector"
    )
    assert set(SECTORS) == set(sector.enum or ())


def test_the_table_says_who_for_each_area_and_age(site: Site) -> None:
    page = map_view(site, None).data
    assert page.ages == ("6–10 let", "od 11 let", words.NO_AGE)
    (debts, *_) = page.table
    assert debts.title == "dluhy rodičů"
    assert [[cell.said for cell in cells] for cells in debts.cells] == [
        ["Aš: OSPOD, škola, poradna"],
        ["Aš: OSPOD, škola, poradna"],
        ["Liberec: zdroj neříká"],
    ]


def test_the_page_says_what_the_source_leaves_open(mini: Built) -> None:
    page = mini.tree("spoluprace/")
    (silent,) = page.xpath("//li[@id='liberec-ticho']")
    assert "Kdo: zdroj neříká. Věk: zdroj neříká." in words_of(silent)
    (said,) = page.xpath("//li[@id='as-dluhy']")
    assert "základní škola" in words_of(said)
    assert "../sitovani/as-setkani/" in said.xpath(".//a/@href")
    # What is drawn stands below it in words.
    (partners,) = page.xpath("//section[@aria-labelledby='obrazek']//details")
    assert "základní škola (Aš, Cheb)" in words_of(partners)


def test_the_map_is_a_table_with_names_to_take_away(site: Site, mini: Built) -> None:
    rows = list(csv.DictReader(io.StringIO(mapping.csv_of(site).decode())))
    assert tuple(rows[0]) == mapping.COLUMNS
    assert rows[0]["actors"] == "orgán ochrany dětí;základní škola;poradna"
    assert rows[0]["age_groups"] == "6–10 let;od 11 let"
    assert {mapping.CSV, requests.CSV, WORKBOOK} <= set(mini.files)


# Rules of cooperation ----------------------------------------------------------------------------------


def test_an_agreement_says_all_that_it_must(mini: Built) -> None:
    page = words_of(mini.tree("spoluprace/pravidla/as-obedy/"))
    for said in (
        "Když dítě týden nejí",
        "Kolik dní a co už škola zkusila",
        "souhlas rodiny: písemný souhlas rodiče",
        "říká to zákon: § 10 odst. 4 zákona o ochraně dětí",
        "Datovou schránkou",
        "do tří pracovních dnů",
        "pohotovost ochrany dětí na úřadě v Aši",
        "leden 2024",
        "Znovu ji projdou do 31. 1. 2099.",
        "Nikdo nečeká déle než týden",
        "Poradna: termín do týdne",
    ):
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), said


def test_what_an_agreement_does_not_say_is_said_to_be_open(site: Site) -> None:
    (silent,) = (one for one in site[Cooperation].agreements if one.row.id == "tiche-obedy")
    page = agreement_view(site, silent).data
    assert (page.emergency, page.agreed, page.review) == (words.NOT_SAID,) * 3
    assert not page.rules
    assert not page.facts


def test_an_agreement_whose_review_is_due_says_so(portal: Path) -> None:
    file = "data_packages/cooperation/data/agreements.csv"
    site = changed(portal, "2099-01-31", "2024-01-31", file)
    (one,) = (one for one in site[Cooperation].agreements if one.row.id == "as-obedy")
    assert "31.\N{NO-BREAK SPACE}1.\N{NO-BREAK SPACE}2024" in overdue(site, one)
    assert not agreement_view(site, one).data.review


def test_the_blank_form_asks_the_questions_of_humpolec(mini: Built) -> None:
    page = words_of(mini.tree("spoluprace/formular/"))
    for title, asked in words.QUESTIONS:
        assert title in page.replace("\N{NO-BREAK SPACE}", " ")
        assert asked in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_form_to_fill_in_asks_the_same_and_has_the_same_bytes_each_time() -> None:
    raw = workbook.form()
    assert raw == workbook.form()
    text = ZipFile(io.BytesIO(raw)).read("xl/sharedStrings.xml").decode()
    for said in (*words.HEADS, *(title for title, _ in words.QUESTIONS), *words.COLUMNS.values()):
        assert said in text


# Needs and offers --------------------------------------------------------------------------------------


def test_matches_of_the_miniature_portal_are_those_worked_out_by_hand(site: Site) -> None:
    found = [
        (one.need.row.id, one.offer.row.id, [tuple(why) for why in one.reasons]) for one in matches(site)
    ]
    assert found == [
        (
            "as-doucovani",
            "kraj-doucovani",
            [
                ("territory", "hledá se pro ORP Aš, nabízí se pro Karlovarský kraj"),
                ("kind", "pomoc rodině doma"),
                ("theme", "Rodina"),
                ("age", "10–15 let"),
            ],
        ),
        (
            "cheb-dluhy",
            "cheb-dluhova",
            [
                ("territory", "hledá se pro Cheb, nabízí se pro ORP Cheb"),
                ("kind", "pomoc s dluhy"),
                ("theme", "Peníze"),
                ("age", "říká ho jen jeden z obou"),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        ("liberec-uceni", "it is elsewhere"),
        ("as-malicci", "it is for children of another age"),
        ("cheb-dluhova", "it is about something else"),
    ],
)
def test_what_does_not_fit_is_no_match(site: Site, offer: str, why: str) -> None:
    assert not reasons(request(site, "as-doucovani"), request(site, offer)), why


def test_other_kinds_are_no_match_though_the_theme_is_one(portal: Path) -> None:
    site = load_site(portal).site
    need, offer = request(site, "as-doucovani"), request(site, "kraj-doucovani")
    offer.kind = request(site, "cheb-dluhova").kind
    assert not reasons(need, offer)
    offer.kind = None
    assert [one.about for one in reasons(need, offer)] == ["territory", "theme", "age"]


def test_what_is_closed_matches_nothing_and_keeps_what_came_of_it(site: Site, mini: Built) -> None:
    assert not [one for one in matches(site) if one.need.closed or one.offer.closed]
    (closed,) = mini.tree("spoluprace/potreby/").xpath("//section[@aria-labelledby='uzavrene']")
    said = words_of(closed)
    assert "Pět dětí má obědy." in said
    assert "Fond platí obědy dál." in said
    assert "hledá se pro ORP Aš, nabízí se pro Karlovarský kraj" in said
    assert len(closed.xpath(".//article")) == 1


def test_each_match_shows_its_reasons(mini: Built) -> None:
    (section,) = mini.tree("spoluprace/potreby/").xpath("//section[@aria-labelledby='shody']")
    first, _ = section.xpath(".//article")
    said = {words_of(dt): words_of(dt.getnext()) for dt in first.xpath(".//dt")}
    assert said == {
        "Místo": "hledá se pro ORP Aš, nabízí se pro Karlovarský kraj",
        "Druh pomoci": "pomoc rodině doma",
        "Téma": "Rodina",
        "Věk": "10–15 let",
    }


def test_a_place_shows_what_is_for_it_for_its_parts_and_for_all_of_it(site: Site, mini: Built) -> None:
    assert [requests.url_of(one) for one in requests.places(site)] == [
        "spoluprace/potreby/karlovarsky-kraj/",
        "spoluprace/potreby/orp-as/",
        "spoluprace/potreby/orp-cheb/",
        "spoluprace/potreby/liberecky-kraj/",
        "spoluprace/potreby/orp-liberec/",
        "spoluprace/potreby/orp-zkusebna/",
    ]
    page = words_of(mini.tree("spoluprace/potreby/orp-as/"))
    assert "Pomoc s učením doma" in page
    assert "Dluhová poradna" not in page
    assert "Dluhová poradna" in words_of(mini.tree("spoluprace/potreby/karlovarsky-kraj/"))


@given(st.data())
def test_a_match_is_one_of_common_ground_whatever_the_rows_say(mini: Built, data: st.DataObject) -> None:
    everything = mini.site[Cooperation].requests
    need, offer = (data.draw(st.sampled_from(everything)) for _ in range(2))
    found = reasons(need, offer)
    if found:
        assert touch(need.territory, offer.territory)
        assert need.theme is offer.theme or (need.kind and offer.kind)
        ages = [one for one in (span(need), span(offer)) if one]
        assert len(ages) < 2 or max(low for low, _ in ages) <= min(high for _, high in ages)
    assert [one.about for one in found] == [one.about for one in reasons(offer, need)]


def test_matches_are_a_table_with_reasons(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(requests.csv_of(site).decode())))
    assert tuple(rows[0]) == requests.COLUMNS
    assert [one["age"] for one in rows] == ["10–15 let", "říká ho jen jeden z obou"]


def test_steps_of_a_topic_say_who_and_until_when_as_far_as_known(mini: Built) -> None:
    page = words_of(mini.tree("spoluprace/strategie/")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Najít dobrovolníky. klub pro děti, základní škola · červen 2024 · hotovo" in page
    assert f"Vybrat děti. {words.NOBODY} · {words.NO_DUE} · {words.STEP_STATES['']}" in page
    assert "Z jakých potřeb to vzešlo: Doučování pro děti." in page


# The brochure ------------------------------------------------------------------------------------------


def test_all_rows_are_of_the_brochure_and_name_no_contact(real: Built) -> None:
    found = real.site[Cooperation]
    for one in (*found.shared, *found.agreements, *found.requests, *found.topics):
        assert one.row.source_document.startswith(BROCHURE)
        assert one.row.source_section.startswith("Ukázky síťování, ")
        assert one.story is not None


def test_hodonin_names_three_areas_an_age_and_no_organisation_for_them(real: Built) -> None:
    areas = [one for one in real.site[Cooperation].shared if one.row.place == "Hodonín" and one.risk]
    assert {one.risk.row.title for one in areas if one.risk} == {
        "skryté záškoláctví",
        "závislosti",
        "kyberšikana",
    }
    assert all((one.ages[0].age_from, one.ages[0].age_to) == (6, 16) for one in areas)
    assert not any(one.actors for one in areas)
    assert all("zdroj neříká" in one.row.note for one in areas)


def test_humpolec_agreed_and_the_wording_is_not_known(real: Built) -> None:
    (one,) = real.site[Cooperation].agreements
    assert [actor.id for actor in one.actors] == ["ospod", "urad-prace", "poskytovatele"]
    assert [orp.row.name for orp in one.orps] == ["Humpolec", "Pelhřimov"]
    assert not one.row.agreed_on
    assert not one.row.review_on
    assert not one.row.emergency_role


def test_zabreh_and_frydlant_met_a_need_with_an_offer(real: Built) -> None:
    met = {one.row.id: [offer.row.id for offer in one.met_by] for one in real.site[Cooperation].requests}
    assert {need: offers for need, offers in met.items() if offers} == {
        "zabreh-doucovani-potreba": ["zabreh-doucovani-nabidka"],
        "frydlant-nad-ostravici-poradna-potreba": ["frydlant-nad-ostravici-poradna-nabidka"],
    }
    for one in real.site[Cooperation].requests:
        assert not one.row.since, "the brochure says of none since when"
        for offer in one.met_by:
            assert reasons(one, offer)


def test_terms_of_steps_are_left_open_as_the_brochure_has_none(real: Built) -> None:
    steps = [step for topic in real.site[Cooperation].topics for step in topic.steps]
    assert steps
    assert not any(step.row.due for step in steps)


def test_whoever_looks_for_it_gets_there(real: Built) -> None:
    assert "../spoluprace/" in real.tree("sitovani/").xpath("//main//a/@href")
    assert "../spoluprace/" in real.tree("koordinator/").xpath("//main//a/@href")
    assert "../../spoluprace/potreby/orp-as/" not in real.tree("spoluprace/").xpath("//main//a/@href")
    assert real.site[Territories].orps["7113"].url == ""
    assert not real.tree("spoluprace/potreby/orp-zabreh/").xpath("//a[contains(., 'Kdo tu pomáhá')]")
    assert real.tree("spoluprace/potreby/orp-as/").xpath("//a[contains(., 'Kdo tu pomáhá')]")


@pytest.mark.parametrize(
    ("text", "day"), [("2024", True), ("2024-13", False), ("2024-02-30", False), ("2024-02", True)]
)
def test_a_day_is_in_the_calendar(text: str, *, day: bool) -> None:
    assert _is_day(text) is day
