"""Whom a service is not for: said wherever somebody could be sent there in vain, and nobody is found by it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from macros.search.index import query, read_index
from macros.subjects.catalogue.facts import refusal, traits
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.paper import helper
from macros.subjects.catalogue.sheet import sheet
from tests import portals
from tests.built import Built, words

ID, SAID = "poradna-priklad-liberec", "lidé v akutní intoxikaci"
FACTS = "//dl[@class='facts']/div"
SERVICES = "data_packages/services/data/services.csv"


def said_by(root: Path, said: str, **cells: str) -> list[tuple[str, str, bool]]:
    """Rules that find something when the advice centre says this: rule, column, whether it is a warning."""
    path = root / SERVICES
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    next(one for one in rows if one["id"] == ID).update(cells | {"not_for": said})
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return [(one.rule, one.column, one.warning) for one in portals.problems_of(root)]


def test_its_own_page_says_it_beside_whom_it_is_for(mini: Built) -> None:
    facts = [(words(label), words(value)) for label, value in mini.tree(f"sluzby/{ID}/").xpath(FACTS)]
    assert ("Pro koho není", SAID) in facts
    labels = [label for label, _ in facts]
    assert labels.index("Pro koho není") == labels.index("Věk") + 1
    silent = mini.tree("sluzby/klub-priklad-cheb/").xpath(FACTS)
    assert silent and not [one for one in silent if "není" in words(one[0])]


def test_it_is_said_where_people_choose(mini: Built) -> None:
    service = mini.site[Catalogue].services[ID]
    assert refusal(service.row) in traits(service)
    card = mini.tree("poskytovatele/spolek-priklad/").xpath(f"//li[@data-s='{ID}']")[0]
    assert f"Není pro: {SAID}" in words(card)
    guide = mini.tree("situace/ospod/").xpath(f"//li[@data-s='{ID}']")[0]
    assert f"není pro: {SAID}" in words(guide)
    assert sheet(mini.site, [service])[ID]["not"].replace("\u00a0", " ") == SAID
    leaflet = helper(next(one for one in service.situations))
    assert any(SAID in one.replace("\u00a0", " ") for one in leaflet["facts"])
    table = mini.files["data/services/data/services.csv"].decode()
    assert SAID in table


def test_nobody_says_it_of_a_service_that_does_not(mini: Built) -> None:
    service = mini.site[Catalogue].services["klub-priklad-cheb"]
    assert refusal(service.row) == ""
    assert not [one for one in traits(service) if "není" in one]
    assert "not" not in sheet(mini.site, [service])["klub-priklad-cheb"]


def test_it_is_never_cut() -> None:
    schema = json.loads((portals.ROOT / "data_packages/services/schemas/services.json").read_text("utf-8"))
    field = next(one for one in schema["fields"] if one["name"] == "not_for")
    assert field["constraints"] == {"maxLength": 120}, "as long as a line of a phone bears whole"


def test_nobody_is_found_by_whom_they_refuse(mini: Built) -> None:
    raw = b"".join(raw for path, raw in mini.files.items() if path.startswith("search/index"))
    assert b"intoxik" not in raw
    found = query(read_index(mini.files["search/index.json"]), "intoxikace", 10)
    assert not [one for one in found if ID in str(one)]


def test_the_same_holds_of_the_real_portal(real: Built) -> None:
    services = [one for one in real.site[Catalogue].services.values() if one.row.not_for]
    assert services, "somebody says so"
    for one in services:
        assert one.row.not_for not in "".join(
            raw.decode() for path, raw in real.files.items() if path.startswith("search/index")
        )


@pytest.mark.parametrize(
    ("said", "groups", "rules"),
    [
        ("rodiny s dětmi", "rodiny-s-detmi", {"not-for-group"}),
        ("Rodiny s dětmi a lidé v krizi", "rodiny-s-detmi", {"not-for-group"}),
        ("lidé v krizi, rodiny s dítětem nebo dětmi", "rodiny-s-detmi", {"not-for-group"}),
        ("rodiny s dětmi", "deti-a-mladez", set()),
        ("rodiny s dětmi, které bydlí mimo město", "rodiny-s-detmi", set()),
        ("rodiny s dětmi do tří let", "rodiny-s-detmi", set()),
        ("není pro rodiny s dětmi do tří let", "rodiny-s-detmi", {"not-for-words"}),
        ("Jen pro ženy", "", {"not-for-words"}),
        ("všichni kromě žen", "", {"not-for-words"}),
        ("neslyšící lidé", "", set()),
        ("pronajímatelé", "", set()),
        ("", "rodiny-s-detmi", set()),
        ("lidé bez peněz a " * 8 + "domova", "", {"max-length"}),
        ("???", "", {"text-wordless"}),
    ],
)
def test_what_it_may_say(portal: Path, said: str, groups: str, rules: set[str]) -> None:
    assert {rule for rule, _, _ in said_by(portal, said, target_groups=groups)} == rules


def test_a_service_with_its_own_sentence_may_stand_in_the_situation(portal: Path) -> None:
    table = "data_packages/situations/data/service_situations.csv"
    edit = {"find": "ospod-priklad-frydlant,ospod", "replace": f"{ID},dluhy,\n\nospod-priklad-frydlant,ospod"}
    portals.change(portal, edit | {"file": table})
    path = portal / table
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n", "\n"), encoding="utf-8")
    assert ("not-for-situation", "how", True) in said_by(portal, "lidé s půjčkami")
    assert not [one for one in said_by(portal, "lidé bez občanky") if one[0] == "not-for-situation"]
    portals.change(portal, {"file": table, "find": f"{ID},dluhy,", "replace": f"{ID},dluhy,Poradí s nájmem."})
    assert not [one for one in said_by(portal, "lidé s půjčkami") if one[0] == "not-for-situation"]


def test_a_text_of_a_secret_service_tells_no_address_there_either(portal: Path) -> None:
    edit = {"file": SERVICES, "find": "obeti-domaciho-nasili;rodiny-s-detmi,,", "replace": None}
    edit["replace"] = "obeti-domaciho-nasili;rodiny-s-detmi,lidé z Pražské 14,"
    portals.change(portal, edit)
    assert [(one.rule, one.column) for one in portals.problems_of(portal)] == [("secret-contact", "not_for")]
