"""Activities that keep children in school: described whoever does them, who does them here, and what is not known."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.portal import all_pages
from macros.subjects.activities import words
from macros.subjects.activities.model import Activities
from macros.subjects.activities.pages import COLUMNS, CSV, ChoiceLine, choice_line, csv_of
from tests.built import Built
from tests.built import words as words_of
from tests.other_portals import Tables

CHOICES = "data_packages/activities/data/activity_choices.csv"


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


# What is known where ---------------------------------------------------------------------------------


def where(site: Site, activity: str) -> list[str]:
    return [one.territory.name for one in site[Activities].activities[activity].choices]


def test_who_does_it_is_known_just_where_a_row_says_so(site: Site) -> None:
    assert where(site, "doucovani") == ["Cheb"]
    assert where(site, "predani") == ["Zkušební kraj <script>alert(1)</script>"]


def test_a_service_that_is_closed_does_nothing(portal: Path, site: Site) -> None:
    assert "predani-zavreny" in (portal / CHOICES).read_text(encoding="utf-8")
    assert "ORP Frýdlant" not in where(site, "predani")
    assert "Zavřený klub" not in str([one.who for one in _lines(site, "predani")])


def _lines(site: Site, activity: str) -> list[ChoiceLine]:
    return [choice_line(one) for one in site[Activities].activities[activity].choices]


def test_each_line_says_since_when_and_whether_anybody_asked(site: Site) -> None:
    (line,) = _lines(site, "doucovani")
    assert (line.who, line.place) == ("Klub Příklad Cheb", "Cheb")
    assert line.more == "od září 2022, ověřeno 3.\N{NO-BREAK SPACE}2.\N{NO-BREAK SPACE}2024"
    (other,) = _lines(site, "predani")
    assert (other.url, other.more) == ("", words.NOT_CHECKED)


# Pages ------------------------------------------------------------------------------------------------


def test_the_list_stands_by_stage_of_school_life_and_what_has_none_by_topic(mini: Built) -> None:
    page = mini.tree("cinnosti/")
    assert page.xpath("//nav//a[@class='chip']/@href")[-4:] == [
        "#transition",
        "#secondary",
        "#after",
        "#learning",
    ]
    for anchor in ("transition", "secondary"):
        assert "Předání na střední školu" in words_of(page.xpath(f"//section[h2/@id='{anchor}']")[0])
    (learning,) = page.xpath("//details[@id='learning']")
    assert words_of(learning) == "Učení 1 Doučování Někdo se s dítětem učí. Víme: 1 místo, kde se dělá."


def test_the_page_of_an_activity_says_what_is_not_known(mini: Built) -> None:
    tree = mini.tree("cinnosti/predani/")
    said = {words_of(one.xpath("dt")[0]): words_of(one.xpath("dd")[0]) for one in tree.xpath("//dl/div")}
    assert said[words.FACTS["for_whom"]] == said[words.FACTS["if_nobody"]] == words.NOT_SAID
    assert said[words.FACTS["stages"]] == "Při přechodu na střední školu, na střední škole"
    page = words_of(tree)
    assert "Zdroj neříká, kdo to může dělat." in page
    assert "Kdo to v Karlovarském kraji dělá, nevíme. Neznamená to, že nikdo." in page
    assert tree.xpath("//h3[.='Jinde']/following-sibling::ul[1]//strong/text()") == ["škola jinde"]


def test_who_may_do_it_says_what_editors_added(mini: Built) -> None:
    (section,) = mini.tree("cinnosti/doucovani/").xpath("//section[h2/@id='kdo']")
    doers = [words_of(one) for one in section.xpath("ul/li")]
    assert doers == ["starší studenti", f"klub pro děti a mladé {words.BY_EDITORS}"]
    assert section.xpath(".//a/@href") == ["../../druhy/nizkoprahove-zarizeni/"]


def test_the_page_of_a_region_shows_what_nobody_knows(mini: Built) -> None:
    page = mini.tree("kraje/karlovarsky-kraj/cinnosti/")
    (known,) = page.xpath("//section[h2/@id='vime']")
    assert [words_of(one) for one in known.xpath("h3")] == ["Doučování"]
    unknown = page.xpath("//section[h2/@id='nevime']//a/@href")
    assert "../../../cinnosti/predani/" in unknown
    assert len(unknown) == 2


def test_places_tell_of_it_only_where_something_is_known(mini: Built) -> None:
    for url in ("obce/cheb/", "orp/cheb/", "kraje/karlovarsky-kraj/"):
        (section,) = mini.tree(url).xpath("//section[h2/@id='cinnosti']")
        assert "Doučování: u nás to dělá Klub Příklad Cheb" in words_of(section), url
    for url in ("obce/as/", "orp/as/"):
        assert not mini.tree(url).xpath("//section[h2/@id='cinnosti']"), url


def test_the_table_says_known_or_unknown_for_every_orp(site: Site, mini: Built) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(site).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 3 * 6
    known = [(one["activity"], one["orp"]) for one in rows if one["answer"] == "known"]
    assert known == [("doucovani", "Cheb"), ("zkusebni-cinnost", "Zkušebna {% raw %}")]
    assert {one["answer"] for one in rows} == {"known", "unknown"}
    assert CSV in mini.files


def test_a_portal_without_activities_has_none_of_the_pages(portal: Path) -> None:
    tables = Tables(portal)
    tables.empty("activities")
    tables.write()
    site = load_site(portal).site
    assert not [
        page.url for page in all_pages(site) if "cinnosti/" in page.url.replace("cena-necinnosti/", "")
    ]


# The meeting -------------------------------------------------------------------------------------------

MEETING = {
    "Podněty z představovacího kolečka": {
        1: ["spoluprace-s-uradem-prace"],
        5: ["stehujici-se-zaci"],
        7: ["socialni-prace-skoly-a-obce"],
        8: ["erasmus-a-solidarita"],
        9: ["socialni-prace-skoly-a-obce"],
    },
    "Podněty z diskuze, problémy": {
        1: ["hriste-na-dosah"],
        4: ["asertivni-nabidka"],
        6: ["doprovod-do-skoly"],
        9: ["terenni-ucitelka"],
        10: ["nepedagogicke-pozice"],
        12: ["deti-z-detskeho-domova"],
        13: ["predani-na-stredni-skolu"],
        14: ["obedy-ve-skole"],
        16: ["nepedagogicke-pozice"],
        18: ["uciteli-rict-na-koho-se-obratit"],
    },
    "Podněty z diskuze, inspirace": {
        1: ["klub-jako-komunitni-centrum"],
        2: ["neformalni-vzdelavani"],
        3: ["program-bez-ohledu-na-resort"],
        4: ["porady-podpurnych-tymu"],
        5: ["setreni-na-podnet-skoly"],
        6: ["pobyt-v-svp"],
        7: ["vcasne-reseni-absence"],
        8: ["pracovnik-i-pedagog-v-rodine"],
        9: ["terapie-pro-dite", "ucit-se-ucit"],
        10: ["doucovani"],
        11: ["lektori-odjinud"],
        12: ["uhrada-vydaju"],
        13: ["vyskolit-si-pracovnika"],
        14: ["povinna-spoluprace"],
        15: ["zdroje-komunity"],
        16: ["e-obory"],
        17: ["tridni-ucitel"],
        18: ["hodina-tridniho-ucitele", "uvod-do-studia"],
        19: ["romsky-pedagogicky-asistent"],
        20: ["prislib-prace"],
        21: ["prislib-prace", "spoluprace-s-uradem-prace"],
        22: ["doucovani"],
        23: ["dilci-kvalifikace"],
        24: ["prace-primo-s-mladym"],
        25: ["adaptacni-pobyty", "sledovani-prestupu"],
        26: ["potravinova-pomoc"],
        27: ["asertivni-nabidka", "prizvat-rodinu"],
        28: ["doprovod-do-skoly"],
        29: ["spravedliva-podpora"],
        30: ["porady-podpurnych-tymu"],
        31: ["skolni-socialni-pracovnik", "vymezeni-kompetenci"],
        32: ["sluzby-na-poradach"],
        33: ["skola-preda-informaci", "sluzby-na-poradach"],
        34: ["spoluprace-s-lekari"],
        35: ["skolni-socialni-pracovnik"],
    },
    "Poznámky k monitoringu": {number: ["sledovat-co-pomaha"] for number in (1, 2, 3)},
}
"""What the record of the meeting names, by part and bullet. What else stands there says what is wrong, not what to do:
schools to which parents move their children, classes, debts and homes, trust, money."""


def test_every_activity_that_the_meeting_names_is_there_with_its_place(real: Built) -> None:
    found: dict[str, dict[int, list[str]]] = {part: {} for part in MEETING}
    for activity in sorted(real.site[Activities].activities.values(), key=lambda activity: activity.row.id):
        assert activity.row.source_document.startswith("Záznam z pracovního setkání")
        for place in activity.row.source_section.split("; "):
            part, _, number = place.rpartition(", ")
            found[part].setdefault(int(number.partition(".")[0]), []).append(activity.row.id)
    assert {part: dict(sorted(bullets.items())) for part, bullets in found.items()} == MEETING
    assert not set(range(1, 36)) - set(MEETING["Podněty z diskuze, inspirace"])
    assert len(real.site[Activities].activities) == 48


def test_what_is_done_in_the_real_portal_comes_from_what_somebody_published(real: Built) -> None:
    for activity in real.site[Activities].activities.values():
        for one in activity.choices:
            assert one.row.source_document
            assert not one.service or one.service.row.source_url == one.row.source_url
