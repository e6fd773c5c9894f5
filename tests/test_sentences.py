"""Sentences of a kind promise only what is known of each service under which they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.data.packages import read_all
from macros.data.tables import Table
from macros.load import load_site
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.promise_words import PROMISES
from macros.subjects.catalogue.rules.sentences import needed_tables, told_by_kind
from macros.words.czech import fold
from tests import portals

KEPT = ("sentence-unkept", "sentence-number")


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """The tables that the rules read, of the real portal."""
    found = needed_tables(read_all(portals.ROOT)[1])
    assert found is not None
    return found


def test_no_real_sentence_promises_what_a_service_does_not_keep() -> None:
    assert [one for one in portals.problems_of(portals.ROOT) if one.rule in KEPT] == []


def test_rules_see_the_pairs_that_people_read(tables: dict[str, Table]) -> None:
    """What plain tables say of sentences is what the linked site shows."""
    rule = {(one.situation, id): one.how for one in told_by_kind(tables) for id in one.services}
    assert len(rule) > 1000
    links = tables["service_situations"].records(["service", "situation", "how"])
    own = {(situation, service) for _, service, situation, how in links if how}
    shown = {
        (situation.row.id, one.service.row.id): one.how
        for situation in load_site(portals.ROOT).site[Catalogue].situations.values()
        for one in situation.services
        if one.how and (situation.row.id, one.service.row.id) not in own
    }
    assert rule == shown


@pytest.mark.parametrize(
    ("sentence", "promise"),
    [
        ("Můžete sem odejít i s dětmi, když doma být nejde.", "pomůže i dětem"),
        ("Zdarma s vámi sepíše všechny dluhy.", "je zdarma"),
        ("Přijdete bez objednání.", "pomůže hned nebo bez objednání"),
        ("Pracovník přijde k vám domů.", "přijde za lidmi nebo s nimi někam dojde"),
        ("Volejte ve dne i v noci.", "pomáhá ve dne i v noci"),
        ("Přijít můžete beze jména.", "se neptá na jméno"),
        ("Zavolejte tam sami.", "se tam lidé dovolají"),
        ("Psycholog umí mluvit s dítětem.", "tam je psycholog"),
    ],
)
def test_promises_are_heard(sentence: str, promise: str) -> None:
    assert promise in [one.what for one in PROMISES if re.search(one.said, fold(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pomůže vám napsat soudu nebo věřiteli.",
        "V klubu má dítě dospělého, kterému se může svěřit.",
        "Zeptejte se, jak má klub otevřeno v létě.",
    ],
)
def test_what_is_spoken_of_is_no_promise(sentence: str) -> None:
    found = {one.what for one in PROMISES if re.search(one.said, fold(sentence))}
    assert found <= {"pomůže i dětem"}


def test_a_new_service_is_asked_about_the_sentences_of_its_kind(tmp_path: Path) -> None:
    root = portals.portal(tmp_path)
    services = root / "data_packages/services/data/services.csv"
    text = services.read_text(encoding="utf-8")
    services.write_text(text.replace("pomůžeme s dětmi.,terenni,", "pomůžeme s dětmi.,,"), encoding="utf-8")
    assert [one.rule for one in portals.problems_of(root) if one.rule in KEPT] == []
    changed = text.replace("Přijdeme k vám domů a pomůžeme s dětmi.", "Pomůžeme s dětmi.")
    services.write_text(
        changed.replace("Pomůžeme s dětmi.,terenni,", "Pomůžeme s dětmi.,,"), encoding="utf-8"
    )
    assert [one.rule for one in portals.problems_of(root) if one.rule in KEPT] == ["sentence-unkept"]
