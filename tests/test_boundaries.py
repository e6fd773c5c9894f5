"""Shapes of drawn maps: cells of centres, imported boundaries, and what an import says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from click.testing import CliRunner

from macros.cli import app
from macros.importers.boundaries import BoundaryError, import_boundaries, read_features
from macros.load import load_site
from macros.model.site import Site
from macros.shapes import Shapes
from macros.views import choropleth
from tests.built import ROOT, Built, words

SQUARES = {"554499": 12.0, "554481": 12.2, "554961": 12.4}
"""Three municipalities of the miniature portal beside each other, with the western edge of each."""


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def square(west: float) -> list[list[float]]:
    """A square with many points on its edges, so that there is something to simplify."""
    steps = [at / 20 for at in range(20)]
    south = [[west + 0.2 * step, 50.0 + 0.0001 * (at % 2)] for at, step in enumerate(steps)]
    east = [[west + 0.2, 50.0 + 0.2 * step] for step in steps]
    north = [[west + 0.2 - 0.2 * step, 50.2] for step in steps]
    side = [[west, 50.2 - 0.2 * step] for step in steps]
    return [*south, *east, *north, *side, south[0]]


def geojson(folder: Path, features: list[dict[str, Any]]) -> Path:
    path = folder / "hranice.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def feature(properties: dict[str, Any], west: float) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [square(west)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def municipalities() -> list[dict[str, Any]]:
    return [feature({"KOD": int(code), "orp": "4101"}, west) for code, west in SQUARES.items()]


# Cells ------------------------------------------------------------------------------------------------


def test_every_covered_municipality_has_a_cell(real: Built) -> None:
    shapes = Shapes(real.site)
    for region in real.site.covered_regions():
        land = shapes.land(region)
        towns = {one.row.code_csu for orp in region.orps for one in orp.municipalities}
        assert set(land.paths["municipality"]) == towns
        assert set(land.paths["orp"]) == {orp.row.code_csu for orp in region.orps}
        assert land.schematic


def test_cells_are_the_same_every_time_and_are_kept(site: Site, tmp_path: Path) -> None:
    region = site.covered_regions()[0]
    first = Shapes(site, tmp_path).land(region)
    [kept] = tmp_path.glob("shapes-*.json")
    assert Shapes(site, tmp_path).land(region) == first
    kept.write_text("{", encoding="utf-8")
    assert Shapes(site, tmp_path).land(region) == first


def test_key_follows_what_shapes_are_made_from(site: Site, portal: Path) -> None:
    before = Shapes(site).key
    path = portal / "data_packages/territory/data/municipalities.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("50.079633", "50.080000"), encoding="utf-8")
    assert Shapes(load_site(portal).site).key != before
    path.write_text(text.replace("Aš,as,", "Aš u Chebu,as,"), encoding="utf-8")
    assert Shapes(load_site(portal).site).key == before


def test_a_build_without_changed_shapes_imports_no_geometry(mini: Built, portal: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from macros.load import load_site; from macros.shapes import Shapes;"
        "site = load_site(Path(sys.argv[1])).site; Shapes(site, Path(sys.argv[2])).land(site.covered_regions()[0]);"
        "print('shapely' in sys.modules)"
    )
    cache = portal / ".cache"
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(portal), str(cache)], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["True", "False"]


# Import -----------------------------------------------------------------------------------------------


def test_municipalities_are_recognised_by_their_codes(site: Site, portal: Path, tmp_path: Path) -> None:
    report = import_boundaries(portal, site, geojson(tmp_path, municipalities()), "Zdroj Příklad")
    assert (report.level, report.by) == ("municipality", "KOD")
    assert report.matched == {"554499": "Aš", "554481": "Cheb", "554961": "Karlovy Vary"}
    assert report.whole == ["Karlovarský kraj"]
    assert report.absent == ["Liberecký kraj"]
    assert report.after < report.before
    land = Shapes(site).land(site.regions["CZ041"])
    assert (land.schematic, land.source) == (False, "Zdroj Příklad")
    assert Shapes(site).land(site.regions["CZ051"]).schematic


def test_neighbours_keep_their_common_border(site: Site, portal: Path, tmp_path: Path) -> None:
    report = import_boundaries(portal, site, geojson(tmp_path, municipalities()))
    raw = json.loads((portal / report.path).read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(one["geometry"]) for one in raw["features"]]
    assert shapely.coverage_is_valid(shapes)


def test_orp_are_recognised_by_unique_names(site: Site, portal: Path, tmp_path: Path) -> None:
    features = [
        feature({"nazev": name}, 12 + at / 5) for at, name in enumerate(("aš", "CHEB", "Karlovy Vary"))
    ]
    features += [feature({"nazev": "Nikde"}, 13), feature({"nazev": "Cheb"}, 13.2)]
    features.append({"type": "Feature", "properties": {"nazev": "Liberec"}, "geometry": None})
    report = import_boundaries(portal, site, geojson(tmp_path, features))
    assert report.unknown == ["Nikde"] and report.repeated == ["Cheb"] and report.empty == ["Liberec"]
    text = report.text()
    assert "Neznámé (vynecháno): 1 – Nikde." in text
    assert "Dvakrát (platí první): 1 – Cheb." in text


def test_a_second_file_adds_to_the_first(site: Site, portal: Path, tmp_path: Path) -> None:
    first, *rest = municipalities()
    import_boundaries(portal, site, geojson(tmp_path, [first]), "A")
    report = import_boundaries(portal, site, geojson(tmp_path, rest), "B")
    assert report.kept == 1 and report.whole == ["Karlovarský kraj"]
    assert Shapes(site).land(site.regions["CZ041"]).source == "A; B"


def test_a_region_with_holes_keeps_its_cells(site: Site, portal: Path, tmp_path: Path) -> None:
    report = import_boundaries(portal, site, geojson(tmp_path, municipalities()[:2]))
    assert report.missing == {"Karlovarský kraj": ["Karlovy Vary"]}
    assert "Zůstává schematická mapa" in report.text()
    assert Shapes(site).land(site.regions["CZ041"]).schematic


def test_topojson_gives_the_same_shapes(tmp_path: Path) -> None:
    """Two squares share an arc; the second runs it backwards."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [12, 50]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "obce": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"kod": "554499"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"kod": "554481"}},
                ],
            }
        },
    }
    path = tmp_path / "obce.topojson"
    path.write_text(json.dumps(topology), encoding="utf-8")
    (one, first), (other, second) = read_features(path)
    assert (one["kod"], other["kod"]) == ("554499", "554481")
    west, east = (shapely.geometry.shape(geometry) for geometry in (first, second))
    assert west.equals(shapely.box(12, 50, 12.1, 50.1)) and east.equals(shapely.box(12.1, 50, 12.2, 50.1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kód;obec", "není GeoJSON ani TopoJSON"),
        ('{"type": "Feature"}', "není FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "nepoznali žádnou obec"),
    ],
)
def test_useless_files_are_refused_with_a_reason(
    site: Site, portal: Path, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "spatny.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BoundaryError, match=said):
        import_boundaries(portal, site, path)
    assert not (portal / "data_packages/territory/boundaries").exists()


def test_metres_of_the_czech_grid_are_refused_with_the_way_out(
    site: Site, portal: Path, tmp_path: Path
) -> None:
    metres = feature({"KOD": "554499"}, 0)
    metres["geometry"]["coordinates"] = [
        [[-880000, -1030000], [-879000, -1030000], [-879000, -1029000], [-880000, -1030000]]
    ]
    with pytest.raises(BoundaryError, match="ogr2ogr -t_srs EPSG:4326"):
        import_boundaries(portal, site, geojson(tmp_path, [metres]))


def test_the_command_says_what_it_found(portal: Path, tmp_path: Path) -> None:
    path = geojson(tmp_path, municipalities())
    done = CliRunner().invoke(app, ["import", "boundaries", "--root", str(portal), str(path)])
    assert done.exit_code == 0, done.output
    assert "Poznáno: 3\u00a0obce podle vlastnosti „KOD“." in done.output
    assert "Teď postavte web: rozcestnik build" in done.output
    path.write_text("nic", encoding="utf-8")
    done = CliRunner().invoke(app, ["import", "boundaries", "--root", str(portal), str(path)])
    assert done.exit_code == 1


def test_the_project_ships_no_boundaries() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not [one for one in listed.split("\n") if one.endswith((".geojson", ".topojson"))]


# Maps -------------------------------------------------------------------------------------------------


def test_map_of_unemployment_covers_a_region(real: Built) -> None:
    [plan] = choropleth.plans(real.site, real.site.indicators["nezamestnanost"])
    assert plan.region.row.name == "Karlovarský kraj"
    assert (plan.level, len(plan.cells)) == ("municipality", 134)
    assert [one.number for one in plan.legend] == [20, 20, 20, 20, 21, 33]
    assert plan.legend[-1].label == "neuvádíme, je to málo lidí", "small shares of people are withheld"


def test_every_value_lies_in_the_class_that_the_legend_says(real: Built) -> None:
    for one in real.site.indicators.values():
        for plan in choropleth.plans(real.site, one):
            assert sum(shade.number for shade in plan.legend) == len(plan.cells)
            known = {key[1] for key in one.series if key[0] == plan.level}
            assert all(
                bool(cell.shade) == (cell.said not in ("bez údaje", "neuvádíme")) for cell in plan.cells
            )
            assert {cell.code for cell in plan.cells if cell.shade} <= known


def test_a_map_says_the_same_in_words(real: Built) -> None:
    page = real.tree("ukazatele/osoby-v-exekuci/")
    said = words(page.xpath("//main")[0])
    assert "Číslo má 4 z celkem 7 ORP. Nejvíc: ORP Kraslice 16,4 %" in said.replace("\u00a0", " ")
    assert "Schematická mapa: čáry nejsou hranice ORP" in said
    for svg in page.xpath("//svg[@class='drawn']"):
        assert svg.get("role") == "img" and len(svg.get("aria-labelledby").split()) == 2
