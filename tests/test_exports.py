"""Exports say what they are and prove themselves: each file of each, over the miniature and the real portal."""

from __future__ import annotations

import fnmatch
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from macros.data import proofs
from macros.export import Export
from macros.files.made import Made
from macros.load import load_site
from macros.model.site import Site
from macros.portal import SUBJECTS
from macros.subjects.opendata import sheets
from tests import built
from tests.built import Built

EXPORTS = tuple(export for subject in SUBJECTS for export in subject.exports)
SITE_WIDE = (
    ".rozcestnik/*",
    "manifest.webmanifest",
    "robots.txt",
    "sitemap.xml",
    "search/*.json",
)
"""Files for browsers and search engines, no exports: those of the engine and of pages of our own."""
KINDS = ("xlsx", "csv", "json", "ics", "xml", "pdf", "atom", "geojson", "vcf", "ttl", "jsonld", "txt")


def of(path: str) -> list[str]:
    """Names of the exports that a path belongs to."""
    return [export.name for export in EXPORTS if export.holds(path)]


@pytest.fixture(scope="module", params=["mini", "real"])
def portal_built(request: pytest.FixtureRequest) -> Built:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found


# Declared ---------------------------------------------------------------------------------------------


def test_each_export_says_what_it_is() -> None:
    names = [export.name for export in EXPORTS]
    assert len(set(names)) == len(names)
    assert len({export.title for export in EXPORTS}) == len(EXPORTS)
    for export in EXPORTS:
        assert export.title[0].isupper() and not export.title.endswith("."), export.name
        assert export.about.endswith(".") and export.about.count(". ") == 0, export.name
        assert "/" in export.media
        assert bool(export.standard.name) == export.standard.url.startswith("https://"), export.name
        assert export.command in ("", "leaflets", "sheets")


def test_a_path_is_a_pattern_with_names() -> None:
    export = next(one for one in EXPORTS if one.name == "table")
    assert export.holds("data/services/data/contacts.csv")
    assert not export.holds("data/contacts.csv") and not export.holds("data/a/b.csv.gz")
    assert of("data/services/datapackage.json") == ["package"]
    assert of("data/services/schemas/contacts.json") == ["schema"]


def test_makers_are_asked_once() -> None:
    for subject in SUBJECTS:
        makers = subject.makers()
        assert len(set(makers)) == len(makers)
        assert {export.make for export in subject.exports} <= set(makers)


# Published --------------------------------------------------------------------------------------------


def test_whatever_others_may_take_is_a_declared_export(portal_built: Built) -> None:
    strange = {}
    for path in portal_built.files:
        asked = path.startswith("data/") or path.rpartition(".")[2] in KINDS
        if asked and not path.endswith(".html") and not any(fnmatch.fnmatch(path, one) for one in SITE_WIDE):
            strange[path] = of(path)
    assert {path: names for path, names in strange.items() if len(names) != 1} == {}
    assert set().union(*strange.values()) >= {one.name for one in EXPORTS if not one.command}


def wrong(site: Site, export: Export, path: str, raw: bytes) -> list[str]:
    return [f"{path}: {one}" for one in export.prove(site, path, raw)]


@pytest.mark.parametrize(
    "export", [one for one in EXPORTS if not one.command], ids=lambda export: export.name
)
def test_every_published_file_is_proved(portal_built: Built, export: Export) -> None:
    found = {path: raw for path, raw in portal_built.files.items() if export.holds(path)}
    assert found
    assert [one for path, raw in found.items() for one in wrong(portal_built.site, export, path, raw)] == []


def test_an_export_gives_what_is_published(mini: Built) -> None:
    for export in EXPORTS:
        made = {one.path: one.make() for one in export.files(mini.site)}
        published = {path: raw for path, raw in mini.files.items() if export.holds(path)}
        if not export.command:
            assert made.keys() == published.keys()
            pdf = export.media == "application/pdf"  # made of what stands in .cache, proved by its own tests
            assert pdf or made == published, export.name


def test_workbooks_are_proved(portal_built: Built) -> None:
    site = portal_built.site
    found: dict[str, bytes] = {book.path: sheets.workbook(book) for book in sheets.books(site)}
    assert set().union(*map(of, found)) == {"workbook", "workbook-gaps", "workbook-tasks"}
    for path, raw in found.items():
        (export,) = (one for one in EXPORTS if one.holds(path))
        assert wrong(site, export, path, raw) == []


def test_leaflets_and_workbooks_belong_to_exports_once_they_are_made(mini: Built, tmp_path: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(mini.root, root)
    for command in ("sheets", "leaflets"):
        done = built.run(built.COMMAND, command, "--root", root)
        assert done.returncode == 0, done.stdout + done.stderr
    site = load_site(root).site
    made = {one.path: one for one in files(site)}
    kinds = {path: of(path) for path in made if path.endswith((".xlsx", ".pdf"))}
    assert {name for names in kinds.values() for name in names} >= {
        one.name for one in EXPORTS if one.command
    }
    for path, names in kinds.items():
        (export,) = (one for one in EXPORTS if one.name in names)
        assert wrong(site, export, path, made[path].make()) == []


def files(site: Site) -> Iterator[Made]:
    for subject in SUBJECTS:
        for make in subject.makers():
            yield from make(site)


# What the proofs find ---------------------------------------------------------------------------------


ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n"
    b"DTSTART;VALUE=DATE:20260101\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
FEED = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><title>t</title><updated>u</updated>'
    b"<entry><id>b</id><title>t</title><updated>u</updated></entry></feed>"
)
PEOPLE = "\ufeffa;b\r\n1;'=1+1\r\n".encode()
FINDS: Mapping[str, tuple[list[str], list[list[str]]]] = {
    "calendar": (
        list(proofs.calendar(ICS)),
        [
            [*proofs.calendar(ICS.replace(b"\r\n", b"\n"))],
            [*proofs.calendar(ICS.replace(b"UID:a\r\n", b""))],
            [*proofs.calendar(ICS.replace(b"END:VEVENT\r\n", b""))],
            [*proofs.calendar(ICS.replace(b"20260101\r\n", b"x\r\n"))],
        ],
    ),
    "feed": (
        list(proofs.feed(FEED)),
        [
            [*proofs.feed(FEED.replace(b"</entry>", b""))],
            [*proofs.feed(FEED.replace(b"<id>b</id>", b""))],
            [*proofs.feed(FEED.replace(b"2005/Atom", b"2005/x"))],
        ],
    ),
    "csv": (
        list(proofs.csv_file(("a", "b"), b"a,b\n1,x\n", numbers=("a",))),
        [
            [*proofs.csv_file(("a", "b"), b"a,b\n1,x,y\n")],
            [*proofs.csv_file(("a", "b"), b"a,b\r\n1,x\r\n")],
            [*proofs.csv_file(("a", "b"), b"a,c\n1,x\n")],
            [*proofs.csv_file(("a", "b"), b"a,b\nn,x\n", numbers=("a",))],
            [*proofs.csv_file(("a", "b"), b"a,b\n\xff,x\n")],
        ],
    ),
    "csv for people": (
        list(proofs.csv_for_people(("a", "b"), PEOPLE)),
        [
            [*proofs.csv_for_people(("a", "b"), PEOPLE.replace(b"'=", b"="))],
            [*proofs.csv_for_people(("a", "b"), PEOPLE[3:])],
            [*proofs.csv_for_people(("a", "b"), PEOPLE.replace(b"\r\n", b"\n"))],
            [*proofs.csv_for_people(("a", "b"), PEOPLE.replace(b"\r\n", b"\n", 1))],
        ],
    ),
    "json": (
        list(proofs.json_object(("a",), b'{"a":1}')),
        [
            [*proofs.json_object(("a",), b"[]")],
            [*proofs.json_object(("a",), b"{}")],
            [*proofs.json_object(("a",), b'{"a":NaN}')],
            [*proofs.json_object(("a",), b"{")],
        ],
    ),
    "pdf": (
        list(proofs.document(b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n")),
        [
            [*proofs.document(b"<html>startxref\n0\n%%EOF")],
            [*proofs.document(b"%PDF-1.7\n1 0 obj\nstartxref\n3\n%%EOF\n")],
        ],
    ),
    "xlsx": ([], [[*proofs.workbook(b"PK")], [*proofs.workbook(b"")]]),
}


@pytest.mark.parametrize("name", FINDS)
def test_a_proof_passes_what_is_sound_and_finds_what_is_not(name: str) -> None:
    sound, refused = FINDS[name]
    assert sound == []
    assert all(refused), "each of them"


def test_a_formula_in_a_workbook_is_found(mini: Built) -> None:
    from io import BytesIO

    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1")
    assert list(proofs.workbook(out.getvalue())) != []


def test_a_table_that_disobeys_its_schema_is_found(mini: Built) -> None:
    export = next(one for one in EXPORTS if one.name == "table")
    path = "data/services/data/contacts.csv"
    assert wrong(mini.site, export, path, mini.files[path]) == []
    assert wrong(mini.site, export, path, mini.files[path].replace(b",phone,", b",fone,", 1))
    assert wrong(mini.site, export, "data/services/data/neni.csv", b"a\n")
