"""Whom to ask where a service itself cannot be called."""

from __future__ import annotations

import pytest

from macros.load import load_site
from macros.model.site import Site
from macros.subjects.catalogue import words
from macros.subjects.catalogue.ask import MOST, whom_to_ask
from macros.subjects.catalogue.model import Catalogue
from tests import portals
from tests.built import Built


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(portals.ROOT).site


def test_who_has_a_phone_sends_nobody_elsewhere(site: Site) -> None:
    assert all(not whom_to_ask(one) for one in site[Catalogue].services.values() if one.phone)


def test_nobody_is_asked_who_cannot_answer_and_nobody_is_sent_back(site: Site) -> None:
    for service in site[Catalogue].services.values():
        asked = whom_to_ask(service)
        assert all(one.phone or one.web for one in asked)
        assert service.url not in {one.url for one in asked}, service.row.id
        assert len([one for one in asked if one.why == words.SAME_PROVIDER]) <= MOST


def test_nearly_everybody_has_a_number_to_ask(site: Site) -> None:
    silent = [one for one in site[Catalogue].services.values() if one.active and not one.phone]
    without = [one.row.id for one in silent if not any(each.phone for each in whom_to_ask(one))]
    assert len(without) * 12 <= len(silent), without


def test_a_switchboard_is_said_to_be_one(site: Site) -> None:
    offices = {
        town.office.phone
        for service in site[Catalogue].services.values()
        for place in service.places
        for town in (place.municipality, place.municipality.orp.seat)
        if town and town.office
    }
    for service in site[Catalogue].services.values():
        for one in whom_to_ask(service):
            assert one.phone not in offices or one.why == words.SWITCHBOARD


def test_the_page_of_a_service_names_whom_to_ask(real: Built) -> None:
    for service in list(real.site[Catalogue].services.values())[:80]:
        tree = real.tree(service.url)
        asked = whom_to_ask(service)
        shown = tree.xpath("//h3[@id='zeptejte']/following-sibling::ul[1]/li")
        assert len(shown) == len(asked), service.row.id
        numbers = [one for item in shown for one in item.xpath("a[@class='tel']/@href")]
        assert numbers == [real.site.language.tel_href(one.phone) for one in asked if one.phone]
