"""The map: folium makes it, yet nothing in it is inline, foreign, random or secret."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.settings import read_settings
from macros.link import link
from macros.load import load_site
from macros.subjects.catalogue import map_ground, maps, words
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.territory.model import Territories
from macros.subjects.territory.shapes import Shapes
from tests.built import Built, read, run

SETUP = "assets/map/setup.js"


@pytest.fixture(params=["real", "mini"])
def site(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def features(site: Built) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.files["search/map.json"])["features"]
    return found


def test_nothing_inline_and_nothing_foreign(site: Built) -> None:
    text = site.files[SETUP].decode()
    assert re.findall(r"https?:|//\w|<[a-z!/]|style=|\$\(|\.ajax|eval|new Function|on\w+=", text) == []
    assert "http" not in site.files["search/map.json"].decode()
    for path in (path for path in site.files if path.startswith("assets/map/") and path.endswith(".css")):
        for address in re.findall(r"url\(([^)]+)\)", site.files[path].decode()):
            inside = address.strip("'\"")
            assert inside.startswith(("#", "data:")) or f"assets/map/{inside}" in site.files, address
        assert b"@import" not in site.files[path]


def test_old_phones_understand_it(site: Built) -> None:
    """No spread in objects, no ?. and no ?? (all younger than ES2017)."""
    text = site.files[SETUP].decode()
    assert "...{" not in text and "?." not in text and "??" not in text


def test_everything_it_loads_is_there(site: Built) -> None:
    text = site.files[SETUP].decode()
    for kind in ("scripts", "styles"):
        names = json.loads(re.findall(rf"^  {kind}: (\[.*\]),$", text, re.MULTILINE)[0])
        assert names
        assert [name for name in names if f"assets/map/{name}" not in site.files] == []
    assert not any(
        b"sourceMappingURL" in raw for path, raw in site.files.items() if path.startswith("assets/map/")
    )


def test_the_same_at_every_build(mini: Built) -> None:
    first, second = (maps.map_files(mini.site)[1]() for _ in range(2))
    assert first == second
    assert first[SETUP] == mini.files[SETUP]
    assert maps.map_files(mini.site)[0] == maps.map_files(mini.site)[0]


def test_every_active_service_with_a_place_is_on_it(site: Built) -> None:
    on_map = {one[0] for feature in features(site) for one in feature["properties"]["services"]}
    expected = {
        one.row.id
        for one in site.site[Catalogue].services.values()
        if one.active and any(place.municipality.row.lat for place in one.places)
    }
    assert expected <= on_map
    assert all(site.site[Catalogue].services[code].active for code in on_map)


def test_a_secret_place_has_no_point_of_its_own(site: Built) -> None:
    secrets = {
        one.row.id: place
        for one in site.site[Catalogue].services.values()
        for place in one.places
        if one.active and place.row.confidential
    }
    assert secrets
    centres = {
        (round(one.row.lon, 5), round(one.row.lat, 5)): one.row.name
        for one in site.site[Territories].municipalities.values()
        if one.row.lat is not None and one.row.lon is not None
    }
    for feature in features(site):
        for code, *_ in feature["properties"]["services"]:
            if code in secrets:
                name = centres[tuple(feature["geometry"]["coordinates"])]
                assert feature["properties"]["centre"] == name == secrets[code].municipality.row.name


def test_a_point_of_its_own_is_one_that_the_data_have(site: Built) -> None:
    known = {
        (round(place.row.lon, 5), round(place.row.lat, 5))
        for one in site.site[Catalogue].services.values()
        for place in one.places
        if place.row.lat is not None and place.row.lon is not None and not place.row.confidential
    }
    own = [feature for feature in features(site) if "centre" not in feature["properties"]]
    assert own
    assert [one for one in own if tuple(one["geometry"]["coordinates"]) not in known] == []


def test_the_background_names_the_seats(real: Built) -> None:
    found = map_ground.Ground(real.site, Shapes(real.site)).features()["features"]
    named = {one["properties"].get("name") for one in found}
    assert {orp.row.name for orp in real.site[Territories].covered_orps()} <= named
    assert {region.row.name for region in real.site[Territories].covered_regions()} <= named


def test_the_background_draws_each_region_and_orp(real: Built) -> None:
    """Corners lie in the country, rings are closed, and lines of regions lie on top."""
    territories = real.site[Territories]
    ground = map_ground.Ground(real.site, Shapes(real.site))
    drawn = [one for one in ground.features()["features"] if "outline" in one["properties"]]
    levels = [one["properties"]["outline"] for one in drawn]
    assert levels == ["orp"] * len(territories.covered_orps()) + ["region"] * len(
        territories.covered_regions()
    )
    for one in drawn:
        for (ring,) in one["geometry"]["coordinates"]:
            assert ring[0] == ring[-1]
            assert all(12 < lon < 19 and 48.5 < lat < 51.1 for lon, lat in ring)
    assert ground.note() == words.OUTLINES_SCHEMATIC


def test_a_portal_of_few_municipalities_has_a_map_without_outlines(portal: Path) -> None:
    """Of three centres no cells are made; names and services stand there all the same."""
    towns = portal / "data_packages/territory/data/municipalities.csv"
    header, *rows = towns.read_text(encoding="utf-8").splitlines()
    lat = header.split(",").index("lat")
    kept = [
        ",".join("" if at in (lat, lat + 1) else cell for at, cell in enumerate(row.split(",")))
        for row in rows
    ]
    towns.write_text("\n".join([header, *rows[:2], *kept[2:]]) + "\n", encoding="utf-8")
    packages, tables, _ = read_all(portal)
    site = link(portal, read_settings(portal), packages, tables, ())
    ground = map_ground.Ground(site, Shapes(site))
    assert not [one for one in ground.features()["features"] if "outline" in one["properties"]]
    assert ground.note() == ""


def test_pages_offer_the_map_only_with_scripts(real: Built) -> None:
    for url in ("sluzby/", "obce/cheb/", "orp/cheb/", "kraje/liberecky-kraj/"):
        (box,) = real.tree(url).xpath("//*[@data-map]")
        assert box.get("hidden") is not None
        assert not real.tree(url).xpath("//script[contains(@src, 'map')]")


def test_maps_can_be_switched_off(portal: Path) -> None:
    config = portal / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "    maps: false\n", encoding="utf-8")
    assert not read_settings(portal).maps
    done = run(Path(sys.executable).with_name("rozcestnik"), "build", "--root", portal, "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    files = read(portal / "site")
    assert [path for path in files if path.startswith("assets/map/") or path == "search/map.json"] == []
    assert b"data-map" not in files["sluzby/index.html"] + files["obce/cheb/index.html"]


_AGAIN = """
import sys
from macros.entry.cli import app
app(["build", "--root", sys.argv[1], "--quiet", "--jobs", "1"], standalone_mode=False)
print("folium" in sys.modules)
"""


def test_a_changed_service_does_not_ask_folium(portal: Path) -> None:
    def folium_was_asked() -> bool:
        done = subprocess.run(
            [sys.executable, "-c", _AGAIN, str(portal)], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[-1] == "True"

    assert folium_was_asked()
    before = (portal / "site/search/map.json").read_bytes()
    contacts = portal / "data_packages/services/data/contacts.csv"
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("+420600000002", "+420600000099"), encoding="utf-8")
    assert not folium_was_asked()
    assert (portal / "site/search/map.json").read_bytes() != before
    towns = portal / "data_packages/territory/data/municipalities.csv"
    raw = towns.read_text(encoding="utf-8")
    site = load_site(portal).site
    lat = f"{site[Territories].municipalities['554481'].row.lat:.6f}"
    assert raw.count(lat) == 1
    towns.write_text(raw.replace(lat, f"{float(lat) + 0.01:.6f}"), encoding="utf-8")
    assert folium_was_asked()


@pytest.mark.parametrize(
    "name",
    ["{{ 7 * 191 }}", "{% for x in range(9) %}A{% endfor %}", "{% raw %}", "{#", "...{a}", "</script>"],
)
def test_a_name_is_never_a_template_of_folium(portal: Path, name: str) -> None:
    """Of a region and of the seat of an ORP: both stand in the script of the map, as they were written."""
    for table, column in (("regions", "code_nuts3"), ("municipalities", "code_csu")):
        path = portal / f"data_packages/territory/data/{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        code = {"regions": "CZ041", "municipalities": "554481"}[table]
        for row in rows:
            if row[header.index(column)] == code:
                row[header.index("name")] = name
        path.write_text(write_csv([header, *rows]), encoding="utf-8")
    packages, tables, _ = read_all(portal)
    site = link(portal, read_settings(portal), packages, tables, ())
    text = maps.map_files(site)[1]()[SETUP].decode()
    (ground,) = re.findall(r"_add\((\{.*\})\);$", text, re.MULTILINE)
    named = [one["properties"].get("name") for one in json.loads(ground)["features"]]
    assert named.count(name) == 2
    assert "</" not in text
