"""Who stands first in twelve situations and seventeen ORP is who was expected before the order was looked at.

`expectations/first_answers.csv`: each pair with the services of which one should stand first, by what people need and
by what the services say of themselves. Where the order is right and the expectation was not, `why` says so.
"""

from __future__ import annotations

import csv

import pytest

from macros.load import load_site
from macros.model.roles import LINES
from macros.model.site import Site
from macros.subjects.catalogue.access import Access
from macros.subjects.catalogue.model import Catalogue, Service
from macros.subjects.coverage.firsts import First, firsts, review
from macros.subjects.territory.model import Territories
from tests import portals

TABLE = portals.ROOT / "tests" / "expectations" / "first_answers.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    EXPECTED = {(row["situation"], row["orp"]): row for row in csv.DictReader(file)}
NOBODY = 12
"""So many pairs of situation and ORP have nobody who can be reached (28 November 2026)."""
SITUATIONS = tuple(dict.fromkeys(situation for situation, _ in EXPECTED))


@pytest.fixture(scope="module")
def site() -> Site:
    """The real portal."""
    return load_site(portals.ROOT).site


@pytest.fixture(scope="module")
def found(site: Site) -> dict[tuple[str, str], First]:
    """First answers by id of the situation and name of the ORP."""
    return {(one.situation.row.id, one.orp.row.name): one for one in firsts(site)}


def test_the_table_has_every_pair(site: Site) -> None:
    names = {orp.row.name for orp in site[Territories].covered_orps()}
    assert len(SITUATIONS) == 12
    assert len(names) == 17
    assert set(EXPECTED) == {(situation, name) for situation in SITUATIONS for name in names}


def test_expected_services_are_there(site: Site) -> None:
    named = {id for row in EXPECTED.values() for id in row["first"].split(";")}
    assert sorted(named - set(site[Catalogue].services)) == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_who_should_stand_first_does(situation: str, found: dict[tuple[str, str], First]) -> None:
    """By the button on top of the guide, or by the first of the list."""
    wrong = {}
    for (of, orp), row in EXPECTED.items():
        if of == situation:
            shown = _shown(found[of, orp])
            if not shown & set(row["first"].split(";")):
                wrong[orp] = sorted(shown)
    assert wrong == {}


def _shown(first: First) -> set[str]:
    """The line of the guide and the first of its list."""
    return {one.row.id for one in (first.situation.first_line, first.service) if one is not None}


def test_every_first_card_has_something_to_do(found: dict[tuple[str, str], First]) -> None:
    """Where all who help are out of reach there is no card: `check` says so, and those places shall not be more."""
    cards = [one.service for one in found.values()]
    assert [one for one in cards if one and (one.access is Access.NONE or not one.active)] == []
    assert len([one for one in cards if one is None]) <= NOBODY


def test_check_counts_them(site: Site) -> None:
    said = review(site)
    assert said.note.startswith("První odpovědi: 782\u00a0dvojic")
    assert {one.rule for one in said.problems} == {"first-nobody"}
    assert all(one.warning for one in said.problems)
    assert len(said.problems) == len({one.situation for one in firsts(site) if one.service is None})


def test_a_line_without_a_number_is_no_first_answer(found: dict[tuple[str, str], First]) -> None:
    def silent(service: Service | None) -> bool:
        return service is not None and service.kind.row.role in LINES[:3] and service.access > Access.CHAT

    assert [key for key, one in found.items() if silent(one.service)] == []


def test_lines_stand_where_they_are_named(site: Site) -> None:
    """A line for victims or seniors is nobody's answer to truancy: whoever is linked somewhere is linked only there."""
    situations = site[Catalogue].situations
    for line, situation in (
        ("linka-pomoci-obetem-116006", "zaskolactvi"),
        ("linka-senioru", "navykove-latky"),
        ("rodicovska-linka", "domaci-nasili"),
    ):
        assert line not in [one.service.row.id for one in situations[situation].services]
