"""Capacity and results: unknown is never zero, a registration counts once, small counts stay in, one form for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook
from xlsxwriter import Workbook

from macros.check.readers import COMMANDS
from macros.data.wording import RULES
from macros.entry.cli import app
from macros.imports.report import real, whole
from macros.load import load_site
from macros.model.site import Site
from macros.subjects.capacity import pages, report_words, results, words
from macros.subjects.capacity.hiding import ELSEWHERE, TOTAL, few, hidden_clients
from macros.subjects.capacity.model import Capacity
from macros.subjects.capacity.registered import Is, in_area, number_of, side_by_year, side_now
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.opendata.downloads import downloads
from tests import portals
from tests.built import ROOT, Built
from tests.built import words as words_of

DATA = "data_packages/capacity/data"
Sheets = dict[str, list[list[Any]]]


def changed(root: Path, table: str, find: str, replace: str) -> Site:
    portals.change(root, {"file": f"{DATA}/{table}.csv", "find": find, "replace": replace})
    return load_site(root).site


@pytest.fixture
def site(portal: Path) -> Site:
    return load_site(portal).site


def state(site: Site, area: str, kind: str, unit: str) -> Is:
    mine = site[Capacity]
    return in_area(mine.registrations, mine.areas[area].towns, site[Catalogue].kinds[kind], unit)


def said(site: Site, area: str) -> dict[str, dict[str, str]]:
    """What the table of an area says: by the name of the kind, by column."""
    view = pages.area_view(site, site[Capacity].areas[area])
    return {
        f"{row.kind.row.id} {row.need.unit if row.need else ''}": {
            title: text.replace("\u00a0", " ") for title, text in row.cells
        }
        for row in view.data.rows
    }


# Capacity -------------------------------------------------------------------------------------------------


def test_what_is_missing_follows_from_what_is_known(site: Site) -> None:
    club = said(site, "chebsko")["nizkoprahove-zarizeni clients"]
    assert club["Je"] == "15 míst pro klienty (2024)"
    assert club["Rozdíl"] == "do minima chybí 5 míst pro klienty, do ideálu chybí 15 míst pro klienty"
    assert said(site, "liberecko")["azylovy-dum beds"]["Rozdíl"] == "minimum je splněné, ideál je splněný"


def test_where_the_catalogue_knows_nobody_nothing_is_zero(site: Site) -> None:
    row = said(site, "chebsko")["sas-rodiny clients"]
    assert row["Je"] == words.NO_SERVICE
    assert row["Rozdíl"] == words.DIFFERENCE_UNKNOWN
    assert row["Ideál"] == words.NOBODY_SAID
    line = next(one for one in rows_of(pages.csv_of(site)) if one["kind"] == "sas-rodiny")
    assert (line["registered"], line["missing_to_minimum"]) == ("", "")


def rows_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode())))


def test_a_service_that_says_no_capacity_makes_the_rest_a_least_number(portal: Path) -> None:
    path = portal / "data_packages/services/data/services.csv"
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("klub-priklad-cheb,"))
    silent = line.replace("klub-priklad-cheb", "klub-priklad-druhy", 1).replace(
        ",15,clients,1000002,", ",,,,"
    )
    path.write_text(text.replace(line, f"{line}\n{silent}"), encoding="utf-8")
    areas = portal / "data_packages/services/data/areas.csv"
    rows = areas.read_text(encoding="utf-8")
    mine = [one for one in rows.splitlines() if one.startswith("klub-priklad-cheb,")]
    more = "".join(f"{one}\n" for one in mine).replace("klub-priklad-cheb", "klub-priklad-druhy")
    areas.write_text(rows.replace(mine[-1], f"{mine[-1]}\n{more.strip()}"), encoding="utf-8")
    row = said(load_site(portal).site, "chebsko")["nizkoprahove-zarizeni clients"]
    assert row["Je"] == "nejméně 15 míst pro klienty (2024), 1 služba kapacitu neuvádí"
    assert row["Rozdíl"] == words.DIFFERENCE_UNKNOWN


def test_a_registration_of_two_services_counts_once_and_is_added_to_no_part_of_it(
    site: Site, portal: Path
) -> None:
    # The advice centres of Aš and Liberec are one registration for 20 clients: whole in neither area.
    for area in ("chebsko", "liberecko"):
        found = state(site, area, "odborne-poradenstvi", "clients")
        assert (found.total, [one.name for one in found.shared]) == (None, ["1000003"])
    both = changed(portal, "small_area_municipalities", "chebsko,554499", "liberecko,554499")
    found = state(both, "liberecko", "odborne-poradenstvi", "clients")
    assert (found.total, found.whole) == (20, True)


def test_units_are_never_added(site: Site) -> None:
    areas = {
        one["unit"]: one["registered"]
        for one in rows_of(pages.csv_of(site))
        if one["area"] == "zkusebni-uzemi"
    }
    assert areas == {"beds": "4", "calls": "0"}


def test_a_cell_that_names_several_registrations_names_none() -> None:
    assert number_of("socialni-122 nebo socialni-123") == ""
    assert number_of("socialni-122") == "socialni-122"


def test_a_finer_kind_stands_on_the_side_of_what_it_is_a_part_of(portal: Path) -> None:
    site = changed(portal, "kind_sides", "sas-rodiny,prevention", "odborne-poradenstvi,prevention")
    assert site[Capacity].sides["dluhova-poradna"] == "prevention"
    assert "sas-rodiny" not in site[Capacity].sides


def test_prevention_stands_beside_care_unit_by_unit_and_year_by_year(site: Site) -> None:
    mine = site[Capacity]
    assert side_now(mine.registrations, mine.sides, "care", "beds").total == 16
    assert side_now(mine.registrations, mine.sides, "prevention", "beds").total is None
    beds = side_by_year(mine.registrations, mine.sides, "beds")
    assert {year: one["care"].total for year, one in beds.items()} == {2023: 10, 2024: 16}
    (money,) = pages.money_beside(mine.areas["chebsko"])
    shown = [[text.replace("\u00a0", " ") for _, text in line.cells] for line in money.lines]
    assert shown == [["900 000 Kč", "5 000 000 Kč"], ["1 250 000 Kč", "5 200 000 Kč"]]
    assert money.drawn.count("<svg") == 2


def test_an_area_shows_what_stands_in_for_what_is_missing(site: Site) -> None:
    view = pages.area_view(site, site[Capacity].areas["liberecko"])
    assert [one.row.id for one in view.data.substitutions] == ["liberec-sas"]
    assert not pages.area_view(site, site[Capacity].areas["podhuri"]).data.substitutions


def test_an_area_without_municipalities_says_so(mini: Built) -> None:
    text = words_of(mini.tree("kapacita/podhuri/index.html"))
    assert "Ze kterých obcí se skládá, zdroj neříká" in text
    assert "Kolik čeho tu je a kolik je potřeba, nevíme" in text


# Small counts ---------------------------------------------------------------------------------------------


def test_a_small_count_and_what_gives_it_away_stay_in(site: Site) -> None:
    (report, _) = site[Capacity].told["klub-priklad-cheb"].reports
    assert {one.town.name: one.clients for one in report.towns} == {
        "Cheb": 41,
        "Aš": None,
        "Karlovy Vary": None,
    }
    assert report.clients == 60


def test_of_few_clients_nothing_is_said(site: Site) -> None:
    (report,) = site[Capacity].told["sas-priklad-karlovy-vary"].reports
    assert (report.clients, report.contacts, report.note) == (None, None, "")


def add_rows(portal: Path, name: str, *lines: str) -> None:
    path = portal / DATA / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{one}\n" for one in lines), encoding="utf-8")


def test_few_contacts_are_hidden_where_nobody_knows_of_how_many_clients(portal: Path) -> None:
    add_rows(portal, "reports", "klub-priklad-cheb,2022,,2,,Dvakrát.,Vymyšlený plán,Strana 3,,2025-06-01")
    site = load_site(portal).site
    (report,) = [one for one in site[Capacity].told["klub-priklad-cheb"].reports if one.row.year == 2022]
    assert (report.contacts, report.note, report.hidden) == (None, "", True)
    raw = dict(downloads(site))["data/capacity/data/reports.csv"]
    (line,) = [one for one in rows_of(raw) if one["year"] == "2022"]
    assert (line["contacts"], line["note"]) == ("", "")


def test_a_share_and_a_count_never_give_back_an_unknown_total(portal: Path) -> None:
    source = "Vymyšlený plán,Strana 3,,2025-06-01"
    add_rows(
        portal,
        "outcomes",
        f"klub-prace,klub-priklad-cheb,Najdou si práci.,Počet lidí.,people,true,9,2021,,,,{source}",
        f"klub-skola,klub-priklad-cheb,Zůstanou ve škole.,Podíl lidí.,percent,true,75,2021,,,,{source}",
        f"klub-byt,klub-priklad-cheb,Najdou bydlení.,Podíl lidí.,percent,true,50,2020,,,,{source}",
    )
    add_rows(
        portal,
        "outcome_results",
        "klub-prace,2022,9,",
        "klub-skola,2022,90,Tři čtvrtiny.",
        "klub-skola,2023,90,",
        "klub-prace,2024,40,",
        "klub-skola,2024,80,",
        "klub-byt,2021,60,",
    )
    found = load_site(portal).site[Capacity].numbers
    # Of 2024 the total is known: what is left of it is looked at by itself. Of 2023 nothing stands beside.
    mine = {one for one in found.results if one[0] in ("klub-prace", "klub-skola", "klub-byt")}
    assert mine == {("klub-skola", 2022), ("klub-byt", 2021)}
    assert found.baselines == {"klub-skola"}


def test_a_share_that_leaves_few_people_is_hidden_with_its_words(site: Site) -> None:
    found = {one.row.id: one for one in site[Capacity].told["klub-priklad-cheb"].outcomes}
    # 95 % of 60 clients leave three.
    assert [(one.value, one.note) for one in found["klub-zamestnani"].results] == [(None, "")]
    assert [one.value for one in found["klub-otevreno"].results] == [192]


def test_no_file_of_the_site_holds_a_hidden_number(mini: Built, site: Site) -> None:
    for path, raw in mini.files.items():
        if path.startswith(("vysledky-sluzeb/", "data/capacity/", "search/")) and not path.endswith(".xlsx"):
            for secret in ("Teprve začínáme", "Skoro všichni"):
                assert secret.encode() not in raw, path
    tables = {
        path.rpartition("/")[2]: raw for path, raw in downloads(site) if path.startswith("data/capacity/data")
    }
    assert [one["clients"] for one in rows_of(tables["report_clients.csv"])] == [
        "30",
        "12",
        "41",
        "",
        "",
        "",
        "70",
    ]
    assert [one["contacts"] for one in rows_of(tables["reports.csv"])] == ["900", "1000", "", ""]
    assert [one["result"] for one in rows_of(tables["outcome_results.csv"])] == ["192.0", "", "3.0"] or [
        one["result"] for one in rows_of(tables["outcome_results.csv"])
    ] == ["192", "", "3"]


@pytest.mark.parametrize(
    ("unit", "value", "total", "hidden"),
    [
        ("percent", 50.0, 20, False),
        ("percent", 4.0, 20, True),
        ("percent", 99.0, 200, True),
        ("people", 4.0, None, True),
        ("people", 16.0, 20, True),
        ("people", 10.0, 20, False),
    ],
)
def test_who_is_meant_and_who_is_left_are_both_enough(
    unit: str, value: float, total: int | None, hidden: bool
) -> None:
    assert few(unit, value, total, known=True, threshold=5) is hidden


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.integers(0, 60), min_size=1),
    st.integers(0, 40),
)
def test_what_is_left_of_a_total_is_never_one_hidden_number_or_a_small_one(
    towns: dict[str, int], rest: int
) -> None:
    total = sum(towns.values()) + rest
    gone, elsewhere = hidden_clients(total, dict(towns), 5, {"a": 10, "b": 20, "c": None})
    parts = {("municipality", code): count for code, count in towns.items()} | (
        {ELSEWHERE: rest} if rest else {}
    )
    assert all(key in gone for key, count in parts.items() if count < 5)
    assert elsewhere in (None, rest)
    unknown = [count for key, count in parts.items() if key in gone]
    if unknown and TOTAL not in gone:
        assert len(unknown) > 1
        assert sum(unknown) >= 5
    if TOTAL in gone and total >= 5:
        assert unknown


# The form -------------------------------------------------------------------------------------------------


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*args])
    return done.exit_code, done.output.replace("\u00a0", " ")


def sheets_of(path: Path) -> Sheets:
    book = load_workbook(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(path: Path, sheets: Sheets) -> None:
    """A form as another program would save it."""
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for y, line in enumerate(lines):
                for x, cell in enumerate(line):
                    if isinstance(cell, int | float):
                        sheet.write_number(y, x, cell)
                    elif cell != "":
                        sheet.write_string(y, x, str(cell))


Fill = Callable[[Sheets], None]


def brought(
    portal: Path, fill: Fill, service: str = "klub-priklad-cheb", year: str = "2025"
) -> tuple[int, str]:
    """Write the form of a service, fill it in and bring it back."""
    file = portal.parent / f"vykaz-{year}.xlsx"
    assert run("report-form", service, year, "--out", str(file), "--root", str(portal))[0] == 0
    sheets = sheets_of(file)
    fill(sheets)
    saved(file, sheets)
    return run("import", "report", str(file), "--root", str(portal))


def put(sheets: Sheets, on: str, row: int, *cells: Any) -> None:
    """Write cells into a row of a sheet, counted as a spreadsheet does."""
    lines = sheets[on]
    while len(lines) < row:
        lines.append([])
    lines[row - 1] = [*cells, *lines[row - 1][len(cells) :]]


def fact(sheets: Sheets, key: str, value: Any) -> None:
    row = list(report_words.FIELDS).index(key) + 2
    put(sheets, report_words.FACTS, row, report_words.FIELDS[key][0], value)


def table(portal: Path, name: str) -> list[dict[str, str]]:
    return rows_of((portal / DATA / f"{name}.csv").read_bytes())


def test_a_form_that_nobody_filled_in_changes_nothing(portal: Path) -> None:
    before = {path.name: path.read_bytes() for path in (portal / DATA).iterdir()}
    code, text = brought(portal, lambda sheets: None, year="2024")
    assert code == 0, text
    assert "formulář říká totéž co data" in text
    assert before == {path.name: path.read_bytes() for path in (portal / DATA).iterdir()}


def test_a_new_report_gets_in_whole_but_for_small_counts(portal: Path) -> None:
    def fill(sheets: Sheets) -> None:
        fact(sheets, "clients", 80)
        fact(sheets, "contacts", "1 100")
        put(sheets, report_words.CLIENTS, 2, "Cheb", 60)
        put(sheets, report_words.CLIENTS, 3, "Aš (554499)", 17)
        put(sheets, report_words.CLIENTS, 4, "Karlovy Vary", 3)
        put(sheets, report_words.GRANTS, 2, "kraj", "1 000 000")

    code, text = brought(portal, fill, year="2023")
    assert code == 0, text
    assert "Vynechaná čísla: Aš, Karlovy Vary" in text
    mine = [one for one in table(portal, "report_clients") if one["year"] == "2023"]
    assert {one["municipality_code_csu"]: one["clients"] for one in mine} == {
        "554481": "60",
        "554499": "",
        "554961": "",
    }
    (report,) = [one for one in table(portal, "reports") if one["year"] == "2023"]
    assert (report["clients"], report["contacts"]) == ("80", "1100")
    assert report["source_document"] == report_words.SOURCE.format(2023)
    assert {
        "service": "klub-priklad-cheb",
        "year": "2023",
        "payer": "kraj",
        "amount_czk": "1000000",
    } in table(portal, "report_grants")


def test_few_contacts_never_get_into_the_data(portal: Path) -> None:
    def fill(sheets: Sheets) -> None:
        fact(sheets, "contacts", 2)
        fact(sheets, "note", "Přišel jeden člověk.")

    code, text = brought(portal, fill, year="2022")
    assert code == 0, text
    assert report_words.FIELDS["contacts"][0] in text.partition("Vynechaná čísla: ")[2]
    (report,) = [one for one in table(portal, "reports") if one["year"] == "2022"]
    assert (report["clients"], report["contacts"], report["note"]) == ("", "", "")


def test_what_differs_is_said_from_what_to_what(portal: Path) -> None:
    def fill(sheets: Sheets) -> None:
        fact(sheets, "contacts", 950)
        row = next(at for at, one in enumerate(sheets[report_words.OUTCOMES], 1) if one[0] == "klub-otevreno")
        put(sheets, report_words.OUTCOMES, row, "klub-otevreno", "", "", "", "", "180,5", "Méně dní.")

    code, text = brought(portal, fill, year="2024")
    assert code == 0, text
    assert "900" in text
    assert "950" in text
    assert {"outcome": "klub-otevreno", "year": "2024", "result": "180.5", "note": "Méně dní."} in table(
        portal, "outcome_results"
    )


def test_every_mistake_is_said_at_once_and_nothing_is_written(portal: Path) -> None:
    before = {path.name: path.read_bytes() for path in (portal / DATA).iterdir()}

    def fill(sheets: Sheets) -> None:
        fact(sheets, "service", "klub-priklad-chep")
        fact(sheets, "year", "loni")
        fact(sheets, "clients", "asi sto")
        put(sheets, report_words.CLIENTS, 5, "Chleb", 10)
        put(sheets, report_words.CLIENTS, 6, "Cheb", "deset")
        put(sheets, report_words.CLIENTS, 7, "", 7)
        put(sheets, report_words.GRANTS, 2, "=1+1", 5)
        put(sheets, report_words.GRANTS, 3, "kraj", "")

    code, text = brought(portal, fill)
    assert code == 1
    for told in (
        "Takovou službu portál nemá",
        "klub-priklad-cheb",
        "Není to rok",
        "list Výkaz, řádek 5, sloupec B (Klienti za rok): „asi sto“",
        "Takovou obec neznáme",
        "list Klienti podle obcí, řádek 6, sloupec B (Klienti): „deset“",
        "Totéž už je na řádku 2",
        "Na řádku chybí „Obec“",
        "vzorce do dat nepřebíráme",
        "Na řádku chybí „Kč“",
        "Nic jsem nezapsal",
    ):
        assert told in text, (told, text)
    assert before == {path.name: path.read_bytes() for path in (portal / DATA).iterdir()}


def test_what_the_rules_find_is_said_in_terms_of_the_form(portal: Path) -> None:
    def fill(sheets: Sheets) -> None:
        fact(sheets, "grants_total_czk", 5)

    code, text = brought(portal, fill, year="2024")
    assert code == 1
    assert "list Výkaz, řádek 7, sloupec Dotace celkem (Kč)" in text


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (lambda sheets: sheets.pop(report_words.GRANTS), "Ve formuláři chybí list „Dotace“"),
        (lambda sheets: put(sheets, report_words.CLIENTS, 1, "Kde"), "chybí sloupec"),
        (lambda sheets: put(sheets, report_words.FACTS, 4, "Letopočet"), "chybí řádek s tímto údajem"),
        (
            lambda sheets: put(sheets, report_words.OUTCOMES, 9, "jiny-vysledek", *[""] * 4, 5),
            "dohodnutý nemá",
        ),
        (
            lambda sheets: put(sheets, report_words.OUTCOMES, 2, "klub-otevreno", *[""] * 4, "moc"),
            "Není to číslo",
        ),
    ],
)
def test_a_form_that_lost_a_part_is_refused(portal: Path, fill: Fill, told: str) -> None:
    code, text = brought(portal, fill)
    assert code == 1
    assert told in text


def test_an_empty_form_and_a_file_that_is_none_are_refused(portal: Path) -> None:
    code, text = brought(portal, lambda sheets: None, service="linka-priklad")
    assert (code, "Výkaz je prázdný" in text) == (1, True)
    other = portal.parent / "jiny.xlsx"
    other.write_bytes(b"PK nothing")
    code, text = run("import", "report", str(other), "--root", str(portal))
    assert (code, "nejde přečíst jako tabulka XLSX" in text) == (1, True)


def test_the_form_is_written_for_services_that_are_there_and_over_nothing(portal: Path) -> None:
    file = portal.parent / "vykaz.xlsx"
    code, text = run("report-form", "klub-priklad-chep", "2025", "--out", str(file), "--root", str(portal))
    assert (code, "klub-priklad-cheb" in text) == (1, True)
    file.write_bytes(b"mine")
    code, text = run("report-form", "klub-priklad-cheb", "2025", "--out", str(file), "--root", str(portal))
    assert (code, "nechávám ho" in text, file.read_bytes()) == (1, True, b"mine")


def test_a_form_never_tells_what_pages_do_not(portal: Path) -> None:
    file = portal.parent / "vykaz.xlsx"
    run("report-form", "sas-priklad-karlovy-vary", "2025", "--out", str(file), "--root", str(portal))
    cells = {str(cell) for lines in sheets_of(file).values() for line in lines for cell in line}
    assert "Karlovy Vary (554961)" in cells
    assert not {"3", "41", "Teprve začínáme."} & cells


def test_every_wording_about_reports_is_shown_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    shown = (
        "Takovou službu portál nemá",
        "Není to rok",
        "asi sto",
        "Totéž už je",
        "Na řádku chybí",
        "dohodnutý nemá",
    )
    assert all(one in here for one in shown)
    assert len(COMMANDS["import report"]) == len(shown) + 2  # not a number, an empty report
    assert {*COMMANDS["import report"]} <= RULES.keys()


@given(st.integers(0, 10**11))
def test_a_whole_number_is_read_as_people_write_it(number: int) -> None:
    assert whole(str(number)) == str(number)
    assert whole(f"{number:,}".replace(",", "\u00a0")) == str(number)
    assert real(f"{number:,}".replace(",", " ") + " %") == str(number)


@given(st.text(max_size=12))
def test_whatever_stands_in_a_number_nothing_breaks(text: str) -> None:
    for read in (whole, real):
        found = read(text)
        assert found in (None, "") or float(found or 0) is not None


# Donors and the real data ---------------------------------------------------------------------------------


def test_of_a_field_that_nobody_spoke_of_nothing_is_known(site: Site) -> None:
    first = results.donors_view(site, None).data.lines[0]
    told = {cell.title: cell.said for cell in first.cells}
    assert told["Klienti podle obcí"] == "chce"
    assert told["Výsledek v roce"] == "nechce nebo nemá"
    assert told["Dotace a od koho jsou"] == "nevíme"


def test_the_real_data_say_only_what_the_documents_say(real: Built) -> None:
    mine = real.site[Capacity]
    assert sorted(mine.areas) == ["frydlantsko", "liberec", "nove-mesto-pod-smrkem"]
    assert not any(area.needs or area.money or area.row.drawn_by for area in mine.areas.values())
    assert not mine.areas["frydlantsko"].towns
    assert not mine.told
    kissos = next(one for one in mine.donors if one.row.id == "kissos")
    asked = {name: row.asked for name, row in kissos.fields.items()}
    assert asked == {
        "clients_by_municipality": True,
        "grants": True,
        "expected": False,
        "known_by": False,
        "result": False,
    }
    minutes = (ROOT / "data_packages/network/data/surveys.csv").read_text(encoding="utf-8")
    assert all(one.row.source_document in minutes for one in (*mine.areas.values(), *mine.donors))


def test_sides_of_the_real_data_are_those_of_the_law(real: Built) -> None:
    kinds = real.site[Catalogue].kinds
    for code, side in real.site[Capacity].sides.items():
        kind = next(one for one in kinds[code].ladder if one.row.section)
        number = int("".join(filter(str.isdigit, kind.row.section)))
        assert (side == "care") is (39 <= number <= 52), code


def test_pages_of_the_real_portal_say_what_is_not_known(real: Built) -> None:
    assert "Kolik čeho je potřeba, nám zatím nikdo neřekl" in words_of(real.tree("kapacita/index.html"))
    assert "Kolik šlo na prevenci a kolik na péči, nám zatím nikdo neřekl" in words_of(
        real.tree("prevence-a-pece/index.html")
    )
    assert "Zatím nám žádná služba výkaz nedala" in words_of(real.tree("vysledky-sluzeb/index.html"))
    text = words_of(real.tree("kapacita/liberec/index.html"))
    assert "pomoc rodině přímo doma: nebylo to tu" in text
    assert "Kde jedna služba zastupuje jinou" in text
