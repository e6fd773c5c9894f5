"""The form by which a municipality rates itself: made the same each time, read back without loss, taught where wrong."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook
from xlsxwriter import Workbook

from macros.check.readers import COMMANDS
from macros.data.characters import suspicious
from macros.data.mend import write_csv
from macros.data.packages import read_all
from macros.data.tables import Tables, read_table
from macros.data.wording import RULES
from macros.entry.cli import app
from macros.files.formulas import formula
from macros.imports import assessment as back
from macros.link import link
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.evaluation import assessment_form as form
from macros.subjects.evaluation import assessment_read as reading
from macros.subjects.evaluation import rows
from macros.subjects.evaluation.model import Evaluations
from macros.subjects.territory.model import Territories
from tests import portals
from tests.built import ROOT, Built

DATA = "data_packages/evaluation/data"
Sheets = dict[str, list[list[Any]]]


def sheets_of(raw: bytes) -> Sheets:
    """All visible sheets of a form as rows of cells."""
    book = load_workbook(io.BytesIO(raw))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
        if name != form.LISTS
    }


def saved(sheets: Sheets) -> bytes:
    """A form as another program would save it: plain cells, no styles, no protection."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "m/yyyy"})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for y, line in enumerate(lines):
                for x, cell in enumerate(line):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(y, x, dt.datetime(cell.year, cell.month, cell.day), day)
                    elif isinstance(cell, int | float):
                        sheet.write_number(y, x, cell)
                    elif cell != "":
                        sheet.write_string(y, x, cell)
    return out.getvalue()


@pytest.fixture
def small(portal: Path) -> tuple[Path, Site]:
    return portal, load_site(portal).site


def filled(site: Site, group: str = "sada-priklad", **facts: str) -> Sheets:
    """The empty form of the miniature portal with facts and with one level for every descriptor."""
    sheets = sheets_of(form.form(site[Evaluations].criteria_sets[group]))
    known = {
        "municipality": "Aš",
        "assessor": "sociální odbor",
        "phase": "začátek",
        "rated": "6/2024",
    } | facts
    for line, key in zip(sheets[form.FACTS][1:], form.FIELDS, strict=True):
        line[1] = known.get(key, line[1])
    for line in sheets[form.RATINGS][1:]:
        if line[0]:
            line[5], line[6] = "1 – zčásti", f"Stav {line[1]}."
    return sheets


def cell(sheets: Sheets, name: str, descriptor: str, value: Any) -> Sheets:
    """Change a cell of the sheet with ratings."""
    line = next(one for one in sheets[form.RATINGS] if one[0] == descriptor)
    line[list(form.COLUMNS).index(name)] = value
    return sheets


def run(root: Path, raw: bytes, *options: str, name: str = "formular.xlsx") -> tuple[int, str]:
    file = root / name
    file.write_bytes(raw)
    result = CliRunner().invoke(app, ["import", "assessment", str(file), "--root", str(root), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output.replace("\u00a0", " ")


def tables_on_disk(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / DATA).iterdir())}


# Made -------------------------------------------------------------------------------------------------


def test_the_same_data_give_the_same_bytes(small: tuple[Path, Site]) -> None:
    for one in form.form_files(small[1]):
        raw = one.make()
        assert raw == one.make()
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            assert {info.date_time[:3] for info in packed.infolist()} == {(1980, 1, 1)}
            assert b"2000-01-01" in packed.read("docProps/core.xml")


def test_there_is_an_empty_form_for_every_set_and_a_filled_one_for_every_phase(real: Built) -> None:
    assert [path for path in real.files if path.startswith("hodnoceni/") and path.endswith(".xlsx")] == [
        "hodnoceni/nove-mesto-pod-smrkem-2023-2024/end.xlsx",
        "hodnoceni/nove-mesto-pod-smrkem-2023-2024/start.xlsx",
        "hodnoceni/prorodinna-opatreni/formular.xlsx",
    ]


def test_the_form_asks_every_descriptor_and_offers_levels(small: tuple[Path, Site]) -> None:
    group = small[1][Evaluations].criteria_sets["sada-priklad"]
    raw = form.form(group)
    lines = sheets_of(raw)[form.RATINGS]
    assert [line[0] for line in lines if line[0]] == ["Označení", *(one.row.id for one in group.descriptors)]
    lists = load_workbook(io.BytesIO(raw)).get_sheet_by_name(form.LISTS).to_python()
    assert [line[0] for line in lists][:3] == ["2 – ano", "1 – zčásti", "0 – ne"]
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        sheet = packed.read("xl/worksheets/sheet3.xml").decode()
        hidden = packed.read("xl/workbook.xml").decode()
    assert sheet.count('type="list"') == 2 * len(group.descriptors)
    assert "<sheetProtection" in sheet
    assert f'name="{form.LISTS}"' in hidden and 'state="hidden"' in hidden


def test_text_of_the_data_is_never_a_formula_or_a_link(small: tuple[Path, Site]) -> None:
    root = small[0]
    path = root / DATA / "descriptors.csv"
    text = path.read_text(encoding="utf-8").replace("Máte služby sepsané?", "=1+1")
    path.write_text(text.replace("Sbíráte data?", "https://www.priklad.test/"), encoding="utf-8")
    raw = form.form(load_site(root).site[Evaluations].criteria_sets["sada-priklad"])
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        sheet = packed.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "=1+1" in [line[3] for line in sheets_of(raw)[form.RATINGS]]


# And back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", ["start", "end"])
def test_the_real_assessment_comes_back_as_it_was(real: Built, tmp_path: Path, phase: str) -> None:
    root = tmp_path / "portal"
    for name in ("data_packages", "catalogue", "strategy"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    before = tables_on_disk(root)
    code, output = run(root, real.files[f"hodnoceni/nove-mesto-pod-smrkem-2023-2024/{phase}.xlsx"])
    assert code == 0
    assert "nic se nemění" in output
    assert tables_on_disk(root) == before


def test_every_form_of_the_miniature_comes_back_as_it_was(small: tuple[Path, Site]) -> None:
    root, site = small
    before = tables_on_disk(root)
    for one in form.form_files(site):
        if not one.path.endswith("formular.xlsx"):
            code, output = run(root, one.make())
            assert code == 0, output
            assert "nic se nemění" in output, one.path
            assert tables_on_disk(root) == before


TEXT = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn", "Cc", "Cf", "Zl", "Zp"]),
        max_size=60,
    )
    .map(str.strip)
    .filter(lambda text: not suspicious(text) and not formula(text))
)
RATING = st.tuples(TEXT, st.sampled_from(["", "0", "1", "2"]), TEXT)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ratings=st.lists(RATING, min_size=3, max_size=3), assessor=TEXT.filter(bool), phase=TEXT.filter(bool))
def test_whatever_was_rated_comes_back_unchanged(
    small: tuple[Path, Site], ratings: list[tuple[str, str, str]], assessor: str, phase: str
) -> None:
    """Any sound text of the tables goes into the form and back without a difference."""
    site, tables = changed(small, ratings, assessor[:160], phase[:40].strip() or "fáze")
    one = site[Evaluations].assessments["cheb-2024"]
    if not any(words or value or evidence for words, value, evidence in ratings):
        return
    raw = form.form(one.set, one.territory, one, one.phases[0])  # type: ignore[arg-type]
    change = back.apply(reading.read_form(raw, "f.xlsx", site), "f.xlsx", site, tables)
    assert change.said == []
    for name in back.TABLES:
        now = [row.cells for row in change.edit.rows("evaluation", name)]
        assert now == tables["evaluation", name].rows


def changed(
    small: tuple[Path, Site], ratings: list[tuple[str, str, str]], assessor: str, phase: str
) -> tuple[Site, Tables]:
    """The miniature portal with other ratings of the assessment cheb-2024, linked without checks."""
    root, site = small
    packages, tables, _ = read_all(root)
    for name, edit in (("ratings", _rating_edit(ratings)), ("assessments", None), ("phases", None)):
        table = tables["evaluation", name]
        lines = [list(row) for row in table.rows]
        if name == "ratings":
            lines = edit(lines)  # type: ignore[misc]
        for row in lines:
            if name == "assessments" and row[0] == "cheb-2024":
                row[table.schema.names.index("assessor")] = assessor
            if name == "phases" and row[0] == "cheb-2024":
                row[table.schema.names.index("title")] = phase
        raw = write_csv([table.schema.names, *lines]).encode()
        tables["evaluation", name] = read_table(raw, "evaluation", name, table.file, table.schema)
    return link(site.root, site.settings, packages, tables), tables


def _rating_edit(
    ratings: list[tuple[str, str, str]],
) -> Callable[[list[list[str]]], list[list[str]]]:
    def edit(lines: list[list[str]]) -> list[list[str]]:
        kept, number = [], 0
        for row in lines:
            if row[0] == "cheb-2024":
                words, value, evidence = ratings[number]
                number += 1
                row = [*row[:3], words, "", value, "", "", evidence, row[9]]
                if not (words or value or evidence):
                    continue
            kept.append(row)
        return kept

    return edit


def test_a_new_assessment_is_written_sorted_and_sound(small: tuple[Path, Site]) -> None:
    root, site = small
    code, output = run(root, saved(filled(site)))
    assert code == 0, output
    assert "nové hodnocení as-2024: Aš 2024" in output
    assert "3 nové známky" in output
    assert portals.problems_of(root) == []
    one = load_site(root).site[Evaluations].assessments["as-2024"]
    assert (one.row.values_from, one.row.assessor) == ("assessor", "sociální odbor")
    assert one.row.source_document == "Formulář sebehodnocení: Sada Příklad"
    assert (one.phases[0].row.phase, one.phases[0].row.rated) == ("start", "2024-06")
    assert [rating.value for rating in one.phases[0].ratings.values()] == [1, 1, 1]


def test_a_later_phase_joins_its_assessment_in_time(small: tuple[Path, Site]) -> None:
    root, site = small
    run(root, saved(filled(site)))
    later = filled(site, phase="po roce", rated="6/2025", assessment="as-2024")
    cell(later, "value", "sada-priklad-1-1", "ano")
    cell(later, "change", "sada-priklad-1-1", "zlepšení")
    code, output = run(root, saved(later))
    assert code == 0, output
    assert "nová fáze po-roce: po roce" in output
    earlier = filled(site, phase="před programem", rated="1/2024", assessment="as-2024")
    assert run(root, saved(earlier))[0] == 0
    one = load_site(root).site[Evaluations].assessments["as-2024"]
    assert [phase.row.phase for phase in one.phases] == ["pred-programem", "start", "po-roce"]
    assert portals.problems_of(root) == []


def test_a_changed_answer_is_said_and_the_rest_stays(small: tuple[Path, Site]) -> None:
    root, site = small
    one = site[Evaluations].assessments["cheb-2024"]
    sheets = sheets_of(form.form(one.set, site[Territories].municipalities["554481"], one, one.phases[0]))
    cell(sheets, "value", "sada-priklad-1-2", 2)
    cell(sheets, "evidence", "sada-priklad-1-2", "Výroční\nzpráva")
    code, output = run(root, saved(sheets))
    assert code == 0, output
    assert "1.2 Sběr dat, stupeň: „1“ → „2“" in output
    assert "1.2 Sběr dat, čím to doložíte: „“ → „Výroční zpráva“" in output
    assert "0 nových známek, 1 změněná" in output
    rating = load_site(root).site[Evaluations].assessments["cheb-2024"].phases[0].ratings["sada-priklad-1-2"]
    assert (rating.value, rating.words, rating.evidence) == (2, "Začali jsme počítat.", "Výroční zpráva")


def test_a_trial_writes_nothing(small: tuple[Path, Site]) -> None:
    root, site = small
    before = tables_on_disk(root)
    code, output = run(root, saved(filled(site)), "--dry-run")
    assert code == 0
    assert "nové hodnocení as-2024" in output and "nic jsem nezapsal" in output
    assert tables_on_disk(root) == before


def test_an_answer_taken_back_removes_its_rating(small: tuple[Path, Site]) -> None:
    root, site = small
    one = site[Evaluations].assessments["cheb-2024"]
    sheets = sheets_of(form.form(one.set, site[Territories].municipalities["554481"], one, one.phases[0]))
    for name in ("value", "words", "evidence"):
        cell(sheets, name, "sada-priklad-1-1", "")
    code, output = run(root, saved(sheets))
    assert code == 0, output
    assert "1.1 Popsané služby: známka smazána" in output
    assert (
        "sada-priklad-1-1" not in load_site(root).site[Evaluations].assessments["cheb-2024"].phases[0].ratings
    )


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("11/2025", "2025-11"),
        ("11. 2025", "2025-11"),
        ("2025-11", "2025-11"),
        ("listopad 2025", "2025-11"),
        ("Září 2025", "2025-09"),
        (dt.date(2025, 11, 1), "2025-11"),
        ("", ""),
    ],
)
def test_months_are_read_as_people_write_them(small: tuple[Path, Site], written: Any, month: str) -> None:
    sheets = filled(small[1], rated=written)
    assert reading.read_form(saved(sheets), "f.xlsx", small[1]).rated == month


@pytest.mark.parametrize("written", ["2 – ano", "2", 2, 2.0, "ano", "ANO", " ano "])
def test_levels_are_read_as_people_write_them(small: tuple[Path, Site], written: Any) -> None:
    sheets = cell(filled(small[1]), "value", "sada-priklad-1-1", written)
    found = reading.read_form(saved(sheets), "f.xlsx", small[1]).ratings
    assert next(one.value for one in found if one.descriptor == "sada-priklad-1-1") == 2


@pytest.mark.parametrize("written", ["Aš", "aš", "554499", 554499, "Aš (554499)", "554499 Aš"])
def test_municipalities_are_read_by_name_or_code(small: tuple[Path, Site], written: Any) -> None:
    sheets = filled(small[1], municipality=written)
    assert reading.read_form(saved(sheets), "f.xlsx", small[1]).town.row.slug == "as"


def test_moved_columns_and_rows_are_found_by_their_names(small: tuple[Path, Site]) -> None:
    site = small[1]
    sheets = filled(site)
    sheets[form.FACTS] = [sheets[form.FACTS][0], *reversed(sheets[form.FACTS][1:])]
    sheets[form.RATINGS] = [[*line[3:], *line[:3]] for line in sheets[form.RATINGS]]
    found = reading.read_form(saved(sheets), "f.xlsx", site)
    assert [one.value for one in found.ratings] == [1, 1, 1]
    assert found.assessor == "sociální odbor"


# Taught -----------------------------------------------------------------------------------------------


Spoil = Callable[[Sheets], Any]
MISTAKES: dict[str, tuple[Spoil, str]] = {
    "form-level": (
        lambda sheets: cell(sheets, "value", "sada-priklad-1-2", "skoro"),
        "list Hodnocení, řádek 4, sloupec F (Stupeň): „skoro“\n  Takový stupeň stupnice nemá.\n"
        "  Jak opravit: vyberte jeden z: 0 – ne, 1 – zčásti, 2 – ano. Nevíte-li, nechte prázdné.",
    ),
    "form-move": (
        lambda sheets: cell(sheets, "change", "sada-priklad-1-2", "skok"),
        "list Hodnocení, řádek 4, sloupec H (Posun od minula): „skok“\n  Takový posun neznáme.",
    ),
    "form-descriptor": (
        lambda sheets: cell(sheets, "descriptor", "sada-priklad-1-2", "sada-priklad-1-3"),
        "list Hodnocení, řádek 4, sloupec A (Označení): „sada-priklad-1-3“\n  Takový ukazatel sada nemá.\n"
        "  Jak opravit: označení neměňte; najdete ho na stránce sady kritérií. Nejbližší existující: sada-priklad-1-",
    ),
    "form-no-descriptor": (
        lambda sheets: cell(sheets, "descriptor", "sada-priklad-1-2", ""),
        "list Hodnocení, řádek 4, sloupec A (Označení)\n  Řádek je vyplněný, ale chybí označení ukazatele.",
    ),
    "form-twice": (
        lambda sheets: cell(sheets, "descriptor", "sada-priklad-1-2", "sada-priklad-1-1"),
        "list Hodnocení, řádek 4, sloupec A (Označení): „sada-priklad-1-1“\n  Ukazatel už je na řádku 3.",
    ),
    "form-column": (
        lambda sheets: sheets[form.RATINGS][0].__setitem__(5, "Známka"),
        "list Hodnocení, řádek 1: „Stupeň“\n  Na listu chybí sloupec s tímto názvem v prvním řádku.",
    ),
    "form-sheet": (
        lambda sheets: sheets.update(List1=sheets.pop(form.RATINGS)),
        "f.xlsx\n  Ve formuláři chybí list „Hodnocení“ (má listy: Návod, Údaje, List1).",
    ),
    "form-field": (
        lambda sheets: sheets[form.FACTS][2].__setitem__(0, "Kdo"),
        "list Údaje, sloupec A: „Kdo hodnotil“\n  Na listu chybí řádek s tímto údajem.",
    ),
    "form-empty": (
        lambda sheets: sheets[form.FACTS][2].__setitem__(1, ""),
        "list Údaje, řádek 3, sloupec B (Kdo hodnotil)\n  Údaj chybí.\n  Jak opravit: doplňte ho: úřad, role",
    ),
    "form-set": (
        lambda sheets: sheets[form.FACTS][6].__setitem__(1, "sada-prikald"),
        "list Údaje, řádek 7, sloupec B (Sada kritérií): „sada-prikald“\n  Takovou sadu kritérií portál nemá.\n"
        "  Jak opravit: stáhněte si formulář ze stránky sady znovu. Nejbližší existující: sada-priklad.",
    ),
    "form-town": (
        lambda sheets: sheets[form.FACTS][1].__setitem__(1, "Chleb"),
        "list Údaje, řádek 2, sloupec B (Obec): „Chleb“\n  Takovou obec neznáme.\n"
        "  Jak opravit: opravte název, nebo napište kód obce. Nejbližší existující: Cheb.",
    ),
    "form-town-name": (
        lambda sheets: sheets[form.FACTS][1].__setitem__(1, "Cheb (554499)"),
        "list Údaje, řádek 2, sloupec B (Obec): „Cheb (554499)“\n  Kód a název nepatří k sobě: 554499 je Aš.",
    ),
    "form-month": (
        lambda sheets: sheets[form.FACTS][4].__setitem__(1, "13/2025"),
        "list Údaje, řádek 5, sloupec B (Měsíc a rok): „13/2025“\n  Není to měsíc a rok.",
    ),
    "form-id": (
        lambda sheets: sheets[form.FACTS][5].__setitem__(1, "Aš 2024!"),
        "list Údaje, řádek 6, sloupec B (Označení hodnocení): „Aš 2024!“\n"
        "  Označení smí mít jen malá písmena bez háčků a čárek, číslice a pomlčky.\n"
        "  Jak opravit: nechte ho prázdné, nebo napište například as-2024.",
    ),
    "form-large": (
        lambda sheets: sheets[form.RATINGS].extend([[]] * 6000 + [["x"]]),
        "f.xlsx\n  Soubor je na formulář příliš velký: na listu „Hodnocení“ je vyplněná buňka až",
    ),
    "form-formula": (
        lambda sheets: cell(sheets, "words", "sada-priklad-1-2", "=cmd|' /C calc'!A0"),
        "list Hodnocení, řádek 4, sloupec G (Stav slovy): „=cmd|' /C calc'!A0“\n"
        "  Text začíná jako vzorec (=, +, - nebo @); vzorce do dat nepřebíráme.",
    ),
    "form-foreign": (
        lambda sheets: sheets[form.FACTS][5].__setitem__(1, "cheb-2024"),
        "list Údaje, řádek 6, sloupec B (Označení hodnocení): „cheb-2024“\n"
        "  Pod tímto označením je jiné hodnocení: Cheb 2024.",
    ),
    "form-blank": (
        lambda sheets: [line.__setitem__(slice(5, 7), ["", ""]) for line in sheets[form.RATINGS][1:]],
        "list Hodnocení\n  Formulář je prázdný: není v něm stupeň ani slovo.",
    ),
}


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_mistake_is_said_in_terms_of_the_form(small: tuple[Path, Site], rule: str) -> None:
    root, site = small
    spoil, said = MISTAKES[rule]
    sheets = filled(site)
    spoil(sheets)
    before = tables_on_disk(root)
    code, output = run(root, saved(sheets), name="f.xlsx")
    assert code == 1
    assert said in output, output
    assert "Jak opravit" in output and "Nic jsem nezapsal." in output
    assert tables_on_disk(root) == before


def test_all_mistakes_are_said_at_once(small: tuple[Path, Site]) -> None:
    root, site = small
    sheets = filled(site)
    for rule in ("form-level", "form-month", "form-town", "form-empty"):
        MISTAKES[rule][0](sheets)
    code, output = run(root, saved(sheets))
    assert code == 1
    assert "Nalezeno: 4 chyby." in output


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "@SUM(A1)", "- bod seznamu", "＝HYPERLINK(A1)", " \t=1"])
@pytest.mark.parametrize("name", ["words", "evidence", "assessor", "phase"])
def test_a_form_never_brings_a_formula_into_the_data(small: tuple[Path, Site], name: str, text: str) -> None:
    root, site = small
    sheets = filled(site)
    if name in form.COLUMNS:
        cell(sheets, name, "sada-priklad-1-2", text)
    else:
        sheets[form.FACTS][2 if name == "assessor" else 3][1] = text
    before = tables_on_disk(root)
    code, output = run(root, saved(sheets))
    assert code == 1
    assert "vzorce do dat nepřebíráme" in output
    assert tables_on_disk(root) == before


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("words", "x" * 401, "sloupec G (Stav slovy): „x"),
        ("words", "Řekla to Mgr. Jana Vzorová", "Text vypadá jako jméno člověka."),
        ("evidence", "Zápis Jany\u200bVzorové", "sloupec I (Čím to doložíte)"),
        ("change", "zlepšení", "První fáze nemá s čím srovnat posun."),
    ],
)
def test_what_rules_of_the_data_forbid_is_said_of_the_form(
    small: tuple[Path, Site], name: str, value: str, said: str
) -> None:
    root, site = small
    before = tables_on_disk(root)
    code, output = run(root, saved(cell(filled(site), name, "sada-priklad-1-2", value)))
    assert code == 1
    assert "formular.xlsx, list Hodnocení, řádek 4" in output, output
    assert said in output
    assert tables_on_disk(root) == before


def test_a_month_in_the_future_is_said_of_the_form(small: tuple[Path, Site]) -> None:
    root, site = small
    code, output = run(root, saved(filled(site, rated="1/2098")))
    assert code == 1
    assert "list Údaje, řádek 5, sloupec B (Měsíc a rok): „2098-01“\n  Datum je v budoucnosti." in output


def test_an_assessor_is_no_person(small: tuple[Path, Site]) -> None:
    code, output = run(small[0], saved(filled(small[1], assessor="Mgr. Jana Vzorová")))
    assert code == 1
    assert "list Údaje, řádek 3, sloupec B (Kdo hodnotil)" in output


def test_another_assessor_does_not_overwrite_by_accident(small: tuple[Path, Site]) -> None:
    root, site = small
    sheets = filled(site, municipality="Cheb", rated="11/2024", assessor="škola")
    code, output = run(root, saved(sheets))
    assert code == 1
    assert "Hodnocení cheb-2024 už v datech je a hodnotil ho někdo jiný (městský úřad)." in output


def test_a_form_does_not_change_levels_that_were_derived(small: tuple[Path, Site]) -> None:
    root, site = small
    one, town = site[Evaluations].assessments["cheb-2023"], site[Territories].municipalities["554481"]
    sheets = sheets_of(form.form(one.set, town, one, one.phases[1]))
    cell(sheets, "value", "sada-priklad-1-2", "2 – ano")
    code, output = run(root, saved(sheets))
    assert code == 1
    assert "list Hodnocení, řádek 4, sloupec F (Stupeň): „2 – ano“" in output
    assert "odvodila redakce ze zdroje (je tam: 0 – ne)" in output
    sheets = filled(site, municipality="Cheb", assessment="cheb-2023", phase="po roce")
    code, output = run(root, saved(sheets))
    assert code == 1
    assert "novou fázi mu formulář nepřidá" in output


def test_names_that_several_municipalities_share_need_a_code(small: tuple[Path, Site]) -> None:
    root, _ = small
    path = root / "data_packages/territory/data/municipalities.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("554961,Karlovy Vary,", "554961,Aš,"), encoding="utf-8")
    code, output = run(root, saved(filled(load_site(root).site)))
    assert code == 1
    assert "Obcí toho jména je 2." in output
    assert "Aš (554499), ORP Aš; Aš (554961), ORP Karlovy Vary" in output


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"id,set\n1,2\n", b"\xd0\xcf\x11\xe0" * 200], ids=str)
def test_what_is_no_spreadsheet_is_said(small: tuple[Path, Site], raw: bytes) -> None:
    code, output = run(small[0], raw, name="f.xlsx")
    assert code == 1
    assert "f.xlsx\n  Soubor nejde přečíst jako tabulka XLSX." in output
    assert "Traceback" not in output


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_are_read_or_taught(small: tuple[Path, Site], data: st.DataObject) -> None:
    """Whatever stands in the cells, the reader gives a form or says what is wrong; it never breaks."""
    site = small[1]
    sheets = filled(site)
    value = st.one_of(
        st.text(max_size=20), st.integers(-9, 10**7), st.floats(allow_nan=False, allow_infinity=False)
    )
    for _ in range(data.draw(st.integers(1, 5))):
        sheet = sheets[data.draw(st.sampled_from([form.FACTS, form.RATINGS]))]
        line = sheet[data.draw(st.integers(0, len(sheet) - 1))]
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(value)
    try:
        reading.read_form(saved(sheets), "f.xlsx", site)
    except reading.FormError as error:
        assert error.problems
        assert all(one.what() and one.mend() for one in error.problems)


def test_bad_data_stop_the_command(portal: Path) -> None:
    site = load_site(portal).site
    raw = saved(filled(site))
    path = portal / DATA / "ratings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("better", "great"), encoding="utf-8")
    code, output = run(portal, raw)
    assert code == 1
    assert "Hodnota není v seznamu povolených." in output


def test_every_wording_about_forms_is_shown_here() -> None:
    elsewhere = {"form-file", "form-taken", "form-derived", "form-derived-phase", "form-town-many"}
    mine = {rule for rule in RULES if rule.startswith("form-")} - {*COMMANDS["import report"]}
    assert mine == elsewhere | MISTAKES.keys()


def test_fields_and_columns_of_the_form_are_those_of_the_tables() -> None:
    assert {"value", "words", "change", "evidence", "descriptor"} <= set(rows.RatingRow._fields)
    assert [form.COLUMNS[name][0] for name in ("descriptor", "value", "words")] == [
        "Označení",
        "Stupeň",
        "Stav slovy",
    ]
