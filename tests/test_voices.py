"""What people from practice told, with what answers it and what nothing does; what works elsewhere, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.activities import words
from macros.subjects.activities.model import Activities, Voice
from tests.built import Built
from tests.built import words as words_of

DROP_OUT, WORKING_GROUP = "predcasne-odchody-2021", "pracovni-skupina-liberecky-kraj-2021"
BULLETS = {
    "Úvod": range(1, 7),
    "Podněty z představovacího kolečka": range(1, 10),
    "Podněty z diskuze, problémy": range(1, 22),
    "Podněty z diskuze, inspirace": range(1, 36),
    "Poznámky k monitoringu": range(1, 4),
    "Souhrnně": range(1, 5),
}
"""Parts of the record of the meeting about early leaving, and their bullets. The last two bullets about monitoring only
say what workshops will be about."""


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def told(built: Built, meeting: str) -> list[Voice]:
    return [one for one in built.site[Activities].voices if one.row.meeting == meeting]


# Inputs -----------------------------------------------------------------------------------------------


def test_every_bullet_of_the_drop_out_meeting_is_an_input(real: Built) -> None:
    found: dict[str, list[int]] = {}
    for voice in told(real, DROP_OUT):
        part, _, number = voice.row.source_section.rpartition(", ")
        found.setdefault(part, []).append(int(number.removeprefix("bod ").partition(".")[0]))
    assert {part: sorted(numbers) for part, numbers in found.items()} == {
        part: list(numbers) for part, numbers in BULLETS.items()
    }


def test_problems_of_that_meeting_are_no_ideas_and_ideas_no_problems(real: Built) -> None:
    kinds = Counter(
        (one.row.source_section.partition(",")[2].split(",")[0].strip(), one.row.kind)
        for one in told(real, DROP_OUT)
        if one.row.source_section.startswith("Podněty z diskuze")
    )
    assert ("problémy", "idea") not in kinds
    assert kinds["inspirace", "idea"] == 34  # the last one says what makes a difference, not what to do


def test_what_the_working_group_said_is_there_with_its_day(real: Built) -> None:
    voices = told(real, WORKING_GROUP)
    assert len(voices) == 37
    assert {str(one.row.heard_on) for one in voices} == {"2021-06-02"}
    places = sorted(int(one.row.source_section.split(", ")[1].partition(".")[0]) for one in voices)
    assert places == list(range(1, 38))


def test_no_input_is_answered_by_what_there_is_not(real: Built) -> None:
    for voice in real.site[Activities].voices:
        assert all(node.strategy.published for node in voice.nodes)
        assert voice.answered == bool(voice.nodes or voice.activities or voice.practices)


def test_an_input_leads_to_the_activity_the_example_and_the_measure(mini: Built) -> None:
    (line,) = mini.tree("podnety/bezpeci/").xpath("//li[@id='daleko-do-poradny']")
    assert line.xpath(".//a/@href") == [
        "../../cinnosti/doucovani/",
        "../../dobra-praxe/#poradna-na-kolech",
        "../../strategie/strategie-priklad/1-1/",
    ]
    assert "Strategie Příklad" in words_of(line)
    assert "Bez odpovědi" not in words_of(line)


def test_what_nothing_answers_is_said_and_stands_on_a_page_of_its_own(mini: Built) -> None:
    page = mini.tree("podnety/bez-odpovedi/")
    assert page.xpath("//main//li/@id") == ["nikdo-neodpovi"]
    assert "1 podnět, ke kterému neznáme opatření" in words_of(page)
    assert "Bez odpovědi" in words_of(mini.tree("podnety/rodina/").xpath("//li[@id='nikdo-neodpovi']")[0])
    assert "1 podnět bez odpovědi" in words_of(mini.tree("podnety/"))


def test_themes_say_how_many_of_each_kind_and_count_no_zero(mini: Built) -> None:
    lines = [words_of(one) for one in mini.tree("podnety/").xpath("//main//ul[@class='helps']/li")]
    assert lines == ["Bezpečí 1 překážka", "Rodina 1 problém", f"{words.NO_THEME} 1 nápad"]


def test_a_strategy_is_not_told_as_if_a_meeting_had_been_about_it(real: Built) -> None:
    page = words_of(real.tree("strategie/karlovarsky-kraj/"))
    assert "Co říkali lidé z praxe" not in page
    assert "pracovní setkání partnerů" in words_of(real.tree("strategie/karlovarsky-kraj/2-4/"))


# Good practice ------------------------------------------------------------------------------------------


def test_examples_are_found_by_topic_and_by_region(mini: Built) -> None:
    page = mini.tree("dobra-praxe/")

    def listed(section: str) -> dict[str, list[str]]:
        (found,) = page.xpath(f"//section[h2/@id='{section}']")
        return {
            words_of(one.xpath("summary")[0]): [words_of(item) for item in one.xpath("ul/li")]
            for one in found.xpath("details")
        }

    topics, regions = listed("temata"), listed("kraje")
    assert topics["Peníze 1"] == ["Poradna na kolech"]
    assert topics["Rodina 1"] == ["„Propojme se“"]
    assert regions["Karlovarský kraj 2"] == ["Poradna na kolech", "„Propojme se“"]
    assert list(regions)[-1] == f"{words.NO_REGION} 1"


def test_an_example_says_only_what_its_source_says(mini: Built) -> None:
    (card,) = mini.tree("dobra-praxe/").xpath("//details[@id='poradna-na-kolech']")
    titles = [words_of(one) for one in card.xpath(".//dt")]
    assert titles == [words.ABOUT["actors"], words.ABOUT["why"]]
    assert "ORP Aš, Karlovarský kraj" in words_of(card)


def test_what_examples_have_in_common_leads_to_them(mini: Built) -> None:
    (rysy,) = mini.tree("dobra-praxe/").xpath("//section[h2/@id='rysy']")
    assert rysy.xpath("details[1]//a/@href") == ["#poradna-na-kolech", "../sitovani/as-setkani/"]
    assert "čte redakce" in words_of(rysy)


def test_all_that_the_meeting_says_works_is_among_the_examples(real: Built) -> None:
    examples = [one for one in real.site[Activities].practices.values() if one.row.id.startswith("setkani-")]
    assert len(examples) == 12
    assert all(one.row.source_section.startswith("Podněty z diskuze, inspirace") for one in examples)
    used = {one.row.id for feature in real.site[Activities].features for one in feature.practices}
    assert {one.row.id for one in examples} - used == {"setkani-uvod-do-studia"}
    assert len(real.site[Activities].features) == 9
