"""A child and a teacher have pages of their own, in their own voice, and doors that lead there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.search.query import query, read_index
from macros.subjects.catalogue.macros import GUIDE_PARTS
from macros.subjects.catalogue.model import Catalogue
from macros.texts.guides import arrange, fold
from macros.words.czech import tokens
from tests import portals
from tests.built import Built, words

CHILD, TEACHER = "pro-deti/", "pro-ucitele/"
POLITE = "vy vás vám vámi váš vaše vaši vašeho vaší vašim máte můžete chcete jste musíte víte zavolejte volejte napište"
FORMAL = re.compile(r"\w+(?:ejte|ěte|ujte|íte|áte|ete)")
"""Verbs of the second person plural."""


def text_of(site: Built, url: str) -> list[str]:
    return re.findall(r"\w+", words(site.tree(url).xpath("//main//article")[0]).lower())


def ways(site: Built, url: str) -> list[str]:
    """Where the links of a text lead, from the root of the site."""
    return [one.removeprefix("../") for one in site.tree(url).xpath("//main//article//a/@href")]


def test_nobody_speaks_to_a_child_as_to_strangers(real: Built) -> None:
    said = text_of(real, CHILD)
    assert [one for one in said if one in POLITE.split()] == []
    assert [one for one in said if FORMAL.fullmatch(one)] == []
    assert {"ti", "tě", "zavolej", "volej"} <= set(said)


def test_sentences_for_a_child_are_short(real: Built) -> None:
    text = (portals.ROOT / "catalogue/pro-deti.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    plain = re.sub(r"\{\{.*?\}\}|<[^>]+>|\]\([^)]*\)|[*#\[]", " ", text.partition("## Odkud")[0])
    for one in re.split(r"(?<=[.?!:“])\s+|\n", plain):
        assert len(tokens(one)) <= 14, one


def test_a_child_finds_a_line_and_a_chat_first_and_each_situation_at_its_part(real: Built) -> None:
    found = ways(real, CHILD)
    line = real.site[Catalogue].services["linka-bezpeci"]
    chat = next(one.value for one in line.contacts if one.kind == "chat")
    assert found[0] == "tel:116111"
    assert found.index(chat) < 4
    doors = [one.removeprefix("../") for one in real.tree(CHILD).xpath("//ul[@class='doors']//a/@href")]
    assert len(doors) >= 12
    known = {f"{one.url}#{GUIDE_PARTS['dite']}" for one in real.site[Catalogue].situations.values()}
    assert set(doors) <= known
    needed = (
        "domaci-nasili",
        "sikana",
        "kybersikana",
        "psychicka-krize",
        "utek-z-domova",
        "zavislost-rodice",
    )
    assert {f"situace/{one}/#{GUIDE_PARTS['dite']}" for one in needed} <= set(doors)


def test_the_page_for_children_can_be_left(real: Built) -> None:
    page = real.tree(CHILD)
    assert page.xpath("string(//body/@class)") == "quick-exit"
    assert page.xpath("//a[@data-exit]")
    assert not real.tree(TEACHER).xpath("//a[@data-exit]")


def test_a_page_for_children_without_a_way_out_is_a_mistake(portal: Path) -> None:
    path = portal / "catalogue/pro-deti.md"
    path.write_text("---\ntitle: Jsem dítě\n---\n\n# Trápí tě něco?\n", encoding="utf-8")
    found = {(one.file, one.rule) for one in portals.problems_of(portal)}
    assert ("catalogue/pro-deti.md", "exit-lost") in found
    path.write_text("---\ntitle: Jsem dítě\nquick_exit: true\n---\n\n# Trápí tě něco?\n", encoding="utf-8")
    assert "exit-lost" not in {one.rule for one in portals.problems_of(portal)}


def test_a_teacher_reads_what_to_do_to_write_and_whom_to_call(real: Built) -> None:
    parts = real.tree(TEACHER).xpath("//main//details")
    signs = [one for one in parts if "Teď:" in words(one)]
    assert len(signs) >= 10
    for one in signs:
        text = words(one)
        assert all(f"{word}:" in text for word in ("Teď", "Zapište", "Volejte", "Předejte")), text
        assert one.xpath(f".//a[contains(@href, '#{GUIDE_PARTS['ucitel']}')]"), text
    truancy = words(next(one for one in parts if one.xpath(".//*[@id='chybi']")))
    assert "§ 10 zákona č. 359/1999 Sb." in truancy.replace("\u00a0", " ")
    leaflet = f"situace/zaskolactvi/#{GUIDE_PARTS['letak']}"
    assert leaflet in ways(real, TEACHER)


@pytest.mark.parametrize("name", ["pro-deti", "pro-ucitele"])
def test_pages_name_their_sources_with_a_day_and_that_nobody_checked_them(name: str) -> None:
    text = (portals.ROOT / f"catalogue/{name}.md").read_text(encoding="utf-8")
    part = text.partition("## Odkud to víme")[2]
    assert "stroj" in part
    sources = re.findall(r"^- \[.*$", part, re.MULTILINE)
    assert len(sources) >= 2
    assert all(re.search(r"Čteno \d+\. \d+\. 20\d\d\.$", one) for one in sources)
    # The text of the ministry's recommendation was not at hand, so no number of hours may be told as its own.
    assert not re.search(r"\d+ (?:neomluven\w+ )?hodin", text)


def test_doors_lead_there(real: Built) -> None:
    doors = real.tree("").xpath("//ul[@class='doors']//a/@href")
    assert {CHILD, TEACHER} <= set(doors)
    assert not [one for one in doors if one.startswith("situace/#")]
    assert f"../{CHILD}" in real.tree("pomoc-v-nouzi/").xpath("//main//a/@href")
    places = real.files["sitemap.xml"].decode()
    assert CHILD in places and TEACHER in places
    assert CHILD in real.files["sw.js"].decode()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("jsem dítě", CHILD),
        ("jsem dite", CHILD),
        ("dospívající", CHILD),
        ("učitel", TEACHER),
        ("jsem učitelka", TEACHER),
        ("pro učitele", TEACHER),
    ],
)
def test_the_search_finds_the_doors(real: Built, text: str, url: str) -> None:
    index = read_index(real.files["search/index.json"])
    assert query(index, text, 3)[0].url == url


def test_what_a_situation_answers_is_not_pushed_away(real: Built) -> None:
    index = read_index(real.files["search/index.json"])
    for text in ("dítě nechodí do školy", "dítě neposlouchá", "šikanujou mě"):
        assert query(index, text, 1)[0].group == "situation", text


def test_anchors_of_parts_stand_in_every_guide(real: Built) -> None:
    for one in real.site[Catalogue].situations.values():
        ids = set(real.tree(one.url).xpath("//main//@id"))
        assert set(GUIDE_PARTS.values()) <= ids, one.row.id


def test_the_anchor_of_a_role_stands_inside_its_panel() -> None:
    html = arrange('<h2 id="a">Podle toho, kdo jste</h2><h3 id="jsem-rodic">Jsem rodič</h3><p>x</p>')
    assert (
        '<summary><h3>Jsem rodič</h3></summary><div class="role__text" id="jsem-rodic"><p>x</p></div>' in html
    )


def test_a_part_is_folded_up_to_the_next_heading() -> None:
    html = fold(
        '<h3 class="fold" id="a">A</h3><p>1</p><h3 id="b" class="fold">B</h3><p>2</p><h2 id="c">C</h2>'
    )
    assert html.count("<details") == 2
    assert '<div class="role__text" id="a"><p>1</p></div></details>' in html
    assert html.endswith('<h2 id="c">C</h2>')
    assert fold('<h2 id="c">C</h2><p>1</p>') == '<h2 id="c">C</h2><p>1</p>'


def test_words_for_the_search_are_a_list(portal: Path) -> None:
    path = portal / "catalogue/o-portalu.md"
    text = path.read_text(encoding="utf-8")
    for value, sound in (("[učitel, pedagog]", True), ("učitel", False), ("[]", False), ("[12]", False)):
        path.write_text(text.replace("---\n", f"---\nsearch: {value}\n", 1), encoding="utf-8")
        rules = {one.rule for one in portals.problems_of(portal)}
        assert ("head-value" not in rules) == sound, value
