"""Every number of the sources is in the data, or the table beside it says why not."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.indicators.model import Indicators
from macros.subjects.territory.model import Territories
from tests.built import ROOT

TABLES = ROOT / "tests" / "figures"
DATA = ROOT / "data_packages" / "indicators" / "data"
DOCUMENTS = {
    "Závěrečná zpráva z realizace poradenského programu města Nové Město pod Smrkem",
    "Strategie sociálního začleňování Karlovarského kraje",
    "Záznam z pracovního setkání partnerů projektu Agentura pro sociální začleňování jako inovační aktér "
    "politiky sociálního začleňování",
    "První střípky ze síťování",
    "Zápis č. 12 pracovní skupiny sociální začleňování a zaměstnanost RSK Libereckého kraje",
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT).site


@pytest.fixture(scope="module")
def observations() -> dict[tuple[str, ...], dict[str, str]]:
    keys = ("indicator", "level", "territory_code", "period")
    return {tuple(row[key] for key in keys): row for row in read(DATA / "observations.csv")}


def at(row: dict[str, str], observations: dict[tuple[str, ...], dict[str, str]], name: str) -> dict[str, str]:
    return observations[row[name], row["level"], row["territory_code"], row["period"]]


# The gathered facts -----------------------------------------------------------------------------------


def test_all_gathered_facts_landed(observations: dict[tuple[str, ...], dict[str, str]]) -> None:
    """364 rows in, none lost; three say what another source said before, 33 may not be told."""
    rows = read(TABLES / "facts.csv")
    assert [int(row["row"]) for row in rows] == list(range(2, 366))
    for row in rows:
        found = at(row, observations, "indicator")
        assert number(found["value"]) == number(row["value"]), row
        assert number(found["value_high"]) == number(row["value_high"]), row
        assert found["source_url"] or found["source_document"], row
        assert (found["status"] == "suppressed") == bool(row["suppressed"]), row
    assert sum(1 for row in rows if row["suppressed"]) == 33
    merged = [row for row in rows if row["merged"]]
    assert len(merged) == 3
    slots = Counter((row["indicator"], row["level"], row["territory_code"], row["period"]) for row in rows)
    assert sum(slots.values()) - len(slots) == len(merged)


def test_facts_are_entered_as_they_were_said() -> None:
    """The number is the one that was read; a range keeps both ends."""
    for row in read(TABLES / "facts.csv"):
        both = row["value"] + (f"-{row['value_high']}" if row["value_high"] else "")
        assert both == row["number"], row
        assert bool(both) != bool(row["suppressed"]), row
        assert row["period"].startswith(row["year"][:4]), row


def test_series_of_different_definition_are_different_indicators(site: Site) -> None:
    twelve, eight = (
        site[Indicators].indicators["index-vylouceni-obce-12-30"],
        site[Indicators].indicators["index-vylouceni-obce-8-30"],
    )
    assert eight in twelve.family and twelve in eight.family
    state = ("state", "CZ")
    assert [(f.row.period, f.row.value) for f in twelve.series[state]] == [
        ("2016", 336),
        ("2019", 185),
        ("2020", 208),
        ("2021", 175),
        ("2022", 191),
        ("2023", 238),
    ]
    assert [(f.row.period, f.row.value) for f in eight.series[state]] == [
        ("2022", 459),
        ("2023", 539),
        ("2024", 578),
    ]
    old, new = (
        site[Indicators].indicators["mira-nezamestnanosti-2009"],
        site[Indicators].indicators["nezamestnanost"],
    )
    assert old in new.family


# The documents ----------------------------------------------------------------------------------------


def test_every_number_of_the_documents_is_decided() -> None:
    rows = read(TABLES / "documents.csv")
    assert {row["document"] for row in rows} == DOCUMENTS
    for row in rows:
        assert row["place"] and row["said"], row
        assert bool(row["table"]) != bool(row["reason"]), row


def test_numbers_of_the_documents_are_in_the_data_with_their_place(
    observations: dict[tuple[str, ...], dict[str, str]],
) -> None:
    others: dict[str, dict[Any, dict[str, str]]] = {
        "targets": {
            (row["indicator"], row["level"], row["territory_code"], row["period"]): row
            for row in read(DATA / "targets.csv")
        },
        "cost_items": {row["id"]: row for row in read(DATA / "cost_items.csv")},
    }
    entered = [row for row in read(TABLES / "documents.csv") if row["table"]]
    assert len(entered) == 33
    for row in entered:
        if row["table"] == "classes":
            classes = read(DATA / "classes.csv")
            found = next(one for one in classes if number(one["lower"]) == number(row["value"]))
            assert number(found["upper"]) == number(row["value_high"]), row
        elif row["table"] == "cost_items":
            found = others["cost_items"][row["id"]]
            assert (number(found["low"]), number(found["high"])) == (
                number(row["value"]),
                number(row["value_high"]),
            )
        else:
            where = observations if row["table"] == "observations" else others["targets"]
            found = at(row, where, "id")
            assert number(found["value"]) == number(row["value"]), row
            assert number(found.get("value_high", "")) == number(row["value_high"]), row
        assert found["source_document"] == row["document"], row
        assert found["source_section"], row


PROFILE = [
    ("neukoncena-zs", 10.5, 3.8),
    ("rodice-v-exekuci", 21.8, 13.2),
    ("obyvatele-v-svl", 1.7, 1.0),
    ("dospeli-bez-stredniho-vzdelani", 25.2, 18),
    ("deti-ospod-na-1000", 21.3, 13.5),
]


@pytest.mark.parametrize(("indicator", "orp", "state"), PROFILE)
def test_profile_of_frydlant_stands_beside_the_state(
    site: Site, indicator: str, orp: float, state: float
) -> None:
    one = site[Indicators].indicators[indicator]
    assert [f.row.value for f in one.series["orp", "5102"] if f.row.period == "2022"] == [orp]
    assert [f.row.value for f in one.series["state", "CZ"] if f.row.period == "2022"] == [state]
    assert one.row.unit == ("per_1000" if indicator == "deti-ospod-na-1000" else "percent")


AGREED = (
    *("nezamestnanost", "predcasne-odchody", "zaci-bez-zakladniho-vzdelani", "neukoncena-zs"),
    *("osoby-v-exekuci", "rodice-v-exekuci", "obyvatele-v-svl", "dospeli-bez-stredniho-vzdelani"),
    *("deti-ospod-na-1000", "pocet-obyvatel", "index-vylouceni-obce-12-30", "index-vylouceni-obce-8-30"),
)


def test_ids_that_strategies_name_are_there(site: Site) -> None:
    assert [one for one in AGREED if one not in site[Indicators].indicators] == []


def test_no_small_count_of_people_stands_in_the_files(site: Site) -> None:
    """The repository is public, so a small count may not even stand in it."""
    package = json.loads((DATA.parent / "datapackage.json").read_text(encoding="utf-8"))
    threshold = package["rozcestnik"]["small_count"]
    people = {code for code, one in site[Indicators].indicators.items() if one.row.people}
    small = [
        row
        for row in read(DATA / "observations.csv")
        if row["indicator"] in people and row["value"] and abs(float(row["value"])) < threshold
    ]
    assert small == []


def test_no_share_in_the_files_tells_a_small_count_of_people(site: Site) -> None:
    """0.613 % of a village is one person: neither the value stands in the file nor a note about it."""
    withheld = {
        (row["indicator"], row["level"], row["territory_code"], row["period"]): row
        for row in read(DATA / "observations.csv")
        if row["status"] == "suppressed"
    }
    assert site[Indicators].hidden == withheld.keys(), (
        "nothing more needs hiding than what the file leaves out"
    )
    assert {slot[0] for slot in withheld} == {"nezamestnanost"}
    for row in withheld.values():
        assert not (row["value"] or row["value_high"] or row["note"]), row
    nobody = [code for code, town in site[Territories].municipalities.items() if town.row.population == 0]
    told = [one for one in site[Indicators].indicators["nezamestnanost"].figures() if one.spot.code in nobody]
    assert told and all(one.hidden for one in told), "a place without inhabitants has no 0 %"


def test_a_note_about_small_towns_stands_at_small_towns(site: Site) -> None:
    for one in site[Indicators].indicators["nezamestnanost"].figures():
        if one.row.note == "u malých obcí hodně kolísá":
            population = site[Territories].municipalities[one.spot.code].row.population
            assert population is not None and population < 1000, one.spot.name
