"""Who is a person and who is not: names, birth numbers, addresses of mail and of the web, odd letters."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cz import dic, rc

from macros import portal
from macros.check import Data
from macros.check.links import is_mail, link_fault
from macros.check.mail_names import mail_named
from macros.check.names import LIKELY, NOBODY, SURE, Named, named, suspects
from macros.data.characters import INVISIBLE, composed, odd_letter, suspicious
from macros.data.mend import mend_bytes
from macros.data.packages import read_all
from macros.data.personal import birth_numbers, line_at, without_birth_numbers
from macros.data.problems import Problem, problem
from macros.data.settings import read_settings
from macros.subjects.catalogue.rules.services import ico_check_digit
from tests import portals
from tests.test_checks import free_columns

# --- names in texts --------------------------------------------------------------------------------

PERSONS = [
    "Nováková Jana",
    "J. Nováková",
    "J.Novák",
    "sl. Veselá",
    "Ing. arch. Nový",
    "Novák (vedoucí)",
    "vedoucí NOVÁKOVÁ",
    "Nguyen Thi Lan",
    "Dežo Horváth",
    "kontaktní osoba Kryštofová",
    "Zdeňka K.",
    "Jana N.",
    "Novákové",
    "u paní Horáčkové",
    "paní Horáčková",
    "Honza Novák",
    "Jana\u00a0Nováková",
    "paní  Vzorová",
    "Marie Malá",
    "Đặng Văn Minh",
    "doc. Xaver Zvláštní",
    "NOVÁK PETR",
    "Jana Nováková, DiS.",
    "Mgr. Jana Nováková, tel. 777 111 222",
    "Ing. Bc. Xaver Zvláštní",
    "Charita Cheb, z. s., Mgr. Jana Nováková",
]
NOT_PERSONS = [
    "ulice Jana Palacha",
    "ulice Ing. Franka",
    "náměstí Boženy Němcové",
    "pobočka Karla Čapka",
    "Dům Josefa Hory",
    "Farní charita sv. Anny",
    "ZŠ Karla Čapka",
    "T. G. Masaryka",
    "Karel IV.",
    "Klára pomáhá",
    "Karlovy Vary",
    "Mariánské Lázně",
    "Chodová Planá",
    "Svatý Jan",
    "Domov Alžběta",
    "Centrum Anna",
    "Krizová linka",
    "o. p. s. Cheb",
    "Růžová 12",
    "vchod z ulice Březová",
    "titul Bc. nebo Mgr.",
    "soubor doc Word",
    "MUDr. Jan Novák s.r.o.",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_is_recognised(text: str) -> None:
    assert named(text) is SURE
    assert any(line_at(f"x\n{text}\nx", at) == text for at in suspects(f"x\n{text}\nx"))


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_what_is_called_after_a_person_is_none(text: str) -> None:
    assert named(text) is NOBODY


@pytest.mark.parametrize(
    "around", ["{}", "Charita {}", "služby v obci {}", "kontaktní místo {}", "pobočka {}"]
)
def test_no_municipality_is_a_person(around: str) -> None:
    towns = frozenset(read_all(portals.ROOT)[1]["territory", "municipalities"].columns["name"])
    assert [town for town in sorted(towns) if named(around.format(town), towns)] == []


@pytest.mark.parametrize(
    "text", ["Petr Vzorný", "sociální pracovnice Lenka", "Jan Hus", "Adam Cheb", "Oksana Kovalenko"]
)
def test_a_likely_name_is_a_question(text: str) -> None:
    assert named(text) is LIKELY


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_for_names(text: str) -> None:
    assert named(text) in Named
    assert sorted(suspects(text)) is not None


TOLD = "Volejte Mgr. Jana Nováková, 777 111 222."
SILENT = {"states", "regions", "orp", "municipalities"}
STREETS = {("places", "street"), ("offices", "address"), ("contacts", "value"), ("laws", "title")}


@pytest.mark.parametrize("column", list(free_columns()), ids="/".join)
def test_no_free_text_of_any_table_names_a_person(column: tuple[str, str, str], portal: Path) -> None:
    _, table, name = column
    found = [one.rule for one in with_text(portal, column, TOLD) if one.column == name]
    exempt = table in SILENT or (table, name) in STREETS or name.startswith(("source", "population_source"))
    assert bool({"person-named", "phone-private"}.intersection(found)) is not exempt


@pytest.mark.parametrize("column", list(free_columns()), ids="/".join)
def test_no_free_text_of_any_table_holds_a_birth_number(column: tuple[str, str, str], portal: Path) -> None:
    found = with_text(portal, column, "Jana Nováková, r. č. 855101/0006")
    assert "birth-number" in {one.rule for one in found}
    assert not any("0006" in f"{one.value}{one.what()}{one.details}" for one in found)


def with_text(root: Path, column: tuple[str, str, str], text: str) -> list[Problem]:
    """Check a portal whose last row of a table says the text in one column."""
    package, table, name = column
    packages, tables, _ = read_all(root)
    one = tables[package, table]
    cells = list(one.columns[name])
    cells[-1] = text
    one.columns[name] = cells
    data = Data(root, packages, tables, read_settings(root), [])
    return list(portal.PERSONS.told_in_texts(data))


# --- birth numbers ---------------------------------------------------------------------------------


def test_check_digits_are_those_of_the_library() -> None:
    chance = random.Random(8)
    for _ in range(20_000):
        number = f"{chance.randrange(10**7):07d}"
        assert ico_check_digit(number) == dic.calc_check_digit_legal(number)


def test_birth_numbers_are_those_of_the_library() -> None:
    chance = random.Random(7)
    for _ in range(20_000):
        date = f"{chance.randrange(100):02}{chance.choice((1, 12, 21, 33, 51, 62, 71, 83)):02}"
        date += f"{chance.randrange(33):02}"
        tail = chance.choice((f"{chance.randrange(1000):03}", f"{chance.randrange(10_000):04}"))
        assert bool(birth_numbers(f"{date}/{tail}")) is rc.is_valid(date + tail), (date, tail)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("r. č. 855101/0006", True),
        ("r. č. 8551010006.", True),
        ("855101 / 0006", True),
        ("530101/123", True),
        ("č. j. 530101/123", False),
        ("731433007", False),
        ("+420731433007", False),
        ("123456/0800", False),
        ("2024-05-02", False),
    ],
)
def test_birth_number_in_a_text(text: str, found: bool) -> None:
    assert bool(birth_numbers(text)) is found


@given(st.text(alphabet="0123456789/ a", max_size=40))
def test_no_report_repeats_a_birth_number(text: str) -> None:
    assert not birth_numbers(without_birth_numbers(text))
    assert not birth_numbers(problem("x.csv", 2, "a", "max-length", text, limit=3).value)


# --- hand-written texts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Rodné číslo 855101/0006.", [("birth-number", False)]),
        ("Pište na jana.novakova@seznam.cz.", [("email-private", True)]),
        ("Jana Nováková, 777 111 222", [("number-unknown", True), ("phone-private", True)]),
        ("[web](http://localhost:8000/admin)", [("link-host", False)]),
        ("<https://jmeno:heslo@cheb.cz/>", [("link-user", False)]),
        ("Viz https://www.cheb.cz/?utm_source=letak.", [("link-tracking", True)]),
        ("Příklad kódu: `https://.`", []),
        ("Jana Nováková napsala knihu.", []),
        ("Volejte 777 111 222 nebo se podívejte na https://www.cheb.cz/.", [("number-unknown", True)]),
    ],
)
def test_what_a_hand_written_text_may_not_tell(
    portal: Path, line: str, found: list[tuple[str, bool]]
) -> None:
    path = portal / "catalogue" / "o-portalu.md"
    path.write_text(f"# O portálu\n\n{line}\n", encoding="utf-8")
    said = [one for one in portals.problems_of(portal) if one.file == "catalogue/o-portalu.md"]
    assert [(one.rule, one.warning) for one in said] == found
    assert all(one.row == 3 for one in said)
    assert not any("0006" in one.value or "heslo" in one.value for one in said)


def test_a_source_of_a_package_is_a_link_like_any_other(portal: Path) -> None:
    path = portal / "data_packages" / "services" / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["sources"] = [{"title": "x", "path": "http://127.0.0.1/"}]
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert [one.rule for one in portals.problems_of(portal)] == ["link-host"]


# --- mail ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "kind"),
    [
        ("novakova", SURE),
        ("jnovakova", SURE),
        ("novakovaj", SURE),
        ("novak.jan", SURE),
        ("honza.novak", SURE),
        ("jan_novak2", SURE),
        ("j.vzorova", SURE),
        ("p.novotny", SURE),
        ("jananovakova", SURE),
        ("novakjan", SURE),
        ("nguyen", SURE),
        ("vzorova", LIKELY),
        ("petr", LIKELY),
        ("katka", LIKELY),
        ("vzorny.honza", LIKELY),
        ("sekretariat.novakova", LIKELY),
        ("svoboda", LIKELY),
        ("vychova", NOBODY),
        ("krizova", NOBODY),
        ("budova", NOBODY),
        ("krizova.linka", NOBODY),
        ("domov.klara", NOBODY),
        ("epodatelna", NOBODY),
        ("linka.duvery", NOBODY),
        ("ambulance", NOBODY),
    ],
)
def test_mail_of_a_person(local: str, kind: Named) -> None:
    assert mail_named(local, ()) is kind


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("podatelna@cheb.cz", True),
        ("zkouska+a.b@priklad.test", True),
        (".info@azyl.cz", False),
        ("info.@azyl.cz", False),
        ("info..x@azyl.cz", False),
        ("info@azyl..cz", False),
        ("info@azyl.xz", False),
        ("info@azyl.local", False),
        ("info@127.0.0.1", False),
        ("info@azyl", False),
        ("info@ažyl.cz", False),
        ("a@b@azyl.cz", False),
        ("", False),
    ],
)
def test_mail_that_arrives(address: str, sound: bool) -> None:
    assert is_mail(address) is sound


@given(
    st.one_of(st.text(max_size=40), st.from_regex(r"[a-z.+-]{1,8}@[a-z.-]{1,10}\.[a-z]{2,4}", fullmatch=True))
)
def test_a_sound_mail_has_one_reading(text: str) -> None:
    assert mail_named(text, ()) in Named
    if is_mail(text):
        local, domain = text.split("@")
        assert text.isascii() and local and ".." not in text and link_fault(f"https://{domain}/") is None


# --- links -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://www.cheb.cz/", None),
        ("http://www.cheb.cz", None),
        ("https://www.cheb.cz:443/a?b=c&d='x'#e", None),
        ("https://cs.wikipedia.org/wiki/Exekuce_%C4%8D", None),
        ("https://cs.wikipedia.org/wiki/čeština", None),
        ("https://xn--d-mga5f.cz/", None),
        ("javascript:alert(1)", "link"),
        ("data:text/html;base64", "link"),
        ("ftp://cheb.cz/", "link"),
        ("//cheb.cz/", "link"),
        ("", "link"),
        ("https://example.cz/\\..\\..", "link-sign"),
        ("https://example.cz/a b", "link-sign"),
        ("https://example.cz/\u00a0", "link-sign"),
        ("https://exa\nmple.cz/", "link-sign"),
        ("https://", "link-host"),
        ("https://.", "link-host"),
        ("https:///etc/passwd", "link-host"),
        ("https://[::1", "link-host"),
        ("https://[::1]/", "link-host"),
        ("https://exa%6dple.cz", "link-host"),
        ("https://a'b", "link-host"),
        ("https://example", "link-host"),
        ("https://example.xz/", "link-host"),
        ("https://-a.cz/", "link-host"),
        ("https://a-.cz/", "link-host"),
        ("https://a..cz/", "link-host"),
        ("https://a.cz./", "link-host"),
        ("http://127.0.0.1/", "link-host"),
        ("http://2130706433/", "link-host"),
        ("http://0x7f.1/", "link-host"),
        ("http://localhost:8000/admin", "link-host"),
        ("https://intranet.local/", "link-host"),
        ("https://" + "a" * 64 + ".cz/", "link-host"),
        ("https://user:pass@example.cz/", "link-user"),
        ("https://@@@", "link-user"),
        ("https://example.cz:99999/", "link-port"),
        ("https://example.cz:port/", "link-port"),
        ("https://example.cz:/", "link-port"),
        ("https://úřad.cz/", "link-letters"),
        ("https://ехample.cz/", "link-letters"),
        ("https://xn--hmple-4uf3b.cz/", "link-letters"),
        ("https://example.cz/?email=jan.novak@seznam.cz", "link-person"),
        ("https://example.cz/?e=jan%40seznam.cz", "link-person"),
        ("https://example.cz/?rc=855101%2F0006", "link-person"),
        ("https://example.cz/?utm_source=letak", "link-tracking"),
        ("https://example.cz/?a=1&fbclid=x", "link-tracking"),
    ],
)
def test_link_that_may_be_published(url: str, fault: str | None) -> None:
    assert link_fault(url) == fault


def urls() -> st.SearchStrategy[str]:
    """Texts of the signs that links are made of, and of those that confuse who reads them."""
    signs = st.text(alphabet="az09.-:@/?#[]%\\'\" \t\u0430\u2044\uff0e\u3002", max_size=14)
    return st.builds(
        "{}://{}.{}{}".format, st.sampled_from(["http", "https", "HTTP"]), signs, st.just("cz"), signs
    )


@given(st.one_of(st.text(max_size=60), urls()))
def test_a_sound_link_has_the_same_host_for_everybody(url: str) -> None:
    if link_fault(url) in (None, "link-tracking"):
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https") and parts.username is None
        assert (
            parts.hostname == url.split("/")[2].partition("?")[0].partition("#")[0].partition(":")[0].lower()
        )
        assert parts.port in (None, 80, 443)
        assert parts.geturl().startswith(url.partition("#")[0].rstrip("?"))


# --- characters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign",
    "\u200b \u202e \u2066 \u180e \u034f \u3164 \u115f \uffa0 \ufff9 \ufdd0 \ufffe \ue000 \U000e0041 \U000e0101 \U000f0000 \U0010fffd".split(),  # noqa: SIM905
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_nobody_sees_is_found(sign: str) -> None:
    assert INVISIBLE.search(f"a{sign}b") and suspicious(f"a{sign}b")


def test_a_selector_of_variants_is_sound_behind_a_picture_only() -> None:
    assert INVISIBLE.search("a\ufe0f")
    assert not INVISIBLE.search("☎\ufe0f")


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Pоmoc", "о"),
        ("dům а byt", "а"),
        ("Αzyl", "Α"),
        ("ｊméno", "ｊ"),
        ("\U0001d400zyl", "\U0001d400"),
        ("українська", ""),
        ("чеська та українська: česky", ""),
        ("Ω", ""),
        ("Žďár", ""),
    ],
)
def test_a_letter_of_another_script(text: str, letter: str) -> None:
    found = odd_letter(text)
    assert (found[1] if found else "") == letter
    assert suspicious(text) or not letter


def test_letters_of_two_characters_are_joined_by_fix() -> None:
    path = portals.FIXTURE / "data_packages/services/data/areas.csv"
    schema = read_all(portals.FIXTURE)[1]["services", "areas"].schema
    whole = path.read_bytes()
    taken_apart = unicodedata.normalize("NFD", whole.decode()).encode()
    assert taken_apart != whole and mend_bytes(taken_apart, "areas.csv", schema) == whole
    assert composed("c\u030c") == "č"


@given(st.text(max_size=30))
def test_no_text_breaks_the_search_for_odd_letters(text: str) -> None:
    if INVISIBLE.search(text) or odd_letter(text):
        assert suspicious(text)


# --- long texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["A", "Aa ", "a.", "Nová ", "7 ", "а", "aа ", "https://a", "x@", "855101/"])
def test_a_cell_as_long_as_a_book_is_read_to_its_end(piece: str) -> None:
    """With a pattern that looks back again and again this test would not end today."""
    text = piece * (200_000 // len(piece))
    assert named(text) in Named
    assert sorted(suspects(text)) is not None
    (
        birth_numbers(text),
        odd_letter(text),
        suspicious(text),
        link_fault("https://" + text),
        is_mail(text + "@a.cz"),
    )
