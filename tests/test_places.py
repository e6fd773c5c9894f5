"""What the place picker and the filters of the catalogue know: complete, small, and without secrets."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from macros.subjects.catalogue.listed import facets, facts
from macros.subjects.catalogue.model import Catalogue, by_name
from macros.subjects.catalogue.picker import points
from macros.subjects.territory.model import Territories
from tests.built import Built


def loaded(site: Built, path: str) -> Any:
    return json.loads(site.files[path])


def test_every_covered_municipality_can_be_chosen(real: Built) -> None:
    raw = loaded(real, "search/places.json")
    towns = real.site[Territories].covered_municipalities()
    assert {one[1] for one in raw["places"]} == {one.row.slug for one in towns}
    assert {one[2] for one in raw["places"]} == {one.row.code_csu for one in towns}
    for name, slug, code, at, postcode, lat, lon in raw["places"]:
        town = real.site[Territories].municipalities[code]
        orp, region = raw["orps"][at], raw["regions"][raw["orps"][at][3]]
        assert (name, slug, postcode) == (town.row.name, town.row.slug, town.row.postcode)
        assert (orp[0], region[0], region[2]) == (
            town.orp.row.code_csu,
            town.orp.region.row.code_nuts3,
            town.orp.region.row.slug,
        )
        assert raw["states"][region[3]] == town.orp.region.state.row.code_iso
        assert (lat, lon) == pytest.approx((town.row.lat, town.row.lon), abs=0.001)
        assert f"obce/{slug}/index.html" in real.files
    names = [one[0] for one in raw["places"]]
    assert names.index("Cheb") < names.index("Chodov") < names.index("Jablonec nad Nisou")


def test_codes_of_territories_never_meet(real: Built, mini: Built) -> None:
    for built in (real, mini):
        site = built.site
        codes = [
            *site[Territories].states,
            *site[Territories].regions,
            *site[Territories].orps,
            *site[Territories].municipalities,
        ]
        assert len(codes) == len(set(codes))


def test_every_service_in_a_list_is_known(real: Built) -> None:
    known = loaded(real, "search/services.json")
    assert known.keys() == real.site[Catalogue].services.keys()
    lists = 0
    for path in real.paths():
        for one in real.tree(path).xpath("//li[@data-s]"):
            lists += 1
            assert one.get("data-s") in known, path
            assert one.xpath(f".//a[contains(@href, 'sluzby/{one.get('data-s')}/')]"), path
    assert lists > 2000


def test_facts_of_a_service(mini: Built) -> None:
    known = loaded(mini, "search/services.json")
    assert known["klub-priklad-cheb"] == [1, "554481 554499", [50.08, 12.371]]
    assert known["linka-priklad"] == [2, "CZ", []]
    liberec, town = (
        mini.site[Catalogue].services["poradna-priklad-liberec"],
        mini.site[Territories].municipalities["564265"].row,
    )
    assert [(one.lat, one.exact) for one in points(liberec)] == [(50.767, True), (town.lat, False)]


def test_a_secret_place_is_the_centre_of_its_municipality(mini: Built) -> None:
    secret = mini.site[Catalogue].services["azyl-priklad"]
    assert any(place.row.confidential for place in secret.places)
    centre = mini.site[Territories].municipalities["563889"].row
    assert [(one.lat, one.lon, one.exact) for one in points(secret)] == [(centre.lat, centre.lon, False)]
    known = loaded(mini, "search/services.json")
    assert known["azyl-priklad"][2] == [round(centre.lat or 0, 3), round(centre.lon or 0, 3)]


def test_filters_know_all_that_is_listed(real: Built) -> None:
    known = loaded(real, "search/catalogue.json")
    listed = real.tree("sluzby/").xpath("//*[@data-list]//li/@data-s")
    assert set(listed) == known.keys()
    (form,) = real.tree("sluzby/").xpath("//form[@data-catalogue]")
    assert form.get("hidden") is not None, "without scripts there is the plain list only"
    for name, at in (("situace", 0), ("druh", 1), ("forma", 2), ("jazyk", 3)):
        offered = set(form.xpath(f".//select[@name='{name}']/option/@value")) - {""}
        assert offered == {one for row in known.values() for one in row[at].split()}


def test_the_files_are_small(real: Built) -> None:
    limits = {"catalogue": 60_000, "services": 20_000, "places": 20_000, "map": 30_000}
    sizes = {name: len(gzip.compress(real.files[f"search/{name}.json"])) for name in limits}
    assert {name: size for name, size in sizes.items() if size > limits[name]} == {}


def test_facts_for_the_filters(mini: Built) -> None:
    services = by_name(one for one in mini.site[Catalogue].services.values() if one.active)
    known = facts(services)
    club = known["klub-priklad-cheb"]
    assert club[2:6] == ["ambulantni terenni", "cs", [6, 15], 7]
    assert club[6] == [[day, 780, 1080] for day in range(4)]
    assert known["linka-priklad"][6] == 1
    assert known["azyl-priklad"][6] is None
    assert not [one for one in known["poradna-priklad-liberec"][6] if "2024-06-30" in one], "they ended"
    assert [1, 600, 960, "2024-07-01", ""] in known["poradna-priklad-liberec"][6]
    assert known["sas-priklad-karlovy-vary"][6] is None
    assert "kurz-priklad" not in known
    offered = facets(mini.site, services)
    assert {value for value, _ in offered.forms} >= {"ambulantni", "terenni", "telefonicka"}
    assert "sas-rodiny" in {value for value, _ in offered.kinds}


def test_guides_to_be_left_quickly_say_so_on_their_body(real: Built) -> None:
    for situation in real.site[Catalogue].situations.values():
        (body,) = real.tree(f"situace/{situation.row.id}/").xpath("//body")
        row = situation.row
        assert body.get("class") == ("quick-exit" if row.quick_exit else "way-out" if row.danger else None)
        assert bool(body.xpath(".//*[@data-exit]")) == (row.quick_exit or row.danger)
        assert bool(body.xpath(".//*[@class='traces']//@href")) == row.quick_exit


def test_the_picker_is_a_plain_link_without_scripts(real: Built) -> None:
    for path in real.paths():
        (box,) = real.tree(path).xpath("//*[@data-place]")
        (link,) = box.xpath(".//a/@href")
        assert link == f"{box.get('data-root')}obce/"
