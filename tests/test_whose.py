"""Whose a contact is: the provider's line, a switchboard and a nationwide line never pass for the service's own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from macros.subjects.catalogue import rows
from macros.subjects.catalogue.facts import owner, whose
from macros.subjects.catalogue.words import WHOSE

SITE = Path(__file__).parent / "expected/site"
SCHEMA = Path(__file__).parent.parent / "data_packages/services/schemas/contacts.json"
PHONE = "600\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}007</a>"


def _contact(kind: str, level: str, label: str = "") -> rows.ContactRow:
    empty = dict.fromkeys(rows.ContactRow._fields)
    return rows.ContactRow(**(empty | {"kind": kind, "level": level, "label": label}))  # type: ignore[arg-type]


@cache
def _enum(column: str) -> tuple[str, ...]:
    fields = json.loads(SCHEMA.read_text(encoding="utf-8"))["fields"]
    return tuple(next(one["constraints"]["enum"] for one in fields if one["name"] == column))


def test_every_level_but_the_services_own_has_words() -> None:
    assert set(WHOSE) == set(_enum("level")) - {"own"}
    for kinds in WHOSE.values():
        assert set(kinds) <= set(_enum("kind")) and "phone" in kinds


@pytest.mark.parametrize("level", ["", "own"])
def test_own_and_undistinguished_contacts_bear_no_word(level: str) -> None:
    assert whose(_contact("phone", level)) == whose(None) == ""


def test_a_label_that_says_it_is_not_said_twice() -> None:
    assert owner(_contact("phone", "switchboard", "ústředna úřadu")) == ""
    assert owner(_contact("phone", "provider", "sídlo")) == "linka poskytovatele"


@pytest.mark.parametrize(
    "page",
    ["sluzby", "sluzby/kurz-priklad", "kraje/karlovarsky-kraj", "obce/karlovy-vary", "situace/vychova"],
)
def test_lists_say_whose_a_number_is(page: str) -> None:
    """Wherever the number of the provider stands, the next word says that it is the provider's."""
    after = (SITE / page / "index.txt").read_text(encoding="utf-8").split(PHONE)[1:]
    assert after and all(one.startswith(' <span class="soft">linka poskytovatele') for one in after)
    assert "linka poskytovatele" in (SITE / "search/map.json").read_text(encoding="utf-8")


def test_machines_are_told_too() -> None:
    page = (SITE / "sluzby/sas-priklad-karlovy-vary/index.txt").read_text(encoding="utf-8")
    assert '"telephone": "+420600000007", "contactType": "linka poskytovatele"' in page
