"""Places that protect people: whatever stands in the data, nothing that is built or said tells where they are."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pypdf
import pytest
from click.testing import CliRunner

from macros.check import addresses_kept
from macros.data.confidential import KEPT, hush, is_neutral, secrets_of, veil
from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.problems import Problem, problem
from macros.data.settings import read_settings
from macros.data.steps import guide_steps
from macros.data.wording import RULES
from macros.entry import building, cli
from macros.link import link
from macros.load import load_site
from macros.publish.story import publish
from macros.subjects.catalogue.leaflets import make_leaflets
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.opendata.downloads import downloads
from tests import portals
from tests.built import Built, read, words

SERVICES = "data_packages/services/data"
PLACE = {
    "id": "zirafova-77-liberec",
    "name": "Dům u pelikána",
    "street": "Žirafova 77",
    "postcode": "46177",
    "lat": "50.771234",
    "lon": "15.061234",
    "coordinates_basis": "street",
    "barrier_free": "partly",
    "note": "Zvonek u velryby.",
    "source_url": "https://www.priklad.test/lenochod",
    "source_date": "2019-07-13",
}
"""A confidential place as nobody should write it: every column tells."""
SERVICE = {
    "registration": "R7654321",
    "source_url": "https://www.priklad.test/tapir",
    "source_date": "2018-03-09",
}
MARKERS = (
    *("zirafova", "Žirafova", "pelikán", "46177", "461 77", "50.771", "50,771", "15.061", "15,061"),
    *(
        "velryb",
        "lenochod",
        "2019-07-13",
        "13. 7. 2019",
        "R7654321",
        "tapir",
        "2018-03-09",
        "9. 3. 2018",
        "mravenecnik",
    ),
)


def change(root: Path, table: str, where: Callable[[dict[str, str]], bool], cells: dict[str, str]) -> None:
    """Write other cells into the rows of a table of the package services for which `where` holds."""
    path = root / SERVICES / f"{table}.csv"
    names, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    for row in rows:
        if where(dict(zip(names, row, strict=True))):
            for name, cell in cells.items():
                row[names.index(name)] = cell
    path.write_text(write_csv([names, *rows]), encoding="utf-8")


def tell_all(root: Path) -> None:
    """Fill every column about the confidential place and its service with what tells."""
    change(root, "places", lambda row: row["id"] == "utajene-liberec", PLACE)
    change(root, "services", lambda row: row["id"] == "azyl-priklad", SERVICE | {"places": PLACE["id"]})
    for table in ("contacts", "areas"):
        source = {"source_url": "https://www.priklad.test/mravenecnik"}
        change(root, table, lambda row: row["service"] == "azyl-priklad", source)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a folder: PDF as text, parts of ZIP and XLSX one by one."""
    for path, raw in read(folder).items():
        if path.endswith(".pdf"):
            pages = pypdf.PdfReader(io.BytesIO(raw)).pages
            yield path, " ".join(page.extract_text() for page in pages)
        elif raw[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(raw)) as packed:
                for name in packed.namelist():
                    yield f"{path}/{name}", packed.read(name).decode("utf-8", "replace")
        yield path, raw.decode("utf-8", "replace")


def found(folder: Path, markers: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every file in which one of the markers stands."""
    return [(path, one) for path, text in texts(folder) for one in markers if one in text]


# --- what is published -------------------------------------------------------------------------------


def test_nothing_that_tells_reaches_any_built_file(portal: Path, mini: Built, tmp_path: Path) -> None:
    """The rules of `check` are passed over: model, pages, search, calendars, downloads and leaflets stand alone."""
    tell_all(portal)
    shutil.copytree(mini.root / ".cache", portal / ".cache")
    packages, tables, _ = read_all(portal)
    site = link(portal, read_settings(portal), packages, tables, guide_steps(portal))
    out = tmp_path / "site"
    make_leaflets(portal, site, only="domaci-nasili")
    publish(portal, site, building.bundle_of(mini.root, quiet=True), out)
    assert list(out.glob("letaky/*.pdf"))
    assert found(out, MARKERS) == []
    # Five digits stand in a digest by chance.
    assert found(portal / ".cache", tuple(one for one in MARKERS if not one.isdigit())) == []
    shown = (out / "sluzby/azyl-priklad/index.html").read_text(encoding="utf-8")
    assert "Liberec – adresa je utajená" in shown
    assert "kvůli bezpečí" in shown


def test_the_public_twin_of_the_same_row_is_shown(portal: Path) -> None:
    """The sweep above is no proof if its markers are never shown."""
    tell_all(portal)
    change(portal, "places", lambda row: row["id"] == PLACE["id"], {"confidential": "false"})
    packages, tables, _ = read_all(portal)
    said = b"".join(
        raw for _, raw in downloads(link(portal, read_settings(portal), packages, tables))
    ).decode()
    assert all(one in said for one in ("zirafova", "pelikán", "velryb", "lenochod", "R7654321", "tapir"))


def test_a_confidential_row_keeps_its_municipality_and_nothing_else(portal: Path) -> None:
    tell_all(portal)
    _, tables, _ = read_all(portal)
    table = veil(tables)["services", "places"]
    at = table.cells("confidential").index("true")
    row = dict(zip(table.schema.names, table.rows[at], strict=True))
    assert {name: cell for name, cell in row.items() if cell} == {
        "id": "utajene-liberec",
        "municipality_code_csu": "563889",
        "confidential": "true",
    }
    assert [name for name in table.schema.names if table.columns[name][at]] == list(KEPT)
    assert "utajene-liberec" in veil(tables)["services", "services"].cells("places")


@pytest.mark.parametrize("cell", ["TRUE", "ano", "", "možná", "0x", "FALSE?"])
def test_what_does_not_surely_say_no_is_secret(portal: Path, cell: str) -> None:
    tell_all(portal)
    change(portal, "places", lambda row: row["id"] == PLACE["id"], {"confidential": cell})
    _, tables, problems = read_all(portal)
    assert any(not one.warning for one in problems)
    assert secrets_of(tables).services == {"azyl-priklad"}
    veiled = veil(tables)["services", "places"]
    assert not any(marker in ",".join(row) for row in veiled.rows for marker in MARKERS)


def test_a_portal_without_secrets_is_published_as_it_is(portal: Path) -> None:
    change(portal, "places", lambda row: row["confidential"] == "true", {"confidential": "false"})
    _, tables, _ = read_all(portal)
    assert veil(tables) is tables


def test_a_service_is_secret_too_when_only_its_contact_names_the_place(portal: Path) -> None:
    change(
        portal, "contacts", lambda row: row["service"] == "klub-priklad-cheb", {"place": "utajene-liberec"}
    )
    assert "klub-priklad-cheb" in secrets_of(read_all(portal)[1]).services


@pytest.mark.parametrize(
    ("code", "neutral"),
    [
        ("utajene-liberec", True),
        ("utajene-liberec-2", True),
        ("utajene-liberec-masarykova", False),
        ("utajene-liberec-1234", False),
        ("utajene-cheb", False),
        ("masarykova-14", False),
    ],
)
def test_a_neutral_id_names_the_municipality_only(portal: Path, code: str, neutral: bool) -> None:
    assert is_neutral(read_all(portal)[1], code, "563889") is neutral


def test_real_confidential_places_say_nothing_but_their_town() -> None:
    _, tables, _ = read_all(portals.ROOT)
    table = tables["services", "places"]
    secret = [dict(zip(table.schema.names, row, strict=True)) for row in table.rows if "true" in row]
    assert len(secret) == 4
    assert all({name for name, cell in row.items() if cell} == set(KEPT) for row in secret)
    hidden = secrets_of(tables).services
    rows = tables["services", "services"].records(["id", "registration"])
    assert [number for _, code, number in rows if code in hidden] == [""] * 4


# --- what is said ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check_says_no_value_of_a_confidential_row(portal: Path, form: str) -> None:
    tell_all(portal)
    change(
        portal,
        "places",
        lambda row: row["id"] == PLACE["id"],
        {"name": " Dům u pelikána", "lat": "49.771234"},
    )
    done = CliRunner().invoke(cli.app, ["check", "--root", str(portal), "--format", form])
    assert done.exit_code == 1
    assert not [one for one in (*MARKERS, "49.77") if one in done.output]
    assert "řádek" in done.output or "line=" in done.output or '"row"' in done.output


def test_no_rule_at_all_repeats_a_value_of_a_confidential_row(portal: Path) -> None:
    _, tables, _ = read_all(portal)
    row = tables["services", "places"].cells("id").index("utajene-liberec") + 2
    for rule in RULES:
        one = problem(
            f"{SERVICES}/places.csv",
            row,
            "street",
            rule,
            "Žirafova 77",
            **_details(rule),
        )
        (said,) = hush([one], tables)
        shown = said.where() + said.what() + said.mend() + said.value
        assert "Žirafova" not in shown, rule


def _details(rule: str) -> dict[str, str]:
    """Words for the sentences of a rule: a secret, but where they come from schemas and numbers of rows."""
    names = {name for text in RULES[rule] for _, name, _, _ in Formatter().parse(text) if name} - {"value"}
    ours = {"title", "example", "limit", "allowed", "first", "columns", "table", "fix"}
    return {name: "x" if name in ours else "Žirafova" for name in names}


@pytest.mark.parametrize(
    "table",
    ["contacts", "areas", "services"],
    ids=lambda table: f"row of {table} about a confidential service",
)
def test_rows_about_a_confidential_service_are_not_repeated(portal: Path, table: str) -> None:
    owner = "id" if table == "services" else "service"
    change(portal, table, lambda row: row[owner] == "azyl-priklad", {"source_url": "Žirafova 77"})
    said = _said(portals.problems_of(portal))
    assert "source_url" in said
    assert "Žirafova" not in said


def test_rows_of_an_unknown_service_are_not_repeated_but_the_mistake_itself(portal: Path) -> None:
    """A row about a shelter whose id was written wrong is still about the shelter."""
    change(
        portal,
        "contacts",
        lambda row: row["service"] == "azyl-priklad",
        {"service": "azyl-prikald", "source_url": "Žirafova 77"},
    )
    said = _said(portals.problems_of(portal))
    assert "azyl-prikald" in said
    assert "Žirafova" not in said


def test_another_row_that_repeats_a_secret_id_does_not_print_it(portal: Path) -> None:
    tell_all(portal)
    change(portal, "hours", lambda row: row["service"] == "klub-priklad-cheb", {"place": PLACE["id"]})
    assert "zirafova" not in _said(portals.problems_of(portal))


@pytest.mark.parametrize("text", ['id,"', f"id,{'x' * 140_000}"], ids=["quote", "long cell"])
@pytest.mark.parametrize("name", ["places", "services"])
def test_where_a_table_is_lost_everything_about_services_with_places_is_secret(
    portal: Path, name: str, text: str
) -> None:
    change(portal, "contacts", lambda row: row["service"] == "azyl-priklad", {"source_url": "Žirafova 77"})
    (portal / SERVICES / f"{name}.csv").write_text(f"{text}\n", encoding="utf-8")
    assert "Žirafova" not in _said(portals.problems_of(portal))


def test_the_difference_of_fix_tells_rows_by_their_numbers(portal: Path) -> None:
    tell_all(portal)
    change(
        portal, "places", lambda row: row["id"] in (PLACE["id"], "klub-cheb"), {"name": " Dům u pelikána "}
    )
    change(portal, "services", lambda row: row["id"] == "azyl-priklad", {"source_date": "9. 3. 2018"})
    done = CliRunner().invoke(cli.app, ["check", "--root", str(portal), "--fix"])
    difference = done.output.partition(f"{SERVICES}/places.csv")[2]
    assert "-klub-cheb, Dům u pelikána" in difference, "public rows are shown"
    assert "řádek 8 změněn, obsah se nevypisuje" in difference
    assert not [one for one in MARKERS if one in done.output.replace("Dům u pelikána", "", 2)]


def test_the_difference_of_fix_of_a_file_saved_by_an_office_tells_nothing(portal: Path) -> None:
    tell_all(portal)
    path = portal / SERVICES / "places.csv"
    for encoding in ("cp1250", "utf-16"):
        raw = path.read_text(encoding="utf-8").replace(",", ";").encode(encoding)
        path.write_bytes(raw)
        done = CliRunner().invoke(cli.app, ["check", "--root", str(portal), "--fix"])
        assert "obsah se nevypisuje" in done.output
        assert not [one for one in (*MARKERS, "irafov", "elryb") if one in done.output]


def _said(problems: list[Problem]) -> str:
    return json.dumps(
        [(one.where(), one.value, one.what(), one.mend()) for one in problems], ensure_ascii=False
    )


# --- rules of texts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("services", one) for one in ("name", "summary", "not_for", "cost_note", "conditions", "bring")),
        *(("contacts", one) for one in ("label", "note")),
        ("areas", "note"),
    ],
)
def test_every_text_of_a_confidential_service_is_read(portal: Path, table: str, column: str) -> None:
    owner = "id" if table == "services" else "service"
    change(portal, table, lambda row: row[owner] == "azyl-priklad", {column: "Přijďte na Masarykova 14."})
    rules = {(one.rule, one.column) for one in portals.problems_of(portal)}
    assert ("secret-contact", column) in rules


def test_texts_elsewhere_that_name_the_service_are_read(portal: Path) -> None:
    with (portal / "data_packages/situations/data/service_situations.csv").open(
        "a", encoding="utf-8"
    ) as file:
        file.write("azyl-priklad,domaci-nasili,Najdete nás na Masarykova 14.\n")
    path = portal / "data_packages/strategy/data/practices.csv"
    names, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    rows[0][names.index("what")] = "Azyl Příklad, Masarykova 14."
    path.write_text(write_csv([names, *rows]), encoding="utf-8")
    found = [one for one in portals.problems_of(portal) if one.rule == "secret-contact"]
    assert {(one.file.rpartition("/")[2], one.column) for one in found} == {
        ("service_situations.csv", "how"),
        ("practices.csv", "what"),
    }


def test_a_street_of_the_last_commit_is_found_wherever_it_remains(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = f"{SERVICES}/places.csv"
    before = {"id": ["utajene-liberec"], "street": ["Žirafova 77"], "municipality_code_csu": ["563889"]}
    monkeypatch.setattr(
        "macros.subjects.catalogue.rules.confidential_texts.changed_files", lambda root: {file}
    )
    monkeypatch.setattr(
        "macros.subjects.catalogue.rules.confidential_texts.committed", lambda root, name: before
    )
    change(
        portal,
        "services",
        lambda row: row["id"] == "azyl-priklad",
        {"conditions": "Od zastávky Žirafovou ulicí."},
    )
    problems = [one for one in portals.problems_of(portal) if one.rule == "secret-former"]
    assert [(one.file, one.column, one.value) for one in problems] == [
        (f"{SERVICES}/services.csv", "conditions", "")
    ]


def test_an_address_given_up_for_safety_needs_no_redirect(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"id": ["azyl-zirafova-77"], "provider": ["charita-priklad"]}
    monkeypatch.setattr(addresses_kept, "changed_files", lambda root: {f"{SERVICES}/services.csv"})
    monkeypatch.setattr(addresses_kept, "committed", lambda root, name: old)
    assert [one for one in portals.problems_of(portal) if one.rule == "id-lost"] == []


def test_the_words_of_the_real_site_stand(real: Built) -> None:
    page = words(real.tree("sluzby/azylovy-dum-sokolov/").xpath("//main")[0])
    assert "Sokolov – adresa je utajená" in page
    assert "registrace" not in page.partition("Kdo službu poskytuje")[2][:80]
    site = load_site(portals.ROOT).site
    assert {
        place.row.id
        for one in site[Catalogue].services.values()
        for place in one.places
        if place.row.confidential
    } == {
        "utajene-as",
        "utajene-karlovy-vary",
        "utajene-ostrov",
        "utajene-sokolov",
    }


# --- ten ways to write a street ------------------------------------------------------------------------

WAYS = (
    "Najdete nas na Masarykova 14.",
    "PŘIJĎTE: MASARYKOVA",
    "Jsme ul.Masarykova, zvoňte dole.",
    "Jsme ul masarykova, za rohem.",
    "Masary-kova 14",
    "Jsme na masarykově.",
    "Bydlíme v Masarykově ulici.",
    "Více: https://www.priklad.test/masarykova-14/",
    "Pište na masarykova14@priklad.test.",
    "![masarykova](dum.png)",
    "Masarykova 1402/14",
    "Masarykova č. 14",
    "V domě čp. 1402.",
    "Masarykova čtrnáct",
    "Masarykova&nbsp;14",
    "M a s a r y k o v a 14",
    "Masarykova_14",
)
"""Diacritics lost, capitals, shortened, hyphens, small letters, inflected, in a link, an address, a picture, spelt."""
SPOKEN = [
    *(("services", one) for one in ("name", "summary", "cost_note", "conditions", "bring")),
    *(("contacts", one) for one in ("label", "note")),
    ("areas", "note"),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_street_in_whatever_way_is_named_in_every_column_about_a_confidential_service(
    portal: Path, way: str
) -> None:
    for table, column in SPOKEN:
        owner = "id" if table == "services" else "service"
        change(portal, table, lambda row, owner=owner: row[owner] == "azyl-priklad", {column: way})
    told = {
        (one.file.rpartition("/")[2].removesuffix(".csv"), one.column)
        for one in portals.problems_of(portal)
        if not one.warning and one.rule.startswith("secret-")
    }
    assert told >= set(SPOKEN)


@pytest.mark.parametrize("way", WAYS)
def test_a_street_in_whatever_way_is_named_in_a_text_that_speaks_of_the_service(
    portal: Path, way: str
) -> None:
    path = portal / "catalogue/o-portalu.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nAzyl Příklad: {way}\n", encoding="utf-8")
    told = [one for one in portals.problems_of(portal) if one.rule == "secret-text"]
    assert [(one.file, one.warning) for one in told] == [("catalogue/o-portalu.md", False)]


@pytest.mark.parametrize(
    ("table", "column"),
    [("contacts", "source_url"), ("areas", "source_url"), ("services", "source_url"), ("contacts", "value")],
)
def test_a_link_that_tells_a_street_is_named(portal: Path, table: str, column: str) -> None:
    owner = "id" if table == "services" else "service"
    way = {column: "https://www.priklad.test/masarykova-14/"}
    change(portal, table, lambda row: row[owner] == "azyl-priklad" and row.get("kind") != "phone", way)
    found = {(one.rule, one.column) for one in portals.problems_of(portal) if not one.warning}
    assert ("secret-link", column) in found
