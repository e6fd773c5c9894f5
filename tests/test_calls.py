"""Numbers are links wherever they are named, nothing else is, and nobody is told to call a line that has ended."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.page.glossary import Glossary
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.serving import called, nationwide
from macros.texts.guides import arrange
from macros.words import czech
from macros.words.phones import dialled, numbers
from tests import built, portals
from tests.built import Built, words

SITUATIONS = "data_packages/situations/data/situations.csv"
SERVICES = "data_packages/services/data/services.csv"
CONTACTS = "data_packages/services/data/contacts.csv"


# In sentences -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Volejte 158, když je zle. Při zranění 155.", ["158", "155"]),
        ("Volejte 112. Záchranka má 155, policie 158, hasiči 150.", ["112", "155", "158", "150"]),
        ("Na 116 111 se dítě svěří zdarma.", ["116111"]),
        ("Zlobíš se? Zkus klub nebo 116 111.", ["116111"]),
        ("Na 116 111 může zavolat dítě.", ["116111"]),
        ("Linka 158 odpoví hned.", ["158"]),
        ("Řekni to na OSPOD nebo na 158.", ["158"]),
        ("Dovoláte se i bez SIM karty. 112 přijímá i cizojazyčná volání.", ["112"]),
        ("Linka 116 000 je zdarma", ["116000"]),
        ("tel. 731 433 007, +420 731 433 079 nebo 800350000", ["+420731433007", "+420731433079", "+420800350000"]),
    ],
)  # fmt: skip
def test_numbers_are_found(text: str, found: list[str]) -> None:
    assert [one.dialled for one in numbers(text)] == found
    assert [one.dialled for one in numbers(czech.typeset(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "Volejte. Platí § 155 zákona č. 112/2006 Sb.",
        "Telefonicky jsme poradili 155 rodinám za 158 Kč a 112 hodin.",
        "Na linku volalo 116 000 lidí, stála 116 111 Kč a 731 433 007 korun.",
        "Zavolejte na Ruskou 155/3, bod 158, 1 112 a 155 000.",
        "Na linku volalo 155 rodin a 158 domácností.",
        "Město má 116 111 obyvatel a 158 domů.",
        "Zasedání 112 bylo v roce 150.",
        "Volejte mezi 155–158 a 155,5 ani 155.5 není linka; ani a155, 155a a 1558.",
        "Registrační číslo 12345678 a účet 123456789012.",
    ],
)
def test_years_laws_and_amounts_are_no_numbers(text: str) -> None:
    assert list(numbers(text)) == []
    assert list(numbers(czech.typeset(text))) == []


@given(st.text(alphabet="0123456789 \u00a0+,.§–/volejKč&<"))
def test_any_text_is_borne_and_what_is_found_can_be_dialled(text: str) -> None:
    for one in numbers(text):
        assert dialled(text[one.start : one.end]) == one.dialled
        assert czech.tel_href(one.dialled) == f"tel:{one.dialled}"


def test_only_known_numbers_become_links_and_the_rest_is_text() -> None:
    glossary = Glossary([], ["158", "116111"])
    link = '<a class="tel" href="tel:116111">116\u00a0111</a>'
    assert glossary.calls("Volejte <116 111> nebo 155.") == f"Volejte &lt;{link}&gt; nebo 155."
    assert glossary.text("Volejte 116 111.") == f"Volejte {link}."
    assert Glossary([]).calls("Volejte 158.") == "Volejte 158."


# In guides --------------------------------------------------------------------------------------------


def test_the_line_begins_the_first_box_and_short_cuts_follow_the_boxes() -> None:
    now, first, steps = (
        f'<h2 id="x">{one}</h2><p>y</p>' for one in ("Hned teď", "První krok dnes", "Co to stojí")
    )
    html = arrange(f"<p>ticho</p>{now}{first}{steps}", "CALL", "JUMPS")
    assert re.sub(r"<[^>]+>|\s", "", html) == "tichoHnedteďCALLyPrvníkrokdnesyJUMPSCotostojíy"
    html = arrange(f"<p>ticho</p>{first}{steps}", "CALL", "JUMPS")
    assert re.sub(r"<[^>]+>|\s", "", html) == "tichoPrvníkrokdnesCALLyJUMPSCotostojíy"


def test_a_first_line_answers_everywhere_and_stands_on_top(real: Built) -> None:
    everywhere = set(nationwide(real.site))
    lines = {one: one.first_line for one in real.site[Catalogue].situations.values() if one.first_line}
    assert len(lines) >= 10
    for situation, service in lines.items():
        assert service in everywhere and service.active and service.phone
        main = real.tree(situation.url).xpath("//main")[0]
        first = main.xpath('.//a[starts-with(@href, "tel:")]')[0]
        assert "sos-call" in first.get("class")
        assert first.get("href") == czech.tel_href(service.phone.value)
        assert first.getparent().get("class") == "first-call"
        assert czech.phone(service.phone.value) in first.text_content()


def test_where_life_is_in_danger_a_line_is_named(real: Built) -> None:
    without = {
        code
        for code, one in real.site[Catalogue].situations.items()
        if one.row.danger and one.first_line is None
    }
    assert without == {"bez-bydleni", "tehotenstvi"}, (
        "no line of the whole country knows of a bed for tonight, or is for pregnant women of any age"
    )


# On all pages -----------------------------------------------------------------------------------------

SPARED = "self::a or self::h1 or self::nav or self::code or self::pre or self::script or self::template"
"""In a link to a service, in titles and in examples a number stays a part of a name."""


def bare(site: Built) -> Iterator[tuple[str, str]]:
    """Page and text of each number of a service that stands in the main part of a page and is no link."""
    services = site.site[Catalogue].services.values()
    phones = {czech.phone(one.value) for service in services if service.active for one in service.phones}
    long = "|".join(re.escape(one).replace("\u00a0", "[ \u00a0]?") for one in sorted(phones) if len(one) > 3)
    known = re.compile(rf"(?<![\w+]){long}(?!\w)" if long else r"\0")
    for path in site.paths():
        for text in site.tree(path).xpath(f"//main//text()[not(ancestor::*[{SPARED}])]"):
            if known.search(text) or any(one.dialled in map(dialled, phones) for one in numbers(text)):
                yield path, text.strip()


def test_no_number_is_bare_on_any_page_of_the_miniature_site(mini: Built) -> None:
    assert called(mini.site) == {"+420600000003"}
    assert list(bare(mini)) == []


def test_no_number_is_bare_on_any_page_of_the_real_site(real: Built) -> None:
    assert called(real.site) >= {"112", "150", "155", "158", "116006", "116111"}
    assert list(bare(real)) == []


# What ends --------------------------------------------------------------------------------------------


def changed(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_ended_line_stops_the_build_with_file_and_line(portal: Path, tmp_path: Path) -> None:
    changed(portal, SERVICES, "linka-pomoci,active", "linka-pomoci,ended")
    done = built.run(built.COMMAND, "build", "--root", portal, "--out", tmp_path / "out")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "catalogue/situace/domaci-nasili.md, řádek 15: „linka-priklad“" in said
    assert f"{SITUATIONS}, řádek 3, sloupec first_step: „600 000 003“" in said
    assert f"{SITUATIONS}, řádek 5, sloupec first_line: „linka-priklad“" in said


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('id="linka-prklad"', "které neexistuje. Nejbližší|opravte identifikátor. Nejbližší existující: linka-priklad"),
        ('id="kurz-priklad"', "která skončila"),
        ('id="poradna-priklad-as"', "ta ale žádný nemá"),
        ('"linka-priklad", number="600 000 001"', "uveďte některé z jejích čísel: 600 000 003"),
    ],
)  # fmt: skip
def test_the_build_says_it_too_where_check_cannot_read_the_call(
    portal: Path, tmp_path: Path, call: str, said: str
) -> None:
    with (portal / "catalogue/o-portalu.md").open("a", encoding="utf-8") as text:
        text.write(f"\nVolejte {{{{ call({call}) }}}}.\n")
    done = built.run(built.COMMAND, "build", "--root", portal, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert re.search(said, (done.stdout + done.stderr).replace("\u00a0", " "))
    assert "catalogue/o-portalu.md, řádek 13" in done.stdout + done.stderr


def test_a_service_may_have_several_numbers(portal: Path, tmp_path: Path) -> None:
    with (portal / "catalogue/o-portalu.md").open("a", encoding="utf-8") as text:
        text.write('\nVolejte {{ call("poradna-priklad-liberec", "600 000 006") }}.\n')
    site = built.built(portal, tmp_path / "out")
    link = site.tree("o-portalu/").xpath('//main//a[@href="tel:+420600000006"]')
    assert [words(one) for one in link] == ["600 000 006"]


def edits() -> Iterator[Any]:
    line = (CONTACTS, "+420600000003", "+420600000033")
    step = (SITUATIONS, "600 000 003", "600 000 033")
    yield pytest.param([line, step], id="another number")
    yield pytest.param([line], id="a number that nobody knows any more")
    yield pytest.param(
        [(SITUATIONS, "Zavolejte jim zpátky.", "Volejte 600 000 005.")], id="one more sentence"
    )
    yield pytest.param([(SITUATIONS, "free_time,linka-priklad", "free_time,")], id="no first line")


@pytest.mark.parametrize("changes", list(edits()))
def test_no_page_is_stale_when_numbers_change(
    portal: Path, tmp_path: Path, changes: list[tuple[str, str, str]]
) -> None:
    built.build(portal, tmp_path / "out")
    for file, old, new in changes:
        changed(portal, file, old, new)
    built.build(portal, tmp_path / "out")
    fresh = shutil.copytree(portal, tmp_path / "fresh", ignore=shutil.ignore_patterns(".cache"))
    built.build(fresh, tmp_path / "anew")
    assert built.differences(built.read(tmp_path / "out"), built.read(tmp_path / "anew")) == []


def test_a_line_that_ends_may_go_on_telling_its_own_number(portal: Path) -> None:
    changed(
        portal,
        SERVICES,
        "linka-pomoci,active,,,Zavolejte ve dne",
        "linka-pomoci,ended,,,Volali jste 600 000 003 ve dne",
    )
    found = [one for one in portals.problems_of(portal) if one.rule == "number-ended"]
    assert [(one.file, one.row) for one in found] == [(SITUATIONS, 3)]
