"""What others may take of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from macros.data import proofs
from macros.export import PDF_UA, Export, by_form
from macros.files.made import Made
from macros.model.site import Site
from macros.subjects.catalogue import export_words as words
from macros.subjects.catalogue.addresses import LEAFLETS as FOLDER
from macros.subjects.catalogue.leaflets import current_leaflets


def _leaflets(site: Site) -> Iterable[Made]:
    found, site.unmade["leaflets"] = current_leaflets(site.root, site)
    return found


LEAFLETS = Export(
    name="leaflets",
    title=words.LEAFLETS,
    about=words.LEAFLETS_ABOUT,
    path=f"{FOLDER}{{name}}.pdf",
    media="application/pdf",
    standard=PDF_UA,
    make=_leaflets,
    prove=by_form(proofs.document),
    command="leaflets",
)
EXPORTS = (LEAFLETS,)
