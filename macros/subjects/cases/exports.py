"""What others may take of cases and projects."""

from __future__ import annotations

from functools import partial

from macros.data import proofs
from macros.export import OWN, PDF_UA, RFC_4180, Export, by_form
from macros.subjects.cases import export_words as words
from macros.subjects.cases.addresses import CASES, PROJECTS
from macros.subjects.cases.cards import blank_files, card_files
from macros.subjects.cases.pages import cases, projects
from macros.subjects.cases.tables import CASE_COLUMNS, PROJECT_COLUMNS, case_files, project_files, text_files

EXPORTS = (
    Export(
        name="cases",
        title=words.CASES,
        about=words.CASES_ABOUT,
        path=cases.CSV,
        media="text/csv",
        standard=RFC_4180,
        make=case_files,
        prove=by_form(partial(proofs.csv_file, CASE_COLUMNS)),
    ),
    Export(
        name="case-cards",
        title=words.CARDS,
        about=words.CARDS_ABOUT,
        path=f"{CASES}{{case}}/{{cards}}.pdf",
        media="application/pdf",
        standard=PDF_UA,
        make=card_files,
        prove=by_form(proofs.document),
    ),
    Export(
        name="blank-case",
        title=words.BLANK,
        about=words.BLANK_ABOUT,
        path=cases.BLANK,
        media="application/pdf",
        standard=PDF_UA,
        make=blank_files,
        prove=by_form(proofs.document),
    ),
    Export(
        name="projects",
        title=words.PROJECTS,
        about=words.PROJECTS_ABOUT,
        path=projects.CSV,
        media="text/csv",
        standard=RFC_4180,
        make=project_files,
        prove=by_form(partial(proofs.csv_file, PROJECT_COLUMNS)),
    ),
    Export(
        name="project-text",
        title=words.TEXT,
        about=words.TEXT_ABOUT,
        path=f"{PROJECTS}{{project}}/{{file}}.txt",
        media="text/plain",
        standard=OWN,
        make=text_files,
        prove=by_form(proofs.plain_text),
    ),
)
