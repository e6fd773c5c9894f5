"""The table of wishes: what offices save is read, and all mistakes are said at once in the words of the sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from macros.data.problems import BadData
from macros.subjects.meetings.timetable import Event
from macros.subjects.meetings.wishes import read_wishes

HEAD = "organisation;people;wants;met;away\n"


def table(folder: Path, text: str | bytes) -> Path:
    file = folder / "prani.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def sheet(folder: Path, rows: list[list[Any]], name: str = "Přání") -> Path:
    file = folder / "prani.xlsx"
    book = Workbook(file, {"default_date_format": "d.m.yyyy"})
    page = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            page.write(at, place, value)
    book.close()
    return file


def said(file: Path, **options: Any) -> str:
    with pytest.raises(BadData) as caught:
        read_wishes(file, Event((), **options))
    return str(caught.value)


def test_a_table_is_read(tmp_path: Path) -> None:
    text = 'organisation;people;wants;met;away\nŠkola;2;"Klub; Poradna";;3\nKlub;;škola;Poradna;"1;9:20-9:40"\nPoradna;1;;;4-6\n'
    event = read_wishes(table(tmp_path, text), Event((), rounds=6))
    assert [(one.name, one.people, one.wants, one.met, sorted(one.away)) for one in event.organisations] == [
        ("Škola", 2, (1, 2), (), [3]),
        ("Klub", 1, (0,), (2,), [1, 2, 3]),
        ("Poradna", 1, (), (), [4, 5, 6]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_offices_save_as_csv_is_read(encoding: str, ends: str, tmp_path: Path) -> None:
    text = (HEAD + "Škola;1;Žďár;;\nŽďár;1;Škola;;\n").replace("\n", ends)
    event = read_wishes(table(tmp_path, text.encode(encoding)), Event(()))
    assert [one.name for one in event.organisations] == ["Škola", "Žďár"]


def test_columns_may_be_czech_and_stand_in_any_order(tmp_path: Path) -> None:
    text = "chce potkat,Organizace,telefon\nB,A,1\n,B,2\n"
    assert read_wishes(table(tmp_path, text), Event(())).organisations[0].wants == (1,)


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    text = (
        HEAD + "Škola;3;Klup;;13\n"
        "Klub;1;Klub;;19:00\n"
        ";1;Škola;;\n"
        'Skola;1;"Klub, Poradna";;\n'
        'Poradna;1;"Klub, Škola";;někdy\n'
        '=Úřad;1;"Klub";;\n'
    )
    assert said(table(tmp_path, text)) == (
        "prani.csv, řádek 2, sloupec away: „13“\n"
        "  Takové kolo není, kol je 12.\n"
        "  Jak opravit: napište čísla od 1 do 12, nebo zvyšte počet kol (--rounds).\n\n"
        "prani.csv, řádek 2, sloupec people: „3“\n"
        "  Z jedné organizace přijdou jeden nebo dva lidé.\n"
        "  Jak opravit: napište 1, nebo 2. Nevíte-li, nechte prázdné.\n\n"
        "prani.csv, řádek 2, sloupec wants: „Klup“\n"
        "  Taková organizace v tabulce není.\n"
        "  Jak opravit: opravte název podle prvního sloupce, nebo pro ni přidejte řádek. Nejbližší: Klub.\n\n"
        "prani.csv, řádek 3, sloupec away: „19:00“\n"
        "  V ten čas se nikdo nesetkává, setkání jsou 9:00–12:00.\n"
        "  Jak opravit: opravte čas, nebo řekněte, kdy se začíná (--start).\n\n"
        "prani.csv, řádek 3, sloupec wants: „Klub“\n"
        "  Organizace se nemůže setkat sama se sebou.\n"
        "  Jak opravit: název smažte.\n\n"
        "prani.csv, řádek 4, sloupec organisation\n"
        "  Řádek je vyplněný, ale chybí v něm název organizace.\n"
        "  Jak opravit: doplňte název, nebo řádek smažte.\n\n"
        "prani.csv, řádek 5, sloupec organisation: „Skola“\n"
        "  Organizace už je na řádku 2.\n"
        "  Jak opravit: nechte jeden řádek a přání v něm spojte středníkem; dvě různé organizace odlište, třeba obcí.\n\n"
        "prani.csv, řádek 6, sloupec away: „někdy“\n"
        "  Z toho nepoznáme, kdy organizace nemůže.\n"
        "  Jak opravit: napište čísla kol nebo časy a mezi ně středník, třeba 3;4 nebo 9:00-9:30.\n\n"
        "prani.csv, řádek 6, sloupec wants: „Klub, Škola“\n"
        "  Názvy organizací odděluje středník, tady je čárka.\n"
        "  Jak opravit: napište mezi názvy středník.\n\n"
        "prani.csv, řádek 7, sloupec organisation: „=Úřad“\n"
        "  Název začíná jako vzorec (=, +, - nebo @).\n"
        "  Jak opravit: začněte název písmenem nebo číslicí.\n\n"
        "Nalezeno: 10\u00a0chyb."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "V prvním řádku chybí sloupec organisation (organizace)."),
        ("organisation;wnats\nA;B\n", "jde-li o překlep, opravte ho na wants"),
        ("organisation;organizace;wants\nA;A;\n", "Tento sloupec je v tabulce dvakrát."),
        (HEAD + "A;1;;;\n", "V tabulce nejsou ani dvě organizace."),
        (HEAD + "A;1;;;\nB;1;;;\n", "Nikdo si v tabulce nikoho nepřeje potkat."),
        (HEAD + 'A;1;B;;\n"B;1;A;;\n', "Uvozovky v souboru CSV nesedí"),
        (HEAD + '"A;b";1;;;\nB;1;A;;\n', "V názvu organizace je středník"),
        (HEAD + 'A;1;"B;B";;\nB;1;A;;\n', "Organizace je v buňce dvakrát."),
        (HEAD + "A;1;B;C;;\nB;1;A;;\nC;1;A;;\n", "Řádek má víc buněk než první řádek"),
        (HEAD + "A;1;B;;9:40-9:30\nB;1;A;;\n", "Z toho nepoznáme, kdy organizace nemůže."),
        (HEAD + "A;1;B;;0\nB;1;A;;\n", "Takové kolo není, kol je 12."),
        (
            HEAD + "".join(f"o{n};1;o{(n + 1) % 401};;\n" for n in range(401)),
            "Organizací je 401, plánovat umíme nejvýš 400.",
        ),
        (b"\xd0\xcf\x11\xe0 old Excel", "Soubor nejde přečíst jako tabulka XLSX ani CSV."),
        (b"PK\x03\x04 torn", "Soubor nejde přečíst jako tabulka XLSX ani CSV."),
        (b"x" * 10_000_001, "Soubor je na tabulku přání příliš velký: má víc než 10 MB."),
    ],
)
def test_each_mistake_has_its_sentence(text: str | bytes, sentence: str, tmp_path: Path) -> None:
    assert sentence in said(table(tmp_path, text))


def test_a_spreadsheet_is_read_whatever_it_made_of_the_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["organisation", "people", "wants", "met", "away"],
        ["Škola", 2, "Klub", "", 3],
        ["Klub", 1, "Škola", "", "1;2"],
        [],
        [2026, "", "Klub", "", ""],
    ]
    event = read_wishes(sheet(tmp_path, rows, "List1"), Event(()))
    assert [(one.name, one.people, sorted(one.away)) for one in event.organisations] == [
        ("Škola", 2, [3]),
        ("Klub", 1, [1, 2]),
        ("2026", 1, []),
    ]


def test_dates_and_numbers_that_a_spreadsheet_made_are_told(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["organisation", "people", "wants", "met", "away"],
        ["Škola", 2, "Klub", "", dt.date(2026, 4, 3)],
        ["Klub", 1, "Škola", "", 3.4],
    ]
    text = said(sheet(tmp_path, rows))
    assert (
        "prani.xlsx, řádek 2, sloupec away: „2026-04-03“\n  Tabulkový program z buňky udělal datum." in text
    )
    assert (
        "prani.xlsx, řádek 3, sloupec away: „3,4“\n  Tabulkový program z buňky udělal desetinné číslo."
        in text
    )


def test_a_time_in_a_cell_of_a_spreadsheet_is_a_round(tmp_path: Path) -> None:
    file = tmp_path / "prani.xlsx"
    book = Workbook(file)
    page = book.add_worksheet("Přání")
    page.write_row(0, 0, ["organisation", "wants", "away"])
    page.write_row(1, 0, ["Škola", "Klub"])
    page.write_datetime(1, 2, dt.time(9, 20), book.add_format({"num_format": "h:mm"}))
    page.write_row(2, 0, ["Klub", ""])
    book.close()
    assert read_wishes(file, Event(())).organisations[0].away == {2}


def test_one_mistake_is_not_told_twice(tmp_path: Path) -> None:
    text = HEAD + '"A; b";1;;;\n=B;1;A;;\nC;1;"A;=B;D";;\n'
    assert said(table(tmp_path, text)).count("Jak opravit") == 3
