"""`rozcestnik hide`: a public place becomes a confidential one everywhere, in one step or not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.data.settings import read_settings
from macros.entry import hide
from macros.entry.cli import app
from macros.entry.hide import HideError, carry_out, drop_leaflets, plan
from macros.publish.placing import twin_of
from tests import portals
from tests.built import COMMAND, build, read, run
from tests.test_confidential import SERVICES, change, found

PUBLIC = {
    "id": "zirafova-77-as",
    "name": "Dům u pelikána",
    "street": "Žirafova 77",
    "postcode": "35277",
    "lat": "50.221234",
    "lon": "12.191234",
    "coordinates_basis": "exact",
    "note": "Zvonek u velryby.",
    "source_url": "https://www.priklad.test/lenochod",
    "source_date": "2019-07-13",
}
MARKERS = (
    "zirafova",
    "Žirafova",
    "pelikán",
    "velryb",
    "lenochod",
    "R7654321",
    "50.2212",
    "50,2212",
    "12.1912",
)


@pytest.fixture
def telling(portal: Path) -> Path:
    """A portal with a public place whose every column tells."""
    place = {"place": PUBLIC["id"]}
    change(portal, "places", lambda row: row["id"] == "poradna-as", PUBLIC)
    change(
        portal,
        "services",
        lambda row: row["id"] == "poradna-priklad-as",
        {"places": PUBLIC["id"], "registration": "R7654321", "source_date": "2024-05-02"},
    )
    change(portal, "contacts", lambda row: row["service"] == "poradna-priklad-as", place)
    path = portal / SERVICES / "places.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *sorted(rows)]) + "\n", encoding="utf-8")
    assert [one for one in portals.problems_of(portal) if not one.warning] == []
    return portal


def command(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["hide", "--root", str(root), *words])


def test_a_hidden_place_is_gone_from_site_leaflets_cache_and_data(telling: Path, tmp_path: Path) -> None:
    out = telling / read_settings(telling).site_dir
    build(telling, out)
    assert run(COMMAND, "leaflets", "--root", telling, "--only", "dluhy").returncode == 0
    assert {one for _, one in found(out, MARKERS)} >= {"Žirafova", "zirafova", "velryb"}, "it was public"
    assert any(path.endswith(".pdf") for path, _ in found(out, ("Žirafova",))), "and stood in leaflets"
    done = command(telling, PUBLIC["id"])
    assert done.exit_code == 0, done.output
    assert not list(out.glob("letaky/*.pdf"))
    assert not list((telling / ".cache").rglob("*.pdf"))
    assert run(COMMAND, "check", "--root", telling).returncode == 0
    build(telling, out)
    assert run(COMMAND, "leaflets", "--root", telling, "--only", "dluhy").returncode == 0
    assert list(out.glob("letaky/*.pdf"))
    assert found(out, MARKERS) == []
    assert found(telling / ".cache", MARKERS) == []
    assert found(telling / "data_packages", MARKERS) == []


def test_the_report_tells_rows_and_what_remains_but_no_value(telling: Path) -> None:
    done = command(telling, PUBLIC["id"])
    assert not [one for one in MARKERS if one in done.output]
    assert "utajene-as" in done.output
    assert f"{SERVICES}/services.csv: změněné řádky 8" in done.output
    for what in ("git filter-repo", "Telefony", "archivy", "letáky", "rozcestnik build"):
        assert what in done.output


def test_the_id_changes_everywhere_and_files_stay_as_check_wants_them(telling: Path) -> None:
    before = read(telling / "data_packages")
    assert command(telling, PUBLIC["id"]).exit_code == 0
    after = read(telling / "data_packages")
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {f"services/data/{one}.csv" for one in ("contacts", "places", "services")}
    assert after.keys() == before.keys(), "nothing is left beside"
    assert [one for one in portals.problems_of(telling) if one.rule != "nothing-to-do"] == []
    assert b"utajene-as,,554499,,,,,,true,,,,\n" in after["services/data/places.csv"]


def test_a_trial_writes_nothing(telling: Path) -> None:
    before = read(telling)
    done = command(telling, PUBLIC["id"], "--dry-run")
    assert done.exit_code == 0
    assert "Zkouška: nic jsem nezapsal." in done.output
    assert read(telling) == before


def test_an_unknown_place_is_answered_with_the_nearest(telling: Path) -> None:
    done = command(telling, "klub-ceb")
    assert done.exit_code == 1
    assert "klub-cheb" in done.output


def test_a_place_that_is_hidden_already_stays(telling: Path) -> None:
    before = read(telling / "data_packages")
    done = command(telling, "utajene-liberec")
    assert done.exit_code == 0
    assert "už je utajené" in done.output
    assert read(telling / "data_packages") == before


def test_a_second_place_of_a_town_gets_a_number(telling: Path) -> None:
    assert plan(telling, "poradna-liberec").new == "utajene-liberec-2"


def test_texts_that_still_tell_are_named_by_row(telling: Path) -> None:
    cells = {"conditions": "Zvoňte v domě na Žirafové.", "summary": "Přijďte na Dlouhá 9."}
    change(telling, "services", lambda row: row["id"] == "poradna-priklad-as", cells)
    done = command(telling, PUBLIC["id"])
    assert "services.csv, řádek 8, sloupec conditions" in done.output
    assert "services.csv, řádek 8, sloupec summary" in done.output
    assert "Žiraf" not in done.output
    assert "Dlouhá" not in done.output


def test_a_failure_in_the_middle_leaves_all_files_as_they_were(
    telling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace, done = read(telling), Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    result = command(telling, PUBLIC["id"])
    assert result.exit_code == 1
    assert "Nic jsem nezměnil" in result.output
    monkeypatch.undo()
    assert read(telling) == before


def test_a_table_that_would_lose_something_is_refused(telling: Path) -> None:
    path = telling / SERVICES / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "poradna-priklad-as,phone\n", encoding="utf-8")
    before = read(telling)
    with pytest.raises(HideError, match=r"contacts\.csv"):
        plan(telling, PUBLIC["id"])
    assert read(telling) == before


def test_it_hides_also_where_other_data_are_wrong(telling: Path) -> None:
    """Who must hide a house now cannot mend everything else first."""
    change(telling, "providers", lambda row: row["id"] == "spolek-priklad", {"ico": "00000002"})
    change(telling, "services", lambda row: row["id"] == "klub-priklad-cheb", {"kind": "nesmysl"})
    hidden = carry_out(telling, plan(telling, PUBLIC["id"]))
    assert hidden.any
    assert found(telling / SERVICES, MARKERS) == []


def test_only_leaflets_are_dropped(telling: Path) -> None:
    settings = read_settings(telling)
    cache, site = telling / ".cache/rozcestnik", telling / settings.site_dir / "letaky"
    pair = twin_of(telling / settings.site_dir) / "letaky"
    for folder in (cache / "leaflets", site, pair):
        folder.mkdir(parents=True)
        (folder / "a.pdf").write_bytes(b"%PDF")
    (site / "moje.pdf").write_bytes(b"%PDF")
    outside = telling / "venku.pdf"
    outside.write_bytes(b"%PDF")
    (cache / "leaflets.json").write_text('{"a.pdf": ["", 4], "../../venku.pdf": ["", 4]}', encoding="utf-8")
    drop_leaflets(telling, settings)
    assert outside.exists()
    assert [one.name for one in site.iterdir()] == ["moje.pdf"]
    assert list(pair.iterdir()) == []
    assert not (cache / "leaflets").exists()


def test_the_former_street_is_looked_for_until_the_change_is_committed(telling: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@x.test"]
        subprocess.run(["git", *who, *words], cwd=telling, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    assert command(telling, PUBLIC["id"]).exit_code == 0
    assert [one for one in portals.problems_of(telling) if one.rule == "secret-former"] == []
    cells = {"bring": "Doklady. Jsme na Žirafové."}
    change(telling, "services", lambda row: row["id"] == "poradna-priklad-as", cells)
    assert "secret-former" in {one.rule for one in portals.problems_of(telling)}


def test_the_house_is_looked_for_in_all_texts_and_at_other_places_of_the_town(telling: Path) -> None:
    """A strategy, a word of search, a guide and a twin at the same point tell it without naming the service."""
    twin = {"street": "", "lat": PUBLIC["lat"], "lon": PUBLIC["lon"], "coordinates_basis": "exact"}
    change(
        telling,
        "places",
        lambda row: row["id"] == "poradna-liberec",
        twin | {"municipality_code_csu": "554499"},
    )
    other = {"street": PUBLIC["street"]}
    change(telling, "places", lambda row: row["id"] == "klub-cheb", other)
    guide = telling / "catalogue/situace/domaci-nasili.md"
    guide.write_text(
        guide.read_text(encoding="utf-8") + "\nPřijďte do Žirafové ulice č. 77.\n", encoding="utf-8"
    )
    words = telling / "data_packages/situations/data/synonyms.csv"
    header, first, *rest = words.read_text(encoding="utf-8").splitlines()
    first = first.partition(",")[0] + ",azylák žirafová 77"
    words.write_text("\n".join([header, first, *rest]) + "\n", encoding="utf-8")
    found = {(one.file.rpartition("/")[2], one.column) for one in plan(telling, PUBLIC["id"]).telling}
    assert ("domaci-nasili.md", "") in found
    assert ("synonyms.csv", "phrase") in found
    towns = [one for one in plan(telling, PUBLIC["id"]).telling if one.file.endswith("places.csv")]
    assert all(one.column == "lat" for one in towns), "the same street in another town is another street"


def test_what_is_said_has_no_exclamation_marks() -> None:
    assert "!" not in hide.REMAINS
