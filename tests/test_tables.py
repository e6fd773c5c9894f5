"""The fast pass over a table and frictionless come to one verdict, whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from macros.data import columns, packages
from macros.data.mend import write_csv
from macros.data.packages import explain, read_all
from macros.data.schema import Package
from macros.data.tables import Table, read_file, read_table
from macros.data.values import judge
from tests import portals
from tests.calls import calls
from tests.portals import read_package

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
URL = '^https?://[^\\s<>"]+$'
TIME = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
SECTION = "^§ [0-9]+[a-z]?$"

# What people and programs write; each type meets all of them.
CELLS = [
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "+1",
        "007",
        "1_000",
        "1 000",
        "1\u00a0000",
        "1.0",
        "1,5",
        "1e3",
        "1E3",
        ".5",
        "5.",
    ),
    *(
        "-0",
        "-0.0",
        "48.5",
        "48.49999999999999",
        "51.1",
        "51.100000000000001",
        "NaN",
        "nan",
        "INF",
        "-INF",
        "Infinity",
    ),
    *(
        "999999999999999999",
        "9999999999999999999",
        "0x1F",
        "१२",
        "1٫5",
        "120",
        "121",
        "true",
        "false",
        "True",
        "TRUE",
    ),
    *(
        "yes",
        "ano",
        "t",
        "2026-11-22",
        "2026-02-30",
        "2026-2-3",
        "20261122",
        "22.11.2026",
        "0000-01-01",
        "0001-01-01",
    ),
    *(
        "2026-11-22T00:00",
        "9999-12-31",
        "10000-01-01",
        "２０２６-01-01",
        "a",
        "ab",
        "abc",
        "abcd",
        "a-b",
        "a--b",
        "-a",
    ),
    *(
        "Á",
        "á\u0301",
        "https://a.cz",
        "http://",
        "javascript:alert(1)",
        "24:00",
        "24:01",
        "8:00",
        "§ 37",
        "§ 37a",
    ),
    *(
        " a",
        "a ",
        "\u00a0a",
        "a\u2003",
        "a\u0085",
        "a\u2028b",
        "\ufeffa",
        "a\x00",
        "a\nb",
        "a\rb",
        "a\tb",
        '"',
        "a;b",
    ),
    *("None", "null", "NA", "#", "# a", "{{ 7*7 }}", "'", "\\", "\\n", "x" * 81),
]
TEXTS = st.one_of(
    st.sampled_from(CELLS),
    st.text(max_size=6),
    st.integers(-200, 200).map(str),
    st.decimals(-60, 60, places=3).map(str),
    st.dates().map(str),
    st.from_regex(SLUG, fullmatch=True),
    st.from_regex(TIME, fullmatch=True),
)


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw a column: a type and constraints that schemas of the project use with it."""
    kind = draw(st.sampled_from(["string", "integer", "number", "boolean", "date"]))
    limits: dict[str, Any] = {}
    if draw(st.booleans()):
        limits["required"] = True
    if kind == "string":
        limits |= draw(
            st.sampled_from(
                [
                    {},
                    {"pattern": SLUG, "maxLength": 5, "unique": True},
                    {"pattern": URL, "maxLength": 20},
                    {"pattern": TIME},
                    {"pattern": SECTION},
                    {"maxLength": 3},
                    {"enum": ["a", "ab", "§ 37"]},
                    {"unique": True},
                ]
            )
        )
    if kind == "integer":
        limits |= draw(st.sampled_from([{}, {"minimum": 0}, {"minimum": 0, "maximum": 120}, {"minimum": 1}]))
    if kind == "number":
        limits |= draw(st.sampled_from([{}, {"minimum": 48.5, "maximum": 51.1}, {"minimum": 12.0}]))
    field: dict[str, Any] = {"name": name, "type": kind, "title": name, "constraints": limits}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]]]:
    """Draw a schema with keys, and rows."""
    names = ["one", "two", "three"][: draw(st.integers(1, 3))]
    schema: dict[str, Any] = {"title": "Zkouška", "fields": [draw(fields(name)) for name in names]}
    first = schema["fields"][0]
    if draw(st.booleans()) and first["type"] == "string":
        first["constraints"]["required"] = True
        schema["primaryKey"] = [names[0]]
    if len(names) > 1 and draw(st.booleans()):
        schema["uniqueKeys"] = [names[:2]]
    rows = draw(st.lists(st.lists(TEXTS, min_size=len(names), max_size=len(names)), max_size=4))
    return schema, rows


def read(folder: Path, schema: dict[str, Any], raw: bytes) -> tuple[Package, Table]:
    """Read bytes as the only table of a package."""
    (folder / "schemas").mkdir(exist_ok=True)
    (folder / "schemas" / "t.json").write_text(json.dumps(schema), encoding="utf-8")
    descriptor = {
        "name": "p",
        "title": "P",
        "resources": [{"name": "t", "path": "t.csv", "schema": "schemas/t.json"}],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    package = read_package(folder)
    return package, read_table(raw, "p", "t", "t.csv", package.schemas["t"])


def schema_of(**field: Any) -> dict[str, Any]:
    """A schema of one column."""
    return {"fields": [{"name": "one", "title": "one", **field}]}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
@example((schema_of(type="number", constraints={"maximum": 51.1}), [["51.100000000000001"]]))
@example((schema_of(type="string"), [["a\u0085b"]]))
@example((schema_of(type="string"), [[""], ["a"]]))
@example((schema_of(type="integer"), [["1_000"]]))
@example((schema_of(type="string", constraints={"unique": True}), [["a"], [""], [""]]))
def test_fast_pass_agrees_with_frictionless(
    tmp_path: Path, drawn: tuple[dict[str, Any], list[list[str]]]
) -> None:
    schema, rows = drawn
    names = [field["name"] for field in schema["fields"]]
    package, table = read(tmp_path, schema, write_csv([names, *rows]).encode("utf-8", "surrogatepass"))
    found = [*table.problems, *explain(package, [table])]
    assert table.sound == (not found), found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120))
@example(b'one,two\n"a')
@example("one\n\x85".encode())
@example(b"one;two\r\na;b")
def test_any_bytes_are_read_and_agreed_on(tmp_path: Path, raw: bytes) -> None:
    schema = {"fields": [{"name": name, "type": "string", "title": name} for name in ("one", "two")]}
    package, table = read(tmp_path, schema, raw)
    assert table.sound == (not [*table.problems, *explain(package, [table])])
    assert all(len(column) == len(table.rows) for column in table.columns.values())


def test_every_column_of_the_project_judges_its_own_example() -> None:
    found, _, _ = read_all(portals.ROOT)
    for package in found.values():
        for name, schema in package.schemas.items():
            for field in schema.fields:
                assert judge(field, field.example)[1] is None, f"{package.name}/{name}.{field.name}"


@pytest.mark.parametrize("key", [("services", "contacts"), ("territory", "municipalities")])
def test_columns_hold_values_of_their_type(key: tuple[str, str]) -> None:
    _, tables_, problems = read_all(portals.FIXTURE)
    assert not problems
    table = tables_[key]
    assert table.sound and len(table.lines) == len(table.rows)
    types = {"string": str, "integer": int, "number": float, "boolean": bool}
    for field in table.schema.fields:
        for cell, value in zip(table.cells(field.name), table.columns[field.name], strict=True):
            if cell and field.type in types:
                assert type(value) is types[field.type]


# Large tables: whole columns, in pieces ------------------------------------------------------------------

NAMES = ["one", "two"]
TEXT_SCHEMA = {"fields": [{"name": name, "type": "string", "title": name} for name in NAMES]}
LINES = st.text(st.sampled_from('ab,"é„\n'), max_size=30)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=6), st.integers(1, 40))
@example(['a,"b,c"', '"a",b', '"",a'], 8)
@example(['"a""b",c', "a,b"], 40)
@example(['",","x"', '"a",b"c'], 40)
def test_pieces_of_any_size_are_read_as_one_file(
    monkeypatch: pytest.MonkeyPatch, lines: list[str], piece: int
) -> None:
    """What is read in pieces is what the csv module reads in the whole; what is not, has another form."""
    monkeypatch.setattr(columns, "PIECE", piece)
    raw = "\n".join(["one,two", *lines, ""]).encode()
    try:
        found = columns.read_columns(io.BytesIO(raw), NAMES, lines=True)
    except columns.OtherForm as other:
        head = raw[: other.at].decode().split("\n")[:-1]
        assert max(len(head) - 1, 0) == other.rows
        return
    rows = list(csv.reader(io.StringIO(raw.decode(), newline="\n"), strict=True))[1:]
    assert list(map(list, zip(*found.cells, strict=True))) == rows
    assert found.lines == raw.decode().split("\n")[1:-1] and len(found.lines) == len(rows)
    for pool, cells in zip(found.distinct(), found.cells, strict=True):
        assert pool is None or set(pool) == set(cells)


def large(rows: int) -> bytes:
    """A sound table of so many rows: a key, a list of values, a date and a text in quotes."""
    body = "".join(f'klic-{at:06d},a,2026-11-{1 + at % 28:02d},"Děti, {at} krát"\n' for at in range(rows))
    return f"one,two,three,four\n{body}".encode()


LARGE_SCHEMA = {
    "fields": [
        {"name": "one", "type": "string", "title": "1", "constraints": {"required": True, "pattern": SLUG}},
        {"name": "two", "type": "string", "title": "2", "constraints": {"enum": ["a", "ab"]}},
        {"name": "three", "type": "date", "title": "3"},
        {"name": "four", "type": "string", "title": "4", "constraints": {"maxLength": 80}},
    ],
    "primaryKey": ["one"],
    "uniqueKeys": [["one", "two"]],
}


def test_a_row_of_a_sound_table_costs_no_call(tmp_path: Path) -> None:
    few, many = large(1_000), large(21_000)
    package, _ = read(tmp_path, LARGE_SCHEMA, few)
    schema = package.schemas["t"]
    counts = [calls(lambda raw=raw: read_table(raw, "p", "t", "t.csv", schema)) for raw in (few, many)]
    assert counts[1] - counts[0] < 20_000


def test_a_large_file_is_never_held_beside_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = large(60_000)
    package, _ = read(tmp_path, LARGE_SCHEMA, raw)
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    monkeypatch.setattr("macros.data.tables.LARGE", len(raw) // 2)
    tracemalloc.start()
    table = read_file(path, "p", "t", "t.csv", package.schemas["t"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table.sound and len(table.row_numbers) == 60_000
    assert peak < 10 * len(raw)
    assert table.rows == read_table(raw, "p", "t", "t.csv", package.schemas["t"]).rows
    assert table.lines[-1] == raw.decode().split("\n")[-2]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: raw, {}),
        (lambda raw: raw.replace(b"klic-005000,a", b"klic-005000,x"), {(5002, "enum")}),
        (lambda raw: raw.replace(b"klic-005000,a", b"klic-005000"), {(5002, "row-length")}),
        (lambda raw: raw.replace(b"\n", b"\r\n"), {(0, "file-newlines")}),
        (lambda raw: raw.replace(b"klic-005000,a", b'klic-005000,"a\nb"'), {(5002, "cell-newline")}),
    ],
)
def test_a_file_too_large_to_be_taken_apart_is_told_where_its_form_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Any, said: set[tuple[int, str]]
) -> None:
    raw = spoil(large(6_000))
    package, _ = read(tmp_path, LARGE_SCHEMA, raw)
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    for name, size in (("LARGE", 1_000), ("APART", 10_000), ("PART", 8_000)):
        monkeypatch.setattr(f"macros.data.tables.{name}", size)
    monkeypatch.setattr(columns, "PIECE", 500)
    table = read_file(path, "p", "t", "t.csv", package.schemas["t"])
    found = {(one.row, one.rule) for one in (*table.problems, *explain(package, [table]))}
    assert found >= set(said)
    assert table.sound == (not said)
    # What stands behind is not known, so nobody is blamed for it.
    stopped = any(rule in ("row-length", "file-newlines", "cell-newline") for _, rule in said)
    assert any(rule == "file-enough" for _, rule in found) == stopped


def test_frictionless_is_asked_about_the_beginning_of_a_large_sound_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = packages._by_frictionless

    def counted(package: Package, table: Table, rows: int) -> Any:
        asked.append(rows)
        return real(package, table, rows)

    monkeypatch.setattr(packages, "_by_frictionless", counted)
    monkeypatch.setattr(packages, "WHOLE", 20)
    monkeypatch.setattr(packages, "SAMPLE", 5)
    for rows in (20, 21):
        package, table = read(tmp_path, LARGE_SCHEMA, large(rows))
        assert explain(package, [table]) == []
    assert asked == [20, 5]
