"""Files as offices save them: recognised by name, and mended to the bytes they should have been."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.data.characters import composed
from macros.data.mend import decode, mend_bytes, mend_cell, mend_phone, write_csv
from macros.data.packages import read_all
from macros.data.problems import Problem
from macros.data.schema import Field, Schema
from tests import portals
from tests.portals import read_package

PACKAGES = {
    path.parent.name: read_package(path.parent)
    for path in portals.ROOT.glob("data_packages/*/datapackage.json")
}
SCHEMAS = [(package, name) for package in PACKAGES for name in PACKAGES[package].schemas]
TERMS = PACKAGES["codelists"].schemas["terms"]
CANONICAL = """\
id,term,full_form,explanation,source_url,source_date
dum,dům,,"Místo, kde se bydlí.",https://www.priklad.test/,2024-09-01
sidliste,sídliště,,Šedesát ťuhýků žije v Žižkově.,https://www.priklad.test/,
"""


def schema(package: str, name: str) -> Schema:
    return PACKAGES[package].schemas[name]


def saved(text: str, delimiter: str = ",", newline: str = "\n", encoding: str = "utf-8") -> bytes:
    """Save a table as a program with other habits does."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue().encode(encoding)


def rules(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(one.rule, dict(one.details).get("encoding", "")) for one in problems]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (saved(CANONICAL), []),
        (saved(CANONICAL, encoding="cp1250"), [("file-encoding", "Windows-1250")]),
        (saved(CANONICAL, encoding="iso8859-2"), [("file-encoding", "ISO 8859-2")]),
        (saved(CANONICAL, encoding="utf-16"), [("file-encoding", "UTF-16")]),
        (saved(CANONICAL, "\t", encoding="utf-16"), [("file-encoding", "UTF-16"), ("file-delimiter", "")]),
        (saved(CANONICAL, encoding="utf-8-sig"), [("file-bom", "")]),
        (saved(CANONICAL, newline="\r\n"), [("file-newlines", "")]),
        (saved(CANONICAL, newline="\r"), [("file-newlines", "")]),
        (saved(CANONICAL, ";"), [("file-delimiter", "")]),
        (saved(CANONICAL, "|"), [("file-delimiter", "")]),
        (saved(CANONICAL).removesuffix(b"\n"), [("file-end", "")]),
        (
            saved(CANONICAL, ";", "\r\n", "cp1250"),
            [("file-encoding", "Windows-1250"), ("file-newlines", ""), ("file-delimiter", "")],
        ),
        (
            saved(CANONICAL, ";", "\r\n", "utf-8-sig"),
            [("file-bom", ""), ("file-newlines", ""), ("file-delimiter", "")],
        ),
    ],
)
def test_how_a_file_was_saved(raw: bytes, expected: list[tuple[str, str]]) -> None:
    text, problems = decode(raw, "terms.csv")
    assert rules(problems) == expected
    assert text == CANONICAL
    assert mend_bytes(raw, "terms.csv", TERMS) == CANONICAL.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        CANONICAL.replace("2024-09-01", "1.9.2024"),
        CANONICAL.replace("2024-09-01", "01. 09. 2024"),
        CANONICAL.replace("dům", " dům "),
        CANONICAL.replace("dům", "\u00a0dům"),
        CANONICAL.replace("\nsid", "\n\n,,,,,\nsid"),
        CANONICAL.replace("id,term", " id,term ", 1),
        "".join([CANONICAL.splitlines(True)[at] for at in (0, 2, 1)]),
        "".join(line.replace("\n", ",,\n") for line in CANONICAL.splitlines(True)),
        CANONICAL.replace("dum,dům", '"dum","dům"'),
    ],
)
def test_what_stands_in_the_cells(wrong: str) -> None:
    assert wrong != CANONICAL
    assert mend_bytes(wrong.encode(), "terms.csv", TERMS).decode() == CANONICAL


def test_columns_in_another_order_are_put_right() -> None:
    raw = b"id,native_name,name\ncs,\xc4\x8de\xc5\xa1tina,\xc4\x8desky\n"
    assert (
        mend_bytes(raw, "x", schema("codelists", "languages")).decode()
        == "id,name,native_name\ncs,česky,čeština\n"
    )


@pytest.mark.parametrize(
    ("package", "table", "column", "cell", "expected"),
    [
        ("services", "places", "lat", "50,0766", "50.0766"),
        ("services", "places", "postcode", "350 02", "35002"),
        ("services", "places", "confidential", "ANO", "true"),
        ("services", "places", "confidential", "NEPRAVDA", "false"),
        ("territory", "municipalities", "population", "32 000", "32000"),
        ("territory", "municipalities", "population", "1\u00a0234\u00a0567", "1234567"),
        ("territory", "municipalities", "population", "32 00", "32 00"),
        ("territory", "municipalities", "population_date", "31.2.2024", "31.2.2024"),
        ("services", "hours", "opens", "8:00", "08:00"),
        ("services", "hours", "opens", "8.30", "08:30"),
        ("services", "hours", "closes", "17:00:00", "17:00"),
        ("services", "services", "forms", "terenni; ambulantni;", "terenni;ambulantni"),
        ("services", "services", "summary", "Jeden  text; dva.", "Jeden text; dva."),
        ("territory", "offices", "phone", "354 440 111", "+420354440111"),
        ("services", "contacts", "value", "https://www.priklad.test/", "https://www.priklad.test/"),
    ],
)
def test_one_cell(package: str, table: str, column: str, cell: str, expected: str) -> None:
    assert mend_cell(schema(package, table).field(column), cell) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("731 433 007", "+420731433007"),
        ("+420 731 433 007", "+420731433007"),
        ("00420731433007", "+420731433007"),
        ("420 731 433 007", "+420731433007"),
        ("731\u00a0433\u00a0007", "+420731433007"),
        ("(354) 440-111", "+420354440111"),
        ("116 111", "116111"),
        ("112", "112"),
        ("+49 30 901820", "+4930901820"),
        ("0049 30 901820", "+4930901820"),
        ("123 456 789", "123 456 789"),
        ("731 433 007, 731 433 079", "731 433 007, 731 433 079"),
        ("731 433 007 (Jana)", "731 433 007 (Jana)"),
        ("abc2345", "abc2345"),
        ("+999 1234567", "+999 1234567"),
    ],
)
def test_phone(written: str, expected: str) -> None:
    assert mend_phone(written) == expected


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04" + bytes(40),
        CANONICAL.encode().replace("Žižkově".encode(), "Žižkově".encode("cp1250")),
        b'id,term\n"a\n',
        b"",
        b"nothing,known\n1,2\n",
        CANONICAL.encode() + b"one,cell,too,few\n",
    ],
)
def test_what_cannot_be_read_stays_as_it_is(raw: bytes) -> None:
    assert mend_bytes(raw, "terms.csv", TERMS) == raw


def cells(field: Field) -> st.SearchStrategy[str]:
    """Cells as they come: right ones, nearly right ones, anything."""
    near = [
        "",
        "ano",
        "1",
        "1 000",
        "1,5",
        "1 000,5",
        " 2",
        "2. 3. 2024",
        "31.2.2024",
        "8:00",
        "601 002 003",
        "a; b",
        "116 111",
    ]
    return st.one_of(
        st.sampled_from([field.example, *near]),
        st.text(max_size=8),
        st.from_regex(r"[0-9 .,:;+-]{1,9}", fullmatch=True),
    )


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_mending_twice_is_mending_once(data: st.DataObject) -> None:
    package, name = data.draw(st.sampled_from(SCHEMAS))
    table = schema(package, name)
    rows = data.draw(st.lists(st.tuples(*map(cells, table.fields)).map(list), max_size=3))
    names = data.draw(st.permutations(table.names))
    text = write_csv([names, *rows])
    raw = data.draw(st.sampled_from([text, "\ufeff" + text, text.replace("\n", "\r\n")])).encode(
        "utf-8", "surrogatepass"
    )
    once = mend_bytes(raw, "x", table)
    assert mend_bytes(once, "x", table) == once


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_canonical_files_stay_as_they_are(data: st.DataObject) -> None:
    package, name = data.draw(st.sampled_from(SCHEMAS))
    table = schema(package, name)
    free = st.text(
        st.characters(exclude_categories=["C", "Z"], exclude_characters=";"), min_size=1, max_size=9
    ).map(composed)
    plain = {"integer": st.integers(-9, 999).map(str), "boolean": st.sampled_from(["true", "false"])}
    plain |= {"date": st.dates().map(str), "number": st.integers(49, 51).map(lambda n: f"{n}.5")}
    row = [
        st.just(field.example)
        if field.pattern or field.enum or field.name == "value"
        else plain.get(field.type, free)
        for field in table.fields
    ]
    rows = data.draw(st.lists(st.tuples(*row).map(list), max_size=4))
    rows.sort(key=lambda cells: [cells[table.names.index(key)] for key in table.primary_key])
    raw = write_csv([table.names, *rows]).encode()
    assert mend_bytes(raw, "x", table) == raw


@pytest.mark.parametrize("root", [portals.ROOT, portals.FIXTURE], ids=["project", "miniature"])
def test_files_of_the_project_are_canonical(root: Path) -> None:
    _, tables, _ = read_all(root)
    for table in tables.values():
        raw = (root / table.file).read_bytes()
        assert mend_bytes(raw, table.file, table.schema) == raw, table.file


def test_office_file_is_whole_again_after_mending(portal: Path) -> None:
    path = portal / "data_packages" / "services" / "data" / "hours.csv"
    good = path.read_bytes()
    text = (
        good.decode()
        .replace("2024-05-02", "2. 5. 2024")
        .replace("08:00", "8:00")
        .replace("false", "NEPRAVDA")
    )
    path.write_bytes(saved(text, ";", "\r\n", "cp1250"))
    assert {one.rule for one in portals.problems_of(portal)} == {
        *("file-encoding", "file-newlines", "file-delimiter", "type-date", "type-boolean", "pattern"),
    }
    path.write_bytes(mend_bytes(path.read_bytes(), "hours.csv", schema("services", "hours")))
    assert path.read_bytes() == good
    assert portals.problems_of(portal) == []
