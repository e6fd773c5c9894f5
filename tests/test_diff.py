"""What `rozcestnik diff` says: each kind of change with its sentence, dangers, secrets, hostile cells."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.compare.changes import Pair, _paired, _Row, changes
from macros.compare.forms import LIMIT, as_json, as_markdown, as_text
from macros.compare.sentence import Quoted, clean, markdown, plain
from macros.compare.sides import NoSide
from macros.data.characters import printable
from macros.data.schema import Schema
from macros.data.tables import read_table
from macros.entry.cli import app
from macros.entry.differing import difference
from tests import portals

Rows = list[dict[str, str]]
SERVICES = "data_packages/services/data"


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@priklad.test", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature portal, committed."""
    root = portals.portal(tmp_path_factory.mktemp("portal") / "one")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "portal"))


def change(root: Path, file: str, how: Callable[[Rows], Rows | None]) -> None:
    """Change the rows of a file in the work tree."""
    path = root / file
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    names = list(rows[0])
    rows = how(rows) or rows
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def put(root: Path, file: str, column: str, value: str, **where: str) -> None:
    """Change a cell of the first row that fits."""

    def how(rows: Rows) -> None:
        next(row for row in rows if all(row[name] == cell for name, cell in where.items()))[column] = value

    change(root, file, how)


def said(root: Path, *asked: str) -> str:
    return as_text(difference(root, asked)).replace("\u00a0", " ")


# Each kind of change ------------------------------------------------------------------------------------


def test_nothing_changed(root: Path) -> None:
    assert said(root) == "Nic se nemění."
    assert said(root, "HEAD..HEAD") == "Nic se nemění."
    assert said(root, str(root), str(root)) == "Nic se nemění."


def test_a_phone_is_named_by_its_service_with_both_numbers_and_what_it_changes(root: Path) -> None:
    put(root, f"{SERVICES}/contacts.csv", "value", "+420600000099", service="klub-priklad-cheb", kind="phone")
    text = said(root)
    line = [one for one in text.split("\n") if "600 000 099" in one][-1]
    assert line == f"  {name_of(root, 'klub-priklad-cheb')}: telefon 600 000 002 → 600 000 099"
    assert "změní" in text and "nikdo neubyl" in text and "leták" in text


def name_of(root: Path, service: str) -> str:
    rows = csv.DictReader(io.StringIO((root / SERVICES / "services.csv").read_text(encoding="utf-8")))
    return clean(next(row["name"] for row in rows if row["id"] == service))


def test_the_order_of_rows_and_of_columns_is_no_change(root: Path) -> None:
    change(root, f"{SERVICES}/contacts.csv", lambda rows: rows[::-1])
    assert said(root) == "Nic se nemění."
    file = root / "data_packages/services/schemas/areas.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["fields"] = [*schema["fields"][1:], schema["fields"][0]]
    file.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")
    names = [one["name"] for one in schema["fields"]]
    path = root / SERVICES / "areas.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    assert "areas.csv" not in said(root)


def test_a_renamed_id_is_one_change(root: Path) -> None:
    put(
        root,
        "data_packages/strategy/data/actors.csv",
        "id",
        "novy-nazev",
        **first_row(root, "strategy", "actors"),
    )
    lines = [one for one in said(root).split("\n") if "novy-nazev" in one]
    assert len(lines) == 1 and "→ novy-nazev" in lines[0]


def first_row(root: Path, package: str, table: str) -> dict[str, str]:
    text = (root / f"data_packages/{package}/data/{table}.csv").read_text(encoding="utf-8")
    return next(csv.DictReader(io.StringIO(text)))


def test_rows_that_come_and_go(root: Path) -> None:
    change(root, "data_packages/situations/data/synonyms.csv", lambda rows: rows[1:])
    gone = said(root)
    assert ": ubyl záznam (slova " in gone
    shutil.copytree(root, root.parent / "other")
    assert ": přibyl záznam (slova " in said(root, str(root), str(back(root)))


def back(root: Path) -> Path:
    """The first commit beside it."""
    folder = root.parent / "other"
    git(folder, "checkout", "-q", "--", ".")
    return folder


def test_columns_tables_texts_and_binary_files_are_said(root: Path) -> None:
    schema = root / "data_packages/services/schemas/places.json"
    raw = json.loads(schema.read_text(encoding="utf-8"))
    raw["fields"].append(
        {"name": "lift", "type": "string", "title": "Výtah", "description": "x", "example": "ano"}
    )
    schema.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    change_header(root / SERVICES / "places.csv", "lift")
    (root / "catalogue" / "index.md").write_text("# Jiný text\n", encoding="utf-8")
    (root / "catalogue" / "obrazek.png").write_bytes(b"\x89PNG\0\xff")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "second")
    (root / "catalogue" / "obrazek.png").write_bytes(b"\x89PNG\0\xfe")
    assert "catalogue/obrazek.png: soubor není text, porovnat ho po řádcích nejde" in said(root)
    text = said(root, "HEAD~1..HEAD")
    assert "data_packages/services/data/places.csv: nový sloupec lift" in text
    assert "catalogue/obrazek.png: nový soubor" in text
    assert "catalogue/index.md: přibyl 1 řádek, ubyl" in text


def change_header(path: Path, name: str) -> None:
    head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([f"{head},{name}", *(f"{row}," for row in rows)]) + "\n", encoding="utf-8")


# Dangers ------------------------------------------------------------------------------------------------


def dangers(root: Path) -> list[str]:
    head, *lines = said(root).split("\n\n")[0].split("\n")
    return [one.strip() for one in lines] if head == "Pozor:" else []


def test_the_phone_of_an_emergency_line_stands_first(root: Path) -> None:
    line = "linka-priklad"
    put(root, f"{SERVICES}/contacts.csv", "value", "113", service=line, kind="phone")
    assert dangers(root)[0].startswith(f"telefon krizové nebo tísňové linky: {name_of(root, line)}: telefon ")


def test_a_verified_fact_that_changes(root: Path) -> None:
    where = {"service": "klub-priklad-cheb", "kind": "phone"}
    put(root, f"{SERVICES}/contacts.csv", "verified_on", "2024-05-02", **where)
    put(root, f"{SERVICES}/contacts.csv", "verified_by_role", "provider", **where)
    assert dangers(root) == []
    git(root, "commit", "-q", "-am", "verified")
    put(root, f"{SERVICES}/contacts.csv", "note", "Jen ráno.", **where)
    assert [one.partition(": ")[0] for one in dangers(root)] == ["mění ověřený údaj"]


def test_a_promise_without_a_reason_says_how_far_its_term_moved(root: Path) -> None:
    nodes = "data_packages/strategy/data/nodes.csv"
    change(root, nodes, lambda rows: rows[0].update(deadline="2030-06-30"))
    git(root, "commit", "-q", "-am", "term")
    change(root, nodes, lambda rows: rows[0].update(deadline="2030-12-31"))
    title = clean(first_row(root, "strategy", "nodes")["title"])
    assert dangers(root) == [
        f"mění se slib a kniha změn o tom nic neříká: {title}: termín posunut o 6 měsíců později "
        "(2030-06-30 → 2030-12-31), důvod neuveden"
    ]


def test_a_promise_with_a_reason_in_the_ledger_is_no_danger(root: Path) -> None:
    nodes = "data_packages/strategy/data/nodes.csv"
    node = first_row(root, "strategy", "nodes")
    change(root, nodes, lambda rows: rows[0].update(deadline="2030-12-31"))
    blank = dict.fromkeys(first_row(root, "strategy", "changes"), "")
    row = {"node": node["id"], "date": "2026-11-28", "column": "deadline", "before": node["deadline"]}
    more = {"after": "2030-12-31", "kind": "decision", "reason": "Rozhodla rada."}
    change(root, "data_packages/strategy/data/changes.csv", lambda rows: [*rows, blank | row | more])
    assert not any("slib" in one for one in dangers(root))


def test_a_service_that_ends_and_was_the_only_answer(root: Path) -> None:
    change(
        root, f"{SERVICES}/services.csv", lambda rows: [one.update(status="ended") for one in rows] and None
    )
    found = [one for one in dangers(root) if one.startswith("poslední, kdo tu pomáhal, končí: ")]
    assert found and all(" v ORP " in one and one.endswith(" → nikdo") for one in found)
    assert "nikdo neubyl" not in said(root)


# Secret places ------------------------------------------------------------------------------------------


def test_nothing_of_a_place_that_becomes_secret_is_in_any_output(root: Path) -> None:
    places = list(csv.DictReader(io.StringIO((root / SERVICES / "places.csv").read_text(encoding="utf-8"))))
    public = next(one for one in places if one["confidential"] == "false" and one["street"])
    put(root, f"{SERVICES}/places.csv", "confidential", "true", id=public["id"])
    put(root, f"{SERVICES}/places.csv", "street", "", id=public["id"])
    found = difference(root, ())
    assert "místo se utajuje; adresa zůstává v historii gitu: " in as_text(found)
    for output in (as_text(found), as_markdown(found), as_json(found)):
        assert public["street"] not in output
        assert public["name"] not in output


def test_a_secret_place_that_loses_its_flag_is_a_danger_and_still_not_told(root: Path) -> None:
    places = list(csv.DictReader(io.StringIO((root / SERVICES / "places.csv").read_text(encoding="utf-8"))))
    secret = next(one for one in places if one["confidential"] == "true")
    put(root, f"{SERVICES}/places.csv", "street", "Skrytá 7", id=secret["id"])
    put(root, f"{SERVICES}/places.csv", "confidential", "false", id=secret["id"])
    found = difference(root, ())
    assert "místo přestává být utajené, adresa by byla na webu: " in as_text(found)
    for output in (as_text(found), as_markdown(found), as_json(found)):
        assert "Skrytá" not in output


def test_a_secret_place_renamed_to_a_neutral_id_does_not_tell_which_one_it_was(root: Path) -> None:
    places = list(csv.DictReader(io.StringIO((root / SERVICES / "places.csv").read_text(encoding="utf-8"))))
    public = next(one for one in places if one["confidential"] == "false" and one["street"])
    old, new = public["id"], "utajene-jinde"

    def hidden(rows: Rows) -> None:
        row = next(one for one in rows if one["id"] == old)
        row.update(
            {name: "" for name in row if name != "municipality_code_csu"}
            | {"id": new, "confidential": "true"}
        )

    change(root, f"{SERVICES}/places.csv", hidden)
    for file in ("services", "contacts", "hours"):
        path = root / SERVICES / f"{file}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = difference(root, ())
    for output in (as_text(found), as_markdown(found), as_json(found)):
        assert public["street"] not in output
        assert old not in output


# Hostile cells ------------------------------------------------------------------------------------------

HOSTILE = (
    "@cely-tym",
    "[klikněte](https://zly.test)",
    "![x](https://zly.test/x.png)",
    "<img src=x onerror=y>",
    "`kód` | roura ``` plot",
    "první\n# druhý\n- [ ] třetí",
    "fixes #1 !2 ~3",
    "\x1b[31mčervená\u202e",
    "půlka \ud800 a \udfff",
)


def test_half_a_pair_can_be_written_by_a_terminal() -> None:
    assert printable("a\ud800b\udfffc") == "a�b�c"
    assert plain((Quoted("\udc00"),)).encode()


def test_rows_of_one_key_are_paired_in_their_order() -> None:
    def row(number: int, code: str, text: str) -> _Row:
        return _Row(number, {"id": code, "text": text})

    gone = [row(2, "a", "1"), row(3, "b", "2"), row(4, "a", "3"), row(5, "c", "4")]
    came = [row(2, "d", "5"), row(3, "a", "6"), row(4, "a", "7"), row(5, "a", "8"), row(6, "c", "9")]
    pairs = [(one.number, other.number) for one, other in _paired(gone, came, ["id"])]
    assert pairs == [(2, 3), (4, 4), (5, 6)]
    assert ([one.number for one in gone], [one.number for one in came]) == ([3], [2, 5])
    assert not list(_paired(gone, came, []))


@pytest.mark.parametrize("cell", HOSTILE)
def test_markdown_obeys_nothing_that_stands_in_a_cell(cell: str) -> None:
    text = markdown((Quoted(cell),))
    assert "\n" not in text and "\x1b" not in text and "\u202e" not in text
    assert text.encode()
    fence = len(text) - len(text.lstrip("`"))
    assert fence and text.endswith("`" * fence)
    assert "`" * fence not in text[fence:-fence]


def test_a_long_cell_says_how_much_more_there_is() -> None:
    assert clean("a" * 200) == "a" * 160 + "… (40\u00a0dalších znaků)"


def test_a_comment_is_never_too_long(root: Path) -> None:
    change(
        root,
        "data_packages/situations/data/synonyms.csv",
        lambda rows: [*rows, *({**rows[0], "phrase": f"{at} {'`@x ' * 60}"} for at in range(3000))],
    )
    assert len(as_markdown(difference(root, ()))) <= LIMIT + 100


def test_titles_of_schemas_are_words_of_a_stranger_too(root: Path) -> None:
    file = root / "data_packages/services/schemas/contacts.json"
    text = file.read_text(encoding="utf-8")
    raw = json.loads(text)
    next(one for one in raw["fields"] if one["name"] == "note")["title"] = "@tym <b> [x](http://y.cz)"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    put(root, f"{SERVICES}/contacts.csv", "note", "Jen ráno.", service="klub-priklad-cheb", kind="phone")
    line = next(one for one in as_markdown(difference(root, ())).split("\n") if "Jen ráno" in one)
    assert "@" not in line and "<" not in line and "](" not in line


# Errors teach -------------------------------------------------------------------------------------------


def test_unknown_names_and_folders_end_with_code_2(root: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    with pytest.raises(NoSide, match="Git nezná větev ani commit „neni“"):
        difference(root, ("neni..HEAD",))
    with pytest.raises(NoSide, match="Git nezná"):
        difference(root, ("--output=x",))
    assert run(app, ["diff", "neni", "--root", str(root)]).exit_code == 2
    empty = tmp_path / "prazdna"
    empty.mkdir()
    with pytest.raises(NoSide, match="není v repozitáři git"):
        difference(empty, ())
    with pytest.raises(NoSide, match="není portál"):
        difference(root, (str(root), str(empty)))


def test_a_broken_file_is_named_and_the_rest_is_compared(root: Path) -> None:
    (root / SERVICES / "hours.csv").write_bytes(b"\xff\xfe\0rubbish\n\x80")
    put(root, f"{SERVICES}/contacts.csv", "note", "Jen ráno.", service="klub-priklad-cheb", kind="phone")
    text = said(root)
    assert "hours.csv: nejde přečíst v části „po změně“, porovnal jsem zbytek" in text
    assert "Jen ráno." in text
    assert "nepočítám" in text


# Properties ---------------------------------------------------------------------------------------------

FIELD = {"type": "string", "description": "", "example": ""}
SCHEMA = {
    "fields": [{"name": one, "title": one, **FIELD} for one in ("id", "name", "text")],
    "primaryKey": ["id"],
}


def schema() -> Schema:
    from macros.data.schema import package_of

    return package_of(Path(), {"name": "p", "resources": []}, {"t": SCHEMA}).schemas["t"]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=8), st.data())
def test_any_changed_cell_is_named_once(cells: list[str], data: st.DataObject) -> None:
    from macros.data.mend import write_csv

    rows = [["id", "name", "text"], *([f"a{at}", f"jméno {at}", cell] for at, cell in enumerate(cells))]
    at = data.draw(st.integers(1, len(cells)))
    new = data.draw(CELL.filter(lambda cell: cell != rows[at][2]))
    other = [list(row) for row in rows]
    other[at][2] = new

    def side(which: list[list[str]]) -> dict[tuple[str, str], object]:
        return {("p", "t"): read_table(write_csv(which).encode(), "p", "t", "t.csv", schema())}

    before, after = side(rows), side(other)
    assert changes(Pair(before, before)) == []  # type: ignore[arg-type]
    assert changes(Pair(before, side(rows[:1] + rows[:0:-1]))) == []  # type: ignore[arg-type]
    found = changes(Pair(before, after))  # type: ignore[arg-type]
    assert [(one.row, [tuple(cell) for cell in one.cells]) for one in found] == [
        (at + 1, [("text", rows[at][2], new)])
    ]


def test_a_strangers_work_tree_that_would_run_something_is_not_compared(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "hooks: [zly.py]\n", encoding="utf-8")
    ended = CliRunner().invoke(app, ["diff", "--untrusted", "--root", str(root)])
    assert ended.exit_code == 2
    assert "hooks" in ended.output
