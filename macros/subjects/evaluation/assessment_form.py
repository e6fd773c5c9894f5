"""The form by which a municipality rates itself, as a spreadsheet: what stands where, and writing it.

The same data give the same bytes: the file carries no clock. Reading it back is `assessment_read`; both
share the names of sheets, fields and columns that are here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from macros.files.form_styles import book_of, styles_of
from macros.files.installed import version
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.subjects.evaluation import rows
from macros.subjects.evaluation.model import Assessment, CriteriaSet, Evaluations, Phase
from macros.subjects.evaluation.pages.evaluation import blank_form, filled_form
from macros.subjects.evaluation.ratings import MOVES
from macros.subjects.territory.model import Municipality

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

GUIDE, FACTS, RATINGS, LISTS = "Návod", "Údaje", "Hodnocení", "Seznamy"
"""Names of the sheets; the last one is hidden."""

FIELDS = {
    "municipality": ("Obec", "Název obce. Je-li obcí toho jména víc, napište za něj do závorky kód obce."),
    "assessor": ("Kdo hodnotil", "Úřad, role nebo skupina, třeba „sociální odbor a škola“. Žádná jména."),
    "phase": ("Fáze", "Vyberte, nebo napište vlastní, třeba „po dvou letech“."),
    "rated": ("Měsíc a rok", "Kdy jste hodnotili, třeba 11/2026."),
    "assessment": ("Označení hodnocení", "Nechte prázdné, vznikne samo. Vyplněné nepřepisujte."),
    "set": ("Sada kritérií", "Neměňte, podle ní portál formulář pozná."),
}
"""Fields of the sheet with facts: what they are called and what to write."""

COLUMNS = {
    "descriptor": ("Označení", 14),
    "number": ("Číslo", 7),
    "title": ("Ukazatel", 26),
    "question": ("Na co se ptáme", 38),
    "text": ("Celý ukazatel", 44),
    "value": ("Stupeň", 15),
    "words": ("Stav slovy", 46),
    "change": ("Posun od minula", 22),
    "evidence": ("Čím to doložíte", 30),
}
"""Columns of the sheet with ratings: what they are called and how wide they are."""

FIRST_ROW = 2
"""Row of the sheet with ratings (as a spreadsheet counts) that holds the first criterion."""
PHASES = {"začátek": "start", "konec": "end"}
"""Phases that the form offers, with their ids."""
OFFERED = (*PHASES, "po roce", "po dvou letech")
_LONGEST = {"words": 400, "evidence": 300}


def form_files(site: Site) -> Iterator[Made]:
    """The empty form of each set, and a filled one for each phase of a municipality's assessment."""
    made_by = f"xlsxwriter {version('xlsxwriter')}".encode() if site[Evaluations].criteria_sets else b""
    for group in site[Evaluations].criteria_sets.values():
        yield Made(blank_form(group), digest([made_by, group.key]), partial(form, group))
    for one in site[Evaluations].assessments.values():
        if one.town:
            for phase in one.phases:
                make = partial(form, one.set, one.town, one, phase)
                yield Made(
                    filled_form(one, phase), digest([made_by, one.key, phase.row.phase.encode()]), make
                )


def level_text(level: rows.ScaleLevelRow) -> str:
    """How a level reads in the form: "2 – převážně"."""
    return f"{level.value} – {level.label}"


def town_text(town: Municipality) -> str:
    """How a municipality reads in the form: "Cheb (554481)"."""
    return f"{town.row.name} ({town.row.code_csu})"


def month_text(value: str) -> str:
    """How a month reads in the form: "2026-11" → "11/2026"."""
    return f"{int(value[5:7])}/{value[:4]}" if value else ""


def form(
    group: CriteriaSet,
    town: Municipality | None = None,
    assessment: Assessment | None = None,
    phase: Phase | None = None,
) -> bytes:
    """The form as XLSX: empty, or with what is known of a phase of an assessment."""
    out = BytesIO()
    book = book_of(out, f"Formulář: {group.row.title}")
    styles = styles_of(book)
    _guide(book, styles, group)
    # Sheets stand in the order in which they are added; the lists must be known before and come last.
    facts, ratings = book.add_worksheet(FACTS), book.add_worksheet(RATINGS)
    lists = _lists(book, group)
    _facts(facts, styles, _known(group, town, assessment, phase), lists)
    _ratings(ratings, styles, group, phase, lists)
    book.close()
    return out.getvalue()


def _guide(book: Workbook, styles: dict[str, Format], group: CriteriaSet) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.write_string(0, 0, group.row.title, styles["title"])
    lines = [
        group.row.summary,
        f"1. Na listu {FACTS} napište obec, kdo hodnotil a kdy.",
        f"2. Na listu {RATINGS} vyberte u každého ukazatele stupeň a jednou větou napište, jaký je stav.",
        "3. Nevíte? Nechte prázdné. Prázdné není nula.",
        "4. Žádná jména lidí. Pište role a organizace.",
        "5. Soubor uložte a pošlete správci portálu. Ten ho načte příkazem rozcestnik import assessment.",
        f"Co stupně znamenají: {group.row.scale_note}",
        *(f"{level_text(one)}: {one.words}" for one in reversed(group.levels)),
        f"Zdroj kritérií: {group.row.source_document}",
    ]
    for at, text in enumerate(lines, start=2):
        sheet.write_string(at, 0, text, styles["plain"])
    sheet.protect()


def _known(
    group: CriteriaSet, town: Municipality | None, assessment: Assessment | None, phase: Phase | None
) -> dict[str, str]:
    return {
        "municipality": town_text(town) if town else "",
        "assessor": assessment.row.assessor if assessment else "",
        "phase": phase.row.title if phase else "",
        "rated": month_text(phase.row.rated) if phase else "",
        "assessment": assessment.row.id if assessment else "",
        "set": group.row.id,
    }


def _facts(sheet: Worksheet, styles: dict[str, Format], known: dict[str, str], lists: dict[str, str]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 60)
    for at, text in enumerate(("Co", "Vaše odpověď", "Jak na to")):
        sheet.write_string(0, at, text, styles["head"])
    for at, (key, (label, note)) in enumerate(FIELDS.items(), start=1):
        sheet.write_string(at, 0, label, styles["bold"])
        sheet.write_string(at, 1, known[key], styles["grey" if key == "set" else "open"])
        sheet.write_string(at, 2, note, styles["grey"])
        if key == "phase":
            rule = {"validate": "list", "source": lists["phase"], "error_type": "information"}
            sheet.data_validation(at, 1, at, 1, rule)
    sheet.protect()


def _ratings(
    sheet: Worksheet,
    styles: dict[str, Format],
    group: CriteriaSet,
    phase: Phase | None,
    lists: dict[str, str],
) -> None:
    names = list(COLUMNS)
    for at, (title, width) in enumerate(COLUMNS.values()):
        sheet.write_string(0, at, title, styles["head"])
        sheet.set_column(at, at, width)
    row = FIRST_ROW - 1
    for criterion in group.criteria:
        sheet.write_string(row, 1, str(criterion.row.position), styles["group"])
        sheet.write_string(row, 2, criterion.row.title, styles["group"])
        row += 1
        for one in criterion.descriptors:
            rating = phase.ratings.get(one.row.id) if phase else None
            cells = _cells(group, rating) | {
                "descriptor": one.row.id,
                "number": one.number,
                "title": one.row.title,
                "question": one.row.question,
                "text": one.row.text,
            }
            for at, name in enumerate(names):
                sheet.write_string(row, at, cells[name], styles[_STYLE.get(name, "open")])
            _offers(sheet, row, lists)
            row += 1
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})


_STYLE = {"descriptor": "grey", "number": "plain", "title": "bold", "question": "plain", "text": "grey"}


def _cells(group: CriteriaSet, rating: rows.RatingRow | None) -> dict[str, str]:
    if rating is None:
        return dict.fromkeys(("value", "words", "change", "evidence"), "")
    level = group.level(rating.value)
    return {
        "value": level_text(level) if level else "",
        "words": rating.words,
        "change": MOVES[rating.change].label if rating.change else "",
        "evidence": rating.evidence,
    }


def _lists(book: Workbook, group: CriteriaSet) -> dict[str, str]:
    """Write what may be chosen on a hidden sheet; return where each list stands. Words may have commas."""
    sheet = book.add_worksheet(LISTS)
    lists = {
        "value": [level_text(one) for one in reversed(group.levels)],
        "change": [one.label for one in MOVES.values()],
        "phase": list(OFFERED),
    }
    where = {}
    for at, (name, offered) in enumerate(lists.items()):
        for row, text in enumerate(offered):
            sheet.write_string(row, at, text)
        letter = "ABC"[at]
        where[name] = f"={LISTS}!${letter}$1:${letter}${len(offered)}"
    sheet.protect()
    sheet.hide()
    return where


def _offers(sheet: Worksheet, row: int, lists: dict[str, str]) -> None:
    names = list(COLUMNS)
    for name in ("value", "change"):
        at = names.index(name)
        rule: dict[str, Any] = {
            "validate": "list",
            "source": lists[name],
            "error_title": "Vyberte ze seznamu",
        }
        sheet.data_validation(row, at, row, at, rule)
    for name, most in _LONGEST.items():
        at = names.index(name)
        rule = {
            "validate": "length",
            "criteria": "<=",
            "value": most,
            "error_title": "Příliš dlouhé",
            "error_message": f"Zkraťte text na {most} znaků.",
        }
        sheet.data_validation(row, at, row, at, rule)
