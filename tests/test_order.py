"""In which order people read who helps: can anything be done, how directly, how, for how many, how near, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue.access import Access, access
from macros.subjects.catalogue.model import Catalogue, Helps
from macros.subjects.catalogue.order import DIRECT, silent, told_to_call
from macros.subjects.coverage.firsts import firsts, told
from macros.subjects.territory.model import Territories
from tests import portals
from tests.built import Built

ROOT = portals.ROOT
CONTACTS = "data_packages/services/data/contacts.csv"
LINKS = "data_packages/situations/data/service_situations.csv"


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(ROOT).site


@pytest.mark.parametrize(
    ("kinds", "streets", "best"),
    [
        (("web", "phone"), (), Access.PHONE),
        (("web", "chat", "email"), (), Access.CHAT),
        (("form", "web"), (), Access.FORM),
        (("web", "email"), (), Access.MAIL),
        (("web",), ("Dlouhá 1",), Access.WEB),
        ((), ("", "Dlouhá 1"), Access.STREET),
        ((), ("",), Access.NONE),
        (("fax",), (), Access.NONE),
    ],
)
def test_the_best_way_to_a_service(kinds: tuple[str, ...], streets: tuple[str, ...], best: Access) -> None:
    assert access(kinds, streets) is best


def test_a_confidential_place_is_no_way(site: Site) -> None:
    hidden = [
        one for one in site[Catalogue].services.values() if any(each.row.confidential for each in one.places)
    ]
    assert hidden
    assert all(one.access is not Access.STREET for one in hidden)


def lists(site: Site) -> Iterator[tuple[str, tuple[Helps, ...]]]:
    for one in site[Catalogue].situations.values():
        yield one.row.id, one.services


def test_a_list_begins_with_whom_something_can_be_done(site: Site) -> None:
    for name, found in lists(site):
        reached = [one.service.reachable for one in found]
        assert reached == sorted(reached, reverse=True), name


def test_a_less_fitting_service_never_comes_first_only_because_it_has_a_number(site: Site) -> None:
    for name, found in lists(site):
        # Only the line that the first step tells to call stands before them, a line without a number after all.
        fitting = [one for one in found if one.service.reachable and not silent(one.service)]
        ranks = [one.rank for one in fitting if not told_to_call(one)]
        assert ranks == sorted(ranks), name


def test_no_list_that_has_a_line_for_it_begins_with_an_emergency_line(site: Site) -> None:
    for name, found in lists(site):
        roles = [one.service.kind.row.role for one in found]
        if "crisis_line" in roles or "help_line" in roles:
            assert roles[0] != "emergency_line", name


def test_the_line_of_a_situation_can_be_called_by_anybody_and_is_no_emergency_line(site: Site) -> None:
    lines = [one.line for one in site[Catalogue].situations.values() if one.line]
    assert lines
    for line in lines:
        assert line.phone and line.kind.row.role != "emergency_line"
        assert any(area.row.level == "state" for area in line.areas)


def named(portal: Path, old: str, new: str) -> None:
    """Name another service for a situation."""
    path = portal / LINKS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def order(site: Site, situation: str) -> list[str]:
    return [one.service.row.id for one in site[Catalogue].situations[situation].services]


def test_of_one_kind_who_is_named_comes_first(portal: Path) -> None:
    assert order(load_site(portal).site, "dluhy") == ["poradna-priklad-as", "poradna-priklad-liberec"]
    named(portal, "poradna-priklad-as,dluhy", "poradna-priklad-liberec,dluhy")
    assert order(load_site(portal).site, "dluhy") == ["poradna-priklad-liberec", "poradna-priklad-as"]


def test_without_any_contact_a_service_comes_last_whatever_its_rank(portal: Path) -> None:
    assert order(load_site(portal).site, "dluhy") == ["poradna-priklad-as", "poradna-priklad-liberec"]
    path = portal / CONTACTS
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(one for one in rows if not one.startswith("poradna-priklad-as,")), encoding="utf-8"
    )
    places = portal / "data_packages/services/data/places.csv"
    site = load_site(portal).site
    service = site[Catalogue].services["poradna-priklad-as"]
    if any(one.row.street for one in service.places):
        text = places.read_text(encoding="utf-8")
        for one in service.places:
            text = text.replace(one.row.street, "")
        places.write_text(text, encoding="utf-8")
        site = load_site(portal).site
        service = site[Catalogue].services["poradna-priklad-as"]
    assert service.access is Access.NONE and not service.reachable
    assert order(site, "dluhy") == ["poradna-priklad-liberec", "poradna-priklad-as"]


def test_whom_the_first_step_tells_to_call_comes_before_others_of_the_kind(site: Site) -> None:
    """116 006 in violence at home, not the line of the alphabet."""
    first = site[Catalogue].situations["domaci-nasili"].services[0].service
    assert {one.value for one in first.phones} == {"116006"}
    line = site[Catalogue].situations["domaci-nasili"].line
    assert line is first


def test_who_differs_by_name_alone_has_the_same_number(site: Site) -> None:
    for name, found in lists(site):
        numbers = [one.fitness for one in found]
        assert numbers == sorted(numbers), name
        assert [one % DIRECT for one in dict.fromkeys(numbers)] == [*range(len({*numbers}))], name
        steps = [one // DIRECT for one in dict.fromkeys(numbers)]
        assert {*steps} == {*range(len({*steps}))}, name
        for one, other in pairwise(found):
            alike = (one.rank, one.named, one.service.access) == (
                other.rank,
                other.named,
                other.service.access,
            )
            assert alike or one.fitness != other.fitness, name


def test_a_link_by_name_changes_the_key_of_the_service_also_where_it_says_nothing(portal: Path) -> None:
    """A page with the list is made anew: who is named stands elsewhere in it."""
    code = "poradna-priklad-liberec"
    before = load_site(portal).site[Catalogue].services[code].key
    with (portal / LINKS).open("a", encoding="utf-8") as links:
        links.write(f"{code},dluhy,\n")
    after = load_site(portal).site[Catalogue].services[code]
    assert next(one for one in after.situations if one.situation.row.id == "dluhy").named
    assert after.key != before


# On pages -------------------------------------------------------------------------------------------------


def test_whom_nobody_can_reach_stands_under_a_heading_of_its_own(real: Built) -> None:
    unreached = {one.row.id for one in real.site[Catalogue].services.values() if not one.reachable}
    seen = 0
    for one in real.site[Catalogue].situations.values():
        tree = real.tree(f"situace/{one.row.id}/")
        for group in tree.xpath("//details[@data-group]"):
            shown = group.xpath("ul/li/@data-s | details[@data-rest]/ul/li/@data-s")
            assert not unreached.intersection(shown), one.row.id
            apart = set(group.xpath("details[not(@data-rest)]/ul/li/@data-s"))
            assert apart <= unreached
            assert set(group.xpath(".//li/@data-s")) == {*shown, *apart}
            folds = [
                " ".join(fold.text_content().split())
                for fold in group.xpath("details[not(@data-rest)]/summary")
            ]
            assert bool(apart) == any("spojení na ně neznáme" in fold for fold in folds)
            seen += len(apart)
    assert seen


def test_a_line_closes_each_list_that_has_one_and_the_office_all_of_them(real: Built) -> None:
    for one in real.site[Catalogue].situations.values():
        for group in real.tree(f"situace/{one.row.id}/").xpath("//details[@data-group]"):
            numbers = group.xpath(".//p[@class='closing']//a[@class='tel']/@href")
            assert len(numbers) == (one.line is not None)
            assert len(group.xpath(".//p[@data-office]")) == 1


def test_the_first_of_a_list_without_a_phone_names_whom_to_call(real: Built) -> None:
    for one in real.site[Catalogue].situations.values():
        for item in real.tree(f"situace/{one.row.id}/").xpath("//details[@data-group]//li[@data-s]"):
            service = real.site[Catalogue].services[item.get("data-s")]
            asked = bool(item.xpath("span[@class='ask']"))
            assert asked == (one.line is not None and not service.phone), (one.row.id, service.row.id)
            assert re.fullmatch(r"\d+", item.get("data-f"))


# Who is shown first ---------------------------------------------------------------------------------------


def test_every_situation_and_orp_has_its_first_answer(site: Site) -> None:
    found = firsts(site)
    assert len(found) == len(site[Catalogue].situations) * len(site[Territories].covered_orps())
    assert all(one.service is None or one.service.reachable for one in found)
    assert not any(one.answered and one.advised for one in found)


def test_what_the_page_of_gaps_says_of_first_answers_adds_up(site: Site) -> None:
    regions = site[Territories].covered_regions()
    whole, parts = told(site, regions), [told(site, (one,)) for one in regions]
    assert whole.all == whole.answered + whole.advised + whole.slow + whole.nothing
    for name in ("all", "answered", "advised", "slow", "nothing"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in parts), name
    silent = sum(len(one.orps.split(", ")) for one in whole.silent)
    assert silent == whole.all - whole.answered
