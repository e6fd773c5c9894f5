"""What others may take of assessments and family policies."""

from __future__ import annotations

from macros.data import proofs
from macros.export import PDF_UA, XLSX, XLSX_MEDIA, Export, by_form
from macros.subjects.evaluation import export_words as words
from macros.subjects.evaluation.addresses import INDEX, POLICY
from macros.subjects.evaluation.assessment_form import form_files
from macros.subjects.evaluation.policy_print import policy_files
from macros.subjects.territory.model import MUNICIPALITIES

EXPORTS = (
    Export(
        name="form",
        title=words.FORMS,
        about=words.FORMS_ABOUT,
        path=f"{INDEX}{{set_or_assessment}}/{{form}}.xlsx",
        media=XLSX_MEDIA,
        standard=XLSX,
        make=form_files,
        prove=by_form(proofs.workbook),
    ),
    Export(
        name="family-policy",
        title=words.POLICY,
        about=words.POLICY_ABOUT,
        path=f"{MUNICIPALITIES}{{municipality}}/{POLICY}.pdf",
        media="application/pdf",
        standard=PDF_UA,
        make=policy_files,
        prove=by_form(proofs.document),
    ),
)
