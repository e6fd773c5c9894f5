"""Who else is at the same address: told of public places, never near a secret one, and once for all pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from macros import load
from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.link import link
from macros.model.site import Site
from macros.subjects.catalogue import same_address
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.pages.services import NEAR, NEAR_MOST, SERVICE
from tests import built
from tests.built import words

CLUB, AS = "klub-priklad-cheb", "poradna-priklad-as"
WHERE = {"municipality_code_csu": "554481", "street": "Ukázková 12/3", "postcode": "35002"}
"""The address of the club."""


def table(root: Path, name: str) -> tuple[Path, list[dict[str, str]]]:
    path = root / f"data_packages/services/data/{name}.csv"
    return path, list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def add(root: Path, id: str, like: str, place: Mapping[str, str], **cells: str) -> None:
    """A service more, like another one, with a place of its own."""
    path, places = table(root, "places")
    new = dict.fromkeys(places[0], "") | {"id": f"misto-{id}", "confidential": "false"}
    new |= {"source_url": "https://www.priklad.test/zdroj"} | dict(place)
    write(path, sorted([*places, new], key=lambda row: row["id"]))
    path, services = table(root, "services")
    same = next(one for one in services if one["id"] == like)
    new_service = same | {"id": id, "name": f"Služba {id}", "registration": "", "places": new["id"]} | cells
    write(path, sorted([*services, new_service], key=lambda row: row["id"]))
    path, areas = table(root, "areas")
    area = next(one for one in areas if one["service"] == like) | {"service": id}
    write(path, sorted([*areas, area], key=lambda row: tuple(row.values())[:3]))


def beside(site: Site, id: str) -> list[list[str]]:
    """Ids of the others at each address of a service, as its page lists them."""
    view = SERVICE.view(site, site[Catalogue].services[id])
    return [[one.service.row.id for one in (*here.few, *here.more)] for here in view.data.beside]


@pytest.mark.parametrize(
    ("place", "met"),
    [
        (WHERE, True),
        (WHERE | {"street": "ul. ukázková  12 / 3"}, True),
        (WHERE | {"street": "Ukázková č. p. 12/3"}, True),
        (WHERE | {"postcode": ""}, True),
        (WHERE | {"postcode": "35201"}, False),
        (WHERE | {"street": "Ukázková 12"}, False),
        (WHERE | {"street": "Ukázková"}, False),
        (WHERE | {"street": "Jiná 12/3"}, False),
        (WHERE | {"municipality_code_csu": "554499"}, False),
        (WHERE | {"street": ""}, False),
    ],
)
def test_one_street_number_and_municipality(portal: Path, place: dict[str, str], met: bool) -> None:
    add(portal, "nova", AS, place)
    site = load_site(portal)
    assert (beside(site, CLUB), beside(site, "nova")) == (([["nova"]], [[CLUB]]) if met else ([], []))


def test_a_row_that_two_share_is_one_place_where_it_is_known_at_all(portal: Path) -> None:
    add(portal, "nova", AS, {"municipality_code_csu": "554481"}, places="poradna-nove-mesto")
    site = load_site(portal)
    assert beside(site, "nova") == [], "a town is no address"
    path, places = table(portal, "places")
    next(one for one in places if one["id"] == "poradna-nove-mesto")["name"] = "Komunitní dům"
    write(path, places)
    assert beside(load_site(portal), "nova") == [["poradna-priklad-liberec"]]


def test_nothing_is_told_of_a_secret_place_nor_beside_it(portal: Path) -> None:
    path, services = table(portal, "services")
    next(one for one in services if one["id"] == AS)["places"] = "utajene-liberec"
    write(path, services)
    add(portal, "nova", AS, WHERE, places="utajene-liberec;misto-nova")
    site = load_site_unchecked(portal)
    for id in ("azyl-priklad", AS, "nova", CLUB):
        assert beside(site, id) == [], id
        assert site[Catalogue].services[id].beside == ()


def load_site_unchecked(root: Path) -> Site:
    """The portal linked as it stands, also where a rule would stop it: linking must keep a secret by itself."""
    packages, tables, _ = read_all(root)
    return link(root, read_settings(root), packages, tables)


def load_site(root: Path) -> Site:
    """The portal with all that rules say of it."""
    return load.load_site(root).site


def test_who_cannot_be_visited_is_not_told(portal: Path) -> None:
    add(portal, "linka-nova", AS, WHERE, forms="telefonicka")
    add(portal, "zavrena", AS, WHERE, status="closed", closed_reason="Stěhují se.")
    site = load_site(portal)
    assert beside(site, CLUB) == []
    assert beside(site, "linka-nova") == [[CLUB]], "who works there may be told where else one can go"
    assert beside(site, "zavrena") == [[CLUB]], "who comes to a closed door is told what is open"


def test_five_stand_open_and_more_are_folded(portal: Path, tmp_path: Path) -> None:
    for number in range(NEAR + 2):
        add(portal, f"nova-{number}", AS, WHERE)
    add(portal, "dalsi-klub", CLUB, WHERE)
    built.build(portal, tmp_path / "site")
    page = built.html.fromstring((tmp_path / f"site/sluzby/{CLUB}/index.html").read_bytes())
    heading = next(one for one in page.iter("h3") if words(one) == "Na téže adrese také")
    listed = heading.getnext()
    assert len(listed) == NEAR
    fold = listed.getnext()
    assert fold.tag == "details" and words(fold[0]) == "3 další služby" and len(fold.findall(".//li")) == 3
    same = next(one for one in listed if "dalsi-klub" in one[0].get("href"))
    assert "klub pro děti a mladé · jiná služba téhož poskytovatele" in words(same)
    assert not [one for one in listed if one is not same and "téhož poskytovatele" in words(one)]
    other = built.html.fromstring((tmp_path / "site/sluzby/poradna-priklad-liberec/index.html").read_bytes())
    assert "téže adrese" not in words(other), "nothing is said where nobody else is known"


def test_a_house_of_hundreds_is_grouped_once_and_listed_in_part(portal: Path) -> None:
    path, services = table(portal, "services")
    club = next(one for one in services if one["id"] == CLUB)
    more = [club | {"id": f"klub-{number}", "registration": ""} for number in range(300)]
    write(path, sorted([*services, *more], key=lambda row: row["id"]))
    site = load_site_unchecked(portal)
    groups = {id(here.services) for one in site[Catalogue].services.values() for here in one.beside}
    assert len(groups) == 1, "all of them share one list"
    view = SERVICE.view(site, site[Catalogue].services[CLUB])
    (here,) = view.data.beside
    assert len(here.few) + len(here.more) == NEAR_MOST
    assert here.rest == f"{300 - NEAR_MOST}\u00a0dalších služeb"


def test_pages_know_when_a_neighbour_changes(portal: Path) -> None:
    add(portal, "nova", AS, WHERE)
    key = SERVICE.reads(before := load_site(portal), before[Catalogue].services[CLUB])
    path, services = table(portal, "services")
    next(one for one in services if one["id"] == "nova")["name"] = "Jiné jméno"
    write(path, services)
    after = load_site(portal)
    assert list(key) != list(SERVICE.reads(after, after[Catalogue].services[CLUB]))


def test_a_page_that_leads_to_a_dangerous_neighbour_has_a_way_out(portal: Path) -> None:
    add(portal, "nova", "azyl-priklad", WHERE, target_groups="")
    site = load_site(portal)
    assert site[Catalogue].services["nova"].quick_exit
    view = SERVICE.view(site, site[Catalogue].services[CLUB])
    assert view.way_out and not view.quick_exit


def test_streets_are_compared_without_what_offices_write_around_them() -> None:
    alike = {
        "Karlova 17",
        "ul. Karlova 17",
        "Karlova č.p. 17",
        "Karlova čp. 17",
        "KARLOVA,  17",
        "Ulice Karlova č. 17",
    }
    assert {same_address.street(one) for one in alike} == {"karlova 17"}
    assert same_address.street("17. listopadu 3") == "17. listopadu 3"
    assert same_address.street("Pod Školou 3") == "pod skolou 3"
