"""Shapes of drawn maps: cells of centres, imported boundaries, and what an import says."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely
from click.testing import CliRunner

from macros.data.edit import write
from macros.entry.cli import app
from macros.imports.boundaries import Report, read_features, taken
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.indicators import choropleth
from macros.subjects.indicators.model import Indicators
from macros.subjects.territory.model import Territories
from macros.subjects.territory.outlines import BoundaryError, atlas_of, of_level
from macros.subjects.territory.polygons import Mender
from macros.subjects.territory.shapes import Shapes
from tests.built import ROOT, Built, words

SQUARES = {"554499": 12.0, "554481": 12.2, "554961": 12.7}
"""Three municipalities of the miniature portal beside each other, with the western edge of each."""


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def import_boundaries(root: Path, site: Site, file: Path, source: str = "Zdroj") -> Report:
    """Take a file as the command does, without asking for the rest of the portal."""
    report = taken(root, site, read_features(file), source)
    write(root, {report.path: report.raw})
    return report


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
    for region in real.site[Territories].covered_regions():
        land = shapes.land(region)
        towns = {one.row.code_csu for orp in region.orps for one in orp.municipalities}
        assert set(land.paths["municipality"]) == towns
        assert set(land.paths["orp"]) == {orp.row.code_csu for orp in region.orps}
        assert land.schematic


def test_cells_are_the_same_every_time_and_are_kept(site: Site, tmp_path: Path) -> None:
    region = site[Territories].covered_regions()[0]
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
        "import sys; from pathlib import Path; from macros.load import load_site; from macros.subjects.territory.shapes import Shapes; from macros.subjects.territory.model import Territories;"
        "site = load_site(Path(sys.argv[1])).site; Shapes(site, Path(sys.argv[2])).land(site[Territories].covered_regions()[0]);"
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
    land = Shapes(site).land(site[Territories].regions["CZ041"])
    assert (land.schematic, land.source) == (False, "Zdroj Příklad")
    assert Shapes(site).land(site[Territories].regions["CZ051"]).schematic


def test_neighbours_keep_their_common_border(site: Site, portal: Path, tmp_path: Path) -> None:
    report = import_boundaries(portal, site, geojson(tmp_path, municipalities()))
    raw = json.loads((portal / report.path).read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(one["geometry"]) for one in raw["features"]]
    assert shapely.coverage_is_valid(shapes)


def test_orp_are_recognised_by_unique_names(site: Site, portal: Path, tmp_path: Path) -> None:
    features = [
        feature({"nazev": name}, west)
        for name, west in (("aš", 12.0), ("CHEB", 12.2), ("Karlovy Vary", 12.7))
    ]
    features += [feature({"nazev": "Nikde"}, 13), feature({"nazev": "Cheb"}, 13.2)]
    features.append({"type": "Feature", "properties": {"nazev": "Liberec"}, "geometry": None})
    report = import_boundaries(portal, site, geojson(tmp_path, features))
    assert report.unknown == ["Nikde"] and report.repeated == ["Cheb"] and report.empty == ["Liberec"]
    text = "\n".join(report.lines())
    assert "Neznámé (vynecháno): 1 – Nikde." in text
    assert "Dvakrát (platí první): 1 – Cheb." in text


def test_a_second_file_adds_to_the_first(site: Site, portal: Path, tmp_path: Path) -> None:
    first, *rest = municipalities()
    import_boundaries(portal, site, geojson(tmp_path, [first]), "A")
    report = import_boundaries(portal, site, geojson(tmp_path, rest), "B")
    assert report.kept == 1 and report.whole == ["Karlovarský kraj"]
    assert Shapes(site).land(site[Territories].regions["CZ041"]).source == "A; B"


def test_a_region_with_holes_keeps_its_cells(site: Site, portal: Path, tmp_path: Path) -> None:
    report = import_boundaries(portal, site, geojson(tmp_path, municipalities()[:2]))
    assert report.missing == {"Karlovarský kraj": ["Karlovy Vary"]}
    assert "Zůstává schematická mapa" in "\n".join(report.lines())
    assert Shapes(site).land(site[Territories].regions["CZ041"]).schematic


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
    first, second = read_features(path)
    assert (first.properties["kod"], second.properties["kod"]) == ("554499", "554481")
    west, east = Mender().polygon(first), Mender().polygon(second)
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


# Files of others ----------------------------------------------------------------------------------------


def ring_of(text: str) -> str:
    """A file with one municipality whose first ring is the given JSON."""
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"KOD":"554481"},'
        '"geometry":{"type":"Polygon","coordinates":[' + text + "]}}]}"
    )


def features_of(text: str) -> str:
    return '{"type":"FeatureCollection","features":[' + text + "]}"


def topology(arcs: str, ring: str, more: str = "") -> str:
    return (
        '{"type":"Topology",' + more + '"arcs":' + arcs + ',"objects":{"o":{"type":"GeometryCollection",'
        '"geometries":[{"type":"Polygon","arcs":[' + ring + '],"properties":{"KOD":"554481"}}]}}}'
    )


SQUARE = "[12.3,50],[12.4,50],[12.4,50.1],[12.3,50.1]"
ARC = f"[[{SQUARE},[12.3,50]]]"
MALFORMED = {
    "a coordinate is null": (ring_of("[[null,50],[12.4,50],[12.4,50.1],[12.3,50]]"), "nemá dvě číselné"),
    "a coordinate is text": (ring_of('[["12",50],[12.4,50],[12.4,50.1],[12.3,50]]'), "nemá dvě číselné"),
    "a coordinate is true": (ring_of("[[true,50],[12.4,50],[12.4,50.1],[12.3,50]]"), "nemá dvě číselné"),
    "NaN": (ring_of("[[NaN,50],[12.4,50],[12.4,50.1],[12.3,50]]"), "NaN místo čísla"),
    "Infinity": (ring_of("[[-Infinity,50],[12.4,50],[12.4,50.1],[12.3,50]]"), "-Infinity místo čísla"),
    "a huge float": (ring_of("[[1e999,50],[12.4,50],[12.4,50.1],[12.3,50]]"), "nemá dvě číselné"),
    "a huge integer": (ring_of(f"[[1{'0' * 400},50],[12.4,50],[12.4,50.1],[12.3,50]]"), "nemá dvě číselné"),
    "an endless integer": (ring_of(f"[[1{'0' * 5000},50]]"), "není GeoJSON"),
    "a point of one number": (ring_of("[[12],[12.4,50],[12.4,50.1],[12.3,50]]"), "nemá dvě číselné"),
    "a point is an object": (ring_of("[{},{},{},{}]"), "nemá dvě číselné"),
    "two points": (ring_of("[[12,50],[12.4,50]]"), "méně než čtyři body"),
    "a ring is a number": (ring_of("7"), "nejsou seznamy čísel"),
    "a ring is text": (ring_of('"abcd"'), "nejsou seznamy čísel"),
    "one level too deep": (ring_of(f"[[{SQUARE}]]"), "nemá dvě číselné"),
    "nested a million deep": (ring_of("[" * 1_000_000), "příliš zanořený"),
    "geometry is a list": (features_of('{"properties":{"KOD":"554481"},"geometry":[1]}'), "není objekt"),
    "geometry is text": (features_of('{"properties":{"KOD":"554481"},"geometry":"x"}'), "není objekt"),
    "coordinates are an object": (
        features_of('{"properties":{"KOD":"554481"},"geometry":{"type":"Polygon","coordinates":{"a":1}}}'),
        "nejsou seznamy čísel",
    ),
    "properties are a list": (features_of('{"properties":[1],"geometry":null}'), "vlastnosti jako objekt"),
    "a feature is null": (features_of("null"), "Prvek 1 není objekt"),
    "a feature is a number": (features_of("1"), "Prvek 1 není objekt"),
    "features are an object": ('{"type":"FeatureCollection","features":{"a":1}}', "nemá seznam prvků"),
    "collections in collections": (
        features_of(
            '{"properties":{"KOD":"554481"},"geometry":'
            + '{"type":"GeometryCollection","geometries":[' * 50
            + "]}" * 50
            + "}"
        ),
        "příliš zanořený",
    ),
    "too many features": (features_of(",".join(["{}"] * 20_001)), "víc než 20000 prvků"),
    "too many properties": (
        features_of(",".join(f'{{"properties":{{"p{at}":1}}}}' for at in range(300))),
        "různých vlastností",
    ),
    "an arc that is not there": (topology(ARC, "[1]"), "oblouk 1 v souboru není"),
    "a reversed arc that is not there": (topology(ARC, "[-9]"), "oblouk -9 v souboru není"),
    "an arc named by text": (topology(ARC, '["0"]'), "není celé číslo"),
    "arcs that are numbers": (topology("[1]", "[0]"), "nejsou seznamy čísel"),
    "an arc of null points": (topology("[[null,null]]", "[0]"), "nemá dvě číselné"),
    "an arc named a million times": (
        topology(ARC, "[" + ",".join(["0"] * 1_000_000) + "]"),
        "víc než 2000000 bodů",
    ),
    "a transform of text": (topology(ARC, "[0]", '"transform":"x",'), "není objekt"),
    "a scale of one number": (
        topology(ARC, "[0]", '"transform":{"scale":[1],"translate":[0,0]},'),
        "nemá dvě čísla",
    ),
    "objects are a list": ('{"type":"Topology","arcs":[],"objects":[1]}', "nemá objekty"),
    "an object is a number": ('{"type":"Topology","arcs":[],"objects":{"a":1}}', "nejsou seznamy čísel"),
    "latitude and longitude swapped": (
        ring_of("[[50,12.3],[50,12.4],[50.1,12.4],[50.1,12.3],[50,12.3]]"),
        "šířka a délka jsou přehozené",
    ),
    "another continent": (
        ring_of("[[-60,-10],[-59.9,-10],[-59.9,-9.9],[-60,-9.9],[-60,-10]]"),
        "mimo území portálu",
    ),
    "the world": (ring_of("[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]"), "mimo území portálu"),
    "a whole region": (ring_of("[[11.9,49.8],[13.4,49.8],[13.4,50.9],[11.9,50.9],[11.9,49.8]]"), "km²"),
    "a shape without an area": (ring_of("[[12.3,50],[12.4,50.1],[12.3,50],[12.4,50.1]]"), "km²"),
    "a hole on the other side of the portal": (
        ring_of(
            "[[12.3,50],[12.4,50],[12.4,50.1],[12.3,50.1],[12.3,50]],[[14,51],[14,51.1],[14.1,51],[14,51]]"
        ),
        "části od sebe",
    ),
    "another municipality": (
        ring_of("[[12.9,50.2],[13,50.2],[13,50.3],[12.9,50.3],[12.9,50.2]]"),
        "neleží tam, kde území s kódem 554481",
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_whatever_is_wrong_with_a_file_it_is_said(
    site: Site, portal: Path, tmp_path: Path, name: str
) -> None:
    text, said = MALFORMED[name]
    path = tmp_path / "spatny.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BoundaryError, match=re.escape(said)) as error:
        import_boundaries(portal, site, path)
    assert str(error.value).isprintable()
    assert not (portal / "data_packages/territory/boundaries").exists()


@pytest.mark.parametrize("tolerance", ["nan", "inf", "-1", "5"])
def test_a_tolerance_is_a_small_number(portal: Path, tmp_path: Path, tolerance: str) -> None:
    path = geojson(tmp_path, municipalities())
    done = CliRunner().invoke(
        app, ["import", "boundaries", "--root", str(portal), str(path), f"--tolerance={tolerance}"]
    )
    assert done.exit_code == 1
    assert "Volba --tolerance je počet stupňů od 0 do 0.05" in done.output


def test_outlines_that_cross_themselves_end_soon(site: Site, portal: Path, tmp_path: Path) -> None:
    """A few crossings are mended; 4,000 points in no order are not worked at for minutes."""
    chance = random.Random(4)
    for points, mended in ((40, True), (4_000, False)):
        ring = [[12.3 + chance.random() / 9, 50 + chance.random() / 9] for _ in range(points)]
        one = feature({"KOD": "554481"}, 12.2)
        one["geometry"]["coordinates"] = [[*ring, ring[0]]]
        if mended:
            assert import_boundaries(portal, site, geojson(tmp_path, [one])).matched
        else:
            with pytest.raises(BoundaryError, match="mnohokrát kříží"):
                import_boundaries(portal, site, geojson(tmp_path, [one]))


def test_a_name_that_contradicts_its_code_is_said(site: Site, portal: Path, tmp_path: Path) -> None:
    features = municipalities()
    for one, name in zip(features, ("Aš", "Karlovy Vary", "Karlovy Vary"), strict=True):
        one["properties"]["NAZEV"] = name
    with pytest.raises(BoundaryError, match="kód 554481 je Cheb, ale „NAZEV“ říká Karlovy Vary"):
        import_boundaries(portal, site, geojson(tmp_path, features))


def test_a_foreign_file_steers_no_terminal(site: Site, portal: Path, tmp_path: Path) -> None:
    features = [*municipalities(), feature({"KOD": "\x1b[2J\x1b]0;x\x07\u202e"}, 12.4)]
    for one in features:
        one["properties"]["\x1b[31m"] = one["properties"].pop("KOD")
    text = import_boundaries(portal, site, geojson(tmp_path, features), "Zdroj\x1b[2J").lines()
    assert "".join(text).replace("\u00a0", "").isprintable()


def test_mutations_of_a_sound_file_never_end_in_a_traceback(site: Site, portal: Path, tmp_path: Path) -> None:
    chance = random.Random(9)
    values = (None, True, "x", "554499", -1, 1e308, 10**30, [], {}, [[]], [1, 2], {"type": "Polygon"}, 50.1)
    raw = geojson(tmp_path, municipalities()).read_text(encoding="utf-8")
    for _ in range(600):
        found = json.loads(raw)
        for _ in range(chance.randint(1, 3)):
            mutate(found, chance, values)
        text = json.dumps(found)
        if chance.random() < 0.2:
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(("", "]", "NaN,", "9" * 30, "\x00", '"')) + text[at + 1 :]
        path = tmp_path / "mutace.geojson"
        path.write_text(text, encoding="utf-8")
        try:
            report = import_boundaries(portal, site, path)
        except BoundaryError as error:
            assert str(error)
        else:
            of_level((portal / report.path).read_bytes(), report.level, atlas_of(site))


def mutate(found: Any, chance: random.Random, values: Sequence[Any]) -> None:
    """Put a foreign value somewhere into a JSON document, or take something out."""
    while True:
        keys = list(found) if isinstance(found, dict) else list(range(len(found)))
        if not keys:
            return
        key = chance.choice(keys)
        inner = found[key]
        if isinstance(inner, list | dict) and inner and chance.random() < 0.8:
            found = inner
        elif chance.random() < 0.2:
            del found[key]
            return
        else:
            found[key] = copy.deepcopy(chance.choice(values))
            return


DAMAGED = ("", "{", "[]", "null", '{"type":"FeatureCollection","features":[]}', ring_of("[[NaN,1]]"))


@pytest.mark.parametrize("text", [*DAMAGED, features_of('{"properties":{"code":"554481"},"geometry":null}')])
def test_damaged_boundaries_of_a_portal_are_an_error_of_check_and_build(portal: Path, text: str) -> None:
    path = portal / "data_packages/territory/boundaries/municipality.geojson"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    for command in (["check"], ["build", "--out", str(portal / "out")]):
        done = CliRunner().invoke(app, [*command, "--root", str(portal)])
        assert done.exit_code == 1 and isinstance(done.exception, SystemExit), done.exception
        assert "data_packages/territory/boundaries/municipality.geojson" in done.output
        assert "Hranice nejdou použít" in done.output


# Maps -------------------------------------------------------------------------------------------------


def test_map_of_unemployment_covers_a_region(real: Built) -> None:
    [plan] = choropleth.plans(real.site, real.site[Indicators].indicators["nezamestnanost"])
    assert plan.region.row.name == "Karlovarský kraj"
    assert (plan.level, len(plan.cells)) == ("municipality", 134)
    assert [one.number for one in plan.legend] == [25, 22, 17, 16, 21, 33]
    assert plan.legend[-1].label == "neuvádíme, je to málo lidí", "small shares of people are withheld"


def test_every_value_lies_in_the_class_that_the_legend_says(real: Built) -> None:
    for one in real.site[Indicators].indicators.values():
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
