"""Criteria and assessments: what the source says is there and nothing more, and pages tell it in words."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.portal import all_pages
from macros.subjects.evaluation import ratings as views
from macros.subjects.evaluation import rows
from macros.subjects.evaluation.model import Assessment, CriteriaSet, Evaluations
from macros.subjects.evaluation.rules import _agrees
from tests import portals
from tests.built import ROOT, Built, words

SET, NOVE_MESTO = "prorodinna-opatreni", "nove-mesto-pod-smrkem-2023-2024"
START = "Část 1, Popis výchozího stavu, tabulka {0}, řádek {1}"
END = "Část 3, Vyhodnocení plnění kritérií, kritérium {0}, řádek {1}"

# The document, row by row: number of the descriptor (criterion.row), the level that its words decide (None
# where they do not), the words that stand there both at the start and at the end, and whether a
# recommendation was added at the end. Both tables of the document have the same rows in the same order.
SOURCE = (
    ("1.1", None, "Platformy na úrovni obce jsou", True),
    ("1.2", None, "Platformy se setkávají v rámci", True),
    ("1.3", None, "Platformy se setkávají v rámci", True),
    ("1.4", None, "Platformy se setkávají v rámci", True),
    ("2.1", None, "Síť služeb pro rodiny s", False),
    ("2.2", None, "Není vytvořen stabilní systém sběru dat", True),
    ("2.3", 0, "není zpracována", False),
    ("2.4", 0, "není nastaven", True),
    ("2.5", None, "Personální zajištění strategického plánování ani", False),
    ("2.6", None, "je zajištěna funkčním způsobem", False),
    ("2.7", 0, "nejsou aktivně využívány", True),
    ("2.8", 1, "je zajišťována částečně", True),
    ("2.9", None, "Obec nezajišťuje koordinaci aktivit na", True),
    ("2.10", 1, "částečně", True),
    ("3.1", 1, "částečně využívat", False),
    ("3.2", 1, "jsou limitovány", False),
    ("3.3", 1, "částečná realizace je zajištěna MAS", True),
    ("3.4", None, "Podpora aktivit ze strany obce", True),
    ("3.5", 0, "Není zajištěna aktivní podpora", True),
    ("3.6", 2, "je zajištěna, z provedených průzkumů nicméně vyplývá, že není efektivní", False),
    ("3.7", 0, "nezajišťuje", False),
    ("3.8", 0, "nejsou ze strany obce realizovány", True),
    ("3.9", None, "Aktivity pro děti mládež jsou", False),
    ("3.10", 1, "částečně využívány", False),
    ("3.11", 1, "částečně", False),
    ("3.12", 1, "částečně přizpůsobeny", False),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT).site


@pytest.fixture(scope="module")
def group(site: Site) -> CriteriaSet:
    return site[Evaluations].criteria_sets[SET]


@pytest.fixture(scope="module")
def assessment(site: Site) -> Assessment:
    return site[Evaluations].assessments[NOVE_MESTO]


# What the source says ---------------------------------------------------------------------------------


def test_three_criteria_have_four_ten_and_twelve_descriptors(group: CriteriaSet) -> None:
    assert [len(one.descriptors) for one in group.criteria] == [4, 10, 12]
    assert [one.number for one in group.descriptors] == [number for number, *_ in SOURCE]
    assert [one.row.title for one in group.criteria] == [
        "Obec se aktivně zajímá o potřeby ohrožených rodin s dětmi na svém území",
        "Obec koordinuje zajištění komplexní podpory rodinám",
        "Iniciace a realizace prorodinných aktivit",
    ]


def test_every_descriptor_names_its_row_of_the_document(group: CriteriaSet) -> None:
    for one in group.descriptors:
        assert one.row.source_section == START.format(*one.number.split("."))


@pytest.mark.parametrize(("number", "level", "decides", "advice"), SOURCE, ids=[one[0] for one in SOURCE])
def test_both_ratings_stand_in_the_document(
    group: CriteriaSet, assessment: Assessment, number: str, level: int | None, decides: str, advice: bool
) -> None:
    code = next(one.row.id for one in group.descriptors if one.number == number)
    start, end = (phase.ratings[code] for phase in assessment.phases)
    place = number.split(".")
    assert start.source_section == START.format(*place)
    assert end.source_section == END.format(*place)
    assert (start.value, end.value) == (level, level), "the source describes the same state twice"
    assert start.change == ""
    assert end.change == ("advice" if advice else "same")
    assert end.words.startswith(start.words)
    assert (len(end.words) > len(start.words)) == advice
    for one in (start, end):
        assert one.derived_from == ("" if level is None else decides)
        assert one.derived_by == ("" if level is None else "redakce Rozcestníku")


def test_all_52_ratings_are_there_and_none_is_invented(assessment: Assessment) -> None:
    ratings = [one for phase in assessment.phases for one in phase.ratings.values()]
    assert len(ratings) == 52
    assert sum(one.value is None for one in ratings) == 22
    assert Counter(one.change for one in ratings) == {"": 26, "advice": 14, "same": 12}
    assert assessment.row.values_from == "derived"


def test_what_the_source_does_not_say_stays_blank(assessment: Assessment) -> None:
    row = assessment.row
    assert (row.source_url, row.source_date) == ("", None)
    assert [one.row.rated for one in assessment.phases] == ["", ""]
    assert (row.started, row.ended) == ("2023-07", "2024-06")
    assert "neříká" in row.assessor


def test_levels_say_when_they_are_derived_and_that_they_are_ours(group: CriteriaSet) -> None:
    assert [one.label for one in group.levels] == ["ne", "zčásti", "převážně", "ano"]
    assert all(one.derived_when.startswith("Zdroj") for one in group.levels)
    assert "redakce Rozcestníku" in group.row.scale_note
    assert "průměr" in group.row.scale_note


def test_participation_is_only_what_the_report_says(site: Site) -> None:
    found = site[Evaluations].family_policies["564265"].participation
    assert [(one.state, one.period, one.source_section) for one in found] == [
        ("held", "červenec až září 2023", "Část 2, červenec 2023 až září 2023, řádek 2"),
        ("held", "říjen až prosinec 2023", "Část 2, říjen 2023 až prosinec 2023, řádky 1 a 3"),
        ("discussed", "leden až březen 2024", "Část 2, leden 2024 až březen 2024, komentář experta"),
        (
            "recommended",
            "konec programu (červen 2024)",
            "Část 3, Vyhodnocení plnění kritérií, kritérium 3, řádek 8",
        ),
    ]
    assert sum("neříká" in one.what or "nemluví" in one.what for one in found) == 2


# How it is told ---------------------------------------------------------------------------------------


def mini_site(tmp_path: Path) -> Site:
    return load_site(portals.portal(tmp_path / "portal")).site


def rating(**changes: Any) -> rows.RatingRow:
    known: dict[str, Any] = dict.fromkeys(rows.RatingRow._fields, "")
    return rows.RatingRow(**(known | {"value": None, "row_number": 2} | changes))


def test_an_unknown_level_is_no_zero(tmp_path: Path) -> None:
    site = mini_site(tmp_path)
    derived, own = site[Evaluations].assessments["cheb-2023"], site[Evaluations].assessments["cheb-2024"]
    group = derived.set
    zero = views.mark(group, derived, rating(value=0))
    assert (zero.state, zero.label, zero.fill) == ("level", "ne", 0)
    assert views.mark(group, derived, rating()) == views.Mark("open", "slova nerozhodnou", 0)
    assert views.mark(group, own, rating()) == views.Mark("open", "bez stupně", 0)
    assert views.mark(group, own, None) == views.Mark("missing", "neuvedeno", 0)
    assert views.mark(group, own, rating(value=1)).fill == 6
    assert views.mark(group, own, rating(value=2)).fill == 12


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (rating(value=0), rating(value=2), "better"),
        (rating(value=2), rating(value=1), "worse"),
        (rating(value=1), rating(value=1), "same"),
        (rating(value=0), rating(), "unknown"),
        (rating(), rating(value=2), "unknown"),
        (None, rating(value=2), "unknown"),
        (rating(value=0), None, "unknown"),
        (rating(), rating(change="advice"), "advice"),
        (rating(value=1), rating(value=1, change="better"), "better"),
    ],
)
def test_movement_is_what_the_source_says_else_what_levels_say_else_unknown(
    before: rows.RatingRow | None, after: rows.RatingRow | None, kind: str
) -> None:
    assert views.move(before, after).kind == kind


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        (rating(words="Nic není."), rating(words="Nic není.", change="same"), ""),
        (
            rating(words="Nic není."),
            rating(words="Nic není. Přibyla rada.", change="advice"),
            "Přibyla rada.",
        ),
        (rating(words="Nic není."), rating(words="Už je.", change="better"), "Už je."),
        (rating(words="Nic není."), rating(words="Nic není."), "Popis je stejný jako předtím."),
        (None, rating(words="Nic není."), "Nic není."),
        (rating(words="Nic není."), None, ""),
    ],
)
def test_words_that_did_not_change_are_not_said_twice(
    before: rows.RatingRow | None, now: rows.RatingRow | None, shown: str
) -> None:
    assert views.said(before, now) == shown


@pytest.mark.parametrize(
    ("change", "step", "fits"),
    [
        *(("better", 1, True), ("better", 0, True), ("better", -1, False), ("worse", 1, False)),
        *(("same", 0, True), ("same", 1, False), ("advice", 0, True), ("advice", -1, False)),
    ],
)
def test_words_for_movement_may_not_contradict_levels(change: str, step: int, fits: bool) -> None:
    assert _agrees(change, step) == fits


def test_levels_are_counted_never_added_up(assessment: Assessment) -> None:
    found = {one.mark.label: one.many for one in views.counts(assessment, assessment.phases[0])}
    assert found == {"převážně": 1, "zčásti": 8, "ne": 6, "slova nerozhodnou": 11}
    assert [(one.kind, many) for one, many in views.moves(assessment)] == [("same", 12), ("advice", 14)]


def test_months_are_read_by_people(tmp_path: Path) -> None:
    assert views.month("2023-07") == "červenec 2023"
    assert views.month("") == ""
    site = mini_site(tmp_path)
    for code, phase, said in (
        ("cheb-2023", 0, "leden 2023"),
        ("zkusebni-hodnoceni", 0, "začátek: leden 2024"),
    ):
        one = site[Evaluations].assessments[code]
        assert views.when(one, one.phases[phase]) == said


def test_the_picture_says_everything_in_words(assessment: Assessment) -> None:
    first, second, third = views.parts(assessment)
    assert "2.3 začátek: ne, konec: ne (beze změny)" in second.strip.text
    assert "1.1 začátek: slova nerozhodnou" in first.strip.text
    assert len({part.strip.width for part in (first, second, third)}) == 1, "one scale for all pictures"
    assert [len(part.strip.boxes) for part in (first, second, third)] == [8, 20, 24]


# Pages ------------------------------------------------------------------------------------------------


def test_the_assessment_shows_every_rating_with_its_movement(real: Built, assessment: Assessment) -> None:
    page = real.tree(f"hodnoceni/{NOVE_MESTO}/")
    lines = page.xpath("//table[contains(@class, 'rated')]/tbody/tr")
    assert len(lines) == 26
    for line in lines:
        start, end = line.xpath("td")
        code = line.get("id")
        assert assessment.phases[0].ratings[code].words[:20] in words(start)
        assert "beze změny" in words(end)
    said = words(page.xpath("//main")[0])
    assert "redakce Rozcestníku" in said
    assert "U 22 z 52 známek slova nerozhodnou" in said


ORIGIN = "Stupně zdroj nemá. Ze slov je odvodila redakce Rozcestníku."


def test_derived_levels_do_not_pass_for_those_of_the_programme(real: Built) -> None:
    """Wherever marks are shown, the page says whose they are, and each level says it once more."""
    policy = "obce/nove-mesto-pod-smrkem/rodinna-politika/"
    for url in (f"hodnoceni/{NOVE_MESTO}/", "hodnoceni/", policy):
        assert ORIGIN in words(real.tree(url).xpath("//main")[0]).replace("\u00a0", " "), url
        assert all(words(one).endswith(ORIGIN) for one in real.tree(url).xpath("//svg[@role='img']/desc"))
    table = real.tree(f"hodnoceni/{SET}/srovnani/").xpath("//table[@class='compare']")[0]
    assert [words(one) for one in table.xpath("thead//*[@class='chip']")] == ["odvozeno", "odvozeno"]
    levels = table.xpath("tbody//span[contains(@class, 'mark--level')]")
    assert len(levels) == 52 - 22
    assert all(words(one.xpath("span[@class='sr']")[0]) == "(odvozeno ze slov)" for one in levels)
    assert not table.xpath("tbody//span[contains(@class, 'mark--open')]/span")


def test_levels_that_the_assessor_chose_are_called_own(mini: Built) -> None:
    seen = set()
    for group in mini.site[Evaluations].criteria_sets.values():
        for table in mini.tree(f"hodnoceni/{group.row.id}/srovnani/").xpath("//table[@class='compare']"):
            for at, chip in enumerate(table.xpath("thead//*[@class='chip']"), start=1):
                marks = table.xpath(f"tbody//td[{at}]/span[contains(@class, 'mark--level')]")
                seen.add(words(chip))
                assert all(bool(one.xpath("span")) == (words(chip) == "odvozeno") for one in marks)
    assert "vlastní hodnocení" in seen


def test_pictures_do_not_speak_by_colour_alone(real: Built) -> None:
    page = real.tree(f"hodnoceni/{NOVE_MESTO}/")
    pictures = page.xpath("//svg[@role='img']")
    assert len(pictures) == 3
    for one in pictures:
        title, text = (page.get_element_by_id(code) for code in one.get("aria-labelledby").split())
        assert words(title).startswith("Kritérium")
        assert "začátek" in words(text) and "konec" in words(text)
        assert not one.xpath(".//@style | .//@fill")
    key = words(page.xpath("//p[contains(@class, 'strips__key')]")[0])
    assert all(sign in key for sign in "=+▲▼")


def test_comparison_has_a_column_for_every_phase_and_a_row_for_every_descriptor(real: Built) -> None:
    page = real.tree(f"hodnoceni/{SET}/srovnani/")
    assert len(page.xpath("//thead/tr/th")) == 3
    assert len(page.xpath("//tbody/tr[td]")) == 26
    assert all(len(row.xpath("td")) == 2 for row in page.xpath("//tbody/tr[td]"))


def test_comparison_of_several_places_and_times(mini: Built) -> None:
    page = mini.tree("hodnoceni/sada-priklad/srovnani/")
    heads = [words(one) for one in page.xpath("//thead/tr/th")[1:]]
    assert [head.split(" ")[0] for head in heads] == ["Cheb", "Cheb", "Cheb", "Karlovarský"]
    assert "listopad 2024" in heads[2]
    first = [words(one) for one in page.xpath("//tbody/tr[td]")[0].xpath("td")]
    assert [one.partition("*")[0] for one in first] == ["ne", "ano", "ano", "zčásti"]
    assert ["odvozeno" in one for one in first] == ["odvozeno" in head for head in heads]


def test_the_paper_form_asks_everything(real: Built, group: CriteriaSet) -> None:
    page = real.tree(f"hodnoceni/{SET}/formular/")
    said = words(page.xpath("//main")[0])
    for one in group.descriptors:
        assert " ".join(one.row.question.split())[:30].replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert len(page.xpath("//ul[@class='ticks']/li")) == 26 * 5


def test_a_portal_without_the_package_has_none_of_the_pages(portal: Path) -> None:
    shutil.rmtree(portal / "data_packages" / "evaluation")
    site = load_site(portal).site
    assert not [page.url for page in all_pages(site) if "hodnoceni" in page.url or "politika" in page.url]


def test_tables_hold_no_full_sentence_of_the_source_twice() -> None:
    """Ratings are written anew: the words of the end differ from the long sentences of the document."""
    with (ROOT / "data_packages/evaluation/data/ratings.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert max(len(one["words"]) for one in found) <= 260
    assert not any("PP" in one["words"].split() for one in found), "abbreviations of the document"
