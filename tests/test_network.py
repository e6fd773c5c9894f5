"""White spots: five answers that are never mixed, each with what made it; who looked, and what stands in for what."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.coverage import pages as gaps
from macros.subjects.network import words
from macros.subjects.network.model import Network
from macros.subjects.network.pages import COLUMNS, CSV, Tally, csv_of, spot_view, spots_view, tally, when
from macros.subjects.network.rules import is_day
from macros.subjects.network.spots import ANSWERS, Spot, spots_of_kind, spots_of_situation
from macros.subjects.territory.model import Territories, ladder
from tests import portals
from tests.built import Built
from tests.built import words as words_of

SURVEYS = "data_packages/network/data/surveys.csv"
MISSING = "karlovy-vary-dluhy-2024,dluhy,,orp,4103,2024-03-02"


def spots(site: Site, situation: str) -> dict[str, Spot]:
    """The answers for a situation by the name of the ORP."""
    found = spots_of_situation(site, site[Catalogue].situations[situation])
    return {one.orp.row.name: one for one in found.values()}


def answers(site: Site, situation: str) -> list[str]:
    return [one.answer for one in spots(site, situation).values()]


def changed(root: Path, find: str, replace: str, file: str = SURVEYS) -> Site:
    portals.change(root, {"file": file, "find": find, "replace": replace})
    return load_site(root).site


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


# Aš has a debt adviser for its ORP. Frýdlant and Liberec each have a place of one for the whole region, Zkušebna
# lies in the region and has none. Karlovy Vary has one for the town alone, and somebody looked at the ORP and found
# nobody. Of Cheb nobody knows anything.
DEBTS = ["here", "unknown", "none", "here", "here", "afar"]


def test_answers_of_the_miniature_portal_are_those_worked_out_by_hand(site: Site) -> None:
    assert list(spots(site, "dluhy")) == [
        "Aš",
        "Cheb",
        "Karlovy Vary",
        "Frýdlant",
        "Liberec",
        "Zkušebna {% raw %}",
    ]
    assert answers(site, "dluhy") == DEBTS
    # A line that is named for it is there for all; who works in one ORP is there for that.
    assert answers(site, "vychova") == ["distance", "distance", "here", "distance", "distance", "distance"]
    assert answers(site, "ospod") == ["unknown", "unknown", "unknown", "here", "here", "afar"]


def test_each_answer_says_what_made_it(site: Site) -> None:
    found = spots(site, "dluhy")
    assert [one.row.id for one in found["Aš"].here] == ["poradna-priklad-as"]
    assert [one.name for one in found["Aš"].forms] == ["ambulantní"]
    (far,) = found["Zkušebna {% raw %}"].afar
    assert (far.service.row.id, far.town and far.town.name, far.km) == (
        "poradna-priklad-liberec",
        "Liberec",
        5,
    )
    karlovy_vary = found["Karlovy Vary"]
    assert [(one.service.row.id, [town.name for town in one.towns]) for one in karlovy_vary.local] == [
        ("poradna-priklad-liberec", ["Karlovy Vary"])
    ]
    assert [one.row.id for one in karlovy_vary.surveys] == ["karlovy-vary-dluhy-2024"]
    assert [one.row.id for one in spots(site, "vychova")["Liberec"].substitutions] == ["liberec-sas"]
    assert not spots(site, "vychova")["Aš"].substitutions


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (MISSING.replace("orp,4103", "municipality,554961"), "one town is not the ORP"),
        (MISSING.replace("dluhy", "ospod"), "it looked for something else"),
        (MISSING.replace(",dluhy,,", ",,sas-rodiny,"), "it looked for a kind that does not help with debts"),
    ],
)
def test_nobody_is_said_only_where_somebody_looked_at_all_of_it(portal: Path, row: str, why: str) -> None:
    assert spots(changed(portal, MISSING, row), "dluhy")["Karlovy Vary"].answer == "unknown", why


@pytest.mark.parametrize("territory", ["region,CZ041", "state,CZ"])
def test_who_looked_at_all_of_a_region_looked_at_each_orp(portal: Path, territory: str) -> None:
    found = answers(changed(portal, MISSING, MISSING.replace("orp,4103", territory)), "dluhy")
    # Help that is known is not taken back by who did not find it.
    assert found == ["here", "none", "none", "here", "here", "afar"]


def test_a_survey_of_a_first_kind_or_of_anything_counts(portal: Path) -> None:
    of_kind = MISSING.replace(",dluhy,,", ",,odborne-poradenstvi,")
    assert spots(changed(portal, MISSING, of_kind), "dluhy")["Karlovy Vary"].answer == "none"
    of_all = MISSING.replace(",dluhy,,", ",,,")
    assert spots(changed(portal, of_kind, of_all), "ospod")["Karlovy Vary"].answer == "none"


def test_what_a_survey_found_is_told_and_never_makes_a_service(portal: Path) -> None:
    row = "karlovy-vary-dluhy-2024,dluhy,,orp,4103,2024-03-02,kraj <script>alert(1)</script>,"
    found = spots(changed(portal, f"{row}missing", f"{row}enough"), "dluhy")["Karlovy Vary"]
    assert found.answer == "unknown"
    assert [one.row.found for one in found.surveys] == ["enough"]


def test_without_surveys_nobody_is_never_said(portal: Path) -> None:
    path = portal / SURVEYS
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    site = load_site(portal).site
    said = [one.answer for code in site[Catalogue].situations for one in spots(site, code).values()]
    assert "none" not in said
    assert "unknown" in said


def test_a_closed_service_answers_nothing(portal: Path) -> None:
    file = "data_packages/services/data/services.csv"
    row = "poradna-priklad-as,Poradna Příklad Aš,charita-priklad,dluhova-poradna,"
    site = changed(portal, f"{row}active,,", f"{row}closed,Dům se opravuje.,2099-12-31", file)
    assert spots(site, "dluhy")["Aš"].answer == "unknown"


def test_of_a_kind_the_whole_ladder_of_surveys_counts(portal: Path) -> None:
    site = changed(portal, MISSING, MISSING.replace(",dluhy,,", ",,odborne-poradenstvi,"))
    finer = spots_of_kind(site, site[Catalogue].kinds["dluhova-poradna"])
    other = spots_of_kind(site, site[Catalogue].kinds["sas-rodiny"])
    assert finer["4103"].answer == "none"
    assert finer["4101"].answer == "here"
    assert other["4101"].answer == "unknown"


def test_answers_of_the_real_portal_follow_from_what_stands_beside_them(real: Built) -> None:
    site = real.site
    for situation in site[Catalogue].situations.values():
        found = spots_of_situation(site, situation)
        assert list(found) == [orp.code for orp in site[Territories].covered_orps()]
        assert tally(found.values()).all == len(found)
        for one in found.values():
            known = {"here": one.here, "afar": one.afar, "distance": one.distance}
            assert one.answer == next((answer for answer, made in known.items() if made), one.answer)
            assert (one.answer in ("none", "unknown")) == (not any(known.values()))
            looked = [
                survey
                for survey in one.surveys
                if survey.row.found == "missing" and survey.territory in ladder(one.orp)
            ]
            assert one.answer != "none" or looked
            assert not set(one.here) & {far.service for far in one.afar}
            assert all(service.active for service in (*one.here, *one.distance))


def test_both_documents_are_there_and_what_they_say_is_told_beside_what_is_known(real: Built) -> None:
    site = real.site
    assert [one.row.id for one in site[Network].surveys] == [
        "nove-mesto-pod-smrkem-volny-cas-2023",
        "nove-mesto-pod-smrkem-sas-2023",
        "nove-mesto-pod-smrkem-ospod-2023",
        "liberec-sas-2021",
    ]
    (substitution,) = site[Network].substitutions
    assert {one.row.id for one in substitution.by} == {"terenni-program", "odborne-poradenstvi"}
    # In 2021 there was nobody; the catalogue of today knows somebody. The page says both.
    liberec = spots_of_kind(site, site[Catalogue].kinds["sas-rodiny"])["5105"]
    assert liberec.answer == "here"
    assert [(one.row.found, one.row.looked_on) for one in liberec.surveys] == [("missing", "2021-06-02")]


def test_the_table_names_what_made_each_answer(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(site).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(site[Catalogue].situations) * len(site[Territories].covered_orps())
    here = {(one["situation"], one["orp"]): one for one in rows}
    assert here["dluhy", "Aš"]["services_here"] == "poradna-priklad-as"
    assert here["dluhy", "Zkušebna {% raw %}"]["nearest_afar_km"] == "5"
    assert here["dluhy", "Karlovy Vary"]["surveys"] == "karlovy-vary-dluhy-2024"
    assert {one["answer"] for one in rows} <= set(ANSWERS)


def test_pages_say_it(mini: Built) -> None:
    index, page = mini.tree("bila-mista/"), mini.tree("bila-mista/dluhy/")
    assert "tady 3, zdaleka 1, nikdo 1, nevíme 1" in words_of(page)
    (orp,) = page.xpath("//details[@id='orp-karlovy-vary']")
    assert "nebylo to tu" in words_of(orp)
    assert "kraj <script>alert(1)</script>" in words_of(orp)
    assert "klub pro děti a mladé: nestačilo to" in words_of(index)
    assert "květen 2022" in words_of(index)
    cells = index.xpath("//td/a/@href")
    assert "../bila-mista/dluhy/#orp-karlovy-vary" in cells
    assert CSV in mini.files


def test_a_large_portal_says_it_in_words_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST", 2)
    page = spot_view(site, site[Catalogue].situations["dluhy"]).data
    assert all(one.told and one.map is None and not one.orps for one in page.regions)
    assert not spots_view(site, None).data.matrices


def test_every_answer_has_its_words() -> None:
    assert set(ANSWERS) == set(words.WORDS) == set(words.TITLES) == set(words.MEANINGS)
    assert Tally._fields == ANSWERS


@pytest.mark.parametrize(
    ("looked_on", "said"),
    [
        ("2021", "2021"),
        ("2021-06", "červen 2021"),
        ("2021-06-02", "2.\N{NO-BREAK SPACE}6.\N{NO-BREAK SPACE}2021"),
    ],
)
def test_a_day_as_far_as_it_is_known(looked_on: str, said: str) -> None:
    assert when(looked_on) == said


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_year_month_and_day_of_the_calendar_is_one(day: object, length: int) -> None:
    assert is_day(str(day)[:length])


@pytest.mark.parametrize("text", ["2021-00", "2021-13", "2021-02-30", "0000"])
def test_what_no_calendar_has_is_none(text: str) -> None:
    assert not is_day(text)


# Stories ---------------------------------------------------------------------------------------------

PLACES = [
    *("Hodonín", "Aš", "Hradec Králové", "Polička", "Praha 12", "Votice", "Žatec"),
    *("Humpolec a Pelhřimov", "Otrokovice", "Zábřeh", "Frýdlant nad Ostravicí"),
]
"""As the brochure has them, in its order."""
NUMBERS = [41, 18, None, 50, 18, None, 76, 12, None, 7, 3]


def test_all_eleven_stories_of_the_brochure_are_there_with_its_numbers(real: Built) -> None:
    stories = real.site[Network].stories
    assert [one.row.place for one in stories] == PLACES
    assert [one.row.actors for one in stories] == NUMBERS
    assert len({one.region.code for one in stories}) == 11
    silent = [one.row.place for one in stories if not one.row.topic]
    assert silent == ["Hradec Králové"]
    assert "říká jen název" in words_of(real.tree(f"sitovani/{stories[2].row.id}/"))


def test_what_editors_read_from_a_story_is_said_to_be_theirs(mini: Built) -> None:
    page = words_of(mini.tree("sitovani/as-setkani/"))
    assert "Takhle to z příběhu čte redakce" in page
    assert "18. Zdroj neříká, jestli lidí, nebo organizací." in page
    silent = words_of(mini.tree("sitovani/tichy-pribeh/"))
    assert "Co si z toho vzít" not in silent


def test_stories_stand_beside_each_other(mini: Built) -> None:
    (table,) = mini.tree("sitovani/srovnani/").xpath("//table")
    rows = [[words_of(cell) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert rows[0] == [
        "Aš: Setkání",
        *("Služby o sobě nevěděly.", "úřad, služby", "Jedna schůzka.", "Vědí o sobě.", "Každý řekl své."),
    ]
    assert rows[1][1:] == ["zdroj neříká"] * 5


def test_a_story_leads_to_its_place_where_the_portal_covers_it(mini: Built) -> None:
    assert "../../orp/as/" in mini.tree("sitovani/as-setkani/").xpath("//main//a/@href")
